"""How much each touchpoint matters beside how it is rated, and both in resamples of the people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import require_columns, require_level, require_numbers, require_seed, whose_rows
from ..errors import CXError
from ..estimators.unit_resamples import centred_products, drawn_units, unit_products, usable_resamples
from ..locale import say
from ..results import Positions
from ..text import listed
from .respondents import independent, read_respondents, told_apart

BLOCKS = 500  # people are drawn in so many blocks by lot: few numbers to hold, and nearly as much chance


def touchpoint_positions(
    contacts: pd.DataFrame,
    *,
    outcome: str,
    answers: pd.DataFrame,
    touchpoint: str,
    rating: str,
    controls: Sequence[str] = (),
    min_contacts: int = 10,
    n_resamples: int = 1000,
    confidence_level: float = 0.95,
    rng: int | np.random.Generator,
) -> Positions:
    """What a bad contact at each touchpoint costs the overall impression, beside how contacts there are rated.

    Parameters
    ----------
    contacts : pandas.DataFrame
        Of `contacts_before`: one row per contact in the year before an answer about the firm.
    outcome : str
        Its column of that answer, of which more is better.
    answers : pandas.DataFrame
        One row per answer about a single contact.
    touchpoint, rating : str
        Columns of the answers.
    controls : sequence of str
        Columns of the contacts that are held equal, as of `moments_of_truth`.
    min_contacts : int
        Fewest respondents with a bad, and with a good, contact; and fewest ratings.
    n_resamples : int
        Resamples of the people of both tables; each table is drawn by itself.
    confidence_level : float
        Of the percentile intervals.
    rng : int or numpy Generator

    Returns
    -------
    Positions
        ``touchpoint n n_bad importance importance_low importance_high performance performance_low performance_high``:
        `n` ratings; `importance` in points of the outcome as of `moments_of_truth`, `performance` the mean rating.

    Raises
    ------
    CXError
        Fewer than two touchpoints have both.
    """
    require_level(confidence_level)
    require_columns(answers, touchpoint=touchpoint, rating=rating)
    require_numbers(answers, rating=rating)
    if n_resamples < 100:
        raise CXError(f"n_resamples: {n_resamples} are too few for chances.", "Draw 1,000.")
    draw = require_seed(rng)
    losses, told = _losses(contacts, outcome, list(controls), min_contacts, n_resamples, draw)
    # Draws of the mean rating of each touchpoint, and `n mean` of them all
    whose = whose_rows(answers, None, needed=[touchpoint, rating])
    used = answers[[touchpoint, rating]].notna().all(axis=1).to_numpy()
    person = np.arange(len(answers)) if whose.codes is None else whose.codes
    rows = answers.loc[used, [touchpoint, rating]].astype({touchpoint: "str", rating: float})
    block = _blocks(person[used], draw)
    names, place = np.unique(rows[touchpoint], return_inverse=True)
    sums, sizes = np.zeros((2, block.max() + 1, len(names)))
    np.add.at(sums, (block, place), rows[rating].to_numpy())
    np.add.at(sizes, (block, place), 1.0)
    counts = pd.DataFrame({"n": sizes.sum(axis=0), "mean": sums.sum(axis=0) / sizes.sum(axis=0)}, index=names)
    times = drawn_units(len(sums), n_resamples, draw)
    with np.errstate(invalid="ignore", divide="ignore"):
        drawn = pd.DataFrame((times @ sums) / (times @ sizes), columns=names)
    ratings = drawn[names[counts["n"] >= min_contacts]].dropna(axis=1)
    both = [name for name in losses if name in ratings]
    if len(both) < 2:
        raise CXError(
            f"{touchpoint}: importance and ratings are known of {len(both)} touchpoints.",
            f"Two need {min_contacts} people with a bad and with a good contact, and as many ratings.",
        )
    left = sorted({*told.index, *ratings.columns} - {*both})
    notes = (
        [say("Not placed, as too few people had a bad or a good contact, or a rating: {who}.", who=listed(left))]
        if left
        else []
    )
    losses, ratings = (draws[both].reset_index(drop=True) for draws in (losses, ratings))
    kept = min(len(losses), len(ratings))
    table = pd.DataFrame({"touchpoint": both, "n": counts.loc[both, "n"].to_numpy(int)})
    table["n_bad"] = told.loc[both, "n_bad"].to_numpy(int)
    tails = (1 - confidence_level) / 2, (1 + confidence_level) / 2
    for name, point, draws in (("importance", told["loss"], losses), ("performance", counts["mean"], ratings)):
        table[name] = point[both].to_numpy(float)
        table[f"{name}_low"], table[f"{name}_high"] = np.quantile(draws, tails, axis=0)
    settings = {"outcome": outcome, "rating": rating, "controls": list(controls), "n_resamples": n_resamples,
                "confidence_level": confidence_level}  # fmt: skip
    return Positions(kind="touchpoint_positions", table=table, settings=settings, notes=tuple(notes),
                     importance_draws=losses.head(kept), performance_draws=ratings.head(kept))  # fmt: skip


def _blocks(person: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """The block of each row: whole people, thrown together by lot where they are many."""
    codes = np.unique(person, return_inverse=True)[1]
    return (draw.permutation(codes.max() + 1) % BLOCKS)[codes]


def _losses(
    contacts: pd.DataFrame, outcome: str, controls: list[str], fewest: int, n_resamples: int, draw: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draws of what a bad contact costs at each touchpoint; and ``n_bad loss`` of them all, by touchpoint."""
    people = read_respondents(
        contacts, touchpoint="touchpoint", bad="bad", outcome=outcome, controls=controls, respondent="answer"
    )
    n_bad, n_had = people.bad.sum(), people.had.sum()
    enough = (np.minimum(n_bad, n_had - n_bad) >= max(fewest, 1)).to_numpy()
    rare = people.bad.to_numpy()[:, ~enough].sum(axis=1)
    columns = np.column_stack([people.bad.to_numpy()[:, enough], people.controls.to_numpy(float), people.had, rare])
    kept, clear = independent(columns), told_apart(columns)[: enough.sum()]
    told = pd.DataFrame({"n_bad": n_bad, "loss": np.nan})
    if not clear.any():
        return pd.DataFrame(), told
    design = np.column_stack([columns[:, kept], people.outcome])
    who = np.arange(len(design)) if people.cluster is None else people.cluster
    products = unit_products(design, _blocks(who, draw))
    whole = centred_products(np.ones((1, len(products))), products)[0]
    drawn = centred_products(drawn_units(len(products), n_resamples, draw), products)
    drawn = usable_resamples(drawn, whole)
    places = [list(kept).index(place) for place in np.flatnonzero(clear)]
    names = people.bad.columns[enough][clear]
    found, every = (-np.linalg.solve(cov[..., :-1, :-1], cov[..., :-1, -1:])[..., places, 0] for cov in (drawn, whole))
    told.loc[names, "loss"] = every
    return pd.DataFrame(found, columns=names), told
