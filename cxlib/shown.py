"""How the table of a Result stands before people: the field's heads, intervals in one column, shares in per cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from .locale import PEOPLES, emotion_called, own_name, say, spoken, word, written
from .text import MISSING, count, decimals, interval, marked, p_value, percent, percents, typed

POINTS, SHARE = "points", "share"
SCORE_SCALE = ("estimate", "std_error", "conf_low", "conf_high", "pooled")  # written with the same decimals
SHARES = {"promoters", "passives", "detractors", "share", "response_rate", "break_rate", "coverage", "power", "usual"}
SHARES |= {"rated_by", "missing", "ahead_of_random", "confidence_level", "unbroken", "in_frame", "in_answers"}
SHARES |= {"population", "sample", "weighted", "top_two", "p_top", "visibility", "performance", "missed", "in_time"}
SHARES |= {"chance", "chance_in"}
COUNTS = {"invited", "lost", "answers", "broken", "repeated", "unbroken", "in_the_weights", "left_out", "events"}
COUNTS |= {"in the frame", "answered", "came_back", "stayed_away", "count", "total", "combination", "free text"}
COUNTS |= {"invitations"}
# what the library itself writes into cells for machines, as people read it
RULES = {"wald": "Wald", "adjusted_wald": "adjusted Wald", "score": "score", "bayes": "Bayes"}
VALUES = RULES | {"engagement_score": "engagement", "climate_score": "climate"}
VALUES |= {"three_sigma": "three sigma", "ewma": "moving average", "cusum": "sum"}
KINDS = {"must_be": "must-be", "one_dimensional": "one-dimensional"}
TERMS = {"constant": "intercept", "months": "months", "a day": "a day", "two weeks": "two weeks"}
# columns that have such words
CELLS = {("term",): TERMS, ("interval", "score", "rule"): VALUES, ("kind", "asked", "rated"): KINDS}
# columns of words that the library wrote, not the client
WRITTEN = {"reference", "field", "status", "component", "phase", "kind", "class", "analysis", "answers", "direction"}
WRITTEN |= {"effect", "path", "stands", "state", "check", "gap", "style", "visibility", "part", "what", "counted"}
WRITTEN |= {"level", "counting", "side", "object", "survey", "when", "coefficient", "valence", "rule", "unit", "score"}
WRITTEN |= {"decision", "metric", "measure", "stage", "strategy", "because", "comparison", "mean", "scale_middle"}
WRITTEN |= {"target", "risk", "asked", "rated", "coders", "cause"}
RESTS = r"^Rests on section \S+, which is closed: "
MIXED = ("metric_register", "score_definitions")  # kinds of result whose rows have a unit each


@cache
def heads(_language: str) -> Mapping[str, str]:
    """The heads of the columns whose name is not yet the field's word, in the language spoken, said once."""
    return {
        "estimate": say("estimate"),
        "std_error": say("standard error"),
        "p_value": say("p"),
        "p_adjusted": say("p, adjusted"),
        "n_effective": say("effective n"),
        "n_reference": say("n of reference"),
        "n_units": say("units"),
        "n_groups": say("groups"),
        "n_clusters": say("clusters"),
        "n_yes": say("n with the outcome"),
        "n_from": say("n before"),
        "n_to": say("n after"),
        "n_rows": say("rows"),
        "r_squared": say("R²"),
        "vif": say("VIF"),
        "icc1": say("ICC(1)"),
        "icc2": say("ICC(2)"),
        "r_wg": say("rwg"),
        "df": say("degrees of freedom"),
        "beta": say("standardised slope"),
        "mean_width": say("mean width"),
        **dict.fromkeys(("sd", "std"), say("SD")),
        "min_cell": say("fewest people"),
        "sd_of_one_answer": say("SD of one answer"),
        "nps": say("NPS"),
        "by_the_nps": say("by the NPS"),
        "min": say("lowest"),
        "max": say("highest"),
        "icc1_k0": say("ICC(1), unequal sizes"),
        "icc1_reml": say("ICC(1), REML"),
        "rwg_j_uniform": say("rwg(j), uniform"),
        "rwg_j_slight": say("rwg(j), slight"),
        "rwg_j_moderate": say("rwg(j), moderate"),
        "ad": say("AD"),
        "ad_limit": say("AD, limit"),
        "first_share": say("first in"),
    }


@cache
def estimates(_language: str) -> Mapping[str, tuple[str, str]]:
    """What the estimate of a kind of result is called, and its unit, in the language spoken, said once."""
    return {
        "net_promoter_score": (say("NPS"), POINTS),
        "nps_difference": (say("difference in NPS"), POINTS),
        "nps_change": (say("points"), POINTS),
        "nps_pooled": (say("NPS"), POINTS),
        "top_box_share": (say("share"), SHARE),
        "choice_shares": (say("share of respondents"), SHARE),
        "mean_rating": (say("mean"), ""),
        "outcome_auc": (say("AUC"), ""),
        "driver_slopes": (say("standardised slope"), ""),
        "drivers_alone": (say("correlation"), ""),
        "target_gaps": (say("mean less target"), ""),
        "linkage_correlation": (say("correlation"), ""),
        "moments_of_truth": (say("impact"), ""),
        "response_bias": (say("share that answered"), SHARE),
        "handoffs": (say("share that broke"), SHARE),
        "competing_risks": (say("share"), SHARE),
        "repeat_contacts": (say("share repeated"), SHARE),
        "unbroken_by_length": (say("share unbroken"), SHARE),
        "begging_test": (say("share of the upper point"), SHARE),
        "response_styles": (say("share of answers"), SHARE),
        "unit_agreement": (say("agreement"), ""),
        "control_chart": (say("value"), ""),
        "signal_delay": (say("periods until a signal"), ""),
        "false_alarms": (say("share with an alarm"), SHARE),
        "recovery_effect": (say("points"), ""),
        "expected_gain": (say("points"), ""),
        "alignment_index": ("ρ", ""),
        "kendall_w": ("W", ""),
    }


def shown(table: pd.DataFrame, *, kind: str = "", settings: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """The table as text under the heads that people read; numbers are rounded here and nowhere else.

    Parameters
    ----------
    table : DataFrame
        Of a Result.
    kind : str
        The public function that made it.
    settings : mapping, optional
        Its settings; the confidence level heads the interval.
    """
    if kind == "section_states":
        table = _skipped(table)
    written = Writer(table, kind, settings or {})
    columns: dict[str, list[str]] = {}
    for name in written.names:
        stem, end = written.limit(name)
        if end == "high":
            continue
        head, values = written.interval(stem) if end else (written.head(name), written.values(name))
        while head in columns:
            head += " "  # two columns may not share one head: what stands second would be lost
        columns[head] = values
    return pd.DataFrame(columns, index=table.index)


def _skipped(sections: pd.DataFrame) -> pd.DataFrame:
    """Of a notebook's sections those that were skipped, by what they lack: what was shown, its reader has seen."""
    skipped = sections[sections["state"] == "skipped"]
    if skipped.empty:
        return pd.DataFrame()
    lacking = skipped["reason"].str.replace(RESTS, "", regex=True)
    named = skipped["section"].groupby(lacking, sort=False).agg(", ".join)
    return named.rename("sections").rename_axis("reason").reset_index()[["sections", "reason"]]


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
