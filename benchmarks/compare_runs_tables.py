"""Which tables of results are still made, exactly."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

SHOWN = 8


def compare_tables(before: dict, after: dict, *, everything: bool) -> bool:
    """Print, by section, the tables of `before` that `after` does not have.

    A table is found where its rows stand in one table of `after`, on columns of the same names or, where columns
    were renamed, where the values of each column stand in a column of one table. Further columns and rows do no
    harm. Else its numbers are looked for in all results of the notebook.
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
        elif state in ("equal to 12 digits", "numbers elsewhere", "columns renamed"):
            elsewhere[result["section"]].append(f"[{heads}]: {state}")
    print(f"tables of results: {len(before['results'])} before, {len(new)} now;", _counts(found))
    _print_sections("  tables with numbers that no result has now", missing)
    if everything:
        _print_sections("  tables found otherwise", elsewhere)
    return not missing


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
    numeric = [counts for counts in table.counts.values() if any(map(_number, counts))]
    if any(all(any(c <= o for o in other.counts.values()) for c in numeric) for other in new):
        return "columns renamed"
    return ""


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
