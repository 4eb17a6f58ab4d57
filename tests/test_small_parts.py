"""Errors, results, gates, sentences and small cells."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import Failure, nearest
from cxlib.locale import speaking


def test_nearest_names_the_near_words_or_all():
    assert nearest("recomend", ["recommend", "return"]) == "Did you mean recommend?"
    assert nearest("xyz", ["a", "b"]) == "Known: a, b."
    assert nearest("xyz", []) == "None is known."


def test_a_study_error_says_every_fault_and_gives_them_as_a_table():
    faults = [
        Failure(
            table="t", column="c", problem="outside 0…10 (11)", rows=84, first_row=97, mend="Write missing = [11]."
        ),
        Failure(problem="no tables", mend="Declare one."),
    ]
    error = cx.StudyError("Airport", faults)
    assert str(error) == (
        "Airport: 2 faults.\n"
        "  1. t.c: outside 0…10 (11) in 84 rows (first at row 97). Write missing = [11].\n"
        "  2. no tables. Declare one.\n"
        " Mend the study.toml or the file, then run cx check again."
    )
    assert error.failures.columns.tolist() == ["table", "column", "problem", "rows", "first_row", "mend"]
    assert error.failures["rows"].tolist() == [84, 0]
    assert error.failures["first_row"].isna().tolist() == [False, True]


def test_a_result_rounds_only_what_it_prints():
    table = pd.DataFrame({"shop": ["a", "<b>"], "n": [3, 4], "estimate": [12.34567, None], "p_value": [0.00001, 0.04]})
    result = cx.Result(table=table, notes=("1 row without <shop> left out.",))
    assert repr(result) == (
        "shop n estimate      p\n   a 3    12.35 <0.001\n <b> 4        –  0.040\nNote: 1 row without <shop> left out."
    )
    assert result.table.loc[0, "estimate"] == 12.34567
    page = result._repr_html_()
    assert "&lt;b&gt;" in page and "<b>" not in page and "&lt;shop&gt;" in page
    with pytest.raises(AttributeError):
        result.table = table


def test_what_no_share_exceeds_is_printed_with_three_decimals():
    assert "0.123" in repr(cx.Result(table=pd.DataFrame({"estimate": [0.12344]})))


def test_an_empty_result_says_so():
    assert repr(cx.Result(table=pd.DataFrame({"n": []}))) == "(no rows)"


def score(**sizes: int) -> cx.Result:
    return cx.Result(table=pd.DataFrame({"shop": list(sizes), "n": list(sizes.values()), "estimate": 1.0}))


def test_small_cells_are_not_shown():
    found = cx.suppress_small_cells(score(a=40, b=9, c=3), min_cell=10)
    assert found.table["shop"].tolist() == ["a"]
    assert found.notes == ("2 groups not shown: fewer than 10 answers, or next to one.",)
    assert cx.suppress_small_cells(score(a=40, b=10), min_cell=10).notes == ()


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    found = cx.suppress_small_cells(score(a=40, b=9, c=12, d=12), min_cell=10)
    assert found.table["shop"].tolist() == ["a", "d"]


def write_study(folder, rows: str, columns: str, head: str = "") -> cx.Study:
    (folder / "study.toml").write_text(
        f'[study]\nname = "Small"\n{head}\n[tables.answers]\nfile = "a.csv"\nkind = "relationship"\n'
        f"[tables.answers.columns]\n{columns}\n",
        encoding="utf-8",
    )
    (folder / "a.csv").write_text(rows, encoding="utf-8")
    return cx.read_study(folder)


COLUMNS = 'score = { role = "recommend" }\nshop = { role = "unit" }\nwave = { role = "wave" }'
ROWS = "score,shop,wave\n" + "".join(f"{k % 11},{'ab'[k % 2]},{8 + k // 15}\n" for k in range(40))


def test_gates_open_by_name_and_by_role(tmp_path):
    gates = cx.Gates(write_study(tmp_path, ROWS, COLUMNS), role="recommend", min_cell=10)
    gate = gates.section("6. Groups", needs={"score": "recommend", "by": ["segment", "unit"]}, min_groups=("by", 2))
    assert gate and (gate["score"], gate["by"]) == ("score", "shop")
    assert repr(gate) == "Columns used: score = score, by = shop."
    with speaking("es"):
        assert repr(gate) == "Columnas usadas: score = score, by = shop."
    assert gates.waves == "Waves in order: 8, 9, 10."
    assert gates.question.startswith("The study does not state the wording")
    assert len(gates.latest) == 10 and set(gates.latest["wave"]) == {"10"}  # after 8 and 9, not before


def test_closed_gates_say_why_and_how_to_open_them(tmp_path):
    study = write_study(tmp_path, ROWS, COLUMNS, "min_cell = { customers = 25 }")
    gates = cx.Gates(study, role="recommend", min_cell=10, parameters=["by"])
    closed = [
        gates.section("8. Weights", needs={"weight": "weight"}),
        gates.section("7. Cuts", needs={"by": "team"}),
        gates.section("6. Groups", needs={"by": "unit"}, min_groups=("by", 2)),
        gates.section("5. Change", needs={}, min_answers=1000),
        gates.section("1. Score", needs={}, min_answers=11, latest=True),
    ]
    assert [repr(gate) for gate in closed] == [
        "Skipped: “8. Weights”. Table answers has no column or role weight. To open it: declare the column in "
        "study.toml.",
        "Skipped: “7. Cuts”. Table answers has no column or role team. To open it: declare the column in study.toml, "
        "or name another one with -p by=….",
        "Skipped: “6. Groups”. Of 2 groups of shop, 0 can be shown (at least 25 answers each); needed: 2. To open it: "
        "join groups, or collect more answers.",
        "Skipped: “5. Change”. Answers: 40; needed: 1,000. To open it: collect more answers, or join several waves.",
        "Skipped: “1. Score”. Answers in the last wave: 10; needed: 11. To open it: collect more answers, or join "
        "several waves.",
    ]
    assert [bool(gate) for gate in gates.gates] == [False] * 5


def test_a_label_that_nobody_has_hides_no_group(tmp_path):
    labels = 'labels = { a = "Ann", b = "Bob", c = "Cleo" }'
    columns = COLUMNS.replace('role = "unit"', f'role = "segment", {labels}')
    gates = cx.Gates(write_study(tmp_path, ROWS, columns), role="recommend", min_cell=10)
    assert gates.section("6. Groups", needs={"by": "segment"}, min_groups=("by", 2))


def test_a_study_without_the_role_closes_every_gate(tmp_path):
    gates = cx.Gates(
        write_study(tmp_path, "mood\n3\n4\n", 'mood = { role = "outcome" }'), role="recommend", min_cell=10
    )
    gate = gates.section("1. Score", needs={"score": "recommend"})
    assert repr(gate) == (
        "Skipped: “1. Score”. No table has a column of role recommend. To open it: declare one in study.toml: "
        'recommend = { source = "…", role = "recommend" }.'
    )
    assert gates.answers is None and gates.latest is None
    assert "recommend = { source = &quot;…&quot;, role = &quot;recommend&quot; }" in gate._repr_html_()


def two_tables(folder) -> cx.Study:
    study = (
        '[study]\nname = "Two"\nmin_cell = { employees = 25, customers = 5 }\n'
        '[tables.staff]\nfile = "s.csv"\nkind = "employees"\n[tables.staff.columns]\npace = { role = "engagement" }\n'
        '[tables.answers]\nfile = "a.csv"\nkind = "transactional"\n[tables.answers.columns]\n'
        'score = { role = "recommend" }\nmood = { role = "outcome" }\n'
    )
    (folder / "study.toml").write_text(study, encoding="utf-8")
    (folder / "s.csv").write_text("pace,spare\n" + "3,a\n4,b\n" * 13 + ",c\n", encoding="utf-8")
    (folder / "a.csv").write_text("score,mood\n9,3\n,4\n,5\n", encoding="utf-8")
    return cx.read_study(folder)


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("", "answers"),
        ("staff", "staff"),
        ("employees", "staff"),
        ("transactional", "answers"),
        ("relationship", "staff"),
    ],
)
def test_gates_look_at_the_table_that_is_named(tmp_path, asked, taken):
    gates = cx.Gates(two_tables(tmp_path), role="recommend", min_cell=10, table=asked)
    assert gates.table == taken
    assert gates.min_cell == (25 if taken == "staff" else 10)


def test_gates_refuse_a_table_that_is_neither_name_nor_kind(tmp_path):
    with pytest.raises(cx.CXError) as error:
        cx.Gates(two_tables(tmp_path), role="recommend", min_cell=10, table="stuff")
    assert str(error.value) == 'table: the study has no table "stuff". Did you mean staff?'


def test_a_named_table_without_the_question_counts_the_answers_to_the_first_part(tmp_path):
    gates = cx.Gates(two_tables(tmp_path), role="recommend", min_cell=10, table="staff")
    assert gates.section("1", needs={"pace": "engagement"}, min_answers=26)
    assert gates.section("2", needs={"pace": "engagement"}, min_answers=27).reason == "Answers: 26; needed: 27."
    assert gates.section("3", needs={"score": "recommend"}).reason == "Table staff has no column or role recommend."


def test_gates_take_the_table_with_most_of_the_wanted_columns(tmp_path):
    parts = [("yearly", "relationship", 1), ("first", "transactional", 2), ("second", "transactional", 2)]
    study = '[study]\nname = "Three"\n'
    for name, kind, items in parts:
        study += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{kind}"\n[tables.{name}.columns]\n'
        study += 'sat = { role = "outcome" }\n'
        study += "".join(f'q{k} = {{ role = "rating" }}\n' for k in range(items))
        rows = ",".join(["sat", *(f"q{k}" for k in range(items))]) + "\n" + ",".join("3" * (items + 1)) + "\n"
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "study.toml").write_text(study, encoding="utf-8")
    read = cx.read_study(tmp_path)
    chosen = [cx.Gates(read, role=role, min_cell=1, most=most).table for role, most in
              (("outcome", ()), ("outcome", ["rating"]), ("sat", ["rating"]), ("q1", ()))]  # fmt: skip
    assert chosen == ["yearly", "second", "second", "first"]


def test_gates_read_a_parameter_that_names_columns_or_roles(tmp_path):
    gates = cx.Gates(write_study(tmp_path, ROWS, COLUMNS), role="recommend", min_cell=10)
    assert gates.named("drivers", "wave, unit,") == ["shop", "wave"]
    assert gates.named("drivers", "rating") == []
    with pytest.raises(cx.CXError) as error:
        gates.named("drivers", "shp")
    assert (
        str(error.value) == 'drivers: table answers has no column "shp", and no role is called so. Did you mean shop?'
    )
    assert cx.Gates(None, role="recommend", min_cell=10).named("drivers", "shp") == []


def test_a_section_stays_closed_for_what_the_notebook_found(tmp_path):
    gates = cx.Gates(write_study(tmp_path, ROWS, COLUMNS), role="recommend", min_cell=10)
    found = cx.CXError("Two columns are the same.", "leave one out.")
    first = gates.section("3. Drivers", needs={"score": "recommend"}, lacking=found)
    assert repr(first) == "Skipped: “3. Drivers”. Two columns are the same. To open it: leave one out."
    second = gates.section("4. Order", needs={"score": "recommend"}, lacking=first.error)
    assert second.reason == first.reason and second.mend == first.mend
    missing = gates.section("5. Weights", needs={"weight": "weight"}, lacking=found)
    assert missing.reason == "Table answers has no column or role weight."
    assert gates.section("6. All", needs={"score": "recommend"}).error is None


def test_what_rounds_to_nothing_has_no_sign():
    result = cx.Result(table=pd.DataFrame({"estimate": [-0.00001, -0.2], "conf_low": [-0.3, -0.00004]}))
    assert "−0.000" not in result._repr_html_() and "−0.200" in repr(result)


def tiny(folder: Path, answers: str, columns: str) -> cx.Study:
    """A study of one table."""
    head = '[study]\nname = "S"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n'
    (folder / "a.csv").write_text(answers, encoding="utf-8")
    (folder / "study.toml").write_text(head + columns, encoding="utf-8")
    return cx.read_study(folder)


def test_a_column_called_like_a_role_that_it_has_not_is_never_taken_for_it(tmp_path):
    study = tiny(
        tmp_path,
        "rating,speed,weight\n3,4,80\n4,4,75\n5,5,60\n",
        'rating = { role = "outcome" }\nspeed = { role = "rating" }\nweight = { role = "measure" }\n',
    )
    gates = cx.Gates(study, role="outcome", min_cell=2)
    assert gates.named("drivers", "rating, functional") == ["speed"]
    assert gates.section("x", needs={"score": "rating"})["score"] == "speed"
    assert gates.section("y", needs={"weight": "weight"}).reason == "Table a has no column or role weight."
    assert gates.section("z", needs={"score": "outcome"})["score"] == "rating"
    assert gates.named("drivers", "speed") == ["speed"]
    assert gates.named("drivers", "rating, weight") == ["speed", "weight"]


def test_a_column_that_somebody_names_is_found_whatever_its_role(tmp_path):
    study = tiny(
        tmp_path,
        "recommend,tenure\n3,new\n4,old\n5,old\n",
        'recommend = { role = "recommend" }\ntenure = { role = "segment" }\n',
    )
    gates = cx.Gates(study, role="recommend", min_cell=2, parameters=["by"])
    assert gates.section("x", needs={"by": ["tenure", "unit"]})["by"] == "tenure"
    assert gates.named("weight_by", "tenure") == ["tenure"]
    assert gates.section("y", needs={"years": "tenure"}).reason == "Table a has no column or role tenure."


def test_what_is_not_known_is_printed_as_a_dash():
    table = pd.DataFrame(
        {
            "n": pd.array([1, None], "Int64"),
            "moment": pd.array([True, None], "boolean"),
            "why": ["x", None],
            "estimate": [0.5, None],
        }
    )
    assert repr(cx.Result(table=table)).splitlines()[-1].split() == ["–"] * 4
    assert "NA" not in cx.Result(table=table)._repr_html_()


def test_a_misspelt_column_is_told_with_its_near_name(tmp_path):
    study = tiny(
        tmp_path, "recommend,region\n9,N\n", 'recommend = { role = "recommend" }\nregion = { role = "segment" }\n'
    )
    gates = cx.Gates(study, role="recommend", min_cell=2, parameters=["by"])
    shut = gates.section("x", needs={"by": "regionn"})
    assert shut.mend == "declare the column in study.toml, or name another one with -p by=…. Did you mean region?"


def test_a_rating_of_one_aspect_is_no_satisfaction(tmp_path):
    asked = 'a = { role = "rating", scale = [1, 5] }\nz = { role = "recommend" }\n'
    aspects = cx.Gates(tiny(tmp_path, "a,q,z\n" + "3,4,9\n5,2,8\n" * 6, asked), role="recommend", min_cell=2)
    scales = {"a": (1, 5)}
    assert aspects.score_columns == {"recommend": "z", "satisfaction": None, "ease": None, "scales": scales}
    asked += 'q = { role = "outcome", scale = [1, 5] }\n'
    whole = cx.Gates(tiny(tmp_path, "a,q,z\n" + "3,4,9\n5,2,8\n" * 6, asked), role="recommend", min_cell=2)
    assert whole.score_columns["satisfaction"] == "q" and list(whole.score_columns["scales"]) == ["q", "a"]


def test_what_a_study_lacks_is_named_with_what_it_has(tmp_path):
    study = tiny(tmp_path, "a,z\n3,9\n5,8\n", 'a = { role = "rating" }\nz = { role = "recommend" }\n')
    shut = cx.Gates(study, role="outcome", min_cell=2, parameters=["outcome"]).section("x", needs={})
    assert shut.reason == "No table has a column of role outcome."
    assert shut.mend == (
        'declare one in study.toml: outcome = { source = "…", role = "outcome" }; '
        "or take the recommendation in its place: -p outcome=recommend."
    )
    assert "in its place" not in cx.Gates(study, role="effort", min_cell=2).section("x", needs={}).mend
    shut = cx.Gates(study, role="recomend", min_cell=2, parameters=["outcome"]).section("x", needs={})
    assert shut.reason == 'The study has no column "recomend", and no role is called so.'
    assert shut.mend == "Did you mean recommend?"


def test_gates_tell_their_table_their_questions_and_their_scores(tmp_path):
    asked = 'q = { role = "outcome", scale = [1, 5], question = "How was it?" }\nz = { role = "recommend" }\n'
    gates = cx.Gates(
        tiny(tmp_path, "q,z\n" + "3,9\n5,8\n" * 6, asked), role="recommend", kind="relationship", min_cell=2
    )
    assert gates.questions.to_numpy().tolist() == [["a", "q", "How was it?"]]
    assert gates.chosen[["kind", "table", "n"]].to_numpy().tolist() == [["relationship", "a", 12]]
    assert gates.score_columns == {"recommend": "z", "satisfaction": "q", "ease": None, "scales": {"q": (1, 5)}}
    assert gates.one_matter(days=7).within_days is None
    none = cx.Gates(gates.study, role="recommend", kind="comments", min_cell=2)
    assert none.questions.empty and none.chosen["n"].isna().all() and none.chosen["table"].tolist() == ["none"]
    assert (none.one_matter(days=7).wanted, none.one_matter(days=7).within_days) == (("customer",), 7)


def test_results_are_laid_under_one_another_with_the_name_of_each():
    answers = pd.DataFrame({"x": [10, 9, 8, 2], "w": [1, 2, 1, 1]})
    plain, heavy = (cx.net_promoter_score(answers, rating="x", weights=name) for name in (None, "w"))
    both = cx.stack({"without": plain, "with": heavy}, label="weights")
    assert both.table.columns[0] == "weights" and both.table["weights"].tolist() == ["without", "with"]
    assert both.table["estimate"].tolist() == [plain.table["estimate"][0], heavy.table["estimate"][0]]
    assert (both.kind, both.settings["by"]) == ("net_promoter_score", ["weights"])
    assert list(both.notes) == [*plain.notes, *heavy.notes]


def test_numbers_by_hand_have_the_heads_of_their_kind():
    by_hand = cx.by_hand(
        "net_promoter_score", n=400, promoters=0.2475, detractors=0.33, estimate=-8.25, all_answers=12.34
    )
    assert by_hand.shown.iloc[0].to_dict() == {
        "n": "400",
        "promoters": "24.8 %",
        "detractors": "33.0 %",
        "NPS": "−8.3",
        "all answers": "12.3",
    }
    assert cx.by_hand(estimate=-8.25).shown.iloc[0].to_dict() == {"estimate": "−8.25"}


def test_a_record_is_told_from_an_intention(tmp_path):
    rows = "score,again,back,wave\n" + "".join(f"{k},{k % 5},{k % 2},8\n" for k in range(10))
    columns = 'score = { role = "recommend" }\nagain = { role = "return" }\nback = { role = "return" }'
    gates = cx.Gates(write_study(tmp_path, rows, columns), role="recommend", min_cell=2)
    assert gates.records("return") == ["back"]
    assert gates.records("rating") == ["rating as 0 and 1"]
    assert cx.Gates(None, role="recommend", min_cell=2).records("return") == ["return as 0 and 1"]
