"""Files or sheets with the same columns, seen as one file; what they do not agree in is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from ..errors import CXError
from ..study.contract.parts import FILE, SHEET, WORKBOOK, stems
from ..study.contract.roles import SCALED
from ..study.files.excel_files import shown_sheets
from ..study.metadata.header_rows import same_form
from ..study.words.numbers import plain
from .beside import settle
from .files_seen import SeenFile, read_file, read_sheet
from .lines import CODES, Check, Line, quoted
from .named import GROUPS
from .part_names import own_names, shared_name, tell_waves
from .roles import lines_of
from .seen import Seen

_ALIKE = 0.75  # of all heads of two files: those that both have
_FEWEST = 2  # heads that show anything
_SENT_AGAIN = 0.5  # of the rows of a file: those that another has, too, which is then the same export
_DISTINCT = 0.9  # of the rows: those that are like no other of their file, so that they are known in another one
_TOPS = (4, 5, 6, 7, 10, 100)  # where scales end
_FURTHER = 1.4  # times as far: 5 and 7, 7 and 10; that nobody gave the highest answer is no other scale
_FEW = 20  # answers, of which the highest shows where the scale ends

Forms = dict[str, Seen]


def read_files(paths: Sequence[Path]) -> list[SeenFile]:
    """The files of a draft, those with the same columns as one."""
    return _joined([_with_sheets(path) for path in paths], FILE)


def _with_sheets(path: Path) -> SeenFile:
    """A file; of a workbook all shown sheets with the same columns, those that hold most where there are several."""
    titles = shown_sheets(path) if path.suffix.lower() == WORKBOOK else {}
    pages = []
    for title in (one for one, heads in titles.items() if any(_alike(heads, titles[o]) for o in titles if o != one)):
        with suppress(CXError):  # a pivot, or nothing
            pages.append(replace(read_sheet(path, title), sheets=[title]))
    found = [file for file in _joined(pages, SHEET) if file.sheets[1:]]
    if not found:
        return read_file(path)
    fullest = max(found, key=lambda file: file.n_rows * len(file.columns))
    if left := [title for title in titles if title not in fullest.sheets]:
        fullest.checks["sheet"] = f"other sheets are not read: {', '.join(map(quoted, left))}"
    return fullest


def _joined(files: list[SeenFile], source: str) -> list[SeenFile]:
    """Files that agree with all of their kind, as one each."""
    groups: list[list[SeenFile]] = []
    for file in files:
        alike = [group for group in groups if all(_same_heads(file, other) for other in group)]
        apart = [next(filter(None, (_kept_apart(file, other) for other in group)), "") for group in alike]
        file.doubt = next(filter(None, apart), "") or file.doubt
        own = next((group for group, told in zip(alike, apart, strict=True) if not told), None)
        if own is None:
            groups.append([file])
        else:
            own.append(file)
    return [group[0] if len(group) == 1 else _as_one(group, source) for group in groups]


def _kept_apart(file: SeenFile, other: SeenFile) -> str:
    """Why a file is no part of a table with another one that has its columns; empty where it is."""
    if _sent_again(file, other):
        return f"most rows stand in {other.path.name}, too: the same export again? Then leave this table out"
    mine, theirs = _forms(file), _forms(other)
    for form in (form for form in mine if form in theirs):
        words, others = mine[form].known.labels, theirs[form].known.labels
        for code in (code for code in words if others.get(code, words[code]) != words[code]):
            return f'{code} is "{words[code]}", and "{others[code]}" in {other.path.name}: they stay two tables'
    return ""


def _same_heads(one: SeenFile, other: SeenFile) -> bool:
    """Whether two files have the same columns but for a few, and can be read in one way."""
    signs = {column.decimal.sign for file in (one, other) for column in file.columns if _has_decimals(column)}
    apart = one.path != other.path and (one.sheets, one.settings.get("sheet")) != (
        other.sheets,
        other.settings.get("sheet"),
    )
    return _alike(_forms(one), _forms(other)) and len(signs) < 2 and not apart


def _alike(heads: Collection[str], others: Collection[str]) -> bool:
    """Whether two files have the same heads but for a few."""
    mine, theirs = set(heads), set(others)
    return len(mine & theirs) >= max(_FEWEST, _ALIKE * len(mine | theirs))


def _has_decimals(column: Seen) -> bool:
    return column.kind == "number" and not column.whole


def _forms(file: SeenFile) -> Forms:
    return {same_form(column.head).casefold(): column for column in file.columns}


def _sent_again(one: SeenFile, other: SeenFile) -> bool:
    """Whether most rows of a file stand in another one: anywhere, or in the same place where rows are often alike."""
    mine, theirs = _forms(one), _forms(other)
    both = [form for form in mine if form in theirs]
    first, second = (list(zip(*(its[form].cells for form in both), strict=True)) for its in (mine, theirs))
    if min(len(set(rows)) / max(len(rows), 1) for rows in (first, second)) >= _DISTINCT:
        again = sum((Counter(first) & Counter(second)).values())
    else:
        again = sum(a == b for a, b in zip(first, second, strict=False))
    return again > _SENT_AGAIN * min(len(first), len(second))


def _as_one(files: list[SeenFile], source: str) -> SeenFile:
    """Files below one another."""
    first, own = files[0], [_forms(file) for file in files]
    if source == FILE:
        given = [stems([file.path.name for file in files])[file.path.name] for file in files]
        path = first.path.with_name((shared_name(given) or first.path.parent.name) + first.path.suffix)
        labels = own_names(given)
    else:
        path, labels = first.path, {file.sheets[0]: file.sheets[0] for file in files}
    forms = list(dict.fromkeys(form for its in own for form in its))
    columns = [_column([its.get(form) for its in own], files) for form in forms]
    names = list(labels.values())
    asked = {
        its.head: [n for n, o in zip(names, own, strict=True) if f in o] for f, its in zip(forms, columns, strict=True)
    }
    settings, checks = _settings(files)
    if source == SHEET:
        settings["sheet"] = f"[{', '.join(map(quoted, labels))}]"
    return SeenFile(
        path=path,
        columns=columns,
        n_rows=sum(file.n_rows for file in files),
        twice=list(dict.fromkeys(head for file in files for head in file.twice)),
        settings=settings,
        checks=checks,
        notes=tuple(note for file in files for note in file.notes),
        ragged=sum(file.ragged for file in files),
        doubt=next((file.doubt for file in files if file.doubt), ""),
        files=[file.path.name for file in files] if source == FILE else [],
        sheets=first.sheets if source == FILE else list(labels),
        origins={**first.origins, source: labels},
        roles=_roles(own, files, forms, names),
        doubts={column.head: list(_doubts(form, own, names)) for form, column in zip(forms, columns, strict=True)},
        anew=[]
        if tell_waves(names)
        else [c.head for form, c in zip(forms, columns, strict=True) if _begins_anew(form, own)],
        asked_in={head: some for head, some in asked.items() if len(some) < len(files)},
    )


def _settings(files: list[SeenFile]) -> tuple[dict[str, str], dict[str, str]]:
    """What the table must say, and why that is doubtful; encodings that differ are found file by file."""
    settings = {key: value for file in files for key, value in file.settings.items()}
    encodings = {file.settings.get("encoding", "") for file in files}
    if len(encodings) > 1 and "mixed" in encodings:
        settings["encoding"] = "mixed"
    elif len(encodings) > 1:
        settings.pop("encoding")
    checks = {key: text for file in files for key, text in file.checks.items()}
    return settings, {key: text for key, text in checks.items() if key in settings}


def _column(parts: list[Seen | None], files: list[SeenFile]) -> Seen:
    """A column of all files; blank where a file has none."""
    there = [part for part in parts if part is not None]
    counts: Counter[str] = Counter()
    for part in there:
        counts.update(part.counts)
    rows = [
        part.cells if part is not None else pd.Series([""] * len(file.columns[0].cells), dtype="str")
        for part, file in zip(parts, files, strict=True)
    ]
    cells = pd.concat(rows, ignore_index=True)
    known = next((part.known for part in there if part.known.labels), there[0].known)
    return replace(
        there[0],
        wording=next((part.wording for part in there if part.wording), ""),
        counts=dict(counts.most_common()),
        n_rows=sum(file.n_rows for file in files),
        filled=sum(part.filled for part in there),
        distinct=_distinct(there, counts, cells),
        cells=cells,
        known=known,
    )


def _distinct(parts: list[Seen], counts: Counter[str], cells: pd.Series) -> int:
    """How many different values all files have; of large ones, whose keys are not at hand, as the first rows tell."""
    if all(part.distinct == len(part.counts) for part in parts):
        return len(counts)
    if all(len(part.cells) == part.n_rows for part in parts):
        return cells[cells != ""].nunique()
    again = any(set(one.cells) & set(other.cells) - {""} for one, other in pairwise(parts))
    return max(part.distinct for part in parts) if again else sum(part.distinct for part in parts)


def _roles(own: list[Forms], files: list[SeenFile], forms: list[str], names: list[str]) -> list[str]:
    """The roles of columns that are keys within each file, and of those that have numbers here and words there."""
    waves, alone = tell_waves(names), cache(lambda place: _roles_of(files[place]))

    def role(form: str) -> str:
        parts = [(place, its[form]) for place, its in enumerate(own) if form in its]
        kinds = {part.kind for _, part in parts}
        if len(parts) > 1 and _mixed(kinds):
            return next(alone(place)[id(part)] for place, part in parts if part.kind == "number")
        key = len(parts) > 1 and waves and all(part.unique for _, part in parts)
        return "id" if key and alone(parts[0][0])[id(parts[0][1])] == "id" else ""

    return [role(form) for form in forms]


def _roles_of(file: SeenFile) -> dict[int, str]:
    lines = lines_of(file.columns)
    settle(lines)
    return {id(column): line.role for line in lines for column in line.columns}


def not_agreed(file: SeenFile, lines: list[Line]) -> None:
    """Mark the lines of columns in which files do not agree; ids that begin anew in each file are no key."""
    for line in lines:
        told = line.role in (*SCALED, *GROUPS)
        line.checks += [check for check in file.doubts.get(line.column.head, []) if told]
        waves = any(tell_waves(list(names.values())) for names in file.origins.values())
        if line.role in ("id", "customer") and line.column.head in file.anew and not waves:
            line.role, line.left_out, line.checks = "", "anew", []


def _begins_anew(form: str, own: list[Forms]) -> bool:
    """Whether the first ids of one file are those of another: 1, 2, 3 in each."""
    parts = [its[form] for its in own if form in its]
    first = [part.cells.iloc[0] for part in parts]
    return len(parts) > 1 and all(part.unique for part in parts) and len(set(first)) < len(first)


def _mixed(kinds: Collection[str]) -> bool:
    return "number" in kinds and not {"words", "letters", "groups"}.isdisjoint(kinds)


def _doubts(form: str, own: list[Forms], names: list[str]) -> Iterator[Check]:
    """What the files do not agree in."""
    there = [(name, its[form]) for name, its in zip(names, own, strict=True) if form in its and its[form].answers]
    for (one, mine), (other, theirs) in pairwise(there):
        kinds = {mine.kind, theirs.kind}
        tops = [_top(part) for part in (mine, theirs)]
        if _mixed(kinds):
            yield Check(CODES, f"{one} and {other} differ: numbers here, words there; write labels for the words")
        elif all(tops) and max(tops) >= _FURTHER * min(tops):
            ends = f"at {plain(tops[0])} in {one} and at {plain(tops[1])} in {other}"
            yield Check(CODES, f"answers end {ends}: two scales? Then write scale_by")
        elif kinds == {"groups"} and not set(mine.answers) & set(theirs.answers):
            yield Check(CODES, f"{one} and {other} have no group in common: the same ones, written otherwise?")


def _top(part: Seen) -> float:
    """Where the scale of a column ends; 0 where that is not seen."""
    if part.kind != "number" or part.filled < _FEW or not part.whole or len(part.core) < 4:
        return 0
    return next((top for top in _TOPS if max(part.core) <= top), 0)
