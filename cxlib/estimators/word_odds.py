"""Words that one group writes more often than another: log-odds under a Dirichlet prior of all words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def dirichlet_log_odds(
    first: NDArray, second: NDArray, prior: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds ratio of each word in two groups, and its variance [1]_.

    Parameters
    ----------
    first, second : (words,) arrays
        How often each word stands in either group.
    prior : float
        Weight of the prior in words: each word's part of it is its share in both groups together.

    References
    ----------
    .. [1] Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection and
       evaluation for identifying the content of political conflict. Political Analysis 16, 372–403, equations 16 and
       20–22. doi:10.1093/pan/mpn018
    """
    both = first + second
    alpha = prior * both / both.sum()
    a, b = first + alpha, second + alpha
    odds = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return odds, 1 / a + 1 / b
