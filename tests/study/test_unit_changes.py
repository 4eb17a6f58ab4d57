"""Units that are renamed or moved between waves are told by numbers, and no team by its name."""

from __future__ import annotations

import pandas as pd
import pytest

from cxlib.study import read_study

STUDY = """[study]
name = "Staff"
[tables.staff]
file = "staff.csv"
kind = "employees"
[tables.staff.columns]
wave = { role = "wave" }
team = { role = "unit" }
site = { role = "segment" }
age = { role = "segment" }
mood = { role = "engagement", scale = [0, 6] }
"""


@pytest.fixture
def notes(tmp_path):
    def made(*, first: dict[str, str] = {}, of: str = "T3", ended: str = "") -> list[str]:  # noqa: B006
        """Two waves of twelve teams; in the first some cells of a team are other ones, in the last one has no row."""
        cells = [(wave, team, k) for wave in (2024, 2025) for team in range(12) for k in range(12)]
        staff = pd.DataFrame(cells, columns=["wave", "team", "age"])
        staff = staff.assign(site="S" + (staff["team"] // 4).astype(str), team="T" + staff["team"].astype(str))
        staff = staff.assign(mood=staff["age"] // 2 % 7, age=staff["age"] % 2)
        for column, value in first.items():
            staff.loc[(staff["wave"] == 2024) & (staff["team"] == of), column] = value
        staff[(staff["wave"] == 2024) | (staff["team"] != ended)].to_csv(tmp_path / "staff.csv", index=False)
        (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
        return [note for note in read_study(tmp_path).notes if "Told of" not in note]

    return made


def test_what_stays_is_not_told_and_a_team_that_only_ended_was_not_renamed(notes):
    assert notes() == [] and notes(ended="T3") == []


def test_a_team_that_was_renamed(notes):
    assert notes(first={"team": "Old name"}) == [
        "staff.team: 1 of 13 units have no answer in the last wave, and 1 none in the first. If some were renamed, "
        "give "
        "both names one label; else each is compared with nothing."
    ]


def test_a_team_that_was_moved(notes):
    assert notes(first={"site": "S1"}) == [
        "staff.site: 1 unit stands under another site in another wave: groups of site are compared with other people "
        "in "
        "them."
    ]


@pytest.mark.parametrize(
    ("counted", "n", "mood"), [("n_people", [20, 10], [3.0, 4.4]), ("measure", [20, 5], [3.0, 3.0])]
)
def test_units_that_are_joined_are_the_mean_of_their_people(counted, n, mood, tmp_path):
    """A team of one and a team of nine: 1.4 and 4.7333 are 4.4 together, of ten people, and no 3.07 of five."""
    who = [("a", 20), ("b", 1), ("c", 9)]
    rows = [(f"E{name}{k}", name, 1 + k % 5) for name, size in who for k in range(size)]
    pd.DataFrame(rows, columns=["id", "team", "e"]).to_csv(tmp_path / "staff.csv", index=False)
    units = pd.DataFrame({"team": ["a", "b", "c"], "n": [20, 1, 9], "mood": [3.0, 1.4, 42.6 / 9]})
    units = units if counted == "n_people" else units.assign(mood=[3.0, 1.0, 5.0])
    units.to_csv(tmp_path / "units.csv", index=False)
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "S"\n[tables.staff]\nfile = "staff.csv"\nkind = "employees"\n[tables.staff.columns]\n'
        'id = { role = "id" }\nteam = { role = "unit" }\ne = { role = "engagement", scale = [1, 5] }\n'
        '[tables.units]\nfile = "units.csv"\nkind = "units"\n[tables.units.columns]\nteam = { role = "unit" }\n'
        f'n = {{ role = "{counted}" }}\nmood = {{ role = "measure" }}\n',
        encoding="utf-8",
    )
    read = read_study(tmp_path).tables["units"]
    assert read["n"].tolist() == n and read["mood"].tolist() == pytest.approx(mood)
