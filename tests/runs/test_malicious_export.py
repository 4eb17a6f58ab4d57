"""A client's file that means harm: nothing of it runs, leads elsewhere or lies outside of the run's folder."""

import re
from urllib.parse import unquote

import nbformat
import pytest
from bs4 import BeautifulSoup
from commonest import commonest_rows, commonest_study
from nbconvert.filters import markdown2html_mistune
from runs.bundles import unzipped

from cxlib.errors import StudyError
from cxlib.runs.each import run_each
from cxlib.runs.slides import write_slides
from cxlib.runs.tables import write_tables
from cxlib.runs.workbook import run_workbook

SCRIPT, FORMULA, WAY_OUT = "<script>alert(1)</script>", '=HYPERLINK("http://evil.example")', "../../evil"
COMMAND, AT, MINUS, PICTURE = "+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3", "<img src=x onerror=alert(1)>"
GROUPS = {"Galicia": SCRIPT, "Navarra": FORMULA, "Madrid": WAY_OUT, "Aragón": COMMAND, "Murcia": f"{MINUS}\t{AT}"}
FILE = f"=1+1 {PICTURE[:4]} onerror=alert(1)>.csv"
HEAD, NAME, CLIENT = f"{FORMULA[:11]} {PICTURE}", f"{WAY_OUT} {SCRIPT}", f"{COMMAND} {PICTURE} {WAY_OUT}"


def malicious_study(home):
    """Everything that a client, or a study.toml, can name is a script, a formula or a way out of the folder."""
    rows = commonest_rows(n=700)
    rows["Región"] = rows["Región"].replace(GROUPS)
    said = [f"{SCRIPT} {FORMULA}", WAY_OUT, COMMAND, f"{AT}\t{MINUS}", PICTURE]
    rows["Comentario"] = [said[row % len(said)] for row in range(len(rows))]
    rows["Código"] = [f"{said[row % len(said)]} {row}" for row in range(len(rows))]
    rows["Ola"] = [WAY_OUT if row % 2 else SCRIPT for row in range(len(rows))]
    folder = commonest_study(home / "s", rows=rows.rename(columns={"La factura se entiende (1 a 5)": HEAD}))
    (folder / "encuesta.csv").rename(folder / FILE)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    changes = {
        '"encuesta.csv"': f"'{FILE}'",
        'source = "La factura se entiende (1 a 5)"': f"source = '{HEAD}'",
        'question = "Región"': f'question = "{SCRIPT} {WAY_OUT}"',
        'question = "La rapidez con que le atendimos"': f"question = '{FORMULA} {PICTURE}'",
        "Clientes de Aguas del Norte, 2025": NAME,
        "[tables.encuesta]\n": f'[report]\nclient = "{CLIENT}"\n\n[tables.encuesta]\n',
        "comentario = {": 'ola = { source = "Ola", role = "wave" }\ncomentario = {',
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The run of the whole and those of each part, with slides and tables."""
    home = tmp_path_factory.mktemp("malicious")
    asked = {"notebooks": ["00", "03", "04"], "out": home / "out", "lectures": False}
    asked |= {"study": malicious_study(home), "parameters": {"n_resamples": 100}}
    done = [run_workbook(**asked), *run_each("region", **(asked | {"notebooks": ["03"]}))]
    assert not [one.error for run in done for one in run.failed]
    for run in done[:2]:
        write_slides(run.folder)
        write_tables(run.folder)
    return home, done


@pytest.mark.full
def test_nothing_runs_and_nothing_leads_elsewhere(runs):
    home, _ = runs
    office = [*home.glob("out/**/slides.pptx"), *home.glob("out/**/tables.xlsx")]
    assert len(office) == 4
    whole = {file: unzipped(file) for file in office}
    assert any("HYPERLINK" in text for parts in whole.values() for text in parts.values())  # it is there, as text
    for file, parts in whole.items():
        for name, text in parts.items():
            assert not re.search(r"<f[ >]", text), (file, name)
            assert 'TargetMode="External"' not in text, (file, name)
            assert "<script" not in text.lower() and "<img" not in text.lower(), (file, name)
            assert not re.search("vba|macro|oleObject", name, re.IGNORECASE), (file, name)


@pytest.mark.full
def test_no_page_runs_anything_or_leads_elsewhere(runs):
    home, done = runs
    pages = list(home.glob("out/**/*.html"))
    assert {"report.html", "index.html"} <= {page.name for page in pages} and len(pages) > len(done)
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert not soup.find_all(["script", "iframe", "object", "embed", "form", "base"])
        assert not [tag for tag in soup.find_all(True) if any(key.lower().startswith("on") for key in tag.attrs)]
        assert not [tag for tag in soup.find_all(src=True) if not str(tag["src"]).startswith("data:image/")]
        for link in soup.select("a[href]"):
            place = unquote(str(link["href"])).partition("#")[0]
            if place and "://" not in place:
                assert (page.parent / place).resolve().is_relative_to(home / "out"), (page, place)
            assert "evil" not in place or (page.parent / place).is_file(), (page, place)


@pytest.mark.full
def test_no_output_of_an_executed_notebook_runs_anything(runs):
    home, _ = runs
    books = list(home.glob("out/**/*.ipynb"))
    assert len(books) > 3
    for book in books:
        cells = nbformat.read(book, as_version=4).cells
        for output in (one for cell in cells for one in cell.get("outputs", [])):
            told = output.get("data", {})
            html = "".join(told.get("text/html", ""))
            html += markdown2html_mistune("".join(told.get("text/markdown", "")))
            tags = BeautifulSoup(html, "html.parser").find_all(True)
            assert not [tag for tag in tags if tag.name in ("script", "iframe") or "onerror" in tag.attrs], book.name
            assert "application/javascript" not in told


@pytest.mark.full
def test_nothing_lies_outside_of_the_folders_of_the_runs(runs):
    home, done = runs
    assert all(run.folder.parent == home / "out" for run in done)
    assert sorted(file.name for file in home.iterdir()) == ["out", "s"]
    assert sorted(file.name for file in (home / "s").iterdir()) == sorted([FILE, "study.toml"])


def picture_of(kind):
    """What a client may send in place of a logo."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return {"script": SCRIPT.encode(), "svg": drawn.encode(), "huge": b"\x89PNG\r\n\x1a\n" + bytes(50_000_000)}[kind]


@pytest.mark.parametrize(
    ("logo", "kind", "problem"),
    [
        ("../logo.png", "script", 'report.logo: "../logo.png" lies outside the study\'s folder.'),
        ("logo.png", "script", 'report.logo: "logo.png" is no picture that can be opened.'),
        ("logo.svg", "svg", 'report.logo: "logo.svg" is no picture that can be opened.'),
        ("logo.png", "huge", 'report.logo: "logo.png" has more than 500 kB.'),
        ("gone.png", "script", 'report.logo: No file "gone.png".'),
    ],
)
def test_a_logo_that_is_none_is_told_in_a_sentence_before_anything_runs(tmp_path, logo, kind, problem):
    folder = commonest_study(tmp_path / "s", n=60, report=f'[report]\nlogo = "{logo}"\n')
    for place in (folder / "logo.png", folder / "logo.svg", tmp_path / "logo.png"):
        place.write_bytes(picture_of(kind))
    with pytest.raises(StudyError) as told:
        run_workbook(folder, notebooks=["03"], out=tmp_path / "out", lectures=False)
    assert problem in str(told.value)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("file", ["../evil.csv", "/etc/passwd", "s/../../evil.csv"])
def test_a_file_outside_of_the_folder_is_told_in_a_sentence(tmp_path, file):
    folder = commonest_study(tmp_path / "s", n=60)
    (tmp_path / "evil.csv").write_text("a;b", encoding="utf-8")
    text = (folder / "study.toml").read_text(encoding="utf-8").replace('"encuesta.csv"', f'"{file}"')
    (folder / "study.toml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as told:
        run_workbook(folder, notebooks=["03"], out=tmp_path / "out", lectures=False)
    assert "lies outside the study's folder" in str(told.value)
