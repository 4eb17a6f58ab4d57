"""Keys that name a person, beside keys that only look like it."""

from __future__ import annotations

import pandas as pd
import pytest

from cxlib.privacy.personal import look_like_names, state_ids

NAMES = [
    ["ana@example.org"],
    ["Ana Pop", "Pere, Joan"],
    ["+34 600 123 456", "0040 721 123 456"],
    ["600 123 456", "93.412.55.00"],
    ["612345678", "698765432", "655443322"],
    ["0721123456", "0744987654"],
]
IDS = [
    ["12345678Z", "00000000T", "X2482300W"],
    ["12.345.678-z", "00000000 t"],
    ["1800101221144"],  # CNP: 1 January 1980
    ["ES9121000418450200051332", "RO49 AAAA 1B31 0075 9384 0000"],
    ["AB123456C"],
    ["123-45-6789"],
    ["12345678Z", "00000000T", "X2482300W", "12345678A"],  # one misspelt
]
PSEUDONYMS = [
    ["1000000001", "1000000002", "1000000003"],
    ["700000001", "700000002", "700000009"],
    ["1234567890123450001", "1234567890123450002"],
    ["12345678A", "12345678B", "12345678C"],  # the form of an id, and no checksum fits
    ["1800101221145", "2950230123456", "6010203040506"],
    ["K00001", "K00002"],
    ["c1 ", "c2"],
    ["2024-01-01-0007", "2024-01-01-0008"],
    ["f3a9c2", "0b1122"],
    ["AA12BCDEFGHIJKLMNO", "BB34BCDEFGHIJKLMNO", "CC56BCDEFGHIJKLMNO"],
    ["Person 12", "Person 13"],
]


@pytest.mark.parametrize("keys", NAMES, ids=str)
def test_names_addresses_and_telephone_numbers_are_seen(keys):
    keys = pd.Series(keys, dtype="str")
    assert look_like_names(keys).all() and not state_ids(keys).any()


@pytest.mark.parametrize("keys", IDS, ids=str)
def test_ids_of_a_state_or_bank_are_seen_by_form_and_checksum(keys):
    assert state_ids(pd.Series(keys, dtype="str")).all()


@pytest.mark.parametrize("keys", PSEUDONYMS, ids=str)
def test_numbers_and_codes_are_pseudonyms(keys):
    keys = pd.Series(keys, dtype="str")
    assert not look_like_names(keys).any() and not state_ids(keys).any()


def test_no_key_is_no_finding():
    empty = pd.Series([], dtype="str")
    assert len(look_like_names(empty)) == len(state_ids(empty)) == 0
