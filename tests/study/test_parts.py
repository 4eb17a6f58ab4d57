"""A part of a study: which rows of which tables, found through which keys."""

from __future__ import annotations

import pytest

import cxlib as cx
from cxlib.study.people.subset import values

STUDY = """\
[study]
name = "Two towns"
notes = "Invented."

[tables.shops]
file = "shops.csv"
kind = "units"
[tables.shops.columns]
shop = { role = "unit", required = true }
town = { role = "segment" }

[tables.customers]
file = "customers.csv"
kind = "customers"
[tables.customers.columns]
customer = { role = "customer", required = true }
shop = { role = "unit" }
band = { role = "segment", labels = { new = "new", old = "old" } }

[tables.survey]
file = "survey.csv"
kind = "relationship"
[tables.survey.columns]
customer = { role = "customer" }
wave = { role = "wave" }
recommend = { role = "recommend" }

[tables.staff]
file = "staff.csv"
kind = "transactional"
[tables.staff.columns]
shop = { role = "unit" }
mood = { role = "engagement", scale = [1, 5] }
years = { role = "tenure" }

[tables.register]
file = "register.csv"
kind = "touchpoints"
[tables.register.columns]
touchpoint = { role = "touchpoint" }

[tables.other]
file = "other.csv"
kind = "transactional"
[tables.other.columns]
satisfaction = { role = "outcome", scale = [0, 10] }
"""
FILES = {
    "shops": "shop,town\nA,Nord\nB,Süd\nC,Süd\n",
    "customers": "customer,shop,band\n1,A,new\n2,B,old\n3,C,new\n4,,old\n",
    "survey": "customer,wave,recommend\n1,W1,10\n2,W1,3\n3,W2,7\n4,W2,9\n,W2,0\n",
    "staff": "shop,mood,years\nA,4,1\nA,5,2.5\nC,2,1\n",
    "register": "touchpoint\nweb\n",
    "other": "satisfaction\n8\n9\n",
}


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return cx.read_study(tmp_path)


def part(study, only, **asked):
    return cx.read_study(study.folder, only=only, **asked)


def test_a_label_is_found_through_the_keys(study):
    assert study.labels("town", table="shops").tolist() == ["Nord", "Süd", "Süd"]
    assert study.labels("town", table="staff").tolist() == ["Nord", "Nord", "Süd"]
    town = study.labels("town", table="survey")  # survey → customers → shops
    assert town.dropna().tolist() == ["Nord", "Süd", "Süd"] and town.isna().tolist()[3:] == [True, True]
    assert study.labels("town", table="other") is None
    assert study.labels("years", table="staff").tolist() == ["1", "2.5", "1"]


def test_a_part_has_its_rows_only(study):
    south = part(study, "town: Süd")
    assert {name: len(rows) for name, rows in south.tables.items()} == {
        "shops": 2, "customers": 2, "survey": 2, "staff": 1, "register": 1,
    }  # fmt: skip
    assert list(south.contract.tables) == list(south.tables)
    assert south.notes[0] == (
        "Only town: Süd. 2 of 3 rows of shops, some rows of customers, some rows of survey, some rows of staff. "
        "Left out, since they cannot tell it or have no such row: other."
    )
    assert south.contract.study.notes == "Only town: Süd. Invented."
    assert (south.name, south.only) == ("Two towns", "town: Süd")
    assert len(south.whole.tables["survey"]) == 5 and study.whole is None
    assert south.tables["survey"].index.tolist() == [0, 1]


def test_a_part_has_the_waves_that_occur_in_it(study):
    assert part(study, "town: Nord").tables["survey"]["wave"].cat.categories.tolist() == ["W1"]
    band = part(study, "band: old").tables["customers"]["band"]
    assert band.cat.categories.tolist() == ["new", "old"]  # declared, not found


def test_no_part_is_the_whole(study):
    assert len(part(study, "  ").tables["survey"]) == 5


def test_other_tables_may_tell_the_part_of_those_asked_for(study):
    staff = part(study, "town: Süd", tables=["engagement"])
    assert list(staff.tables) == ["staff"] and len(staff.whole.tables) == 6
    assert staff.notes[0] == "Only town: Süd. Some rows of staff."
    none = part(study, "town: Süd", tables="other")
    assert none.tables == {}
    assert none.notes[0] == "Only town: Süd. No rows. Left out, since they cannot tell it or have no such row: other."


def test_numbers_are_written_as_typed(study):
    assert part(study, "years: 1").tables["staff"]["mood"].tolist() == [4, 2]
    assert part(study, "years:2.5").tables["staff"]["mood"].tolist() == [5]
    assert part(study, "years:2.5").part == ("years", "2.5") and study.part == ("", "")


def test_large_numbers_stay_apart(study):
    (study.folder / "staff.csv").write_text(
        "shop,mood,years\nA,4,1234567\nA,5,1234568\nC,2,1234567.25\n", encoding="utf-8"
    )
    assert part(study, "years: 1234567").tables["staff"]["mood"].tolist() == [4]
    assert part(study, "years: 1234567.25").tables["staff"]["mood"].tolist() == [2]


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("town", 'only: "town" names no part. Write the column and its value, as in "region: North".'),
        ("town:", 'only: "town:" names no part. Write the column and its value, as in "region: North".'),
        ("twon: Süd", 'No table of the study has a column "twon". Did you mean town?'),
        ("town: Sud", 'only: no row has town "Sud". Did you mean Süd?'),
        ("town: West", 'only: no row has town "West". Known: Nord, Süd.'),
    ],
)
def test_what_names_no_part(study, only, said):
    with pytest.raises(cx.CXError) as caught:
        part(study, only)
    assert str(caught.value) == said


def test_parts_are_of_pandas_tables(study):
    with pytest.raises(cx.CXError) as caught:
        part(study, "town: Süd", engine="polars")
    assert str(caught.value) == 'only: a part is taken of pandas tables. Read the study with engine="pandas".'


def test_a_column_with_a_colon_names_no_part(study):
    with pytest.raises(cx.CXError, match="a column with a colon"):
        values(study, "town: now")


def test_a_note_counts_customers_where_they_are_many(tmp_path, study):
    many = "".join(f"{number},B,old\n" for number in range(5, 20))
    (study.folder / "customers.csv").write_text(FILES["customers"] + many, encoding="utf-8")
    assert "17 of 19 rows of customers, some rows of survey" in part(study, "town: Süd").notes[0]
