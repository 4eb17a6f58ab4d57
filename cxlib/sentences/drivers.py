"""Sentences that read what drives an outcome: how much, how surely, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..results import Result
from .words import FEW, called, listed

PER_DRIVER = 15  # fewer answers for each driver than this carry no order
SURE = 0.95  # share of resamples from which a place counts as settled
METHODS = {
    "lmg": "LMG",
    "relative_weights": "Johnson's weights",
    "first": "R² alone",
    "last": "R² added last",
    "pratt": "Pratt's shares",
}

Labels = Mapping[str, str] | None


def importance_sentence(results: Result | Sequence[Result], *, labels: Labels = None) -> str:
    """How much the drivers explain together, and whether the methods agree on the first.

    Parameters
    ----------
    results : Result or sequence of Result
        Of `driver_importance` and `driver_slopes` on the same answers, without groups; the first has the R².
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    results = [results] if isinstance(results, Result) else list(results)
    main = results[0]
    if thin := too_few(main.table):
        return f"{thin} what matters."
    many = "1 driver explains" if len(main.table) == 1 else f"{len(main.table)} drivers explain"
    text = (
        f"{many} {100 * main.r_squared:.0f} % of the variation in "
        f"{called(main.settings['outcome'], labels)} (R² {main.r_squared:.2f}, n = {_n(main.table):,})."
    )
    firsts = {_method(result): _first(result) for result in results}
    named = sorted(set(firsts.values()), key=list(firsts.values()).index)
    if len(named) > 1:
        by_method = listed([f"{called(name, labels)} by {method}" for method, name in firsts.items()])
        text += f" The methods do not agree on the first: {by_method}. None can be told to be it."
    elif len(results) > 1:
        text += (
            f" {'Both' if len(results) == 2 else f'All {len(results)}'} methods put {called(named[0], labels)} first."
        )
    turned = main.table.loc[main.table["sign_agrees"].eq(False).fillna(False).astype(bool), "driver"]
    if len(turned):
        names = listed([called(name, labels) for name in turned])
        text += f" Correlation and slope have opposite signs for {names}: neither may be read as an effect."
    return text


def _first(result: Result) -> str:
    """The driver of the largest share, or of the steepest slope up or down."""
    estimate = result.table.set_index("driver")["estimate"]
    return (estimate if "method" in result.settings else estimate.abs()).idxmax()


def _method(result: Result) -> str:
    return METHODS[result.settings["method"]] if "method" in result.settings else "slope"


def _n(table: pd.DataFrame) -> int:
    return int(table["n"].max())


def too_few(table: pd.DataFrame) -> str:
    """How a sentence begins that has too few answers to go on; empty if there are enough."""
    n, drivers = _n(table), len(table)
    if n >= PER_DRIVER * drivers and table["estimate"].notna().any():
        return ""
    return f"{n:,} answers for {drivers} driver{'' if drivers == 1 else 's'}: too few to say"


def _percent(share: float) -> str:
    whole = round(100 * share)
    edge = {0: "less than 1 %", 100: "more than 99 %"} if 0 < share < 1 else {}
    return edge.get(whole, f"{whole} %")


def ranks_sentence(result: Result, *, labels: Labels = None) -> str:
    """How sure the order is: who is first how often, and which places are open.

    Parameters
    ----------
    result : Result
        Of `driver_importance` with resamples, without groups. A place is settled where one driver takes it in at least
        95 % of the resamples.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    if thin := too_few(result.table):
        return f"{thin} in which order they matter."
    if result.ranks is None:
        return "Without resamples nothing can be said of how sure the order is."
    table = result.ranks.sort_values("share", ascending=False)
    first = table[table["rank"] == 1].reset_index(drop=True)
    of = f"of {result.settings['n_resamples']:,} resamples"
    leader, share = called(first.loc[0, "driver"], labels), first.loc[0, "share"]
    if share >= SURE:
        text = f"{leader[:1].upper()}{leader[1:]} is first in {_percent(share)} {of}"
    else:
        rivals = [f"{called(line.driver, labels)} in {_percent(line.share)}" for line in first.iloc[1:3].itertuples()]
        rivals = [rival for rival, gets in zip(rivals, first["share"].iloc[1:3], strict=True) if gets >= 0.005]
        text = f"No driver can be named first: {leader} takes the place in {_percent(share)} {of}"
        text += "".join(f", {rival}" for rival in rivals)
    highest = table.groupby("rank")["share"].max().sort_index()
    open_places = [place for place, top in highest.items() if top < SURE and place > 1]
    if not open_places:
        rest = {1: "there is no other", 2: "the other place is settled, too"}
        return f"{text}; {rest.get(len(highest), 'the other places are settled, too')}."
    places = _runs(open_places)
    return f"{text}; {places} {'is' if len(open_places) == 1 else 'are'} open."


def _runs(places: Sequence[int]) -> str:
    """Places in words: "places 2 to 5 and 7"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    said = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(place) for place in run] for run in runs]
    return f"place{'' if len(places) == 1 else 's'} {listed([part for run in said for part in run])}"


def decoy_sentence(importance: Result, *, driver: str, effect: float, labels: Labels = None) -> str:
    """Where a driver ranks by each association, beside the effect that was planted; for the sample company only.

    Parameters
    ----------
    importance : Result
        Of `driver_importance`, without groups.
    driver : str
        Column of the driver.
    effect : float
        What was planted, 0 for none.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    table, name = importance.table.set_index("driver"), called(driver, labels)
    if thin := too_few(importance.table):
        return f"{thin} where {name} ranks."
    marks = {"r": "correlation", "estimate": "part of R²", "beta": "slope"}
    places = {column: int(table[column].abs().rank(ascending=False, method="min")[driver]) for column in marks}
    said = listed(
        [f"{_place(places[column])} by {words} ({table.loc[driver, column]:.2f})" for column, words in marks.items()]
    )
    text = f"Of {len(table)} drivers, {name}: {said}.".replace("-", "−")
    if effect != 0:
        return f"{text} Its planted effect is {effect:z.2f}.".replace("-", "−")
    high = "ranks high by every association and " if max(places.values()) <= len(table) / 2 else ""
    return (
        f"{text} This rating {high}has no effect at all: a good mood lifts it and satisfaction alike. "
        "Money spent on it would buy nothing."
    )


def _place(place: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return words[place - 1] if place <= len(words) else f"place {place}"


def segments_sentence(result: Result, *, by: str, labels: Labels = None) -> str:
    """Which driver is surely first in each group; which groups leave it open, and which have too few answers.

    Parameters
    ----------
    result : Result
        Of `driver_importance` by group with resamples, or such tables under one another.
    by : str
        Column of the groups.
    labels : mapping, optional
        Column of a driver, or a group → the words to say.
    """
    sure, open_groups, thin = [], [], 0
    for group, table in result.table.groupby(by, sort=False, observed=True):
        first = table[(table["rank_high"] <= 1).fillna(False).astype(bool)]
        if too_few(table):
            thin += 1
        elif table["rank_high"].isna().all():
            return "Without resamples nothing can be said of which driver is first in a group."
        elif len(first):
            sure.append(f"{called(group, labels)}: {called(first['driver'].iloc[0], labels)}")
        else:
            open_groups.append(called(group, labels))
    said = [f"Surely first: {'; '.join(sure)}." if sure else "No group has a driver that is surely first."]
    if open_groups and sure:
        said.append(f"First place is open: {', '.join(open_groups)}.")
    if thin:
        groups = "one group" if thin == 1 else f"{thin} groups"
        said.append(f"Too few answers to say in {groups} (fewer than {PER_DRIVER} for each driver).")
    return " ".join(said)


def stated_sentence(stated: Result, importance: Result, *, labels: Labels = None) -> str:
    """What people say matters most, beside what their ratings follow.

    Parameters
    ----------
    stated : Result
        ``driver n estimate`` and, where known, ``conf_low conf_high``: share of people who name a driver first.
    importance : Result
        Of `driver_importance` on the same drivers, without groups.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    said = stated.table.sort_values("estimate", ascending=False).reset_index(drop=True)
    if thin := too_few(importance.table):
        return f"{thin} what the ratings follow."
    if _n(said) < FEW:
        return f"{_n(said)} people named what matters: too few to say."
    top = f"{called(said.loc[0, 'driver'], labels)} ({100 * said.loc[0, 'estimate']:.0f} %)"
    text = f"People name {top} first"
    if "conf_low" in said and len(said) > 1 and said.loc[0, "conf_low"] <= said.loc[1, "conf_high"]:
        text = f"People name {top} most often, which cannot be told from {called(said.loc[1, 'driver'], labels)}"
    derived = importance.table.set_index("driver").sort_values("estimate", ascending=False)
    first = derived.index[0]
    if first == said.loc[0, "driver"]:
        return f"{text}, and their ratings follow it most, too."
    own = derived["share"].get(said.loc[0, "driver"], float("nan"))
    rest = "" if own != own else f" What they name most has {100 * own:.0f} %."
    return (
        f"{text}; their ratings follow {called(first, labels)} most "
        f"({100 * derived.loc[first, 'share']:.0f} % of what is explained).{rest}"
    )


def entanglement_sentence(result: Result, *, labels: Labels = None) -> str:
    """How much one common tendency carries of all ratings, and which two go together most.

    Parameters
    ----------
    result : Result
        Of `driver_entanglement`.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    table, drivers, n = result.table, len(result.inflation), _n(result.table)
    if n < PER_DRIVER * drivers:
        return f"{n:,} answers for {drivers} drivers: too few to say how they hang together."
    top = table.loc[table["r"].abs().idxmax()]
    share = f"{100 * result.first_component:.0f} %"
    pair = f"{called(top['driver'], labels)} and {called(top['other'], labels)}"
    chance = (1 + (drivers / n) ** 0.5) ** 2 / drivers  # the most that unrelated columns give (Marchenko and Pastur)
    if result.first_component <= chance:
        return f"No common tendency can be told from chance: one direction carries {share} of {drivers} ratings."
    return (
        f"One common tendency carries {share} of what {drivers} ratings hold; unrelated ones would give "
        f"{100 * chance:.0f} %. Closest are {pair} (r {top['r']:.2f})."
    ).replace("-", "−")


def lost_sentence(result: Result, *, rows: int, labels: Labels = None) -> str:
    """How many answers the analysis leaves out because a rating is missing, and which driver costs most.

    Parameters
    ----------
    result : Result
        Of `driver_importance`, without groups.
    rows : int
        Answers that there were.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    n = _n(result.table)
    if n >= rows:
        return f"All {rows:,} answers have every rating."
    worst = result.lost.sort_values("missing", ascending=False).iloc[0]
    return (
        f"{rows - n:,} of {rows:,} answers ({_percent((rows - n) / rows)}) lack a rating and are left out; "
        f"{called(worst['driver'], labels)} alone is missing in {int(worst['missing']):,}."
    )
