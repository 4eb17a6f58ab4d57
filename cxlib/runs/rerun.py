"""A run made again from its record: what it ran on then and now, and every number beside the one of before."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CXError
from ..locale import MASTER, say, speaking, to_say, word
from ..readings import READING
from ..results import TABLE
from ..sections import SECTION
from ..text import count, listed
from .asking import faults_of
from .report import run_in
from .values import Value
from .workbook import Watch, WorkbookRun, run_workbook

TOLERANCE = 1e-6  # relative to the larger of two numbers, or absolute where both are smaller than 1
MOST = 10  # numbers that are told one by one
Number = tuple[str, str, float | None]  # notebook and section, what it is, its value


@dataclass(frozen=True, kw_only=True)
class Rerun:
    """A run made again, with what is told of it.

    Attributes
    ----------
    run : WorkbookRun
        The new one.
    lines : tuple of str
        What changed of what it rests on, then which numbers did.
    same : bool
        Whether every number is the same.
    language : str
        That of the run, in which the lines are.
    """

    run: WorkbookRun
    lines: tuple[str, ...]
    same: bool
    language: str = MASTER

    @property
    def told(self) -> Iterator[tuple[str, bool]]:
        """What `cx rerun` says, line by line, and whether it is of a fault."""
        with speaking(self.language):
            yield from ((line, True) for line in faults_of(self.run))
            yield say("New run: {folder}", folder=self.run.folder), False
        yield from ((line, False) for line in self.lines)


def rerun(folder: Path, study: str | None = None, *, jobs: int | None = None, watch: Watch | None = None) -> Rerun:
    """Run again what a record names, into a new folder beside it, and compare.

    Parameters
    ----------
    folder : Path
        Of the run.
    study : str, optional
        Where the data lie now, unless it was the sample company: a record names no place of a machine.
    jobs, watch
        As in `run_workbook`.

    Raises
    ------
    CXError
        The folder is no run of notebooks, or its data are neither named nor the sample company's.
    """
    before, old = run_in(folder)
    if old.get("each"):
        raise CXError(f"{folder}: compares parts, and ran no notebook.", "Name the folder of one of its parts.")
    if study is None and "STUDY" in old["command"].split():
        raise CXError(
            f"{folder}: its data are not part of the workbook.", f"Say where they lie: cx rerun {folder} STUDY"
        )
    names = [one["name"] for one in old["notebooks"]]
    done = run_workbook(
        study, notebooks=names, out=folder.resolve().parent, jobs=jobs, parameters=old["parameters"],
        lectures=any((folder / f"{name}.html").is_file() for name in names), language=old.get("language", MASTER),
        watch=watch,
    )  # fmt: skip
    after, new = run_in(done.folder)
    language = old.get("language", MASTER)
    with speaking(language):
        lines, same = compared(numbers_in(before), numbers_in(after))
        told = (*_reasons(old, new, same=same), *lines)
    return Rerun(run=done, lines=told, same=same and not done.failed, language=language)


def numbers_in(notebooks: Mapping[str, Any]) -> dict[tuple[str, str], float | None]:
    """Every number of the readings and tables, by where it stands and what it is; none is told twice."""
    found: dict[tuple[str, str], float | None] = {}
    for name, notebook in notebooks.items():
        for place, what, value in _numbers(name, notebook):
            again = 1
            while (key := (place, what if again == 1 else f"{what} ({again})")) in found:
                again += 1
            found[key] = value
    return found


def _numbers(name: str, notebook: Any) -> Iterator[Number]:
    place = name
    for cell in notebook.cells:
        for data in (output.get("data", {}) for output in cell.get("outputs", [])):
            if SECTION in data:
                place = f"{name}, section {data[SECTION]['number']}"
                yield place, data[SECTION]["state"], None
            if READING in data:
                told = data[READING]
                for one in told["numbers"]:
                    for part in ("n", "estimate", "conf_low", "conf_high"):
                        yield place, f"{told['topic']}: {one['label']}, {part}", one[part]
            if TABLE in data:
                yield from ((place, *its) for its in _of_table(data[TABLE]["columns"]))


def _of_table(columns: list[Mapping[str, Any]]) -> Iterator[tuple[str, float | None]]:
    """The numbers of a table, each by the words of its row and its head."""
    words = [one for one in columns if not one["forms"]]
    for row in range(max((len(one["values"]) for one in columns), default=0)):
        named = ", ".join(str(one["values"][row]) for one in words) or f"row {row + 1}"
        for one in columns:
            if one["forms"]:
                yield f"{named}: {one['head']}", one["values"][row]


def compared(
    before: Mapping[tuple[str, str], float | None], after: Mapping[tuple[str, str], float | None]
) -> tuple[list[str], bool]:
    """What is told of two sets of numbers, and whether they are the same within the tolerance."""
    both = [key for key in before if key in after]
    other = [key for key in both if not _alike(before[key], after[key])]
    gone, come = [key for key in before if key not in after], [key for key in after if key not in before]
    said = say(
        "{all} numbers compared (tolerance {tolerance} of a number, or of 1 below 1): {same} the same, {other} other; "
        "{gone} gone, {come} new.",
        all=count(len(both)),
        tolerance=f"{TOLERANCE:g}",
        same=count(len(both) - len(other)),
        other=count(len(other)),
        gone=count(len(gone)),
        come=count(len(come)),
    )
    lines = [said, *(f"  {place} · {what}: {_told(before[place, what])} → {_told(after[place, what])}"
                     for place, what in other[:MOST])]  # fmt: skip
    for keys, fate in ((gone, to_say("{what}: gone")), (come, to_say("{what}: new"))):
        lines += [f"  {place} · {word(fate).format(what=what)}" for place, what in keys[: MOST - len(other)]]
    left = len(other) + len(gone) + len(come) - (len(lines) - 1)
    lines += [f"  {say('and {number} more', number=count(left))}"] if left else []
    return lines, not (other or gone or come)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:.9g}"


def _reasons(old: Mapping[str, Any], new: Mapping[str, Any], *, same: bool) -> list[str]:
    """What the two runs do not have in common; where they have all, chance is left."""
    found = [*_data(old, new), *_versions(old["versions"], new["versions"]), *_notebooks(old, new)]
    if not found and same:
        return [say("Data, versions, notebooks and parameters are the same.")]
    if not found:
        told = say(
            "Chance: data, versions, notebooks, parameters and seeds are the same, so a number was drawn without its "
            "seed, or rounded otherwise by this machine."
        )
        found = [told]
    return [say("Changed: {what}", what=one) for one in found]


def _data(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = ({one["file"]: one for one in record["data"]} for record in (old, new))
    for name in dict.fromkeys([*before, *after]):
        if name not in after or name not in before:
            left = say("data: {name} is no longer read.", name=name)
            yield left if name in before else say("data: {name} is read now.", name=name)
        elif before[name] != after[name]:
            sums = [one.get("sha256", one.get("hmac_sha256", ""))[:8] for one in (before[name], after[name])]
            yield say("data: {name} (checksum {old}… → {new}…).", name=name, old=sums[0], new=sums[1])
    tables = old.get("tables", {}), new.get("tables", {})
    for name in dict.fromkeys([*tables[0], *tables[1]]):
        was, now = (one.get(name, {}) for one in tables)
        if was and was.get("rows") != now.get("rows"):
            rows = {"now": _told(now.get("rows")), "before": _told(was.get("rows"))}
            yield say("data: {name} has {now} rows, and had {before}.", name=name, **rows)
        gone, come = ([column for column in one.get("columns", []) if column not in other.get("columns", [])]
                      for one, other in ((was, now), (now, was)))  # fmt: skip
        if was and (gone or come):
            more = [say("without {columns}", columns=listed(gone))] if gone else []
            more += [say("with {columns}", columns=listed(come))] if come else []
            yield say("data: {name} is now {how}.", name=name, how=listed(more))


def _versions(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            pair = {"old": was.get(name, say("not there")), "new": now.get(name, say("not there"))}
            yield say("version: {name} {old} → {new}.", name=name, **pair)


def _notebooks(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    was, now = ({one["name"]: one for one in record["notebooks"]} for record in (old, new))
    for name, one in was.items():
        other = now[name]
        if one.get("sha256") and one["sha256"] != other["sha256"]:
            yield say("notebook: the code of {name}.", name=name)
        if one["outcome"] != other["outcome"]:
            yield say(
                "outcome: {name} was {old}, is {new}.", name=name, old=word(one["outcome"]), new=word(other["outcome"])
            )
        asked: tuple[Mapping[str, Value], ...] = (one["parameters"], other["parameters"])
        for key in dict.fromkeys([*asked[0], *asked[1]]):
            if key != "study" and asked[0].get(key) != asked[1].get(key):
                pair = {"name": name, "old": repr(asked[0].get(key)), "new": repr(asked[1].get(key))}
                if key == "seed":
                    yield say("chance: seed of {name} was {old}, is {new}.", **pair)
                else:
                    yield say("parameter: {key} of {name} was {old}, is {new}.", key=key, **pair)
