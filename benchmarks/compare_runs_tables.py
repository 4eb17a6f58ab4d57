"""Which tables of results are still made, exactly."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice, product

SHOWN = 8
CHOICES = 500  # of columns with equal values, as a table of zeros has them
HARMLESS = ("the same", "columns renamed", "equal to 12 digits")


def compare_tables(before: dict, after: dict, *, everything: bool) -> bool:
    """Print, by section, the tables of `before` that `after` does not have.

    A table is found where its rows stand in one table of `after`, on columns of the same names or, where columns
    were renamed, on columns of the same values. Further columns and rows do no harm. Else its numbers are looked for
    in all results of the notebook, and the table is told for somebody to look at.
    """
    new = [_Table(result["columns"]) for result in after["results"]]
    anywhere = Counter()
    for table in new:
        anywhere |= table.numbers  # the largest count in one table
    rounded = {_twelve(value) for value in anywhere}
    found: Counter[str] = Counter()
    missing: dict[str, list[str]] = defaultdict(list)
    elsewhere: dict[str, list[str]] = defaultdict(list)
    seen: dict[str, str] = {}
    for result in before["results"]:
        key = json.dumps(result["columns"])
        state = seen.get(key) or _state(_Table(result["columns"]), new)
        lost = [] if state else [v for v in _Table(result["columns"]).numbers if v not in anywhere]
        inexact = [value for value in lost if _twelve(value) in rounded]
        lost = [value for value in lost if _twelve(value) not in rounded]
        state = state or ("numbers missing" if lost else "equal to 12 digits" if inexact else "numbers elsewhere")
        found[state] += 1
        if key in seen:
            continue
        seen[key] = state
        heads = ", ".join(name for name, _ in result["columns"])
        if lost:
            missing[result["section"]].append(f"[{heads}]: {_listed(lost)}")
        elif state != "the same" and (everything or state not in HARMLESS):
            elsewhere[result["section"]].append(f"[{heads}]: {state}")
    print(f"tables of results: {len(before['results'])} before, {len(new)} now;", _counts(found))
    _print_sections("  tables with numbers that no result has now", missing)
    _print_sections("  tables found otherwise", elsewhere)
    return all(state in HARMLESS for state in found)


class _Table:
    """A table as it can be looked up: columns in natural order, counts of values."""

    def __init__(self, columns: list) -> None:
        self.columns = {name: values for name, values in columns}
        self.counts = {name: Counter(map(_same, values)) for name, values in columns}
        self.numbers = Counter(v for _, values in columns for v in map(_same, values) if _number(v))
        self._rows: dict[tuple, Counter] = {}

    def rows(self, names: Iterable[str]) -> Counter:
        key = tuple(names)
        if key not in self._rows:
            self._rows[key] = Counter(zip(*([_same(v) for v in self.columns[name]] for name in key), strict=True))
        return self._rows[key]


def _state(table: _Table, new: list[_Table]) -> str:
    names = tuple(table.columns)
    if any(set(names) <= set(other.columns) and table.rows(names) <= other.rows(names) for other in new):
        return "the same"
    placed = [(other, candidates) for other in new if (candidates := _candidates(table, other)) is not None]
    if any(_rows_agree(table, other, candidates) for other, candidates in placed):
        return "columns renamed"
    return "rows rearranged" if placed else ""


def _candidates(table: _Table, other: _Table) -> dict[str, list[str]] | None:
    """The columns of `other` that hold the values of each column; none if a column of numbers has no such place.

    Words may have been written anew: a column of words that has no place is let be.
    """
    found = {}
    for name, counts in table.counts.items():
        places = [place for place, values in other.counts.items() if counts <= values]
        if places:
            found[name] = [name] if name in places else places
        elif any(map(_number, counts)):
            return None
    return found or None


def _rows_agree(table: _Table, other: _Table, candidates: dict[str, list[str]]) -> bool:
    """Whether some choice of columns has the rows, not only the columns' values."""
    rows = table.rows(candidates)
    choices = islice(product(*candidates.values()), CHOICES)
    return any(rows <= other.rows(choice) for choice in choices)


def _same(value: object) -> object:
    """True is not 1 here; 1 and 1.0 are the same number."""
    return str(value) if isinstance(value, bool) else float(value) if isinstance(value, int) else value


def _number(value: object) -> bool:
    return isinstance(value, float)


def _twelve(value: float) -> str:
    return f"{value:.12g}"


def _listed(values: list) -> str:
    shown = ", ".join(map(repr, values[:SHOWN]))
    return shown + (f" and {len(values) - SHOWN} more" if len(values) > SHOWN else "")


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{number} {state}" for state, number in found.most_common())


def _print_sections(title: str, sections: dict[str, list[str]]) -> None:
    for section, lines in sections.items():
        print(f"{title}, {section}:")
        for line in lines:
            print(f"    {line}")
