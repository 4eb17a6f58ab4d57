"""The sample company: its shape, its streams, its files and its messages."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from generator import STREAMS, answers, contacts, customers, make_sample, relationship

from cxlib.errors import CXError
from cxlib.study import read_study

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "samples" / "pont_nou"
TRUTH = tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))
FACETS = ("long", "transp", "intent", "limits", "goals")
HASH = """
import hashlib, os, sys
if len(sys.argv) > 1:
    os.sched_setaffinity(0, {0})
from generator import make_sample
tables, truth = make_sample(n=500, rng=5)
text = "".join(table.to_csv() for table in tables.values()) + repr(truth)
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def drawn():
    return make_sample(rng=TRUTH["seed"])


@pytest.fixture(scope="module")
def survey(drawn):
    return drawn[0]["relationship"]


def digest(tables: dict[str, pd.DataFrame], *names: str) -> str:
    return hashlib.sha256("".join(tables[name].to_csv() for name in names).encode()).hexdigest()


# By hand


def test_weight_is_the_share_of_the_frame_over_the_share_of_the_answers():
    cell = {"wave": 1, "contact_channel": "online", "tenure": "new"}
    frame = pd.DataFrame([cell] * 60 + [{**cell, "tenure": "long"}] * 40)
    answered = pd.DataFrame([cell] * 2 + [{**cell, "tenure": "long"}] * 6)
    weight = relationship.poststratification_weight(answered, frame)
    assert weight.tolist() == pytest.approx([0.6 / 0.25] * 2 + [0.4 / 0.75] * 6, abs=1e-6)


def test_weight_has_mean_1_when_a_cell_has_no_answer():
    cell = {"wave": 1, "contact_channel": "online", "tenure": "new"}
    frame = pd.DataFrame([cell] * 5 + [{**cell, "tenure": "mid"}] * 3 + [{**cell, "tenure": "long"}] * 2)
    answered = pd.DataFrame([cell] * 2 + [{**cell, "tenure": "mid"}] * 2)
    assert relationship.poststratification_weight(answered, frame).tolist() == [1.25, 1.25, 0.75, 0.75]


def test_hand_over_is_a_change_of_department_next_to_it_in_the_same_journey():
    log = pd.DataFrame(
        {
            "touchpoint": ["T02", "T05", "T06", "T09", "T12", "T14"],
            "journey": [1, 1, 1, 1, 2, 0],
            "seq": [1, 2, 3, 4, 1, 0],
        }
    )
    done = contacts._outcomes(np.random.default_rng(1), log)
    assert done["handed_over_from"].tolist() == ["", "", "", "Logistics", "", ""]
    assert (done["told_again"] <= (done["handed_over_from"] != "")).all()


def test_only_failed_contacts_make_customers_leave_and_never_prospects():
    people = pd.DataFrame({"prospect": [False, False, True], "left_day": [1096, 1096, 1096]})
    log = pd.DataFrame(
        {
            "person": np.repeat([0, 1, 2], 500),
            "day": 0,
            "outcome": np.repeat(["failed", "solved", "failed"], 500),
        }
    )
    left = contacts._leave(np.random.default_rng(1), people, log)["left_day"]
    assert 5 <= left[0] <= 239
    assert left[1:].tolist() == [1096, 1096]


# Shape


COLUMNS = {
    "customers": "customer status segment branch contact_channel tenure language age_band joined_month left_month "
    "customer_since left_on",
    "branches": "branch region perks headcount",
    "relationship": "response wave customer status segment branch contact_channel tenure language "
    "recommend impression disconfirm r4_fit r5_agreed problem r6_easy r7_person r8_understood r9_moment "
    "valence arousal fit1 fit2 fit3 return_int tr_long1 tr_long2 tr_long3 tr_transp1 tr_transp2 tr_transp3 "
    "tr_intent1 tr_intent2 tr_intent3 tr_limits1 tr_limits2 tr_limits3 tr_goals1 tr_goals2 tr_goals3 "
    "items_done seconds returned12 weight",
    "contacts": "contact customer date month touchpoint channel department branch employee journey seq "
    "handed_over_from outcome told_again broken wait_minutes on_time pitch pulse invited responded booked_solved",
    "journeys": "journey customer journey_type start_date end_date journey_sat",
    "transactional": "answer contact month touchpoint branch language mode lag_hours satisfaction recommend effort "
    "resolved c4_item c4_score felt strength emotion time_available",
    "driver_study": "answer touchpoint satisfaction d_speed d_competence d_ease d_promise d_tidy d_price d_on_time "
    "d_first_time d_explained d_clear d_correct d_kind stated_first",
    "branch_halves": "branch half jobs on_time_share absence_pct",
    "employees": "respondent wave branch eng_commit1 eng_commit2 eng_commit3 eng_belong1 eng_belong2 eng_belong3 "
    "eng_enthus1 eng_enthus2 eng_enthus3 eng_best1 eng_best2 eng_best3 cli1 cli2 cli3 cli4 ex_mastery1 ex_mastery2 "
    "ex_mastery3 ex_autonomy1 ex_autonomy2 ex_autonomy3 ex_purpose1 ex_purpose2 ex_purpose3 ex_transparency1 "
    "ex_transparency2 ex_transparency3 pace1 pace2 pace3",
    "relationship_sample": "wave customer status responded after_reminder phoned_recommend",
    "cases": "case answer contact touchpoint valence opened score_before held_out answered hours_to_answer closed "
    "score_after",
    "touchpoints": "touchpoint stage phase name channel owner_department visibility role bond need expectation "
    "design_standard foreseen_emotion target managed firm_moment staff_paid_for",
    "touchpoint_variables": "touchpoint variable unit target critical n_observed n_met",
    "internal": "person department i1_aware i3_motivated i4_capacity i5_handover i8_saydo i2_contacts "
    "rank_T14 rank_T13 rank_T12 rank_T09 rank_T07 rank_T06 rank_T03 rank_T02 "
    "believed_T14 believed_T13 believed_T12 believed_T09 believed_T07 believed_T06 believed_T03 believed_T02 "
    "tr_long tr_transp tr_intent tr_limits tr_goals",
    "kano": "person feature functional dysfunctional",
    "actions": "action name touchpoint level owner cost effect std_error evidence status",
    "playbook": "touchpoint emotion acknowledge cause remedy max_hours may_spend",
    "comments": "comment_id answer language touchpoint comment hand_theme hand_valence may_quote",
    "comment_truth": "comment_id theme_truth valence_truth pii_truth",
    "prospects": "prospect asked_on saw_web advised recommended failed bought_on",
    "offers": "customer offers settled_first satisfaction bought",
    "win_back": "customer channel asked came_back",
}
FIXED = {
    "branches": 120,
    "branch_halves": 720,
    "touchpoints": 14,
    "touchpoint_variables": 40,
    "internal": 260,
    "kano": 2400,
    "actions": 12,
    "playbook": 36,
}


def test_columns_are_those_of_the_data_card(drawn):
    assert {name: " ".join(table) for name, table in drawn[0].items()} == COLUMNS
    assert {name: len(drawn[0][name]) for name in FIXED} == FIXED
    assert [len(drawn[0][name]) for name in ("customers", "relationship", "cases")] == [12_000, 5_790, 3_000]


def test_numbers_are_numbers_and_words_are_words(drawn):
    kinds = {column.dtype.name for table in drawn[0].values() for _, column in table.items()}
    assert kinds == {"str", "int64", "Int64", "float64", "datetime64[s]"}
    assert drawn[0]["relationship"]["recommend"].notna().all()
    assert drawn[0]["customers"].drop(columns=["left_month", "customer_since", "left_on"]).notna().all(axis=None)


def test_every_column_is_named_in_the_docstring_of_the_function():
    words = make_sample.__doc__.replace("`", " ").split()
    for name, columns in COLUMNS.items():
        assert name in make_sample.__doc__, name
        if name not in ("relationship", "employees", "internal"):  # items of these are named by their facet
            assert set(columns.split()) <= {word.strip(",;:.") for word in words}, name


AGREES = {1, 2, 3, 4, 5}
RANGES = {
    "recommend": {*range(12)},
    "impression": {*range(11)},
    **{name: AGREES for name in (*answers.AGREEMENT, "disconfirm", "arousal", "fit1", "fit2", "fit3")},
    **{name: AGREES | {9} for name in ("r5_agreed", "r6_easy", "r8_understood")},
    "valence": {-2, -1, 0, 1, 2},
    "problem": {"none", "well handled", "badly handled"},
    "wave": {1, 2},
    "status": {"prospect", "current", "former"},
    "items_done": {*range(1, 16)},
    "returned12": {0, 1},
}


@pytest.mark.parametrize("column", RANGES)
def test_every_answer_lies_on_its_scale(survey, column):
    assert set(survey[column].dropna()) <= RANGES[column]


def test_waves_and_keys_join(drawn, survey):
    frame, branches = drawn[0]["customers"], drawn[0]["branches"]
    assert frame["customer"].is_unique and branches["branch"].is_unique and survey["response"].is_unique
    assert not survey.duplicated(["wave", "customer"]).any()
    assert set(survey["branch"]) == set(frame["branch"]) == set(branches["branch"])
    joined = survey.merge(frame, on="customer", suffixes=("", "_now"), validate="many_to_one")
    assert len(joined) == len(survey)
    for name in ("segment", "branch", "contact_channel", "tenure", "language"):
        assert (joined[name] == joined[f"{name}_now"]).all()


def test_nobody_answers_before_joining_and_status_follows_the_day_of_leaving(drawn, survey):
    frame = drawn[0]["customers"]
    joined = survey.merge(frame, on="customer", suffixes=("", "_now"))
    end = joined["wave"].map({1: 24, 2: 36})
    assert (joined["joined_month"] <= end).all()
    gone = (joined["left_month"] <= end).fillna(False)
    assert (gone == (joined["status"] == "former")).all()
    assert (frame["left_month"].notna() == (frame["status"] == "former")).all()
    assert (frame["left_month"] >= frame["joined_month"]).dropna().all()
    assert (frame["joined_month"].between(1, 33) == (frame["tenure"] == "new")).all()


def test_items_after_a_break_off_are_empty_and_those_before_are_not(survey):
    for question, names in answers.ASKED_AT.items():
        reached = survey["items_done"] >= question
        assert survey.loc[~reached, names].isna().all(axis=None)
        if question < answers.ITEMS_ASKED:
            assert survey.loc[reached, names].notna().all(axis=None)
    trust = survey.loc[survey["items_done"] == answers.ITEMS_ASKED, answers.ASKED_AT[15]].notna()
    assert (trust.all(axis=1) == trust.any(axis=1)).all()
    assert trust.all(axis=1).mean() == pytest.approx(0.5, abs=0.03)
    assert (survey["returned12"].notna() == (survey["wave"] == 1)).all()


def test_weights_have_mean_1_and_restore_the_frame(drawn, survey):
    assert survey.groupby("wave")["weight"].mean().to_numpy() == pytest.approx([1, 1], abs=1e-5)
    second, cell = survey[survey["wave"] == 2], ["contact_channel", "tenure"]
    share = second.groupby(cell)["weight"].sum() / len(second)
    assert share.to_numpy() == pytest.approx((drawn[0]["customers"].groupby(cell).size() / 12_000).to_numpy(), abs=1e-5)


# Randomness


@pytest.fixture(scope="module")
def small():
    return make_sample(n=1500, rng=5)[0]


def test_same_seed_gives_the_same_bytes_whatever_the_hash_seed_and_on_one_core():
    def run(hash_seed: str, *arguments: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(FOLDER.parent)}
        return subprocess.run(
            [sys.executable, "-c", HASH, *arguments],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert run("1") == run("2") == run("2", "one core") != ""


def test_seed_may_be_a_number_a_sequence_or_a_generator(small):
    sequence = np.random.SeedSequence(5)
    for rng in (np.int64(5), sequence, sequence):
        assert digest(make_sample(n=1500, rng=rng)[0], *small) == digest(small, *small)
    generator = np.random.default_rng(5)
    first, second = (digest(make_sample(n=1500, rng=generator)[0], *small) for _ in range(2))
    assert first != second
    assert first == digest(make_sample(n=1500, rng=np.random.default_rng(5))[0], *small)


def test_order_of_the_streams_is_kept_for_good():
    assert " ".join(STREAMS) == (
        "branches employees customers contacts journeys transactional driver_study relationship "
        "cases internal kano actions variables comments export spare careless prospects offers win_back booked"
    )


def test_change_in_the_survey_leaves_customers_and_branches_as_they_were(small, monkeypatch):
    monkeypatch.setitem(relationship.PROBLEM_COST, "none", 2.0)
    monkeypatch.setattr(relationship, "PRODUCT_FAILS", 0.5)
    changed = make_sample(n=1500, rng=5)[0]
    assert digest(changed, "customers", "branches") == digest(small, "customers", "branches")
    assert digest(changed, "relationship") != digest(small, "relationship")


def test_change_in_the_frame_leaves_branches_as_they_were(small, monkeypatch):
    monkeypatch.setattr(customers, "PROSPECT", 0.5)
    changed = make_sample(n=1500, rng=5)[0]
    assert digest(changed, "branches") == digest(small, "branches")
    assert digest(changed, "customers") != digest(small, "customers")


def test_smallest_sample_keeps_its_shape():
    tables, truth = make_sample(n=500, rng=1)
    assert len(tables["customers"]) == 500
    assert set(tables["relationship"]["wave"]) == {1, 2}
    assert tables["relationship"].groupby("wave")["weight"].mean().to_numpy() == pytest.approx([1, 1], abs=1e-5)
    tolerance = TRUTH["nps_change"]["tolerance"] * np.sqrt(12_000 / 500)
    assert truth["nps_change"]["tolerance"] == pytest.approx(tolerance)
    assert truth["plan_best"]["tolerance"] == 0


# Files


def test_files_are_those_of_the_seed(tmp_path):
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from write_samples import write_samples
    finally:
        sys.path.pop(0)
    write_samples(tmp_path)
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {path.name for path in FOLDER.iterdir()} - {"study.toml", "README.md"}
    for name in sorted(written):
        if name.endswith(".parquet"):  # its bytes hang on the version of the writer, its values do not
            pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / name), pd.read_parquet(FOLDER / name))
        else:
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_one_command_draws_another_company_that_reads_as_a_study(tmp_path):
    command = [sys.executable, ROOT / "tools" / "write_samples.py", "--seed", "7", "--customers", "600"]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "--seed and --customers draw another company: name a folder for it with --out" in refused.stderr
    shipped = subprocess.run([*command, "--out", FOLDER], capture_output=True, text=True)
    assert shipped.returncode == 2 and "this folder ships with the project" in shipped.stderr
    subprocess.run([*command, "--out", tmp_path / "company"], check=True)
    assert len(read_study(tmp_path / "company").tables["customers"]) == 600
    assert tomllib.loads((tmp_path / "company" / "truth.toml").read_text(encoding="utf-8"))["seed"] == 7


def test_folder_stays_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


def test_truth_file_says_what_the_function_says(drawn):
    assert {name: value for name, value in TRUTH.items() if name != "seed"} == drawn[1]
    for name, entry in drawn[1].items():
        assert entry.keys() >= {"structural", "finds", "tolerance", "unit", "explanation"}, name
        assert np.isfinite([entry["structural"], entry["finds"], entry["tolerance"]]).all(), name


def test_study_reads_without_a_fault(drawn):
    study = read_study(FOLDER)
    sizes = {name: len(table) for name, table in study.tables.items()}
    told = {"branches": 92, "branch_halves": 6 * 92}  # branches with too few employees are joined
    assert sizes == {name: len(table) for name, table in drawn[0].items() if name != "comment_truth"} | told
    assert list(study.notes) == [
        "touchpoint_variables.unit: the same value in every row.",
        "actions.level: the same value in every row.",
        "employees: Told of at least 10 people each. branch: 64 of 120 are told by themselves, the others in 28 groups "
        "of several.",
    ]
    survey = study.tables["relationship"]
    assert survey["recommend"].max() == 10
    assert survey["r5_agreed"].max() == 5
    assert survey[["tr_transp1", "tr_transp2", "tr_transp3"]].corr().min(axis=None) > 0.3


# Messages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {},
            "make_sample: needs rng, since it draws random numbers. "
            "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027.",
        ),
        (
            {"rng": -1},
            "make_sample: rng = -1 is no seed. "
            "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027.",
        ),
        (
            {"rng": "2027"},
            "make_sample: rng = '2027' is no seed. "
            "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027.",
        ),
        (
            {"rng": True},
            "make_sample: rng = True is no seed. "
            "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027.",
        ),
        (
            {"name": "pontnou", "rng": 1},
            "make_sample: no company is called 'pontnou'. Did you mean pont_nou?",
        ),
        ({"name": "acme", "rng": 1}, "make_sample: no company is called 'acme'. Known: pont_nou."),
        (
            {"n": 499, "rng": 1},
            "make_sample: n = 499 is not a whole number of at least 500 customers. "
            "Leave n out for 12,000 customers, or give 500 or more.",
        ),
        (
            {"n": 1000.5, "rng": 1},
            "make_sample: n = 1000.5 is not a whole number of at least 500 customers. "
            "Leave n out for 12,000 customers, or give 500 or more.",
        ),
    ],
)
def test_wrong_call_says_how_to_mend_it(arguments, message):
    with pytest.raises(CXError) as caught:
        make_sample(**arguments)
    assert str(caught.value) == message
