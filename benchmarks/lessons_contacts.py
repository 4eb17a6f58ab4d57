"""Lessons of notebooks 01 and 02: the log of contacts, and who is heard."""

from __future__ import annotations

import numpy as np
import pandas as pd
from analysis import Z, regression

import cxlib as cx
from cxlib.listening import population_margins


def code_kept_as_score(tables, truth):
    """00.5 · the code for no answer, read as a score, lifts the score by more than a point."""
    rows = tables["relationship"].assign(wrong=tables["relationship"]["recommend_as_coded"].clip(upper=10))
    right, wrong = (
        cx.net_promoter_score(rows, rating=name).table["estimate"].iloc[0] for name in ("recommend", "wrong")
    )
    blank = float((rows["recommend_as_coded"] == 11).mean())
    return wrong - right > 1, {"code_as_score": wrong - right, "blank": blank}


def log_against_register(tables, truth):
    """01.2 · the log has exactly two touchpoints that the register lacks, and nobody owns two others."""
    found = cx.map_coverage(tables["touchpoints"], log=tables["contacts"]).table.set_index("touchpoint")
    missing, unowned = found.index[~found["in_register"]], found.index[found["gap"].str.contains("nobody owns it")]
    shows = set(missing) == {"T15", "T16"} and set(unowned) == {"T05", "T08"}
    return shows, {"touchpoints_missing": len(missing)}


def variables_against_targets(tables, truth):
    """01.3 · 40 variables: 11 surely miss their target, 9 stay open."""
    stands = cx.touchpoint_variables(tables["touchpoint_variables"]).table["stands"].value_counts()
    misses = int(stands["surely misses"])
    return (misses, stands["open"]) == (11, 9), {"variables_missing_target": misses}


def worst_hand_over(tables, truth):
    """01.5 · of the hand-overs seen 60 times, Logistics to Billing breaks most often."""
    call = {"customer": "journey", "department": "department", "time": "date", "broken": "broken"}
    pairs = cx.handoffs(tables["contacts"], **call).table.query("n >= 60")
    worst = pairs.loc[pairs["estimate"].idxmax()]
    named = (worst["from_department"], worst["to_department"]) == ("Logistics", "Billing")
    return named, {"worst_hand_over": worst["estimate"]}


def all_green_journey_red(tables, truth):
    """01.6 · every touchpoint is unbroken in at least .84, journeys of six contacts in .44 to .62."""
    log, call = tables["contacts"], {"touchpoint": "touchpoint", "broken": "broken"}
    lengths = cx.unbroken_by_length(log, customer="journey", **call).table.set_index("contacts")
    green = cx.unbroken_by_length(log[log["touchpoint"] <= "T14"], customer="customer", **call).touchpoints["estimate"]
    six = lengths["estimate"][6]
    return 0.44 <= six <= 0.62 and green.min() >= 0.84, {"six_contacts_unbroken": six}


def contacts_before_answers(tables):
    """Each answer to the relationship survey beside the contacts of its twelve months, one row per contact."""
    log, parts = tables["contacts"], []
    for wave, answers in tables["relationship"].groupby("wave"):
        year = log[log["month"].between(12 * wave + 1, 12 * wave + 12)]
        number = answers["customer"].map(year["customer"].value_counts()).fillna(0)
        told = answers[["response", "customer", "impression", "tenure", "contact_channel"]]
        told = told.assign(contacts=number, second=float(wave == 2))
        parts.append(told.merge(year[["customer", "touchpoint", "broken"]], on="customer", how="left"))
    return pd.concat(parts, ignore_index=True)


def break_costs(tables):
    """`moments_of_truth` of the contacts in the twelve months before an answer, by touchpoint."""
    found = cx.moments_of_truth(
        contacts_before_answers(tables), touchpoint="touchpoint", bad="broken", outcome="impression",
        controls=["contacts", "second", "tenure", "contact_channel"], respondent="response", min_impact=0.3,
    )  # fmt: skip
    return found.table.set_index("touchpoint")


def moments_of_truth(tables, truth):
    """01.7 · a broken contact costs surely more than .3 points of impression at exactly T06, T09, T13, T14."""
    found = break_costs(tables)
    sure = set(found.index[found["moment_of_truth"].fillna(False)])
    named = {f"moment_{name}": found["estimate"][name] for name in ("T14", "T13", "T09", "T06")}
    return sure == {"T06", "T09", "T13", "T14"}, named


def lowest_and_last(tables, truth):
    """01.8 · the lowest and the last contact say surely more of a journey than the mean; a story told again costs."""
    log, journeys = tables["contacts"].dropna(subset="journey"), tables["journeys"]
    rules = cx.journey_rules(
        log, customer="journey", time="date", rating="pulse", journeys=journeys, outcome="journey_sat", rng=2027
    ).table.set_index("rule")
    own = log.sort_values(["journey", "seq"]).groupby("journey")
    pulses = own["pulse"].agg(["mean", "min", "last"]).join(own["told_again"].sum())
    told = regression(journeys.set_index("journey")["journey_sat"], pulses)
    return rules.loc["lowest_and_last", "gain_low"] > 0, {"journey_told_again": told.b["told_again"]}


def slight_defects(tables, truth):
    """01.9 · defects that each cost under a fifth of the worst cost more than the worst when taken together."""
    log = tables["contacts"][tables["contacts"]["touchpoint"] <= "T14"]
    partly, failed = ((log["outcome"] == word) * 1 for word in ("partly", "failed"))
    told, long = (log["told_again"] == 1) * 1, (log["wait_minutes"] > 30) * 1
    log = log.assign(partly=partly, failed=failed, told=told, long=long).drop(columns="outcome")
    log = log.merge(tables["transactional"][["contact", "satisfaction"]], on="contact", how="left")
    flags = ["partly", "failed", "told", "long"]
    found = cx.defect_costs(log, touchpoint="touchpoint", defects=flags, outcome="satisfaction", min_answers=5)
    worst = found.table["estimate"][0]
    return found.slight > worst, {"slight_defects_over_worst": found.slight / worst}


def offers_by_lot(tables, truth):
    """01.10 · an offer in the order call costs, above all in a hurry; in the mail it gains."""
    rows = tables["transactional"].merge(tables["contacts"][["contact", "pitch"]], on="contact")
    rows["short"] = rows["time_available"] <= 2
    every = cx.lot_effect(rows, outcome="satisfaction", lot="pitch", by="touchpoint").table.set_index("touchpoint")
    call, mail = every.loc["T03"], every.loc["T10"]
    by_time = cx.lot_effect(rows, outcome="satisfaction", lot="pitch", by=["touchpoint", "short"]).table
    hurry = by_time[by_time["touchpoint"] == "T03"].set_index("short")
    more = hurry.loc[True, "estimate"] - hurry.loc[False, "estimate"]
    surely = more < -Z * np.hypot(*hurry["std_error"])
    shows = call["estimate"] < -2.5 * call["std_error"] and surely and mail["estimate"] > Z * mail["std_error"]
    return shows, {"pitch_in_call": call["estimate"], "pitch_in_mail": mail["estimate"]}


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
    """The remedies of the second wave under one another, and the design effect of the weights."""
    second = tables["relationship"][tables["relationship"]["wave"] == 2]
    frame = tables["customers"]
    margins = population_margins(frame, by=["contact_channel", "tenure"], crossed=True)
    weights = cx.sample_weights(second, margins=margins)
    asked = tables["relationship_sample"][tables["relationship_sample"]["wave"] == 2]
    invited = asked.merge(second[["customer", "recommend"]], on="customer", how="left")
    weighted = second.assign(weight=weights.table["weight"])
    found = cx.bias_repaired(
        {
            "plain": cx.net_promoter_score(second, rating="recommend"),
            "weighted": cx.net_promoter_score(weighted, rating="recommend", weights="weight"),
            "phone": cx.double_sampling(
                invited, rating="recommend", answered="responded", follow_up="phoned_recommend"
            ),
        }
    )
    return *found.table["estimate"], weights.design_effect


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
    late = cx.nps_difference(joined, rating="recommend", between="after_reminder", reference=1).table
    gap = late["estimate"].iloc[0]
    population = truth["nps_wave_2"]["population"]
    return gap > 0 and abs(phone - population) < abs(weighted - population), {"before_the_reminder": gap}


def scores_sink(tables, truth):
    """02.9 · scores sink with the days between contact and answer (t < −4)."""
    found = cx.lag_effect(
        tables["transactional"], rating="satisfaction", lag_hours="lag_hours", within="touchpoint", mode="mode",
        longest_days=21,
    ).table.set_index("term")  # fmt: skip
    day = found.loc["a day"]
    numbers = {"score_a_day": day["estimate"], "score_by_phone": found.loc["mode phone", "estimate"]}
    return day["estimate"] < -4 * day["std_error"], numbers


def begging_branches(tables, truth):
    """02.10 · of 8 and 9 together, nines are too many at exactly the three branches that beg (Holm)."""
    found = cx.begging_test(tables["transactional"], rating="satisfaction", unit="branch").table
    named = sorted(found.loc[found["p_adjusted"] <= 0.05, "branch"])
    return named == truth["begging_branches"]["branches"], {"begging_branches": len(named)}


AGREEMENT_ITEMS = ("r4_fit", "r5_agreed", "r6_easy", "r7_person", "r8_understood", "r9_moment", "return_int")


def answering_style(tables, truth):
    """02.11 · one language answers more extremely, by more than .05."""
    survey = tables["relationship"]
    names = [name for name in survey if name in AGREEMENT_ITEMS or name.startswith("tr_")]
    chosen = survey[survey["language"].isin(["es", "ca", "ro"])]
    found = cx.response_styles(chosen, items=names, by="language", reversed_items=["tr_transp3"]).table
    extreme = found[found["style"] == "extreme"].sort_values("estimate", ascending=False)
    first, second = extreme.iloc[0], extreme.iloc[1]
    return first["estimate"] - second["estimate"] > 0.05, {"answering_style": first["difference"]}


def careless_answers(tables, truth):
    """02.12 · straight lines, answers in a rush and copies are each found as often as planted, give or take a third."""
    names = [name for name in tables["relationship"] if name in AGREEMENT_ITEMS or name.startswith(("tr_", "fit"))]
    rows = tables["relationship"].assign(tr_transp3=6 - tables["relationship"]["tr_transp3"])  # as it was answered
    rows = rows[rows["items_done"].eq(15) & rows["tr_goals3"].notna()]
    signs = cx.careless_answers(rows, items=names, seconds="seconds").flags
    copied = signs["copy"] & ~signs["same answer"]  # two straight lines are no copies of each other
    share = {"straight_lines": signs["same answer"].mean(), "rushed": signs["quick"].mean(), "copied": copied.mean()}
    return all(abs(share[name] / truth[name]["structural"] - 1) < 1 / 3 for name in share), share


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
    "02.12": careless_answers,
}
