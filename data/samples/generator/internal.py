"""What departments and managers think: of the contacts' importance, of their own part, of what customers say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import DEPARTMENT, ids, rating

STAFF, MANAGERS = 30, 20  # per department; in the management
ORDERS = {  # the order in which each holds eight contacts important, most important first
    "Marketing": "T02 T13 T03 T06 T07 T09 T12 T14",
    "Shops": "T13 T14 T06 T02 T09 T12 T07 T03",
    "Digital": "T12 T13 T09 T06 T03 T14 T07 T02",
    "Contact Centre": "T13 T14 T12 T09 T06 T03 T07 T02",
    "Logistics": "T06 T13 T07 T09 T12 T14 T02 T03",
    "Technical Service": "T13 T06 T14 T07 T09 T12 T02 T03",
    "Billing": "T09 T14 T13 T12 T06 T03 T07 T02",
    "Claims & Legal": "T14 T09 T12 T03 T13 T07 T06 T02",
    "management": "T13 T02 T03 T06 T07 T14 T09 T12",
}
CONTACTS = ("T14", "T13", "T12", "T09", "T07", "T06", "T03", "T02")
STEP, DISSENT = 0.9, 1.3  # utility lost with each place; scale of a person's own view
AWARE = {"Billing": 2.6, "Claims & Legal": 3.3, "Marketing": 3.6, "Digital": 3.4, "Logistics": 3.2}
MOTIVATED = {"Billing": 3.0, "Claims & Legal": 3.1}
AWARE_ELSEWHERE, MOTIVATED_ELSEWHERE, ITEM_SPREAD = 4.1, 3.9, 0.9
PLAIN_ITEMS = {"i4_capacity": 3.1, "i5_handover": 2.8, "i8_saydo": 3.3}
FRONT_LINE = ("Shops", "Contact Centre", "Technical Service")
BELIEVED = {"management": 0.6, **dict.fromkeys(FRONT_LINE, 0.1)}
BELIEVED_ELSEWHERE, BELIEF_SPREAD = 0.4, 1.0
# what the house thinks that customers would answer to one item of each facet of trust; customers say 3.1 of
# transparency, so the house thinks itself more transparent than it is felt to be
TRUST_BELIEVED = {"long": 3.7, "transp": 4.1, "intent": 4.0, "limits": 3.8, "goals": 3.4}
NAMES_OWN, NAMES_OTHER = 0.85, 0.15  # chance to name a contact of the own department, of another


def draw_internal(rng: np.random.Generator, measured: pd.Series) -> pd.DataFrame:
    """One row per person: awareness, motivation, the order of eight contacts, the score they believe in.

    Parameters
    ----------
    measured : pandas.Series
        Mean satisfaction as answered, by touchpoint.
    """
    sizes = [MANAGERS if name == "management" else STAFF for name in ORDERS]
    department = pd.Series(np.repeat(list(ORDERS), sizes), dtype="str")
    n = len(department)
    table = pd.DataFrame({"person": ids("I", np.arange(1, n + 1), 3), "department": department})

    def item(mean: pd.Series | float) -> np.ndarray:
        return rating(mean + ITEM_SPREAD * rng.standard_normal(n), 1, 5)

    table["i1_aware"] = item(department.map(AWARE).fillna(AWARE_ELSEWHERE))
    table["i3_motivated"] = item(department.map(MOTIVATED).fillna(MOTIVATED_ELSEWHERE))
    for name, mean in PLAIN_ITEMS.items():
        table[name] = item(mean)
    table["i2_contacts"] = _contacts_named(rng, department)
    ranks = _ranks(rng, department)
    gap = department.map(BELIEVED).fillna(BELIEVED_ELSEWHERE).to_numpy()[:, None]
    believed = measured[list(CONTACTS)].to_numpy(dtype=float) + gap + BELIEF_SPREAD * rng.standard_normal(ranks.shape)
    for place, contact in enumerate(CONTACTS):
        table[f"rank_{contact}"] = ranks[:, place]
    for place, contact in enumerate(CONTACTS):
        table[f"believed_{contact}"] = rating(believed[:, place], 0, 10)
    for facet, mean in TRUST_BELIEVED.items():
        table[f"tr_{facet}"] = item(mean)
    return table


def _ranks(rng: np.random.Generator, department: pd.Series) -> np.ndarray:
    """The place, 1 to 8, that each person gives to each contact: (people, contacts)."""
    places = pd.DataFrame({name: pd.Series(range(1, 9), order.split()) for name, order in ORDERS.items()})
    utility = -STEP * places.loc[list(CONTACTS), list(department)].to_numpy().T
    utility = utility + rng.gumbel(0, DISSENT, utility.shape)
    return 1 + np.argsort(np.argsort(-utility, axis=1), axis=1)


def _contacts_named(rng: np.random.Generator, department: pd.Series) -> pd.Series:
    """The contacts that a person's work affects, as they name them: T06;T07."""
    named = pd.Series("", department.index, dtype="str")
    for contact in reversed(CONTACTS):
        own = department == DEPARTMENT[contact]
        says = rng.random(len(department)) < np.where(own, NAMES_OWN, NAMES_OTHER)
        named = named.where(~says, named + ";" + contact)
    return named.str[1:].replace("", None)
