"""Where a table could give people away: small groups, their combination, keys and free text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..aggregate import Table
from ..errors import CXError, nearest
from ..locale import say
from ..results import Result
from ..study.contract.roles import REGISTERS, STAFF
from ..text import count, either
from .personal import look_like_names, state_ids
from .suppression import hidden_groups

if TYPE_CHECKING:
    from ..study import Study

KEYS = ("id", "customer", "employee", "account")
GROUPS = ("unit", "segment", "status", "language", "mode", "channel", "department", "touchpoint")


def disclosure_risks(study: Study, *, table: str, min_cell: int = 10) -> Result:
    """Where a table could give people away: small groups, their combination, keys and free text.

    Parameters
    ----------
    study : Study
    table : str
        Name of the table.
    min_cell : int
        The smallest group that may be shown; the study's own number where that is larger.

    Returns
    -------
    Result
        One row per risk: ``column role risk count total what``. `risk` is ``small groups`` (`count` of `total` groups
        will not be shown), ``combination`` (`count` of `total` people are in a combination of all groups that fewer
        than `min_cell` share), ``key`` (`count` of `total` rows have a key that looks like a name, an address, a
        telephone number, or an id of a state or bank) or ``free text`` (`count` of `total` rows hold a text). No value
        is shown.

    Raises
    ------
    CXError
        The study has no such table.
    """
    if table not in study.tables:
        raise CXError(f'The study has no table "{table}".', nearest(table, study.tables))
    contract, declared = study.contract.tables[table], study.contract.study.min_cell
    smallest = max(min_cell, declared.employees if contract.kind in STAFF else declared.customers)
    frame = as_pandas(study.tables[table])
    groups = [] if contract.kind in REGISTERS else [name for role in GROUPS for name in contract.named(role)]
    person = (*contract.named("customer"), *contract.named("employee"), None)[0]
    rows = [_small_groups(frame, name, person, smallest) for name in groups]
    rows += [_combination(frame, groups, person, smallest)] if len(groups) > 1 else []
    rows += [_key(frame, name) for role in KEYS for name in contract.named(role)]
    rows += [_free_text(frame, name) for name in contract.named("verbatim")]
    risks = pd.DataFrame(rows, columns=["column", "risk", "count", "total", "what"])
    risks.insert(
        1, "role", [contract.columns[name].role if name in contract.columns else "" for name in risks["column"]]
    )
    return Result(
        kind="disclosure_risks", table=risks, settings={"study": study.name, "table": table, "min_cell": smallest}
    )


def as_pandas(table: Table) -> pd.DataFrame:
    """A table of any engine, held in memory."""
    import narwhals as nw

    return nw.from_native(table).lazy().collect().to_pandas()


def _small_groups(frame: pd.DataFrame, name: str, person: str | None, smallest: int) -> tuple:
    grouped = frame.dropna(subset=[name]).groupby(name, observed=True)
    sizes = grouped.size() if person is None else grouped[person].nunique()
    hidden = int(hidden_groups(sizes, min_cell=smallest).sum())
    what = (
        say("not shown: fewer than {smallest} people, or next to one", smallest=smallest) if hidden else "can be shown"
    )
    return name, "small groups", hidden, len(sizes), what


def _combination(frame: pd.DataFrame, groups: list[str], person: str | None, smallest: int) -> tuple:
    people = pd.Series(range(len(frame)), index=frame.index) if person is None else frame[person]
    alike = people.groupby([frame[name] for name in groups], observed=True, dropna=False).transform("nunique")
    few, alone = (people[part].nunique() for part in (alike < smallest, alike == 1))
    what = say(
        "fewer than {smallest} alike in all {columns} columns; {alone} are the only one",
        smallest=smallest,
        columns=len(groups),
        alone=count(alone),
    )
    return "all groups together", "combination", few, people.nunique(), what


def _key(frame: pd.DataFrame, name: str) -> tuple:
    keys = frame[name].dropna().astype("str")
    ids = state_ids(keys)
    names = look_like_names(keys, ids)
    found = ((say("names or addresses"), names), (say("ids of a state or bank"), ids))
    looks = either([what for what, its in found if its.any()])
    what = (
        say("look like {looks}: replace them by numbers", looks=looks)
        if looks
        else "a pseudonym: still a person's data"
    )
    return name, "key", int((names | ids).sum()), len(keys), what


def _free_text(frame: pd.DataFrame, name: str) -> tuple:
    what = "free text may name people: read before you quote; never shown here"
    return name, "free text", int(frame[name].notna().sum()), len(frame), what
