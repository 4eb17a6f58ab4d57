"""Write cxlib/locale/en.po, the master of all translations, from the messages that stand in the code.

Beside what is said in the code, these are the words of tables (cxlib/locale/tables.txt), and what the notebooks hand
over to figures and reports: titles, chapters, units of axes, names of analyses.

Run it with `uv run python tools/collect_words.py` after a message was changed. A test compares the file with the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
MASTER = ROOT / "cxlib" / "locale" / "en.po"
TABLES = ROOT / "cxlib" / "locale" / "tables.txt"
KEYWORDS = {"say": None, "say_number": (1, 2), "to_say": None}
TITLE = re.compile(r'^# # (?:\d+ · )?(.+)$|^# %% .*chapter="(.+?)"', re.MULTILINE)


def collected() -> bytes:
    """The master: each message with the file it stands in, and its English words in place."""
    catalogue = Catalog(locale="en", project="cxlib", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(ROOT / "cxlib"), keywords=KEYWORDS, method_map=[("**.py", "python")])
    for file, _, message, _, _ in sorted(found, key=lambda entry: (entry[0], str(entry[2]))):
        # no line numbers: they would change with every line of code above them
        catalogue.add(message, string=message, locations=[(f"cxlib/{file}", None)], flags=["python-brace-format"])
    for place, message in [*table_words(), *notebook_words()]:
        if message not in catalogue:
            catalogue.add(message, string=message, locations=[(place, None)])
    text = BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    # dates and the tool's version say nothing of the words
    dated = ("Creation-Date", "Revision-Date", "Generated-By", "Copyright", "FIRST AUTHOR")
    return "".join(line for line in lines if not any(word in line for word in dated)).encode()


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
    print(f"{MASTER.relative_to(ROOT)} written.")
