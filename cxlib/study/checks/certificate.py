"""The certificate of a table: what its form promises, what a person has to look at, and what cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw
import pandas as pd

from ...errors import CXError, nearest
from ...results import Result
from ..contract.roles import SCALED, STAFF
from ..files.readers import read_raw
from ..words.numbers import plain
from .careless import careless_answers
from .codes_given import declined
from .table_checks import _KEYS

if TYPE_CHECKING:
    from ..contract.models import ColumnContract
    from ..study import Study

MANY_MISSING = 0.2  # a column with a larger share of gaps is named
FEWEST_ITEMS = 10  # with fewer answers in common, two rows are alike by coincidence
FEWEST_ITEMS_ALIKE = 5  # on one scale, below which careless answers do not show
ITEMS = ("rating", "functional", "emotional", "engagement", "climate", "experience", "trust")
CARELESS = {"same answer": "with one answer to all", "quick": "too quick to read", "spread": "with an odd spread"}
CODE = float("inf")  # stands for any declared code: an answer that has no place on the scale
NAMED = 3  # so many columns are named, the others counted


class Line(NamedTuple):
    """One check: `count` of `total` is what was found; the words say of what."""

    check: str
    state: str
    count: int  # type: ignore[assignment]  # a column of the table; nobody counts in a line as in a tuple
    total: int
    found: str


def certificate(study: Study, table: str) -> Result:
    """See `cxlib.study.table_certificate`."""
    if table not in study.tables:
        raise CXError(f'The study has no table "{table}".', nearest(table, study.tables))
    frame = nw.from_native(study.tables[table]).lazy().collect().to_pandas()
    look = _Look(study, table, frame)
    lines = [
        look.rows(), look.reading(), look.columns(), look.scales(), look.codes(), look.gaps(), look.constant(),
        look.ids(), look.copies(), look.careless(), look.people(), look.waves(), look.languages(),
    ]  # fmt: skip
    notes = tuple(note for note in study.notes if note.startswith(f"{table}."))
    return Result(
        kind="table_certificate", table=pd.DataFrame(lines), settings={"study": study.name, "table": table}, notes=notes
    )


class _Look:
    """The checks of one table, each a method that gives its line."""

    def __init__(self, study: Study, name: str, frame: pd.DataFrame) -> None:
        self.study, self.name, self.frame = study, name, frame
        self.contract = study.contract.tables[name]
        self.scaled = {key: column for key, column in self.contract.columns.items() if column.role in SCALED}
        coded = declined(study, name, frame)
        self.coded = pd.DataFrame(index=frame.index) if coded is None else coded

    def named(self, *roles: str) -> list[str]:
        return [name for role in roles for name in self.contract.named(role)]

    def rows(self) -> Line:
        aside = self.study.set_aside
        faulty = aside.loc[aside["table"] == self.name, "row"].nunique()
        files = ", ".join(self.contract.file)
        found = f"{_counted(len(self.frame), 'row')} from {files}; " + (
            f"{faulty:,} more set aside for their faults" if faulty else "none with a fault"
        )
        return _line("rows", faulty, len(self.frame) + faulty, found)

    def reading(self) -> Line:
        prefix = f"{self.name}: "
        notes = [note.removeprefix(prefix).rstrip(".") for note in self.study.notes if note.startswith(prefix)]
        notes = [note for note in notes if not note.endswith("were set aside")]  # told as rows
        encoding = self.contract.encoding
        plainly = f"encoding {encoding}, as declared" if encoding else "encoding found without doubt"
        return _line("reading", len(notes), len(self.contract.file), "; ".join(notes) or plainly)

    def columns(self) -> Line:
        raw = read_raw(self.study.folder, self.contract.file[0], self.contract)
        total, declared = len(raw.headers), self.contract.sources
        unused = total - len(raw.cells)
        names = [header or "(no name)" for header in raw.headers if header not in declared]
        found = f"{total - unused} of {_counted(total, 'column')} declared"
        # A source may be the wording of a question; then its header is no unused one, and no name is told.
        return _line("columns", unused, total, found + _listed(names if len(names) == unused else [], "; not used: "))

    def scales(self) -> Line:
        if not self.scaled:
            return _unseen("scales", "no column of answers on a scale")
        bare = [name for name, column in self.scaled.items() if column.bounds is None]
        outside = sum(int(_outside(self.frame[name], column)) for name, column in self.scaled.items())
        found = f"{outside:,} answers outside {_counted(len(self.scaled) - len(bare), 'declared scale')}"
        return _line("scales", outside + len(bare), len(self.scaled), found + _listed(bare, "; no scale: "))

    def codes(self) -> Line:
        if not self.scaled:
            return _unseen("codes", "no column of answers on a scale")
        told = {name: _codes(column) for name, column in self.scaled.items() if _codes(column)}
        if not told:
            return Line(
                "codes", "sound", 0, len(self.scaled), "no code declared: only empty cells are without an answer"
            )
        examples = [f"{codes} in {name}" for name, codes in told.items()]
        found = f"codes for no answer or not used in {_counted(len(told), 'column')}" + _listed(examples, ": ")
        return Line("codes", "sound", len(told), len(self.scaled), found)

    def gaps(self) -> Line:
        shares = self.frame[list(self.scaled)].isna().mean()
        many = [name for name, share in shares.items() if share > MANY_MISSING]
        if shares.empty or not len(self.frame):
            return _unseen("gaps", "no column of answers on a scale")
        found = "none"
        if shares.max():
            most = shares.idxmax()
            found = f"most in {most}: {100 * shares.max():.1f} % without an answer"
            codes = self.coded[most].mean() if most in self.coded else 0.0
            found += f", of which {100 * codes:.1f} % gave a declared code" if codes else ""
        return _line("gaps", len(many), len(shares), found)

    def constant(self) -> Line:
        if len(self.frame) < 2:
            return _unseen("constant", "one row cannot vary")
        distinct = self.frame[list(self.contract.columns)].nunique()
        alike = [name for name, count in distinct.items() if count < 2]
        return _line("constant", len(alike), len(distinct), _listed(alike, "") or "every column varies")

    def ids(self) -> Line:
        keys = (self.named("id") or self.named(*filter(None, [_KEYS.get(self.contract.kind)])))[:1]
        if not keys:
            return _unseen("ids", "no column of role id: a row that stands there twice cannot be seen")
        again = int(self.frame.dropna(subset=keys).duplicated([*self.named("wave"), *keys]).sum())
        return _line("ids", again, len(self.frame), f"{_counted(again, 'row')} with the id of an earlier row")

    def copies(self) -> Line:
        items = self.given(list(self.scaled))
        full = items[items.notna().sum(axis=1) >= FEWEST_ITEMS]
        if full.empty:
            return _unseen("copies", f"no row with {FEWEST_ITEMS} answers: equal rows may be coincidence")
        again = int(full.duplicated().sum())
        found = f"{_counted(again, 'row')} with the same answers as an earlier row"
        return _line("copies", again, len(full), found)

    def careless(self) -> Line:
        """Signs of answers given without reading, of the items on the scale that most have."""
        if self.contract.kind in STAFF:
            return _unseen("careless", "of employees it would tell of single people")
        items = self.alike()
        if len(items) < FEWEST_ITEMS_ALIKE:
            return _unseen("careless", f"fewer than {FEWEST_ITEMS_ALIKE} items on one scale")
        start, end = (next(iter(self.named(role)), None) for role in ("start", "end"))
        frame = self.given(items)
        timed = start is not None and end is not None
        if timed:
            frame["seconds"] = (self.frame[end] - self.frame[start]).dt.total_seconds()
        signs = careless_answers(frame, items=items, seconds="seconds" if timed else None, codes=[CODE])
        seen = signs.table.set_index("sign")
        told = [f"{seen.at[sign, 'flagged']:,} {words}" for sign, words in CARELESS.items() if sign in seen.index]
        people = signs.flags[[sign for sign in CARELESS if sign in seen.index]].any(axis=1).sum()
        found = f"of {len(items)} items: {', '.join(told)}; flagged, none left out"
        return _line("careless", people, int(seen.at["same answer", "n"]), found)

    def given(self, items: list[str]) -> pd.DataFrame:
        """The items as they were answered: not turned round, a declared code an answer like others."""
        frame = self.frame[items].astype(float)
        for name in items:
            if self.contract.columns[name].reverse:  # turned round, one answer to all would be none
                frame[name] = self.contract.columns[name].turned(frame[name])
            if name in self.coded:
                frame[name] = frame[name].mask(self.coded[name], CODE)
        return frame

    def alike(self) -> list[str]:
        """The rated items on the scale that most of them share."""
        scales: dict[tuple[float, ...], list[str]] = {}
        for name in self.named(*ITEMS):
            if bounds := self.contract.columns[name].bounds:
                scales.setdefault(tuple(bounds), []).append(name)
        return max(scales.values(), key=len, default=[])

    def people(self) -> Line:
        keys = self.named("customer", "employee")[:1]
        if not keys:
            return _unseen("people", "no column says whose row it is")
        sizes = self.frame.dropna(subset=keys).groupby(keys[0], observed=True).size()
        waves = self.named("wave")
        within = self.frame.dropna(subset=keys).groupby([*waves, keys[0]], observed=True).size()
        several, twice = int((sizes > 1).sum()), int((within > 1).sum())
        found = f"{several:,} of {len(sizes):,} people have several rows"
        found += f", {twice:,} of them within one wave" if waves and several else ""
        found += "; their answers go together" if several else ""
        return _line("people", twice, len(sizes), found)

    def waves(self) -> Line:
        keys = self.named("wave")
        if not keys:
            return _unseen("waves", "no column of role wave: nothing can be compared over time")
        sizes = self.frame[keys[0]].value_counts().sort_index()
        told = [f"{wave} ({size:,})" for wave, size in sizes.items()]
        return _line("waves", 0, len(sizes), f"{_counted(len(sizes), 'wave')}" + _listed(told, ": "))

    def languages(self) -> Line:
        keys = self.named("language")
        if not keys:
            return _unseen("languages", "no column of role language")
        count = self.frame[keys[0]].nunique()
        more = "; people may use a scale differently in each" if count > 1 else ""
        return _line("languages", count if count > 1 else 0, count, _counted(count, "language") + more)


def _line(check: str, count: int, total: int, found: str) -> Line:
    return Line(check, "to look at" if count else "sound", int(count), int(total), found)


def _unseen(check: str, why: str) -> Line:
    return Line(check, "not to be seen", 0, 0, why)


def _outside(values: pd.Series, column: ColumnContract) -> int:
    if column.bounds is None:
        return 0
    low, high = column.bounds
    return ((values < low) | (values > high)).sum()


def _codes(column: ColumnContract) -> str:
    return ", ".join(code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used))


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _listed(words: list[str], before: str) -> str:
    if not words:
        return ""
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return f"{before}{', '.join(words[:NAMED])}{more}"
