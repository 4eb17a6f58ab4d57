"""Cells in words where numbers are expected: read where they tell one, else how to mend them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...locale import say
from ..contract.models import ColumnContract
from ..words.answer_scales import end_in_common, lengths, plain_words, read_words, usual_scale, written_labels
from ..words.meanings import SIDES, no_answer, side, told_number, verdicts, with_its_scale, yes_no_labels
from ..words.numbers import is_amount, plain
from .stray_rows import is_sum

_UNIT = re.compile(
    r"\d+\s*(?:s|secs?|seconds?|segundos?|segons?|secunde|min|mins|minutes?|minutos?|minuts?|minute|h|hrs?|hours?|horas?|hores|"
    r"hora|ore|ora|d|days?|dias?|dies|dia|zile|zi|weeks?|semanas?|setmanes|setmana|saptamani|saptamana|months?|mes|meses|mesos|"
    r"luni|luna|years?|anos?|anys?|ani|an|km|m|eur|euros?|lei|ron|usd|[€$£%])\b.*|[(+-]?\d[\d., ]*-?\s*[€$£%].*|"
    r"[(+-]?(?:[€$£]|eur|usd|gbp|ron|lei)\s*[+-]?\d.*"
)
_BARE = re.compile(r"[+-]?[\d.,eE\s\u00a0\u2007\u2009\u202f+-]*\d[.,]?|")
_CLASSES = (  # each with an answer of its own
    (re.compile(r"promot(?:er|or|eur)\w*"), 10),
    (re.compile(r"pas(?:iv|siv|siu|sif|sief)\w*|neutr\w*|indiferent\w*|indifferent"), 8),
    (re.compile(r"detra[ct]?t(?:or|eur)\w*|criticaster\w*|kritiker\w*"), 3),
)
_SUMS = "A mean or a total stands among the answers, perhaps of a table below: delete its rows from the file."
_MOST_SCALES = 3  # in one column; more are dates or fractions
_LONGEST = 40  # characters of a word that a mend repeats
_FEW = 3  # words that `missing` is offered for in any case
_MOST = 6  # so many words are repeated


def open_words(column: ColumnContract, words: Iterable[str]) -> list[str]:
    """The cells in words whose meaning study.toml leaves open."""
    listed = {code.strip() for code in (*column.missing, *column.not_used) if isinstance(code, str)}
    return [word for word in words if word not in listed and not _BARE.fullmatch(word)]


def _numbered(column: ColumnContract, words: Iterable[str]) -> dict[str, float]:
    """Words that tell their number, as "5 (best)" and "4 out of 5" do, where it lies on the scale."""
    found: dict[str, float] = {}
    words = list(words)
    highest = column.bounds[1] if column.bounds else max(_highest(words), default=0)
    for word in words:
        if no_answer(word) or _UNIT.fullmatch(plain_words(word)):
            continue
        rated = with_its_scale(word)
        number = told_number(word) if rated is None else rated[0] if rated[1] in (0, highest) else None
        if number is not None and (not column.bounds or column.bounds[0] <= number <= column.bounds[1]):
            found[word] = int(number) if number % 1 == 0 else number
    return found


def _highest(words: Iterable[str]) -> set[int]:
    """The highest answers that words such as "4/5" name."""
    return {rated[1] for word in words if (rated := with_its_scale(word)) and rated[1]}


def _agree(numbered: dict[str, float]) -> bool:
    """Whether no number has two different words, but in several languages: very likely, muy probable."""
    texts: dict[float, set[str]] = {}
    for word, number in numbered.items():
        texts.setdefault(number, set()).add(re.sub(r"[\W\d_]+", " ", plain_words(word)).strip())
    several = [found - {""} for found in texts.values() if len(found - {""}) > 1]
    return not several or (len(several) < 3 and all(map(end_in_common, several)))


def takes_words(column: ColumnContract) -> bool:
    """Whether words of the column may be read as numbers."""
    return not column.labels and column.values == "number"


def read_cells(column: ColumnContract, words: list[str], *, secret: bool) -> tuple[dict[str, Any], str]:
    """Labels for answers in words, and the note that spells them out; nothing where they leave a doubt."""
    found = open_words(column, words) if takes_words(column) and column.bounds else []
    numbered = _numbered(column, found)
    others = [word for word in found if word not in numbered]
    readings = read_words(others, column.scale) if others and column.scale else [{}]
    if not found or len(readings) != 1 or (others and not readings[0]) or not _agree(numbered):
        return {}, ""
    labels = dict(sorted({**numbered, **readings[0]}.items(), key=lambda pair: (pair[1], pair[0])))
    if not secret:
        spelt = written_labels(labels).removeprefix("labels = ")
    else:
        spelt = usual_scale(readings[0], list(column.ends)) if others else say("each as the number in it")
    return labels, say("answers in words were read as numbers: {labels}; if that is wrong, write labels.", labels=spelt)


def told_by_cells(column: ColumnContract) -> dict[float, str]:
    """What cells such as "5 (best)" say of their number, without it; nothing where a word names a class of several."""
    told: dict[float, str] = {}
    for word, number in column.labels.items():
        if not isinstance(number, str) and told_number(word) == number:
            text = re.sub(r"\d+", "", word).strip(" ()[]-–—=:.")
            told[float(number)] = text or told.get(float(number), "")
    told = {number: text for number, text in told.items() if text}
    return told if len(set(told.values())) == len(told) else {}


def visible_answer(word: str) -> bool:
    """Whether a cell in words is an answer, whatever its number: "5 (best)", "20 min", "Agree", "Awful"."""
    if no_answer(word) or word.startswith("#"):
        return False
    return (
        any(map(str.isdigit, word))
        or with_its_scale(word) is not None
        or bool(lengths([word]))
        or any(side(word, kind) for kind in SIDES)
    )


def mend_words(column: ColumnContract, words: Iterable[str], numbers: Iterable[float], *, secret: bool) -> str:
    """How to declare words where numbers are expected; empty where nothing is known of them.

    Parameters
    ----------
    column : ColumnContract
    words : iterable of str
        The cells that are no numbers.
    numbers : iterable of float
        The numbers among the other cells.
    secret : bool
        Whether only the words of usual scales and of no answer may be named.
    """
    found = open_words(column, words) if takes_words(column) else []
    if any(map(is_sum, found)):
        return _SUMS
    if column.role == "recommend" and not column.labels and (classes := classes_in_words(found)):
        return classes
    none = [word for word in found if no_answer(word)]
    answers = [word for word in found if word not in none]
    if not found:
        return ""
    if mend := _other_scale(column, answers):
        return mend
    if not secret and (told := verdicts(found)):
        return _two_answers(column, found, told)
    if column.scale:
        mend = _doubt(column, found, secret=secret)
        if mend:
            return mend
    if answers and lengths(answers):
        return _scales(column, answers, none)
    if not secret and (told := yes_no_labels({word: word for word in answers})):
        return _two_answers(column, found, told)
    unsaid = [word for word in found if no_answer(word) or not any(map(str.isalnum, word))]
    if not secret and _FEW < len(found) == len(unsaid) <= _MOST:
        named = " or ".join(f'"{word}"' for word in unsaid)
        return f'If {named} mean "no answer", write {_listed(column, unsaid).removeprefix("Write ")}'
    numbered = _numbered(column, answers)
    if secret:
        usual = [word for word in answers if lengths([word])]
        if usual and lengths(usual) and not column.scale:
            mend = _scales(column, usual, none).removesuffix(".")
            return f"{mend}; declare the others in labels or missing."
        return _listed(column, none) if none and not answers else ""
    if numbered and not column.bounds and len(numbered) == len(answers) and _agree(numbered):
        ends = [*numbered.values(), *numbers, *_highest(answers)]
        scale = f"scale = [{plain(min(ends))}, {plain(max(ends))}]"
        return f"Write {scale}{_and(column, none)}; the words are then read as the numbers in them."
    visible = [word for word in answers if visible_answer(word)]
    if not visible:
        return ""
    if all(_UNIT.fullmatch(plain_words(word)) or is_amount(word) for word in visible):
        return "Write them as numbers of one unit in the file; they are answers."
    if len(found) > _MOST or any(len(word) > _LONGEST for word in found):
        return 'Write the number of each answer in labels, and words for "no answer" in missing.'
    rest = [word for word in answers if word not in visible]
    labels = ", ".join(f'"{word}" = {numbered.get(word, "…")}' for word in [*visible, *rest])
    return f"Write the number of each answer: labels = {{ {labels} }}{_and(column, none)}."


def _other_scale(column: ColumnContract, answers: list[str]) -> str:
    """How to declare answers that name a highest one other than the scale's, or several: "4/5" beside "8/10"."""
    highest = sorted(_highest(answers))
    if not 0 < len(highest) <= _MOST_SCALES or any(with_its_scale(word) is None for word in answers):
        return ""
    if len(highest) > 1:
        tops = " and of ".join(map(str, highest))
        return f"They are answers on scales of {tops}: give each scale a column of its own."
    if not column.bounds or column.bounds[1] == highest[0]:
        return ""
    role = 'role = "outcome" and ' if column.role == "recommend" else ""
    return f"The answers say that {highest[0]} is the highest: write {role}the scale that was asked."


def classes_in_words(words: list[str]) -> str:
    """How to declare words that are all of them promoters, passives or detractors, with words for no answer."""
    told = nps_classes(words)
    none = [word for word in words if word not in told and no_answer(word)]
    if not told:
        return ""
    missing = "".join(f', "{word}"' for word in none).removeprefix(", ")
    return _as_classes(told, f" and missing = [{missing}]" if none else "")


def nps_classes(words: Iterable[str]) -> dict[str, int]:
    """Words of promoters, passives and detractors, with an answer of each; none where others stand among them."""
    words = list(words)
    told = {word: number for word in words for form, number in _CLASSES if form.fullmatch(plain_words(word))}
    return told if all(word in told or no_answer(word) for word in words) else {}


def coded_classes_of(numbers: Iterable[float]) -> dict[str, int]:
    """Promoters, passives and detractors counted as 100, 0 and −100, or as 1, 0 and −1, with an answer of each."""
    given = {number for number in numbers if number == number}
    for size in (100, 1):
        if {-size, size} <= given <= {-size, 0, size}:
            return {f"{-size}": 3, "0": 8, f"{size}": 10}
    return {}


def coded_classes(numbers: Iterable[float]) -> str:
    """How to declare such classes; empty where the numbers are others."""
    told = coded_classes_of(numbers)
    return _as_classes(told, "") if told else ""


def _as_classes(told: dict[str, int], more: str) -> str:
    labels = ", ".join(f'"{word}" = {number}' for word, number in told.items())
    return (
        f"These are the classes of the answers: write labels = {{ {labels} }}{more}. The score and its interval are "
        "then right; the mean and the distribution are not those of the answers."
    )


def _two_answers(column: ColumnContract, found: list[str], told: dict[str, int]) -> str:
    """How to declare words of which each is the good answer or the bad one; the others are none."""
    labels = ", ".join(f'"{word}" = {number}' for word, number in told.items())
    role = 'role = "outcome", ' if column.role == "recommend" else ""
    scale = "" if column.scale == [0, 1] else "scale = [0, 1], "
    rest = _and(column, [word for word in found if word not in told])
    return f"Write {role}{scale}labels = {{ {labels} }}{rest}; the mean is then the share of the answers that are 1."


def _scales(column: ColumnContract, answers: list[str], none: list[str]) -> str:
    """The scales that would read the answers; only the one that they fill, where there is one."""
    found = lengths(answers)
    full = [length for length, reading in found.items() if len(set(reading.values())) == length >= 5]
    chosen = full[:1] or list(found)
    scales = " or ".join(f"scale = [1, {length}]" for length in chosen)
    which = ", whichever was asked," if len(chosen) > 1 else ""
    if len(chosen) == 1:
        told = usual_scale(found[chosen[0]], [1, chosen[0]])
        return f"Write {scales}{_and(column, none)}; the words are then read as {told}."
    return f"Write {scales}{which}{_and(column, none)}; the words are then read as numbers.".replace(",;", ";")


def _and(column: ColumnContract, none: list[str]) -> str:
    return f" and {_listed(column, none).removeprefix('Write ').removesuffix('.')}" if none else ""


def _listed(column: ColumnContract, none: list[str]) -> str:
    codes = [repr(code) if not isinstance(code, str) else f'"{code}"' for code in [*column.missing, *none]]
    return f"Write missing = [{', '.join(codes)}]."


def _doubt(column: ColumnContract, found: list[str], *, secret: bool) -> str:
    """How to declare words that usual scales of the declared length explain in two ways or in part."""
    scale = list(column.ends)
    readings = read_words(found, scale)
    if len(readings) > 1:
        return f"Write {' or '.join(map(written_labels, readings))}, whichever scale was asked."
    numbered = _numbered(column, found)
    explained = [word for word in found if word not in numbered and read_words([word], scale)]
    strange = [word for word in found if word not in explained and word not in numbered]
    readings = read_words(explained, scale) if len(explained) > 1 else [{}] if numbered and not explained else []
    if len(readings) != 1 or not 0 < len(strange) <= 3 or any(len(word) > _LONGEST for word in strange):
        return ""
    if secret and not all(map(no_answer, strange)):
        return ""
    named = " or ".join(f'"{word}"' for word in strange) + (" means" if len(strange) == 1 else " mean")
    listed = _listed(column, strange).removeprefix("Write ").removesuffix(".")
    if secret:
        return f'If {named} "no answer", write {listed}.'
    more = ", ".join(f'"{word}" = …' for word in strange)
    labels = written_labels({**numbered, **readings[0]}).removesuffix(" }") + f", {more} }}"
    if any(visible_answer(word) for word in strange):
        return f"Write {labels}."
    return f'If {named} "no answer", write {listed}; else write {labels}.'
