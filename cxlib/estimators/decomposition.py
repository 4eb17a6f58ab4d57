"""The change of a mean split into the mix of the segments and the rate within them (Kitagawa)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False, kw_only=True)
class Wave:
    """One wave reduced to its segments.

    `share` and `score` are (k,): the segments' weighted shares (adding up to 1) and mean points (NaN where
    the segment is absent). `covariance` is (2k, 2k), of the shares, then of the scores (0 where absent).
    """

    share: np.ndarray
    score: np.ndarray
    covariance: np.ndarray


def wave_moments(points: np.ndarray, w: np.ndarray, w2: np.ndarray, segment: np.ndarray, n_segments: int) -> Wave:
    """Shares and scores of the segments with their linearised covariance, from cells of equal points."""
    weight = np.bincount(segment, w, n_segments)
    share = weight / weight.sum()
    with np.errstate(invalid="ignore"):
        score = np.bincount(segment, w * points, n_segments) / weight
    belongs = segment == np.arange(n_segments)[:, None]  # (k, cells)
    present = share > 0
    of_share = belongs - share[:, None]
    of_score = np.where(belongs, points - np.where(present, score, 0.0)[:, None], 0.0)
    of_score[present] /= share[present, None]
    influence = np.vstack([of_share, of_score]) / weight.sum()
    return Wave(share=share, score=score, covariance=(influence * w2) @ influence.T)


def kitagawa(first: Wave, second: Wave) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mix and rate of every segment, and the covariance of all 2k components by the delta method of second order.

    mix = (w₂ − w₁)(s₁ + s₂)/2 and rate = (s₂ − s₁)(w₁ + w₂)/2 add up to the change exactly. A segment of one
    wave only has its whole contribution (w₂s₂ or −w₁s₁) as mix and no rate.

    Both are products of a share's and a score's estimate, unrelated to one another. The first order of the delta method
    leaves out the product of their variances [2]_, which is most of it where a small segment's score or change of share
    is near 0: mix and rate each get it, and opposite to one another, since the contributions w s they add up to are
    means, whose variance the first order has in full.

    References
    ----------
    .. [1] Kitagawa, E. M. (1955). Components of a difference between two rates. Journal of the American
       Statistical Association 50, 1168–1194.
    .. [2] Goodman, L. A. (1960). On the exact variance of products. Journal of the American Statistical Association 55,
       708–713.
    """
    both = (first.share > 0) & (second.share > 0)
    s1, s2 = np.nan_to_num(first.score), np.nan_to_num(second.score)
    w1, w2 = first.share, second.share
    mix = np.where(both, (w2 - w1) * (s1 + s2) / 2, w2 * s2 - w1 * s1)
    rate = np.where(both, (s2 - s1) * (w1 + w2) / 2, 0.0)

    def gradient(sign: float, own_share: np.ndarray, own_score: np.ndarray) -> np.ndarray:
        """(2k, 2k): of mix and rate with respect to the shares and scores of one wave."""
        mix_share = np.where(both, sign * (s1 + s2) / 2, sign * own_score)
        mix_score = np.where(both, (w2 - w1) / 2, sign * own_share)
        rate_share = np.where(both, (s2 - s1) / 2, 0.0)
        rate_score = np.where(both, sign * (w1 + w2) / 2, 0.0)
        return np.block([[np.diag(mix_share), np.diag(mix_score)], [np.diag(rate_share), np.diag(rate_score)]])

    g1, g2 = gradient(-1.0, w1, s1), gradient(1.0, w2, s2)
    k = len(both)
    spread = first.covariance + second.covariance
    products = np.where(np.outer(both, both), spread[:k, :k] * spread[k:, k:] / 4, 0.0)
    opposite = np.block([[products, -products], [-products, products]])
    return mix, rate, g1 @ first.covariance @ g1.T + g2 @ second.covariance @ g2.T + opposite
