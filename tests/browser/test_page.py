"""Pages of a run in a real browser: nothing leaves the machine, nothing hinders a reader."""

import shutil
from pathlib import Path

import pytest
from runs.tiny import write_notebook, write_study

from cxlib import run_workbook

FIGURE = """\
import io
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
from IPython.display import Image
figure, axes = plt.subplots()
axes.plot([1, 3, 2])
picture = io.BytesIO()
figure.savefig(picture, format="png")
Image(picture.getvalue(), alt="A line that rises and falls")"""
TABLE = """\
import pandas as pd
pd.DataFrame({f"a long name {number}": ["<script>alert(1)</script>", number] for number in range(12)})"""
LIVE = """\
from ipywidgets import interact
interact(lambda n: n, n=(1, 5));"""
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    place = tmp_path_factory.mktemp("pages")
    notebooks = [
        write_notebook(
            place / "01_full.ipynb", "## A table", TABLE, "## A figure\n\nText.", FIGURE, "print('x' * 300)", LIVE
        ),
        write_notebook(place / "02_failing.ipynb", "1 / 0"),
    ]
    return run_workbook(write_study(place / "client"), notebooks=notebooks, out=place / "out", jobs=2)


@pytest.fixture(scope="module")
def browser(absent):
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        absent("chromium", "Chromium is not on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture(params=[1200, 390], ids=["desktop", "phone"])
def opened(request, run, browser):
    """Opens a page by name; any request that leaves the machine and any word on the console is kept."""
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.asked, page.said = [], []
    page.on("request", lambda sent: page.asked.append(sent.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))

    def go(name: str):
        page.goto((run.folder / name).as_uri())
        return page

    yield go
    page.close()


NAMES = ["index.html", "report.html", "01_full.html", "02_failing.html"]


@pytest.mark.parametrize("name", NAMES)
def test_no_request_leaves_the_machine_and_the_console_is_silent(opened, name):
    page = opened(name)
    page.wait_for_load_state("networkidle")
    assert [address for address in page.asked if not address.startswith(("file:", "data:"))] == []
    assert len([address for address in page.asked if address.startswith("file:")]) == 1
    assert page.said == []


@pytest.mark.parametrize("name", NAMES)
def test_no_serious_hindrance_is_found(opened, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(name)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_fits_the_screen(opened, name):
    page = opened(name)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_table_shows_that_it_goes_on_and_the_keyboard_reaches_it(opened):
    page = opened("01_full.html")
    table = page.locator(".wide").first
    assert table.evaluate("part => part.scrollWidth > part.clientWidth")
    assert table.evaluate("part => getComputedStyle(part).backgroundImage.split('linear-gradient').length") == 5
    assert table.get_attribute("tabindex") == "0"


def test_a_figure_is_no_larger_than_it_was_made_and_never_too_small_to_be_read(opened):
    page = opened("01_full.html")
    wide = page.evaluate("document.querySelector('.output').clientWidth")
    letter = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    made = page.eval_on_selector_all("img.figure", "all => all.map(one => one.naturalWidth)")
    found = page.eval_on_selector_all("img.figure", "all => all.map(one => one.clientWidth)")
    least = 32 * letter if page.viewport_size["width"] <= 44 * letter else 0
    assert found == [max(min(one, wide), least) for one in made]


def test_a_figure_that_goes_on_lets_the_shadow_show(opened):
    page = opened("01_full.html")
    assert page.eval_on_selector("img.figure", "one => getComputedStyle(one).mixBlendMode") == "multiply"


def test_the_contents_lead_to_a_section(opened):
    page = opened("01_full.html")
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="A figure").click()
    assert page.locator(":target").inner_text() == "A figure"


def test_every_figure_has_words(opened):
    page = opened("01_full.html")
    assert page.eval_on_selector_all("img", "all => all.map(one => one.alt)") == ["A line that rises and falls"]


def test_print_leaves_the_code_out(opened):
    page = opened("01_full.html")
    assert page.locator("details.code").first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator("details.code").first.is_visible()
    assert page.locator("img").is_visible()


def test_the_index_leads_to_each_page(opened, run):
    page = opened("index.html")
    page.get_by_role("link", name="The notebook 01_full").click()
    assert Path(page.url).name == "01_full.html"
    page.get_by_role("link", name="All pages of this run").click()
    assert Path(page.url).name == "index.html"
