"""What gates know of touchpoints that columns ask about, and of people whom only the log knows."""

from __future__ import annotations

import cxlib as cx
from cxlib.aggregate import person_of


def test_columns_by_touchpoint_and_people_behind_answers():
    study = cx.read_study(cx.sample_study(), tables=["internal", "transactional", "interactions"])
    staff = cx.Gates(study, role="department", kind="internal", min_cell=10)
    assert staff.by_touchpoint("rank")["T14"] == "rank_T14" and len(staff.by_touchpoint("rank")) == 8
    assert staff.by_touchpoint("no_role") == {}
    assert staff.by_facet("rating")["awareness"] == "i1_aware"
    met = cx.Gates(study, role="outcome", kind="transactional", min_cell=10)
    assert person_of(met.answers) is None
    rows = met.with_people()
    assert person_of(rows) == "_person" and len(rows) == len(met.answers)
    log = study.tables["contacts"].set_index("contact")["customer"]
    same = rows["contact"].map(log).groupby(rows["_person"]).nunique()
    assert same.max() == 1  # one customer each
    assert rows["_person"].nunique() < len(rows) / 2


def test_the_log_need_not_be_read_for_it():
    rows = [
        cx.Gates(
            cx.read_study(cx.sample_study(), tables=tables), role="outcome", table="transactional", min_cell=10
        ).with_people()["_person"]
        for tables in (["transactional"], ["transactional", "interactions"])
    ]
    assert (rows[0].groupby(rows[1]).nunique() == 1).all() and rows[0].nunique() == rows[1].nunique()


def test_where_nothing_refers_to_people_the_rows_come_back_as_they_are():
    study = cx.read_study(cx.sample_study(), tables=["kano"])
    met = cx.Gates(study, role="functional_answer", kind="kano", min_cell=10)
    assert "_person" not in met.with_people()
