"""`reading`: the one door. Each kind of result has a reader, which the modules of this package register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import Parameter, signature
from typing import Any

from ..errors import CXError, nearest
from ..gates.first import FIRST
from ..gates.this_cell import shell_now
from ..locale import say
from ..results import Result
from ..text import decimals, percent, rounded
from .closing_block import keep
from .prose import Number, Reading

Reader = Callable[..., Reading]
READERS: dict[str, Reader] = {}
DIGITS = {"points": 1, "share": 0, "answers": 0, "count": 0}
TRUTH = ("population", "finds", "structural")  # parts of a planted truth, the one to compare with first


def reads(*kinds: str) -> Callable[[Reader], Reader]:
    """Register the reader of the results that these public functions return."""

    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(kinds, reader))
        return reader

    return register


def reading(result: Result, *others: Result, aside: bool = False, **context: Any) -> Reading:
    """Say what a result shows, in prose that stays right on any data.

    It names the groups it found, says where answers are too few, and shows itself as Markdown in a notebook. Beside its
    text it carries a bundle of its numbers, ``application/vnd.cxlib.reading+json``.

    Parameters
    ----------
    result : Result
        Of a public function of cxlib: ``result.kind`` decides what is told.
    *others : Result
        Further results on the same answers that the reading compares it with, such as the weighted score.
    aside : bool
        Keep it out of the findings, which the closing block of a notebook lists.
    **context
        What the result does not know itself: `labels`, a mapping from columns or groups to words; `returned`, the
        number of questionnaires that came back; `truth`, what was planted in the sample company, as a number or as a
        mapping of `Study.truth`, where None says nothing. A name that the kind of result does not use is refused.

    Returns
    -------
    Reading

    Raises
    ------
    CXError
        The result was not made by a public function, or the context has a name that its reader does not know or lacks
        one that it needs.
    """
    reader = READERS.get(getattr(result, "kind", ""))
    if reader is None:
        made = f"results of {result.kind}" if getattr(result, "kind", "") else "a table made by hand"
        raise CXError(f"There is no reading of {made}.", "Hand over the Result that a function of cxlib returned.")
    accepted = signature(reader).parameters
    own_truth = "truth" in accepted
    truth = None if own_truth else context.pop("truth", None)
    names = [name for name, its in accepted.items() if its.kind is Parameter.KEYWORD_ONLY]
    for name in context:
        if name not in names:
            raise CXError(f'The reading of {result.kind} has no argument "{name}".', nearest(name, [*names, "truth"]))
    lacking = [name for name in names if accepted[name].default is Parameter.empty and name not in context]
    if lacking:
        wanted = " and ".join(f"{name}=…" for name in lacking)
        raise CXError(f"The reading of {result.kind} needs to know {wanted}.", "Hand it over beside the result.")
    said = reader(result, *others, **context)
    said = said if truth is None or truth == {} else beside_truth(said, truth)
    if shell_now() is not None and FIRST.gates is not None and FIRST.gates.of_employees:
        said = replace(said, numbers=[as_printed(number) for number in said.numbers])
    if aside:
        return replace(said, aside=True)
    keep(said)
    return said


def beside_truth(said: Reading, truth: float | Mapping[str, Any]) -> Reading:
    """The reading with its first number beside what was planted; for the sample company only."""
    planted = float(next(truth[part] for part in TRUTH if part in truth) if isinstance(truth, Mapping) else truth)
    first = said.numbers[0]
    told = say(
        "Planted truth: {what} is {truth}. Estimated: {found}.",
        what=first.label,
        truth=written(replace(first, estimate=planted)),
        found=written(first),
    )
    number = Number(label=say("planted truth"), estimate=planted, unit=first.unit)
    return replace(said, text=f"{said.text}\n\n{told}", numbers=[*said.numbers, number])


def as_printed(number: Number) -> Number:
    """The number in the digits that a page has: of employees a bundle tells no more than what people see."""
    digits = 3 if number.unit == "share" else DIGITS.get(number.unit, 2)
    limits: dict[str, Any] = {
        name: rounded(getattr(number, name), digits) for name in ("estimate", "conf_low", "conf_high")
    }
    return replace(number, **limits)


def written(number: Number) -> str:
    """A number as its unit is written: points with one decimal, shares in per cent, all else with two."""
    if number.unit == "share":
        return percent(number.estimate, 1)
    return decimals(number.estimate, DIGITS.get(number.unit, 2))
