"""Models of complete rows: nobody learns from them what those few employees answered who skipped another question."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, write_staff

import cxlib as cx

FEWEST = 10


@pytest.fixture
def staff(tmp_path):
    """Employees who skip here and there; in the largest team nine more skip the last item: others there skip others."""
    rows, rng = firm(), np.random.default_rng(13)
    mood = rng.normal(size=len(rows))
    for item in ITEMS:
        rows[item] = np.clip(np.round(3 + mood + rng.normal(size=len(rows)) * 0.8), 1, 5)
    team = rows.index[rows["team"] == rows["team"].value_counts().index[0]]
    for place, row in enumerate(team[:14]):  # 9 skip the last item, 2 each of the others
        rows.loc[row, ITEMS[-1] if place < 9 else ITEMS[(place - 9) // 2]] = np.nan
    study = write_staff(tmp_path / "study", rows)
    return cx.read_study(study, tables="staff").tables["staff"]


def page_of(staff: pd.DataFrame) -> pd.DataFrame:
    """The team in which some skip; enough in all, and few of those who answered the last item."""
    skipped = staff[ITEMS].isna().any(axis=1).groupby(staff["team"].astype(str)).sum()
    page = staff[staff["team"].astype(str) == skipped.idxmax()]
    given, whole = page[ITEMS].notna(), page[ITEMS].notna().all(axis=1)
    assert (~whole).sum() >= FEWEST and whole.sum() >= FEWEST
    assert 0 < (given[ITEMS[-1]] & ~whole).sum() < FEWEST
    return page


def test_of_each_item_those_left_out_of_reliability_are_enough(staff):
    """Fourteen were left out, and five of them had answered the last item: its mean less theirs told of the five."""
    page = page_of(staff)
    told = cx.scale_reliability(page, items=ITEMS)
    assert (told.items["n"] == len(page)).all() and "too few to leave them out" in told.notes[0]
    plain = pd.DataFrame(page[ITEMS].to_dict("list"))
    assert (cx.scale_reliability(plain, items=ITEMS).items["n"] == plain.notna().all(axis=1).sum()).all()


MODELS = {
    "importance": lambda rows: cx.driver_importance(rows, outcome=ITEMS[0], drivers=ITEMS[1:]).table,
    "slopes": lambda rows: cx.driver_slopes(rows, outcome=ITEMS[0], drivers=ITEMS[1:]).table,
    "penalty": lambda rows: cx.penalty_reward(rows, outcome=ITEMS[0], drivers=ITEMS[1:], low=2, high=4).table,
    "ordinal": lambda rows: cx.ordinal_check(rows, outcome=ITEMS[0], drivers=ITEMS[1:]).table,
    "entangled": lambda rows: cx.driver_entanglement(rows, outcome=ITEMS[0], drivers=ITEMS[1:]).alone.table,
    "dominance": lambda rows: cx.dominance(rows, outcome=ITEMS[0], drivers=ITEMS[1:]).general,
}


@pytest.mark.parametrize("model", MODELS)
def test_no_model_of_drivers_leaves_out_a_few_employees(model, staff):
    """Correlations in full precision gave the sums of complete rows, and these less the items' sums the others'."""
    plain = pd.DataFrame(staff[ITEMS].to_dict("list"))
    told, control = MODELS[model](staff), MODELS[model](plain)
    assert set(told["n"]) == {len(staff)}
    assert set(control["n"]) == {plain.notna().all(axis=1).sum()}  # customers stay as they are
    fractions = told.select_dtypes("float")
    pd.testing.assert_frame_equal(fractions, fractions.round(3))
    assert not np.array_equal(control.select_dtypes("float"), control.select_dtypes("float").round(3), equal_nan=True)


def test_what_was_skipped_counts_as_the_answer_nearest_to_the_mean(staff):
    """A model of employees is that of their rows, filled in."""
    given = staff[ITEMS]
    nearest = {
        item: given[item].dropna().iloc[(given[item].dropna() - given[item].mean()).abs().argmin()] for item in ITEMS
    }
    filled = pd.DataFrame(given.fillna(nearest).to_dict("list"))
    told = cx.driver_importance(staff, outcome=ITEMS[0], drivers=ITEMS[1:])
    whole = cx.driver_importance(filled, outcome=ITEMS[0], drivers=ITEMS[1:])
    pd.testing.assert_frame_equal(told.table, whole.table, atol=6e-4)
    assert "skipped a part of the questions" in told.notes[0]


def test_where_nobody_skips_sound_numbers_stay(staff):
    rows = staff[ITEMS].notna().all(axis=1)
    whole = staff[rows]
    plain = pd.DataFrame(whole[ITEMS].to_dict("list"))
    for model in MODELS.values():
        pd.testing.assert_frame_equal(model(whole), model(plain).round(3), atol=1e-12)


def test_statistics_that_are_no_sums_have_the_digits_of_a_page(staff):
    """Other items leave out others: of two tables in full precision, those in between could be told."""
    scales = {"one": ITEMS[:2], "two": ITEMS[2:]}
    plain = pd.DataFrame(staff[ITEMS].to_dict("list"))
    for rows, rounded in ((staff, True), (plain, False)):
        answers = cx.scale_reliability(rows, items=ITEMS)
        found = [
            answers.table["estimate"],
            answers.items["item_rest"],
            cx.scale_separation(rows, scales=scales).table["estimate"],
            cx.scale_dimensions(rows, items=ITEMS, n_draws=20, rng=1).table["estimate"],
        ]
        assert all(np.array_equal(values, values.round(3)) == rounded for values in found)


def test_an_item_may_have_any_name(staff):
    rows = staff.rename(columns={ITEMS[0]: "self"})
    found = cx.scale_means(rows, scales={"one": ["self", ITEMS[1]], "two": ITEMS[2:]}).table
    whole = cx.scale_means(staff, scales={"one": ITEMS[:2], "two": ITEMS[2:]}).table
    pd.testing.assert_frame_equal(found, whole)
