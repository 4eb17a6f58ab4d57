"""Questions that deserve a second look before they are asked: a list by simple rules, not a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pandas as pd

from ..aggregate import Table, require_columns
from ..errors import CXError, nearest
from ..locale import say_number
from ..results import Result
from .audit_words import COUNTING, JOINERS, LEADING, PERIOD, STRONG
from .inputs import survey_rows

MEND = {
    "two questions in one": "Ask each by itself, or keep the one that can be acted on.",
    "leading words": "Ask without praise and without an expected answer.",
    "missing anchor": "Say in words what the lowest and the highest answer mean.",
    "unbalanced scale": "Make both ends equally strong.",
    "no way out": "Offer 'does not apply' or 'I do not know'.",
    "no period": "Say over what time: in the last twelve months, in this contact.",
    "too many questions": "Leave it out, or ask it of another part of the customers.",
}


def item_audit(
    questions: Table,
    *,
    text: str,
    item: str | None = None,
    language: str = "en",
    low_anchor: str | None = None,
    high_anchor: str | None = None,
    way_out: str | None = None,
    max_items: int | None = None,
) -> Result:
    """Draft questions that break a rule of asking, with the words that gave them away: to be looked at by a person.

    Parameters
    ----------
    questions : table
        One row per question, in the order asked.
    text : str
        Column of the wording.
    item : str, optional
        Column that names the questions; otherwise they are numbered.
    language : {"en", "es", "ca", "ro"}
        Language of the wording.
    low_anchor, high_anchor : str, optional
        Columns of the words at the ends of the scale, empty for a question without a scale: then both are empty.
    way_out : str, optional
        Column of the answer for those whom a question does not concern; empty, or 0, where there is none.
    max_items : int, optional
        Most questions that may be asked.

    Returns
    -------
    Result
        ``item rule found mend``, one row for each rule that a question breaks; a sound question has none. A note says
        how many questions are listed.

    Raises
    ------
    CXError
        An unknown column or language, a question without words, one anchor column without the other.

    Notes
    -----
    The rules: *two questions in one*: a joining word (and, or) or two question marks. *leading words*: praise, or an
    answer that is expected. *missing anchor*: one end of the scale has words, the other has none. *unbalanced scale*:
    a strong word (very, fully) at one end only. *no way out*. *no period*: it counts, or asks whether something
    happened, and names no time. *too many questions*. A rule knows words and no meaning: it lists sound
    questions too ("a friend or relative"), and overlooks what it has no word for. Accents and capitals do not matter.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> draft = pd.DataFrame({"text": ["Was our great staff quick and kind?"]})
    >>> cx.item_audit(draft, text="text").table[["rule", "found"]].values.tolist()
    [['two questions in one', 'and'], ['leading words', 'great']]
    """
    if language not in JOINERS:
        raise CXError(f"language: {language!r} has no rules.", nearest(language, JOINERS))
    if (low_anchor is None) != (high_anchor is None):
        raise CXError("low_anchor, high_anchor: one goes with the other.", "Give both, or neither.")
    if max_items is not None and max_items < 1:
        raise CXError(f"max_items: {max_items} is no number of questions.", "Write 6, or leave it out.")
    require_columns(questions, text=text, item=item, low_anchor=low_anchor, high_anchor=high_anchor, way_out=way_out)
    rows = survey_rows(questions, [name for name in (text, item, low_anchor, high_anchor, way_out) if name])
    wordings = [_said(value) for value in rows[text]]
    if not all(wordings):
        raise CXError(f"text: {wordings.count('')} of {len(rows)} questions have no words.", "Leave these rows out.")
    if not len(rows):
        raise CXError("study.toml states no wording.", 'add question = "…" to its columns.')
    found, listed = [], 0
    for place, (wording, (_, row)) in enumerate(zip(wordings, rows.iterrows(), strict=True), start=1):
        name = place if item is None else row[item]
        faults = list(_wording_faults(wording, language))
        if low_anchor is not None:
            faults += _anchor_faults(_said(row[low_anchor]), _said(row[high_anchor]), language)
        if way_out is not None and _said(row[way_out]) in ("", "0", "0.0", "False", "no"):
            faults.append(("no way out", ""))
        if max_items is not None and place > max_items:
            faults.append(("too many questions", f"number {place} of at most {max_items}"))
        listed += bool(faults)  # not by name: two surveys may call a question alike
        found += [{"item": name, "rule": rule, "found": words, "mend": MEND[rule]} for rule, words in faults]
    table = pd.DataFrame(found, columns=["item", "rule", "found", "mend"])
    note = say_number(
        "{item} of {number} questions is listed: to look at, not a verdict.",
        "{item} of {number} questions are listed: to look at, not a verdict.",
        listed,
        item=listed,
        number=len(rows),
    )
    return Result(
        kind="item_audit", table=table, settings={"language": language, "max_items": max_items}, notes=(note,)
    )


def _wording_faults(wording: str, language: str) -> Iterator[tuple[str, str]]:
    joiners = _words_in(wording, JOINERS[language])
    if wording.count("?") > 1:
        joiners = [*joiners, "? … ?"]
    if joiners:
        yield "two questions in one", ", ".join(joiners)
    leading = _words_in(wording, LEADING[language])
    if leading:
        yield "leading words", ", ".join(leading)
    counting = _words_in(wording, COUNTING[language])
    if counting and not _words_in(wording, PERIOD[language]):
        yield "no period", ", ".join(counting)


def _anchor_faults(low: str, high: str, language: str) -> list[tuple[str, str]]:
    if bool(low) != bool(high):
        return [("missing anchor", "low" if not low else "high")]
    strong = [_words_in(end, STRONG[language]) for end in (low, high)]
    if bool(strong[0]) != bool(strong[1]):
        return [("unbalanced scale", ", ".join(strong[0] or strong[1]))]
    return []


def _words_in(wording: str, words: Sequence[str]) -> list[str]:
    """Those of the words, whole ones only, in the order of the list; without parts of others that were found."""
    plain = _plain(wording)
    found = [word for word in words if re.search(rf"(?<!\w){re.escape(_plain(word))}(?!\w)", plain)]
    return [
        word for word in found if not any(word != other and _plain(word) in _plain(other).split() for other in found)
    ]


def _plain(text: str) -> str:
    """Small letters without accents, straight apostrophes."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _said(value: object) -> str:
    """A cell as text; empty where it is missing."""
    return "" if pd.isna(value) else str(value).strip()
