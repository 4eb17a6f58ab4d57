"""nbconvert's exporter with what a page needs of it: its colours of code, and no second look at the whole page."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from nbconvert.exporters.html import HTMLExporter, WidgetsDataTypeFilter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES

# the kinds of words that the style sheet colours; every other one is plain text and makes a page no longer
COLOURED = {"k", "kn", "ow", "kc", "s1", "s2", "sa", "si", "c1", "mi", "mf"}


class PageExporter(HTMLExporter):
    """An exporter that writes the template's page as it is: `finished` sees to alternative texts and the keyboard."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **settings: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The notebook as a page."""
        kinds = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", kinds)
        return TemplateExporter.from_notebook_node(self, nb, resources, **settings)


def highlighted(source: str) -> str:
    """The code of a cell as HTML."""
    words = []
    for kind, text in _lexer().get_tokens(source):
        name = STANDARD_TYPES.get(kind, "")
        words.append(f'<span class="{name}">{escape(text)}</span>' if name in COLOURED else escape(text))
    return f'<div class="highlight"><pre>{"".join(words)}</pre></div>'


@cache
def _lexer() -> Lexer:
    return get_lexer_by_name("ipython3")
