"""Readings of scores: each form of the sentence whole, the groups that are named, and the bundle of numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.readings import READING


def answers(*counts: int) -> pd.DataFrame:
    return pd.DataFrame({"x": [10] * counts[0] + [8] * counts[1] + [2] * counts[2]})


def grouped(**groups) -> pd.DataFrame:
    return pd.concat([answers(*counts).assign(group=name) for name, counts in groups.items()], ignore_index=True)


def waves(second, first=(500, 300, 200)) -> pd.DataFrame:
    return pd.concat([answers(*first).assign(wave=1), answers(*second).assign(wave=2)], ignore_index=True)


def change_of(second, **options) -> cx.Result:
    return cx.nps_difference(waves(second), rating="x", between="wave", reference=1, **options)


# One score


def test_a_score_is_told_with_its_denominator():
    result = cx.net_promoter_score(answers(50, 30, 20), rating="x")
    said = cx.reading(result, returned=120)
    assert said.text == (
        "NPS 30.0 (14.0 to 44.3) from 100 valid answers in 120 questionnaires. With the blanks in the denominator it "
        "would be 25.0."
    )
    few = cx.net_promoter_score(answers(5, 3, 2), rating="x")
    assert cx.reading(few, returned=10).text.endswith("Fewer than 30 answers: read the interval, not the score.")
    assert cx.reading(few).headline == "NPS 30.0 (−21.7 to 67.5) from 10 valid answers."
    assert (said.evidence, cx.reading(few).evidence) == ("described", "too few")


def test_scores_of_groups_are_named_five_at_most():
    result = cx.net_promoter_score(grouped(a=(50, 30, 20), b=(5, 3, 2)), rating="x", by="group")
    assert cx.reading(result, labels={"a": "North_1"}).text == (
        "NPS by group: North\\_1 30.0 and b 30.0.\n\n"
        "- North\\_1: NPS 30.0 (14.0 to 44.3) from 100 valid answers.\n"
        "- b: NPS 30.0 (−21.7 to 67.5) from 10 valid answers.\n"
        "- 1 group has fewer than 30 answers: read its interval, not its score."
    )
    many = cx.net_promoter_score(grouped(**{name: (5, 3, 2) for name in "abcdefg"}), rating="x", by="group")
    assert cx.reading(many).headline.endswith("d 30.0, e 30.0 and 2 more.")
    assert cx.reading(many).groups == list("abcdefg")


def test_weights_are_told_by_what_they_move_and_what_they_cost():
    table = answers(50, 30, 20).assign(w=[1] * 50 + [2] * 50)
    plain, heavy = (cx.net_promoter_score(table, rating="x", weights=name) for name in (None, "w"))
    said = cx.reading(plain, heavy, truth={"population": -8.25})
    assert said.text == (
        "Weights move the NPS from 30.0 to 6.7 (−8.6 to 21.6). Design effect 1.01: 100 answers are worth 99 of a "
        "simple random sample.\n\n"
        "Planted truth: the NPS of everybody whom the weights stand for is −8.3. Estimated: 6.7."
    )


# A change


@pytest.mark.parametrize(
    ("second", "sentence", "evidence"),
    [
        ((300, 300, 400), "The score fell by 40.0 points from wave 1 to 2 (−47.0 to −32.9).", "supported"),
        ((700, 200, 100), "The score rose by 30.0 points from wave 1 to 2 (23.6 to 36.3).", "supported"),
        (
            (505, 300, 195),
            "The change from wave 1 to 2 (+1.0 points, −5.8 to 7.8) cannot be distinguished from no change.",
            "open",
        ),
        (
            (5, 3, 2),
            "The change from wave 1 to 2 (0.0 points, −51.9 to 37.8) rests on 1,000 and 10 answers: too few to say.",
            "too few",
        ),
    ],
)
def test_the_forms_of_a_change(second, sentence, evidence):
    said = cx.reading(change_of(second), about="change")
    assert (said.headline, said.text, said.evidence) == (sentence, sentence, evidence)


def test_a_change_says_what_its_interval_allows_for():
    data = waves((300, 300, 400)).assign(w=1.0, c=lambda table: table.index % 40)
    weighted = {"rating": "x", "between": "wave", "reference": 1, "weights": "w"}
    said = cx.reading(cx.nps_difference(data, **weighted), about="change", truth=-38)
    assert said.text == (
        "The score fell by 40.0 points from wave 1 to 2 (−47.0 to −32.9; weighted).\n\n"
        "Planted truth: the change is −38.0. Estimated: −40.0."
    )
    assert "; weighted, by c)" in cx.reading(cx.nps_difference(data, cluster="c", **weighted), about="change").text
    assert "; by c)" in cx.reading(change_of_clusters(data), about="change").text


def change_of_clusters(data: pd.DataFrame) -> cx.Result:
    return cx.nps_difference(data, rating="x", between="wave", reference=1, cluster="c")


def test_analyses_are_counted_by_what_they_tell():
    clear, open_ = change_of((300, 300, 400)), change_of((505, 300, 195))
    start = "2 analyses of the same questionnaires give changes from −40.0 to +1.0 points. "
    assert cx.reading(clear, open_).text == start + "1 of 2 tells a fall."
    assert cx.reading(open_, open_).text.endswith("None can be distinguished from no change.")
    risen = change_of((700, 200, 100))
    assert cx.reading(risen, risen).text.endswith("2 of 2 tell a rise.")
    assert cx.reading(clear, change_of((5, 3, 2))).text == "Fewer than 30 answers in a wave: too few to say."


# Groups


def test_groups_that_differ_from_the_rest_are_named_and_the_others_counted():
    data = grouped(Galicia=(10, 30, 60), Madrid=(60, 30, 10), a=(35, 30, 35), b=(36, 30, 34), c=(34, 30, 36))
    raw = cx.nps_difference(data, rating="x", between="group", reference="rest")
    said = cx.reading(raw, labels={"group": "Región"})
    assert said.text == (
        "Región: Galicia (62.5 points below) and Madrid (62.5 points above) differ from the rest. The other 3 cannot "
        "be distinguished from it. Of 5 comparisons 2 look different one by one, where chance alone would give fewer "
        "than one. After correcting for the number of comparisons (Holm), 2 still do. A group of 100 answers would "
        "have to lie about 32 points from the rest to be told from it four times in five."  # (2.576 + 0.842) · √(…)
    )
    assert (said.groups, said.evidence) == (["Galicia", "Madrid"], "supported")
    assert [number.estimate for number in said.numbers] == pytest.approx([-62.5, 62.5])


def test_of_small_groups_it_is_told_first_what_they_could_show():
    data = grouped(**{name: (5, 4, 3) for name in "abcdefghij"})
    said = cx.reading(cx.nps_difference(data, rating="x", between="group", reference="rest"))
    assert said.text.startswith(
        "Group: none of 10 groups can be distinguished from the rest. A group of 12 answers would have to lie about "
    )
    assert said.text.count("four times in five") == 1


def test_a_group_is_told_with_its_score_beside_how_far_it_lies_from_the_rest():
    data = grouped(Galicia=(10, 30, 60), Madrid=(60, 30, 10), a=(35, 30, 35))
    raw = cx.nps_difference(data, rating="x", between="group", reference="rest")
    scores = cx.net_promoter_score(data, rating="x", by="group")
    told = "Galicia (NPS −50.0, 75.0 points below) and Madrid (NPS 50.0, 75.0 points above) differ from the rest."
    assert cx.reading(raw, scores).headline == f"Group: {told} The other one cannot be distinguished from it."
    assert cx.reading(raw, scores, about="periods").headline.startswith(f"By period: {told}")
    assert cx.reading(raw, raw).topic == "nps_difference analyses"  # other differences are other analyses


def test_of_periods_that_are_alike_it_is_said_in_their_word():
    alike = cx.nps_difference(grouped(**{f"2026-0{k}": (35, 30, 35) for k in range(1, 6)}), rating="x", between="group",
                              reference="rest")  # fmt: skip
    said = cx.reading(alike, about="periods")
    assert said.headline == "None of the 5 periods can be distinguished from the others."
    assert said.text.startswith(f"{said.headline} A series of 5 is too short")


def test_what_was_planted_is_compared_where_these_groups_were():
    data = grouped(Galicia=(10, 30, 60), Madrid=(60, 30, 10), a=(35, 30, 35))
    raw = cx.nps_difference(data, rating="x", between="group", reference="rest")
    told = cx.reading(raw, truth={"up": ["Madrid"], "down": ["a"]}).text
    assert told.endswith("Planted truth: 2 groups differ. Found with all counted: 1 of them, and 1 that do not.")
    assert "Planted" not in cx.reading(raw, truth={"up": ["B001"], "down": []}).text


def test_without_a_difference_nobody_is_named():
    data = grouped(a=(35, 30, 35), b=(36, 30, 34), c=(34, 30, 36))
    said = cx.reading(cx.nps_difference(data, rating="x", between="group", reference="rest"))
    assert said.headline == "Group: none of 3 groups can be distinguished from the rest."
    assert "After correcting for the number of comparisons (Holm), none still does. A group of" in said.text
    assert (list(said.groups), said.evidence) == ([], "open")


def gaps(*rows, by=("wave",)) -> cx.Result:
    names = ["wave", "problem", "reference", "n", "n_reference", "estimate", "conf_low", "conf_high"]
    settings = {"between": "problem", "by": list(by), "reference": "no"}
    return cx.Result(kind="nps_difference", table=pd.DataFrame(rows, columns=names), settings=settings)


def test_each_gap_is_told_in_one_of_three_ways():
    clear, unclear = (2017, "yes", "no", 30, 50, -24.9, -34.0, -16.0), (2017, "x", "no", 30, 50, 1.0, -3.0, 5.0)
    few = (2018, "yes", "no", 29, 2000, -24.9, -34.0, -16.0)
    said = cx.reading(gaps(clear, unclear, few))
    assert said.text.splitlines() == [
        "- 2017: yes against no: −24.9 points (−34.0 to −16.0).",
        "- 2017: x against no: +1.0 points (−3.0 to 5.0), cannot be distinguished from no difference.",
        "- 2018: yes against no: −24.9 points, too few to say (2,000 and 29 answers).",
    ]
    named = "2017: yes (24.9 points below) differs from no."
    assert said.headline == f"{named} The other one cannot be distinguished from it."
    assert cx.reading(gaps(clear)).headline == "2017: yes against no: −24.9 points (−34.0 to −16.0)."
    assert cx.reading(gaps(few, few)).headline == "Too few answers to say whether a group differs."
    assert cx.reading(gaps()).headline == "No group is large enough to be compared."


def test_pooling_names_the_groups_that_it_sets_apart():
    data = grouped(Galicia=(10, 30, 60), Madrid=(60, 30, 10), a=(35, 30, 35), b=(36, 30, 34))
    whole = cx.net_promoter_score(data, rating="x")
    assert cx.reading(cx.nps_pooled(data, rating="x", by="group"), whole).text == (
        "Pooling alone would set 2 groups apart from the score of all, 0.5: Galicia and Madrid."
    )


# Waves and segments


def trend(n=100, last=4.0, weights=None) -> cx.Result:
    table = pd.DataFrame({"wave": ["w1", "w2"], "n": [n, n + 1], "estimate": [3.0, last], "std_error": [0.1, 0.1]})
    table = table.assign(conf_low=table["estimate"] - 0.2, conf_high=table["estimate"] + 0.2)
    settings = {"rating": "over_all", "by": ["wave"], "weights": weights, "confidence_level": 0.95}
    return cx.Result(kind="mean_rating", table=table, settings=settings)


def test_a_trend_is_told_as_a_rise_a_fall_no_change_or_too_few():
    assert cx.reading(trend()).text == (
        "Mean of over\\_all: from 3.00 in w1 to 4.00 in w2, a rise (interval of the change 0.72 to 1.28). The highest "
        "is 4.00 in w2."
    )
    assert "a fall (interval of the change −1.28 to −0.72)" in cx.reading(trend(last=2.0)).headline
    assert "which cannot be distinguished from no change" in cx.reading(trend(last=3.27)).headline
    assert cx.reading(trend(n=29)).headline.endswith("too few answers to say (29 and 30).")
    one = cx.Result(kind="mean_rating", table=trend().table.head(1), settings=trend().settings)
    assert cx.reading(one).text == "Mean of over\\_all: one wave is no trend."
    weighted = cx.reading(trend(weights="w"), labels={"over_all": "“overall”"})
    assert weighted.headline.startswith("Weighted mean of “overall”: from")
    assert weighted.topic != cx.reading(trend()).topic


def total(mix, rate, n=100) -> cx.Result:
    values = {"mix": mix, "rate": rate, "change": mix + rate}
    table = pd.DataFrame({"component": values.keys(), "estimate": values.values(), "status": "total"})
    table = table.assign(conf_low=table["estimate"] - 2, conf_high=table["estimate"] + 2, n_from=n, n_to=n)
    return cx.Result(kind="nps_change", table=table, settings={"segment": "area"})


def test_mix_and_own_scores_are_told_with_what_cannot_be_distinguished_from_none():
    assert cx.reading(total(-1.0, -7.9)).text == (
        "Of a change of −8.9 points, −1.0 lie in the mix of the segments by area and −7.9 in their own scores. Change: "
        "−8.9 (−10.9 to −6.9). Mix of the segments: −1.0 (−3.0 to 1.0), which cannot be distinguished from none. Own "
        "scores: −7.9 (−9.9 to −5.9)."
    )
    assert "Own scores: +1.0 (−1.0 to 3.0), which cannot be distinguished from none." in cx.reading(total(5, 1.0)).text
    assert cx.reading(total(5.0, 1.0, n=29)).text == (
        "Fewer than 30 answers in a wave: too few to split the change by area."
    )


def test_a_sample_size_is_told_with_the_shares_it_is_for():
    shares = {"promoters": 0.4, "detractors": 0.3}
    assert cx.reading(cx.nps_sample_size(margin=5, **shares)).text == (
        "At 40 % promoters and 30 % detractors a margin of ±5 needs 1,061 answers."
    )
    assert cx.reading(cx.nps_sample_size(difference=4, **shares)).text == (
        "At 40 % promoters and 30 % detractors a true difference of 4 points needs 6,770 answers in each group to be "
        "seen with a chance of 80 %."
    )


# What foretells an outcome


def foretells(*scores, back):
    data = pd.DataFrame({**{name: values for name, values in zip("abc", scores, strict=False)}, "back": back})
    names = list(data.columns[:-1])
    results = (cx.outcome_auc(data, outcome="back", scores=names, reference=one) for one in (None, names[-1]))
    return cx.reading(*results)


def test_what_foretells_an_outcome():
    noise = list(np.random.default_rng(1).permutation(200))
    back = [0] * 100 + [1] * 100
    close = [*range(100), *range(50, 150)]
    assert foretells(close, noise, back=back).text.endswith(", it says more.")
    assert foretells(noise, close, back=back).text.endswith(", it says less.")
    assert foretells(close, close[::-1], back=back[::-1]).text.startswith("a (AUC 0.12")
    alike = foretells(close, [answer ^ 1 for answer in close], back=back)
    assert alike.text.endswith(", cannot be distinguished from no difference.")
    assert foretells(close, close, back=back).text == "a (AUC 0.875) against b (0.875): no interval can be given."
    assert foretells(close[:110], noise[:110], back=back[:110]).text == (
        "10 with the outcome and 100 without it: too few to say what foretells it."
    )


def test_several_scores_have_a_headline_of_verdicts():
    noise = list(np.random.default_rng(1).permutation(200))
    back = [0] * 100 + [1] * 100
    close = [*range(100), *range(50, 150)]
    said = foretells(close, [-answer for answer in close], noise, back=back)
    assert said.headline == (
        "a (AUC 0.875) foretells back better than c (AUC 0.606). b (AUC 0.125) foretells back less well than c (AUC "
        "0.606)."
    )
    assert len(said.text.splitlines()) == 2


# The bundle


def test_the_bundle_has_the_numbers_with_their_intervals():
    bundle = cx.reading(change_of((300, 300, 400)), about="change").bundle[READING]
    assert bundle["topic"] == "nps_difference change"
    assert bundle["groups"] == ["1", "2"]
    number = bundle["numbers"][0]
    assert (number["label"], number["n"], number["unit"]) == ("the change", 2000, "points")
    assert number["conf_low"] < number["estimate"] < number["conf_high"] < 0
    assert bundle["limits"] == "Two surveys show a difference, never its cause."


def test_the_form_of_a_table(tmp_path):
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "Small"\n[tables.answers]\nfile = "a.csv"\nkind = "relationship"\n[tables.answers.columns]\n'
        'score = { role = "recommend" }\nshop = { role = "unit" }\nwave = { role = "wave" }\n',
        encoding="utf-8",
    )
    rows = "score,shop,wave\n" + "".join(f"{k % 11},{'ab'[k % 2]},{8 + k // 15}\n" for k in range(40))
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert cx.reading(cx.table_certificate(cx.read_study(tmp_path), table="answers")).text == (
        "answers: 40 rows without a fault, all 3 columns used. Of 13 checks 8 are sound, 0 to look at, 5 not to "
        "be seen."
    )


def test_where_few_answered_more_of_them_come_first():
    sizes = cx.nps_sample_size(promoters=3 / 12, detractors=5 / 12, margin=[5, 10])
    said = cx.reading(sizes, have=12)
    assert said.answers == "first"
    assert said.text == (
        "Ask more people first: 12 answers tell the score within about ±45 points; ±10 points takes 246. Two groups of "
        "6 would have to lie 144 points apart to be told from one another four times in five."
    )
    assert cx.reading(sizes, have=4).text.endswith("could not be told from one another, however far they lie apart.")
    enough = cx.reading(sizes, have=246)
    assert enough.answers == "" and "Ask more" not in enough.text


def test_the_silent_are_told_of_though_nobody_knows_how_many_they_are():
    bounds = cx.nonresponse_bounds(estimate=cx.net_promoter_score(grouped(a=(30, 40, 30)), rating="x"))
    said = cx.reading(bounds)
    assert said.headline == (
        "How many were asked is not known. Had 75 % of them answered, the score of all who were asked would lie "
        "anywhere from −25.0 to 25.0, depending on what the silent think."
    )
    assert said.text.startswith(f"{said.headline}\n- if 10 % answered")
    known = cx.nonresponse_bounds(estimate=0.0, response_rate=0.75, lowest=-100, highest=100)
    assert cx.reading(known).headline == (
        "answers: with 75 % known, everybody's score is from −25.0 to 25.0; it is 0.0 if the silent ones score 0.0."
    )
