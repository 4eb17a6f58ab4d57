"""The truth behind the tables: what was planted, and what a correct analysis finds of it.

`finds` is the mean over the seeds 0 … 49 at 12,000 customers, `tolerance` about 2.5 standard deviations
between those seeds. Answers are rounded and cut at the ends of their scale, so what is found is often a
little smaller than what was planted.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from . import answers, relationship
from .company import CUSTOMERS

NPS, SCALE, SHARE = "NPS points", "points of 0…10", "share"

# name: structural value, what is found, tolerance, unit, explanation
TRUTHS: dict[str, tuple[float, float, float, str, str]] = {
    "nps_wave_1": (
        3.0,
        21.0,
        3.3,
        NPS,
        "Those who answer are not those who were asked: far above the population.",
    ),
    "nps_wave_2": (-7.0, 10.6, 4.4, NPS, "A firm below zero reports a score above ten."),
    "nps_wave_2_weighted": (
        -7.0,
        3.3,
        4.5,
        NPS,
        "Weights by channel and tenure mend two fifths of the bias.",
    ),
    "nps_change": (
        -9.7,
        -10.4,
        4.5,
        NPS,
        "The bias is alike in both waves, so the fall is found nearly unharmed.",
    ),
    "design_effect": (1.0, 1.22, 0.06, "ratio", "What the weights of wave 2 cost: n · Σw² / (Σw)²."),
    "branches": (
        relationship.BRANCH_SHIFT,
        6.0,
        1.0,
        "branches that Holm's test names, both waves together, at 12,000 customers",
        "A shift of the 0…10 answer, up or down; in the recommendation no other branch differs.",
    ),
    "former_customers": (
        relationship.FORMER,
        -59.2,
        10.5,
        "shift of the 0…10 answer; found as NPS points against current customers",
        "Asking current customers only hides them.",
    ),
    "problem_well_handled": (
        -0.3,
        -0.28,
        0.14,
        SCALE,
        "Impression stays below that of people without a problem.",
    ),
    "problem_badly_handled": (
        -1.7,
        -1.74,
        0.18,
        SCALE,
        "Impression against that of people without a problem.",
    ),
    "product_failure": (
        -2.2,
        -2.06,
        0.26,
        SCALE,
        "Impression where r4_fit is 1 or 2, not treated as a person.",
    ),
    "given_back": (
        1.1,
        1.05,
        0.38,
        SCALE,
        "… of it, where the mean of r7_person and r8_understood is 4 or more.",
    ),
    "trust_told_apart": (
        0.95,
        0.952,
        0.025,
        "HTMT",
        "Transparency and told intentions are one facet, not two.",
    ),
    "trust_next_pair": (
        0.56,
        0.58,
        0.04,
        "HTMT",
        "The largest of the other nine pairs: facets of their own.",
    ),
    "trust_reversed": (
        0.84,
        0.796,
        0.025,
        "alpha",
        "Of transparency with tr_transp3 turned back; about −0.90 if not.",
    ),
    "answering_style": (
        answers.EXTREME_STYLE,
        0.184,
        0.012,
        "share of 2 and 4 moved to the end; found as the gap in the share of 1 and 5",
        "Agreement items, this language against the other two of es, ca and ro.",
    ),
    "break_off": (0.209, 0.207, 0.013, SHARE, "Answers that stop before the last of the 15 questions."),
    "blank": (answers.CODED, 0.031, 0.006, SHARE, "Code 11 of recommend: no answer, not a score."),
    "return_slope": (
        0.30,
        0.296,
        0.065,
        "logit a point",
        "Return within 12 months on the 0…10 answer of wave 1.",
    ),
}


def planted(population: pd.DataFrame, style: str) -> dict[str, dict[str, Any]]:
    """The truths as dictionaries, with what is true of this very draw.

    Parameters
    ----------
    population : pandas.DataFrame
        Everybody invited, one row per wave and person: columns `wave`, `recommend`, `customer`.
    style : str
        The language that answers extremely.
    """
    frame = population["customer"].nunique()
    fields = ("structural", "finds", "tolerance", "unit", "explanation")
    truth: dict[str, dict[str, Any]] = {name: dict(zip(fields, values, strict=True)) for name, values in TRUTHS.items()}
    for name, entry in truth.items():
        if name != "branches":
            entry["tolerance"] *= float(np.sqrt(CUSTOMERS / frame))
    first, second = (_nps(population.loc[population["wave"] == wave, "recommend"]) for wave in (1, 2))
    truth["nps_wave_1"]["population"] = first
    truth["nps_wave_2"]["population"] = truth["nps_wave_2_weighted"]["population"] = second
    truth["nps_change"]["population"] = second - first
    truth["branches"] |= {"up": list(relationship.UP), "down": list(relationship.DOWN)}
    truth["answering_style"]["language"] = style
    return truth


def _nps(recommend: pd.Series) -> float:
    return float(100 * ((recommend >= 9).mean() - (recommend <= 6).mean()))
