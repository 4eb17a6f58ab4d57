"""The heads of a file nearest to a word that study.toml has: by form, by the words in them, by letters, by meaning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

from ...errors import Failure
from ..words.answer_scales import plain_words
from ..words.cells import BLANKS
from .models import TableContract
from .role_meaning import roles_near

_MOST = 12  # heads that a message lists whole


def no_column(table: str, name: str, source: str, headers: Sequence[str]) -> Failure:
    """The fault of a column that the file lacks."""
    heads = list(dict.fromkeys(filter(None, headers)))
    near = heads_near(source, heads)
    meant = ("source", source, near[0]) if len(near) == 1 and headers.count(near[0]) == 1 else ()
    problem = f'no column "{source}" in the file'
    return Failure(table=table, column=name, problem=problem, mend=near_heads(source, headers), meant=meant)


def no_columns(table: str, contract: TableContract, text: Collection[str], headers: Sequence[str]) -> list[Failure]:
    """The faults of all columns that the file lacks."""
    wanted = ((name, column.source.strip(BLANKS)) for name, column in contract.columns.items() if not column.made)
    return [no_column(table, name, source, headers) for name, source in wanted if source not in text]


def near_heads(word: str, headers: Sequence[str]) -> str:
    """A closing half-sentence that names the heads which a word may mean, at most three, the likeliest first."""
    heads = list(dict.fromkeys(filter(None, headers)))
    found = heads_near(word, heads)
    if found:
        return f"Did you mean {' or '.join(found)}?"
    if len(heads) > _MOST:
        return f"The file has {len(heads):,} columns, none with a name like it."
    return f"Known: {', '.join(heads)}." if heads else "None is known."


def heads_near(word: str, heads: Sequence[str]) -> list[str]:
    """The heads which a word may mean, at most three, the likeliest first."""
    wanted = _words(word)
    forms = {head: _words(head) for head in heads}
    same = [head for head in heads if "".join(forms[head]) == "".join(wanted)]
    parts = [head for head in heads if wanted and _within(wanted, forms[head])]
    by_form = {" ".join(form): head for head, form in reversed(forms.items())}
    close = [by_form[form] for form in difflib.get_close_matches(" ".join(wanted), by_form, n=3, cutoff=0.6)]
    found = list(dict.fromkeys([*same, *sorted(parts, key=len), *close]))
    if same or parts or close:
        return found[:1] if same else found[:3]
    meant = set(roles_near(word)[:1])
    return [head for head in heads if meant & set(roles_near(head)[:1])][:3] if meant else []


def _words(text: str) -> list[str]:
    """The words of a head: without accents, CamelCase and underscores taken apart."""
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", text)
    return re.findall(r"[a-z0-9]+", plain_words(apart))


def _within(words: list[str], others: list[str]) -> bool:
    """Whether all words stand among the others; a single letter or number says nothing."""
    told = [word for word in words if len(word) > 2]
    return bool(told) and set(words) <= set(others) and len(others) > len(words)
