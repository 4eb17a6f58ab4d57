"""The questionnaire of the yearly survey as it comes back: items, codes, gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import chance, rating

BLANK, DOES_NOT_APPLY, CODED = 11, 9, 0.03
FACETS = {"long": 3.4, "transp": 2.9, "intent": 3.0, "limits": 3.1, "goals": 2.8}
EXTREME_STYLE = 0.38
MOMENT, MOMENT_BY_AROUSAL, AROUSED = 2.6, 0.45, 3.0  # what stirs is remembered: points a point of arousal
SPREAD = 1.9  # of the impression points, to bring them to about one
ITEMS_ASKED, LEAVES_EARLY, LEAVES_LATE, LATE = 15, 0.003, 0.03, 8

# Agreement items are those that a style of answering can push to the ends of the scale.
AGREEMENT = (
    "r4_fit",
    "r5_agreed",
    "r6_easy",
    "r7_person",
    "r8_understood",
    "r9_moment",
    "return_int",
    *(f"tr_{facet}{q}" for facet in FACETS for q in (1, 2, 3)),
)
ASKED_AT = {  # which of the 15 questions fills which columns; the trust block follows the last
    1: ["recommend"],
    2: ["impression"],
    3: ["disconfirm"],
    4: ["r4_fit"],
    5: ["r5_agreed", "problem"],
    6: ["r6_easy"],
    7: ["r7_person"],
    8: ["r8_understood"],
    9: ["r9_moment"],
    10: ["valence", "arousal"],
    12: ["fit1", "fit2", "fit3"],
    13: ["return_int"],
    15: [name for name in AGREEMENT if name.startswith("tr_")],
}


def answered_items(rng: np.random.Generator, people: pd.DataFrame, style: str) -> pd.DataFrame:
    """One row per person: what the survey would bring back from each, answered or not."""
    items = pd.concat([_opinion_items(rng, people), _trust_items(rng, people)], axis=1)
    items = _in_style(rng, items, (people["language"] == style).to_numpy())
    return _as_recorded(rng, items, people)


def _opinion_items(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    n, points = len(people), people["points"].to_numpy() / SPREAD

    def latent(mean: float, loading: float, spread: float) -> np.ndarray:
        rest = np.sqrt(1 - loading**2) * rng.standard_normal(n)
        return mean + spread * (loading * points + rest)

    def item(mean: float, loading: float, spread: float) -> np.ndarray:
        return rating(latent(mean, loading, spread), 1, 5)

    fits = np.where(people["product_failed"], 1.8, 4.1)
    fits = rating(fits + np.where(people["product_failed"], 0.6, 0.7) * rng.standard_normal(n), 1, 5)
    valence = rating(0.5 + 0.9 * (0.6 * points + 0.8 * rng.standard_normal(n)), -2, 2)
    gains = np.where(people["wave"] == 2, 0.30 * people["used"] + 0.08 * people["mailed"], 0.0)
    image = (3.3 + people["image"] + gains).to_numpy()
    items = {
        "disconfirm": item(3.1, 0.6, 0.9),
        "r4_fit": fits,
        "r5_agreed": item(3.9, 0.5, 0.95),
        "r6_easy": item(3.7, 0.5, 0.95),
        "r7_person": people["r7_person"].to_numpy(),
        "r8_understood": people["r8_understood"].to_numpy(),
        "r9_moment": latent(MOMENT, 0.2, 1.2),
        "valence": valence,
        "arousal": rating(2.6 + 0.5 * np.abs(valence) + 0.8 * rng.standard_normal(n), 1, 5),
        **{f"fit{k}": rating(image + 0.6 * rng.standard_normal(n), 1, 5) for k in (1, 2, 3)},
        "return_int": item(3.7, 0.6, 0.95),
    }
    stirred = MOMENT_BY_AROUSAL * (items["arousal"] - AROUSED)
    return pd.DataFrame(items | {"r9_moment": rating(items["r9_moment"] + stirred, 1, 5)})


def _trust_items(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Five facets by three; told intentions are nearly the same as transparency; transp3 is turned round."""
    n = len(people)
    trust = 0.45 * people["attitude"].to_numpy() + np.sqrt(1 - 0.45**2) * rng.standard_normal(n)
    facets = {name: 0.75 * trust + np.sqrt(1 - 0.75**2) * rng.standard_normal(n) for name in FACETS}
    facets["intent"] = 0.95 * facets["transp"] + 0.312 * rng.standard_normal(n)
    items = {
        f"tr_{name}{q}": rating(mean + 0.1 * q + 0.80 * facets[name] + 0.60 * rng.standard_normal(n), 1, 5)
        for name, mean in FACETS.items()
        for q in (1, 2, 3)
    }
    items["tr_transp3"] = 6 - items["tr_transp3"]
    return pd.DataFrame(items)


def _in_style(rng: np.random.Generator, items: pd.DataFrame, extreme: np.ndarray) -> pd.DataFrame:
    """In one language some answers move to the end of the scale: 2 becomes 1, 4 becomes 5."""
    agreement = items[list(AGREEMENT)].to_numpy()
    pushed = extreme[:, None] & (rng.random(agreement.shape) < EXTREME_STYLE)
    to_the_end = np.select([agreement == 2, agreement == 4], [1, 5], agreement)
    return items.assign(**dict(zip(AGREEMENT, np.where(pushed, to_the_end, agreement).T, strict=True)))


def _as_recorded(rng: np.random.Generator, items: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Codes for no answer, what is empty after a break-off, the seconds, and whether they came back."""
    n = len(people)
    blank = rng.random(n) < CODED
    items = people[["recommend", "impression", "problem"]].join(items)
    items["recommend"] = items["recommend"].where(~blank, BLANK)
    for name in ("r5_agreed", "r6_easy", "r8_understood"):
        items[name] = items[name].where(rng.random(n) >= CODED, DOES_NOT_APPLY)
    asked_trust = rng.random(n) < 0.5
    done = _items_done(rng, n)
    items = items.astype({name: "Int64" for name in items if name != "problem"})
    for question, names in ASKED_AT.items():
        unseen = (done < question) | (~asked_trust if question == ITEMS_ASKED else False)
        items.loc[unseen, names] = pd.NA
    length = 18 * done + 8 * 15 * (asked_trust & (done == ITEMS_ASKED))
    came_back = rng.random(n) < chance(-0.2 + 0.30 * (people["recommend"] - 7))
    returned = pd.Series(came_back.astype(int), dtype="Int64").where(people["wave"] == 1)
    order = [name for names in ASKED_AT.values() for name in names]
    return items[order].assign(
        items_done=done,
        seconds=np.rint(length * np.exp(0.35 * rng.standard_normal(n))).astype(np.int64),
        returned12=returned,
    )


def _items_done(rng: np.random.Generator, n: int) -> np.ndarray:
    """The last question answered: few stop early, three in a hundred after each question from the eighth."""
    stops = np.where(np.arange(1, ITEMS_ASKED) < LATE, LEAVES_EARLY, LEAVES_LATE)
    stopped = rng.random((n, ITEMS_ASKED - 1)) < stops
    return np.where(stopped.any(axis=1), stopped.argmax(axis=1) + 1, ITEMS_ASKED)
