"""Sentences on what is shown of groups of people, what stays hidden, and what an attack finds."""

from __future__ import annotations

from ..results import Result


def release_sentence(plan: Result) -> str:
    """How many groups of each level are shown, and why the others are not.

    Parameters
    ----------
    plan : Result
        Of `release_plan`.
    """
    said = []
    for row in plan.table.itertuples(index=False):
        hidden = row.groups - row.shown
        if not hidden:
            said.append(f"{row.level}: {'it is shown' if row.groups == 1 else f'all {row.groups:,} are shown'}.")
            continue
        reasons = (
            (row.small, f"below {plan.settings['min_cell']} people"),
            (row.alike, "where everybody gave the same answer, at an end of the scale"),
            (row.difference, "which another group shown, less a few people, would give away"),
            (row.beside, "beside one of these, which the rest would give away"),
            (row.earlier, "hidden because of earlier runs"),
        )
        why = ", ".join(f"{count:,} {reason}" for count, reason in reasons if count)
        said.append(f"{row.level}: {row.shown:,} of {row.groups:,} shown; hidden are {why}.")
    return "\n".join(said)


def attack_sentence(before: Result, after: Result) -> str:
    """What an attack finds without the rules and with them.

    Parameters
    ----------
    before, after : Result
        Of `reconstruct_cells`, on what would be published without the rules and with them.
    """
    groups = _learned(before), _learned(after)
    return f"Without the rules {_laid_open(*groups[0])}; with them {_laid_open(*groups[1])}."


def cost_sentence(costs: Result) -> str:
    """How many groups are left at each threshold.

    Parameters
    ----------
    costs : Result
        ``min_cell shown groups``, one row per threshold.
    """
    table = costs.table.sort_values("min_cell")
    if len(table) < 2:
        return "One threshold shows no price."
    first, last = table.iloc[0], table.iloc[-1]
    if first["shown"] == last["shown"]:
        return f"From {first['min_cell']} to {last['min_cell']} people, the same {first['shown']:,} groups are shown."
    return (
        f"From {first['min_cell']} to {last['min_cell']} people, the groups shown fall from {first['shown']:,} to "
        f"{last['shown']:,} of {first['groups']:,}."
    )


def _learned(result: Result) -> tuple[int, int]:
    learned = result.table["learned"]
    return int((learned == "answers").sum()), int((learned == "number").sum())


def _laid_open(answers: int, numbers: int) -> str:
    said = [
        f"the {what} of {count:,} hidden {'group' if count == 1 else 'groups'}"
        for what, count in (("answers", answers), ("headcount", numbers))
        if count
    ]
    if not said:
        return "nothing of a hidden group is laid open"
    return f"{' and '.join(said)} {'is' if said[0].startswith('the headcount') else 'are'} laid open"
