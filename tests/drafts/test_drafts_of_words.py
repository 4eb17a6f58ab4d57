"""What people write in words and figures: groups spelt in several ways, amounts, ticks of those who were not asked."""

from __future__ import annotations

import pytest

AMOUNTS = ["1.250", "980", "12.500", "1.100", "750", "3.320", "{}", "640", "2.010", "1.450", "890", "1.990"]


@pytest.mark.parametrize(("last", "number"), [("1.200.000", 1200000), ("1.875,50", 1875.5)])
def test_amounts_of_twelve_customers_are_no_codes_and_none_is_lost(drafted, line_of, last, number):
    lines = "".join(f'c{row},"{cell.format(last)}",{1 + row % 5}\n' for row, cell in enumerate(AMOUNTS))
    draft, study = drafted(a_csv=f"Cliente,Gasto medio,Satisfacción\n{lines}")
    assert line_of(draft, "gasto_medio") == 'gasto_medio = { source = "Gasto medio", role = "measure" }'
    spent = study.tables["a"]["gasto_medio"].tolist()
    assert spent[:3] == [1250, 980, 12500] and spent[6] == number and len(spent) == 12


def test_years_and_codes_that_many_have_stay_groups(drafted, line_of):
    lines = "".join(f"{row},{2024 + row % 2},{1 + row % 5}\n" for row in range(40))
    draft, _ = drafted(a_csv=f"id,channel,satisfaction\n{lines}")
    assert 'role = "channel"' in line_of(draft, "channel")


def test_groups_spelt_in_several_ways_are_drafted_as_one_and_marked(drafted, line_of):
    words = ["Sí", "si", "No", "SI", "no", "Sí", "sí", "Sí"] * 3
    lines = "".join(f"{row},{word},{1 + row % 5}\n" for row, word in enumerate(words))
    draft, study = drafted(a_csv=f"id,Repetiría,satisfacción\n{lines}")
    line = line_of(draft, "repetiria")
    assert '"si" = "Sí"' in line and '"no" = "No"' in line and "# check" in line
    assert study.tables["a"]["repetiria"].value_counts().to_dict() == {"Sí": 18, "No": 6}
    assert not [note for note in study.notes if "repetiria" in note]


@pytest.mark.parametrize("words", [["Yes", "No"], ["Nord", "Sud", "Nord-Est"], ["1-2", "12"]])
def test_groups_of_one_spelling_each_have_no_labels(drafted, words):
    lines = "".join(f"{row},{words[row % len(words)]},{1 + row % 5}\n" for row in range(24))
    draft, study = drafted(a_csv=f"id,zone,satisfaction\n{lines}")
    assert "labels" not in draft.text and study.tables["a"]["zone"].nunique() == len(words)


TICKS = ["Y,,", "N/A,N/A,N/A", ",,", "Y,Y,", ",Y,", ",,Y"] * 4


def test_who_was_not_asked_and_who_ticked_nothing_are_told_apart(drafted, line_of):
    lines = "".join(f"{row},{cells},{1 + row % 5}\n" for row, cells in enumerate(TICKS))
    draft, study = drafted(a_csv=f"id,ch_SQ001,ch_SQ002,ch_SQ003,satisfaction\n{lines}")
    line = line_of(draft, "ch")
    assert 'missing = ["N/A"], blank = "none"' in line and '"N/A" is read as not asked' in line
    first = study.tables["a"]["ch_1"].head(6).astype(object)
    assert first.where(first.notna(), "not asked").tolist() == [True, "not asked", False, True, False, False]


def test_where_nothing_says_who_was_not_asked_rows_without_a_tick_are_no_answer(drafted, line_of):
    lines = "".join(f"{row},{cells.replace('N/A', '')},{1 + row % 5}\n" for row, cells in enumerate(TICKS))
    draft, study = drafted(a_csv=f"id,ch_SQ001,ch_SQ002,ch_SQ003,satisfaction\n{lines}")
    assert "blank" not in line_of(draft, "ch") and "# check: only ticks are in the file" in line_of(draft, "ch")
    assert study.tables["a"]["ch_1"].isna().sum() == 8


SATISFIED = [
    "Gens satisfet/a",
    "Poc satisfet/a",
    "Ni satisfet/a ni insatisfet/a",
    "Bastant satisfet/a",
    "Molt satisfet/a",
]


def of_two(head: str, odd: str) -> str:
    """A file of a rating in words, among which one lies on no scale."""
    rows = "".join(f'{row},"{word}"\n' for row, word in enumerate([*SATISFIED, odd] * 6))
    return f"id,{head}\n{rows}"


@pytest.mark.parametrize("unused", ["No ho he fet servir", "No l'hem utilitzat", "Mai no l'he fet servir"])
def test_who_did_not_use_it_leaves_a_rating_a_rating(drafted, line_of, unused):
    draft, study = drafted(a_csv=of_two("Atenció", unused))
    assert f'scale = [1, 5], missing = ["{unused}"]' in line_of(draft, "overall")
    assert study.tables["a"]["overall"].head(5).tolist() == [1, 2, 3, 4, 5]
    assert study.tables["a"]["overall"].isna().sum() == 6


def test_a_word_beside_a_scale_that_only_denies_is_read_as_no_answer_and_marked(drafted, line_of):
    draft, _ = drafted(a_csv=of_two("Oficina", "No hi he anat"))
    assert 'missing = ["No hi he anat"]' in line_of(draft, "overall")
    assert '"No hi he anat" stands beside' in line_of(draft, "overall")


@pytest.mark.parametrize("odd", ["Encantat/da de la vida", "No satisfet del tot", "Depèn del dia"])
def test_a_word_beside_a_scale_that_may_be_an_answer_is_not_taken_away(drafted, line_of, odd):
    draft, study = drafted(a_csv=of_two("Servei", odd))
    line = line_of(draft, "servei")
    assert 'role = "segment"' in line and f'# check: all answers but "{odd}" are on a scale' in line
    assert study.tables["a"]["servei"].notna().all()


@pytest.mark.parametrize(
    ("head", "layout", "marked"),
    [("Espera (mm:ss)", "%M:%S", False), ("Durada (hh:mm)", "%H:%M", False), ("Tiempo de espera", "%M:%S", True)],
)
def test_lengths_of_two_numbers_have_the_layout_of_their_head(drafted, line_of, head, layout, marked):
    rows = "".join(f"{row},{row % 15}:{row * 7 % 60:02}\n" for row in range(40))
    draft, study = drafted(a_csv=f"id,{head}\n{rows}")
    line = next(line for line in draft.text.splitlines() if head in line)
    assert f'format = "{layout}"' in line and ("# check" in line) == marked
    assert study.tables["a"].iloc[3, 1] == (3 * 60 + 21) * (60 if layout == "%H:%M" else 1)


def test_groups_made_of_the_recommendation_are_left_out_beside_it(drafted):
    words = ["Detractor", "Pasivo", "Promotor"]
    rows = "".join(
        f"{row},{(row * 3) % 11},{words[((row * 3) % 11 > 6) + ((row * 3) % 11 > 8)]}\n" for row in range(44)
    )
    draft, study = drafted(a_csv=f"id,NPS,Tipo NPS\n{rows}")
    assert "# promoters, passives and detractors, which are made of the recommendation: Tipo NPS" in draft.text
    assert list(study.tables["a"]) == ["respondent", "recommend"]
    alone, _ = drafted(b_csv="id,Tipo NPS\n" + "".join(f"{row},{words[row % 3]}\n" for row in range(44)))
    assert 'source = "Tipo NPS"' in alone.text
