"""Words in which nobody speaks to nobody: in prepared answers, letters and mails of the firm."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from ..errors import CXError, nearest
from ..results import Result
from .coding import Entries, comment_languages
from .tokens import folded_words

WHY = "why"


def impersonal_words(data: pd.DataFrame, *, text: str | Sequence[str], language: str | None = None) -> Result:
    """Words of what a firm writes to people in which nobody is addressed, nobody acts, or a rule is the reason.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per answer, letter or mail.
    text : str or sequence of str
        Columns of what is written.
    language : str, optional
        Column of the language, or one of ``es ca ro en`` for all rows; guessed from small words where it is left out.

    Returns
    -------
    Result
        ``row text why words n``: the index of the row, the column, the kind of words (``nobody_addressed nobody_acts
        office_words rule_as_reason``), the words as the list has them, and how often. In the order of the rows. The
        settings hold ``n``, the texts that were read, and ``n_with``, those with any.

    Raises
    ------
    CXError
        An unknown column, or no text in a language with a list.

    Notes
    -----
    The list is our own and open: ``cxlib/words/lists/impersonal.toml``. It finds words, not a tone: a text without any
    may be cold, and one with some may be kind.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> letter = pd.DataFrame({"letter": ["Dear customer, your complaint has been processed."]})
    >>> cx.impersonal_words(letter, text="letter", language="en").table["words"].tolist()
    ['dear customer', 'has been processed']
    """
    columns = [text] if isinstance(text, str) else list(text)
    for name in columns:
        if name not in data:
            raise CXError(f'The table has no column "{name}".', nearest(name, data.columns))
    rows, n = [], 0
    with_any = set()
    for name in columns:
        spoken = comment_languages(data, text=name, language=language)
        for row, said, tongue in zip(data.index, data[name].tolist(), spoken.tolist(), strict=True):
            if pd.isna(said) or not tongue:
                continue
            n += 1
            for (why, words), often in _found(folded_words(str(said), tongue), _lists(tongue)).items():
                rows.append((row, name, why, words, often))
                with_any.add((row, name))
    if not n:
        raise CXError(
            f"{', '.join(columns)}: no text in Spanish, Catalan, Romanian or English.",
            'Name the language: language="es", or a column of codes.',
        )
    table = pd.DataFrame(rows, columns=["row", "text", WHY, "words", "n"])
    place = table["row"].map({row: k for k, row in enumerate(data.index)}).astype(float)
    table = table.iloc[place.argsort(kind="stable").to_numpy()].reset_index(drop=True)
    settings = {"text": columns, "language": language, "n": n, "n_with": len(with_any)}
    return Result(kind="impersonal_words", table=table, settings=settings)


@cache
def _lists(language: str) -> Entries:
    lists: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (Path(__file__).parent / "lists" / "impersonal.toml").read_text(encoding="utf-8")
    )
    return Entries((WHY, name, said) for name, said in lists[language].items())


def _found(words: Sequence[str], entries: Entries) -> dict[tuple[str, str], int]:
    """Kind and words → how often they stand in a text; of entries that begin together the longest."""
    found: dict[tuple[str, str], int] = {}
    ends: dict[str, int] = {}
    for place, word in enumerate(words):
        for one in sorted(entries[word], key=lambda entry: -entry.length):
            if ends.get(one.name, 0) <= place and one.stands(words, place):
                ends[one.name] = place + one.length
                its = one.name, " ".join(words[place : place + one.length])
                found[its] = found.get(its, 0) + 1
    return found
