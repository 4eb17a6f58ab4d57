"""A small table that somebody made beside the answers on their sheet, such as means of each branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ...locale import say
from ..metadata.header_rows import Heads, matches, same_form

_FEWEST_ROWS = 10  # of answers, so that a table beside them is seen to be shorter
_SHORTER = 0.5  # of the rows of answers, which it may fill at most


def without_table_beside(
    heads: Heads, below: Callable[[], Iterator[tuple]], wanted: set[str], file: str
) -> tuple[Heads, tuple[str, ...]]:
    """The heads up to an empty column behind which another table stands, and a note that says so.

    Behind an empty column without a head, columns of which only the first rows are filled, one below the other, are no
    answers, unless study.toml names one of them.

    Parameters
    ----------
    heads : Heads
        The heads of the sheet.
    below : callable
        The rows below the header, which are gone through only where a head is empty.
    wanted : set of str
        The heads that study.toml names.
    file : str
        Name of the file.
    """
    last = max((place for place, head in enumerate(heads.headers) if head), default=0)
    gap = next((place for place, head in enumerate(heads.headers[:last]) if place and not head), 0)
    named = {same_form(word) for word in wanted if "*" not in word}
    beyond = [head for head in heads.headers[gap + 1 :] if head]
    own = set(map(same_form, heads.headers[:gap]))
    if not gap or any(same_form(head) in named - own for head in beyond):
        return heads, ()
    rows = [record for record in below() if any(cell is not None for cell in record)]
    filled = [any(cell is not None for cell in record[gap + 1 :]) for record in rows]
    answered = sum(any(cell is not None for cell in record[:gap]) for record in rows)
    short = 0 < sum(filled) <= _SHORTER * answered and all(filled[: sum(filled)]) and answered >= _FEWEST_ROWS
    if not short or any(len(record) > gap and record[gap] is not None for record in rows):
        return heads, ()
    if any("*" in word and matches(word, head) and word != "*" for word in wanted for head in beyond):
        return heads, ()
    told = say(
        '"{file}": another table stands beside the answers ({heads}) and was not read; name a column of it to read it.',
        file=file,
        heads=", ".join(f'"{head}"' for head in beyond[:3]),
    )
    kept = {key: getattr(heads, key)[:gap] for key in ("headers", "names", "wordings")}
    return replace(heads, **kept, shown=tuple(row[:gap] for row in heads.shown)), (told,)
