"""The banner table: items or answers by several groups side by side, with letters where columns differ."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from ..aggregate import (
    Table,
    as_if_independent,
    column_list,
    require_choice,
    require_columns,
    require_level,
    weight_notes,
)
from ..aggregate.items import everybody, item_sums
from ..blocks import hidden_groups
from ..errors import CXError
from ..estimators.column_pairs import pooled_shares_p, weighted_p, welch_p
from ..estimators.differences import adjust_p_values
from ..locale import say, say_number
from ..results import Result
from ..text import called, count, decimals, general, per_cent
from .banner_answers import by_answer, in_words
from .banner_cells import cells_of
from .banner_shown import BannerTable

LETTERS = string.ascii_uppercase + string.ascii_lowercase


def banner(
    data: Table,
    *,
    rows: str | Sequence[str],
    columns: str | Sequence[str] = (),
    show: Literal["mean", "share"] = "mean",
    top: float | Mapping[str, float] | None = None,
    weights: str | None = None,
    adjust: Literal["holm", "bh", "none"] = "holm",
    min_cell: int = 10,
    confidence_level: float = 0.95,
    labels: Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[float, float]] | None = None,
) -> Result:
    """Means or shares of several questions by several groups side by side, with letters where two groups differ.

    Parameters
    ----------
    data : table
        One row per respondent.
    rows : str or list of str
        Questions answered in numbers; with ``show="share"`` also those answered in words, a row for each answer
        ``"question: answer"``, those of fewer than `min_cell` people together as others.
    columns : str or list of str
        Columns whose values make the groups; each is compared within itself only. None: everybody together.
    show : {"mean", "share"}
        The mean of the answers, or the share of those from `top` on, 0 to 1. The mean of questions that are all
        answered by 0 and 1 only, and by both, is a share, and shown as one.
    top : number or mapping, optional
        From which number on an answer is a top one; a mapping gives it by question. With ``show="mean"`` the share
        stands in a column of its own.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    adjust : {"holm", "bh", "none"}
        How p-values allow for the pairs of groups of one question.
    min_cell : int
        Groups with fewer answers are neither shown nor compared, nor is one by which such a group could be worked out.
    confidence_level : float
        Of the intervals; a letter stands where the adjusted p-value is below one minus this level.
    labels : mapping, optional
        Questions and columns → what they are called in the table that is displayed.
    scales : mapping, optional
        Question → its lowest and highest answer. Where these are several, means are compared by their place between
        the two, and each question is called with them; those without a scale are left as they are.

    Returns
    -------
    Result
        ``row column group letter n n_effective estimate std_error conf_low conf_high letters``, and ``top_two`` where
        `top` was given with means. The group "" is everybody. `letters` are those of the groups of the same column that
        lie surely below. ``.pairs`` has each comparison: ``row column group other estimate p_value p_adjusted``.

    Raises
    ------
    CXError
        A share without `top`, a mean of words, more than 52 groups or 30 answers in words, or a column that is not
        there.

    Notes
    -----
    Without weights pairs of shares are compared by the pooled z test, pairs of means by Welch's; with weights both by
    their linearised variances and Student's quantile with n₁ + n₂ − 2 degrees of freedom, as R's ``survey`` [1]_. The
    design's effective n is the number of answers of a simple random sample with the same standard error. Intervals:
    Wilson's of the effective n for shares, Student's for means.

    References
    ----------
    .. [1] Lumley, T. (2010). Complex Surveys: A Guide to Analysis Using R. Wiley.

    Examples
    --------
    >>> import pandas as pd
    >>> guests = pd.DataFrame({"speed": [5, 4] * 20 + [2, 3] * 20, "shop": ["north"] * 40 + ["south"] * 40})
    >>> banner(guests, rows="speed", columns="shop").pairs[["group", "other", "estimate"]]
       group  other  estimate
    0  north  south       2.0
    """
    items, groupings = column_list(rows, data), column_list(columns, data)
    require_choice("show", show, ("mean", "share"))
    require_choice("adjust", adjust, ("holm", "bh", "none"))
    require_level(confidence_level)
    require_columns(data, rows=items, columns=groupings, weights=weights)
    if not items:
        raise CXError("rows: no question is named.", "Name one column or several.")
    words = in_words(data, items)
    if words and show == "mean":
        raise CXError(f'rows: "{words[0]}" holds words, which have no mean.', 'Write show="share".')
    if show == "share" and top is None and len(words) < len(items):
        raise CXError("top: a share needs to know from which answer on.", "Write top=4, or top={…} by question.")
    notes = [*weight_notes(data, weights), *as_if_independent(data, needed=[], weights=weights)]
    cuts = {name: top for name in items} if isinstance(top, int | float) else dict(top or {})
    data, answers, told = by_answer(data, words, min_cell=min_cell, labels=labels or {})
    items = [own for name in items for own in answers.get(name, [name])]
    cuts |= dict.fromkeys(told, 1)
    parts, pairs, letter = [], [], 0
    sums = {name: item_sums(data, items=items, by=name, weights=weights, cuts=cuts) for name in groupings}
    first = next(iter(sums.values())) if sums else item_sums(data, items=items, by=None, weights=weights, cuts=cuts)
    whole: dict[str | None, pd.DataFrame] = {None: everybody(first)}
    if show == "mean" and _yes_or_no(whole[None]):
        return banner(
            data, rows=rows, columns=columns, show="share", top=1, weights=weights, adjust=adjust, min_cell=min_cell,
            confidence_level=confidence_level, labels=labels,
        )  # fmt: skip
    for column, its in (whole | sums).items():
        weighted = weights is not None
        cells = cells_of(its, by=column, weighted=weighted, show=show, level=confidence_level)
        # which groups of one question are too small, or give one away that is
        hidden = pd.concat(
            [hidden_groups(part["n"].copy(), min_cell=min_cell) for _, part in cells.groupby("row", sort=False)]
        ).sort_index()
        cells = cells[~hidden].assign(letter="", letters="")
        if hidden.any():
            notes.append(_hidden_note(hidden, min_cell))
        if column is not None:
            named = list(dict.fromkeys(cells["group"]))
            if letter + len(named) > len(LETTERS):
                raise CXError(f"columns: more than {len(LETTERS)} groups.", "Take fewer columns, or join groups.")
            letters = dict(zip(named, LETTERS[letter:], strict=False))
            letter += len(named)
            cells["letter"] = cells["group"].map(letters)
            found = _compared(cells, show=show, weighted=weighted, adjust=adjust)
            cells["letters"] = _letters(cells, found, letters, 1 - confidence_level)
            pairs.append(found.assign(column=column))
        parts.append(cells)
    table = _tidy(parts, items, with_top=bool(cuts) and show == "mean")
    columns_of_pairs = ["row", "column", "group", "other", "estimate", "p_value", "p_adjusted"]
    some = [part for part in pairs if len(part)] or [pd.DataFrame(columns=columns_of_pairs)]
    compared = pd.concat(some, ignore_index=True)[columns_of_pairs]
    line = chance_line(compared, adjust=adjust, level=1 - confidence_level)
    ends = {name: its for name in items if show == "mean" and (its := (scales or {}).get(name))}
    several = len(ends) == len(items) and len(set(ends.values())) > 1
    settings = {
        "scales": ends if several else {},
        "rows": items, "columns": groupings, "show": show, "top": top, "weights": weights, "adjust": adjust,
        "min_cell": min_cell, "confidence_level": confidence_level,
    }  # fmt: skip
    return BannerTable(
        kind="banner",
        table=table,
        settings=settings,
        notes=tuple(dict.fromkeys([*notes, *filter(None, [line])])),
        pairs=compared,
        labels=dict(labels or {}) | told | (_with_ends(ends, labels or {}) if several else {}),
    )


def _yes_or_no(sums: pd.DataFrame) -> bool:
    """Whether all answers to all questions are 0 or 1, of which alone Σwy² is Σwy, and both occur."""
    mean = sums["shift"] + sums["s"] / sums["w"]
    squares = sums["ss"] / sums["w"] + 2 * sums["shift"] * mean - sums["shift"] ** 2
    binary = ((mean - squares).abs() < 1e-9) & mean.between(0, 1)
    both = mean.between(0, 1, inclusive="neither") & (sums["w"] > 0)  # 1 throughout is the lowest of many scales
    return bool((binary | (sums["w"] == 0)).all() and both.any())


def _with_ends(scales: Mapping[str, tuple[float, float]], labels: Mapping[str, str]) -> dict[str, str]:
    """Questions of several scales, each called with the ends of its own, where its words do not close with them."""
    ends = {name: [decimals(end, int(end % 1 > 0)) for end in pair] for name, pair in scales.items()}
    return {
        name: say("{question} ({low} to {high})", question=called(name, labels), low=low, high=high)
        for name, (low, high) in ends.items()
        if not re.search(rf"[(\[]{low}\D{{1,5}}{high}[)\]]$", called(name, labels))
    }


def chance_line(pairs: pd.DataFrame, *, adjust: str, level: float) -> str:
    """How many letters chance alone would print, were there no difference at all; empty where nothing was compared."""
    compared = pairs["p_value"].notna() if len(pairs) else pd.Series(dtype=bool)
    number = int(compared.sum())
    if not number:
        return ""
    told = {"number": count(number), "level": per_cent(general(100 * level))}
    if adjust == "none":
        return say_number(
            "{number} pair of columns was compared, at {level}: without any difference, chance alone would print "
            "about {expected} letters.",
            "{number} pairs of columns were compared, each at {level}: without any difference, chance alone would "
            "print about {expected} letters.",
            number,
            **told,
            expected=decimals(level * number),
        )
    rows = len(pairs.loc[compared, ["row", "column"]].drop_duplicates())
    return say_number(
        "{number} pair of columns was compared, corrected within each row: without any difference, chance alone "
        "would print letters in at most {level} of the rows, here about {expected} of {rows}.",
        "{number} pairs of columns were compared, corrected within each row: without any difference, chance alone "
        "would print letters in at most {level} of the rows, here about {expected} of {rows}.",
        number,
        **told,
        rows=count(rows),
        expected=decimals(level * rows),
    )


def _hidden_note(hidden: pd.Series, min_cell: int) -> str:
    number = int(hidden.sum())
    return say_number(
        "{number} cell not shown: fewer than {min_cell} answers, or next to one.",
        "{number} cells not shown: fewer than {min_cell} answers, or next to one.",
        number,
        number=number,
        min_cell=min_cell,
    )


def _compared(cells: pd.DataFrame, *, show: str, weighted: bool, adjust: str) -> pd.DataFrame:
    """Every pair of groups of each question, with p-values that allow for their number."""
    rows = []
    for name, part in cells.groupby("row", sort=False):
        rows += [(name, a, b) for a, b in combinations(part.index, 2)]
    if not rows:
        return pd.DataFrame(columns=["row", "group", "other", "estimate", "p_value", "p_adjusted"])
    names, first, second = zip(*rows, strict=True)
    one, two = (cells.loc[list(place)].reset_index(drop=True) for place in (first, second))

    def of(column: str) -> tuple[np.ndarray, np.ndarray]:
        return one[column].to_numpy(float), two[column].to_numpy(float)

    if weighted:
        p = weighted_p(of("estimate"), of("variance"), of("n"))
    elif show == "share":
        p = pooled_shares_p(of("estimate"), of("n"))
    else:
        p = welch_p(of("estimate"), of("spread"), of("n"))
    found = pd.DataFrame({"row": names, "group": one["group"], "other": two["group"]})
    found["estimate"], found["p_value"] = one["estimate"] - two["estimate"], p
    adjusted = [adjust_p_values(part.to_numpy(), adjust) for _, part in found.groupby("row", sort=False)["p_value"]]
    return found.assign(p_adjusted=np.concatenate(adjusted))


def _letters(cells: pd.DataFrame, pairs: pd.DataFrame, letters: Mapping[str, str], level: float) -> list[str]:
    """Beside each cell the letters of the groups that lie surely below."""
    sure = pairs[pairs["p_adjusted"] < level]
    above: dict[tuple[str, str], list[str]] = {}
    for pair in sure.itertuples():
        high, low = (pair.group, pair.other) if pair.estimate > 0 else (pair.other, pair.group)
        above.setdefault((pair.row, high), []).append(letters[low])
    return [
        "".join(sorted(above.get((row, group), []))) for row, group in zip(cells["row"], cells["group"], strict=True)
    ]


def _tidy(parts: Sequence[pd.DataFrame], items: Sequence[str], *, with_top: bool) -> pd.DataFrame:
    """Question by question, everybody first, then the groups of each column."""
    table = pd.concat(parts, ignore_index=True)
    table["row"] = pd.Categorical(table["row"], categories=items, ordered=True)
    table = table.sort_values("row", kind="stable", ignore_index=True).astype({"row": "str"})
    named = ["row", "column", "group", "letter", "n", "n_effective", "estimate", "std_error", "conf_low", "conf_high"]
    return table[[*named, *(["top_two"] if with_top else []), "letters"]].astype({"n": "int64"})
