"""The two sides of a comparison of scores: their intervals, the difference's, and where it has none."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..estimators import contrast, promoters
from ..estimators.quantiles import critical_value
from .answers import Answers, promoter_points
from .moments import Moments
from .score import share_of

LIMITS = {
    "score": promoters.score_interval,
    "wald": promoters.wald_limits,
    "adjusted_wald": promoters.adjusted_wald_limits,
}
FEW_OTHERS = 10  # answers beside those of the commonest class: with fewer, two score intervals add up to too much
MANY = 40  # answers on each side from which on Wald's interval of a difference holds there
ROUNDING = 1e-9
HANDFUL = 3  # answers on a side: with two against two, p < .05 comes in 12 of 100 draws from one and the same
PER_GROUP = ("n_known", "n_most", "df")


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
            _answers(self, z),
            z,
        )


def _answers(side: Side, z: np.ndarray) -> np.ndarray:
    """Answers that each comparison's side takes at its own z."""
    return replace(side.moments, **{name: side.take(getattr(side.moments, name)) for name in PER_GROUP}).n_at(z)


def compare(first: Side, second: Side, correlation: np.ndarray, interval: str, confidence_level: float) -> pd.DataFrame:
    """Estimate, interval and p-value of every comparison, in points."""
    mean1, mean2 = first.take(first.moments.mean), second.take(second.moments.mean)
    v1, v2 = first.take(first.moments.variance), second.take(second.moments.variance)
    wald = _near_ceiling(first, second) & _many(first, second) & (interval == "score")

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
    low, high = contrast.square_and_add(mean1, mean2, limits, z, correlation)
    unknown = np.isnan(v1 + v2) | _handful(first, second)
    p_value = contrast.exclusion_p_value(np.where(unknown, np.nan, mean1), mean2, limits, correlation)
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


def _near_ceiling(first: Side, second: Side) -> np.ndarray:
    """Comparisons of which both sides, drawn one by one, have a handful of answers beside those of the one class."""
    common, others = [], []
    for side in (first, second):
        points = promoter_points(side.answers.answer)
        shares = np.stack([side.take(share_of(side.answers, points == point)) for point in (-1.0, 0.0, 1.0)])
        others.append((1 - shares.max(axis=0)) * side.take(side.moments.n_effective))
        common.append(shares.argmax(axis=0))
    single = first.answers.cluster is None and second.answers.cluster is None
    few = (np.maximum(*others) < FEW_OTHERS) & (np.add(*others) > ROUNDING)  # without any, Wald's would have no width
    return few & (common[0] == common[1]) & single


def _many(first: Side, second: Side) -> np.ndarray:
    """Comparisons with enough answers on both sides for Wald's interval of a difference."""
    return np.minimum(first.take(first.moments.n_effective), second.take(second.moments.n_effective)) >= MANY


def _handful(first: Side, second: Side) -> np.ndarray:
    """Comparisons with so few answers on a side that no test of the kind holds its level."""
    return np.minimum(first.take(first.answers.group_n), second.take(second.answers.group_n)) < HANDFUL


def interval_notes(first: Side, second: Side, interval: str) -> list[str]:
    """Comparisons without an interval, and those whose interval is wider than it says."""
    notes, k = [], len(first.place)
    handful = _handful(first, second)
    if handful.any():
        notes.append(f"No interval and no p-value{_of(handful, k)}: a side has fewer than {HANDFUL} answers.")
    wide = _near_ceiling(first, second) & ~_many(first, second) & ~handful
    if wide.any() and interval == "score":
        notes.append(
            f"Nearly all answer alike on both sides, of which one has fewer than {MANY}{_of(wide, k)}: the interval is "
            "wider than it says."
        )
    return notes


def _of(chosen: np.ndarray, k: int) -> str:
    return "" if k == 1 else f" in {int(chosen.sum())} of {k} comparisons"
