"""The area under the ROC curve: by hand, against R's pROC, and as a property of pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxlib as cx
from cxlib.estimators.auc import rank_areas

# Ten people who came back would be too many to check by hand; these are 8 and 10.
ANSWERS = [10, 9, 9, 8, 7, 7, 6, 3, 10, 8, 8, 7, 5, 5, 2, 0, 9, 6]
OTHERS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3]
BACK = [1] * 8 + [0] * 10


def people(**columns) -> pd.DataFrame:
    return pd.DataFrame({"answer": ANSWERS, "other": OTHERS, "back": BACK, **columns}).astype(float)


def auc(data, scores, **options):
    return cx.outcome_auc(data, outcome="back", scores=scores, **options)


def test_four_people_by_hand():
    # Back: 9 and 7; not: 8 and 3. Pairs 9>8, 9>3, 7<8, 7>3: three of four.
    # Shares below: 9 → 1, 7 → ½, variance ⅛; shares above: 8 → ½, 3 → 1, variance ⅛. SE² = ⅛/2 + ⅛/2 = ⅛.
    four = pd.DataFrame({"answer": [9, 7, 8, 3], "back": [1, 1, 0, 0]})
    row = auc(four, "answer").table.iloc[0]
    assert row["estimate"] == 0.75
    assert row["std_error"] == pytest.approx(np.sqrt(1 / 8))
    # On the logit scale: ln 3 ± 1.96 · √⅛ / (¾ · ¼) = 1.0986 ± 3.6957
    low, high = 1.0986123 - 3.6957437, 1.0986123 + 3.6957437
    assert row["conf_low"] == pytest.approx(1 / (1 + np.exp(-low)), abs=1e-6)
    assert row["conf_high"] == pytest.approx(1 / (1 + np.exp(-high)), abs=1e-6)
    assert list(row[["score", "n", "n_yes"]]) == ["answer", 4, 2]


def test_as_r_does_it():
    # pROC 1.18.0: a <- roc(y, x, direction = "<"); auc(a); var(a); cov(a, b); roc.test(a, b, paired = TRUE)
    table = auc(people(), ["answer", "other"]).table
    assert table["estimate"].tolist() == pytest.approx([0.6375, 0.3375], abs=1e-12)
    assert (table["std_error"] ** 2).tolist() == pytest.approx([0.01849206349206, 0.01884920634921], abs=1e-13)
    row = auc(people(), ["answer", "other"], reference="other").table.iloc[0]
    assert list(row[["score", "reference", "n", "n_yes"]]) == ["answer", "other", 18, 8]
    expected = [0.3, -0.143598343419, 0.743598343419, 0.185005674913]
    assert row[["estimate", "conf_low", "conf_high", "p_value"]].tolist() == pytest.approx(expected, abs=1e-11)


@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=4, max_size=40))
def test_it_is_the_share_of_pairs_and_turns_with_the_scale(drawn):
    score, back = (np.array(part) for part in zip(*drawn, strict=True))
    if min(back.sum(), (~back).sum()) < 2:
        return
    gaps = np.subtract.outer(score[back], score[~back])
    areas, covariance = rank_areas(np.array([score, -score, 3 * score + 1]), back * 1.0, ~back * 1.0)
    assert areas[0] == pytest.approx((gaps > 0).mean() + (gaps == 0).mean() / 2)
    assert areas[1] == pytest.approx(1 - areas[0])
    assert areas[2] == pytest.approx(areas[0])
    # what turns round has the same variance, and goes against itself
    assert covariance[0, 1] == pytest.approx(-covariance[0, 0])
    assert covariance[0, 2] == pytest.approx(covariance[0, 0])


def test_counted_people_are_as_good_as_listed_ones():
    cells = pd.DataFrame({"x": ANSWERS, "yes": np.array(BACK) == 1}).groupby("x")["yes"].agg(["sum", "size"])
    yes = cells["sum"].to_numpy(float)
    areas, covariance = rank_areas(cells.index.to_numpy()[None, :], yes, cells["size"].to_numpy() - yes)
    assert areas[0] == pytest.approx(0.6375)
    assert covariance[0, 0] == pytest.approx(0.01849206349206)


def test_the_standard_error_is_the_spread_of_the_areas():
    # Answers 0 to 10, correlated scores: the spread over samples of 40 and 60, and the mean variance told of each.
    rng, back = np.random.default_rng(5), np.arange(100) < 40
    areas, variances = [], []
    for _ in range(500):
        liking = rng.normal(5, 2, 100) + 1.5 * back
        scores = np.clip(np.rint([liking, liking + rng.normal(0, 1, 100)]), 0, 10)
        found, covariance = rank_areas(scores, back * 1.0, ~back * 1.0)
        areas.append(found)
        variances.append(covariance)
    # the spread of 500 samples is known to 3 · √(2 / 500) = 19 %
    assert np.mean(variances, axis=0) == pytest.approx(np.cov(np.array(areas).T), rel=0.19)


def test_rows_with_a_gap_are_left_out_of_every_score_and_noted():
    data = people()
    data.loc[0, "other"] = np.nan
    data.loc[17, "back"] = np.nan
    found = auc(data, ["answer", "other"])
    assert found.table["n"].tolist() == [16, 16]
    assert found.notes[0] == "2 rows without back or a score left out."
    pd.testing.assert_frame_equal(found.table, auc(people().drop([0, 17]), ["answer", "other"]).table)


@pytest.mark.parametrize(("answers", "area"), [([1, 2, 8, 9], 0.0), ([8, 9, 1, 2], 1.0), ([5, 5, 5, 5], 0.5)])
def test_without_variance_there_is_no_interval(answers, area):
    found = auc(pd.DataFrame({"answer": answers, "back": [1, 1, 0, 0]}), "answer")
    assert found.table["estimate"].tolist() == [area]
    assert found.table[["std_error", "conf_low", "conf_high"]].isna().all(axis=None)
    assert found.notes == ("No interval for 1 of 1 rows: there is no variance.",)


def test_a_score_against_its_own_double_has_no_interval():
    row = auc(people(double=ANSWERS), ["answer", "double"], reference="answer").table.iloc[0]
    assert row["estimate"] == 0
    assert np.isnan(row["p_value"])


@pytest.mark.parametrize(
    ("changes", "options", "message"),
    [
        (
            {"back": [2] * 3 + [1] * 10 + [0] * 5},
            {},
            "outcome: other values than 0 and 1 in 3 rows (2). Give a column of 1 for yes and 0 for no; labels in "
            "study.toml can make it.",
        ),
        (
            {"back": [1] + [0] * 17},
            {},
            "outcome: 1 people with a 1 and 17 with a 0 in column 'back'. At least two of each are needed.",
        ),
        (
            {},
            {"reference": "othr"},
            "reference: 'othr' is not among the scores. Did you mean other?",
        ),
        (
            {},
            {"scores": ["answer", "back"]},
            "scores: column 'back' is also the outcome. Give each column one part to play.",
        ),
        ({}, {"scores": "anser"}, "scores: no column 'anser' in the table. Did you mean answer?"),
    ],
)
def test_what_cannot_be_is_refused(changes, options, message):
    with pytest.raises(cx.CXError) as error:
        auc(people(**changes), **{"scores": ["answer", "other"], **options})
    assert str(error.value) == message


def drawn_people(kinds: tuple[int, int]) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    back = np.repeat([1, 0], kinds)
    return pd.DataFrame(
        {"back": back, "answer": rng.normal(size=len(back)) + back, "other": rng.normal(size=len(back))}
    )


def test_a_difference_of_areas_stays_on_the_scale_and_needs_people_of_both_kinds():
    """Four against four, one score right and one turned round: −1 ± 0.15 went to −1.07, with p = 1e-26 of 8 people."""
    few = auc(drawn_people((4, 40)), ["answer", "other"], reference="answer")
    assert (
        few.table[["conf_low", "conf_high", "p_value"]].isna().all(axis=None) and few.table["std_error"].notna().all()
    )
    assert few.notes == ("Fewer than 5 people of one kind: no interval and no p-value of differences.",)
    rough = auc(drawn_people((6, 60)), ["answer", "other"], reference="answer")
    assert rough.table["p_value"].notna().all()
    assert rough.notes[0].startswith("Fewer than 20 people of one kind: intervals are rough")
    enough = auc(drawn_people((20, 60)), ["answer", "other"], reference="answer")  # control
    assert enough.notes == () and enough.table["p_value"].notna().all()
    turned = drawn_people((6, 6))
    turned["answer"], turned["other"] = turned["back"] + turned.index / 100, -turned["back"] + (turned.index == 0) * 1.5
    assert auc(turned, ["answer", "other"], reference="answer").table["conf_low"].item() == -1
