"""The designs of `coverage.py`: invented people whose truth is known, and whether the interval holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

import cxlib as cx
from cxlib.engagement.items import Items
from cxlib.engagement.reliability import coefficient_intervals, one_factor
from cxlib.estimators.decomposition import wave_moments
from cxlib.estimators.importance import importance
from cxlib.estimators.reliability import cronbach_alpha, one_factor_fit
from cxlib.linkage.joining import Panel
from cxlib.linkage.mediation import path_table
from cxlib.linkage.mediation_paths import of_customers, of_units
from cxlib.loyalty.change import pair_table

MANY = 1_000_000  # people who stand for all
CLUSTERS = {
    "6 clusters, 2 to 9 answers": [5, 3, 7, 2, 9, 2],
    "6 very unequal clusters": [10, 15, 20, 30, 60, 120],
    "10 very unequal clusters": [5, 5, 10, 10, 15, 20, 30, 40, 80, 150],
    "6 clusters of 20": [20] * 6,
    "30 clusters, 10 to 68 answers": list(range(10, 70, 2)),
    "60 clusters, 10 to 69 answers": list(range(10, 70)),
}
POINTS = {1.0: 10, 0.0: 8, -1.0: 3}  # an answer of each class
Held = dict[str, np.ndarray]


def within(low: object, high: object, truth: object) -> np.ndarray:
    """1 where the interval holds the truth, 0 where not, NaN where there is none."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    held = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
    return np.where(np.isnan(low), np.nan, held)


def reliability(
    n: int, shift: float, normal: bool, parts: tuple[float, float], n_draws: int, rng: np.random.Generator
) -> Held:
    """Alpha and omega of five items; `shift` moves the answers towards the highest, 5; `parts` are common and own."""

    def people(size: int) -> np.ndarray:
        x = parts[0] * rng.standard_normal((size, 1)) + parts[1] * rng.standard_normal((size, 5))
        return x if normal else np.clip(np.floor(shift + x + 0.5), 1, 5)

    cov = np.cov(people(MANY), rowvar=False)
    truth = np.array([cronbach_alpha(cov), one_factor_fit(cov, MANY).omega])
    held = np.full((n_draws, 2), np.nan)
    for draw in range(n_draws):
        x = people(n)
        if (np.ptp(x, axis=0) > 0).all():
            held[draw] = within(*limits_of_items(x), truth)
    return {"alpha": held[:, 0], "omega": held[:, 1]}


def limits_of_items(x: np.ndarray) -> np.ndarray:
    """Lower and upper limits of alpha and omega as `scale_reliability` gives them; reading tables takes most time."""
    answers = Items(names=tuple("abcde"), answers=x, n=np.ones(len(x), int))
    fit, _ = one_factor(answers, len(x))
    table, _ = coefficient_intervals(answers, cronbach_alpha(answers.covariances()), fit, 0.95)
    table = table[table["chosen"]].set_index("coefficient").reindex(["alpha", "omega"])
    return table[["conf_low", "conf_high"]].to_numpy(float).T


def clustered(name: str, icc: float, score: bool, weighted: bool, n_draws: int, rng: np.random.Generator) -> Held:
    """A mean or a score of answers that go together in clusters, all draws in one table."""
    sizes = CLUSTERS[name]
    cluster = np.repeat(np.arange(len(sizes)), sizes)

    def answers(level: np.ndarray) -> np.ndarray:
        y = np.sqrt(icc) * level + np.sqrt(1 - icc) * rng.standard_normal(level.shape)
        return np.floor(np.clip(7.5 + 1.8 * y, 0, 10)) if score else y

    y = answers(rng.standard_normal((n_draws, len(sizes)))[:, cluster])
    table = pd.DataFrame({"answer": y.ravel(), "cluster": np.tile(cluster, n_draws)})
    table["draw"] = np.repeat(np.arange(n_draws), len(cluster))
    table["w"] = rng.choice([0.5, 1.0, 2.0], len(table)) if weighted else 1.0
    how = {"rating": "answer", "by": "draw", "cluster": "cluster", "weights": "w" if weighted else None}
    if not score:
        found, truth = cx.mean_rating(table, **how).table, 0.0
    else:
        every = answers(rng.standard_normal(MANY))
        found, truth = cx.net_promoter_score(table, **how).table, 100 * ((every >= 9).mean() - (every <= 6).mean())
    return {"score" if score else "mean": within(found["conf_low"], found["conf_high"], truth)}


def drivers(n: int, rho: float, slopes: list[float], interval: str, n_draws: int, rng: np.random.Generator) -> Held:
    """Importance of drivers that correlate by rho, the outcome's own noise 1."""
    p, slopes = len(slopes), np.array(slopes)
    r = rho + (1 - rho) * np.eye(p)
    across = r @ slopes
    cov = np.block([[r, across[:, None]], [across[None], np.array([[slopes @ across + 1]])]])
    truth = importance(cov[None], [(place,) for place in range(p)])[0]
    x = rng.standard_normal((n_draws * n, p)) @ np.linalg.cholesky(r).T
    names = [f"slope {slope:g}" for slope in slopes]
    table = pd.DataFrame(x, columns=names).assign(y=x @ slopes + rng.standard_normal(n_draws * n))
    held = []
    for draw in range(n_draws):
        found = cx.driver_importance(
            table.iloc[draw * n : (draw + 1) * n],
            outcome="y",
            drivers=names,
            n_resamples=1000,
            interval=interval,
            rng=rng,
        ).table
        held.append(within(found["conf_low"], found["conf_high"], truth))
    return dict(zip(names, np.array(held).T, strict=True))


def panel(names: tuple[str, ...], means: np.ndarray) -> Panel:
    """What `linkage_mediation` makes of tables whose units all match; joining them takes most of its time."""
    unit = np.arange(len(means))
    return Panel(
        names=names, values=means, unit=unit, wave=unit * 0, n_employees=unit + 9, n_customers=unit + 9,
        units=unit.tolist(), waves=[0], stated=False, cluster=unit, join=pd.DataFrame(), notes=(),
    )  # fmt: skip


def mediation(
    units: int, slopes: tuple[float, float], spread: bool, interval: str, n_draws: int, rng: np.random.Generator
) -> Held:
    """2-2-1 on the means of units; with `spread`, errors grow with engagement."""
    a, b = slopes
    truth = {"a": a, "b": b, "direct": 0.2, "total": 0.2 + a * b, "indirect": a * b}
    held = {path: np.full(n_draws, np.nan) for path in truth}
    for draw in range(n_draws):
        x = rng.standard_normal(units)
        scale = np.sqrt(0.3 + 0.7 * x**2) if spread else 1.0
        m = a * x + scale * rng.standard_normal(units)
        y = b * m + 0.2 * x + scale * rng.standard_normal(units)
        found = of_units(panel(("x", "m", "y"), np.column_stack([x, m, y])))
        found = path_table(found, interval, 0.95, 1000, rng).set_index("path")
        for path, value in truth.items():
            held[path][draw] = within(found["conf_low"][path], found["conf_high"][path], value)
    return held


def through_customers(units: int, slopes: tuple[float, float], n_draws: int, rng: np.random.Generator) -> Held:
    """2-1-1: the mediator and the outcome of twenty customers a unit."""
    (a, b), n = slopes, 20
    truth = {"a": a, "b": b, "direct": 0.2, "total": 0.2 + a * b, "indirect": a * b}
    held = {path: np.full(n_draws, np.nan) for path in truth}
    unit = np.repeat(np.arange(units), n)
    for draw in range(n_draws):
        x = rng.standard_normal(units)
        m = (a * x + 0.7 * rng.standard_normal(units))[unit] + rng.standard_normal(len(unit))
        mean = np.bincount(unit, m) / n
        y = 0.3 * (m - mean[unit]) + (b * mean + 0.2 * x + 0.7 * rng.standard_normal(units))[unit]
        y += rng.standard_normal(len(unit))
        rows = pd.DataFrame({"unit": unit, "m": m, "y": y})
        both = panel(("x", "y"), np.column_stack([x, np.bincount(unit, y) / n]))
        found = of_customers(rows, both, unit="unit", outcome="y", mediator="m")
        found = path_table(found, "percentile", 0.95, 500, rng).set_index("path")
        for path, value in truth.items():
            held[path][draw] = within(found["conf_low"][path], found["conf_high"][path], value)
    return held


def difference(
    sizes: tuple[int, int], first: list[float], second: list[float], n_draws: int, rng: np.random.Generator
) -> Held:
    """Two groups with these shares of promoters, passives and detractors, all draws in one table."""
    parts = []
    for side, n, shares in zip("ab", sizes, (first, second), strict=True):
        answers = rng.choice(list(POINTS.values()), (n_draws, n), p=shares)
        draw = np.repeat(np.arange(n_draws), n)
        parts.append(pd.DataFrame({"recommend": answers.ravel(), "side": side, "draw": draw}))
    found = cx.nps_difference(
        pd.concat(parts), rating="recommend", between="side", reference="b", by="draw", adjust="none"
    ).table
    truth = 100 * (first[0] - first[2] - second[0] + second[2])
    return {"difference": within(found["conf_low"], found["conf_high"], truth)}


def change(n: int, scores: tuple[float, float], n_draws: int, rng: np.random.Generator) -> Held:
    """Mix and rate of a segment of 5 % (then 6 %) with these scores in two waves, beside one of the rest."""

    def shares(small: float, score: float) -> np.ndarray:
        return np.array([small * 0.3, small * (0.7 + score) / 2, small * (0.7 - score) / 2,
                         (1 - small) * 0.25, (1 - small) * 0.6, (1 - small) * 0.15])  # fmt: skip

    w, s = (0.05, 0.06), scores
    truth = {"mix": (w[1] - w[0]) * (s[0] + s[1]) / 2, "rate": (s[1] - s[0]) * (w[0] + w[1]) / 2}
    truth["change"] = truth["mix"] + truth["rate"]
    points, code, names = np.array([0.0, 1.0, -1.0] * 2), np.repeat([0, 1], 3), pd.Series(["a", "b"])
    held = {component: np.full(n_draws, np.nan) for component in truth}
    for draw in range(n_draws):
        waves = []
        for wave in (0, 1):
            counts = rng.multinomial(n, shares(w[wave], s[wave])).astype(float)
            waves.append((wave_moments(points, counts, counts, code, 2), np.bincount(code, counts).astype(int)))
        found = pair_table(*waves, names, "segment", 0.95)
        own = found[(found["segment"] == "a") & (found["status"] == "both")].set_index("component")
        for component in own.index:
            limits = own.loc[component, ["conf_low", "conf_high"]].astype(float)
            held[component][draw] = within(*limits, 100 * truth[component])
    return held


def named(function: str, design: Callable[..., Held], cases: dict[str, tuple]) -> list[tuple]:
    """The cases of a design, each with the name of the function and of the case."""
    return [(function, name, partial(design, *case)) for name, case in cases.items()]


HALO = [0.6, 0.3, 0.15, 0.0]
LOOSE, CLOSE = (0.7, 0.8), (1.0, 0.5)
CEILING, NORMAL = (4.715, False, LOOSE), (0.0, True, LOOSE)
PARTS = {
    "reliability": named("scale_reliability", reliability, {
        **{f"5 items, 58 % at the top, n = {n}": (n, *CEILING) for n in (60, 200, 500)},
        **{f"5 items, 70 % at the top, n = {n}": (n, 5.06, False, LOOSE) for n in (60, 200)},
        **{f"5 items, 85 % at the top, n = {n}": (n, 5.6, False, LOOSE) for n in (60, 200)},
        "5 items, middle of the scale, n = 60": (60, 3.4, False, LOOSE),
        "5 normal items, n = 60": (60, *NORMAL),
        **{f"5 close items, 58 % at the top, n = {n}": (n, 4.726, False, CLOSE) for n in (60, 200, 500)},
    }),
    "clusters": [
        *named("mean_rating", clustered, {f"{name}, icc {icc}": (name, icc, False, False)
                                          for name in CLUSTERS for icc in (0.05, 0.2)}),
        *named("net_promoter_score", clustered, {
            f"{name}, icc .05{', weights' * weighted}": (name, 0.05, True, weighted)
            for name in CLUSTERS for weighted in (False, True)
        }),
    ],
    "drivers": named("driver_importance", drivers, {
        "percentile, n = 100, r .5": (100, 0.5, HALO, "percentile"),
        "bca, n = 100, r .5": (100, 0.5, HALO, "bca"),
        "percentile, n = 100, r 0": (100, 0.0, HALO, "percentile"),
        "percentile, n = 300, r .5": (300, 0.5, HALO, "percentile"),
        "bca, n = 300, r .5": (300, 0.5, HALO, "bca"),
    }),
    "mediation": [
        *named("linkage_mediation", mediation, {
            "2-2-1, percentile, 12 units": (12, (0.8, 0.8), False, "percentile"),
            "2-2-1, percentile, 20 units": (20, (0.5, 0.5), False, "percentile"),
            "2-2-1, percentile, 20 units, unequal spread": (20, (0.8, 0.8), True, "percentile"),
            "2-2-1, bca, 20 units": (20, (0.5, 0.5), False, "bca"),
            "2-2-1, percentile, 20 units, a = b = 0": (20, (0.0, 0.0), False, "percentile"),
            "2-2-1, percentile, 30 units": (30, (0.5, 0.5), False, "percentile"),
            "2-2-1, percentile, 50 units": (50, (0.5, 0.5), False, "percentile"),
            "2-2-1, percentile, 60 units": (60, (0.5, 0.5), False, "percentile"),
            "2-2-1, bca, 12 units": (12, (0.8, 0.8), False, "bca"),
            "2-2-1, percentile, 120 units, a = b = 0": (120, (0.0, 0.0), False, "percentile"),
        }),
        *named("linkage_mediation", through_customers, {f"2-1-1, {n} units": (n, (0.8, 0.8)) for n in (12, 20)}),
    ],
    "differences": named("nps_difference", difference, {
        "40 and 40, 95 % promoters": ((40, 40), [0.95, 0.04, 0.01], [0.95, 0.04, 0.01]),
        "40 and 40, 86 % promoters, no detractors": ((40, 40), [0.86, 0.14, 0.0], [0.86, 0.14, 0.0]),
        "100 and 100, 95 % promoters": ((100, 100), [0.95, 0.04, 0.01], [0.95, 0.04, 0.01]),
        "40 and 400, 95 % promoters": ((40, 400), [0.95, 0.04, 0.01], [0.95, 0.04, 0.01]),
        "40 and 53, 95 % and 85 % promoters": ((40, 53), [0.95, 0.05, 0.0], [0.85, 0.15, 0.0]),
        "40 and 100, 95 % promoters": ((40, 100), [0.95, 0.04, 0.01], [0.95, 0.04, 0.01]),
        "20 and 40, 95 % promoters": ((20, 40), [0.95, 0.04, 0.01], [0.95, 0.04, 0.01]),
        "40 and 40, 95 % and 50 % promoters": ((40, 40), [0.95, 0.04, 0.01], [0.5, 0.3, 0.2]),
        "40 and 40, 78 % promoters, no detractors": ((40, 40), [0.78, 0.22, 0.0], [0.78, 0.22, 0.0]),
        "60 and 60, 85 % promoters": ((60, 60), [0.85, 0.12, 0.03], [0.85, 0.12, 0.03]),
        "40 and 40, 50 % promoters": ((40, 40), [0.5, 0.3, 0.2], [0.5, 0.3, 0.2]),
        "2 and 2, half detractors": ((2, 2), [0.5, 0.0, 0.5], [0.5, 0.0, 0.5]),
        "4 and 4, half detractors": ((4, 4), [0.5, 0.0, 0.5], [0.5, 0.0, 0.5]),
        "6 and 7, half detractors": ((6, 7), [0.5, 0.0, 0.5], [0.5, 0.0, 0.5]),
    }),
    "change": named("nps_change", change, {
        "5 % of 400, score 0": (400, (0.0, 0.0)),
        "5 % of 400, score 0 to 40": (400, (0.0, 0.4)),
        "5 % of 1,000, score 0 to 40": (1000, (0.0, 0.4)),
        "5 % of 400, score 60": (400, (0.6, 0.6)),
    }),
}  # fmt: skip
