"""The tables of a draft: what kind each is, and which keys they share."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from ..locale import say
from ..study.checks.row_faults import MOST_SET_ASIDE
from ..study.contract.role_meaning import named_roles, words_of
from ..study.contract.roles import SCALED, SURVEYS
from ..study.metadata.header_rows import same_form
from ..study.words.answer_scales import plain_words
from ..text import count as count_of
from ..text import listed
from .alike import codes_in_groups, join_alike, part_reversed, tell_directions
from .beside import settle
from .broken_off import broken_off
from .choices import pattern_of
from .counts_seen import COUNT
from .files_seen import SeenFile
from .lines import KEYS, KIND, QUESTION, ROWS, Check, Line, name_lines, named_codes, one_spelling, slug
from .named import KEY_ROLES
from .part_names import add_origins
from .roles import lines_of
from .rows_again import asked_once_a_wave, rows_again
from .said_again import names_of_codes
from .seen import Seen
from .several import not_agreed
from .turned import turn_items
from .unnamed_weight import weights_of_other_waves
from .wave_dates import order_by_dates, waves_by_name

_STAFF = """employee employees staff engagement workforce empleado empleados plantilla personal trabajadores clima
empleats treballadors angajati angajat"""
_AT_WORK = """employee employment staff supervisor manager workload colleagues coworkers job jobtime salary
salbegin payroll workplace empleo jefe supervisora plantilla companeros puesto salario nomina feina companys sou
angajare sef salariu colegi munca"""
_SAID_AT_WORK = re.compile(  # by people of their own work, in questions that name it in few words
    r"\b(?:my (?:manager|supervisor|boss|team|job|work|colleagues)|at work|place to work|"
    r"mi (?:jefe|jefa|equipo|trabajo)|mis companeros|en el trabajo|lugar para trabajar|la meva feina|el meu equip|"
    r"a la feina|lloc (?:per|on) treballar|munca mea|echipa mea|seful meu|la locul de munca|loc de munca bun)\b"
)
_AFTER = "transactional transaction contact after touchpoint postventa transaccional tranzactional"
_SATISFIED = re.compile(r"satis|c?sat(?:_|$)|multumi")
# roles that items of employees keep
_OF_STAFF = ("recommend", "engagement", "climate", "experience", "trust", "perks", "valence", "arousal")
_SHARED = 0.5  # the part of the values that two tables must share for one key
_MOST_UNITS = 5_000
_MOST_LINKS = 3  # columns by which two surveys are linked though no name says so; more are questions asked twice
_LIST = 20  # numbers that are no codes any more
_GAPS = 1.5  # the highest number of a list, at most, by how many it has
_NAMED_KEYS = ("customer", "unit", "employee", "account", "touchpoint")
_OWN = 0.5  # of the rows with an employee: as many employees, or they are whom customers met
MOST_DRIVERS = 25  # whose subsets an analysis of drivers looks at


@dataclass(kw_only=True)
class DraftTable:
    """A table of the draft."""

    name: str
    file: SeenFile
    kind: str
    lines: list[Line]
    checks: list[Check] = field(default_factory=list)

    def first(self, role: str) -> Line | None:
        """The first line of a role."""
        return next((line for line in self.lines if line.role == role), None)

    def to_set_aside(self) -> str:
        """Faulty rows that are few enough to be left out of a run, and listed: nothing else mends them here."""
        key = self.first("id")
        repeated = key.column.filled - key.column.distinct if key else 0
        count, total = self.file.ragged + repeated, self.file.n_rows + self.file.ragged
        if not count or count > MOST_SET_ASIDE * total:
            return ""
        many = say("{number} with other cells than the header", number=count_of(self.file.ragged))
        what = [many] * bool(self.file.ragged)
        what += [say("{number} with an id that stands above", number=count_of(repeated))] * bool(repeated)
        return say("{table}: rows left out, {which}", table=self.name, which=listed(what))


def tables_of(files: list[SeenFile], links: Collection[str] = ()) -> list[DraftTable]:
    """The tables of all files, with their kinds, shared keys and scales; `links` are keys that the files declare."""
    tables = []
    for file in files:
        lines = lines_of(file.columns, file.roles)
        settle(lines)
        not_agreed(file, lines)
        if not file.origins and "waves" not in file.settings:
            waves_by_name(lines)
        weights_of_other_waves(lines)
        if len(files) == 1:
            names_of_codes(lines)  # other tables may know a unit by its code
        _counted_answers(lines)
        doubts = [Check(ROWS, file.doubt)] * bool(file.doubt)
        tables.append(DraftTable(name=slug(file.path.stem), file=file, kind="", lines=lines, checks=doubts))
    _share_keys(tables)
    for line in (line for table in tables for line in table.lines if line.column.head in links):
        line.role, line.left_out, line.checks = "customer", "", []
    for table in tables:
        _name_kind(table, alone=len(tables) == 1)
        if table.kind in SURVEYS and (told := broken_off(table.file.columns)):
            table.checks.append(Check(QUESTION, told))
        if table.kind == "employees":
            _staff(table)
        if table.kind in SURVEYS and not table.file.settings.keys() & {"waves", "answers", "counts"}:
            table.checks += rows_again(table.lines)
        asked_once_a_wave(table.lines)
        order_by_dates(table.first("wave"), table.first("time"))
        began = table.first("start") or table.first("opened")
        if began and not table.first("time") and table.kind in ("relationship", "transactional"):
            began.role = "time"  # a tool's own: when the answer was given, or its record made
        table.lines = join_alike(table.lines, table.file.heads)
        table.lines = turn_items(part_reversed(table.lines))
        tell_directions(table.lines)
        codes_in_groups(table.lines)
        for line in table.lines:
            one_spelling(line, alone=len(tables) == 1)
            named_codes(line)
        for line in table.lines:
            if line.role == "choices" and line.heads:
                line.source = pattern_of(line, table.file.heads)
                line.name = slug(line.called or line.stem)
        name_lines(table.lines)
        add_origins(table.file, table.lines)
        _subjects(table)
        _outcome(table)
    return tables


def _counted_answers(lines: list[Line]) -> None:
    """The column that says how many people gave the answers of a row, where each row has other answers and no key."""
    counts = [line for line in lines if COUNT.fullmatch(" ".join(words_of(line.column.head)))]
    others = [line.column.cells for line in lines if line not in counts]
    keys = any(line.role in KEY_ROLES and line.column.unique for line in lines)
    asked = any(line.role in SCALED or line.left_out == "codes" for line in lines if line not in counts)
    if len(counts) != 1 or not others or keys or not asked:
        return
    column, combined = counts[0].column, pd.concat(others, axis=1)
    if column.kind == "number" and column.whole and min(column.numbers) >= 0 and not combined.duplicated().any():
        counts[0].role, counts[0].left_out, counts[0].checks = "n_people", "", []
        counts[0].doubt(KEYS, "a row is taken for the answers of so many people")


def _name_kind(table: DraftTable, *, alone: bool) -> None:
    roles = {line.role for line in table.lines} - {""}
    words = set(words_of(table.file.path.stem))
    asked = roles & set(SCALED)
    customer, unit, employee = table.first("customer"), table.first("unit"), table.first("employee")
    once = customer is not None and customer.column.unique
    told = {word for column in table.file.columns for word in words_of(column.head)} & {*_AT_WORK.split()}
    texts = [column.words for column in table.file.columns]
    texts += [word for line in table.lines if _names_items(line) for word in line.column.answers]  # a row per question
    told |= {said for text in texts for said in _SAID_AT_WORK.findall(plain_words(text))}
    if (
        words & {*_STAFF.split()}
        or ("exit" in words and told - {"staff"})  # patients, too, are asked at the exit
        or len(told) > 1
        or roles & {"engagement", "climate"}
        or (employee and "customer" not in roles and employee.column.distinct > _OWN * employee.column.filled)
    ):
        table.kind = "employees"
    elif not asked and "opened" in roles and "closed" in roles:
        table.kind = "cases"
    elif not asked and customer and not once and roles & {"time", "start"}:
        table.kind = "interactions"
    elif not asked and once:
        table.kind = "customers"
    elif (touchpoint := table.first("touchpoint")) and touchpoint.column.unique:
        table.kind = "touchpoints"
    elif unit and unit.column.unique and not customer and "recommend" not in roles:
        table.kind = "units"
    elif not asked and "verbatim" in roles:
        table.kind = "comments"
    elif asked and (words & {*_AFTER.split()} or "touchpoint" in roles):
        table.kind = "transactional"
    else:
        table.kind = "relationship"
    if not asked and (table.kind == "relationship" or (table.kind in ("comments", "cases") and alone)):
        table.checks.append(Check(KIND, "no column is named as a question to customers or employees"))
    elif table.kind == "employees" and not words & {*_STAFF.split(), "exit"} and "employee" not in roles:
        table.checks.append(Check(KIND, "taken for answers of employees, whose values are never shown"))


def _staff(table: DraftTable) -> None:
    """Among employees, items that are no outcome are taken for engagement: each scale must be named."""
    for line in table.lines:
        if line.role == "customer" and line.checks_of(KEYS) and not table.first("employee"):
            line.role, line.checks = "employee", [check for check in line.checks if check.harm != KEYS]
            line.doubt(KEYS, "an id that many rows share: is it the employee, or somebody else?")
        asked = line.role in SCALED and line.role not in _OF_STAFF
        if asked and line.column.kind in ("number", "words", "letters"):
            line.role = "engagement"
            line.doubt(QUESTION, "engagement, climate or experience? Write the role, and the facet of each item")


def _subjects(table: DraftTable) -> None:
    """Where ratings are more than an analysis of drivers tells apart, those of one subject get their mean."""
    ratings = [line for line in table.lines if line.role == "rating"]
    names = {line.name for line in table.lines}
    patterns = [line for line in ratings if line.name.endswith("*") and slug(line.name) not in names]
    if sum(len(line.columns) for line in ratings) <= MOST_DRIVERS or len(patterns) < 2 or table.kind == "employees":
        return
    scored = table.first("outcome") or table.first("recommend")
    for line in patterns:
        told = f"the mean of {len(line.columns)}, since more than {MOST_DRIVERS} ratings cannot be told apart"
        mean = Line(columns=line.columns, role="rating", name=slug(line.name), mean_of=line.name)
        if not scored and _SATISFIED.match(mean.name):
            scored, mean.role = mean, "outcome"
            told = "taken for the score to be explained"
        mean.doubt(QUESTION, told)
        table.lines.append(mean)


def _outcome(table: DraftTable) -> None:
    """A survey of customers needs a score to be explained."""
    asked = [line for line in table.lines if line.role in SCALED]
    scored = table.first("outcome") or table.first("recommend")
    if table.kind in ("relationship", "transactional") and asked and not scored:
        table.checks.append(Check(QUESTION, 'no column is named as an overall score; write role = "outcome" for it'))


def _share_keys(tables: list[DraftTable]) -> None:
    """Give columns of several tables that hold the same keys one role."""
    for place, one in enumerate(tables):
        for other in tables[place + 1 :]:
            shared = [(mine, theirs) for mine in one.lines for theirs in other.lines if _one_key(mine, theirs)]
            for mine, theirs in _between_surveys(shared) if _asks(one) and _asks(other) else shared:
                _same_role(one, mine, other, theirs)


def _asks(table: DraftTable) -> bool:
    return any(line.role in SCALED for line in table.lines)


def _between_surveys(shared: list[tuple[Line, Line]]) -> list[tuple[Line, Line]]:
    """Of the columns that two surveys share, those that are keys.

    Numbers that count the rows of either from 1 on are of two lists. Many columns of few values without a name that
    tells a key are the questions of a survey that was made twice.
    """
    kept: list[tuple[Line, Line]] = []
    unnamed: list[tuple[Line, Line]] = []
    for mine, theirs in shared:
        if {mine.role, theirs.role} == {"segment"}:
            continue  # groups of both
        if any(line.role in _NAMED_KEYS and not line.guessed for line in (mine, theirs)):
            kept.append((mine, theirs))
        elif _counts_rows(mine.column) and _counts_rows(theirs.column):
            for line in (mine, theirs):
                line.doubt(KEYS, 'both files count from 1: the same people? Then role = "customer"')
        else:
            (kept if mine.column.unique or theirs.column.unique else unnamed).append((mine, theirs))
    return [*kept, *(unnamed if len(unnamed) <= _MOST_LINKS else [])]


def _counts_rows(column: Seen) -> bool:
    """Whether its numbers are 1, 2, 3 and so on, with few gaps."""
    numbers = pd.to_numeric(column.cells[column.cells != ""], errors="coerce")
    whole = numbers.notna().all() and (numbers % 1 == 0).all()
    many = numbers.nunique()
    return bool(whole and many >= _LIST and numbers.min() in (0, 1) and numbers.max() <= _GAPS * many)


def _one_key(mine: Line, theirs: Line) -> bool:
    one, other = mine.column, theirs.column
    heads = same_form(one.head).casefold(), same_form(other.head).casefold()
    alike = heads[0] == heads[1] or (mine.role == theirs.role and mine.role in KEY_ROLES[1:])
    kept = all(
        line.role in (*KEY_ROLES, "segment", "touchpoint", "") and line.left_out in ("", "text", "codes")
        for line in (mine, theirs)
    )
    if not alike or not kept or min(one.distinct, other.distinct) < 3:
        return False
    few, many = sorted((set(one.cells) - {""}, set(other.cells) - {""}), key=len)
    return len(few & many) >= _SHARED * len(few)


def _names_items(line: Line) -> bool:
    """Whether a key is one of questions or measures: each is taken for a touchpoint."""
    return bool({"rating", "measure"} & set(named_roles(line.column.head)[:1]))


def _same_role(one: DraftTable, mine: Line, other: DraftTable, theirs: Line) -> None:
    named = next((line.role for line in (mine, theirs) if line.role in ("customer", "unit", "employee", "account")), "")
    sure = any(line.role == named and not line.guessed for line in (mine, theirs))
    once = [line for line in (mine, theirs) if line.column.unique]
    if not named and {mine.role, theirs.role} == {"segment"}:
        return  # two tables with the same groups
    if "touchpoint" in (mine.role, theirs.role) or _names_items(mine) or _names_items(theirs):
        mine.role = theirs.role = "touchpoint"
        for line in (mine, theirs):
            line.left_out, line.checks = "", [check for check in line.checks if check.harm != KEYS]
        return
    if not named:
        many = max(mine.column.distinct, theirs.column.distinct) > _MOST_UNITS or len(once) == 2
        named = "customer" if many or (once and once[0].column.n_rows > 500) else "unit"
    for line, others in ((mine, other), (theirs, one)):
        line.role, line.left_out = named, ""
        line.checks = [check for check in line.checks if check.harm != KEYS]
        line.guessed = not sure
        if not sure:
            line.doubt(KEYS, f"shared with {others.name}: the {named}?")
        register = theirs if line is mine else mine
        unknown = set(line.column.cells) - set(register.column.cells) - {""}
        if register.column.unique and not line.column.unique and unknown:
            count = int(line.column.cells.isin(unknown).sum())
            line.doubt(KEYS, f"{count:,} of {line.column.filled:,} rows have one that is not in {others.name}")
