"""The attack finds what rules do not hide, and nothing of what they do."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx

CELLS = pd.DataFrame({"team": ["A", "B", "C"], "region": ["N", "N", "S"]})


def table(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


def learned(*tables, cells=CELLS, by="team", **given) -> dict:
    found = cx.reconstruct_cells(tables, cells=cells, by=by, **given).table
    names = found[by] if isinstance(by, str) else found[by].agg(" ".join, axis=1)
    return {name: tuple(row) for name, row in zip(names, found.drop(columns=by).to_numpy(), strict=True)}


def test_the_total_less_the_rest_lays_answers_open():
    teams = table(team=["A", "C"], n=[20, 30], estimate=[4.0, 3.0])
    whole = table(n=[51], estimate=[171 / 51])
    (found,) = learned(whole, teams).values()
    assert found[:4] == pytest.approx((1, 1, 1, 1), abs=1e-4) and found[4] == "answers"
    (found,) = learned(whole.drop(columns="estimate"), teams).values()
    assert found[:2] == (1, 1) and pd.isna(found[2]) and found[4] == "number"
    assert learned(table(n=[51]), teams.iloc[:1])["B"][:2] == (0, 31)


def test_rounded_means_still_lay_a_small_group_open():
    teams = table(team=["A", "C"], n=[20, 30], estimate=[4.0, 3.0])
    found = learned(table(n=[51], estimate=[3.373]), teams, rounding=0.0005, scale=(1, 5))["B"]
    assert found[2] < 2 < found[3] and found[4] == "answers"  # 51 × 3.373 − 170 = 2.02, give or take 0.03
    assert learned(table(n=[51], estimate=[3.4]), teams, rounding=0.05, scale=(1, 5))["B"][2:] == (1.0, 5.0, "number")


def test_a_reader_who_knows_the_headcount_and_the_scale_finds_more():
    heads = table(team=["A", "B"], n=[5, 4])
    middle = learned(table(region=["N"], n=[9], estimate=[4.0]), heads, scale=(1, 5))
    assert middle["B"][:4] == pytest.approx((4, 4, 36 / 4 - 25 / 4, 5)) and middle["B"][4] == "number"
    end = learned(table(region=["N"], n=[9], estimate=[5.0]), heads, scale=(1, 5))
    assert end["A"] == (5, 5, pytest.approx(5), pytest.approx(5), "answers")


def test_an_earlier_run_and_a_late_answer():
    cells = pd.DataFrame({"team": ["A", "A", "B"], "since": ["first", "late", "first"]})
    first = table(team=["A", "B"], since=["first", "first"], n=[12, 15], estimate=[3.0, 4.0])
    later = table(team=["A", "B"], n=[13, 15], estimate=[38 / 13, 4.0])
    found = learned(first, later, cells=cells, by=["team", "since"])
    assert found["A late"][:4] == pytest.approx((1, 1, 2, 2), abs=1e-4) and found["A late"][4] == "answers"


def test_tables_that_cannot_be_true_are_told():
    teams = table(team=["A", "B", "C"], n=[20, 20, 20])
    with pytest.raises(cx.CXError) as error:
        learned(table(n=[51]), teams[:2], table(team=["C"], n=[10]), by="region")
    assert str(error.value) == (
        "The tables contradict one another. Give a larger rounding, or tell runs apart by a column."
    )
    with pytest.raises(cx.CXError) as error:
        learned(table(team=["A", "Z"], n=[1, 2]))
    assert str(error.value) == "Table 1 names a group that cells does not have (row 2). Add it to cells."
    with pytest.raises(cx.CXError) as error:
        learned()
    assert str(error.value) == "tables: empty. Give the tables that were published."


def test_the_total_less_the_rest_is_nothing_where_people_are_in_blocks():
    sizes = {"A": 14, "B": 13, "C": 12, "D": 1, "E": 30}
    rows = pd.DataFrame({"team": [team for team, n in sizes.items() for _ in range(n)]})
    rows["region"] = rows["team"].map(dict.fromkeys("ABCD", "N") | {"E": "S"})
    rows["mood"] = [1 + k % 5 for k in range(len(rows))]
    cells = rows[["region", "team"]].drop_duplicates(ignore_index=True)

    def reports(data, team):
        tables = [cx.mean_rating(data, rating="mood", by=level).table for level in (None, "region", "team")]
        return [table[table["n"] >= 10].rename(columns={"team": team}) for table in tables]

    plain = cx.reconstruct_cells(reports(rows, "team"), cells=cells, by="team", scale=(1, 5)).table
    assert plain.loc[plain["learned"] == "answers", "team"].tolist() == ["D"]
    told = cx.in_blocks(rows, by=["region", "team"], answers=["mood"])
    cells["block"] = cells["team"].map({"A": "A", "B": "B", "C": "C + D", "D": "C + D", "E": "E"})
    after = cx.reconstruct_cells(reports(told, "block"), cells=cells, by="team", scale=(1, 5)).table
    assert after["team"].tolist() == ["C", "D"] and (after["learned"] == "").all()
