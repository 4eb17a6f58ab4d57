"""Who skips a question, or writes a comment: groups across the blocks of employees, of whom nothing is told.

An item's mean less its facet's was about those who skip the item; the whole less teams, about a few who wrote.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, shoppers, write_shoppers, write_staff
from scipy.optimize import least_squares

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


def left_out(rows: pd.DataFrame, answers: cx.Reliability) -> dict[str, set[int]]:
    """What those who skip some item gave to each: their sums, as far as two tables of a page leave them open.

    The table of items settles their covariances but for a factor, which makes n Σx² − (Σx)² whole; so is Σx.
    """
    table, k = answers.items, len(answers.items)
    n, rest, without = int(table["n"].iloc[0]), table["item_rest"].to_numpy(), table["alpha_without"].to_numpy()

    def missed(guess: np.ndarray) -> np.ndarray:
        own, others = np.abs(guess[:k]) / np.abs(guess[:k]).sum(), guess[k:]
        less = 1 + others.sum() - 2 * others - own
        alpha = k / (k - 1) * (1 - 1 / (1 + others.sum()))
        dropped = (k - 1) / (k - 2) * (1 - (1 - own) / less)
        correlated = others / np.sqrt(own * np.abs(less))
        return np.concatenate([[alpha - answers.table["estimate"][0]], dropped - without, correlated - rest])

    rng = np.random.default_rng(1)
    starts = (np.repeat([1 / k, 1.5 / k], k) * rng.uniform(0.5, 1.5, 2 * k) for _ in range(20))
    solved = (least_squares(missed, start, xtol=1e-15, ftol=1e-15, gtol=1e-15) for start in starts)
    own = np.abs(next(one for one in solved if one.cost < 1e-20).x[:k])
    told, many = rows[ITEMS].sum(), rows[ITEMS].count()
    found: dict[str, set[int]] = {item: set() for item in ITEMS}
    for whole in own / own.sum() * np.arange(1, 4 * k * n * n)[:, None]:
        if np.abs(whole - whole.round()).max() > 1e-4:
            continue
        fits = {
            item: {
                int(told[item]) - total
                for total in range(n, 5 * n + 1)
                if (square := round(own) + total**2) % n == 0 and (square // n - total) % 2 == 0
                if many[item] - n <= told[item] - total <= 5 * (many[item] - n)
            }
            for item, own in zip(ITEMS, whole, strict=True)
        }
        if all(fits.values()):
            found = {item: found[item] | fits[item] for item in ITEMS}
    return found


@pytest.fixture
def skipping(tmp_path):
    """Employees whose answers go together; in each team somebody skips a question, in one of 30 fifteen do."""
    rows, rng = firm(), np.random.default_rng(5)
    mood = rng.normal(size=len(rows))
    for item in ITEMS:
        rows[item] = np.clip(np.round(3 + mood + rng.normal(size=len(rows)) * 0.8), 1, 5)
    for _, team in rows.groupby("team"):
        for place in range(15 if len(team) == 30 else 1):
            rows.loc[team.index[place], ITEMS[place % len(ITEMS)]] = np.nan
    study = write_staff(tmp_path / "study", rows)
    return cx.read_study(study, tables="staff").tables["staff"]


def test_reliability_does_not_tell_what_those_answered_who_skip_an_item(skipping):
    """One table gave the sums of complete rows, another those of all: in between was a single person, item by item."""
    sizes, exact = skipping["team"].value_counts(), 0
    for team in sizes.index[(sizes > 10) & (sizes < 20)][:3]:
        page = skipping[skipping["team"] == team]
        few = page[page[ITEMS].isna().any(axis=1)]
        plain = pd.DataFrame(page[ITEMS].to_dict("list"))
        control = left_out(page, cx.scale_reliability(plain, items=ITEMS))
        assert 0 < len(few) < 10 and all(int(few[item].sum()) in control[item] for item in ITEMS)
        exact += sum(len(open_to) == 1 for open_to in control.values())
        assert (cx.scale_reliability(page, items=ITEMS).items["n"] == len(page)).all()
    assert exact > 3
    for _, page in skipping.groupby("team", observed=True):
        n = int(cx.scale_reliability(page, items=ITEMS).items["n"].iloc[0])
        assert n == len(page) or min(n, len(page) - n) >= 10


def test_few_who_skip_an_item_count_with_the_answer_nearest_to_its_mean(skipping):
    page = skipping[skipping["team"] == skipping["team"].value_counts().index[-1]]
    given = page[ITEMS]
    nearest = {
        item: given[item].dropna().iloc[(given[item].dropna() - given[item].mean()).abs().argmin()] for item in ITEMS
    }
    filled = pd.DataFrame(given.fillna(nearest).to_dict("list"))
    scales = {"one": ITEMS[:2], "two": ITEMS[2:]}
    for told, whole in (
        (cx.scale_reliability(page, items=ITEMS).items, cx.scale_reliability(filled, items=ITEMS).items),
        (cx.scale_separation(page, scales=scales).table, cx.scale_separation(filled, scales=scales).table),
        (
            cx.scale_dimensions(page, items=ITEMS, n_draws=20, rng=1).table,
            cx.scale_dimensions(filled, items=ITEMS, n_draws=20, rng=1).table,
        ),
    ):
        pd.testing.assert_frame_equal(told, whole.round(3))
    assert "too few to leave them out" in cx.scale_reliability(page, items=ITEMS).notes[0]


def test_many_who_skip_an_item_are_left_out_as_in_other_tables(skipping):
    """The control: of ten and more nothing is filled in, nor of customers."""
    plain = pd.DataFrame(skipping.to_dict("list"))
    told, whole = cx.scale_reliability(skipping, items=ITEMS), cx.scale_reliability(plain, items=ITEMS)
    assert told.items["n"].iloc[0] == plain[ITEMS].notna().all(axis=1).sum() < len(plain)
    pd.testing.assert_frame_equal(told.table, whole.table.round(3))


def test_spreads_of_scores_have_no_digits_that_tell_who_skipped_an_item(skipping):
    """Such a variance holds the mean of an item, a fraction, times what one who skipped it answered otherwise."""
    plain = pd.DataFrame(skipping.assign(team=skipping["team"].astype(str)).to_dict("list"))
    ends = ["pooled", "conf_low", "conf_high"]
    for rows, rounded in ((skipping, True), (plain, False)):
        agreed = cx.unit_agreement(rows, items=ITEMS, unit="team", scale=(1, 5), n_permutations=5, rng=1).table
        ranked = cx.unit_ranking(rows, items=ITEMS, unit="team", top=3, n_draws=100, rng=1).table
        for table in (agreed[["icc1", "icc2"]], ranked[ends]):
            assert np.array_equal(table, table.round(3)) == rounded
        assert not np.array_equal(ranked["estimate"], ranked["estimate"].round(3))  # sums of items anyway
