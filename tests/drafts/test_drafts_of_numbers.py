"""Numbers as exports write them, drafted: answers with their scale, day numbers, counts of answers, codes in a cell."""

from __future__ import annotations

import numpy as np
import pytest

N = 60


def rows(*columns: list) -> str:
    return "".join(";".join(map(str, row)) + "\n" for row in zip(range(1, N + 1), *columns, strict=False))


FIVE = [1 + k * 7 % 5 for k in range(N)]


@pytest.mark.parametrize(
    "cells",
    [
        [f"{k}/5" for k in FIVE],
        [f"{k} / 5" for k in FIVE],
        ["★" * k + "☆" * (5 - k) for k in FIVE],
        [f"{k} su 5" for k in FIVE],
    ],
    ids=["4/5", "4 / 5", "stars", "4 su 5"],
)
def test_answers_with_their_scale_are_questions(drafted, line_of, cells):
    draft, study = drafted(a_csv=f"ID;Overall rating\n{rows(cells)}")
    assert 'role = "outcome", scale = [1, 5]' in line_of(draft, "overall")
    assert study.tables["a"]["overall"].tolist() == FIVE


def test_answers_out_of_ten_are_the_recommendation(drafted, line_of):
    tens = [k * 7 % 11 for k in range(N)]
    draft, study = drafted(a_csv=f"ID;Would you recommend us?\n{rows([f'{k}/10' for k in tens])}")
    assert 'role = "recommend", scale = [0, 10]' in line_of(draft, "recommend")
    assert study.tables["a"]["recommend"].tolist() == tens


def test_averages_of_a_rating_are_one_and_its_scale_is_asked(drafted, line_of):
    cells = [f"{2 + k % 33 / 4:.2f}".replace(".", ",") for k in range(N)]
    draft, _ = drafted(a_csv=f"ID;Puntuación\n{rows(cells)}")
    assert 'role = "outcome"' in line_of(draft, "overall") and "write the scale asked" in line_of(draft, "overall")


@pytest.mark.parametrize("head", ["Fecha", "Data", "Submitted at", "Datum"])
@pytest.mark.parametrize("part", ["", ".5"])
def test_day_numbers_of_a_spreadsheet_are_dates(drafted, line_of, head, part):
    draft, study = drafted(a_csv=f"ID;{head};NPS\n{rows([f'{44927 + k}{part}' for k in range(N)], [9] * N)}")
    line = line_of(draft, "date")
    assert 'role = "time", format = "excel"' in line and "day numbers of a spreadsheet" in line
    assert str(study.tables["a"]["date"].iloc[0].date()) == "2023-01-01"


@pytest.mark.parametrize("head", ["Importe", "Código postal", "Order number"])
def test_other_numbers_of_five_digits_are_no_dates(drafted, head):
    draft, _ = drafted(a_csv=f"ID;{head};NPS\n{rows([44927 + k % 50 for k in range(N)], [k % 11 for k in range(N)])}")
    assert "excel" not in draft.text


@pytest.mark.parametrize("head", ["Count", "Nº respuestas", "Number of responses", "Număr răspunsuri", "Aantal"])
def test_a_table_of_counts_is_not_taken_for_people(drafted, line_of, head):
    lines = "".join(f"{region};{score};{3 + score}\n" for region in ("Nord", "Sud") for score in range(11))
    draft, _ = drafted(a_csv=f"Region;NPS;{head}\n{lines}")
    assert 'role = "n_people"' in draft.text and "so many people" in draft.text


def test_counts_beside_people_are_a_number_of_theirs(drafted):
    people = rows([k % 11 for k in range(N)], [1 + k % 40 for k in range(N)])
    draft, _ = drafted(a_csv=f"ID;NPS;Count\n{people}")
    assert "n_people" not in draft.text


def test_two_codes_in_a_cell_are_no_decimals(drafted, line_of):
    cells = [["1,3", "2", "2,4", "3,4", "1", "1,2"][k % 6] for k in range(N)]
    draft, study = drafted(a_csv=f"ID;Servicios usados;Satisfacción\n{rows(cells, FIVE)}")
    line = line_of(draft, "servicios_usados")
    assert 'role = "choices", separator = ","' in line and "# check" in line
    assert study.tables["a"]["servicios_usados_2"].sum() == 30


@pytest.mark.parametrize("cells", [["1,3", "2,1", "2,4", "3,4", "1", "1,2"], ["1,50", "2,75", "3,80", "1,25"]])
def test_decimals_are_no_codes(drafted, cells):
    draft, _ = drafted(a_csv=f"ID;Gasto medio;Satisfacción\n{rows([cells[k % len(cells)] for k in range(N)], FIVE)}")
    assert "choices" not in draft.text


def test_what_happened_in_a_year_is_no_wave(drafted):
    visits = [["1", "2", "3", "10+"][k % 4] for k in range(N)]
    draft, _ = drafted(a_csv=f"ID;Visits last year;Satisfaction\n{rows(visits, FIVE)}")
    assert '"wave"' not in draft.text
    draft, _ = drafted(b_csv=f"ID;Survey year;Satisfaction\n{rows([2024 + k % 2 for k in range(N)], FIVE)}")
    assert '"wave"' in draft.text


def test_a_tick_for_a_way_of_contact_is_no_address(drafted):
    ticks = [["Email support", ""][k % 2] for k in range(N)]
    draft, _ = drafted(a_csv=f"ID;Email support;Satisfaction\n{rows(ticks, FIVE)}")
    assert "identify people" not in draft.text
    draft, _ = drafted(b_csv=f"ID;Email;Satisfaction\n{rows([f'{k}@x.com' for k in range(N)], FIVE)}")
    assert "identify people: Email" in draft.text


def test_minutes_with_a_comma_between_thousands_are_no_key(drafted, line_of):
    lines = "".join(f'{k},"{1 + k % 9},{100 + k}",{1 + k % 5}\n' for k in range(N))
    draft, study = drafted(a_csv=f"Ticket ID,Full resolution time in minutes,Satisfaction\n{lines}")
    assert 'decimal = "."' in draft.text
    assert study.tables["a"]["full_resolution_time_in_minutes"].iloc[0] == 1100


ASKED = {
    "Quanto consiglierebbe il nostro negozio a un amico? (da 0 a 10)": ("recommend", 11),
    "Hoe waarschijnlijk is het dat u ons aanbeveelt? (0 tot 10)": ("recommend", 11),
    "Soddisfazione complessiva": ("outcome", 5),
    "Algemene tevredenheid": ("outcome", 5),
    "Quanto è stato difficile risolvere la sua richiesta?": ("effort", 7),
    "Hoe moeilijk was het om contact op te nemen?": ("effort", 7),
}


@pytest.mark.parametrize("head", ASKED)
def test_italian_and_dutch_questions_have_their_roles(drafted, head):
    role, points = ASKED[head]
    cells = [k * 3 % points + (points < 11) for k in range(N)]
    draft, _ = drafted(a_csv=f"ID;{head};Regione;Datum\n{rows(cells, ['Nord', 'Sud'] * 30, ['3 mei 2025'] * N)}")
    assert f'role = "{role}"' in draft.text and 'role = "segment"' in draft.text and 'role = "time"' in draft.text


def test_italian_and_dutch_comments_and_names_are_known(drafted):
    text = ["La coda era troppo lunga e nessuno è venuto ad aiutare", "", "Tutto bene, grazie mille a tutti"] * 20
    data = rows(text, ["Rossi", "Bianchi", "Verdi"] * 20, FIVE)
    draft, _ = drafted(a_csv=f"ID;Commenti;Cognome;Tevredenheid\n{data}")
    assert 'role = "verbatim"' in draft.text and "identify people: Cognome" in draft.text


@pytest.mark.parametrize("head", ["Año de nacimiento", "Any de naixement", "Anul nașterii", "Anno di nascita"])
def test_years_of_birth_are_no_waves(drafted, head):
    draft, _ = drafted(a_csv=f"ID;{head};NPS\n{rows([1950 + k for k in range(N)], [k % 11 for k in range(N)])}")
    assert '"wave"' not in draft.text


def test_half_stars_keep_their_halves_and_their_scale_is_asked(drafted, line_of):
    cells = [["4.5 stars", "3 stars", "1.5 stars", "5 stars"][k % 4] for k in range(N)]
    draft, study = drafted(a_csv=f"ID;Rating\n{rows(cells)}")
    assert "write the scale asked" in line_of(draft, "overall")
    assert study.tables["a"]["overall"].tolist()[:4] == [4.5, 3, 1.5, 5]


def points(noughts_are_bad: bool) -> str:
    """400 people who rate four points from 4 to 10, with many noughts at one that few pass, or that is bad."""
    rng = np.random.default_rng(3)
    mood = rng.normal(size=400)
    told = np.clip(np.round(7 + mood[:, None] + rng.normal(size=(400, 4))), 4, 10).astype(int)
    nought = mood < -0.5 if noughts_are_bad else rng.random(400) < 0.4
    told[nought, 3] = 0
    rows = "".join(f"{row},{','.join(map(str, told[row]))}\n" for row in range(400))
    return f"id,TP1 web,TP2 shop,TP3 bill,TP4 call\n{rows}"


def test_noughts_at_a_point_that_few_pass_are_no_ratings_of_it(drafted, line_of):
    draft, study = drafted(a_csv=points(noughts_are_bad=False))
    line = line_of(draft, "TP*")
    assert "scale = [1, 10], not_used = [0]" in line and "0 is read as not used: many gave it" in line
    assert 120 < study.tables["a"].filter(like="TP4_call").iloc[:, 0].isna().sum() < 200


def test_noughts_of_people_who_rate_all_low_stay_answers(drafted):
    draft, study = drafted(a_csv=points(noughts_are_bad=True))
    assert "not_used" not in draft.text and "scale = [0, 10]" in draft.text
    assert (study.tables["a"].filter(like="TP4") == 0).to_numpy().sum() > 80
