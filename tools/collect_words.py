"""Write cxlib/locale/en.po, the master of all translations, from the messages in the code, and keep the others in step.

Beside what is said in the code, these are the words of tables (cxlib/locale/tables.txt), and what the notebooks hand
over to figures and reports: titles, chapters, units of axes, names of analyses.

Run it with `uv run python tools/collect_words.py` after a message was changed. In es.po, ca.po and ro.po a new message
stands empty until somebody translates it, and one that is gone is dropped. Tests compare the files with the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "cxlib" / "locale"
MASTER = FOLDER / "en.po"
TABLES = FOLDER / "tables.txt"
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


def _in_code() -> list[tuple[str, Message]]:
    """Every message with the files it stands in; also those within other messages and within f-strings."""
    found = {
        (str(file.relative_to(ROOT)), message)
        for file in (ROOT / "cxlib").rglob("*.py")
        for message in _said(ast.parse(file.read_text(encoding="utf-8")))
    }
    singular = {message if isinstance(message, str) else message[0] for _, message in found}
    handed = {one for one in [*table_words(), *notebook_words()] if one[1] not in singular}
    return sorted(found | handed, key=lambda one: (one[0], str(one[1])))


def _said(tree: ast.Module) -> Iterator[Message]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FORMS:
            forms = [one.value for one in call.args[: FORMS[call.func.id]] if isinstance(one, ast.Constant)]
            if len(forms) == FORMS[call.func.id]:
                yield forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _empty(language: str) -> Catalog:
    return Catalog(locale=language, project="cxlib", charset="utf-8", fuzzy=False)


def _add(catalogue: Catalog, message: Message, file: str, words: Message | None) -> None:
    # no line numbers: they would change with every line of code above them
    catalogue.add(message, string=words, locations=[(file, None)], flags=["python-brace-format"])


def _written(catalogue: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not any(word in line for word in UNSAID)).encode()


def table_words() -> Iterator[tuple[str, str]]:
    """Heads of tables and words in their cells."""
    for line in TABLES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield "cxlib/locale/tables.txt", line


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
    """The units of figures and the names of analyses in the code of a cell."""
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        words = [its.value for its in call.keywords if name.startswith("plot_") and its.arg == "unit"]
        if name == "stack" and isinstance(call.args[0], ast.Dict):
            words += call.args[0].keys
        yield from (word.value for word in words if isinstance(word, ast.Constant))


if __name__ == "__main__":
    MASTER.write_bytes(collected())
    for language in TRANSLATIONS:
        (FOLDER / f"{language}.po").write_bytes(translated(language))
    print("Written: en.po and, with what was translated, es.po, ca.po and ro.po.")
