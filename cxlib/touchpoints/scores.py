"""The score of each touchpoint: what is lived beside what was designed, and how much it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, column_list, require_level
from ..errors import CXError
from ..locale import say
from ..results import Result
from .answers import Cells, counted_answers, mean_limits, share_limits
from .evidence import ANSWERS, evidence_grades, require_source
from .register import listed, read_register, require_overlap

OWN = ["touchpoint", "stage", "department"]
NUMBERS = ["n", "estimate", "conf_low", "conf_high", "designed", "gap", "evidence"]
SHARES = ["share_met", "share_low", "share_high"]


def touchpoint_scores(
    responses: Table,
    *,
    touchpoint: str,
    rating: str,
    register: Table | None = None,
    top: float | None = None,
    scale: tuple[float, float] | None = None,
    source: str = "contact",
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """Mean rating of each touchpoint with its interval, its distance from the design, and its grade of evidence.

    Parameters
    ----------
    responses : table
        One row per answer: a pandas, polars, pyarrow, DuckDB or PySpark table.
    touchpoint, rating : str
        Columns of the touchpoint and of the rating, a number of which more is better.
    register : table, optional
        The register, with the same column `touchpoint` and ``stage owner_department target`` as far as they are
        known; `target` is the designed mean on the scale of `rating`.
    top : number, optional
        The lowest answer that meets the target; without it, the touchpoint's designed score.
    scale : (lowest, highest), optional
        What answers are possible; one outside stops the analysis, and no interval reaches beyond.
    source : {"contact", "memory", "opinion"}
        Whose answers they are: customers' about a recorded contact; customers' from memory, without a log; what the
        firm's people believe.
    by : str or list of str, optional
        Columns whose values make the groups.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    cluster : str or False, optional
        Column of what goes together. Without it, people who gave several of these answers, as a study's table knows by
        its column of role customer; False takes each row for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] touchpoint stage department n estimate conf_low conf_high designed gap evidence share_met share_low
        share_high``, in the order of the register. `gap` is designed less lived: above 0 the contact falls short.
        `share_met` is the share of answers that meet the target, with Wilson's interval. A registered touchpoint
        without answers has a row with n = 0. One that is in no register comes last, and a note names it.

    Raises
    ------
    CXError
        An unknown column, words for numbers, an answer or a target outside the scale, no answer at all, a register
        with one touchpoint twice or without any touchpoint of the answers.

    Notes
    -----
    Student's interval with n − 1 degrees of freedom. Where all answers are equal there is none: they do not show how
    far answers differ. Grades: A from 200 answers, B from 30, C from 1, D without any; with weights the effective
    number (Kish) counts, and where answers go together at most the number of clusters or people. From memory, without a
    log, no grade is better than C; an opinion is D.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"contact": ["call"] * 4, "rating": [6, 7, 7, 8]})
    >>> register = pd.DataFrame({"contact": ["call", "visit"], "target": [8, 7]})
    >>> found = cx.touchpoint_scores(answers, touchpoint="contact", rating="rating", register=register)
    >>> found.table[["touchpoint", "n", "gap", "evidence"]].values.tolist()
    [['call', 4, 1.0, 'C'], ['visit', 0, nan, 'D']]
    """
    require_level(confidence_level)
    require_source(source)
    by = column_list(by, responses)
    for name in by:
        if name == touchpoint or name in (*OWN, *NUMBERS, *SHARES, "target", "owner_department"):
            raise CXError(f"by: column {name!r} is one of the result's own.", "Give it another name, or leave it out.")
    if len(set(by)) < len(by):
        raise CXError("by: a column is named twice.", "Give each column one part to play.")
    cells = counted_answers(
        responses, touchpoint=touchpoint, rating=rating, by=by, weights=weights, scale=scale, cluster=cluster
    )  # fmt: skip
    known = _known(register, cells, touchpoint, scale)
    groups = cells.groups.rename(columns={touchpoint: "touchpoint"}).merge(known, on="touchpoint", how="left")
    estimate, low, high = mean_limits(cells, confidence_level)
    if scale is not None:
        low, high = np.maximum(low, scale[0]), np.minimum(high, scale[1])
    lowest = np.full(len(groups), top, float) if top is not None else groups["target"].to_numpy(float)
    met = share_limits(cells, cells.answer >= lowest[cells.group], confidence_level)
    table = groups.assign(
        n=cells.totals(cells.n).astype(int), estimate=estimate, conf_low=low, conf_high=high,
        evidence=evidence_grades(cells.kish_n, source),
    )  # fmt: skip
    table[SHARES] = np.where(np.isnan(lowest)[:, None], np.nan, np.column_stack(met))
    # Rows in the register's order within each group, those without answers put in with n = 0
    groups = table[by].drop_duplicates() if by else pd.DataFrame(index=range(1))
    blank = groups.merge(known, how="cross").assign(_place=np.tile(np.arange(len(known)), len(groups)))
    keys = [*by, "touchpoint"]
    found = blank[[*keys, "_place"]].merge(table, on=keys, how="outer")
    missing = found["n"].isna()
    own = found.loc[missing, ["touchpoint"]].merge(known, on="touchpoint", how="left")
    for name in ("stage", "owner_department", "target"):
        found.loc[missing, name] = own[name].to_numpy()
    found.loc[missing, "evidence"] = "D"
    found = found.assign(n=found["n"].fillna(0).astype(int), _place=found["_place"].fillna(len(known)))
    table = found.sort_values([*by, "_place"], kind="stable", ignore_index=True)
    table = table.rename(columns={"owner_department": "department", "target": "designed"})
    table["gap"] = table["designed"] - table["estimate"]
    settings = {
        "touchpoint": touchpoint, "rating": rating, "top": top, "scale": scale, "source": source, "by": by,
        "weights": weights, "cluster": cells.by_what,
        "confidence_level": confidence_level, "answers_by_grade": dict(ANSWERS),
    }  # fmt: skip
    # What the numbers do not say: touchpoints in no register, without answers, without spread
    notes = []
    strangers = list(dict.fromkeys(table.loc[~table["touchpoint"].isin(known["touchpoint"]), "touchpoint"]))
    if (register is not None) and strangers:
        notes.append(say("Not in the register: {names}.", names=listed(strangers)))
    silent = list(dict.fromkeys(table.loc[table["n"] == 0, "touchpoint"]))
    if silent:
        notes.append(say("Without an answer: {silent}.", silent=listed(silent)))
    alike = list(dict.fromkeys(table.loc[(table["n"] > 0) & table["conf_low"].isna(), "touchpoint"]))
    if alike:
        notes.append(say("No interval where there is one answer or all are equal: {alike}.", alike=listed(alike)))
    table = table[[*by, *OWN, *NUMBERS, *SHARES]]
    return Result(kind="touchpoint_scores", table=table, settings=settings, notes=(*cells.notes, *notes))


def _known(register: Table | None, cells: Cells, touchpoint: str, scale: tuple[float, float] | None) -> pd.DataFrame:
    """What the register says of each touchpoint; without a register, the touchpoints of the answers."""
    seen = list(dict.fromkeys(cells.groups[touchpoint].astype(object)))
    if register is None:
        bare = pd.DataFrame({"touchpoint": pd.Series(seen, dtype=object)})
        return bare.assign(stage=None, owner_department=None, target=np.nan)
    known = read_register(register, touchpoint=touchpoint).astype({"touchpoint": object})
    require_overlap(seen, known, "responses")
    if scale is not None:
        outside = known[(known["target"] < scale[0]) | (known["target"] > scale[1])]
        if len(outside):
            raise CXError(
                f"register: the target of {listed(outside['touchpoint'])} is outside {scale[0]:g}…{scale[1]:g}.",
                "Give targets on the scale of the rating.",
            )
    return known[["touchpoint", "stage", "owner_department", "target"]]
