"""Is an answer prepared for each bad emotion that is met at a touchpoint?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ..aggregate import Table, people_by, person_of, require_columns, row_counts
from ..errors import CXError
from ..results import Result
from ..study.contract.roles import VALENCE


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Playbook(Result):
    """Bad emotions met, and whether an answer is prepared.

    Attributes
    ----------
    coverage : float
        Share of the pairs met that have an answer.
    coverage_of_people : float
        The same, each pair counted as often as it was met.
    discretion : float
        Share of all prepared answers that leave the staff something to decide; NaN where the playbook does not say.
    """

    coverage: float
    coverage_of_people: float
    discretion: float


def playbook_coverage(
    responses: Table,
    *,
    playbook: pd.DataFrame,
    touchpoint: str,
    emotion: str,
    discretion: str | None = None,
    min_seen: int = 5,
    min_cell: int = 1,
    valence: Mapping[str, int] | None = None,
) -> Playbook:
    """Which bad emotions met at a touchpoint have a prepared answer, and which are the commonest without one.

    Parameters
    ----------
    responses : table
        One row per answer.
    playbook : pandas.DataFrame
        One row per prepared answer, with columns of the same names.
    touchpoint, emotion : str
        Columns of words, in both tables.
    discretion : str, optional
        Column of the playbook: whether the answer leaves the staff something to decide, or how much they may give on
        their own; 0 and false are nothing.
    min_seen : int
        A pair met less often needs no answer.
    min_cell : int
        A pair that fewer people met is not told, where a pandas table knows whose its answers are.
    valence : mapping, optional
        1, 0 or −1 for each word; without it that of the workbook's own ten words.

    Returns
    -------
    Playbook
        ``touchpoint emotion n answered``: pairs with a bad emotion met `min_seen` times or more; those without an
        answer first, the commonest on top. Answers to pairs that were not met do not count. Counts of all answers:
        nothing is inferred.

    Raises
    ------
    CXError
        An unknown column, or no bad emotion met so often.
    """
    require_columns(responses, touchpoint=touchpoint, emotion=emotion)
    require_columns(playbook, touchpoint=touchpoint, emotion=emotion, discretion=discretion)
    kinds = VALENCE if valence is None else valence
    met = row_counts(responses, by=[touchpoint, emotion]).set_axis(["touchpoint", "emotion", "n"], axis=1).dropna()
    met = met[(met["emotion"].map(kinds) == -1) & (met["n"] >= min_seen)]
    if person_of(responses) is not None and isinstance(responses, pd.DataFrame):
        felt = responses.dropna(subset=[touchpoint, emotion])
        people = people_by(felt, pd.Series(list(zip(felt[touchpoint], felt[emotion], strict=True)), dtype=object))
        large = set(people.index[people >= min_cell])
        met = met[[pair in large for pair in zip(met["touchpoint"], met["emotion"], strict=True)]]
    if met.empty:
        raise CXError(
            f"{emotion}: no bad emotion was met {min_seen} times at a touchpoint.",
            "Lower min_seen, or give valence={…} for the words of your study.",
        )
    met = met.astype({"touchpoint": "str", "emotion": "str", "n": int})
    ready = playbook[[touchpoint, emotion]].dropna().astype("str").apply(tuple, axis=1)
    pairs = met[["touchpoint", "emotion"]].apply(tuple, axis=1)
    table = met.assign(answered=pairs.isin(set(ready)))
    table = table.sort_values(["answered", "n"], ascending=[True, False], kind="stable", ignore_index=True)
    leaves = float((playbook[discretion].dropna().astype(float) > 0).mean()) if discretion else float("nan")
    return Playbook(
        kind="playbook_coverage",
        table=table,
        settings={"min_seen": min_seen},
        coverage=float(table["answered"].mean()),
        coverage_of_people=float(table.loc[table["answered"], "n"].sum() / table["n"].sum()),
        discretion=leaves,
    )
