"""Questions with several answers: the share of respondents who ticked each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, column_list, require_choice, require_columns, require_level, rows_of
from ..aggregate.marks import choices_of
from ..aggregate.narwhals_adapter import is_spark, spark_column
from ..errors import CXError, nearest
from ..locale import original, say
from ..results import Result
from ..text import percent
from .answers import Answers, read_answers
from .moments import group_moments
from .score import TOP_BOX_INTERVALS, nps_limits, shares_of

BASES = {"answered": "who answered the question", "ticked": "who ticked at least one option"}
_TICK = "_tick"
_FIRST_OF_TWO = {1.0: 10.0, 0.0: 8.0, -1.0: 0.0}  # as a recommendation has them: for, neither, against


def choice_shares(
    data: Table,
    *,
    choices: str | Sequence[str] | Mapping[str, str],
    by: str | Sequence[str] | None = None,
    base: str = "answered",
    weights: str | None = None,
    cluster: Cluster = None,
    interval: str = "wilson",
    confidence_level: float = 0.95,
) -> Result:
    """Share of the respondents who ticked each option of a question with several answers.

    Shares add up to more than 100 %, since everybody may tick several.

    Parameters
    ----------
    data : table
        One row per respondent. A column of each option: yes and no, or 1 and 0; missing where somebody was not asked
        or did not answer. Nothing ticked is an answer: no, in each of the columns.
    choices : str, list of str or mapping
        The name of a question of role choices, of a study's table; the columns of the options; or each of them with
        what it is called.
    by : str or list of str, optional
        Columns whose values make the groups.
    base : {"answered", "ticked"}
        Of whom the shares are: all who answered the question, also those who ticked nothing; or those who ticked at
        least one option.
    weights : str, optional
        Column of weights ≥ 0.
    cluster : str or False, optional
        Column of what was drawn as a whole, as `net_promoter_score` takes it; False takes each row for itself.
    interval : {"wilson", "wald", "clopper_pearson"}
        Wilson's score interval, the textbook's, or the exact one.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] option n n_effective estimate std_error conf_low conf_high``, shares 0…1, options in the order of the
        question. `n` is the base: who answered that option. The settings have, without groups, how much more often the
        commonest option was ticked than the next one, with the score interval of two shares of the same people [1]_.

    Raises
    ------
    CXError
        An unknown question or column, values other than yes and no, no answer at all.

    References
    ----------
    .. [1] Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions for the
       paired-sample design. Statistics in Medicine 17, 891–908.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> ticks = pd.DataFrame({"shop": [1, 1, 0, 0], "web": [1, 0, 0, None]})
    >>> cx.choice_shares(ticks, choices=["shop", "web"]).table["estimate"].round(2).tolist()
    [0.5, 0.33]
    """
    require_choice("interval", interval, TOP_BOX_INTERVALS)
    require_choice("base", base, tuple(BASES))
    require_level(confidence_level)
    options = _options(data, choices)
    by = column_list(by, data)
    if "option" in by:
        raise CXError("by: column 'option' has the name of a result's column.", "Give it another name in study.toml.")
    require_columns(data, choices=list(options), by=by)
    for name in set(options) & {*by, weights}:
        raise CXError(
            f"choices: column {name!r} is also the group or the weight.", "Give each column one part to play."
        )
    # The rows of the base; those who left every option without an answer are in none
    data = _numbers(data, list(options))
    names = list(options)
    if base == "answered":
        rows = data
    elif isinstance(data, pd.DataFrame):
        rows = data[(data[names] == 1).any(axis=1).to_numpy(dtype=bool)]
    elif is_spark(data):
        rows = data.where(reduce(or_, (spark_column(name) == 1 for name in names)))
    else:
        ticked = nw.any_horizontal(*(nw.col(name) == 1 for name in names), ignore_nulls=True)
        rows = nw.from_native(data).filter(ticked).to_native()
    asked: dict[str, Any] = {"by": by, "weights": weights, "cluster": cluster}
    tables: list[pd.DataFrame] = []
    notes: list[str] = []
    bases: dict[str, Answers] = {}
    for name, option in options.items():
        try:
            answers = read_answers(rows, rating=name, **asked, taken=["option"])
        except CXError as error:
            if "no answer in" not in error.problem or len(options) == 1:
                raise
            notes.append(say("{option}: left out, since nobody answered it.", option=option))
            continue
        if not np.isin(answers.answer, (0, 1)).all():
            raise CXError(f"choices: column {name!r} has values other than 0 and 1.", "Give yes and no, or 1 and 0.")
        table, told = shares_of(answers, answers.answer == 1, interval, confidence_level)
        tables.append(table.assign(option=option, _place=len(tables)))
        notes += [
            *(
                note
                for note in answers.notes
                if original(note) != "{rows} without {columns} left out."
                and not note.endswith(f"without {name} left out.")
            ),
            *told,
        ]
        bases[name] = answers
    if not tables:
        raise CXError("choices: nobody answered the question.", "Check the columns and their missing codes.")
    table = _in_order(pd.concat(tables, ignore_index=True), by)
    settings = {
        "choices": choices if isinstance(choices, str) else list(options), "by": by, "base": BASES[base],
        "weights": weights, "cluster": next(iter(bases.values())).by_what, "interval": interval,
        "confidence_level": confidence_level, "options": {name: options[name] for name in bases},
    }  # fmt: skip
    if not by:
        settings["lead"] = _lead(rows, table, {options[name]: name for name in bases}, asked, confidence_level)
    notes = [_told(table, by, base, bases), *dict.fromkeys(notes)]
    return Result(kind="choice_shares", table=table, settings=settings, notes=tuple(notes))


def _options(data: Table, choices: str | Sequence[str] | Mapping[str, str]) -> dict[str, str]:
    """Column to what the option is called."""
    if isinstance(choices, str):
        known = choices_of(data)
        question = next((own for name, own in known.items() if choices == name or choices in own), None)
        if question is None:
            mend = nearest(choices, known) if known else "Give the columns of its options, as a list."
            raise CXError(f"choices: no question with several answers is called {choices!r}.", mend)
        return dict(question)
    named = dict(choices) if isinstance(choices, Mapping) else {name: name for name in choices}
    if not named:
        raise CXError("choices: no column is named.", "Give the columns of the options.")
    if len(set(named.values())) < len(named):
        raise CXError("choices: two options are called alike.", "Call each option by a name of its own.")
    return {str(name): str(option) for name, option in named.items()}


def _numbers(data: Table, names: list[str]) -> Table:
    """The table with yes and no as 1 and 0."""
    if isinstance(data, pd.DataFrame):
        logical = [name for name in names if data[name].dtype in ("boolean", "bool", "object")]
        found = {name: pd.array(data[name], dtype="boolean").to_numpy(float, na_value=np.nan) for name in logical}
        return data.assign(**found) if found else data
    if is_spark(data):
        return data.withColumns({name: spark_column(name).cast("double") for name in names})
    frame = nw.from_native(data)
    schema = frame.collect_schema()
    logical = [name for name in names if schema[name] == nw.Boolean]
    return frame.with_columns(*(nw.col(name).cast(nw.Float64) for name in logical)).to_native() if logical else data


def _in_order(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Group by group, the options in the order of the question."""
    groups = table.groupby(by, sort=True, observed=True, dropna=False).ngroup() if by else 0
    table = table.assign(_group=groups).sort_values(["_group", "_place"], ignore_index=True)
    first = [*by, "option"]
    return table[[*first, *table.columns.drop([*first, "_group", "_place"])]]


def _told(table: pd.DataFrame, by: list[str], base: str, bases: Mapping[str, Answers]) -> str:
    """Of whom the shares are, and what they add up to."""
    sizes = sorted({int(found.group_n.sum()) for found in bases.values()})
    people = f"{sizes[0]:,}" if len(sizes) == 1 else f"{sizes[0]:,} to {sizes[-1]:,}, by option,"
    whole = "" if by else f", here {percent(table['estimate'].sum())}"
    without = min(found.without_answer for found in bases.values())
    left = f"; {rows_of(without)} without an answer left out" if without and base == "answered" else ""
    more = f"{people} {BASES[base]}{left}"
    return f"Shares of respondents ({more}): several answers are allowed, so they need not add up to 100 %{whole}."


def _lead(
    data: Table, table: pd.DataFrame, columns: Mapping[str, str], asked: Mapping[str, Any], confidence_level: float
) -> dict[str, Any]:
    """How much more often the commonest option was ticked than the next one, by the same people."""
    ranked = table.sort_values("estimate", ascending=False, kind="stable")["option"].tolist()[:2]
    if len(ranked) < 2:
        return {}
    first, second = (columns[option] for option in ranked)
    answers = read_answers(_difference(data, first, second), rating=_TICK, **asked)
    moments = group_moments(answers, answers.answer)
    points = np.array([_FIRST_OF_TWO[difference] for difference in answers.answer])
    low, high = nps_limits(replace(answers, answer=points), moments, "score", confidence_level)
    limits = {"conf_low": float(low[0]), "conf_high": float(high[0])}
    return {
        "first": ranked[0],
        "second": ranked[1],
        "n": int(answers.group_n[0]),
        "estimate": float(moments.mean[0]),
        **limits,
    }


def _difference(data: Table, first: str, second: str) -> Table:
    """The table with the ticks of one option less those of the other."""
    if isinstance(data, pd.DataFrame):
        one, other = (data[name].to_numpy(float, na_value=np.nan) for name in (first, second))
        return data.assign(**{_TICK: one - other})
    if is_spark(data):
        return data.withColumn(_TICK, spark_column(first) - spark_column(second))
    frame = nw.from_native(data)
    return frame.with_columns(
        (nw.col(first).cast(nw.Float64) - nw.col(second).cast(nw.Float64)).alias(_TICK)
    ).to_native()
