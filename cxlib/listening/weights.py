"""Weights for those who answered, so that they stand for those who were meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import Table, column_names, require_columns, require_numbers, rows_of, weight_faults
from ..aggregate.narwhals_adapter import is_spark
from ..errors import CXError, nearest
from ..estimators import raking
from ..locale import say, say_number
from ..results import Result
from ..text import count, decimals
from .inputs import CROSSING, label_of, survey_rows
from .margins import joined, matched, population_margins, read_margins

CROSSED = 2  # columns up to which the cells of a frame are crossed
FEW_IN_CELL = 20  # respondents below which a category's weight rests on hardly anybody


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Weights(Result):
    """Weights of respondents; printed as their margins, since there is one row per respondent.

    Attributes
    ----------
    margins : pandas.DataFrame
        ``column category n sample population weighted``: respondents, and shares 0…1 before, wanted and after.
    design_effect : float
        Kish's price of unequal weights, n·Σw²/(Σw)².
    n_effective : float
        Answers of a simple random sample that are worth as much, n over the design effect.
    """

    margins: pd.DataFrame
    design_effect: float
    n_effective: float

    def __repr__(self) -> str:
        return repr(self._shown())

    def _repr_html_(self) -> str:
        return self._shown()._repr_html_()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self._shown()._repr_mimebundle_()

    @property
    def sheet(self) -> list[dict[str, Any]]:
        """The columns of a spreadsheet: the margins, too, since no file that is sent has a row per respondent."""
        return self._shown().sheet

    def _shown(self) -> Result:
        return Result(kind=self.kind, table=self.margins, notes=self.notes)


def sample_weights(
    data: Table,
    *,
    margins: Mapping | Table | Result | None = None,
    frame: Table | None = None,
    by: Sequence[str] = (),
    weights: str | None = None,
    id: str | None = None,
    min_cell: int = 1,
    merge: Mapping[str, Mapping[str, str]] | None = None,
    trim: tuple[float, float] | None = None,
) -> Weights:
    """Weights by which the respondents have the population's shares: post-stratification for one margin, else raking.

    Parameters
    ----------
    data : table
        One row per respondent, with the columns that the margins name, without gaps.
    margins : mapping, table or Result, optional
        The population: ``{"tenure": {"new": 4200, "old": 7800}, …}``, or a tidy table ``column category n`` (or
        ``share``). Counts of the same people in every margin, or shares that add up to 1
        (rounded by no more than 0.001). A margin named ``contact_channel × tenure`` crosses two columns. Categories are
        compared as they are printed.
    frame : table, optional
        One row per person of the population, from whom the margins are counted; give it or `margins`.
    by : sequence of str
        Columns of the respondents and of the frame. Up to two are crossed; with more the shares of one column after the
        other are restored. Whoever of the frame lacks one of them counts in none.
    weights : str, optional
        Column of weights > 0 to start from, such as those of the drawing.
    id : str, optional
        Column to carry along, so that the weights can be joined to other tables. DuckDB and PySpark keep no order of
        rows and need it.
    min_cell : int
        Fewest respondents of a category. One with fewer is joined with the smaller of its two neighbours in the order
        of the margin, the emptiest first; a note says so.
    merge : mapping, optional
        Joins of one's own, done first: ``{"tenure": {"new": "mid"}}``.
    trim : (low, high), optional
        Smallest and largest weight allowed, as multiples of the mean weight. The margins hold all the same.

    Returns
    -------
    Weights
        A Result: ``[id] [columns of the margins…] weight``, one row per respondent in the order of `data` (a pandas
        table keeps its index); weights have mean 1. With `.margins`, `.design_effect` and `.n_effective`.

    Raises
    ------
    CXError
        A column or a category that is missing or unknown, sizes that are negative or do not add up alike, fewer than
        two respondents, all respondents in one category, margins that cannot be met (to 1e-8) or not with this `trim`.

    References
    ----------
    .. [1] Deming, W. E., & Stephan, F. F. (1940). Annals of Mathematical Statistics 11, 427–444.
    .. [2] Kish, L. (1965). Survey Sampling. Wiley. Section 11.7.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"tenure": ["new", "old", "old", "old"]})
    >>> cx.sample_weights(answers, margins={"tenure": {"new": 0.5, "old": 0.5}}).table["weight"].round(3).tolist()
    [2.0, 0.667, 0.667, 0.667]
    """
    if frame is not None:
        margins = population_margins(frame, by=by, crossed=len(by) <= CROSSED)
        try:
            return sample_weights(
                data, margins=margins, weights=weights, id=id, min_cell=min_cell, merge=merge, trim=trim
            )
        except CXError as error:
            mend = "name other columns of the list of customers with -p weight_by=…."
            raise CXError(error.problem, mend) from error
    shares = read_margins(margins)
    known = column_names(data)
    columns = [part for name in shares for part in ([name] if name in known else name.split(CROSSING))]
    require_columns(data, margins=columns, weights=weights, id=id)
    if min_cell < 1:
        raise CXError(f"min_cell: {min_cell} is not 1 or more.", "An empty category cannot be weighted by itself.")
    if "weight" in (*columns, id):
        raise CXError("data: a column 'weight' would be overwritten by the new weights.", "Give it another name.")
    if id is None and (is_spark(data) or type(data).__module__.startswith(("duckdb", "_duckdb"))):
        raise CXError("id: this engine keeps no order of rows.", "Name the column of respondents, id = 'response'.")
    rows = survey_rows(data, [*([id] if id else []), *columns, *([weights] if weights else [])])
    n = len(rows)
    if n < 2:
        count = "no respondent" if n == 0 else "one respondent"
        raise CXError(f"data: {count}.", "Weights share a population out among several respondents.")
    base = _base(data, rows, weights)
    codes, targets, notes = {}, {}, []
    joins = _joins(merge, shares)
    for name, category in matched(rows, shares).items():
        own = joins.get(name, {})
        joint, target, said = joined(category, shares[name], name=name, merge=own, min_cell=min_cell)
        # of categories of size 0 in the population nobody is here either
        target = target[target > 0]
        if len(target) < (shares[name] > 0).sum() and len(target) == 1:
            raise CXError(*_one_category_left(category, name, min_cell))
        category = joint
        codes[name], targets[name] = target.index.get_indexer(category), target
        notes += said
    found = _raked(codes, targets, base, trim)
    table = _margin_table(codes, targets, base, found.weights)
    effect = raking.design_effect(found.weights)
    notes += _notes(table, len(rows), effect)
    rows = rows.drop(columns=[weights] if weights else []).assign(weight=found.weights)
    settings = {"margins": list(shares), "weights": weights, "min_cell": min_cell, "merge": merge, "trim": trim}
    return Weights(
        kind="sample_weights",
        table=rows,
        settings=settings,
        notes=tuple(notes),
        margins=table,
        design_effect=effect,
        n_effective=len(rows) / effect,
    )


def _joins(merge: Mapping | None, shares: Mapping) -> dict[str, dict[str, str]]:
    """The caller's joins as text."""
    for name in merge or {}:
        if name not in shares:
            raise CXError(f"merge: no margin {name!r}.", nearest(str(name), shares))
    return {
        name: {label_of(source): label_of(into) for source, into in own.items()} for name, own in (merge or {}).items()
    }


def _one_category_left(category: pd.Series, name: str, min_cell: int) -> tuple[str, str]:
    """What to say where a margin would restore nothing."""
    n = len(category)
    if category.nunique() == 1:
        mend = "Nobody is there to stand for the others; leave this margin out."
        return f"{name}: all {n:,} respondents are in {category.iloc[0]!r}.", mend
    problem = f"{name}: of {n:,} respondents too few are left for two categories of {min_cell} or more."
    return problem, "Lower min_cell, or leave this margin out."


def _base(data: Table, rows: pd.DataFrame, weights: str | None) -> np.ndarray:
    """Weights to start from: 1 for everybody unless a column says otherwise."""
    if weights is None:
        return np.ones(len(rows))
    require_numbers(data, weights=weights)
    faults = weight_faults(data, weights)
    for fault in ("missing", "negative", "infinite", "zero"):
        if faults[fault]:
            raise CXError(
                f"weights: {fault} in {rows_of(faults[fault])} of column {weights!r}.",
                "Give every respondent a weight above 0, or leave these rows out.",
            )
    return rows[weights].to_numpy(float)


def _raked(codes: dict, targets: dict, base: np.ndarray, trim: tuple[float, float] | None) -> raking.Raked:
    code, target = list(codes.values()), [own.to_numpy() for own in targets.values()]
    if trim is None:
        found = raking.rake(code, target, base=base)
    else:
        mend = "Write trim = (0.3, 3.0)."
        if not (isinstance(trim, Sequence) and len(trim) == 2):
            raise CXError(f"trim: {trim!r} is not a lowest and a highest weight.", mend)
        low, high = trim
        if not 0 <= low < 1 < high:
            raise CXError(f"trim: {low} to {high} does not hold the mean weight, 1.", mend)
        found = raking.rake_within(code, target, base=base, low=low, high=high)
    if not found.converged:
        worst = list(codes)[int(found.gaps.argmax())]
        raise CXError(
            f"margins: {worst} cannot be met together with the others; after {found.rounds:,} rounds a share is "
            f"still {found.gaps.max():.2g} away.",
            "Some combination has no respondents: join categories with merge, or leave a margin out.",
        )
    if not found.within:
        free = raking.rake(code, target, base=base).weights
        raise CXError(
            f"trim: no weights from {low} to {high} were found that meet the margins; without trimming they go from "
            f"{free.min():.2f} to {free.max():.2f}.",
            "Allow a wider range, or join small categories with min_cell.",
        )
    return found


def _margin_table(codes: dict, targets: dict, base: np.ndarray, w: np.ndarray) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "column": name,
                "category": target.index,
                "n": np.bincount(codes[name], minlength=len(target)),
                "sample": raking.weighted_shares(codes[name], base, len(target)),
                "population": target.to_numpy(),
                "weighted": raking.weighted_shares(codes[name], w, len(target)),
            }
        )
        for name, target in targets.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _notes(table: pd.DataFrame, n: int, effect: float) -> list[str]:
    few = int((table["n"] < FEW_IN_CELL).sum())
    notes = [
        say(
            "Design effect {effect} (Kish): {n} answers are worth {worth}.",
            effect=decimals(effect, 2),
            n=count(n),
            worth=count(n / effect),
        )
    ]
    if few:
        notes.append(
            say_number(
                "{few} of {number} categories has fewer than {few_in_cell} respondents.",
                "{few} of {number} categories have fewer than {few_in_cell} respondents.",
                few,
                few=few,
                number=len(table),
                few_in_cell=FEW_IN_CELL,
            )
        )
    return notes
