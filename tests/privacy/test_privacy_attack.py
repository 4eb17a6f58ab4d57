"""The attack finds what rules do not hide, and nothing of what they do."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.privacy import team_report

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
    rows = pd.DataFrame({"team": ["A"] * 13 + ["B"] * 15 + ["C"] * 14})
    plan = cx.release_plan(rows, levels=[["team"]], earlier=table(team=["A", "B", "C"], n=[12, 15, 11]))
    assert plan.reports["team"].tolist() == ["B", "C"] and plan.hidden["reason"].tolist() == ["earlier"]
    plan = cx.release_plan(rows, levels=[["team"]], earlier=table(team=["A", "B", "C"], n=[13, None, 14]))
    assert plan.reports["team"].tolist() == ["A", "C"]  # B was hidden: then it stays so
    # the whole moved by four, C by three: the two together would be the late answer of A
    plan = cx.release_plan(rows, levels=[[], ["team"]], earlier=table(team=["A", "B", "C", None], n=[12, 15, 11, 38]))
    assert plan.reports["team"].tolist()[1:] == ["B"]
    assert plan.hidden[["team", "reason"]].to_numpy().tolist() == [["A", "earlier"], ["C", "beside"]]


def test_what_was_shown_before_counts_as_known():
    rows = pd.DataFrame({"team": ["A"] * 40 + ["B"] * 12 + ["C"] * 13 + ["D"] * 4})
    alone = cx.release_plan(rows, levels=[[], ["team"]])
    assert alone.reports["team"].tolist()[1:] == ["A", "C"]
    after = cx.release_plan(rows, levels=[[], ["team"]], earlier=table(team=["A", "B"], n=[40, 12]))
    assert after.reports["team"].tolist()[1:] == ["A", "B"]  # B is out: C must hide D


def test_what_earlier_runs_gave_away_is_said():
    rows = pd.DataFrame({"team": ["A"] * 40 + ["B"] * 12 + ["C"] * 4})
    every = table(team=["A", "B", None], n=[40, 12, 56])
    plan = cx.release_plan(rows, levels=[[], ["team"]], earlier=every)
    assert plan.notes == ("Hidden groups that earlier runs give away already, whatever is hidden now: 1.",)
    assert plan.reports["team"].tolist()[1:] == ["A"]  # who has only this run learns nothing of C either
    assert cx.release_plan(rows, levels=[[], ["team"]], earlier=every[:2]).notes == ()


def test_a_group_below_the_threshold_stays_hidden_though_an_earlier_run_showed_it():
    rows = pd.DataFrame({"team": ["A"] * 40 + ["B"] * 12 + ["C"] * 4})
    tried = cx.release_plan(rows, levels=[[], ["team"]], min_cell=2)
    assert len(tried.reports) == 4
    plan = cx.release_plan(rows, levels=[[], ["team"]], earlier=pd.DataFrame(tried.groups).pipe(_flat))
    assert plan.reports["team"].tolist()[1:] == ["A"] and plan.hidden["reason"].tolist() == ["beside", "small"]
    assert plan.notes == ("Hidden groups that earlier runs give away already, whatever is hidden now: 1.",)


def _flat(groups: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(groups["group"].tolist()).join(groups.drop(columns="group"))


def test_an_earlier_run_by_other_columns_counts():
    rows = pd.DataFrame({"team": ["A"] * 20 + ["B"] * 30, "time": ["long"] * 19 + ["short"] * 31})
    assert len(cx.release_plan(rows, levels=[["time"]]).reports) == 2
    plan = cx.release_plan(rows, levels=[["time"]], earlier=table(team=["A", "B"], n=[20, 30]))
    assert plan.reports.empty  # team A less the long ones is one person; so would be the whole less the short ones
    # a hidden team is no reason to hide the whole, and a team of 50 is not the whole
    plan = cx.release_plan(rows, levels=[[], ["time"]], earlier=table(team=["A", "C"], n=[None, 50]))
    assert len(plan.reports) == 3 and plan.notes == ()
    plan = cx.release_plan(rows, levels=[["time"]], earlier=table(town=["x", "y"], n=[20, 30]))
    assert plan.notes == (
        "Groups of earlier runs by columns that these rows have not, so that nothing is held against them: 2.",
    )


def test_as_many_people_with_other_answers_are_not_the_same():
    rows = pd.DataFrame({"team": ["A"] * 20 + ["B"] * 30, "x": [1.0, 2.0] * 25})
    before = pd.DataFrame(cx.release_plan(rows, levels=[[], ["team"]], answer="x").groups).pipe(_flat)
    again = cx.release_plan(rows, levels=[[], ["team"]], answer="x", earlier=before)
    assert len(again.reports) == 3
    rows.loc[0, "x"] = 5.0  # somebody of A answers anew
    after = cx.release_plan(rows, levels=[[], ["team"]], answer="x", earlier=before)
    assert after.reports["team"].tolist() == ["B"] and (after.hidden["reason"] == "earlier").all()
    assert [group["group"] for group in after.groups] == [{"team": "B"}]  # the others stay forbidden by the first run


def test_waves_are_told_apart_where_the_levels_name_them():
    rows = pd.DataFrame({"wave": [2.0] * 30, "team": ["A"] * 18 + ["B"] * 12})
    past = table(wave=["1", "1", "1", "2"], team=["A", "B", None, "A"], n=[19, None, 30, 17])
    plan = cx.release_plan(rows, levels=[["wave"], ["wave", "team"]], earlier=past)
    assert plan.hidden[["team", "reason"]].to_numpy().tolist() == [["A", "earlier"], ["B", "beside"]]
    assert len(cx.release_plan(rows, levels=[["wave"], ["wave", "team"]], earlier=past[:3]).reports) == 3


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


@pytest.fixture(scope="module")
def staff(root_of_module) -> pd.DataFrame:
    study = cx.read_study(root_of_module / "data/samples/pont_nou/study.toml", tables=["employees", "branches"])
    rows = study.tables["employees"].merge(study.tables["branches"][["branch", "region"]], on="branch")
    return rows[rows["wave"] == "6"].reset_index(drop=True)


@pytest.fixture(scope="module")
def root_of_module(request):
    return request.config.rootpath


def test_hidden_branches_of_the_sample_are_found_before_and_not_after(staff):
    answered = staff.dropna(subset=["eng_enthus1"])
    levels = [[], ["region"], ["branch"]]
    tables = {
        tuple(level): cx.mean_rating(answered, rating="eng_enthus1", by=level or None).table[[*level, "n", "estimate"]]
        for level in levels
    }
    cells = staff[["branch", "region"]].drop_duplicates(ignore_index=True)
    sizes = staff.groupby("branch")["eng_enthus1"].count()
    small = set(sizes.index[sizes < 10])
    naive = [part if "branch" not in part else part[part["n"] >= 10] for part in tables.values()]
    before = cx.reconstruct_cells(naive, cells=cells, by="branch", scale=(1, 5)).table
    open_before = before.loc[before["learned"] == "answers", ["branch", "mean_low"]]
    truth = staff.groupby("branch")["eng_enthus1"].mean()
    assert len(open_before) >= 1 and set(open_before["branch"]) <= small
    assert open_before["mean_low"].to_numpy() == pytest.approx(truth[open_before["branch"]].to_numpy(), abs=1e-4)
    plan = cx.release_plan(staff, levels=levels, answer="eng_enthus1", scale=(1, 5))
    safe = [cx.release(cx.Result(table=part), plan=plan) for part in tables.values()]
    after = cx.reconstruct_cells(safe, cells=cells, by="branch", scale=(1, 5)).table
    assert small <= set(after["branch"]) and (after["learned"] == "").all()
    heads = sizes.rename("n").reset_index()  # a reader who has counted the people of every branch
    told = cx.reconstruct_cells([*safe, heads], cells=cells, by="branch", scale=(1, 5)).table
    assert len(told) == len(after) and (told["learned"] == "number").all()


def test_a_team_report_holds_groups_and_no_person(staff):
    report = team_report(staff, scores=["eng_enthus1", "cli1"], levels=[["region"], ["region", "branch"]], scale=(1, 5))
    assert report.table.columns.tolist() == ["region", "branch", "score", "n", "estimate"]
    assert report.table["n"].min() >= 10 and not set(staff["respondent"]) & set(
        report.table.astype(str).to_numpy().ravel()
    )
    row = report.table.query("score == 'cli1' and region == 'R03' and branch.isna()").iloc[0]
    own = staff.loc[staff["region"] == "R03", "cli1"]
    assert (row["n"], row["estimate"]) == (own.count(), pytest.approx(own.mean()))
    hidden = 2 * (12 + 120) - len(report.table)
    assert report.notes == (f"{hidden} means not shown: fewer than 10 people, or needed to hide them.",)
