"""The aspects of a study's table: what they are called, who could rate them, and which an analysis uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..aggregate import CODES, mark_person, require_choice, with_people
from ..errors import CXError
from ..estimators.importance import METHODS
from ..gates.asked import wording_in
from ..locale import MASTER, say, spoken
from ..results import Result
from ..text import FEW_PER_DRIVER
from .arguments import read_design, require_method
from .by_group import AnalysedByGroup
from .importance import driver_importance
from .imputed import importance_imputed
from .recorded import BesideRecords
from .sample import MOST_RATED, read_sample

if TYPE_CHECKING:
    from ..gates import Gates
    from ..study.contract.models import TableContract

LONGEST = 30  # log2 of the subsets that may be looked at in all draws together
SHORT = 48  # signs of a question that can stand in a sentence
SOME_RATED = 0.25  # share of people from which an aspect may be added to see what it does


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Aspects(AnalysedByGroup, BesideRecords):
    """The aspects of a table: ``column aspect question rated_by used``, and the rows with their names."""

    def off_scale(self, low: float, high: float) -> CXError | None:
        """What is said against cuts that leave no middle, or lie beyond the scale, of some aspect used."""
        ends = [self.scales[word] for word in self.items]
        off = [end for end in ends if not end[0] <= low < sum(end) / 2 < high <= end[1]]
        if not off:
            return None
        return CXError(
            f"The cuts {low} and {high} do not suit the scale of {len(off)} aspects.",
            "name the highest low and the lowest high answer with -p low_cut=… and -p high_cut=….",
        )

    def planted(self, truth: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
        """The planted effect of each aspect used, where a truth is known: of ``d_speed`` that of ``slope_speed``."""
        names = {word: f"slope_{column.removeprefix('d_')}" for column, word in self.words.items()}
        return {word: truth[names[word]]["structural"] for word in self.items if names[word] in truth}

    @property
    def labels(self) -> dict[str, str]:
        """Aspect → its question, for those that have no name of their own; the outcome's question where it is short."""
        wording = self.settings["wording"]
        own = {word: wording[column] for column, word in self.words.items() if word == column and column in wording}
        return own | self.settings["outcome_label"]

    def worded(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table of drivers with the words that people read."""
        return table.replace({"driver": self.labels})

    @property
    def rarer(self) -> str | None:
        """The aspect that most people rated of those that are not used, yet by over a quarter."""
        rated = self.table.set_index("aspect")["rated_by"]
        some = rated[(rated < MOST_RATED) & (rated > SOME_RATED)]
        return some.idxmax() if len(some) else None

    def sample_size(self, *, method: str = "lmg", n_resamples: int = 0) -> Result:
        """How many complete answers there are, and how many an order of so many aspects needs.

        Parameters
        ----------
        method, n_resamples
            As in `driver_importance`.

        Returns
        -------
        Result
            ``n n_drivers n_needed``.

        Raises
        ------
        CXError
            There are fewer than 15 for each aspect, they cannot be analysed, or the draws would take long.
        """
        require_choice("method", method, METHODS)
        design = read_design(self.rows, outcome=self.outcome, drivers=self.items)
        require_method(design, method)
        sample = read_sample(self.rows, design, within=self.within, weights=self.weights)
        n, p = int(sample.n[0]), len(design.names)
        needed = FEW_PER_DRIVER * p
        if n < needed:
            raise CXError(
                f"Complete answers: {n:,}; needed for {p} aspects: {needed:,}.",
                "collect more answers, or name fewer aspects with -p drivers=….",
            )
        if method == "lmg" and p + np.log2(max(n_resamples, 1)) > LONGEST:
            raise CXError(
                f"Aspects: {p}; by lmg {n_resamples:,} draws of so many would take long.",
                "add -p method=relative_weights, or name fewer aspects with -p drivers=….",
            )
        settings = {"outcome": self.outcome, "drivers": list(design.predictors), "within": self.within,
                    "weights": self.weights}  # fmt: skip
        table = pd.DataFrame([{"n": n, "n_drivers": p, "n_needed": needed}])
        return Result(kind="sample_size", table=table, settings=settings)

    def filled_in(self, *, confidence_level: float = 0.95, rng: int | np.random.Generator | None = None) -> Result:
        """Importance of complete answers beside that of all, the gaps filled in; see `importance_imputed`."""
        return importance_imputed(
            self.rows, outcome=self.outcome, drivers=self.items, weights=self.weights,
            confidence_level=confidence_level, rng=rng,
        )  # fmt: skip

    def reasons_named(self, *, reason: str) -> pd.DataFrame:
        """Which aspect people name first, one row for each person and aspect.

        Parameters
        ----------
        reason : str
            Column with the aspect a person names: by its column, with or without the letter before it, or by its name.

        Returns
        -------
        pandas.DataFrame
            ``driver named``, 1 where it is the one named, with the weights, and codes of people, where there are some.
            People who name none of the aspects used are left out.
        """
        words, items = self.words, self.items
        known = {name.partition("_")[2]: word for name, word in words.items()} | {word: word for word in items} | words
        said = self.rows[reason].map(known).dropna()
        said = said[said.isin(items)]
        if said.empty:
            raise CXError(
                "No column of role reason names the aspects.", "ask what matters most, and declare the column."
            )
        each = pd.get_dummies(said, dtype=float).reindex(columns=items, fill_value=0.0)
        own = self.rows.loc[said.index]
        kept = with_people(own[[self.weights]] if self.weights else own[[]], own)
        parts = [kept.assign(driver=word, named=each[word]) for word in items]
        long = pd.concat(parts, ignore_index=True)
        mark_person(long, CODES if CODES in long else None)
        return long.assign(driver=pd.Categorical(long["driver"], categories=items, ordered=True))

    def order_with_rarer(self, *, method: str = "lmg") -> Result:
        """What an aspect that few could rate does to the order, and to the answers that are left.

        Parameters
        ----------
        method : str
            As in `driver_importance`.

        Returns
        -------
        Result
            ``driver n rank n_with rank_with``: the place of each aspect among those used, and with the one more.

        Raises
        ------
        CXError
            There is no such aspect, or fewer than 15 answers for each are left with it.
        """
        rarer, items = self.rarer, self.items
        if rarer is None:
            raise CXError("No aspect was rated by a quarter to three quarters.", "There is nothing to add.")
        n, needed = len(self.rows.dropna(subset=[self.outcome, *items, rarer])), FEW_PER_DRIVER * (len(items) + 1)
        if n < needed:
            raise CXError(f"Complete answers with {rarer}: {n:,}; needed: {needed:,}.", "collect more answers.")
        model: dict[str, Any] = {
            "outcome": self.outcome,
            "within": self.within,
            "weights": self.weights,
            "method": method,
        }
        without = driver_importance(self.rows, drivers=items, **model).table[["driver", "n", "rank"]]
        more = driver_importance(self.rows, drivers=[*items, rarer], **model).table[["driver", "n", "rank"]]
        both = more.merge(without, on="driver", how="left", suffixes=("_with", ""))
        both = both[["driver", "n", "rank", "n_with", "rank_with"]].astype({"n": "Int64"})
        note = say("{aspect} is the one added.", aspect=rarer)
        settings = {**model, "drivers": items, "added": rarer}
        return Result(kind="order_with_rarer", table=both.sort_values("rank_with"), settings=settings, notes=(note,))


def driver_aspects(gates: Gates, *, named: Sequence[str]) -> Aspects:
    """The aspects among the columns of a notebook's table, called by their facet where it is theirs alone.

    A mean of columns stands for them: what an outcome or an aspect is the mean of is no aspect beside it.

    Parameters
    ----------
    gates : Gates
        They chose the table, and its role is the outcome.
    named : sequence of str
        The columns of the aspects, as ``gates.named`` gives them.

    Returns
    -------
    Aspects
        ``column aspect question rated_by used``: `rated_by` is the share of those with an outcome who rated it.

    Raises
    ------
    CXError
        There are not two.
    """
    study, name = gates.found
    its = study.contract.tables[name]
    outcome = gates.asked
    if outcome is None:
        raise CXError(f"Table {name} has no column of role {gates.role}.", "declare the column in study.toml.")
    parts = {part for column in (outcome, *named) if column in its.columns for part in its.columns[column].mean or ()}
    taken = [column for column in named if column not in parts]
    if len(taken) < 2:
        raise CXError(
            f"Aspects in table {gates.table}: {len(taken)}; needed: 2.",
            "declare their columns with role rating, or name them with -p drivers=….",
        )
    notes = []
    if len(taken) < len(named):
        notes.append(say("{count} columns do not stand alone: a mean that is analysed is made of them.",
                         count=len(named) - len(taken)))  # fmt: skip
    named = taken
    declared = {name: its.columns[name] for name in named}
    touchpoints, weights, segments = (its.named(role) for role in ("touchpoint", "weight", "segment"))
    groups = {name: name for name in [*touchpoints[:1], *segments]}
    answers = gates.rows(groups, latest=its.kind == "relationship")
    facets = {name: its.facet or its.touchpoint or name for name, its in declared.items()}
    taken = [*facets.values(), *answers]  # a name that another aspect or column has would not tell them apart
    words = {name: name if taken.count(facet) > 1 else facet for name, facet in facets.items()}
    rows = answers.rename(columns=words)
    rated = rows.loc[rows[outcome].notna(), list(words.values())].notna().mean()
    table = pd.DataFrame(
        {
            "column": list(words),
            "aspect": list(words.values()),
            "question": [its.question for its in declared.values()],
            "rated_by": rated.to_numpy(float),
            "used": rated.to_numpy(float) >= MOST_RATED,
        }
    )
    return Aspects(
        kind="driver_aspects",
        table=table,
        settings={"table": name, "outcome_label": _outcome_label(its, outcome), "wording": wording_in(its.columns)},
        notes=tuple(notes),
        rows=rows,
        outcome=outcome,
        items=list(table.loc[table["used"], "aspect"]),
        words=words,
        scales={
            word: tuple(declared[name].bounds or (rows[word].min(), rows[word].max())) for name, word in words.items()
        },
        within=next(iter(touchpoints), None),
        weights=next(iter(weights), None),
        segments=segments,
    )


def _outcome_label(its: TableContract, outcome: str) -> dict[str, str]:
    """The outcome and its question, where this is short enough to stand in a sentence."""
    question = wording_in(its.columns).get(outcome, "")
    if len(question) > SHORT or (not question and its.columns[outcome].role == "recommend"):
        recommends = its.columns[outcome].role == "recommend"
        return {outcome: say("recommendation") if recommends else say("the overall score")}
    words = f"“{question}”" if spoken() == MASTER else question  # the other languages quote every outcome
    return {outcome: words} if 0 < len(question) <= SHORT else {}
