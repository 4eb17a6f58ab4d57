"""What a few rows, a tool's own columns and texts beside ticks are drafted as."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.drafts import draft_of


def table(columns: dict[str, list], delimiter: str = ",") -> str:
    rows = [list(columns), *zip(*columns.values(), strict=True)]
    return "\n".join(delimiter.join(str(cell) for cell in row) for row in rows) + "\n"


def test_nine_is_no_answer_in_a_battery_of_twelve_people(drafted, line_of):
    """No question has answers enough to show that 9 stands apart; all of them together have."""
    rng = np.random.default_rng(3)
    columns = {"ID": list(range(1, 13)), "Recomendaría (0-10)": rng.integers(0, 11, 12).tolist()}
    for number, item in enumerate(["Espera", "Trato", "Factura", "Visita", "Precio", "Web"], start=1):
        answers = np.resize([1, 2, 3, 4, 5], 12) if number % 2 else np.resize([2, 3, 4], 12)
        answers[rng.choice(12, 2, replace=False)] = 9
        columns[f"P{number}. {item}"] = answers.tolist()
    columns["P4. Visita"] = [3, 4, 9] * 4  # two answers and the code
    draft, study = drafted(answers_csv=table(columns))
    assert "scale = [1, 5], missing = [9] }  # check: " in line_of(draft, "P*")
    asked = [name for name, its in study.contract.tables["answers"].columns.items() if its.role == "rating"]
    assert len(asked) == 6 and study.tables["answers"][asked].max().max() == 5


def test_nine_is_an_answer_where_people_give_what_lies_below_it(drafted):
    """On 1 to 10 twelve people each leave gaps, and together they leave none."""
    rng = np.random.default_rng(4)
    columns = {"ID": list(range(1, 13))}
    columns |= {f"P{number}. Item {number}": rng.integers(1, 11, 12).tolist() for number in range(1, 7)}
    assert "missing" not in drafted(answers_csv=table(columns))[0].text


@pytest.mark.parametrize(
    "head",
    [
        "De 0 a 10, ens recomanaria a un amic?",
        "¿Nos recomendaría? (0 = nada probable; 10 = muy probable)",
        "Would you recommend us (0-10)",
    ],
)
def test_a_scale_that_the_question_says_is_no_doubt(head, drafted, line_of):
    answers = {"id": list(range(200)), f'"{head}"': [4, 7, 8, 9, 10] * 40, "overall": [1, 2, 3, 4, 5] * 40}
    assert "nobody answered 0" not in line_of(drafted(answers_csv=table(answers))[0], "recommend")
    answers["Would you recommend us?"] = answers.pop(f'"{head}"')
    assert "nobody answered 0" in line_of(drafted(answers_csv=table(answers))[0], "recommend")


def test_the_time_of_an_interview_is_kept_and_that_of_its_pages_is_not(drafted, line_of):
    rng = np.random.default_rng(5)
    times = rng.gamma(4, 60, 50).round(1).tolist()
    columns = {"id. ID": list(range(50)), "q. Recomendaría": rng.integers(0, 11, 50).tolist(),
               "interviewtime. Tiempo total": times, "groupTime21. Tiempo del grupo": times}  # fmt: skip
    draft, _ = drafted(answers_csv=table(columns))
    assert 'seconds = { source = "interviewtime. Tiempo total", role = "measure" }' in draft.text
    assert "the survey tool wrote them for itself: groupTime21. Tiempo del grupo" in draft.text


def test_one_text_of_one_person_beside_yes_and_no_is_no_tick(drafted):
    """Control: where all columns have one word each, a text under "other" is one."""
    yes = {f"q4[{option}]": ["Sí", "No", "No", "Sí"] * 10 for option in ("web", "shop", "phone")}
    people = {"id": list(range(40)), "recommend": list(range(10)) * 4}
    draft, study = drafted(answers_csv=table({**people, **yes, "q4[other]": [""] * 39 + ["WhatsApp"]}))
    assert len(study.choices("answers")["q4"]) == 3 and "q4[other]" in draft.text.split("#")[-1]
    words = {f"q4[{option}]": [option, "", "", option] * 10 for option in ("web", "shop", "phone")}
    study = drafted(answers_csv=table({**people, **words, "q4[other]": [""] * 39 + ["WhatsApp"]}))[1]
    assert list(study.choices("answers")["q4"].values()) == ["web", "shop", "phone", "other"]


def test_answers_put_in_order_are_no_groups(tmp_path):
    orders = ["Price;Speed;Care;", "Speed;Price;Care;", "Care;Speed;Price;"] * 20
    (tmp_path / "a.csv").write_text(table({"id": list(range(60)), "nps": [5, 9, 10] * 20, "Put in order": orders}))
    assert (
        "# answers put in order of preference, which no role reads: Put in order" in draft_of([tmp_path / "a.csv"]).text
    )
    some = ["Price;Speed;", "Speed;", "Care;"] * 20  # several answers, as before
    (tmp_path / "a.csv").write_text(table({"id": list(range(60)), "nps": [5, 9, 10] * 20, "Which": some}))
    assert 'role = "choices"' in draft_of([tmp_path / "a.csv"]).text
