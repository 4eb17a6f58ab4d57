"""How entangled drivers are: their correlations, and how much one common tendency carries of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from ..aggregate import Table, in_print, is_together, require_level, with_skipped_filled
from ..errors import CXError
from ..estimators.importance import correlations
from ..results import Result
from .alone import alone_with
from .arguments import read_design, require_apart, require_two
from .sample import read_sample


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Entanglement(Result):
    """Correlations among drivers, with what sums them up.

    Attributes
    ----------
    alone : Result
        ``driver n estimate conf_low conf_high``: the correlation of each driver with the outcome, the closest first.
    inflation : pandas.DataFrame
        ``driver vif``: by how much the others inflate the variance of the driver's slope (1: not at all).
    first_component : float
        Share of the drivers' whole standardised variance that lies along their first principal component.
    condition_number : float
        Root of the largest over the smallest eigenvalue of the correlations; above 30 slopes are hard to tell apart.
    """

    alone: Result
    inflation: pd.DataFrame
    first_component: float
    condition_number: float


def driver_entanglement(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    within: str | None = None,
    weights: str | None = None,
    min_cell: int = 1,
    confidence_level: float = 0.95,
) -> Entanglement:
    """Correlations among drivers: whether their slopes and shares can be told apart.

    Parameters
    ----------
    data : table
        One row per respondent.
    outcome : str
        Column of numbers that the drivers are to explain; only rows that have it count, as in the other analyses.
    drivers : sequence of str
        At least two columns of numbers.
    within : str, optional
        Column of groups, such as touchpoints, whose means are taken out.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    min_cell : int
        The smallest number of complete answers that may be shown.
    confidence_level : float
        Between 0 and 1, of the intervals in `alone`.

    Returns
    -------
    Entanglement
        A `Result` with ``driver other n r``, one row for each ordered pair, and the attributes `alone`,
        `inflation`, `first_component` and `condition_number`.

    Raises
    ------
    CXError
        When a driver is the same in all rows, or one follows exactly from others, which are named, or the complete
        answers are fewer than `min_cell`.

    Notes
    -----
    With p drivers a first component near 1/p means that nothing is shared; near 1, that all say the same. In ratings a
    large one may be a single mood, the halo, rather than so many things that happen to go together.

    The interval of a correlation with the outcome is symmetric on Fisher's scale, on which the error does not hang on
    the correlation. With weights it rests on so many answers of one weight as would tell as much (Kish's effective
    number).

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"speed": [1, 2, 4, 5], "ease": [2, 1, 5, 4], "overall": [3, 2, 5, 5]})
    >>> found = cx.driver_entanglement(rows, outcome="overall", drivers=["speed", "ease"])
    >>> round(found.table.loc[0, "r"].item(), 2), round(found.first_component, 2)
    (0.8, 0.9)
    """
    require_level(confidence_level)
    design = read_design(data, outcome=outcome, drivers=drivers)
    require_apart(design, within=within, weights=weights)
    names = design.predictors
    require_two(design)
    data, filled = with_skipped_filled(data, design.columns)
    sample = read_sample(data, design, within=within, weights=weights)
    if sample.n[0] < min_cell:
        raise CXError(f"Complete answers: {sample.n[0]}; needed: {min_cell}.", "collect more answers.")
    r, together = correlations(sample.centred[:, :-1, :-1])[0], is_together(data)
    values = np.linalg.eigvalsh(r)
    pairs = [(names[i], names[j], int(sample.n[0]), r[i, j]) for i, j in permutations(range(len(names)), 2)]
    return Entanglement(
        kind="driver_entanglement",
        alone=alone_with(data, sample, outcome=outcome, within=within, weights=weights, level=confidence_level),
        table=in_print(pd.DataFrame(pairs, columns=["driver", "other", "n", "r"]), together=together),
        inflation=in_print(pd.DataFrame({"driver": names, "vif": np.diagonal(np.linalg.inv(r))}), together=together),
        first_component=float(values[-1] / len(names)),
        condition_number=float(np.sqrt(values[-1] / values[0])),
        settings={"outcome": outcome, "drivers": list(names), "within": within, "weights": weights},
        notes=(*filled, *sample.notes),
    )
