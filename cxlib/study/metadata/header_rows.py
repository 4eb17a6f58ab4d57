"""The header rows of a file: how many there are, and the names that each column answers to.

Survey tools write one, two or three of them. They are known by their shape, never by the words of
one tool. Where the shape leaves a doubt, the second row is data.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import CXError
from ...locale import say
from .second_heads import tells_kinds, third_tells_kinds, without_kinds

# signs that look alike in heads: quotation marks, dashes, and signs that are not seen at all
ALIKE = {
    ord(sign): plain
    for signs, plain in (("‘’ʼ´`", "'"), ("“”„«»", '"'), ("‐‑‒–—−", "-"), ("\u00ad\u200b\u200c\u200d\ufeff", ""))
    for sign in signs
}
LOOKED_AT = 1000  # rows that show the shape
_VALUE = re.compile(r"[+-]?[\d.,:/\s\u00a0\u202fTZ%+-]*\d[\d.,:/\s\u00a0\u202fTZ%+-]*")  # a number, date or time
_RANGE = re.compile(r"[01]\s*[-–]\s*(?:[3-9]|10|100)")  # the ends of a scale, below the question
_MOST_JSON = 0.9
_CUT = 15  # characters of a wording that show which it is

Rows = Sequence[Sequence[str]]


def same_form(head: str) -> str:
    """A head without what cannot be seen: one Unicode form, single blanks for line ends and no-break blanks."""
    return " ".join(unicodedata.normalize("NFKC", head.translate(ALIKE)).translate(ALIKE).split())


def _is_cut(head: str, source: str) -> bool:
    """Whether a head is the beginning of a wording, which a survey tool has cut: How likely are you to recomm..."""
    begun = same_form(head.removesuffix("...").removesuffix("…"))
    return begun != same_form(head) and len(begun) >= _CUT and same_form(source).startswith(begun)


def matches(pattern: str, head: str) -> bool:
    """Whether a head has the form of a pattern, in which one star stands for any text."""
    before, _, after = same_form(pattern).partition("*")
    form = same_form(head)
    return len(form) >= len(before) + len(after) and form.startswith(before) and form.endswith(after)


@dataclass(frozen=True, kw_only=True)
class Heads:
    """What the header rows say: one header per column, further names of it, its wording; `shown` are the rows."""

    rows: int
    headers: list[str]
    names: list[set[str]]
    wordings: list[str]
    shown: tuple[list[str], ...] = ()

    def places(self, wanted: set[str], file: str) -> dict[str, int]:
        """Where each wanted column stands: by its header, else by any other of its names.

        A pattern stands for each header that it matches, is there once and is not wanted by itself.
        """
        found = {}
        for source in wanted:
            at = [place for place, header in enumerate(self.headers) if header == source]
            at = at or [place for place, names in enumerate(self.names) if source in names]
            if not at and (form := same_form(source)):
                at = [place for place, header in enumerate(self.headers) if same_form(header) == form]
                at = at or [place for place, names in enumerate(self.names) if form in map(same_form, names)]
            at = at or [
                place
                for place, header in enumerate(self.headers)
                if [other for other in wanted if _is_cut(header, other)] == [source]
            ]
            if len(at) > 1:
                mend = "Give the columns different names in the file: which one is meant cannot be known."
                whole = [f'"{self.headers[place]}"' for place in at]
                if len(set(whole)) == len(at):
                    mend = f"Name one of them by its whole head: source = {' or '.join(whole)}."
                raise CXError(f'"{file}" has the column "{source}" {len(at)} times.', mend)
            if at and source:
                found[source] = at[0]
        for pattern in (source for source in wanted if "*" in source and source not in found):
            alike = [place for place, header in enumerate(self.headers) if header and matches(pattern, header)]
            once = [place for place in alike if self.headers.count(self.headers[place]) == 1]
            found |= {self.headers[place]: place for place in once if place not in found.values()}
        return found

    def fit(self, wanted: set[str]) -> bool:
        """Whether some wanted column is there; of those that patterns match, two."""
        named = set(map(same_form, wanted)) & self.forms()
        alike = [
            header
            for header in self.headers
            if header and any("*" in word and matches(word, header) for word in wanted)
        ]
        return bool(named) or len(alike) > 1

    def forms(self) -> set[str]:
        """All names that the columns answer to, in one form."""
        return {same_form(name) for name in set(self.headers).union(*self.names)}


def find_heads(rows: Rows, *, declared: int | None, wanted: set[str], file: str) -> Heads:
    """Find and join the header rows among the first rows of a file.

    Parameters
    ----------
    rows : rows of str
        The first rows without blanks at the ends of cells; those below the header show its shape.
    declared : int or None
        How many rows study.toml declares to be headers; None has them found.
    wanted : set of str
        The headers that study.toml names.
    file : str
        Name of the file.
    """
    count = declared or _count(rows, wanted)
    heads = [list(row) for row in rows[:count]]
    if not heads or not any(heads[0]):
        raise CXError(f'"{file}" has no header.', "The first row must hold the names of the columns.")
    width = max(len(row) for row in heads)
    heads = [row + [""] * (width - len(row)) for row in heads]
    headers = _joined(heads)
    grouped = headers != heads[0]  # then the first row has the wording, else it has codes and the next one the wording
    told = [without_kinds(row) for row in heads[1:] if not _is_machine(row)]
    below = [[row[place] for row in told if row[place]] for place in range(width)]
    wordings = headers if grouped else [next(iter(texts), "") for texts in below]
    names = [set(texts) for texts in below]
    if grouped and headers == heads[-1]:  # under a title, which a study.toml may still name
        names = [{*texts, f"{heads[0][0]} | {head}"} for texts, head in zip(below, headers, strict=True)]
    return Heads(rows=count, headers=headers, names=names, wordings=wordings, shown=tuple(heads))


def note_on(heads: Heads, file: str, declared: int | None) -> tuple[str, ...]:
    """Say so where more than one header row was found."""
    if declared or heads.rows == 1:
        return ()
    return (say('"{file}": the first {rows} rows were read as headers; if they are not, write header_rows = 1.',
                file=file, rows=heads.rows),)  # fmt: skip


def _joined(heads: list[list[str]]) -> list[str]:
    """One header per column; merged heads are joined with the last header row: "Reasons | Price"."""
    first, last = heads[0], heads[-1]
    if len(heads) == 1 or _is_machine(last):
        return first
    if first[0] and not any(first[1:]) and all(last) and len(set(map(same_form, last))) == len(last):
        return last  # one head over all columns is the title of the sheet: it tells none from another
    headers, group = [], ""
    for place, head in enumerate(first):
        group = head or group
        widened = place + 1 < len(first) and not first[place + 1] and last[place + 1]
        merged = last[place] and (not head or widened)
        headers.append(f"{group} | {last[place]}" if merged else head)
    return headers


def _count(rows: Rows, wanted: set[str]) -> int:
    machine = [place for place, row in enumerate(rows) if "{" in "".join(row) and _is_machine(row, rows[0])]
    if len(machine) == 1 and machine[0] in (1, 2):
        return machine[0] + 1
    if len(rows) > 1 and len(rows[0]) == len(rows[1]):
        if third_tells_kinds(rows, is_value):
            return 3
        second = _has_merged(rows, wanted) or _repeats(rows) or tells_kinds(rows, is_value)
        return 2 if second or _names_columns(rows, wanted) else 1
    return 1


def _is_machine(row: Sequence[str], heads: Sequence[str] = ()) -> bool:
    """Whether (nearly) every cell is a JSON object, which a tool writes for itself."""
    cells = [cell for cell in row if cell]
    if not any(cell.startswith("{") for cell in cells):
        return False
    needed = max(len(cells), sum(map(bool, heads)))
    return len(cells) > 1 and sum(map(_is_json_object, cells)) >= _MOST_JSON * needed


def _is_json_object(cell: str) -> bool:
    if not (cell.startswith("{") and cell.endswith("}")):
        return False
    try:
        found = json.loads(cell)
        return isinstance(found, dict) and bool(found)
    except (ValueError, RecursionError):
        return False


def is_value(cell: str) -> bool:
    """Whether a cell is a number, a date or a time."""
    return _VALUE.fullmatch(cell) is not None


def _below(rows: Rows, place: int) -> list[str]:
    return [row[place] for row in rows[2:] if place < len(row) and row[place]]


def _repeats(rows: Rows) -> bool:
    """Whether the second row names the columns again.

    It does where it has a word of its own for every column, several of them are those of the first
    row, and those columns hold other things below, some of them numbers or dates. Where a column
    holds nothing but its head, it is one of options that were ticked.
    """
    first, second = rows[0], rows[1]
    words = [second[place] for place, head in enumerate(first) if head]
    again = [place for place, head in enumerate(first) if head and second[place] == head]
    if len(again) < 2 or not all(words) or len(set(words)) < len(words) or any(map(is_value, words)):
        return False
    below = {place: _below(rows, place) for place in again}
    if any(not cells or first[place] in cells for place, cells in below.items()):
        return False
    return any(all(map(is_value, cells)) for cells in below.values())


def _names_columns(rows: Rows, wanted: set[str]) -> bool:
    """Whether study.toml names the columns as the second row does, and none as the first."""
    first, second = (set(map(same_form, row)) - {""} for row in rows[:2])
    forms = set(map(same_form, wanted))
    return len(forms) > 1 and forms <= second and not forms & first


def _has_merged(rows: Rows, wanted: set[str]) -> bool:
    """Whether heads of the first row span several columns, each with its own head in the second."""
    first, second = rows[0], rows[1]
    groups = _groups(first, second)
    if not groups or any(is_value(cell) and not _RANGE.fullmatch(cell) for cell in second):
        return False
    forms = set(map(same_form, wanted))
    for group in groups:
        words = [second[place] for place in group]
        if not first[group[0]] or not all(words) or len(set(words)) < len(words):
            return False
        if forms.intersection(same_form(f"{first[group[0]]} | {word}") for word in words):
            return True  # study.toml names such a column
    return _stands_above(rows, groups)


def _groups(first: Sequence[str], second: Sequence[str]) -> list[list[int]]:
    """The places of columns that share a head: it stands above the first of them."""
    groups: list[list[int]] = []
    for place, head in enumerate(first):
        if head or not second[place]:
            continue
        if groups and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([max(place - 1, 0), place])
    return groups


def _stands_above(rows: Rows, groups: list[list[int]]) -> bool:
    """Whether the second row is of another kind than those below, so that it is no answer of a person."""
    first, second, below = rows[0], rows[1], rows[2:]
    alone = [place for place, head in enumerate(first) if head and not second[place]]
    if not any(len(_below(rows, place)) == len(below) > 0 for place in alone):
        return False  # no column that everybody has filled is blank in the second row
    shown = 0
    for group in groups:
        cells = {place: _below(rows, place) for place in group}
        for place, words in cells.items():
            ticked = bool(words) and set(words) == {second[place]}
            if second[place] in words and not ticked:
                return False
            shown += ticked or _mostly_values(words)
        shown += 2 * (_share_answers(cells, second) and len(below) >= 5)
    return shown >= 2


def _mostly_values(words: Sequence[str]) -> bool:
    """Whether a column holds numbers or dates, but for one or two words such as N/A, or the total of a foot."""
    others = {word for word in words if not is_value(word)}
    values = sum(map(is_value, words))
    return values >= len(words) / 2 > 0 and (not others or (len(others) < 3 and values >= 5))


def _share_answers(cells: dict[int, list[str]], second: Sequence[str]) -> bool:
    """Whether several columns of a group hold the same few answers, none of them a head."""
    sets = [set(words) for words in cells.values() if words]
    return len(sets) > 1 and bool(set.intersection(*sets)) and not set.union(*sets) & {second[p] for p in cells}
