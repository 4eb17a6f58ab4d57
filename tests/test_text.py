"""Numbers as they are written everywhere: hand-worked cases, and what must hold of all of them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.text import count, decimals, interval, listed, p_value, percent, percents, plain


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2.675, 2, "2.68"),  # the double lies below: rounding in binary gives 2.67
        (-8.25, 1, "−8.3"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),  # not to the even neighbour
        (-0.04, 1, "0.0"),
        (1234.5, 1, "1,234.5"),
        (1e-20, 3, "0.000"),
        (float("nan"), 1, "–"),
        (float("-inf"), 1, "−∞"),
    ],
)
def test_decimals_are_rounded_half_away_from_zero_as_the_number_is_printed(value, digits, text):
    assert decimals(value, digits) == text


def test_one_score_has_one_value_whichever_way_it_was_computed():
    # 99 promoters and 132 detractors among 400 answers: −8.25
    ways = [100 * (99 - 132) / 400, 100 * (99 / 400 - 132 / 400), 100 * 99 / 400 - 100 * 132 / 400, -33 / 4]
    assert {decimals(way) for way in ways} == {"−8.3"} and len(set(ways)) > 1


def test_a_sign_stands_before_what_is_not_nothing():
    assert [decimals(value, sign=True) for value in (15, -62, 0, -0.04)] == ["+15.0", "−62.0", "0.0", "0.0"]


def test_a_share_is_never_rounded_to_none_or_all():
    shares = [0, 0.001, 0.005, 0.2475, 0.995, 0.999, 1]
    assert [percent(share) for share in shares] == ["0 %", "<1 %", "1 %", "25 %", ">99 %", ">99 %", "100 %"]
    assert [percent(share, 1) for share in (0.0004, 0.9996)] == ["<0.1 %", ">99.9 %"]


def test_a_p_value_is_never_nothing():
    assert [p_value(p) for p in (0, 0.0009, 0.001, 0.0495, 1)] == ["<0.001", "<0.001", "0.001", "0.050", "1.000"]


def test_intervals_names_and_counts():
    assert interval(-16.02, -1.15) == "−16.0 to −1.2"
    assert percents(0.02, 0.147) == "2 to 15 %"
    assert [listed(list("abcd")[:n], most=2) for n in range(5)] == ["", "a", "a and b", "a, b and c", "a, b and 2 more"]
    assert count(1e6) == "1,000,000" and count(None) == "–"
    assert plain("r4_fit *new*") == r"r4\_fit \*new\*"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9), st.integers(0, 6))
def test_what_is_written_is_near_the_number_and_has_one_minus_sign(value, digits):
    text = decimals(value, digits)
    back = float(text.replace("−", "-").replace(",", ""))
    assert abs(back - value) <= 0.5 * 10.0**-digits * (1 + 1e-9) + 1e-14 * abs(value)
    assert "-" not in text and not text.startswith(("−0.0e", "+"))
    assert decimals(-value, digits).removeprefix("−") == text.removeprefix("−")


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=5))
def test_the_order_of_numbers_survives(values):
    written = [float(decimals(value, 2).replace("−", "-").replace(",", "")) for value in sorted(values)]
    assert all(first <= second for first, second in itertools.pairwise(written))
