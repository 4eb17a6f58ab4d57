"""Labels of codes against what study.toml says: read through where they are plain, else contradicted aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...locale import say
from ..contract.models import ColumnContract
from ..words.meanings import direction, no_answer, side, told_by, told_number, yes_no_labels
from ..words.numbers import plain
from .cell_words import told_by_cells

_MOST_POINTS = 10
_TWO_ENDS = "labels = { … }, with the number of every code"
# Roles whose high values are good; of effort, a low one is.
RISING = (
    *("recommend", "outcome", "rating", "return", "trust", "engagement", "climate", "experience", "functional"),
    *("emotional", "memorability", "followup", "disconfirmation", "valence", "effort"),
)
_WISHED = ("recommend", "return", "followup")  # roles in which yes is good


def code_of(cell: str) -> float | None:
    """The number that a cell holds and nothing else."""
    try:
        return float(cell)
    except ValueError:
        return None


def codes_of(labels: Mapping[str, str]) -> dict[float, str]:
    """Labels by the number of their code; those of codes that are no numbers are left out."""
    numbered = ((code_of(code), word) for code, word in labels.items())
    return {code: word for code, word in numbered if code is not None}


def shown(labels: Mapping[float, str], numbers: Iterable[float]) -> str:
    """Codes with their labels as messages give them: 1 "Very good", 5 "Very poor"."""
    return ", ".join(f'{plain(number)} "{labels[number]}"' for number in numbers)


def through_labels(column: ColumnContract, labels: Mapping[str, str], words: list[str]) -> tuple[dict[str, Any], str]:
    """What the labels of a column's codes add to its contract, and a note where codes are not taken as they stand."""
    present = [word for word in words if word in labels and word not in column.labels]
    nobody = [code for code in present if no_answer(labels[code]) and not _on_scale(column, code)]
    if column.values == "yes_no":
        answers = yes_no_labels(labels)
        nobody = [code for code in nobody if code not in answers]
        changes = {"labels": answers, **_missing(column, nobody)} if answers else {}
        turned = [code for code, answer in answers.items() if code_of(code) == 1 - answer]
        told = ", ".join(f"{code} = {say('yes') if answer else say('no')}" for code, answer in answers.items())
        return changes, say("read through the labels of the file: {labels}.", labels=told) if turned else ""
    if column.scale or column.role == "recommend":
        nobody = []
    changes = _missing(column, nobody)
    none, told = ", ".join(f"{code} ({labels[code]})" for code in nobody), ""
    found, _ = numbers_told(column, labels, [word for word in words if word not in nobody])
    if found:
        changes["labels"] = {code: number for code, number in found.items() if code not in nobody}
        told = ", ".join(f"{code} = {number}" for code, number in changes["labels"].items())
    return changes, _read_so(none, told)


def _read_so(none: str, numbers: str) -> str:
    """The codes that are no answer, and those that are the numbers in their labels."""
    if none and numbers:
        return say(
            "{codes} read as no answer; codes read as the numbers in the labels of the file: {numbers}; if that is "
            "wrong, write labels and missing.",
            codes=none,
            numbers=numbers,
        )
    if numbers:
        return say(
            "codes read as the numbers in the labels of the file: {numbers}; if that is wrong, write labels and "
            "missing.",
            numbers=numbers,
        )
    return say("{codes} read as no answer; if that is wrong, write labels and missing.", codes=none) if none else ""


def _missing(column: ColumnContract, codes: list[str]) -> dict[str, Any]:
    none = [int(code) if float(code).is_integer() else float(code) for code in codes if code_of(code) is not None]
    return {"missing": [*column.missing, *none]} if none else {}


def _on_scale(column: ColumnContract, code: str) -> bool:
    number = code_of(code)
    return number is not None and column.bounds is not None and column.bounds[0] <= number <= column.bounds[1]


def numbers_told(column: ColumnContract, labels: Mapping[str, str], words: list[str]) -> tuple[dict[str, int], str]:
    """Code to number where labels tell other numbers than their codes ("0 - not at all" of 1); or the fault.

    Codes without a number in their label follow the others if these are all shifted or turned round alike.
    """
    if column.values != "number" or column.labels:
        return {}, ""
    answers = {code: word for code, word in codes_of(labels).items() if not no_answer(word)}
    told = {code: number for code, word in answers.items() if (number := told_number(word)) is not None}
    ranges = [code for code in answers if code not in told and any(map(str.isdigit, answers[code]))]
    if ranges or all(code == number for code, number in told.items()):
        return {}, ""
    given = {code for word in words if (code := code_of(word)) is not None} | set(answers)
    given -= {code for code in given if plain(code) in labels and no_answer(labels[plain(code)])}
    others = [code for code in given if code not in told]
    shifts, sums = {number - code for code, number in told.items()}, {number + code for code, number in told.items()}
    numbers = {code: float(number) for code, number in told.items()}
    if others and len(told) > 1 and len(shifts) == 1:
        numbers |= {code: code + min(shifts) for code in others}
    elif others and len(told) > 1 and len(sums) == 1:
        numbers |= {code: min(sums) - code for code in others}
    elif others or len(set(told.values())) < len(told):
        wrong = next(code for code, number in told.items() if code != number)
        return {}, f'the file\'s label of code {plain(wrong)} is "{answers[wrong]}"'
    if _fits(column, given) and not _fits(column, numbers.values()):
        return {}, ""  # the scale was declared for the codes
    return {plain(code): int(numbers[code]) for code in sorted(numbers)}, ""


def _fits(column: ColumnContract, numbers: Iterable[float]) -> bool:
    if column.bounds is None:
        return False
    return all(column.bounds[0] <= number <= column.bounds[1] for number in numbers)


def contradictions(
    declared: ColumnContract, column: ColumnContract, labels: Mapping[str, str], words: list[str], *, secret: bool
) -> Iterator[tuple[str, str]]:
    """What labels or the wording say against study.toml: problem and mend.

    `declared` is the column as study.toml has it, `column` as it was completed, `labels` those of answers in the file;
    where cells are secret, their words are given as good and bad.
    """
    if declared.labels:
        labels = {}
    if column.values == "yes_no" and labels and not column.labels:
        spelt = ", ".join(f'{code} "{word}"' for code, word in labels.items() if not no_answer(word))
        mend = "Say which codes are yes and which are no: labels = { " + ", ".join(f'"{c}" = …' for c in labels) + " }."
        yield f"the labels of the file are not yes and no ({spelt})", mend
    if column.values != "number" or (declared.labels and not declared.question):
        return
    problem = numbers_told(declared, labels, words)[1]
    if problem:
        yield problem, f"Write {_TWO_ENDS}."
    yield from _no_answer_on_scale(column, labels, words)
    numbers = {code: float(column.labels.get(plain(code), code)) for code in codes_of(labels)}
    answers = {numbers[code]: word for code, word in codes_of(labels).items() if not no_answer(word)}
    cells = {} if declared.labels else told_by_cells(column)
    if secret:
        cells = {number: {1: "good", -1: "bad"}.get(side(word, "quality"), "") for number, word in cells.items()}
    for source, told in (("labels of the file", answers), ("cells", cells), ("question", told_by(column.question))):
        if len(told) > 1:
            yield from _other_ends(column, source, told, words)
            if turned := _turned(declared, source, told):
                yield turned
                break


def _no_answer_on_scale(
    column: ColumnContract, labels: Mapping[str, str], words: list[str]
) -> Iterator[tuple[str, str]]:
    none = {code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    inside = [
        code
        for code in words
        if code in labels and code not in none and no_answer(labels[code]) and _on_scale(column, code)
    ]
    if not inside:
        return
    low, high = map(plain, column.ends)
    code = inside[0]
    missing = ", ".join(plain(float(code)) for code in inside)
    answers = [code for code, word in codes_of(labels).items() if not no_answer(word)]
    low_end, high_end = (min(answers), max(answers)) if len(answers) > 1 else column.ends
    left = [number for number in range(int(low_end), int(high_end) + 1) if plain(number) not in inside]
    if len(left) == left[-1] - left[0] + 1:
        role = ' role = "outcome",' if column.role == "recommend" else ""
        mend = f"Write{role} scale = [{left[0]}, {left[-1]}] and missing = [{missing}]."
    else:
        codes = ", ".join(f'"{number}" = {place}' for place, number in enumerate(left, start=left[0]))
        mend = f"Write missing = [{missing}], labels = {{ {codes} }} and the scale of these numbers."
    yield f'the file\'s label of {code} is "{labels[code]}", and the scale {low}…{high} has it as an answer', mend


def _other_ends(
    column: ColumnContract, source: str, told: Mapping[float, str], words: list[str]
) -> Iterator[tuple[str, str]]:
    """The labels run from one end to another, all answers lie there, and the scale has other ends."""
    low, high = min(told), max(told)
    run = source != "question" and len(told) > 2 and len(told) == high - low + 1
    if not column.bounds or [low, high] == list(column.bounds) or not (run or direction(told)[0]):
        return
    none = {code if isinstance(code, str) else plain(code) for code in (*column.missing, *column.not_used)}
    cells = {number for word in words if word not in none and (number := code_of(word)) is not None}
    numbers = {float(column.labels.get(plain(cell), cell)) for cell in cells}
    if any(not low <= number <= high for number in numbers):
        return
    ends = f"scale = [{plain(low)}, {plain(high)}]"
    mend = f'Write role = "outcome", {ends}.' if column.role == "recommend" else f"Write {ends}."
    step = low - column.bounds[0]
    if high - low == column.bounds[1] - column.bounds[0] and high - low <= _MOST_POINTS:
        labels = ", ".join(f'"{plain(low + n)}" = {plain(low + n - step)}' for n in range(int(high - low) + 1))
        mend = f"To read {plain(low)} as {plain(low - step)}, write labels = {{ {labels} }}; else write {mend[6:]}"
    verb = "says" if source == "question" else "say"
    scale = "…".join(map(plain, column.bounds))
    yield f"the {source} {verb} {shown(told, (low, high))}, and the scale is {scale}", mend


def _turned(declared: ColumnContract, source: str, told: Mapping[float, str]) -> tuple[str, str] | None:
    """The fault of a column whose low numbers are good; study.toml may say reverse = true, or false."""
    if declared.role not in RISING or "reverse" in declared.model_fields_set or falls(declared.role, told) != 1:
        return None
    low, high = min(told), max(told)
    kept = "" if declared.bounds else f"scale = [{plain(low)}, {plain(high)}] and "
    verb = "says" if source == "question" else "say"
    mend = f"Write {kept}reverse = true to turn it round, or reverse = false to take it as it stands."
    worst = "high values are bad" if declared.role == "effort" else "high values are good"
    return f"the {source} {verb} {shown(told, (low, high))}, and in the role {declared.role} {worst}", mend


def falls(role: str, told: Mapping[float, str]) -> int:
    """1 where what is good for the role stands at the lowest number, −1 where at the highest, 0 where unknown."""
    way, kind = direction(told)
    if kind == "frequency" or (kind == "assent" and role not in _WISHED):  # whether yes is good depends on the question
        return 0
    if role == "effort":
        return way if kind == "ease" else 0
    return -way


def note_on_turned(column: ColumnContract, labels: Mapping[str, str], *, secret: bool) -> str:
    """What a column that is turned round, or left as it stands, means against its labels or its wording."""
    if "reverse" not in column.model_fields_set:
        return ""
    cells = {} if secret else told_by_cells(column)
    for told in (codes_of(labels), cells, told_by(column.question)):
        answers = {code: word for code, word in told.items() if not no_answer(word)}
        if len(answers) > 1 and falls(column.role, answers) == 1:
            low, high = min(answers), max(answers)
            if not column.reverse:
                return say("{ends}: taken as it stands, since reverse = false.", ends=shown(answers, (low, high)))
            turned = plain(column.turned(low))
            return say(
                'turned round: {turned} here is {low} of the file, "{label}".',
                turned=turned,
                low=plain(low),
                label=answers[low],
            )
    return ""
