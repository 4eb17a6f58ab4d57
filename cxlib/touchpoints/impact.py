"""Moments of truth, derived and not declared: what a bad contact costs the overall impression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, require_level
from ..errors import CXError
from ..estimators.differences import adjust_p_values
from ..estimators.regression import least_squares
from ..locale import say
from ..results import Result
from .register import listed
from .respondents import Respondents, independent, read_respondents, told_apart


def moments_of_truth(
    responses: Table,
    *,
    touchpoint: str,
    bad: str,
    outcome: str,
    min_impact: float,
    controls: Sequence[str] = (),
    respondent: str | None = None,
    min_contacts: int = 10,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """Points of overall impression between people with a good and with a bad contact, at each touchpoint.

    Parameters
    ----------
    responses : table
        One row per contact of a respondent, with the respondent's answer beside it. Respondents without any contact
        may stand in it with a missing touchpoint.
    touchpoint : str
        Column of the touchpoint.
    bad : str
        Column of 0 and 1: whether the contact went badly.
    outcome : str
        Column of the overall impression, of which more is better; the same in all rows of a respondent.
    min_impact : number
        The smallest difference that makes a moment of truth, in points of the outcome.
    controls : sequence of str
        Columns that are held equal, the same in all rows of a respondent: numbers count as they are, words as groups.
    respondent : str, optional
        Column of whose answer it is. Without it each row is a respondent with one contact.
    min_contacts : int
        Fewest respondents with a bad, and with a good, contact for which a difference is given.
    cluster : str or False, optional
        Column of what respondents go together in, such as the person who answered in two waves. Without it, people of
        whom a study's table knows several answers; False takes each respondent for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint n_bad n_good estimate conf_low conf_high p_adjusted moment_of_truth``. `n_bad` counts respondents
        with a bad contact there, `n_good` those whose contacts there were all good. `estimate` is good less bad: what
        goes with a bad contact, in points lost. `moment_of_truth` is true only where the whole interval lies above
        `min_impact` and Holm's p-value is below 1 − `confidence_level`; it is missing where nothing can be said.

    Raises
    ------
    CXError
        An unknown column, a `bad` that is not 0 or 1, an outcome or control that differs within a respondent, an
        outcome that never differs, more coefficients than respondents.

    Notes
    -----
    One linear model of all respondents: for each touchpoint whether there was a contact and whether there was a bad
    one, and the controls. So the difference at one touchpoint is that between people alike in their other contacts.
    Standard errors allow each row its own variance (HC3), or each cluster (CR3). Bad contacts at touchpoints that have
    too few are held equal together, by their number. The data are observed: the difference goes with the contact, and
    is its effect only as far as nothing else makes both.

    References
    ----------
    .. [1] MacKinnon, J. G., & White, H. (1985). Journal of Econometrics 29, 305–325.
    .. [2] Holm, S. (1979). Scandinavian Journal of Statistics 6, 65–70.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"contact": ["call"] * 60, "bad": [0, 0, 1] * 20, "impression": [8, 9, 4, 9, 8, 5] * 10})
    >>> found = cx.moments_of_truth(answers, touchpoint="contact", bad="bad", outcome="impression", min_impact=1)
    >>> found.table[["n_bad", "n_good", "estimate", "moment_of_truth"]].round(6).values.tolist()
    [[20, 40, 4.0, True]]
    """
    require_level(confidence_level)
    if not min_impact >= 0:
        raise CXError(f"min_impact: {min_impact} is not 0 or more.", "Write a number of points that matters.")
    controls = [controls] if isinstance(controls, str) else list(controls)
    people = read_respondents(
        responses, touchpoint=touchpoint, bad=bad, outcome=outcome, controls=controls, respondent=respondent,
        cluster=cluster,
    )  # fmt: skip
    if people.outcome.nunique() < 2:
        raise CXError(
            f"{outcome}: all {len(people.outcome):,} respondents gave the same answer.",
            "Take an outcome in which people differ.",
        )
    table = pd.DataFrame({"touchpoint": people.bad.columns, "n_bad": people.bad.sum().to_numpy(int)})
    table["n_good"] = people.had.sum().to_numpy(int) - table["n_bad"]
    enough = (table[["n_bad", "n_good"]].min(axis=1) >= max(min_contacts, 1)).to_numpy()
    table[["estimate", "conf_low", "conf_high", "p_value"]] = _costs(people, enough, confidence_level)
    # as many touchpoints are looked at, as many may look costly by chance
    table["p_adjusted"] = adjust_p_values(table.pop("p_value").to_numpy(), "holm")
    sure = (table["conf_low"] > min_impact) & (table["p_adjusted"] < 1 - confidence_level)
    table["moment_of_truth"] = sure.astype("boolean").where(table["conf_low"].notna())
    constant = [name for name in controls if name in people.controls and people.controls[name].nunique() < 2]
    settings = {
        "held_equal": [name for name in controls if name not in constant],
        "touchpoint": touchpoint, "bad": bad, "outcome": outcome, "controls": controls, "respondent": respondent,
        "min_impact": min_impact, "min_contacts": min_contacts, "cluster": people.by_what,
        "confidence_level": confidence_level,
    }  # fmt: skip
    notes = []
    few = table.loc[~enough, "touchpoint"]
    if len(few):
        notes.append(
            say(
                "Fewer than {min_contacts} respondents with a bad or with a good contact: {few}.",
                min_contacts=min_contacts,
                few=listed(few),
            )
        )
    tied = table.loc[enough & table["estimate"].isna(), "touchpoint"]
    if len(tied):
        notes.append(
            say("Bad contacts that cannot be distinguished from those at other touchpoints: {tied}.", tied=listed(tied))
        )
    return Result(kind="moments_of_truth", table=table, settings=settings, notes=(*people.notes, *notes))


def _costs(people: Respondents, enough: np.ndarray, confidence_level: float) -> np.ndarray:
    """Estimate, both limits and p-value of each touchpoint, (k, 4); missing where it is like the others."""
    found = np.full((len(enough), 4), np.nan)
    # Controls, which contacts there were, and the number of bad ones where they are too few to be judged
    rare = people.bad.to_numpy()[:, ~enough].sum(axis=1)
    held_equal = np.column_stack([people.controls.to_numpy(float), people.had.to_numpy(), rare])
    columns = np.column_stack([people.bad.to_numpy()[:, enough], held_equal])
    kept, told = independent(columns), told_apart(columns)[: enough.sum()]
    if not told.any():
        return found
    names = [str(place) for place in kept]
    errors: dict[str, Any] = {} if people.cluster is None else {"errors": "cr3", "cluster": people.cluster}
    fit = least_squares(people.outcome.to_numpy(), columns[:, kept], names=names, **errors)
    slopes = fit.slopes([str(place) for place in np.flatnonzero(told)])
    low, high = slopes.limits(confidence_level)
    places = np.flatnonzero(enough)[told]
    found[places] = np.column_stack([-slopes.estimate, -high, -low, slopes.p_value])
    found[np.isnan(found[:, 1])] = np.nan  # a number without an interval would look surer than it is
    return found
