"""Figures in another language: their words, and the numbers on their axes."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

import cxlib as cx
from cxlib.locale import LANGUAGES, speaking
from cxlib.text import count, decimals, general, p_value, percent, percents

ENGLISH = re.compile(r"\b(the|of|and|with|from|is|are|by|answers?|points?|share|score|first)\b", re.I)


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(rng.integers(1, 6, (1500, 3)), columns=["uno", "dos", "tres"])
    rows["nota"] = np.clip(rows["uno"] + rows["dos"] + rng.integers(-1, 3, 1500), 0, 10)
    return rows.assign(zona=rng.choice(["Norte", "Sur"], 1500), mes=rng.choice(["2025-01", "2025-02"], 1500))


def figures(survey: pd.DataFrame) -> list:
    score = cx.net_promoter_score(survey, rating="nota", by="zona")
    drawn = [cx.plot_intervals(score, label="zona"), cx.plot_answers(cx.recommendation_counts(survey, rating="nota"))]
    drivers = cx.driver_importance(
        survey, outcome="nota", drivers=["uno", "dos", "tres"], method="lmg", n_resamples=100, rng=1
    )
    drawn += [cx.plot_drivers(drivers), cx.plot_heat(drivers)]
    through = cx.net_promoter_score(survey, rating="nota", by="mes")
    return [*drawn, cx.plot_lines(through, x="mes", unit="Net Promoter Score, points")]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_figure_has_no_english_word_and_no_english_number(survey, language):
    with speaking(language):
        for ax in figures(survey):
            ax.figure.canvas.draw()
            words = [one.get_text() for one in ax.figure.findobj(Text) if one.get_text()] + [ax.figure.get_label()]
            told = [text.replace("Net Promoter Score", "") for text in words]
            assert not [text for text in told if ENGLISH.search(text)]
            assert not [text for text in told if re.search(r"\d\.\d{1,2}(?!\d)", text)]


def test_an_english_figure_keeps_its_own_formatters(survey):
    ax = cx.plot_intervals(cx.net_promoter_score(survey, rating="nota", by="zona"), label="zona")
    assert type(ax.xaxis.get_major_formatter()).__name__ == "ScalarFormatter"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["−1,234.5", "1,234", "12,345", "24.8 %", "2 to 15 %", "<0.001", "0.95"]),
        ("es", ["−1234,5", "1234", "12.345", "24,8\N{NO-BREAK SPACE}%", "2 a 15\N{NO-BREAK SPACE}%", "<0,001", "0,95"]),
        ("ca", ["−1234,5", "1234", "12.345", "24,8\N{NO-BREAK SPACE}%", "2 a 15\N{NO-BREAK SPACE}%", "<0,001", "0,95"]),
        (
            "ro",
            [
                "−1.234,5",
                "1.234",
                "12.345",
                "24,8\N{NO-BREAK SPACE}%",
                "de la 2 la 15\N{NO-BREAK SPACE}%",
                "<0,001",
                "0,95",
            ],
        ),
    ],
)
def test_numbers_have_the_marks_of_the_language(language, told):
    with speaking(language):
        written = [decimals(-1234.5), count(1234), count(12345), percent(0.2475, 1), percents(0.02, 0.147)]
        written += [p_value(1e-9), general(0.95)]
    assert written == told


def test_english_needs_no_catalogue():
    code = "import sys, cxlib as cx; from cxlib.locale import say; say('NPS'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
