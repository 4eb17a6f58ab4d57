"""A reader who has the pages of many runs subtracts customers' scores from one another, and learns of no few.

The first two tests are attacks that gave 4 and 3 customers exactly, while parts and the whole were checked apart.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from privacy.studies import Pages, shoppers, write_shoppers

import cxlib as cx
from cxlib.blocks import Moves, Vouchers
from cxlib.study.people.told import told_of

EVERYTHING = lambda self, groups: np.ones(len(groups), bool)  # noqa: E731 - the control: each sum is told


@pytest.fixture
def pages(tmp_path):
    return Pages(write_shoppers(tmp_path / "study", shoppers()))


def test_the_segments_of_the_whole_less_those_of_the_regions(pages):
    pages.run(by="segment")
    pages.each("region", by="segment")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_region_pages_less_team_pages(pages):
    pages.each("region")
    pages.each("team")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_region_pages_less_the_teams_on_the_page_of_the_whole(pages):
    pages.run(by="team")
    pages.each("region", by="channel")
    assert len(pages.groups) > 12 and pages.smallest >= 10


def test_segment_pages_less_region_pages_by_team(pages):
    pages.run(by="team")
    pages.each("segment", by="team")
    pages.each("region", by="team")
    assert len(pages.groups) > 20 and pages.smallest >= 10


def test_team_pages_by_segment_less_region_pages_by_segment(pages):
    pages.each("team", by="segment")
    pages.each("region", by="segment")
    pages.run(by="segment")
    assert len(pages.groups) > 20 and pages.smallest >= 10


def test_months_of_the_whole_less_those_of_the_segments(tmp_path, monkeypatch):
    """Nobody changed a thing: two rare segments have a few people in each month, all others a page by month."""
    rows = pd.concat([shoppers(seed) for seed in range(6)], ignore_index=True)
    rng = np.random.default_rng(5)
    dates = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 360, len(rows)), "D")
    rare = rng.choice(["home", "family", "trade", "club"], len(rows), p=[0.53, 0.41, 0.04, 0.02])
    rows = rows.assign(answer=[f"a{k}" for k in range(len(rows))], date=dates.strftime("%Y-%m-%d"), segment=rare)
    study = write_shoppers(tmp_path / "study", rows)
    pages = Pages(study)
    pages.by_month()
    assert len(pages.groups) == 12
    pages.each("segment", months=True)
    assert len(pages.groups) >= 24 and pages.smallest >= 10
    monkeypatch.setattr(Vouchers, "tell", EVERYTHING)
    plain = Pages(study)
    plain.by_month()
    plain.each("segment", months=True)
    assert plain.smallest < 10


KINDS = [
    ("", "team"), ("", "segment"), ("", "channel"), ("region", "segment"), ("region", "channel"), ("region", "team"),
    ("team", "segment"), ("team", "channel"), ("segment", "team"), ("segment", "channel"), ("channel", "segment"),
    ("channel", "region"), ("wave", "segment"), ("segment", ""), ("team", ""),
]  # fmt: skip


def play(pages, rng, *, runs=4, cells=(10,)) -> None:
    """Runs one after the other, each by other columns; each asks for one of some smallest groups."""
    for place in rng.permutation(len(KINDS))[:runs]:
        each, by = KINDS[place]
        pages.min_cell = int(rng.choice(cells))
        pages.each(each, by=by) if each else pages.run(by=by)


@pytest.mark.parametrize("cells", [(10,), (10, 14)])
@pytest.mark.parametrize("waves", [1, 2])
@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.full] * (seed > 4)) for seed in range(4, 8)])
def test_no_combination_of_the_scores_of_random_runs_tells_of_few(seed, waves, cells, tmp_path):
    """Whole firms and parts by four columns and waves, in any order: integer programming over all their scores."""
    pages = Pages(write_shoppers(tmp_path / "study", shoppers(seed, waves=waves)))
    play(pages, np.random.default_rng(seed), cells=cells)
    assert len(pages.groups) > 6 and pages.smallest >= 10


@pytest.mark.parametrize("told", [False, True])
def test_branches_segments_and_channels_at_once(told, tmp_path, monkeypatch):
    """Told by any two of the three, large groups give a single customer away: the control tells them all."""
    pages = Pages(write_shoppers(tmp_path / "study", shoppers(2)))
    if told:
        monkeypatch.setattr(Vouchers, "tell", EVERYTHING)
    for each, by in (("region", "segment"), ("segment", "channel"), ("channel", "region"), ("team", "")):
        pages.each(each, by=by)
    assert len(pages.groups) > 30 and (pages.smallest < 10 if told else pages.smallest >= 10)


def test_what_is_told_depends_on_the_data_and_not_on_who_asks_first(tmp_path):
    study = write_shoppers(tmp_path / "study", shoppers(waves=2))
    runs = [("segment", "channel"), ("", "team"), ("region", "segment")]
    told = []
    for order in (runs, runs[::-1]):
        pages = Pages(study)
        for each, by in order:
            pages.each(each, by=by) if each else pages.run(by=by)
        told.append(set(pages.groups))
    assert told[0] == told[1] and len(told[0]) > 15


@pytest.mark.parametrize(("few", "told"), [(3, 2), (0, 3), (60, 3)])
def test_of_a_column_that_sorts_customers_as_another_does_but_for_a_few_the_same_is_told(few, told, tmp_path):
    rows = shoppers()
    alike = rows["segment"].map({"home": "shop", "family": "web", "trade": "phone", "club": "phone"})
    moved = np.isin(np.arange(len(rows)), np.flatnonzero(alike == "shop")[:few])
    pages = Pages(write_shoppers(tmp_path / "study", rows.assign(channel=alike.mask(moved, "web"))))
    pages.run(by="segment")
    pages.run(by="channel")
    pages.each("segment")
    pages.each("channel")
    assert pages.smallest >= 10
    gates = cx.Gates(cx.read_study(tmp_path / "study", min_cell=10), role="recommend", min_cell=10)
    section = cx.section(6, of=gates, needs={"score": "recommend", "by": "channel"})
    said = "Groups of channel with fewer than 10 people here, or next to one, stand together."
    assert section.rows["channel"].nunique() == told and (said in repr(section)) is (told < 3)


def test_clusters_stay_as_they_are_since_errors_need_them_and_none_is_told(tmp_path):
    rows = shoppers()
    alike = rows["segment"].map({"home": "shop", "family": "web", "trade": "phone", "club": "phone"})
    moved = np.isin(np.arange(len(rows)), np.flatnonzero(alike == "shop")[:3])
    study = write_shoppers(tmp_path / "study", rows.assign(channel=alike.mask(moved, "web")))
    gates = cx.Gates(cx.read_study(study, min_cell=10), role="recommend", min_cell=10)
    told = {part: cx.section(6, of=gates, needs={"score": "recommend", part: "channel"}) for part in ("by", "cluster")}
    assert {part: section.rows["channel"].nunique() for part, section in told.items()} == {"by": 2, "cluster": 3}


def test_segments_of_twelve_are_told_before_the_months_in_which_they_answered(tmp_path):
    """The date stands first in study.toml; two months of 36 people would cost two of the three segments."""
    rows = shoppers().dropna(subset="recommend").head(36)
    rows = rows.assign(
        date=["2026-09-10", "2026-10-10", "2026-10-12"] * 12, segment=np.repeat(["home", "family", "trade"], 12)
    )
    study = write_shoppers(tmp_path / "study", rows.assign(channel="shop"))
    contract = study / "study.toml"
    lines = contract.read_text(encoding="utf-8").splitlines()
    date = next(line for line in lines if line.startswith("date"))
    lines.remove(date)
    lines.insert(next(place for place, line in enumerate(lines) if line.startswith("answer =")), date)
    contract.write_text("\n".join(lines), encoding="utf-8")
    pages = Pages(study)
    pages.run(by="segment")
    told = pd.concat(pages.tables)["segment"].dropna()
    assert sorted(told) == ["family", "home", "trade"] and pages.smallest >= 10


def test_a_larger_smallest_group_tells_some_of_the_same_groups(tmp_path):
    """Names of joined units never depend on what a notebook asks for."""
    study = write_shoppers(tmp_path / "study", shoppers())
    least, larger = (cx.read_study(study, min_cell=n).tables["answers"]["team"] for n in (10, 24))
    assert least.equals(larger) and "N2 + N3" in set(larger)
    pages = Pages(study, min_cell=24)
    pages.each("region", by="segment")
    coarse = {(*row["only"], row["segment"]) for table in pages.tables if "segment" in table
              for _, row in table.iterrows() if " + " not in str(row["segment"])}  # fmt: skip
    pages.tables, pages.min_cell = [], 10
    pages.each("region", by="segment")
    fine = {(*row["only"], row["segment"]) for table in pages.tables if "segment" in table
            for _, row in table.iterrows() if " + " not in str(row["segment"])}  # fmt: skip
    assert coarse <= fine and len(coarse) < len(fine)


def test_nothing_is_hidden_where_all_cells_are_large(tmp_path):
    """Four thousand customers of large teams: each part tells each of its groups under its own name."""
    rows = pd.concat([shoppers(seed).query("team in ['N0', 'S0', 'W0', 'E0']") for seed in range(60)])
    rows = rows.assign(answer=[f"a{k}" for k in range(len(rows))])
    pages = Pages(write_shoppers(tmp_path / "study", rows))
    pages.run(by="segment")
    pages.each("region", by="segment")
    told = pd.concat(pages.tables)
    assert told.groupby("only")["segment"].nunique().to_dict() == dict.fromkeys(told["only"], 4)
    assert sorted(told["segment"].dropna().unique()) == ["club", "family", "home", "trade"]


def test_a_plain_run_of_the_whole_has_the_numbers_of_its_rows(tmp_path):
    rows = shoppers()
    survey = cx.read_study(write_shoppers(tmp_path / "study", rows), min_cell=10)
    told = survey.tables["answers"]
    assert told["recommend"].equals(rows["recommend"]) and told["segment"].tolist() == rows["segment"].tolist()
    large = ~rows["team"].isin(["N2", "N3", "W2", "W3"])
    assert told.loc[large, "team"].tolist() == rows.loc[large, "team"].tolist()
    assert set(told.loc[~large, "team"]) == {"N2 + N3", "W2 + W3"}
    assert survey.notes[-1] == (
        "answers: Told of at least 10 customers each. team: 11 of 15 are told by themselves, the others in 2 groups of "
        "several."
    )
    assert survey.labels("region", table="answers").tolist() == rows["team"].str[0].tolist()
    assert cx.read_study(tmp_path / "study").tables["answers"]["team"].tolist() == rows["team"].tolist()


def test_methods_have_the_columns_of_a_part_as_they_came(tmp_path):
    """Only what a section tells by group is joined: weights, models and comparisons need each row as it is."""
    rows = shoppers()
    survey = cx.read_study(write_shoppers(tmp_path / "study", rows), only="region: E", min_cell=10)
    gates = cx.Gates(survey, role="recommend", min_cell=10)
    asked = {"score": "recommend", "by": "segment"}
    section = cx.section(6, of=gates, needs=asked, min_groups=("by", 2))
    east = rows[rows["team"].str[0] == "E"]
    assert gates.answers["segment"].tolist() == east["segment"].tolist()
    assert set(section.rows["segment"]) == {"home", "family", "club + trade"}
    assert repr(section) == (
        "Columns used: score = recommend, by = segment. Groups of segment with fewer than 10 people here, or next to "
        "one, stand together."
    )


def test_waves_of_which_a_part_has_few_are_left_out(tmp_path):
    """The next one goes with it, since its total stands on the page of the whole; the last wave is spared."""
    rows = pd.concat([shoppers(seed, waves=3).query("team in ['N0', 'S0', 'W0', 'E0']") for seed in range(4)])
    rows = rows.assign(answer=[f"a{k}" for k in range(len(rows))]).reset_index(drop=True)
    few = (rows["team"] == "E0") & (rows["wave"] == 1)
    rows = rows[~few | (few.cumsum() <= 4)].reset_index(drop=True)
    study = write_shoppers(tmp_path / "study", rows)
    part = cx.read_study(study, only="team: E0", min_cell=10)
    assert part.tables["answers"]["wave"].astype(str).unique().tolist() == ["3"]
    assert part.notes[-1] == "answers: 2 waves with fewer than 10 people here, or next to one, left out."
    assert cx.Gates(part, role="recommend", min_cell=10).hidden is None
    assert len(cx.read_study(study, only="team: E0").tables["answers"]["wave"].unique()) == 3


def test_pages_of_the_whole_are_decided_alike_whichever_tables_a_notebook_reads():
    """Where employees are read, too, branches have other names; what pages without them tell is told beside these."""
    alone = cx.read_study(cx.sample_study(), tables=["relationship"], min_cell=10)
    every = cx.read_study(cx.sample_study(), min_cell=10)
    told, beside = (told_of(study, "relationship", fewest=10, parts=False) for study in (alone, every))
    renamed = {(part, value, f" {by}" if by == "branch" else by, *rest) for part, value, by, *rest in told.groups}
    assert renamed <= beside.groups and len(told.groups) > 200
    assert alone.tables["relationship"]["branch"].nunique() > every.tables["relationship"]["branch"].nunique()


def _answers(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of groups, each with an answer."""
    n = np.arange(len(rows))
    return rows.assign(team="N0", channel="web", wave=1, recommend=n % 11, answer=[f"a{place}" for place in n])


@pytest.mark.parametrize(("blank", "kept_back"), [(0, []), (6, ["d"]), (30, [])])
def test_a_few_blanks_cost_the_smallest_group_whatever_it_is_called(tmp_path, blank, kept_back):
    rows = pd.DataFrame({"segment": np.repeat([*"zdba", None], [300, 40, 90, 120, blank])})
    study = write_shoppers(tmp_path / "study", _answers(rows))
    told = told_of(cx.read_study(study), "answers", fewest=10, parts=False)
    segments = dict(zip(told.columns["segment"][1], told.values(("", 0), "segment", latest=False), strict=True))
    assert [name for name in "abdz" if not segments[name]] == kept_back


def test_a_month_just_begun_stands_with_the_one_before_and_costs_none(tmp_path):
    days = np.repeat(["2026-01-20", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-02"], [90, 60, 80, 70, 6])
    study = write_shoppers(tmp_path / "study", _answers(pd.DataFrame({"segment": "a", "date": days})))
    told = told_of(cx.read_study(study), "answers", fewest=10, parts=False)
    months = dict(zip(told.columns["date"][1], told.values(("", 0), "date", latest=False), strict=True))
    assert [month for month in months if month] == ["2026-01", "2026-02", "2026-03", "2026-04/05"]
    assert all(fits for month, fits in months.items() if month)


def test_of_the_sample_company_regions_are_told_by_other_columns_and_moves_add_to_it(monkeypatch):
    """By the columns named first also of the last wave; what all other parts add up to is told, too."""
    survey = cx.read_study(cx.sample_study(), min_cell=10)
    told = told_of(survey, "relationship", fewest=10, parts=True)
    by = lambda part, by, *, latest: sum((one[0], one[2], one[4]) == (part, by, latest) for one in told.groups)  # noqa: E731
    assert by("region", "segment", latest=False) == 46 and by("region", "segment", latest=True) > 30
    assert by("region", "tenure", latest=False) == 36 and by("region", "language", latest=False) >= 38
    assert by("region", "language", latest=True) > 40  # most answered in both waves, and vouch in both
    assert len(told.groups) > 3_000
    monkeypatch.setattr(Moves, "tell", lambda self, groups, **_: np.zeros(len(groups), bool))
    survey.told.clear()
    assert told_of(survey, "relationship", fewest=10, parts=True).groups < told.groups
