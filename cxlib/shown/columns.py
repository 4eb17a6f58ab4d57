"""Each column of a table as text: which of its numbers are shares, points or counts, and how many digits they get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..locale import PEOPLES, emotion_called, own_name, say, spoken, word, written
from ..text import MISSING, count, decimals, interval, marked, p_value, percent, percents, typed
from .heads import CELLS, COUNTS, MIXED, POINTS, SCORE_SCALE, SHARE, SHARES, WRITTEN, estimates, heads


@dataclass(frozen=True)
class Form:
    """How the numbers of a column are written: ``kind`` is "decimals", "percent", "p_value" or, for years, "mark"."""

    kind: str = "decimals"
    digits: int = 0

    def __call__(self, value: float) -> str:
        if self.kind == "p_value":
            return p_value(value)
        return (percent if self.kind == "percent" else decimals)(value, self.digits)

    def rounded(self, value: Any) -> Any:
        """A number with the digits that are printed; what is none stays."""
        places = self.digits + (2 if self.kind == "percent" else 0)
        return round(value, places) if isinstance(value, float) and self.kind != "mark" else value

    def both(self, low: float, high: float) -> str:
        """Two limits in one cell."""
        if low != low and high != high:
            return MISSING
        return (percents if self.kind == "percent" else interval)(low, high, self.digits)


class Writer:
    """Writes the columns of one table."""

    def __init__(self, table: pd.DataFrame, kind: str, settings: Mapping[str, Any]) -> None:
        self.table = table.apply(_plain)
        self.level = settings.get("confidence_level")
        self.known = heads(spoken())
        kind = "top_box_share" if settings.get("yes_no") else kind
        self.estimate, unit = estimates(spoken()).get(kind, (self.known["estimate"], ""))
        scale = [name for name in SCORE_SCALE if name in table and is_float(table[name])]
        largest = _largest(table[scale])
        # an NPS is given with one decimal; three decimals where nothing exceeds a correlation or a share
        self.digits = 1 if unit == POINTS or "promoters" in table else 3 if largest <= 1.5 else 2
        self.is_share, self.is_points = unit == SHARE, unit == POINTS
        self.has_units = kind in MIXED
        both = {"n", "n_effective"} <= set(self.table)
        self.twice = both and bool(self.table["n_effective"].eq(self.table["n"]).all())
        self.weighted = bool(settings.get("weights")) or (both and not self.twice)

    @property
    def names(self) -> list[object]:
        """The columns that are shown; without weights the effective n says the same twice."""
        return [name for name in self.table.columns if not (self.twice and name == "n_effective")]

    def limit(self, name: object) -> tuple[str, str]:
        """Of the limit of an interval the stem of its name and which end it is; of other columns nothing."""
        stem, _, end = str(name).rpartition("_")
        # n_low and n_high are numbers of people with low and high ratings
        paired = stem != "n" and end in ("low", "high") and {f"{stem}_low", f"{stem}_high"} <= set(self.table)
        return (stem, end) if paired else ("", "")

    def head(self, name: object) -> str:
        if name == "estimate":
            return self.estimate
        return self.known.get(str(name)) or word(str(name).strip("_").replace("_", " "))

    def interval_head(self, stem: str) -> str:
        if stem == "conf":
            return say("{level} interval", level=percent(self.level)) if self.level else say("interval")
        return say("limits") if stem == "limit" else say("{what}, interval", what=self.head(stem))

    def interval(self, stem: str) -> tuple[str, list[str]]:
        head = self.interval_head(stem)
        low, high = self.table[f"{stem}_low"], self.table[f"{stem}_high"]
        if not (is_float(low) and is_float(high)):
            limits = [[count(value) for value in column] for column in (low, high)]
            ends = [say("{low} to {high}", low=a, high=b) for a, b in zip(*limits, strict=True)]
            return head, [MISSING if MISSING in end else end for end in ends]
        forms = self.forms(f"{stem}_low", low, high)
        return head, [form.both(a, b) for form, a, b in zip(forms, low, high, strict=True)]

    def forms(self, name: object, *columns: pd.Series) -> list[Form]:
        """How each number of a column is written, or of two columns that are the limits of one interval."""
        named, stem = str(name), str(name).removesuffix("_low").removesuffix("_high")
        limits = len(columns) == 2
        on_scale = stem == "conf" if limits else named in SCORE_SCALE
        if on_scale and self.has_units:
            # a register holds scores of several units
            units = self.table["unit"].astype(str)
            ours = [(unit.startswith("share"), unit == POINTS) for unit in units]
            return [Form("percent" if share else "decimals", 1 if share or points else 2) for share, points in ours]
        if not limits:
            form = self._form(named, columns[0])
        elif (self.is_share and stem == "conf") or self._is_share(stem, *columns):
            form = Form("percent", 1)
        else:
            form = Form(digits=self.digits if stem == "conf" else _digits(_largest(pd.concat(columns, axis=1))))
        return [form] * len(self.table)

    def counts(self, named: str) -> bool:
        """Whether the whole numbers of a column count something; others are years, waves, marks."""
        whole = pd.api.types.is_integer_dtype(self.table[named])
        return named == "n" or named.startswith("n_") or (named in COUNTS and whole)

    def values(self, name: object) -> list[str]:
        column, named = self.table[name], str(name)
        if is_float(column):
            return [form(value) for form, value in zip(self.forms(named, column), column, strict=True)]
        if pd.api.types.is_bool_dtype(column):
            return [MISSING if pd.isna(value) else say("yes") if value else say("no") for value in column]
        if self.counts(named):
            return [count(value) for value in column]
        if named == "shift":
            return [*map(typed, column)]
        words = next((words for names, words in CELLS.items() if named in names), {})
        texts = [_as_text(word(words[value]) if value in words else value) for value in column.astype(object)]
        if named in WRITTEN:
            return [", ".join(written(part, named) for part in text.split(", ")) for text in texts]
        said = emotion_called if named in ("emotion", "foreseen", "felt") else str if named in PEOPLES else own_name
        return [*map(said, texts)]

    def _form(self, name: str, column: pd.Series) -> Form:
        if name in ("p_value", "p_adjusted"):
            return Form("p_value", 3)
        if name in SCORE_SCALE:
            if self.is_share:
                return Form("percent", 1)
            more = name == "std_error" and self.digits == 1  # an error of 0.4 points has to be seen
            return Form(digits=self.digits + more)
        if self._is_share(name, column):
            return Form("percent", 1)
        if name.startswith("n_") or name == "n":
            return Form(digits=1 if name == "n_effective" else 0)
        if name.lower() == "nps":
            return Form(digits=1)
        known = column[column.abs() != float("inf")].dropna()
        if len(known) and known.isin([0, 1]).all():
            return Form()  # marks
        digits = _digits(_largest(column.to_frame()))
        return Form(digits=min(digits, self.digits) if self.is_points and digits == 2 else digits)

    def _is_share(self, name: str, *columns: pd.Series) -> bool:
        named = name in SHARES or name.endswith(("_share", "_rate")) or name.startswith("share_")
        return named and all(column.dropna().between(0, 1).all() for column in columns)


def _digits(largest: float) -> int:
    return 3 if largest <= 1.5 else 2


def _plain(column: pd.Series) -> pd.Series:
    """A column of numbers without NA, which answers no comparison; whole numbers that may be absent as objects."""
    if pd.api.types.is_integer_dtype(column) and column.isna().any():
        return column.astype(object).where(column.notna(), None)
    return column.astype(float) if is_float(column) else column


def is_float(column: pd.Series) -> bool:
    return pd.api.types.is_float_dtype(column)


def _as_text(value: object) -> str:
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return MISSING
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return marked(str(value).replace("-", "−", 1)) if is_number else str(value)


def _largest(columns: pd.DataFrame) -> float:
    values = columns.abs().replace(float("inf"), float("nan")).max().max()
    return 0.0 if values != values else float(values)
