"""What the keys of a study.toml may hold, each checked by itself, with the way to mend it."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from ...errors import nearest
from .role_meaning import role_meant, unknown_role


def fault(problem: str, mend: str) -> PydanticCustomError:
    """An error of a model, in the parts of the house shape."""
    return PydanticCustomError("fault", "{problem}", {"problem": problem, "mend": mend})


def one_of(what: str, known):
    def check(word: str) -> str:
        if word not in known:
            raise fault(f'unknown {what} "{word}"', nearest(word, known))
        return word

    return AfterValidator(check)


def codes_given(value: Any) -> list[str | int | float]:
    if not isinstance(value, list):
        raise fault("not a list", f"Write a list, such as [{value}].")
    for code in value:
        if isinstance(code, bool) or not isinstance(code, (str, int, float)):
            raise fault("a code that is neither a number nor text", 'Write codes such as [11, "Blank"].')
    return value


def scale_given(value: Any) -> list[float]:
    numbers = isinstance(value, list) and all(type(end) in (int, float) for end in value)
    if not numbers or len(value) != 2 or not value[0] < value[1]:
        raise fault("not a lowest and a highest value", "Write the lowest value first, such as [0, 10].")
    return value


def labels_given(value: Any) -> dict[str, str | int | float]:
    example = 'Write labels such as { "1" = "English", "2" = "Spanish" } or { "Poor" = 1, "Good" = 2 }.'
    if not isinstance(value, dict) or not value:
        raise fault("not a list of labels", example)
    if any(type(label) not in (str, int, float) for label in value.values()):
        raise fault("a label that is neither a number nor text", example)
    if len({isinstance(label, str) for label in value.values()}) > 1:
        raise fault("a mixture of names and numbers", "Let all labels be names, or all numbers.")
    return value


def scale_by_given(value: Any) -> dict[str, Any]:
    example = 'Write it as scale_by = { column = "version", "old" = [1, 5], "new" = [0, 10] }.'
    if not isinstance(value, dict) or not isinstance(value.get("column"), str) or len(value) < 2:
        raise fault("not a column and the scale for each of its values", example)
    return {key: ends if key == "column" else scale_given(ends) for key, ends in value.items()}


_ENDS = ({int}, {float}, {int, float}, {datetime.date})


def rows_given(value: Any) -> Any:
    """Which rows are looked at: head of the file → values that are kept, or not, or ends of numbers."""
    example = 'Write rows = { "Status" = ["Complete"], "Progress" = { from = 50 }, "Test" = { not = ["yes"] } }.'
    if not isinstance(value, dict):
        raise fault("not a condition for each column", example)
    for condition in value.values():
        if isinstance(condition, list):
            codes_given(condition)
        elif not isinstance(condition, dict) or not condition or set(condition) - {"not", "from", "to"}:
            raise fault("a condition that is neither a list of values nor not, from or to", example)
        elif "not" in condition:
            codes_given(condition["not"])
            if len(condition) > 1:
                raise fault("not together with from or to", "Keep one of them.")
        elif {type(end) for end in condition.values()} not in _ENDS:
            mend = "Write numbers, as { from = 50 }, or days, as { from = 2026-01-31 }; list texts one by one."
            raise fault("an end that is no number and no day", mend)
    return value


def role_given(word: str) -> str:
    """A role by its name, or by a word of people that can mean no other."""
    role = role_meant(word)
    if not role:
        raise fault(f'unknown role "{word}"', unknown_role(word))
    return role


Codes = Annotated[list[Any], BeforeValidator(codes_given)]


def waves_given(value: Any) -> Any:
    """The name of each wave, and the form of the heads that have its answers."""
    example = 'Write it as waves = { "2024" = "*_2024", "2025" = "*_2025" }.'
    if not isinstance(value, dict) or any(not isinstance(form, str) or form.count("*") != 1 for form in value.values()):
        raise fault("not a name and one form with a star for each wave", example)
    return value


def counts_given(value: Any) -> Any:
    """Each answer, and the head of the column that counts those who gave it."""
    example = 'Write it as counts = { "3" = "Happy", "2" = "So-so", "1" = "Unhappy" }.'
    heads = list(value.values()) if isinstance(value, dict) else []
    if len(heads) < 2 or not all(isinstance(head, str) for head in heads) or len(set(heads)) < len(heads):
        raise fault("not an answer and a column of its own for each", example)
    return value
