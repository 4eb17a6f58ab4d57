"""`cx new`: the study.toml of a client's files, written where it belongs, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..drafts import draft_of
from ..drafts.writing import MARK
from ..errors import CXError
from ..locale import known_language, say, speaking
from ..study.files.readers import ENDINGS
from .folders import write_new


def named_files(files: Sequence[str] | None) -> list[Path]:
    """The files, all of them there."""
    if not files:
        raise CXError("No file is named.", "Write cx new FILE, with one file or several.")
    missing = next((name for name in files if not Path(name).is_file()), None)
    if missing and Path(missing).is_dir():
        inside = sorted(file for file in Path(missing).iterdir() if file.suffix.lower() in ENDINGS)
        if inside:
            raise CXError(f"{missing}: a folder.", f"Write its files: cx new {' '.join(map(str, inside[:4]))}.")
        raise CXError(f"{missing}: a folder without files of data.", "Copy the client's files into it.")
    if missing:
        raise CXError(f"{missing}: no such file.", "Name a client's file, such as cx new survey.csv.")
    return [Path(name) for name in files]


def drafted(files: list[Path], out: Path | None, *, replace: bool, language: str = "") -> Iterator[str]:
    """Write the draft; then its name, the decisions, and what comes next; in the files' language or the one named."""
    draft = draft_of(files, known_language(language) if language else "")
    named = files[0].parent
    file = out or (named if named.resolve() == draft.folder else draft.folder) / "study.toml"
    if file.suffix != ".toml":
        raise CXError(f"{file}: not the name of a study.toml.", "Let it end in .toml.")
    write_new(file, draft.text, replace=replace)
    yield str(file)
    yield from (f"{number}. {decision}" for number, decision in enumerate(draft.decisions, start=1))
    with speaking(draft.language):
        place = file if out else file.parent
        if MARK in draft.text:
            yield say("Next: look at the lines marked {mark}, then cx check {place}", mark=MARK, place=place)
        else:
            yield say("Next: look at the lines of the draft, then cx check {place}", place=place)
