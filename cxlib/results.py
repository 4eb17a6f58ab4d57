"""What every analysis returns: a tidy table, the settings that made it, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, kw_only=True)
class Result:
    """The outcome of one analysis.

    Attributes
    ----------
    table : pandas.DataFrame
        Long and tidy, in full precision: group columns first, then
        ``n, estimate, std_error, conf_low, conf_high, p_value`` as far as they apply.
        Only the printed form is rounded.
    settings : mapping
        Every choice that was made, by the name of its argument.
    notes : tuple of str
        What a reader must know: dropped rows, substitutions, small cells.
    """

    table: pd.DataFrame
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        printed = _rounded(self.table).to_string(index=False) if len(self.table) else "(no rows)"
        return "\n".join([printed, *(f"Note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        notes = "".join(f"<p><small>Note: {escape(note)}</small></p>" for note in self.notes)
        return _rounded(self.table).to_html(index=False, border=0, na_rep="–", justify="right") + notes


SAME_SCALE = ("estimate", "std_error", "conf_low", "conf_high", "pooled")


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is printed: 4 digits for columns of shares, 2 for others, p-values never as 0."""
    printed = table.copy()
    scale = _largest(printed[[name for name in SAME_SCALE if name in printed]])
    for name in printed.select_dtypes("integer"):
        if name == "n" or name.startswith("n_"):
            printed[name] = [f"{value:,}" for value in table[name]]
    for name in printed.select_dtypes("float"):
        largest = scale if name in SAME_SCALE else _largest(printed[[name]])
        digits = 1 if name == "n_effective" else 4 if largest <= 1.5 else 2
        if name.startswith("p_") and name != "p_top":
            printed[name] = [_p_value(value) for value in table[name]]
        else:
            printed[name] = [_number(value, digits) for value in table[name]]
    for name in printed.columns[table.isna().any()]:
        printed[name] = printed[name].astype(object).where(table[name].notna(), "–")
    return printed


def _largest(columns: pd.DataFrame) -> float:
    values = columns.abs().replace(float("inf"), float("nan")).max().max()
    return 0.0 if values != values else float(values)


def _number(value: float, digits: int) -> str:
    # z: what rounds to 0 has no sign
    return "–" if value != value else f"{value:z,.{digits}f}".replace("-", "−")


def _p_value(value: float) -> str:
    return "–" if value != value else "<0.0001" if value < 0.0001 else f"{value:.4f}"
