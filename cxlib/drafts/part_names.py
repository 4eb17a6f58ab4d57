"""What the names of files or sheets tell of a table that they make together: its waves, or its groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pandas as pd

from ..study.contract.parts import FILE
from ..study.dates.wave_order import natural, tells_time, wave_order
from ..study.metadata.name_patterns import unlike
from ..study.words.calendar_words import NUMBERS, UNITS, bare, month_of, season_of
from .files_seen import SeenFile
from .lines import GROUPS, Line, quoted, slug
from .seen import Seen

_WORD = re.compile(r"[^\W\d_]+|\d+")
_VERSION = re.compile(r"[\W_]+v\d{1,2}$", re.IGNORECASE)  # survey_2024_v2, whose v is no Roman five


def add_origins(file: SeenFile, lines: list[Line]) -> None:
    """Add the lines of waves and groups that the names of parts tell, where no column tells the wave."""
    for source, labels in file.origins.items():
        names = list(labels.values())
        wave = tell_waves(names)
        if wave and any(line.role == "wave" for line in lines):
            continue
        cells = pd.Series(dtype="str")
        seen = Seen(head=source, counts=dict.fromkeys(labels, 1), n_rows=0, filled=0, distinct=0, cells=cells)
        line = Line(columns=[seen], role="wave" if wave else "segment", left_out="declared")
        line.name = unlike("wave" if wave else slug(shared_name(names) or "group"), {other.name for other in lines})
        if any(name != label for name, label in labels.items()):
            order = wave_order(names)[0]
            shown = sorted(labels, key=lambda name: (order.index(labels[name]), natural(name)))
            line.also.append(
                f"labels = {{ {', '.join(f'{quoted(name)} = {quoted(labels[name])}' for name in shown)} }}"
            )
        what = "files" if source == FILE else "sheets"
        if not wave:
            line.doubt(GROUPS, f"groups by the names of the {what}, such as places? If they are no groups, delete it")
        elif not tells_time(names):  # no year
            line.doubt(GROUPS, f"waves by the names of the {what}? If they are pieces of one export, delete it")
        lines.append(line)


def tell_waves(names: Sequence[str]) -> bool:
    """Whether names are of the calendar, or numbered: 2024, enero, ola 2, T3, 1."""
    numbered = wave_order(names)[1] and all(re.search(r"\d", name) for name in names)
    return tells_time(names) or numbered or all(all(map(_of_calendar, _WORD.findall(name))) for name in names)


def own_names(names: Sequence[str]) -> dict[str, str]:
    """What is each one's own in its name: clientes_2024 and clientes_2025 are 2024 and 2025.

    Words that all begin or end with are left out, of the calendar's only those that it takes to tell the time.
    """
    words = [list(_WORD.finditer(_VERSION.sub("", name))) for name in names]
    told = [[word[0] for word in found] for found in words]
    most = _shared(told), _shared([found[::-1] for found in told])
    idle = _shared(told, idle=True), _shared([found[::-1] for found in told], idle=True)
    tried = []
    for first, last in sorted(product(range(most[0] + 1), range(most[1] + 1)), key=sum):
        if all(len(found) > first + last for found in words):
            ends = [(found[first].start(), found[len(found) - last - 1].end()) for found in words]
            own = [name[start:end].replace("_", " ") for name, (start, end) in zip(names, ends, strict=True)]
            tried.append(((first, last), dict(zip(names, own, strict=True))))
    told_time = (own for _, own in tried if tells_time(own.values()))
    by_words = (own for ends, own in tried if ends == idle)
    return next(told_time, None) or next(by_words, None) or {name: name.replace("_", " ") for name in names}


def shared_name(names: Sequence[str]) -> str:
    """What all names begin with, else what they end with; empty where they share no word."""
    words = [_WORD.findall(name) for name in names]
    first, last = _shared(words, idle=True), _shared([own[::-1] for own in words], idle=True)
    return " ".join(words[0][:first] or words[0][len(words[0]) - last :])


def _shared(words: Sequence[Sequence[str]], *, idle: bool = False) -> int:
    """With how many words all lists begin; where `idle`, up to the first of the calendar."""
    count = 0
    for row in zip(*words, strict=False):
        if len({bare(word) for word in row}) > 1 or (idle and _of_calendar(row[0])):
            break
        count += 1
    return count


def _of_calendar(word: str) -> bool:
    word = bare(word)
    return word.isdecimal() or word in UNITS or word in NUMBERS or bool(month_of(word) or season_of(word))
