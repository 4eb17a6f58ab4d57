"""Lessons of notebooks 03 to 05: the score, what drives satisfaction, emotions and trust."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from analysis import Z, regression

import cxlib as cx

SIX = ["d_speed", "d_competence", "d_ease", "d_promise", "d_tidy", "d_price"]


def score_falls(tables, truth):
    """03.5 · the fall between the waves cannot be chance."""
    table = cx.nps_change(tables["relationship"], rating="recommend", wave="wave", segment="contact_channel").table
    row = table[table["component"].eq("change") & table["status"].eq("total")].iloc[0]
    first = cx.net_promoter_score(tables["relationship"], rating="recommend", by="wave").table.iloc[0]
    return row["conf_high"] < 0, {"nps_change": row["estimate"], "nps_wave_1": first["estimate"]}


def six_branches(tables, truth):
    """03.6 · 120 branches: at least 8 raw flags; Holm names at least 5 of the 6 true ones and 1 other at most."""
    table = cx.nps_difference(tables["relationship"], rating="recommend", between="branch", reference="rest").table
    named = set(table.loc[table["p_adjusted"] < 0.05, "branch"])
    true = {*truth["branches"]["up"], *truth["branches"]["down"]}
    raw = int((table["p_value"] < 0.05).sum())
    return raw >= 8 and len(named & true) >= 5 and len(named - true) <= 1, {"branches": len(named), "raw_flags": raw}


def eleven_answers_against_three(tables, truth):
    """03.9 · the answer 0 to 10 foretells the return at least as well as the three classes (AUC)."""
    rows = tables["relationship"].dropna(subset=["returned12", "recommend"])
    came = rows["returned12"] == 1
    classes = np.select([rows["recommend"] >= 9, rows["recommend"] <= 6], [1, -1], 0)

    def auc(score):
        rank = pd.Series(score).rank().to_numpy()
        return (rank[came].mean() - (came.sum() + 1) / 2) / (~came).sum()

    b, x = np.zeros(2), np.column_stack([np.ones(len(rows)), rows["recommend"] - 7])
    for _ in range(10):  # Newton's steps of a logit
        p = 1 / (1 + np.exp(-x @ b))
        b += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]), x.T @ (came.to_numpy() - p))
    return auc(rows["recommend"]) >= auc(classes), {"return_slope": b[1]}


def who_writes(tables, truth):
    """03.10 · those who write a comment score lower by more than half a point."""
    rows = tables["transactional"]
    writes = rows["answer"].isin(tables["comments"]["answer"])
    means = rows.groupby(writes)["satisfaction"].mean()
    return means[True] - means[False] < -0.5, {"writers": means[True] - means[False]}


def below_target(tables, truth):
    """04.1 · five touchpoints are surely below their target: T05, T08, T12, T13, T14."""
    found = cx.mean_rating(tables["transactional"], rating="satisfaction", by="touchpoint").table
    target = found["touchpoint"].map(tables["touchpoints"].set_index("touchpoint")["target"])
    sure = list(found.loc[found["conf_high"] < target, "touchpoint"])
    return sure == ["T05", "T08", "T12", "T13", "T14"], {"touchpoints_below_target": len(sure)}


COMMON = {"outcome": "satisfaction", "drivers": SIX, "within": "touchpoint"}


def speed_first(tables, truth):
    """04.3 · of six aspects speed is first by its share of R² and by its slope."""
    importance, slopes = (found(tables["driver_study"], **COMMON) for found in (cx.driver_importance, cx.driver_slopes))
    shares, slopes = (result.table.set_index("driver")["estimate"] for result in (importance, slopes))
    found = {f"slope_{name[2:]}": slopes[name] for name in SIX} | {f"lmg_{name[2:]}": shares[name] for name in SIX}
    shows = shares.idxmax() == "d_speed" and slopes.idxmax() == "d_speed"
    return shows, found | {"drivers_r2": importance.r_squared}


def decoy(tables, truth):
    """04.5 · tidy premises: third or better by correlation, fourth or better by share."""
    table = cx.driver_importance(tables["driver_study"], **COMMON).table.set_index("driver")
    r = table["r"].rank(ascending=False)
    return r["d_tidy"] <= 3 and table.loc["d_tidy", "rank"] <= 4, {}


def _slope(rows, predictor, within=None):
    """The slope of one predictor of satisfaction, and its t value."""
    found = cx.driver_slopes(rows, outcome="satisfaction", drivers=[predictor], within=within).table.iloc[0]
    return found["slope"], found["slope"] / found["slope_se"]


def unasked_measures(tables, truth):
    """04.6 · what the log measured without asking keeps its effect: minutes (t < −3), delivered on time (t > 2)."""
    log = tables["contacts"][["contact", "wait_minutes", "on_time"]]
    answers = tables["transactional"][["answer", "contact"]].merge(log, on="contact")
    rows = tables["driver_study"].merge(answers, on="answer")
    waited, t_waited = _slope(rows.assign(minutes=np.log(rows["wait_minutes"])), "minutes", "touchpoint")
    punctual, t_punctual = _slope(rows[rows["touchpoint"] == "T06"], "on_time")
    return t_waited < -3 and t_punctual > 2, {"log_minutes": waited, "delivered_on_time": punctual}


def first_driver(tables, truth):
    """04.7 · first drivers: delivery on_time, repair first_time, invoice clear."""
    own = {
        "T06": ["d_on_time", "d_kind"],
        "T13": ["d_first_time", "d_explained", "d_kind"],
        "T09": ["d_clear", "d_correct"],
    }
    first = {}
    for touchpoint, items in own.items():
        rows = tables["driver_study"].query("touchpoint == @touchpoint")
        table = cx.driver_importance(rows, outcome="satisfaction", drivers=[*SIX, *items]).table
        first[touchpoint] = table.loc[table["rank"].idxmin(), "driver"]
    return first == {"T06": "d_on_time", "T13": "d_first_time", "T09": "d_clear"}, {}


def stated_importance(tables, truth):
    """04.8 · asked, people name the price first."""
    shares = tables["driver_study"]["stated_first"].value_counts(normalize=True)
    return shares.index[0] == "price", {"stated_price": shares["price"]}


def penalty_reward(tables, truth):
    """04.9 · a wrong invoice costs and a right one gives nothing; kindness the other way round."""
    study = tables["driver_study"]

    def sides(item, rows, within=None):
        others = [name for name in SIX if name != item]
        model = {"outcome": "satisfaction", "drivers": [item], "always": others, "within": within}
        return cx.penalty_reward(rows, low=2, high=5, **model).table.loc[0, ["penalty", "reward"]]

    correct = sides("d_correct", study[study["touchpoint"] == "T09"])
    kind, speed = (sides(name, study, "touchpoint") for name in ("d_kind", "d_speed"))
    shows = correct.iloc[0] < -0.8 and abs(correct.iloc[1]) < 0.5 and kind.iloc[1] > 2 * abs(kind.iloc[0])
    named = {"correct": correct, "kind": kind, "speed": speed}
    ends = {"low": "penalty", "high": "reward"}
    return shows, {f"{name}_{end}": found[side] for name, found in named.items() for end, side in ends.items()}


def use_or_mail(tables, truth):
    """04.11 · the image rises with use (t > 2), and more than with the after-sale mail."""
    survey = tables["relationship"].assign(image=tables["relationship"][["fit1", "fit2", "fit3"]].mean(axis=1))
    image = survey.pivot(index="customer", columns="wave", values="image").dropna()
    log = tables["contacts"].query("month >= 25")
    met = {name: log.loc[log["touchpoint"].isin(places), "customer"] for name, places in
           {"use": ["T02", "T06", "T07", "T13"], "mail": ["T10"]}.items()}  # fmt: skip
    rows = pd.DataFrame({name: image.index.isin(who).astype(int) for name, who in met.items()})
    rows["change"] = (image[2] - image[1]).to_numpy()
    found = cx.driver_slopes(rows, outcome="change", drivers=["use", "mail"]).table.set_index("driver")
    use, mail = found["slope"]
    return found.loc["use", "slope_low"] > 0 and use > mail, {"image_use": use, "image_mail": mail}


def product_failure(tables, truth):
    """05.1 · personal treatment gives back 25 to 75 % of what a product failure costs."""
    rows = tables["relationship"]
    rows = rows.dropna(subset=["r4_fit", "r7_person", "r8_understood"])
    fails, kindly = rows["r4_fit"] <= 2, rows["r7_person"] + rows["r8_understood"] >= 8
    found = regression(rows["impression"], pd.DataFrame({"fails": fails, "kindly": kindly, "both": fails & kindly}))
    share = -found.b["both"] / found.b["fails"]
    named = {"product_failure": found.b["fails"], "given_back": found.b["both"]}
    return found.t("both") > 2 and 0.25 < share < 0.75, named


def loud_and_quiet(tables, truth):
    """05.2 and 05.3 · anger gathers at T14 and T09, joy at T07; the wait is bad and quiet, the invoice loud."""
    rows = tables["transactional"].dropna(subset="emotion")
    shares = pd.crosstab(rows["touchpoint"], rows["emotion"], normalize="index")
    means = rows.groupby("touchpoint")[["felt", "strength"]].mean()
    anger = set(shares["anger"].nlargest(2).index) == {"T09", "T14"}
    quiet = means["strength"].idxmin() == "T05" and means.loc["T05", "felt"] < means["felt"].median()
    loud = means.loc["T09", "strength"] > means["strength"].median()
    return anger and shares["joy"].idxmax() == "T07" and quiet and loud, {}


def variance_parts(tables, truth):
    """05.4 · what was felt, by person, touchpoint, employee and branch: person .45 ± .08, steerable .22 to .37."""
    log = tables["contacts"][["contact", "customer", "employee"]]
    rows = tables["transactional"].dropna(subset=["branch", "felt"]).merge(log, on="contact")
    y = rows["felt"] - rows["felt"].mean()
    means = y.groupby(rows["touchpoint"]).transform("mean")
    total, parts = y.var(), {"touchpoint": means.var()}
    parts |= _pair_moments(y - means, rows[["customer", "employee", "branch"]])
    parts = {name: value / total for name, value in parts.items()}
    steerable = parts["touchpoint"] + parts["employee"] + parts["branch"]
    found = {f"felt_{name}": value for name, value in parts.items()}
    return abs(parts["customer"] - 0.45) < 0.08 and 0.22 < steerable < 0.37, found


def _pair_moments(y: pd.Series, factors: pd.DataFrame) -> dict[str, float]:  # until cxlib has variance parts
    """Variances of crossed parts from the products of pairs that share a level, and of all pairs."""
    keys = [*factors, "all"]
    factors = factors.assign(all=0)
    products = [(y.groupby(factors[key]).sum() ** 2).sum() - (y**2).sum() for key in keys]
    pairs = np.empty((len(keys), len(keys)))
    for a, b in [*combinations(range(len(keys)), 2), *((k, k) for k in range(len(keys)))]:
        sizes = factors.groupby([keys[a], keys[b]] if a != b else keys[a]).size()
        pairs[a, b] = pairs[b, a] = (sizes * (sizes - 1.0)).sum()
    return dict(zip(keys[:-1], np.linalg.solve(pairs, products)[:-1], strict=True))


FACETS = ("long", "transp", "intent", "limits", "goals")


def four_facets(tables, truth):
    """05.7 · transparency and told intentions are called one facet (over .90), all others stay apart (under .85)."""
    survey = tables["relationship"]
    scales = {name: [f"tr_{name}{q}" for q in (1, 2, 3)] for name in FACETS}
    separation = cx.scale_separation(survey, scales=scales)
    pairs = separation.table.set_index(["scale", "other"])["estimate"]
    called = [*cx.joined_scales(scales, separation=separation)]
    same, others = pairs["transp", "intent"], pairs.drop([("transp", "intent")]).max()
    alpha = cx.scale_reliability(survey, items=scales["transp"]).table["estimate"].iloc[0]
    named = {"trust_told_apart": same, "trust_next_pair": others, "trust_reversed": alpha}
    one = called == ["long", "transp and intent", "limits", "goals"]
    return one and same > 0.90 and others < 0.85, named


def recovery(tables, truth):
    """05.8 · a well-handled problem stays below none; a badly handled one is at least .8 lower still."""
    rows = tables["relationship"].dropna(subset="problem")
    sides = {name: rows["problem"] == f"{name} handled" for name in ("well", "badly")}
    found = regression(rows["impression"], pd.DataFrame(sides))
    named = {"problem_well_handled": found.b["well"], "problem_badly_handled": found.b["badly"]}
    return found.t("well") < -Z and found.b["badly"] < found.b["well"] - 0.8, named


def playbook_gaps(tables, truth):
    """05.10 · the commonest pair of touchpoint and negative emotion without an answer is anger at the invoice."""
    negative = tables["transactional"]["emotion"].isin(["disappointment", "worry", "anger", "hate", "get_even"])
    seen = tables["transactional"][negative].groupby(["touchpoint", "emotion"]).size()
    seen = seen[seen >= 5].sort_values(ascending=False)
    ready = pd.MultiIndex.from_frame(tables["playbook"][["touchpoint", "emotion"]])
    open_ = seen[~seen.index.isin(ready)]
    found = {"pairs_answered": 1 - len(open_) / len(seen), "cases_answered": 1 - open_.sum() / seen.sum()}
    return open_.index[0] == ("T09", "anger"), found


def effort_by_touchpoint(tables, truth):
    """05.12 · effort is surely highest at the claim and surely lowest at the after-sale mail."""
    table = cx.mean_rating(tables["transactional"], rating="effort", by="touchpoint").table.set_index("touchpoint")
    others = table.drop(["T14", "T10"])
    high, low = table.loc["T14"], table.loc["T10"]
    shows = high["conf_low"] > others["conf_high"].max() and low["conf_high"] < others["conf_low"].min()
    return shows, {"effort_claim_and_mail": high["estimate"] - low["estimate"]}


def handling_shows(tables, truth):
    """05.13 · how a problem was handled shows in r7 and r8: well is surely above none, badly surely below."""
    rows = tables["relationship"].dropna(subset=["problem", "r7_person", "r8_understood"])
    sides = pd.DataFrame({name: rows["problem"] == f"{name} handled" for name in ("well", "badly")})
    found = regression(rows[["r7_person", "r8_understood"]].mean(axis=1), sides)
    named = {"treated_well": found.b["well"], "treated_badly": found.b["badly"]}
    return found.t("well") > Z and found.t("badly") < -Z, named


def memorable(tables, truth):
    """05.14 · what stirs is remembered: memorability surely rises with arousal."""
    rows = tables["relationship"].dropna(subset=["r9_moment", "arousal"])
    found = regression(rows["r9_moment"], rows[["arousal"]])
    return found.t("arousal") > Z, {"remembered": found.b["arousal"]}


def lists_are_no_coder(tables, truth):
    """05.9 · a coder by word lists is better than chance and not good enough: kappa surely above .2 and below .6."""
    coded = cx.code_comments(tables["comments"], text="comment", language="language")["theme"]
    rows = tables["comments"].assign(by_list=coded)
    row = cx.coder_agreement(rows, coders=["hand_theme", "by_list"]).table.iloc[0]
    return row["conf_low"] > 0.2 and row["conf_high"] < 0.6, {"kappa_of_lists": row["estimate"]}


LESSONS = {
    "03.5": score_falls,
    "03.6": six_branches,
    "03.9": eleven_answers_against_three,
    "03.10": who_writes,
    "04.1": below_target,
    "04.3": speed_first,
    "04.5": decoy,
    "04.6": unasked_measures,
    "04.7": first_driver,
    "04.8": stated_importance,
    "04.9": penalty_reward,
    "04.11": use_or_mail,
    "05.1": product_failure,
    "05.2": loud_and_quiet,
    "05.4": variance_parts,
    "05.7": four_facets,
    "05.8": recovery,
    "05.9": lists_are_no_coder,
    "05.10": playbook_gaps,
    "05.12": effort_by_touchpoint,
    "05.13": handling_shows,
    "05.14": memorable,
}
