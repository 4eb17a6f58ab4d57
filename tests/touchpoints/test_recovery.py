"""A problem well or badly handled against none, and what the readings and the figure of emotions say."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cxlib as cx
from cxlib.errors import CXError


def drawn(well: float, badly: float, n: int = 60) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    parts = {"none": 8.0, "well handled": 8.0 + well, "badly handled": 8.0 + badly}
    return pd.concat(
        [pd.DataFrame({"trouble": name, "score": mean + rng.normal(size=n)}) for name, mean in parts.items()],
        ignore_index=True,
    )


def test_the_difference_is_welchs():
    data = drawn(-1, -3)
    found = cx.service_recovery(data, impression="score", problem="trouble").table
    sides = [data.loc[data["trouble"] == name, "score"] for name in ("none", "well handled", "badly handled")]
    for row, side in zip(found.itertuples(), sides[1:], strict=True):
        test = stats.ttest_ind(side, sides[0], equal_var=False)
        limits = test.confidence_interval()
        assert (row.p_value, row.conf_low, row.conf_high) == pytest.approx((test.pvalue, limits.low, limits.high))
    assert found["n"].tolist() == [60, 60] and found["n_reference"].tolist() == [60, 60]


@pytest.mark.parametrize(
    ("well", "headline"),
    [
        (1.0, "A problem that was well handled leaves people more content than none: a paradox."),
        (-1.0, "A problem that was well handled still leaves less than none: no paradox."),
        (-0.04, "A problem that was well handled cannot be distinguished from none."),
    ],
)
def test_what_is_said_of_it(well, headline):
    said = cx.reading(cx.service_recovery(drawn(well, -2), impression="score", problem="trouble"), aside=True)
    assert said.headline == headline


def test_words_that_are_not_known_are_told():
    data = drawn(-1, -2).replace({"trouble": {"well handled": "bien resuelto"}})
    with pytest.raises(CXError) as error:
        cx.service_recovery(data, impression="score", problem="trouble")
    assert error.value.problem == "trouble: 0 people answered “well handled”; 10 are needed."


FELT = pd.DataFrame(
    {"t": ["bill"] * 40 + ["visit"] * 40, "e": ["anger"] * 30 + ["joy"] * 10 + ["joy"] * 38 + ["none"] * 2}
)


def test_the_reading_of_emotions_names_where_bad_ones_prevail():
    result = cx.emotion_profile(FELT, touchpoint="t", emotion="e")
    said = cx.reading(result, labels={"bill": "the *bill*"}, aside=True)
    assert said.headline == "Bad emotions surely outweigh good ones at the \\*bill\\*."
    assert said.evidence == "supported"
    turned = cx.reading(cx.emotion_profile(FELT.replace({"anger": "joy"}), touchpoint="t", emotion="e"), aside=True)
    assert turned.headline == "At no touchpoint do bad emotions surely outweigh good ones."


def test_the_figure_draws_the_table_and_marks_what_has_no_answer():
    result = cx.emotion_profile(FELT, touchpoint="t", emotion="e")
    ax = cx.plot_emotions(result, unanswered=["bill"], labels={"bill": "invoice"})
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == pytest.approx([-75, 0, 25, 95])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["invoice ▲", "visit"]
    assert ax.figure.get_label().startswith("Good and bad emotions at 2 touchpoints, 80 answers. Lowest: invoice")
    plt.close("all")


@pytest.mark.parametrize(("share", "word"), [(0.95, "agree well enough"), (0.3, "do not agree well enough")])
def test_the_reading_of_coders(share, word):
    rng = np.random.default_rng(1)
    hand = pd.Series(rng.choice(list("abc"), 300))
    codes = pd.DataFrame({"hand": hand, "list": hand.where(rng.random(300) < share, rng.choice(list("abc"), 300))})
    said = cx.reading(cx.coder_agreement(codes, coders=["hand", "list"]), aside=True)
    assert word in said.headline
