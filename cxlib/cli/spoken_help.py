"""Help in another language than English; what the parser says of misspelt words and options stays English."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

from ..locale import LANGUAGE, LANGUAGES, MASTER, speaking, to_say, word
from .command import app

# what the parser itself writes into every help
OF_PARSER = [to_say("Usage:"), to_say("Arguments:"), to_say("Options:"), to_say("Commands:")]
OF_PARSER += [to_say("Show this message and exit."), to_say("[default:")]


def asked_in(words: Sequence[str]) -> str:
    """The language of a command line: that of --language in it, else of the environment, else English."""
    for place, said in enumerate(words):
        name, _, value = said.partition("=")
        if name == "--language":
            asked = value or "".join(words[place + 1 : place + 2])
            return asked if asked in LANGUAGES else MASTER
    asked = os.environ.get(LANGUAGE, MASTER)
    return asked if asked in LANGUAGES else MASTER


def run_app(words: Sequence[str]) -> None:
    """Run the command; its help is said in the language that is asked for."""
    language = asked_in(words)
    if language == MASTER or (words and not {"-h", "--help"} & {*words}):
        app()
        return
    from typer.main import get_command

    command: Any = get_command(app)
    with speaking(language):
        for part in [command, *command.commands.values()]:
            for told in [part, *part.params]:
                for name in ("help", "epilog"):
                    if getattr(told, name, None):
                        setattr(told, name, str(word(getattr(told, name))))
        held = io.StringIO()
        try:
            with redirect_stdout(held):
                command()
        finally:
            text = held.getvalue()
            for english in OF_PARSER:
                text = text.replace(english, str(word(english)))
            sys.stdout.write(text)
