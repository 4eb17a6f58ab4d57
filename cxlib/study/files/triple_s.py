"""Triple-S, the interchange format of market research: a description in XML, and beside it the data as plain text.

Versions 1 to 3 are read by the rules of 2.0. What nobody answered and what somebody answered with nothing are kept
apart: of a question with several answers an empty cell is no answer, and ";" alone is none of the options.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from ...errors import CXError
from ..metadata.file_metadata import KnownByFile
from ..words.meanings import no_answer
from .access import check_shape, file_in

ENDING = ".sss"
ENCODING = "latin-1"  # of the data, whatever the description declares
NONE = ";"  # no option of several
_CODE = re.compile(r"0*(\d+)")
_NUMBER = re.compile(r"([+-]?)0*(\d+(?:\.\d*)?)")
_UNFIT = "Have it exported anew, or as .csv."


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One variable: where it stands, and what its values are. Of CSV `start` counts fields, else characters."""

    name: str
    kind: str
    label: str
    start: int
    finish: int
    literal: bool = False
    use: str = ""
    spread: tuple[int, int] = (0, 0)  # subfields, and characters of each
    labels: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    ends: tuple[float, float] | None = None

    @property
    def known(self) -> KnownByFile:
        """What the file says of the column; missing are codes of no answer, and those without a score beside others."""
        silent = [code for code, word in self.labels.items() if no_answer(word)]
        if self.scores:
            silent += [code for code in self.labels if code not in self.scores and code not in silent]
        missing = () if self.kind == "multiple" else tuple((_end(code), _end(code)) for code in silent)
        return KnownByFile(
            wording=self.label,
            labels=self.labels,
            missing=missing,
            use=self.use,
            kind=self.kind,
            scores=self.scores,
            several=self.kind == "multiple",
            ends=self.ends,
        )


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a .sss file says: its variables, and how its data are written."""

    file: str
    variables: list[Variable]
    csv: bool
    skip: int
    data: str
    version: str


def described(path: Path) -> Description:
    """The description of one table; CXError where it cannot be read."""
    root = _root(path)
    record = root.find("survey/record")
    if record is None:
        levels = ", ".join(f'"{name}"' for name in _hrefs(root))
        if levels:
            raise CXError(f'"{path.name}" describes no table, but levels.', f"Name the file of one: {levels}.")
        raise CXError(f'"{path.name}" describes no record.', _UNFIT)
    csv = record.get("format", "fixed") == "csv"
    variables = [_variable(one, csv=csv, file=path.name) for one in record.iter("variable")]
    if not variables:
        raise CXError(f'"{path.name}" describes no variable.', _UNFIT)
    return Description(
        file=path.name,
        variables=variables,
        csv=csv,
        skip=_whole(record.get("skip", "0"), path.name),
        data=record.get("href") or f"{path.stem}.{'csv' if csv else 'asc'}",
        version=root.get("version", ""),
    )


def levels_of(path: Path) -> list[Path]:
    """The descriptions of the levels of a hierarchy, the uppermost first; of one table the file itself."""
    root = _root(path)
    if root.find("survey/record") is not None:
        return [path]
    return [file_in(path.parent, name) for name in _hrefs(root)]


def links_of(path: Path) -> set[str]:
    """The variables that join the levels of a hierarchy."""
    return {parent.get("linkvar", "") for parent in _root(path).iter("parent")} - {""}


def _hrefs(root: ElementTree.Element) -> list[str]:
    found = [level.get("href", "") for level in root.findall("hierarchy/level")]
    return [PurePosixPath(name).name for name in found if name]


def _root(path: Path) -> ElementTree.Element:
    content = path.read_bytes()
    try:
        if b"<!ENTITY" in content:
            raise CXError(f'"{path.name}" defines entities of its own, which are not read.', _UNFIT)
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise CXError(f'"{path.name}" is no XML.', _UNFIT) from None
    if root.tag != "sss":
        raise CXError(f'"{path.name}" is no Triple-S description.', _UNFIT)
    return root


def _variable(one: ElementTree.Element, *, csv: bool, file: str) -> Variable:
    position, spread = one.find("position"), one.find("spread")
    name = _said(one.find("name")) or one.get("ident", "")
    if position is None or not position.get("start"):
        raise CXError(f'"{file}": the variable "{name}" has no position.', _UNFIT)
    start = _whole(position.get("start"), file)
    values = [] if one.find("values") is None else one.findall("values/value")
    literal = one.get("format") == "literal"
    codes = [value.get("code", "") if literal else _plain(value.get("code", "")) for value in values]
    parts = (0, 0)
    finish = start if csv else _whole(position.get("finish") or position.get("start"), file)
    if spread is not None:
        subfields = _whole(spread.get("subfields"), file)
        width = spread.get("width")
        if width is None and csv:
            raise CXError(f'"{file}": the spread of "{name}" has no width.', _UNFIT)
        parts = (subfields, _whole(width, file) if width else (finish - start + 1) // subfields)
    ends = one.find("values/range")
    return Variable(
        name=name,
        kind=one.get("type", "character"),
        label=_said(one.find("label")),
        start=start,
        finish=finish,
        literal=literal,
        use=one.get("use", ""),
        spread=parts,
        labels={code: _said(value) for code, value in zip(codes, values, strict=True)},
        scores={code: float(score) for code, value in zip(codes, values, strict=True) if (score := value.get("score"))},
        ends=None if ends is None else _ends(ends),
    )


def _ends(found: ElementTree.Element) -> tuple[float, float] | None:
    try:
        return float(found.get("from", "")), float(found.get("to", ""))
    except ValueError:
        return None


def _said(found: ElementTree.Element | None) -> str:
    """A text without its other languages and modes; these where it has no words of its own."""
    if found is None:
        return ""
    parts = [found.text or ""]
    for part in found:
        parts += [" " if part.tag == "br" else "", part.tail or ""]
    own = " ".join("".join(parts).split())
    other = next((text for text in found.iter("text") if text is not found), None)
    return own or ("" if other is None else _said(other))


def _whole(text: str | None, file: str) -> int:
    if text is None or not text.strip().isdecimal():
        raise CXError(f'"{file}" has "{text}" where a whole number belongs.', _UNFIT)
    return int(text)


def _end(code: str) -> str | float:
    return float(code) if _NUMBER.fullmatch(code) else code


def _plain(code: str) -> str:
    """A code without blanks and leading zeros, however wide the field is."""
    code = code.strip()
    found = _CODE.fullmatch(code)
    return found[1] if found else code


def cells_of(folder: Path, told: Description, wanted: list[Variable]) -> tuple[dict[str, list[str]], int]:
    """The cells of some variables, by name, and how many records there are."""
    path = file_in(folder, told.data)
    text = path.read_bytes().decode(ENCODING)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    lines = lines[told.skip : len(lines) - (lines[-1] in ("", "\x1a"))]
    check_shape(told.data, columns=len(wanted), rows=len(lines))
    if told.csv:
        records = [_fields(line) for line in lines]
        short = next((place for place, fields in enumerate(records) if len(fields) > len(told.variables)), None)
        if short is not None and max(one.start for one in told.variables) <= len(told.variables):
            row = short + told.skip + 1
            problem = f'"{told.data}" has more fields in row {row:,} than "{told.file}" has variables.'
            raise CXError(problem, "A text with a comma must stand in quotation marks. " + _UNFIT)
        raw = {
            one.name: [fields[one.start - 1] if one.start <= len(fields) else "" for fields in records]
            for one in wanted
        }
    else:
        raw = {one.name: [line[one.start - 1 : one.finish] for line in lines] for one in wanted}
    return {one.name: _read(one, raw[one.name], told) for one in wanted}, len(lines)


def _read(one: Variable, raw: list[str], told: Description) -> list[str]:
    """The cells of a variable as text, each different one read once."""
    reader: Callable[[str], str] = {
        "single": (lambda text: text.rstrip()) if one.literal else _plain,
        "multiple": (lambda text: _spread(one, text)) if one.spread[0] else (lambda text: _bits(one, text, told)),
        "quantity": _quantity,
        "logical": lambda text: text[-1:].strip(),
        "date": lambda text: _date(text[:8].strip()),
        "time": lambda text: _time(text[:6].strip()),
    }.get(one.kind, lambda text: text.rstrip())
    known = {text: reader(text) for text in set(raw)}
    return [known[text] for text in raw]


def _quantity(text: str) -> str:
    found = _NUMBER.fullmatch(text.strip())
    return found[1].replace("+", "") + found[2] if found else text.strip()


def _date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdecimal() else text


def _time(text: str) -> str:
    return f"{text[:2]}:{text[2:4]}:{text[4:]}" if len(text) == 6 and text.isdecimal() else text


def _bits(one: Variable, text: str, told: Description) -> str:
    """The codes at whose places a 1 stands; places of no code say nothing."""
    marks = {code: text[int(code) - 1 : int(code)].strip() for code in one.labels}
    if not any(marks.values()):
        return ""
    strange = next((mark for mark in marks.values() if mark not in ("", "0", "1")), None)
    if strange is not None:
        raise CXError(f'"{told.data}": "{one.name}" has "{strange}" where 0 or 1 belongs.', _UNFIT)
    return NONE.join(code for code, mark in marks.items() if mark == "1") or NONE


def _spread(one: Variable, text: str) -> str:
    """The codes in the subfields, in which 0 and a blank stand for none."""
    if not text.strip():
        return ""
    count, width = one.spread
    parts = [_plain(text[place * width : (place + 1) * width]) for place in range(count)]
    return NONE.join(dict.fromkeys(part for part in parts if part not in ("", "0"))) or NONE


def _fields(line: str) -> list[str]:
    """The fields of a line; outer blanks count within quotation marks only."""
    if '"' not in line:
        return [part.strip() for part in line.split(",")]
    found, rest = [], line
    while True:
        begun = rest.lstrip()
        if begun.startswith('"'):
            end = begun.find('"', 1)
            while end >= 0 and begun[end + 1 : end + 2] == '"':
                end = begun.find('"', end + 2)
            end = len(begun) if end < 0 else end
            found.append(begun[1:end].replace('""', '"'))
            rest = begun[end + 1 :].lstrip()
        else:
            part, comma, after = rest.partition(",")
            found.append(part.strip())
            rest = comma + after
        if not rest.startswith(","):
            return found
        rest = rest[1:]
