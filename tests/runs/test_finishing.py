"""What a reader finds on a page: anchors, contents, readings as prose, drawings, tasks."""

import base64

import pytest
from nbformat import v4
from runs.bundles import closed, code, reading, words
from runs.test_pages import NO_DESCRIPTION, display, page_of, shown

DRAWING = '<?xml version="1.0"?>\n<svg width="9" height="9"><script>alert(1)</script><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("Second part", "#Second-part"),
        ("2. L’enquesta d'octubre", "#2.-L'enquesta-d'octubre"),
        ("2. L'enquesta d'octubre", "#2.-L%27enquesta-d%E2%80%99octubre"),
        ("Satisfacció i col·legis", "#Satisfacci%C3%B3-i-col%C2%B7legis"),
        ("What *moves* the `score`?", "#What-moves-the-score?"),
        ("Content", "#Content"),
    ],
)
def test_links_find_the_sections_they_name(heading, link):
    soup = page_of(words(f"# T\n\n[there]({link}) [far](two.ipynb{link})\n\n## {heading}"), pages={"two"})
    here, far = soup.select("main p a")
    assert soup.find(id=here["href"].removeprefix("#")).name == "h2"
    assert far["href"] == f"two.html{here['href']}"


def test_two_headings_of_the_same_words_have_anchors_of_their_own():
    soup = page_of(words("# T\n\n## Results\n\n## Results\n\n[second](#Results-1)"))
    assert [heading["id"] for heading in soup.select("h2")] == ["results", "results-1"]
    assert soup.select_one("main p a")["href"] == "#results-1"


def test_no_two_parts_of_a_page_share_a_name():
    soup = page_of(words("# Main\n\n## Contents\n\n## main\n\n## ?!\n\n## …"))
    names = [part["id"] for part in soup.find_all(id=True)]
    assert len(set(names)) == len(names)


def test_a_list_of_contents_leads_to_the_sections():
    soup = page_of(words("# T\n\n## One & two\n\n### Part"), words("## Three"))
    links = soup.select("nav.contents a")
    assert [(link.text, soup.find(id=link["href"][1:]).text) for link in links] == [("One & two",) * 2, ("Three",) * 2]
    assert soup.h1.find_next_sibling()["class"] == ["contents"]
    assert not page_of(words("# T\n\n## Only")).select("nav.contents")


def test_a_reading_is_prose():
    part = shown(v4.new_output("execute_result", data=reading("**NPS 8.** Between −2 and 18.\n\nOf 400 answers.")))
    assert part.select_one(".reading p").strong.text == "NPS 8."
    assert len(part.select(".reading p")) == 2
    assert part.pre is None


def test_a_displayed_reading_is_prose_too():
    part = shown(v4.new_output("display_data", data=reading("Words.")))
    assert part.select_one(".reading > p").text == "Words."


def test_the_box_of_a_closed_section_is_marked():
    soup = page_of(words("## 1. Who?\n\nGone."), code("section", closed(1)))
    assert soup.select_one(".section.closed").text.strip() == "Answers: 3; needed: 30."
    assert "Gone." not in soup.main.text


def test_a_drawing_is_a_picture_that_can_run_nothing():
    output = display()
    output["data"] = {"image/svg+xml": DRAWING, "text/plain": "<Figure>"}
    part = shown(output)
    kind, _, content = part.img["src"].partition(",")
    assert kind == "data:image/svg+xml;base64"
    drawn = base64.b64decode(content).decode()
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="9"')
    assert part.img["alt"] == NO_DESCRIPTION
    assert part.find(["svg", "script"]) is None


def test_a_list_of_tasks_shows_what_is_done():
    items = page_of(words("# T\n\n- [ ] certificate read\n- [x] notes read")).select("li")
    assert [item.text.strip() for item in items] == ["☐ certificate read", "☑ notes read"]


def test_a_page_has_no_controls():
    soup = page_of(words("# T\n\n<input type='text' value='x'> <li><input type='checkbox' onclick='x()'>a</li>"))
    assert soup.find("input") is None
