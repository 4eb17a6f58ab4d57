"""Customers' tables that name nobody: of few people nothing is told, however many answers they gave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from privacy.studies import Pages, shoppers, write_shoppers
from privacy.test_customers import play
from scipy.optimize import Bounds, LinearConstraint, milp

import cxlib as cx
from cxlib.privacy.attack_search import LARGEST, NOTHING, _reduced

ANSWERS = """[study]
name = "S"
[tables.after]
file = "after.csv"
kind = "transactional"
[tables.after.columns]
answer = { role = "id" }
contact = { role = "reference" }
month = { role = "wave" }
touchpoint = { role = "touchpoint" }
satisfaction = { role = "outcome", scale = [0, 10] }
"""
LOG = """[tables.log]
file = "log.csv"
kind = "interactions"
[tables.log.columns]
contact = { role = "id" }
customer = { role = "customer" }
"""


def answers(**touchpoints: tuple[int, int]) -> pd.DataFrame:
    """So many answers by so many customers at each touchpoint, all of one month."""
    rows = [(name, f"{name}-{one % people}") for name, (n, people) in touchpoints.items() for one in range(n)]
    made, n = pd.DataFrame(rows, columns=["touchpoint", "customer"]), np.arange(len(rows))
    return made.assign(answer=[f"a{one}" for one in n], contact=[f"k{one}" for one in n], satisfaction=n % 11, month=1)


def write(folder: Path, rows: pd.DataFrame, *, log: pd.DataFrame | None = None, contract: str = ANSWERS + LOG) -> Path:
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    rows.drop(columns="customer").to_csv(folder / "after.csv", index=False)
    (rows if log is None else log)[["contact", "customer"]].to_csv(folder / "log.csv", index=False)
    return folder


def shown(
    study: Path, *, tables=("after",), by: str = "touchpoint", latest: bool = False
) -> tuple[dict[str, int], str]:
    """Group → its answers, as a page shows them; and what the section says."""
    survey = cx.read_study(study, tables=list(tables), min_cell=10)
    gates = cx.Gates(survey, role="outcome", kind="transactional", min_cell=10)
    section = cx.section(6, of=gates, needs={"score": "outcome", "by": "touchpoint"}, min_groups=("by", 2))
    if not section.is_open:
        return {}, repr(section)
    score = cx.mean_rating(section.rows, rating="satisfaction", by=section["by"])
    table = cx.suppress_small_cells(score, min_cell=10).table
    return dict(zip(table[section["by"]], table["n"].tolist(), strict=True)), repr(section)


FOUR = {"T01": (60, 60), "T02": (60, 60), "T03": (60, 60), "T04": (60, 60)}


@pytest.mark.parametrize("tables", [("after",), ("after", "log")])
def test_forty_answers_of_two_customers_are_not_told(tables, tmp_path):
    """T05 stands with another one, so that the others taken from the whole are not these two."""
    told, said = shown(write(tmp_path, answers(**FOUR, T05=(40, 2))), tables=tables)
    assert told == {"T01": 60, "T02": 60, "T03": 60, "T04 + T05": 100}
    assert said == (
        "Columns used: score = satisfaction, by = touchpoint. Groups of touchpoint with fewer than 10 people here, or "
        "next to one, stand together."
    )


def test_of_forty_answers_of_forty_customers_all_is_told(tmp_path):
    told, _ = shown(write(tmp_path, answers(**FOUR, T05=(40, 40))))
    assert told == {"T01": 60, "T02": 60, "T03": 60, "T04": 60, "T05": 40}


@pytest.mark.parametrize("contract", [ANSWERS, ANSWERS.replace('"reference"', '"description"') + LOG])
def test_without_a_reference_each_row_counts_as_a_person(contract, tmp_path):
    told, _ = shown(write(tmp_path, answers(**FOUR, T05=(40, 2)), contract=contract))
    assert told["T05"] == 40 and len(told) == 5


def test_many_answers_of_few_are_hidden_beside_small_groups_also_with_a_column_of_customers(tmp_path):
    """Of T06 and T07 too few answers are there to be shown; so T05 was shown beside them, though two gave its forty."""
    rows = answers(**FOUR, T05=(40, 2), T06=(6, 6), T07=(6, 6))
    named = ANSWERS.replace("month =", 'customer = { role = "customer" }\nmonth =')
    for contract in (ANSWERS + LOG, named):
        write(tmp_path, rows, contract=contract)
        rows.to_csv(tmp_path / "after.csv", index=False)
        told, _ = shown(tmp_path)
        assert told == {"T01": 60, "T02": 60, "T03": 60, "T04": 60, "T05 and 2 more": 52}


@pytest.mark.parametrize("few", ["all", "last"])
def test_a_section_stays_closed_where_few_gave_all_answers_of_the_whole_or_of_the_last_wave(few, tmp_path):
    rows = answers(T01=(20, 2), T02=(20, 2))
    if few == "last":
        rows = pd.concat([answers(**FOUR), rows.assign(month=2)], ignore_index=True)
        rows = rows.assign(
            answer=[f"a{one}" for one in range(len(rows))], contact=[f"k{one}" for one in range(len(rows))]
        )
    survey = cx.read_study(write(tmp_path, rows), tables=["after"], min_cell=10)
    gates = cx.Gates(survey, role="outcome", kind="transactional", min_cell=10)
    latest = cx.section(1, of=gates, needs={"score": "outcome"}, min_answers=10, latest=True)
    assert not latest.is_open and repr(latest).startswith(
        "Skipped: section 1. Answers: 40, of fewer than 10 people. To open it: collect more"
    )
    assert cx.section(2, of=gates, needs={"score": "outcome"}, min_answers=10).is_open is (few == "last")


@pytest.mark.parametrize(("lost", "told"), [("k", 0), ("", 0)])
def test_answers_whose_contact_nobody_knows_vouch_for_nobody(lost, told, tmp_path):
    """Of T05 the log lost the contacts, or they are blank: one customer may have given all forty answers."""
    rows = answers(**FOUR, T05=(40, 40))
    known = rows[rows["touchpoint"] != "T05"]
    study = write(
        tmp_path, rows if lost else rows.assign(contact=rows["contact"].where(rows.index.isin(known.index))), log=known
    )
    groups, _ = shown(study)
    assert groups.get("T05", 0) == told and "T04 + T05" in groups


def test_where_the_log_knows_few_of_the_contacts_the_other_answers_count_one_by_one(tmp_path):
    rows = answers(**FOUR, T05=(40, 40), T06=(40, 2))
    log = rows[rows["touchpoint"].isin(["T01", "T06"])]
    told, _ = shown(write(tmp_path, rows, log=log))
    assert told["T03"] == 60 and "T06" not in told


def tells_of_few(inside: np.ndarray, person: np.ndarray, *, fewest: int = 10) -> bool:
    """Whether some combination of sums over groups is about fewer people: those of rows with a coefficient.

    Parameters
    ----------
    inside : (groups, rows) array of bool
    person : (rows,) array of int
        −1 for nobody knows whom, who does not count.
    """
    _, first, place = np.unique(inside.T, axis=0, return_index=True, return_inverse=True)
    classes = [np.unique(person[(place.ravel() == one) & (person >= 0)]) for one in range(len(first))]
    large = np.array([len(own) >= fewest for own in classes])
    sums = _reduced(inside[:, first].astype(float), large)  # what is about a large class is about enough people
    there = np.flatnonzero((np.abs(sums) > NOTHING).any(axis=0))
    people = np.unique(np.concatenate([np.zeros(0, int), *(classes[one] for one in there)]))
    for one in there:
        n = len(sums), len(there), len(people)
        z = np.arange(n[1]) + n[0]
        within = np.hstack([sums[:, there].T, -LARGEST * np.eye(n[1]), np.zeros((n[1], n[2]))])
        above = np.hstack([-sums[:, there].T, -LARGEST * np.eye(n[1]), np.zeros((n[1], n[2]))])
        pairs = [
            (z[at], n[0] + n[1] + np.searchsorted(people, who)) for at, own in enumerate(there) for who in classes[own]
        ]
        whose = np.zeros((len(pairs), sum(n)))
        for at, (part, who) in enumerate(pairs):
            whose[at, [part, who]] = 1, -1
        counted, fixed = np.repeat([0, 0, 1], n)[None], np.zeros((1, sum(n)))
        fixed[0, : n[0]] = sums[:, one]
        limits = [LinearConstraint(np.vstack([within, above, whose]), -np.inf, 0)]
        limits += [LinearConstraint(counted, 0, fewest - 1), LinearConstraint(fixed, 1, 1)]
        ends = Bounds(np.repeat([-LARGEST, 0, 0], n), np.repeat([LARGEST, 1, 1], n))
        while True:
            found = milp(counted[0], integrality=np.repeat([0, 1, 1], n), bounds=ends, constraints=limits)
            assert found.status in (0, 2)  # found, or that there is none
            if found.x is None:
                break
            few = people[found.x[n[0] + n[1] :] > 0.5]  # integers are so within a tolerance only: looked at once more
            gone = np.array([not np.isin(own, few).all() for own in classes])
            if np.abs(_reduced(sums, gone)[:, one]).max(initial=0) > NOTHING:
                return True
            limits.append(LinearConstraint(np.append(np.zeros(n[0] + n[1]), ~np.isin(people, few))[None], 1, np.inf))
    return False


def repeated(seed: int, *, waves: int, steps: int, blank: float) -> tuple[pd.DataFrame, dict[str, pd.DataFrame], str]:
    """Answers of shoppers, most of whom gave several, each with a contact; tables that lead on; their contract."""
    rng = np.random.default_rng(seed)
    rows = pd.concat([shoppers(seed + one, waves=waves) for one in (0, 50)], ignore_index=True)
    n = np.arange(len(rows))
    often = 1 / np.arange(1, len(rows) // 2) ** 0.5  # some customers answer very often
    customer = rng.choice(len(often), len(rows), p=often / often.sum())
    team = pd.factorize(rows["team"])[0]
    customer = np.where(team % 4 == 1, customer % 6 + 10**6 * team, customer)  # of some teams all are of six customers
    rows = rows.assign(answer=[f"a{one:04}" for one in n], contact=[f"k{one}" for one in n], customer=customer)
    rows["contact"] = rows["contact"].mask(rng.random(len(rows)) < blank)
    known = rows.dropna(subset="contact").sample(frac=1, random_state=seed)
    tables, toml, key, last = {}, "", "contact", known
    for step in range(steps):
        name, further = f"step{step}", f"key{step}"
        last = last.assign(**{further: [f"{further}-{one}" for one in last["customer"]]}).drop_duplicates(key)
        named = step == steps - 1
        tables[name] = last[[key, "customer" if named else further]]
        more = 'customer = { role = "customer" }' if named else f'{further} = {{ role = "reference" }}'
        toml += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{"interactions" if step == 0 else "journeys"}"\n'
        toml += f'[tables.{name}.columns]\n{key} = {{ role = "id" }}\n{more}\n'
        key = further
    return rows, tables, toml


@pytest.mark.parametrize(
    ("seed", "named"),
    [
        pytest.param(seed, named, marks=[pytest.mark.full] * (seed > 1))
        for seed in range(6)
        for named in (True, False)[: 1 + (seed > 0)]  # of the first, all that is counted one by one is of enough, too
    ],
)
def test_no_combination_of_scores_tells_of_few_people_whom_references_find(seed, named, tmp_path):
    """Random references of one to three steps, some blank: all scores of four runs; the control counts answers."""
    rows, tables, toml = repeated(seed, waves=1 + seed % 2, steps=1 + seed % 3, blank=0.05 * (seed % 2))
    study = write_shoppers(tmp_path / "study", rows.drop(columns="customer"))
    for name, table in tables.items():
        table.to_csv(study / f"{name}.csv", index=False)
    contract = (study / "study.toml").read_text(encoding="utf-8")
    role = "reference" if named else "description"
    contract = contract.replace("answer = {", f'contact = {{ role = "{role}" }}\nanswer = {{') + toml
    (study / "study.toml").write_text(contract, encoding="utf-8")
    pages = Pages(study)
    play(pages, np.random.default_rng(seed))
    asked = sorted(set().union(*pages.groups))
    people = rows.set_index("answer")
    person = people["customer"].mask(people["contact"].isna(), -1)[asked].to_numpy()
    assert len(pages.groups) > 6 and tells_of_few(pages.inside, person) is not named


STAFF = """[study]
name = "S"
[tables.mood]
file = "mood.csv"
kind = "employees"
[tables.mood.columns]
no = { role = "id" }
who = { role = "reference" }
team = { role = "unit" }
e1 = { role = "engagement", scale = [1, 5] }
e2 = { role = "engagement", scale = [1, 5] }
[tables.crew]
file = "crew.csv"
kind = "internal"
[tables.crew.columns]
who = { role = "id" }
"""


def write_mood(folder: Path, *, contract: str = STAFF, strangers: int = 0) -> Path:
    """Answers of a week by three teams: of A and B each of twelve people gave three, of C each of three gave twelve."""
    teams = [(team, f"{team}{one % people}") for team, people in (("A", 12), ("B", 12), ("C", 3)) for one in range(36)]
    rng = np.random.default_rng(4)
    rows = pd.DataFrame(teams, columns=["team", "who"])
    rows = rows.assign(
        no=[f"m{one}" for one in range(len(rows))], e1=rng.integers(1, 6, len(rows)), e2=rng.integers(1, 6, len(rows))
    )
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    rows["who"] = rows["who"].mask(rows.index < strangers, "Z9")
    rows.to_csv(folder / "mood.csv", index=False)
    pd.DataFrame({"who": sorted({who for _, who in teams})}).to_csv(folder / "crew.csv", index=False)
    return folder


@pytest.mark.parametrize("tables", [None, ["mood"]])
def test_thirty_six_answers_of_three_employees_are_told_with_others(tables, tmp_path):
    told = cx.read_study(write_mood(tmp_path), tables=tables).tables["mood"]
    assert told["team"].value_counts().to_dict() == {"A + C": 72, "B": 36}
    plain = STAFF.replace('who = { role = "reference" }', "")  # nothing says that three gave them all
    alone = cx.read_study(write_mood(tmp_path, contract=plain), tables=tables).tables["mood"]
    assert alone["team"].value_counts().to_dict() == {"A": 36, "B": 36, "C": 36}


def test_employees_answers_that_refer_to_nobody_are_left_out(tmp_path):
    study = cx.read_study(write_mood(tmp_path, strangers=2))
    assert len(study.tables["mood"]) == 106
    assert "mood: 2 rows are left out: they refer to nobody." in study.notes
