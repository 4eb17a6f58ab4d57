"""The reading of importance by group: which driver is first in each, as far as that is settled."""

from __future__ import annotations

from ..locale import say, say_number
from ..results import Result
from ..text import FEW_PER_DRIVER, listed
from .dispatch import reads
from .drivers_counted import in_all, is_thin, thin_reading
from .names import MOST, Labels, named
from .prose import Evidence, Number, Reading


@reads("importance_by_group")
def groups_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which driver is surely first in each group; which groups leave it open, and which have too few answers.

    Parameters
    ----------
    result : Result
        A table of `driver_importance` with resamples for each group.
    """
    by = list(result.settings["by"])
    topic = "driver_importance groups"
    limits = say("A driver that is first in one group and not in another need not differ between them.")
    sure, open_groups, thin, numbers = {}, [], [], []
    for group, table in result.table.groupby(by, sort=False, observed=True):
        name = listed([named(part, labels) for part in group])
        first = table[(table["rank_high"] <= 1).fillna(False).astype(bool)]
        if is_thin(table):
            thin.append(name)
        elif table["rank_high"].isna().all():
            headline = say("Without resamples nothing can be said of which driver is first in a group.")
            return thin_reading(topic, in_all(result.table), limits, headline)
        elif len(first):
            line = first.iloc[0]
            sure[name] = named(line["driver"], labels)
            told = say("{driver} in {group}", driver=sure[name], group=name)
            numbers.append(Number(label=told, n=line["n"], estimate=line["share"], unit="share"))
        else:
            open_groups.append(name)
    of = len(sure) + len(open_groups) + len(thin)
    headline = say("No group has a driver that is surely first.")
    if sure:
        headline = say(
            "In {number} of {all} groups one driver is surely first: {drivers}.",
            number=len(sure),
            all=of,
            drivers=listed([number.label for number in numbers], most=MOST),
        )
    text = [headline]
    if open_groups and sure:
        text.append(say("First place is open in {groups}.", groups=listed(open_groups, most=MOST)))
    if thin:
        text.append(
            say_number(
                "Too few answers to say in {number} group (fewer than {few} for each driver): {groups}.",
                "Too few answers to say in {number} groups (fewer than {few} for each driver): {groups}.",
                len(thin),
                number=len(thin),
                few=FEW_PER_DRIVER,
                groups=listed(thin, most=MOST),
            )
        )
    evidence: Evidence = "supported" if sure else "open" if open_groups else "too few"
    return Reading(
        topic=topic,
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        groups=list(sure),
        evidence=evidence,
        limits=limits,
    )
