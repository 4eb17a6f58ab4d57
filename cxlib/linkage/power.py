"""How many units a link needs to be seen, by formula and by simulation of one's own design."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import require_level
from ..errors import CXError
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..results import Result


def linkage_power(
    *,
    r: float | Sequence[float] | None = None,
    n_units: int | Sequence[int] | None = None,
    power: float = 0.8,
    n_employees: int | Sequence[int] | None = None,
    n_customers: int | Sequence[int] | None = None,
    icc_engagement: float | None = None,
    icc_outcome: float | None = None,
    confidence_level: float = 0.95,
    n_simulations: int = 2000,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Units that a correlation of units' means needs, the smallest that so many units show, or the power of a design.

    Parameters
    ----------
    r : float or sequence of float, optional
        Correlations as they would be observed, unreliable means included; of a design the true ones of units, as
        endless answers in each would show them.
    n_units : int or sequence of int, optional
        Units at hand; give this or `r`. Of a design both: the numbers of units to try.
    power : float
        Chance to see it; of a design it is what is found.
    n_employees, n_customers : int or sequence of int, optional
        One's own design: answers of a unit on each side; of several sizes each unit is given one at random.
    icc_engagement, icc_outcome : float, optional
        With it, the ICC(1) of each side: the share of variance that lies between units.
    confidence_level : float
        1 less the level of the two-sided test; of a design also the level of the interval.
    n_simulations : int
        Samples of a design drawn for each row.
    rng : int or numpy.random.Generator, optional
        Seed of a design's samples.

    Returns
    -------
    Result
        Rows ``r n_units power``. Of a design ``r n_units r_observed power conf_low conf_high``: `r_observed` is the
        mean observed correlation, the limits are Wilson's and tell how far the simulation itself may be off.

    Raises
    ------
    CXError
        With both or neither of `r` and `n_units`, or with values that no correlation and no sample can have; of a
        design, with a part of it missing or without a seed.

    Notes
    -----
    By Fisher's transformation: n = ((z₁ + z₂)/atanh r)² + 3, rounded up. More people in a unit make its mean more
    reliable, and so `r` larger; they are no more units. Of a design, units and answers are drawn from normal
    distributions; the test is Fisher's on units' means.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.linkage_power(r=[0.16, 0.2, 0.3]).table["n_units"].tolist()
    [305, 194, 85]
    """
    design: dict[str, Any] = {
        "n_employees": n_employees, "n_customers": n_customers, "icc_engagement": icc_engagement,
        "icc_outcome": icc_outcome,
    }  # fmt: skip
    if any(part is not None for part in design.values()):
        design |= {"r": r, "n_units": n_units}
        missing = [name for name, part in design.items() if part is None]
        if missing:
            raise CXError(
                f"{missing[0]}: a design needs it, too.", "Give both sides, r and n_units, or none of a side."
            )
        return _of_design(**design, confidence_level=confidence_level, n_simulations=n_simulations, rng=rng)
    if (r is None) == (n_units is None):
        raise CXError("linkage_power: r or n_units is needed, and not both.", "Write r=0.2, or n_units=120.")
    _require_chance(power, "power")
    require_level(confidence_level)
    both = float(critical_value(confidence_level) + special.ndtri(power))
    if r is not None:
        wanted = _correlations(r)
        needed = np.maximum(np.ceil((both / np.arctanh(np.abs(wanted))) ** 2 + 3), 4).astype(int)
    elif n_units is not None:
        needed = _sizes(n_units, "n_units", 4)
        wanted = np.tanh(both / np.sqrt(needed - 3))
    return Result(
        kind="linkage_power",
        table=pd.DataFrame({"r": wanted, "n_units": needed, "power": power}),
        settings={"power": power, "confidence_level": confidence_level},
    )


def _of_design(
    *,
    r: float | Sequence[float],
    n_units: int | Sequence[int],
    n_employees: int | Sequence[int],
    n_customers: int | Sequence[int],
    icc_engagement: float,
    icc_outcome: float,
    confidence_level: float,
    n_simulations: int,
    rng: int | np.random.Generator | None,
) -> Result:
    """The chance that one's own design shows a link, by simulation; see `linkage_power`."""
    if rng is None:
        raise CXError("rng: samples are drawn at random, and no seed is given.", "Write rng=2027, or any number.")
    for name, value in (("icc_engagement", icc_engagement), ("icc_outcome", icc_outcome)):
        _require_chance(value, name)
    people = _sizes(n_employees, "n_employees", 1), _sizes(n_customers, "n_customers", 1)
    require_level(confidence_level)
    n_simulations = int(_sizes(n_simulations, "n_simulations", 1)[0])
    rng, bar = np.random.default_rng(rng), critical_value(confidence_level)
    rows = []
    for truth in _correlations(r):
        for size in _sizes(n_units, "n_units", 4):
            # scores of units, of variance 1 and correlation r: two (n, size) arrays
            x, own = rng.standard_normal((2, n_simulations, size))
            y = truth * x + np.sqrt(1 - truth**2) * own
            x = x + _noise(icc_engagement, people[0], x.shape, rng)
            y = y + _noise(icc_outcome, people[1], y.shape, rng)
            found = _correlation(x, y)
            seen = np.abs(np.arctanh(found)) * np.sqrt(size - 3) > bar
            seen &= np.sign(found) == np.sign(truth)
            limits = wilson_interval(seen.mean(), n_simulations, bar)
            rows.append((truth, size, found.mean(), seen.mean(), *limits))
    settings = {
        "n_employees": people[0].tolist(), "n_customers": people[1].tolist(), "icc_engagement": icc_engagement,
        "icc_outcome": icc_outcome, "confidence_level": confidence_level, "n_simulations": n_simulations,
    }  # fmt: skip
    columns = ["r", "n_units", "r_observed", "power", "conf_low", "conf_high"]
    return Result(kind="linkage_power_simulated", table=pd.DataFrame(rows, columns=columns), settings=settings)


def _noise(icc: float, sizes: np.ndarray, shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """What the people of a unit add to its mean, in units of the spread between units."""
    n = rng.choice(sizes, shape)
    return rng.standard_normal(shape) * np.sqrt((1 - icc) / icc / n)


def _correlation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x, y = (values - values.mean(axis=1, keepdims=True) for values in (x, y))
    return (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))


def _correlations(r: float | Sequence[float]) -> np.ndarray:
    try:
        values = np.atleast_1d(np.asarray(r, float))
    except (TypeError, ValueError):
        values = np.array([])
    if not len(values) or not ((np.abs(values) > 0) & (np.abs(values) < 1)).all():
        raise CXError("r: a correlation to look for lies between −1 and 1 and is not 0.", "Write r=0.2, for example.")
    return values


def _sizes(value: int | Sequence[int], name: str, fewest: int) -> np.ndarray:
    values = np.atleast_1d(np.asarray(value))
    if (
        not len(values)
        or values.dtype.kind not in "iuf"
        or (values != np.floor(values)).any()
        or (values < fewest).any()
    ):
        raise CXError(f"{name}: not a whole number from {fewest}.", f"Write {name}={max(fewest, 10) * 3}, for example.")
    return values.astype(int)


def _require_chance(value: float, name: str) -> None:
    if not 0 < value < 1:
        raise CXError(f"{name}: {value:g} is not a share between 0 and 1.", "Write 0.8 for 80 %, for example.")
