"""Lessons of notebooks 08 and 09: what to do, who agrees, what is an alarm, and whether replies work."""

from __future__ import annotations

import numpy as np
import pandas as pd
from analysis import Z, promoter_points
from lessons_contacts import break_costs
from scipy.stats import spearmanr

import cxlib as cx

CONTACTS = ["T14", "T13", "T12", "T09", "T07", "T06", "T03", "T02"]
FRONT_LINE = ["Shops", "Contact Centre", "Technical Service"]
PLANTED_KANO = {
    **dict.fromkeys(("invoice_right", "agreed_day"), "M"),
    **dict.fromkeys(("short_wait", "solved_first", "clear_price"), "O"),
    **dict.fromkeys(("kind_technician", "takes_old_away"), "A"),
    "app_tracking": "I",
}


def kano_classes(tables, truth):
    """08.3 · the commonest class is the planted one for all eight features."""
    rows = tables["kano"]
    there, gone = rows["functional"], rows["dysfunctional"]
    likes, between = there == 1, there.isin([2, 3, 4]) & gone.isin([2, 3, 4])
    kinds = [likes & (gone == 5), likes & gone.isin([2, 3, 4]), there.isin([2, 3, 4]) & (gone == 5), between]
    kind = pd.Series(np.select(kinds, list("OAMI"), "other"))
    modal = kind.groupby(rows["feature"]).agg(lambda answers: answers.value_counts().index[0])
    return modal.to_dict() == PLANTED_KANO, {}


def _best_plan(effect: np.ndarray, cost: np.ndarray, budget: float) -> np.ndarray:
    """The plan of largest effect within the budget, by looking at all of them."""
    plans = (np.arange(2 ** len(cost))[:, None] >> np.arange(len(cost))) & 1
    return plans[np.where(plans @ cost <= budget, plans @ effect, -np.inf).argmax()]


def plan_and_truth(tables, truth):
    """08.5 and 08.6 · the plan promises more than the best possible one gives, and delivers less."""
    undone = (tables["actions"]["status"] != "done").to_numpy()
    rows = tables["actions"][undone]
    cost, estimate = rows["cost"].to_numpy(float), rows["effect"].to_numpy()
    plan = _best_plan(estimate, cost, 120)
    real = np.array(truth["plan_delivers"]["effects"])[undone]
    promised, delivered, best = plan @ estimate, plan @ real, _best_plan(real, cost, 120) @ real
    found = {"plan_promises": promised, "plan_delivers": delivered, "plan_best": best}
    return promised > best > delivered, found


def who_knows_the_customer(tables, truth):
    """08.9 · the order of the front line is that of the customers (ρ > .6), the management's is not (< .4)."""
    order = (-break_costs(tables)["estimate"][CONTACTS]).rank()
    ranks = tables["internal"].groupby("department")[[f"rank_{name}" for name in CONTACTS]].mean()
    ranks.columns = CONTACTS
    rho = {who: spearmanr(order, rows).statistic for who, rows in
           {"front": ranks.loc[FRONT_LINE].mean(), "management": ranks.loc["management"]}.items()}  # fmt: skip
    orders = ranks.drop("management").rank(axis=1)
    w = float(12 * orders.sum().var(ddof=0) * 8 / (len(orders) ** 2 * (8**3 - 8)))
    found = {"order_front_line": rho["front"], "order_management": rho["management"], "order_agreement": w}
    return rho["front"] > 0.6 and rho["management"] < 0.4 and rho["front"] - rho["management"] > 0.4, found


def managers_over_rate(tables, truth):
    """08.10 · the management believes in scores more than .3 above the measured ones at 6 of 8 contacts or more."""
    measured = tables["transactional"].groupby("touchpoint")["satisfaction"].mean()[CONTACTS]
    believed = tables["internal"].query("department == 'management'")[[f"believed_{name}" for name in CONTACTS]].mean()
    over = int((believed.to_numpy() - measured.to_numpy() > 0.3).sum())
    return over >= 6, {"over_rated": over}


def unaware(tables, truth):
    """08.11 · awareness is lowest in Billing."""
    aware = tables["internal"].groupby("department")["i1_aware"].mean()
    return aware.idxmin() == "Billing", {"awareness_billing": aware.min()}


def paid_by_the_piece(tables, truth):
    """08.12 · where staff are paid for closed matters, what was not solved is booked as solved: surely more often."""
    paid = tables["touchpoints"].query("staff_paid_for == 'matters closed'")["touchpoint"]
    open_ = tables["contacts"][tables["contacts"]["outcome"] != "solved"]
    rows = open_.assign(paid=open_["touchpoint"].isin(paid).astype(int))
    row = cx.lot_effect(rows, outcome="booked_solved", lot="paid").table.iloc[0]  # a difference; nobody drew a lot
    return row["conf_low"] > 0.2, {"booked_where_paid": row["estimate"]}


def _months(tables, touchpoint: str, column: str) -> pd.DataFrame:
    rows = tables["transactional"].query("touchpoint == @touchpoint").dropna(subset=column)
    value = promoter_points(rows[column]) if column == "recommend" else rows[column]
    return value.groupby(rows["month"]).agg(["mean", "var", "size"])


def _signals(months: pd.DataFrame, baseline: int = 24) -> pd.Series:  # until cxlib has control charts
    """Months beyond three standard errors of the mean of the first months."""
    quiet = months.loc[:baseline]
    centre = np.average(quiet["mean"], weights=quiet["size"])
    spread = np.sqrt(np.average(quiet["var"], weights=quiet["size"]) / months["size"])
    return (months["mean"] - centre) / spread


def _ewma_signal(z: pd.Series, weight: float = 0.2, limit: float = 2.86) -> float:
    """The first month after the baseline in which the weighted mean of z leaves its limits."""
    level, start = 0.0, None
    for count, (month, value) in enumerate(z.items(), start=1):
        level = weight * value + (1 - weight) * level
        width = limit * np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * count)))
        if month > 24 and start is None and abs(level) > width:
            start = month
    return np.nan if start is None else float(start)


def first_signal(tables, truth):
    """09.2 · after a repair the first signal after the baseline comes in months 28 to 30."""
    months = _months(tables, "T13", "recommend")
    z = _signals(months)
    late = z.index[(np.abs(z) > 3) & (z.index > 24)]
    month = float(late[0]) if len(late) else np.nan
    before, after = (
        np.average(months.loc[a:b, "mean"], weights=months.loc[a:b, "size"]) for a, b in ((1, 27), (28, 36))
    )
    return 28 <= month <= 30, {"shift_month": month, "repair_fall": after - before}


def drift_seen(tables, truth):
    """09.3 · the drift of the fault call: EWMA sees it, at most a month after the first point beyond 3σ."""
    z = _signals(_months(tables, "T12", "satisfaction"))
    late = z.index[(np.abs(z) > 3) & (z.index > 24)]
    plain, smooth = float(late[0]) if len(late) else 99.0, _ewma_signal(z)
    return not np.isnan(smooth) and smooth <= plain + 1, {"drift_month": smooth}


def part_is_mix(tables, truth):
    """09.5 · part of the fall between months 1–19 and 31–36 is a change of mix: 8 to 50 %."""
    rows = tables["transactional"].dropna(subset="satisfaction")
    period = np.select([rows["month"] <= 19, rows["month"] >= 31], ["before", "after"], "")
    cells = rows[period != ""].groupby([period[period != ""], "touchpoint"])["satisfaction"].agg(["size", "mean"])
    before, after = cells.loc["before"], cells.loc["after"]
    share = [cell["size"] / cell["size"].sum() for cell in (before, after)]
    mix = ((share[1] - share[0]) * (before["mean"] + after["mean"]) / 2).sum()
    fall = (share[1] * after["mean"]).sum() - (share[0] * before["mean"]).sum()
    return mix < 0 and 0.08 < mix / fall < 0.50, {"fall": fall, "fall_by_mix": mix}


def quiet_charts(tables, truth):
    """09.6 · twelve quiet touchpoints by twelve months give two false 3σ points at most."""
    quiet = [f"T{number:02d}" for number in range(1, 15) if number not in (12, 13)]
    z = [_signals(_months(tables, name, "satisfaction")).loc[25:] for name in quiet]
    false = int(sum((np.abs(own) > 3).sum() for own in z))
    return false <= 2, {"false_alarms": false}


def who_is_answered(tables, truth):
    """09.8 · blame is answered, praise is not."""
    rows = tables["cases"]
    open_ = rows[(rows["held_out"] != 1)]
    shares = open_.groupby("valence")["answered"].mean()
    return shares["negative"] > 0.6 and shares["positive"] < 0.25, {
        f"answered_{name}": shares[name] for name in shares.index
    }


def replies_work(tables, truth):
    """09.9 · scores rise by 40 to 85 % of the gain without any reply; the offer of one adds surely more than 0."""
    rows = tables["cases"].query("valence == 'negative'").dropna(subset="score_after")
    gain = rows["score_after"] - rows["score_before"]
    held, answered = rows["held_out"] == 1, rows["answered"] == 1
    offered = gain[~held]
    net = offered.mean() - gain[held].mean()
    se = np.hypot(offered.sem(), gain[held].sem())
    share = gain[held].mean() / gain[answered].mean()
    found = {
        "gain_answered": gain[answered].mean(),
        "gain_held_out": gain[held].mean(),
        "reply_offered": net,
        "reply_given": net / answered[~held].mean(),
    }
    return net > Z * se and gain[held].mean() > 0.8 and 0.4 < share < 0.85, found


def leaving_after_failure(tables, truth):
    """09.10 · more are gone within a year after a first failed contact than without one."""
    log = tables["contacts"]
    people = tables["customers"].query("status != 'prospect'").set_index("customer")
    left = people["left_month"].fillna(99.0)
    failed = log[log["outcome"] == "failed"].groupby("customer")["month"].min().reindex(people.index)
    known = failed <= 24
    after = (left <= failed + 12)[known]
    start = 12.0  # those without any failure: gone in the year after month 12
    without = failed.isna() & (left > start) & (people["joined_month"] <= start)
    others = (left <= start + 12)[without]
    gap = after.mean() - others.mean()
    found = {"left_after_failure": after.mean(), "left_without": others.mean()}
    return gap > Z * np.hypot(after.sem(), others.sem()), found


def owners_and_journeys(tables, truth):
    """08.13 · disputes take surely more effort than purchases, and no department has half of a journey's contacts."""
    log = tables["contacts"].dropna(subset="journey")
    kind = log["journey"].map(tables["journeys"].set_index("journey")["journey_type"])
    answers = tables["transactional"].assign(kind=lambda own: own["contact"].map(kind.set_axis(log["contact"])))
    effort = cx.mean_rating(answers.dropna(subset="kind"), rating="effort", by="kind").table.set_index("kind")
    largest = log.groupby(kind)["department"].agg(lambda own: own.value_counts(normalize=True).iloc[0])
    return effort["conf_low"]["dispute"] > effort["conf_high"]["purchase"] and largest.max() < 0.5, {}


def step_after_repair(tables, truth):
    """09.2 · the month of the step after a repair lies within its periods, and these are three months at most."""
    rows = tables["transactional"].query("touchpoint == 'T13'")
    chart = cx.control_chart(rows, period="month", rating="recommend", kind="nps", baseline=24)
    row = cx.change_point(chart, n_draws=199, rng=1).table.iloc[0]
    planted = truth["shift_month"]["structural"]
    return row["earliest"] <= planted <= row["latest"] <= row["earliest"] + 2 and row["p_value"] < 0.05, {}


def _in_halves(tables) -> pd.DataFrame:
    rows = tables["transactional"].dropna(subset=["satisfaction", "branch"])
    return rows.assign(half=((rows["month"] - 1) // 6 + 1).astype(int))


def actions_that_do_nothing(tables, truth):
    """09.7 · half a point added to branches by lot is found, while the worst rise alone, as the trend before tells."""
    rows = _in_halves(tables)
    third = rows[rows["half"] == 3].groupby("branch")["satisfaction"].mean()
    by_lot = np.random.default_rng(2027).permutation(third.index.to_numpy())[:40]

    def effect(branches, added):
        begun = (rows["branch"].isin(branches) & (rows["half"] >= 4)).astype(int)
        tried = rows.assign(begun=begun, satisfaction=rows["satisfaction"] + added * begun)
        found = cx.action_effect(tried, outcome="satisfaction", unit="branch", wave="half", treated="begun")
        return found.table.set_index("part")

    added, worst = effect(by_lot, 0.5), effect(third.nsmallest(40).index, 0.0)
    effect_holds = added["conf_low"]["effect"] > 0 and added["conf_low"]["effect"] < 0.5 < added["conf_high"]["effect"]
    return effect_holds and worst["conf_high"]["trend before"] < 0, {}


def a_lead_that_lasts(tables, truth):
    """09.7 · branches' means go together by less than half from half-year to half-year, what they truly are by more."""
    found = cx.rank_persistence(_in_halves(tables), unit="branch", wave="half", rating="satisfaction",
                                n_resamples=200, rng=1).table.iloc[0]  # fmt: skip
    return found["correlation"] < 0.5 < found["estimate"] and found["conf_low"] > 0, {}


def what_comes_first(tables, truth):
    """09.10 · within a year of a bad contact some complain first and some leave first, and most do neither."""
    log = tables["contacts"].assign(date=pd.to_datetime(tables["contacts"]["date"]))
    people = tables["customers"].assign(left_on=pd.to_datetime(tables["customers"]["left_on"]))
    rows = cx.first_ends(log, people=people, customer="customer", time="date", bad="broken", touchpoint="touchpoint",
                         end="left_on", complaints="T14", until="2025-12-31")  # fmt: skip
    ends = cx.competing_risks(rows, time="days", cause="end", at=[365]).table
    return len(ends) == 2 and ends["conf_low"].min() > 0.05 and ends["conf_high"].sum() < 0.4, {}


LESSONS = {
    "08.3": kano_classes,
    "08.5": plan_and_truth,
    "08.9": who_knows_the_customer,
    "08.10": managers_over_rate,
    "08.11": unaware,
    "08.12": paid_by_the_piece,
    "08.13": owners_and_journeys,
    "09.2": first_signal,
    "09.2 step": step_after_repair,
    "09.3": drift_seen,
    "09.5": part_is_mix,
    "09.6": quiet_charts,
    "09.7": actions_that_do_nothing,
    "09.7 lead": a_lead_that_lasts,
    "09.8": who_is_answered,
    "09.9": replies_work,
    "09.10": leaving_after_failure,
    "09.10 first": what_comes_first,
}
