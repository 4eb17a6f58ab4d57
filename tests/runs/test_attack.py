"""`cx attack`: what a folder of results gives away, and what it does not."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, shoppers, write_shoppers, write_staff
from typer.testing import CliRunner

import cxlib as cx
from cxlib.cli import app
from cxlib.errors import CXError
from cxlib.figures.charts import CHART
from cxlib.privacy.attack_search import smallest_determined
from cxlib.runs.attack import attack_folder
from cxlib.runs.map_page import keep_journey_map
from cxlib.runs.published import number, published
from cxlib.study.read import read_for_run

ALT = "Dots with intervals. · North 3.21 (3.02 to 3.40, n = 57); South 2.9 (2.1 to 3.3, n = 1,040)."


def write_run(
    folder, tables, *, only="", min_cell=10, page="06_employee_engagement", columns=("item",), alt="", chart=None
):
    """A run as its folder holds it: the record, and a notebook with these tables in an open section."""
    folder.mkdir(parents=True)
    record = {"only": only, "notebooks": [{"name": page, "parameters": {"min_cell": min_cell}}]}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    section = {"state": "open", "columns": dict.fromkeys(columns, "e1")}
    outputs = [{"data": {"application/vnd.cxlib.section+json": section}}]
    outputs += [{"data": {"text/html": cx.Result(table=table)._repr_html_()}} for table in tables]
    outputs += [{"data": {"image/png": ""}, "metadata": {"image/png": {"alt": alt}}}] if alt else []
    outputs += [{"data": {CHART: chart}}] if chart else []
    notebook = {"cells": [{"outputs": [output]} for output in outputs]}
    (folder / f"{page}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def means(rows: pd.DataFrame, by: str, *, fewest: int = 10) -> pd.DataFrame:
    """A table of a page: the groups of a column that have enough people."""
    scores = rows[ITEMS].mean(axis=1).groupby(rows[by].astype(str)).agg(["size", "mean"]).reset_index()
    return scores[scores["size"] >= fewest].set_axis([by, "n", "estimate"], axis=1)


def parts(out, rows, column, *, score=ITEMS):
    """The pages that `--each` would write of plain rows."""
    for value in means(rows, column)[column]:
        own = rows[rows[column].astype(str) == value]
        whole = pd.DataFrame({"scale": ["engagement"], "n": [len(own)], "estimate": [own[score].mean(axis=1).mean()]})
        write_run(out / f"{column}-{value}", [whole], only=f"{column}: {value}")


@pytest.fixture
def rows():
    return firm().assign(region=lambda table: table["team"].str[0])


def test_pages_of_teams_and_of_regions_give_one_person_away(rows, tmp_path):
    parts(tmp_path / "out", rows, "team")
    parts(tmp_path / "out", rows, "region")
    (found,) = attack_folder(
        tmp_path / "out", study=write_staff(tmp_path / "study", rows[["team", "who", "wave", *ITEMS]])
    )
    alone = rows.loc[rows["team"] == "N3", ITEMS].mean(axis=1).item()
    assert found.people == 1 and found.succeeds and found.low <= alone <= found.high
    assert sorted(one.only for one in found.how) == ["region: N", "team: N0", "team: N1", "team: N2"]


def test_pages_of_the_same_people_in_blocks_give_nobody_away(rows, tmp_path):
    out, study = tmp_path / "out", write_staff(tmp_path / "study", rows[["team", "who", "wave", *ITEMS]])
    survey = read_for_run(study, out=out, min_cell=10)
    told = survey.tables["staff"].assign(region=survey.labels("region", table="staff").to_numpy())
    write_run(out / "whole", [means(told, "team"), means(told, "region")])
    parts(out, told, "team")
    parts(out, told, "region")
    (found,) = attack_folder(out, study=study)
    assert found.people >= 10 and not found.succeeds and found.numbers > 10


def scores(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """A table of mean answers of customers."""
    found = rows.groupby(by)["recommend"].agg(["count", "mean"]).reset_index()
    return found.set_axis([by, "n", "mean"], axis=1)


def test_two_groupings_that_sort_people_nearly_alike_tell_of_those_they_do_not(tmp_path):
    """No page has the table of both; the data say who is in which group."""
    rows = shoppers().dropna(subset="recommend").reset_index(drop=True)
    alike = rows["segment"].map({"home": "shop", "family": "web", "trade": "phone", "club": "phone"})
    for few, smallest in ((0, 40), (3, 3), (14, 14)):
        moved = rows.index.isin(np.flatnonzero(alike == "shop")[:few])
        now = rows.assign(channel=alike.mask(moved, "web"))
        study, out = write_shoppers(tmp_path / f"study{few}", now), tmp_path / f"out{few}"
        write_run(out / "a", [scores(now, "segment"), scores(now, "channel")], page="03_net_promoter_score")
        (found,) = attack_folder(out, study=study)
        assert found.people == smallest and found.succeeds is (few == 3)


def test_customers_of_a_part_who_stand_together_are_found_under_their_joined_name(tmp_path):
    rows = shoppers().dropna(subset="recommend")
    east = rows[rows["team"].str[0] == "E"]
    east = east.assign(segment=east["segment"].replace({"club": "club + trade", "trade": "club + trade"}))
    write_run(tmp_path / "out" / "a", [scores(east, "segment")], only="region: E", page="03_net_promoter_score")
    (found,) = attack_folder(tmp_path / "out", study=write_shoppers(tmp_path / "study", rows))
    assert found.numbers == 3 and found.people == east["segment"].eq("club + trade").sum()


def test_a_group_of_many_answers_by_few_is_found_before_one_of_fewer_answers(tmp_path):
    """Three customers gave all answers of E0, some sixty; of each other group every answer is of somebody else."""
    rows = shoppers().dropna(subset="recommend").reset_index(drop=True)
    few = (rows["team"] == "E0").to_numpy()
    customer = np.where(few, rows.index % 3, 100 + rows.index)
    large = rows[rows["team"].isin(["N0", "W0", "E0", "E1"])]
    write_run(tmp_path / "out" / "a", [scores(large, "team")], page="03_net_promoter_score")
    study = write_shoppers(tmp_path / "study", rows.assign(contact=[f"k{place}" for place in rows.index]))
    log = '[tables.log]\nfile = "log.csv"\nkind = "interactions"\n[tables.log.columns]\n'
    log += 'contact = { role = "id" }\ncustomer = { role = "customer" }\n'
    pd.DataFrame({"contact": [f"k{place}" for place in rows.index], "customer": customer}).to_csv(study / "log.csv")
    plain = (study / "study.toml").read_text(encoding="utf-8")
    told = {}
    for name, role in (("known", "reference"), ("unknown", "description")):
        contract = plain.replace("answer = {", f'contact = {{ role = "{role}" }}\nanswer = {{') + log
        (study / "study.toml").write_text(contract, encoding="utf-8")
        told[name] = min(attack_folder(tmp_path / "out", study=study), key=lambda one: one.people).people
    assert told == {"known": 3, "unknown": large["team"].value_counts().min()}


def test_without_the_data_a_total_less_its_groups_is_what_is_left(rows, tmp_path):
    north = rows[rows["region"] == "N"]
    total = pd.DataFrame({"n": [len(north)], "estimate": [north[ITEMS].mean(axis=1).mean()]})
    write_run(tmp_path / "a", [total, means(north, "team")], only="region: N")
    (found,) = attack_folder(tmp_path)
    assert found.people == 1 and [one.n for one in found.how] == [40, 14, 13, 12]
    assert CliRunner().invoke(app, ["attack", str(tmp_path)]).exit_code == 1


def test_without_the_data_two_runs_are_taken_from_one_another(rows, tmp_path):
    for name, now in (("a", rows), ("b", rows.drop(index=3))):
        write_run(tmp_path / name, [means(now, "region")])
    (found,) = attack_folder(tmp_path)
    assert (found.people, {one.run for one in found.how}) == (1, {"a", "b"})


def test_invented_examples_and_groups_that_make_up_their_total_are_no_find(rows, tmp_path):
    total = pd.DataFrame({"n": [len(rows)], "estimate": [rows[ITEMS].mean(axis=1).mean()]})
    write_run(tmp_path / "a", [total, means(rows, "region")])
    write_run(tmp_path / "b", [pd.DataFrame({"who": ["Ana"], "n": [1], "mean": [5.0]})], columns=())
    (found,) = attack_folder(tmp_path)
    assert found.people == 37 and not found.succeeds
    done = CliRunner().invoke(app, ["attack", str(tmp_path)])
    assert done.exit_code == 0
    assert done.stdout == "people: the smallest group told has 37, at least the 10 asked.\n"
    assert done.stderr == "6 numbers of 2 runs read.\n"


def test_two_rows_of_a_table_are_no_two_releases_and_numbers_of_units_are_of_no_people(tmp_path):
    """Units without names, of which two have the same interval; how many units and waves there are."""
    rows = pd.DataFrame({"n": [23, 22], "estimate": [3.85, 3.85], "interval": ["3.63 to 3.96"] * 2})
    units = pd.DataFrame({"side": ["customers"], "n_units": [6], "n_unit_waves": [6], "n": [781]})
    write_run(tmp_path / "a", [rows, units])
    (found,) = attack_folder(tmp_path)
    assert found.people == 22
    assert {one.n for one in published(tmp_path) if one.words.get("side")} == {781}


def test_without_n_a_number_is_of_a_column_only_where_the_page_names_it(rows, tmp_path):
    """A mean of another table's item, 3.5, is by chance that of two of these customers."""
    told = shoppers().dropna(subset="recommend")
    few = told[(told["team"] == "W3")]
    table = pd.DataFrame({"item": ["e1"], "team": ["W3"], "mean": [few["recommend"].mean()]})
    study = write_shoppers(tmp_path / "study", told)
    for name, found in (("e1", []), ("recommend", [len(few)])):
        write_run(tmp_path / name, [table.assign(item=name)], page="03_net_promoter_score")
        assert [one.people for one in attack_folder(tmp_path / name, study=study)] == found


def test_shares_of_the_silent_and_chances_are_nobodys_answers(tmp_path):
    """Of 6 who answered 1 said yes, and 1 in 6 of another question is silent: equal, and no find."""
    rows = pd.DataFrame(
        {"item": ["e1"], "n": [12], "missing": [1 / 6], "mean": [3.5], "p_value": [0.5], "p_adjusted": [1.0]}
    )
    write_run(tmp_path / "a", [rows])
    assert {(one.what, one.estimate) for one in published(tmp_path)} == {("mean", 3.5)}


def test_where_time_ends_it_is_said_what_was_not_searched():
    """Three columns, each told by each other one: around every cell of all three something smaller might be found."""
    rng = np.random.default_rng(3)
    three = np.array([np.eye(3, dtype=bool)[rng.integers(0, 3, 300)].T for _ in range(3)])
    inside = np.array([a & b for x, y in ((0, 1), (0, 2), (1, 2)) for a in three[x] for b in three[y]])
    whole, stopped = smallest_determined(inside), smallest_determined(inside, seconds=0)
    assert whole.unsearched == 0 < stopped.unsearched == 27 and whole.people <= stopped.people


def test_a_section_on_no_data_shows_examples_and_a_part_looks_at_what_its_section_looks_at(tmp_path):
    """Section 3.2 draws ten promoters for the lesson; 5.1 goes on with the change of section 5."""
    write_run(tmp_path / "a", [])
    page = tmp_path / "a" / "03_net_promoter_score.ipynb"
    table = {"data": {"text/html": cx.Result(table=pd.DataFrame({"n": [4], "mean": [5.0]}))._repr_html_()}}
    for section, on_data, numbers in (("3.2", False, 0), ("5.1", False, 1), ("6", True, 1)):
        sections = [{"number": "5", "on_data": True}, {"number": section, "on_data": on_data}]
        cells = [{"outputs": [{"data": {"application/vnd.cxlib.section+json": its}}]} for its in sections]
        page.write_text(json.dumps({"cells": [*cells, {"outputs": [table]}]}), encoding="utf-8")
        assert sum(one.numbers for one in attack_folder(tmp_path)) == numbers


def test_figures_are_pictures_so_that_no_drawing_holds_numbers_that_tables_do_not(root):
    """Our notebooks have no drawing with coordinates; of the one that is a file, a table of all numbers lies beside."""
    for file in sorted((root / "notebooks").glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        assert not any("image/svg+xml" in data or "<svg" in "".join(data.get("text/html", "")) for data in outputs)


def test_the_numbers_of_the_journey_map_are_read_from_the_table_beside_it(tmp_path, monkeypatch):
    write_run(tmp_path / "a", [])
    rng = np.random.default_rng(2)
    register = pd.DataFrame({"touchpoint": ["t1", "t2"], "name": ["call", "shop"], "stage": ["before", "after"]})
    answers = pd.DataFrame({"touchpoint": ["t1"] * 40 + ["t2"] * 30, "x": rng.integers(3, 9, 70)})
    given = {"touchpoint": "touchpoint", "rating": "x", "register": register, "scale": (0, 10)}
    made = cx.journey_map(register, scores=cx.touchpoint_scores(answers, **given))
    monkeypatch.setenv("CX_RUN_FOLDER", str(tmp_path / "a"))
    keep_journey_map(made)
    assert (tmp_path / "a" / "journey_map.svg").exists()
    told = {(one.n, one.what, one.estimate) for one in published(tmp_path) if one.page == "journey_map"}
    for row in made.table.itertuples():
        assert (row.n, "estimate", round(row.estimate, 12)) in told


def test_what_a_page_tells(tmp_path):
    table = pd.DataFrame({"team": ["A", "B"], "n": [1200, 9], "share": [0.25, np.nan], "std_error": [0.1, 0.2]})
    write_run(tmp_path / "a", [table], alt=ALT)
    (tmp_path / "a" / "more.csv").write_text("team,n,mean\nA,12,3.5\n", encoding="utf-8")
    (tmp_path / "a" / "05.html").write_text(f"<h1>x</h1><img alt='{ALT}'>{table.to_html()}", encoding="utf-8")
    told = {(one.page, tuple(one.words.values()), one.what, one.n, one.estimate) for one in published(tmp_path)}
    assert ("06_employee_engagement", ("A",), "share", 1200, 0.25) in told
    assert ("06_employee_engagement", ("South",), "", 1040, 2.9) in told
    assert ("more", ("A",), "mean", 12, 3.5) in told
    assert {page for page, *_ in told} == {"06_employee_engagement", "more", "05"}
    assert [number(text) for text in ("−1,204.50", "24.8 %", "2.0 to 3.1")] == [(-1204.5, 0.005), (0.248, 0.0005), None]


def test_a_folder_without_runs(tmp_path):
    with pytest.raises(CXError) as error:
        attack_folder(tmp_path)
    assert str(error.value) == f"{tmp_path}: no run in it. Name a folder of results, as cx run --out has written it."


@pytest.mark.parametrize(
    ("groups", "smallest"),
    [
        (["111111", "110000"], 2),
        (["111110", "011111"], 2),  # less one another: the first and the last
        (["110000", "011000", "001100", "000110", "000001"], 1),
        (["110000", "011000", "101000"], 1),  # half of all three, less the second
        (["111100", "001111", "110011"], 2),  # two are never apart
    ],
)
def test_the_smallest_group_by_hand(groups, smallest):
    inside = np.array([[letter == "1" for letter in group] for group in groups])
    found = smallest_determined(inside)
    assert found.people == found.members.sum() == smallest
    assert (np.abs(found.times @ inside) > 1e-9).tolist() == found.members.tolist()


def test_of_nothing_nothing_is_told():
    assert smallest_determined(np.zeros((0, 5), bool)) is None and smallest_determined(np.zeros((2, 5), bool)) is None


def test_trials_are_attacked_as_surveys_are(tmp_path):
    """Customers by the number of offers: the whole less the pages of two regions leaves a few of the third."""
    rng = np.random.default_rng(2)
    deal = [("R1", 3)] * 16 + [("R2", 3)] * 6 + [("R3", 3)] * 14 + [(f"R{k % 3 + 1}", 1) for k in range(60)]
    rows = pd.DataFrame(deal, columns=["region", "offers"]).assign(score=rng.integers(2, 11, len(deal)))
    folder = tmp_path / "study"
    folder.mkdir()
    rows.assign(customer=[f"k{one}" for one in rows.index]).to_csv(folder / "offers.csv", index=False)
    columns = {"customer": '"customer"', "region": '"segment"', "offers": '"dose"', "score": '"outcome"'}
    lines = "\n".join(f"{name} = {{ role = {role} }}" for name, role in columns.items())
    table = f'[tables.offers]\nfile = "offers.csv"\nkind = "trials"\n[tables.offers.columns]\n{lines}\n'
    (folder / "study.toml").write_text(f'[study]\nname = "Shop"\n{table}', encoding="utf-8")
    for only, own in [("", rows), *((f"region: {one}", part) for one, part in rows.groupby("region"))]:
        told = own.groupby("offers")["score"].agg(["count", "mean"])
        told = told[told["count"] >= 10]
        series = {"name": "", "n": told["count"].tolist(), "values": told["mean"].round(3).tolist()}
        chart = {
            "names": [str(one) for one in told.index],
            "series": [series],
            "unit": "Mean score",
            "form": ["decimals", 2],
        }
        write_run(tmp_path / "out" / (only[-2:] or "all"), [], only=only, page="09_monitoring", chart=chart)
    found = min(attack_folder(tmp_path / "out", study=folder), key=lambda one: one.people)
    assert found.people == 6 and found.succeeds and len(found.how) == 3


def test_a_number_of_one_item_is_not_taken_for_that_of_another_that_is_equal_by_chance(tmp_path):
    """One of thirteen who answered e3 gave the lowest answer to e1, too: the page says so of e3 only."""
    rows = firm().assign(wave="1")
    own = rows["team"] == rows["team"].iloc[0]
    rows[ITEMS] = rows[ITEMS].clip(lower=2)
    rows["e3"] = rows["e3"].astype(float)
    first = rows.index[own][0]
    rows.loc[first, ["e1", "e3"]] = 1
    rows.loc[rows.index[own][-2:], "e3"] = np.nan
    n = int(own.sum())
    tables = [
        pd.DataFrame({"item": ["drive · e3"], "n": [n - 2], "estimate": [1 / (n - 2)]}),
        pd.DataFrame({"item": ["drive · e1"], "n": [n], "estimate": [1 / n]}),
    ]
    team = rows["team"].iloc[0]
    write_run(tmp_path / "out" / "a", tables, only=f"team: {team}")
    study = write_staff(tmp_path / "study", rows[["team", "who", "wave", *ITEMS]])
    (found,) = attack_folder(tmp_path / "out", study=study)
    assert found.people >= 10 and not found.succeeds


@pytest.mark.parametrize(("tags", "of_data"), [(["lesson"], False), ([], True)])
def test_invented_numbers_of_a_lesson_are_of_nobody(tmp_path, tags, of_data):
    table = pd.DataFrame({"account": ["C"], "n": [1], "mean": [8.0]})
    write_run(tmp_path / "run", [means(firm(), "team")], page="07_engagement_to_customers")
    file = tmp_path / "run" / "07_engagement_to_customers.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["cells"][0]["outputs"][0]["data"]["application/vnd.cxlib.section+json"]["number"] = "1"
    part = {"state": "open", "columns": {}, "number": "1.6"}
    shown = {"text/html": cx.Result(table=table)._repr_html_()}
    notebook["cells"].append(
        {
            "metadata": {"tags": tags},
            "outputs": [{"data": {"application/vnd.cxlib.section+json": part}}, {"data": shown}],
        }
    )
    file.write_text(json.dumps(notebook), encoding="utf-8")
    found = [one for one in published(tmp_path) if one.words.get("account") == "C"]
    assert found and {one.of_data for one in found} == {of_data}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "el grupo más pequeño del que se informa es de 1, menos de los 10 exigidos"),
        ("ca", "el grup més petit del qual s’informa és d’1, menys dels 10 exigits"),
        ("ro", "cel mai mic grup despre care se vorbește este de 1, sub cei 10 ceruți"),
    ],
)
def test_the_command_speaks_the_language_asked_for(rows, tmp_path, language, said):
    out = tmp_path / "out"
    parts(out, rows, "team")
    parts(out, rows, "region")
    study = write_staff(tmp_path / "study", rows[["team", "who", "wave", *ITEMS]])
    english = CliRunner().invoke(app, ["attack", str(out), "--study", str(study)])
    told = CliRunner().invoke(app, ["attack", str(out), "--study", str(study), "--language", language])
    assert said in told.output
    assert told.exit_code == english.exit_code == 1
    assert "the smallest group told has 1, fewer than the 10 asked" in english.output


def test_the_command_speaks_the_language_of_the_newest_run(tmp_path):
    write_run(tmp_path / "out" / "one", [pd.DataFrame({"scale": ["engagement"], "n": [40], "estimate": [3.5]})])
    record = tmp_path / "out" / "one" / "run.json"
    record.write_text(json.dumps(json.loads(record.read_text()) | {"language": "ca"}), encoding="utf-8")
    told = CliRunner().invoke(app, ["attack", str(tmp_path / "out")]).output.replace("\xa0", " ")
    assert "S’ha llegit 1 xifra d’1 execució" in told
    assert "el grup més petit del qual s’informa té 40 persones" in told
