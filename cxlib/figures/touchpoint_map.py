"""The journey map: one page with what is lived at each touchpoint, who owns it, and how much is known."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from ..errors import CXError
from ..results import Result
from .fitting import block_height, text_width, wrapped
from .map_lanes import LANES, names
from .map_sheet import SIZE, Sheet
from .map_words import MapWords
from .style import HEADS, describe

RIGHT, HEAD = 0.12, 11  # inches, points
NARROWEST, NARROW, WIDE = 0.86, 1.0, 2.2  # inches of a column: at least, with long words, at most
LAST_HEAD = names  # the lane down to which a second slide repeats what stands above
SPREAD = 11.0  # inches that all columns share while they are few


def plot_journey_map(result: Result, *, language: str = "") -> Axes:
    """One column per touchpoint in the order of the journey: score, emotion, owner, breaks, what misses its target.

    The ground of a score says what it rests on: plain for grade A, hatched the denser the less is known. A triangle
    instead of a dot is a score whose whole interval lies below the design. The dashed line of visibility parts the
    contacts that customers see from those behind the scenes. Lanes without data are left out.

    Parameters
    ----------
    result : Result
        Of `journey_map`.
    language : {"", "en", "es", "ca", "ro"}
        Language of the labels, that of the run if left out; names, owners and variables stand as the register has them.

    Returns
    -------
    matplotlib Axes
        Its figure has a description for those who do not see it; `show` displays both.
    """
    words = MapWords(language)
    if not len(result.table):
        raise CXError("result: the journey map has no touchpoint.", "Give a register with at least one row.")
    figure = plt.figure()
    ax = figure.add_axes((0, 0, 1, 1))
    # All columns share the page; where they are many, the longest word may widen them a little
    table = result.table
    told = [str(text) for name in ("name", "owner") for text in table[name].dropna()]
    told += [str(name) for misses in result.settings["critical_misses"].values() for name, _, _ in misses]
    told += [word for line in table.dropna(subset="emotion_net").itertuples() for word in words.net(line)]
    longest = max((text_width(word, SIZE) for text in told for word in text.split()), default=0.0)
    column_width = max(min(WIDE, SPREAD / len(table)), NARROWEST, min(longest + 0.12, NARROW))
    sheet = Sheet(ax, result.table.reset_index(drop=True), result.settings, words, column_width)
    for line in wrapped(_headline(sheet), sheet.width - 0.1, HEAD, bold=True):
        sheet.write(0.1, sheet.down + 0.1, line, ha="left", weight="bold", size=HEAD)
        sheet.down += block_height(1, HEAD)
    sheet.down += 0.12
    for lane in LANES:
        lane(sheet)
        if lane is LAST_HEAD:
            setattr(figure, HEADS, sheet.down)
    width, height = sheet.width + RIGHT, sheet.down + 0.1
    figure.set_size_inches(width, height)
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    # The whole map in words: each score with what it rests on, then what is amiss
    table, words = sheet.table, sheet.words
    scores = "; ".join(
        f"{line.name}{'' if pd.isna(line.estimate) else f' {words.number(line.estimate)}'} "
        f"({words.answers(line.n)}, {line.evidence})"
        for line in table.itertuples()
    )
    amiss = {
        "below_target": list(table.loc[sheet.below, "name"]),
        "nobody_owns": list(table.loc[sheet.unowned, "name"]),
        "not_in_register": list(sheet.settings["missing_touchpoints"]),
    }
    told = [f"{words.title(key)}: {', '.join(map(str, names))}." for key, names in amiss.items() if names]
    return describe(ax, " ".join([f"{_headline(sheet)}. {words.title('score')}: {scores}.", *told]))


def _headline(sheet: Sheet) -> str:
    words, table = sheet.words, sheet.table
    numbers = {"touchpoints": len(table), "answers": table["n"].sum(), "below_target": sheet.below.sum()}
    told = ", ".join(f"{words(key)}: {words.whole(value)}" for key, value in numbers.items())
    return f"{words.title('journey_map')} · {told}"
