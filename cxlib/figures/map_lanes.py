"""The lanes of the journey map, from the stages at the top to the legend at the foot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from .fitting import block_height, text_width, wrapped
from .journey import FEELINGS
from .map_sheet import GROUNDS, LEFT, PAD, RULE, SIZE, SMALL, Sheet, ground
from .style import DARK, INK, LIGHT, PALE

GLYPHS = {"^": "▲", "o": "○", "v": "▽"}  # told apart by shape and by filling
SCORE_HEIGHT, GAP = 1.75, 0.08  # inches


def stages(sheet: Sheet) -> None:
    """A band for each stage over its touchpoints."""
    stage = sheet.table["stage"].fillna("")
    if not stage.str.strip().any():
        return
    runs = (stage != stage.shift()).cumsum()
    for _, places in sheet.table.groupby(runs.to_numpy()).groups.items():
        start, stop = LEFT + sheet.column * places[0] + 0.02, LEFT + sheet.column * (places[-1] + 1) - 0.02
        sheet.ax.add_patch(Rectangle((start, sheet.down), stop - start, 0.27, fc="#DCE3EA", ec="none"))
        lines = wrapped(sheet.words.of_data(stage[places[0]]), stop - start, SIZE + 0.5, bold=True)
        sheet.write((start + stop) / 2, sheet.down + 0.14, lines[0] if lines else "", weight="bold", size=SIZE + 0.5)
    sheet.down += 0.27 + GAP


def names(sheet: Sheet) -> None:
    """Names of the contacts: those that customers see above the line of visibility, the others below it."""
    lines = [wrapped(str(name), sheet.column - 0.1, SIZE) for name in sheet.table["name"]]
    back = sheet.table["visibility"].eq("back").to_numpy(bool)
    told = sheet.table["visibility"].notna().any()
    for chosen, title in ((~back, "front"), (back, "back")):
        if not chosen.any():
            continue
        if title == "back":
            sheet.rule(style=(0, (5, 3)), colour=INK, width=1.1)
            label = sheet.words("line_of_visibility")
            sheet.write(sheet.right, sheet.down + 0.07, label, ha="right", va="top", size=SMALL, style="italic")
            sheet.down += 0.05
        height = block_height(max(len(lines[place]) for place in np.flatnonzero(chosen)), SIZE) + 2 * PAD
        for place in np.flatnonzero(chosen):
            sheet.write(sheet.centres[place], sheet.down + height / 2, "\n".join(lines[place]), linespacing=1.1)
        if told:
            sheet.title(sheet.words.title(title), sheet.down + height / 2)
        sheet.down += height
    sheet.down += GAP


def scores(sheet: Sheet) -> None:
    """Dot, interval and the designed score on one scale; n below; the ground hatched by the grade of evidence."""
    table, words, top = sheet.table, sheet.words, sheet.down
    # The part of the scale that has scores, out to whole numbers
    values = table[["estimate", "conf_low", "conf_high", "designed"]].to_numpy(float)
    if np.isnan(values).all():
        low, high = 0.0, 1.0
    else:
        low, high = float(np.floor(np.nanmin(values))), float(np.ceil(np.nanmax(values)))
        low, high = (low, high) if high > low else (low - 1, high + 1)

    def height(value: float) -> float:
        return top + 0.12 + (SCORE_HEIGHT - 0.24) * (high - value) / max(high - low, 1e-9)

    for value in np.arange(low, high + 1e-9, np.ceil((high - low) / 6)):
        sheet.ax.plot([LEFT, sheet.right], [height(value)] * 2, color=RULE, lw=0.6, zorder=1)
        sheet.write(LEFT - 0.05, height(value), words.number(value, 0), ha="right", size=SMALL, color="#555555")
    for x, line, below in zip(sheet.centres, table.itertuples(), sheet.below, strict=True):
        sheet.ax.add_patch(ground(x - sheet.column / 2, top, sheet.column, SCORE_HEIGHT, line.evidence))
        if not pd.isna(line.estimate):
            colour = LIGHT if below else DARK
            if not np.isnan(line.conf_low):
                sheet.ax.plot(
                    [x, x], [height(line.conf_low), height(line.conf_high)], color=INK, lw=1.4, marker="_", zorder=3
                )
            if not np.isnan(line.designed):
                sheet.ax.plot([x - 0.17, x + 0.17], [height(line.designed)] * 2, color=INK, lw=1.6, zorder=4)
            marker = "v" if below else "o"
            sheet.ax.scatter(
                [x], [height(line.estimate)], marker=marker, s=26, color=colour, edgecolor=INK, lw=0.7, zorder=5
            )
            sheet.write(
                x + 0.2, height(line.estimate), sheet.words.number(line.estimate), ha="left", weight="bold", zorder=6,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
        lines = wrapped(words.answers(line.n), sheet.column - 0.06, SMALL)
        sheet.write(x, top + SCORE_HEIGHT + 0.12, "\n".join(lines[:2]), size=SMALL, va="center")
    title = words.title("score")
    if sheet.settings["scale"] is not None:
        title += ", " + "–".join(words.number(end, 0) for end in sheet.settings["scale"])
    sheet.title(title, top + SCORE_HEIGHT / 2, room=0.3)
    sheet.down += SCORE_HEIGHT + 0.3


def emotions(sheet: Sheet) -> None:
    """Good emotions less bad ones, with the interval; the glyph says whether it is surely above or below 0."""
    if sheet.table["emotion_net"].isna().all():
        return
    cells = []
    for line in sheet.table.itertuples():
        if pd.isna(line.emotion_net):
            cells.append(["–"])
            continue
        side = 1 if line.emotion_net_low > 0 else -1 if line.emotion_net_high < 0 else 0
        cells.append([GLYPHS[FEELINGS[side][0]], *sheet.words.net(line)])
    sheet.lane(sheet.words.title("net_emotion"), cells)


def owners(sheet: Sheet) -> None:
    """Who owns the contact; a box where nobody does."""
    if not sheet.settings["owners_known"]:
        return
    nobody = sheet.unowned
    cells = [
        sheet.cell(sheet.words("nobody") if none else str(owner))
        for owner, none in zip(sheet.table["owner"], nobody, strict=True)
    ]
    box = {"weight": "bold", "bbox": {"facecolor": "white", "edgecolor": INK, "lw": 1.4, "pad": 2.5}}
    sheet.lane(sheet.words.title("owner"), cells, marks=[box if none else {} for none in nobody])


def breaks(sheet: Sheet) -> None:
    """Share of broken contacts with its interval."""
    if sheet.table["break_rate"].isna().all():
        return
    words, cells = sheet.words, []
    for line in sheet.table.itertuples():
        if pd.isna(line.break_rate):
            cells.append(["–"])
            continue
        limits = f"({words.number(100 * line.break_low)}–{words.number(100 * line.break_high)})"
        cells.append([words.share(line.break_rate, 1), limits])
    sheet.lane(words.title("break_rate"), cells)


def variables(sheet: Sheet) -> None:
    """Every critical variable that is surely below its target, the farthest first."""
    misses = sheet.settings["critical_misses"]
    if sheet.table["variable"].isna().all():
        return
    words, cells = sheet.words, []
    for touchpoint in sheet.table["touchpoint"]:
        lines = [
            line
            for name, share, target in misses.get(str(touchpoint), ())
            for line in (*sheet.cell(str(name)), f"{words.number(100 * share, 0)} < {words.share(target)}")
        ]
        cells.append(lines or ["–"])
    sheet.lane(words.title("critical_variables"), cells)


def grades(sheet: Sheet) -> None:
    sheet.lane(sheet.words.title("evidence"), [[grade] for grade in sheet.table["evidence"]])
    sheet.rule()


def foot(sheet: Sheet) -> None:
    """What the marks and grounds mean, and what is amiss with the map itself."""
    words, level = sheet.words, sheet.settings["confidence_level"]
    sheet.down += 0.16
    least = sheet.settings["answers_by_grade"]
    grades = {
        "A": words("grade_a"),
        "B": words("grade_b", low=least["B"], high=least["A"] - 1),
        "C": words("grade_c", low=least["B"]),
        "D": words("grade_d"),
    }
    marks = [
        ("o", f"{words('score')}, {words('interval', level=words.number(100 * level, 0))}"),
        ("v", words("below_target")),
        ("_", words("designed")),
    ]
    x = 0.15
    for sign, text in [*marks, *grades.items()]:
        width = 0.34 + text_width(text, SMALL) + 0.2
        if x + width > sheet.width and x > 0.2:
            x, sheet.down = 0.15, sheet.down + 0.22
        # one mark of the legend
        if sign in GROUNDS:
            sheet.ax.add_patch(ground(x, sheet.down - 0.08, 0.26, 0.16, sign))
            sheet.ax.add_patch(Rectangle((x, sheet.down - 0.08), 0.26, 0.16, fc="none", ec=PALE, lw=0.6))
        elif sign == "_":
            sheet.ax.plot([x + 0.02, x + 0.24], [sheet.down] * 2, color=INK, lw=1.6)
        else:
            colour = LIGHT if sign == "v" else DARK
            sheet.ax.scatter([x + 0.13], [sheet.down], marker=sign, s=40, color=colour, edgecolor=INK, lw=0.7)
        sheet.write(x + 0.34, sheet.down, text, ha="left", size=SMALL)
        x += width
    sheet.down += 0.2
    amiss = {
        "nobody_owns": sheet.table.loc[sheet.unowned, "name"],
        "not_in_register": sheet.settings["missing_touchpoints"],
    }
    for key, touchpoints in amiss.items():
        text = f"{words.title(key)}: {', '.join(map(str, touchpoints))}" if len(touchpoints) else ""
        for line in wrapped(text, 0.93 * sheet.width - 0.2, SIZE, bold=True):  # a long line is drawn a little wider
            sheet.write(0.1, sheet.down + 0.05, line, ha="left", weight="bold")
            sheet.down += 0.18


LANES = (stages, names, scores, emotions, owners, breaks, variables, grades, foot)
