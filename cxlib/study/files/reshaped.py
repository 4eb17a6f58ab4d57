"""Files of another shape than a row for each respondent: a column for each wave, a row for each answer, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...errors import CXError
from ...locale import say
from ...text import count
from ..contract.models import ColumnContract, TableContract
from ..contract.near_names import near_heads
from ..metadata.file_metadata import KnownByFile
from ..metadata.header_rows import Heads, matches, same_form
from ..words.cells import Cells
from .counted_rows import by_answer, first_of_each
from .joined_answers import joined, known_of, of_several

if TYPE_CHECKING:
    from .readers import RawTable

WAVE = "(wave)"  # the source of the column that says the wave
_FEW_CONFLICTS = 3  # rows that a message names


def as_it_stands(table: TableContract) -> TableContract:
    """The contract that reads every column of a file, before its shape is changed."""
    every = {"*": ColumnContract(source="*", role="description")}
    return table.model_copy(update={"waves": {}, "answers": None, "counts": {}, "once": None, "columns": every})


def reshaped(raw: RawTable, table: TableContract) -> RawTable:
    """A file as a row for each respondent, or for each respondent and wave, with the columns that study.toml names."""
    raw = first_of_each(raw, table.once) if table.once else raw
    if table.counts:
        return _wanted(by_answer(raw, table.counts), table)
    return _wanted(_by_wave(raw, table.waves) if table.waves else _by_respondent(raw, table), table)


def heads_by_wave(headers: list[str], waves: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Wave → the name of a question without its wave → the head of the file that has both."""
    found: dict[str, dict[str, str]] = {}
    for wave, pattern in waves.items():
        before, _, after = same_form(pattern).partition("*")
        own = {head: same_form(head) for head in headers if head and matches(pattern, head)}
        named = {form[len(before) : len(form) - len(after)].strip(" _-.:|"): head for head, form in own.items()}
        found[wave] = {name: head for name, head in named.items() if name}
    return found


def _by_wave(raw: RawTable, waves: Mapping[str, str]) -> RawTable:
    """A row for each row of the file and each wave in which it has an answer."""
    heads = heads_by_wave(raw.headers, waves)
    for wave, own in heads.items():
        if not own:
            raise CXError(
                f'waves: no column of "{raw.file}" is named as "{waves[wave]}".',
                'Write it as waves = { "2024" = "*_2024" }.',
            )
    moved = {head for own in heads.values() for head in own.values()}
    names = list(dict.fromkeys(name for own in heads.values() for name in own))
    kept = {head: cells for head, cells in raw.cells.items() if head not in moved}
    taken = next((name for name in names if name in kept), "")
    if taken:
        mend = "Give one of them another name in the file: which one is meant cannot be known."
        raise CXError(f'waves: "{raw.file}" has a column "{taken}" beside those of its waves.', mend)
    empty = Cells(np.zeros(len(raw.rows), dtype=int), pd.Series([""], dtype="str"))
    places = [np.array([], dtype=int)]
    columns: dict[str, list[Cells]] = {source: [] for source in (*kept, *names)}
    for own in heads.values():
        parts = {name: raw.cells.get(own.get(name, ""), empty) for name in names}
        answered = np.logical_or.reduce([~part.empty[part.codes] for part in parts.values()])
        for source, part in (kept | parts).items():
            columns[source].append(part.keep(answered))
        places.append(np.flatnonzero(answered))
    sizes = [len(part) for part in places[1:]]
    told = say(
        '"{file}": a row for each wave was made of {rows} rows: {sizes}.',
        file=raw.file,
        rows=count(len(raw.rows)),
        sizes=", ".join(f"{wave} {count(size)}" for wave, size in zip(waves, sizes, strict=True)),
    )
    waves_of_rows = Cells.of_text(pd.Series(np.repeat(list(waves), sizes), dtype="str"))
    known = {name: _one_meaning(raw, name, [own[name] for own in heads.values() if name in own]) for name in names}
    return replace(
        raw,
        cells={source: Cells.joined(parts) for source, parts in columns.items()} | {WAVE: waves_of_rows},
        rows=raw.rows[np.concatenate(places)],
        headers=[*kept, *names, WAVE],
        known={source: known.get(source, raw.known.get(source, KnownByFile())) for source in (*kept, *names)},
        notes=(*raw.notes, told),
    )


def _one_meaning(raw: RawTable, name: str, heads: list[str]) -> KnownByFile:
    """What the file says of a question, which must be the same in each wave."""
    known = [raw.known.get(head, KnownByFile()) for head in heads]
    if any(its.labels != known[0].labels for its in known):
        mend = "Give the codes one meaning in the file, or read each wave as a table of its own."
        raise CXError(f'waves: "{raw.file}" labels the codes of "{name}" otherwise in other waves.', mend)
    return known[0]


def _by_respondent(raw: RawTable, table: TableContract) -> RawTable:
    """A row for each respondent, and a column for each question, of rows that hold an answer each."""
    told = table.answers
    if told is None:
        return raw
    for head in (*told.of, told.question, *told.answer, *([told.text] if told.text else [])):
        if head not in raw.cells:
            raise CXError(f'answers: no column "{head}" in "{raw.file}".', near_heads(head, raw.headers))
    frame = pd.DataFrame({head: cells.rows() for head, cells in raw.cells.items()}).reset_index(drop=True)
    answer = frame[told.answer[0]]
    for head in told.answer[1:]:
        answer = answer.where(answer != "", frame[head])
    for head in (*told.of, told.question):  # blanks would be one person, or one question
        if (nobodys := ((answer != "") & (frame[head] == "")).to_numpy()).any():
            raise CXError(
                f'answers: "{raw.file}" has answers without "{head}" (rows {_first_of(raw.rows[nobodys])}).',
                "Fill it in, or take these rows out of the file: whose answer it is, and to what, cannot be known.",
            )
    who = frame.groupby(told.of, sort=False).ngroup()
    long = pd.DataFrame({"who": who, "asked": frame[told.question], "answer": answer})
    given = long[answer != ""].drop_duplicates()
    asked = list(dict.fromkeys(frame[told.question][frame[told.question] != ""]))
    words = dict(zip(frame[told.question], frame[told.text], strict=True)) if told.text else {}
    several = of_several(table, asked, words)
    once = joined(given, several)
    twice = once.duplicated(["who", "asked"], keep="first")
    if twice.any():
        rows = _first_of(raw.rows[once.index[twice]])
        raise CXError(
            f'answers: "{raw.file}" has several answers of one respondent to one question (rows {rows}).',
            'If people were asked several times, add the column that tells the times: of = ["…", "…"]; if the question '
            'has several answers, write role = "choices".',
        )
    people = range(int(long["who"].max()) + 1)
    wide = once.pivot(index="who", columns="asked", values="answer").reindex(index=people, columns=asked).fillna("")
    spoken = {*told.answer, told.question, told.text} - {""}
    own = [head for head in frame if head not in spoken and head not in asked]
    of_people = frame[own].replace("", np.nan).groupby(long["who"], sort=False)
    varies = [head for head, most in of_people.nunique().max().items() if most > 1]
    if asked_for := next((head for head in varies if head in table.sources), ""):
        raise CXError(
            f'answers: "{asked_for}" of "{raw.file}" is not the same in all rows of a respondent.',
            "Add to of = […] the column that tells their rows apart, or leave this one out of study.toml.",
        )
    kept = of_people.first().fillna("").drop(columns=varies)
    known = {head: KnownByFile(wording=words.get(head, "")) for head in asked}
    for head, sign in several.items():
        known[head] = known_of(known[head], given["answer"][given["asked"] == head], sign, frame[varies])
    note = say(
        '"{file}": {answers} rows with an answer each were put together into {people} rows, one for each respondent.',
        file=raw.file,
        answers=count(len(frame)),
        people=count(len(people)),
    )
    left = say(
        '"{file}": left out, since they are not the same in all rows of a respondent: {heads}. Where one tells rows '
        "apart, add it to of = […].",
        file=raw.file,
        heads=", ".join(varies),
    )
    first = long.drop_duplicates("who").index
    columns = {head: Cells.of_text(column.astype("str").reset_index(drop=True)) for head, column in kept.items()}
    columns |= {head: Cells.of_text(wide[head].astype("str").reset_index(drop=True)) for head in asked}
    return replace(
        raw,
        cells=columns,
        rows=raw.rows[first],
        headers=list(columns),
        known={head: known.get(head, KnownByFile()) for head in columns},
        notes=(*raw.notes, note, *([left] if varies else [])),
    )


def _first_of(rows: np.ndarray) -> str:
    return ", ".join(count(int(row)) for row in rows[:_FEW_CONFLICTS])


def _wanted(raw: RawTable, table: TableContract) -> RawTable:
    """The columns that study.toml names, by the source that it gives, as the reader of a file gives them."""
    names = [{raw.known.get(head, KnownByFile()).wording} - {""} for head in raw.headers]
    wordings = [raw.known.get(head, KnownByFile()).wording for head in raw.headers]
    heads = Heads(rows=0, headers=raw.headers, names=names, wordings=wordings)
    places = heads.places(table.sources, raw.file)
    return replace(
        raw,
        cells={source: raw.cells[raw.headers[place]] for source, place in places.items()},
        known={source: raw.known.get(raw.headers[place], KnownByFile()) for source, place in places.items()},
        unused=tuple(head for place, head in enumerate(raw.headers) if place not in places.values()),
    )
