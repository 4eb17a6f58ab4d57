"""What pages have as HTML and Markdown, as plain text: a slide and a cell show no marks and run nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from bs4 import BeautifulSoup, Tag
from nbconvert.filters import markdown2html_mistune

from .harmless import clean


def plain_words(markdown: str) -> str:
    """A text of a reading without its marks.

    >>> plain_words("It goes by **on\\\\_time\\\\_share**.")
    'It goes by on_time_share.'
    """
    text = BeautifulSoup(clean(markdown2html_mistune(markdown)), "html.parser").get_text()
    return re.sub(r"[ \t\r\n]+", " ", text).strip()  # what is not to be broken, as 18 %, stays together


def table_rows(html: str, wording: Mapping[str, str] | None = None) -> list[list[str]]:
    """The first table of a page as text, its heads first; columns under the wording of their questions."""
    table = cast(Tag, BeautifulSoup(clean(html), "html.parser").find("table"))
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    return [[(wording or {}).get(head, head) for head in rows[0]], *rows[1:]]
