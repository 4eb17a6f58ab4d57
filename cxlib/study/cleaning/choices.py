"""Questions with several answers: which options there are, and which columns or codes of the file stand for each.

One line of study.toml becomes a column of yes and no for each option, whether the file has ticks in columns or codes
in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import Failure
from ...locale import prefixed, say
from ..contract.models import ColumnContract, OptionContract, TableContract
from ..contract.near_names import near_heads, no_column
from ..dates.wave_order import natural
from ..metadata.file_metadata import KnownByFile, within
from ..metadata.header_rows import matches, same_form
from ..words.answer_scales import plain_words
from ..words.cells import BLANKS, Cells
from ..words.numbers import plain
from .choice_cells import Split, known_tick

MOST_OPTIONS = 100  # of one question; more are free text
_LONGEST = 40
OTHER = re.compile(r"\b(?:other|others|otro|otra|otros|otras|altre|altres|altra|alt|alte|altele|alta|altul|specify)\b")


@dataclass(kw_only=True)
class _Asked:
    """One question with several answers, with all that its file tells of it."""

    table: str
    name: str
    column: ColumnContract
    headers: Sequence[str]
    known: Mapping[str, KnownByFile]
    text: Mapping[str, Cells]
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, problem: str, mend: str) -> None:
        """Note a fault of the question."""
        self.failures.append(Failure(table=self.table, column=self.name, problem=problem, mend=mend))

    def words(self, head: str) -> list[str]:
        """The different texts of one of its columns that are answers."""
        none = {*self.column.missing, *self.silent(head)}
        none = {code.strip() if isinstance(code, str) else plain(code) for code in none}
        return [word for word in self.text[head].texts if word and word not in none]

    def silent(self, head: str) -> list[str]:
        """The texts of one of its columns that the file declares to be no answer."""
        parts = self.known.get(head, KnownByFile()).missing
        return [word for word in self.text[head].texts if any(within(word, part) for part in parts)] if parts else []


def with_all_options(
    table: str,
    contract: TableContract,
    headers: Sequence[str],
    known: Mapping[str, KnownByFile],
    text: Mapping[str, Cells],
) -> tuple[TableContract, list[Failure], list[str]]:
    """The contract with a column for each option of its questions with several answers; faults, and notes.

    Parameters
    ----------
    table : str
    contract : TableContract
    headers : sequence of str
        All heads of the file.
    known : mapping
        What the file says of its columns, by head.
    text : mapping
        The cells of the columns that the contract needs; of a large file those that show how it is written.
    """
    asked = {name for name, column in contract.columns.items() if column.role == "choices" and not column.made}
    if not asked:
        return contract, [], []
    taken = {same_form(column.source) for name, column in contract.columns.items() if name not in asked}
    columns: dict[str, ColumnContract] = {}
    failures: list[Failure] = []
    notes: list[str] = []
    for name, column in contract.columns.items():
        if name not in asked:
            columns[name] = column
            continue
        question = _Asked(table=table, name=name, column=column, headers=headers, known=known, text=text)
        options = _options(question, taken)
        columns |= dict(zip(_names(name, options, {*columns, *contract.columns} - {name}), options, strict=True))
        failures += question.failures
        notes += question.notes
    return contract.model_copy(update={"columns": columns}), failures, notes


def _options(question: _Asked, taken: set[str]) -> list[OptionContract]:
    heads = _heads(question, taken)
    if not heads:
        return []
    return _ticks(question, heads) if len(heads) > 1 and not question.column.mentions else _codes(question, heads)


def _heads(question: _Asked, taken: set[str]) -> list[str]:
    """The file's columns of a question: those listed; those that its pattern matches and no line names; or one."""
    column, forms = question.column, {same_form(head): head for head in question.headers if head}
    if "*" in column.source and same_form(column.source) not in forms and not column.heads:
        free = [head for head in forms.values() if same_form(head) not in taken and head in question.text]
        found = [head for head in free if matches(column.source, head)]
        if not found:
            word = column.source.replace("*", "").strip(BLANKS)
            mend = near_heads(word, question.headers) if word else "Name the columns in a list."
            question.fail(f'no column like "{column.source}" in the file', mend)
        return found
    found = []
    for source in column.sources:
        if source.strip(BLANKS) in question.text:
            found.append(source.strip(BLANKS))
        else:
            question.failures.append(no_column(question.table, question.name, source.strip(BLANKS), question.headers))
    return found if len(found) == len(column.sources) else []


def _ticks(question: _Asked, heads: list[str]) -> list[OptionContract]:
    """An option for each column of ticks.

    A tick is what means yes. Where no cell means no, a tick is also the one word that a column has, as the option
    itself or its number; blanks alone then tell what was not ticked.
    """
    column = question.column
    words = {head: question.words(head) for head in heads}
    declared = {code.strip() if isinstance(code, str) else plain(code) for code in column.ticked}
    marks = _marks({word for found in words.values() for word in found}, declared)
    texts = [head for head in heads if len(words[head]) > 1 and any(marks[word] is None for word in words[head])]
    others = [head for head in texts if OTHER.search(plain_words(f"{head} {_wording(question, head)}"))]
    silent = not any(marks[word] == 0 for head in heads if head not in others for word in words[head])
    own = silent and not declared and _one_word_each(words, [head for head in heads if head not in others], marks)
    if others and not silent:
        others = []
    if others:
        listed = ", ".join(f'"{head}"' for head in others)
        told = say("any text in {heads} was read as a tick.", heads=listed)
        question.notes.append(prefixed(f"{question.table}.{question.name}", told))
    if silent and column.blank is None:
        told = say(
            "only ticks are in the file, so a row without any is taken for not answered; if everybody was asked, "
            'write blank = "none".'
        )
        question.notes.append(prefixed(f"{question.table}.{question.name}", told))
    options = []
    for head in heads:
        yes = tuple(word for word in words[head] if marks[word] == 1 or (own and marks[word] is None))
        no = tuple(word for word in words[head] if marks[word] == 0)
        options.append(
            _option(
                question, head, yes=yes, no=no, any_text=head in others, silent=silent, option=_label(question, head)
            )
        )
    return options


def _marks(words: set[str], declared: set[str]) -> dict[str, int | None]:
    """1 for a tick, 0 for what says that there is none, None for what says neither.

    Beside declared ticks one other word means none; of several, one may be no answer, so that each must be said.
    """
    if not declared:
        return {word: known_tick(word) for word in words}
    rest = words - declared
    others = {word: 0 if len(rest) == 1 or known_tick(word) == 0 else None for word in rest}
    return others | dict.fromkeys(words & declared, 1)


def _one_word_each(words: Mapping[str, list[str]], heads: list[str], marks: Mapping[str, int | None]) -> bool:
    """Whether each column has one word at most, another one than the others: the option itself, or its number."""
    found = [words[head][0] for head in heads if words[head]]
    alone = all(len(words[head]) < 2 for head in heads)
    return alone and len(set(found)) == len(found) and any(marks[word] is None for word in found)


def _label(question: _Asked, head: str) -> str:
    """What an option is called: as study.toml labels it, its one word, the file's wording, what the star stands for."""
    column = question.column
    before, _, after = column.source.partition("*")
    if column.heads:
        before, after = _begun(column.heads), ""
    star = head[len(before) : len(head) - len(after)] if head.startswith(before) else head
    for key in (head, star):
        if key in column.labels:
            return str(column.labels[key])
    words = question.words(head)
    own = words[0] if len(words) == 1 and known_tick(words[0]) is None and any(map(str.isalpha, words[0])) else ""
    if OTHER.search(plain_words(f"{_wording(question, head)} {star}")):  # "other, namely", and one person's words
        own = ""
    return own or _told(_wording(question, head)) or _told(star.strip(" /_")).strip("[]") or head


def _begun(heads: Sequence[str]) -> str:
    """What all heads begin with, up to a sign that is no letter or digit."""
    first, last = min(heads), max(heads)
    same = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return re.sub(r"[A-Za-z0-9]+\Z", "", first[:same])


def _wording(question: _Asked, head: str) -> str:
    return question.known.get(head, KnownByFile()).wording.strip(BLANKS)


def _told(text: str) -> str:
    """The option that a text names: what stands in its brackets, or behind the question it repeats."""
    in_brackets = re.search(r"\[([^\[\]]+)\]\s*$", text)
    if in_brackets:
        return in_brackets[1].strip()
    parts = re.split(r"\s[-–—|:]\s|(?<=\?)\s", text)
    return parts[-1].strip() or text.strip()


def _codes(question: _Asked, heads: list[str]) -> list[OptionContract]:
    """An option for each code that stands in the cells, or that study.toml names."""
    column = question.column
    words = list(dict.fromkeys(word for head in heads for word in question.words(head)))
    labels = _labels(question, heads)
    split = Split.of(words, labels=labels, separator=column.separator, single=column.mentions)
    if split.problem:
        question.fail(split.problem, split.mend)
        return []
    codes = list(labels) if labels else sorted({part for word in words for part in split.parts(word)}, key=natural)
    if len(codes) > MOST_OPTIONS:
        mend = 'Write separator or options; if these are comments, role = "verbatim".'
        question.fail(f"{len(codes):,} different options", mend)
        return []
    question.column = column.model_copy(update={"separator": split.separator})
    return [_option(question, heads[0], code=code, heads=heads, option=labels.get(code, code)) for code in codes]


def _labels(question: _Asked, heads: list[str]) -> dict[str, str]:
    """Code to option, as study.toml says it, else the file."""
    column = question.column
    if column.options:
        return {option.strip(BLANKS): option.strip(BLANKS) for option in column.options}
    if column.labels:
        return {code.strip(BLANKS): str(option) for code, option in column.labels.items()}
    none = {code if isinstance(code, str) else plain(code) for code in column.missing}
    labels = question.known.get(heads[0], KnownByFile()).labels
    return {code: word for code, word in labels.items() if code not in none}


def _option(question: _Asked, source: str, **parts: Any) -> OptionContract:
    column = question.column
    kept = column.model_dump(include={"role", "missing", "separator", "mentions", "blank", "question", "language"})
    heads = parts.get("heads") or [source]
    kept["missing"] = [*kept["missing"], *(word for head in heads for word in question.silent(head))]
    return OptionContract.model_construct(**kept, source=source, asked=question.name, **parts)


def _names(name: str, options: Sequence[OptionContract], used: set[str]) -> Iterator[str]:
    """A name for each option: that of the question, and the option's words."""
    stem = name.replace("*", "").strip("_-./ ") or "choice"
    for option in options:
        words = "_".join(re.findall(r"[a-z0-9]+", plain_words(option.option)))
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rpartition("_")[0] or words[:_LONGEST]
        number, own = 2, f"{stem}_{words}"
        unique = own
        while unique in used:
            number, unique = number + 1, f"{own}_{number}"
        used.add(unique)
        yield unique
