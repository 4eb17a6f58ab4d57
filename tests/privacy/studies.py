"""Invented studies of customers and of staff: some 390 customers with rare segments, 200 people in teams of 1 to 30."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

import cxlib as cx

CONTRACT = """\
[study]
name = "{name}"

[tables.{table}]
file = "{table}.csv"
kind = "{kind}"

[tables.{table}.columns]
wave = {{ role = "wave" }}
team = {{ role = "unit" }}
{columns}

[tables.teams]
file = "teams.csv"
kind = "units"

[tables.teams.columns]
team = {{ role = "unit" }}
region = {{ role = "segment" }}
"""
TEAMS = {"N": [44, 23, 12, 3], "S": [25] * 4, "W": [35, 21, 19, 2], "E": [60, 32, 16]}
SEGMENTS = {"home": 0.4, "family": 0.26, "trade": 0.18, "club": 0.16}
RARE = {"home": 0.5, "family": 0.3, "trade": 0.16, "club": 0.04}  # in the east
ITEMS = ["e1", "e2", "e3", "e4"]
FIRM = {"N": [14, 13, 12, 1], "S": [5] * 8, "W": [15, 11, 9, 2], "E": [30, 12, 6]}


def _teams(sizes: Mapping[str, list[int]]) -> pd.DataFrame:
    """A row per person, with the team."""
    teams = [(f"{region}{place}", n) for region, own in sizes.items() for place, n in enumerate(own)]
    return pd.DataFrame({"team": [team for team, n in teams for _ in range(n)]})


def shoppers(seed: int = 3, waves: int = 1) -> pd.DataFrame:
    """Some 390 customers, each with a 0–10 answer; one in fifty left it blank."""
    rng = np.random.default_rng(seed)
    rows = _teams(TEAMS)
    usual, rare = (rng.choice(list(SEGMENTS), len(rows), p=list(of.values())) for of in (SEGMENTS, RARE))
    rows["segment"] = np.where(rows["team"].str[0] == "E", rare, usual)
    rows["channel"] = rng.choice(["shop", "web", "phone"], len(rows), p=[0.6, 0.3, 0.1])
    rows["wave"] = rng.integers(1, waves + 1, len(rows))
    rows["recommend"] = rng.integers(0, 11, len(rows)).astype(float)
    rows.loc[rng.random(len(rows)) < 0.02, "recommend"] = np.nan
    return rows.assign(answer=[f"a{place:03}" for place in range(len(rows))])


def firm(seed: int = 3, waves: int = 1) -> pd.DataFrame:
    """200 people in teams of 1 to 30, every item answered."""
    rng = np.random.default_rng(seed)
    rows = _teams(FIRM)
    rows["who"] = [f"p{place:03}" for place in range(len(rows))]
    rows = pd.concat([rows.assign(wave=wave + 1) for wave in range(waves)], ignore_index=True)
    return rows.assign(**{item: rng.integers(1, 6, len(rows)) for item in ITEMS})


def _write(folder: Path, rows: pd.DataFrame, contract: str, table: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    rows.to_csv(folder / f"{table}.csv", index=False)
    teams = pd.DataFrame({"team": rows["team"].dropna().unique()})
    teams.assign(region=teams["team"].str[0]).to_csv(folder / "teams.csv", index=False)
    return folder


def write_shoppers(folder: Path, rows: pd.DataFrame, *, name: str = "Shop") -> Path:
    """A study of these customers."""
    roles = {"answer": "id", "segment": "segment", "channel": "channel", "recommend": "recommend"}
    roles |= {"date": "time"} if "date" in rows else {}
    columns = "\n".join(f'{column} = {{ role = "{role}" }}' for column, role in roles.items())
    contract = CONTRACT.format(name=name, table="answers", kind="relationship", columns=columns)
    return _write(folder, rows, contract, "answers")


def write_staff(folder: Path, rows: pd.DataFrame, *, name: str = "Staff", items: Mapping | None = None, more: str = ""):
    """A study of these people; `items` says the role and the scale of each question, `more` ends the contract."""
    items = items or {item: {"role": "engagement", "scale": [1, 5]} for item in ITEMS}
    lines = [f'{one} = {{ role = "{its["role"]}", scale = {its["scale"]} }}' for one, its in items.items()]
    columns = "\n".join(['who = { role = "id" }', *lines])
    return _write(
        folder, rows, CONTRACT.format(name=name, table="staff", kind="employees", columns=columns) + more, "staff"
    )


class Pages:
    """What the pages of several runs tell of customers: groups of answers, each with its score and its n."""

    def __init__(self, study: Path, *, min_cell: int = 10) -> None:
        self.study, self.min_cell = study, min_cell
        self.groups: list[frozenset] = []
        self.tables: list[pd.DataFrame] = []

    def run(self, *, by: str = "", only: str = "") -> None:
        """Notebook 03 on the study or a part of it: its own score, its groups and its waves."""
        survey = cx.read_study(self.study, only=only, min_cell=self.min_cell)
        if "answers" not in survey.tables:
            return
        gates = cx.Gates(survey, role="recommend", min_cell=self.min_cell, parameters=["by", "between"])
        asked = {"score": "recommend"}
        made = cx.section(1, of=gates, needs=asked, min_answers=10)
        if not made.is_open:
            return
        self._table(made.rows, [], only)
        for part, column in (("by", by or ["unit", "segment"]), ("between", "wave")):
            groups = cx.section(6, of=gates, needs={**asked, part: column}, min_groups=(part, 2))
            if groups.is_open:
                self._table(groups.rows, [groups[part]], only)

    def each(self, column: str, *, by: str = "", months: bool = False) -> None:
        """A run for each value of a column."""
        from cxlib.study.people.subset import values

        for value in values(cx.read_study(self.study, min_cell=self.min_cell), column):
            if months:
                self.by_month(only=f"{column}: {value}")
            else:
                self.run(by=by, only=f"{column}: {value}")

    def by_month(self, *, only: str = "") -> None:
        """Section 11 of notebook 03."""
        survey = cx.read_study(self.study, only=only, min_cell=self.min_cell)
        gates = cx.Gates(survey, role="recommend", min_cell=self.min_cell)
        dated = cx.section(11, of=gates, needs={"score": "recommend", "time": "time"}, run=gates.by_period, given={})
        if dated.is_open:
            self._table(dated.result, ["period"], only)

    def _table(self, rows: pd.DataFrame, by: list[str], only: str) -> None:
        score = cx.net_promoter_score(rows, rating="recommend", by=by or None)
        score = cx.suppress_small_cells(score, min_cell=self.min_cell)
        self.tables.append(score.table.assign(only=only))
        given = rows.dropna(subset="recommend")
        if not by and len(score.table):
            self.groups.append(frozenset(given["answer"]))
        for value in score.table[by[0]] if by else ():
            self.groups.append(frozenset(given.loc[given[by[0]] == value, "answer"]))

    @property
    def inside(self) -> np.ndarray:
        """Who is in each group."""
        answers = sorted(set().union(*self.groups))
        return np.array([[one in group for one in answers] for group in self.groups])

    @property
    def smallest(self) -> int:
        """The fewest customers of whom some combination of all scores tells."""
        from cxlib.privacy.attack_search import smallest_determined

        return smallest_determined(self.inside).people
