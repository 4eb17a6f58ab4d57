"""What a feasible change would go with: slope times shift by hand, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.results import Result


def recorded() -> Result:
    rows = [("speed", 300, 1.0, 0.9, 1.1), ("wait", 300, -0.4, -0.5, -0.3), ("on time", 90, 2.0, 1.9, 2.1),
            ("punctual", 90, 1.8, 1.2, 2.4)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["driver", "n", "slope", "slope_low", "slope_high"])
    settings = {"outcome": "satisfaction", "pairs": [("speed", "wait"), ("on time", "punctual")], "logged": ["wait"],
                "confidence_level": 0.95}  # fmt: skip
    return Result(table=table, settings=settings, kind="rated_and_recorded")


def test_slope_times_shift_by_hand():
    found = cx.expected_gain(recorded(), shifts="wait: -20%, punctual: 0.05").table
    step = np.log(0.8)
    assert found["estimate"].tolist() == pytest.approx([-0.4 * step, 0.09])
    assert found["conf_low"].tolist() == pytest.approx([-0.3 * step, 0.06])
    assert found["conf_high"].tolist() == pytest.approx([-0.5 * step, 0.12])
    assert found["n"].tolist() == [300, 90]


def test_a_rating_stands_for_its_record_and_never_for_itself():
    one, two = (cx.expected_gain(recorded(), shifts=f"{name}: 0.1").table for name in ("on time", "punctual"))
    pd.testing.assert_frame_equal(one, two)
    assert one["slope"].tolist() == [1.8]


@pytest.mark.parametrize(
    ("shifts", "said"),
    [
        ("tidy: 1", "tidy has no record of the same matter: a rating's slope holds the mood of who rates. Measure it "
                    "first, or take one of punctual and wait."),
        ("wait: 5", "shifts: 5 of wait. Write it in per cent, such as -20%."),
        ("punctual: 5%", "shifts: 5% of punctual. Write it in its own unit, such as 0.05."),
        ("wait: -100%", "shifts: -100% of wait leaves no time. Write a change that is feasible."),
        ("wait: fast", "shifts: 'fast' of wait is not a number. Write -20% or 0.05."),
        ("", 'shifts: none is named. Name a record and its change, as "wait_minutes: -20%".'),
    ],
)  # fmt: skip
def test_what_is_refused(shifts, said):
    with pytest.raises(CXError) as caught:
        cx.expected_gain(recorded(), shifts=shifts)
    assert str(caught.value).endswith(said)


def test_the_reading_tells_each_with_its_interval():
    said = cx.reading(cx.expected_gain(recorded(), shifts="wait: -20%"))
    assert said.headline == "wait by −20 %: +0.09 points of satisfaction (+0.07 to +0.11), n = 300."
    assert said.evidence == "supported"
