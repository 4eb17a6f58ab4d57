"""The one door to the table engines: any table in, small frames of counts and sums out.

Pandas frames go straight to numpy; polars, pyarrow, DuckDB and PySpark tables are reduced where they lie,
through narwhals, and are never loaded whole. Whatever the engine, the answer is small, sorted by its group
columns, and the same. Missing groups (null, NaN) are kept as missing, last, so that the caller can count what
it leaves out.
"""

from .columns import column_names, require_columns, require_numbers, weight_faults
from .counts import answer_counts, unit_sums
from .doors import Table
from .gaps import missing_counts
from .products import CrossProducts, cross_products

__all__ = [
    "CrossProducts",
    "Table",
    "answer_counts",
    "column_names",
    "cross_products",
    "missing_counts",
    "require_columns",
    "require_numbers",
    "unit_sums",
    "weight_faults",
]
