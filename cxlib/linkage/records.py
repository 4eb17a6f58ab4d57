"""Measures of units from records: one number a unit, or a unit and wave, beside what people answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..aggregate import Table, cross_products, require_columns, require_numbers
from ..errors import CXError
from ..locale import say
from ..text import count
from .joining import Panel
from .unit_keys import alike


def with_records(panel: Panel, records: Table, *, unit: str, wave: str | None, mediator: str) -> Panel:
    """The panel with the mediator before the outcome; stops where a unit and wave stands twice in the records."""
    require_columns(records, unit=unit, wave=wave, mediator=mediator)
    require_numbers(records, mediator=mediator)
    keys = [unit] if wave is None else [unit, wave]
    found = cross_products(records, columns=[mediator], by=keys)
    what = " and ".join(keys)
    twice = int((found.n > 1).sum())
    if twice:
        mend = "Keep one row each" + ("." if wave else ", or name the column of the wave.")
        raise CXError(f"records: {twice:,} values of {what} stand in several rows.", mend)
    groups = found.groups.astype(object)
    labels = list(zip(*(groups[name] for name in keys), strict=True))
    value = dict(zip(labels, found.means[:, 0], strict=True))
    wanted = [
        (panel.units[u],) if wave is None else (panel.units[u], panel.waves[w])
        for u, w in zip(panel.unit, panel.wave, strict=True)
    ]
    column = np.array([value.get(label, np.nan) for label in wanted], float)
    pairs = [(unit, [label[0] for label in labels], panel.units)]
    pairs += [(wave, [label[1] for label in labels], panel.waves)] if wave is not None else []
    hints = [(name, alike(set(ours) - set(theirs), set(theirs) - set(ours))) for name, ours, theirs in pairs]
    if np.isnan(column).all():
        hint = next((f"Of {name}, {hint}" for name, hint in hints if hint), "Write the units in one way in all tables.")
        raise CXError(
            f"records: none of its {len(labels):,} values of {what} is among those of the answers.",
            hint,
        )
    lost = int(np.isnan(column).sum())
    notes = panel.notes + (
        (
            say(
                "records: {lost} of {number} values of {what} have no {mediator}.",
                lost=count(lost),
                number=count(len(column)),
                what=what,
                mediator=mediator,
            ),
        )
        * bool(lost)
    )
    notes += tuple(f"records: of {name} in one table only, {hint}" for name, hint in hints if hint)
    # the mediator stands before the outcome, as the paths expect it
    values = np.column_stack([panel.values[:, :-1], column, panel.values[:, -1]])
    return replace(panel, names=(*panel.names[:-1], mediator, panel.names[-1]), values=values, notes=notes)
