"""The best and the worst units: means partly pooled, and the chance to be truly among the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..blocks import hidden_groups
from ..errors import CXError
from ..estimators.pooling import partial_pooling, top_chances
from ..locale import say
from ..results import Result
from ..text import count
from .items import as_printed, read_items, turned_items, undeclared_codes
from .people import people_in_units


def unit_ranking(
    data: Table,
    *,
    items: str | Sequence[str],
    unit: str,
    top: int = 10,
    min_cell: int = 10,
    confidence_level: float = 0.95,
    n_draws: int = 10_000,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Units in order of a scale's mean, each moved towards the others as far as its own error asks.

    Parameters
    ----------
    data : table
        One row per person.
    items : str or sequence of str
        Items of one scale, coded in one direction; a person's score is the mean of those answered, half at least.
    unit : str
        Column of the team or branch; three units at least.
    top : int
        How many places count as the top.
    min_cell : int
        Fewest people with a score in a unit that is shown. Smaller ones count in the pooling and are not ranked.
    confidence_level : float
        Of the intervals.
    n_draws : int
        Draws for the chances: with 10,000 a chance is known to a hundredth.
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    Result
        ``unit n estimate pooled conf_low conf_high rank rank_pooled p_top``, the highest pooled mean first: the unit's
        own mean, the pooled one with its credible interval, the ranks by both (1 is highest; of equal means the first
        in the alphabet) and the chance that its true mean is among the `top` of those shown.

    Raises
    ------
    CXError
        Fewer than three units, fewer shown than `top` and one more, people of a unit all alike, no seed, and what
        `unit_agreement` raises.

    Notes
    -----
    Own means are normal around true ones with the pooled variance within units, true ones normal around a common mean;
    this mean and the spread between units have flat priors and are averaged over [1]_.

    References
    ----------
    .. [1] Gelman, A., et al. (2013). Bayesian Data Analysis, 3rd ed., section 5.4.
    """
    require_level(confidence_level)
    if rng is None:
        raise CXError("rng: true means are drawn, and no seed is given.", "Write rng=2027, or any number.")
    answers = read_items(data, items=items, unit=unit, fewest=1)
    people = people_in_units(answers)
    size, total = people.totals()
    known = size > 0
    labels, size, total = people.labels[known], size[known], total[known]
    if len(size) < 3:
        raise CXError(f"unit: {len(size)} units.", "Pooling needs at least three units.")
    within = people.variance().within
    if not within:
        raise CXError("items: all people of a unit have the same mean, in every unit.", "There is nothing to pool.")
    hidden = hidden_groups(pd.Series(size), min_cell=min_cell).to_numpy()
    if not 1 <= top < (~hidden).sum():
        raise CXError(f"top: {top} places among {(~hidden).sum()} units shown.", "Write a smaller number, from 1.")
    # hidden units are pooled with the others, or the spread would be that of large units only
    own, variance, largest = total / size, within / size, np.ptp(people.score) / 2
    pooled = partial_pooling(own, variance, confidence_level, largest)
    chance = top_chances(
        own, variance, largest, among=~hidden, top=top, draws=n_draws, rng=np.random.default_rng(rng)
    )  # fmt: skip
    middle = people.score.mean()
    columns = {unit: labels, "n": size, "estimate": middle + own, "pooled": middle + pooled.mean}
    columns |= {"conf_low": middle + pooled.low, "conf_high": middle + pooled.high}
    table = as_printed(pd.DataFrame(columns)[~hidden], answers, "pooled", "conf_low", "conf_high")
    for rank, by in (("rank", "estimate"), ("rank_pooled", "pooled")):
        table[rank] = table[by].rank(ascending=False, method="first").astype(int)
    table = table.assign(p_top=chance).sort_values("rank_pooled", ignore_index=True)
    notes = [*people.notes, *turned_items(answers), *undeclared_codes(answers)]
    if hidden.any():
        few = f"fewer than {min_cell} people, or next to one"
        notes.append(
            say(
                "{hidden} of {number} units are not shown ({few}); they count in the pooling.",
                hidden=count(hidden.sum()),
                number=count(len(size)),
                few=few,
            )
        )
    settings = {
        "items": list(answers.names), "unit": unit, "top": top, "min_cell": min_cell,
        "confidence_level": confidence_level, "n_draws": n_draws, "spread": pooled.spread,
    }  # fmt: skip
    return Result(kind="unit_ranking", table=table, settings=settings, notes=tuple(notes))
