"""What was planted, number by number: where it stands in the equations, its unit, and how it is found."""

from __future__ import annotations

from math import erf, log, sqrt
from typing import NamedTuple

import numpy as np

from . import (
    actions,
    answers,
    careless,
    cases,
    contacts,
    customers,
    employees,
    experience,
    internal,
    journeys,
    linkage,
    offers,
    prospects,
    relationship,
    relationship_sample,
    service,
    touchpoints,
    transactional,
)
from .linkage import BY_PUNCTUALITY, ENGAGEMENT_ON_TIME, LAGGED, LOCATION_CUSTOMERS, LOCATION_ENGAGEMENT

NPS, SCALE, SHARE, SLOPE = "NPS points", "points of 0…10", "share", "points a point"
AGREES, ODDS, FULL = "points of 1…5", "log odds", "share of those who answered all statements"
COST, ASPECT = "points of impression", "weight in satisfaction; found as a standardised slope"


class Planted(NamedTuple):
    """One planted number."""

    structural: float
    unit: str
    explanation: str


def _leaving() -> float:
    """Log odds of leaving in a month that a failed contact of the months before adds."""
    low, high = contacts.LEAVES_WITHIN
    month = 365.25 / 12
    usual, added = customers.LEAVES_A_DAY * month, contacts.LEAVES_AFTER_FAILURE * month / (high - low + 1)
    return log((usual + added) / (1 - usual - added)) - log(usual / (1 - usual))


def _location() -> float:
    """The slope between branches that the location alone makes."""
    return LOCATION_CUSTOMERS * LOCATION_ENGAGEMENT / (LOCATION_ENGAGEMENT**2 + linkage.OWN_ENGAGEMENT**2)


def _agreement(*departments: str) -> float:
    """Spearman's ρ of the planted order of some departments with that of the customers."""
    cost = [relationship.BREAK_COST.get(name, 0.0) for name in internal.CONTACTS]
    places = np.mean(
        [[internal.ORDERS[who].split().index(name) for name in internal.CONTACTS] for who in departments], 0
    )
    return float(np.corrcoef(np.argsort(np.argsort(-np.array(cost))), np.argsort(np.argsort(places)))[0, 1])


def _call() -> float:
    """The mean effect of an offer in the order call, by way of the slower service too."""
    short = sum(experience.TIME_AVAILABLE[: experience.SHORT])
    slower = experience.SCALE * experience.ASPECTS["speed"] * experience.PITCH_IN_SPEED / experience.SPREAD
    return experience.PITCH_IN_CALL + short * experience.PITCH_WHEN_SHORT + slower


def _reply() -> float:
    """The mean effect of a reply, in time or late."""
    in_time = (1 + erf(log(cases.IN_TIME / cases.HOURS) / (cases.HOURS_SPREAD * sqrt(2)))) / 2
    return in_time * cases.REPLY_IN_TIME + (1 - in_time) * cases.REPLY_LATE


MINUTES = -experience.SCALE * experience.ASPECTS["speed"] * experience.WAIT_IN_SPEED / service.WAIT_SPREAD
PUNCTUAL = experience.SCALE * experience.SPECIAL["T06", "on_time"] * experience.PUNCTUAL

TRUTHS = {
    # The yearly survey
    "nps_wave_1": Planted(3.0, NPS, "Those who answer are not those who were asked: far above the population."),
    "nps_wave_2": Planted(-7.0, NPS, "A firm below zero reports a score above ten."),
    "nps_wave_2_weighted": Planted(-7.0, NPS, "Weights by channel and tenure mend two fifths of the bias."),
    "nps_wave_2_phone": Planted(-7.0, NPS, "With some of the silent ones asked by telephone."),
    "nps_change": Planted(-9.7, NPS, "The bias is alike in both waves, so the fall is found nearly unharmed."),
    "design_effect": Planted(1.0, "ratio", "What the weights of wave 2 cost: n · Σw² / (Σw)²."),
    "before_the_reminder": Planted(
        relationship_sample.PROMPT_PROMOTERS,
        "logit; found as NPS points",
        "Promoters answer at once: those reminded score lower.",
    ),
    "branches": Planted(
        relationship.BRANCH_SHIFT,
        "branches that Holm's test names, both waves together, at 12,000 customers",
        "A shift of the 0…10 answer, up or down; in the recommendation no other branch differs.",
    ),
    "former_customers": Planted(
        relationship.FORMER,
        "shift of the 0…10 answer; found as NPS points against current customers",
        "Asking current customers only hides them.",
    ),
    "problem_well_handled": Planted(-0.3, SCALE, "Impression stays below that of people without a problem."),
    "problem_badly_handled": Planted(-1.7, SCALE, "Impression against that of people without a problem."),
    "product_failure": Planted(-2.2, SCALE, "Impression where r4_fit is 1 or 2, not treated as a person."),
    "given_back": Planted(1.1, SCALE, "… of it, where the mean of r7_person and r8_understood is 4 or more."),
    "trust_told_apart": Planted(0.95, "HTMT", "Transparency and told intentions are one facet, not two."),
    "trust_next_pair": Planted(0.56, "HTMT", "The largest of the other nine pairs: facets of their own."),
    "trust_reversed": Planted(0.84, "alpha", "Of transparency with tr_transp3 turned back; about −0.5 if not."),
    "answering_style": Planted(
        answers.EXTREME_STYLE,
        "share of 2 and 4 moved to the end; found as the gap in the share of 1 and 5",
        "Agreement items, this language against the other two of es, ca and ro.",
    ),
    "break_off": Planted(0.209, SHARE, "Answers that stop before the last of the 15 questions."),
    "blank": Planted(answers.CODED, SHARE, "Code 11 of recommend: no answer, not a score."),
    "return_slope": Planted(0.30, "logit a point", "Return within 12 months on the 0…10 answer of wave 1."),
    "image_use": Planted(
        0.30, "points of 1…5", "What use of shop, delivery, installation or repair adds to the image."
    ),
    "image_mail": Planted(0.08, "points of 1…5", "… and what the after-sale mail adds: not to be told from nothing."),
    "treated_well": Planted(
        relationship.PROBLEM_TREATED["well handled"], AGREES, "A problem well handled, on the mean of r7 and r8."
    ),
    "treated_badly": Planted(
        relationship.PROBLEM_TREATED["badly handled"], AGREES, "A problem badly handled, on the mean of r7 and r8."
    ),
    "remembered": Planted(answers.MOMENT_BY_AROUSAL, "points a point", "What stirs is remembered: r9 on arousal."),
    "straight_lines": Planted(careless.SHARES["line"], FULL, "One answer to all statements."),
    "rushed": Planted(careless.SHARES["rush"], FULL, "Answers by chance, in less than two seconds each."),
    "copied": Planted(careless.SHARES["copy"], FULL, "In everything like an earlier answer."),
    # The log, and the answers after a contact
    "touchpoints_missing": Planted(
        2.0, "touchpoints", "In the log, not in the register: the instalment contract and the legal notice."
    ),
    "variables_missing_target": Planted(
        11.0,
        "variables of 40",
        f"They lie {touchpoints.FALLS_SHORT} below their target; nine have too few observations.",
    ),
    "worst_hand_over": Planted(
        contacts.TOLD_AGAIN_INVOICE, "share told again; found as share broken", "From the courier to the invoice."
    ),
    "six_contacts_unbroken": Planted(
        np.mean(list(contacts.FAILED.values())).round(3).item(),
        "share failed of one contact; found as share of journeys of six contacts without a break",
        "Nine in ten each, one in two in all.",
    ),
    "moment_T14": Planted(relationship.BREAK_COST["T14"], COST, "What a broken claim costs for a year."),
    "moment_T13": Planted(relationship.BREAK_COST["T13"], COST, "What a broken repair costs for a year."),
    "moment_T09": Planted(relationship.BREAK_COST["T09"], COST, "What a broken invoice costs for a year."),
    "moment_T06": Planted(relationship.BREAK_COST["T06"], COST, "What a broken delivery costs for a year."),
    "journey_told_again": Planted(
        journeys.TOLD_AGAIN, SCALE, "The journey's score for each time the story was told again."
    ),
    "pitch_in_call": Planted(_call(), SCALE, "An offer in the order call, by lot, on all who ordered by telephone."),
    "pitch_in_mail": Planted(experience.PITCH_IN_MAIL, SCALE, "An offer in the after-sale mail, by lot."),
    "score_a_day": Planted(-transactional.SINKS, "points a day", "Scores sink until they are given."),
    "score_by_phone": Planted(transactional.PHONE_GAIN, SCALE, "On the telephone people are kinder."),
    "begging_branches": Planted(
        transactional.BEGS,
        "share of 7 and 8 that become 9; found as branches named",
        "Too many nines among eights and nines.",
    ),
    "writers": Planted(-0.20, "logit a point; found as points of 0…10", "Who writes a comment was less satisfied."),
    "repair_fall": Planted(
        experience.SHIFT, "points of 0…10; found as NPS points", "After a repair, from month 28 on."
    ),
    "shift_month": Planted(experience.SHIFT_FROM, "month", "The first signal of a three-sigma chart."),
    "drift_month": Planted(
        experience.DRIFT_AFTER + 1, "month", "The drift of the fault call begins; found: the EWMA chart's signal."
    ),
    "fall_by_mix": Planted(
        contacts.REPAIRS_GROWTH, "growth of repairs a month; found as points of 0…10", "What the mix adds to the fall."
    ),
    "left_after_failure": Planted(
        contacts.LEAVES_AFTER_FAILURE,
        "share a failed contact; found as share gone in 12 months",
        "After a first failed contact.",
    ),
    "left_without": Planted(
        round(365 * customers.LEAVES_A_DAY, 3), "share a year", "Gone in 12 months, without a failed contact."
    ),
    "leaving_hazard": Planted(
        round(_leaving(), 2), ODDS, "Leaving in a month, after a failed contact in the eight months before."
    ),
    "booked_where_paid": Planted(
        round(service.BOOKED_WHERE_PAID - service.BOOKED_ELSEWHERE, 2),
        SHARE,
        "Booked as solved and not solved: where staff are paid for closed matters, less elsewhere.",
    ),
    "effort_claim_and_mail": Planted(
        transactional.EFFORT["T14"] - transactional.EFFORT["T10"],
        AGREES,
        "Effort by the nature of the contact: the claim above the after-sale mail; outcomes add to it.",
    ),
    # Who comes, and what was dealt by lot
    **{
        f"prospect_{name}": Planted(odds, ODDS, f"A prospect's first purchase in a month, by what was met: {name}.")
        for name, odds in prospects.BY_WHAT_WAS_MET.items()
    },
    "offer_further": Planted(offers.TOO_MANY, SCALE, "Each offer beyond the first in half a year."),
    "offer_moment": Planted(-offers.TOO_EARLY, SCALE, "The same offers after the matter is settled, not before."),
    **{
        f"win_back_{name}": Planted(
            share, SHARE, f"Former customers who come back when asked by {name}, beyond others."
        )
        for name, share in offers.WON_BACK.items()
    },
    # What drives satisfaction, and what is felt
    **{f"slope_{name}": Planted(weight, ASPECT, f"The aspect {name}.") for name, weight in experience.ASPECTS.items()},
    "log_minutes": Planted(round(MINUTES, 3), "points a log-minute", "Waiting as the log measured it."),
    "delivered_on_time": Planted(round(PUNCTUAL, 3), SCALE, "Delivered on time as the log knows it."),
    "stated_price": Planted(0.34, SHARE, "Asked, people name the price first; it has no effect."),
    "correct_low": Planted(experience.MUST_BE, SCALE, "An invoice that is not right (1 or 2)."),
    "correct_high": Planted(0.0, SCALE, "An invoice that is quite right (5) gives nothing."),
    "kind_low": Planted(0.0, SCALE, "No kindness (1 or 2) costs nothing."),
    "kind_high": Planted(experience.DELIGHT, SCALE, "Kindness (5) delights."),
    "felt_customer": Planted(
        customers.FEELING, "share of variance", "The person's part in what is felt at a branch's contacts."
    ),
    "felt_touchpoint": Planted(experience.TOUCHPOINT, "share of variance", "The touchpoint's part: it can be steered."),
    "felt_employee": Planted(experience.EMPLOYEE, "share of variance", "The employee's part: it can be steered."),
    "felt_branch": Planted(experience.BRANCH, "share of variance", "The branch's part: it can be steered."),
    # Employees, and what passes to customers
    "perks_climate": Planted(linkage.PERKS_CLIMATE, "points of 1…5", "Perks by lot lift the climate."),
    "perks_engagement": Planted(0.0, "points of 1…5", "Perks do not lift engagement."),
    "customers_on_climate": Planted(0.0, SLOPE, "Climate adds nothing once engagement is given."),
    "customers_on_engagement": Planted(
        _location(), SLOPE, "Between branches: most of it is the location, which no table shows."
    ),
    **{
        f"engagement_{name}": Planted(
            weight, "weight in a person's engagement; found as points a point", f"Experience: {name}."
        )
        for name, weight in employees.EXPERIENCE.items()
    },
    "icc_pace": Planted(0.0, "ICC(1)", "Personal pace has no branch part, though people agree."),
    "silent_branches": Planted(
        employees.ANSWERS_BY_ENGAGEMENT, "logit a point; found as r of 120 branches", "Low engagement answers less."
    ),
    "linkage_between": Planted(_location(), SLOPE, "Branch means: the location lifts both sides."),
    "linkage_within": Planted(0.0, SLOPE, "Within branches in the same half-year nothing passes."),
    "linkage_lagged": Planted(
        LAGGED + ENGAGEMENT_ON_TIME * BY_PUNCTUALITY,
        SLOPE,
        "A half-year later; staff sampling and six waves weaken it.",
    ),
    "linkage_reverse": Planted(linkage.REVERSE, SLOPE, "Satisfaction to engagement: there, and not seen in six waves."),
    "punctuality_a": Planted(ENGAGEMENT_ON_TIME, "share a point", "Engagement on the share on time a half-year later."),
    "punctuality_b": Planted(BY_PUNCTUALITY, "points a share", "Share on time on satisfaction."),
    "punctuality_indirect": Planted(
        ENGAGEMENT_ON_TIME * BY_PUNCTUALITY, SLOPE, "The part of the lagged effect that goes by punctuality."
    ),
    # What to do, and whether it helps
    "plan_promises": Planted(7.7, "points", f"The best plan for {actions.BUDGET} of what is undone, by the estimates."),
    "plan_delivers": Planted(5.7, "points", "The same plan by the true effects."),
    "plan_best": Planted(6.7, "points", "The best plan if the true effects were known."),
    "order_front_line": Planted(
        _agreement(*internal.FRONT_LINE), "Spearman's ρ", "Who meets customers knows what matters to them."
    ),
    "order_management": Planted(
        _agreement("management"), "Spearman's ρ", "The management's order against the customers'."
    ),
    "over_rated": Planted(
        internal.BELIEVED["management"],
        "points believed above measured; found as contacts of 8",
        "The management believes in better scores.",
    ),
    "awareness_billing": Planted(internal.AWARE["Billing"], "points of 1…5", "The department least aware of its part."),
    "answered_negative": Planted(
        cases.WORST_FIRST[0][1], "share of the worst; found as share of all blame", "Worst first."
    ),
    "answered_positive": Planted(cases.PRAISE_ANSWERED, SHARE, "Praise is hardly ever answered."),
    "gain_held_out": Planted(
        cases.STAYS,
        "share that stays of the distance to the usual score; found as points",
        "Bad scores rise without any reply.",
    ),
    "reply_given": Planted(
        round(_reply(), 2), SCALE, "Per reply given: 1.2 within 48 hours, .6 later; by the hold-out."
    ),
}
LISTS = {
    "branches": {"up": list(relationship.UP), "down": list(relationship.DOWN)},
    "begging_branches": {"branches": list(transactional.BEGGING)},
    "plan_delivers": {"effects": list(actions.TRUE_EFFECTS)},
    "touchpoints_missing": {"touchpoints": ["T15", "T16"]},
}
NOT_BY_CUSTOMERS = (  # tolerances that do not shrink as there are more customers: branches, staff, fixed tables
    *("branches", "begging_branches", "touchpoints_missing", "variables_missing_target", "stated_price"),
    *("shift_month", "drift_month", "perks_climate", "perks_engagement", "icc_pace", "silent_branches"),
    *(f"engagement_{name}" for name in employees.EXPERIENCE),
    *("customers_on_climate", "customers_on_engagement", "over_rated", "awareness_billing"),
    *(name for name in TRUTHS if name.startswith(("linkage", "punctuality", "plan", "order"))),
)
