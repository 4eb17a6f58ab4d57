"""The certificate of a table, check by check on a table whose every fault was put there by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx

ITEMS = [f"q{number}" for number in range(1, 11)]
COLUMNS = "\n".join(
    [
        'who = { role = "id" }',
        'person = { role = "customer" }',
        'round = { role = "wave" }',
        'tongue = { role = "language" }',
        'words = { role = "verbatim" }',
        'mood = { role = "outcome" }',
        'zero = { role = "rating", scale = [0, 10], missing = [98, 99] }',
        'same = { role = "segment" }',
        *(f'{item} = {{ role = "rating", scale = [1, 5] }}' for item in ITEMS),
    ]
)
HEADER = f"who,person,round,tongue,words,mood,zero,same,{','.join(ITEMS)},spare\n"


def row(who: int, person: str, wave: int, answers: str, zero: int = 5) -> str:
    return f"{who},{person},{wave},{'ca' if who % 2 else 'ro'},secret{who},{who % 4},{zero},x,{','.join(answers)},7\n"


ROWS = (
    row(1, "anna", 1, "1234512345")
    + row(2, "berta", 1, "1234512345")  # a copy of the first row's items; another mood, so not of all
    + row(5, "anna", 2, "1234512345")  # a copy of the first row: mood 5 % 4 = 1 % 4
    + row(7, "anna", 2, "5432154321", zero=99)  # twice within wave 2
    + row(8, "carla", 2, "5555544444", zero=98)
)


def certificate(folder) -> pd.DataFrame:
    return cx.table_certificate(cx.read_study(folder), table="answers").table.set_index("check")


def test_every_check_by_hand(study):
    found = certificate(study(COLUMNS, HEADER + ROWS))
    assert found.to_dict("index") == {
        "rows": {"state": "sound", "count": 0, "total": 5, "found": "5 rows from answers.csv; none with a fault"},
        "reading": {"state": "sound", "count": 0, "total": 1, "found": "encoding found without doubt"},
        "columns": {
            "state": "to look at", "count": 1, "total": 19, "found": "18 of 19 columns declared; not used: spare",
        },
        "scales": {
            "state": "to look at", "count": 1, "total": 12,
            "found": "0 answers outside 11 declared scales; no scale: mood",
        },
        "codes": {
            "state": "sound", "count": 1, "total": 12,
            "found": "codes for no answer or not used in 1 column: 98, 99 in zero",
        },
        "gaps": {
            "state": "to look at", "count": 1, "total": 12,
            "found": "most in zero: 40.0 % without an answer; 40.0 % of all rows hold a declared code",
        },
        "constant": {"state": "to look at", "count": 2, "total": 18, "found": "zero and same"},
        "ids": {"state": "sound", "count": 0, "total": 5, "found": "0 rows with the id of an earlier row"},
        "copies": {
            "state": "to look at", "count": 1, "total": 5, "found": "1 row with the same answers as an earlier row",
        },
        "careless": {
            "state": "sound", "count": 0, "total": 5,
            "found": "of 10 items: 0 with one answer to all, 0 with an odd spread; flagged, none left out",
        },
        "people": {
            "state": "to look at", "count": 1, "total": 3,
            "found": "1 of 3 people have several rows, 1 of them within one wave; their answers go together",
        },
        "waves": {"state": "sound", "count": 0, "total": 2, "found": "2 waves: 1 (2) and 2 (3)"},
        "languages": {
            "state": "to look at", "count": 2, "total": 2,
            "found": "2 languages; people may use a scale differently in each",
        },
    }  # fmt: skip


def test_what_people_wrote_and_who_they_are_is_never_told(study):
    result = cx.table_certificate(cx.read_study(study(COLUMNS, HEADER + ROWS)), table="answers")
    told = repr(result) + result.table.to_csv()
    assert not [word for word in ("secret", "anna", "berta", "carla") if word in told]


def test_what_is_not_declared_cannot_be_seen(study):
    found = certificate(study('x = { role = "segment" }', "x\na\n"))
    assert found["state"].to_dict() == {
        "rows": "sound", "reading": "sound", "columns": "sound", "scales": "not to be seen", "codes": "not to be seen",
        "gaps": "not to be seen", "constant": "not to be seen", "ids": "not to be seen", "copies": "not to be seen",
        "careless": "not to be seen", "people": "not to be seen", "waves": "not to be seen",
        "languages": "not to be seen",
    }  # fmt: skip
    assert found.loc["rows", "found"] == "1 row from answers.csv; none with a fault"
    assert found.loc["columns", "found"] == "1 of 1 column declared"


def test_faulty_rows_that_were_set_aside_are_counted_once(study):
    rows = "who,x\n" + "".join(f"{k},{k % 5 + 1}\n" for k in range(60)) + "60,8\n60,9\n"
    folder = study(
        'who = { role = "id" }\nx = { role = "rating", scale = [1, 5] }', rows, head='faults = "set_aside"'
    )  # fmt: skip
    found = certificate(folder)
    assert found.loc["rows"].tolist() == [
        "to look at", 2, 62, "60 rows from answers.csv; 2 more set aside for their faults",
    ]  # fmt: skip


def test_a_doubt_about_the_encoding_is_told(study):
    data = "town,x\nMálaga,1\nLogroño,2\n".encode("latin-1")
    folder = study('town = { role = "segment" }\nx = { role = "rating", scale = [1, 5] }', data)
    told = cx.read_study(folder).notes[0].removeprefix("answers: ").rstrip(".")
    assert certificate(folder).loc["reading", ["state", "found"]].tolist() == ["to look at", told]
    declared = study(
        'town = { role = "segment" }\nx = { role = "rating", scale = [1, 5] }', data, table='encoding = "latin-1"'
    )
    assert certificate(declared).loc["reading", "found"] == "encoding latin-1, as declared"


def test_the_key_of_a_table_of_customers_is_its_id(study):
    folder = study('person = { role = "customer" }', "person\na\nb\n", table='kind = "customers"')
    assert certificate(folder).loc["ids"].tolist() == ["sound", 0, 2, "0 rows with the id of an earlier row"]


def test_the_same_from_polars(study):
    folder = study(COLUMNS, HEADER + ROWS)
    other = cx.table_certificate(cx.read_study(folder, engine="polars"), table="answers")
    pd.testing.assert_frame_equal(other.table.set_index("check"), certificate(folder))


def test_the_sample_company(root):
    sample = cx.read_study(cx.sample_study())
    found = cx.table_certificate(sample, table="relationship").table.set_index("check")
    raw = pd.read_csv(root / "data/samples/pont_nou/relationship.csv")
    assert found.loc["rows", "total"] == len(raw)
    assert found.loc["people", ["count", "total"]].tolist() == [0, raw["customer"].nunique()]  # never twice in a wave
    assert found.loc["people", "found"].startswith(f"{(raw['customer'].value_counts() > 1).sum()} of ")
    assert found.loc["columns", "count"] == 1  # items_done


def test_an_unknown_table_is_told_with_the_nearest():
    sample = cx.read_study(cx.sample_study(), tables=["customers", "branches"])
    with pytest.raises(cx.CXError) as error:
        cx.table_certificate(sample, table="customer")
    assert str(error.value) == 'The study has no table "customer". Did you mean customers?'


def test_a_column_named_by_its_wording_is_used(study):
    rows = "Q1,Q2\nHow likely?,Which shop?\n" + "".join(
        f'"{{""ImportId"":""{name}""}}"' + sign for name, sign in (("a", ","), ("b", "\n"))
    )
    columns = 'score = { source = "How likely?", role = "recommend" }'
    found = certificate(study(columns, rows + "9,A\n7,B\n"))
    assert found.loc["columns", ["count", "total", "found"]].tolist() == [1, 2, "1 of 2 columns declared"]
