"""What a head says that is asked: the question, the ends of its scale, what its lowest and highest answer mean."""

from __future__ import annotations

import re

from ..study.contract.role_meaning import named_roles, words_of
from ..study.contract.roles import SCALED
from ..study.words.answer_scales import plain_words
from ..study.words.meanings import told_by
from .seen import Seen
from .written_ends import ends_in

ASKED = tuple(role for role in SCALED if role not in ("followup", "perks", "valence", "arousal"))
_OVERALL = re.compile(r"[A-Za-z]?\d+[_.]?(?:all|overall|total)", re.IGNORECASE)  # Q9TOTAL ends a battery Q9
_SATISFIED = re.compile(r"satisf|multumit|multumir|content")
SCALE_AT_END = re.compile(r"\b[01]\s*(?:a|to|al|la|fins a|până la|tot|bis|até|à|-|–|…)\s*(?:[3-9]|1[01])\s*[)\]]?\s*$")
# named first, these are what is asked about
_BESIDE = ("verbatim", "reason", "time", "unit", "employee", "customer", "measure", "break")
_EASE = re.compile(r"\b(?:eas(?:y|e|ier|ily)|facil\w*|usor|usoara|usurin\w*|einfach|leicht|(?:ge)?makkelijk\w*)\b")
_ENDS_SAID = re.compile(r"\([^)]*\)|\d+\s*[=:–-][^,;]*")  # (1 = very easy, 7 = very hard)
_RATES = re.compile(
    r"\b(?:(?:would|do) you rate|please rate|how (?:satisfied|happy) (?:are|were)|como (?:valor|evalu|calific)a\w*|"
    r"com valora\w*|cum (?:ati )?evalua\w*|comment evalue\w*|come valut\w*|hoe beoordeelt|wie bewerten|"
    r"wie zufrieden|hoe tevreden|quanto (?:e|sei) soddisfatt\w*|etes vous satisfait\w*)\b"
)
_SENTENCE = 4  # words of a head that asks something


def asked_by(column: Seen) -> str:
    """The question that head and wording name; a head that names something else first is no question."""
    if _OVERALL.fullmatch(column.head):
        return "outcome"
    named = named_roles(column.head)
    if named and named[0] not in (*ASKED, *_BESIDE):
        return ""
    asked = [role for role in [*named, *named_roles(column.wording)] if role in ASKED]
    if asked[:1] == ["outcome"] and not _SATISFIED.search(plain_words(column.words)):
        asked.sort(key=lambda role: role not in ("recommend", "effort"))  # on the whole, how much effort was it?
    if asked[:1] == ["effort"] and _EASE.search(_ENDS_SAID.sub(" ", plain_words(column.words))):
        return "rating"  # "They made it easy (CES)": a high answer is good
    return asked[0] if asked else "rating" * bool(_RATES.search(plain_words(column.words)))


def ends_in_scale(column: Seen) -> bool:
    """Whether head or wording ends in the ends of a scale: How satisfied are you with the bill? (1-5)."""
    return any(SCALE_AT_END.search(text) for text in column.texts)


def explains_ends(column: Seen) -> bool:
    """Whether a head explains the lowest and the highest answer and none between: (1 = excellent, 5 = very poor)."""
    told = {*told_by(column.head)} or {*told_by(column.wording)}
    return len(column.core) > 2 and told == {min(column.core), max(column.core)}


def asks_on_scale(column: Seen) -> bool:
    """Whether a head of several words writes the ends between which all answers lie: "…, from 0 to 100?"."""
    ends = {pair for text in column.texts for pair in ends_in(text)}
    low, high = next(iter(ends)) if len(ends) == 1 else (0, 0)
    within = high >= 3 and column.numbers and low <= min(column.numbers) and max(column.numbers) <= high
    return bool(within) and len(words_of(column.words)) >= _SENTENCE
