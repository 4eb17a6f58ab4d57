"""Pages are whole in themselves, and nothing a client wrote can run in them."""

import base64
import re

import pytest
from bs4 import BeautifulSoup
from nbformat import v4
from runs.bundles import closed, code, findings, opened, words

from cxlib.runs.notebooks import NotebookRun
from cxlib.runs.pages import NO_DESCRIPTION, clean, notebook_page, write_pages

EVIL = "<script>alert(1)</script>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RECORD = {
    "study": f"Café {EVIL}",
    "about": f"About {EVIL}",
    "started": "2026-03-01T12:00:05+01:00",
    "ended": "2026-03-01T12:01:05+01:00",
    "as_of": "2026-02-28",
    "command": "cx run STUDY 03_small",
    "notes": [f"relationship: 1 of 40 rows (2.5 %) have faults and were set aside. {EVIL}"],
    "faults_set_aside": 1,
    "data": [{"file": f"{EVIL}.csv", "bytes": 1234567, "sha256": "ab" * 32}],
    "versions": {"cxlib": "0.1.0", "python": "3.11.7"},
}


def display(**data: str) -> dict:
    return v4.new_output("display_data", data={kind.replace("_", "/", 1): text for kind, text in data.items()})


def page_of(*cells, pages=frozenset(), **how) -> BeautifulSoup:
    settings = {"name": "03_small", "outcome": "done", "seconds": 1.0, "file": None, "parameters": {}} | how
    run = NotebookRun(notebook=v4.new_notebook(cells=list(cells)), **settings)
    return BeautifulSoup(notebook_page(run, RECORD, pages=set(pages)), "html.parser")


def shown(*outputs) -> BeautifulSoup:
    return page_of(v4.new_code_cell("1", outputs=list(outputs))).select_one(".output")


def loads(soup: BeautifulSoup) -> list[str]:
    """Every address the page would fetch by itself."""
    found = [tag[name] for name in ("src", "srcset", "data", "poster") for tag in soup.find_all(attrs={name: True})]
    found += [tag["href"] for tag in soup.find_all("link", href=True)]
    found += re.findall(r"url\(([^)]*)\)|@import", " ".join(style.text for style in soup.find_all("style")))
    return [address for address in found if not address.startswith("data:image/")]


def test_a_page_loads_nothing_and_runs_nothing():
    widget = v4.new_output(
        "display_data",
        data={"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "w"},
    )
    soup = page_of(
        v4.new_markdown_cell(f"# Title\n\n{EVIL} ![p](https://example.org/p.png) `{EVIL}`"),
        v4.new_code_cell(f"'{EVIL}'", outputs=[display(text_html=EVIL), display(image_png=PIXEL), widget]),
    )
    assert loads(soup) == []
    assert soup.find_all(["script", "iframe", "object", "embed", "link", "form", "base", "meta"])[2:] == []
    assert not [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]


@pytest.mark.parametrize(
    "output",
    [
        v4.new_output("stream", name="stdout", text=EVIL),
        v4.new_output("stream", name="stderr", text=EVIL),
        v4.new_output("execute_result", data={"text/plain": EVIL}),
        v4.new_output("error", ename="ValueError", evalue=EVIL, traceback=[EVIL]),
        display(text_latex=EVIL),
    ],
)
def test_respondents_text_is_shown_as_text(output):
    part = shown(output)
    assert part.find("script") is None
    assert EVIL in part.get_text()


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (EVIL, ""),
        ("<p onclick='x()' style='color:red'>a</p>", "<p>a</p>"),
        ("<style>p{}</style><p class='c'>a</p>", '<p class="c">a</p>'),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<a href=' JAVASCRIPT:x()'>a</a>", "<a>a</a>"),
        ("<a href='https://example.org'>a</a>", '<a href="https://example.org">a</a>'),
        ("<img src='https://example.org/p.png' alt='p'>", '<img alt="p">'),
        ("<img src='data:image/svg+xml;base64,AA' alt='p'>", '<img alt="p">'),
        ("<img src='x' onerror='x()'>", "<img>"),
        ("<iframe src='x'></iframe>", ""),
        ("<svg><script>x</script></svg>", ""),
        ("<b>7 &lt; 9</b>", "<b>7 &lt; 9</b>"),
    ],
)
def test_html_is_cleaned(html, left):
    assert clean(html) == left


def test_markdown_a_notebook_displays_is_cleaned_too():
    part = shown(display(text_markdown=f"**bold** <b onclick='x()'>b</b>{EVIL}"))
    assert part.strong.text == "bold"
    assert part.b.attrs == {}
    assert part.find("script") is None


def test_a_figure_carries_its_words():
    output = v4.new_output(
        "display_data", data={"image/png": PIXEL}, metadata={"image/png": {"alt": 'rises "fast" from 1'}}
    )
    assert shown(output).img["alt"] == 'rises "fast" from 1'
    assert shown(display(image_png=PIXEL)).img["alt"] == NO_DESCRIPTION


def test_a_figure_scrolls_by_itself_and_a_map_is_known_by_its_width():
    narrow, broad = (png(width) for width in (715, 1475))
    for picture, classes in ((narrow, ["figure"]), (broad, ["figure", "broad"])):
        found = shown(display(image_png=picture)).img
        assert found["class"] == classes
        assert (found.parent["aria-label"], found.parent["tabindex"]) == ("Figure", "0")


def test_a_figure_with_a_variant_for_telephones_fits_them():
    narrow = png(440)
    output = v4.new_output(
        "display_data", data={"image/png": png(715)}, metadata={"image/png": {"alt": "dots", "narrow": narrow}}
    )
    found = shown(output).img
    assert found["class"] == ["figure", "fits"]
    assert found.parent.source["srcset"] == f"data:image/png;base64,{narrow}"
    assert found.parent.parent["aria-label"] == "Figure"


def png(width: int) -> str:
    """The head of a PNG, as far as its size."""
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + width.to_bytes(4, "big") + (9).to_bytes(4, "big")
    return base64.b64encode(head).decode()


def test_tables_have_scopes_and_numbers_stand_right():
    html = (
        "<table><thead><tr><th></th><th>group</th><th>nps</th></tr></thead><tbody>"
        "<tr><th>0</th><td>7 a</td><td>-3.5</td></tr>"
        "<tr><th>1</th><td>8</td><td>NaN</td></tr></tbody></table>"
    )
    table = shown(display(text_html=html)).table
    empty, group, nps = table.thead.tr.find_all(["th", "td"])
    assert empty.name == "td"
    assert (group["scope"], nps["scope"]) == ("col", "col")
    assert table.tbody.th["scope"] == "row"
    assert [cell.get("class") for cell in (group, nps)] == [None, ["number"]]
    assert table.parent["tabindex"] == "0"


def test_code_is_folded_and_the_page_has_title_language_and_a_way_past_the_top():
    soup = page_of(
        v4.new_markdown_cell("# Net *promoter* score\n\nText."),
        v4.new_code_cell("n = 1", metadata={"tags": ["parameters"]}),
        v4.new_code_cell("print(n)"),
        v4.new_code_cell(""),
    )
    assert [part.summary.text for part in soup.find_all("details")] == [
        "Show the parameters",
        "Show the code",
    ]
    assert not any(part.has_attr("open") for part in soup.find_all("details"))
    assert soup.html["lang"] == "en"
    assert soup.title.text == f"Net *promoter* score · {RECORD['study']}"
    assert soup.select_one("a.skip")["href"] == "#" + soup.main["id"]


def test_a_live_control_is_replaced_by_a_line():
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "interactive(…)"}
    part = shown(v4.new_output("display_data", data=view))
    assert part.get_text(strip=True) == ("A live control stands here in the notebook: open it in Jupyter to use it.")


def test_links_between_notebooks_lead_to_pages_of_the_run():
    text = "[a](04_drivers.ipynb#top) [b](09_other.ipynb) [c](solutions/03_small.ipynb) [d](#here)"
    soup = page_of(v4.new_markdown_cell(text), pages={"03_small", "04_drivers"})
    assert [link["href"] for link in soup.main.find_all("a")] == ["04_drivers.html#top", "#here"]
    assert soup.main.get_text(strip=True).replace(" ", "") == "abcd"


def test_a_failed_notebook_says_so_first():
    soup = page_of(
        v4.new_markdown_cell("# Title"),
        outcome="failed",
        cell="In [4]",
        line=f"x = '{EVIL}'",
        error=f"E: {EVIL}",
    )
    first = soup.main.find("div")
    assert first["class"] == ["failed"]
    assert "In [4]" in first.text
    assert f"E: {EVIL}" in first.text


def test_the_index_tells_the_run(tmp_path):
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell(f"# First {EVIL}")])
    runs = [
        NotebookRun(name="03_small", outcome="done", seconds=1, file=None, parameters={}, notebook=notebook),
        NotebookRun(name="04_bad", outcome="failed", seconds=1, file=None, parameters={}, notebook=notebook),
    ]
    told = [
        {"name": "03_small", "outcome": "done", "seconds": 0.4},
        {
            "name": "04_bad",
            "outcome": "failed",
            "seconds": 12.3,
            "cell": "In [2]",
            "line": "x",
            "error": EVIL,
        },
    ]
    write_pages(runs, RECORD | {"notebooks": told}, folder=tmp_path)
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "html.parser")
    text = " ".join(soup.main.get_text(" ").split())
    assert loads(soup) == []
    assert soup.find("script") is None
    assert soup.h1.text == RECORD["study"]
    assert "Run on 2026-03-01 from 12:00 to 12:01. As of 2026-02-28." in text
    assert text.index("1 of 40 rows (2.5 %)") < text.index("Pages")
    assert "1 of 2 notebooks stopped before the end." in text
    assert "Stopped at In [2]: x" in text
    assert "1,234,567" in text and "ab" * 32 in text
    assert "uv run cx run STUDY 03_small" in text
    assert not soup.select_one("details").has_attr("open") and soup.select_one("details table .hash")
    links = [link["href"] for link in soup.main.find_all("a")]
    assert [link for link in links if link.endswith(".html")] == ["03_small.html", "04_bad.html"]
    assert all((tmp_path / link).is_file() for link in links if link.endswith(".html"))


def test_the_index_names_what_notebooks_put_beside_their_pages_and_pages_with_nothing_to_show(tmp_path):
    cells = [words("# Small"), code("section", closed(1))]
    run = NotebookRun(
        name="03_small", outcome="done", seconds=1.0, file=None, parameters={}, notebook=v4.new_notebook(cells=cells)
    )
    for name in ("journey map.html", "run.json", "03_small.ipynb"):
        (tmp_path / name).write_text("", encoding="utf-8")
    write_pages([run], RECORD | {"notebooks": [vars(run)]}, folder=tmp_path)
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "html.parser")
    (others,) = soup.select("ul.pages")
    assert [(link["href"], link.text) for link in others.select("a")] == [("journey%20map.html", "journey map.html")]
    assert soup.select_one("ol.pages .outcome").text == "nothing to show"
    assert "no section could be shown" in soup.select_one("ol.pages").text


def test_the_index_tells_what_each_notebook_found_and_runs_nothing_of_it(tmp_path):
    cells = [words("# Small"), code("cx.findings()", findings("The score *fell* by 4.", f"Shop {EVIL}"))]
    run = NotebookRun(
        name="03_small", outcome="done", seconds=1.0, file=None, parameters={}, notebook=v4.new_notebook(cells=cells)
    )
    write_pages([run], RECORD | {"notebooks": [vars(run)]}, folder=tmp_path)
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "html.parser")
    first, second = soup.select("ul.found li")
    assert (first.text, first.em.text) == ("The score fell by 4.", "fell")
    assert second.text.startswith("Shop") and soup.find("script") is None and loads(soup) == []


def test_a_section_that_needs_no_column_says_nothing_on_the_page():
    cells = [code("cx.section(1)", opened(1)), code("cx.section(2)", opened(2, score="nps"))]
    assert [part.text.strip() for part in page_of(*cells).select(".section")] == ["Columns used"]
