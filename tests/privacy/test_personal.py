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


@pytest.mark.parametrize(
    "keys",
    [
        ["123456789", "501 964 843", "503504564", "500000000", "507957547"],  # NIF of Portugal
        ["36574261809", "02476291358", "47 036 892 816", "65929970489", "57549285017"],  # of Germany
        ["295109912611193", "1 51 02 46 102 043 25", "253072B07300470", "255081416802538", "269034958815748"],
    ],
    ids=["nif", "steuer_id", "nir"],
)
def test_digits_alone_are_ids_of_a_state_where_nearly_all_of_a_column_pass(keys):
    assert state_ids(pd.Series(keys * 2, dtype="str")).all()
    assert not state_ids(pd.Series(keys[:-1] * 2, dtype="str")).any()  # four may pass by chance
    orders = [f"{10**8 + 7 * number}" for number in range(9)]
    assert not state_ids(pd.Series([*keys, *orders], dtype="str")).any()


@pytest.mark.parametrize("digits", [9, 11, 13, 15])
def test_numbers_of_orders_pass_a_checksum_by_chance_only(digits):
    counted = pd.Series(map(str, range(2 * 10 ** (digits - 1), 2 * 10 ** (digits - 1) + 400)), dtype="str")
    assert not state_ids(counted).any()


def test_tax_codes_of_italy_are_ids_of_a_state():
    assert state_ids(pd.Series(["RCCMNL83S18D969H", "rssmra85t10a562s"], dtype="str")).all()
    assert not state_ids(pd.Series(["RCCMNL83S18D969A", "RSSMRA85T10A562B"], dtype="str")).any()
