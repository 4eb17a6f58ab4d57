"""The sample company Pont Nou, drawn from a known truth."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import CXError, nearest

if TYPE_CHECKING:
    import pandas as pd

COMPANIES = ("pont_nou",)
FEWEST = 500  # with fewer, cells of the weight stay empty

# One random stream per table, in this order for good: a change in one table leaves the draws of all others.
# Within a stream a new draw comes after the old ones.
STREAMS = (
    "branches",
    "employees",
    "customers",
    "contacts",
    "journeys",
    "transactional",
    "driver_study",
    "relationship",
    "cases",
    "internal",
    "kano",
    "actions",
    "variables",
    "comments",
    "export",
    "spare",
)


def make_sample(
    name: str = "pont_nou",
    *,
    n: int | None = None,
    rng: int | np.random.Generator | np.random.SeedSequence | None = None,
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Draw the sample company: its tables, and the truth that was planted in them.

    Parameters
    ----------
    name : str
        The company; there is one, ``"pont_nou"``.
    n : int, optional
        Number of customers, at least 500; 12,000 when left out. The log of contacts grows with it; the 120
        branches do not.
    rng : int, numpy.random.Generator or numpy.random.SeedSequence
        The seed, needed. The same seed gives the same tables; a Generator is advanced by one draw.

    Returns
    -------
    tables : dict of pandas.DataFrame
        ``customers``, one row per person in the firm's files: ``customer status segment branch
        contact_channel tenure language age_band joined_month left_month``. ``branches``: ``branch region
        perks headcount``. ``relationship``, one row per answer to the yearly survey, two waves: who answered,
        the items of the questionnaire with the codes 11 (no answer) and 9 (does not apply), ``weight``.
        The weight of an answer is the share of its cell (contact channel × tenure, within the wave) among
        everybody invited over the cell's share among those who answered; its mean is 1 in each wave.
    truth : dict
        One entry per planted truth: ``structural`` (as planted), ``finds`` (what a correct analysis of the
        tables finds, mean over 50 seeds), ``tolerance`` (of ``finds``, for this `n`), ``unit``,
        ``explanation``; and what is true of this draw: ``population`` (the finite value in the whole frame),
        ``up`` and ``down`` (branches), ``language``.

    Raises
    ------
    CXError
        Without a seed, with an unknown company, or with too few customers.
    """
    if name not in COMPANIES:
        raise CXError(f"make_sample: no company is called {name!r}.", nearest(name, COMPANIES))
    return _draw(_size(n), dict(zip(STREAMS, _streams(rng), strict=True)))


def _draw(n: int, rng: dict[str, np.random.Generator]) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    from .actions import action_table
    from .branches import draw_branches
    from .cases import draw_cases
    from .comments import draw_comments
    from .contacts import draw_contacts
    from .customers import draw_customers, published
    from .driver_study import draw_driver_study
    from .employees import draw_employees
    from .experience import draw_experience
    from .internal import draw_internal
    from .journeys import draw_journeys
    from .kano import draw_kano
    from .linkage import draw_branch_halves, draw_linkage
    from .playbook import playbook_table
    from .relationship import draw_relationship
    from .relationship_sample import draw_relationship_sample
    from .service import draw_service
    from .service import published as published_contacts
    from .touchpoints import draw_variables, register
    from .transactional import draw_responses, draw_transactional
    from .truth import planted

    branches = draw_branches(rng["branches"])
    linkage = draw_linkage(rng["branches"], branches["perks"].to_numpy())
    people = draw_customers(rng["customers"], n)
    log, people = draw_contacts(rng["contacts"], rng["journeys"], people)
    log = draw_service(rng["contacts"], log, people, branches["headcount"].to_numpy(), linkage)
    lived = draw_experience(rng["transactional"], log, people, linkage)
    log = draw_responses(rng["transactional"], log, people, lived)
    transactional, answers = draw_transactional(rng["transactional"], log, people, lived)
    relationship, invited, style = draw_relationship(rng["relationship"], people, log)
    comments, comment_truth = draw_comments(rng["comments"], answers, n)
    measured = transactional.groupby("touchpoint")["satisfaction"].mean()
    tables = {
        "customers": published(people),
        "branches": branches,
        "relationship": relationship,
        "contacts": published_contacts(log, people),
        "journeys": draw_journeys(rng["journeys"], log, people, lived["satisfaction"]),
        "transactional": transactional,
        "driver_study": draw_driver_study(rng["driver_study"], answers, n),
        "branch_halves": draw_branch_halves(rng["branches"], branches, linkage),
        "employees": draw_employees(rng["employees"], branches, linkage),
        "relationship_sample": draw_relationship_sample(rng["relationship"], invited, n),
        "touchpoints": register(),
        "touchpoint_variables": draw_variables(rng["variables"]),
        "cases": draw_cases(rng["cases"], answers, n),
        "internal": draw_internal(rng["internal"], measured),
        "kano": draw_kano(rng["kano"]),
        "actions": action_table(),
        "playbook": playbook_table(),
        "comments": comments,
        "comment_truth": comment_truth,
    }
    return tables, planted(invited, style)


def _size(n: int | None) -> int:
    """The number of customers, if it is one that can be drawn."""
    from .company import CUSTOMERS

    if n is None:
        return CUSTOMERS
    whole = isinstance(n, int | np.integer) and not isinstance(n, bool)
    if not whole or n < FEWEST:
        raise CXError(
            f"make_sample: n = {n!r} is not a whole number of at least {FEWEST} customers.",
            f"Leave n out for {CUSTOMERS:,} customers, or give {FEWEST} or more.",
        )
    return int(n)


def _streams(rng: int | np.random.Generator | np.random.SeedSequence | None) -> list[np.random.Generator]:
    """One generator per table; the caller's SeedSequence is left as it was."""
    if isinstance(rng, np.random.Generator):
        seed = np.random.SeedSequence(int(rng.integers(2**63)))
    elif isinstance(rng, np.random.SeedSequence):
        seed = np.random.SeedSequence(rng.entropy, spawn_key=rng.spawn_key, pool_size=rng.pool_size)
    elif isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0:
        seed = np.random.SeedSequence(int(rng))
    else:
        problem = "needs rng, since it draws random numbers" if rng is None else f"rng = {rng!r} is no seed"
        raise CXError(
            f"make_sample: {problem}.",
            "Give a whole number from 0, a numpy Generator or a SeedSequence: make_sample(rng=2027).",
        )
    return [np.random.default_rng(child) for child in seed.spawn(len(STREAMS))]


def sample_truth(folder: str | Path) -> dict[str, dict[str, Any]]:
    """What was planted in the data of a folder; empty where no truth is known.

    Parameters
    ----------
    folder : str or Path
        The folder of a study.

    Returns
    -------
    dict
        Name of the truth → ``structural finds tolerance unit explanation`` and, where there is one, the
        ``population`` value; as ``truth.toml`` says.
    """
    file = Path(folder) / "truth.toml"
    if not file.exists():
        return {}
    truth = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: entry for name, entry in truth.items() if isinstance(entry, dict)}
