"""Who skips a question, or writes a comment: groups across the blocks of employees, of whom nothing is told.

An item's mean less its facet's was about those who skip the item; the whole less teams, about a few who wrote.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, shoppers, write_shoppers, write_staff

import cxlib as cx
from cxlib.aggregate import is_together


@pytest.fixture
def staff(tmp_path):
    """Employees as a run has them; four in a hundred answers are missing, and some people answer a single item."""
    rows, rng = firm(), np.random.default_rng(1)
    answers = rows[ITEMS].astype(float).mask(rng.random((len(rows), len(ITEMS))) < 0.04)
    answers.loc[::40, ITEMS[1:]] = np.nan
    study = write_staff(tmp_path / "study", rows.assign(**{item: answers[item] for item in ITEMS}))
    return cx.read_study(study, tables="staff").tables["staff"]


def dealt_anew(staff: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The answers to each item dealt anew to those of the same team who gave one: all means of items stay."""
    rng, made = np.random.default_rng(seed), staff.copy()
    for item in ITEMS:
        for _, given in made[item].dropna().groupby(made["team"].astype(str)):
            made.loc[given.index, item] = rng.permutation(given.to_numpy())
    return made


SCALES = {"all": ITEMS, "first": ITEMS[:2], "last": ITEMS[2:]}


def told(staff: pd.DataFrame) -> pd.DataFrame:
    """Means of scores by team, of the teams as units, and of each scale on the page of a team."""
    scores = cx.scale_scores(staff, scales=SCALES)
    by_team = scores.groupby("team", observed=True)[list(SCALES)].mean()
    ranked = cx.unit_ranking(staff, items=ITEMS, unit="team", top=3, n_draws=100, rng=1).table.set_index("team")
    pages = {
        team: cx.scale_means(rows, scales=SCALES).table.set_index("scale")["estimate"]
        for team, rows in staff.groupby("team", observed=True)
    }
    return by_team.assign(units=ranked["estimate"]).join(pd.DataFrame(pages).T.add_prefix("page "))


def test_no_mean_of_a_scale_tells_more_than_the_means_of_its_items(staff):
    assert is_together(staff) and staff[ITEMS].isna().any(axis=1).sum() > 20
    first, other = told(staff), told(dealt_anew(staff, 2))
    pd.testing.assert_frame_equal(first, other, atol=1e-12)
    asked = staff[ITEMS].mean()
    filled = staff[ITEMS].fillna(asked).groupby(staff["team"], observed=True).mean().mean(axis=1)
    np.testing.assert_allclose(first["all"], filled)


def test_the_gap_of_two_means_is_of_all_who_answer_and_so_their_difference(staff):
    """One who skips a facet of a single item would be the difference between the means and their gap."""
    found = cx.scale_means(
        staff.assign(e4=staff["e4"].mask(np.arange(len(staff)) == 3)), scales={"a": ITEMS[:3], "b": ["e4"]}
    )
    high, low = found.table["estimate"]
    assert found.gap["estimate"].item() == pytest.approx(high - low, abs=1e-12)
    assert set(found.table["n"]) == {len(staff)} and found.gap["n"].item() == len(staff)


def test_of_other_tables_the_mean_of_the_answers_given_stays(staff):
    """The control: there the same answers, dealt anew, move the means of scales, and with them one who skipped."""
    plain = pd.DataFrame(staff.to_dict("list"))
    scores = cx.scale_scores(plain, scales={"all": ITEMS})["all"]
    np.testing.assert_allclose(scores.dropna(), plain[ITEMS].mean(axis=1)[plain[ITEMS].notna().sum(axis=1) >= 2])
    first, other = told(plain), told(dealt_anew(plain, 2))
    assert (first - other).abs().max().min() > 1e-3


def test_an_item_that_nobody_of_a_group_was_asked_is_none_of_its_items(staff):
    rows = staff.assign(e4=np.nan)
    scores = cx.scale_scores(rows, scales={"all": ITEMS, "three": ITEMS[:3], "one": ["e4"]}, keep=["team"])
    pd.testing.assert_series_equal(scores["all"], scores["three"], check_names=False)
    assert scores["one"].isna().all()


@pytest.mark.parametrize("kind", ["employees", "customers"])
def test_employees_are_not_told_of_by_whether_they_wrote(kind, tmp_path):
    """The control: customers are, and a part of them as its other groups."""
    rows = shoppers() if kind == "customers" else firm().assign(recommend=lambda table: table["e1"] * 2)
    rows["comment"] = np.where(np.arange(len(rows)) % 3, "Fine, thank you.", None)
    if kind == "customers":
        folder = write_shoppers(tmp_path / "study", rows)
        mark = 'recommend = { role = "recommend" }'
    else:
        items = {"recommend": {"role": "recommend", "scale": [0, 10]}}
        folder = write_staff(tmp_path / "study", rows[["team", "who", "wave", "recommend", "comment"]], items=items)
        mark = 'who = { role = "id" }'
    toml = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(toml.replace(mark, mark + '\ncomment = { role = "verbatim" }'), encoding="utf-8")
    gates = cx.Gates(cx.read_study(folder, min_cell=10).join_comments(), role="recommend", min_cell=10)
    needs = {"score": "recommend", "comment": "verbatim", "wrote": "wrote"}
    section = cx.section(10, of=gates, needs=needs, min_groups=("wrote", 2))
    assert section.is_open is (kind == "customers")
    if kind == "employees":
        assert "wrote: employees are told of by groups, never one by one or by what they answered." in repr(section)
