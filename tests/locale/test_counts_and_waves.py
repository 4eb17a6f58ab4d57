"""Sentences with a count or a wave in them, as a native speaker says them: one, a few and many; which wave to which."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from babel.messages.pofile import read_po

import cxlib as cx
from cxlib.locale import speaking
from cxlib.loyalty.banner_table import chance_line
from cxlib.readings.names import headed
from cxlib.study.checks.table_checks import aside_note
from cxlib.study.faults_said import doubt_said
from tools.collect_words import FOLDER

NOUNS = "persoane coloane răspunsuri contacte puncte rânduri celule itemi opțiuni valuri unități perioade grupuri luni"
NOUNS += " chestionare acțiuni întrebări zile caiete cifre numere foi perechi departamente comentarii invitații"
LISTS = {"waits", "numbers"}  # places of several amounts in a row


def messages(language: str):
    with (FOLDER / f"{language}.po").open("rb") as file:
        return [one for one in read_po(file, locale=language) if one.id]


def test_romanian_counts_stand_before_de_unless_they_are_small():
    """The small word of "25 de rânduri" is taken away where a number needs none, never put in."""
    bare = re.compile(rf"\{{(\w+)\}} (?:{NOUNS.replace(' ', '|')})\b")
    for one in messages("ro"):
        told = one.string[-1] if isinstance(one.string, tuple) else one.string
        assert not [place for place in bare.findall(told) if place not in LISTS], told
    with speaking("ro"):
        assert "24 de întrebări" in cx.locale.say("Of {number} questions, “{best}” is rated highest ({high}) and "
                                                  "“{worst}” lowest ({low}).", number=24, best=1, high=2, worst=3,
                                                  low=4)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "spoilt"),
    {
        "es": r"\bfichero|\b[oO]las?\b|momios|desviaci\w+ típica|diario de contactos|\(funci",
        "ca": r"\brecorregut|\(funci|desviaci\w+ típi|diari de contactes|errada individual",
        "ro": r"\bparcurs|\bfidelitate|registrul de contacte|[Aa]gregarea parțială",
    }.items(),
)
def test_one_word_for_one_thing(language, spoilt):
    told = [
        words for one in messages(language) for words in ([one.string] if isinstance(one.string, str) else one.string)
    ]
    assert not [words for words in told if re.search(spoilt, words)]


ANSWERS = pd.DataFrame({"wave": ["2024"] * 60 + ["2025"] * 60, "recommend": [9, 5] * 30 + [9, 9, 5] * 20})


@pytest.mark.parametrize(
    ("language", "between"),
    {
        "en": "from wave 2024 to 2025",
        "es": "del NPS entre las oleadas 2024 y 2025 (",
        "ca": "de l’NPS entre les onades 2024 i 2025 (",
        "ro": "NPS-ului între valurile 2024 și 2025 (",
    }.items(),
)
def test_a_change_is_told_from_wave_to_wave_without_quotation_marks(language, between):
    change = cx.nps_difference(ANSWERS, rating="recommend", between="wave", reference="2024")
    with speaking(language):
        told = cx.reading(change, about="change").headline
    assert between in told and not re.search("[«„“]", told)


def test_a_client_s_own_column_stays_quoted_before_its_waves():
    quarters = ANSWERS.rename(columns={"wave": "trimestre"})
    change = cx.nps_difference(quarters, rating="recommend", between="trimestre", reference="2024")
    with speaking("es"):
        assert "entre «trimestre 2024» y «trimestre 2025»" in cx.reading(change, about="change").headline


def test_one_is_told_in_the_singular():
    assert aside_note("a", 1, 200) == "a: 1 of 200 rows (0.5 %) has faults and was set aside."
    assert aside_note("a", 2, 200) == "a: 2 of 200 rows (1.0 %) have faults and were set aside."
    with speaking("es"):
        assert aside_note("a", 1, 200).endswith("tiene fallos y se apartó.")
    pair = pd.DataFrame({"row": ["q"], "column": ["shop"], "p_value": [0.4]})
    assert chance_line(pair, adjust="none", level=0.05).startswith("1 pair of columns was compared, at 5 %")
    two = pd.concat([pair, pair])
    assert chance_line(two, adjust="none", level=0.05).startswith("2 pairs of columns were compared, each at 5 %")
    alone = cx.net_promoter_score(pd.DataFrame({"recommend": [9]}), rating="recommend")
    assert "1 valid answer" in cx.reading(alone).text and "1 valid answers" not in cx.reading(alone).text


def test_a_question_that_closes_with_its_scale_is_not_told_it_again():
    said = pd.DataFrame({"speed": [1, 5, 3] * 20, "all": [1, 10, 7] * 20})
    labels = {"speed": "Speed (1-5)", "all": "All in all"}
    shown = cx.banner(said, rows=["speed", "all"], labels=labels, scales={"speed": (1, 5), "all": (1, 10)})
    assert shown.labels["speed"] == "Speed (1-5)" and shown.labels["all"] == "All in all (1 to 10)"


def test_a_question_with_its_scale_behind_it_is_quoted_in_a_sentence():
    labels = {"a": "Would you recommend us? (0-10)", "b": "Speed (1-5)", "c": "Why?"}
    assert [headed(name, labels) for name in "abc"] == ["“Would you recommend us? (0-10)”", "Speed (1-5)", "“Why?”"]


def test_groups_of_a_doubt_stand_in_the_language_s_own_quotation_marks():
    with speaking("es"):
        told = doubt_said('"Norte", "NORTE"; "Sur", "SUR" are one group each, spelt in several ways')
    assert told == "«Norte», «NORTE»; «Sur», «SUR»: en cada caso, un solo grupo escrito de varias maneras"
