"""Slides of a run: from what notebooks carry and nothing else; what is drawn equals the workbook behind it."""

import base64
import io
import json
import shutil
import subprocess

import nbformat
import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu
from runs.bundles import code, opened, unzipped, words
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.figures.charts import CHART
from cxlib.readings import READING
from cxlib.runs.skipped import SECTION
from cxlib.runs.slides import write_slides
from cxlib.runs.slides.drawn import _numeric
from cxlib.runs.slides.fit import fitting, height, shortened, width, wrapped
from cxlib.runs.slides.numbers import apart, names_of, parts_of, reach_of
from cxlib.runs.slides.parts import table_parts

RECORD = {
    "study": "Café", "only": "", "about": "", "started": "2026-03-01T12:00:05+01:00", "as_of": "2026-02-28",
    "data": [{"file": "answers.csv"}], "notes": [], "versions": {"cxlib": "0.1.0", "python": "3.11.7"},
    "notebooks": [{"name": "03_score", "parameters": {"min_cell": 10, "confidence_level": 0.95}}],
    "report": {"client": "Aguas del Norte", "colour": "#ffd200", "logo": "", "wording": {"region": "¿Qué región?"}},
}  # fmt: skip
EVIL = ["=1+1", "{=1+1}", "mailto:a@b.c", "internal:x", "external: slow", "http://evil.example", "@SUM(A1)", "+1", "-2"]
BARS = {
    "kind": "bars", "names": ["Galicia", "Navarra"], "unit": "Net Promoter Score, points", "form": ["decimals", 1],
    "sizes": ["n = 132", "n = 12"], "pale": [False, True],
    "series": [{"name": "", "values": [-61.4, 45.75], "low": [-70.5, 30], "high": [-51.25, None], "n": [132, 12]}],
}  # fmt: skip
TABLE = {
    "text/html": "<table><thead><tr><th>region</th><th>n</th></tr></thead><tbody>"
    + "".join(f"<tr><td>group {k}</td><td>{k}</td></tr>" for k in range(40))
    + "</tbody></table>"
}


def picture(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(content, kind)
    return content.getvalue()


def figure(chart: dict | None = None) -> dict:
    told = {"image/png": base64.b64encode(picture()).decode(), "text/plain": "Figure"}
    return told | ({CHART: chart} if chart else {})


def told(headline: str, **more) -> dict:
    number = {"label": "the score", "estimate": -2.2, "n": 600, "conf_low": -8.3, "conf_high": 4.0, "unit": "points"}
    bundle = {
        "topic": headline, "headline": headline, "text": headline, "numbers": [number], "groups": [],
        "evidence": "supported", "limits": "It is no cause.", "answers": "", "aside": False,
    } | more  # fmt: skip
    return {READING: bundle, "text/markdown": bundle["text"]}


def run_of(folder, *outputs, logo: bytes = b"", **record):
    """The folder of a run with one notebook, each output in a section of its own unless they are in one tuple."""
    cells = []
    for number, group in enumerate(outputs, start=1):
        cells += [code("section", opened(number, score="score")), code("show", *group)]
        for output in cells[-1].outputs:
            if "image/png" in output.data:
                output["metadata"] = {"image/png": {"alt": "What is drawn."}}
    book = nbformat.v4.new_notebook(cells=[words("# 3 · The score"), *cells])
    nbformat.write(book, folder / "03_score.ipynb")
    (folder / "run.json").write_text(json.dumps(RECORD | record), encoding="utf-8")
    if logo:
        (folder / "logo.png").write_bytes(logo)
    return folder


def slides_in(file) -> list:
    return list(Presentation(file).slides)


def charts_in(slides) -> list:
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def references(chart) -> dict[str, list]:
    """Reference to cells → what the slide shows of them, for every reference of a chart."""
    found = {}
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for one in chart._chartSpace.iter(f"{space}numRef", f"{space}strRef"):
        points = {int(pt.get("idx")): pt.find(f"{space}v").text for pt in one.iter(f"{space}pt")}
        count = int(next(one.iter(f"{space}ptCount")).get("val"))
        number = one.tag.endswith("numRef")
        values = [points.get(k) for k in range(count)]
        found[one.find(f"{space}f").text] = [float(x) if number and x is not None else x for x in values]
    return found


def near(number: float):
    return pytest.approx(number, rel=1e-15)  # a spreadsheet keeps sixteen digits


def workbook_of(chart):
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))


@pytest.fixture
def deck(tmp_path):
    run_of(
        tmp_path,
        (figure(BARS), told("Galicia differs.", answers="who", text="Galicia differs. It is **far** below.")),
        (TABLE, told("NPS −2.2 from 600 answers.", answers="score")),
        (figure(), told("Speed is first.", answers="matters")),
        (told("Weights cost little."),),
    )
    return slides_in(write_slides(tmp_path))


def test_the_summary_comes_first_then_a_message_each_then_method_and_limits(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck]
    assert titles[0] == "NPS −2.2 from 600 answers."
    assert titles[1:4] == ["Galicia differs.", "NPS −2.2 from 600 answers.", "NPS −2.2 from 600 answers."]
    last = ["Speed is first.", "Weights cost little.", "Method", "What this does not show", "Definitions"]
    assert titles[-5:] == last
    first = " ".join(shape.text_frame.text for shape in deck[0].shapes if shape.has_text_frame)
    for words_there in ("Who differs?", "Galicia differs.", "What matters most", "Speed is first."):
        assert words_there in first


def test_notes_tell_everything_with_n_method_and_limits(deck):
    notes = deck[1].notes_slide.notes_text_frame.text
    for line in (
        "Galicia differs. It is far below.",
        "−2.2 (−8.3 to 4.0) · the score · n = 600",
        "What is drawn.",
        "What this does not show: It is no cause.",
        "No group of fewer than 10 people is told by itself.",
    ):
        assert line in notes


def test_a_chart_equals_its_workbook_and_the_figure(deck):
    (chart,) = charts_in(deck)
    sheet = workbook_of(chart)["Sheet1"]
    for reference, values in references(chart).items():
        cells = sheet[reference.partition("!")[2].replace("$", "")]
        cells = [cell for (cell,) in cells] if isinstance(cells, tuple) else [cells]
        assert [cell.value for cell in cells] == [x if isinstance(x, str | None) else near(x) for x in values], (
            reference
        )
    assert list(chart.plots[0].categories) == ["Galicia (n = 132)", "Navarra (n = 12)"]
    assert list(chart.plots[0].series[0].values) == BARS["series"][0]["values"]
    below, above = ([sheet.cell(row, column).value for row in (2, 3)] for column in (3, 4))
    assert below == [near(9.1), near(15.75)]
    assert above == [near(10.15), None]  # a limit that is not known is no limit of 0
    assert [sheet.cell(row, 5).value for row in (2, 3)] == [132, 12]


def test_text_in_the_workbook_behind_a_chart_is_no_formula_and_no_link(tmp_path):
    chart = BARS | {"names": EVIL, "sizes": [], "pale": []}
    chart["series"] = [{"name": "=2+2", "values": list(range(9))}, {"name": "http://x.example", "values": [1.0] * 9}]
    run_of(tmp_path, (figure(chart), told("x.", answers="who")))
    (made,) = charts_in(slides_in(write_slides(tmp_path)))
    cells = [cell for row in workbook_of(made)["Sheet1"] for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.column == 1 and cell.row > 1] == EVIL
    assert list(made.plots[0].categories) == EVIL
    parts = unzipped(tmp_path / "slides.pptx")
    assert not [name for name, text in parts.items() if "<f>" in text and "worksheets" in name]
    assert not [name for name, text in parts.items() if 'TargetMode="External"' in text]


def test_what_is_no_text_of_xml_breaks_no_slide(tmp_path):
    bad = "a\x00b\x0bc\ufffed"
    run = tmp_path / "out" / "run"
    run.mkdir(parents=True)
    run_of(run, (figure(BARS | {"names": [bad, "b"]}), told(f"{bad}.", answers="who")), study="../../Café")
    deck = slides_in(write_slides(run))
    assert next(iter(charts_in(deck)[0].plots[0].categories)) == "abcd (n = 132)"
    assert [file.name for file in (*tmp_path.iterdir(), *run.parent.iterdir())] == ["out", "run"]


def test_a_table_goes_on_on_the_next_slide_and_loses_no_row(deck):
    tables = [shape.table for slide in deck for shape in slide.shapes if shape.has_table]
    assert len(tables) > 1
    assert {table.cell(0, 0).text for table in tables} == {"¿Qué región?"}
    names = [table.cell(row, 0).text for table in tables for row in range(1, len(table.rows))]
    assert names == [f"group {k}" for k in range(40)]


def test_rows_that_no_slide_shows_are_counted():
    rows = [["a", "b"], *([str(k), "x"] for k in range(1000))]
    parts = table_parts(rows, 4.0)
    shown = sum(len(part) - 1 for part in parts)
    assert parts[-1][-1][0] == f"{1000 - shown + 1} more"


@pytest.mark.parametrize("title", ["Short.", "One two three " * 40, "x" * 900, "Ünïcode ș ț – " * 9])
def test_nothing_overflows(tmp_path, title):
    run_of(tmp_path, (figure(BARS), told(title, answers="who", text=f"{title} {'And more is told. ' * 20}")),
           (told("A.", answers="score", text="A. " + "More is told here, and more. " * 90),))  # fmt: skip
    file = Presentation(write_slides(tmp_path))
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= file.slide_width + 10
            assert shape.top >= 0 and shape.top + shape.height <= file.slide_height
            if not shape.has_text_frame or not shape.text_frame.text:
                continue
            runs = [paragraph.runs[0] for paragraph in shape.text_frame.paragraphs]
            size, bold = runs[0].font.size.pt, any(run.font.bold for run in runs)
            room = Emu(shape.width).inches
            high = height([run.text for run in runs], size, room, bold=bold, gap=0.5)
            assert high <= Emu(shape.height).inches + 0.02, (slide.shapes.title.text, shape.text_frame.text[:60])


def test_long_charts_go_on_and_keep_their_axis():
    many = BARS | {"names": [f"g{k}" for k in range(50)], "sizes": [], "pale": []}
    many["series"] = [{"name": "", "values": list(range(50)), "low": [0] * 50, "high": [99] * 50, "n": [30] * 50}]
    parts = parts_of(many, (12.0, 4.4))
    assert len(parts) > 1
    assert [name for part in parts for name in part["names"]] == many["names"]
    assert [value for part in parts for value in part["series"][0]["values"]] == list(range(50))
    assert {part["reach"] for part in parts} == {reach_of(many)}


def test_no_interval_lies_outside_of_its_axis_and_bars_begin_at_zero():
    low, high, _ = reach_of(BARS)
    assert low <= -70.5 and high >= 45.75
    assert reach_of(BARS | {"series": [{"name": "", "values": [3.0, 4.0]}]})[0] == 0
    low, high, _ = reach_of(BARS | {"kind": "dots", "series": [{"name": "", "values": [3.6, 3.9]}]})
    assert 3 < low <= 3.6 and 3.9 <= high < 5


def test_lengths_of_error_bars_are_not_made_up():
    assert apart([2.0, None], [1.5, 1.0]) == [0.5, None]
    assert names_of(BARS)[0] == "Galicia (n = 132)"


def test_measured_text_is_wrapped_and_shortened_by_rule():
    assert wrapped("aa bb", 12, width("aa", 12) + 0.01) == ["aa", "bb"]
    assert "".join(wrapped("x" * 50, 12, 1.0)) == "x" * 50
    assert fitting(["long " * 100], (28, 10), (3.0, 0.5)) is None
    cut = shortened("one two, three four five", 12, (width("one two three", 12), 0.21))
    assert cut == "one two …"


def test_the_client_s_colour_and_logo_and_nobody_s_name(tmp_path):
    run_of(
        tmp_path, (told("NPS 7.", answers="score"),), logo=picture(), report={"logo": "logo.png", "colour": "#7a1f5c"}
    )
    deck = slides_in(write_slides(tmp_path))
    parts = unzipped(tmp_path / "slides.pptx")
    assert "7A1F5C" in next(text for name, text in parts.items() if "theme1" in name)
    assert all(any(shape.shape_type == 13 for shape in slide.shapes) for slide in deck)
    for name, text in parts.items():
        if name.startswith("docProps"):
            for author in ("Canny", "python-pptx", "root"):
                assert author not in text, name
    assert "2026-03-01T12:00:05Z" in parts["docProps/core.xml"]


def test_a_logo_that_is_no_picture_stands_nowhere_and_is_told_in_a_sentence(tmp_path):
    run_of(tmp_path, (told("NPS 7.", answers="score"),), logo=b"<svg onload='alert(1)'/>", report={"logo": "logo.png"})
    done = CliRunner().invoke(app, ["report", str(tmp_path), "--deck", "--workbook"])
    assert done.exit_code == 0, done.output
    assert done.stderr == 'The logo "logo.png" is no picture that can be opened: left out.\n'
    assert [line.rpartition("/")[2] for line in done.stdout.split()] == ["report.html", "slides.pptx", "tables.xlsx"]
    assert "alert" not in "".join(unzipped(tmp_path / "slides.pptx").values())
    pictures = [
        shape for slide in slides_in(tmp_path / "slides.pptx") for shape in slide.shapes if shape.shape_type == 13
    ]
    assert not pictures


def test_a_colour_that_is_none_is_the_house_s(tmp_path):
    run_of(tmp_path, (told("NPS 7.", answers="score"),), report={"colour": 'red"/><evil'})
    write_slides(tmp_path)
    assert "evil" not in "".join(unzipped(tmp_path / "slides.pptx").values())


def test_a_run_without_a_finding_makes_slides_that_say_so(tmp_path):
    run_of(tmp_path)
    deck = slides_in(write_slides(tmp_path))
    assert "No finding yet" in " ".join(shape.text_frame.text for shape in deck[0].shapes)


def test_libreoffice_opens_the_slides(tmp_path, absent):
    if shutil.which("soffice") is None:
        absent("libreoffice", "needs LibreOffice Impress (soffice)")
    run_of(tmp_path, (figure(BARS), told("Galicia differs.", answers="who")), (TABLE, told("NPS.", answers="score")))
    file = write_slides(tmp_path)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("text", "right"), [
    ("T01", False), ("A02, A03", False), ("7,05 a 7,20", True), ("de la 0,4 la 0,9", True), ("<0.001", True),
    ("29 %", True), ("sí", True), ("installation", False),
])  # fmt: skip
def test_numbers_stand_right_and_codes_left(text, right):
    assert _numeric(text) is right


def test_the_summary_and_the_slide_say_of_which_waves_a_finding_is(tmp_path):
    answers = [(told("NPS −2.2.", answers="score"),), (told("Galicia differs.", answers="who"),)]
    book = nbformat.read(run_of(tmp_path, *answers) / "03_score.ipynb", as_version=4)
    for cell in book.cells[1::2]:
        cell.outputs[0]["data"][SECTION]["span"] = "Waves 2024 and 2025 together."
    nbformat.write(book, tmp_path / "03_score.ipynb")
    first, *rest = slides_in(write_slides(tmp_path))
    summary = " ".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    assert "It is no cause. Waves 2024 and 2025 together." in summary
    assert "Galicia differs. Waves 2024 and 2025 together." in summary
    own = next(slide for slide in rest if slide.shapes.title.text_frame.text == "Galicia differs.")
    assert any("together." in shape.text_frame.text for shape in own.shapes if shape.has_text_frame)
