"""The register of touchpoints as the firm designed them, and what it measures at each against a target."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import DEPARTMENT, SURVEYED
from .service import CHANNEL, PAID_BY_PIECE

REGISTER = """
before|search|web catalogue|front|inform|ease|find what fits|7.8|price and day on every page|calm|7.0|1|0
before|search|advice in the shop|front|advise|humanity|be understood|8.2|asks about use before products|trust|7.4|1|1
before|order|order call|front|agree|clarity|order without doubt|8.0|says the whole order back|calm|7.0|1|0
before|order|web order|front|agree|ease|order at any hour|8.1|five steps at most|calm|7.3|1|0
during|waiting|waiting for the day|back|keep informed|reliability|know when|8.0|message on the day before|calm|7.4|0|0
during|delivery|delivery by courier|front|deliver|reliability|be there once only|8.1|within two hours|calm|7.2|1|1
during|delivery|installation|front|put to work|competence|see it run|8.3|runs before the installer leaves|joy|7.6|1|0
during|delivery|pick-up of the old appliance|front|relieve|reliability|be rid of it|7.9|taken along|calm|7.5|0|0
during|payment|invoice|back|settle|transparency|pay what was agreed|7.9|one page, no surprise|none|6.9|1|0
after|use|after-sale mail|front|stay in touch|gratitude|use it well|7.2|once, with help|surprise|6.7|1|0
after|use|app and self-service|front|help oneself|ease|settle it alone|7.7|three taps to the answer|calm|7.0|1|0
after|help|fault call|front|understand|empathy|be heard|8.0|no story told twice|worry|7.4|1|0
after|help|repair|front|repair|competence|have it work again|8.0|solved on the first visit|trust|7.2|1|1
after|help|claim|front|make good|fairness|get justice|7.8|one person until the end|disappointment|6.5|1|0
"""
COLUMNS = (
    "stage",
    "phase",
    "name",
    "visibility",
    "role",
    "bond",
    "need",
    "expectation",
    "design_standard",
    "foreseen_emotion",
    "target",
    "managed",
    "firm_moment",
)
ORDER = ("touchpoint", "stage", "phase", "name", "channel", "owner_department", *COLUMNS[3:], "staff_paid_for")

MISS, THIN, MEET = "miss", "thin", "meet"
# touchpoint: variable, target, critical, and how it stands
VARIABLES = {
    "T01": [
        ("page shown within 3 seconds", 0.90, 0, MEET),
        ("price complete", 0.90, 1, MEET),
        ("stock right", 0.80, 1, MISS),
    ],
    "T02": [
        ("served within 5 minutes", 0.80, 0, MEET),
        ("use asked about", 0.80, 1, MISS),
        ("offer in writing", 0.90, 0, MEET),
    ],
    "T03": [
        ("answered within 40 seconds", 0.80, 0, MEET),
        ("order said back", 0.90, 1, MISS),
        ("day confirmed", 0.90, 1, MEET),
    ],
    "T04": [
        ("five steps at most", 0.80, 0, MEET),
        ("payment at first try", 0.90, 1, MEET),
        ("mail at once", 0.90, 0, MEET),
    ],
    "T05": [("message on the day before", 0.90, 1, MISS), ("day unchanged", 0.80, 1, MISS)],
    "T06": [
        ("within two hours", 0.80, 1, MEET),
        ("without damage", 0.90, 1, MEET),
        ("courier rings first", 0.80, 0, MISS),
    ],
    "T07": [("runs at the end", 0.90, 1, MEET), ("shown how", 0.80, 0, MEET), ("site left clean", 0.80, 0, THIN)],
    "T08": [("taken along", 0.80, 1, MISS), ("receipt given", 0.80, 0, THIN)],
    "T09": [
        ("equal to the order", 0.90, 1, MISS),
        ("within 5 days", 0.90, 0, MEET),
        ("one page", 0.80, 0, MEET),
        ("question settled in one call", 0.80, 1, THIN),
    ],
    "T10": [("sent within 10 days", 0.90, 0, MEET), ("unsubscribed at once", 0.80, 1, THIN)],
    "T11": [("up at all hours", 0.90, 1, MEET), ("settled without a call", 0.80, 0, THIN)],
    "T12": [
        ("answered within 60 seconds", 0.80, 1, MISS),
        ("day given in the call", 0.80, 1, MEET),
        ("no story told twice", 0.80, 0, THIN),
    ],
    "T13": [
        ("solved on the first visit", 0.80, 1, MISS),
        ("on the agreed day", 0.80, 1, MEET),
        ("explained in writing", 0.80, 0, MEET),
        ("part in the van", 0.80, 0, THIN),
    ],
    "T14": [
        ("answered within 5 days", 0.90, 1, MISS),
        ("one person until the end", 0.80, 1, THIN),
        ("reasons given", 0.80, 0, THIN),
    ],
}
FALLS_SHORT, THIN_SHARE = 0.12, 0.90
ABOVE = {0.90: 0.055, 0.80: 0.09}
MANY, FEW = (350, 700), (9, 13)  # observations; with 14 or more, few could be sure of a target of .80


def register() -> pd.DataFrame:
    """One row per touchpoint that the firm knows of; two of the log are not in it."""
    rows = [line.split("|") for line in REGISTER.strip().splitlines()]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    table = table.astype(
        dict.fromkeys(("expectation", "target"), float) | dict.fromkeys(("managed", "firm_moment"), int)
    )
    table["touchpoint"] = list(SURVEYED)
    table["channel"] = table["touchpoint"].map(CHANNEL)
    table["owner_department"] = table["touchpoint"].map(DEPARTMENT).replace("", None)
    paid = np.where(table["touchpoint"].isin(PAID_BY_PIECE), "matters closed", "hours")
    table["staff_paid_for"] = pd.Series(paid, dtype="str").where(table["owner_department"].notna())
    return table[list(ORDER)]


def draw_variables(rng: np.random.Generator) -> pd.DataFrame:
    """One row per variable: `touchpoint variable unit target critical n_observed n_met`."""
    rows = [(touchpoint, *variable) for touchpoint, variables in VARIABLES.items() for variable in variables]
    table = pd.DataFrame(rows, columns=["touchpoint", "variable", "target", "critical", "stands"])
    n = len(table)
    table.insert(2, "unit", "share")
    thin = (table["stands"] == THIN).to_numpy()
    observed = np.where(thin, rng.integers(FEW[0], FEW[1] + 1, n), rng.integers(MANY[0], MANY[1] + 1, n))
    kept = table["target"] + table["target"].map(ABOVE)
    share = np.select([thin, table["stands"] == MISS], [THIN_SHARE, table["target"] - FALLS_SHORT], kept)
    return table.drop(columns="stands").assign(n_observed=observed, n_met=rng.binomial(observed, share))
