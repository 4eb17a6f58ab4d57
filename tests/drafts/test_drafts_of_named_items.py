"""Ratings whose heads name what was rated: no keys, no groups; and controls of both."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

ITEMS = {
    "en": ["Cleanliness of the store", "Friendliness of the agent", "Ease of booking", "Quality of the product"],
    "es": ["Limpieza de la tienda", "Amabilidad del agente", "Facilidad del pedido", "Información de la reserva"],
    "ca": ["Neteja de la botiga", "Amabilitat de l'equip", "Facilitat de la comanda", "Claredat del contracte"],
    "ro": ["Curățenia magazinului", "Timpul de așteptare", "Ușurința comenzii", "Prețul produselor"],
}
rng = np.random.default_rng(20)


def answers(common: np.ndarray, high: int = 5) -> np.ndarray:
    return np.clip(np.rint((high + 1) / 2 + high / 6 * (common + rng.normal(size=len(common)))), 1, high).astype(int)


def as_csv(columns: dict) -> str:
    return pd.DataFrame(columns).to_csv(index=False)


@pytest.mark.parametrize("heads", ITEMS.values(), ids=ITEMS)
@pytest.mark.parametrize("high", [5, 10])
def test_codes_that_go_together_are_ratings_whatever_they_name(drafted, heads, high):
    common = rng.normal(size=300)
    table = {"ID": range(300)} | {head: answers(common, high) for head in heads}
    draft, study = drafted(survey_csv=as_csv(table))
    roles = {its.source: its.role for its in study.contract.tables["survey"].columns.values()}
    assert {roles[head] for head in heads} == {"rating"}
    assert study.contract.tables["survey"].kind == "relationship"
    assert "taken for ratings" in draft.text  # and told, since the heads say otherwise


def test_keys_and_groups_with_codes_stay_where_they_do_not_go_with_the_ratings(drafted, line_of):
    common, station = rng.normal(size=500), rng.normal(size=500)
    asked = {head: answers(common) for head in ("service", "price", "waiting")}
    people = {head: answers(station) for head in ("age", "income", "education")}  # go together, and are no ratings
    draft, _ = drafted(survey_csv=as_csv({"ID": range(500)} | asked | people | {"store": rng.integers(1, 6, 500)}))
    assert [line_of(draft, head).split('role = "')[1].split('"')[0] for head in people] == ["segment"] * 3
    assert 'role = "unit"' in line_of(draft, "unit") and 'role = "rating"' in line_of(draft, "service")


def test_keys_of_a_log_that_lie_within_one_another_stay_keys(drafted):
    branch = rng.integers(1, 9, 500)
    within = {"branch": branch, "employee": np.clip(branch + rng.integers(0, 2, 500), 1, 8)}
    within["account"] = np.clip(branch + rng.integers(0, 3, 500), 1, 8)
    log = {"contact": range(500), "customer": rng.integers(1, 300, 500), "date": "2025-01-02"} | within
    _, study = drafted(log_csv=as_csv(log))
    roles = {its.source: its.role for its in study.contract.tables["log"].columns.values()}
    assert [roles[head] for head in within] == ["unit", "employee", "account"]
    assert study.contract.tables["log"].kind == "interactions"


def test_a_question_of_ease_with_its_ends_in_words_is_no_reference(drafted):
    common = rng.normal(size=200)
    ease = "Cât de ușor a fost să plasați comanda? (1 = foarte greu, 7 = foarte ușor)"
    table = {"Id": range(200), "Ne-ați recomanda unui prieten?": answers(common, 10), ease: answers(common, 7)}
    _, study = drafted(livrari_csv=as_csv(table))
    (line,) = [its for its in study.contract.tables["livrari"].columns.values() if its.source == ease]
    assert (line.role, line.scale, line.reverse) == ("rating", [1, 7], False)


def test_customers_who_met_employees_are_no_employees_and_people_who_speak_of_their_work_are(drafted):
    common = rng.normal(size=300)
    met = {
        "ID": range(300),
        "Agent": rng.choice(["Ana", "Leo", "Mia"], 300),
        "Would you recommend us?": answers(common, 10),
    }
    draft, _ = drafted(survey_csv=as_csv(met | {"Speed": answers(common), "Price": answers(common)}))
    assert 'kind = "relationship"\n' in draft.text
    own = {"My manager listens to me": answers(common), "I feel full of energy at work": answers(common)}
    draft, _ = drafted(voices_csv=as_csv({"ID": range(300), "Place": rng.choice(["A", "B"], 300)} | own))
    assert 'kind = "employees"  # check' in draft.text


def test_patients_asked_at_the_exit_are_no_employees(drafted):
    common = rng.normal(size=200)
    asked = {"How satisfied are you with the staff attitude?": answers(common), "Overall satisfaction": answers(common)}
    draft, _ = drafted(**{"clinic exit interview_csv": as_csv({"ID": range(200)} | asked)})
    assert 'kind = "relationship"\n' in draft.text


def test_more_in_catalan_is_no_month(drafted, line_of):
    texts = ["Caldria obrir els dissabtes a la tarda", "Tot ha anat prou bé, moltes gràcies", ""] * 40
    table = {"ID": range(120), "Voleu afegir res més?": texts, "Mes": ["gener", "febrer", "març"] * 40}
    draft, _ = drafted(enquesta_csv=as_csv(table))
    assert 'role = "verbatim"' in line_of(draft, "comment")
    assert 'source = "Mes"' in line_of(draft, "wave")


def test_the_ends_of_a_scale_stand_in_a_second_row_of_heads(drafted):
    grid = ["Recepción", "Habitación", "Desayuno"]
    first = ["Respondent ID", "¿Nos recomendaría?", "Indique su satisfacción:", "", "", "¿Algo más?"]
    words = ["Muy insatisfecho", "Insatisfecho", "Ni satisfecho ni insatisfecho", "Satisfecho", "Muy satisfecho"]
    rows = [[str(7000 + n), str(n % 11), *(words[(n + k) % 5] for k in range(3)), ""] for n in range(60)]
    lines = [first, ["", "0 - 10", *grid, "Response"], *rows]
    _, study = drafted(huespedes_csv="\n".join(map(",".join, lines)))
    assert len(study.tables["huespedes"]) == 60
    assert [its.role for its in study.contract.tables["huespedes"].columns.values()].count("rating") == 3


def test_names_in_capitals_and_elisions_tell_no_language(drafted):
    places = ["EL SALVADOR", "SANTIAGO DE CHILE", "TRINIDAD", "LOS ANGELES"] * 30
    draft, _ = drafted(survey_csv=as_csv({"ID": range(120), "DEST": places, "Q7ALL": [1, 2, 3, 4, 5] * 24}))
    assert "language" not in draft.text
    asked = "Digueu si esteu d'acord amb aquestes frases"
    heads = [f"{asked} [{item}]" for item in ("L'horari d'avui em va bé", "El personal d'aquí és amable", "Hi torno")]
    draft, _ = drafted(enquesta_csv=as_csv({"ID": range(120)} | {head: [3, 4, 5, 2] * 30 for head in heads}))
    assert 'language = "ca"' in draft.text


def test_rows_without_an_id_are_counted_as_such(drafted, line_of):
    table = pd.DataFrame({"Respondent ID": [*range(1, 60), None], "Satisfaction": [1, 2, 3, 4, 5] * 12})
    draft, _ = drafted(survey_csv=table.to_csv(index=False))
    assert "1 row has no id" in line_of(draft, "respondent") and "repeat" not in line_of(draft, "respondent")


def test_items_that_all_fall_as_the_recommendation_rises_are_told_so(drafted, line_of):
    common = rng.normal(size=300)
    heads = ["service", "price", "waiting"]
    asked = {"ID": range(300), "nps": answers(common, 10)}
    draft, _ = drafted(survey_csv=as_csv(asked | {head: answers(-common) for head in heads}))
    for head in heads:
        assert "if the lowest answer is the best, write reverse = true" in line_of(draft, head)
    assert any("falls as nps rises" in decision for decision in draft.decisions)
    rising, _ = drafted(survey_csv=as_csv(asked | {head: answers(common) for head in heads}))
    assert "reverse" not in rising.text


SAID = ["La cita se dio pronto", "El presupuesto fue muy claro", "El precio es muy razonable",
        "El técnico llegó a tiempo", "El trabajo quedó bien hecho", "La factura se entiende bien"]  # fmt: skip


def statements(known: int) -> dict:
    """Items of a block with 9 = no answer; the last of them go together, the others hardly."""
    fresh = np.random.default_rng(20)
    common = fresh.normal(size=400)
    table = {}
    for place, head in enumerate(SAID):
        load = 1.2 if place >= len(SAID) - known else 0.0
        values = np.clip(np.rint(3 + load * common + fresh.normal(size=400)), 1, 5).astype(int)
        table[head] = np.where(fresh.random(400) < 0.05, 9, values)
    return table


def test_weak_items_in_a_block_of_ratings_are_ratings_whatever_they_name(drafted):
    draft, study = drafted(survey_csv=as_csv({"ID": range(400)} | statements(known=3)))
    roles = {its.source: (its.role, *its.missing) for its in study.contract.tables["survey"].columns.values()}
    assert {roles[head] for head in SAID} == {("rating", 9)}
    assert "taken for ratings" in draft.text  # and told


def test_codes_in_a_block_that_hardly_goes_together_wait(drafted):
    _, study = drafted(survey_csv=as_csv({"ID": range(400)} | statements(known=0)))
    roles = {its.source: its.role for its in study.contract.tables["survey"].columns.values()}
    assert roles.get(SAID[0]) != "rating" and roles.get(SAID[-1]) != "rating"


def test_groups_beside_ratings_stay_groups(drafted):
    groups = {"Nivel de estudios terminados": np.random.default_rng(1).integers(1, 6, 400)}
    table = {"ID": range(400)} | dict(list(statements(known=4).items())[2:]) | groups
    table["Nivel de estudios terminados"] = np.where(np.arange(400) % 19 == 0, 9, table["Nivel de estudios terminados"])
    _, study = drafted(survey_csv=as_csv(table))
    roles = {its.source: its.role for its in study.contract.tables["survey"].columns.values()}
    assert roles.get("Nivel de estudios terminados") != "rating"


def items_in_a_row(*heads: str, weak: str) -> str:
    """Answers of 200 people that go together, those under one head apart: they are by chance."""
    rows = [";".join(["id", *heads])]
    for k in range(200):
        mood, chance = (k * 37) % 5, (k * 13 // 7) % 5
        told = [1 + (chance if head == weak else min(mood + (k + place) % 2, 4)) for place, head in enumerate(heads)]
        rows.append(";".join(map(str, [k + 1, *told])))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(("weak", "role"), [("Web", "rating"), ("Plazo", ""), ("Trato", "")])
def test_a_short_head_between_ratings_of_the_same_numbers_is_one(drafted, weak, role):
    heads = ("Trato", "Precio", "Web", "Entrega", "Plazo")
    _, study = drafted(clientes_csv=items_in_a_row(*heads, weak=weak))
    rated = {name.removeprefix("rating_") for name in study.columns("rating", table="clientes")}
    assert rated == {head.lower() for head in heads if head != weak or role}  # at an end it may be a group
