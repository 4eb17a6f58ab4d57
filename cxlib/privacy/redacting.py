"""Comments without what names a person: addresses, numbers and names out, and what could not be made sure of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from ..errors import CXError, nearest
from ..results import Result
from .names_in_text import without_names
from .numbers_in_text import KINDS, without_numbers
from .worth_a_look import worth_a_look

UNSURE = ("number", "handle")
_NONE: Counter[str] = Counter()
_NOTHING = (None, _NONE, _NONE)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Redacted(Result):
    """Texts without what names a person.

    Attributes
    ----------
    counts : pandas.DataFrame
        ``[language] kind removed unsure``: how many pieces of each kind were taken away, and how many may be one.
    """

    counts: pd.DataFrame


def redact(data: pd.DataFrame, *, text: str, language: str | None = None) -> Redacted:
    """Take out of each text what names a person: by its form, its check digit, or the words before it.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    text : str
        Column of what was written.
    language : str, optional
        Column of the language, by which the counts are told; a code such as ``"es"`` stands for all rows. What is
        taken away is the same in every language, since people write in one and sign in another.

    Returns
    -------
    Redacted
        In the order of the rows, with their index: ``text kinds unsure``. `text` has ``[email]``, ``[phone]``,
        ``[card]``, ``[iban]``, ``[id]``, ``[name]`` for each piece; `kinds` lists these, and `unsure` what may be a
        piece and was left: a long ``number``, a ``handle``. Missing stays missing. Besides `.counts`.

    Raises
    ------
    CXError
        A column is missing.

    Notes
    -----
    Wide digits, odd blanks and invisible signs are put into plain ones first. Cards by Luhn's sum, accounts by ISO
    13616, DNI, NIE and social security of Spain, CNP of Romania and NHS number of England by their check digit; without
    one, by the document's name beside it (what has five letters and digits or more and is no date, amount or number of
    something else goes), or by the account's own name, British accounts by the sort code. Dates, prices, numbers of
    orders and books, places on the map, and the NIF of a Spanish firm stay. A number goes on over a line's end where it
    begins with its country or a zero, is parted by two, or was called a telephone. One put into words (English,
    Spanish, Catalan, Romanian) has at least eight digits and as many as telephones have, and is no amount, list of
    marks or hours. An extension goes with its telephone. Names are found by greeting, title and signature only: a name
    in the middle of a sentence is not seen. A name to log in with is a ``[name]`` behind the word for it or a network,
    where a digit, a dot, a line or an at sign shows that it is no word; other handles stay, and are told.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> said = pd.DataFrame({"said": ["Llamen al 612 345 678, soy Ana Ruiz", "Pagué 70 euros"]})
    >>> cx.redact(said, text="said").table["text"].tolist()
    ['Llamen al [phone], soy [name]', 'Pagué 70 euros']
    """
    for name in (text, language):
        if name is not None and name not in data and (name is text or len(name) != 2):
            raise CXError(f'The table has no column "{name}".', nearest(name, data.columns))
    gone = data[text].isna().tolist()
    found = [_NOTHING if none else redacted(str(value)) for value, none in zip(data[text].tolist(), gone, strict=True)]
    table = pd.DataFrame(
        {
            "text": pd.array([said for said, *_ in found], dtype="str"),
            "kinds": [", ".join(kind for kind in KINDS if removed[kind]) if removed else "" for _, removed, _ in found],
            "unsure": [", ".join(kind for kind in UNSURE if unsure[kind]) if unsure else "" for *_, unsure in found],
        },
        index=data.index,
    )
    spoken = None if language is None else data[language].to_numpy() if language in data else [language] * len(data)
    settings = {"text": text, "language": language}
    return Redacted(kind="redact", table=table, settings=settings, counts=_counted(found, spoken))


def redacted(text: str) -> tuple[str, Counter, Counter]:
    """One text without what names a person, how many pieces of each kind went, and what stays unsure."""
    plain, numbers, names = worth_a_look(text)
    removed, unsure = _NONE, _NONE
    if numbers:
        plain, removed, unsure = without_numbers(plain)
    if names:
        plain, found = without_names(plain)
        if found:
            removed = removed + Counter(name=found)
    return plain, removed, unsure


def _counted(found: list, spoken) -> pd.DataFrame:
    """Pieces by kind, and by language where there is one."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for place, (_, removed, unsure) in enumerate(found):
        if not removed and not unsure:
            continue
        group = "" if spoken is None else str(spoken[place])
        for column, pieces in (("removed", removed), ("unsure", unsure)):
            for kind, number in pieces.items():
                rows[group, kind, column] += number
    groups = sorted({group for group, *_ in rows})
    table = pd.DataFrame(
        [
            {"language": group, "kind": kind, **{name: rows[group, kind, name] for name in ("removed", "unsure")}}
            for group in groups
            for kind in (*KINDS, *UNSURE)
            if rows[group, kind, "removed"] or rows[group, kind, "unsure"]
        ],
        columns=["language", "kind", "removed", "unsure"],
    )
    return table.drop(columns="language") if spoken is None else table
