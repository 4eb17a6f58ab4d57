"""A reader who has every page of a folder of results, and takes its numbers from one another to know somebody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from time import monotonic

import numpy as np
import pandas as pd

from ..locale import LANGUAGES, MASTER, say, say_number, speaking
from ..privacy import reconstruct_cells
from ..privacy.attack_search import Smallest, smallest_determined
from ..study.crowd import Crowd, crowds
from ..text import MISSING, count, decimals
from .attack_places import placed
from .published import RECORD, WHOLE, Told, published, thresholds
from .workbook import spoken_by

MEANS = ("mean", "estimate", "NPS", "share", "promoters", "detractors", "")  # heads of numbers that are sums by n
MOST_LINES = 20


@dataclass(frozen=True, kw_only=True)
class Attack:
    """What was found out about the smallest group.

    Attributes
    ----------
    of : str
        The table of people, and what is told of them.
    people : int
        How many they are.
    fewest : int
        Of whom the runs meant to tell anything; 1 where that is not known.
    numbers : int
        Published numbers on this that were taken into account.
    how : tuple of Told
        Those that are taken from one another.
    low, high : float
        Between which the mean of the group lies; missing where it is not bounded.
    unsearched : int
        Kinds of people around whom time did not suffice to look for a smaller group.
    """

    of: str
    people: int
    fewest: int
    numbers: int
    how: tuple[Told, ...]
    low: float = float("nan")
    high: float = float("nan")
    unsearched: int = 0

    @property
    def succeeds(self) -> bool:
        return self.people < self.fewest

    @property
    def told(self) -> str:
        """What was found, and from which numbers."""
        asked: dict[str, object] = {"of": self.of, "people": count(self.people), "fewest": self.fewest}
        if self.fewest <= 1:
            lines = [say("{of}: the smallest group told has {people}.", **asked)]
        elif self.succeeds:
            lines = [say("{of}: the smallest group told has {people}, fewer than the {fewest} asked.", **asked)]
        else:
            lines = [say("{of}: the smallest group told has {people}, at least the {fewest} asked.", **asked)]
        low, high = decimals(self.low, 3), decimals(self.high, 3)
        if MISSING not in (low, high):
            lines[0] += " " + say("Their mean lies between {low} and {high}.", low=low, high=high)
        if self.succeeds:
            lines += [f"  {one.run} · {one.where}: {one.estimate:g}" for one in self.how[:MOST_LINES]]
            more = len(self.how) - MOST_LINES
            lines += [f"  {say('and {number} more', number=more)}"] if more > 0 else []
        if self.unsearched:
            told = say(
                "Not all was searched: around {kinds} kinds of people there was no time to look for a smaller group. "
                "Give more with --seconds.",
                kinds=count(self.unsearched),
            )
            lines.append(f"  {told}")
        return "\n".join(lines)


def attack_folder(
    folder: str | Path,
    *,
    study: str | Path | None = None,
    seconds: float = np.inf,
    watch: Callable[[str], None] = lambda line: None,
    language: str = MASTER,
) -> list[Attack]:
    """The smallest group that the pages of a folder determine, for each table of people.

    Parameters
    ----------
    folder : str or Path
        Of results: all its runs are read, those of `--each` as well.
    study : str or Path, optional
        Of the data: who is in which group is then known, and each number is found again before it is used. Without it
        groups are what they are called: those of a column are taken from their total, and a number of one run from the
        same number of another run.
    seconds : float
        After which the search for small groups ends, with what it has; reading the pages is not counted.
    watch : function of str
        Is told what is done, in `language`.
    language : {"en", "es", "ca", "ro"}
        Of what is told meanwhile; pages are found again whatever language they have.

    Returns
    -------
    list of Attack
        The smallest group first.

    Raises
    ------
    CXError
        The folder holds no run.
    """
    folder = Path(folder)
    told, asked = published(folder), thresholds(folder)
    with speaking(language):
        runs = say_number("{number} run", "{number} runs", len(asked), number=count(len(asked)))
        read = {"numbers": count(len(told)), "runs": runs}
        watch(say_number("{numbers} number of {runs} read.", "{numbers} numbers of {runs} read.", len(told), **read))
    if study is None:
        found = list(_by_names(told, min(asked.values(), default=1)))
    else:
        fewest, found, left = min(asked.values(), default=1), [], seconds
        with speaking(language_of(folder, None)):  # joined groups are called as the pages call them
            people = list(crowds(Path(study), folder=folder, thresholds=asked.values()))
        for crowd in people:
            groups = _groups(crowd, told)
            with speaking(language):
                again = count(sum(map(len, groups.values())))
                watch(say("{table}: {n} numbers found again; taken from one another …", table=crowd.table, n=again))
            start = monotonic()
            found += _on_crowd(crowd, groups, fewest, left)
            left -= monotonic() - start
    return sorted(found, key=lambda one: one.people)


def attacked(
    folder: Path, *, study: Path | None, seconds: float, language: str, watch: Callable[[str], None]
) -> tuple[list[str], bool]:
    """What `cx attack` says, in the language asked for, and whether somebody is known by it."""
    spoken = language_of(folder, study, language)
    found = attack_folder(folder, study=study, seconds=seconds, watch=watch, language=spoken)
    with speaking(spoken):
        lines = [one.told for one in found] or [say("No number of a group was found.")]
    return lines, any(one.succeeds for one in found)


def language_of(folder: Path, study: Path | None, language: str = "") -> str:
    """The language asked for, else the study's, else that of the newest run."""
    if language or study is not None:
        return spoken_by(study, language)
    records = sorted(Path(folder).rglob(RECORD), key=lambda file: file.stat().st_mtime)
    told = [json.loads(file.read_text(encoding="utf-8")).get("language") for file in records[-1:]]
    return told[0] if told and told[0] in LANGUAGES else MASTER


Placed = dict[bytes, tuple[np.ndarray, Told]]  # who is in a group, and what is told of it


def _groups(crowd: Crowd, told: Iterable[Told]) -> dict[str, Placed]:
    """The groups of a table of which each variable is told."""
    found: dict[str, Placed] = {}
    for one in {(one.where, one.estimate): one for one in told}.values():
        for what, members in placed(crowd, one):
            found.setdefault(what, {}).setdefault(members.tobytes(), (members, one))
    return found


def _on_crowd(crowd: Crowd, groups: Mapping[str, Placed], asked: int, seconds: float) -> Iterator[Attack]:
    """The smallest group of a table that any sum determines."""
    ends = monotonic() + seconds
    known: dict[frozenset, Smallest | None] = {}
    best, what_best = None, ""
    for what, its in sorted(groups.items(), key=lambda one: len(one[1])):  # the quickest first
        if (key := frozenset(its)) not in known:
            inside = np.array([members for members, _ in its.values()])
            known[key] = _by_people(crowd, inside, smallest_determined(inside, seconds=max(ends - monotonic(), 0)))
            found = known[key]
            if found is not None and (best is None or found.people < best.people):
                best, what_best = found, what
    if best is not None:
        how = [(one, members) for (members, one), n in zip(groups[what_best].values(), best.times, strict=True) if n]
        low, high = _between(best.members, how)
        yield Attack(
            of=f"{crowd.table}, {what_best}", people=best.people, fewest=max(crowd.fewest, asked),
            numbers=sum(map(len, groups.values())), how=tuple(one for one, _ in how), low=low, high=high,
            unsearched=sum(found.unsearched for found in known.values() if found is not None),
        )  # fmt: skip


def _by_people(crowd: Crowd, inside: np.ndarray, found: Smallest | None) -> Smallest | None:
    """What was found, or a published group of fewer people: of those who gave several answers, one may have many."""
    if found is None or crowd.person is None:
        return found
    alone = min(range(len(inside)), key=lambda place: crowd.people(inside[place]))
    group = replace(found, members=inside[alone], times=np.arange(len(inside)) == alone)
    least = min(found, group, key=lambda one: crowd.people(one.members))
    return replace(least, people=crowd.people(least.members))


def _between(members: np.ndarray, how: list[tuple[Told, np.ndarray]]) -> tuple[float, float]:
    """The limits of the mean of the group, from the numbers that determine it."""
    if any(one.n is None for one, _ in how):
        return float("nan"), float("nan")
    columns = {f"told {k}": np.where(inside, "in", "out") for k, (_, inside) in enumerate(how)}
    cells = pd.DataFrame({"group": np.where(members, "found", "rest"), **columns}).drop_duplicates()
    tables = [
        pd.DataFrame({f"told {k}": ["in"], "n": [one.n], "estimate": [one.estimate]}) for k, (one, _) in enumerate(how)
    ]
    rounding = max(one.rounding for one, _ in how)
    if len(how) == 1:
        one = how[0][0]
        return one.estimate - rounding, one.estimate + rounding
    found = reconstruct_cells(tables, cells=cells.reset_index(drop=True), by="group", rounding=rounding).table
    row = found[found["group"] == "found"]
    if row.empty:
        return float("nan"), float("nan")
    return float(row["mean_low"].iloc[0]), float(row["mean_high"].iloc[0])


def _by_names(told: Iterable[Told], fewest: int) -> Iterator[Attack]:
    """Without the data: a number less the same number of another run, and totals less the groups they are made of."""
    same: dict[tuple, dict[int, Told]] = {}
    for one in told:
        if one.of_data and one.n and one.what in MEANS:  # a number of 0 people tells of nobody
            key = (one.page, one.place, one.what, frozenset({*one.words.items(), *_part(one)}))
            same.setdefault(key, {}).setdefault(one.n, one)
    numbers = sum(map(len, same.values()))
    found: list[tuple[int, tuple[Told, ...]]] = [(min(sizes), (sizes[min(sizes)],)) for sizes in same.values()]
    for sizes in same.values():
        pairs = [(sizes[b], sizes[a]) for a, b in pairwise(sorted(sizes))]  # of one run they are rows of one table
        found += [((b.n or 0) - (a.n or 0), (b, a)) for b, a in pairs if a.run != b.run]
    single = {key: next(iter(sizes.values())) for key, sizes in same.items() if len(sizes) == 1}
    parts: dict[tuple, list[Told]] = {}
    for (page, _, what, words), one in single.items():
        for word in words:
            parts.setdefault((page, what, words - {word}, word[0]), []).append(one)
    for (page, _, what, words), total in single.items():
        for (its_page, its_what, others, _), groups in parts.items():
            rest = (total.n or 0) - sum(one.n or 0 for one in groups)
            if (its_page, its_what, others) == (page, what, words) and rest > 0 and _possible(total, groups, rest):
                found.append((rest, (total, *groups)))
    if found:
        people, how = min(found, key=lambda one: one[0])
        yield Attack(of="people", people=people, fewest=fewest, numbers=numbers, how=how)


def _part(one: Told) -> list[tuple[str, str]]:
    column, _, value = one.only.partition(": ")
    return [] if one.only == WHOLE else [(column, value)]


def _possible(total: Told, groups: list[Told], rest: int) -> bool:
    """Whether the mean of those left lies where means lie: otherwise the groups are not those of the total."""
    numbers = [one.estimate for one in (total, *groups)]
    people = total.n or 0
    left = (people * total.estimate - sum((one.n or 0) * one.estimate for one in groups)) / rest
    spread = 4 * (max(numbers) - min(numbers)) + 2 * people * total.rounding / rest
    return not np.isnan(left) and abs(left - total.estimate) <= spread
