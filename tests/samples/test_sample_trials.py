"""The sample company's prospects, trials by lot, careless answers and bookings: each equation by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from generator import answers, careless, make_sample, offers, prospects, relationship, service, transactional

TRUST = [f"tr_{name}{q}" for name in answers.FACETS for q in (1, 2, 3)]


@pytest.fixture(scope="module")
def tables():
    return make_sample(n=4000, rng=11)[0]


def answered(n: int = 1000) -> pd.DataFrame:
    """Answers of both waves to all statements, but for the last ten, who broke off; the third has a code."""
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.integers(1, 6, (n, len(careless.COPIED))), columns=careless.COPIED).astype("Int64")
    table.loc[2, "r6_easy"] = 9
    table.loc[n - 10 :, TRUST] = pd.NA
    done, recommend = np.where(np.arange(n) < n - 10, 15, 12), rng.integers(0, 11, n)
    table = table.assign(wave=np.arange(n) % 2 + 1, items_done=done, seconds=400, recommend=recommend, impression=7)
    return table.assign(problem="none", returned12=table["recommend"].ge(9).astype("Int64").where(table["wave"] == 1))


def test_careless_answers_are_so_many_and_leave_the_rest_as_it_was(monkeypatch):
    before, statements = answered(), list(careless.STATEMENTS)
    after = careless.answer_carelessly(np.random.default_rng(1), before)
    changed = (after != before).fillna(False).any(axis=1)
    line = after[statements].nunique(axis=1) == 1
    rushed = after["seconds"] < 2 * len(statements)
    # 990 of 1,000 answered everything: 3 % of them, 3 % and 1 %
    assert [line.sum(), rushed.sum(), changed.sum()] == [30, 30, 70]
    for careless_ones in (line, rushed):
        assert (after.loc[careless_ones, "r4_fit"] == before.loc[careless_ones, "r4_fit"]).all()
    answers_ = [*careless.COPIED, *careless.ALIKE]
    copies = after[answers_].duplicated() & ~line  # two lines may be alike by chance
    assert copies.sum() == 10 and not (copies & rushed).any() and not before[answers_].duplicated().any()
    assert after[list(careless.ALIKE)].equals(before[list(careless.ALIKE)])
    monkeypatch.setattr(careless, "SHARES", {"line": 1.0, "rush": 0.0, "copy": 0.0})
    every = careless.answer_carelessly(np.random.default_rng(1), before)
    assert every.loc[2, "r6_easy"] == 9 and set(every.loc[2, TRUST]) == {before.loc[2, "r4_fit"]}
    assert every.loc[990:, TRUST].isna().all(axis=None)


def test_problem_shows_in_how_people_were_treated_and_leaves_their_points(monkeypatch):
    people = pd.DataFrame({"attitude": np.zeros(20_000), "person": range(20_000)})
    broken = pd.DataFrame({"touchpoint": [], "person": []})

    def drawn():
        return relationship._memories(np.random.default_rng(2), people, broken)

    told = drawn()
    means = told.groupby("problem")[["r7_person", "r8_understood"]].mean().mean(axis=1)
    assert means["well handled"] - means["none"] == pytest.approx(0.4, abs=0.06)  # cut at 5: a little less
    assert means["badly handled"] - means["none"] == pytest.approx(-0.6, abs=0.06)
    monkeypatch.setattr(relationship, "PROBLEM_TREATED", dict.fromkeys(relationship.PROBLEM, 0.0))
    plain = drawn()
    assert plain["points"].equals(told["points"]) and not plain["r7_person"].equals(told["r7_person"])


class Middle:
    """A generator without chance: every normal is 0."""

    def standard_normal(self, n):
        return np.zeros(n)


def test_what_stirs_is_remembered():
    people = pd.DataFrame(
        {"points": [0.0, 0, 0], "product_failed": False, "wave": 1, "used": 0, "mailed": 0, "image": 0.0}
    )
    people = people.assign(r7_person=3, r8_understood=3)
    people["points"] = [0.0, 6.0, -6.0]  # valence 0.5, 2, −1.2: arousal 2.6, 3.6, 3.1, rounded
    items = answers._opinion_items(Middle(), people)
    assert items["arousal"].tolist() == [3, 4, 3]
    # 2.6 + 1.2 · .2 · 6 / 1.9 = 3.36, and .45 more for the fourth point of arousal
    assert items["r9_moment"].tolist() == [3, 4, 2]


def test_effort_has_a_part_of_the_touchpoint_itself():
    rows = pd.DataFrame({"touchpoint": ["T01", "T14", "T10"], "speed": 3.6, "ease": 3.6, "outcome": "solved"})
    assert transactional._effort(rows).tolist() == pytest.approx([2.4, 3.3, 1.8])
    harder = rows.assign(speed=2.6, ease=2.6, outcome="failed")
    assert transactional._effort(harder).tolist() == pytest.approx([4.25, 5.15, 3.65])


def test_staff_book_more_as_solved_where_they_are_paid_for_it(tables):
    log, register = tables["contacts"], tables["touchpoints"]
    paid = register.query("staff_paid_for == 'matters closed'")["touchpoint"]
    assert set(paid) == {"T03", "T12", "T14"}
    assert (register["staff_paid_for"].isna() == register["owner_department"].isna()).all()
    assert log.loc[log["outcome"] == "solved", "booked_solved"].eq(1).all()
    open_ = log[log["outcome"] != "solved"]
    shares = open_["booked_solved"].groupby(open_["touchpoint"].isin(paid)).mean()
    assert shares[True] == pytest.approx(service.BOOKED_WHERE_PAID, abs=0.05)
    assert shares[False] == pytest.approx(service.BOOKED_ELSEWHERE, abs=0.02)


def test_prospects_buy_month_by_month_and_those_of_the_end_are_open():
    table = prospects.draw_prospects(np.random.default_rng(4), 600_000)
    days = (table["bought_on"] - table["asked_on"]).dt.days
    assert days.dropna().between(1, 360).all() and table["bought_on"].max() <= pd.Timestamp("2025-12-31")
    early = table[table["asked_on"] < "2024-12-01"]
    met = ["saw_web", "advised", "recommended", "failed"]
    first = (days[early.index] <= 30).groupby([early[name] for name in met]).mean()
    assert first[0, 0, 0, 0] == pytest.approx(1 / (1 + np.exp(2.7)), abs=0.008)
    assert first[1, 1, 1, 0] == pytest.approx(1 / (1 + np.exp(2.7 - 1.4)), abs=0.02)
    assert first[0, 0, 0, 1] == pytest.approx(1 / (1 + np.exp(2.7 + 1.3)), abs=0.01)
    late = table[table["asked_on"] > "2025-12-20"]
    assert late["bought_on"].isna().mean() > 0.9


class Lot(Middle):
    """Offers 0, 1, 3, 3 by turns, before and after the matter is settled; the lot of buying is never drawn."""

    def permutation(self, n):
        return np.arange(n)

    def integers(self, low, high, n):
        return np.resize([0, 1, 3, 3] if high == 5 else [0, 1, 0, 1], n)

    def random(self, n):
        return np.ones(n)


def test_offers_cost_beyond_the_first_and_when_they_come_too_early():
    people = pd.DataFrame({"customer": list("abcd"), "prospect": False, "left_day": 1096, "attitude": 1.2}, range(4))
    people = pd.concat([people] * 3000, ignore_index=True)  # 12,000, of whom 2,400 are chosen
    table = offers.draw_offers(Lot(), people)
    # 7.4 + .5 · 1.2 = 8; 3 offers: −.6, and −.6 more where they come first
    assert table["satisfaction"].head(4).tolist() == [8, 8, 7, 7]
    assert table["settled_first"].head(4).tolist() == [pd.NA, 1, 0, 1]
    assert len(table) == 2400 and table["bought"].eq(0).all()


def test_former_customers_come_back_when_asked():
    people = pd.DataFrame(
        {"customer": range(90_000), "prospect": False, "left_day": np.repeat([5, 1096, 1095], 30_000)}
    )
    people.loc[0, "prospect"] = True
    table = offers.draw_win_back(np.random.default_rng(5), people)
    assert len(table) == 59_999 and not set(table["customer"]) & {0, *range(30_000, 60_000)}
    shares = table.groupby(["channel", "asked"])["came_back"].mean().round(2)
    assert shares.to_dict() == {
        ("letter", 0): 0.05,
        ("letter", 1): 0.08,
        ("telephone", 0): 0.05,
        ("telephone", 1): 0.16,
    }


def test_days_of_customers_are_those_of_their_months(tables):
    frame = tables["customers"]
    joined = frame["customer_since"].dt.year * 12 + frame["customer_since"].dt.month - (2023 * 12)
    left = frame["left_on"].dt.year * 12 + frame["left_on"].dt.month - (2023 * 12)
    assert (frame["customer_since"].isna() == (frame["status"] == "prospect")).all()
    assert (joined == frame["joined_month"])[joined.notna()].all()
    assert (left.astype("Int64").fillna(0) == frame["left_month"].fillna(0)).all()


def test_keys_of_the_trials_are_those_of_the_frame(tables):
    status = tables["customers"].set_index("customer")["status"]
    assert tables["offers"]["customer"].is_unique and set(status[tables["offers"]["customer"]]) == {"current"}
    assert sorted(tables["win_back"]["customer"]) == sorted(status.index[status == "former"])
