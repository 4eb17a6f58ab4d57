"""The airport's real survey, against facts counted apart from cxlib."""

from __future__ import annotations

import json

import pytest
from airport import airport_study

from cxlib.errors import StudyError
from cxlib.study import describe_study, read_study


@pytest.fixture(params=[2017, 2018])
def year(request):
    return request.param


@pytest.fixture
def facts(shared, year):
    return json.loads(shared("reference/real_data_facts.json").read_text(encoding="utf-8"))["sfo"][str(year)]


def test_the_survey_is_read_as_counted(shared, tmp_path, year, facts):
    study = read_study(airport_study(shared, tmp_path, year))
    table = study.tables["relationship"]
    recommend = table["recommend"].dropna()
    assert len(table) == facts["rows"]
    assert len(recommend) == facts["nps"]["n"]
    assert (recommend >= 9).sum() == facts["nps"]["promoters"]
    assert (recommend <= 6).sum() == facts["nps"]["detractors"]
    assert table["overall"].mean() == pytest.approx(facts["overall_mean_1to5"], abs=5e-5)
    assert table["weight"].sum() == pytest.approx(facts["weight_sum"], abs=5e-5)
    assert table.loc[recommend.index, "boarding"].value_counts().to_dict() == {
        area: counted["n"] for area, counted in facts["nps_by_BAREA"].items()
    }
    assert study.notes == ()
    assert study.set_aside.empty


def test_not_used_is_neither_missing_nor_a_rating(shared, tmp_path, year, facts):
    study = read_study(airport_study(shared, tmp_path, year))
    described = describe_study(study).table.set_index("column")
    for name, column in study.contract.tables["relationship"].columns.items():
        if column.role == "rating":
            counted = facts["touchpoints"][column.source]
            assert described.loc[name, "n"] == counted["n"]
            assert described.loc[name, "missing"] == counted["blank0"]
            assert described.loc[name, "not_used_share"] * facts["rows"] == pytest.approx(counted["na6"])
            assert study.tables["relationship"][name].mean() == pytest.approx(counted["mean"], abs=5e-5)


def test_labels_are_ordered_as_written(shared, tmp_path):
    study = read_study(airport_study(shared, tmp_path, 2017))
    language = study.tables["relationship"]["language"]
    assert list(language.cat.categories) == ["English", "Spanish", "Chinese", "Japanese"]
    assert language.value_counts().to_dict() == {
        "English": 2656,
        "Spanish": 46,
        "Chinese": 124,
        "Japanese": 5,
    }


def test_a_code_for_no_answer_that_is_not_declared_is_refused(shared, tmp_path):
    folder = airport_study(shared, tmp_path, 2017, drop=", missing = [11]")
    with pytest.raises(StudyError) as caught:
        read_study(folder)
    assert str(caught.value) == (
        "San Francisco Airport 2017: 1 fault.\n"
        "  1. relationship.recommend: outside 0…10 (11) in 84 rows (first at row 97). "
        'If 11 means "no answer", write missing = [11].\n'
        " Mend the study.toml or the file, then run cx check again."
    )
    assert caught.value.failures.to_dict("records") == [
        {
            "table": "relationship",
            "column": "recommend",
            "problem": "outside 0…10 (11)",
            "rows": 84,
            "first_row": 97,
            "mend": 'If 11 means "no answer", write missing = [11].',
        }
    ]


def test_polars_gives_the_same_table(shared, tmp_path):
    pytest.importorskip("polars")
    folder = airport_study(shared, tmp_path, 2017)
    ours, theirs = (read_study(folder, engine=engine) for engine in ("pandas", "polars"))
    assert theirs.tables["relationship"]["recommend"].null_count() == 85
    assert describe_study(theirs).table.equals(describe_study(ours).table)
