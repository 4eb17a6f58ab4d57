"""Lessons of notebook 09 on who comes and who goes, and on what was dealt by lot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from analysis import Z, regression

import cxlib as cx

MONTHS, REMEMBERED = 36, 8  # of the log; of a failed contact
MONTH, LONGEST = 30, 12  # days of a prospect's month; months for which they are followed
END = pd.Timestamp("2025-12-31")


def _months_at_risk(tables):
    """Months of customers, from the one after joining to that of leaving: `left`, and a failed contact before."""
    people = tables["customers"].query("status != 'prospect'").set_index("customer")
    log = tables["contacts"]
    failed = log[log["outcome"] == "failed"].groupby(["customer", "month"]).size().unstack("month", fill_value=0)
    failed = failed.reindex(index=people.index, columns=range(1, MONTHS + 1), fill_value=0).to_numpy()
    so_far = np.hstack([np.zeros((len(people), 1)), failed.cumsum(axis=1)])[:, :MONTHS]  # up to the month before
    long_ago = np.hstack([np.zeros((len(people), REMEMBERED)), so_far])[:, :MONTHS]
    month = np.arange(1, MONTHS + 1)
    end = people["left_month"].fillna(MONTHS + 1).to_numpy(float)[:, None]
    there = (month > people["joined_month"].to_numpy()[:, None]) & (month <= end)
    rows = pd.DataFrame({"left": (month == end)[there], "failed_before": (so_far > long_ago)[there]})
    return rows.astype(int).assign(month=1)


def leaving_by_contacts(tables, truth):
    """09.11 · in the eight months after a failed contact leaving is surely more likely, month by month."""
    found = cx.discrete_hazard(_months_at_risk(tables), periods="month", event="left", predictors=["failed_before"])
    row = found.table.set_index("term").loc["failed_before"]
    return row["conf_low"] > 0, {"leaving_hazard": row["estimate"]}


def prospects_by_contacts(tables, truth):
    """09.12 · prospects buy by what they met before: advice and a recommendation help, a failed contact harms."""
    rows = tables["prospects"]
    open_ = (END - rows["asked_on"]).dt.days // MONTH
    took = np.ceil((rows["bought_on"] - rows["asked_on"]).dt.days / MONTH)
    seen = open_.clip(upper=LONGEST)
    rows = rows.assign(bought=(took <= seen).astype(int), months=np.where(took <= seen, took, seen))
    rows = rows[rows["months"] >= 1]
    met = ["saw_web", "advised", "recommended", "failed"]
    found = cx.discrete_hazard(rows, periods="months", event="bought", predictors=met, trend=True)
    table = found.table.set_index("term")
    shows = table.loc[["advised", "recommended"], "conf_low"].min() > 0 and table.loc["failed", "conf_high"] < 0
    return shows, {f"prospect_{name}": table.loc[name, "estimate"] for name in met}


def dose_of_offers(tables, truth):
    """09.13 · each offer beyond the first surely costs satisfaction, whatever is sold by it."""
    rows = tables["offers"]
    found = regression(rows["satisfaction"], pd.DataFrame({"further": (rows["offers"] - 1).clip(lower=0)}))
    sold = rows.groupby("offers")["bought"].mean()
    return found.t("further") < -Z, {"offer_further": found.b["further"], "offers_sell": sold[2] - sold[0]}


def moment_of_offers(tables, truth):
    """09.14 · the same offers cost surely less once the matter is settled."""
    row = cx.lot_effect(tables["offers"], outcome="satisfaction", lot="settled_first").table.iloc[0]
    return row["conf_low"] > 0, {"offer_moment": row["estimate"]}


def won_back(tables, truth):
    """09.15 · asked by telephone, surely more former customers come back than of those left alone."""
    found = cx.lot_effect(tables["win_back"], outcome="came_back", lot="asked", by="channel").table
    found = found.set_index("channel")
    named = {f"win_back_{name}": found.loc[name, "estimate"] for name in ("letter", "telephone")}
    return found.loc["telephone", "conf_low"] > 0, named


LESSONS = {
    "09.11": leaving_by_contacts,
    "09.12": prospects_by_contacts,
    "09.13": dose_of_offers,
    "09.14": moment_of_offers,
    "09.15": won_back,
}
