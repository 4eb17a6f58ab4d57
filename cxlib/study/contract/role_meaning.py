"""Which role a word or a head means: by the words people use in four languages, then by its letters."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache

from ..words.answer_scales import listed_words, plain_words
from .head_words import MACHINE, PERSONAL, SECONDS
from .role_words import NEAR, SAME
from .roles import ROLES

_MOST = 3
_CUT = 5  # letters that show how a word goes on
_SENTENCE, _SHORT = 4, 2  # "La factura se entiende" names no standard error (se): two letters are words of any sentence


def role_meant(word: str) -> str:
    """The role that a word of study.toml names: its own name, or a word that can mean one role only; else empty."""
    if word in ROLES:
        return word
    return _same().get(" ".join(words_of(word)), "")


def roles_near(word: str) -> list[str]:
    """The roles that a word may mean, the likeliest first; none where nothing is known of it."""
    found = role_meant(word)
    close = _by_letters(word, ROLES)
    if found:
        return [found]
    if close and _like(word, close[0]) >= 0.8:
        return list(dict.fromkeys([*close[:1], *named_roles(word), *close]))[:_MOST]
    named = named_roles(word)
    return (named or _by_letters(word, _one_word(), cutoff=0.75) or close)[:_MOST]


def unknown_role(word: str) -> str:
    """A closing half-sentence for a role that does not exist."""
    found = roles_near(word)
    if not found:
        return "cx roles lists all of them, with what each is for."
    if _like(word, found[0]) >= 0.6:
        return f"Did you mean {' or '.join(found)}?"
    others = f" (or {', '.join(found[1:])})" if found[1:] else ""
    return f"Say {found[0]}: {ROLES[found[0]].meaning}{others}."


def named_roles(text: str) -> list[str]:
    """The roles that the words of a text name, the one named by most letters first."""
    return list(_named(text))


@cache
def _named(text: str) -> tuple[str, ...]:
    words = words_of(text)
    if text.rstrip().endswith(("...", "…")) and words:
        words[-1] = _whole_word(words[-1])
    spaced = f" {' '.join(words)} "
    if re.search(r"\bmés\b", text.casefold()):  # Catalan for more, and without its accent a month
        spaced = re.sub(r"(?<!alguna cosa) mes(?= )", "", spaced)
    least = _SHORT + 1 if len(words) >= _SENTENCE else 1
    found = {}
    for place, role in enumerate(NEAR):
        longest = max((_length(form, spaced) for form in _forms(role) if len(form) >= least), default=0)
        if longest:
            found[role] = (-longest, place)
    return tuple(sorted(found, key=found.__getitem__))


def _whole_word(cut: str) -> str:
    """A word that a survey tool has cut (recomm...), as far as one that names a role goes on; else as it is."""
    known = [form.rstrip("*") for role in NEAR for form in _forms(role) if " " not in form]
    longer = [word for word in known if word.startswith(cut) and word != cut] if len(cut) >= _CUT else []
    return min(longer, key=len, default=cut)


def names_only(head: str, role: str) -> bool:
    """Whether a head is a word for a role and nothing else: Satisfaction, and not Satisfaction with the price."""
    return _any_of(NEAR[role]).fullmatch(" ".join(words_of(head))) is not None


def is_personal(head: str) -> bool:
    """Whether a head names what identifies a person: name, address, telephone."""
    return _whole(PERSONAL, head)


def is_machine(head: str) -> bool:
    """Whether a head is one that survey tools write for themselves."""
    return _whole(MACHINE, head)


def is_seconds(head: str) -> bool:
    """Whether a head says how many seconds the interview took."""
    return _whole(SECONDS, head)


def words_of(text: str) -> list[str]:
    """The words of a head, without accents; CamelCase, underscores and signs taken apart."""
    apart = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z][a-z])|(?<=[a-zà-ÿ])(?=[A-Z])|(?<=\d)(?=[^\W\d_]{3})", " ", text)
    return re.findall(r"[a-z0-9·']+", plain_words(re.sub(r"[_/|.\-]+", " ", apart)))


def _whole(words: str, head: str) -> bool:
    """Whether a head consists of one of the words; of short heads the letters alone count too."""
    parts = words_of(head)
    return any(map(_any_of(words).fullmatch, {" ".join(parts), "".join(parts)}))


@cache
def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"[a-z0-9]*") for word in listed_words(words)))


@cache
def _same() -> dict[str, str]:
    return {" ".join(words_of(word)): role for role, words in SAME.items() for word in listed_words(words)}


@cache
def _forms(role: str) -> tuple[str, ...]:
    words = [role.replace("_", " "), *listed_words(NEAR.get(role, "")), *listed_words(SAME.get(role, ""))]
    return tuple(" ".join(words_of(word)) + "*" * word.endswith("*") for word in words)


def _length(form: str, spaced: str) -> int:
    """How many letters of a text, with blanks at its ends, a form names; a star at its end stands for any letters."""
    if not form.endswith("*"):
        return len(form) if f" {form} " in spaced else 0
    if f" {form[:-1]}" not in spaced:
        return 0
    hits = re.findall(rf"(?<= ){re.escape(form[:-1])}[a-z0-9]*(?= )", spaced)
    return max(map(len, hits), default=0)


@cache
def _one_word() -> dict[str, str]:
    """Every word that people use, and its role; the earlier role has it where two do."""
    found: dict[str, str] = {}
    for table in (SAME, NEAR):
        for role, words in table.items():
            for word in listed_words(words):
                found.setdefault(" ".join(words_of(word.rstrip("*"))), role)
    return found


def _by_letters(word: str, known: Iterable[str], cutoff: float = 0.6) -> list[str]:
    form = " ".join(words_of(word))
    table = known if isinstance(known, dict) and known is not ROLES else {role: role for role in known}
    close = difflib.get_close_matches(form, [name.replace("_", " ") for name in table], n=_MOST, cutoff=cutoff)
    spaced = {name.replace("_", " "): role for name, role in table.items()}
    return list(dict.fromkeys(spaced[name] for name in close))


def _like(word: str, role: str) -> float:
    return difflib.SequenceMatcher(None, " ".join(words_of(word)), role.replace("_", " ")).ratio()
