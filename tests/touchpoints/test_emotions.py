"""What is felt most at each touchpoint."""

from __future__ import annotations

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

import cxlib as cx
from cxlib.errors import CXError

FELT = pd.DataFrame(
    [("call", "worry")] * 3 + [("call", "joy")] * 2 + [("call", "none")] * 5 + [("visit", "pride"), ("visit", "joy")]
    + [("bill", "none")] * 4 + [("bill", None), (None, "joy")],
    columns=["contact", "felt"],
)  # fmt: skip


def test_by_hand():
    found = cx.touchpoint_emotions(FELT, touchpoint="contact", emotion="felt")
    rows = found.table.set_index("touchpoint")
    assert rows.loc["call", ["emotion", "valence", "n", "estimate"]].tolist() == ["worry", -1, 10, 0.3]
    assert rows.loc["call", ["conf_low", "conf_high"]].tolist() == pytest.approx(
        proportion_confint(3, 10, method="wilson")
    )
    assert rows.loc["visit", ["emotion", "n", "estimate"]].tolist() == ["joy", 2, 0.5]
    assert rows.loc["bill", "n"] == 4
    assert rows.loc["bill", ["emotion", "valence", "estimate", "conf_low", "conf_high"]].isna().all()
    assert found.notes == (
        "2 rows without contact or felt left out.",
        "Two emotions are the commonest at visit; the first in the alphabet stands.",
    )


def test_good_less_bad_emotions_with_the_interval_of_a_net_score():
    """Two of ten joy, three worry: −0.1; the interval counts ¾ more of each and 3 more answers."""
    rows = cx.touchpoint_emotions(FELT, touchpoint="contact", emotion="felt").table.set_index("touchpoint")
    assert rows.loc["call", "net"] == pytest.approx(-0.1)
    good, bad, n = (2 + 0.75) / 13, (3 + 0.75) / 13, 13
    half = 1.959964 * ((good + bad - (good - bad) ** 2) / n) ** 0.5
    assert rows.loc["call", ["net_low", "net_high"]].tolist() == pytest.approx([good - bad - half, good - bad + half])
    assert rows.loc["visit", "net"] == 0.5  # pride has no valence and counts as neither
    assert rows.loc["bill", ["net", "net_low", "net_high"]].isna().all()


def test_a_word_without_valence_has_none():
    felt = FELT[FELT["felt"] == "pride"]
    assert cx.touchpoint_emotions(felt, touchpoint="contact", emotion="felt").table["valence"].isna().all()
    found = cx.touchpoint_emotions(felt, touchpoint="contact", emotion="felt", valence={"pride": 1}).table
    assert found["valence"].tolist() == [1]


def test_the_claim_is_angry(contacts_study):
    found = cx.touchpoint_emotions(contacts_study["transactional"], touchpoint="touchpoint", emotion="emotion").table
    assert found.loc[found["valence"] < 0, ["touchpoint", "emotion"]].to_numpy().tolist() == [["T14", "anger"]]


def test_message():
    with pytest.raises(CXError) as error:
        cx.touchpoint_emotions(FELT.assign(felt=None), touchpoint="contact", emotion="felt")
    assert str(error.value) == "felt: no answer about a touchpoint. Check the column and its missing codes."
