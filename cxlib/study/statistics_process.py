"""Run in a process of its own: reads one file of a statistics program and hands its cells over.

A damaged file can bring down the library that reads it, or make it ask for any amount of memory.
Here it brings down this process and not the reader's notebook. Called with the path and a JSON
object (reader, wanted, alike, encoding); writes one line of JSON with all texts, and then the numbers as bytes.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from array import array

NAN = float("nan")
BROKEN, ENCODING, TOO_LARGE = 1, 3, 4  # how the process ends
MOST_MEMORY = 2_000_000_000
MOST_CELLS = 20_000_000  # as Python objects these take half of that memory


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _text(cell) -> str | None:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return None if cell is None else str(cell).removesuffix(" 00:00:00") if hasattr(cell, "year") else str(cell)


def _read(path: str, request: dict) -> None:
    import pyreadstat

    read = getattr(pyreadstat, request["reader"])
    options = {"output_format": "dict"}  # other formats import a package of tables
    if request["reader"] != "read_por":
        options["encoding"] = request["encoding"]
    _, meta = read(path, metadataonly=True, **options)
    about = _about(meta, set(request["wanted"]), str.maketrans(request["alike"]))
    chosen = about["chosen"]
    if len(chosen) * (meta.number_rows or 0) > MOST_CELLS:
        sys.exit(TOO_LARGE)
    if request["reader"] == "read_sav":
        options["user_missing"] = True  # codes stay codes: the contract says which of them are answers
    cells, meta = read(path, usecols=chosen or meta.column_names[:1], **options)
    about["rows"] = len(next(iter(cells.values()), []))
    about["missing"] = {
        name: [[part["lo"], part["hi"]] for part in parts]
        for name, parts in meta.missing_ranges.items()
        if name in chosen
    }
    numbers = [name for name in chosen if all(cell is None or isinstance(cell, (int, float)) for cell in cells[name])]
    about["numbers"] = numbers
    about["texts"] = {name: [_text(cell) for cell in cells[name]] for name in chosen if name not in numbers}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n")
    for name in numbers:
        sys.stdout.buffer.write(array("d", [NAN if cell is None else cell for cell in cells[name]]).tobytes())


def _form(name: str, alike: dict) -> str:
    """As `heads.same_form`, which cannot be imported here."""
    return " ".join(unicodedata.normalize("NFKC", name.translate(alike)).translate(alike).split())


def _about(meta, wanted: set[str], alike: dict) -> dict:
    wordings = [meta.column_names_to_labels.get(name) or "" for name in meta.column_names]
    chosen = [
        name
        for name, wording in zip(meta.column_names, wordings, strict=True)
        if _form(name, alike) in wanted or _form(wording, alike) in wanted
    ]
    labels = {name: list(meta.variable_value_labels.get(name, {}).items()) for name in chosen}
    return {"names": meta.column_names, "wordings": wordings, "chosen": chosen, "labels": labels}


def main() -> None:
    """Read the file that the command line names."""
    _limit_memory()
    try:
        _read(sys.argv[1], json.loads(sys.argv[2]))
    except MemoryError:
        sys.exit(TOO_LARGE)
    except (UnicodeError, LookupError) as error:
        sys.exit(BROKEN if isinstance(error, (IndexError, KeyError)) else ENCODING)
    except Exception as error:  # whatever it is, the file is at fault
        sys.exit(ENCODING if "convert" in str(error) and "encoding" in str(error) else BROKEN)


if __name__ == "__main__":
    main()
