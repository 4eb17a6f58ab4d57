"""Do coders agree beyond chance: Cohen's kappa of two, Krippendorff's alpha and Fleiss's kappa of several."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Agreed = tuple[float, float]  # estimate and standard error


def agreement_weights(k: int, kind: str) -> NDArray[np.float64]:
    """How far two of k ordered codes agree, 1 alike to 0 opposite: (k, k); `kind` nominal, linear or quadratic."""
    apart = np.abs(np.subtract.outer(np.arange(k), np.arange(k))) / max(k - 1, 1)
    return {"nominal": np.eye(k), "linear": 1 - apart, "quadratic": 1 - apart**2}[kind]


def cohen_kappa(table: NDArray, weights: NDArray) -> Agreed:
    """Kappa of two coders and its large-sample standard error [1]_; NaN where chance alone would agree.

    Parameters
    ----------
    table : (k, k) array
        How often the first coder gave code i and the second code j.
    weights : (k, k) array
        See `agreement_weights`.

    References
    ----------
    .. [1] Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa.
       Psychological Bulletin 72, 323–327.
    """
    p = table / table.sum()
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, chance = (weights * p).sum(), rows @ weights @ columns
    if chance >= 1:
        return np.nan, np.nan
    kappa = (observed - chance) / (1 - chance)
    mean = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    spread = (p * (weights - mean * (1 - kappa)) ** 2).sum() - (kappa - chance * (1 - kappa)) ** 2
    return float(kappa), float(np.sqrt(max(spread, 0.0) / table.sum()) / (1 - chance))


def krippendorff_alpha(counts: NDArray, *, ordered: bool = False) -> Agreed:
    """Alpha of any number of coders, some codes missing [1]_, and its jackknife standard error over all things.

    Parameters
    ----------
    counts : (n, k) array
        How many coders gave each thing each code; things coded once tell nothing and are left out.
    ordered : bool
        Whether the codes have an order; two are then as far apart as there are codes between them.

    References
    ----------
    .. [1] Krippendorff, K. (2019). Content analysis (4th ed.). Sage. doi:10.4135/9781071878781
    """
    paired = counts[counts.sum(axis=1) >= 2].astype(float)
    if len(paired) < 2:
        return np.nan, np.nan
    alpha = _alpha(paired, ordered)
    left = [_alpha(np.delete(paired, row, axis=0), ordered) for row in range(len(paired))]
    return alpha, _jackknife(np.array([*left, *[alpha] * (len(counts) - len(paired))]))


def _alpha(counts: NDArray, ordered: bool) -> float:
    codes, size = counts.sum(axis=0), counts.sum(axis=1)
    middle = codes.cumsum() - codes / 2
    distance = np.subtract.outer(middle, middle) ** 2 if ordered else 1 - np.eye(len(codes))
    observed = (((counts @ distance) * counts).sum(axis=1) / (size - 1)).sum()  # a code is at distance 0 from itself
    expected = (codes @ distance) @ codes
    return float(1 - (codes.sum() - 1) * observed / expected) if expected else np.nan  # one code only: nothing apart


def fleiss_kappa(counts: NDArray) -> Agreed:
    """Kappa of as many coders for each thing [1]_, and its jackknife standard error over the things.

    Parameters
    ----------
    counts : (n, k) array
        How many coders gave each thing each code; every row has the same sum, two or more.

    References
    ----------
    .. [1] Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76,
       378–382.
    """
    m, n = counts[0].sum(), len(counts)
    agreed = ((counts**2).sum(axis=1) - m) / (m * (m - 1))

    def kappa(agreed: NDArray, codes: NDArray, n: int) -> NDArray:
        chance = ((codes / (n * m)) ** 2).sum(axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return (agreed / n - chance) / (1 - chance)

    codes = counts.sum(axis=0)
    left = kappa(agreed.sum() - agreed, codes - counts, n - 1) if n > 1 else np.array([np.nan])
    return float(kappa(agreed.sum(), codes, n)), _jackknife(left)


def _jackknife(left: NDArray) -> float:
    n = len(left)
    return float(np.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum()))
