"""Results of several groups, read by a reader that knows one: each group by itself, with its name in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from ..locale import say
from ..results import Result
from .differing_groups import called_group
from .dispatch import Reader
from .drivers_counted import in_front
from .names import MOST
from .prose import Evidence, Reading


def each_group(reader: Reader) -> Reader:
    """The reader of one group, made to read the groups of ``settings["by"]`` one after the other."""

    @wraps(reader)
    def read(result: Result, *others: Result, **context: Any) -> Reading:
        by = result.settings.get("by")
        if not by:
            return reader(result, *others, **context)
        labels: Mapping[str, str] | None = context.get("labels")
        said = []
        for _, table in result.table.groupby(by, sort=False, observed=True, dropna=False):
            where = called_group(table.astype(object).iloc[0], by, labels)
            alone = replace(result, table=table.reset_index(drop=True), settings={**result.settings, "by": []})
            one = reader(alone, *others, **context)
            numbers = [
                replace(number, label=say("{what}: {name}", what=where, name=number.label)) for number in one.numbers
            ]
            said.append(replace(in_front(one, where), numbers=numbers))
        found = {one.evidence for one in said}
        first: tuple[Evidence, ...] = ("supported", "open", "described", "too few")
        return replace(
            said[0],
            topic=said[0].topic.split(" ")[0],
            headline=" ".join(one.headline for one in said[:MOST]),
            text="\n\n".join(one.text for one in said),
            numbers=[number for one in said for number in one.numbers],
            groups=list(dict.fromkeys(name for one in said for name in one.groups)),
            evidence=next(one for one in first if one in found),
        )

    return read
