"""Invented firms, and what the tables of many runs together tell of their people."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.blocks import Blocks, People, put_in_blocks

ITEMS = ["e1", "e2", "e3", "c1"]
SCALES = {"engagement": (ITEMS[:3], 1, 5), "climate": (ITEMS[3:], 1, 5)}
NAMES = np.array([f"T{number:02}" for number in range(40)])


def firm(seed: int, *, people: int = 260, waves: int = 2) -> pd.DataFrame:
    """People of teams of 1 to 15 in four regions, in one or more waves; a few answers are missing."""
    rng = np.random.default_rng(seed)
    sizes, rows = [], []
    while sum(sizes) < people:
        sizes.append(int(rng.integers(1, 16)))
    for team, n in zip(NAMES, sizes, strict=False):
        for _ in range(n):
            rows.append((team, f"R{int(team[1:]) % 4}", rng.choice(["f", "m"])))
    staff = pd.DataFrame(rows, columns=["team", "region", "sex"])
    staff["who"] = [f"p{number:03}" for number in range(len(staff))]
    every = pd.concat([staff.sample(frac=0.9, random_state=seed + w).assign(wave=w + 1) for w in range(waves)])
    answers = rng.integers(1, 6, (len(every), len(ITEMS))).astype(float)
    answers[rng.random(answers.shape) < 0.02] = np.nan
    return pd.concat([every.reset_index(drop=True), pd.DataFrame(answers, columns=ITEMS)], axis=1)


def told(
    rows: pd.DataFrame,
    *,
    fewest: int = 10,
    folder: Path | None = None,
    by: tuple[str, ...] = ("region", "team", "sex"),
    items: list[str] = ITEMS,
    known: bool = True,
) -> Blocks:
    """The rows in blocks."""
    people = People(
        wave=rows["wave"],
        person=rows["who"] if known else None,
        levels={name: rows[name] for name in by},
        answers=rows[items],
        scales={name: ([i for i in its if i in items], low, high) for name, (its, low, high) in SCALES.items()
                if set(its) & set(items)},
    )  # fmt: skip
    return put_in_blocks(people, fewest=fewest, folder=folder)


def members(rows: pd.DataFrame, blocks: Blocks) -> set[frozenset]:
    """The people of every group that a table made of the rows could speak of: each level, crossed or not, by wave too.

    A person in a wave with these answers is one element: who answers anew is another one.
    """
    shown = rows[blocks.told]
    labels = pd.DataFrame({name: words[blocks.told] for name, words in blocks.labels.items()}, index=shown.index)
    labels["wave"] = shown["wave"]
    answers = [tuple(row) for row in shown[ITEMS].fillna(-1).to_numpy()]
    keys = pd.Series(list(zip(shown["who"], shown["wave"], answers, strict=True)), index=shown.index)
    found = {frozenset(keys)}
    names = list(labels)
    for mask in range(1, 2 ** len(names)):
        level = [name for place, name in enumerate(names) if mask >> place & 1]
        found |= {frozenset(part) for _, part in keys.groupby([labels[name] for name in level], dropna=False)}
    return found - {frozenset()}


def smallest_determined(groups: set[frozenset], *, by_person: bool = True) -> int:
    """The fewest people of whom a linear combination of the groups' sums can tell.

    Any combination has one factor for all people who are in the same groups. So it is about unions of the classes of
    people who are; and with all groups' sums, some combination tells of less than a class only if a class is smaller.
    With `by_person` two answers of one person are also told apart: who is in one class as they first answered and in
    another as they answered then is found by subtracting, whoever else is in both.
    """
    lists: dict[tuple, list[int]] = {}
    for number, group in enumerate(sorted(groups, key=lambda one: (len(one), sorted(map(str, one))))):
        for key in group:
            lists.setdefault(key, []).append(number)
    if by_person:
        people: dict[tuple, set] = {}
        for who, wave, answers in lists:
            people.setdefault((who, wave), set()).add(answers)
        if any(len(versions) > 1 for versions in people.values()):
            return 1
    classes: dict[tuple, int] = {}
    for inside in lists.values():
        classes[tuple(inside)] = classes.get(tuple(inside), 0) + 1
    return min(classes.values(), default=10**6)
