"""HTML and pictures of a notebook made harmless: nothing in a page runs, loads or restyles anything."""

from __future__ import annotations

import base64
import re

import nh3
from bs4 import BeautifulSoup

TEXT = {
    *("a", "abbr", "acronym", "b", "blockquote", "code", "em", "i", "li", "ol", "strong", "ul"),
    *("p", "br", "hr", "div", "span", "small", "pre", "kbd", "del", "sub", "sup", "img", "details", "summary"),
}
HEADINGS = {f"h{level}" for level in range(1, 7)}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd"}
PLAIN = {"class", "colspan", "rowspan", "scope", "title", "lang", "start"}
ATTRIBUTES = {"*": PLAIN, "img": {"src", "alt", "width", "height"}, "a": {"href", "id"}} | {
    heading: {"id"} for heading in HEADINGS
}
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;")
PAGES = ("https://", "http://", "mailto:", "#")
TICKED, UNTICKED = "☑", "☐"
SVG_NAMES = 'xmlns="http://www.w3.org/2000/svg"'


def clean(html: str) -> str:
    """HTML without anything that could run, load or restyle: only tags of text, tables and pictures stay."""
    return nh3.clean(
        _ticked(html) if "<input" in html else html,
        tags=TEXT | HEADINGS | TABLES,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=_harmless,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


def svg_address(svg: str) -> str:
    """A drawing as the address of a picture. Inside an `img`, a drawing can neither run code nor load anything."""
    start = re.search(r"<svg\b", svg)
    drawing = svg[start.start() :] if start else svg
    if "xmlns=" not in drawing[: drawing.find(">")]:
        drawing = drawing.replace("<svg", f"<svg {SVG_NAMES}", 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"


def _ticked(html: str) -> str:
    """The boxes of a list of tasks as signs, since a page has no controls."""
    soup = BeautifulSoup(html, "html.parser")
    for box in soup.select("li > input[type=checkbox]"):
        box.replace_with(f"{TICKED if box.has_attr('checked') else UNTICKED} ")
    return str(soup)


def _harmless(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src"):
        return value if value.startswith(PICTURES) else None
    if (tag, name) == ("a", "href"):
        return value if value.lower().startswith(PAGES) or ":" not in value else None
    return value
