"""Files whose rows count answers: smileys of a terminal by the hour, stars, promoters and detractors of a branch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from ..study.files.readers import RawTable
from ..study.metadata.cell_words import nps_classes
from ..study.words.answer_scales import is_answer, lengths, plain_words
from ..study.words.meanings import with_its_scale
from ..study.words.numbers import plain
from .lines import quoted

# heads of how often an answer was given, and of how many gave one at all
COUNT = re.compile(
    r"n|count|freq|frequency|(?:(?:number|no|n) (?:of )?)?(?:responses|respondents|answers)|"
    r"(?:(?:n|no|num|numero) (?:de )?)?(?:respuestas|encuestados)|frecuencia|(?:(?:n|no|nombre) (?:de )?)?respostes|"
    r"frequencia|(?:(?:n|nr|numar) (?:de )?)?raspunsuri|frecventa|(?:(?:n|numero) (?:di )?)?risposte|frequenza|"
    r"aantal(?: antwoorden)?|anzahl(?: antworten)?|effectif|nombre de reponses"
)
_BESIDE = re.compile(
    r"^(?:n|no|nr|#|count|number|total)[ _:.-]+(?:of )?|[ _(-]+(?:n|count|votes?|responses|answers)\)?$"
)
_COLOURS = ("red", "orange", "yellow", "light green", "green")  # of buttons, the worst first
_FEWEST, _MOST = 2, 15  # columns that count answers
_COUNTS = 2  # the least number that no tick is


def counts_of(raw: RawTable) -> dict[str, str]:
    """Answer → the head of the column that counts it, from the lowest on; empty where rows are people.

    Columns beside one another are named by the answers of one usual scale and hold whole numbers, some above 1; rows
    that add up to 100 are percentages. Heads that are numbers, which items have as well, need a column of totals.
    """
    for numbers in _runs(raw):
        heads = list(numbers)
        table = np.column_stack(list(numbers.values()))
        sums = table.sum(axis=1)
        percent = len(sums) > 1 and (np.abs(sums[sums > 0] - 100) <= 1).all()
        if percent or table.max() < _COUNTS:
            continue
        totalled = any(_is_total(raw, head, sums) for head in raw.headers if head not in numbers)
        if answers := _answers(heads, totalled=totalled):
            return {plain(number): head for number, head in sorted(answers.items())}
    return {}


def written(counts: dict[str, str]) -> str:
    """Such counts as study.toml has them."""
    return f"{{ {', '.join(f'{quoted(answer)} = {quoted(head)}' for answer, head in counts.items())} }}"


def _runs(raw: RawTable) -> Iterator[dict[str, np.ndarray]]:
    """Columns of whole numbers beside one another whose heads are answers, and each part of them: head → numbers."""
    run: dict[str, np.ndarray] = {}
    for head in [*raw.headers, ""]:
        numbers = _numbers(raw, head) if head in raw.cells and _may_be_answer(head) else None
        if numbers is not None:
            run[head] = numbers
            continue
        heads = list(run)[:_MOST]
        for size in range(len(heads), _FEWEST - 1, -1):
            for first in range(len(heads) - size + 1):
                yield {one: run[one] for one in heads[first : first + size]}
        run = {}


def _may_be_answer(head: str) -> bool:
    """Whether a head alone is an answer of some usual scale."""
    bare = _bare(head)
    known = bare.isdecimal() or bare in _COLOURS or with_its_scale(head) is not None
    return known or bool(nps_classes([bare])) or is_answer(bare)


def _bare(head: str) -> str:
    return _BESIDE.sub("", plain_words(head)).strip()


def _numbers(raw: RawTable, head: str) -> np.ndarray | None:
    """The numbers of a column; None where some cell is no whole number from 0 on."""
    cells = raw.cells[head]
    numbers = pd.to_numeric(cells.words.where(cells.words != "", "0"), errors="coerce").to_numpy(dtype="float64")
    whole = bool(len(numbers)) and bool(((numbers >= 0) & (numbers % 1 == 0)).all())
    return numbers[cells.codes] if whole else None


def _is_total(raw: RawTable, head: str, sums: np.ndarray) -> bool:
    numbers = _numbers(raw, head) if head in raw.cells else None
    return numbers is not None and bool((numbers == sums).all())


def _answers(heads: list[str], *, totalled: bool) -> dict[float, str]:
    """The number of the answer that each head names; empty where not all of them name one of a scale of their own."""
    bare = {head: _bare(head) for head in heads}
    if len(set(bare.values())) < len(heads):
        return {}
    if classes := nps_classes(bare.values()):
        found = {float(classes[word]): head for head, word in bare.items()}
        return found if len(found) == len(heads) == 3 else {}
    full = [read for size, read in lengths(bare.values()).items() if len(read) == len(heads) == size > _FEWEST]
    if full:
        return {float(full[0][word]): head for head, word in bare.items()}
    if len(heads) > _FEWEST and set(bare.values()) <= set(_COLOURS):
        order = [colour for colour in _COLOURS if colour in bare.values()]
        return {float(order.index(word) + 1): head for head, word in bare.items()}
    stars = {rated[0]: head for head in heads if (rated := with_its_scale(head)) and rated[0] % 1 == 0}
    numbers = {float(word): head for head, word in bare.items() if word.isdecimal()} if totalled else {}
    for named in (stars, numbers):
        ends = (min(named, default=0), max(named, default=0))
        if len(named) == len(heads) == ends[1] - ends[0] + 1 and ends in {(1, 3), (1, 4), (1, 5), (1, 10), (0, 10)}:
            return named
    return {}
