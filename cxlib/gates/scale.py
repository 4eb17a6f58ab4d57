"""The items that a parameter of a notebook names: their facets, the ends of their scale, what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError
from ..study.contract.roles import ROLES
from .asked import shortened

if TYPE_CHECKING:
    from .named_columns import NamedColumns


@dataclass(frozen=True, eq=False, kw_only=True)
class Scale:
    """Items of one scale; without a table there are none.

    Attributes
    ----------
    parameter : str
        The notebook's parameter that names them.
    items : list of str
        Their columns, in the order of the study.
    facets : mapping of str to list of str
        Facet → its items; items without a declared facet under the parameter's name, or each under its own.
    ends : (int, int)
        The lowest and the highest answer: as declared, else as answered.
    questions : pandas.DataFrame
        ``item facet question``.
    """

    parameter: str
    items: list[str]
    facets: Mapping[str, list[str]]
    ends: tuple[int, int]
    questions: pd.DataFrame

    @property
    def name(self) -> str:
        """What the scale is called: the facet of its first item, else the parameter."""
        facets = self.questions["facet"]
        return (facets.iloc[0] if len(facets) else "") or self.parameter

    @property
    def parts(self) -> dict[str, list[str]]:
        """The facets of two or more items; the whole scale where there are fewer than two such facets."""
        several = {name: items for name, items in self.facets.items() if len(items) > 1}
        return several if len(several) > 1 else {self.parameter: self.items}

    @property
    def labels(self) -> dict[str, str]:
        """Item → its facet and its name, without a facet its question, for a figure."""
        return {
            row.item: f"{row.facet} · {row.item}" if row.facet else shortened(row.question) or row.item
            for row in self.questions.itertuples()
        }

    @property
    def lacking(self) -> CXError | None:
        """Why nothing can be said of the scale, where it has fewer than two items."""
        if len(self.items) > 1:
            return None
        declare = f"declare columns of role {self.parameter}, or " if self.parameter in ROLES else ""
        mend = f"{declare}name them with -p {self.parameter}=…."
        return CXError(f"Items on {self.parameter}: {len(self.items)}; needed: 2.", mend)


def scale_of(gates: NamedColumns, parameter: str, words: str, *, alone: bool = False) -> Scale:
    """The items that a parameter names, with their facets, ends and questions.

    Parameters
    ----------
    parameter, words : str
        As in `named`.
    alone : bool
        Whether an item without a facet is one by itself.
    """
    items = gates.named(parameter, words)
    declared = gates.declared
    facets: dict[str, list[str]] = {}
    for name in items:
        facets.setdefault(declared[name].facet or (name if alone else parameter), []).append(name)
    ends = [declared[name].bounds or [gates.answers[name].min(), gates.answers[name].max()] for name in items]
    rows = [(name, declared[name].facet or "", declared[name].question) for name in items]
    known = [(low, high) for low, high in ends if low == low and high == high] or [(0, 1)]
    return Scale(
        parameter=parameter,
        items=items,
        facets=facets,
        ends=(int(min(low for low, _ in known)), int(max(high for _, high in known))),
        questions=pd.DataFrame(rows, columns=["item", "facet", "question"], dtype=object),
    )
