"""Lessons of notebooks 06 and 07: employees, and what passes from them to customers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from analysis import Z, alpha, htmt, icc, regression, within
from scipy.stats import t as student

import cxlib as cx

ENGAGEMENT = [f"eng_{facet}{q}" for facet in ("commit", "belong", "enthus", "best") for q in (1, 2, 3)]
CLIMATE = [f"cli{q}" for q in (1, 2, 3, 4)]
PACE = [f"pace{q}" for q in (1, 2, 3)]
EXPERIENCE = ["mastery", "autonomy", "purpose", "transparency"]


def _scores(tables):
    """One row per employee's answer: means of the items of each scale."""
    rows = tables["employees"]
    experience = {name: rows[[f"ex_{name}{q}" for q in (1, 2, 3)]].mean(axis=1) for name in EXPERIENCE}
    return rows[["branch", "wave"]].assign(
        engagement=rows[ENGAGEMENT].mean(axis=1),
        climate=rows[CLIMATE].mean(axis=1),
        pace=rows[PACE].mean(axis=1),
        **experience,
    )


def _customers(tables):
    """Satisfaction after contacts at a branch, means of touchpoint and month taken out, with the half-year."""
    rows = tables["transactional"].dropna(subset=["branch", "satisfaction"])
    adjusted = within(rows["satisfaction"], rows["touchpoint"] + rows["month"].astype(str))
    return rows[["branch"]].assign(half=(rows["month"] + 5) // 6, satisfaction=adjusted)


def _halves(tables):
    """Branch by half-year: engagement, satisfaction, share on time, and each a half-year before."""
    staff = _scores(tables).groupby(["branch", "wave"])["engagement"].mean().rename_axis(["branch", "half"])
    customers = _customers(tables).groupby(["branch", "half"])["satisfaction"].mean()
    records = tables["branch_halves"].set_index(["branch", "half"])["on_time_share"]
    table = pd.concat({"engagement": staff, "satisfaction": customers, "on_time": records}, axis=1).sort_index()
    before = table.groupby("branch").shift(1)[["engagement", "satisfaction"]]
    return table.join(before.add_suffix("_before")).reset_index()


def best_at_the_ceiling(tables, truth):
    """06.1 and 06.2 · giving one's best lies far above enthusiasm, and yet alpha of all twelve items is high."""
    rows = tables["employees"].query("wave == 6")
    best, passion = (rows[[f"eng_{name}{q}" for q in (1, 2, 3)]].mean(axis=None) for name in ("best", "enthus"))
    whole = alpha(rows[ENGAGEMENT])
    return best - passion > 0.5 and whole > 0.8, {"engagement_alpha": whole}


def four_factors(tables, truth):
    """06.3 · four factors in spite of a high alpha: eigenvalues against random data."""
    items = tables["employees"][ENGAGEMENT].dropna()
    found = np.linalg.eigvalsh(items.corr())[::-1]
    rng = np.random.default_rng(2027)
    random = [np.linalg.eigvalsh(np.corrcoef(rng.standard_normal(items.shape), rowvar=False))[::-1] for _ in range(20)]
    return int((found > np.quantile(random, 0.95, axis=0)).sum()) == 4, {"fourth_eigenvalue": found[3]}


def _by_branch(tables):
    return _scores(tables).groupby("branch").mean(numeric_only=True).join(tables["branches"].set_index("branch"))


def perks_lift_climate(tables, truth):
    """06.4 · perks given by lot lift climate (t > 2)."""
    rows = _by_branch(tables)
    found = regression(rows["climate"], rows[["perks"]])
    staff = tables["employees"]
    apart = htmt(staff[ENGAGEMENT], staff[CLIMATE])
    return found.t("perks") > 2, {"perks_climate": found.b["perks"], "engagement_or_climate": apart}


def perks_leave_engagement(tables, truth):
    """06.4 · perks do not lift engagement (|t| < 1.96)."""
    rows = _by_branch(tables)
    found = regression(rows["engagement"], rows[["perks"]])
    return abs(found.t("perks")) < Z, {"perks_engagement": found.b["perks"]}


def _customers_on_both(tables):
    rows = _by_branch(tables).assign(satisfaction=_customers(tables).groupby("branch")["satisfaction"].mean())
    return regression(rows["satisfaction"], rows[["engagement", "climate"]])


def customers_follow_engagement(tables, truth):
    """07.9 · branch means of customers go with engagement, climate given (t > 2.5)."""
    found = _customers_on_both(tables)
    return found.t("engagement") > 2.5, {"customers_on_engagement": found.b["engagement"]}


def customers_ignore_climate(tables, truth):
    """07.9 · ... and not with climate, engagement given (|t| < 1.96)."""
    found = _customers_on_both(tables)
    return abs(found.t("climate")) < Z, {"customers_on_climate": found.b["climate"]}


def what_goes_with_engagement(tables, truth):
    """06.5 · within branches autonomy and transparency weigh most."""
    model = {"outcome": "engagement", "drivers": EXPERIENCE, "within": "branch"}
    rows = _scores(tables).dropna()
    shares, slopes = (
        found(rows, **model).table.set_index("driver") for found in (cx.driver_importance, cx.driver_slopes)
    )
    found = {f"engagement_{name}": slopes.loc[name, "slope"] for name in EXPERIENCE}
    return set(shares.index[shares["rank"] <= 2]) == {"autonomy", "transparency"}, found


def _rwg(items: pd.DataFrame, groups: pd.Series) -> float:  # until cxlib has agreement
    """Mean rwg(j) of the groups against the uniform null."""
    spread = items.groupby(groups).var().mean(axis=1) / 2
    spread = spread[spread < 1]
    k = items.shape[1]
    return float((k * (1 - spread) / (k * (1 - spread) + spread)).mean())


def agreement_without_a_branch(tables, truth):
    """06.6 · both scales agree by rwg; only engagement belongs to the branch by ICC(1)."""
    rows, last = _scores(tables).dropna(), tables["employees"].query("wave == 6")
    now = rows.query("wave == 6")
    one, two = icc(now["engagement"], now["branch"])
    pace, _ = icc(now["pace"], now["branch"])
    rwg = _rwg(last[ENGAGEMENT], last["branch"]), _rwg(last[PACE], last["branch"])
    found = {
        "icc_engagement": one,
        "icc2_engagement": two,
        "icc_pace": pace,
        "rwg_engagement": rwg[0],
        "rwg_pace": rwg[1],
    }
    return min(rwg) > 0.7 and one > 0.1 and abs(pace) < 0.04, found


def silent_branches(tables, truth):
    """06.7 · branches low in engagement answer less (r > .2)."""
    rows = _by_branch(tables)
    answered = tables["employees"].groupby("branch").size() / (6 * rows["headcount"])
    r = float(np.corrcoef(answered, rows["engagement"])[0, 1])
    return r > 0.2, {"silent_branches": r}


def honest_interval(tables, truth):
    """07.4 · the interval that knows of 12 regions is wider than the plain one."""
    rows = _by_branch(tables).assign(satisfaction=_customers(tables).groupby("branch")["satisfaction"].mean())
    x = np.column_stack([np.ones(len(rows)), rows["engagement"]])
    plain = regression(rows["satisfaction"], rows[["engagement"]]).se["engagement"] * student.ppf(0.975, len(rows) - 2)
    se, df = _cr2(x, rows["satisfaction"].to_numpy(), rows["region"].to_numpy())
    ratio = se * student.ppf(0.975, df) / plain
    return ratio > 1, {"honest_width": ratio, "honest_df": df}


def _cr2(x: np.ndarray, y: np.ndarray, clusters: np.ndarray) -> tuple[float, float]:  # until cxlib has clusters
    """CR2 standard error of the last coefficient, and Satterthwaite's degrees of freedom."""
    bread = np.linalg.inv(x.T @ x)
    residual = y - x @ (bread @ x.T @ y)
    hat = x @ bread @ x.T
    columns, variance = [], 0.0
    for cluster in np.unique(clusters):
        own = np.flatnonzero(clusters == cluster)
        value, vector = np.linalg.eigh(np.eye(len(own)) - hat[np.ix_(own, own)])
        adjust = vector @ np.diag(np.where(value > 1e-9, value, np.inf) ** -0.5) @ vector.T
        weight = adjust @ x[own] @ bread[-1]
        variance += float(weight @ residual[own]) ** 2
        maker = -hat[:, own]
        maker[own, np.arange(len(own))] += 1
        columns.append(maker @ weight)
    products = np.array(columns) @ np.array(columns).T
    return float(np.sqrt(variance)), float(np.trace(products) ** 2 / (products**2).sum())


def between_and_within(tables, truth):
    """07.5 · between branches (t > 3) above pooled above within the same half-year (about 0)."""
    rows = _halves(tables).dropna(subset=["engagement", "satisfaction"])
    means = rows.groupby("branch")[["engagement", "satisfaction"]].mean()
    between, pooled = (
        regression(means["satisfaction"], means[["engagement"]]),
        regression(rows["satisfaction"], rows[["engagement"]]),
    )
    inside = within(rows[["engagement", "satisfaction"]], rows["branch"], rows["half"])
    same = regression(inside["satisfaction"], inside[["engagement"]], clusters=rows["branch"])
    slopes = {"linkage_between": between, "linkage_pooled": pooled, "linkage_within": same}
    b = {name: fit.b["engagement"] for name, fit in slopes.items()}
    order = b["linkage_between"] > b["linkage_pooled"] > b["linkage_within"]
    return between.t("engagement") > 3 and order and abs(b["linkage_within"]) < 0.25, b


def _lagged(tables, outcome, *predictors):
    names = [outcome, *predictors]
    rows = _halves(tables).dropna(subset=names)
    inside = within(rows[names], rows["branch"], rows["half"])
    return regression(inside[outcome], inside[list(predictors)], clusters=rows["branch"])


def engagement_leads(tables, truth):
    """07.6 · engagement goes before satisfaction within branches (t > 1.96)."""
    found = _lagged(tables, "satisfaction", "engagement_before", "satisfaction_before")
    return found.t("engagement_before") > Z, {"linkage_lagged": found.b["engagement_before"]}


def reverse_not_seen(tables, truth):
    """07.6 · the planted reverse path is not seen in six waves (t < 1.96)."""
    found = _lagged(tables, "engagement", "satisfaction_before", "engagement_before")
    return found.t("satisfaction_before") < Z, {"linkage_reverse": found.b["satisfaction_before"]}


def by_punctuality(tables, truth):
    """07.8 · part of it goes by punctuality: the indirect path is surely above 0 (z > 1.96)."""
    a = _lagged(tables, "on_time", "engagement_before", "satisfaction_before")
    b = _lagged(tables, "satisfaction", "on_time", "engagement_before", "satisfaction_before")
    first, second = a.b["engagement_before"], b.b["on_time"]
    indirect = first * second
    se = np.hypot(first * b.se["on_time"], second * a.se["engagement_before"])
    found = {"punctuality_a": first, "punctuality_b": second, "punctuality_indirect": indirect}
    return indirect / se > Z, found


LESSONS = {
    "06.1": best_at_the_ceiling,
    "06.3": four_factors,
    "06.4 climate": perks_lift_climate,
    "06.4 engagement": perks_leave_engagement,
    "06.5": what_goes_with_engagement,
    "06.6": agreement_without_a_branch,
    "06.7": silent_branches,
    "07.4": honest_interval,
    "07.5": between_and_within,
    "07.6": engagement_leads,
    "07.6 reverse": reverse_not_seen,
    "07.8": by_punctuality,
    "07.9": customers_follow_engagement,
    "07.9 climate": customers_ignore_climate,
}
