"""Run in a process of its own: reads one file of a statistics program and hands its cells over.

A damaged file can bring down the library that reads it, or make it ask for any amount of memory.
Here it brings down this process and not the reader's notebook. Called with the path and a JSON
object (reader, wanted, alike, encoding); writes one line of JSON with all texts, and then the numbers as bytes.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import unicodedata
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
    options: dict[str, object] = {"output_format": "dict"}  # other formats import a package of tables
    if request["reader"] != "read_por":
        options["encoding"] = request["encoding"]
    _, meta = read(path, metadataonly=True, **options)
    about = _about(meta, set(request["wanted"]), str.maketrans(request["alike"]))
    chosen = about["chosen"]
    if len(chosen) * (meta.number_rows or 0) > MOST_CELLS:
        sys.exit(TOO_LARGE)
    if request["reader"] != "read_por" and request["reader"] != "read_xport":
        options["user_missing"] = True  # codes stay codes: the contract says which of them are answers
    cells, meta = read(path, usecols=chosen or meta.column_names[:1], **options)
    about["rows"] = len(next(iter(cells.values()), []))
    about["missing"] = {
        name: [[part["lo"], part["hi"]] for part in parts]
        for name, parts in meta.missing_ranges.items()
        if name in chosen
    }
    if request["reader"] == "read_por":
        about["lost"] = _declared_in_portable(path, chosen, cells, about["missing"])
    _letters(meta, chosen, cells, about)
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


def _letters(meta, chosen: list[str], cells: dict, about: dict) -> None:
    """Missing values of Stata and SAS that have a letter: .a, .b, as these programs write them."""
    for name, letters in (meta.missing_user_values or {}).items():
        if name in chosen and letters:
            codes = {letter: f".{letter.lower()}" for letter in map(str, letters) if len(letter) == 1}
            cells[name] = [codes.get(cell, cell) if isinstance(cell, str) else cell for cell in cells[name]]
            about["missing"].setdefault(name, []).extend([code, code] for code in codes.values())
            about["labels"][name] = [
                (codes.get(code, code) if isinstance(code, str) else code, word) for code, word in about["labels"][name]
            ]


def _declared_in_portable(path: str, chosen: list[str], cells: dict, missing: dict) -> bool:
    """Put the codes that a portable file declares missing into its cells; whether they are lost.

    The library that reads these files leaves such cells empty. What is read here is taken only where it has the same
    numbers in all other cells.
    """
    try:
        ranges, columns = Portable(path).read()
    except (ValueError, IndexError, KeyError, OverflowError):
        return True
    for name in chosen:
        if name in ranges:
            told, found = columns[name], cells[name]
            same = len(told) == len(found) and all(
                cell is None or cell != cell or own == cell for own, cell in zip(told, found, strict=True)
            )
            if not same:
                return True
            cells[name], missing[name] = told, [list(part) for part in ranges[name]]
    return False


class Portable:
    """A portable file of SPSS: lines of 80 characters, numbers to the base of 30, each closed by a stroke."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            lines = file.read().replace(b"\r\n", b"\n").split(b"\n")
        self.text = "".join(line.ljust(80).decode("latin-1") for line in lines)
        self.place = self.text.index("SPSSPORT") + 9  # behind the version

    def read(self) -> tuple[dict, dict]:
        """Ranges of missing codes by column, and the numbers of the columns that have some."""
        self.string(), self.string()
        widths: dict[str, int] = {}
        ranges: dict[str, list] = {}
        name = ""
        while (tag := self.sign()) != "F":
            if tag in "1236C":
                self.string()
            elif tag in "45":
                self.number()
            elif tag == "7":
                width, name = self.whole(), self.string()
                widths[name] = width
                _ = [self.number() for _ in range(6)]
            elif tag in "89AB":
                part = self.part(tag, widths[name])
                if not widths[name]:
                    ranges.setdefault(name, []).append(part)
            elif tag == "D":
                names = [self.string() for _ in range(self.whole())]
                for _ in range(self.whole()):
                    self.value(widths[names[0]]), self.string()
            elif tag == "E":
                _ = [self.string() for _ in range(self.whole())]
            else:
                raise ValueError(tag)
        return ranges, self.rows(widths, ranges)

    def rows(self, widths: dict, ranges: dict) -> dict:
        """The numbers of the columns that have ranges."""
        columns: dict[str, list] = {name: [] for name in ranges}
        while self.place < len(self.text) and self.text[self.place] != "Z":
            for name, width in widths.items():
                value = self.value(width)
                if name in columns:
                    columns[name].append(value)
        return columns

    def part(self, tag: str, width: int) -> tuple:
        """One code, from the lowest up to a code, from a code up to the highest, or a range."""
        first = self.value(width)
        return {
            "8": lambda: (first, first),
            "9": lambda: (-1e308, first),
            "A": lambda: (first, 1e308),
            "B": lambda: (first, self.value(width)),
        }[tag]()

    def value(self, width: int):
        """A text where a column has a width, else a number."""
        return self.string() if width else self.number()

    def sign(self) -> str:
        """The next character."""
        self.place += 1
        return self.text[self.place - 1]

    def string(self) -> str:
        """A text behind its length."""
        length = self.whole()
        self.place += length
        return self.text[self.place - length : self.place]

    def whole(self) -> int:
        """A number that counts something."""
        number = self.number()
        if number is None:
            raise ValueError("a count without a number")
        return int(number)

    def number(self) -> float | None:
        """A number; None where the file has a star and a point."""
        while self.text[self.place] == " ":
            self.place += 1
        if self.text[self.place] == "*":
            self.place += 2
            return None
        end = self.text.index("/", self.place)
        word, self.place = self.text[self.place : end], end + 1
        sign = -1.0 if word.startswith("-") else 1.0
        digits, _, power = word.lstrip("-").replace("-", "+-").partition("+")
        whole, _, fraction = digits.partition(".")
        number = float(int(whole or "0", 30))
        if fraction:
            number += int(fraction, 30) / 30 ** len(fraction)
        return sign * number * 30.0 ** (int(power, 30) if power else 0)


def _form(name: str, alike: dict) -> str:
    """As `heads.same_form`, which cannot be imported here."""
    return " ".join(unicodedata.normalize("NFKC", name.translate(alike)).translate(alike).split())


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


def _about(meta, wanted: set[str], alike: dict) -> dict:
    wordings = [meta.column_names_to_labels.get(name) or "" for name in meta.column_names]
    chosen = [
        name
        for name, wording in zip(meta.column_names, wordings, strict=True)
        if _form(name, alike) in wanted or _form(wording, alike) in wanted or _matched(_form(name, alike), wanted)
    ]
    labels = {name: list(meta.variable_value_labels.get(name, {}).items()) for name in chosen}
    return {"names": meta.column_names, "wordings": wordings, "chosen": chosen, "labels": labels}


def _matched(name: str, wanted: set[str]) -> bool:
    """Whether a pattern stands for the name: one star for any text."""
    ends = [word.partition("*") for word in wanted if "*" in word]
    return any(
        len(name) >= len(before) + len(after) and name.startswith(before) and name.endswith(after)
        for before, _, after in ends
    )


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
