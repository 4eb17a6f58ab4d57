"""Keys that name a person: addresses, telephone numbers, two words, ids of a state, accounts at a bank."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from .checksums import cnp, codice_fiscale, dni, iban, nif, nir, steuer_id

# An address at a mail server, a telephone number with its signs, or two words
_NAMED = re.compile(
    r"@|^(?:\+|00)[\d ()./-]{8,}$|^(?=(?:\D*\d){9,11}\D*$)[\d ()./-]*\d[ ()./-][\d ()./-]{5,}$"
    r"|^[^\W\d_]+[,.]? [^\W\d_]+"
)
_TELEPHONE = re.compile(r"[6789]\d{8}|0\d{9}")  # of Spain and of Romania, written in one
_COUNTER_GAP = 100  # numbers that follow one another more closely are counted, not called
_SURE = 0.5  # of those of a form, the share that passes its checksum; by chance one in 10, 23 or 97 does
_FEWEST_BY_CHANCE = 3


def _always(_: str) -> bool:
    return True


_FORMS: tuple[tuple[re.Pattern, Callable[[str], bool]], ...] = (
    (re.compile(r"[\dXYZ]\d{7}[A-Z]"), dni),  # DNI and NIE of Spain
    (re.compile(r"[1-9]\d{12}"), cnp),  # CNP of Romania
    (re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}"), iban),
    (re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]"), _always),  # of the United Kingdom
    (re.compile(r"[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]"), codice_fiscale),  # of Italy
)
# Digits only, as order and customer numbers are: of these nearly all that a column has must pass
_DIGITS: tuple[tuple[re.Pattern, Callable[[str], bool]], ...] = (
    (re.compile(r"[1-9]\d{8}"), nif),  # of Portugal
    (re.compile(r"\d{11}"), steuer_id),  # of Germany
    (re.compile(r"[1-478]\d{4}(?:\d\d|2[AB])\d{8}"), nir),  # of France
)
_ANY_FORM = re.compile("|".join(f"(?:{form.pattern})" for form, _ in _FORMS))
_SIGNS = str.maketrans("", "", "./-")
_NEARLY_ALL = 0.9
_FEWEST_DIGITS = 5
_US = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}")


def look_like_names(keys: pd.Series, ids: np.ndarray | None = None) -> np.ndarray:
    """Which keys look like a name, an address or a telephone number; numbers that are counted on, and ids, are none."""
    found = keys.str.contains(_NAMED, regex=True).to_numpy(dtype=bool) & ~(state_ids(keys) if ids is None else ids)
    called = keys.str.fullmatch(_TELEPHONE).to_numpy(dtype=bool)
    if called.any():
        numbers = np.unique(keys[called].astype("int64"))
        counted = len(numbers) > 1 and np.median(np.diff(numbers)) < _COUNTER_GAP
        found |= called & (not counted)
    return found


def _nearly_all(texts: Sequence[str], form: re.Pattern, passes: Callable[[str], bool]) -> bool:
    left = len(texts) - math.ceil(_NEARLY_ALL * len(texts))  # that may fail
    for text in texts:
        left -= not (form.fullmatch(text) and passes(text))
        if left < 0:
            return False
    return True


def state_ids(keys: pd.Series) -> np.ndarray:
    """Which keys are ids of a state or accounts at a bank, by their form and, where they have one, their checksum."""
    # in plain Python: the strings' own methods take ten times as long
    texts = keys.to_numpy(dtype=object).tolist()
    plain = ["".join(text.split()).translate(_SIGNS).upper() for text in texts]
    found = _of_form(_US, texts)
    for form, passes in _FORMS if any(map(_ANY_FORM.fullmatch, plain)) else ():
        of_form = _of_form(form, plain)
        passed = [passes(text) for text in dict.fromkeys(itertools.compress(plain, of_form))]
        enough = len(passed) >= _FEWEST_BY_CHANCE or all(passed)
        if passed and enough and np.mean(passed) >= _SURE:
            found |= of_form  # those that fail are misspelt
    distinct = [text for text in dict.fromkeys(plain) if text]
    for form, passes in _DIGITS if len(distinct) >= _FEWEST_DIGITS else ():
        if _nearly_all(distinct, form, passes):
            found |= _of_form(form, plain)
    return found


def _of_form(form: re.Pattern, texts: Sequence[str]) -> np.ndarray:
    return np.array([bool(form.fullmatch(text)) for text in texts], dtype=bool)
