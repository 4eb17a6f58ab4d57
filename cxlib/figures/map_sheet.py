"""The sheet that the journey map is drawn on: measured in inches, filled from the top, one lane under another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from .fitting import block_height, wrapped
from .map_words import MapWords

# Ground of a score's cell: the less is known, the denser the hatching.
GROUNDS = {"A": "", "B": "..", "C": "///", "D": "xxxx"}
TINT, RULE, SOFT = "#F1F3F5", "#C9CED4", "#9AA3AD"
LEFT, LEAST = 1.25, 5.6  # inches: where the columns begin, and what the sheet has at least
SIZE, SMALL = 8.5, 7.5  # points
PAD = 0.07


@dataclass
class Sheet:
    """A sheet measured in inches from its upper left corner; `down` is how far it is filled."""

    ax: Axes
    table: pd.DataFrame
    settings: Mapping
    words: MapWords
    column: float
    down: float = 0.12

    @property
    def centres(self) -> np.ndarray:
        """Middle of each touchpoint's column."""
        return LEFT + self.column * (np.arange(len(self.table)) + 0.5)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return LEFT + self.column * len(self.table)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """A text; centred unless told otherwise."""
        self.ax.text(x, y, text.replace("$", r"\$"), **{"size": SIZE, "ha": "center", "va": "center", **style})

    @property
    def width(self) -> float:
        """What the words across the sheet may take: more than the columns where these are few."""
        return max(self.right, LEAST)

    def title(self, text: str, middle: float, *, room: float = 0.12) -> None:
        """The name of a lane, at its left."""
        lines = wrapped(text, LEFT - room - 0.12, SIZE, bold=True)
        self.write(LEFT - room, middle, "\n".join(lines), ha="right", weight="bold", color="#444444", linespacing=1.1)

    def rule(self, *, style: Any = "-", colour: str = RULE, width: float = 0.8) -> None:
        """A line across the columns where it is filled."""
        self.ax.plot([0.1, self.right], [self.down] * 2, color=colour, lw=width, ls=style, zorder=1)

    def lane(self, title: str, cells: list[list[str]], *, marks: list[dict] | None = None) -> None:
        """A lane of wrapped words, as high as its longest cell, under a thin rule."""
        self.rule()
        name = wrapped(title, LEFT - 0.24, SIZE, bold=True)
        height = block_height(max(len(lines) for lines in [*cells, name]), SIZE) + 2 * PAD
        middle = self.down + height / 2
        self.title(title, middle)
        for place, (x, lines) in enumerate(zip(self.centres, cells, strict=True)):
            self.write(x, middle, "\n".join(lines), linespacing=1.1, **(marks[place] if marks else {}))
        self.down += height

    def cell(self, *texts: str) -> list[str]:
        """The lines of one column's words."""
        return [line for text in texts for line in wrapped(text, self.column - 0.1, SIZE)]

    @property
    def below(self) -> pd.Series:
        """Whether a touchpoint's whole interval lies below its design."""
        return self.table["conf_high"] < self.table["designed"]

    @property
    def unowned(self) -> pd.Series:
        """Whether nobody owns a touchpoint; never where the register names no owners."""
        return self.table["owner"].isna() & self.settings["owners_known"]


def ground(x: float, y: float, width: float, height: float, grade: str) -> Rectangle:
    """The ground of a cell, hatched by its grade."""
    return Rectangle((x, y), width, height, fc=TINT, ec=SOFT, lw=0, hatch=GROUNDS[grade], zorder=0)
