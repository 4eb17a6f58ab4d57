"""Emotions on balance, foreseen and felt, and the answers that are prepared for them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from scipy import stats

import cxlib as cx
from cxlib.aggregate import mark_person
from cxlib.errors import CXError

FELT = pd.DataFrame(
    [("call", "worry", 1, -3)] * 3 + [("call", "joy", 2, 3)] * 2 + [("call", "none", 3, 0)] * 5
    + [("visit", "trust", 4, 2), ("visit", "pride", 5, 5), ("visit", "joy", 6, 4), (None, "joy", 7, 1)],
    columns=["contact", "felt", "who", "points"],
)  # fmt: skip


def test_by_hand_one_emotion_each():
    """Two of ten good, three bad: −0.1, with the t interval of ten values of +1, 0 and −1."""
    found = cx.emotion_profile(FELT, touchpoint="contact", emotion="felt", felt="points")
    row = found.table.set_index("touchpoint").loc["call"]
    assert row[["n", "good", "neither", "bad"]].tolist() == pytest.approx([10, 0.2, 0.5, 0.3])
    values = np.array([1, 1, -1, -1, -1, 0, 0, 0, 0, 0])
    low, high = stats.t.interval(0.95, 9, -0.1, values.std(ddof=1) / 10**0.5)
    assert row[["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx([-0.1, low, high])
    assert row["felt"] == pytest.approx(-0.3)
    assert found.notes == ("2 rows without contact or a known emotion left out.",)
    visit = found.table.set_index("touchpoint").loc["visit"]
    assert visit["estimate"] == 1 and np.isnan(visit["conf_low"])  # all alike: no limits


def test_emotions_that_are_mostly_unknown_are_no_balance():
    """Of calm, angry and happy people only the calm would count, and all were glad."""
    words = pd.DataFrame({"t": "a", "e": ["calm"] * 4 + ["angry"] * 5 + ["happy"] * 3 + [None]})
    with pytest.raises(cx.CXError) as error:
        cx.emotion_profile(words, touchpoint="t", emotion="e")
    assert str(error.value) == (
        "e: no known valence of “angry”, “happy” (8 rows). Name them in labels as the workbook does: none, joy, calm, "
        "admiration, trust, surprise, disappointment, worry, anger, hate, get_even."
    )
    known = cx.emotion_profile(words, touchpoint="t", emotion="e", valence={"calm": 1, "angry": -1, "happy": 1})
    assert known.table["estimate"].tolist() == pytest.approx([(4 + 3 - 5) / 12])


def test_several_emotions_of_a_person_count_as_one_person():
    once = pd.DataFrame({"t": "a", "e": ["joy", "anger", "none", "joy", "anger", "joy"], "who": range(6)})
    twice = pd.concat([once, once], ignore_index=True)
    plain = cx.emotion_profile(once, touchpoint="t", emotion="e", person="who").table.iloc[0]
    doubled = cx.emotion_profile(twice, touchpoint="t", emotion="e", person="who").table.iloc[0]
    blind = cx.emotion_profile(twice, touchpoint="t", emotion="e").table.iloc[0]
    told = ["n", "estimate", "std_error", "conf_low", "conf_high"]
    assert doubled[told].tolist() == pytest.approx(plain[told].tolist())
    assert blind["n"] == 12 and blind["std_error"] < doubled["std_error"]


def test_the_interval_holds_what_it_promises_where_people_tick_several():
    held = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        people = rng.normal(size=60)
        who = np.repeat(np.arange(60), rng.integers(1, 5, 60))
        word = np.select([people[who] > 0.5, people[who] < -0.5], ["joy", "anger"], "none")
        row = cx.emotion_profile(
            pd.DataFrame({"t": "a", "e": word, "who": who}), touchpoint="t", emotion="e", person="who"
        ).table.iloc[0]
        held += row["conf_low"] <= 0 <= row["conf_high"]
    assert 0.915 <= held / 300 <= 0.985  # three standard errors


def test_words_without_a_valence_are_named():
    with pytest.raises(CXError) as error:
        cx.emotion_profile(FELT.assign(felt="pride"), touchpoint="contact", emotion="felt")
    assert error.value.problem == "felt: no word has a known valence."


def test_foreseen_by_hand():
    plan = pd.DataFrame({"contact": ["call", "visit", "bill"], "foreseen": ["joy", "joy", "calm"]})
    found = cx.foreseen_emotions(FELT, register=plan, touchpoint="contact", emotion="felt")
    rows = found.table.set_index("touchpoint")
    assert rows["felt"].to_dict() == {"call": "worry", "visit": "joy"}
    assert rows["estimate"].to_dict() == pytest.approx({"call": 0.2, "visit": 1 / 3})
    assert found.settings["kappa"]["n"] == 2


def test_playbook_by_hand():
    plan = pd.DataFrame({"contact": ["call", "visit"], "felt": ["anger", "worry"], "free": [1, 0]})
    met = pd.DataFrame({"contact": ["call"] * 15 + ["bill"] * 4, "felt": ["anger"] * 5 + ["worry"] * 10 + ["hate"] * 4})
    found = cx.playbook_coverage(met, playbook=plan, touchpoint="contact", emotion="felt", discretion="free")
    assert found.table.values.tolist() == [["call", "worry", 10, False], ["call", "anger", 5, True]]
    assert (found.coverage, found.coverage_of_people, found.discretion) == pytest.approx((1 / 2, 5 / 15, 1 / 2))
    seen = cx.playbook_coverage(met, playbook=plan, touchpoint="contact", emotion="felt", min_seen=4)
    assert len(seen.table) == 3 and np.isnan(seen.discretion)
    with pytest.raises(CXError, match="no bad emotion was met 20 times"):
        cx.playbook_coverage(met, playbook=plan, touchpoint="contact", emotion="felt", min_seen=20)


def test_what_was_planted_in_the_sample_company():
    tables = cx.read_study(cx.sample_study(), tables=["transactional", "playbook", "touchpoints"]).tables
    about = {"touchpoint": "touchpoint", "emotion": "emotion"}
    profile = cx.emotion_profile(tables["transactional"], **about, strength="strength").table
    assert profile["touchpoint"].tolist()[:2] == ["T14", "T09"] and profile["touchpoint"].iloc[-1] == "T07"
    assert profile["strength"].idxmin() == profile.index[profile["touchpoint"] == "T05"][0]  # the wait is quiet
    gap = cx.playbook_coverage(tables["transactional"], playbook=tables["playbook"], **about).table.iloc[0]
    assert gap[["touchpoint", "emotion", "answered"]].tolist() == ["T09", "anger", False]
    seen = cx.foreseen_emotions(
        tables["transactional"], register=tables["touchpoints"], **about, foreseen="foreseen_emotion"
    ).table.set_index("touchpoint")
    assert seen.loc["T14", ["foreseen", "felt"]].tolist() == ["disappointment", "anger"]


def test_how_it_felt_is_a_mean_of_people_with_their_interval():
    """Person 1 felt −4 and −2 (a mean of −3), the others 1 and 2: mean 0, with the t interval of −3, 1 and 2."""
    rows = pd.DataFrame({"t": "a", "e": ["anger", "worry", "joy", "joy"], "who": [1, 1, 2, 3], "f": [-4, -2, 1, 2]})
    row = cx.emotion_profile(rows, touchpoint="t", emotion="e", person="who", felt="f", strength="f").table.iloc[0]
    values = np.array([-3.0, 1.0, 2.0])
    limits = stats.t.interval(0.95, 2, values.mean(), values.std(ddof=1) / 3**0.5)
    assert row[["felt", "felt_low", "felt_high"]].tolist() == pytest.approx([0, *limits])
    assert row[["strength", "strength_low", "strength_high"]].tolist() == pytest.approx([0, *limits])
    alike = cx.emotion_profile(rows.assign(f=1), touchpoint="t", emotion="e", felt="f").table.iloc[0]
    assert alike["felt"] == 1 and np.isnan(alike["felt_low"])


def test_touchpoints_lie_in_a_plane_named_apart_from_one_another():
    rng = np.random.default_rng(4)
    names = [f"touchpoint number {k}" for k in range(14)]
    rows = pd.DataFrame({"t": np.repeat(names, 30), "e": "joy", "f": rng.normal(1, 1, 420), "s": rng.normal(3, 1, 420)})
    profile = cx.emotion_profile(rows, touchpoint="t", emotion="e", felt="f", strength="s")
    ax = cx.plot_points(profile, labels={names[0]: "claim"})
    texts = [one for one in ax.texts if one.get_text().replace("\n", " ") in {"claim", *names[1:]}]
    assert len(texts) == 14
    ax.figure.canvas.draw()
    boxes = sorted(map(Text.get_window_extent, texts), key=lambda box: box.y0)  # without their lines
    assert all(below.y1 <= above.y0 + 1 for below, above in pairwise(boxes))
    with pytest.raises(CXError, match="the profile has no felt and no strength"):
        cx.plot_points(cx.emotion_profile(rows, touchpoint="t", emotion="e"))


def test_an_amount_that_the_staff_may_give_is_discretion():
    met = pd.DataFrame({"t": ["a"] * 9, "e": ["anger"] * 9})
    book = pd.DataFrame({"t": ["a", "b", "c", "d"], "e": "anger", "euros": [30, 0, 10, None]})
    found = cx.playbook_coverage(met, playbook=book, touchpoint="t", emotion="e", discretion="euros")
    assert found.discretion == pytest.approx(2 / 3)  # of three that say so; not the mean of 30, 0 and 10


def test_an_emotion_that_one_person_had_fifteen_times_is_not_told():
    met = pd.DataFrame({"t": ["bill"] * 30, "e": ["anger"] * 15 + ["worry"] * 15})
    met["who"] = [f"K{k}" for k in range(15)] + ["K99"] * 15
    book = pd.DataFrame({"t": ["bill"], "e": ["anger"]})
    asked = {"playbook": book, "touchpoint": "t", "emotion": "e", "min_seen": 10, "min_cell": 10}
    assert cx.playbook_coverage(met, **asked).table["emotion"].tolist() == ["worry", "anger"]  # each a person's
    mark_person(met, "who")
    assert cx.playbook_coverage(met, **asked).table["emotion"].tolist() == ["anger"]
