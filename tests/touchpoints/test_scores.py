"""The score of each touchpoint: by hand, beside statsmodels, its grade, and where nothing can be said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

import cxlib as cx
from cxlib.errors import CXError
from cxlib.touchpoints.evidence import evidence_grades

REGISTER = pd.DataFrame(
    {"touchpoint": ["visit", "call", "bill"], "stage": ["a", "a", "b"], "owner_department": ["S", None, "B"],
     "target": [8.0, 4.0, np.nan]}
)  # fmt: skip
ANSWERS = pd.DataFrame(
    {"touchpoint": ["call"] * 5 + ["visit", "letter", "letter", None], "x": [1, 2, 4, 5, np.nan, 9, 7, 7, 3]}
)


def scores(data=ANSWERS, **how):
    return cx.touchpoint_scores(data, touchpoint="touchpoint", rating="x", **how)


def test_by_hand():
    found = scores(register=REGISTER)
    rows = found.table.set_index("touchpoint")
    assert list(rows.index) == ["visit", "call", "bill", "letter"]
    call = rows.loc["call"]
    # mean 3, variance 10/3, SE √(10/12) = 0.9129, Student's quantile with 3 degrees of freedom 3.1824
    assert (call["n"], call["estimate"], call["gap"], call["stage"]) == (4, 3.0, 1.0, "a")
    assert (call["conf_low"], call["conf_high"]) == pytest.approx((0.0948, 5.9052), abs=5e-5)
    # two of four answers reach the designed 4
    assert call["share_met"] == 0.5
    assert (call["share_low"], call["share_high"]) == pytest.approx(proportion_confint(2, 4, method="wilson"))
    assert rows["n"].tolist() == [1, 4, 0, 2]
    assert rows["evidence"].tolist() == ["C", "C", "D", "C"]
    assert rows["conf_low"].isna().tolist() == [True, False, True, True]
    assert rows["department"].fillna("").tolist() == ["S", "", "B", ""]
    assert found.notes == (
        "1 row without x left out.",
        "1 row without touchpoint left out.",
        "Not in the register: letter.",
        "Without an answer: bill.",
        "No interval where there is one answer or all are equal: visit, letter.",
    )


def test_without_a_register_the_answers_name_the_touchpoints():
    found = scores()
    assert found.table["touchpoint"].tolist() == ["call", "letter", "visit"]
    assert found.table[["stage", "department", "designed", "gap", "share_met"]].isna().all(axis=None)
    assert "Not in the register" not in " ".join(found.notes)


def test_top_and_scale():
    found = scores(register=REGISTER.replace({4.0: 4.5}), top=5, scale=(1, 10)).table.set_index("touchpoint")
    assert found["share_met"].fillna(-1).tolist() == [1.0, 0.25, -1.0, 1.0]
    assert found.loc["call", "conf_low"] == 1.0  # the interval ends where the scale does


def test_groups_each_have_all_touchpoints_and_weights_are_those_of_mean_rating():
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"touchpoint": rng.choice(["call", "visit"], 300), "x": rng.integers(0, 11, 300) * 1.0})
    data = data.assign(w=rng.uniform(0.2, 3, 300), wave=np.repeat([2, 1], 150))
    found = scores(data, register=REGISTER, by="wave", weights="w").table
    assert found[["wave", "touchpoint"]].to_numpy().tolist() == [
        [wave, name] for wave in (1, 2) for name in ("visit", "call", "bill")
    ]
    expected = cx.mean_rating(data, rating="x", by=["wave", "touchpoint"], weights="w").table
    shares = cx.top_box_share(data, rating="x", top=7, by=["wave", "touchpoint"], weights="w").table
    mine = scores(data, by="wave", weights="w", top=7).table
    for name in ("n", "estimate", "conf_low", "conf_high"):
        assert mine[name].to_numpy() == pytest.approx(expected[name].to_numpy(), rel=1e-12)
    assert mine["share_low"].to_numpy() == pytest.approx(shares["conf_low"].to_numpy(), rel=1e-12)


def test_grades_follow_the_effective_number_and_the_source():
    n = np.array([0.0, 0.5, 1, 29, 30, 199, 200, 10_000])
    assert "".join(evidence_grades(n, "contact")) == "DDCCBBAA"
    assert "".join(evidence_grades(n, "memory")) == "DDCCCCCC"
    assert "".join(evidence_grades(n, "opinion")) == "D" * 8
    data = pd.DataFrame({"touchpoint": "call", "x": [5.0, 7.0] * 120, "w": [1.0] * 120 + [0.01] * 120})
    assert scores(data).table["evidence"].tolist() == ["A"]
    assert scores(data, weights="w").table["evidence"].tolist() == ["B"]  # 122 by Kish


def test_the_planted_contacts_fall_short(contacts_study):
    found = cx.touchpoint_scores(
        contacts_study["transactional"], touchpoint="touchpoint", rating="satisfaction", scale=(0, 10),
        register=contacts_study["touchpoints"],
    ).table  # fmt: skip
    below = found["conf_high"] < found["designed"]
    assert found.loc[below, "touchpoint"].tolist() == ["T05", "T08", "T12", "T13", "T14"]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (
            {"scale": (0, 5)},
            'x: outside 0…5 in 3 rows (7, 9). If 7 means "no answer", write missing = [7] in study.toml.',
        ),
        (
            {"register": REGISTER, "scale": (1, 9), "data": ANSWERS.assign(touchpoint="other")},
            "responses: none of its touchpoints (other) stands in the register (visit, call, bill). "
            "Use the same ids in both tables.",
        ),
        (
            {"register": REGISTER.assign(target=80), "scale": (1, 10)},
            "register: the target of visit, call, bill is outside 1…10. Give targets on the scale of the rating.",
        ),
        (
            {"register": pd.concat([REGISTER, REGISTER])},
            "register: visit, call, bill stand in more than one row. Keep one row per touchpoint.",
        ),
        ({"source": "log"}, "source: 'log' is not known. Known: contact, memory, opinion."),
        (
            {"data": ANSWERS.assign(x=np.nan)},
            "x: no answer about a touchpoint. Check the columns and their missing codes in study.toml.",
        ),
        ({"data": ANSWERS.assign(x=np.inf)}, "x: infinite in 8 rows. Correct these rows."),
        ({"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."),
        (
            {"by": "n", "data": ANSWERS.assign(n=1)},
            "by: column 'n' is one of the result's own. Give it another name, or leave it out.",
        ),
        (
            {"weights": "w", "data": ANSWERS.assign(w=-1)},
            "weights: negative in 9 rows of column 'w'. "
            "A weight says how many people an answer stands for; write 0 for none, or leave the rows out.",
        ),
    ],
)
def test_messages(how, message):
    with pytest.raises(CXError) as error:
        scores(how.pop("data", ANSWERS), **how)
    assert str(error.value) == message
