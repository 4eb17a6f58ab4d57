"""What a parameter may be: its type, its limits, and what to say when a value does not fit."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..errors import CXError
from ..locale import LANGUAGES

Value = str | int | float | bool | None

KINDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a notebook.

    Attributes
    ----------
    name, kind : str
        Its name, and its type as annotated: ``str``, ``int``, ``float`` or ``bool``.
    default : str, int, float, bool or None
        The value that stands in the notebook.
    help : str
        The comment on its line.
    optional : bool
        Whether ``None`` is a value too.
    """

    name: str
    kind: str
    default: Value
    help: str = ""
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a parameter may be, and what to say when it is not."""

    holds: Callable[[Any], bool]
    reason: str
    mend: str


LIMITS = {
    "confidence_level": Limit(
        holds=lambda value: 0 < value < 1,
        reason="is not between 0 and 1",
        mend="Write a share: 0.95, not 95.",
    ),
    "min_cell": Limit(
        holds=lambda value: value >= 1,
        reason="is less than 1",
        mend="Write the fewest people a shown number may stand for, such as 10.",
    ),
    "n_resamples": Limit(
        holds=lambda value: value >= 100,
        reason="is less than 100",
        mend="Write at least 100; 2000 is usual.",
    ),
    "language": Limit(
        holds=lambda value: value in ("", *LANGUAGES),
        reason="is not a language of the workbook",
        mend=f"Write one of {', '.join(LANGUAGES)}.",
    ),
    "seed": Limit(
        holds=lambda value: value >= 0,
        reason="is negative",
        mend="Write a whole number from 0 upwards.",
    ),
}


def checked_value(parameter: Parameter, given: Value) -> Value:
    """One value, in the parameter's type and within its limits."""
    value = _typed(parameter, given)
    limit = LIMITS.get(parameter.name)
    if limit and value is not None and not limit.holds(value):
        raise CXError(f"{parameter.name}: {given} {limit.reason}.", limit.mend)
    return value


def _typed(parameter: Parameter, given: Value) -> Value:
    """Text becomes what the annotation says; anything that does not fit is refused."""
    if parameter.optional and (given is None or str(given).lower() == "none"):
        return None
    text = str(given).strip()
    try:
        if parameter.kind == "str" and isinstance(given, str):
            return given
        if parameter.kind == "bool" and isinstance(given, (str, bool)):
            return TRUTH[text.lower()]
        if parameter.kind == "int" and isinstance(given, (str, int)) and not isinstance(given, bool):
            return int(text)
        if parameter.kind == "float" and isinstance(given, (str, int, float)) and not isinstance(given, bool):
            number = float(text)
            if math.isfinite(number):
                return number
    except (KeyError, ValueError):
        pass
    raise CXError(f"{parameter.name}: {given!r} is not {KINDS[parameter.kind]}.", _example(parameter))


def _example(parameter: Parameter) -> str:
    if parameter.kind == "bool":
        return f"Write {parameter.name}=true or {parameter.name}=false."
    example = {"str": "text", "int": 1, "float": 0.5}[parameter.kind]
    default = parameter.default
    return f"Write for example {parameter.name}={example if default in (None, '') else default}."
