"""Waves in the order of time, whatever the larger unit's place in their names."""

from __future__ import annotations

import itertools
from random import Random

import pytest

import cxlib as cx
from cxlib.study.dates.wave_order import wave_order

COLUMNS = 'recommend = { role = "recommend" }\nwave = { role = "wave" }'

SURE = """
1H23 2H23 1H24
Q3 2023|Q4 2023|Q1 2024
4T23 1T24 2T24
T4/2023|T1/2024
3Q-2023 4Q-2023 1Q-2024
4t trimestre 2023|1r trimestre 2024
3er trim. de 2023|1er trim. de 2024
Trimestrul III 2023|Trimestrul I 2024
3. Quartal 2023|1. Quartal 2024
3e trimestre 2023|1er trimestre 2024
2. Halbjahr 2023|1. Halbjahr 2024
Okt 2023|Dez 2023|Mär 2024
sept. 2023|déc. 2023|janv. 2024|févr. 2024
juin 2023|juil. 2023|août 2023
set/2023|out/2023|fev/2024
S1 2023|S2 2023|S1 2024
2º semestre 2023|1º semestre 2024
segundo semestre de 2023|primer semestre de 2024
2n semestre del 2023|1r semestre del 2024
al doilea semestru 2023|primul semestru 2024
second half of 2023|first half of 2024
S9 2023|S45 2023|S2 2024
KW 45/2023|KW 3/2024
week 50 of 2023|week 7 of 2024
semana 50 de 2023|semana 7 de 2024
setmana 50 del 2023|setmana 7 del 2024
Săptămâna 45 2023|Săptămâna 2 2024
11/2023 12/2023 01/2024
11.2023 01.2024
122023 012024
Q42023 Q12024
Q4 FY23|Q1 FY24
Q4 22/23|Q1 23/24
November 2023|December 2023|February 2024
noviembre de 2023|enero de 2024
novembre del 2023|març del 2024|abril del 2024
noiembrie 2023|ianuarie 2024|mai 2024
Dec'23|Jan'24
15-nov-23 02-ene-24
31/12/2023 15/01/2024 01/02/2024
12/31/2023 1/15/2024
31.12.2023|02.01.2024
December 20, 2023|15 March 2024
Autumn 2023|Spring 2024
Mon 18 Dec 2023|Mon 5 Mar 2024
Oct-Dec 2023|Jan-Mar 2024
Nov 2023 - Jan 2024|Feb 2024 - Apr 2024
segona meitat 2023|primera meitat 2024
T0 2023|T1 2023|T0 2024
Wave 2 2023|Wave 1 2024
2023-11 2023-12 2024-01
2023-Q4 2024-Q1
2023 June|2024 March|2024 December
202312 202401
1 2 10
W3 W10
2022/23 2023/24
"""
TOLD = """
Before|After
Wave 2|Wave 9|Wave 10
January|March|April
primer trimestre|cuarto trimestre
Dec-23 Mar-24 Jun-24
Jan 26|Feb 02|Feb 09
12-23 01-24
20.12.23 12.02.24
Q4 2023|Q1 2024|Pilot
Pulse 3 2023|Pulse 1 2024
otoño 2023|invierno 2024
01/03/2024 02/02/2024
"""


def lists(text: str) -> list[list[str]]:
    return [line.split("|" if "|" in line else " ") for line in text.strip().split("\n")]


@pytest.mark.parametrize("waves", lists(SURE), ids=str)
def test_names_of_the_calendar_put_waves_in_order(waves):
    assert wave_order(Random(3).sample(waves, len(waves))) == (waves, True)
    assert wave_order(waves[::-1]) == (waves, True)


@pytest.mark.parametrize("waves", lists(TOLD), ids=str)
def test_an_order_that_names_leave_open_is_told(waves):
    found = {tuple(wave_order(order)[0]) for order in itertools.permutations(waves)}
    assert len(found) == 1 and not wave_order(waves)[1]
    if waves not in (["Before", "After"], ["01/03/2024", "02/02/2024"]):
        assert wave_order(waves)[0] == waves


@pytest.mark.parametrize("waves", lists("A1 A2 B1\nA1 B1 C2 H1\nT1 T2 T10\n2019 2020\nx\nSet 1|Set 2|Set 10"), ids=str)
def test_other_names_keep_their_natural_order(waves):
    assert wave_order(waves[::-1])[0] == waves


def test_a_rise_is_not_shown_as_a_fall(study, both_doors):
    rows = [(9 if half == "2H24" else 3, half) for half in ("2H24", "1H24", "2H23") for _ in range(20)]
    read = both_doors(study(COLUMNS, "recommend,wave\n" + "".join(f"{score},{half}\n" for score, half in rows)))
    table = read.tables["answers"]
    assert list(table["wave"].cat.categories) == ["2H23", "1H24", "2H24"]
    assert read.notes == ()
    scores = cx.net_promoter_score(table, rating="recommend", by="wave").table
    assert scores["estimate"].tolist() == [-100.0, -100.0, 100.0]


def test_labels_that_contradict_the_calendar_are_told(study, both_doors):
    labels = 'recommend = { role = "recommend" }\n'
    labels += 'wave = { role = "wave", labels = { "1" = "Q1 2024", "2" = "Q4 2023" } }'
    read = both_doors(study(labels, "recommend,wave\n9,1\n3,2\n"))
    assert list(read.tables["answers"]["wave"].cat.categories) == ["Q1 2024", "Q4 2023"]
    assert read.notes == (
        "answers.wave: waves in the order of their labels, Q1 2024, Q4 2023; by their names it would be "
        "Q4 2023, Q1 2024.",
    )
