"""People in their units: who answered enough to have a score, and how far units differ in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import CXError
from ..estimators.agreement import UnitVariance, unit_variance
from ..locale import say, say_number
from ..text import FEW_UNITS, count
from .items import Items


@dataclass(frozen=True, eq=False, kw_only=True)
class People:
    """Everybody who answers an item and is in a unit, one row each.

    Attributes
    ----------
    answers : (n, k) array
        NaN where an item was not answered.
    code : (n,) int array
        The unit of each, a place in `labels`.
    labels : (G,) array of objects
    scored : (n,) bool array
        Who answers half of the items or more; any of them, where people are told of together only.
    score : (m,) array
        Mean answer of those, in their order.
    notes : tuple of str
    """

    answers: np.ndarray
    code: np.ndarray
    labels: np.ndarray
    scored: np.ndarray
    score: np.ndarray
    notes: tuple[str, ...]

    def variance(self, code: np.ndarray | None = None) -> UnitVariance:
        """Analysis of variance of the scores by unit, or by other codes of everybody."""
        size, total = self.totals(code)
        known, away = size > 0, self.score - self.score.mean()
        return unit_variance(size[known], total[known], float(away @ away))

    def totals(self, code: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Scores of each unit: their number, and the sum of their distances from the mean of all; two (G,) arrays."""
        own = (self.code if code is None else code)[self.scored]
        n_units = len(self.labels)
        return np.bincount(own, minlength=n_units), np.bincount(own, self.score - self.score.mean(), n_units)


def people_in_units(answers: Items) -> People:
    """Everybody in a row; stops where units cannot be compared at all."""
    if answers.unit is None:
        raise CXError("unit: no column is named.", "Name the column of each person's unit.")
    said = ~np.isnan(answers.answers).all(axis=1)
    rows = np.repeat(np.flatnonzero(said), answers.n[said])
    values = answers.answers[rows]
    code, labels = pd.factorize(answers.unit[rows])
    skipped = np.isnan(values)
    scored = (2 * skipped.sum(axis=1) <= len(answers.names)) | bool(answers.together)
    sizes = np.bincount(code[scored], minlength=len(labels))
    if (sizes > 0).sum() < 2:
        raise CXError("unit: there is only one unit.", "Whether units differ needs several.")
    if sizes.max() < 2:
        raise CXError("unit: no unit has two people.", "Agreement needs two or more people in a unit.")
    given = np.where(skipped, np.nanmean(values, axis=0), values) if answers.together else values
    score = np.nanmean(given[scored], axis=1)
    if not np.ptp(score):
        raise CXError("items: everybody has the same mean.", "Where nothing varies, units cannot differ.")
    notes = answers.notes + _notes(int(answers.n[~said].sum()), scored, sizes) + _flat(answers)
    return People(answers=values, code=code, labels=labels, scored=scored, score=score, notes=notes)


def _notes(silent: int, scored: np.ndarray, sizes: np.ndarray) -> tuple[str, ...]:
    """What was left out, and what the sizes of the units allow."""
    notes, single, units = [], int((sizes == 1).sum()), int((sizes > 0).sum())
    if silent:
        notes.append(
            say(
                "{silent} of {all} rows left out: none of the items is answered.",
                silent=count(silent),
                all=count(silent + len(scored)),
            )
        )
    if not scored.all():
        few = int((~scored).sum())
        notes.append(
            say_number(
                "{few} of {number} people answers fewer than half of the items, and has no score.",
                "{few} of {number} people answer fewer than half of the items: they have no score.",
                few,
                few=count(few),
                number=count(len(scored)),
            )
        )
    if single:
        one = "1 unit has one person" if single == 1 else f"{single} units have one person"
        notes.append(say("{one}: no agreement there, but they count in ICC.", one=one))
    if units < FEW_UNITS:
        notes.append(say("Only {units} units: how far units differ is hardly known. Read the intervals.", units=units))
    return tuple(notes)


def _flat(answers: Items) -> tuple[str, ...]:
    """A note on items that everybody answers alike: they look like agreement."""
    flat = [
        name
        for name, column in zip(answers.names, answers.answers.T, strict=True)
        if not np.ptp(column[~np.isnan(column)])
    ]
    if not flat:
        return ()
    return (f"Everybody answers {', '.join(flat)} alike: that looks like agreement and is none. Leave it out.",)
