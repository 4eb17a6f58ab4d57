"""Whether a report on one part of a study may stand beside those on the whole and on the other parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError
from .plan import release_plan

if TYPE_CHECKING:
    from ..study import Study


def require_large_part(study: Study, *, table: str, min_cell: int) -> None:
    """Refuse employees' answers of a part that is too small, or that would lay another part open.

    Parameters
    ----------
    study : Study
        A part; a whole study is never refused.
    table : str
        Its table of employees. Where it has waves, the part must be large enough in each.
    min_cell : int
        The smallest group that may be shown.

    Raises
    ------
    CXError
        The part may not be shown.
    """
    if study.whole is None:
        return
    column, _, value = study.only.partition(": ")
    waves = study.whole.columns("wave", table=table)[:1]
    rows = pd.DataFrame({"part": study.whole.labels(column, table=table)})
    rows = rows.join(study.whole.tables[table][waves])
    plan = release_plan(rows, levels=[waves, ["part", *waves]], min_cell=min_cell)
    if (plan.hidden["part"] == value).any():
        raise CXError(
            f"{study.only} has fewer than {min_cell} employees who answered, or would give those of another part away.",
            "read the report on the whole, or join parts.",
        )
