"""The three parts of an experience together: whether it worked, how one was treated, and the staff one met."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from ..aggregate import require_columns, require_level
from ..errors import CXError
from ..estimators.cluster_robust import FEW, cluster_robust_fit
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import in_rows

PARTS = ("functional", "emotional", "staff")
FEWEST = 10  # units; a slope of what differs between fewer is a comparison of a handful of places
POWER = 0.8


def experience_parts(
    customers: pd.DataFrame,
    *,
    impression: str,
    functional: str,
    emotional: str,
    unit: str,
    employees: pd.DataFrame,
    experience: str,
    confidence_level: float = 0.95,
) -> Result:
    """Slopes of the impression on what worked, on the treatment, and on the staff's own experience; and of each pair.

    One linear model: the three parts and their three products. Customers of a unit share its staff, so that errors are
    those of units (CR2, Satterthwaite's degrees of freedom [1]_): ten thousand answers about twelve branches tell of
    twelve branches.

    Parameters
    ----------
    customers : pandas.DataFrame
        One row per customer.
    impression, functional, emotional : str
        Columns of numbers: how good it was all in all, how well it worked, and how one was treated.
    unit : str
        Column of the branch or team, in both tables.
    employees : pandas.DataFrame
        One row per employee.
    experience : str
        Column of the employees: a score for how they live their work. Of each unit the mean is taken.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``term n n_units estimate std_error df conf_low conf_high p_value least``: the terms are ``functional emotional
        staff`` and their pairs, ``functional × emotional`` and so on. Each slope is that of people, and of units, in
        the middle of the others, in points of the impression: for one point of `functional` and `emotional`, for one
        standard deviation between units of `staff`. `least` is the size that such data would show in four of five
        studies. No limits and no p-value where df lie below 4.

    Raises
    ------
    CXError
        An unknown column, fewer than ten units with both sides, or units whose staff are all alike.

    Notes
    -----
    A product tells whether one part counts more or less where another is high. The staff's part is between units: what
    else distinguishes these, such as their region and customers, is in it. What passes on is asked in `linkage_lags`.

    References
    ----------
    .. [1] Pustejovsky, J. E., & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and
       hypothesis testing in fixed effects models. Journal of Business & Economic Statistics 36, 672–683.
       doi:10.1080/07350015.2016.1247004
    """
    require_level(confidence_level)
    require_columns(customers, impression=impression, functional=functional, emotional=emotional, unit=unit)
    require_columns(employees, unit=unit, experience=experience)
    lived = employees.dropna(subset=[unit]).astype({unit: "str"}).groupby(unit)[experience].mean().dropna()
    asked = customers[[unit, impression, functional, emotional]].dropna().astype({unit: "str"})
    rows = asked[asked[unit].isin(lived.index)]
    lived = lived[lived.index.isin(rows[unit])]
    if len(lived) < FEWEST:
        raise CXError(
            f"{unit}: {len(lived)} units have answers of customers and of employees; {FEWEST} are needed.",
            "Write the units with the same names on both sides, or take the two customers' parts alone.",
        )
    if not lived.std() > 0:
        raise CXError(f"{experience}: all units have one and the same mean.", "Take another score of the employees.")
    lost = len(customers) - len(rows)
    notes = [say("{rows} without an answer or a unit with staff left out.", rows=in_rows(lost))] if lost else []
    parts = {
        "functional": rows[functional].to_numpy(float),
        "emotional": rows[emotional].to_numpy(float),
        "staff": rows[unit].map(lived / lived.std()).to_numpy(float),
    }
    # centred, so that each slope is that in the middle of the other parts, not where these are 0
    centred = {name: values - values.mean() for name, values in parts.items()}
    pairs = {f"{a} × {b}": centred[a] * centred[b] for a, b in combinations(PARTS, 2)}
    terms = centred | pairs
    fit = cluster_robust_fit(
        rows[impression].to_numpy(float), np.column_stack(list(terms.values())), rows[unit], names=list(terms)
    )
    estimate, error, df = (values[1:] for values in (fit.coefficients, fit.std_errors, fit.df))
    # below so few degrees of freedom no interval holds: none is given
    enough = df >= FEW
    held = np.where(enough, df, np.nan)
    reach = critical_value(confidence_level, held) * error
    table = pd.DataFrame(
        {
            "term": list(terms),
            "n": len(rows),
            "n_units": len(lived),
            "estimate": estimate,
            "std_error": error,
            "df": df,
            "conf_low": estimate - reach,
            "conf_high": estimate + reach,
            "p_value": 2 * stats.t.sf(np.abs(estimate / error), held),
            "least": reach + stats.t.ppf(POWER, held) * error,
        }
    )
    settings = {"unit": unit, "experience": experience, "confidence_level": confidence_level}
    return Result(kind="experience_parts", table=table, settings=settings, notes=tuple(notes))
