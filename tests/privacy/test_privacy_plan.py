"""What may be shown together: by hand, against enumeration, and on any table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

import cxlib as cx
from cxlib.privacy.feasible import System, fixed_targets
from cxlib.privacy.groups import groups_of
from cxlib.privacy.hiding import hidden_reasons

TWO_WAY = [[], ["team"], ["wave"], ["team", "wave"]]


def people(counts: dict) -> pd.DataFrame:
    """One row per person of each (team, wave)."""
    return pd.DataFrame([cell for cell, n in counts.items() for _ in range(n)], columns=["team", "wave"])


def grid(counts) -> dict:
    return {(f"T{i}", f"W{j}"): int(n) for (i, j), n in np.ndenumerate(np.array(counts)) if n}


def shown(plan: cx.Result, *columns: str) -> list[tuple]:
    level = [list(level) for level in plan.settings["levels"]].index(list(columns))
    rows = plan.reports[plan.reports["level"] == level]
    return list(rows[list(columns)].itertuples(index=False, name=None))


def test_a_small_team_takes_the_next_smallest_until_both_are_large_enough():
    rows = people({("A", "x"): 40, ("B", "x"): 12, ("C", "x"): 11, ("D", "x"): 3})
    plan = cx.release_plan(rows, levels=[[], ["team"]])
    assert shown(plan, "team") == [("A",), ("B",)]
    assert plan.hidden[["team", "n", "reason"]].to_numpy().tolist() == [["C", 11, "beside"], ["D", 3, "small"]]
    assert plan.table.to_numpy().tolist() == [["the whole", 1, 1, 0, 0, 0, 0, 0], ["team", 4, 2, 1, 0, 0, 1, 0]]
    rows = people({("A", "x"): 40, ("B", "x"): 12, ("C", "x"): 3, ("D", "x"): 2})
    assert shown(cx.release_plan(rows, levels=[[], ["team"]]), "team") == [("A",)]  # 3 + 2 are fewer than 10
    assert shown(cx.release_plan(rows, levels=[["team"]]), "team") == [("A",), ("B",)]  # no total, nothing to subtract


def test_one_small_cell_of_a_two_way_table_takes_the_cheapest_rectangle():
    rows = people(grid([[4, 20, 30], [25, 12, 40], [30, 50, 60]]))
    plan = cx.release_plan(rows, levels=TWO_WAY)
    hidden = plan.hidden[["team", "wave"]].to_numpy().tolist()
    assert hidden == [["T0", "W0"], ["T0", "W1"], ["T1", "W0"], ["T1", "W1"]]
    assert len(shown(plan, "team")) == len(shown(plan, "wave")) == 3


def test_two_shown_groups_never_differ_by_one_or_two_people():
    rows = people({("A", "x"): 30, ("A", "y"): 20, ("B", "y"): 2}).assign(whole="firm")
    plan = cx.release_plan(rows, levels=[["whole"], ["team"]])
    assert shown(plan, "team") == []  # 52 less the 50 of A are the two of B
    # all but one person of a branch wear a badge: neither group is small, and they divide nothing
    rows = pd.DataFrame({"branch": ["P"] * 21 + ["Q"] * 40, "badge": ["yes"] * 20 + ["no"] + ["other"] * 40})
    plan = cx.release_plan(rows, levels=[["branch"], ["badge"]], min_cell=1)
    assert shown(plan, "branch") == [("P",), ("Q",)] and shown(plan, "badge") == [("other",)]
    assert plan.hidden.loc[plan.hidden["badge"] == "yes", "reason"].tolist() == ["difference"]
    loose = cx.release_plan(rows, levels=[["branch"], ["badge"]], min_cell=1, min_difference=1)
    assert len(loose.hidden) == 0


def test_a_cell_that_lies_in_two_open_lines_is_hidden_before_a_smaller_one():
    rows = people(grid([[4, 20, 15], [20, 6, 15], [30, 30, 30]]))
    hidden = cx.release_plan(rows, levels=TWO_WAY).hidden
    assert hidden["n"].tolist() == [4, 20, 20, 6]  # by size alone the two of 15 would go, and then more beside them


# Every row and column has two small cells or more: no line gives one away. Yet T1 × W2 joins two squares: the rows
# T0 and T1 less the columns W0 and W1 are that cell.
BRIDGE = [[6, 6, 30, 30], [6, 6, 6, 30], [30, 30, 6, 6], [30, 30, 6, 6]]


def test_a_cell_that_no_single_line_gives_away_is_found_by_the_program():
    rows = people(grid(BRIDGE))
    cells = rows.drop_duplicates()
    counts = rows.groupby(["team", "wave"]).size().rename("n").reset_index()
    margins = [pd.DataFrame({"n": [len(rows)]})]
    margins += [rows.groupby(name).size().rename("n").reset_index() for name in ("team", "wave")]
    before = cx.reconstruct_cells([*margins, counts[counts["n"] >= 10]], cells=cells, by=["team", "wave"])
    assert before.table.query("learned != ''")[["team", "wave", "n_low"]].to_numpy().tolist() == [["T1", "W2", 6.0]]
    plan = cx.release_plan(rows, levels=TWO_WAY)
    assert plan.table["beside"].sum() > 0
    tables = [plan.reports[plan.reports["level"] == k].drop(columns="level").dropna(axis=1) for k in range(4)]
    after = cx.reconstruct_cells(tables, cells=cells, by=["team", "wave"])
    assert len(after.table) > 9 and (after.table["learned"] == "").all()


def test_a_group_whose_mean_is_at_the_end_of_the_scale_takes_more_with_it():
    rows = people({("A", "x"): 30, ("B", "x"): 20, ("C", "x"): 6, ("D", "x"): 6})
    rows["answer"] = [3.0] * 25 + [4.0] * 25 + [5.0] * 12
    assert shown(cx.release_plan(rows, levels=[[], ["team"]], answer="answer"), "team") == [("A",), ("B",)]
    plan = cx.release_plan(rows, levels=[[], ["team"]], answer="answer", scale=(1, 5))
    assert shown(plan, "team") == [("A",)]  # C and D together would show a mean of 5: everybody said 5


def test_a_group_that_is_all_at_one_end_of_the_scale_is_not_shown():
    rows = people({("A", "x"): 30, ("B", "x"): 20, ("C", "x"): 12})
    rows["answer"] = [3.0] * 25 + [4.0] * 25 + [5.0] * 12
    plan = cx.release_plan(rows, levels=[["team"]], answer="answer", scale=(1, 5))
    assert plan.hidden[["team", "reason"]].to_numpy().tolist() == [["C", "alike"]]  # its mean of 5.00 is each answer
    assert shown(cx.release_plan(rows.replace({5.0: 4.0}), levels=[["team"]], answer="answer", scale=(1, 5)), "team")
    plan = cx.release_plan(rows.assign(answer=5), levels=[[], ["team"]], answer="answer", scale=(1, 5))
    assert plan.reports.empty and "everybody gave the same answer" in cx.reading(plan).text


def test_what_two_groups_leave_is_a_group_itself():
    rows = people({("A", "old"): 21, ("A", "new"): 5, ("B", "old"): 30}).assign(
        badge=["yes"] * 21 + ["other"] * 35, whole="firm"
    )
    plan = cx.release_plan(rows, levels=[["team"], ["badge"]])
    assert shown(plan, "badge") == [("other",)]  # the 26 of A less the 21 with a badge are five: below ten
    assert shown(cx.release_plan(rows, levels=[["team"], ["badge"]], min_cell=5), "badge") == [("other",), ("yes",)]


def possible(table: np.ndarray, hidden: np.ndarray) -> dict:
    """Every value each hidden cell takes in the tables with the same margins and the same shown cells."""
    places = np.argwhere(hidden)
    limits = [range(min(table[i].sum(), table[:, j].sum()) + 1) for i, j in places]
    found = {tuple(place): set() for place in places}
    for values in product(*limits):
        other = table.copy()
        other[tuple(places.T)] = values
        if (other.sum(0) == table.sum(0)).all() and (other.sum(1) == table.sum(1)).all():
            for place, value in zip(found, values, strict=True):
                found[place].add(value)
    return found


def test_the_intervals_are_those_of_every_table_that_could_be():
    table = np.array([[1, 2, 1], [3, 0, 2], [2, 1, 1]])
    hidden = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=bool)
    cells = pd.DataFrame([(f"T{i}", f"W{j}") for i in range(3) for j in range(3)], columns=["team", "wave"])
    every = cells.assign(n=table.ravel())
    margins = [every.groupby(name)["n"].sum().reset_index() for name in ("team", "wave")]
    found = cx.reconstruct_cells([*margins, every[~hidden.ravel()]], cells=cells, by=["team", "wave"]).table
    by_hand = possible(table, hidden)
    assert len(found) == hidden.sum()
    for row, values in zip(found.itertuples(), by_hand.values(), strict=True):
        assert (row.n_low, row.n_high) == pytest.approx((min(values), max(values)))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4).filter(np.any))
def test_no_hidden_cell_of_any_table_is_bounded_to_one_value(counts):
    cells = pd.DataFrame(list(grid(counts)), columns=["team", "wave"])
    sizes = np.array(list(grid(counts).values()))
    groups = groups_of(cells, sizes, TWO_WAY)
    nothing = np.zeros(len(groups.size), dtype=bool)
    reason, _ = hidden_reasons(groups, min_cell=10, min_difference=3, known=nothing, held=nothing)
    labels = groups.labels.assign(n=groups.size[groups.labels["group"]], shown=reason[groups.labels["group"]] == "")
    assert (labels.loc[labels["shown"], "n"] >= 10).all()
    tables = [labels.loc[labels["shown"] & (labels["level"] == k), [*level, "n"]] for k, level in enumerate(TWO_WAY)]
    tables = [part for part in tables if len(part)]
    for level in TWO_WAY[1:] if tables else ():
        found = cx.reconstruct_cells(tables, cells=cells, by=level).table
        assert (found["n_high"] - found["n_low"] >= 1 - 1e-6).all()


def test_the_hidden_sums_are_those_that_programs_find_one_by_one():
    rng = np.random.default_rng(5)
    for _ in range(20):
        truth = rng.integers(0, 6, 12).astype(float)
        shown, targets = (sparse.csr_array((rng.random((k, 12)) < 0.4).astype(float)) for k in (6, 9))
        found = fixed_targets(shown, targets, truth, np.zeros(12), np.full(12, 50.0))
        every = System(shown, shown @ truth, shown @ truth, np.zeros(12), np.full(12, 50.0))
        for fixed, target in zip(found, targets.toarray(), strict=True):
            low, high = every.interval(target)
            assert fixed == (max(high - target @ truth, target @ truth - low) < 1 - 1e-6)


def test_people_without_a_label_are_a_group_of_their_own():
    rows = pd.DataFrame({"team": ["A"] * 30 + ["B"] * 12 + [None] * 4})
    plan = cx.release_plan(rows, levels=[[], ["team"]])
    assert shown(plan, "team") == [("A",)]  # else the whole less A and B would be the four


def test_a_run_on_one_part_shows_only_what_the_plan_of_the_whole_shows():
    rows = people(grid([[20, 4], [15, 30], [12, 12], [11, 11]])).rename(columns={"wave": "region"})
    plan = cx.release_plan(rows, levels=[[], ["region"], ["team"], ["region", "team"]])
    part = plan.within("region", "W1")
    own = rows[rows["region"] == "W1"]
    assert part.settings["levels"] == [[], ["team"]] and part.settings["within"] == {"region": "W1"}
    counts = own.groupby("team").size().rename("n").reset_index()
    released = cx.release(cx.Result(table=counts), plan=part)
    whole = {team for region, team in shown(plan, "region", "team") if region == "W1"}
    assert set(released.table["team"]) == whole and 0 < len(whole) < 3
    with pytest.raises(cx.CXError) as error:
        plan.within("town", "x")
    assert str(error.value) == 'The plan has no level with "town". Add ["town"] to levels.'


def test_a_result_is_released_by_its_groups_and_its_people():
    rows = people({("A", "x"): 40, ("B", "x"): 12, ("C", "x"): 11, ("D", "x"): 3})
    plan = cx.release_plan(rows, levels=[[], ["team"]])
    counts = rows.groupby("team").size().rename("n").reset_index()
    found = cx.release(cx.Result(table=counts, notes=("before",)), plan=plan)
    assert found.table["team"].tolist() == ["A", "B"]
    assert found.notes == ("before", "2 rows not shown: fewer than 10 people, or needed to hide them.")
    assert "D" not in repr(found) + repr(plan) + plan._repr_html_()
    assert cx.release(cx.Result(table=pd.DataFrame({"n": [66]})), plan=plan).notes == ()
    problems = {}
    for name, table in {
        "other people": counts.assign(n=counts["n"] - 1),
        "other level": counts.rename(columns={"team": "wave"}).assign(town="x"),
        "no n": counts[["team"]],
    }.items():
        with pytest.raises(cx.CXError) as error:
            cx.release(cx.Result(table=table), plan=plan)
        problems[name] = str(error.value)
    same = "Make the plan of the rows that the result counts: the same waves, and answer = the column it is about."
    assert problems == {
        "other people": f"result: in 4 of 4 rows n is not the plan's number of people (first in row 1). {same}",
        "other level": f"result: in 4 of 4 rows n is not the plan's number of people (first in row 1). {same}",
        "no n": "result: no column n. Give a Result that counts the people of each group.",
    }
    with pytest.raises(cx.CXError) as error:
        cx.release(cx.Result(table=counts), plan=cx.release_plan(rows, levels=[[], ["team", "wave"]]))
    assert str(error.value) == "The plan has no level team. Add it to levels, and make the plan again."


ROWS = pd.DataFrame({"team": ["A"] * 12, "answer": [1.0] * 11 + [9.0]})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"levels": []}, 'levels: empty. Name what will be shown: [[], ["branch"]] is the whole, and each branch.'),
        ({"levels": [["teem"]]}, 'The table has no column "teem". Did you mean team?'),
        ({"min_cell": 0}, "min_cell: 0 is less than 1. Write a number of people, such as 10 or 3."),
        ({"min_difference": 0}, "min_difference: 0 is less than 1. Write a number of people, such as 10 or 3."),
        (
            {"answer": "answer", "scale": (1, 5)},
            "answer: outside the scale in 1 rows (first in row 12). Give the ends of the scale as the answers use it.",
        ),
    ],
)
def test_what_cannot_be_planned_is_said(arguments, message):
    with pytest.raises(cx.CXError) as error:
        cx.release_plan(ROWS, **{"levels": [[], ["team"]], **arguments})
    assert str(error.value) == message


def test_no_answers_no_plan():
    with pytest.raises(cx.CXError) as error:
        cx.release_plan(ROWS.assign(answer=np.nan), levels=[[]], answer="answer")
    assert str(error.value) == "The table has no rows with an answer. Give rows, or another column as answer."
