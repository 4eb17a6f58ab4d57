"""Rows that are not one person each: counts of answers, rows under two ids, a household in several rows."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.drafts import draft_of
from cxlib.study import read_study
from tests.drafts.test_drafts_of_tools import written

HOURS = 40


def counted(n: int, seed: int = 1) -> list[list[int]]:
    return np.random.default_rng(seed).poisson(4, (n, HOURS)).tolist()


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (["Very happy", "Happy", "Unhappy", "Very unhappy"], [4, 3, 2, 1]),
        (["Muy satisfecho", "Satisfecho", "Ni satisfecho ni insatisfecho", "Insatisfecho", "Muy insatisfecho"],
         [5, 4, 3, 2, 1]),
        (["1 star", "2 stars", "3 stars", "4 stars", "5 stars"], [1, 2, 3, 4, 5]),
        (["Red", "Yellow", "Green"], [1, 2, 3]),
        (["n Detractors", "n Passives", "n Promoters"], [3, 8, 10]),
    ],
    ids=lambda value: str(value[0]),
)  # fmt: skip
def test_columns_that_count_answers(drafted, heads, numbers):
    counts = counted(len(heads))
    draft, study = drafted(a_csv=written([["Shop", *heads]], [["North", "South"] * (HOURS // 2), *counts]))
    assert "columns that count answers: each answer becomes a row" in draft.text
    (table,) = study.tables.values()
    score = table["recommend" if 10 in numbers else "overall"]
    assert [int((score == number).sum()) for number in numbers] == [sum(column) for column in counts]


def test_heads_that_are_numbers_count_answers_beside_their_total(drafted):
    counts = counted(11)
    heads = ["Shop", *map(str, range(11)), "Responses"]
    columns = [["North", "South"] * (HOURS // 2), *counts, np.sum(counts, axis=0).tolist()]
    _, study = drafted(a_csv=written([heads], columns))
    assert study.tables["a"]["recommend"].mean() == pytest.approx(
        np.average(range(11), weights=[sum(column) for column in counts])
    )


def test_a_row_of_totals_counts_nobody_again(drafted):
    counts = counted(4)
    heads = [["Shop", "Very happy", "Happy", "Unhappy", "Very unhappy"]]
    table = written(heads, [["North", "South"] * (HOURS // 2), *counts])
    table += ",".join(["Total", *(str(sum(column)) for column in counts)]) + "\n"
    _, study = drafted(a_csv=table)
    assert len(study.tables["a"]) == np.sum(counts)


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["Happy", "So-so", "Unhappy"], [[1] * 20 + [0] * 20, [0] * 20 + [1] * 20, [0] * HOURS]),  # ticks of people
        (["1", "2", "3", "4", "5"], counted(5)),  # items, as far as anybody knows
        (["Promoters", "Passives", "Detractors"], [[50, 40] * 20, [30, 40] * 20, [20, 20] * 20]),  # percentages
        (["Very happy", "Happy", "Unhappy"], counted(3)),  # one answer of the scale lacks
        (["Staff", "Price", "Speed"], counted(3)),
    ],
    ids=["ticks", "items", "percentages", "part", "other words"],
)
def test_what_counts_no_answers(drafted, heads, columns):
    table = written([["id", "NPS", *heads]], [range(HOURS), [9, 3] * 20, *columns])
    assert "counts =" not in drafted(a_csv=table)[0].text


def scores(n: int, low: int, high: int, seed: int) -> list[int]:
    return np.random.default_rng(seed).integers(low, high + 1, n).tolist()


def exported(n: int = 60) -> dict[str, list]:
    minutes = np.random.default_rng(9).choice(5_000, n, replace=False)
    times = [f"2026-02-{1 + m // 1440:02d} {m // 60 % 24:02d}:{m % 60:02d}:00" for m in minutes]
    return {
        "Response ID": [f"R{place:03d}" for place in range(n)],
        "Created At": times,
        "Plan": ["Pro", "Basic"] * (n // 2),
        "NPS": scores(n, 0, 10, 3),
        "Speed (1-5)": scores(n, 1, 5, 4),
    }


def twice(table: dict[str, list], more: int = 20) -> dict[str, list]:
    own = {name: [*column, *column[:more]] for name, column in table.items()}
    n = len(table["NPS"])
    return own | {"Response ID": [*table["Response ID"], *(f"R{n + place:03d}" for place in range(more))]}


def test_rows_that_were_brought_in_twice_are_asked_about(drafted):
    table = twice(exported())
    draft, study = drafted(a_csv=written([[*table]], [*table.values()]))
    told = '20 rows repeat another under a key of its own; if they are in the file twice, write once = ["Created At"]'
    assert told in draft.text and draft.decisions[0] == f"a: {told}."
    assert len(study.tables["a"]) == 80  # asked, not guessed


def test_the_key_that_is_offered_reads_each_row_once(drafted, tmp_path):
    table = twice(exported())
    draft, _ = drafted(a_csv=written([[*table]], [*table.values()]))
    text = draft.text.replace('kind = "relationship"', 'kind = "relationship"\nonce = ["Created At"]')
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    assert read_study(tmp_path).tables["a"]["recommend"].tolist() == exported()["NPS"]


@pytest.mark.parametrize("gone", ["Created At", "one answer"])
def test_rows_that_chance_makes_alike_are_nobodys_double(drafted, gone):
    table = twice(exported())
    if gone == "one answer":  # of whom came back in the same minute and said something else
        table["Speed (1-5)"] = [*table["Speed (1-5)"][:60], *(6 - score for score in table["Speed (1-5)"][60:])]
        table["NPS"] = [*table["NPS"][:60], *(10 - score for score in table["NPS"][60:])]
    else:
        del table[gone]
    assert "once =" not in drafted(a_csv=written([[*table]], [*table.values()]))[0].text


def families(n: int = 50) -> dict[str, list]:
    family = [place for place in range(n) for _ in range(1 + place % 2)]
    nps, rows = scores(n, 0, 10, 3), len(family)
    return {
        "Family": [f"F{place:03d}" for place in family],
        "Year group": (["Year 1", "Year 2", "Year 3"] * rows)[:rows],
        "Would you recommend the school?": [nps[place] for place in family],
        "The teacher (1-5)": scores(rows, 1, 5, 4),
    }


def test_a_family_in_several_rows_is_asked_about(drafted, line_of):
    table = families()
    draft, study = drafted(a_csv=written([[*table]], [*table.values()]))
    told = '25 rows repeat "Family" with the same "Would you recommend the school?"'
    assert f'{told}: to count each person once, write once = ["Family"]' in draft.text
    assert 'role = "customer"' in line_of(draft, "customer") and len(study.tables["a"]) == 75


def test_lines_of_an_order_leave_the_customer_what_he_is(drafted, line_of):
    table = families()
    table = {"Order": table["Family"], "Customer": [f"C{name[1:2]}" for name in table["Family"]], **table}
    del table["Family"]
    draft, _ = drafted(a_csv=written([[*table]], [*table.values()]))
    assert 'once = ["Order"]' in draft.text and 'source = "Customer"' in line_of(draft, "customer")


def test_people_who_answer_anew_each_time_are_not(drafted):
    table = families()
    table["Would you recommend the school?"] = scores(75, 0, 10, 8)
    assert "once =" not in drafted(a_csv=written([[*table]], [*table.values()]))[0].text


def test_ids_that_stand_once_in_a_wave_need_no_doubt(drafted, line_of, tmp_path):
    heads = ["Respondent", "Year", "NPS", "Speed (1-5)"]
    people = [*range(100, 140), *range(100, 130)]
    columns = [people, [2025] * 40 + [2026] * 30, scores(70, 0, 10, 1), scores(70, 1, 5, 2)]
    assert "repeat" not in drafted(a_csv=written([heads], columns))[0].text
    again = [[*people[:-1], 100], *columns[1:]]
    (tmp_path / "b.csv").write_text(written([heads], again), encoding="utf-8")
    assert "rows repeat an id" in line_of(draft_of([tmp_path / "b.csv"]), "respondent")


@pytest.mark.parametrize(("second", "ordered"), [("2026-07", True), ("2026-01", False)])
def test_waves_stand_in_the_order_of_their_dates(drafted, line_of, second, ordered):
    n = 40
    days = [f"2026-04-{1 + place % 28:02d}" for place in range(n)] + [
        f"{second}-{1 + place % 28:02d}" for place in range(n)
    ]
    events = ["Baseline"] * n + ["3 months"] * n
    heads = ["id", "Event Name", "Date", "NPS", "Speed (1-5)"]
    draft, study = drafted(
        a_csv=written([heads], [range(2 * n), events, days, scores(80, 0, 10, 1), scores(80, 1, 5, 2)])
    )
    assert ("waves stand in the order of their dates" in line_of(draft, "wave")) is ordered
    first = "Baseline" if ordered else "3 months"  # which the names tell
    assert study.tables["a"]["wave"].cat.categories[0] == first


def test_a_list_without_any_question_has_nobody_twice(drafted):
    table = twice(exported())
    words = {name: table[name] for name in ("Response ID", "Created At", "Plan")}
    assert "once =" not in drafted(a_csv=written([[*words]], [*words.values()]))[0].text
