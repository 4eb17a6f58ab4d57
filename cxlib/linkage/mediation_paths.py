"""The paths of a mediation in each design, for the whole sample and for resamples of its units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..aggregate import Table, cross_products, require_columns
from ..errors import CXError
from ..estimators import mediation as estimate
from ..estimators.cluster_robust import cluster_robust_fit
from ..estimators.group_sums import sums_by_size
from ..estimators.mixed import MixedFit, random_intercept_fit
from ..estimators.mixed_resamples import resampled_slopes
from ..estimators.unit_resamples import centred_products, kept_draws, unit_products, usable_resamples
from ..locale import say
from ..text import count
from .checks import refuse_constant, refuse_exact
from .cross_lagged import require_lag, within_rows
from .joining import Panel
from .slopes import between_units
from .unit_keys import order_notes

EXACT = 1e-12  # of a sum of squares: less is rounding
NAMES = ("a", "b", "direct", "total", "indirect")


@dataclass(frozen=True, eq=False, kw_only=True)
class Mediated:
    """Paths of one design.

    Attributes
    ----------
    design : str
    names : tuple of str
        The P paths.
    estimates : (P,) array
    sobel : float
        Standard error of the indirect path by the delta method.
    between : (k, k) array
        Centred cross-products of engagement, the controls, mediator and outcome, for the sensitivity.
    resampled : function
        (R, U) counts of the units → (R, P) paths.
    errors, df : (P,) arrays
        Standard errors of the paths and Student's degrees of freedom; NaN for the indirect one.
    n, n_units : int
    notes : tuple of str
    """

    design: str
    names: tuple[str, ...]
    estimates: np.ndarray
    sobel: float
    between: np.ndarray
    resampled: Callable[[np.ndarray], np.ndarray]
    errors: np.ndarray
    df: np.ndarray
    n: int
    n_units: int
    notes: tuple[str, ...] = ()


def of_units(panel: Panel) -> Mediated:
    """2-2-1 on the units' means."""
    means, unit = between_units(panel.complete())
    _require(means, panel.names)
    products = unit_products(means, np.arange(len(unit)))
    whole = centred_products(np.ones((1, len(unit))), products)[0]
    found = estimate.paths(whole, len(unit))
    sobel = estimate.sobel_error(found.a, found.a_se, found.b, found.b_se)
    student = _student(means, np.arange(len(unit)))
    return _of_products("2-2-1", products, whole, sobel, len(unit), student)


def of_waves(panel: Panel, *, wave: str, lag: int) -> Mediated:
    """2-2-1 within units: means of units and waves taken out, engagement `lag` waves before."""
    grid, own_names = panel.grid(), panel.names
    notes: tuple[str, ...] = ()
    if lag:
        require_lag(panel, wave, lag)
        now, before = grid[:, lag:], grid[:, :-lag]
        # columns of a panel: engagement, controls, mediator, outcome
        past, own = before[:, :, -1:], now[:, :, 1:-2]
        grid = np.concatenate([before[:, :, :1], past, own, now[:, :, -2:]], axis=2)
        own_names = (*(f"{panel.names[place]} before" for place in (0, -1)), *panel.names[1:])
        notes = tuple(order_notes(panel.waves, wave, stated=panel.stated))
    rows = within_rows(grid, own_names, ahead=2)
    products = unit_products(rows.columns, rows.unit)
    whole = centred_products(np.ones((1, rows.n_units)), products)[0]
    student = _student(rows.columns, rows.unit)
    (a, b), (a_se, b_se) = estimate.resampled_paths(whole[None])[0, :2], student[0][:2]
    sobel = estimate.sobel_error(a, a_se, b, b_se)
    return _of_products("2-2-1 within units", products, whole, sobel, len(rows.columns), student, notes)


def of_customers(customers: Table, panel: Panel, *, unit: str, outcome: str, mediator: str) -> Mediated:
    """2-1-1: random intercepts by maximum likelihood, the mediator split into unit mean and distance from it."""
    require_columns(customers, mediator=mediator)
    if mediator in (outcome, *panel.names):
        raise CXError(f"mediator: {mediator!r} has another part to play.", "Give each column one part.")
    found = cross_products(customers, columns=[mediator, outcome], by=[unit])
    code = {label: place for place, label in enumerate(panel.units)}
    kept = found.groups[unit].isin(panel.units).to_numpy() & (found.n > 0)
    place = found.groups.loc[kept, unit].astype(object).map(code).to_numpy(int)
    # without waves each unit has one row of the panel
    own = panel.values[np.argsort(panel.unit)][place, :-1]  # engagement and the controls of each unit
    n, means = found.n[kept], found.means[kept]
    # Customers of one unit must differ in the mediator, or it is a measure of the unit
    products = found.products[kept]
    inside = products[:, 0, 0] - found.sums[kept][:, 0] ** 2 / n
    if inside.sum() <= EXACT * products[:, 0, 0].sum():
        raise CXError(
            f"mediator: {mediator!r} never differs between the customers of a unit.",
            "It measures the unit: give it with records, one row a unit.",
        )
    _require(np.column_stack([own, means]), (*panel.names[:-1], mediator, outcome))
    rows = np.zeros((len(n), 3, 3))
    rows[:, 0, 0], rows[:, 0, 1:], rows[:, 1:, 0] = n, found.sums[kept], found.sums[kept]
    rows[:, 1:, 1:] = found.products[kept]
    # of the unit: its mean of the mediator, engagement, controls; centred, so that the sums keep their digits
    level = np.column_stack([means[:, 0], own]) - found.shift[0] * (np.arange(own.shape[1] + 1) == 0)
    shift = np.average(level, axis=0, weights=n)
    first, second = (_turned(rows, level - shift, outcome=place) for place in (1, 2))
    first = np.delete(np.delete(first, (1, 2), axis=1), (1, 2), axis=2)  # the mediator does not explain itself
    a, b = _fit(first, n), _fit(second, n)
    # of b, 1 is the mediator within units, 2 its unit mean, 3 engagement
    paths = np.array([a.coefficients[1], b.coefficients[2], b.coefficients[1], b.coefficients[3]])

    def resampled(times: np.ndarray) -> np.ndarray:
        draws = np.column_stack([resampled_slopes(times, first)[:, 1], resampled_slopes(times, second)[:, [2, 1, 3]]])
        return _with_products(kept_draws(draws))

    columns = np.column_stack([own, means])
    columns -= columns.mean(axis=0)
    errors, df = _student_of_fits(a, b, units=len(n))
    return Mediated(
        design="2-1-1",
        names=("a", "b", "b within", "direct", "total", "indirect"),
        estimates=_with_products(paths[None])[0],
        sobel=estimate.sobel_error(a.coefficients[1], a.std_errors[1], b.coefficients[2], b.std_errors[2]),
        between=columns.T @ columns,
        resampled=resampled,
        errors=errors,
        df=df,
        n=int(n.sum()),
        n_units=len(n),
        notes=_notes_of_customers(panel, n, mediator),
    )


def _notes_of_customers(panel: Panel, n: np.ndarray, mediator: str) -> tuple[str, ...]:
    """Answers and units lost for want of the mediator, and what one questionnaire does to the path b."""
    said = [
        say(
            "{mediator} and {names} come from the same customers: what makes a person mark "
            "both high is in b within, and a part of it in b.",
            mediator=mediator,
            names=panel.names[-1],
        )
    ]
    lost, units = int(panel.n_customers.sum() - n.sum()), len(panel.units) - len(n)
    if lost:
        told = {"lost": count(lost), "all": count(panel.n_customers.sum()), "mediator": mediator, "units": units}
        answers = say("{lost} of {all} answers of customers have no {mediator}.", **told)
        both = say("{lost} of {all} answers of customers have no {mediator}; units without any: {units}.", **told)
        said.insert(0, both if units else answers)
    return tuple(said)


def _turned(rows: np.ndarray, level: np.ndarray, *, outcome: int) -> np.ndarray:
    """Each unit's Σ z z', z = (1, mediator less its unit mean, that mean, engagement, controls, outcome)."""
    k = level.shape[1] + 3
    turn = np.zeros((len(rows), k, 3))
    turn[:, 0, 0] = turn[:, 1, 1] = turn[:, -1, outcome] = 1.0
    turn[:, 1, 0] = -rows[:, 0, 1] / rows[:, 0, 0]
    turn[:, 2:-1, 0] = level
    return turn @ rows @ np.swapaxes(turn, 1, 2)


def _fit(products: np.ndarray, n: np.ndarray) -> MixedFit:
    """A random intercept by maximum likelihood on the units' sums."""
    names = tuple(f"column {place}" for place in range(1, products.shape[1] - 1))
    shift = np.zeros(len(names) + 1)
    sums = sums_by_size(products.sum(axis=0), n, products[:, 0], names=names, shift=shift)
    return random_intercept_fit(sums, method="ml")


def _with_products(draws: np.ndarray) -> np.ndarray:
    """a, b, b within and direct, with direct + a·b and a·b after them."""
    indirect = draws[:, 0] * draws[:, 1]
    return np.column_stack([draws, draws[:, 3] + indirect, indirect])


def _student(columns: np.ndarray, unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """CR2 errors of a, b, direct and total path and Satterthwaite's degrees of freedom; NaN for the indirect one."""
    names = [f"column {place}" for place in range(columns.shape[1] - 1)]
    controls, mediator, outcome = columns[:, :-2], columns[:, -2], columns[:, -1]
    first, total = (cluster_robust_fit(y, controls, unit, names=names[:-1]) for y in (mediator, outcome))
    second = cluster_robust_fit(outcome, columns[:, :-1], unit, names=names)
    taken = [(first, 1), (second, -1), (second, 1), (total, 1)]
    errors, df = ([getattr(fit, name)[at] for fit, at in taken] for name in ("std_errors", "df"))
    return np.array([*errors, np.nan]), np.array([*df, np.nan])


def _student_of_fits(a: MixedFit, b: MixedFit, *, units: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for a, b, b within, direct, total and indirect of two random intercepts.

    Maximum likelihood takes the variance between units over their number; slopes of units have their number less the
    columns of units, of which one is the mediator's mean. The variance of a·b within that of the total path is
    Goodman's unbiased one of 1960: squares of slopes are too large by their own variances, which would count twice.
    """
    p = len(b.names) - 1  # of units: all but the mediator's distance from its unit's mean
    grown = np.sqrt(units / (units - np.array([p - 1, p, 0, p])))
    a_se, (within, b_se, direct) = a.std_errors[1], b.std_errors[[1, 2, 3]]
    a_se, b_se, within, direct = grown * [a_se, b_se, within, direct]
    indirect = a.coefficients[1] ** 2 * b_se**2 + b.coefficients[2] ** 2 * a_se**2 - (a_se * b_se) ** 2
    crossed = 2 * a.coefficients[1] * b.covariance[2, 3] * grown[1] ** 2
    total = np.sqrt(max(direct**2 + indirect + crossed, 0.0))
    errors = np.array([a_se, b_se, within, direct, total, np.nan])
    return errors, np.array([units - p + 1.0, units - p, np.inf, units - p, units - p, np.nan])


def _of_products(
    design: str,
    products: np.ndarray,
    whole: np.ndarray,
    sobel: float,
    n: int,
    student: tuple[np.ndarray, np.ndarray],
    notes: tuple[str, ...] = (),
) -> Mediated:
    def resampled(times: np.ndarray) -> np.ndarray:
        return estimate.resampled_paths(usable_resamples(centred_products(times, products), whole))

    return Mediated(
        design=design, names=NAMES, estimates=estimate.resampled_paths(whole[None])[0], sobel=sobel, between=whole,
        resampled=resampled, errors=student[0], df=student[1], n=n, n_units=len(products), notes=notes,
    )  # fmt: skip


def _require(means: np.ndarray, names: Sequence[str]) -> None:
    """Enough units for the paths, none of the columns still and none that follows from others."""
    needed = means.shape[1] + 2
    if len(means) < needed:
        raise CXError(f"unit: {len(means)} units are too few for these paths.", f"Join at least {needed} units.")
    refuse_constant(means, names)
    refuse_exact(np.cov(means.T), names)
