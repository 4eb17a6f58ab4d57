"""The study: a folder with a study.toml that describes a client's files, which stay as they came.

Its rooms, each of which may import what stands to its left:
`words`, `faults_said` → `dates` → `contract` → `metadata` → `files` → `cleaning` → `checks` → `large` → `joins` →
`people` → `study_tables` → `study` → `read` → `behind`, `crowd`. What a room knows of those to its right it knows by
type only, as `Study`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .study import Study

if TYPE_CHECKING:
    from ..results import Result


def read_study(
    path: str | Path,
    *,
    engine: str = "pandas",
    tables: Sequence[str] | None = None,
    only: str = "",
    min_cell: int = 1,
) -> Study:
    """Read a study: every table cleaned as study.toml says, or every fault at once; employees in blocks of people.

    Parameters
    ----------
    path : str or Path
        The folder of the study, or its study.toml.
    engine : {"pandas", "polars", "duckdb", "spark"}
        The kind of table to give back. Ordered categories become Enums in polars and ENUMs in DuckDB; Spark has text,
        with the order in the column's metadata, where the functions of cxlib find it.
    tables : str or sequence of str, optional
        Read and check these tables only, and what holds between them: the name of a table, or a kind or a role, which
        takes every table of that kind or with a column of that role. All tables when left out.
    only : str
        Column and value, as ``"region: North"``: only these rows, in every table that can tell it. A table without the
        column takes it from the tables of units, customers or touchpoints that its keys lead to. Of the others,
        registers (units, touchpoints, actions, playbook) stay whole, and tables of people's answers are left out: they
        would speak of everybody. All rows where it is empty.
    min_cell : int
        The fewest employees of a wave of whom anything is told; the study's own number where that is larger. Teams that
        are too small get one name with others of their region, "Girona + Reus". Where it is more than 1, as in every
        notebook, so do units of which so few customers answered, and a part has no wave of which it has few.

    Returns
    -------
    Study
        Of a part, the first note says how many rows of each table are in it, and which tables were left out.

    Raises
    ------
    StudyError
        With every fault of study.toml and of the files in ``.failures``.
    CXError
        Where there is no study.toml, or no such engine or table, or the engine's package is not installed; where no
        table has the column of `only`, or no row its value, or the engine is not pandas.

    Notes
    -----
    With an engine other than pandas, a study with a text or Parquet file of over 500 MB (or 20 million rows) is never
    loaded whole. It is read and checked in pieces, as strictly as a small one; the clean tables lie in a
    private temporary folder, and the engine reads them from there (polars gives a LazyFrame). The folder goes when
    the Study goes: keep the Study as long as its tables. Such a text must be UTF-8 or UTF-16, or declare its encoding.

    Examples
    --------
    >>> import cxlib as cx
    >>> study = cx.read_study(cx.sample_study(), tables=["employees", "branches"], only="region: R01")
    >>> study.notes[0]
    'Only region: R01. 6 of 92 rows of branches, some rows of employees.'
    """
    from ..locale import MASTER, keep_in_notebook, spoken
    from .joins.group_names import group_names
    from .people.employees import Protection, results_folder
    from .read import read, read_part

    protection = Protection(fewest=min_cell, folder=results_folder())
    if only.strip():
        study = read_part(Path(path), only, engine=engine, tables=tables, protection=protection)
    else:
        study = read(Path(path), engine=engine, tables=tables, protection=protection)
    if spoken() != MASTER:
        keep_in_notebook(group_names(study))
    return study


def airport_survey(study: str | Path = "") -> Study:
    """The airport's survey, fetched where it is not there yet, or another study in its place.

    Parameters
    ----------
    study : str or Path
        The folder of another study, or its study.toml; empty for the airport's.

    Returns
    -------
    Study
        Where the airport's files cannot be fetched, one without tables: `absent` says why, and so do `Gates` on it.
    """
    from ..errors import CXError
    from ..samples.airport import HOME, airport_study
    from .read import without_data

    try:
        return read_study(study or airport_study())
    except CXError as error:
        if study:
            raise
        return without_data(HOME, error)


def describe_study(study: Study) -> Result:
    """What each column of a study holds, to look at before any analysis.

    Parameters
    ----------
    study : Study
        As `read_study` gives it.

    Returns
    -------
    Result
        One row per table and column: ``table column role n missing distinct min max
        not_used_share``. `n` counts answers, `missing` empty cells and declared codes;
        `not_used_share` is the share of codes for "not used" among all rows; `min` and `max`
        are given for numbers only.
    """
    from .checks.description import describe

    return describe(study)


def table_certificate(study: Study, *, table: str) -> Result:
    """What the form of a table promises: the checks that it passed, what to look at, what cannot be seen.

    It proves form, not truth: answers that were made up, begged for or given twice under two names look sound.

    Parameters
    ----------
    study : Study
        As `read_study` gives it.
    table : str
        Name of the table.

    Returns
    -------
    Result
        One row per check: ``check state count total found``. `state` is ``sound``, ``to look at`` or
        ``not to be seen`` (the contract does not declare what the check needs); `count` of `total` rows, columns or
        people are what was found. Values are never shown, except codes that the contract itself declares and the
        names of waves. The notes are those of the study on this table's columns.

    Raises
    ------
    CXError
        The study has no such table.
    """
    from .checks.certificate import certificate

    return certificate(study, table)


def where_asked(path: str | Path, column: str, *, otherwise: str) -> tuple[str, str]:
    """The table and the column or role that ``"table.column"`` names; no table where the study has none of the name.

    Parameters
    ----------
    path : str or Path
        The folder of the study, or its study.toml.
    column : str
        As ``"transactional.satisfaction"``; the table by its name or kind. Without a table it is the column alone.
    otherwise : str
        The role that is meant where the study has no such table.

    Returns
    -------
    (str, str)
        The table, empty where none is named or found; the column or role.
    """
    from .contract.toml_file import read_contract
    from .read import study_file

    home, _, asked = column.rpartition(".")
    contract, _ = read_contract(study_file(Path(path)))
    tables = {} if contract is None else contract.tables
    if home and not any(home in (name, its.kind) for name, its in tables.items()):
        return "", otherwise
    return home, asked


def sample_study() -> Path:
    """The folder of Pont Nou, the fictional company that the course uses.

    Returns
    -------
    Path
        What `read_study` and ``cx run`` take.
    """
    return Path(__file__).resolve().parents[2] / "data" / "samples" / "pont_nou"
