"""A client's file that means harm: nothing of it runs, leads elsewhere or lies outside of the run's folder."""

import re

import pytest
from bs4 import BeautifulSoup
from commonest import commonest_rows, commonest_study
from runs.bundles import unzipped

from cxlib.errors import StudyError
from cxlib.runs.slides import write_slides
from cxlib.runs.tables import write_tables
from cxlib.runs.workbook import run_workbook

SCRIPT, FORMULA, WAY_OUT = "<script>alert(1)</script>", '=HYPERLINK("http://evil.example")', "../../evil"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run on a file whose groups, comments and questions are scripts, formulas and ways out of the folder."""
    home = tmp_path_factory.mktemp("malicious")
    rows = commonest_rows(n=500)
    rows["Región"] = rows["Región"].replace({"Galicia": SCRIPT, "Navarra": FORMULA, "Madrid": WAY_OUT})
    rows["Comentario"] = [f"{SCRIPT} {FORMULA}" if row % 2 else WAY_OUT for row in range(len(rows))]
    folder = commonest_study(home / "s", rows=rows)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    text = text.replace('question = "Región"', f'question = "{SCRIPT} {WAY_OUT}"')
    text = text.replace("Clientes de Aguas del Norte, 2025", f"{WAY_OUT} {SCRIPT}")
    (folder / "study.toml").write_text(text, encoding="utf-8")
    done = run_workbook(
        folder, notebooks=["03", "04"], out=home / "out", lectures=False, parameters={"n_resamples": 100}
    )
    assert not done.failed, [one.error for one in done.failed]
    write_slides(done.folder)
    write_tables(done.folder)
    return home, done


@pytest.mark.full
def test_nothing_runs_and_nothing_leads_elsewhere(run):
    _, done = run
    for file in ("slides.pptx", "tables.xlsx"):
        parts = unzipped(done.folder / file)
        assert any("HYPERLINK" in text for text in parts.values())  # it is there, as text
        for name, text in parts.items():
            assert "<f>" not in text, (file, name)
            assert 'TargetMode="External"' not in text, (file, name)
            assert "<script" not in text.lower(), (file, name)
            assert not re.search("vba|macro|oleObject", name, re.IGNORECASE), (file, name)
    page = BeautifulSoup(done.report.read_text(encoding="utf-8"), "html.parser")
    assert not page.find_all("script")
    assert not [link for link in page.select("a[href]") if "evil" in link["href"]]


@pytest.mark.full
def test_nothing_lies_outside_of_the_folder_of_the_run(run):
    home, done = run
    assert done.folder.parent == home / "out"
    assert sorted(file.name for file in home.iterdir()) == ["out", "s"]


@pytest.mark.parametrize(
    ("logo", "problem"),
    [
        ("../logo.png", 'report.logo: "../logo.png" lies outside the study\'s folder.'),
        ("logo.png", 'report.logo: "logo.png" is no picture that can be opened.'),
    ],
)
def test_a_logo_that_is_none_is_told_in_a_sentence_before_anything_runs(tmp_path, logo, problem):
    folder = commonest_study(tmp_path / "s", n=60, report=f'[report]\nlogo = "{logo}"\n')
    for place in (folder / "logo.png", tmp_path / "logo.png"):
        place.write_text(SCRIPT)
    with pytest.raises(StudyError) as told:
        run_workbook(folder, notebooks=["03"], out=tmp_path / "out", lectures=False)
    assert problem in str(told.value)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
