"""Kano's questionnaire: the published table and coefficients, ties, odd answers, and the planted kinds."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.priorities.kano import EVALUATION, KINDS
from cxlib.readings import reading

WILSON = (0.3250432073625253, 0.4799508415110901)  # statsmodels.stats.proportion.proportion_confint(60, 150)
PAIR = {letter: next((row + 1, column + 1) for row in range(5) for column in range(5)
                     if EVALUATION[row][column] == letter) for letter in KINDS}  # fmt: skip


def people(**counts: int) -> pd.DataFrame:
    """So many people of each kind, on one feature."""
    rows = [PAIR[letter] for letter, n in counts.items() for _ in range(n)]
    return pd.DataFrame(rows, columns=["so", "not_so"]).assign(feature="bill")


def classes(data) -> cx.Result:
    return cx.kano_classes(data, feature="feature", functional="so", dysfunctional="not_so")


@pytest.fixture(scope="module")
def reference(shared):
    text = shared("reference/charts_and_small_tables.json").read_text(encoding="utf-8")
    return json.loads(text)["kano"]


def test_the_table_is_the_published_one(reference):
    assert [" ".join(row) for row in EVALUATION] == reference["table"]


def test_coefficients_are_the_published_ones(reference):
    for feature, shares in reference["ski_shares_percent_A_O_M_I_R_Q"].items():
        found = classes(people(**{letter: round(10 * share) for letter, share in zip("AOMIRQ", shares, strict=True)}))
        row = found.table.iloc[0]
        better, worse = reference["better_worse"][feature]
        assert (row["better"], row["worse"]) == pytest.approx((better, worse), abs=0.0051)  # printed to two decimals


def test_counts_and_coefficients_by_hand():
    row = classes(people(A=24, O=36, M=60, I=30, R=6, Q=4)).table.iloc[0]
    assert [row[kind] for kind in KINDS.values()] == [60, 36, 24, 30, 6, 4]
    assert (row["n"], row["kind"]) == (160, "must_be")
    assert (row["better"], row["worse"]) == pytest.approx((0.4, -0.64))
    # Wilson's interval of 60 of 150
    assert (row["better_low"], row["better_high"]) == pytest.approx(WILSON, abs=1e-8)
    assert row["worse_low"] < row["worse"] < row["worse_high"] < 0


@pytest.mark.parametrize(
    ("counts", "kind", "tied"),
    [
        ({"A": 3, "M": 3, "O": 1, "I": 1}, "must_be", True),
        ({"A": 3, "O": 3}, "one_dimensional", True),
        ({"I": 3, "A": 3}, "attractive", True),
        ({"I": 4, "A": 3}, "indifferent", False),
        ({"R": 9, "I": 1}, "indifferent", False),  # whoever would rather not have it says nothing of the four kinds
    ],
)
def test_of_equally_common_kinds_the_first_of_moai(counts, kind, tied):
    found = classes(people(**counts))
    assert (found.table.loc[0, "kind"], bool(found.table.loc[0, "tied"])) == (kind, tied)
    assert any("equally common" in note for note in found.notes) == tied


def test_a_lead_by_chance_is_not_clear():
    assert not classes(people(M=11, A=9)).table.loc[0, "clear"]
    assert classes(people(M=60, A=20)).table.loc[0, "clear"]


def test_clear_leads_are_false_as_often_as_stated():
    """Two kinds of one size, 120 people: the lead counts as clear in 5 of 100 draws, within three errors of 2,000."""
    draws = np.random.default_rng(3).multinomial(120, [0.3, 0.3, 0.25, 0.15], 2000)
    lead = np.sort(draws, axis=1)[:, ::-1]
    error = np.sqrt(lead[:, 0] + lead[:, 1] - (lead[:, 0] - lead[:, 1]) ** 2 / 120)
    assert (lead[:, 0] - lead[:, 1] > 1.96 * error).mean() < 0.08


def test_only_odd_answers_have_no_kind():
    row = classes(people(R=4, Q=2)).table.iloc[0]
    assert row["kind"] == "unclear" and np.isnan(row["better"]) and np.isnan(row["worse_high"])


def test_rows_and_columns_are_not_the_same():
    data = people(M=6)
    assert classes(data.rename(columns={"so": "not_so", "not_so": "so"})).table.loc[0, "reverse"] == 6


def test_planted_kinds_are_found():
    study = cx.read_study(cx.sample_study(), tables=["kano"])
    found = cx.kano_classes(
        study.tables["kano"], feature="feature", functional="functional", dysfunctional="dysfunctional"
    ).table.set_index("feature")
    assert found["clear"].all()
    assert found["kind"].to_dict() == {
        "agreed_day": "must_be", "invoice_right": "must_be", "clear_price": "one_dimensional",
        "short_wait": "one_dimensional", "solved_first": "one_dimensional", "kind_technician": "attractive",
        "takes_old_away": "attractive", "app_tracking": "indifferent",
    }  # fmt: skip


def test_answers_out_of_the_scale_stop_and_blanks_are_told():
    data = people(M=4, A=2)
    with pytest.raises(CXError, match="so: answers other than 1 to 5"):
        classes(data.assign(so=6))
    found = classes(data.assign(so=data["so"].where(data.index != 0).astype("Float64")))
    assert found.notes == ("1 row without both answers left out.",) and found.table.loc[0, "n"] == 5


def test_agreement_with_penalties_and_rewards():
    answers = {"right": people(M=50), "kind": people(A=50), "fast": people(O=26, M=25), "cheap": people(O=50)}
    kano = classes(pd.concat([one.assign(feature=name) for name, one in answers.items()]))
    drivers = ["correct (T09)", "warm", "speed", "price"]
    penalties = pd.DataFrame({"driver": drivers, "kind": ["must_be", "linear", "linear", "linear"]})
    pairs = "right: d_c, kind: warm, fast: speed, cheap: price, x: y"
    found = cx.kano_agreement(kano, penalties=penalties, pairs=pairs, words={"d_c": "correct"})
    told = found.table.set_index("feature")
    assert told["agree"].drop("fast").to_dict() == {"right": True, "kind": False, "cheap": True}
    assert pd.isna(told.loc["fast", "agree"]) and told.loc["fast", "asked"] == "unclear"
    assert reading(found).headline == (
        "Of 4 features that were both asked and rated, the two ways agree on 2, differ on 1, and cannot be compared "
        "on 1."
    )
    with pytest.raises(CXError, match="No feature of Kano's questionnaire has a rating"):
        cx.kano_agreement(kano, penalties=penalties, pairs="")
