"""People who gave several answers: standard errors count people, not rows, wherever a study's table knows them."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import MARK, mark_person, people_of
from cxlib.estimators.cluster_robust import cluster_robust_fit

FILE = """[study]
name = "Twice"

[tables.survey]
file = "s.csv"
kind = "transactional"

[tables.survey.columns]
row = { role = "id" }
person = { role = "customer" }
place = { role = "touchpoint" }
wave = { role = "wave" }
sat = { role = "outcome", scale = [1, 5] }
recommend = { role = "recommend" }
"""
LINE = "intervals count people, not rows."


@pytest.fixture(scope="module")
def one() -> pd.DataFrame:
    """An answer of each of 300 people."""
    rng = np.random.default_rng(13)
    return pd.DataFrame(
        {
            "person": [f"P{k}" for k in range(300)],
            "place": rng.choice(["call", "shop", "visit"], 300),
            "wave": "1",
            "sat": rng.integers(1, 6, 300).astype(float),
            "recommend": rng.integers(0, 11, 300).astype(float),
            "fast": rng.integers(1, 6, 300).astype(float),
            "kind": rng.integers(1, 6, 300).astype(float),
        }
    )


@pytest.fixture(scope="module")
def four(one) -> pd.DataFrame:
    """The same answers, each written four times, in a table that knows its people."""
    return marked(pd.concat([one] * 4, ignore_index=True))


@pytest.fixture(scope="module")
def some(one) -> pd.DataFrame:
    """From one to five different answers of each person."""
    rng = np.random.default_rng(14)
    rows = one.loc[np.repeat(one.index, rng.integers(1, 6, len(one)))].reset_index(drop=True)
    rows["sat"] = np.clip(rows["sat"] + rng.integers(-1, 2, len(rows)), 1, 5)
    rows["recommend"] = np.clip(rows["recommend"] + rng.integers(-2, 3, len(rows)), 0, 10)
    return marked(rows)


def marked(data: pd.DataFrame) -> pd.DataFrame:
    data = data.copy()
    mark_person(data, "person")
    return data


def plain(data: pd.DataFrame) -> pd.DataFrame:
    """The same table without the mark."""
    data = data.copy()
    data.attrs = {}
    return data


DRIVERS = {"outcome": "sat", "drivers": ["fast", "kind"]}
ANALYSES = {
    "mean": (cx.mean_rating, {"rating": "sat"}),
    "mean by": (cx.mean_rating, {"rating": "sat", "by": "place"}),
    "score": (cx.net_promoter_score, {"rating": "recommend"}),
    "score by": (cx.net_promoter_score, {"rating": "recommend", "by": "place"}),
    "top box": (cx.top_box_share, {"rating": "sat", "top": 4}),
    "rest": (cx.nps_difference, {"rating": "recommend", "between": "place", "reference": "rest"}),
    "difference": (cx.nps_difference, {"rating": "recommend", "between": "place", "reference": "call"}),
    "pooled": (cx.nps_pooled, {"rating": "recommend", "by": "place"}),
    "register": (cx.metric_register, {"recommend": "recommend", "satisfaction": "sat", "scales": {"sat": (1, 5)}}),
    "slopes": (cx.driver_slopes, {**DRIVERS, "within": "place"}),
    "slopes by": (cx.driver_slopes, {**DRIVERS, "by": "place"}),
    "penalties": (cx.penalty_reward, {**DRIVERS, "within": "place", "low": 2, "high": 4}),
    "touchpoints": (cx.touchpoint_scores, {"touchpoint": "place", "rating": "sat", "top": 4}),
    "lag": (cx.lag_effect, {"rating": "sat", "lag_hours": "fast", "within": "place"}),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_by_itself_it_is_what_the_column_of_people_gives(some, name):
    call, given = ANALYSES[name]
    found, named = call(some, **given), call(plain(some), cluster="person", **given)
    pd.testing.assert_frame_equal(found.table, named.table)
    assert "person" in (found.settings["cluster"], found.settings.get("id")) or name == "register"
    assert any(note.endswith(LINE) for note in found.notes)


@pytest.mark.parametrize("name", ANALYSES)
def test_it_can_be_switched_off(some, name):
    call, given = ANALYSES[name]
    found, rows = call(some, cluster=False, **given), call(plain(some), **given)
    pd.testing.assert_frame_equal(found.table, rows.table, check_exact=True)
    assert found.notes == rows.notes
    assert not call(some, **given).table.equals(rows.table)


@pytest.mark.parametrize("name", ANALYSES)
def test_where_nobody_repeats_nothing_changes(one, name):
    call, given = ANALYSES[name]
    found, rows = call(marked(one), **given), call(one, **given)
    pd.testing.assert_frame_equal(found.table, rows.table, check_exact=True)
    assert (found.notes, found.settings) == (rows.notes, rows.settings)


@pytest.mark.parametrize("name", ["mean", "score", "top box", "slopes", "penalties", "touchpoints", "rest"])
def test_the_same_answer_four_times_is_one(one, four, name):
    """Answers written four times: standard errors are those of the 300 people, twice those of 1,200 rows."""
    call, given = ANALYSES[name]
    found, rows = call(four, **given), call(four, cluster=False, **given)
    width = {True: ("slope_low", "slope_high"), False: ("conf_low", "conf_high")}[name == "slopes"]
    width = ("penalty_low", "penalty_high") if name == "penalties" else width
    ratio = np.ptp(found.table[list(width)], axis=1) / np.ptp(rows.table[list(width)], axis=1)
    assert ratio.between(1.9, 2.15).all()
    if name in ("mean", "slopes", "penalties"):  # n/(n − 1) and degrees of freedom are those of people, too
        expected = call(one, **given).table.drop(columns=[c for c in found.table if c.startswith("n")])
        pd.testing.assert_frame_equal(found.table[list(expected)], expected)


def test_errors_of_a_mean_by_hand(some):
    """Sums by person, by the formula for a ratio: CR1 without weights, near CR2 with 300 people."""
    gap = some["sat"] - some["sat"].mean()
    by_hand = np.sqrt(300 / 299 * (gap.groupby(some["person"]).sum() ** 2).sum()) / len(some)
    assert cx.mean_rating(some, rating="sat").table["std_error"].item() == pytest.approx(by_hand, rel=2e-3)
    fit = cluster_robust_fit(some["sat"], np.empty((len(some), 0)), some["person"], names=[])
    assert cx.mean_rating(some, rating="sat").table["std_error"].item() == pytest.approx(fit.std_errors[0])


def test_errors_of_slopes_leave_each_person_out(some):
    """CR3 by its definition: residuals of each person from a fit without that person."""
    x = np.column_stack([np.ones(len(some)), some[["fast", "kind"]]])
    bread, middle = np.linalg.inv(x.T @ x), np.zeros((3, 3))
    for _, own in some.groupby("person").indices.items():
        others = np.setdiff1d(np.arange(len(some)), own)
        without = np.linalg.lstsq(x[others], some["sat"].to_numpy()[others], rcond=None)[0]
        score = x[own].T @ (some["sat"].to_numpy()[own] - x[own] @ without)
        middle += np.outer(score, score)
    by_hand = np.sqrt(np.diagonal(bread @ middle @ bread))[1:]
    np.testing.assert_allclose(cx.driver_slopes(some, **DRIVERS).table["slope_se"], by_hand, rtol=1e-9)


def test_resamples_draw_people(one, four):
    drawn = {"n_resamples": 2000, "rng": 1, **DRIVERS}
    people, rows = cx.driver_importance(four, **drawn), cx.driver_importance(four, block=False, **drawn)
    width = [np.ptp(found.table[["conf_low", "conf_high"]], axis=1) for found in (people, rows)]
    alone = np.ptp(cx.driver_importance(one, **drawn).table[["conf_low", "conf_high"]], axis=1)
    np.testing.assert_allclose(width[0], alone, rtol=0.15)  # two bootstraps of 300 people, another seed's worth apart
    assert (width[0] > 1.5 * width[1]).all()
    assert (people.settings["block"], rows.settings["block"]) == ("person", None)
    assert people.notes[0].endswith(LINE)
    pd.testing.assert_frame_equal(
        cx.driver_importance(marked(one), **drawn).table, cx.driver_importance(one, **drawn).table
    )
    bca = cx.driver_importance(four, interval="bca", **drawn)
    assert "People with several answers are drawn, and BCa needs single rows: these are percentiles." in bca.notes
    pd.testing.assert_frame_equal(bca.table, people.table)


def test_people_of_two_waves_are_paired_once(one):
    rng = np.random.default_rng(15)
    second = one[:200].assign(wave="2", recommend=np.clip(one["recommend"][:200] + rng.integers(-1, 2, 200), 0, 10))
    panel = marked(pd.concat([one, second], ignore_index=True))
    asked = {"rating": "recommend", "between": "wave", "reference": "1"}
    found = cx.nps_difference(panel, **asked)
    pd.testing.assert_frame_equal(found.table, cx.nps_difference(plain(panel), id="person", **asked).table)
    assert (found.settings["id"], found.settings["cluster"]) == ("person", None)
    assert found.table["std_error"].item() < cx.nps_difference(plain(panel), **asked).table["std_error"].item()
    by_wave = cx.net_promoter_score(panel, rating="recommend", by="wave")
    pd.testing.assert_frame_equal(
        by_wave.table, cx.net_promoter_score(plain(panel), rating="recommend", by="wave").table, check_exact=True
    )
    assert not any("people" in note for note in by_wave.notes)  # nobody repeats within a wave
    change = cx.nps_change(panel, rating="recommend", wave="wave", segment="place")
    said = "300 people gave 500 answers; intervals take answers as independent, and may be too short."
    assert change.notes[-1] == said
    pd.testing.assert_frame_equal(
        change.table, cx.nps_change(plain(panel), rating="recommend", wave="wave", segment="place").table
    )


def test_who_has_no_id_is_a_person_alone(some):
    blank = marked(some.assign(person=some["person"].where(some.index % 7 > 0)))
    own = blank["person"].fillna(pd.Series([f"row {k}" for k in blank.index]))
    for name in ("mean", "score by", "slopes", "touchpoints"):
        call, given = ANALYSES[name]
        expected = call(plain(blank.assign(person=own)), cluster="person", **given).table
        pd.testing.assert_frame_equal(call(blank, **given).table, expected)
    empty = marked(some.assign(person=pd.Series(pd.NA, some.index, dtype="str")))
    pd.testing.assert_frame_equal(
        cx.mean_rating(empty, rating="sat").table, cx.mean_rating(plain(some), rating="sat").table, check_exact=True
    )


def test_one_id_for_all_is_a_fault_of_the_column(some):
    found = cx.mean_rating(marked(some.assign(person="P")), rating="sat")
    pd.testing.assert_frame_equal(found.table, cx.mean_rating(plain(some), rating="sat").table, check_exact=True)
    assert found.notes == (
        f"person: one and the same in all {len(some):,} rows, so it tells no people apart; rows count one by one. "
        "Correct its role in study.toml.",
    )


def test_repeats_count_only_in_the_rows_analysed(four):
    few = four.assign(sat=four["sat"].where(four.index < 300))  # each person answered this question once
    pd.testing.assert_frame_equal(
        cx.mean_rating(few, rating="sat").table, cx.mean_rating(plain(few), rating="sat").table, check_exact=True
    )
    weight = four.assign(w=np.where(four.index < 300, 1.0, 0.0))
    found = cx.mean_rating(weight, rating="sat", weights="w")
    assert found.notes == ("900 rows of weight 0 left out.",)


def test_what_knows_no_clusters_says_so(some):
    said = f"300 people gave {len(some):,} answers; intervals take answers as independent, and may be too short."
    assert said in cx.driver_entanglement(some, **DRIVERS).alone.notes
    assert said in cx.ordinal_check(some, **DRIVERS).notes
    yes = some.assign(yes=(some["sat"] > 3).astype(float))
    assert said in cx.outcome_auc(yes, outcome="yes", scores="recommend").notes
    assert said in cx.lot_effect(yes, outcome="sat", lot="yes").notes
    assert "first: " + said in cx.compare_surveys(some, plain(some), rating="sat").notes
    assert said in cx.begging_test(some, rating="recommend", unit="place").notes
    assert said in cx.touchpoint_emotions(some.assign(felt="joy"), touchpoint="place", emotion="felt").notes
    assert said in cx.defect_costs(yes, touchpoint="place", defects=["yes"], outcome="recommend").notes
    assert not cx.ordinal_check(plain(some), **DRIVERS).notes


def test_true_names_no_column(some):
    with pytest.raises(cx.CXError) as caught:
        cx.mean_rating(some, rating="sat", cluster=True)
    said = "cluster: True names no column. Write the name of a column, or False to take each row for itself."
    assert str(caught.value) == said


@pytest.fixture(scope="module")
def study(some, tmp_path_factory) -> cx.Study:
    home = tmp_path_factory.mktemp("study")
    (home / "study.toml").write_text(FILE)
    columns = ["person", "place", "wave", "sat", "recommend"]
    some[columns].astype({"sat": int, "recommend": int}).to_csv(home / "s.csv", index_label="row")
    return cx.read_study(home)


def test_a_study_tells_its_tables_whose_rows_they_are(some, study):
    table = study.tables["survey"]
    assert table.attrs[MARK] == "person"
    expected = cx.mean_rating(some, rating="sat").table
    pd.testing.assert_frame_equal(cx.mean_rating(table, rating="sat").table, expected)
    gates = cx.Gates(study, role="recommend", min_cell=10)
    renamed = gates.renamed(who="customer", sat="outcome")
    pd.testing.assert_frame_equal(cx.mean_rating(renamed, rating="sat").table, expected)
    other = gates.renamed(person="touchpoint", sat="outcome")  # another column takes the name of that of people
    assert MARK not in other.attrs and MARK in table.attrs
    assert f"survey: 300 people gave {len(some):,} answers; {LINE}" in repr(gates)
    ratings = cx.touchpoint_ratings(study, answers="survey", log=None)
    assert not ratings.table.astype(str).isin(set(some["person"])).any(axis=None)  # codes, never ids
    scores = cx.touchpoint_scores(ratings.table, touchpoint="touchpoint", rating="score")
    asked = cx.touchpoint_scores(some, touchpoint="place", rating="sat")
    pd.testing.assert_frame_equal(scores.table, asked.table)


def test_moments_of_truth_count_people(one):
    rng = np.random.default_rng(16)
    twice = pd.concat([one, one], ignore_index=True).assign(answer=range(600))
    twice["bad"] = np.tile(rng.integers(0, 2, 300), 2)
    asked = {"touchpoint": "place", "bad": "bad", "outcome": "recommend", "min_impact": 0, "respondent": "answer"}
    people, rows = cx.moments_of_truth(marked(twice), **asked), cx.moments_of_truth(twice, **asked)
    first = cx.moments_of_truth(twice[:300], **asked)
    numbers = ["estimate", "conf_low", "conf_high", "p_adjusted"]
    np.testing.assert_allclose(people.table[numbers], first.table[numbers])
    ratio = np.ptp(people.table[["conf_low", "conf_high"]], axis=1) / np.ptp(
        rows.table[["conf_low", "conf_high"]], axis=1
    )
    assert np.allclose(ratio, np.sqrt(2), rtol=0.02)
    assert f"300 people gave 600 answers; {LINE}" in people.notes
    off = cx.moments_of_truth(marked(twice), cluster=False, **asked)
    pd.testing.assert_frame_equal(off.table, rows.table, check_exact=True)
    by_name = cx.moments_of_truth(twice, cluster="person", **asked)
    pd.testing.assert_frame_equal(by_name.table, people.table)
    who = {**asked, "respondent": "person"}
    pd.testing.assert_frame_equal(
        cx.moments_of_truth(marked(twice), **who).table, cx.moments_of_truth(twice, **who).table
    )


def referring(home, answers: pd.DataFrame, unknown: int = 0) -> cx.Study:
    """A study whose answers refer to contacts; the log names their people, but for those of the last contacts."""
    text = FILE.replace("person = {", "contact = {").replace('"customer" }', '"reference" }')
    text += 'fast = { role = "rating", scale = [1, 5] }\nkind = { role = "rating", scale = [1, 5] }\n\n'
    text += '[tables.log]\nfile = "l.csv"\nkind = "interactions"\n\n[tables.log.columns]\ncontact = { role = "id" }\n'
    home.joinpath("study.toml").write_text(text + 'person = { role = "customer" }\nplace = { role = "touchpoint" }\n')
    answers = answers.assign(contact=[f"C{k}" for k in range(len(answers))])
    numbers = dict.fromkeys(["sat", "recommend", "fast", "kind"], int)
    answers.drop(columns="person").astype(numbers).to_csv(home / "s.csv", index_label="row")
    log = answers[["person", "place", "contact"]][: len(answers) - unknown]
    log = pd.concat([log, pd.DataFrame([{"person": "Q", "place": "call", "contact": "of no answer"}])])
    log.to_csv(home / "l.csv", index=False)
    return cx.read_study(home)


@pytest.fixture(scope="module")
def referred(some, tmp_path_factory) -> cx.Study:
    return referring(tmp_path_factory.mktemp("referred"), some)


@pytest.mark.parametrize("name", [*ANALYSES, "banner", "change"])
def test_people_found_through_references_are_clusters_as_a_column_is(some, referred, name):
    """Whatever is computed, it is what the table gives whose column names the people."""
    others = {
        "banner": (cx.banner, {"rows": ["recommend"], "columns": ["place"]}),
        "change": (cx.nps_change, {"rating": "recommend", "wave": "place", "segment": "fast"}),
    }
    call, given = {**ANALYSES, **others}[name]
    table = referred.tables["survey"]
    assert "person" not in table
    found, named = call(table, **given), call(some, **given)
    pd.testing.assert_frame_equal(found.table, named.table)
    assert found.notes == named.notes
    assert any("people gave" in note for note in found.notes)


def test_resamples_draw_people_found_through_references(some, referred):
    drawn = {"n_resamples": 200, "rng": 1, **DRIVERS}
    found, named = (cx.driver_importance(rows, **drawn) for rows in (referred.tables["survey"], some))
    pd.testing.assert_frame_equal(found.table, named.table)
    assert found.notes == named.notes and found.settings["block"] == "person"


def test_people_whom_only_the_log_knows_are_told(tmp_path, some):
    """Answers that refer to contacts: the card says that people repeat; whom nobody knows is a person alone."""
    study = referring(tmp_path, some, unknown=1)
    people = some["person"][:-1].nunique() + 1
    said = f"survey: {people} people gave {len(some)} answers; {LINE}"
    assert cx.Gates(study, role="recommend", min_cell=10).repeats == said
    expected = marked(some.assign(person=[*some["person"][:-1], "nobody"]))
    found = cx.mean_rating(study.tables["survey"], rating="sat")
    pd.testing.assert_frame_equal(found.table, cx.mean_rating(expected, rating="sat").table)


def test_where_all_refer_to_one_person_rows_count_one_by_one(tmp_path, some):
    study = referring(tmp_path, some.assign(person="P"))
    found = cx.mean_rating(study.tables["survey"], rating="sat")
    assert found.notes == (
        f"All {len(some):,} rows refer to one person, so that nothing tells people apart; rows count one by one.",
    )
    lone = referring(tmp_path, some.assign(person=["P", "P", *[None] * (len(some) - 2)]))  # two of them, by one person
    found = cx.mean_rating(lone.tables["survey"], rating="sat")
    assert found.notes == (f"{len(some) - 1:,} people gave {len(some):,} answers; {LINE}",)


def test_a_column_called_person_is_not_what_references_find(referred, tmp_path, some):
    """Groups of travellers, "one person" and "family": the intervals count people as without the column."""
    table = referred.tables["survey"]
    named = table.assign(person=np.where(np.arange(len(table)) % 2, "family", "one person"))
    other = named.rename(columns={"person": "party"})
    found = cx.mean_rating(named, rating="sat", by="person")
    wanted = cx.mean_rating(other, rating="sat", by="party")
    assert found.table.rename(columns={"person": "party"}).equals(wanted.table) and found.notes == wanted.notes
    assert any(LINE in note for note in found.notes)
    whole = cx.mean_rating(named, rating="sat").table
    pd.testing.assert_frame_equal(whole, cx.mean_rating(table, rating="sat").table, check_exact=True)
    lone = referring(tmp_path, some.assign(person="P")).tables["survey"]
    assert "All" in cx.mean_rating(lone.assign(person="x"), rating="sat").notes[0]


def test_where_references_find_nobody_nothing_changes(tmp_path, some):
    table = referring(tmp_path, some, unknown=len(some)).tables["survey"]
    for name in ("mean", "score by", "slopes", "touchpoints"):
        call, given = ANALYSES[name]
        found, rows = call(table, **given), call(plain(some), **given)
        pd.testing.assert_frame_equal(found.table, rows.table, check_exact=True)
        assert (found.notes, found.settings) == (rows.notes, rows.settings)


def test_intervals_hold_what_they_promise_where_only_references_know_people(tmp_path):
    """300 draws of 60 people with one to six answers, of which .3 is the person: 95 % hold .95, as rows .83."""
    rng, draws, people = np.random.default_rng(31), 300, 60
    given = rng.integers(1, 7, draws * people)
    person = np.repeat(np.arange(len(given)), given)
    level = np.sqrt(0.3) * rng.standard_normal(len(given))[person] + np.sqrt(0.7) * rng.standard_normal(len(person))
    answers = pd.DataFrame({"person": person, "place": "call", "wave": [f"w{p // people}" for p in person]})
    answers["sat"] = np.clip(np.round(3 + level), 1, 5)
    answers["recommend"] = np.clip(np.floor(7.5 + 1.8 * level), 0, 10)
    table = referring(tmp_path, answers.assign(fast=3, kind=3)).tables["survey"]
    for call, rating, truth in ((cx.mean_rating, "sat", 3.0), (cx.net_promoter_score, "recommend", None)):
        truth = answers[rating].ge(9).mean() * 100 - answers[rating].le(6).mean() * 100 if truth is None else truth
        held = []
        for how in (None, False):
            found = call(table, rating=rating, by="wave", cluster=how).table
            held.append(((found["conf_low"] <= truth) & (found["conf_high"] >= truth)).mean())
        assert 0.92 < held[0] < 0.98  # 0.95 ± 2.4 Monte Carlo errors
        assert held[1] < 0.90


def test_tables_of_two_references_are_not_taken_for_one_another(referred, tmp_path, some):
    other = referring(tmp_path, some[::-1].reset_index(drop=True)).tables["survey"]
    table = referred.tables["survey"]
    assert people_of(pd.concat([table, other])) is None  # whose keys would be asked?
    assert (people_of(pd.concat([table[:9], table[9:]]))[1] == people_of(table)[1]).all()
    assert (people_of(pickle.loads(pickle.dumps(table)))[1] == people_of(table)[1]).all()
    assert json.dumps(table.attrs)  # as those do that write tables to files


def test_the_case_of_a_client(shared):
    """300 people, four answers each: standard errors twice as large as those of 1,200 rows."""
    table = cx.read_study(shared("review/cases/repeated_people")).tables["survey"]
    for call, given in (ANALYSES["mean"], ANALYSES["score"], ANALYSES["top box"]):
        people, rows = (call(table, cluster=how, **given).table["std_error"].item() for how in (None, False))
        assert people / rows == pytest.approx(2, rel=0.003)
