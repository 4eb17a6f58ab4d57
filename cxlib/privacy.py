"""Nothing is shown for a group so small that a person might be known by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from .errors import CXError, nearest
from .results import Result

if TYPE_CHECKING:
    from .study import Study

KEYS = ("id", "customer", "employee", "account")
WITHOUT_PEOPLE = ("units", "touchpoints", "touchpoint_variables", "actions", "playbook")
GROUPS = ("unit", "segment", "status", "language", "mode", "channel", "department", "touchpoint")
# An address, a telephone number or two words: no key of a person should look like one.
PERSONAL = r"@|^\+?[\d ()./-]*\d[\d ()./-]{8,}$|^\w+[,.]? \w+"


def suppress_small_cells(result: Result, *, min_cell: int) -> Result:
    """The result without the groups that are too small to be shown.

    Parameters
    ----------
    result : Result
        A table with one row per group; every column that counts answers (`n`, `n_reference`, `n_from`, `n_to`)
        must reach the smallest number.
    min_cell : int
        The smallest number of answers that may be shown.

    Returns
    -------
    Result
        The same columns, fewer rows; the note says how many groups are hidden, never which. Where a single
        group would be hidden, the next smallest is hidden with it: otherwise the total would give it away.
    """
    table = result.table
    counts = [name for name in ("n", "n_reference", "n_from", "n_to") if name in table]
    if not counts:
        raise CXError("result: no column counts answers.", "Give a Result with a column n.")
    hidden = hidden_groups(table[counts].min(axis=1), min_cell=min_cell)
    if not hidden.any():
        return result
    count = int(hidden.sum())
    note = f"{count} {'group' if count == 1 else 'groups'} not shown: fewer than {min_cell} answers, or next to one."
    return replace(result, table=table[~hidden].reset_index(drop=True), notes=(*result.notes, note))


def hidden_groups(sizes: pd.Series, *, min_cell: int) -> pd.Series:
    """Which groups must not be shown: those below `min_cell`, and the next smallest where only one is below."""
    hidden = sizes < min_cell
    if hidden.sum() == 1 and len(sizes) > 1:
        hidden[sizes[~hidden].idxmin()] = True
    return hidden


def fold_small_cells(counts: pd.DataFrame, *, by: str, cell: str, min_cell: int, into: str = "others") -> pd.DataFrame:
    """Cells too small to be shown joined with others of their group, and groups that are too small left out.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row per cell, with a column ``n``.
    by, cell : str
        Columns that name the groups, and the cells within them.
    min_cell : int
        The smallest number that may be shown. Cells below it are joined, and where they are still too few together,
        the next smallest with them.
    into : str
        The name of what was joined.

    Returns
    -------
    pandas.DataFrame
        ``by cell n``; every n is at least `min_cell`.
    """
    parts = []
    for group, part in counts.groupby(by, observed=True, sort=False):
        part = part.sort_values("n", ignore_index=True)
        together = part["n"].cumsum()
        small = (part["n"] < min_cell).any() & ((part["n"] < min_cell) | (together.shift(fill_value=0) < min_cell))
        folded = part.assign(**{cell: part[cell].astype(object).mask(small, into)})
        parts.append(folded.groupby(cell, sort=False)["n"].sum().reset_index().assign(**{by: group}))
    whole = pd.concat(parts, ignore_index=True) if parts else counts
    return whole.loc[whole["n"] >= min_cell, [by, cell, "n"]].reset_index(drop=True)


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
        than `min_cell` share), ``key`` (`count` of `total` rows have a key that looks like a name, an address or a
        telephone number) or ``free text`` (`count` of `total` rows hold a text). No value is shown.

    Raises
    ------
    CXError
        The study has no such table.
    """
    if table not in study.tables:
        raise CXError(f'The study has no table "{table}".', nearest(table, study.tables))
    contract, declared = study.contract.tables[table], study.contract.study.min_cell
    smallest = max(min_cell, declared.employees if contract.kind == "employees" else declared.customers)
    frame = _as_pandas(study.tables[table])
    groups = [] if contract.kind in WITHOUT_PEOPLE else [name for role in GROUPS for name in contract.named(role)]
    person = (*contract.named("customer"), *contract.named("employee"), None)[0]
    rows = [_small_groups(frame, name, person, smallest) for name in groups]
    rows += [_combination(frame, groups, person, smallest)] if len(groups) > 1 else []
    rows += [_key(frame, name) for role in KEYS for name in contract.named(role)]
    rows += [_free_text(frame, name) for name in contract.named("verbatim")]
    risks = pd.DataFrame(rows, columns=["column", "risk", "count", "total", "what"])
    risks.insert(
        1, "role", [contract.columns[name].role if name in contract.columns else "" for name in risks["column"]]
    )
    return Result(table=risks, settings={"study": study.name, "table": table, "min_cell": smallest})


def _as_pandas(table) -> pd.DataFrame:
    import narwhals as nw

    return nw.from_native(table).lazy().collect().to_pandas()


def _small_groups(frame: pd.DataFrame, name: str, person: str | None, smallest: int) -> tuple:
    grouped = frame.dropna(subset=[name]).groupby(name, observed=True)
    sizes = grouped.size() if person is None else grouped[person].nunique()
    hidden = int(hidden_groups(sizes, min_cell=smallest).sum())
    what = f"not shown: fewer than {smallest} people, or next to one" if hidden else "can be shown"
    return name, "small groups", hidden, len(sizes), what


def _combination(frame: pd.DataFrame, groups: list[str], person: str | None, smallest: int) -> tuple:
    people = pd.Series(range(len(frame)), index=frame.index) if person is None else frame[person]
    alike = people.groupby([frame[name] for name in groups], observed=True, dropna=False).transform("nunique")
    few, alone = (people[part].nunique() for part in (alike < smallest, alike == 1))
    what = f"fewer than {smallest} alike in all {len(groups)} columns; {alone:,} are the only one"
    return "all groups together", "combination", few, people.nunique(), what


def _key(frame: pd.DataFrame, name: str) -> tuple:
    named = int(frame[name].astype("str").str.contains(PERSONAL, regex=True, na=False).sum())
    what = "look like names or addresses: replace them by numbers" if named else "a pseudonym: still a person's data"
    return name, "key", named, int(frame[name].notna().sum()), what


def _free_text(frame: pd.DataFrame, name: str) -> tuple:
    what = "free text may name people: read before you quote; never shown here"
    return name, "free text", int(frame[name].notna().sum()), len(frame), what
