"""Critical variables against their targets."""

from __future__ import annotations

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

import cxlib as cx
from cxlib.errors import CXError

KEPT = pd.DataFrame(
    {
        "touchpoint": ["call", "call", "call", "visit"],
        "variable": ["named", "answered", "solved", "on time"],
        "n_observed": [400, 400, 9, 0],
        "n_met": [380, 300, 8, 0],
        "target": [0.9, 0.9, 0.9, 0.5],
        "critical": [1, 0, 1, 0],
    }
)


def test_by_hand():
    found = cx.touchpoint_variables(KEPT, critical="critical")
    rows = found.table.set_index("variable")
    assert rows["stands"].to_dict() == {
        "answered": "surely misses", "named": "meets", "solved": "open", "on time": "open",
    }  # fmt: skip
    low, high = proportion_confint(300, 400, method="wilson")
    assert rows.loc["answered", ["n", "estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(
        [400, 0.75, low, high]
    )
    assert rows["critical"].to_dict() == {"answered": False, "named": True, "solved": True, "on time": False}
    assert rows.loc["on time", ["estimate", "conf_low", "conf_high"]].isna().all()
    assert found.notes == ("Never observed, so open: on time.",)
    assert cx.touchpoint_variables(KEPT).table["critical"].isna().all()


def test_a_target_within_the_interval_is_open_at_both_ends():
    low, high = (float(limit) for limit in proportion_confint(8, 9, method="wilson"))
    for target, stands in (
        (low - 1e-6, "meets"), (low + 1e-6, "open"), (high - 1e-6, "open"), (high + 1e-6, "surely misses"),
    ):  # fmt: skip
        table = KEPT.iloc[[2]].assign(target=target)
        assert cx.touchpoint_variables(table).table["stands"].tolist() == [stands]


def test_the_planted_misses(contacts_study):
    found = cx.touchpoint_variables(contacts_study["touchpoint_variables"], critical="critical").table
    assert found["stands"].value_counts().to_dict() == {"meets": 20, "surely misses": 11, "open": 9}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_met": 500}, "n_met: more than were observed in 4 rows. Correct the counts."),
        ({"n_met": [0.5, 1, 2, 0]}, "n_met: not a whole number of observations in 1 row. Count the observations."),
        ({"n_observed": -1}, "n_observed: not a whole number of observations in 4 rows. Count the observations."),
        ({"target": [90, 0.9, 0.9, 0.9]}, "target: outside 0…1 in 1 row. Write targets as shares: 0.9 for 90 %."),
        ({"target": [None, 0.9, 0.9, 0.9]}, "target: missing in 1 row. Fill in the cells, or leave the rows out."),
        ({"variable": "x"}, "variable: named twice at its touchpoint in 2 rows. Keep one row per variable."),
        (
            {"n_met": "many"},
            "n_met: column 'n_met' holds words, not numbers. "
            "Give it a numeric role in study.toml, or turn its words into numbers with labels.",
        ),
    ],
)
def test_messages(change, message):
    with pytest.raises(CXError) as error:
        cx.touchpoint_variables(KEPT.assign(**change))
    assert str(error.value) == message
