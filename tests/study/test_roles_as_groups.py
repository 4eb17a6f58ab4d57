"""`by=` takes a role where a study's table is handed and no column is called so."""

from __future__ import annotations

import gc

import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import marks
from cxlib.errors import CXError
from cxlib.study import read_study

COLUMNS = (
    'customer_state = { role = "status" }\nplace = { role = "segment" }\nsecond = { role = "segment" }\n'
    'score = { role = "recommend" }\nq = { role = "outcome", scale = [1, 5] }'
)
ROWS = "customer_state;place;second;score;q\n" + "new;N;x;9;4\nold;S;y;3;2\nold;N;x;10;5\nnew;S;y;8;3\n" * 5


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_a_role_is_the_column_that_has_it(study, engine):
    table = read_study(study(COLUMNS, ROWS), engine=engine).tables["answers"]
    for by, column in (("status", "customer_state"), ("segment", "place"), (["status", "second"], "customer_state")):
        named = [column] if isinstance(by, str) else [column, "second"]
        for function, rating in (
            (cx.net_promoter_score, "score"),
            (cx.mean_rating, "q"),
            (cx.recommendation_counts, "score"),
        ):
            found, plain = (function(table, rating=rating, by=own) for own in (by, named))
            pd.testing.assert_frame_equal(found.table, plain.table)
            assert found.settings["by"] == named
    slopes = cx.driver_slopes(table, outcome="q", drivers=["score"], by="status").table
    assert next(iter(slopes)) == "customer_state"


def test_a_column_of_that_name_comes_first(study):
    columns = COLUMNS.replace('second = { role = "segment" }', 'status = { role = "segment", source = "second" }')
    table = read_study(study(columns, ROWS)).tables["answers"]
    assert cx.mean_rating(table, rating="q", by="status").table["status"].tolist() == ["x", "y"]


def test_other_tables_know_no_roles(study):
    table = read_study(study(COLUMNS, ROWS)).tables["answers"]
    with pytest.raises(CXError, match="no column 'status'"):
        cx.mean_rating(table.copy(), rating="q", by="status")
    with pytest.raises(CXError, match="no column 'employee'"):
        cx.mean_rating(table, rating="q", by="employee")


def test_what_is_known_of_a_table_goes_with_it(study):
    table = read_study(study(COLUMNS, ROWS)).tables["answers"]
    place = id(table)
    assert place in marks._ROLES
    del table
    gc.collect()
    assert place not in marks._ROLES


@pytest.mark.parametrize("name", ["status", "reference"])
def test_a_column_called_as_its_role_is_a_group_like_any_other(name):
    table = pd.DataFrame({name: ["new", "old"] * 6, "r": [9, 3, 10, 8, 7, 9] * 2, "wave": ["a"] * 6 + ["b"] * 6})
    for function in (cx.net_promoter_score, cx.mean_rating, cx.recommendation_counts):
        assert function(table, rating="r", by=name).table[name].unique().tolist() == ["new", "old"]
    assert cx.top_box_share(table, rating="r", top=9, by=name).table["n"].tolist() == [6, 6]
    if name == "status":  # the result of a change has a column of that name
        with pytest.raises(CXError, match="has the name of a result's column"):
            cx.nps_change(table, rating="r", wave="wave", segment=name)
