"""The report of a run: findings first, from what notebooks carry and nothing else."""

import base64
import io
import json

import pytest
from bs4 import BeautifulSoup
from nbformat import v4
from PIL import Image
from runs.bundles import closed, code, opened, words

from cxlib.errors import CXError
from cxlib.locale import speaking
from cxlib.readings import READING
from cxlib.runs.asking import written_by
from cxlib.runs.record import _report
from cxlib.runs.report import _in_words, report_html, report_of
from cxlib.runs.report_parts import Chapter, Finding, told_once
from cxlib.runs.skipped import SECTION
from cxlib.runs.workbook import WorkbookRun
from cxlib.study import read_study

EVIL = "<script>alert(1)</script>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RECORD = {
    "study": "Café", "only": "", "about": "", "started": "2026-03-01T12:00:05+01:00", "as_of": "2026-02-28",
    "data": [{"file": "answers.csv"}], "notes": [], "versions": {"cxlib": "0.1.0", "python": "3.11.7"},
    "notebooks": [{"name": "03_score", "parameters": {"min_cell": 10, "confidence_level": 0.95}}],
    "report": {"client": "Aguas del Norte", "colour": "#ffd200", "logo": "", "wording": {"region": "¿Qué región?"}},
}  # fmt: skip
FIGURE = {"image/png": PIXEL, "text/plain": "<Figure>"}
ROWS = "<tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody>"
TABLE = {"text/html": f"<table><thead><tr><th>region</th></tr></thead>{ROWS}</table>"}


def told(headline: str, topic: str = "", **more) -> dict:
    """What a reading leaves in an output."""
    number = {"label": "the score", "estimate": -2.2, "n": 600, "conf_low": -8.3, "conf_high": 4.0, "unit": "points"}
    bundle = {
        "topic": topic or headline, "headline": headline, "text": headline, "numbers": [number], "groups": [],
        "evidence": "supported", "limits": "It is no cause.", "answers": "", "aside": False,
    } | more  # fmt: skip
    return {READING: bundle, "text/markdown": bundle["text"], "text/plain": bundle["text"]}


def notebook(title: str, *cells):
    return v4.new_notebook(cells=[words(f"# {title}"), *cells])


def page(notebooks: dict, **record) -> BeautifulSoup:
    return BeautifulSoup(report_html(notebooks, RECORD | record), "html.parser")


def section(*outputs, number: int = 1, tags: tuple[str, ...] = ()) -> list:
    return [code("cx.section(1)", opened(number, score="score")), code("show", *outputs, tags=tags)]


@pytest.fixture
def report() -> BeautifulSoup:
    return page(
        {
            "04_drivers": notebook(
                "4 · What matters?", *section(told("Speed is first.", answers="matters", evidence="open"))
            ),
            "03_score": notebook(
                "3 · The score",
                *section(TABLE, FIGURE, told("NPS −2.2.", answers="score", text="NPS −2.2. With blanks it is −2.1.")),
                *section(told("Galicia differs.", answers="who"), told("Weights cost little."), number=2),
            ),
        }
    )


def test_the_summary_stands_before_everything_and_names_who_differs(report):
    summary = report.select_one("main > section")
    assert summary["class"] == ["summary"]
    assert summary.select_one(".value").get_text(" ", strip=True) == "−2.2 −8.3 to 4.0"
    assert [one.get_text() for one in summary.select("h3")] == ["Who differs?", "What matters most, and how surely?"]
    assert summary.select_one(".answer .headline").get_text() == "Galicia differs."


def test_chapters_follow_the_questions_and_are_listed(report):
    titles = [one.get_text() for one in report.select(".chapter > h2")]
    assert titles == ["The score", "What matters?"]
    assert [one.get_text() for one in report.select(".contents a")][:2] == titles
    for link in report.select(".contents a"):
        assert report.find(id=link["href"][1:]) is not None


def test_a_finding_has_two_sentences_its_figure_and_its_table(report):
    first = report.select_one(".chapter .finding")
    assert [one.get_text() for one in first.select("p")] == ["NPS −2.2.", "With blanks it is −2.1."]
    assert first.img["src"].endswith(PIXEL)
    assert first.select_one(".wide table th").get_text() == "¿Qué región?"  # the question, not the column
    assert report.select_one(".also").get_text(strip=True) == "Weights cost little."


def test_where_no_more_is_told_the_second_sentence_says_what_it_does_not_show(report):
    assert report.select(".finding")[1].select_one(".second").get_text() == "It is no cause."


def test_a_topic_that_comes_later_makes_a_chapter_by_carrying_readings():
    later = notebook("9 · Emotions", *section(FIGURE, told("Anger costs most.")))
    soup = page({"09_emotions": later})
    assert [one.get_text() for one in soup.select(".chapter > h2")] == ["Emotions"]
    assert soup.select_one(".finding .headline").get_text() == "Anger costs most."
    assert soup.select_one(".finding img") is not None


def test_a_chapter_is_called_as_the_first_cell_says():
    book = notebook("0 · Start here", *section(told("All is sound.")))
    book.cells[0].metadata["chapter"] = "The data"
    assert page({"00": book}).select_one(".chapter > h2").get_text() == "The data"


def test_of_lessons_asides_and_closed_sections_nothing_is_told():
    book = notebook(
        "3 · The score",
        words("A common wrong belief: *more is better.*"),
        *section(told("NPS 25.0 of four invented firms."), tags=("lecture",)),
        *section(told("An exercise."), number=2, tags=("lesson",)),
        *section(told("By the way.", aside=True), number=3),
        code("cx.section(4)", closed(4) | {}),
        code("left", told("Stays closed.")),
        *section(told("NPS 7."), number=5),
    )
    text = page({"03": book}).get_text()
    assert "NPS 7." in text
    for never in ("25.0", "exercise", "By the way", "Stays closed", "wrong belief", "Skipped", "Left out"):
        assert never not in text


def test_where_nobody_is_said_to_differ_the_report_says_why():
    rests = closed(7, "Rests on section 6, which is closed: Of 5 groups 0 can be shown.")
    rests["application/vnd.cxlib.section+json"]["rests_on"] = "6"
    few = [
        words("## 6. Which groups differ?"),
        code("a", closed(6, "Of 5 groups of region, 0 can be shown; needed: 2.")),
        words("## 7. Sure?"), code("b", rests),
        words("### 8.2 Of one kind\nWords."), code("c", closed("8.2", "Answers: 3; needed: 30.")),
        words("## 9. Remedies"), code("d", closed(9, "There is no remedy.")),
        words("## 10. Climate"), code("e", closed(10, "Items on climate: 0; needed: 2.")),
    ]  # fmt: skip
    lines = page({"03": notebook("3 · Score", *section(told("NPS 7.", answers="score")), *few)}).select(
        "section[aria-labelledby=unsaid] li"
    )
    assert [one.get_text() for one in lines] == [
        "Which groups differ? Of 5 groups of region, 0 can be shown; needed: 2.",
        "Of one kind: Answers: 3; needed: 30.",
    ]
    answered = section(told("A differs.", answers="who"), told("Speed is first.", answers="matters"))
    assert not page({"03": notebook("3 · Score", *answered, *few)}).select("section[aria-labelledby=unsaid]")


def test_one_line_says_what_the_data_could_not_carry():
    lacks = closed(1)
    lacks["application/vnd.cxlib.section+json"]["lacks"] = "a column of role wave"
    rests = closed(2, "Rests on section 1")
    rests["application/vnd.cxlib.section+json"]["rests_on"] = "1"
    book = notebook(
        "3 · The score", code("a", lacks), code("b", rests), code("c", closed(3)), *section(told("x."), number=4)
    )
    lines = page({"03": book}).select(".lacking")
    assert [one.get_text() for one in lines] == [
        "What the data could not carry, and what would: a column of role wave (2 analyses)."
    ]


def test_a_headline_is_told_in_one_chapter():
    soup = page(
        {
            "02": notebook("2 · Heard", *section(told("NPS 7.", "nps", answers="score")), *section(told("Few stop."))),
            "03": notebook(
                "3 · Score", *section(told("NPS 7.", "nps", answers="score"), told("B differs.", answers="who"))
            ),
        }
    )
    chapters = {one.h2.get_text(): one.get_text() for one in soup.select(".chapter")}
    assert "NPS 7." in chapters["Score"]
    assert "NPS 7." not in chapters["Heard"]


def test_a_report_without_a_finding_says_what_findings_begin_with():
    text = page({"03": notebook("3 · Score")}).select_one(".summary").get_text()
    assert "(a column of role recommend or outcome)." in text
    assert "No finding yet" not in page({"03": notebook("3 · Score", *section(told("x.", answers="who")))}).get_text()


def test_of_another_study_nothing_is_lacking():
    lacks = closed(1)
    lacks["application/vnd.cxlib.section+json"]["lacks"] = "a column of role engagement"
    books = {
        "03": notebook("3 · Score", *section(told("NPS 7."))),
        "06": notebook("6 · Employees", code("a", lacks)),
    }
    assert not page(books).select(".lacking")


def test_nothing_of_a_client_runs_or_loads():
    book = notebook("3 · " + EVIL, *section(told(f"{EVIL} **bold** [x](javascript:alert(1))", answers="who")))
    html = report_html({"03": book}, RECORD | {"study": EVIL, "notes": [EVIL], "about": EVIL})
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script")
    assert not soup.select('a[href^="javascript"]')
    assert not [tag for tag in soup.find_all(src=True) if not tag["src"].startswith("data:image/")]
    assert not soup.find_all("link")


def test_words_on_the_clients_colour_can_be_read():
    assert "--on-accent: #1c2430" in str(page({}).html["style"])  # dark on yellow
    assert "--on-accent: #ffffff" in str(page({}, report={"colour": "#0b4f8a"}).html["style"])


def picture(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(content, kind)
    return content.getvalue()


@pytest.fixture
def run_folder(tmp_path):
    import nbformat

    nbformat.write(notebook("3 · Score", *section(told("NPS 7."))), tmp_path / "03_score.ipynb")
    (tmp_path / "run.json").write_text(json.dumps(RECORD | {"report": {"logo": "logo.png"}}), encoding="utf-8")
    return tmp_path


def test_a_report_is_built_again_from_its_folder_with_the_logo_in_it(run_folder):
    (run_folder / "logo.png").write_bytes(picture())
    html = report_of(run_folder).read_text(encoding="utf-8")
    logo = BeautifulSoup(html, "html.parser").select_one("img.logo")["src"]
    assert base64.b64decode(logo.partition(",")[2]) == picture()
    assert "NPS 7." in html


def test_what_is_no_picture_is_no_logo(run_folder):
    (run_folder / "logo.png").write_text("<svg onload='alert(1)'/>")
    assert "alert" not in report_of(run_folder).read_text(encoding="utf-8")


def test_a_folder_without_a_run_is_refused(tmp_path):
    with pytest.raises(CXError) as told_so:
        report_of(tmp_path)
    assert told_so.value.mend == "Name the folder that cx run has written."


def test_a_report_that_was_not_written_is_not_named(tmp_path):
    done = WorkbookRun(folder=tmp_path, study="Café", notebooks=())
    assert list(written_by(done)) == ["", "Café: pages", f"  {tmp_path / 'index.html'}"]
    done.report.touch()
    assert list(written_by(done))[:3] == ["", "Café: report", f"  {tmp_path / 'report.html'}"]


def test_a_telephone_gets_the_narrow_figure_and_cards_of_wide_tables():
    heads, cells = "".join(f"<th>h{k}</th>" for k in range(6)), "".join(f"<td>{k}</td>" for k in range(6))
    wide = {"text/html": f"<table><thead><tr>{heads}</tr></thead><tbody>{f'<tr>{cells}</tr>' * 2}</tbody></table>"}
    cell = code("show", wide, FIGURE, told("x.", answers="who"))
    cell.outputs[1]["metadata"] = {"image/png": {"alt": "Bars.", "narrow": PIXEL}}
    soup = page({"03": notebook("3 · Score", code("a", opened(1, x="y")), cell)})
    assert soup.select_one("picture source")["srcset"].endswith(PIXEL)
    assert soup.select_one("img.figure.fits")["alt"] == "Bars."
    assert [one["data-head"] for one in soup.select("table.cards tbody tr:first-child td")] == [
        f"h{k}" for k in range(6)
    ]
    cell.outputs[1]["metadata"] = {"image/png": {"alt": "Bars.", "narrow": '" onerror="alert(1)'}}
    evil = page({"03": notebook("3 · Score", *section(TABLE, told("y."), number=2), cell)})
    assert not evil.select("picture source") and "onerror" not in str(evil)
    assert not evil.select("table.cards tr td:only-child")  # one column stays a column


def test_a_chapter_of_one_topic_is_called_by_it():
    told_of_words = told("Of 8 words 2 tell.", topic="distinctive_words")
    alone = page({"05": notebook("5 · Emotions and trust", *section(told_of_words))})
    assert [one.get_text() for one in alone.select(".chapter > h2")] == ["What people write"]
    more = page({"05": notebook("5 · Emotions and trust", *section(told_of_words, told("Calm.", topic="felt")))})
    assert [one.get_text() for one in more.select(".chapter > h2")] == ["Emotions and trust"]


def test_notes_name_questions_and_no_columns():
    note = "<p><small>Note: left out (q7_time 3, region 2, q7_time_of_day 1).</small></p>"
    table = {"text/html": TABLE["text/html"] + note}
    wording = {"q7_time": "Waiting time", "region": "¿Qué región?"}
    made = page({"03": notebook("3 · S", *section(table, told("x.", answers="who")))}, report={"wording": wording})
    assert made.small.get_text() == "Note: left out (“Waiting time” 3, region 2, q7_time_of_day 1)."


def test_a_sentence_stands_on_one_sheet_with_its_figure(report):
    (told_with,) = [one for one in report.select(".told") if one.select("img")]
    assert told_with.select_one(".headline").get_text() == "NPS −2.2." and not told_with.select("table")


def test_what_is_defined_is_no_word_of_the_glossary_too():
    said = told("NPS −2.2.", answers="score", text="NPS −2.2. A questionnaire asks for the Net Promoter Score.")
    made = page({"03": notebook("3 · S", *section(said))})
    terms = [one.get_text(strip=True) for one in made.select("dt")]
    assert "NPS" in terms and "questionnaire" in terms and not any("(NPS)" in one for one in terms)


def test_a_chapter_that_only_says_too_few_becomes_a_line_of_why():
    silent = told("No period can be judged.", evidence="too few")
    score = notebook("3 · The score", *section(told("NPS −2.2.", answers="score")))
    made = page({"03_score": score, "09_alarms": notebook("9 · Alarms", *section(silent))})
    assert [one.get_text() for one in made.select(".chapter > h2")] == ["The score"]
    assert "No period can be judged." in made.select_one("section[aria-labelledby=unsaid]").get_text()
    heard = section(silent, told("May is an alarm."))  # a control: one sound finding keeps the chapter
    made = page({"03_score": score, "09_alarms": notebook("9 · Alarms", *heard)})
    assert [one.get_text() for one in made.select(".chapter > h2")] == ["The score", "Alarms"]


def test_where_no_question_is_answered_the_summary_tells_what_was_found():
    data = notebook("0 · The data", *section(told("0 of 19 rows with faults.")))
    found = notebook("1 · Touchpoints", *section(told("10 of 10 touchpoints are measured.")))
    summary = page({"00_start_here": data, "01_map": found}).select_one(".summary")
    assert [one.get_text() for one in summary.select("h3")] == ["What was found?"]
    assert [one.get_text() for one in summary.select(".headline")] == ["10 of 10 touchpoints are measured."]
    assert "No finding yet" in page({"00_start_here": data}).select_one(".summary").get_text()


def test_notes_call_columns_by_their_questions():
    wording = {"q9 food": "Q9FOOD", "p 1": "How fast were we?", "recommend": "Would you recommend us?"}
    told = _in_words("Left out for lack of q9_food and p_1, q7_x, recommend.", wording)
    assert told == "Left out for lack of Q9FOOD and “How fast were we?”, q7_x, recommend."
    with speaking("es"):
        assert _in_words("Por no tener recommend: 85.", {}) == "Por no tener recomendación: 85."
        assert "«Would you recommend us?»" in _in_words("Por no tener recommend: 85.", wording)


def test_a_headline_of_several_topics_stands_once_in_its_chapter():
    """The score and its history may say the same of too few answers."""
    same = {"headline": "Nothing can be judged yet.", "text": "Nothing can be judged yet.", "evidence": "too few"}
    findings = tuple(Finding(told={**same, "topic": topic, "numbers": []}) for topic in ("score", "history"))
    other = Finding(told={**same, "headline": "3 are late.", "topic": "late", "numbers": []})
    (chapter,) = told_once([Chapter(name="09", title="Alarms", findings=(*findings, other))])
    assert [one.headline for one in chapter.findings] == ["Nothing can be judged yet.", "3 are late."]


def test_a_name_that_asks_two_things_in_two_tables_has_the_words_of_neither(tmp_path):
    """Of "recommend", asked of the company and after a repair, a note of one never quotes the other."""
    (tmp_path / "a.csv").write_text("id,q\n1,9\n2,3\n")
    (tmp_path / "b.csv").write_text("id,q,speed\n1,9,4\n2,3,5\n")
    column = (
        'id = { role = "id" }\nrecommend = { source = "q", role = "recommend", scale = [0, 10], question = "%s" }\n'
    )
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "Two"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n'
        + column % "Would you recommend us?"
        + '[tables.b]\nfile = "b.csv"\nkind = "transactional"\n[tables.b.columns]\n'
        + column % "And after this repair?"
        + 'speed = { role = "rating", scale = [1, 5], question = "How fast?" }\n'
    )
    wording = _report(read_study(tmp_path))["wording"]
    assert wording["speed"] == "How fast?" and "recommend" not in wording


def test_of_which_waves_a_finding_is_stands_beside_it_and_in_its_line():
    def of(span):
        cell = code("cx.section(1)", opened(1, score="score"))
        cell.outputs[0]["data"][SECTION] |= {"span": span}
        return cell

    answer = told("B1 differs.", answers="who")
    found = page(
        {
            "03": notebook(
                "Score", of("Waves 2024 and 2025 together."), code("show", answer, told("2024 is named.", "other"))
            )
        }
    )
    assert found.select_one(".summary .second").text == "It is no cause. Waves 2024 and 2025 together."
    assert found.select_one(".also li").text == "2024 is named. Waves 2024 and 2025 together."
    found = page(
        {"03": notebook("Score", of("Wave 2."), code("show", answer, told("1 of 2 groups differs.", "other")))}
    )
    assert found.select_one(".summary .second").text == "It is no cause. Wave 2."
    assert found.select_one(".also li").text == "1 of 2 groups differs. Wave 2."  # whose 2 is no wave
