"""What must not leave a client's file: ids, addresses in comments, values of small groups; every output is searched."""

import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from commonest import commonest_rows, commonest_study
from runs.bundles import unzipped

from cxlib.figures.charts import CHART
from cxlib.readings import READING
from cxlib.results import TABLE
from cxlib.runs.slides import write_slides
from cxlib.runs.tables import write_tables
from cxlib.runs.workbook import run_workbook

ADDRESS, PHONE, NAME = "maria.planted@example.org", "612 345 678", "Doña Plantada Única"
SMALL = "Zzplantado"  # a region of four people, all of whom gave one answer
WORDS = "Tardanzasingular en la planta segunda"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A run on the commonest file with an address and a name in comments, and a region too small to be shown."""
    rows = commonest_rows(n=400)
    rows.loc[5, "Comentario"] = f"Escríbanme a {ADDRESS} o al {PHONE}, soy {NAME}"
    rows.loc[6:9, "Región"] = SMALL
    rows.loc[6:9, "¿Nos recomendaría? (0 a 10)"] = 0
    rows.loc[6, "Comentario"] = WORDS
    folder = commonest_study(tmp_path_factory.mktemp("planted") / "s", rows=rows)
    run = run_workbook(
        folder, notebooks=["00", "03", "04"], out=folder.parent / "out", lectures=False,
        parameters={"n_resamples": 100},
    )  # fmt: skip
    assert not run.failed, [one.error for one in run.failed]
    write_slides(run.folder)
    write_tables(run.folder)
    return rows, run


def texts(folder) -> dict[str, str]:
    """Every output of a run as text, pictures apart: pages, notebooks with bundles, each part of Office files."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix in (".html", ".ipynb", ".json", ".csv", ".svg"):
            found[file.name] = re.sub(r"[A-Za-z0-9+/\n\\]{200,}={0,2}", "", file.read_text(encoding="utf-8"))
        elif file.suffix in (".pptx", ".xlsx"):
            found |= {f"{file.name}/{part}": text for part, text in unzipped(file).items()}
    return found


@pytest.mark.full
def test_no_id_address_comment_or_name_is_in_any_output(planted):
    rows, run = planted
    found = texts(run.folder)
    assert {"report.html", "index.html", "run.json"} <= set(found)
    for name, text in found.items():
        for secret in (ADDRESS, PHONE, NAME, WORDS):
            assert secret not in text, (name, secret)
        codes = set(re.findall(r"\bC\d{6}\b", text)) & set(rows["Código"])
        assert not codes, (name, codes)


@pytest.mark.full
def test_a_group_that_is_too_small_is_named_nowhere(planted):
    _, run = planted
    for name, text in texts(run.folder).items():
        assert SMALL not in text, name


@pytest.mark.full
def test_the_search_would_find_what_is_there(planted):
    """A control: a region that may be shown is found, so the search above is not blind."""
    _, run = planted
    found = texts(run.folder)
    assert "Galicia" in found["report.html"]
    assert "Galicia" in found["03_net_promoter_score.ipynb"]
    slides = {name for name, text in found.items() if "Galicia" in text and name.startswith("slides.pptx/ppt/")}
    for part in ("slides/slide", "notesSlides/", "charts/chart", "embeddings/"):
        assert [name for name in slides if part in name], part
    assert [name for name, text in found.items() if "Galicia" in text and name.startswith("tables.xlsx/")]
    assert not [name for name, text in found.items() if name.startswith("tables") and 'state="hidden"' in text]


@pytest.mark.full
def test_numbers_behind_charts_and_tables_stand_for_ten_or_more(planted):
    _, run = planted
    seen = 0
    for file in run.folder.glob("*.ipynb"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                sizes = [one["n"] for one in data.get(CHART, {}).get("series", []) if "n" in one]
                sizes += [one["values"] for one in data.get(TABLE, {}).get("columns", []) if one["head"] == "n"]
                seen += len(sizes)
                assert all(n is None or n >= 10 for column in sizes for n in column), (file.name, sizes)
    assert seen > 10


@pytest.mark.full
def test_no_number_in_report_or_bundle_stands_for_fewer_than_ten(planted):
    _, run = planted
    for file in run.folder.glob("*.ipynb"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                for number in output.get("data", {}).get(READING, {}).get("numbers", []):
                    assert number["n"] is None or number["n"] >= 10, (file.name, number)
    soup = BeautifulSoup((run.folder / "report.html").read_text(encoding="utf-8"), "html.parser")
    for table in soup.find_all("table"):
        heads = [cell.get_text(strip=True) for cell in table.select("thead th, thead td")]
        for row in table.select("tbody tr"):
            cells = [cell.get_text(strip=True) for cell in row.find_all(["td", "th"])]
            for head, cell in zip(heads, cells, strict=True):
                if head == "n":
                    assert int(cell.replace(",", "")) >= 10, (heads, cells)
        for n in re.findall(r"n\W=\W(\d+)", " ".join(heads)):
            assert int(n) >= 10


@pytest.mark.full
def test_the_report_names_who_differs_first_and_has_no_empty_chapter(planted):
    _, run = planted
    soup = BeautifulSoup(run.report.read_text(encoding="utf-8"), "html.parser")
    summary = soup.select_one(".summary").get_text(" ")
    assert "Galicia" in summary
    assert "Navarra" in summary
    assert "La rapidez con que le atendimos" in summary
    for chapter in soup.select(".chapter"):
        assert chapter.select(".headline, li")
    assert not soup.select(".gate")
    assert run.report.stat().st_size < 5_000_000
    assert not [page for page in run.pages if page.name != "index.html"]  # lecture pages are for those who ask
    index = BeautifulSoup((run.folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert index.main.select("a")[0]["href"] == "report.html"
    assert np.isfinite(float(soup.select_one(".value").get_text().split()[0].replace("−", "-")))
