"""Twelve actions a firm may choose from. Estimates and true effects are fixed: no draw moves them."""

from __future__ import annotations

import pandas as pd

BUDGET = 120
# name, touchpoint, owner, cost, estimated effect, its standard error, grade of evidence, status, true effect
ACTIONS = (
    ("Clearer words on the web pages", "T01", "Digital", 10, 0.4, 0.5, "C", "done", 0.4),
    ("A message on the day before pick-up", "T08", None, 15, 0.5, 0.3, "B", "planned", 0.5),
    ("Agreed hour instead of agreed half-day", "T06", "Logistics", 15, 1.6, 0.6, "B", "doing", 1.2),
    ("No offer in the order call", "T03", "Contact Centre", 20, 0.9, 0.3, "A", "done", 0.6),
    ("Invoice checked against the order", "T09", "Billing", 25, 1.7, 0.5, "B", "doing", 1.5),
    ("Photograph of the fault before the visit", "T12", "Contact Centre", 25, 1.3, 0.8, "C", "planned", 0.7),
    ("Repair explained on one page", "T13", "Technical Service", 30, 0.9, 0.6, "C", "done", 1.0),
    ("One person for a claim until its end", "T14", "Claims & Legal", 35, 2.6, 0.7, "C", "planned", 1.8),
    ("Old appliance taken away at once", "T08", "Logistics", 40, 0.9, 1.2, "D", "planned", 1.2),
    ("Spare parts in the van", "T13", "Technical Service", 40, 1.5, 0.8, "B", "doing", 2.2),
    ("Message with the courier's place in the queue", "T05", "Digital", 50, 2.9, 1.5, "D", "planned", 1.6),
    ("Installers trained by installers", "T07", "Technical Service", 60, 1.2, 1.0, "D", "done", 2.0),
)
TRUE_EFFECTS = tuple(action[-1] for action in ACTIONS)


def action_table() -> pd.DataFrame:
    """One row per action: `action name touchpoint level owner cost effect std_error evidence status`."""
    names = ["name", "touchpoint", "owner", "cost", "effect", "std_error", "evidence", "status"]
    table = pd.DataFrame([action[:-1] for action in ACTIONS], columns=names)
    table.insert(0, "action", [f"A{number:02d}" for number in range(1, len(ACTIONS) + 1)])
    table.insert(3, "level", "touchpoint")  # all act on one contact, none on a process or on how the firm works
    return table
