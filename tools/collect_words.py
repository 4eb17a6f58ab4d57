"""Write cxlib/locale/en.po, the master of all translations, from the messages that stand in the code.

Run it with `uv run python tools/collect_words.py` after a message was changed. A test compares the file with the code.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
MASTER = ROOT / "cxlib" / "locale" / "en.po"
KEYWORDS = {"say": None, "say_number": (1, 2)}


def collected() -> bytes:
    """The master: each message with the file it stands in, and its English words in place."""
    catalogue = Catalog(locale="en", project="cxlib", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(ROOT / "cxlib"), keywords=KEYWORDS, method_map=[("**.py", "python")])
    for file, _, message, _, _ in sorted(found, key=lambda entry: (entry[0], str(entry[2]))):
        # no line numbers: they would change with every line of code above them
        catalogue.add(message, string=message, locations=[(f"cxlib/{file}", None)], flags=["python-brace-format"])
    text = BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    # dates and the tool's version say nothing of the words
    dated = ("Creation-Date", "Revision-Date", "Generated-By", "Copyright", "FIRST AUTHOR")
    return "".join(line for line in lines if not any(word in line for word in dated)).encode()


if __name__ == "__main__":
    MASTER.write_bytes(collected())
    print(f"{MASTER.relative_to(ROOT)} written.")
