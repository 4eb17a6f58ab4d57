"""What the customers of the sample company wrote, put together from sentences of four languages.

The sentences stand in one file per language, `es.toml` … `en.toml`, so that whoever speaks the language can
read and mend them without reading code. A sentence says what somebody would say after a contact; it was not
made from lists of key words, so that coding by such lists can be tested on it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

THEMES = {
    "speed": "How long it took: waiting in line, on the phone, for a page or for an answer.",
    "competence": "Whether they knew their business.",
    "ease": "How much trouble it was to get it done.",
    "promise": "Whether what had been agreed was kept.",
    "tidy": "Whether place, people and work were clean and in order.",
    "price": "What it cost, and whether that was said before.",
    "on_time": "Whether they came, or it came, at the agreed time.",
    "first_time": "Whether the first attempt settled it.",
    "explained": "Whether somebody told them what was done, why, and what comes next.",
    "clear": "Whether what is written can be understood.",
    "correct": "Whether figures, names and items were right.",
    "kind": "How they were treated as people.",
}
# What customers write about after each contact. Any theme can be written about any contact; these are likely.
THEMES_AT = {
    "T01": ("ease", "speed", "clear", "correct", "price"),
    "T02": ("competence", "speed", "explained", "kind", "price", "tidy", "ease"),
    "T03": ("speed", "competence", "ease", "explained", "kind", "promise"),
    "T04": ("ease", "speed", "clear", "correct", "price"),
    "T05": ("promise", "speed", "explained"),
    "T06": ("on_time", "promise", "speed", "kind", "tidy", "competence"),
    "T07": ("competence", "tidy", "on_time", "explained", "kind", "speed", "price"),
    "T08": ("promise", "on_time", "kind", "tidy", "speed"),
    "T09": ("clear", "correct", "price", "ease", "speed"),
    "T10": ("clear", "correct", "explained", "promise"),
    "T11": ("ease", "speed", "clear", "correct"),
    "T12": ("speed", "competence", "ease", "first_time", "kind", "explained", "promise"),
    "T13": ("first_time", "explained", "on_time", "competence", "kind", "price", "tidy", "promise", "speed"),
    "T14": ("speed", "promise", "kind", "ease", "competence", "explained"),
}
PLACES = {  # contacts that people tell of alike share sentences
    **dict.fromkeys(("T06", "T07", "T08", "T13"), ("home",)),
    "T02": ("shop",),
    **dict.fromkeys(("T03", "T12"), ("phone",)),
    **dict.fromkeys(("T01", "T04"), ("screen", "site")),
    "T11": ("screen",),
    "T09": ("paper",),
    "T10": ("mail",),
    "T05": ("wait",),
    "T14": ("claim",),
}
VALENCES = {-1: "bad", 0: "mixed", 1: "good"}

# How a comment is built, and how often.
SHAPES = {
    ("short",): 0.10,
    ("core",): 0.23,
    ("opener", "core"): 0.19,
    ("core", "closer"): 0.16,
    ("opener", "core", "closer"): 0.10,
    ("start", "core"): 0.07,
    ("aside", "core", "closer"): 0.05,
    ("core", "aside"): 0.04,
    ("short", "closer"): 0.03,
    ("aside", "opener", "core", "closer"): 0.03,
}
LOWER, NO_STOP, EXCLAIMED, NO_ACCENTS, SLIPS = 0.08, 0.12, 0.05, 0.05, 0.08  # shares of habits of writing
ORDER_FIRST = 0.35  # an order number is often written before anything else
SLOTS = ("what", "days", "minutes", "times", "amount", "hour")
DRAWS = (
    "shape", "short", "core", "opener", "closer", "start", "aside", "who", *SLOTS, "habit", "accents", "slip",
    "which_slip", "pii", "first", "address", "phone", "digits",
)  # fmt: skip

Lots = dict[str, float]


def write_comments(rng: np.random.Generator, rows: pd.DataFrame) -> list[str]:
    """One comment for each row.

    Parameters
    ----------
    rng : numpy.random.Generator
        The stream of the comments; the number of draws depends on the number of rows only.
    rows : pandas.DataFrame
        Columns `language` (es, ca, ro, en), `touchpoint` (T01 … T14), `theme` (a key of `THEMES`), `valence`
        (−1, 0, 1), `emotion` (one of the eleven words of the survey, ``none`` among them), `plain` (true:
        Romanian without its diacritics), `pii` (``"email"``, ``"phone"``, ``"order"`` or empty).
    """
    lots = rng.random((len(rows), len(DRAWS))).tolist()
    columns = ("language", "touchpoint", "theme", "valence", "emotion", "plain", "pii")
    told = zip(*(rows[column].tolist() for column in columns), strict=True)
    return [_comment(*row, dict(zip(DRAWS, lot, strict=True))) for row, lot in zip(told, lots, strict=True)]


def _comment(
    language: str, touchpoint: str, theme: str, valence: int, emotion: str, plain: bool, pii: str, lots: Lots
) -> str:
    words, tone = _words(language), VALENCES[int(valence)]
    parts = {
        "short": words["short"][theme][tone],
        "core": _sentences(language, touchpoint, theme, tone),
        "opener": words["opener"][touchpoint],
        "closer": words["close"].get(emotion, {}).get(tone) or words["close"]["none"][tone],
        "start": words["start"][tone],
        "aside": words["aside"],
    }
    told = [_ended(_one_of(parts[part], lots[part])) for part in _shape(lots["shape"])]
    if pii:
        first = pii == "order" and lots["first"] < ORDER_FIRST
        told.insert(0 if first else len(told), _one_of(words["pii"][pii], lots["pii"]))
    text = _filled(_joined(told), touchpoint, words, lots)
    text = _as_typed(_slipped(text, words["slips"], lots), language, lots)
    return _without_marks(text) if plain and language == "ro" else text


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…:," else sentence + "."


def _joined(told: list[str]) -> str:
    """The sentences in a row; after a colon or a comma the next begins with a small letter."""
    text = told[0]
    for part in told[1:]:
        if text[-1] in ":," and not re.match(r"I\b", part):
            part = re.sub(r"^[¿¡]?\{?\w", lambda start: start[0].lower(), part)
        text += " " + part
    return text


def _filled(text: str, touchpoint: str, words: dict[str, Any], lots: Lots) -> str:
    """The text with its slots filled and with the contractions of the language."""
    if "{" in text:
        values = {slot: _one_of(words["slot"][slot], lots[slot]) for slot in SLOTS}
        values["who"] = _one_of(words["who"].get(touchpoint, words["who"]["any"]), lots["who"])
        values |= {slot.capitalize(): _capital(values[slot]) for slot in ("who", "what", "days", "minutes", "amount")}
        digits = f"{int(lots['digits'] * 10**7):07d}"
        values["order"] = "4" + digits
        values["email"] = f"{_one_of(words['slot']['address'], lots['address'])}{digits[:2]}@example.org"
        values["phone"] = _dialled(_one_of(words["slot"]["phone"], lots["phone"]), digits)
        text = text.format_map(values)
    for apart, together in words["contractions"]:
        text = apart.sub(together, text)
    return text


def _slipped(text: str, slips: list[tuple[re.Pattern[str], str]], lots: Lots) -> str:
    """Now and then one spelling slip, of those that people make."""
    if lots["slip"] >= SLIPS:
        return text
    possible = [slip for slip in slips if slip[0].search(text)]
    if not possible:
        return text
    right, wrong = possible[int(lots["which_slip"] * len(possible))]
    return right.sub(wrong, text, count=1)


def _as_typed(text: str, language: str, lots: Lots) -> str:
    """The text as somebody types it: all small, without the last stop, with an exclamation mark."""
    if language in ("es", "ca") and lots["accents"] < NO_ACCENTS:
        text = _without_marks(text, but="ñçÑÇ·")
    habit = lots["habit"]
    if habit < LOWER:
        return text.lower().removesuffix(".")
    if habit < LOWER + NO_STOP:
        return text.removesuffix(".")
    exclaims = habit > 1 - EXCLAIMED and text[-1] == "." and "@" not in text
    return text[:-1] + "!" if exclaims else text


def _without_marks(text: str, *, but: str = "") -> str:
    """The text without accents and other marks on its letters."""
    bare = (c if c in but else unicodedata.normalize("NFD", c)[0] for c in text)
    return "".join(bare)


def _dialled(pattern: str, digits: str) -> str:
    """A telephone number: each # of the pattern becomes a digit."""
    left = iter(digits)
    return "".join(next(left) if sign == "#" else sign for sign in pattern)


def _shape(lot: float) -> tuple[str, ...]:
    for shape, share in SHAPES.items():
        lot -= share
        if lot < 0:
            return shape
    return ("core",)


def _one_of(choices: list[str], lot: float) -> str:
    return choices[int(lot * len(choices))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _sentences(language: str, touchpoint: str, theme: str, tone: str) -> list[str]:
    """What can be said of a theme at a contact; what fits this contact only counts twice."""
    words = _words(language)
    places = (words.get(place, {}).get(theme, {}) for place in (*PLACES[touchpoint], touchpoint))
    own = [line for place in places for line in place.get(tone, [])]
    return words["any"][theme][tone] + 2 * own


@cache
def _words(language: str) -> dict[str, Any]:
    """The sentences of a language, each block of lines as a list."""
    text = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    words = _as_lists(tomllib.loads(text))
    for pairs in ("contractions", "slips"):
        split = (line.split(" → ") for line in words.get(pairs, []))
        words[pairs] = [(re.compile(rf"\b{found}\b"), instead) for found, instead in split]
    return words


def _as_lists(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _as_lists(value) for key, value in node.items()}
    return node.strip().splitlines()
