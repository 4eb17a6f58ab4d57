"""Write cxlib/locale/en.po, the master of all translations, from the messages that stand in the code.

Run it with `uv run python tools/collect_words.py` after a message was changed. A test compares the file with the code.
It also brings the translated exercises up to date: what is new comes untranslated, what is gone goes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
MASTER = ROOT / "cxlib" / "locale" / "en.po"
KEYWORDS = {"say": None, "say_number": (1, 2)}
EXERCISES = ROOT / "cxlib" / "learn" / "exercises"
CODE = "cxlib/learn"
TEXTS = ("task", "asked", "insight", "hints", "hint", "other", "stranger", "called", "reason", "model")
TABLES = ("reasons", "left_out", "said")  # of texts


def collected() -> bytes:
    """The master: each message with the file it stands in, and its English words in place."""
    catalogue = Catalog(locale="en", project="cxlib", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(ROOT / "cxlib"), keywords=KEYWORDS, method_map=[("**.py", "python")])
    for file, _, message, _, _ in sorted(found, key=lambda entry: (entry[0], str(entry[2]))):
        # no line numbers: they would change with every line of code above them
        catalogue.add(message, string=message, locations=[(f"cxlib/{file}", None)], flags=["python-brace-format"])
    return _written(catalogue)


def texts_of_exercises() -> dict[str, list[str]]:
    """What exercises say, by the file it stands in: each notebook's, and what the code says of all."""
    said = {
        f"{CODE}/exercises/{file.name}": list(dict.fromkeys(_texts(tomllib.loads(file.read_text(encoding="utf-8")))))
        for file in sorted(EXERCISES.glob("*.toml"))
    }
    found = extract_from_dir(str(ROOT / CODE), keywords={"tell": None}, method_map=[("**.py", "python")])
    return {CODE: sorted({message for _, _, message, _, _ in found}), **said}


def translated(language: str) -> bytes:
    """The translations of the exercises into a language, brought up to date."""
    file = EXERCISES / f"{language}.po"
    old = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    new = Catalog(locale=language, project="cxlib", charset="utf-8", fuzzy=False)
    for place, texts in texts_of_exercises().items():
        for text in texts:
            known = old.get(text)
            new.add(text, string=known.string if known else "", locations=[(place, None)])
    return _written(new)


def _texts(held: Any, part: bool = False) -> Iterator[str]:
    for key, value in held.items():
        if key in TEXTS or (part and key == "name"):
            yield from (text for text in ([value] if isinstance(value, str) else value) if text)
        elif key in TABLES:
            yield from value.values()
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (text for table in value for text in _texts(table, part=key == "parts"))


def _written(catalogue: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    # dates and the tool's version say nothing of the words
    dated = ("Creation-Date", "Revision-Date", "Generated-By", "Copyright", "FIRST AUTHOR")
    return "".join(line for line in lines if not any(word in line for word in dated)).encode()


if __name__ == "__main__":
    MASTER.write_bytes(collected())
    print(f"{MASTER.relative_to(ROOT)} written.")
    for language in ("es", "ca", "ro"):
        (EXERCISES / f"{language}.po").write_bytes(translated(language))
        print(f"{language}.po of the exercises brought up to date.")
