"""Lessons of notebooks 01 and 02: the log of contacts, and who is heard."""

from __future__ import annotations

import numpy as np
import pandas as pd
from analysis import Z, holm, promoter_points, regression, wilson
from scipy.stats import binom

import cxlib as cx


def code_kept_as_score(tables, truth):
    """00.5 · the code for no answer, read as a score, lifts the score by more than a point."""
    rows = tables["relationship"].assign(wrong=tables["relationship"]["recommend_as_coded"].clip(upper=10))
    right, wrong = (
        cx.net_promoter_score(rows, rating=name).table["estimate"].iloc[0] for name in ("recommend", "wrong")
    )
    blank = float((rows["recommend_as_coded"] == 11).mean())
    return wrong - right > 1, {"code_as_score": wrong - right, "blank": blank}


def log_against_register(tables, truth):
    """01.2 · the log has exactly two touchpoints that the register lacks."""
    missing = set(tables["contacts"]["touchpoint"]) - set(tables["touchpoints"]["touchpoint"])
    return missing == {"T15", "T16"}, {"touchpoints_missing": len(missing)}


def variables_against_targets(tables, truth):
    """01.3 · 40 variables: 11 surely miss their target, 9 stay open."""
    rows = tables["touchpoint_variables"]
    low, high = wilson(rows["n_met"], rows["n_observed"])
    misses, open_ = int((high < rows["target"]).sum()), int(((low <= rows["target"]) & (high >= rows["target"])).sum())
    return (misses, open_) == (11, 9), {"variables_missing_target": misses}


def worst_hand_over(tables, truth):
    """01.5 · of the hand-overs seen 60 times, Logistics to Billing breaks most often."""
    handed = tables["contacts"].dropna(subset="handed_over_from")
    pairs = handed.groupby(["handed_over_from", "department"])["broken"].agg(["size", "mean"])
    worst = pairs[pairs["size"] >= 60]["mean"].sort_values()
    return worst.index[-1] == ("Logistics", "Billing"), {"worst_hand_over": worst.iloc[-1]}


def all_green_journey_red(tables, truth):
    """01.6 · every touchpoint is unbroken in at least .84, journeys of six contacts in .44 to .62."""
    log = tables["contacts"]
    journeys = log.dropna(subset="journey").groupby("journey")["broken"].agg(["size", "sum"])
    six = float((journeys.loc[journeys["size"] == 6, "sum"] == 0).mean())
    green = 1 - log[log["touchpoint"] <= "T14"].groupby("touchpoint")["broken"].mean()
    return 0.44 <= six <= 0.62 and green.min() >= 0.84, {"six_contacts_unbroken": six}


def break_costs(tables):
    """Points of impression that a broken contact at each touchpoint costs, and their standard errors."""
    parts = []
    for wave, answers in tables["relationship"].groupby("wave"):
        log = tables["contacts"][tables["contacts"]["month"].between(12 * wave + 1, 12 * wave + 12)]
        broken = log[log["broken"] == 1].groupby(["customer", "touchpoint"]).size().unstack().notna()
        number = answers["customer"].map(log["customer"].value_counts()).fillna(0)
        about = broken.reindex(answers["customer"], fill_value=False).set_axis(answers.index).astype(float)
        parts.append(about.assign(contacts=number, second=float(wave == 2)))
    design = pd.concat(parts).drop(columns=["T15", "T16"]).fillna(0)
    answers = tables["relationship"].loc[design.index]
    design = design.join(pd.get_dummies(answers[["tenure", "contact_channel"]], drop_first=True).astype(float))
    found = regression(answers["impression"], design)
    cost = -found.b.filter(like="T")
    return cost, found.se[cost.index]


def moments_of_truth(tables, truth):
    """01.7 · a broken contact costs surely more than .3 points of impression at exactly T06, T09, T13, T14."""
    cost, se = break_costs(tables)
    sure = set(cost.index[cost - Z * se > 0.3])
    named = {f"moment_{name}": cost[name] for name in ("T14", "T13", "T09", "T06")}
    return sure == {"T06", "T09", "T13", "T14"}, named


def lowest_and_last(tables, truth):
    """01.8 · the lowest and the last contact say more of a journey than the mean; a story told again costs."""
    log = tables["contacts"].dropna(subset="journey").sort_values(["journey", "seq"])
    own = log.groupby("journey")
    pulses = own["pulse"].agg(["mean", "min", "last"]).join(own["told_again"].sum())
    sat = tables["journeys"].set_index("journey")["journey_sat"]
    ends, mean = regression(sat, pulses[["min", "last"]]), regression(sat, pulses[["mean"]])
    all_three = regression(sat, pulses[["mean", "min", "last"]])
    told = regression(sat, pulses)
    shows = ends.r2 > mean.r2 and all_three.t("min") > 2 and all_three.t("last") > 2
    return shows, {"journey_told_again": told.b["told_again"]}


def slight_defects(tables, truth):
    """01.9 · defects that each cost under a fifth of the worst cost more than the worst when taken together."""
    log = tables["contacts"][tables["contacts"]["touchpoint"] <= "T14"]
    defects = pd.DataFrame(
        {
            "partly": log["outcome"] == "partly",
            "failed": log["outcome"] == "failed",
            "told": log["told_again"] == 1,
            "long": log["wait_minutes"] > 30,
        }
    ).astype(float)
    defects = defects.set_axis(log["contact"])
    answers = tables["transactional"].set_index("contact")
    loss = {}
    for touchpoint, own in defects.groupby(log["touchpoint"].to_numpy()):
        seen = own.reindex(answers.index[answers["touchpoint"] == touchpoint])
        fit = regression(answers.loc[seen.index, "satisfaction"], seen.loc[:, seen.sum() >= 5])
        loss |= {(touchpoint, name): -own[name].mean() * len(own) * fit.b[name] for name in fit.b.index[1:]}
    loss = pd.Series(loss) / len(log)
    slight = loss[loss < 0.2 * loss.max()]
    return slight.sum() > loss.max(), {"slight_defects_over_worst": slight.sum() / loss.max()}


def offers_by_lot(tables, truth):
    """01.10 · an offer in the order call costs, above all in a hurry; in the mail it gains."""
    rows = tables["transactional"].merge(tables["contacts"][["contact", "pitch"]], on="contact")
    call, mail = rows[rows["touchpoint"] == "T03"], rows[rows["touchpoint"] == "T10"]
    plain = regression(call["satisfaction"], call[["pitch"]])
    short = (call["time_available"] <= 2).astype(float)
    both = regression(call["satisfaction"], call[["pitch"]].assign(short=short, both=short * call["pitch"]))
    gain = regression(mail["satisfaction"], mail[["pitch"]])
    shows = plain.t("pitch") < -2.5 and both.t("both") < -Z and gain.t("pitch") > Z
    return shows, {"pitch_in_call": plain.b["pitch"], "pitch_in_mail": gain.b["pitch"]}


def break_off(tables, truth):
    """02.2 · few stop before item 8, a fifth stops before the end."""
    done = tables["relationship"]["items_done"]
    return (done < 8).mean() < 0.04 and 0.15 < (done < 15).mean() < 0.27, {"break_off": (done < 15).mean()}


def former_customers(tables, truth):
    """02.4 · former customers' score is lower by more than two standard errors."""
    rows = tables["relationship"].rename(columns={"status": "standing"})
    found = cx.nps_difference(rows, rating="recommend", between="standing", reference="current").table
    row = found.set_index("standing").loc["former"]
    return row["estimate"] < -2 * row["std_error"], {"former_customers": row["estimate"]}


def _wave_two(tables):
    second = tables["relationship"][tables["relationship"]["wave"] == 2]
    plain = cx.net_promoter_score(second, rating="recommend").table.iloc[0]
    weighted = cx.net_promoter_score(second, rating="recommend", weights="weight").table.iloc[0]
    asked = tables["relationship_sample"][tables["relationship_sample"]["wave"] == 2]
    silent = promoter_points(asked["phoned_recommend"])
    share = asked["responded"].mean()
    phone = share * plain["estimate"] + (1 - share) * silent.mean()
    weights = second.loc[second["recommend"].notna(), "weight"]
    effect = len(weights) * (weights**2).sum() / weights.sum() ** 2
    return plain["estimate"], weighted["estimate"], float(phone), float(effect)


def wrong_sign(tables, truth):
    """02.7 · respondents above +3, with the phoned silent ones below 0, the weighted score 5 points from the first."""
    plain, weighted, phone, effect = _wave_two(tables)
    found = {"nps_wave_2": plain, "nps_wave_2_weighted": weighted, "nps_wave_2_phone": phone, "design_effect": effect}
    return plain > 3 and phone < 0 and phone < weighted < plain - 5, found


def phone_and_reminder(tables, truth):
    """02.8 · the phone sample comes nearer to the population than weights; before the reminder scores are higher."""
    _, weighted, phone, _ = _wave_two(tables)
    sample = tables["relationship_sample"].dropna(subset="after_reminder")
    joined = tables["relationship"].merge(sample[["wave", "customer", "after_reminder"]], on=["wave", "customer"])
    points = promoter_points(joined["recommend"]).groupby(joined["after_reminder"]).mean()
    gap = points[0] - points[1]
    population = truth["nps_wave_2"]["population"]
    return gap > 0 and abs(phone - population) < abs(weighted - population), {"before_the_reminder": gap}


def scores_sink(tables, truth):
    """02.9 · scores sink with the days between contact and answer (t < −4)."""
    rows = tables["transactional"]
    design = pd.get_dummies(rows["touchpoint"], drop_first=True).astype(float)
    days, phone = (rows["lag_hours"] / 24).clip(upper=21), (rows["mode"] == "phone").astype(float)
    found = regression(rows["satisfaction"], design.assign(days=days, phone=phone))
    return found.t("days") < -4, {"score_a_day": found.b["days"], "score_by_phone": found.b["phone"]}


def begging_branches(tables, truth):
    """02.10 · of 8 and 9 together, nines are too many at exactly the three branches that beg (Holm)."""
    rows = tables["transactional"]
    near = rows[rows["satisfaction"].isin([8, 9]) & rows["branch"].notna()]
    nines = (near["satisfaction"] == 9).groupby(near["branch"]).agg(["sum", "size"])
    usual = nines["sum"].sum() / nines["size"].sum()
    p_value = pd.Series(binom.sf(nines["sum"] - 1, nines["size"], usual), nines.index)
    named = sorted(holm(p_value))
    return named == truth["begging_branches"]["branches"], {"begging_branches": len(named)}


AGREEMENT_ITEMS = ("r4_fit", "r5_agreed", "r6_easy", "r7_person", "r8_understood", "r9_moment", "return_int")


def answering_style(tables, truth):
    """02.11 · one language answers more extremely, by more than .05."""
    survey = tables["relationship"]
    names = [name for name in survey if name in AGREEMENT_ITEMS or name.startswith("tr_")]
    items = survey[names]
    extreme = items.isin([1, 5]).sum(axis=1) / items.notna().sum(axis=1)
    by_language = extreme.groupby(survey["language"]).mean()[["es", "ca", "ro"]].sort_values()
    others = survey["language"].isin(by_language.index[:2])
    gap = float(by_language.iloc[-1] - extreme[others].mean())
    return bool(np.diff(by_language)[-1] > 0.05), {"answering_style": gap}


LESSONS = {
    "00.5": code_kept_as_score,
    "01.2": log_against_register,
    "01.3": variables_against_targets,
    "01.5": worst_hand_over,
    "01.6": all_green_journey_red,
    "01.7": moments_of_truth,
    "01.8": lowest_and_last,
    "01.9": slight_defects,
    "01.10": offers_by_lot,
    "02.2": break_off,
    "02.4": former_customers,
    "02.7": wrong_sign,
    "02.8": phone_and_reminder,
    "02.9": scores_sink,
    "02.10": begging_branches,
    "02.11": answering_style,
}
