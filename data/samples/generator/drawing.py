"""All tables in the order in which one follows from another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from . import customers, service
from .actions import action_table
from .branches import draw_branches
from .careless import answer_carelessly
from .cases import draw_cases
from .comments import draw_comments
from .contacts import draw_contacts
from .driver_study import draw_driver_study
from .employees import draw_employees
from .experience import draw_experience
from .internal import draw_internal
from .journeys import draw_journeys
from .kano import draw_kano
from .linkage import draw_branch_halves, draw_linkage
from .offers import draw_offers, draw_win_back
from .playbook import playbook_table
from .prospects import draw_prospects
from .relationship import draw_relationship
from .relationship_sample import draw_relationship_sample
from .touchpoints import draw_variables, register
from .transactional import draw_responses, draw_transactional
from .truth import planted

Streams = dict[str, np.random.Generator]
Tables = dict[str, pd.DataFrame]


def draw_tables(n: int, rng: Streams) -> tuple[Tables, dict[str, dict[str, Any]]]:
    """The tables of a firm with `n` customers, and its truth; what no table shows stays in here."""
    branches = draw_branches(rng["branches"])
    linkage = draw_linkage(rng["branches"], branches["perks"].to_numpy())
    people = customers.draw_customers(rng["customers"], n)
    log, people = draw_contacts(rng["contacts"], rng["journeys"], people)
    log = service.draw_service(rng["contacts"], log, people, branches["headcount"].to_numpy(), linkage)
    lived = draw_experience(rng["transactional"], log, people, linkage)
    log = draw_responses(rng["transactional"], log, people, lived)
    transactional, answers = draw_transactional(rng["transactional"], log, people, lived)
    relationship, invited, style = draw_relationship(rng["relationship"], people, log)
    tables = {
        "customers": customers.published(people),
        "branches": branches,
        "relationship": answer_carelessly(rng["careless"], relationship),
        "contacts": service.published(service.booked(rng["booked"], log), people),
        "journeys": draw_journeys(rng["journeys"], log, people, lived["satisfaction"]),
        "transactional": transactional,
        "driver_study": draw_driver_study(rng["driver_study"], answers, n),
        "branch_halves": draw_branch_halves(rng["branches"], branches, linkage),
        "employees": draw_employees(rng["employees"], branches, linkage),
        "relationship_sample": draw_relationship_sample(rng["relationship"], invited, n),
        "cases": draw_cases(rng["cases"], answers, n),
        "prospects": draw_prospects(rng["prospects"], n),
        "offers": draw_offers(rng["offers"], people),
        "win_back": draw_win_back(rng["win_back"], people),
        **_house(rng, transactional),
    }
    tables["comments"], tables["comment_truth"] = draw_comments(rng["comments"], answers, n)
    return tables, planted(invited, style)


def _house(rng: Streams, transactional: pd.DataFrame) -> Tables:
    """What the firm designed, plans and thinks: tables of the same size whatever the number of customers."""
    measured = transactional.groupby("touchpoint")["satisfaction"].mean()
    return {
        "touchpoints": register(),
        "touchpoint_variables": draw_variables(rng["variables"]),
        "internal": draw_internal(rng["internal"], measured),
        "kano": draw_kano(rng["kano"]),
        "actions": action_table(),
        "playbook": playbook_table(),
    }
