"""Does a problem that was well handled leave people more content than none?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import as_if_independent, require_columns, require_level
from ..errors import CXError
from ..estimators.two_means import welch_difference
from ..results import Result

HANDLED = ("well handled", "badly handled")


def service_recovery(
    data: pd.DataFrame, *, impression: str, problem: str, none: str = "none", confidence_level: float = 0.95
) -> Result:
    """What people say who had a problem, well or badly handled, less what those say who had none.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per answer.
    impression : str
        Column of numbers.
    problem : str
        Column of words: `none`, ``well handled``, ``badly handled``. Other words are left out.
    none : str
        The word for no problem.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``problem n n_reference estimate std_error conf_low conf_high p_value``: the difference of means, by Welch; well
        handled first. `n_reference` are the people without a problem.

    Raises
    ------
    CXError
        An unknown column, or fewer than ten people of one of the three kinds.

    Notes
    -----
    Nobody has a problem by lot: who complains at all may be another kind of person. Over many studies satisfaction was
    somewhat higher after a good recovery, and the wish to return was not [1]_.

    References
    ----------
    .. [1] De Matos, C. A., Henrique, J. L., & Rossi, C. A. V. (2007). Service recovery paradox: a meta-analysis.
       Journal of Service Research 10, 60–77. doi:10.1177/1094670507303012
    """
    require_level(confidence_level)
    require_columns(data, impression=impression, problem=problem)
    rows = data.dropna(subset=[impression, problem])
    sides = {name: rows.loc[rows[problem].astype("str") == name, impression].astype(float) for name in (none, *HANDLED)}
    for name, values in sides.items():
        if len(values) < 10:
            raise CXError(
                f"{problem}: {len(values)} people answered “{name}”; 10 are needed.",
                f"Write its answers as {none}, well handled, badly handled: labels = {{…}} in study.toml.",
            )
    n, mean, variance = (
        np.array([fit(values) for values in sides.values()]) for fit in (len, pd.Series.mean, pd.Series.var)
    )
    sizes, centres, spreads = ((part[1:], np.repeat(part[0], 2)) for part in (n, mean, variance))
    estimate, error, low, high, p_value = welch_difference(sizes, centres, spreads, confidence_level)
    columns = {"estimate": estimate, "std_error": error, "conf_low": low, "conf_high": high, "p_value": p_value}
    table = pd.DataFrame({"problem": HANDLED, "n": n[1:], "n_reference": n[0], **columns})
    notes = as_if_independent(rows, needed=[impression, problem])
    settings = {"none": none, "confidence_level": confidence_level}
    return Result(kind="service_recovery", table=table, settings=settings, notes=tuple(notes))
