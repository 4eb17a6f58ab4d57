"""Changes of a firm's image in customers who answered twice, beside what they met in the meantime."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError

if TYPE_CHECKING:
    from ..gates import Gates

FEW = 30  # customers on each side
KEYS = ("customer", "touchpoint", "time")  # of a log that says who met what, and when
YEAR = pd.Timedelta(days=365)


def image_changes(gates: Gates, *, met: str, customer: str, wave: str, min_cell: int = 1) -> pd.DataFrame:
    """How each customer's image of the firm changed between the last two waves, and what they met.

    Parameters
    ----------
    gates : Gates
        They chose the table of the relationship; its image is the mean of its ratings of facet image.
    met : str
        Two or more names and the touchpoints each stands for, as ``"use: T02 T06, advertising: T10"``.
    customer, wave : str
        Columns of the table.
    min_cell : int
        As many customers, and at least 30, must have met each side, and as many must not.

    Returns
    -------
    pandas.DataFrame
        One row per customer: ``change``, then 1 or 0 for each name: whether the log of the last year knows a contact.

    Raises
    ------
    CXError
        The study has no ratings of the image or no such log, or too few customers.
    """
    study, declared = gates.found[0], gates.declared
    image = [name for name in gates.named("image", "rating") if declared[name].facet == "image"]
    logs = [name for name, its in study.contract.tables.items() if its.kind == "interactions" and name in study.tables]
    logs = [name for name in logs if all(study.columns(role, table=name) for role in KEYS)]
    if not (image and logs):
        raise CXError("No ratings of facet image, or no log of contacts.", "declare both in study.toml.")
    scored = gates.answers.assign(image=gates.answers[image].mean(axis=1, skipna=False)).dropna(subset="image")
    waves = scored.pivot_table(index=customer, columns=wave, values="image", observed=True)
    panel = waves.iloc[:, -2:].diff(axis=1).iloc[:, -1:].dropna().set_axis(["change"], axis=1)
    who, at, when = (study.columns(role, table=logs[0])[0] for role in KEYS)
    log = study.tables[logs[0]]
    year = log[log[when] > log[when].max() - YEAR]
    pairs = [pair.partition(":") for pair in met.split(",") if ":" in pair]
    sides = {name.strip(): places.strip() for name, _, places in pairs}
    for name, places in sides.items():
        panel[name] = panel.index.isin(year.loc[year[at].isin(places.split()), who]) * 1.0
    sizes = [int(panel[name].eq(side).sum()) for name in sides for side in (0, 1)]
    if not sizes or min(sizes) < max(min_cell, FEW):
        told = ", ".join(map(str, sizes)) or "none"
        problem = f"Customers in both waves who met each side or not: {told}; needed: {max(min_cell, FEW)}."
        raise CXError(problem, "collect more answers, or name the touchpoints with -p met=….")
    return panel
