"""The arguments of an analysis of drivers, checked once: which columns enter, how, and under which name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..aggregate import Table, column_list, require_columns, require_numbers
from ..errors import CXError, nearest
from ..estimators.subsets import LARGEST

ONE_PART = "Give each column one part to play."


@dataclass(frozen=True, kw_only=True)
class Design:
    """Which columns enter, and how.

    `columns` are the drivers' columns, those that are always in, and the outcome last; `names` are the rows of the
    result; `blocks` are the places of each row's columns, `always` those of the columns of every model.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...]
    blocks: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]

    @property
    def predictors(self) -> tuple[str, ...]:
        return self.columns[:-1]


def read_design(
    data: Table,
    *,
    outcome: str,
    drivers: str | Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
    always: str | Sequence[str] = (),
) -> Design:
    """Check the columns, and put the groups where their first member stands."""
    if outcome is None or not isinstance(outcome, Hashable):
        raise CXError(f"outcome: {outcome!r} is not a column.", "Write the name of one column.")
    drivers, always = column_list(drivers), column_list(always)
    require_columns(data, outcome=outcome, drivers=drivers, always=always)
    if not drivers:
        raise CXError("drivers: none is named.", "Name the columns of the drivers.")
    for argument, names in (("drivers", drivers), ("always", always)):
        for name in names:
            if names.count(name) > 1:
                raise CXError(f"{argument}: {name!r} is named twice.", "Name each column once.")
            if name == outcome:
                raise CXError(f"{argument}: {name!r} is the outcome, too.", ONE_PART)
    for name in always:
        if name in drivers:
            raise CXError(f"always: {name!r} is one of the drivers, too.", ONE_PART)
    for argument, names in (("outcome", [outcome]), ("drivers", drivers), ("always", always)):
        for name in names:
            require_numbers(data, **{argument: name})
    parts = dict.fromkeys(drivers, "a driver") | dict.fromkeys(always, "a column always in") | {outcome: "the outcome"}
    home = _homes(drivers, groups or {}, parts)
    rows: dict[str, list[int]] = {}
    for place, name in enumerate(drivers):
        rows.setdefault(home.get(name, name), []).append(place)
    return Design(
        columns=(*drivers, *always, outcome),
        names=tuple(rows),
        blocks=tuple(map(tuple, rows.values())),
        always=tuple(range(len(drivers), len(drivers) + len(always))),
    )


def _homes(drivers: list[str], groups: Mapping[str, Sequence[str]], parts: Mapping[str, str]) -> dict[str, str]:
    """The group of each driver that is in one; `parts` says what each column of the model is."""
    if not isinstance(groups, Mapping):
        raise CXError(f"groups: a {type(groups).__name__} gives no names.", 'Write groups = {"name": ["a", "b"]}.')
    home: dict[str, str] = {}
    for group, members in groups.items():
        members = column_list(members)
        if group in parts:
            problem = f"groups: {group!r} is also the name of {parts[group]}."
            raise CXError(problem, "Give the group a name of its own.")
        if not members:
            raise CXError(f"groups: {group!r} has no member.", "Name its columns, or leave the group out.")
        for name in members:
            if name not in drivers:
                raise CXError(f"groups: {name!r} of {group!r} is not one of the drivers.", nearest(name, drivers))
            if name in home:
                where = f"{group!r} twice" if home[name] == group else f"{home[name]!r} and in {group!r}"
                raise CXError(f"groups: {name!r} is in {where}.", "Put each driver into one group.")
            home[name] = group
    return home


def require_apart(design: Design, *, taken: Iterable[str] = (), **columns: str | Sequence[str] | None) -> None:
    """Stop where a column of groups, weights or ids has another part, or the name of a result's column."""
    seen = dict.fromkeys(design.columns, "a driver or the outcome")
    for argument, names in columns.items():
        for name in column_list(names):
            if name in seen:
                raise CXError(f"{argument}: column {name!r} is {seen[name]}, too.", ONE_PART)
            seen[name] = f"in {argument}"
            if argument in ("by", "between") and name in taken:
                raise CXError(
                    f"{argument}: column {name!r} has the name of a result's column.",
                    "Give it another name in study.toml.",
                )


def require_two(design: Design) -> None:
    """Stop at a driver without another to be set against."""
    if len(design.names) < 2:
        raise CXError(f"drivers: {design.names[0]!r} is alone.", "Name at least two.")


def require_method(design: Design, method: str) -> None:
    """Stop at a method that is undefined for these drivers, or would take too long."""
    grouped = any(len(block) > 1 for block in design.blocks)
    if method == "relative_weights" and (grouped or design.always):
        what = "groups" if grouped else "always"
        raise CXError(
            f"method: relative weights are not defined with {what}.",
            'Write method = "lmg", or leave them out.',
        )
    if method == "lmg":
        require_few(design)


def require_few(design: Design) -> None:
    """Stop where there are too many subsets to look at each."""
    if len(design.blocks) > LARGEST:
        raise CXError(
            f"drivers: {len(design.blocks)} have more subsets than can be looked at; {LARGEST} are the most.",
            'Write method = "relative_weights" (in a run: -p method=relative_weights), or name fewer drivers; in code, '
            'groups = {"name": [columns]} joins some.',
        )
