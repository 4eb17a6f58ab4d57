"""Where a table could give people away: counted by hand, and never a value shown."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import cxlib as cx

HEAD = '[study]\nname = "Small"\n{head}\n[tables.answers]\nfile = "a.csv"\nkind = "{kind}"\n[tables.answers.columns]\n'
COLUMNS = (
    'who = { role = "customer" }\nteam = { role = "unit" }\ntown = { role = "segment" }\nsaid = { role = "verbatim" }\n'
)


def study(
    folder, rows: str, columns: str = COLUMNS, kind: str = "relationship", head: str = "", engine: str = "pandas"
):
    (folder / "study.toml").write_text(HEAD.format(kind=kind, head=head) + columns, encoding="utf-8")
    (folder / "a.csv").write_text(rows, encoding="utf-8")
    return cx.read_study(folder, engine=engine)


def people(*parts: tuple[str, str, int]) -> str:
    lines, number = ["who,team,town,said"], 0
    for team, town, size in parts:
        for _ in range(size):
            number += 1
            lines.append(f"P{number},{team},{town},{'hush' if number % 2 else ''}")
    return "\n".join(lines) + "\n"


def test_every_risk_by_hand(tmp_path):
    rows = people(("A", "x", 12), ("A", "y", 3), ("B", "x", 1), ("B", "y", 14))
    found = cx.disclosure_risks(study(tmp_path, rows), table="answers", min_cell=10)
    expected = [
        ("team", "unit", "small groups", 0, 2, "can be shown"),
        ("town", "segment", "small groups", 0, 2, "can be shown"),
        ("all groups together", "", "combination", 4, 30, "fewer than 10 alike in all 2 columns; 1 are the only one"),
        ("who", "customer", "key", 0, 30, "a pseudonym: still a person's data"),
        ("said", "verbatim", "free text", 15, 30, "free text may name people: read before you quote; never shown here"),
    ]
    assert list(found.table.itertuples(index=False, name=None)) == expected
    assert "hush" not in repr(found) and "P1" not in repr(found)


def test_small_groups_are_counted_as_they_are_hidden(tmp_path):
    rows = people(("A", "x", 12), ("B", "x", 4), ("C", "x", 11), ("D", "x", 30))
    found = cx.disclosure_risks(study(tmp_path, rows), table="answers").table
    assert found.loc[0, ["count", "total", "what"]].tolist() == [
        2,
        4,
        "not shown: fewer than 10 people, or next to one",
    ]


def test_people_are_counted_not_rows(tmp_path):
    rows = "who,team,town,said\n" + "P1,A,x,\n" * 20 + "".join(f"Q{k},B,x,\n" for k in range(12))
    found = cx.disclosure_risks(study(tmp_path, rows), table="answers").table
    assert found.loc[0, ["count", "total"]].tolist() == [2, 2]  # twenty rows of one person, and the group next to it
    assert found.loc[2, ["count", "total", "what"]].tolist() == [
        1, 13, "fewer than 10 alike in all 2 columns; 1 are the only one",
    ]  # fmt: skip


def test_the_number_of_the_study_holds_where_it_is_larger(tmp_path):
    rows = people(("A", "x", 12), ("B", "y", 15))
    columns = COLUMNS.replace('"customer"', '"employee"')
    head = "min_cell = { employees = 14, customers = 3 }"
    found = cx.disclosure_risks(study(tmp_path, rows, columns, "employees", head), table="answers", min_cell=10)
    assert found.settings["min_cell"] == 14 and found.table.loc[0, "count"] == 0  # they came in blocks
    found = cx.disclosure_risks(study(tmp_path, rows, COLUMNS, "relationship", head), table="answers", min_cell=10)
    assert found.settings["min_cell"] == 10 and found.table.loc[0, "count"] == 0


@pytest.mark.parametrize(
    ("key", "personal"),
    [("ana@x.org", 1), ("Ana Pop", 1), ("Pop, Ana", 1), ("+34 600 123 456", 1), ("600-123-456-7", 1),
     ("K00001", 0), ("17", 0), ("20171204", 0), ("a1b2-c3d4", 0)],
)  # fmt: skip
def test_keys_that_look_like_people_are_counted(tmp_path, key, personal):
    found = cx.disclosure_risks(study(tmp_path, f'who\n"{key}"\n', 'who = { role = "id" }\n'), table="answers").table
    assert found["count"].tolist() == [personal]
    assert key not in repr(found)


def test_a_table_of_branches_holds_no_people(tmp_path):
    rows = "team,town\nA,x\nB,y\n"
    columns = 'team = { role = "unit" }\ntown = { role = "segment" }\n'
    found = cx.disclosure_risks(study(tmp_path, rows, columns, "units"), table="answers")
    assert found.table.empty


def test_the_same_from_polars(tmp_path):
    rows = people(("A", "x", 12), ("A", "y", 3), ("B", "x", 1), ("B", "y", 14))
    tables = [
        cx.disclosure_risks(study(tmp_path, rows, engine=name), table="answers").table for name in ("pandas", "polars")
    ]
    pd.testing.assert_frame_equal(*tables)
    assert isinstance(study(tmp_path, rows, engine="polars").tables["answers"], pl.DataFrame)


def test_an_unknown_table_is_told_with_the_nearest(tmp_path):
    with pytest.raises(cx.CXError) as error:
        cx.disclosure_risks(study(tmp_path, people(("A", "x", 12))), table="answer")
    assert str(error.value) == 'The study has no table "answer". Did you mean answers?'


def test_the_total_less_what_is_shown_is_never_a_small_group():
    sizes = pd.DataFrame({"team": list("ABCD"), "n": [40, 30, 2, 1], "estimate": [1.0, 2.0, 3.0, 4.0]})
    shown = cx.suppress_small_cells(cx.Result(table=sizes), min_cell=10)
    assert shown.table["team"].tolist() == ["A"]  # C and D are three people: B is hidden with them
    assert shown.notes == ("3 groups not shown: fewer than 10 answers, or next to one.",)
    assert cx.suppress_small_cells(cx.Result(table=sizes[1:]), min_cell=40).table.empty


def test_small_cells_are_joined_until_they_are_large_enough():
    rows = [("a", "x", 20), ("a", "y", 12), ("a", "z", 3), ("b", "x", 6), ("b", "y", 7), ("c", "x", 4), ("d", "x", 10)]
    counts = pd.DataFrame(rows, columns=["class", "reason", "n"])
    asked = {"join": "reason", "within": "class", "min_cell": 10}
    folded = cx.suppress_small_cells(cx.Result(table=counts), **asked).table
    assert folded.sort_values(["class", "n"]).to_records(index=False).tolist() == [
        ("a", "others", 15), ("a", "x", 20), ("b", "others", 13), ("d", "x", 10),
    ]  # fmt: skip
    assert cx.suppress_small_cells(cx.Result(table=counts.head(0)), **asked).table.empty
    with pytest.raises(cx.CXError, match=r"join, within: one goes with the other. Give both, or neither."):
        cx.suppress_small_cells(cx.Result(table=counts), min_cell=10, join="reason")
