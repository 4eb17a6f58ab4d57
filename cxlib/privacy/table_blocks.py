"""Any table of people put into blocks, as `read_study` puts those of employees."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..blocks import People, put_in_blocks
from ..errors import CXError, nearest


def in_blocks(
    data: pd.DataFrame,
    *,
    by: Sequence[str],
    answers: Sequence[str],
    wave: str | None = None,
    scale: tuple[float, float] | None = None,
    min_cell: int = 10,
) -> pd.DataFrame:
    """The table with its groups named so that each has enough people: those too small under one name with others.

    Every number made of the new groups, however they are crossed or taken from one another, is about whole blocks of at
    least `min_cell` people. `read_study` does the same with employees.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per person, or per person and wave.
    by : sequence of str
        Columns of groups, from the most important down: of a region with teams of 14, 13 and 1, the last two become one
        team, for they lie in the same region.
    answers : sequence of str
        Columns of numbers. A block has `min_cell` answers to each that is asked of all.
    wave : str, optional
        Column of the wave: a block has enough people in each.
    scale : (low, high), optional
        Ends of the answers. A group that gave only the lowest or only the highest is joined as a small one is.
    min_cell : int
        The smallest block.

    Returns
    -------
    pandas.DataFrame
        The same columns; rows that cannot be told are left out.

    Raises
    ------
    CXError
        A column is missing, or `min_cell` is below 1.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> staff = pd.DataFrame({"team": list("A" * 14 + "B" * 13 + "C"), "mood": [1, 2] * 14})
    >>> cx.in_blocks(staff, by=["team"], answers=["mood"])["team"].unique().tolist()
    ['A', 'B + C']
    """
    for name in [*by, *answers, *([wave] if wave else [])]:
        if name not in data:
            raise CXError(f'The table has no column "{name}".', nearest(name, data.columns))
    if min_cell < 1:
        raise CXError(f"min_cell: {min_cell} is not 1 or more.", "Write the fewest people that may be told of.")
    people = People(
        wave=data[wave] if wave else None,
        person=None,
        levels={name: data[name] for name in by},
        answers=data[list(answers)].astype(float),
        scales={"scale": (list(answers), *scale)} if scale else {},
    )
    blocks = put_in_blocks(people, fewest=min_cell)
    told = data.assign(**{name: pd.Series(labels, index=data.index) for name, labels in blocks.labels.items()})
    return told[blocks.told].reset_index(drop=True)
