"""How closely units' means go together, as seen and as it would be without noise in the means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, cross_products, require_level
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..learn import course_table
from ..locale import say
from ..results import Result
from .checks import refuse_exact
from .joining import joined
from .slopes import between_units

PUBLISHED = [
    "source", "year", "n_units", "level", "predictor", "outcome", "kind", "estimate", "conf_low", "conf_high",
    "finding", "says", "reference",
]  # fmt: skip
KINDS = {"observed": "raw", "corrected": "corrected"}


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class CorrelationResult(Result):
    """A Result with the reliability of each side's means, and the join report.

    Attributes
    ----------
    reliability : pandas.DataFrame
        ``side n n_units icc1 icc2 design_effect``: the last is 1 + (k0 − 1) · ICC(1), by which answers of one unit are
        worth less than as many of different units.
    join : pandas.DataFrame
        As of `engagement_linkage`.
    """

    reliability: pd.DataFrame
    join: pd.DataFrame

    def beside_published(self) -> Result:
        """This correlation of units above published ones, each with what it is a number of.

        Returns
        -------
        Result
            ``source year n_units level predictor outcome kind estimate conf_low conf_high finding says reference``;
            `kind` is ``raw``, ``corrected`` (for unreliable measures) or ``not given``, `finding` ``for``,
            ``against`` or ``mixed``. Studies whose number could not be read have none.

        Notes
        -----
        Compare rows of one `level` and one `kind` only. The studies are chosen to show both sides; they are no count of
        votes, and none of them tells what a change of engagement would bring here.
        """
        own = self.table.dropna(subset="estimate").drop(columns="p_value")
        own = own.assign(
            source="these data",
            level="between units",
            predictor=self.settings["engagement"],
            outcome=self.settings["outcome"],
            kind=own["kind"].map(KINDS),
            finding="",
            says="",
            reference="",
        )
        rows = [*own.to_dict("records"), *course_table("published_linkage").to_dict("records")]
        table = pd.DataFrame(rows, columns=PUBLISHED).astype({"n_units": "Int64", "year": "Int64"})
        note = say("A corrected number is higher than any that is seen; compare rows of one level and one kind only.")
        return Result(kind="beside_published", table=table, settings=dict(self.settings), notes=(note,))


def linkage_correlation(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    confidence_level: float = 0.95,
    n_permutations: int = 0,
    rng: int | np.random.Generator | None = None,
) -> CorrelationResult:
    """The correlation of units' means, as observed and corrected for their unreliability.

    Parameters
    ----------
    customers, employees : table
        One row per answer, of one wave or of all together.
    unit : str
        Column of the team or branch, on both sides.
    outcome, engagement : str
        The customers' and the employees' column of numbers.
    confidence_level : float
        Of the intervals.
    n_permutations : int
        How often the outcome is dealt anew among the units; 0 takes Fisher's transformation for the p-value.
    rng : int or numpy.random.Generator, optional
        Seed, needed with `n_permutations`.

    Returns
    -------
    CorrelationResult
        Rows of `kind`: ``observed`` and ``corrected``, with ``n_units estimate conf_low conf_high p_value``; besides
        `.reliability` and `.join`. ``n_units`` is the size of the sample, not that of people.

    Raises
    ------
    CXError
        As `engagement_linkage`; with fewer than four units.

    Notes
    -----
    The interval is Fisher's. The corrected value is r/√(ICC(2) · ICC(2)), with the limits divided in the same way, as
    if the reliabilities were known: what the means would show if each unit had endless answers. It is a what-if for
    relations between units and never one within them; it is withheld where a reliability is not above 0, or where it
    would exceed 1. A side with one row a unit, as records have, is taken as it is.

    References
    ----------
    .. [1] Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In K. J. Klein & S. W. J.
       Kozlowski (Eds.), Multilevel theory, research, and methods in organizations. Jossey-Bass.
    """
    require_level(confidence_level)
    if isinstance(n_permutations, bool) or n_permutations != int(n_permutations) or n_permutations < 0:
        raise CXError(f"n_permutations: {n_permutations} is not a number of deals.", "Write 0 for none, or 1000.")
    if n_permutations and rng is None:
        raise CXError("rng: the outcome is dealt at random, and no seed is given.", "Write rng=2027, or any number.")
    both = joined(customers, employees=employees, unit=unit, outcome=outcome, engagement=engagement).complete()
    means, _ = between_units(both)
    if len(means) < 4:
        raise CXError(f"unit: {len(means)} units are too few for an interval.", "Fisher's interval needs four.")
    refuse_exact(np.cov(means.T), both.names)
    notes = list(both.notes)
    r = float(np.corrcoef(means.T)[0, 1])
    half = critical_value(confidence_level) / np.sqrt(len(means) - 3)
    limits = np.tanh(np.arctanh(r) + half * np.array([-1, 1]))
    p = _p_value(means, r, n_permutations, rng)
    sides = (("employees", employees, engagement), ("customers", customers, outcome))
    reliability = pd.DataFrame([_reliability(*side, unit, both.units, notes) for side in sides])
    corrected = _corrected(np.array([r, *limits]), reliability["icc2"].to_numpy(), notes)
    rows = [("observed", len(means), r, *limits, p), ("corrected", len(means), *corrected, np.nan)]
    settings = {
        "unit": unit, "outcome": outcome, "engagement": engagement, "confidence_level": confidence_level,
        "n_permutations": n_permutations,
    }  # fmt: skip
    return CorrelationResult(
        kind="linkage_correlation",
        table=pd.DataFrame(rows, columns=["kind", "n_units", "estimate", "conf_low", "conf_high", "p_value"]),
        settings=settings,
        notes=tuple(notes),
        reliability=reliability,
        join=both.join,
    )


def _p_value(means: np.ndarray, r: float, n_permutations: int, rng: int | np.random.Generator | None) -> float:
    """Two-sided: the share of random deals that go together as closely, or Fisher's normal test."""
    from scipy import special

    if not n_permutations:
        z = np.arctanh(abs(r)) * np.sqrt(len(means) - 3)
        return float(2 * special.ndtr(-z))
    x, y = ((column - column.mean()) / column.std() for column in means.T)
    dealt = np.random.default_rng(rng).permuted(np.tile(y, (n_permutations, 1)), axis=1)
    as_close = np.abs(dealt @ x / len(x)) >= abs(r) - 1e-12
    return float((as_close.sum() + 1) / (n_permutations + 1))


def _reliability(side: str, data: Table, column: str, unit: str, units: list, notes: list[str]) -> dict:
    """ICC of the joined units; 1 where every unit has one row."""
    from ..estimators.agreement import unit_variance  # it imports scipy.stats, which is slow

    found = cross_products(data, columns=[column], by=[unit])
    kept = found.groups[unit].isin(units).to_numpy() & (found.n > 0)
    size = found.n[kept]
    row = {"side": side, "n": int(size.sum()), "n_units": len(size)}
    if size.max() < 2:
        notes.append(say("{side}: one row a unit; its reliability cannot be seen and is taken as 1.", side=side))
        return row | {"icc1": np.nan, "icc2": 1.0, "design_effect": 1.0}
    variance = unit_variance(size, found.sums[kept, 0], float(found.products[kept].sum()))
    effect = 1 + (variance.k0 - 1) * variance.icc1_k0
    return row | {"icc1": variance.icc1, "icc2": variance.icc2, "design_effect": effect}


def _corrected(found: np.ndarray, reliability: np.ndarray, notes: list[str]) -> np.ndarray:
    if min(reliability) <= 0:
        notes.append(
            say("Not corrected: the units' means of a side differ no more than chance makes them (ICC(2) ≤ 0).")
        )
        return np.full(3, np.nan)
    corrected = found / np.sqrt(reliability[0] * reliability[1])
    if abs(corrected[0]) > 1:
        notes.append(
            say("Not corrected: the corrected correlation would exceed 1, so a reliability is estimated too low.")
        )
        return np.full(3, np.nan)
    notes.append(
        say("The corrected correlation is a what-if for relations between units; report the observed one first.")
    )
    return np.clip(corrected, -1, 1)
