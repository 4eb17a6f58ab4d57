"""Before the survey: how many answers a mean or a share needs."""

from __future__ import annotations

import math

import pandas as pd

from ..aggregate import require_level
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..results import Result

MARGIN = ("Write it in points of the rating.", "Write it as a share: 0.05.")


def survey_sample_size(
    *,
    share: float | None = None,
    sd: float | None = None,
    margin: float | None = None,
    answers: int | None = None,
    population: float | None = None,
    design_effect: float = 1.0,
    response_rate: float = 1.0,
    confidence_level: float = 0.95,
) -> Result:
    """Answers needed for a wanted margin of a share or a mean, or the margin that a number of answers gives.

    For a Net Promoter Score, see `nps_sample_size`.

    Parameters
    ----------
    share : float, optional
        Expected share 0…1; with ½ the number is the largest that can be needed.
    sd : float, optional
        Expected standard deviation of a rating, in its points; exactly one of `share` and `sd` is given.
    margin : float, optional
        Wanted half width of the interval, in the unit of the share (0…1) or of the rating.
    answers : int, optional
        Number of answers whose margin is asked for; exactly one of `margin` and `answers` is given.
    population : float, optional
        How many people there are: the finite-population correction.
    design_effect : float
        By how much weights or clusters raise the variance, 1 or more.
    response_rate : float
        Share 0…1 of the invited who answer.
    confidence_level : float
        Of the interval.

    Returns
    -------
    Result
        One row ``share sd margin population design_effect response_rate confidence_level n invited``: `n` answers from
        `invited` people give `margin`.

    Notes
    -----
    n₀ = d·z²·s²/margin², s² = share(1 − share); in a population of N: n = n₀/(1 + n₀/N). Normal approximation.

    References
    ----------
    .. [1] Cochran, W. G. (1977). Sampling Techniques. 3rd ed. Wiley. Sections 4.4 to 4.7.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.survey_sample_size(share=0.5, margin=0.05).table.loc[0, "n"].item()
    385
    """
    require_level(confidence_level)
    _require_one("share, sd", "share = 0.5, or sd = 2.1", share, sd)
    _require_one("margin, answers", "margin = 0.05, or answers = 400", margin, answers)
    _require_between("share", share, 0, 1)
    _require_between("response_rate", response_rate, 0, 1, top=True)
    _require_between("margin", margin, 0, 1 if sd is None else math.inf, mend=MARGIN[sd is None])
    for name, value in (("sd", sd), ("answers", answers), ("population", population)):
        _require_between(name, value, 0, math.inf)
    _require_between("design_effect", design_effect, 1, math.inf, bottom=True)
    variance = (share * (1 - share) if sd is None and share is not None else (sd or 0.0) ** 2) * design_effect
    z, size = float(critical_value(confidence_level)), math.inf if population is None else float(population)
    if margin is not None:
        first = z**2 * variance / margin**2
        # A billionth is taken off so that a whole number is not rounded up for its last bit.
        n = min(max(1, math.ceil(first / (1 + first / size) - 1e-9)), size)
    elif answers is not None:
        if answers > size:
            raise CXError(f"answers: {answers:,} of {size:,.0f} people.", "Give at most the population.")
        n, margin = answers, z * math.sqrt(max(variance * (1 / answers - 1 / size), 0.0))
    invited = math.ceil(n / response_rate - 1e-9)
    if invited > size:
        raise CXError(
            f"population: {n:,.0f} answers need {invited:,} people invited, and there are {size:,.0f}.",
            "Allow a wider margin, or raise the response rate.",
        )
    row = {
        "share": share, "sd": sd, "margin": margin, "population": population, "design_effect": design_effect,
        "response_rate": response_rate, "confidence_level": confidence_level, "n": int(n), "invited": invited,
    }  # fmt: skip
    table = pd.DataFrame([row]).astype({name: float for name in ("share", "sd", "margin", "population")})
    return Result(kind="survey_sample_size", table=table, settings=row)


def _require_one(arguments: str, mend: str, first: float | None, second: float | None) -> None:
    if (first is None) == (second is None):
        raise CXError(f"{arguments}: exactly one is needed.", f"Write {mend}.")


def _require_between(
    name: str,
    value: float | None,
    low: float,
    high: float,
    *,
    bottom: bool = False,
    top: bool = False,
    mend: str = "Correct it.",
) -> None:
    """Stop at a number that is not inside its range; the ends count where said."""
    if value is None or low < value < high or (bottom and value == low) or (top and value == high):
        return
    least = f"{low:g} or more" if bottom else f"above {low:g}"
    most = "" if math.isinf(high) else f" and {'at most' if top else 'below'} {high:g}"
    raise CXError(f"{name}: {value} is not {least}{most}.", mend)
