"""Which columns of a notebook's table carry the scores of the register, and on which scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .notebook_table import NotebookTable

BOXED = ("outcome", "rating", "functional")  # roles of answers on a scale of boxes
STEPS = (2, 10)  # from lowest to highest answer, fewest and most: scales of 3 to 11 boxes
EASE = "ease"


def score_columns_of(gates: NotebookTable) -> dict[str, Any]:
    """The columns whose scores may be shown: with as many answers in the last wave as the smallest group.

    ``recommend``, ``satisfaction`` and ``ease``: a column or None; ``scales``: column → lowest and highest answer,
    of all that are answered on 3 to 11 boxes, the first of which is ``satisfaction``.
    """
    columns, rows = gates.declared, gates.latest
    answered = {name: its for name, its in columns.items() if name in rows and rows[name].count() >= gates.min_cell}
    scales = {
        name: tuple(its.bounds)
        for name, its in answered.items()
        if its.role in BOXED and its.bounds and STEPS[0] <= its.bounds[1] - its.bounds[0] <= STEPS[1]
    }
    scales = dict(sorted(scales.items(), key=lambda pair: columns[pair[0]].role != "outcome"))
    return {
        "recommend": next((name for name, its in answered.items() if its.role == "recommend"), None),
        # a rating of one aspect is no satisfaction with the whole
        "satisfaction": next((name for name in scales if columns[name].role == "outcome"), None),
        "ease": next((name for name in scales if columns[name].facet == EASE), None),
        "scales": scales,
    }
