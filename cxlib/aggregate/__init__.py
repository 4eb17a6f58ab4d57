"""The one door to the table engines: any table in, small frames of counts and sums out.

Pandas frames go straight to numpy; polars, pyarrow, DuckDB and PySpark tables are reduced where they lie,
through narwhals, and are never loaded whole. Whatever the engine, the answer is small, sorted by its group
columns, and the same. Missing groups (null, NaN) are kept as missing, last, so that the caller can count what
it leaves out.
"""

from .answer_cells import AnswerCells, cells_of, listed_answers, require_on_scale
from .columns import column_names, require_columns, require_numbers, weight_faults
from .counts import answer_counts, level_codes, row_counts, unit_sums
from .marks import (
    ALONE,
    CODES,
    MARK,
    UNKNOWN,
    Found,
    behind_of,
    is_together,
    mark_behind,
    mark_person,
    mark_together,
    people_of,
    person_of,
    told_together,
)
from .missing import missing_counts
from .narwhals_adapter import Table
from .people import (
    COUNTED,
    Cluster,
    Whose,
    as_if_independent,
    cluster_column,
    people_by,
    whose_rows,
    with_codes,
    with_people,
)
from .products import CrossProducts, cross_products
from .skipped import in_print, printed, with_skipped_filled
from .validation import (
    column_list,
    require_choice,
    require_level,
    require_reference,
    require_rng,
    require_seed,
    rows_of,
    weight_notes,
)

__all__ = [
    "ALONE",
    "CODES",
    "COUNTED",
    "MARK",
    "UNKNOWN",
    "AnswerCells",
    "Cluster",
    "CrossProducts",
    "Found",
    "Table",
    "Whose",
    "answer_counts",
    "as_if_independent",
    "behind_of",
    "cells_of",
    "cluster_column",
    "column_list",
    "column_names",
    "cross_products",
    "in_print",
    "is_together",
    "level_codes",
    "listed_answers",
    "mark_behind",
    "mark_person",
    "mark_together",
    "missing_counts",
    "people_by",
    "people_of",
    "person_of",
    "printed",
    "require_choice",
    "require_columns",
    "require_level",
    "require_numbers",
    "require_on_scale",
    "require_reference",
    "require_rng",
    "require_seed",
    "row_counts",
    "rows_of",
    "told_together",
    "unit_sums",
    "weight_faults",
    "weight_notes",
    "whose_rows",
    "with_codes",
    "with_people",
    "with_skipped_filled",
]
