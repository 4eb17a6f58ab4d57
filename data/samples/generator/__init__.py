"""The sample company Pont Nou, drawn from a known truth. `tools/write_samples.py` writes its files.

The package stands in no distribution: put data/samples on the import path, then `import generator`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cxlib.errors import CXError, nearest

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
    "careless",
    "prospects",
    "offers",
    "win_back",
    "booked",
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
        Number of customers, at least 500; 12,000 when left out. Contacts, answers and cases grow with it; the 120
        branches, their employees, the register and the house's own answers do not.
    rng : int, numpy.random.Generator or numpy.random.SeedSequence
        The seed, needed. The same seed gives the same tables; a Generator is advanced by one draw.

    Returns
    -------
    tables : dict of pandas.DataFrame
        By name; what a row is, then its columns. An empty cell is missing.

        **The frame and the firm.** ``customers``, a person in the firm's files: ``customer status segment branch
        contact_channel tenure language age_band joined_month left_month customer_since left_on``; months 1…36, joined 0
        is earlier, as is the day before the first; prospects are customers since no day.
        ``branches``: ``branch region perks headcount``; perks 0, 1, by lot. ``branch_halves``, a branch in a half-year
        1…6: ``branch half jobs on_time_share absence_pct``. ``touchpoints``, the register: ``touchpoint stage phase
        name channel owner_department visibility role bond need expectation design_standard foreseen_emotion target
        managed firm_moment staff_paid_for``; expectation and target 0…10. ``touchpoint_variables``, a share against its
        target: ``touchpoint variable unit target critical n_observed n_met``.

        **Contacts.** ``contacts``, the log: ``contact customer date month touchpoint channel department branch employee
        journey seq handed_over_from outcome told_again broken wait_minutes on_time pitch pulse invited responded
        booked_solved``; outcome solved, partly, failed; seq 0 is outside a journey; on_time at T06, T07, T13; pitch (by
        lot) at T03, T10; pulse 1…5, not at T15 and T16; booked_solved 0, 1, by whoever served. ``journeys``: ``journey
        customer journey_type start_date end_date journey_sat``, 0…10. ``transactional``, an answer after a contact:
        ``answer contact month touchpoint branch language mode lag_hours satisfaction recommend effort resolved c4_item
        c4_score felt strength emotion time_available``; satisfaction 0…10, recommend 0…10 after a repair only, effort
        1…5 (high is bad), c4_score 1…5 for the aspect c4_item, felt −5…5, strength 1…5, time_available 1…5.
        ``driver_study``, the longer form: ``answer touchpoint satisfaction``, ``d_speed d_competence d_ease d_promise
        d_tidy d_price d_on_time d_first_time d_explained d_clear d_correct d_kind`` 1…5 and 9 (does not apply),
        ``stated_first``. ``comments``: ``comment_id answer language touchpoint comment``, and ``hand_theme
        hand_valence`` (−1…1) for 600; ``may_quote``, 0 or 1. ``comment_truth``: ``comment_id theme_truth
        valence_truth pii_truth``.

        **The yearly survey.** ``relationship``, an answer in one of two waves: who answered, the items of the
        questionnaire with the codes 11 (no answer) and 9 (does not apply), ``items_done seconds returned12 weight``.
        The weight of an answer is the share of its cell (contact channel × tenure, within the wave) among everybody
        invited over the cell's share among those who answered; its mean is 1 in each wave. ``relationship_sample``,
        a person invited to a wave: ``wave customer status responded after_reminder phoned_recommend``.

        **The house.** ``employees``, an answer in one of six waves: ``respondent wave branch``, engagement
        ``eng_commit eng_belong eng_enthus eng_best`` 1–3, climate ``cli1``–``cli4``, experience ``ex_mastery
        ex_autonomy ex_purpose ex_transparency`` 1–3, ``pace1``–``pace3``; all 1…5 and 9. ``internal``, a person of the
        staff: ``person department``, items ``i1_aware`` … ``i8_saydo`` 1…5, ``i2_contacts`` (T06;T07), ``rank_T14`` …
        1…8, ``believed_T14`` … 0…10, ``tr_long`` … ``tr_goals`` 1…5. ``kano``: ``person feature functional
        dysfunctional``, 1 like … 5 dislike.
        ``actions``: ``action name touchpoint level owner cost effect std_error evidence status``. ``playbook``:
        ``touchpoint emotion acknowledge cause remedy max_hours``, and
        ``may_spend``, euros that the staff may give without asking. ``cases``, a bad or good answer taken up: ``case
        answer contact touchpoint valence opened score_before held_out answered hours_to_answer closed score_after``.

        **Before and after.** ``prospects``, somebody who asked and had bought nothing yet: ``prospect asked_on saw_web
        advised recommended failed bought_on``; what was met before buying 0, 1. ``offers``, a customer in a trial of
        half a year: ``customer offers settled_first satisfaction bought``; offers 0…4 and settled_first (whether they
        came after the matter was settled) by lot, satisfaction 0…10. ``win_back``, a former customer: ``customer
        channel asked came_back``; channel letter or telephone and asked 0, 1 by lot.
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
    from .drawing import draw_tables

    return draw_tables(_size(n), _streams(rng, "make_sample"))


def client_export(
    tables: dict[str, pd.DataFrame], *, rng: int | np.random.Generator | np.random.SeedSequence | None = None
) -> bytes:
    """The second wave of the yearly survey as a client would send it: a file that is hard to read.

    Semicolons, decimal commas, points between thousands, Windows letters, Spanish codes and words, two header rows, 48
    answers pasted twice, mistyped dates, a total below; comments hold e-mail addresses and telephone numbers.

    Parameters
    ----------
    tables : dict of pandas.DataFrame
        The company, as `make_sample` draws it.
    rng : int, numpy.random.Generator or numpy.random.SeedSequence
        The seed, needed; the company's own gives the file that ships.

    Returns
    -------
    bytes
        The whole file, in Windows-1252.
    """
    from .export import draw_export

    return draw_export(_streams(rng, "client_export")["export"], tables)


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


def _streams(
    rng: int | np.random.Generator | np.random.SeedSequence | None, caller: str
) -> dict[str, np.random.Generator]:
    """One generator per table, by name; the caller's SeedSequence is left as it was."""
    if isinstance(rng, np.random.Generator):
        seed = np.random.SeedSequence(int(rng.integers(2**63)))
    elif isinstance(rng, np.random.SeedSequence):
        seed = np.random.SeedSequence(rng.entropy, spawn_key=rng.spawn_key, pool_size=rng.pool_size)
    elif isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0:
        seed = np.random.SeedSequence(int(rng))
    else:
        problem = "needs rng, since it draws random numbers" if rng is None else f"rng = {rng!r} is no seed"
        raise CXError(
            f"{caller}: {problem}.",
            "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027.",
        )
    children = seed.spawn(len(STREAMS))
    return {name: np.random.default_rng(child) for name, child in zip(STREAMS, children, strict=True)}
