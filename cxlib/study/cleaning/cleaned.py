"""What cleaning a column gives: its values, and what was found in its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..dates.layouts import Told
from ..words.cells import spread


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A fault of some rows: `problem` never shows a value, `shown` may; `rows` is a mask of the table.

    One that is `told` is no fault: a note says it, always, or unless all rows have it, or where many have.
    """

    column: str
    problem: str
    mend: str
    rows: np.ndarray
    shown: str = ""
    told: Told = ""


@dataclass(kw_only=True)
class Clean:
    """A clean column: its `distinct` values, which of them each row has, and masks of rows without an answer.

    `findings` are the faults found, `told` what is no fault and a reader has to know.
    """

    codes: np.ndarray
    distinct: pd.Series
    missing: np.ndarray
    not_used: np.ndarray
    findings: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)

    @property
    def values(self) -> Any:
        """The value of each row, as `spread` gives them."""
        return spread(self.distinct, self.codes)
