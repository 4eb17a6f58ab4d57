"""Who comes first, corrected: single answers of invented firms, what is said, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

NAMES = {"unit": "unit", "wave": "wave", "outcome": "score", "engagement": "engaged"}


def firm(units=60, waves=5, people=40, seed=1):
    """Customers and employees, a row each: engagement adds .7 a wave later, satisfaction gives .1 back."""
    rng = np.random.default_rng(seed)
    place, moves, means = rng.standard_normal((units, 1)), np.zeros((units, 2)), []
    for _ in range(10 + waves):
        moves = moves @ np.array([[0.2, 0.7], [0.1, 0.1]]) + 0.3 * rng.standard_normal((units, 2))
        means.append(place * [0.2, 0.4] + moves)
    means = np.stack(means[10:], axis=1)
    u, w = (np.repeat(places.ravel(), people) for places in np.indices((units, waves)))
    keys = pd.DataFrame({"unit": u, "wave": w + 1})
    noise = rng.standard_normal((2, len(u)))
    return keys.assign(score=means[u, w, 1] + 1.5 * noise[0]), keys.assign(engaged=means[u, w, 0] + 0.8 * noise[1])


def test_the_corrected_slope_holds_what_the_demeaned_one_misses():
    customers, employees = firm()
    found = cx.corrected_lags(customers, employees=employees, **NAMES)
    table = found.table.set_index("direction")
    assert list(found.table) == ["direction", "n", "n_units", "n_waves", "estimate", "conf_low", "conf_high"]
    assert table["n"].tolist() == [300, 300] and table["n_units"].tolist() == [60, 60]
    assert table["n_waves"].tolist() == [4, 4]
    assert (table["conf_low"] < [0.7, 0.1]).all() and (table["conf_high"] > [0.7, 0.1]).all()
    plain = cx.linkage_lags(customers, employees=employees, n_resamples=200, rng=1, **NAMES).table
    assert plain["conf_high"].iloc[0] < 0.7
    assert plain["estimate"].iloc[0] < table["estimate"].iloc[0]


def test_noise_is_the_pooled_variance_of_answers_over_their_number(monkeypatch):
    """By hand: answers 1 and 3 in one cell, 2, 2 and 5 in another: (2 + 6) / 3; the means have a half, a third."""
    taken = {}

    def looked(values, errors, *, confidence_level):
        taken["errors"] = errors
        raise cx.CXError("stop", "here")

    monkeypatch.setattr("cxlib.linkage.cross_lagged_corrected.cross_lagged_fit", looked)
    customers, employees = firm(units=20, waves=3, people=2)
    first = [(0, 1, 1.0), (0, 1, 3.0), (1, 1, 2.0), (1, 1, 2.0), (1, 1, 5.0)]
    alike = [(u, w, float(u + w)) for u in range(20) for w in (1, 2, 3) if (u, w) not in {(0, 1), (1, 1)}]
    customers = pd.DataFrame([*first, *alike], columns=["unit", "wave", "score"])
    with pytest.raises(cx.CXError):
        cx.corrected_lags(customers, employees=employees, **NAMES)
    assert taken["errors"][:3, 0, 1] == pytest.approx([8 / 3 / 2, 8 / 3 / 3, 8 / 3])
    within = employees.groupby(["unit", "wave"])["engaged"].var().mean()
    assert taken["errors"][:, :, 0] == pytest.approx(within / 2)


def test_what_stays_open_is_said_and_is_no_number():
    customers, employees = firm(units=25, waves=3, people=3, seed=4)
    found = cx.corrected_lags(customers, employees=employees, **NAMES)
    assert found.table[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)
    assert found.notes[-1] == (
        "Where there is no number, the means are so noisy or the waves so few that slopes of any size would fit: more "
        "answers in each unit, or more waves, would tell."
    )
    assert cx.reading(found).text == (
        "Within 25 units, these data leave open whether engagement goes before customers' answers: slopes of any size "
        "would fit. Whether customers go before engagement stays open: slopes of any size would fit."
    )


def test_same_people_are_warned_of():
    found = cx.corrected_lags(*firm(units=20, waves=3)[:1], employees=firm(units=20, waves=3)[1], **NAMES)
    assert (
        "What noise takes away is given back as if other people answered in every wave. Where the same people answer "
        "again, less of it is noise, and this gives back too much."
    ) in found.notes


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (
            firm(waves=2),
            "wave: 'wave' has 2 in common; what is lasting and what changes are told apart from three on. Join more "
            "waves.",
        ),
        (firm(units=19), "unit: 19 are on both sides; with fewer than 20 no limits hold. Join more units."),
        (
            firm(people=1),
            "score: within a unit and wave no two answers of customers differ, so that nothing tells how noisy its "
            "mean is. Hand over single answers, not means.",
        ),
    ],
)
def test_what_cannot_be_corrected_is_refused(tables, said):
    customers, employees = tables
    if "score" in said:
        employees = pd.concat([employees, employees.assign(engaged=0.0)])
    with pytest.raises(cx.CXError) as raised:
        cx.corrected_lags(customers, employees=employees, **NAMES)
    assert str(raised.value) == said


def test_a_wave_that_only_one_side_has_stays_a_gap_in_time():
    """The model goes on over it, two waves apart; before, it ended in a singular matrix."""
    customers, employees = firm(waves=6)
    found = cx.corrected_lags(customers[customers["wave"] != 3], employees=employees, **NAMES).table
    assert found["n"].tolist() == [300, 300]
    assert found["conf_low"].iloc[0] < 0.7 < found["conf_high"].iloc[0]
    assert found["conf_low"].iloc[1] < 0.1 < found["conf_high"].iloc[1]
