"""Rows that are means of several people count as so many: in blocks, in gates, in the linkage of both sides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.study import read_study
from cxlib.study.people.behind_rows import ALONE, UNKNOWN
from cxlib.study.people.customers import Answered

EMPLOYEES = 'unit = { role = "unit" }\nn = { role = "n_people" }\ne1 = { role = "engagement", scale = [1, 5] }'


def teams(sizes: list[int], seed: int = 2) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"unit": [f"T{k}" for k in range(len(sizes))], "n": sizes, "e1": rng.uniform(2, 4, len(sizes))})


def test_a_row_of_enough_people_is_told_by_itself(study):
    table = 'kind = "employees"'
    told = read_study(study(EMPLOYEES, teams([12, 30, 4, 8, 15]).to_csv(index=False), table=table)).tables["answers"]
    assert sorted(told["unit"]) == ["T0", "T1", "T2 + T3", "T2 + T3", "T4"]
    assert told["n"].tolist() == [12, 30, 4, 8, 15]
    plain = EMPLOYEES.replace("n_people", "measure")  # the same rows as people: five are too few for anything
    assert (
        len(read_study(study(plain, teams([12, 30, 4, 8, 15]).to_csv(index=False), table=table)).tables["answers"]) == 0
    )


def test_means_count_the_people_behind_a_row(study):
    data = pd.DataFrame({"unit": ["a", "b", "c"], "n": [10, 20, 70], "e1": [2.0, 3.0, 4.0]})
    found = read_study(study(EMPLOYEES, data.to_csv(index=False), table='kind = "employees"')).tables["answers"]
    row = cx.scale_means(found, scales={"x": ["e1"]}).table.iloc[0]
    assert (row["n"], row["estimate"]) == (100, pytest.approx((20 + 60 + 280) / 100))
    variance = 3 / 2 * ((10 * 1.6) ** 2 + (20 * 0.6) ** 2 + (70 * 0.4) ** 2) / 100**2
    assert row["std_error"] == pytest.approx(variance**0.5)
    people = pd.DataFrame({"e1": [1.0, 2.0, 3.0, 5.0]})  # without the role nothing changes
    plain = cx.scale_means(people, scales={"x": ["e1"]}).table.iloc[0]
    assert plain["std_error"] == pytest.approx(people["e1"].std() / 2)
    with pytest.raises(cx.CXError, match="rows are means of several people"):
        cx.unit_agreement(found, items=["e1"], unit="unit", scale=(1, 5))


def test_both_sides_joined_by_people(study, tmp_path):
    """Means of rows of teams, weighted by their people, are those of the people themselves."""
    rng = np.random.default_rng(7)
    people = pd.DataFrame({"unit": np.repeat([f"U{k}" for k in range(12)], 40)})
    people["team"] = np.tile(np.repeat(["x", "y", "z"], [5, 15, 20]), 12)
    mood = pd.Series(rng.normal(size=12), index=[f"U{k}" for k in range(12)])
    people["e1"] = (3 + mood[people["unit"]].to_numpy() * 0.4 + rng.normal(0, 0.5, len(people))).clip(1, 5)
    rows = people.groupby(["unit", "team"], as_index=False).agg(n=("e1", "size"), e1=("e1", "mean"))
    asked = pd.DataFrame(
        {"unit": people["unit"], "score": 6 + mood[people["unit"]].to_numpy() + rng.normal(size=len(people))}
    )
    keys = {"unit": "unit", "outcome": "score", "engagement": "e1"}
    whole = cx.engagement_linkage(asked, employees=people, **keys)
    found = read_study(study(EMPLOYEES, rows.to_csv(index=False), table='kind = "employees"')).tables["answers"]
    linked = cx.engagement_linkage(asked, employees=found, **keys)
    pd.testing.assert_frame_equal(linked.table, whole.table)
    assert linked.units["n_employees"].tolist() == [40] * 12
    bare = cx.engagement_linkage(asked, employees=pd.DataFrame(found.to_dict("list")), **keys)  # rows as people
    assert len(bare.units) == 0 and not np.allclose(bare.table["estimate"], whole.table["estimate"])


@pytest.mark.parametrize(
    ("n", "told"), [("0", "not a number of people"), ("2.5", "not a number of people"), ("", "no number of people")]
)
def test_a_number_of_people_is_whole_and_given(study, faults, n, told):
    found = faults(study(EMPLOYEES, f"unit,n,e1\na,12,3\nb,{n},4\n", table='kind = "employees"'))
    assert len(found) == 1 and told in found[0]


def test_branches_of_customers_with_enough_people_behind_them_keep_their_names(study):
    columns = 'unit = { role = "unit" }\nn = { role = "n_people" }\nscore = { role = "outcome", scale = [0, 10] }'
    rows = pd.DataFrame({"unit": ["A", "B", "C", "D"], "n": [30, 4, 8, 15], "score": [7.5, 6.1, 8.2, 5.9]})
    folder = study(columns, rows.to_csv(index=False), table='kind = "relationship"')
    told = read_study(folder, min_cell=10).tables["answers"]
    assert sorted(told["unit"]) == ["A", "B + C", "B + C", "D"]
    people = rows.loc[rows.index.repeat(rows["n"])]  # a row for each of them
    folder = study(columns.replace("n_people", "measure"), people.to_csv(index=False), table='kind = "relationship"')
    alone = read_study(folder, min_cell=10).tables["answers"]
    assert sorted(set(alone["unit"])) == ["A", "B + C", "D"]


def test_people_vouch_in_all_cells_in_which_they_answered(study):
    """Person 0 in cells 0, 0 and 1, person 1 in cell 1, one alone there; of the unknown nobody, of a blank none."""
    columns = 'unit = { role = "unit" }\nr = { role = "recommend", scale = [0, 10] }\nn = { role = "n_people" }'
    frame = pd.DataFrame({"unit": list("aabbbbb"), "r": [1, 2, 3, 4, 5, 6, None], "n": 1})
    its = read_study(
        study(columns, frame.fillna(7).to_csv(index=False), table='kind = "transactional"')
    ).contract.tables["answers"]
    person = np.array([0, 0, 0, 1, ALONE, UNKNOWN, 1])
    cell = np.array([0, 0, 1, 1, 1, 1, 2])
    answered = Answered(frame, its, person)
    ((cells, who),) = answered.who(cell, 10)
    pairs = sorted(zip(cells.tolist(), who.tolist(), strict=True))
    assert [place for place, _ in pairs] == [0, 1, 1, 1] and pairs[0][1] == pairs[1][1] == 0
    assert len({one for _, one in pairs}) == 3
    ((finer, same),) = answered.who(np.arange(7), 10)  # in smaller cells people have the same numbers
    assert finer.tolist() == [0, 1, 2, 3, 4] and same.tolist() == [0, 0, 0, 1, who[cells == 1].max()]
    assert answered.once_each(cell, 3).sum() == 3  # each in one cell
    ((cells, who),) = Answered(frame.assign(n=[1, 2, 60, 1, 1, 1, 1]), its, person).who(cell, 10)  # means are of no one
    assert np.bincount(cells).tolist() == [3, 13] and len(set(who.tolist())) == 16
