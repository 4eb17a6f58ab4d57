"""The data contract: what a study.toml may say, as pydantic models."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from ...locale import LANGUAGES
from .keys import (
    Codes,
    counts_given,
    fault,
    labels_given,
    one_of,
    role_given,
    rows_given,
    scale_by_given,
    scale_given,
    waves_given,
)
from .parts import ORIGINS
from .role_meaning import role_meant
from .roles import KINDS, ROLES

NPS_SCALE: list[float] = [0, 10]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ColumnContract(_Strict):
    """One column: its header in the file, its role, and what its codes mean.

    A `source` of "(file)" or "(sheet)" is the name of that in which the row stands, without its ending.

    `difference` and `mean` make it of other columns, a mean where `at_least` so many are answered; `scale_by` names the
    column that tells the scale of each row. Of a question with several answers, `heads` are its columns where they are
    listed, `options` the answers as they are written, `separator` what parts them in a cell, `ticked` the codes of a
    tick, `mentions` says that each column has a code, and `blank` whether a row without any tick chose none or was not
    asked.
    """

    source: str
    role: Annotated[str, AfterValidator(role_given)]
    scale: Annotated[list[float], BeforeValidator(scale_given)] | None = None
    missing: Codes = []
    not_used: Codes = []
    labels: Annotated[dict[str, Any], BeforeValidator(labels_given)] = {}
    reverse: bool = False
    required: bool = False
    format: str | None = None
    touchpoint: str | None = None
    facet: str | None = None
    question: str = ""
    measured_in: str | None = None
    language: str | None = None
    heads: list[str] = []
    options: Annotated[list[str], Field(min_length=1)] | None = None
    separator: Annotated[str, Field(min_length=1)] | None = None
    ticked: Codes = []
    mentions: bool = False
    blank: Annotated[str, one_of("meaning of blank", ["none", "missing"])] | None = None
    difference: list[str] | None = None
    mean: list[str] | None = None
    at_least: Annotated[int, Field(ge=1)] | None = None
    scale_by: Annotated[dict[str, Any], BeforeValidator(scale_by_given)] | None = None

    @property
    def made(self) -> bool:
        """Whether it is no column of the file that is cleaned by itself, but made of some."""
        return bool(self.difference or self.mean)

    @property
    def as_read(self) -> ColumnContract:
        """What holds of the cells themselves: where another column tells the scale, none does."""
        return self if self.scale_by is None else self.model_copy(update={"scale": None})

    @property
    def sources(self) -> list[str]:
        """The columns of the file that it needs."""
        return [] if self.made else self.heads or [self.source]

    @property
    def values(self) -> Literal["text", "number", "date", "yes_no", "names"]:
        """What the clean column holds; labels that are names make an ordered category of it."""
        if self.role == "choices":
            return "yes_no"
        if self.labels and isinstance(next(iter(self.labels.values())), str):
            return "names"
        role = ROLES[self.role].values
        return "number" if self.labels and role == "text" else role

    @property
    def bounds(self) -> list[float] | None:
        """The scale; unless declared, 0 to 10 for the recommendation question, else what labels span."""
        if self.scale is None and self.role == "recommend":
            return NPS_SCALE
        if self.scale is None and self.labels and self.values == "number":
            # a label such as { "Don't know" = 9 } is of no answer where 9 is declared missing
            answers = [number for number in self.labels.values() if number not in (*self.missing, *self.not_used)]
            return [min(answers), max(answers)] if answers else None
        return self.scale

    @property
    def ends(self) -> tuple[float, float]:
        """The scale of a column that is known to have one."""
        if self.bounds is None:
            raise ValueError(f"{self.source} has no scale")
        return self.bounds[0], self.bounds[1]

    def turned(self, value: Any) -> Any:
        """A number, or an array of them, of the scale turned round: 2 of 1…5 is 4."""
        return sum(self.ends) - value


class OptionContract(ColumnContract):
    """One option of a question with several answers, as its file shows it; `asked` names the question.

    `code` is the option as a cell of codes has it, empty where the option has a column of ticks; then `yes` and `no`
    are the words of that column, and `any_text` says that whatever is written there is a tick.
    `silent` says that blanks alone tell what was not ticked.
    """

    asked: str
    option: str
    code: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    any_text: bool = False
    silent: bool = False

    @property
    def made(self) -> bool:
        """Whether it is made of cells that other options need as well."""
        return True

    @property
    def sources(self) -> list[str]:
        """The columns of the file that it needs."""
        return self.heads or [self.source]


def _with_sources(name: str, column: Any) -> Iterator[tuple[str, Any]]:
    """A column with the source that it has where none is said; of a list each, but of one question all of them."""
    source = column.get("source", name) if isinstance(column, Mapping) else name
    if not isinstance(column, Mapping) or not isinstance(source, list):
        yield name, {"source": name, **column} if isinstance(column, Mapping) else column
    elif not source or not all(isinstance(head, str) for head in source):
        yield name, column
    elif role_meant(str(column.get("role", ""))) == "choices":
        yield name, {**column, "source": source[0], "heads": source}
    else:
        from ..words.answer_scales import plain_words

        for head in source:
            words = "_".join(re.findall(r"[a-z0-9]+", plain_words(head)))
            own = name.replace("*", words) if "*" in name else f"{name}_{words}"
            yield own, {**({"question": head} if " " in head.strip() else {}), **column, "source": head}


class AnswersContract(_Strict):
    """A file with a row for each answer: the columns of respondents, of questions and their words, of answers."""

    of: Annotated[list[str], Field(min_length=1)]
    question: str
    answer: Annotated[list[str], Field(min_length=1)]
    text: str = ""

    @field_validator("of", "answer", mode="before")
    @classmethod
    def _one_or_several_columns(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value


class TableContract(_Strict):
    """One table: its file or files, its kind, its columns, and which of its rows are looked at.

    Where a row of the file is no respondent, `waves` names the columns of each wave, `answers` those of respondents,
    questions and answers, or `counts` the column that counts each answer; the columns are then those of respondents in
    a wave, or of respondents. Of rows that are alike in the columns of `once` the first is read.

    What else may be said is found in the file where it is not declared: `encoding` (a name, or
    "mixed" for UTF-8 with lines in Windows-1252), `delimiter`, `decimal`, `header_rows`, `sheet` or several.
    """

    file: list[str]
    kind: Annotated[str, one_of("kind of table", KINDS)]
    encoding: str | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    decimal: Annotated[str, one_of("decimal sign", [".", ","])] | None = None
    header_rows: Annotated[int, Field(ge=1, le=10)] | None = None
    sheet: list[str] | None = None
    rows: Annotated[dict[str, Any], BeforeValidator(rows_given)] = {}
    waves: Annotated[dict[str, str], BeforeValidator(waves_given)] = {}
    answers: AnswersContract | None = None
    counts: Annotated[dict[str, str], BeforeValidator(counts_given)] = {}
    once: list[str] | None = None
    columns: Annotated[dict[str, ColumnContract], Field(min_length=1)]

    @field_validator("file", "sheet", "once", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value or None

    @field_validator("columns", mode="before")
    @classmethod
    def _source_is_the_name_unless_said(cls, columns: Any) -> Any:
        if not isinstance(columns, Mapping):
            return columns
        return {own: its for name, column in columns.items() for own, its in _with_sources(name, column)}

    @property
    def sources(self) -> set[str]:
        """The columns of the file that it needs, without blanks at their ends."""
        from ..words.cells import BLANKS  # which loads pandas, as a contract alone does not

        own = (source for column in self.columns.values() for source in column.sources)
        return {source.strip(BLANKS) for source in (*own, *self.rows)} - ORIGINS

    @property
    def is_reshaped(self) -> bool:
        """Whether a row of the file is no respondent of the table."""
        return bool(self.waves or self.answers or self.counts or self.once)

    def named(self, role: str) -> list[str]:
        """The names of the columns of a role, in the order written."""
        return [name for name, column in self.columns.items() if column.role == role]


class SmallestCell(_Strict):
    """The fewest people for whom a number is shown."""

    employees: Annotated[int, Field(ge=1)] = 10
    customers: Annotated[int, Field(ge=1)] = 10
    comments: Annotated[int, Field(ge=1)] = 10


class StudyContract(_Strict):
    """What holds for the whole study."""

    name: Annotated[str, Field(min_length=1)]
    language: Annotated[str, one_of("language", LANGUAGES)] = "en"
    min_cell: SmallestCell = SmallestCell()
    as_of: datetime.date | None = None
    faults: Annotated[str, one_of("way with faults", ["stop", "set_aside"])] = "stop"
    notes: str = ""


def _colour(word: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", word):
        raise fault(f'"{word}", which is no colour', 'Write it as in colour = "#0b4f8a".')
    return word.lower()


class ReportContract(_Strict):
    """What stands on the report of a study of one's own: the client's name, a colour and a logo, a file beside it."""

    client: str = ""
    colour: Annotated[str, AfterValidator(_colour)] = "#0b4f8a"
    logo: str = ""


class Contract(_Strict):
    """A whole study.toml."""

    study: StudyContract
    report: ReportContract = ReportContract()
    tables: Annotated[dict[str, TableContract], Field(min_length=1)]
