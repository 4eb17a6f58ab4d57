"""Names that the library gives are said in the language of the report; a client's own stay as they are."""

import pandas as pd
import pytest

import cxlib as cx
from cxlib.figures.intervals import _name_of
from cxlib.locale import own_name, speaking
from cxlib.runs.report import wording_of
from cxlib.shown import shown

ACTIONS = pd.DataFrame({"level": ["touchpoint", "journey", "touchpoint"], "cost": [10.0, 5.0, 20.0]})
ENDS = pd.DataFrame(
    {"days": [float(day) for day in range(1, 121)], "end": (["leaves"] * 2 + ["complains"] + [None]) * 30}
)


def test_levels_of_actions_are_said():
    with speaking("es"):
        told = cx.reading(cx.money_shares(ACTIONS, cost="cost", by="level")).text
    assert "«punto de contacto»" in told and "organización" in told and "organisation" not in told


def test_ends_are_said_and_are_shares_as_in_their_reading():
    risks = cx.competing_risks(ENDS, time="days", cause="end", at=[100])
    with speaking("ro"):
        told = cx.reading(risks).text
        table = shown(risks.table, kind=risks.kind, settings=risks.settings)
    assert "pleacă" in told and "reclamă" in told and "leaves" not in told
    assert set(table["cauză"]) == {"pleacă", "reclamă"}
    assert all(cell.endswith("%") for cell in table["proporție"])


def test_terms_of_a_model_are_said_and_columns_of_the_client_are_not():
    table = pd.DataFrame({"term": ["constant", "months", "saw_web", "advised"], "estimate": [0.1, 0.2, 0.3, 0.4]})
    assert list(shown(table)["term"]) == ["intercept", "months", "saw_web", "advised"]
    with speaking("es"):
        assert list(shown(table)["término"]) == ["constante", "meses", "saw_web", "advised"]


def test_invitations_are_counted():
    assert list(shown(pd.DataFrame({"invitations": [10746]}))["invitations"]) == ["10,746"]


@pytest.mark.parametrize("code", ["kind", "clear", "price"])
def test_a_code_of_the_client_is_not_translated_though_a_head_is_written_alike(code):
    with speaking("es"):
        assert _name_of(code, "code", None) == code == own_name(code)


def test_a_column_that_asked_nothing_has_no_wording_of_its_own():
    record = {"report": {"wording": {"visibility": "visibility", "r4_fit": "Did it fit?"}}}
    assert wording_of(record) == {"r4 fit": "Did it fit?"}
    with speaking("es"):
        assert "visibilidad" not in wording_of(record)


def test_notes_on_rows_left_out_are_said_whole():
    data = pd.DataFrame({
        "score": [7.0, 8, 6, 9, None, 3, 5, 8, 9, 4] * 10, "hours": [2.0, 40, 60, 200, 8] * 20,
    })  # fmt: skip
    items = pd.DataFrame({"a": [1, 2, 3, 4, 5, None] * 20, "b": [2, 2, 3, 5, 4, 1] * 20, "c": [1, 3, 3, 4, 5, 2] * 20})
    with speaking("es"):
        late = cx.lag_effect(data, rating="score", lag_hours="hours", cluster=False)
        scale = cx.scale_reliability(items, items=["a", "b", "c"])
    assert late.notes[0] == "Exclusiones por no tener score u hours: 10 filas."
    assert scale.notes[0] == "Filas excluidas por responder solo a una parte de los ítems: 20 de 120."
