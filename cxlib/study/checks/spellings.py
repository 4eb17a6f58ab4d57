"""Names of groups that differ by their spelling only, and one word that many wrote as their comment."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from ...locale import prefixed, say, to_say, word
from ...text import count
from ..cleaning.tables import Table
from ..words.answer_scales import listed_words, plain_words
from ..words.meanings import no_answer, yes_no
from ..words.numbers import plain

GROUPS = (
    *("segment", "unit", "wave", "status", "mode", "language", "touchpoint", "channel", "department", "stage"),
    *("phase", "owner", "handed_over_from", "resolved", "emotion", "theme", "level", "role_of_touchpoint"),
)
MOST_NAMES = 10_000  # more are no groups
_SHOWN = 3
_ONE_TWICE, _MOST_WORDS = 3, 10  # yes and no are two groups; of three one has two names
_LOOKED_AT = 10_000  # comments in which a common one is found
_FEWEST, _MUCH = 10, 0.2  # so many, and such a share of them, are alike
_NOTHING = frozenset(
    listed_words("""
none | nothing | no | no comment | no comments | nil | null | nothing to add | x | xx | xxx | ok | 0 | nada |
ninguno | ninguna | sin comentarios | sin comentario | ningun comentario | nada que decir | ns | res | cap | cap
comentari | sense comentaris | sense comentari | res a dir | res a afegir | nimic | niciunul | niciuna | fara
comentarii | fara comentariu | nimic de adaugat | nu | nu am""")
)
_LETTERS = str.maketrans({"ş": "ș", "Ş": "Ș", "ţ": "ț", "Ţ": "Ț", "ŀ": "l·", "Ŀ": "L·", "•": "·", "‧": "·", "∙": "·"})
_SPACES = r"[\s\u200b\u00ad\u2010-\u2015\u2212_-]"


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _without(pattern: str) -> Callable[[str], str]:
    """Takes signs out, but not those between digits: 1-2 is not 12, and −1 is not 1."""

    def taken(found: re.Match) -> str:
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        if after.isdigit() and (before.isdigit() or not before):
            return "." if "." in found[0] else "-"
        return ""

    return lambda text: re.sub(rf"{pattern}+", taken, text)


_LAYERS: dict[str, Callable[[str], str]] = {
    "HTML": lambda text: html.unescape(html.unescape(text)),
    to_say("forms of letters"): lambda text: unicodedata.normalize("NFKC", text.translate(_LETTERS)).translate(
        _LETTERS
    ),
    to_say("capitals"): str.casefold,
    to_say("blanks or dashes"): _without(_SPACES),
    to_say("dots and quotation marks"): _without(r"[.·'’‘`´\"“”„«»]"),
    to_say("accents"): _without_accents,
}
_ARTICLES = r"(?:(?:the|el|la|los|las|lo|els|les|le|a|o|as|os|der|die|das)\b|l['’])"
_ARTICLE = re.compile(  # A Coruña and Coruña (A); no "A 1"
    rf"{_ARTICLES}\s*(?P<behind>[^\W\d].{{2,}})|(?P<before>.{{3,}}?)\s*(?:,\s*{_ARTICLES}|\({_ARTICLES}\))",
    re.IGNORECASE,
)
_UMLAUT = re.compile(r"[äö]|(?<![gq])ü", re.IGNORECASE)  # that of Güell and Argüeso is none


def _without_article(text: str) -> str:
    found = _ARTICLE.fullmatch(text.strip())
    return found["behind"] or found["before"] if found else text


_FURTHER = {to_say("articles"): _without_article, **_LAYERS}
_GERMAN = {**_FURTHER, to_say("umlauts"): lambda text: re.sub("([aou])e", r"\1", text)}  # München, Muenchen


def spelt_alike(names: Iterable[str]) -> list[tuple[list[str], list[str]]]:
    """Sets of names that differ by their spelling only, each with the ways in which they differ."""
    names = list(names)
    layers = _GERMAN if any(map(_UMLAUT.search, names)) else _FURTHER
    keys: dict[str, list[str]] = {}
    for name in names:
        keys.setdefault(_key(name, layers), []).append(name)
    alike = [found for found in keys.values() if len(found) > 1]
    return [
        (found, _ways(found, _LAYERS if len({_key(n, _LAYERS) for n in found}) == 1 else layers)) for found in alike
    ]


def _key(name: str, layers: Mapping[str, Callable[[str], str]]) -> str:
    key = name
    for layer in layers.values():
        key = layer(key)
    return key or name


def _ways(names: list[str], layers: Mapping[str, Callable[[str], str]]) -> list[str]:
    """The ways that join some names when they are taken in turn, and those without which some would stay apart."""
    ways, texts = [], set(names)
    for way, layer in layers.items():
        changed, apart = set(map(layer, texts)), set(names)
        for other in (other for own, other in layers.items() if own != way):
            apart = set(map(other, apart))
        if len(changed) < len(texts) or len(apart) > 1:
            ways.append(way)
        texts = changed
    return ways


def notes_on_spelling(table: Table) -> list[str]:
    """Which groups of a table may be one group each."""
    notes = []
    for name, column in table.contract.columns.items():
        if column.role not in GROUPS or column.values not in ("text", "names") or name not in table.frame:
            continue
        found = spelt_alike(sorted(table.names(name, most=MOST_NAMES)))
        if not found:
            notes += _several_for_yes(table, name)
            continue
        ways = ", ".join(dict.fromkeys(word(way) for _, own in found for way in own))
        listed = ["; ".join(", ".join(f'"{name}"' for name in names) for names, _ in found[:_SHOWN])]
        listed += [say("and {number} more", number=len(found) - _SHOWN)] if len(found) > _SHOWN else []
        them = say("some names") if table.secret else " ".join(listed)
        told = say(
            "{names} differ by {ways} only; if they are one group, give them one name in labels.", names=them, ways=ways
        )
        notes.append(prefixed(f"{table.name}.{name}", told))
    return notes


def _several_for_yes(table: Table, name: str) -> list[str]:
    """Groups that are yes and no, each in several words: TRUE and 1 beside FALSE and 0.

    "Yes, and it was mended well" and "Yes, and it was mended badly" are two answers.
    """
    names = table.names(name, most=_MOST_WORDS)
    answers = {word: yes_no(word) for word in names}
    if len(names) < _ONE_TWICE or None in answers.values():
        return []
    sides = [answer for word, answer in answers.items() if len(re.findall(r"\w+", word)) > 2]
    if any(sides.count(side) > 1 for side in (0, 1)):
        return []
    told = say(
        "{names} are several words for yes and no; give each one name in labels.",
        names=", ".join(f'"{word}"' for word in sorted(names)),
    )
    return [prefixed(f"{table.name}.{name}", told)]


def notes_on_comments(table: Table) -> list[str]:
    """A word such as "none" or a dash that stands in many comments: it may mean that there is none."""
    notes = []
    for name in table.named("verbatim"):
        comment, times = table.commonest(name, among=_LOOKED_AT)
        answers = table.facts(name).answers
        if times < _FEWEST or times < _MUCH * answers or not _says_nothing(comment):
            continue
        declared = [
            f'"{code}"' if isinstance(code, str) else plain(code) for code in table.contract.columns[name].missing
        ]
        declared.append(f'"{comment}"')
        mend = f"missing = [{', '.join(declared)}]"
        told = say(
            '"{comment}" stands in {times} of {answers} comments; if it means no comment, write {mend}.',
            comment=comment,
            times=count(times),
            answers=count(answers),
            mend=mend,
        )
        notes.append(prefixed(f"{table.name}.{name}", told))
    return notes


def _says_nothing(word: str) -> bool:
    return no_answer(word) or not any(map(str.isalnum, word)) or plain_words(word).strip(" -") in _NOTHING
