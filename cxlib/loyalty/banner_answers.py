"""Questions answered in words, for banner tables: each answer becomes a row of ones and zeros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from ..aggregate import Table
from ..aggregate.narwhals_adapter import opened, small, stated_order
from ..errors import CXError
from ..locale import say
from ..text import called

MOST = 30  # answers of one question; what has more is a text


def in_words(data: Table, items: Sequence[str]) -> list[str]:
    """The columns that hold words, neither numbers nor yes and no."""
    schema = opened(data, {f"x{place}": name for place, name in enumerate(items)}).collect_schema()
    return [
        name
        for place, name in enumerate(items)
        if not ((kind := schema[f"x{place}"]).is_numeric() or kind == nw.Boolean)
    ]


def by_answer(
    data: Table, words: Sequence[str], *, min_cell: int, labels: Mapping[str, str]
) -> tuple[Table, dict[str, list[str]], dict[str, str]]:
    """The table with a column of 1, 0 and missing for each answer to these questions.

    Answers given by fewer than `min_cell` people are one row of others.

    Returns
    -------
    tuple
        The table; question → its new columns, in the order of the answers; new column → what it is called.
    """
    found: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for item in words:
        rows = []
        for name, answers in _answers(data, item, min_cell).items():
            own = f"{item}: {name}"
            # 1 for these answers, 0 for others, missing where there is none: a column whose mean is a share
            if isinstance(data, pd.DataFrame):
                given = data[item].astype(object)
                data = data.assign(**{own: given.isin(answers).astype(float).where(given.notna())})
            else:
                frame, value = nw.from_native(data), nw.col(item)
                mark = nw.when(~value.is_null()).then(
                    value.cast(nw.String).is_in([str(one) for one in answers]).cast(nw.Float64)
                )
                data = frame.with_columns(mark.alias(own)).to_native()
            told[own] = f"{called(item, labels)}: {name}"
            rows.append(own)
        found[item] = rows
    return data, found, told


def _answers(data: Table, item: str, min_cell: int) -> dict[str, list[Any]]:
    """Row → the answers that it counts, as the table orders them, else by alphabet; the rare ones together, last."""
    counted = small(opened(data, {"a": item}).drop_nulls().group_by("a").agg(n=nw.len()))
    sizes = counted.astype({"a": object}).set_index("a")["n"].sort_values()
    sizes = sizes[sizes > 0]
    if len(sizes) > MOST:
        problem = f'rows: "{item}" holds {len(sizes):,} different texts.'
        raise CXError(problem, f"Take a question of at most {MOST} answers, or join some of them.")
    rare = int((sizes < min_cell).sum())
    if rare and sizes.iloc[:rare].sum() < min_cell:
        rare += 1  # the next one, or the rest would be as few
    order = stated_order(data, item)
    if isinstance(data, pd.DataFrame) and isinstance(data[item].dtype, pd.CategoricalDtype):
        order = data[item].cat.categories
    known = list(sizes.index[rare:])
    named = [one for one in order if one in known] if order is not None else sorted(known, key=str)
    joined = list(sizes.index[:rare])
    return {str(one): [one] for one in named} | ({say("other answers"): joined} if joined else {})
