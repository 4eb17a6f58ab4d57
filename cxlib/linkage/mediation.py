"""By which way engagement reaches the customer: the part that goes through a mediator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..errors import CXError, nearest
from ..estimators import mediation as estimate
from ..estimators import products
from ..estimators.quantiles import critical_value
from ..estimators.resample_limits import bca_limits, percentile_limits
from ..estimators.unit_resamples import drawn_units
from ..locale import say
from ..results import Result
from .checks import FEW_DRAWN, few_drawn_notes, require_resamples
from .joining import joined
from .mediation_paths import Mediated, of_customers, of_units, of_waves
from .records import with_records

INTERVALS = ("percentile", "bca")
FEW_RESAMPLED = 60  # units below which limits from resamples hold less than they promise
RHO = np.round(np.linspace(-0.95, 0.95, 39), 2)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class MediationResult(Result):
    """Paths with intervals, and what an unseen common cause would make of the indirect one.

    Attributes
    ----------
    sensitivity : pandas.DataFrame
        ``rho indirect``: the indirect path if an unseen common cause of mediator and outcome made what is left of the
        two correlate by rho.
    vanishing_rho : float
        The rho at which nothing would be left of it.
    join : pandas.DataFrame
        As of `engagement_linkage`.
    """

    sensitivity: pd.DataFrame
    vanishing_rho: float
    join: pd.DataFrame


def linkage_mediation(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    mediator: str,
    records: Table | None = None,
    wave: str | None = None,
    lag: int = 0,
    controls: str | Sequence[str] = (),
    interval: str = "percentile",
    confidence_level: float = 0.95,
    n_resamples: int = 1000,
    rng: int | np.random.Generator | None = None,
    snapshot: bool = False,
) -> MediationResult:
    """How much of the way from engagement to customers goes by a mediator.

    Parameters
    ----------
    customers, employees : table
        One row per answer.
    unit : str
        Column of the team or branch, on all sides.
    outcome, engagement : str
        The customers' and the employees' column of numbers.
    mediator : str
        Column of `records`, measured on the unit (2-2-1), or without `records` of `customers` (2-1-1).
    records : table, optional
        One row per unit, or per unit and wave.
    wave : str, optional
        Column of the period on all sides: the paths are then within units. For 2-2-1.
    lag : int
        How many waves engagement lies before mediator and outcome; from 1 on the outcome's own past is held constant.
    controls : str or sequence of str
        Columns of numbers, each on one side, whose units' means are held constant.
    interval : {"percentile", "bca"}
        Limits from resamples of whole units; ``bca`` corrects them for bias and skewness. Below 60 units neither is
        taken, see the notes.
    confidence_level : float
        Of the intervals.
    n_resamples : int
        Resamples of the units.
    rng : int or numpy.random.Generator
        Seed.
    snapshot : bool
        Whether to take units' means where the paths cannot be followed over waves; ``settings["wave"]`` is None then.

    Returns
    -------
    MediationResult
        Rows of `path`: ``a`` (engagement → mediator), ``b`` (mediator → outcome), ``direct``, ``total``, ``indirect``
        (a · b), with 2-1-1 also ``b within``, and ``indirect (Sobel)``, with ``n n_units estimate std_error conf_low
        conf_high``. The standard error is the spread of the resamples, Sobel's by the delta method; below 60 units it
        is that of the slopes. Besides `.sensitivity`, `.vanishing_rho` and `.join`.

    Raises
    ------
    CXError
        When the mediator is nowhere, when records repeat a unit or a unit and wave, and as `engagement_linkage`.

    Notes
    -----
    With 2-2-1 the paths are least squares on units' means, or on units in waves with the means of both taken out. With
    2-1-1 they are random intercepts by maximum likelihood, the mediator split into its unit's mean and the distance
    from it [1]_: engagement is the unit's, so only differences between units can carry it, and ``b`` is the slope
    between. The means are those observed: on one set of 120 units with 40 customers each, latent means give b .803
    where these give .770. Sensitivity is after [2]_, for 2-1-1 on the units' means. An interval that leaves out 0 says
    nothing about a common cause. With fewer than ten units no limits are given.

    With 10 to 50 units limits from resamples hold .90 to .93 of 95 promised. Below 60 units the paths have Student's
    limits with errors that allow for unequal spread (CR2, Satterthwaite's degrees of freedom [3]_; with 2-1-1 those of
    the model, its units less its columns of units). The indirect path has those of a product of two such slopes: a
    Monte Carlo interval [4]_ without its chance, with Student's quantile by the product's own degrees of freedom. Where
    both slopes are 0 every interval of a product is too wide (.997 of .95): the indirect path has one only where a
    or b is told from 0 by its own Student's limits, and else a note says why not.

    References
    ----------
    .. [1] Zhang, Z., Zyphur, M. J., & Preacher, K. J. (2009). Testing multilevel mediation using hierarchical linear
       models. Organizational Research Methods 12(4), 695–719.
    .. [2] Imai, K., Keele, L., & Yamamoto, T. (2010). Identification, inference and sensitivity analysis for causal
       mediation effects. Statistical Science 25(1), 51–71.
    .. [3] Bell, R. M., & McCaffrey, D. F. (2002). Survey Methodology 28(2), 169–181.
    .. [4] MacKinnon, D. P., Lockwood, C. M., & Williams, J. (2004). Multivariate Behavioral Research 39, 99–128.
    """
    require_level(confidence_level)
    if snapshot and wave is not None:
        asked = dict(
            employees=employees, unit=unit, outcome=outcome, engagement=engagement, mediator=mediator, records=records,
            controls=controls, interval=interval, confidence_level=confidence_level, n_resamples=n_resamples, rng=rng,
        )  # fmt: skip
        try:
            return linkage_mediation(customers, wave=wave, lag=lag, **asked)
        except CXError:
            return linkage_mediation(customers, **asked)
    rng = require_resamples(n_resamples, rng)
    if interval not in INTERVALS:
        raise CXError(f"interval: {interval!r} is not known.", nearest(str(interval), INTERVALS))
    if lag and wave is None:
        raise CXError(f"lag: {lag} waves before needs to know the waves.", "Name their column with wave.")
    if wave is not None and records is None:
        raise CXError(
            "wave: within units, only a mediator measured on the unit can be followed.",
            "Give it with records, or leave wave out.",
        )
    controls = [controls] if isinstance(controls, str) else list(controls)
    sides: dict[str, Any] = dict(unit=unit, outcome=outcome, engagement=engagement, controls=controls)
    if records is None:
        panel = joined(customers, employees=employees, **sides)
        found = of_customers(customers, panel, unit=unit, outcome=outcome, mediator=mediator)
    else:
        panel = joined(customers, employees=employees, wave=wave, **sides)
        panel = with_records(panel, records, unit=unit, wave=wave, mediator=mediator)
        found = of_units(panel) if wave is None else of_waves(panel, wave=wave, lag=lag)
    table = path_table(found, interval, confidence_level, n_resamples, rng)
    settings = {
        "unit": unit, "outcome": outcome, "engagement": engagement, "mediator": mediator, "wave": wave, "lag": lag,
        "controls": controls, "design": found.design, "interval": interval, "confidence_level": confidence_level,
        "n_resamples": n_resamples,
    }  # fmt: skip
    notes = (*panel.notes, *found.notes, *few_drawn_notes(found.n_units), *_notes(found, interval, confidence_level))
    sensitivity = estimate.indirect_given_common_cause(found.between, RHO)
    return MediationResult(
        kind="linkage_mediation",
        table=table,
        settings=settings,
        notes=notes,
        join=panel.join,
        sensitivity=pd.DataFrame({"rho": RHO, "indirect": sensitivity}),
        vanishing_rho=estimate.vanishing_correlation(found.between),
    )


def path_table(
    found: Mediated, interval: str, confidence_level: float, n_resamples: int, rng: np.random.Generator
) -> pd.DataFrame:
    """One row per path, limits from the resamples or, with few units, Student's; Sobel's beside them."""
    if found.n_units < FEW_RESAMPLED:
        # One row per path where units are few: Student's limits, and those of a product of two Student slopes
        errors, at = found.errors.copy(), found.names.index("indirect")
        half = critical_value(confidence_level, np.where(np.isnan(found.df), np.inf, found.df)) * errors
        limits = np.array([found.estimates - half, found.estimates + half])
        (a, b), (a_se, b_se), (a_df, b_df) = found.estimates[:2], errors[:2], found.df[:2]
        errors[at] = products.product_error(a, a_se, b, b_se)
        if found.n_units >= FEW_DRAWN:
            limits[:, at] = products.product_limits((a, a_se, a_df), (b, b_se, b_df), confidence_level)
        return _rows(found, errors, limits, confidence_level)
    draws = found.resampled(drawn_units(found.n_units, n_resamples, rng))
    if interval == "bca":
        without_one = found.resampled(np.ones((found.n_units, found.n_units)) - np.eye(found.n_units))
        limits = bca_limits(draws, found.estimates, without_one, confidence_level)
    else:
        limits = percentile_limits(draws, confidence_level)
    return _rows(found, draws.std(axis=0, ddof=1), limits, confidence_level)


def _rows(found: Mediated, errors: np.ndarray, limits: np.ndarray, confidence_level: float) -> pd.DataFrame:
    """The paths with their limits, and Sobel's of the indirect one; no limits where a handful of units tell nothing."""
    table = pd.DataFrame({"path": found.names, "n": found.n, "n_units": found.n_units, "estimate": found.estimates})
    table = table.assign(std_error=errors, conf_low=limits[0], conf_high=limits[1])
    sobel = table[table["path"] == "indirect"].assign(path="indirect (Sobel)", std_error=found.sobel)
    half = critical_value(confidence_level) * found.sobel
    sobel = sobel.assign(conf_low=sobel["estimate"] - half, conf_high=sobel["estimate"] + half)
    table = pd.concat([table, sobel], ignore_index=True)
    if found.n_units < FEW_DRAWN:
        return table.assign(conf_low=np.nan, conf_high=np.nan)
    if not _told(found, confidence_level):
        table.loc[table["path"].isin(["indirect", "indirect (Sobel)"]), ["conf_low", "conf_high"]] = np.nan
    return table


def _told(found: Mediated, confidence_level: float) -> bool:
    """Whether a or b is told from 0."""
    a, b = zip(found.estimates[:2], found.errors[:2], found.df[:2], strict=True)
    return bool(products.told_from_nothing(a, b, confidence_level))


def _notes(found: Mediated, interval: str, confidence_level: float) -> list[str]:
    """Which limits few units have, and why the indirect path has none."""
    notes = []
    if FEW_DRAWN <= found.n_units < FEW_RESAMPLED:
        withheld = say("BCa limits and percentiles") if interval == "bca" else say("percentiles")
        told = {"n_units": found.n_units, "few_resampled": FEW_RESAMPLED, "withheld": withheld}
        notes.append(
            say(
                "{n_units} units, fewer than {few_resampled}: {withheld} of resamples would be "
                "too short. The paths have Student's limits, the indirect one those of a product "
                "of two such slopes.",
                **told,
            )
            if _told(found, confidence_level)
            else say(
                "{n_units} units, fewer than {few_resampled}: {withheld} of resamples would be too short. The paths "
                "have Student's limits.",
                **told,
            )
        )
    if found.n_units >= FEW_DRAWN and not _told(found, confidence_level):
        notes.append(
            say(
                "Neither path, a nor b, is told from 0: the indirect path has no interval. That of a product of two "
                "such numbers would be wider than it says."
            )
        )
    return notes
