"""The two sides of a comparison of scores: their intervals, the difference's, and where it has none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..estimators import differences, nps_intervals
from ..estimators.quantiles import critical_value
from ..locale import say
from .answers import Answers, promoter_points
from .moments import Moments, student_n
from .score import share_of

LIMITS = {
    "score": nps_intervals.score_interval,
    "wald": nps_intervals.wald_limits,
    "adjusted_wald": nps_intervals.adjusted_wald_limits,
}
FEW_OTHERS = 15  # answers beside those of the commonest class: with fewer, two score intervals add up to too much
MANY, UNLIKE = 40, 4 / 3  # answers on each side, and their ratio, up to which Wald's interval of a difference holds
NEARLY_ALL = 0.75
ROUNDING = 1e-9
HANDFUL = 10  # answers on a side: with 3 to 9, p < .05 comes in up to 9 of 100, by all tables of two sides alike
FEW_WIDE = (
    12  # answers beside the one class, on both sides: where sides are small or unlike, below it .98 to 1 are held
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Side:
    """One side of k comparisons: which group of which answers each comparison takes."""

    answers: Answers
    moments: Moments
    place: np.ndarray

    def take(self, values: np.ndarray) -> np.ndarray:
        return values[self.place]

    def limits(self, interval: str, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Limits in shares at the level that `z` has under the normal distribution."""
        points = promoter_points(self.answers.answer)
        # Not clipped: the difference of two clipped limits would measure the end of the scale.
        return LIMITS[interval](
            self.take(share_of(self.answers, points > 0)),
            self.take(share_of(self.answers, points < 0)),
            student_n(self.take(self.moments.n_effective), self.take(self.moments.df), z),
            z,
        )


def compare(first: Side, second: Side, correlation: np.ndarray, interval: str, confidence_level: float) -> pd.DataFrame:
    """Estimate, interval and p-value of every comparison, in points."""
    mean1, mean2 = first.take(first.moments.mean), second.take(second.moments.mean)
    v1, v2 = first.take(first.moments.variance), second.take(second.moments.variance)
    wald = _near_ceiling(first, second) & _many_and_even(first, second) & (interval == "score")

    def limits(z):
        chosen = first.limits(interval, z), second.limits(interval, z)
        if not wald.any():
            return chosen
        plain = first.limits("wald", z), second.limits("wald", z)
        return tuple(
            tuple(np.where(wald, other, own) for own, other in zip(*side, strict=True))
            for side in zip(chosen, plain, strict=True)
        )

    z = np.full(len(mean1), critical_value(confidence_level))
    low, high = differences.square_and_add(mean1, mean2, limits, z, correlation)
    unknown = np.isnan(v1 + v2) | _below(first, second, HANDFUL)
    if interval == "score":
        unknown |= _lacking(first, second)
    p_value = differences.exclusion_p_value(np.where(unknown, np.nan, mean1), mean2, limits, correlation)
    return pd.DataFrame(
        {
            "n": first.take(first.answers.group_n),
            "n_reference": second.take(second.answers.group_n),
            "estimate": 100 * (mean1 - mean2),
            "std_error": 100 * np.sqrt(np.maximum(v1 + v2 - 2 * correlation * np.sqrt(v1 * v2), 0.0)),
            "conf_low": 100 * np.where(unknown, np.nan, np.maximum(low, -2.0)),
            "conf_high": 100 * np.where(unknown, np.nan, np.minimum(high, 2.0)),
            "p_value": p_value,
        }
    )


def _near_ceiling(first: Side, second: Side, least: float = 0.0, fewest: float = 0.0) -> np.ndarray:
    """Comparisons of which both sides, drawn one by one, have few answers beside those of the one class.

    `least` is the least share of that class, `fewest` the least number of other answers on both sides together.
    """
    common, others, most = [], [], []
    for side in (first, second):
        points = promoter_points(side.answers.answer)
        shares = np.stack([side.take(share_of(side.answers, points == point)) for point in (-1.0, 0.0, 1.0)])
        others.append((1 - shares.max(axis=0)) * side.take(side.moments.n_effective))
        common.append(shares.argmax(axis=0))
        most.append(shares.max(axis=0))
    single = first.answers.cluster is None and second.answers.cluster is None
    # without any other answer, Wald's would have no width
    few = (np.maximum(*others) < FEW_OTHERS) & (np.add(*others) > max(ROUNDING, fewest - ROUNDING))
    return few & (common[0] == common[1]) & (np.minimum(*most) >= least) & single


def _too_wide(first: Side, second: Side, fewest: float = 0.0) -> np.ndarray:
    """Comparisons of sides that nearly all answer alike, for which neither interval is right."""
    return _near_ceiling(first, second, NEARLY_ALL, fewest) & ~_many_and_even(first, second)


def _lacking(first: Side, second: Side) -> np.ndarray:
    """Comparisons that are so much too wide that no interval is given."""
    return _too_wide(first, second) & ~_too_wide(first, second, FEW_WIDE)


def _many_and_even(first: Side, second: Side) -> np.ndarray:
    """Comparisons with enough answers on both sides, and about as many, for Wald's interval of a difference."""
    n = np.stack([side.take(side.moments.n_effective) for side in (first, second)])
    return (n.min(axis=0) >= MANY) & (n.max(axis=0) <= UNLIKE * n.min(axis=0))


def _below(first: Side, second: Side, number: int) -> np.ndarray:
    """Comparisons with fewer answers than this on a side."""
    return np.minimum(first.take(first.answers.group_n), second.take(second.answers.group_n)) < number


def interval_notes(first: Side, second: Side, interval: str) -> list[str]:
    """Comparisons without an interval, and those whose interval is wider than it says."""
    notes, k = [], len(first.place)
    handful = _below(first, second, HANDFUL)
    if handful.any():
        notes.append(
            say(
                "No interval and no p-value{where}: a side has fewer than {few} answers.",
                where=_of(handful, k),
                few=HANDFUL,
            )
        )
    wide = _too_wide(first, second) & ~handful
    lacking = wide & _lacking(first, second)
    if lacking.any() and interval == "score":
        notes.append(
            say(
                "No interval and no p-value{where}: nearly all answer alike on both sides, and fewer than {few} answer "
                "otherwise.",
                where=_of(lacking, k),
                few=FEW_WIDE,
            )
        )
    wide &= ~lacking
    if wide.any() and interval == "score":
        notes.append(
            say(
                "Nearly all answer alike on both sides{wide}, and the sides are small or of "
                "different size: the interval is wider than it says.",
                wide=_of(wide, k),
            )
        )
    return notes


def _of(chosen: np.ndarray, k: int) -> str:
    return "" if k == 1 else " " + say("in {some} of {all} comparisons", some=int(chosen.sum()), all=k)
