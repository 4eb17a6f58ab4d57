"""Columns that another one tells exactly are left out: turned round, on another scale, in classes, codes of names."""

from __future__ import annotations

import numpy as np
import pytest

from tests.drafts.test_drafts_of_tools import written

N = 120
RNG = np.random.default_rng(8)
MOOD = RNG.normal(size=N)
NPS = np.clip(np.round(7 + 2 * MOOD + RNG.normal(size=N)), 0, 10).astype(int)
SPEED = np.clip(np.round(3 + MOOD + RNG.normal(size=N)), 1, 5).astype(int)
STAFF = np.clip(np.round(3 + MOOD + RNG.normal(size=N)), 1, 5).astype(int)
AGAIN = "# say again what another column says: turned round, on another scale, in classes or by a code: "


def text_of(drafted, columns: dict) -> str:
    return drafted(a_csv=written([[*columns]], [list(column) for column in columns.values()]))[0].text


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Speed_r", 6 - SPEED),
        ("Speed_100", (SPEED - 1) * 25),
        ("Speed_top2", (SPEED >= 4).astype(int)),
        ("LTR_percent", NPS * 10),
        ("NPS_class", np.where(NPS > 8, 100, np.where(NPS > 6, 0, -100))),
    ],
)
def test_what_another_column_tells_is_left_out(drafted, name, made):
    text = text_of(drafted, {"id": range(N), "NPS": NPS, "Speed": SPEED, "Staff": STAFF, name: made})
    assert f"{AGAIN}{name}\n" in text
    assert 'source = "NPS", role = "recommend", scale = [0, 10]' in text and '"Speed", role = "rating"' in text


def test_a_rating_that_goes_with_the_score_in_every_row_is_a_question(drafted):
    rating = np.clip(NPS // 2, 1, 5)
    text = text_of(drafted, {"NPS": NPS, "Speed (1-5)": SPEED, "Delivery (1-5)": rating})
    assert AGAIN not in text and '"Delivery (1-5)", role = "rating"' in text


def test_of_answers_and_their_recode_the_one_stays_that_rises_with_the_score(drafted):
    text = text_of(drafted, {"NPS": NPS, "q1": 6 - SPEED, "q2": 6 - STAFF, "q1_r": SPEED, "q2_r": STAFF})
    assert f"{AGAIN}q1, q2\n" in text and "reverse" not in text


def test_the_recommendation_stays_before_what_was_made_of_it(drafted):
    classes = np.where(NPS > 8, 100, np.where(NPS > 6, 0, -100))
    text = text_of(drafted, {"nps": classes, "ltr_pct": NPS * 10, "recommend": NPS, "Speed": SPEED, "Staff": STAFF})
    assert 'source = "recommend", role = "recommend", scale = [0, 10]' in text and f"{AGAIN}nps, ltr_pct\n" in text


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (np.where(np.arange(N) == 3, 6 - SPEED, SPEED), "one row is otherwise"),
        (SPEED, "the very same answers may be those to another question"),
        (np.where(np.arange(N) == 3, np.nan, 6.0 - SPEED), "one row is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_question_of_its_own_stays(drafted, other, why):
    other = ["" if value != value else int(value) for value in other]
    text = text_of(drafted, {"NPS": NPS, "Speed (1-5)": SPEED, "Pace (1-5)": other, "Staff (1-5)": STAFF})
    assert AGAIN not in text, why


def test_the_name_of_a_branch_stands_for_its_number(drafted):
    codes = np.array(["0012", "0047", "0103"])[np.arange(N) % 3]
    names = np.array(["Lisbon", "Porto", "Faro"])[np.arange(N) % 3]
    columns = {"Unit ID": codes, "Unit Name": names, "NPS": NPS, "Speed (1-5)": SPEED}
    text = text_of(drafted, columns)
    assert 'unit = { source = "Unit Name", role = "unit" }' in text and f"{AGAIN}Unit ID\n" in text
    own = text_of(drafted, columns | {"Unit Name": np.array(["Lisbon", "Porto"])[np.arange(N) % 2]})
    assert AGAIN not in own


@pytest.mark.parametrize(("spread", "asked"), [(1.0, True), (1.3, False)])
def test_numbers_with_a_mean_of_1_may_be_the_weight(drafted, spread, asked):
    weights = np.where(np.arange(N) % 2, 0.6, 1.4) * spread
    text = text_of(drafted, {"NPS": NPS, "Speed (1-5)": SPEED, "factor": weights})
    assert ("its mean is 1, as that of weights is" in text) is asked


def test_pond_is_a_weight(drafted, line_of):
    draft, _ = drafted(a_csv=written([["NPS", "pond"]], [NPS.tolist(), [0.6, 1.4] * (N // 2)]))
    assert 'role = "weight"' in line_of(draft, "weight")
