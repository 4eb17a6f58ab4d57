"""What questions are called beside numbers: the words of an item, of a head, of a question before its scale."""

from __future__ import annotations

import pandas as pd
import pytest

from cxlib.errors import CXError
from cxlib.gates import Gates
from cxlib.gates.asked import joined, shortened, wording_in
from cxlib.locale import speaking
from cxlib.study import read_study
from cxlib.study.contract.models import ColumnContract


def columns(*questions: str, role: str = "rating") -> dict[str, ColumnContract]:
    return {f"q{k}": ColumnContract(source=f"Q{k}", role=role, question=words) for k, words in enumerate(questions)}


@pytest.mark.parametrize(
    "heads",
    [
        ["Rate our service [Speed]", "Rate our service [Price]"],
        ["G2Q1[SQ001]. Rate our service [Speed]", "G2Q1[SQ002]. Rate our service [Price]"],
        ["Rate our service: | Speed", "Rate our service: | Price"],
    ],
)
def test_an_item_of_a_grid_is_called_by_its_own_words(heads):
    assert wording_in(columns(*heads)) == {"q0": "Speed", "q1": "Price"}


def test_words_that_would_not_tell_items_apart_keep_the_question():
    grids = ["Before [Speed]", "Before [Price]", "Afterwards [Speed]", "Afterwards [Care]"]
    assert wording_in(columns(*grids)) == dict(
        zip(["q0", "q1", "q2", "q3"], [grids[0], "Price", grids[2], "Care"], strict=True)
    )
    assert wording_in(columns("Rate us [Speed]")) == {"q0": "Rate us [Speed]"}  # nothing shares its stem


def test_the_code_before_a_wording_and_the_scale_behind_it_are_left_out():
    assert wording_in(columns("G1Q2. Where do you live?", role="segment")) == {"q0": "Where do you live?"}
    long = "All in all, what do you think of us and of what we do? 0: very bad; 10: excellent"
    assert shortened(long) == "All in all, what do you think of us and of what we do?"


def test_a_head_in_words_names_a_rating_and_a_code_does_not():
    found = wording_in(
        {
            "overall": ColumnContract(source="Satisfacción general (1-5)", role="outcome"),
            "q7": ColumnContract(source="Q7STORE", role="rating"),
        }
    )
    assert found == {"overall": "Satisfacción general"}


def test_a_code_keeps_the_capital_letters_of_the_client():
    told = {name: ColumnContract(source=head, role=role) for name, head, role in (
        ("q9food", "Q9FOOD", "rating"), ("barea", "BAREA", "segment"), ("zone", "Q20AREA", "segment"),
        ("q7", "Q7STORE", "rating"),
    )}  # fmt: skip
    assert wording_in(told) == {"q9food": "Q9FOOD", "barea": "BAREA", "zone": "zone"}


def test_a_number_before_a_head_is_left_out():
    assert wording_in({"price": ColumnContract(source="5. Precio", role="rating")}) == {"price": "Precio"}


def test_groups_by_sheets_bear_the_name_of_the_study():
    assert wording_in({"hotel": ColumnContract(source="(sheet)", role="segment")}) == {"hotel": "hotel"}
    assert wording_in({"hotel": ColumnContract(source="Hotel (name)", role="segment")}) == {"hotel": "Hotel (name)"}


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ({"2025-08": 60, "2025-09": 64, "2025-10": 2}, ["2025-08", "2025-09/10"]),  # the month that has begun
        ({"2025-01": 3, "2025-02": 40, "2025-03": 40}, ["2025-01/02", "2025-03"]),
        ({"2025-07": 40, "2025-08": 4, "2025-10": 30}, ["2025-07", "2025-08/10"]),
        ({"2025-11": 40, "2025-12": 40, "2026-01": 9}, ["2025-11", "2025-12/2026-01"]),
        ({"2025-01": 10, "2025-02": 10, "2025-03": 10}, ["2025-01", "2025-02", "2025-03"]),
        ({"2025-01": 3}, ["2025-01"]),
    ],
)
def test_a_period_of_few_answers_joins_its_neighbour_and_hides_none(counts, names):
    sizes = pd.Series(list(counts.values()), index=pd.PeriodIndex(list(counts), freq="M"))
    found = joined(sizes, 10, {})
    assert list(dict.fromkeys(found.values())) == names
    assert set(found) == set(sizes.index)


def test_quarters_that_share_a_month_of_few_stand_together():
    sizes = pd.Series([40, 50, 60], index=pd.PeriodIndex(["2025Q1", "2025Q2", "2025Q3"], freq="Q"))
    tied = {pd.Period("2025Q1"): pd.Period("2025Q2")}
    assert list(dict.fromkeys(joined(sizes, 10, tied).values())) == ["2025Q1/Q2", "2025Q3"]


def test_a_month_that_has_begun_costs_no_other_month(tmp_path):
    """Of five months, the last one of two answers, all are told: nobody is left out of the trend."""
    contract = """[study]
name = "Calls"
[tables.calls]
file = "calls.csv"
kind = "relationship"
[tables.calls.columns]
day = { role = "time" }
nps = { role = "recommend" }
overall = { role = "outcome", scale = [1, 5] }
"""
    (tmp_path / "study.toml").write_text(contract, encoding="utf-8")
    days = [f"2026-0{month}-{1 + row % 28:02}" for month in (1, 2, 3, 4) for row in range(30)] + ["2026-05-01"] * 2
    lines = "".join(f"{day},{row % 11},{'' if row % 3 else 1 + row % 5}\n" for row, day in enumerate(days))
    (tmp_path / "calls.csv").write_text(f"day,nps,overall\n{lines}", encoding="utf-8")
    gates = Gates(read_study(tmp_path), role="recommend", min_cell=10)
    rows = gates.rows({"score": "nps", "time": "day"})
    assert len(rows) == len(days)
    dated = gates.by_period(time="day")
    assert dated["period"].value_counts().to_dict() == {"2026-04/05": 32, "2026-03": 30, "2026-02": 30, "2026-01": 30}


def test_dates_that_employees_keep_to_themselves_close_the_section(tmp_path):
    contract = """[study]
name = "Staff"
[tables.staff]
file = "staff.csv"
kind = "employees"
[tables.staff.columns]
day = { role = "time" }
enps = { role = "recommend" }
"""
    (tmp_path / "study.toml").write_text(contract, encoding="utf-8")
    lines = "".join(f"2026-03-{1 + row % 28:02},{row % 11}\n" for row in range(47))
    (tmp_path / "staff.csv").write_text(f"day,enps\n{lines}", encoding="utf-8")
    gates = Gates(read_study(tmp_path, min_cell=10), role="recommend", min_cell=10)
    assert gates.rows({"time": "day"})["day"].isna().all()
    with pytest.raises(CXError, match="Of 0 periods"):
        gates.by_period(time="day")


def test_a_statement_that_is_turned_round_says_so():
    """Of "They hide things from me" the turned mean is high where people deny it; of a whole score only codes turn."""
    told = columns("They hide things from me", "They tell me everything")
    told["q0"] = told["q0"].model_copy(update={"reverse": True, "scale": [1, 5]})
    whole = {"all": ColumnContract(source="All in all (1-5)", role="outcome", scale=[1, 5], reverse=True)}
    bare = {"q9": ColumnContract(source="Q9", role="effort", scale=[1, 7], reverse=True)}
    assert wording_in(told | whole | bare) == {
        "q0": "They hide things from me (turned round)",
        "q1": "They tell me everything",
        "all": "All in all",
        "q9": "Q9 (turned round)",
    }


def test_a_name_within_groups_is_called_by_its_own_part():
    heads = {
        "a": ("visit/staff_speed", "rating"),
        "b": ("Price/quality of the food", "rating"),
        "g": ("visit/branch", "unit"),
    }
    told = {name: ColumnContract(source=head, role=role) for name, (head, role) in heads.items()}
    assert wording_in(told) == {"g": "branch", "a": "staff speed", "b": "Price/quality of the food"}


def test_the_usual_name_of_a_coded_score_is_english_in_english_only():
    told = {"overall": ColumnContract(source="Q7ALL", role="outcome")}
    assert wording_in(told) == {}
    with speaking("es"):
        assert wording_in(told) == {"overall": "valoración global"}
        assert wording_in({"overall": ColumnContract(source="Nota del viaje", role="outcome")}) == {
            "overall": "Nota del viaje"
        }
