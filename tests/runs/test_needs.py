"""A notebook is not run where a study has no column for any of its sections; what tells of every study is."""

import threading

import pytest
from commonest import commonest_study

from cxlib.runs import needs, workbook
from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.needs import could_show
from cxlib.runs.notebooks import not_run, prepare, without_lectures
from cxlib.study import read_study


def able(contract) -> list[str]:
    books = [without_lectures(one) for one in prepare(find_notebooks(cases=False), {})]
    return [one.name[:2] for one in books if could_show(one.notebook.cells, contract)]


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ('q = { role = "recommend" }', ["00", "02", "03"]),  # of 04, all rests on aspects
        ('q = { role = "outcome", scale = [1, 10] }\nr = { role = "rating", scale = [1, 5] }', ["00", "04"]),
        ('q = { role = "engagement", scale = [1, 10] }', ["00", "06"]),
        ('q = { role = "measure" }', ["00"]),
    ],
)
def test_what_a_study_has_columns_for(tmp_path, columns, wanted):
    kind = "employees" if "engagement" in columns else "relationship"
    text = f'[study]\nname = "S"\n[tables.a]\nfile = "a.csv"\nkind = "{kind}"\n[tables.a.columns]\n{columns}\n'
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text("q,r\n" + "1,4\n9,2\n4,4\n" * 20, encoding="utf-8")
    assert able(read_study(tmp_path).contract) == wanted


def test_a_run_for_the_report_leaves_such_a_notebook_out_unless_a_parameter_names_a_column(tmp_path, monkeypatch):
    ran = []

    def execute(notebook, *_given, out, **_more):
        ran.append(notebook.name)
        return not_run(notebook, out=out)

    threads = set()
    monkeypatch.setattr(workbook, "execute", execute)
    monkeypatch.setattr(needs, "could_show", lambda *given: threads.add(threading.get_ident()) or could_show(*given))
    study = commonest_study(tmp_path / "s", n=40)
    asked = {"notebooks": ["03", "06"], "out": tmp_path / "out", "lectures": False}
    done = workbook.run_workbook(study, **asked)
    assert ran == ["03_net_promoter_score"]
    assert threads == {threading.get_ident()}  # two threads must not parse code at once
    bare = done.notebooks[1]
    assert (bare.outcome, bare.file.is_file()) == ("not run", True)
    assert not any(cell.get("outputs") for cell in bare.notebook.cells)
    workbook.run_workbook(study, **asked, parameters={"team": "region"})
    assert sorted(ran)[-1] == "06_employee_engagement"
    ran.clear()
    workbook.run_workbook(study, **(asked | {"lectures": True, "notebooks": ["06"]}))
    assert ran == ["06_employee_engagement"]  # its page says what it would need
