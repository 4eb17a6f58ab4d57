"""A client's report in the language of the study: nothing of it is English, numbers have the language's marks."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from commonest import ITEMS, REGIONS, SAID, commonest_study
from openpyxl import load_workbook
from pptx import Presentation
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.errors import CXError
from cxlib.locale import LANGUAGES
from cxlib.runs.published import published
from cxlib.runs.report import report_of
from cxlib.runs.slides import write_slides
from cxlib.runs.tables import write_tables
from cxlib.runs.workbook import run_workbook

FOREIGN = [language for language in LANGUAGES if language != "en"]
# words of English sentences that are none of Spanish, Catalan or Romanian
ENGLISH = re.compile(r"\b(the|of|and|with|from|is|by|that|to|not|than|which|each|answers?|points?|rows?)\b", re.I)
# the study's own words, and names that every language has
OWN = [*REGIONS, *(question for question, _, _ in ITEMS.values()), *(said for said in SAID if said)]
OWN += [
    "Clientes de Aguas del Norte, 2025",
    "¿Nos recomendaría?",
    "Región",
    *ITEMS,
    "region",
    "codigo",
    "recomienda",
    "encuesta",
    "comentario",
]
NAMES = "NPS CSAT LMG VIF AUC SD R² ICC Shapley Johnson Holm Wald Net Promoter Score Python cxlib study toml csv json"
NAMES += " SHA json run html BC"  # names of files, letters of a banner table
NAMES += " transactional relationship outcome recommend rating touchpoint return functional emotional"  # of study.toml
NAMES += " id segment verbatim"


def blocks(page: str) -> list[str]:
    """What people see or hear of a page, block by block."""
    soup = BeautifulSoup(page, "html.parser")
    for hidden in soup(["style", "script"]):
        hidden.decompose()
    told = [picture.get("alt", "") for picture in soup.find_all("img")]
    told += [tag["aria-label"] for tag in soup.find_all(attrs={"aria-label": True})]
    told += [tag["data-head"] for tag in soup.find_all(attrs={"data-head": True})]
    for code in soup(["pre", "code"]):  # a command and checksums are no sentences
        code.decompose()
    told += [text.strip() for text in soup.body.find_all(string=True) if text.strip()]
    return [re.sub(r"\s+", " ", text) for text in told]


def office(file) -> list[str]:
    """What people read or hear of slides or of a workbook: words, tables, charts, descriptions, notes, names."""
    told: list[str] = []
    if file.suffix == ".xlsx":
        for sheet in load_workbook(file):
            told += [sheet.title, *(cell for row in sheet.iter_rows(values_only=True) for cell in row if cell)]
    else:
        for slide in Presentation(str(file)).slides:
            told.append(slide.notes_slide.notes_text_frame.text)
            for shape in slide.shapes:
                told.append(shape._element.xpath("string(.//p:cNvPr/@descr)"))
                told += [shape.text_frame.text] if shape.has_text_frame else []
                told += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
                if shape.has_chart:
                    told += [*shape.chart.plots[0].categories, *(one.name for one in shape.chart.plots[0].series)]
    return [line for text in told if isinstance(text, str) for line in text.splitlines() if line.strip()]


def told_in(folder, name: str) -> list[str]:
    page = folder / name
    return blocks(page.read_text(encoding="utf-8")) if page.suffix == ".html" else office(page)


def bare(text: str) -> str:
    """A text without the study's own words, names and numbers."""
    for own in sorted(OWN, key=len, reverse=True):
        text = text.replace(own, "")
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES.split()]
    return " ".join(words)


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The report and the index of the commonest file, by language; each run is made once."""
    made = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        declared = "" if language == "en" else f'language = "{language}"\n'
        made[language] = run_workbook(
            commonest_study(folder / "s", report=declared), out=folder / "out", lectures=False
        )
        assert not made[language].failed
        write_slides(made[language].folder)
        write_tables(made[language].folder)
    return made


@pytest.mark.full
@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("page", ["report.html", "index.html", "slides.pptx", "tables.xlsx"])
def test_nothing_of_a_page_is_english(reports, page, language):
    english = {bare(text) for text in told_in(reports["en"].folder, page)}
    said = told_in(reports[language].folder, page)
    assert len(english) > 30 and len(said) > 30
    alike = {"no", "total", "variable", "Bytes", "interval", "detractor", "detractors"}  # words of several languages
    left = [text for text in said if bare(text) and bare(text) in english - alike]
    left += [text for text in said if ENGLISH.search(bare(text))]
    assert not set(left)


@pytest.mark.full
@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_is_marked_and_written_as_its_language(reports, language):
    page = (reports[language].folder / "report.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
    told = [text for text in blocks(page) if "cxlib" not in text]
    assert any(re.search(r"\d,\d", text) for text in told)
    assert not [text for text in told if re.search(r"(?<![\d.])\d{1,2}\.\d{1,2}(?![\d.])", text)]
    soup = BeautifulSoup(page, "html.parser")
    assert all("\N{NO-BREAK SPACE}%" in text for text in soup.find_all(string=re.compile(r"\d\s%")))


@pytest.mark.full
def test_the_numbers_are_those_of_the_english_report(reports):
    def numbers(language):
        rows = BeautifulSoup((reports[language].folder / "report.html").read_text(encoding="utf-8"), "html.parser")
        cells = [cell.get_text(" ") for cell in rows.select("tbody td")]
        found = [re.findall(r"\d[\d.,]*", cell) for cell in cells]
        return [[n if language == "en" else n.translate(str.maketrans(".,", ",.")) for n in cell] for cell in found]

    assert numbers("es") == numbers("ca") == numbers("ro") == numbers("en") != []


@pytest.mark.full
def test_whoever_reads_published_numbers_reads_those_of_every_language(reports):
    def told(language):
        found = published(reports[language].folder)
        # the index lists the size of study.toml, in which the language stands
        numbers = [one for one in found if one.estimate == one.estimate and one.page != "index"]
        return {(one.n, one.estimate, one.rounding) for one in numbers}

    english = told("en")
    assert len(english) > 50
    for language in FOREIGN:
        assert told(language) ^ english == set(), language


@pytest.mark.full
def test_a_report_is_built_again_in_its_own_language_only(reports):
    folder = reports["ca"].folder
    before = (folder / "report.html").read_text(encoding="utf-8")
    assert report_of(folder).read_text(encoding="utf-8") == before
    with pytest.raises(CXError) as refused:
        report_of(folder, language="ro")
    assert str(refused.value).endswith(
        "its notebooks have written their sentences in català. Run the study again: cx run STUDY --language ro."
    )


def test_a_language_that_nobody_speaks_is_refused_with_those_that_are():
    done = CliRunner().invoke(app, ["run", "--language", "fr"])
    assert done.exit_code == 2
    known = "Known: en (English), es (español), ca (català), ro (română)."
    assert done.output.strip() == f'Unknown language "fr". {known}'
