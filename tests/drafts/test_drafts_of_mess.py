"""What exports bring besides answers: hours without a day, scales in heads, grids, remarks; each with a control."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from cxlib.drafts import draft_of
from cxlib.errors import CXError
from cxlib.study.contract.role_meaning import named_roles

N = 80


def table(**columns: list) -> str:
    """A file with semicolons."""
    rows = [";".join(columns), *(";".join(map(str, row)) for row in zip(*columns.values(), strict=True))]
    return "\n".join(rows)


def answers(low: int, high: int, seed: int = 1) -> list[int]:
    return np.random.default_rng(seed).integers(low, high + 1, N).tolist()


@pytest.fixture
def draft(tmp_path):
    def make(columns: dict[str, list], name: str = "answers.csv"):
        (tmp_path / name).write_text(table(**columns), encoding="utf-8")
        return draft_of([tmp_path / name])

    return make


def roles(draft) -> dict[str, str]:
    return {key: line["role"] for key, line in columns_of(draft).items()}


def columns_of(draft) -> dict[str, dict]:
    (only,) = tomllib.loads(draft.text)["tables"].values()
    return only["columns"]


def test_hours_of_a_spreadsheet_have_no_day(draft):
    hours = [f"12/31/1899 {9 + k % 9:02d}:30:00 AM" for k in range(N)]
    assert "time" not in roles(draft({"NPS": answers(0, 10), "DEPTIME": hours})).values()
    born = [f"12/{1 + k % 28:02d}/{1900 + k % 60} 09:30:00 AM" for k in range(N)]
    assert "time" in roles(draft({"NPS": answers(0, 10), "When": born})).values()


def test_words_among_dates_are_no_answer_and_marked(draft):
    days = [f"2026-02-{1 + k % 28:02d} 10:00" if k % 9 else "[not completed]" for k in range(N)]
    made = draft({"NPS": answers(0, 10), "survey_timestamp": days})
    line = columns_of(made)["date"]
    assert line["missing"] == ["[not completed]"] and "format" not in line
    assert '"[not completed]" stands among dates and is read as no date' in made.text


@pytest.mark.parametrize("head", ["NETPRO", "Net pro", "NetPromoterScore", "netpro_2026"])
def test_names_of_the_recommendation(head):
    assert named_roles(head)[0] == "recommend"


@pytest.mark.parametrize(
    ("head", "low", "scale"),
    [
        ("overall_0_10", 1, [0, 10]),
        ("Satisfaction (0-10)", 2, [0, 10]),
        ("Satisfacción general, de 0 a 10", 3, [0, 10]),
        ("Overall_1_10", 2, [1, 10]),  # a number behind a number: an item, not a scale
        ("Satisfaction", 1, [1, 10]),
    ],
)
def test_the_scale_that_a_head_writes_out(draft, head, low, scale):
    found = columns_of(draft({head: answers(low, 9, 2) if low > 1 else answers(1, 10, 2), "Region": ["a", "b"] * 40}))
    (line,) = [line for line in found.values() if "scale" in line]
    assert line["scale"] == scale


def test_a_part_of_a_code_is_no_scale(draft):
    found = columns_of(draft({"NPS": answers(0, 10), "Q7_1_5": answers(1, 4, 3), "Q7_1_6": answers(1, 4, 4)}))
    assert all(line.get("scale") != [1, 5] or "Q7" not in key for key, line in found.items())


def test_an_item_of_a_grid_is_no_outcome(draft):
    stem = "How satisfied are you with our service?"
    grid = {f"{stem} [{item}]": answers(1, 5, k) for k, item in enumerate(["Speed", "Price", "Care"])}
    assert "outcome" not in roles(draft(grid | {"NPS": answers(0, 10)})).values()
    whole = {f"{stem} [Overall satisfaction]": answers(1, 5, 9)}
    assert "outcome" in roles(draft(grid | whole | {"NPS": answers(0, 10)})).values()


@pytest.mark.parametrize(
    "head",
    [
        "En general, ¿cuánto esfuerzo tuvo que hacer?",
        "En general, com de difícil ha estat?",
        "Overall, how hard was it to solve your problem?",
        "Per ansamblu, cât de dificil a fost?",
    ],
)
def test_how_hard_it_was_on_the_whole_is_effort(draft, head):
    assert "effort" in roles(draft({head: answers(1, 5), "Region": ["a", "b"] * 40})).values()


def test_satisfaction_with_an_effort_is_satisfaction(draft):
    head = "Overall satisfaction with the efforts of our staff"
    assert "outcome" in roles(draft({head: answers(1, 5), "Region": ["a", "b"] * 40})).values()


def test_remarks_with_a_semicolon_are_no_choices(tmp_path):
    said = ["App fails", "Good", "All well; thanks", "Slow", "Bill unclear", "", "", ""] * 10
    file = "\n".join(["NPS,Remarks at the end", *(f'{a},"{b}"' for a, b in zip(answers(0, 10), said, strict=True))])
    (tmp_path / "said.csv").write_text(file, encoding="utf-8")
    made = draft_of([tmp_path / "said.csv"])
    assert "choices" not in roles(made).values()
    chosen = ["Shop", "Web", "Shop; Web", "Phone", "Phone; Web", "Shop; Phone", "Web", "Shop"] * 10
    file = "\n".join(["NPS,Where", *(f'{a},"{b}"' for a, b in zip(answers(0, 10), chosen, strict=True))])
    (tmp_path / "chosen.csv").write_text(file, encoding="utf-8")
    assert "choices" in roles(draft_of([tmp_path / "chosen.csv"])).values()


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("es", ["Cliente", "¿Nos recomendaría?", "Satisfacción general", "Rapidez", "Zona"]),
        ("ca", ["Client", "Ens recomanaria?", "Satisfacció", "Puntualitat", "Tracte", "Edat"]),
        ("ro", ["Județul", "Ne recomandați?", "Curățenia", "Timpul de așteptare"]),
        ("en", ["Customer", "NPS", "Speed", "Region"]),
        ("en", ["Êtes-vous satisfait du prix", "Votre âge", "Quel est votre sexe", "Les délais"]),
        ("en", ["Avaliação da loja", "Você nos recomendaria", "Satisfação", "Situação"]),
    ],
)
def test_the_language_of_few_words(draft, language, heads):
    made = draft({head: answers(0, 10, k) for k, head in enumerate(heads)})
    assert (f'language = "{language}"' in made.text) == (language != "en")


def test_names_of_places_tell_no_language(draft):
    towns = ["El Salvador", "Trinidad", "Rio de Janeiro"]
    towns += [f"Town {number} {letter}" for number in range(12) for letter in "abcdefgh"]
    columns = {f"Stop {k}": [towns[8 * k + row % 8] for row in range(N)] for k in range(12)}
    made = draft({"NPS": answers(0, 10), **columns})
    assert "language" not in made.text


def test_addresses_are_left_out_by_what_they_are(draft):
    made = draft({"NPS": answers(0, 10), "Contacto": [f"p{k}@example.org" for k in range(N)]})
    assert "left out, since they identify people: Contacto" in made.text


def test_months_and_years_are_no_groups(draft):
    months = [f"{1 + k % 9:02d}/2013" if k % 3 else "2013" for k in range(N)]
    made = draft({"NPS": answers(0, 10), "Cease Date": months, "Region": ["a", "b"] * 40})
    assert "segment" not in {roles(made).get("cease_date")} and "years and months without a day" in made.text


def test_an_item_of_few_rows_beside_items(draft):
    whole = {"NPS": [9, 10, 3, 8, 6, 9, 5, 7], "Satisfacción general": [5, 5, 2, 4, 3, 5, 1, 4]}
    few = whole | {"Trato": [5, 5, 3, 5, 4, 5, 1, 2], "Precio": [3, 4, 2, 3, 3, 4, 3, 2]}
    assert roles(draft(few))["precio"] == "rating"
    apart = whole | {"Trato": few["Trato"], "Zona": list("abababab"), "Hijos": few["Precio"]}
    assert "hijos" not in roles(draft(apart))


def test_the_start_of_an_interview_is_its_time(draft):
    days = [f"2026-02-{1 + k % 28:02d} 10:00:00" for k in range(N)]
    assert roles(draft({"NPS": answers(0, 10), "Start Date": days, "End Date": days}))["date"] == "time"


def test_more_ratings_than_can_be_told_apart_get_means_and_satisfaction_the_score(draft):
    mood = np.random.default_rng(3).normal(size=N)

    def item(seed: int) -> list[int]:
        noise = np.random.default_rng(seed).normal(size=N)
        return np.clip(np.round(5 + 2 * mood + noise), 0, 10).astype(int).tolist()

    many = {f"{stem}{k}": item(10 * k + len(stem)) for stem in ("imag", "quality", "val") for k in range(1, 11)}
    made = draft({"NPS": answers(0, 10)} | many)
    assert all(
        f'{stem} = {{ role = "rating", mean = ["{stem}*"] }}' in made.text for stem in ("imag", "quality", "val")
    )
    satisfied = {head.replace("val", "sat"): cells for head, cells in many.items()}
    scored = draft(satisfied)
    assert 'sat = { role = "outcome", mean = ["sat*"] }  # check: taken for the score to be explained' in scored.text
    assert 'role = "outcome"' not in draft({"NPS": answers(0, 10)} | satisfied).text
    few = {head: cells for head, cells in many.items() if not head.startswith("val")}
    assert "cannot be told apart" not in draft({"NPS": answers(0, 10)} | few).text


def test_forms_of_redcap(draft):
    ticks = {f"source___{code}": answers(0, 1, k) for k, code in enumerate(["1", "2", "_99"])}
    made = draft({"record_id": list(range(N)), "NPS": answers(0, 10), **ticks, "visit_complete": answers(0, 2)})
    line = columns_of(made)["source"]
    assert line["role"] == "choices" and line["source"] == "source___*"
    assert "wrote them for itself: visit_complete" in made.text


def test_answers_in_unknown_words_are_never_groups_nor_touchpoints(draft):
    words = ["Meh", "So la la", "Top", "Uff"]
    grid = {f"Rate these [{item}]": [words[k] for k in answers(0, 3, n)] for n, item in enumerate(["a", "b", "c"])}
    made = draft({"NPS": answers(0, 10)} | grid)
    assert list(roles(made).values()) == ["recommend"]
    assert any("no known scale" in told for told in made.decisions)


def test_a_zero_that_only_a_label_calls_missing_is_marked(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    import pandas as pd

    months = [0.0] * 9 + [float(k) for k in range(3, N - 6)]
    frame = pd.DataFrame({"nps": answers(0, 10), "months": months, "years": months})
    told = {"variable_value_labels": {"months": {0.0: "missing"}, "years": {0.0: "missing"}}}
    path = tmp_path / "staff.sav"
    pyreadstat.write_sav(frame, path, **told, missing_ranges={"years": [0.0]})
    made = draft_of([path])
    lines = {line.split(" ")[0]: line for line in made.text.splitlines()}
    assert '9 rows have 0, which the file labels "missing" and does not declare missing' in lines["months"]
    assert "# check" not in lines["years"]  # a control: the file itself declares it


def test_a_head_with_the_separator_in_it_is_told(drafted):
    """Its rows have fewer cells than the header, all of them: the file is not drafted as one of empty columns."""
    lines = "".join(f"{row},{1 + row % 5},N\n" for row in range(40))
    with pytest.raises(CXError) as told:
        drafted(a_csv=f"id,effort (1 = easy, 5 = hard),zone\n{lines}")
    assert told.value.problem == '"a.csv": no row has as many cells as the header, which has 4.'
    draft, study = drafted(a_csv=f'id,"effort (1 = easy, 5 = hard)",zone\n{lines}')
    assert len(study.tables["a"]) == 40 and 'role = "effort"' in draft.text
