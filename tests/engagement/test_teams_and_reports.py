"""What notebook 06 leaves to the library: people beside their own team, shares that answer, a threshold's price."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

HEAD = '[study]\nname = "Small"\n[tables.staff]\nfile = "a.csv"\nkind = "employees"\n[tables.staff.columns]\n'
UNITS = '[tables.teams]\nfile = "t.csv"\nkind = "units"\n[tables.teams.columns]\nteam = { role = "unit" }\n'
ITEMS = 'e0 = { role = "engagement", scale = [1, 5] }\ne1 = { role = "engagement", scale = [1, 5] }\n'


def study(folder, sizes: dict[str, int], *, regions: dict[str, str] | None = None, only: str = ""):
    """A survey of teams in one wave, the second item one above the first."""
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng(7)
    rows = [(team, first, min(first + 1, 5)) for team, n in sizes.items() for first in rng.integers(1, 6, n)]
    pd.DataFrame(rows, columns=["team", "e0", "e1"]).to_csv(folder / "a.csv", index=False)
    text = HEAD + 'team = { role = "unit" }\n' + ITEMS
    if regions:
        pd.DataFrame(regions.items(), columns=["team", "area"]).to_csv(folder / "t.csv", index=False)
        text += UNITS + 'area = { role = "segment" }\n'
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return cx.read_study(folder, only=only)


def test_people_are_compared_with_others_of_their_team():
    rows = pd.DataFrame({"team": list("aabbc"), "y": [1, 3, 4, 8, 5], "u": [1, 2, 5, 3, 1], "v": [2, 2, 4, 2, 2]})
    many = pd.concat([rows] * 10, ignore_index=True)
    found = cx.scale_scores(many, scales={"y": ["y"], "u": ["u"], "v": ["v"]}, within="team")
    assert len(found) == 50  # those of c are ten now, and alike
    assert found.head(5).to_numpy().tolist() == [[-1, -0.5, 0], [1, 0.5, 0], [-2, 1, 1], [2, -1, -1], [0, 0, 0]]


@pytest.mark.parametrize(
    ("rows", "scales", "message"),
    [
        (40, ["y", "u"], "Facets of experience: 1; needed: 2. Name the facet of each item in study.toml."),
        (28, ["y", "u", "v"], "Complete answers: 28; needed: 30. Collect more answers."),
        (40, ["y", "u", "t"], "Within teams, everybody answers alike. Look at the data before you use them."),
    ],
)
def test_what_cannot_be_compared_within_teams_is_refused(rows, scales, message):
    rng = np.random.default_rng(1)
    data = pd.DataFrame(rng.integers(1, 6, (rows, 3)), columns=["y", "u", "v"]).assign(team=[1, 2] * (rows // 2))
    data["t"] = data["team"]
    with pytest.raises(cx.CXError) as error:
        cx.scale_scores(data, scales={name: [name] for name in scales}, within="team")
    assert str(error.value) == message


def test_too_few_teams_with_a_headcount():
    with pytest.raises(cx.CXError) as error:
        cx.answer_rates(pd.DataFrame({"team": ["a", "b"]}), unit="team", headcount=pd.Series({"a": 3, "c": 2}))
    assert str(error.value) == ("Teams with a headcount: 1; needed: 20. Join waves, or declare more headcounts.")


def test_a_renamed_team_answered_in_the_waves_that_it_had():
    """Half of the people of each team answer in each of two waves; T0 is called T20 in the second."""
    teams = [f"T{k}" for k in range(20)]
    rows = pd.DataFrame({"team": teams * 10, "wave": ["2024"] * 100 + ["2025"] * 100})
    rows.loc[(rows["team"] == "T0") & (rows["wave"] == "2025"), "team"] = "T20"
    heads = pd.Series(10, index=[*teams, "T20"])
    rates = cx.answer_rates(rows, unit="team", headcount=heads, waves=["wave"])
    assert len(rates) == 21 and set(rates) == {0.5}
    silent = rows[(rows["team"] != "T1") | (rows["wave"] == "2024")]
    thrice = pd.concat([silent, rows[rows["wave"] == "2025"].assign(wave="2026")])
    found = cx.answer_rates(thrice, unit="team", headcount=heads, waves=["wave"])
    assert found["T1"] == pytest.approx(10 / 3 / 10)  # a wave between two others counts, though nobody answered


def test_more_answers_than_people():
    rows = pd.DataFrame({"team": [f"T{k}" for k in range(30)] * 5})
    heads = pd.Series([4, 4, 4] + [9] * 27, index=[f"T{k}" for k in range(30)])
    assert cx.answer_rates(rows, unit="team", headcount=heads).max() == 1.25
    with pytest.raises(cx.CXError) as error:
        cx.answer_rates(rows, unit="team", headcount=heads.where(heads < 9, 3).where(heads.index != "T4", 9))
    assert str(error.value) == ("Teams with more answers than people: 29 of 30. Correct the headcounts, or the waves.")


def test_scores_beside_the_columns_that_are_kept():
    rows = pd.DataFrame({"engagement": [1.0, 3.0], "team": ["a", "b"], "x": [2.0, None]})
    found = cx.scale_scores(rows, scales={"engagement": ["engagement", "x"]}, keep=["team"])
    assert found.to_dict("list") == {"team": ["a", "b"], "engagement": [1.5, 3.0]}
    with pytest.raises(cx.CXError) as error:
        cx.scale_scores(rows, scales={"score": ["x"]}, keep=["teams"])
    assert str(error.value) == "keep: no column 'teams' in the table. Did you mean team?"


def test_a_threshold_costs_teams():
    means = pd.DataFrame({"own": np.arange(16.0), "customers": np.arange(16.0) ** 2 % 7})
    told = cx.linked_at_thresholds({10: means, 12: means[:12], 20: means[:4]}).table
    assert told["threshold"].tolist() == ["from 10 on", "from 12 on"]  # of 20 on, four teams are too few
    left = means[:12]
    assert told["n"].tolist() == [16, 12]
    assert told["estimate"].iloc[1] == pytest.approx(left.corr().iloc[0, 1])
    half = 1.96 / np.sqrt(len(left) - 3)
    assert np.arctanh(told["conf_high"].iloc[1]) == pytest.approx(np.arctanh(told["estimate"].iloc[1]) + half)
    with pytest.raises(cx.CXError) as error:
        cx.linked_at_thresholds({20: means[:4]})
    assert str(error.value) == ("No threshold leaves 10 units on both sides. Join units, or collect more answers.")


def test_a_scale_of_a_notebook(tmp_path):
    gates = cx.Gates(study(tmp_path, {"A": 20}), role="engagement", min_cell=10)
    scale = gates.scale("engagement", "engagement")
    assert scale.items == ["e0", "e1"] and scale.ends == (1, 5) and scale.lacking is None
    assert scale.facets == scale.parts == {"engagement": ["e0", "e1"]}
    assert gates.scale("engagement", "engagement", alone=True).facets == {"e0": ["e0"], "e1": ["e1"]}
    assert str(gates.scale("climate", "climate").lacking) == (
        "Items on climate: 0; needed: 2. Declare columns of role climate, or name them with -p climate=…."
    )
    nothing = cx.Gates(None, role="engagement", min_cell=10).scale("engagement", "engagement")
    assert nothing.items == [] and nothing.ends == (0, 1) and nothing.name == "engagement"


def test_items_of_a_figure_are_called_by_facet_or_question(tmp_path):
    gates = cx.Gates(study(tmp_path, {"A": 20}), role="engagement", min_cell=10)
    scale = gates.scale("engagement", "engagement")
    asked = scale.questions.assign(facet=["vigor", ""], question=["", "Are you proud of it?"])
    assert replace(scale, questions=asked).labels == {"e0": "vigor · e0", "e1": "Are you proud of it?"}
    assert scale.labels == {"e0": "e0", "e1": "e1"}  # neither facet nor question: the column
