"""Notebook 08 on clients' studies, small and incomplete ones: it ends well and shows only what the data carry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ran import plain, ran, sections

HEAD = '[study]\nname = "Small"\n'
TABLES = {
    "survey": ("relationship", 'q = { role = "outcome", scale = [0, 10] }\n'),
    "actions": (
        "actions",
        'action = { role = "action" }\nlevel = { role = "level" }\nowner = { role = "owner" }\n'
        'cost = { role = "cost" }\neffect = { role = "effect" }\nse = { role = "std_error" }\n',
    ),
    "kano": (
        "kano",
        'feature = { role = "description" }\nso = { role = "functional_answer", scale = [1, 5] }\n'
        'not_so = { role = "dysfunctional_answer", scale = [1, 5] }\n',
    ),
    "internal": (
        "internal",
        'person = { role = "id" }\ndepartment = { role = "department" }\n'
        'aware = { role = "rating", scale = [1, 5], facet = "awareness" }\n'
        'moved = { role = "rating", scale = [1, 5], facet = "motivation" }\n'
        + "".join(f'r_{name} = {{ role = "rank", scale = [1, 3], touchpoint = "{name}" }}\n' for name in "xyz"),
    ),
}
pytestmark = pytest.mark.full


def actions(**columns) -> pd.DataFrame:
    own = {"action": ["a", "b", "c"], "level": "touchpoint", "owner": ["Web", None, "Desk"], "cost": [10, 20, 30],
           "effect": [1.0, 2.0, 2.5], "se": [0.5, 0.5, 1.0]}  # fmt: skip
    return pd.DataFrame(own | columns)


def people(departments) -> pd.DataFrame:
    draw = np.random.default_rng(2)
    names = [name for name, n in departments.items() for _ in range(n)]
    ranks = np.array([draw.permutation(3) + 1 for _ in names])
    own = {"person": range(len(names)), "department": names, "aware": draw.integers(1, 6, len(names)), "moved": 4}
    return pd.DataFrame(own | {f"r_{name}": ranks[:, place] for place, name in enumerate("xyz")})


def kano(n) -> pd.DataFrame:
    parts = {"bill": (n, 2, 5), "mail": (n, 3, 3), "app": (6, 1, 3), "call": (6, 1, 3)}
    rows = [(name, *answers) for name, (people, *answers) in parts.items() for _ in range(people)]
    return pd.DataFrame(rows, columns=["feature", "so", "not_so"])


def told(folder: Path, tables: dict[str, pd.DataFrame], **parameters) -> tuple[dict[str, str], str]:
    """Section → its state, or the reason why it is closed; and everything that is shown."""
    study = folder / "study"
    study.mkdir(exist_ok=True)
    tables = {"survey": pd.DataFrame({"q": np.tile(range(5, 11), 10)})} | tables
    text = HEAD
    for name, table in tables.items():
        kind, columns = TABLES[name]
        columns = "".join(line + "\n" for line in columns.splitlines() if line.split(" ")[0] in table)
        text += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{kind}"\n[tables.{name}.columns]\n{columns}'
        table.to_csv(study / f"{name}.csv", index=False)
    (study / "study.toml").write_text(text, encoding="utf-8")
    run = ran("08", study=study, out=folder / "out", **({"n_resamples": 200} | parameters))
    return sections(run), plain(run)


def test_without_any_of_its_tables_it_closes_quietly(tmp_path):
    states, shown = told(tmp_path, {}, lectures=True)
    assert {number for number, state in states.items() if state == "open"} == {"3", "8", "closing"}
    assert states["1"].startswith("The study has no table of kind interactions")
    assert states["4"].startswith("The study has no table of kind actions")
    assert "error" not in shown.lower()


def test_actions_alone_give_a_plan_with_its_money_and_owners(tmp_path):
    states, shown = told(tmp_path, {"actions": actions()}, budget=40)
    assert [states[number] for number in ("4", "5", "6", "7", "8.2")] == ["open"] * 5
    assert "For 40 the best plan promises 3.5 points: a and c." in shown
    assert "Of the money 100 % falls to “touchpoint”. Nothing is spent on journey and organisation." in shown
    assert "Without a clear owner: 1 of 3 actions. b: nobody answers for it." in shown
    assert "6.1" not in states or states["6.1"] != "open"


def test_without_costs_the_plan_is_closed_and_says_why(tmp_path):
    states, _ = told(tmp_path, {"actions": actions().drop(columns="cost")})
    assert states["4"] == "open"
    assert states["5"] == "Table actions has no column or role cost."
    assert states["6"] == f"Rests on section 5, which is closed: {states['5']}"


def test_an_action_without_a_cost_is_left_out_by_name(tmp_path):
    states, shown = told(tmp_path, {"actions": actions(cost=[10, None, 30])}, budget=40)
    assert states["5"] == "open" and "Left out, as their cost is not known: b." in shown


def test_a_budget_of_nothing_buys_nothing_and_says_so(tmp_path):
    states, _ = told(tmp_path, {"actions": actions()}, budget=0)
    assert states["5"] == "budget: no action fits 0; the cheapest, a, costs 10."


def test_kano_alone_has_no_ratings_beside_it_and_hides_small_features(tmp_path):
    states, shown = told(tmp_path, {"kano": kano(40)})
    assert states["3.1"] == "open" and "Must-be: bill." in shown
    assert "2 groups not shown: fewer than 10 answers" in shown
    assert states["3.2"].startswith("Aspects in table survey: 0; needed: 2.")
    assert states["3.5"].startswith("Rests on section 3.2")


def test_one_department_is_told_that_agreement_takes_two(tmp_path):
    states, shown = told(tmp_path, {"internal": people({"Web": 30})})
    assert states["9.1"] == states["11"] == "open"
    assert "Only one group (Web): agreement takes two." in shown


def test_small_departments_come_joined(tmp_path):
    house = people({"Web": 30, "Desk": 25, "Law": 6, "Press": 5})
    states, shown = told(tmp_path, {"internal": house})
    assert states["9.1"] == states["11"] == "open"
    assert "Law + Press" in shown or "Law" not in shown.replace("Law + Press", "")
    assert "3 departments agree with a W of" in shown or "2 departments agree with a W of" in shown


def test_ranks_that_are_all_tied_are_no_order(tmp_path):
    house = people({"Web": 30, "Desk": 25}).assign(r_x=2, r_y=2, r_z=2)
    states, shown = told(tmp_path, {"internal": house})
    assert states["9.1"] == "open" and "There is no order to compare." in shown


@pytest.mark.parametrize(("customers", "told"), [(1, False), (16, True)])
def test_a_touchpoint_is_not_told_beside_its_sum_with_that_of_one_customer(customers, told, tmp_path):
    """Notebook 04 told desk and court as one mean, this one desk alone: what the one customer of court answered."""
    study, draw, all_of = tmp_path / "study", np.random.default_rng(3), 240
    study.mkdir()
    where = [*draw.choice(["shop", "mail", "desk"], 3 * all_of), *["court"] * 16]
    whose = [f"K{k % all_of}" for k in range(3 * all_of)] + [f"K{k % customers}" for k in range(16)]
    log = pd.DataFrame({"contact": range(len(where)), "customer": whose, "day": "2025-03-01", "where": where})
    log["broken"] = (draw.random(len(log)) < 0.3).astype(int)
    happy = np.where(log["where"] == "court", 0, draw.integers(0, 2, len(log)))
    answers = log[["contact", "where"]].assign(happy=happy)
    firm = pd.DataFrame({"customer": [f"K{k}" for k in range(all_of)], "mood": draw.integers(0, 11, all_of)})
    columns = {
        "log": ("interactions", log, {"contact": "id", "customer": "customer", "day": "time", "where": "touchpoint",
                                      "broken": "break"}),
        "answers": ("transactional", answers, {"contact": "reference", "where": "touchpoint", "happy": "outcome"}),
        "firm": ("relationship", firm, {"customer": "customer", "mood": "outcome"}),
    }  # fmt: skip
    text = HEAD + "as_of = 2025-12-31\n"
    for name, (kind, table, roles) in columns.items():
        table.to_csv(study / f"{name}.csv", index=False)
        text += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{kind}"\n[tables.{name}.columns]\n'
        text += "".join(f'{column} = {{ role = "{role}" }}\n' for column, role in roles.items())
    (study / "study.toml").write_text(text, encoding="utf-8")
    run = ran("08", study=study, out=tmp_path / "out", n_resamples=200)
    state, said = sections(run), plain(run)
    assert state["1.2"] == state["12.2"] == "open"
    assert "shop: " in said and ("desk: " in said) is told
