"""Lessons of notebooks 06 and 07: employees, and what passes from them to customers."""

from __future__ import annotations

import numpy as np
from analysis import Z, regression, within
from scipy.stats import t as student

import cxlib as cx

ENGAGEMENT = [f"eng_{facet}{q}" for facet in ("commit", "belong", "enthus", "best") for q in (1, 2, 3)]
CLIMATE = [f"cli{q}" for q in (1, 2, 3, 4)]
PACE = [f"pace{q}" for q in (1, 2, 3)]
EXPERIENCE = ["mastery", "autonomy", "purpose", "transparency"]
SCALES = {"engagement": ENGAGEMENT, "climate": CLIMATE, "pace": PACE}
SCALES |= {name: [f"ex_{name}{q}" for q in (1, 2, 3)] for name in EXPERIENCE}


def _scores(tables):
    """One row per employee's answer: scores of each scale."""
    return cx.scale_scores(tables["employees"], scales=SCALES)[["branch", "wave", *SCALES]]


def _customers(tables):
    """Satisfaction after contacts at a branch, means of touchpoint and month taken out, with the half-year."""
    rows = tables["transactional"].dropna(subset=["branch", "satisfaction"])
    adjusted = within(rows["satisfaction"], rows["touchpoint"] + rows["month"].astype(str))
    return rows[["branch"]].assign(half=(rows["month"] + 5) // 6, satisfaction=adjusted)


def _sides(tables):
    """Customers and employees of each branch and half-year, named alike, as the linkage functions take them."""
    staff = _scores(tables).merge(tables["branches"][["branch", "region"]], on="branch")
    customers = _customers(tables).rename(columns={"half": "wave"})
    names = {"employees": staff, "unit": "branch", "outcome": "satisfaction", "engagement": "engagement"}
    return customers, names


def best_at_the_ceiling(tables, truth):
    """06.1 and 06.2 · giving one's best lies far above enthusiasm, and yet alpha of all twelve items is high."""
    rows = tables["employees"].query("wave == 6")
    best, passion = (rows[[f"eng_{name}{q}" for q in (1, 2, 3)]].mean(axis=None) for name in ("best", "enthus"))
    whole = cx.scale_reliability(rows, items=ENGAGEMENT).table["estimate"].iloc[0]
    return best - passion > 0.5 and whole > 0.8, {"engagement_alpha": whole}


def four_factors(tables, truth):
    """06.3 · four factors in spite of a high alpha: eigenvalues against random data."""
    found = cx.scale_dimensions(tables["employees"], items=ENGAGEMENT, rng=2027)
    return found.n_factors == 4, {"fourth_eigenvalue": found.table["estimate"].iloc[3]}


def _by_branch(tables):
    return _scores(tables).groupby("branch").mean(numeric_only=True).join(tables["branches"].set_index("branch"))


def perks_lift_climate(tables, truth):
    """06.4 · perks given by lot lift climate (t > 2)."""
    rows = _by_branch(tables)
    found = regression(rows["climate"], rows[["perks"]])
    scales = {name: SCALES[name] for name in ("engagement", "climate")}
    apart = cx.scale_separation(tables["employees"], scales=scales).table["estimate"].iloc[0]
    return found.t("perks") > 2, {"perks_climate": found.b["perks"], "engagement_or_climate": apart}


def perks_leave_engagement(tables, truth):
    """06.4 · perks do not lift engagement (|t| < 1.96)."""
    rows = _by_branch(tables)
    found = regression(rows["engagement"], rows[["perks"]])
    return abs(found.t("perks")) < Z, {"perks_engagement": found.b["perks"]}


def _given(tables, first, second):
    """Slope of customers on one scale, the other given, over branches, and its t."""
    customers, names = _sides(tables)
    row = cx.engagement_linkage(customers, **names | {"engagement": first}, controls=second).table.iloc[0]
    return row["estimate"], row["estimate"] / row["std_error"]


def customers_follow_engagement(tables, truth):
    """07.9 · branch means of customers go with engagement, climate given (t > 2.5)."""
    slope, t = _given(tables, "engagement", "climate")
    return t > 2.5, {"customers_on_engagement": slope}


def customers_ignore_climate(tables, truth):
    """07.9 · ... and not with climate, engagement given (|t| < 1.96)."""
    slope, t = _given(tables, "climate", "engagement")
    return abs(t) < Z, {"customers_on_climate": slope}


def what_goes_with_engagement(tables, truth):
    """06.5 · within branches autonomy and transparency weigh most."""
    model = {"outcome": "engagement", "drivers": EXPERIENCE, "within": "branch"}
    rows = _scores(tables).dropna()
    shares, slopes = (
        found(rows, **model).table.set_index("driver") for found in (cx.driver_importance, cx.driver_slopes)
    )
    found = {f"engagement_{name}": slopes.loc[name, "slope"] for name in EXPERIENCE}
    return set(shares.index[shares["rank"] <= 2]) == {"autonomy", "transparency"}, found


def agreement_without_a_branch(tables, truth):
    """06.6 · both scales agree by rwg; only engagement belongs to the branch by ICC(1)."""
    now = tables["employees"].query("wave == 6")
    own, pace = (
        cx.unit_agreement(now, items=SCALES[name], unit="branch", scale=(1, 5)).table.iloc[0]
        for name in ("engagement", "pace")
    )
    found = {
        "icc_engagement": own["icc1_k0"],
        "icc2_engagement": own["icc2"],
        "icc_pace": pace["icc1_k0"],
        "rwg_engagement": own["rwg_j_uniform"],
        "rwg_pace": pace["rwg_j_uniform"],
    }
    agree = min(own["rwg_j_uniform"], pace["rwg_j_uniform"]) > 0.7
    return agree and own["icc1_k0"] > 0.1 and abs(pace["icc1_k0"]) < 0.04, found


def silent_branches(tables, truth):
    """06.7 · branches low in engagement answer less (r > .2)."""
    rows = _by_branch(tables)
    answered = tables["employees"].groupby("branch").size() / (6 * rows["headcount"])
    r = float(np.corrcoef(answered, rows["engagement"])[0, 1])
    return r > 0.2, {"silent_branches": r}


def _laid_open(tables):
    """Branches of the last wave whose answers can be told: by the threshold alone, and with people in blocks."""
    staff = tables["employees"].query("wave == 6").dropna(subset=["eng_enthus1"])
    staff = staff.merge(tables["branches"][["branch", "region"]], on="branch")
    told = cx.in_blocks(staff, by=["region", "branch"], answers=["eng_enthus1"], scale=(1, 5))
    cells = staff[["branch", "region"]].drop_duplicates(ignore_index=True)
    names = told["branch"].unique()
    cells["block"] = [next(name for name in names if branch in name) for branch in cells["branch"]]
    found = []
    for rows, column in ((staff, "branch"), (told, "block")):
        tables_of = [cx.mean_rating(rows, rating="eng_enthus1", by=by).table for by in (None, "region", "branch")]
        shown = [table[table["n"] >= 10].rename(columns={"branch": column}) for table in tables_of]
        attack = cx.reconstruct_cells(shown, cells=cells, by="branch", scale=(1, 5)).table
        found.append(int((attack["learned"] == "answers").sum()))
    return found


def subtraction_lays_open(tables, truth):
    """06.8 · subtracting allowed reports lays small branches open; with people in blocks none."""
    before, after = _laid_open(tables)
    return before > 0 and after == 0, {"laid_open_by_subtraction": before}


def protection_costs_branches(tables, truth):
    """06.9 · all branches reach 5 answers in a wave, most 10, about half 15."""
    sizes = tables["employees"].query("wave == 6").groupby("branch").size()
    shown = [int((sizes >= smallest).sum()) for smallest in (5, 10, 15)]
    found = {f"branches_shown_at_{smallest}": count for smallest, count in zip((5, 10, 15), shown, strict=True)}
    return shown[0] >= 118 and shown[0] > shown[1] > shown[2] and 40 <= shown[2] <= 80, found


def honest_interval(tables, truth):
    """07.4 · the interval that knows of 12 regions is wider than the plain one."""
    customers, names = _sides(tables)
    row = cx.engagement_linkage(customers, cluster="region", **names).table.iloc[0]
    rows = _by_branch(tables).assign(satisfaction=customers.groupby("branch")["satisfaction"].mean())
    plain = regression(rows["satisfaction"], rows[["engagement"]]).se["engagement"] * student.ppf(0.975, len(rows) - 2)
    ratio = (row["conf_high"] - row["conf_low"]) / 2 / plain
    return ratio > 1, {"honest_width": ratio, "honest_df": row["df"]}


def between_and_within(tables, truth):
    """07.5 · between branches (t > 3) above pooled above within the same half-year (about 0)."""
    customers, names = _sides(tables)
    table = cx.engagement_linkage(customers, wave="wave", **names).table.set_index("effect")
    b = {f"linkage_{effect}": slope for effect, slope in table["estimate"].items()}
    order = b["linkage_between"] > b["linkage_pooled"] > b["linkage_within"]
    t = table.at["between", "estimate"] / table.at["between", "std_error"]
    return t > 3 and order and abs(b["linkage_within"]) < 0.25, b


def _lags(tables):
    customers, names = _sides(tables)
    found = cx.linkage_lags(customers, wave="wave", n_resamples=200, rng=2027, **names)
    return found.table.set_index("direction")


def engagement_leads(tables, truth):
    """07.6 · engagement goes before satisfaction within branches (t > 1.96)."""
    row = _lags(tables).loc["engagement first"]
    return row["estimate"] / row["std_error"] > Z, {"linkage_lagged": row["estimate"]}


def reverse_not_seen(tables, truth):
    """07.6 · the planted reverse path is not seen in six waves (t < 1.96)."""
    row = _lags(tables).loc["outcome first"]
    return row["estimate"] / row["std_error"] < Z, {"linkage_reverse": row["estimate"]}


def by_punctuality(tables, truth):
    """07.8 · part of it goes by punctuality: the indirect path is surely above 0 (z > 1.96)."""
    customers, names = _sides(tables)
    records = tables["branch_halves"].rename(columns={"half": "wave"})
    way = cx.linkage_mediation(
        customers, records=records, mediator="on_time_share", wave="wave", lag=1, n_resamples=200, rng=2027, **names
    ).table.set_index("path")
    sobel = way.loc["indirect (Sobel)"]
    found = {f"punctuality_{path}": way.at[path, "estimate"] for path in ("a", "b", "indirect")}
    return sobel["estimate"] / sobel["std_error"] > Z, found


LESSONS = {
    "06.1": best_at_the_ceiling,
    "06.3": four_factors,
    "06.4 climate": perks_lift_climate,
    "06.4 engagement": perks_leave_engagement,
    "06.5": what_goes_with_engagement,
    "06.6": agreement_without_a_branch,
    "06.7": silent_branches,
    "06.8": subtraction_lays_open,
    "06.9": protection_costs_branches,
    "07.4": honest_interval,
    "07.5": between_and_within,
    "07.6": engagement_leads,
    "07.6 reverse": reverse_not_seen,
    "07.8": by_punctuality,
    "07.9": customers_follow_engagement,
    "07.9 climate": customers_ignore_climate,
}
