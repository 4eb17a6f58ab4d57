"""Run in a process of its own: reads one file of a statistics program and hands its cells over.

A damaged file can bring down the library that reads it, or make it ask for any amount of memory.
Here it brings down this process and not the reader's notebook. Called with the path and a JSON
object (reader, wanted, blanks, encoding); writes one line of JSON with all texts, and then the numbers as bytes.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from array import array

NAN = float("nan")
BROKEN, ENCODING, TOO_LARGE = 1, 3, 4  # how the process ends
MOST_MEMORY = 2_000_000_000
# Formats of dates whose library's reading knows no day: SPSS, SAS (also of times, with DT before), Stata.
PERIODS = {
    "month": r"MOYR|(DT)?(MONYY|YYMM[CDNPS]?|MMYY[CDNPS]?|YYMON|MONNAME|MONTH)|%-?tm.*",
    "quarter": r"QYR|(DT)?(YYQR?[CDNPSZ]?|QTRR?)|%-?tq.*",
    "half": r"%-?th.*",
    "week": r"WKYR|WEEK[UVW]|%-?tw.*",
    "year": r"(DT)?YEAR|%-?ty.*",
}
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
    about = _about(meta, set(request["wanted"]), request["blanks"])
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
    about["times"] = _times(cells, chosen, meta, request["reader"])
    if lengths := [name for name, kind in about["times"].items() if kind == "length"]:
        # hours above 24 are lost where times are taken for those of a clock
        cells |= read(path, usecols=lengths, disable_datetime_conversion=True, **options)[0]
    numbers = [name for name in chosen if all(cell is None or isinstance(cell, (int, float)) for cell in cells[name])]
    about["numbers"] = numbers
    about["texts"] = {name: [_text(cell) for cell in cells[name]] for name in chosen if name not in numbers}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n")
    for name in numbers:
        sys.stdout.buffer.write(array("d", [NAN if cell is None else cell for cell in cells[name]]).tobytes())


def _times(cells: dict, chosen: list[str], meta, reader: str) -> dict[str, str]:
    """Which columns are lengths of time, or periods longer than a day."""
    found = {}
    for name in chosen:
        stated = meta.original_variable_types.get(name) or ""
        form = stated if reader == "read_dta" else re.sub(r"[\d.]+$", "", stated).upper()
        clock = any(isinstance(cell, datetime.time) for cell in cells[name])
        number = all(cell is None or isinstance(cell, (int, float)) for cell in cells[name])
        if clock or (number and form in ("TIME", "DTIME", "MTIME")):
            found[name] = "length"
        for kind, pattern in PERIODS.items() if number else ():
            if re.fullmatch(pattern, form):
                found[name] = f"seconds {kind}" if form.startswith("DT") else kind
    return found


def _about(meta, wanted: set[str], blanks: str) -> dict:
    wordings = [meta.column_names_to_labels.get(name) or "" for name in meta.column_names]
    chosen = [
        name
        for name, wording in zip(meta.column_names, wordings, strict=True)
        if name.strip(blanks) in wanted or wording.strip(blanks) in wanted
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
