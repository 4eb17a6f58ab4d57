"""Do the items of a scale hang together, and is one scale another under a different name?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..errors import CXError
from ..estimators import distribution_free
from ..estimators import reliability as estimate
from ..estimators.collinearity import dependent_columns
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from .items import Items, as_printed, read_items, require_complete, turned_items, with_few_filled

GOOD_CFI, GOOD_RMSEA = 0.90, 0.08  # beyond them one factor is not a fair description
FREE = "distribution-free"
FEW = 30  # people: with fewer, a coefficient can be almost anything
ALIKE, FEW_OTHERS = (
    0.75,
    20,
)  # share of an item's commonest answer, and people beside it: intervals then hold .86 to .93


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Reliability(Result):
    """Reliability of a scale, with its items and the fit of one factor.

    Attributes
    ----------
    items : pandas.DataFrame
        ``item n item_rest alpha_without loading``: the loading standardised. No means: these would be of complete
        answers, and beside the means of all answers those of the few others could be had by subtraction.
    one_factor : pandas.DataFrame
        One row ``chi_squared df p_value cfi rmsea``; missing with fewer than four items, and without omega.
    intervals : pandas.DataFrame
        ``coefficient method std_error conf_low conf_high chosen``: of each coefficient the interval for normal answers
        (``feldt``, ``ml``) and the ``distribution-free`` one, and which of them `table` has.
    """

    items: pd.DataFrame
    one_factor: pd.DataFrame
    intervals: pd.DataFrame


def scale_reliability(data: Table, *, items: Sequence[str], confidence_level: float = 0.95) -> Reliability:
    """Share of a scale's variance that is not error: Cronbach's alpha and McDonald's omega of the sum of its items.

    Parameters
    ----------
    data : table
        One row per person.
    items : sequence of str
        Columns of numbers, coded in one direction; two at least.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    Reliability
        Rows of `coefficient`: ``alpha`` and ``omega`` of a one-factor model by maximum likelihood [2]_, with ``n
        n_items estimate std_error conf_low conf_high``. Omega is missing with two items, and where the model has no
        proper solution; a note says why.

    Raises
    ------
    CXError
        An item that is unknown, wordy, named twice or answered alike by all; fewer than two items or three complete
        rows; items that cancel one another out.

    Notes
    -----
    People who answer only part of the items are left out. Of employees in blocks they stay, where they are fewer than
    are told of together: what they skipped counts as the answer nearest to the mean, which makes alpha a little lower,
    and a note says so. Otherwise the table and the items' means would tell what these few answered. Alpha grows with
    the number of items and does not show that they measure one thing: read `one_factor` beside it.

    Feldt's interval of alpha [1]_ and the likelihood's of omega take the answers to be normal. Where most tick the
    highest answer they are not, and both are too short: of 95 promised, 84 to 92. The rule: an asymptotically
    distribution-free standard error [3]_ stands beside that of normal answers, for alpha and for omega; if it is more
    than 5 % larger, the distribution-free interval is taken, and a note says so. It assumes people who answer
    independently of one another, and nothing of how the answers are spread. The rule as a whole was simulated: it holds
    .93 to .96 with 20 to 500 people, normal answers or up to 70 % at the top. `std_error` is that of the interval
    taken; Feldt's has none, and alpha's is the distribution-free one in any case.

    Where more than three quarters of the answers to an item, on average over the items, are its commonest one, and
    fewer than 20 people answer otherwise, every interval holds .86 to .93: there are no limits, and a note says so.

    References
    ----------
    .. [1] Feldt, L. S., Woodruff, D. J., & Salih, F. A. (1987). Applied Psychological Measurement 11, 93–103.
    .. [2] McDonald, R. P. (1999). Test theory: a unified treatment. Erlbaum.
    .. [3] Maydeu-Olivares, A., Coffman, D. L., & Hartmann, W. M. (2007). Psychological Methods 12, 157–176.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [2, 1, 3, 5, 4], "c": [1, 3, 2, 4, 5]})
    >>> cx.scale_reliability(answers, items=["a", "b", "c"]).table["estimate"].round(3).tolist()[0]
    0.908
    """
    require_level(confidence_level)
    answers = with_few_filled(read_items(data, items=items))
    notes = require_complete(answers, fewest=3)
    cov, n, k = answers.covariances(), int(answers.n[answers.complete].sum()), len(answers.names)
    alpha = estimate.cronbach_alpha(cov)
    if alpha != alpha:
        raise CXError("items: their sum is the same for everybody.", "Turn round those worded the other way.")
    fit, said = one_factor(answers, n)
    notes += [say("Only {n} people answer all items: read the interval, not the coefficient.", n=n)] if n < FEW else []
    intervals, doubts = coefficient_intervals(answers, alpha, fit, confidence_level)
    # items with a wider scale would rule the sum
    reach = np.ptp(answers.answers[answers.complete], axis=0)
    notes += turned_items(answers)
    if wide := ", ".join(name for name, own in zip(answers.names, reach, strict=True) if own > 2 * reach.min()):
        notes.append(
            f"{wide}: the answers reach more than twice as far as those of other items. If the scales differ, the sum "
            "follows the widest: bring the items to one scale first."
        )
    notes += doubts + said
    table = pd.DataFrame(
        {
            "coefficient": ["alpha", "omega"],
            "n": n,
            "n_items": k,
            "estimate": [alpha, np.nan if fit is None else fit.omega],
        }
    )
    taken = intervals[intervals["chosen"]].drop(columns=["method", "chosen"])
    names = ["chi_squared", "df", "p_value", "cfi", "rmsea"]
    tested = fit is not None and fit.df > 0
    fit_table = pd.DataFrame([[getattr(fit, name) if tested else np.nan for name in names]], columns=names)
    n = answers.n[answers.complete]
    loading = np.nan if fit is None else fit.loadings / np.sqrt(fit.loadings**2 + fit.unique)
    item_table = pd.DataFrame(
        {
            "item": answers.names,
            "n": n.sum(),
            "item_rest": estimate.item_rest_correlations(cov),
            "alpha_without": estimate.alpha_if_dropped(cov),
            "loading": loading,
        }
    )
    return Reliability(
        kind="scale_reliability",
        table=as_printed(table.merge(taken, on="coefficient", how="left", validate="one_to_one"), answers),
        settings={"items": list(answers.names), "confidence_level": confidence_level},
        notes=tuple(notes),
        items=as_printed(item_table, answers),
        one_factor=as_printed(fit_table, answers),
        intervals=as_printed(intervals, answers),
    )


def coefficient_intervals(
    answers: Items, alpha: float, fit: estimate.FactorFit | None, confidence_level: float
) -> tuple[pd.DataFrame, list[str]]:
    """Of each coefficient the interval of normal answers and the distribution-free one, which is taken, and why."""
    x, people = answers.answers[answers.complete], answers.n[answers.complete]
    n, k = int(people.sum()), len(answers.names)
    free = distribution_free.alpha_interval(x, people, confidence_level)
    feldt = estimate.feldt_interval(alpha, n, k, confidence_level)
    rows = [("alpha", "feldt", free.std_error, *feldt), ("alpha", FREE, free.std_error, free.low, free.high)]
    chosen = [free]
    if fit is not None:
        free = distribution_free.omega_interval(fit, x, people, confidence_level)
        half = float(critical_value(confidence_level) * fit.omega_se)
        rows += [
            ("omega", "ml", fit.omega_se, fit.omega - half, min(fit.omega + half, 1.0)),
            ("omega", FREE, free.std_error, free.low, free.high),
        ]
        chosen.append(free)
    table = pd.DataFrame(rows, columns=["coefficient", "method", "std_error", "conf_low", "conf_high"])
    taken = np.repeat([one.needed and not np.isnan(one.low) for one in chosen], 2)
    table = table.assign(chosen=(table["method"] == FREE) == taken)
    scarce = _scarce(answers)
    return (table.assign(conf_low=np.nan, conf_high=np.nan), scarce) if scarce else (table, _not_normal(table))


def _scarce(answers: Items) -> list[str]:
    """Why there is no interval: so few answer otherwise than most that they tell too little of how answers spread."""
    people = answers.n[answers.complete]
    most = [
        np.bincount(np.unique(x, return_inverse=True)[1], people).max() for x in answers.answers[answers.complete].T
    ]
    share, others = np.mean(most) / people.sum(), people.sum() - np.mean(most)
    if share <= ALIKE or others >= FEW_OTHERS:
        return []
    return [
        "No interval: on average more than three quarters of the answers to an item are alike, and fewer than "
        f"{FEW_OTHERS} people answer otherwise; it would be too short."
    ]


def _not_normal(intervals: pd.DataFrame) -> list[str]:
    """Which coefficients have an interval that does without normal answers."""
    free = intervals.loc[intervals["chosen"] & (intervals["method"] == FREE), "coefficient"]
    if free.empty:
        return []
    return [
        "By the spread of the answers the usual interval, which takes them to be normal, would be too short: that of "
        f"{' and '.join(free)} is distribution-free."
    ]


def scale_separation(data: Table, *, scales: Mapping[str, Sequence[str]]) -> Result:
    """Whether scales measure different things: their correlation, and the ratio HTMT.

    Parameters
    ----------
    data : table
        One row per person.
    scales : mapping of str to sequence of str
        Name of each scale and its items, two or more: ``{"engagement": […], "climate": […]}``.

    Returns
    -------
    Result
        One row for each pair: ``scale other n estimate r``: `estimate` is HTMT [1]_, the mean correlation of items
        between the scales over that within them, and `r` the correlation of the mean answers. From .85 upwards (.90
        for scales that are near in meaning) two scales cannot be told apart; from −.85 downwards one is the other
        turned round.

    Raises
    ------
    CXError
        Fewer than two scales, an item in two of them, and what `scale_reliability` raises.

    References
    ----------
    .. [1] Henseler, J., Ringle, C. M., & Sarstedt, M. (2015). Journal of the Academy of Marketing Science 43, 115–135.
    """
    scales = {name: list(items) for name, items in scales.items()}
    if len(scales) < 2:
        raise CXError("scales: at least two are needed.", 'Write {"engagement": […], "climate": […]}.')
    for name, items in scales.items():
        if len(items) < 2:
            raise CXError(f"scales: {name!r} has fewer than two items.", "A ratio needs two items of each scale.")
    answers = with_few_filled(read_items(data, items=[item for items in scales.values() for item in items]))
    notes = require_complete(answers, fewest=3)
    cov, n = answers.covariances(), int(answers.n[answers.complete].sum())
    spread = np.sqrt(np.diagonal(cov))
    r = cov / np.outer(spread, spread)
    places = {name: np.array([answers.names.index(item) for item in items]) for name, items in scales.items()}
    notes += [note for own in places.values() for note in turned_items(answers.only(own))]
    rows = []
    for one, other in combinations(scales, 2):
        ratio = estimate.htmt(r, places[one], places[other])
        if ratio != ratio:
            notes.append(
                say(
                    "{one} and {other}: the items of a scale do not go together, so there is no ratio.",
                    one=one,
                    other=other,
                )
            )
        rows.append((one, other, n, ratio, estimate.sum_correlation(cov, places[one], places[other])))
    table = pd.DataFrame(rows, columns=["scale", "other", "n", "estimate", "r"])
    settings = {"scales": scales}
    return Result(kind="scale_separation", table=as_printed(table, answers), settings=settings, notes=tuple(notes))


def one_factor(answers: Items, n: int) -> tuple[estimate.FactorFit | None, list[str]]:
    """The one-factor model where it has a proper solution, and what must be said of it."""
    k, cov = len(answers.names), answers.covariances(divisor=0)
    if n <= k:
        return None, [f"No omega: {n} complete rows are too few for {k} items."]
    tied = [answers.names[place] for place in dependent_columns(cov)]
    if tied:
        return None, [
            f"No omega, and alpha misleads: of {', '.join(tied)} each follows exactly from the rest. Is one a "
            "copy or a sum of others?"
        ]
    if k < 3:
        return None, ["No omega: it needs three items; with two, one factor is not determined."]
    fit = estimate.one_factor_fit(cov, n)
    if not fit.converged:
        return None, ["No omega: the one-factor model did not converge."]
    if fit.heywood:
        names = ", ".join(answers.names[place] for place in fit.heywood)
        return None, [f"No omega: one factor leaves {names} no variance of its own (Heywood case), which cannot be."]
    if fit.omega != fit.omega:
        return None, ["No omega: the items have too little in common to determine one factor."]
    if fit.cfi < GOOD_CFI or fit.rmsea > GOOD_RMSEA:
        return fit, [
            f"One factor does not describe these items well (CFI {fit.cfi:.2f}, RMSEA {fit.rmsea:.2f}): however high "
            "alpha is, they may measure several things."
        ]
    return fit, []
