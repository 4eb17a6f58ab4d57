"""Clients' exports of everyday: waves that only their names tell, matters that were solved, branches spelt anyhow."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.drafts import draft_of
from tests.drafts.test_drafts_of_tools import written

N = 90
NPS = np.random.default_rng(8).integers(0, 11, N).tolist()


def drawn(drafted, head: str, words: list[str]):
    """The draft of a file with a column of words, and what the study makes of that column."""
    cells = [words[place % len(words)] for place in range(N)]
    draft, study = drafted(a_csv=written([["id", head, "NPS"]], [range(N), cells, NPS]))
    (contract,), (table,) = study.contract.tables.values(), study.tables.values()
    name = next(name for name, column in contract.columns.items() if column.source == head)
    return draft.text, contract.columns[name].role, table[name]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("¿Se resolvió su problema?", "resolved"),
        ("Was your problem solved?", "resolved"),
        ("Incidencia resuelta", "resolved"),
        ("O seu problema foi resolvido?", "resolved"),
        ("V-a fost rezolvată problema?", "resolved"),
        ("S'ha resolt el problema?", "resolved"),
        ("¿Tuvo algún problema?", "break"),  # yes went wrong
        ("Problema no resuelto", "break"),
        ("Unresolved problem", "break"),
        ("Problem still not solved", "break"),
    ],
)
def test_a_problem_that_was_solved_did_not_go_wrong(drafted, head, role):
    assert drawn(drafted, head, ["Yes", "No", "Yes"])[1] == role


def test_groups_named_as_periods(drafted):
    """A head that may mean a wave makes them one, in the order of time; of another head it is asked."""
    told, role, waves = drawn(drafted, "Val", ["T4 2024", "T1 2025", "T2 2025"])
    assert role == "wave" and waves.cat.categories.tolist() == ["T4 2024", "T1 2025", "T2 2025"]
    told, role, _ = drawn(drafted, "Tranche", ["Q4 2024", "Q1 2025"])
    assert role == "segment" and 'its names are periods; if people were asked then, write role = "wave"' in told


@pytest.mark.parametrize(("head", "words"), [("Val", ["A", "B", "C"]), ("Tranche", ["16-24", "25-44"])])
def test_groups_that_are_no_periods(drafted, head, words):
    told, role, _ = drawn(drafted, head, words)
    assert role == "segment" and "periods" not in told


def test_branches_spelt_in_several_ways(drafted):
    """They are asked about where no other table has them as its keys."""
    told, role, branches = drawn(drafted, "Branch", ["Milano", "MILANO", "Torino", "milano", "Milano"])
    assert role == "unit" and set(branches) == {"Milano", "Torino"} and "spelt in several ways" in told
    told, _, branches = drawn(drafted, "Branch", ["Milano 1", "Milano 2", "Torino"])
    assert branches.nunique() == 3 and "spelt" not in told


def test_branches_that_another_table_has_as_its_keys_keep_their_spelling(drafted):
    names = ["Milano", "MILANO", "Torino"] * 30
    units = written([["branch", "city"]], [["Milano", "MILANO", "Torino"], ["A", "B", "C"]])
    draft, _ = drafted(answers_csv=written([["id", "branch", "NPS"]], [range(N), names, NPS]), branches_csv=units)
    assert "labels" not in draft.text


def test_weights_that_all_of_some_waves_lack(tmp_path):
    waves = ["T4 2024", "T1 2025", "T2 2025"] * 30
    for name, weights, told in (
        ("a", [["", 0.7, ""][place % 3] for place in range(N)], "nobody in T4 2024, T2 2025 has one"),
        ("b", [[0.7, 1.3][place % 2] for place in range(N)], ""),  # everybody has one
        ("c", ["" if place < 10 else 0.7 for place in range(N)], ""),  # some of each wave lack it, as the check says
    ):
        path = tmp_path / f"{name}.csv"
        path.write_text(written([["id", "Oleada", "NPS", "Peso"]], [range(N), waves, NPS, weights]), encoding="utf-8")
        (line,) = [line for line in draft_of([path]).text.splitlines() if line.startswith("weight")]
        assert told in line and bool(told) == ("weights of other waves" in line)


@pytest.mark.parametrize(
    "classes",
    [
        ["Promotor", "Passief", "Criticaster"],
        ["Promotoren", "Passive", "Kritiker"],
        ["Promotori", "Passivi", "Detrattori"],
    ],
)
def test_classes_of_the_recommendation_in_other_languages(drafted, classes):
    cells = [classes[place % 3] for place in range(N)]
    _, study = drafted(a_csv=written([["id", "NPS class"]], [range(N), cells]))
    (table,) = study.tables.values()
    assert table["recommend"].tolist() == [10, 8, 3] * 30


def test_critics_among_others_are_no_class(drafted):
    cells = [["Kritiker", "Publikum", "Passive"][place % 3] for place in range(N)]
    _, study = drafted(
        a_csv=written([["id", "Guests", "Service (1-5)"]], [range(N), cells, [1 + p % 5 for p in range(N)]])
    )
    assert "recommend" not in next(iter(study.tables.values()))


BANDS = ["Less than 1 year", "1 to 3 years", "More than 10 years"]


@pytest.mark.parametrize(
    "head",
    [
        "How long have you been a customer?",
        "¿Cuánto tiempo hace que es cliente?",
        "Quant temps fa que és client?",
        "De cât timp sunteți client?",
        "Há quanto tempo é cliente?",
        "Da quanto tempo è cliente?",
        "Cliente da",
        "Hoe lang bent u al klant?",
        "Wie lange sind Sie schon Kunde?",
        "Depuis combien de temps êtes-vous client ?",
        "Antigüedad como cliente",
    ],
)
def test_how_long_somebody_has_been_a_customer_is_no_customer(drafted, head):
    """Bands are groups; years are a tenure."""
    assert drawn(drafted, head, BANDS)[1] == "segment"
    assert drawn(drafted, head, [str(place) for place in range(1, 31)])[1] == "tenure"


def test_a_head_of_customers_still_names_them(drafted):
    assert drawn(drafted, "Customer", ["Acme", "Bolt", "Crux"])[1] == "customer"
    assert drawn(drafted, "How long did you wait for us?", BANDS)[1] == "segment"
