"""Margins of a population: the sizes of its categories, checked, matched with respondents, and joined where empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Table, column_list, column_names, require_columns, row_counts, rows_of
from ..errors import CXError, nearest
from ..locale import say
from ..results import Result
from ..text import left_out
from .inputs import CROSSING, label_of, survey_rows

ALIKE = 0.001  # by how much, of the whole, sums of rounded shares may differ
JOINED = " + "


def population_margins(frame: Table, *, by: str | Sequence[str], crossed: bool = False) -> Result:
    """How many people of a frame are in each category: what `sample_weights` restores.

    Parameters
    ----------
    frame : table
        One row per person of the population.
    by : str or list of str
        Columns that respondents have too. Whoever lacks one of them is left out of all margins, and a note says so.
    crossed : bool
        One margin of all combinations (post-stratification), instead of one margin per column (raking).

    Returns
    -------
    Result
        ``column category n share``. Crossed columns are named as ``contact_channel × tenure``, their categories as
        ``online × new``.
    """
    by = column_list(by)
    require_columns(frame, by=by)
    people = row_counts(frame, by=by)
    gone = people[by].isna().any(axis=1)
    notes = [left_out(people.loc[gone, "_n"].sum(), by)] if gone.any() else []
    people = people[~gone]  # the same people in every margin
    if not len(people):
        raise CXError(f"frame: nobody with {' and '.join(by)}.", "Give one row per person of the population.")
    parts = []
    for columns in [by] if crossed else [[name] for name in by]:
        counts = people.groupby(columns, observed=True)["_n"].sum().reset_index()
        names = [CROSSING.join(map(label_of, line)) for line in counts[columns].itertuples(index=False)]
        sizes = counts["_n"].to_numpy()
        parts.append(
            pd.DataFrame(
                {"column": CROSSING.join(columns), "category": names, "n": sizes, "share": sizes / sizes.sum()}
            )
        )
    return Result(
        kind="population_margins",
        table=pd.concat(parts, ignore_index=True),
        settings={"by": by, "crossed": crossed},
        notes=tuple(notes),
    )


def read_margins(margins: Any) -> dict[str, pd.Series]:
    """Sizes of the categories of each margin, from a mapping or a tidy table, as shares of a whole."""
    if isinstance(margins, Result):
        margins = margins.table
    if isinstance(margins, Mapping):
        found = {str(name): _mapped(str(name), own) for name, own in margins.items()}
    else:
        require_columns(margins, margins=["column", "category"])
        size = "n" if "n" in column_names(margins) else "share"
        require_columns(margins, margins=size)
        table = survey_rows(margins, ["column", "category", size])
        found = {
            str(name): pd.Series(own[size].to_numpy(), own["category"].map(label_of))
            for name, own in table.groupby("column", sort=False, observed=True)
        }
    if not found:
        raise CXError("margins: none given.", "Write margins = {'tenure': {'new': 0.35, 'old': 0.65}}.")
    sizes = {name: pd.to_numeric(own, errors="coerce").astype(float) for name, own in found.items()}
    for name, own in sizes.items():
        # stop at sizes that no population has
        for what, where in (
            ("twice", own.index.duplicated()),
            ("without a size", own.isna().to_numpy()),
            ("negative", (own < 0).to_numpy()),
            ("infinite", np.isinf(own.to_numpy())),
        ):
            if where.any():
                listed = ", ".join(dict.fromkeys(own.index[where]))
                raise CXError(
                    f"margins: {name} has categories {what}: {listed}.", "Write each once, with its size ≥ 0."
                )
        if not own.sum() > 0:
            raise CXError(f"margins: all sizes of {name} are 0.", "Write how many people each category has.")
    # Margins whose sizes can only be shares: no people are counted in fractions below 1
    parts = {name for name, own in sizes.items() if own.max() <= 1 and (own % 1 > 0).any()}
    # counts must add up to one population; shares to 1
    totals = {name: float(own.sum()) for name, own in sizes.items()}
    counts = {name: total for name, total in totals.items() if abs(total - 1) > ALIKE}
    largest = max(counts.values(), default=1.0)
    if (
        parts & set(counts)
        or any(abs(total - largest) > ALIKE * largest for total in counts.values())
        or any(total < 1 for total in counts.values())
    ):
        said = ", ".join(f"{name} to {total:,.6g}" for name, total in totals.items())
        raise CXError(
            f"margins: they do not add up to one population: {said}.",
            "Give shares that add up to 1, or counts of the same people for every column.",
        )
    return {name: own / own.sum() for name, own in sizes.items()}


def _mapped(name: str, own: Mapping) -> pd.Series:
    if not isinstance(own, Mapping | pd.Series):
        raise CXError(
            f"margins: the sizes of {name} have no categories.",
            "Write margins = {'tenure': {'new': 0.35, 'old': 0.65}}.",
        )
    return pd.Series([*own.values()] if isinstance(own, Mapping) else own.to_numpy(), map(label_of, own.keys()))


def matched(rows: pd.DataFrame, margins: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """The category of each respondent in each margin, as text."""
    found = {}
    for name in margins:
        columns = [name] if name in rows else name.split(CROSSING)
        gone = rows[columns].isna().any(axis=1)
        if gone.any():
            raise CXError(
                f"{name}: missing in {rows_of(gone.sum())} of the respondents.",
                "Leave these rows out, or make a category of them in the table and in the margin.",
            )
        place, kinds = pd.MultiIndex.from_frame(rows[columns]).factorize()
        found[name] = pd.Series(np.array([CROSSING.join(map(label_of, kind)) for kind in kinds], object)[place])
    return found


def joined(
    category: pd.Series, share: pd.Series, *, name: str, merge: Mapping[str, str], min_cell: int
) -> tuple[pd.Series, pd.Series, list[str]]:
    """Categories of respondents and population after the caller's joins and those for want of respondents."""
    unknown = category[~category.isin(share.index)]
    if len(unknown):
        listed = ", ".join(map(repr, unknown.unique()[:3]))
        raise CXError(
            f"{name}: {rows_of(len(unknown))} with a category that the margin lacks: {listed}.",
            nearest(unknown.iloc[0], share.index),
        )
    nobody = category[category.map(share) == 0]
    if len(nobody):
        raise CXError(
            f"{name}: {rows_of(len(nobody))} in {', '.join(nobody.unique()[:3])}, of size 0 in the population.",
            "Correct the margin, or leave these rows out.",
        )
    for source, target in merge.items():
        for label in (source, target):
            if label not in share.index:
                raise CXError(f"merge: {name} has no category {label!r}.", nearest(label, share.index))
    into = {label: merge.get(label, label) for label in share.index}
    chained = [label for label in merge.values() if into[label] != label]
    if chained:
        raise CXError(f"merge: {name} joins to {chained[0]!r}, which is itself joined.", "Join all to one category.")
    groups = [[label for label in into if into[label] == kept] for kept in dict.fromkeys(into.values())]
    n, notes = category.value_counts(), []
    # the smallest short category joins its smaller neighbour, until none is short
    while len(groups) > 1:
        sizes = [sum(int(n.get(label, 0)) for label in group) for group in groups]
        wanted = [sum(share[label] for label in group) > 0 for group in groups]
        short = [k for k, size in enumerate(sizes) if size < min_cell and (wanted[k] or size)]
        if not short:
            break
        place = min(short, key=lambda k: sizes[k])
        partner = min((k for k in (place - 1, place + 1) if 0 <= k < len(groups)), key=lambda k: (sizes[k], k))
        few = f"fewer than {min_cell}" if sizes[place] else "no"
        notes.append(
            say(
                "{name}: {group} has {few} respondents and is weighted together with {partner}.",
                name=name,
                group=JOINED.join(groups[place]),
                few=few,
                partner=JOINED.join(groups[partner]),
            )
        )
        first, second = sorted((place, partner))
        groups[first : second + 1] = [groups[first] + groups[second]]
    labels = {label: JOINED.join(group) for group in groups for label in group}
    renamed = pd.Series(share.to_numpy(), [labels[label] for label in share.index]).groupby(level=0, sort=False).sum()
    return category.map(labels), renamed, notes
