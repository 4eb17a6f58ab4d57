"""A person leaves a folder of results: what held something of them by itself goes, and what is left is said."""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..blocks.forgetting import forget_people
from ..errors import CXError
from ..locale import say, say_number, speaking
from ..monitoring.history import forget_group
from ..privacy.pseudonyms import KEY, pseudonymise
from ..study.contract.roles import STAFF
from ..study.words.numbers import as_text
from ..text import count, listed
from .folders import sweep, writing
from .published import RECORD

if TYPE_CHECKING:
    from ..study import Study

WHOSE = ("customer", "employee")
SHORTEST = 5  # signs of an id that can be told from a number of a page
A_SENTENCE = 20  # letters of a comment that is somebody's own
TAG = re.compile(r"<[^>]*>")
SHEETS = (".xlsx", ".pptx", ".docx")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".pdf")
Rows = Mapping[str, pd.DataFrame]


def forget(person: str, results: Path, study: Path) -> list[str]:
    """Remove what a folder of results holds of a person, and say what was changed and what cannot be.

    Parameters
    ----------
    person : str
        The id as it stands in the client's file, or its pseudonym; with CX_KEY set, what `pseudonymise` made it from.
    results : Path
        The folder of results.
    study : Path
        The study whose person it is.

    Returns
    -------
    list of str
        Lines to print; none holds the id.

    Raises
    ------
    CXError
        Nobody knows the id.
    """
    from ..study.people.employees import Protection
    from ..study.read import read
    from .workbook import declared_language

    data = read(study, engine="pandas", protection=Protection(as_they_came=True))
    names = _names(person)
    rows = _rows_of(data, names)
    with writing(results):
        sweep(results)
        blotted, nameless = forget_people(results, names)
        scores = sum(forget_group(file, names) for file in sorted(results.rglob("*.parquet")))
        holding = list(_holding(results, names, _words(data, rows)))
        if not (rows or blotted or scores or holding):
            raise CXError(
                "Neither the study nor the results know this id.",
                "Write it as it stands in the client's file, or, where the file has pseudonyms, the pseudonym.",
            )
        runs = {
            file.parent: json.loads(file.read_text(encoding="utf-8")) for file in sorted(results.glob(f"*/{RECORD}"))
        }
        gone = [run for run in runs if any(file.is_relative_to(run) for file in holding)]
        for run in gone:
            shutil.rmtree(run)
    with speaking(declared_language(study)):
        lines = [*_changed(blotted, scores, gone, runs), *_left(data, rows, results, runs, gone)]
        by_hand = [str(file) for file in holding if file.exists()]
        lines += [say("Still to remove by hand, for it is no part of a run: {file}", file=file) for file in by_hand]
        if nameless:
            lines.append(
                say(
                    "An earlier run knew employees by their answers alone, so nobody can find this person in its "
                    "memory: to be rid of it, remove the folder of results whole."
                )
            )
        if max(map(len, names)) < SHORTEST:
            lines.append(say("The id is too short to be looked for in pages; no page of the workbook prints ids."))
        heads = (say("Changed:"), say("Left:"))
    return [_without(line if line in heads else f"  {line}", names) for line in lines]


def _names(person: str) -> list[str]:
    """The id as read_study has it, and the pseudonym that it may have got."""
    names = [as_text(person)]
    if not names[0]:
        raise CXError("No id is given.", "Write cx forget ID RESULTS --study STUDY; - reads it from standard input.")
    if os.environ.get(KEY):
        names += pseudonymise(pd.DataFrame({"who": names}), columns="who")["who"].tolist()
    return names


def _rows_of(study: Study, names: list[str]) -> dict[str, pd.DataFrame]:
    """The person's rows in each table: by whose they are, else by their key, and then those that refer to them."""
    found = {name: _having(study, name, WHOSE, names) for name in study.tables}
    if not any(map(len, found.values())):
        found = {name: _having(study, name, ("id",), names) for name in study.tables}
    keys = [key for name, rows in found.items() for column in study.columns("id", table=name) for key in rows[column]]
    for name in study.tables:
        if not len(found[name]) and keys:
            found[name] = _having(study, name, ("reference",), [as_text(key) for key in keys])
    return {name: rows for name, rows in found.items() if len(rows)}


def _having(study: Study, table: str, roles: tuple[str, ...], names: list[str]) -> pd.DataFrame:
    rows = study.tables[table]
    mine = pd.Series(False, index=rows.index)
    for column in (column for role in roles for column in study.columns(role, table=table)):
        mine |= rows[column].map(as_text, na_action="ignore").isin(names)
    return rows[mine]


def _words(study: Study, rows: Rows) -> list[str]:
    """What the person wrote, as `_letters` has it."""
    said = [
        _letters(str(text))
        for name, own in rows.items()
        for column, its in study.contract.tables[name].columns.items()
        if its.role == "verbatim" and column in own
        for text in own[column].dropna()
    ]
    return [text for text in said if len(text) >= A_SENTENCE]


def _holding(results: Path, names: list[str], words: list[str]) -> Iterator[Path]:
    """The files in which the id or the words of the person stand."""
    wanted = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names if len(name) >= SHORTEST]
    for file in sorted(path for path in results.rglob("*") if path.is_file() and path.suffix not in PICTURES):
        text = _text(file)
        letters = _letters(text) if words else ""
        if any(one.search(text) for one in wanted) or any(said in letters for said in words):
            yield file


def _text(file: Path) -> str:
    """All that a file says, without markup and without the numbers of pictures."""
    content = file.read_bytes()
    if file.suffix in SHEETS and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            inner = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return html.unescape(TAG.sub(" ", " ".join(part.decode("utf-8", "replace") for part in inner)))
    text = content.decode("utf-8", "replace")
    if file.suffix in (".ipynb", ".json"):
        text = " ".join(_strings(json.loads(text)))
    return html.unescape(TAG.sub(" ", re.sub(r"base64,[\w+/=]+", "", text)))


def _strings(value: Any, key: str = "") -> Iterator[str]:
    """The texts of a JSON document, those of pictures left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        if all(isinstance(inner, str) for inner in value):
            yield "".join(value)  # the lines of a cell
        yield from (text for inner in value for text in _strings(inner, key))
    elif isinstance(value, str) and not key.startswith("image/") and key != "narrow":
        yield value


def _letters(text: str) -> str:
    """Letters and digits alone: a quotation loses its markup and its line ends on the way to a page."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _changed(blotted: int, scores: int, gone: list[Path], runs: Mapping[Path, Mapping[str, Any]]) -> Iterator[str]:
    yield say("Changed:")
    if blotted:
        yield say_number(
            "{rows} row of the memory of blocks: who it was and what they answered are blotted out. That somebody "
            "stood in the block is kept, so that nobody can subtract new pages from old ones; new pages leave the "
            "block out.",
            "{rows} rows of the memory of blocks: who it was and what they answered are blotted out. That somebody "
            "stood in the block is kept, so that nobody can subtract new pages from old ones; new pages leave the "
            "block out.",
            blotted, rows=count(blotted),
        )  # fmt: skip
    if scores:
        yield say_number(
            "{n} score of a history that was of this person alone.",
            "{n} scores of a history that were of this person alone.",
            scores, n=count(scores),
        )  # fmt: skip
    for run in gone:
        yield say(
            "Removed, since it quoted this person: {run}. Run again: {command}", run=run, command=runs[run]["command"]
        )
    if not (blotted or scores or gone):
        yield say("Nothing: no page quotes this person, no memory holds them, and caches end with their run.")


def _left(
    study: Study, rows: Rows, results: Path, runs: Mapping[Path, Mapping[str, Any]], gone: list[Path]
) -> Iterator[str]:
    """What stays, and what nobody can change from here."""
    kept = [run for run, record in runs.items() if run not in gone and record.get("study") == study.name]
    yield say("Left:")
    if kept:
        cells = study.contract.study.min_cell
        staff = any(study.contract.tables[name].kind in STAFF for name in rows)
        yield say_number(
            "{n} run tells of groups of at least {people} people, this person perhaps among them. Nobody can be known "
            "from it, and it need not go. But once the person is out of the data, new pages less this one would be the "
            "person: before you run again, into whatever folder, remove it and have copies withdrawn: {command}",
            "{n} runs tell of groups of at least {people} people, this person perhaps among them. Nobody can be known "
            "from them, and they need not go. But once the person is out of the data, new pages less these would be "
            "the person: before you run again, into whatever folder, remove these and have copies withdrawn: {command}",
            len(kept), n=count(len(kept)), people=cells.employees if staff else cells.customers,
            command=f"rm -r {shlex.join(map(str, kept))}",
        )  # fmt: skip
    if rows:
        told = listed([f"{name} ({len(own)})" for name, own in rows.items()])
        yield say(
            "The client's own files, which cx never changes, still have rows of this person: {tables}.", tables=told
        )
    else:
        yield say("The client's files no longer name this person, so what they wrote could not be looked for.")
    yield say(
        "Pages, slides and workbooks that were sent out, copies and backups of this folder: tell whoever has them."
    )


def _without(line: str, names: list[str]) -> str:
    for name in names:
        line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", line) if len(name) >= SHORTEST else line
    return line
