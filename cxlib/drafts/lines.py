"""A line of the draft: one column or several asked alike, their role and scale, and why somebody has to look."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..study.checks.spellings import spelt_alike
from ..study.contract.roles import ROLES
from ..study.dates.wave_order import natural
from ..study.metadata.name_patterns import unlike
from ..study.words.answer_scales import plain_words
from ..study.words.meanings import told_by, yes_no
from ..study.words.numbers import plain
from ..study.words.question_heads import without_code
from .scales import Scale
from .seen import Seen

# how much harm a wrong line does, and with it the order of decisions: wrong numbers first, then a lost page
ROWS, CODES, DIRECTION, QUESTION, DATES, KEYS, KIND, GROUPS = 10, 9, 8, 7, 6, 5, 4, 2
_NAMES = {
    "recommend": "recommend", "outcome": "overall", "id": "respondent", "weight": "weight", "time": "date", "customer":
    "customer", "unit": "unit", "wave": "wave", "language": "language", "verbatim": "comment", "employee": "employee",
}  # fmt: skip
_LONGEST = 40
# roles of names that no other table has as its keys
_SPELT = ("segment", "status", "mode", "channel", "department", "stage", "phase", "emotion", "theme", "level")
_MOST_NAMES, _MOST_TOLD = 40, 3


@dataclass(frozen=True)
class Check:
    """A doubt about a line: how much harm it does if wrong, what it is, and what a person has to decide."""

    harm: int
    text: str


@dataclass(kw_only=True)
class Line:
    """One line under [tables.….columns]; without a role it is written as a comment."""

    columns: list[Seen]
    role: str
    scale: Scale = field(default_factory=Scale)
    settings: dict[str, str] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    name: str = ""
    source: str = ""
    left_out: str = ""
    guessed: bool = False
    heads: list[str] = field(default_factory=list)
    stem: str = ""
    called: str = ""
    options: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)  # as study.toml has it
    mean_of: str = ""  # the pattern of other lines

    @property
    def column(self) -> Seen:
        """Its first column."""
        return self.columns[0]

    def checks_of(self, harm: int) -> list[Check]:
        """Its doubts of one kind."""
        return [check for check in self.checks if check.harm == harm]

    def doubt(self, harm: int, text: str) -> None:
        """Mark the line."""
        self.checks.append(Check(harm, text))


def one_spelling(line: Line, *, alone: bool = False) -> None:
    """Give groups that are spelt in several ways one label, the commonest spelling, and mark it.

    Units, too, where the table is `alone`: no other has them as its keys.
    """
    column, answers = line.column, line.column.answers
    roles = (*_SPELT, "unit") if alone else _SPELT
    names = line.role in roles and column.kind in ("groups", "yes_no") and not column.known.labels
    plain_forms = {plain_words(word) for word in answers}
    bare = column.kind == "yes_no" and all(form.isalpha() for form in plain_forms)  # "Yes, often" says more
    if bare and line.role in _SPELT and len(plain_forms) > 2:
        _one_yes(line)
        return
    alike = spelt_alike(answers) if names and len(column.counts) == column.distinct <= _MOST_NAMES else []
    if not alike:
        return
    best = {word: max(words, key=answers.__getitem__) for words, _ in alike for word in words}
    labels = sorted(((best.get(word, word), word) for word in answers), key=lambda pair: natural(pair[0]))
    line.also.append(f"labels = {{ {', '.join(f'{quoted(word)} = {quoted(label)}' for label, word in labels)} }}")
    told = "; ".join(", ".join(map(quoted, words)) for words, _ in alike[:_MOST_TOLD])
    line.doubt(GROUPS, f"{told} {'are one group' if len(alike) == 1 else 'are one group each'}, spelt in several ways")


def _one_yes(line: Line) -> None:
    """Give yes, sí and oui one label, the commonest of them, and so no."""
    answers = line.column.answers
    said = {word: yes_no(word) for word in answers}
    best = {value: max((w for w in said if said[w] == value), key=answers.__getitem__) for value in set(said.values())}
    labels = ", ".join(f"{quoted(word)} = {quoted(best[said[word]])}" for word in sorted(answers, key=natural))
    line.also.append(f"labels = {{ {labels} }}")


def named_codes(line: Line) -> None:
    """Name the codes of groups that the head explains: "(1 = Sí, 2 = No)"."""
    column = line.column
    told = told_by(column.wording) or told_by(column.head)
    groups = line.role in ROLES and ROLES[line.role].values == "text" and not line.columns[1:]
    if groups and column.kind == "number" and not column.known.labels and set(column.numbers) <= set(told):
        labels = ", ".join(f"{quoted(plain(code))} = {quoted(told[code])}" for code in sorted(column.numbers))
        line.also.append(f"labels = {{ {labels} }}")


def slug(text: str) -> str:
    """A text as a name of the workbook: small letters, digits and underscores."""
    name = "_".join(re.findall(r"[a-z0-9]+", plain_words(text)))
    if len(name) > _LONGEST:
        name = name[:_LONGEST].rpartition("_")[0] or name[:_LONGEST]
    return f"c_{name}" if not name or name[0].isdigit() else name


def name_lines(lines: Iterable[Line]) -> None:
    """Give each line of one column a name: the usual one of its role, else its head."""
    used: set[str] = set()
    for line in lines:
        if line.name:
            continue
        usual = _NAMES.get(line.role, "")
        in_brackets = re.search(r"\[([^\]]+)\]\s*$", line.column.head)  # of a grid
        told = in_brackets[1] if in_brackets else without_code(line.column.head)
        name = usual if usual and usual not in used else slug(told)
        line.name = unlike(name, used)


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
