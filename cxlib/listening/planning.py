"""Before the survey: how many answers a mean or a share needs, and who may be asked again and when."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, require_columns, require_level, rows_of
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..results import Result
from .inputs import survey_rows

MONTH = "month"
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
    variance = (sd**2 if share is None else share * (1 - share)) * design_effect
    z, size = float(critical_value(confidence_level)), math.inf if population is None else float(population)
    if answers is None:
        first = z**2 * variance / margin**2
        # A billionth is taken off so that a whole number is not rounded up for its last bit.
        n = min(max(1, math.ceil(first / (1 + first / size) - 1e-9)), size)
    else:
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


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class QuarantinePlan(Result):
    """Contacts by month that may be asked about, with the totals.

    Attributes
    ----------
    invitations : int
        Contacts that may be asked about, in all.
    lost_share : float
        Share 0…1 of the contacts that the rule loses.
    """

    invitations: int
    lost_share: float


def quarantine_plan(
    contacts: Table, *, customer: str, time: str, days: int = 90, by: str | None = None
) -> QuarantinePlan:
    """How many contacts can be asked about when nobody is invited twice within some days.

    Parameters
    ----------
    contacts : table
        One row per contact that would be asked about.
    customer : str
        Column of customers.
    time : str
        Column of dates or times.
    days : int
        Fewest days between two invitations of one customer. The first contact is invited, then the next one that lies
        at least so many days later, and so on; of two contacts at one time the first row is taken.
    by : str, optional
        Column whose values are counted apart, such as the touchpoint; the rule holds over all of them together.

    Returns
    -------
    QuarantinePlan
        A Result: ``[by] month n invited lost lost_share``; `n` contacts, of which `invited` may be asked about and
        `lost` fall into a quarantine. With `.invitations` and `.lost_share`.

    Raises
    ------
    CXError
        An unknown column, a time that is no date, no contact.
    """
    if not (isinstance(days, (int, np.integer)) and days >= 0):
        raise CXError(f"days: {days} is not a whole number of days.", "Write 90, or 0 for no rule.")
    require_columns(contacts, customer=customer, time=time, by=by)
    rows = survey_rows(contacts, [customer, time, *([by] if by else [])])
    rows[time] = _times(rows[time], time)
    gone = rows.isna().any(axis=1)
    rows = rows[~gone].reset_index(drop=True)
    if not len(rows):
        raise CXError("contacts: no contact with a customer and a time.", "Check these columns in study.toml.")
    notes = (f"{rows_of(gone.sum())} without customer, time or group left out.",) if gone.any() else ()
    rows["_invited"] = _invited(pd.factorize(rows[customer])[0], rows[time], days)
    rows[MONTH] = rows[time].dt.year * 12 + rows[time].dt.month - 1
    table = rows.groupby([*([by] if by else []), MONTH], observed=True)["_invited"].agg(n="size", invited="sum")
    table = table.reset_index().astype({"n": "int64", "invited": "int64"})
    table[MONTH] = [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in table[MONTH]]
    table = table.assign(lost=table["n"] - table["invited"], lost_share=1 - table["invited"] / table["n"])
    return QuarantinePlan(
        kind="quarantine_plan",
        table=table,
        settings={"customer": customer, "time": time, "days": days, "by": by},
        notes=notes,
        invitations=int(rows["_invited"].sum()),
        lost_share=float(1 - rows["_invited"].mean()),
    )


def _times(column: pd.Series, name: str) -> pd.Series:
    """Times as such; words only as 2025-12-31, which cannot be read in two ways."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column
    number = pd.api.types.is_numeric_dtype(column) and column.notna().any()
    found = pd.to_datetime(column, errors="coerce", format="ISO8601") if not number else column.isna()
    wrong = int(column.notna().sum()) if number else int((found.isna() & column.notna()).sum())
    if wrong:
        raise CXError(
            f"time: no date in {rows_of(wrong)} of {name!r}.", "Give it the role time, or write 2025-12-31 for a day."
        )
    return found


def _invited(person: np.ndarray, time: pd.Series, days: int) -> np.ndarray:
    """Which contacts are invited: each round takes, for everybody at once, the next one that is far enough."""
    second = time.to_numpy("datetime64[s]").astype(np.int64)
    second, gap = second - second.min(), days * 86_400
    order = np.lexsort((second, person))  # stable: contacts at one time stay in the order of the table
    person, second = person[order], second[order]
    # One rising number per row: two customers lie further apart than any time and any quarantine.
    key = person * (int(second.max()) + gap + 1) + second
    chosen = np.full(len(key), days == 0)
    place = np.flatnonzero(np.r_[True, np.diff(person) > 0])
    while len(place) and days:
        chosen[place] = True
        owner, following = person[place], np.searchsorted(key, key[place] + gap)
        inside = following < len(key)
        place, owner = following[inside], owner[inside]
        place = place[person[place] == owner]
    invited = np.empty(len(key), bool)
    invited[order] = chosen
    return invited
