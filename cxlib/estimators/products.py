"""A product of two unrelated estimates: its standard error, and limits from its own distribution."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special

from .quantiles import critical_value

NODES, WEIGHTS = special.roots_legendre(128)
NOTHING = 1e-12  # of the probability: a node that weighs less is left out


def product_limits(
    first: tuple[float, float, float], second: tuple[float, float, float], confidence_level: float
) -> tuple[float, float]:
    """Limits of a product of two unrelated estimates: what Monte Carlo tends to, with Student's allowance.

    Parameters
    ----------
    first, second : tuples of float
        Estimate, standard error above 0 and degrees of freedom (infinite for a normal one).
    confidence_level : float

    Notes
    -----
    A Monte Carlo interval [1]_ takes the quantiles of many drawn products of normal numbers. Here their distribution is
    computed: Pr(ab ≤ q) is the mean over a of Pr(b ≤ q/a), or of Pr(b ≥ q/a) where a is negative, by Gauss and
    Legendre's rule on the probabilities of either sign of a; so there is no chance in the limits. Of the two, a is the
    surer: then Pr(b ≤ q/a) changes slowly from node to node, and the limits are right to four digits.

    Errors from few units ask for more: as in Welch's test the tails are Φ(−t), Student's t with Satterthwaite's degrees
    of freedom of the product's variance [2]_. Drawn products of two Student numbers would allow for each error by
    itself and hold .97 to .99 of .95 with 10 to 16 units; these hold .95 to .97.

    References
    ----------
    .. [1] MacKinnon, D. P., Lockwood, C. M., & Williams, J. (2004). Confidence limits for the indirect effect:
       distribution of the product and resampling methods. Multivariate Behavioral Research 39, 99–128.
    .. [2] Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics
       Bulletin 2, 110–114.
    """
    (b, b_se, _), (a, a_se, _) = sorted((first, second), key=lambda one: abs(one[0]) / one[1])
    tail = float(special.ndtr(-critical_value(confidence_level, product_df(first, second))))
    negative = special.ndtr(-a / a_se)
    weights = np.concatenate([negative * WEIGHTS, (1 - negative) * WEIGHTS]) / 2
    at = np.concatenate([negative * (1 + NODES) / 2, negative + (1 - negative) * (1 + NODES) / 2])
    values, weights = a + a_se * special.ndtri(at[weights > NOTHING]), weights[weights > NOTHING]

    def below(q: float) -> float:
        part = special.ndtr((q / values - b) / b_se)
        return float(weights @ np.where(values > 0, part, 1 - part))

    reach = np.abs(values).max() * (abs(b) - b_se * special.ndtri(tail / 10))
    low, high = (optimize.brentq(lambda q, p=p: below(q) - p, -reach, reach, xtol=1e-12) for p in (tail, 1 - tail))
    return low, high


def told_from_nothing(
    first: tuple[np.ndarray, np.ndarray, float | np.ndarray],
    second: tuple[np.ndarray, np.ndarray, float | np.ndarray],
    confidence_level: float,
    *,
    shared: bool = False,
) -> np.ndarray:
    """Whether one of two unrelated estimates at least is told from 0, so that their product may have an interval.

    Where both truly are 0, an interval of their product holds .997 of .95 promised, however it is made: it leaves out 0
    only where both are told from it by themselves, once in four hundred times. The more is withheld, the more of the
    intervals that are left hold .98, where both are small and not 0.

    Parameters
    ----------
    first, second : tuples of float or (k,) arrays
        Estimates, standard errors (where one is 0 nothing is told) and degrees of freedom.
    confidence_level : float
    shared : bool
        Whether the two share the level of error (Simes's test [1]_), so that of two that are 0 one is told in five
        draws of a hundred, and not in ten: for estimates that are told too often, such as scores of a few answers.

    References
    ----------
    .. [1] Simes, R. J. (1986). An improved Bonferroni procedure for multiple tests of significance. Biometrika 73,
       751–754.
    """
    error, p_values = 1 - confidence_level, []
    for estimate, std_error, df in (first, second):
        t = np.divide(np.abs(estimate), std_error, out=np.zeros(np.shape(estimate)), where=np.asarray(std_error) > 0)
        p_values.append(2 * special.stdtr(df, -t))
    one, both = np.minimum(*p_values), np.maximum(*p_values)
    return (one <= error / 2) | (both <= error) if shared else one <= error


def product_df(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    """Satterthwaite's degrees of freedom of the variance of a product, (a s_b)² + (b s_a)² + (s_a s_b)²."""
    (a, a_se, a_df), (b, b_se, b_df) = first, second
    parts = np.array([(a * b_se) ** 2, (b * a_se) ** 2, (a_se * b_se) ** 2])
    varies = parts**2 @ [1 / b_df, 1 / a_df, 1 / a_df + 1 / b_df]
    return float(parts.sum() ** 2 / varies) if varies else np.inf


def product_error(a: float, a_se: float, b: float, b_se: float) -> float:
    """Standard error of a · b with the product of the errors (Aroian 1947), which Sobel's leaves out."""
    return float(np.sqrt((a * b_se) ** 2 + (b * a_se) ** 2 + (a_se * b_se) ** 2))
