"""What the cells of a file hold before codes become gaps: answers, declared codes for no answer, "not used"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...errors import CXError
from ..cleaning.clean_column import clean_column
from ..contract.models import ColumnContract
from ..contract.parts import parts_of
from ..files.readers import RawTable
from ..files.several import below_one_another, read_part
from ..words.cells import BLANKS
from ..words.numbers import Decimal

if TYPE_CHECKING:
    from ..study import Study


def declined(study: Study, table: str, frame: pd.DataFrame) -> pd.DataFrame | None:
    """Which cells of scaled columns hold a declared code for no answer: somebody answered, if not with a rating.

    A row for each of `frame`, the table in pandas, and a column for each that declares such codes. None where the rows
    at hand cannot be laid beside those of the files.
    """
    its = study.contract.tables[table].columns
    coded = [name for name, one in its.items() if one.missing and one.bounds and not one.made]
    if not coded:
        return pd.DataFrame(index=frame.index)
    if study.whole is not None:
        return _of_part(study, table, frame)
    try:
        cells = codes_and_meanings(study, table, coded)
    except (CXError, KeyError, OSError):  # set aside of one of several files, of several tables, or gone
        return None
    found = pd.DataFrame({name: (one["meaning"] == "no answer") & (one["code"] != "") for name, one in cells.items()})
    given = pd.DataFrame({name: one["meaning"] == "answer" for name, one in cells.items()})
    fits = len(found) == len(frame) and np.array_equal(given, frame[coded].notna())
    return found.set_index(frame.index) if fits else None


def _of_part(study: Study, table: str, frame: pd.DataFrame) -> pd.DataFrame | None:
    """The codes of a part: of the whole, the rows that it has."""
    whole, (column, value) = study.whole, study.part
    found = None if whole is None else declined(whole, table, whole.tables[table])
    if whole is None or found is None:
        return None
    own = whole.labels(column, table=table)
    found = found if own is None else found[own == value]
    return found.set_index(frame.index) if len(found) == len(frame) else None


def codes_and_meanings(study: Study, table: str, columns: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Code and meaning of some columns, for each row of a table that was not set aside."""
    contract = study.contract.tables[table]
    raws = [read_part(study.folder, part) for part in parts_of(contract)]
    left_out = study.set_aside.loc[study.set_aside["table"] == table, "row"]
    if len(left_out) and len(raws) > 1:
        problem = f"{table}: rows of one of {len(raws)} files were set aside, and it is not known of which."
        raise CXError(problem, "Describe each file as a table of its own.")
    kept = ~np.isin(np.concatenate([raw.rows for raw in raws]), left_out)
    return {name: _meanings(name, contract.columns[name], raws, kept) for name in columns}


def _meanings(column: str, declared: ColumnContract, raws: Sequence[RawTable], kept: np.ndarray) -> pd.DataFrame:
    text = below_one_another(raws)[declared.source.strip(BLANKS)].rows()
    text = text[kept].reset_index(drop=True)
    clean = clean_column(column, text, declared, decimal=Decimal(), secret=False)
    meaning = np.select([clean.missing, clean.not_used], ["no answer", "not used"], "answer")
    return pd.DataFrame({"code": text, "meaning": meaning})
