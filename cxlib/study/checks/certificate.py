"""The certificate of a table: what its form promises, what a person has to look at, and what cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw
import pandas as pd

from ...errors import CXError, nearest
from ...locale import say, say_number, to_say
from ...results import Result
from ...text import count, listed, percent
from ..contract.parts import parts_of
from ..contract.roles import KEY_OF, SCALED, STAFF
from ..files.readers import read_raw
from ..words.numbers import plain
from .careless import careless_answers
from .codes_given import declined

if TYPE_CHECKING:
    from ..contract.models import ColumnContract
    from ..study import Study

MANY_MISSING = 0.2  # a column with a larger share of gaps is named
FEWEST_ITEMS = 10  # with fewer answers in common, two rows are alike by coincidence
FEWEST_ITEMS_ALIKE = 5  # on one scale, below which careless answers do not show
ITEMS = ("rating", "functional", "emotional", "engagement", "climate", "experience", "trust")
CARELESS = {
    "same answer": to_say("{count} with one answer to all"),
    "quick": to_say("{count} too quick to read"),
    "spread": to_say("{count} with an odd spread"),
}
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
        rows = say_number("{count} row", "{count} rows", len(self.frame), count=count(len(self.frame)))
        fate = say("none with a fault")
        if faulty:
            fate = say_number(
                "{count} more set aside for its faults",
                "{count} more set aside for their faults",
                faulty,
                count=count(faulty),
            )
        found = say("{rows} from {files}; {fate}", rows=rows, files=files, fate=fate)
        return _line("rows", faulty, len(self.frame) + faulty, found)

    def reading(self) -> Line:
        prefix = f"{self.name}: "
        notes = [note.removeprefix(prefix).rstrip(".") for note in self.study.notes if note.startswith(prefix)]
        notes = [note for note in notes if not note.endswith("were set aside")]  # told as rows
        encoding = self.contract.encoding
        sure = (
            say("encoding {encoding}, as declared", encoding=encoding)
            if encoding
            else say("encoding found without doubt")
        )
        return _line("reading", len(notes), len(self.contract.file), "; ".join(notes) or sure)

    def columns(self) -> Line:
        first = parts_of(self.contract)[0]
        raw = read_raw(self.study.folder, first.file, first.contract)
        total, declared = len(raw.headers), self.contract.sources
        unused = total - len(raw.cells)
        names = [header or "(no name)" for header in raw.headers if header not in declared]
        columns = _columns(total)
        # A source may be the wording of a question; then its header is no unused one, and no name is told.
        if unused and len(names) == unused:
            found = say(
                "{used} of {columns} declared; not used: {names}",
                used=count(total - unused),
                columns=columns,
                names=listed(names, NAMED),
            )
        else:
            found = say("{used} of {columns} declared", used=count(total - unused), columns=columns)
        return _line("columns", unused, total, found)

    def scales(self) -> Line:
        if not self.scaled:
            return _unseen("scales", say("no column of answers on a scale"))
        bare = [name for name, column in self.scaled.items() if column.bounds is None]
        outside = sum(int(_outside(self.frame[name], column)) for name, column in self.scaled.items())
        declared = len(self.scaled) - len(bare)
        scales = say_number("{count} declared scale", "{count} declared scales", declared, count=count(declared))
        told = {"outside": count(outside), "scales": scales, "names": listed(bare, NAMED)}
        found = say_number("{outside} answer outside {scales}", "{outside} answers outside {scales}", outside, **told)
        if bare:
            found = say_number("{outside} answer outside {scales}; no scale: {names}",
                               "{outside} answers outside {scales}; no scale: {names}", outside, **told)  # fmt: skip
        return _line("scales", outside + len(bare), len(self.scaled), found)

    def codes(self) -> Line:
        if not self.scaled:
            return _unseen("codes", say("no column of answers on a scale"))
        told = {name: _codes(column) for name, column in self.scaled.items() if _codes(column)}
        if not told:
            found = say("no code declared: only empty cells are without an answer")
            return Line("codes", "sound", 0, len(self.scaled), found)
        examples = listed([say("{codes} in {column}", codes=codes, column=name) for name, codes in told.items()], NAMED)
        found = say(
            "codes for no answer or not used in {columns}: {examples}", columns=_columns(len(told)), examples=examples
        )
        return Line("codes", "sound", len(told), len(self.scaled), found)

    def gaps(self) -> Line:
        shares = self.frame[list(self.scaled)].isna().mean()
        many = [name for name, share in shares.items() if share > MANY_MISSING]
        if shares.empty or not len(self.frame):
            return _unseen("gaps", say("no column of answers on a scale"))
        found = say("none")
        if shares.max():
            most = shares.idxmax()
            told = {"column": most, "share": percent(shares.max(), 1)}
            found = say("most in {column}: {share} without an answer", **told)
            if codes := self.coded[most].mean() if most in self.coded else 0.0:
                found = say(
                    "most in {column}: {share} without an answer; {codes} of all rows hold a declared code",
                    **told,
                    codes=percent(codes, 1),
                )
        return _line("gaps", len(many), len(shares), found)

    def constant(self) -> Line:
        if len(self.frame) < 2:
            return _unseen("constant", say("one row cannot vary"))
        distinct = self.frame[list(self.contract.columns)].nunique()
        alike = [name for name, count in distinct.items() if count < 2]
        return _line("constant", len(alike), len(distinct), listed(alike, NAMED) or say("every column varies"))

    def ids(self) -> Line:
        keys = (self.named("id") or self.named(*filter(None, [KEY_OF.get(self.contract.kind)])))[:1]
        if not keys:
            return _unseen("ids", say("no column of role id: a row that stands there twice cannot be seen"))
        again = int(self.frame.dropna(subset=keys).duplicated([*self.named("wave"), *keys]).sum())
        found = say_number(
            "{count} row with the id of an earlier row",
            "{count} rows with the id of an earlier row",
            again,
            count=count(again),
        )
        return _line("ids", again, len(self.frame), found)

    def copies(self) -> Line:
        items = self.given(list(self.scaled))
        full = items[items.notna().sum(axis=1) >= FEWEST_ITEMS]
        if full.empty:
            why = say("no row with {answers} answers: equal rows may be coincidence", answers=FEWEST_ITEMS)
            return _unseen("copies", why)
        again = int(full.duplicated().sum())
        found = say_number(
            "{count} row with the same answers as an earlier row",
            "{count} rows with the same answers as an earlier row",
            again,
            count=count(again),
        )
        return _line("copies", again, len(full), found)

    def careless(self) -> Line:
        """Signs of answers given without reading, of the items on the scale that most have."""
        if self.contract.kind in STAFF:
            return _unseen("careless", say("of employees it would tell of single people"))
        items = self.alike()
        if len(items) < FEWEST_ITEMS_ALIKE:
            return _unseen("careless", say("fewer than {items} items on one scale", items=FEWEST_ITEMS_ALIKE))
        start, end = (next(iter(self.named(role)), None) for role in ("start", "end"))
        frame = self.given(items)
        timed = start is not None and end is not None
        if timed:
            frame["seconds"] = (self.frame[end] - self.frame[start]).dt.total_seconds()
        signs = careless_answers(frame, items=items, seconds="seconds" if timed else None, codes=[CODE])
        seen = signs.table.set_index("sign")
        told = [
            say(words, count=count(seen.at[sign, "flagged"])) for sign, words in CARELESS.items() if sign in seen.index
        ]
        people = signs.flags[[sign for sign in CARELESS if sign in seen.index]].any(axis=1).sum()
        found = say("of {items} items: {signs}; flagged, none left out", items=len(items), signs=", ".join(told))
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
            return _unseen("people", say("no column says whose row it is"))
        sizes = self.frame.dropna(subset=keys).groupby(keys[0], observed=True).size()
        waves = self.named("wave")
        within = self.frame.dropna(subset=keys).groupby([*waves, keys[0]], observed=True).size()
        several, twice = int((sizes > 1).sum()), int((within > 1).sum())
        told = {"several": count(several), "people": count(len(sizes)), "twice": count(twice)}
        if not several:
            found = say("{several} of {people} people have several rows", **told)
        elif not waves:
            found = say("{several} of {people} people have several rows; their answers go together", **told)
        else:
            found = say(
                "{several} of {people} people have several rows, {twice} of them within one wave; "
                "their answers go together",
                **told,
            )
        return _line("people", twice, len(sizes), found)

    def waves(self) -> Line:
        keys = self.named("wave")
        if not keys:
            return _unseen("waves", say("no column of role wave: nothing can be compared over time"))
        sizes = self.frame[keys[0]].value_counts().sort_index()
        told = listed([f"{wave} ({count(size)})" for wave, size in sizes.items()], NAMED)
        return _line(
            "waves",
            0,
            len(sizes),
            say_number(
                "{count} wave: {waves}", "{count} waves: {waves}", len(sizes), count=count(len(sizes)), waves=told
            ),
        )

    def languages(self) -> Line:
        keys = self.named("language")
        if not keys:
            return _unseen("languages", say("no column of role language"))
        spoken = self.frame[keys[0]].nunique()
        found = say_number(
            "{count} language",
            "{count} languages; people may use a scale differently in each",
            spoken,
            count=count(spoken),
        )
        return _line("languages", spoken if spoken > 1 else 0, spoken, found)


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


def _columns(number: int) -> str:
    return say_number("{count} column", "{count} columns", number, count=count(number))
