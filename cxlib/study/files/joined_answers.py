"""Of a row for each answer: the several answers of a person to one question, put into one cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from ..contract.models import TableContract
from ..metadata.file_metadata import KnownByFile
from ..metadata.header_rows import same_form

SIGN = ";"  # parts the answers of a cell where study.toml names no other


def of_several(table: TableContract, asked: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    """The questions that study.toml gives the role `choices`, and what parts their answers; by code or wording."""
    forms = {same_form(name): head for head in asked for name in (words.get(head, ""), head) if name}
    columns = [column for column in table.columns.values() if column.role == "choices" and len(column.heads) < 2]
    named = {forms.get(same_form((column.heads or [column.source])[0])): column.separator for column in columns}
    return {head: sign or SIGN for head, sign in named.items() if head is not None}


def joined(given: pd.DataFrame, several: Mapping[str, str]) -> pd.DataFrame:
    """Rows of who, asked and answer, none twice, with one row for each person and question with several answers."""
    parts = [given[~given["asked"].isin(list(several))]]
    for head, sign in several.items():
        own = given[given["asked"] == head]
        cells = own.groupby("who", sort=False)["answer"].agg(sign.join)
        first = own.drop_duplicates("who")
        parts.append(first.assign(answer=first["who"].map(cells)))
    return pd.concat(parts).sort_index()


def known_of(known: KnownByFile, given: pd.Series, sign: str, beside: pd.DataFrame) -> KnownByFile:
    """What a file says of such a question: the words of its codes, or its answers, if some have the sign in them.

    The words of codes stand in another column, one for each. A cell whose parts are answers of others is no answer with
    a sign, but several of them.
    """
    if words := _words_beside(given, beside):
        return replace(known, several=True, labels=words)
    answers = list(dict.fromkeys(given))
    whole = {word for word in answers if sign not in word}
    signed = [word for word in answers if sign in word and not {part.strip() for part in word.split(sign)} <= whole]
    labels = {word: word for word in answers if word in whole or word in signed} if signed else {}
    return replace(known, several=True, labels=labels)


def _words_beside(given: pd.Series, beside: pd.DataFrame) -> dict[str, str]:
    """Code to word, of the first column that has one word with letters for each answer, and another for each other."""
    for words in (beside.loc[given.index, head] for head in beside):
        pairs = pd.DataFrame({"code": given, "word": words}).drop_duplicates()
        unlike = pairs["code"].is_unique and pairs["word"].is_unique and (pairs["code"] != pairs["word"]).any()
        if unlike and pairs["word"].str.contains(r"[^\W\d_]").all() and len(pairs) > 1:
            return dict(zip(pairs["code"], pairs["word"], strict=True))
    return {}
