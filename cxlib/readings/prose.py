"""What a reading is: prose for people, and a bundle of numbers from which reports, slides and other pages are built."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..text import FEW, decimals

if TYPE_CHECKING:
    import pandas as pd

READING = "application/vnd.cxlib.reading+json"
DIGITS = 10  # of a number in the bundle: what lies behind differs between processors

Evidence = Literal["supported", "open", "too few", "described"]
Answers = Literal["", "score", "change", "who", "matters", "meeting", "first", "detail"]


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number that a reading tells.

    Attributes
    ----------
    label : str
        What it is the value of.
    estimate : float
        In full precision, in `unit`: a share of 0.25 has the unit "share".
    n : int, optional
        The answers behind it.
    conf_low, conf_high : float, optional
        The limits of its interval.
    unit : str
        Such as "points", "share", "correlation", "answers".
    """

    label: str
    estimate: float
    n: float | None = None
    conf_low: float | None = None
    conf_high: float | None = None
    unit: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any], label: str, *, unit: str = "", n: float | None = None) -> Number:
        """The estimate of a row of a table with its interval, and its own n unless another is given."""
        limits = {"conf_low": row["conf_low"], "conf_high": row["conf_high"]}
        return cls(label=label, n=row["n"] if n is None else n, estimate=row["estimate"], **limits, unit=unit)


def is_clear(row: Mapping[str, Any]) -> bool:
    """Whether the interval of a row leaves out 0; where there is none, nothing is clear."""
    return leaves_out_zero(row["conf_low"], row["conf_high"])


def leaves_out_zero(low: float, high: float) -> bool:
    """Whether 0 lies outside of two limits; of limits that are not known, it does not."""
    return bool(low > 0 or high < 0)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One result in words.

    Attributes
    ----------
    topic : str
        Whose result it is: the name of the public function, and what is told of it where there are several.
    headline : str
        The finding in one sentence, which stands by itself.
    text : str
        Everything that is told, in Markdown; it begins with the headline, and is the headline unless given.
    numbers : sequence of Number
        The numbers told, each with its n and its interval.
    groups : sequence of str
        The groups that are named.
    evidence : {"supported", "open", "too few", "described"}
        Whether the data support the headline, leave it open, are too few to say, or it describes and infers nothing.
    limits : str
        What the result does not show.
    answers : {"", "score", "change", "who", "matters", "meeting", "first", "detail"}
        The question of a report's summary that it answers: what the score is, what changed, who differs, what matters
        most, where employees and customers meet, what to do first. With "detail" it stands in its chapter only, with
        its figure and table; empty for what is told there in a line.
    aside : bool
        Whether it is kept out of the findings.
    """

    topic: str
    headline: str
    text: str = ""
    numbers: Sequence[Number] = ()
    groups: Sequence[str] = ()
    evidence: Evidence = "described"
    limits: str = ""
    answers: Answers = ""
    aside: bool = False

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", self.headline)  # the class is frozen

    @property
    def bundle(self) -> dict[str, Any]:
        """The reading for programs: no time, no path, numbers of ten digits."""
        told = asdict(self)
        told["numbers"] = [{name: _plain(value) for name, value in number.items()} for number in told["numbers"]]
        return {READING: told | {"groups": [str(group) for group in self.groups]}}

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.bundle | {"text/markdown": self.text, "text/plain": self.text}


def _plain(value: Any) -> float | str | None:
    """A number as JSON has it: ten digits, and nothing where there is none."""
    if value is None or isinstance(value, str):
        return value
    number = float(value)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 10**DIGITS else float(f"{number:.{DIGITS}g}")


def evidence_between(row: pd.Series) -> Evidence:
    """What the interval of a comparison lets one say."""
    if min(row["n"], row["n_reference"]) < FEW:
        return "too few"
    return "supported" if is_clear(row) else "open"


def signed(value: float | None) -> str:
    """A slope or a difference on a scale, with its sign."""
    return decimals(value, 2, sign=True)
