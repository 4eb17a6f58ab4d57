"""Write cxlib/locale/en.po, the master of all translations, from the messages in the code, and keep the others in step.

Beside what is said in the code, these are the words of tables, of faults, of commands and of what stops them
(tables.txt, faults.txt, commands.txt, errors.txt), the help of `cx`, and what the notebooks hand over to figures and
reports: titles, chapters, units of axes, names of analyses.

Run it with `uv run python tools/collect_words.py` after a message was changed. In es.po, ca.po and ro.po a new message
stands empty until somebody translates it, and one that is gone is dropped. The same holds for the exercises, whose
texts stand in cxlib/learn/exercises. Tests compare the files with the code.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "cxlib" / "locale"
MASTER = FOLDER / "en.po"
TABLES, FAULTS, COMMANDS, ERRORS = (FOLDER / f"{name}.txt" for name in ("tables", "faults", "commands", "errors"))
TITLE = re.compile(r'^# # (?:\d+ · )?(.+)$|^# %% .*chapter="(.+?)"', re.MULTILINE)
TRANSLATIONS = ("es", "ca", "ro")
FORMS = {"say": 1, "to_say": 1, "say_number": 2}  # how many of the first arguments are the message
# dates, names that nobody filled in and the tool's version say nothing of the words
UNSAID = (
    "Creation-Date",
    "Revision-Date",
    "Generated-By",
    "Copyright",
    "FIRST AUTHOR",
    "FULL NAME",
    "EMAIL@",
    "@li.org",
)

EXERCISES = ROOT / "cxlib" / "learn" / "exercises"
CODE = "cxlib/learn"
TEXTS = ("task", "asked", "insight", "hints", "hint", "other", "stranger", "called", "reason", "model", "checks")
TEXT_TABLES = ("reasons", "left_out", "said")

Message = str | tuple[str, str]


def collected() -> bytes:
    """The master: each message with the file it stands in, and its English words in place."""
    catalogue = _empty("en")
    for file, message in _in_code():
        _add(catalogue, message, file, message)
    return _written(catalogue)


def translated(language: str) -> bytes:
    """A translation as it stands, brought in step with the code."""
    file = FOLDER / f"{language}.po"
    known = read_po(BytesIO(file.read_bytes() if file.exists() else b""), locale=language)
    catalogue = _empty(language)
    for source, message in _in_code():
        found = known.get(message if isinstance(message, str) else message[0])
        # a message that got a plural, or lost it, has to be translated anew
        _add(catalogue, message, source, found.string if found and found.id == message else None)
    return _written(catalogue)


@cache
def _in_code() -> list[tuple[str, Message]]:
    """Every message with the files it stands in; also those within other messages and within f-strings."""
    found = {
        (str(file.relative_to(ROOT)), message)
        for file in (ROOT / "cxlib").rglob("*.py")
        for message in _said(ast.parse(file.read_text(encoding="utf-8")))
    }
    singular = {message if isinstance(message, str) else message[0] for _, message in found}
    handed = {one for one in [*table_words(), *help_words(), *notebook_words()] if one[1] not in singular}
    return sorted(found | handed, key=lambda one: (one[0], str(one[1])))


def _said(tree: ast.Module, forms_of: Mapping[str, int] = FORMS) -> Iterator[Message]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in forms_of:
            written = [one.value for one in call.args[: forms_of[call.func.id]] if isinstance(one, ast.Constant)]
            forms = [one for one in written if isinstance(one, str)]
            if len(forms) == forms_of[call.func.id]:
                yield forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _empty(language: str) -> Catalog:
    return Catalog(locale=language, project="cxlib", charset="utf-8", fuzzy=False)


def _add(catalogue: Catalog, message: Message, file: str, words: str | Sequence[str] | None) -> None:
    # no line numbers: they would change with every line of code above them
    catalogue.add(message, string=words, locations=[(file, None)], flags=["python-brace-format"])


def _written(catalogue: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not any(word in line for word in UNSAID)).encode()


def table_words() -> Iterator[tuple[str, str]]:
    """Heads of tables and words in their cells; faults of a study; what commands say, and what stops them."""
    for file in (TABLES, FAULTS, COMMANDS, ERRORS):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield f"cxlib/locale/{file.name}", line


def help_words() -> Iterator[tuple[str, str]]:
    """The help of `cx`: what its commands do, what their words and options mean, and examples."""
    for file in sorted((ROOT / "cxlib" / "cli").glob("*.py")):
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            written = [its.value for its in getattr(part, "keywords", []) if its.arg in ("help", "epilog")]
            said = [one.value for one in written if isinstance(one, ast.Constant)]
            if isinstance(part, ast.FunctionDef) and any(
                "app.command" in ast.unparse(its) for its in part.decorator_list
            ):
                said.append(ast.get_docstring(part))
            yield from ((str(file.relative_to(ROOT)), one) for one in said if one)


def notebook_words() -> Iterator[tuple[str, str]]:
    """What the notebooks of a client's run hand over, exercises and cases apart."""
    for file in sorted((ROOT / "notebooks").glob("0*.py")):
        source, place = file.read_text(encoding="utf-8"), f"notebooks/{file.name}"
        yield from ((place, title or chapter) for title, chapter in TITLE.findall(source))
        cells = [cell for cell in source.split("\n# %%") if not re.match(r'.*tags=.*"(lesson|lecture)"', cell)]
        for cell in cells:
            code = "\n".join(line for line in cell.splitlines()[1:] if not line.startswith("#"))
            yield from ((place, words) for words in handed_over(code))


def handed_over(code: str) -> Iterator[str]:
    """The units of figures, the labels and the names of analyses in the code of a cell."""
    for call in ast.walk(ast.parse(code)):
        if (
            isinstance(call, ast.Assign)
            and ast.unparse(call.targets[0]) == "words"
            and isinstance(call.value, ast.Dict)
        ):
            yield from (word.value for word in call.value.values if isinstance(word, ast.Constant))
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        words = [its.value for its in call.keywords if name.startswith("plot_") and its.arg == "unit"]
        labels = [its.value for its in call.keywords if its.arg == "labels" and isinstance(its.value, ast.Dict)]
        words += [word for its in labels for word in its.values]
        if name == "stack" and isinstance(call.args[0], ast.Dict):
            words += call.args[0].keys
        yield from (word.value for word in words if isinstance(word, ast.Constant))


def texts_of_exercises() -> dict[str, list[str]]:
    """What exercises say, by the file it stands in: each notebook's, and what the code says of all."""
    said = {
        f"{CODE}/exercises/{file.name}": list(dict.fromkeys(_texts(tomllib.loads(file.read_text(encoding="utf-8")))))
        for file in sorted(EXERCISES.glob("*.toml"))
    }
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / CODE).glob("*.py")]
    return {
        CODE: sorted({text for tree in trees for text in _said(tree, {"tell": 1}) if isinstance(text, str)}),
        **said,
    }


def translated_exercises(language: str) -> bytes:
    """The translations of the exercises into a language, brought up to date."""
    file = EXERCISES / f"{language}.po"
    old = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    new = _empty(language)
    for place, texts in texts_of_exercises().items():
        for text in texts:
            known = old.get(text)
            new.add(text, string=known.string if known else "", locations=[(place, None)])
    return _written(new)


def _texts(held: Any, part: bool = False) -> Iterator[str]:
    for key, value in held.items():
        if key in TEXTS or (part and key == "name"):
            yield from (text for text in ([value] if isinstance(value, str) else value) if text)
        elif key in TEXT_TABLES or key in ("aspects", "verdicts"):
            yield from dict.fromkeys(value.values())
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (text for table in value for text in _texts(table, part=key == "parts"))


if __name__ == "__main__":
    MASTER.write_bytes(collected())
    for language in TRANSLATIONS:
        (FOLDER / f"{language}.po").write_bytes(translated(language))
        (EXERCISES / f"{language}.po").write_bytes(translated_exercises(language))
    print("Written: en.po and, with what was translated, es.po, ca.po and ro.po, of readings and of exercises.")
