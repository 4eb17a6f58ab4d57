"""The same matter twice: as people rated it, and as a clock or a log recorded it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..aggregate import COUNTED
from ..errors import CXError
from ..locale import original, prefixed, say
from ..results import Result
from ..study.joins.contacts import join_contacts
from .rated_rows import RatedRows
from .slopes import driver_slopes

if TYPE_CHECKING:
    from ..study import Study

TIMES = ("seconds", "minutes", "hours", "days")
SHORTEST = 0.5  # of a time before its logarithm is taken
FEW = 30  # answers that have both below which a pair is left out
COLUMNS = ("what", "driver", "n", "estimate", "conf_low", "conf_high", "slope", "slope_low", "slope_high")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class BesideRecords(RatedRows):
    """What aspects show beside records of the same matters."""

    def rated_and_recorded(self, *, study: Study, pairs: str, confidence_level: float = 0.95) -> Result:
        """Slopes of ratings and of records of the same matter, each alone in its model, on the answers that have both.

        Parameters
        ----------
        study : Study
            With the log that the records stand in.
        pairs : str
            The column of a rating and what the log measured of the same, as
            ``"d_speed: wait_minutes, d_on_time: on_time"``. Those that the study does not have are left out.
        confidence_level : float
            Between 0 and 1.

        Returns
        -------
        Result
            ``what driver n estimate conf_low conf_high slope slope_low slope_high`` as of `driver_slopes`. Of times the
            natural logarithm is taken, so that from 5 minutes to 10 is as far as from 10 to 20; ``settings["logged"]``
            names them.

        Raises
        ------
        CXError
            There is no pair, or none has 30 answers with both.
        """
        table = self.settings["table"]
        joined = join_contacts(study, table=table)
        lost = joined.notes[len(study.notes) :]  # how many answers have no contact in the log
        declared = joined.contract.tables[table].columns
        asked = [tuple(map(str.strip, pair.split(":", 1))) for pair in pairs.split(",") if ":" in pair]
        found = [(self.words[a], b) for a, b in asked if a in self.words and b in declared]
        if not found:
            raise CXError("No rating is paired with a record of the same matter.", "name pairs with -p measured=….")
        rows = joined.tables[table].rename(columns=self.words)
        logged = sorted({record for _, record in found if declared[record].measured_in in TIMES})
        rows = rows.assign(**{record: np.log(rows[record].clip(lower=SHORTEST)) for record in logged})
        slopes, notes = _slopes(rows, found, self, confidence_level)
        if not slopes:
            raise CXError(f"No pair of rating and record has {FEW} answers with both.", "collect more answers.")
        settings = {
            "outcome": self.outcome, "pairs": found, "logged": logged, "within": self.within,
            "weights": self.weights, "confidence_level": confidence_level,
        }  # fmt: skip
        told = pd.concat(slopes, ignore_index=True)[list(COLUMNS)]
        return Result(kind="rated_and_recorded", table=told, settings=settings, notes=(*lost, *notes))


def _slopes(
    rows: pd.DataFrame, pairs: Iterable[tuple[str, str]], aspects: RatedRows, level: float
) -> tuple[list[pd.DataFrame], list[str]]:
    """The slope of either side of each pair, and what cannot be computed."""
    slopes, notes = [], []
    for rating, record in pairs:
        both = rows.dropna(subset=[aspects.outcome, rating, record])
        if len(both) < FEW:
            continue
        said = {
            rating: say("{aspect}, as rated", aspect=rating),
            record: say("{aspect}, as recorded", aspect=record),
        }
        for name, what in said.items():
            try:
                found = driver_slopes(
                    both, outcome=aspects.outcome, drivers=[name], within=aspects.within, weights=aspects.weights,
                    confidence_level=level,
                )  # fmt: skip
                slopes.append(found.table.assign(what=what))
                notes += [prefixed(rating, note) for note in found.notes if original(note).endswith(COUNTED)]
            except CXError as error:
                notes.append(f"{name}: {error}")
    return slopes, list(dict.fromkeys(notes))
