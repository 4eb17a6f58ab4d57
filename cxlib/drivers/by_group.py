"""Aspects group by group: at each touchpoint with those that were asked there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import whose_rows
from ..blocks import hidden_groups
from ..errors import CXError
from ..locale import say_number
from ..results import Result
from ..text import FEW_PER_DRIVER
from .differences import DriverDifferences, driver_differences
from .importance import driver_importance
from .penalty import penalty_reward
from .rated_rows import RatedRows
from .sample import MOST_RATED

FEW_PER_SPLIT = 30  # answers per column that a model of one split aspect needs
COLUMNS = (
    "driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif", "conf_low", "conf_high",
    "rank_low", "rank_high",
)  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class AnalysedByGroup(RatedRows):
    """What aspects show group by group; each method rests on the touchpoints of their rows."""

    def importance_by_group(
        self,
        *,
        min_cell: int = 1,
        method: str = "lmg",
        n_resamples: int = 0,
        confidence_level: float = 0.95,
        rng: int | np.random.Generator | None = None,
    ) -> Result:
        """Importance at each touchpoint alone, of all aspects that three in four rated there.

        Parameters
        ----------
        min_cell : int
            Touchpoints with fewer answers are not shown, nor the next ones that a total would give away.
        method, n_resamples, confidence_level, rng
            As in `driver_importance`; an integer seeds each touchpoint anew.

        Returns
        -------
        Result
            ``<touchpoint> driver …`` as in `driver_importance`. With fewer than 15 answers for each aspect only their
            number stands, since an order would be chance; notes say what cannot be analysed.

        Raises
        ------
        CXError
            No touchpoint can be shown.
        """
        within, outcome = self.within, self.outcome
        none = CXError(f"No touchpoint has {min_cell} answers to all that was asked there.", "collect more answers.")
        if within is None:
            raise none
        drawn: dict[str, Any] = {"n_resamples": n_resamples, "confidence_level": confidence_level, "rng": rng}
        tables, notes = [], []
        for name, own in asked_in(self, min_cell).items():
            part = self.rows[self.rows[within].eq(name) & self.rows[outcome].notna()]
            n = len(part.dropna(subset=own))
            if not own or n < min_cell:
                continue
            one = pd.DataFrame({"driver": own, "n": n})
            if n >= FEW_PER_DRIVER * len(own):
                try:
                    one = driver_importance(
                        part, outcome=outcome, drivers=own, weights=self.weights, method=method, **drawn
                    ).table
                except CXError as error:
                    notes.append(f"{name}: {error}")
            tables.append(one.assign(**{within: name}))
        if not tables:
            raise none
        return Result(
            kind="importance_by_group",
            table=pd.concat(tables, ignore_index=True).reindex(columns=[within, *COLUMNS]),
            settings={"outcome": outcome, "by": [within], "method": method, "min_cell": min_cell, **drawn},
            notes=(*notes, *whose_rows(self.rows, None, needed=[outcome, within], apart=[within]).notes),
        )

    def largest_differences(
        self,
        *,
        min_cell: int = 1,
        method: str = "lmg",
        n_resamples: int = 1000,
        confidence_level: float = 0.95,
        rng: int | np.random.Generator | None = None,
    ) -> DriverDifferences:
        """Whether the two touchpoints with most answers differ in the aspects that both have.

        Parameters
        ----------
        min_cell : int
            As in `importance_by_group`.
        method, n_resamples, confidence_level, rng
            As in `driver_differences`.

        Returns
        -------
        DriverDifferences

        Raises
        ------
        CXError
            There are no two, they have no aspect in common, or fewer than 15 answers for each of them.
        """
        own, within, rows = asked_in(self, min_cell), self.within, self.rows
        order = rows.loc[rows[self.outcome].notna(), within].value_counts().index if own else []
        large = [name for name in order if name in own][:2]
        mutual = [word for word in self.items if all(word in own[name] for name in large)]
        if within is None or len(large) < 2 or not mutual:
            raise CXError("No two touchpoints that may be shown have an aspect in common.", "collect more answers.")
        two = rows[rows[within].isin(large)]
        fewest = two.dropna(subset=[self.outcome, *mutual])[within].value_counts().reindex(large, fill_value=0).min()
        if fewest < FEW_PER_DRIVER * len(mutual):
            needed = FEW_PER_DRIVER * len(mutual)
            raise CXError(
                f"Complete answers at one of the two: {fewest:,}; needed: {needed:,}.", "collect more answers."
            )
        return driver_differences(
            two, outcome=self.outcome, drivers=mutual, between=within, weights=self.weights, method=method,
            n_resamples=n_resamples, confidence_level=confidence_level, rng=rng,
        )  # fmt: skip

    def penalty_where_asked(
        self, *, low: float, high: float, min_cell: int = 1, confidence_level: float = 0.95
    ) -> Result:
        """Penalty and reward of each aspect that only some touchpoints have, the others held equal as they are.

        Parameters
        ----------
        low, high : number
            Answers up to `low` are low, answers from `high` on are high.
        min_cell : int
            As in `importance_by_group`.
        confidence_level : float
            Between 0 and 1.

        Returns
        -------
        Result
            As of `penalty_reward`; the name of each aspect says where it was asked: ``"clear (T11)"``.

        Raises
        ------
        CXError
            No such aspect has 30 answers for each column of its model.
        """
        own, rows, tables = asked_in(self, min_cell), self.rows, []
        for item in [word for word in self.words.values() if word not in self.items]:
            at = [name for name, asked in own.items() if item in asked]
            if not at:
                continue
            mutual = [word for word in self.words.values() if all(word in own[name] for name in at)]
            part = rows[rows[self.within].isin(at)]
            has_middle = part[item].between(low, high, inclusive="neither").any()
            if not has_middle or len(part.dropna(subset=[self.outcome, *mutual])) < FEW_PER_SPLIT * len(mutual):
                continue
            one = penalty_reward(
                part, outcome=self.outcome, drivers=[item], always=[word for word in mutual if word != item], low=low,
                high=high, within=self.within, weights=self.weights, confidence_level=confidence_level,
            ).table  # fmt: skip
            if len(at) == 1:
                named = str(at[0])
            else:
                named = say_number("{number} touchpoint", "{number} touchpoints", len(at), number=len(at))
            tables.append(one.assign(driver=f"{item} ({named})"))
        if self.within is None or not tables:
            raise CXError("No aspect of some touchpoints only has answers enough.", "collect more answers.")
        settings = {"outcome": self.outcome, "low": low, "high": high, "confidence_level": confidence_level}
        notes = whose_rows(rows, None, needed=[self.outcome, self.within]).notes
        return Result(kind="penalty_reward", table=pd.concat(tables, ignore_index=True), settings=settings, notes=notes)

    def explained_by_group(self, *, min_cell: int = 1, method: str = "lmg") -> Result:
        """R² by the first column of segments that has a large enough group, or by touchpoint where there is none.

        Parameters
        ----------
        min_cell : int
            The smallest group that is shown; never fewer than 15 answers for each aspect.
        method : str
            As in `driver_importance`.

        Returns
        -------
        Result
            ``<group> n r_squared``.

        Raises
        ------
        CXError
            No group is large enough.
        """
        enough = max(FEW_PER_DRIVER * len(self.items), min_cell)
        complete = self.rows.dropna(subset=[self.outcome, *self.items])
        candidates = [*self.segments, *([self.within] if self.within else [])]
        by = next((name for name in candidates if complete[name].value_counts().max() >= enough), None)
        if by is None:
            raise CXError(f"No segment or touchpoint has {enough:,} complete answers.", "collect more answers.")
        within = None if by == self.within else self.within
        found: pd.DataFrame = driver_importance(
            self.rows, outcome=self.outcome, drivers=self.items, within=within, weights=self.weights, by=by,
            method=method,
        ).r_squared  # fmt: skip
        shown = found[found["n"] >= enough].reset_index(drop=True)
        return Result(
            kind="explained_by_group", table=shown, settings={"by": [by], "min_cell": enough, "method": method}
        )


def asked_in(aspects: RatedRows, min_cell: int) -> dict[Any, list[str]]:
    """The aspects that three in four rated, of each touchpoint that may be shown."""
    rows, within = aspects.rows, aspects.within
    if within is None:
        return {}
    answered = rows[rows[aspects.outcome].notna()]
    sizes = answered[within].value_counts()
    sizes = sizes[sizes > 0]
    shown = sorted(sizes.index[~hidden_groups(sizes, min_cell=min_cell)])
    rated = {
        name: answered.loc[answered[within] == name, list(aspects.words.values())].notna().mean() for name in shown
    }
    return {name: list(share.index[share >= MOST_RATED]) for name, share in rated.items()}
