"""Each of the statements stands where the course says: the heading in the notebook, the function under the heading."""

from __future__ import annotations

import re

import pytest

import cxlib as cx

TAUGHT = cx.course_table("taught")
HEADING = re.compile(r"^# (#{1,4}) (.+)$", re.MULTILINE)


def under(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one that is not below it; nothing where there is no such heading."""
    found = [(match.start(), len(match[1]), match[2].strip()) for match in HEADING.finditer(text)]
    for place, (start, level, title) in enumerate(found):
        if title == heading:
            ends = [later for later, its_level, _ in found[place + 1 :] if its_level <= level]
            return text[start : ends[0] if ends else len(text)]
    return ""


def faults(row, text: str) -> list[str]:
    part = under(text, row.heading)
    if not part:
        return [f"{row.number}: no heading {row.heading!r} in notebook {row.notebook}"]
    told = [] if hasattr(cx, row.function) else [f"{row.number}: cxlib has no {row.function}"]
    used = re.search(rf"\bcx\.{row.function}\b", part)
    return told + ([] if used else [f"{row.number}: {row.function} is not under {row.heading!r}"])


@pytest.fixture(scope="module")
def texts():
    root = cx.learn.course.ROOT
    return {file.name[:2]: file.read_text(encoding="utf-8") for file in (root / "notebooks").glob("[0-9]*.py")}


def test_every_statement_is_taught_once():
    assert TAUGHT.columns.tolist() == ["number", "notebook", "heading", "function"]
    assert TAUGHT["number"].tolist() == cx.course_table("statements")["number"].tolist()
    assert TAUGHT.notna().all(axis=None)


def test_every_heading_and_function_is_there(texts):
    assert [fault for row in TAUGHT.itertuples() for fault in faults(row, texts[row.notebook])] == []


@pytest.mark.parametrize(
    ("heading", "function", "told"),
    [
        ("2. Two", "mean_rating", "1: no heading '2. Two' in notebook 09"),
        ("1. One", "mean_ratings", "1: cxlib has no mean_ratings"),
        ("1. One", "banner", "1: banner is not under '1. One'"),
        ("1. One", "remark", "1: cxlib has no remark"),
    ],
)
def test_what_is_missing_is_told(heading, function, told):
    row = TAUGHT.head(1).assign(notebook="09", heading=heading, function=function)
    text = "# ## 1. One\n# ### 1.1 Part\ncx.mean_rating()\n# ## 3. Three\ncx.banner()\n"
    assert told in faults(next(row.itertuples()), text)


def test_the_suggestions_for_sectors_are_parameters_of_their_notebooks(texts):
    for row in cx.course_table("sectors").itertuples():
        assert re.search(rf"^{row.parameter}: (str|int|float|bool) = ", texts[row.notebook], re.MULTILINE), row.sector


def test_the_printing_house_has_owners_outside_sales_and_all_three_parts():
    house = cx.course_table("printing_house")
    assert house["touchpoint"].is_unique and house.notna().all(axis=None)
    assert house["phase"].drop_duplicates().tolist() == ["before", "during", "after"]
    assert (~house["owner_department"].isin(["Marketing", "Sales"])).sum() >= 3
