"""Open a section of a notebook, or say why it stays closed."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import CXError
from ..gates.first import FIRST
from ..gates.this_cell import shell_now
from .book import BOOK, key_of
from .leaving_out import leave_out_closed
from .state import Section

if TYPE_CHECKING:
    import pandas as pd

    from ..gates import Gates


def section(
    number: int | str,
    *,
    needs: Mapping[str, str | Sequence[str]] | None = None,
    also: Mapping[str, str | Sequence[str]] | None = None,
    of: Gates | Sequence[Gates] | None = None,
    after: int | str | Sequence[int | str] = (),
    run: Callable[..., Any] | None = None,
    given: Mapping[str, Any] | None = None,
    min_groups: tuple[str, int] | None = None,
    min_answers: int = 1,
    latest: bool = False,
    lacking: CXError | None = None,
    truth: Mapping | None = None,
    wanted: bool = True,
) -> Section:
    """Open a section, or say why it stays closed; the kernel then leaves out the cells up to the next section.

    The call stands in a cell of its own under the section's heading, and displays what it found.

    Parameters
    ----------
    number : int or str
        As the heading says it; text such as ``"5.1"`` for a part, which is closed where section 5 is; ``"closing"`` for
        the block that ends the notebook.
    needs : mapping, optional
        What the section calls a column → a column's name or a role; of several, the first that is found. Empty where it
        needs the table and no column for certain; left out where it needs no data.
    also : mapping, optional
        Columns that it uses where the table has them, written as `needs`; ``rows["wave"]`` is None where it has none.
    of : Gates or sequence of Gates, optional
        The gates that chose its table, where they are not the first ones of the notebook; of several the first that
        found a table.
    after : number or sequence of numbers
        Earlier sections it rests on: it is closed where one of them is.
    run : function, optional
        The analysis, tried here: `result` is what it returns, and a CXError of its own closes the section. It is called
        with the rows, with the column of each part that it has a parameter for by the same name, and with `given`. A
        method whose parameters are all named holds rows of its own.
    given : mapping, optional
        What else the analysis is called with; its first parameter too, where it analyses a table other than the rows.
    min_groups : (part, number), optional
        So many values of this part must have as many answers as the smallest cell of the gates.
    min_answers : int
        So many answers to the table's question are needed; to the first part where the table does not ask it.
    latest : bool
        Whether the section looks at the last wave only.
    lacking : CXError, optional
        What else was found against the section.
    truth : mapping, optional
        What is known of the sample company: where it is empty, the section is closed and nothing is said of it.
    wanted : bool
        A parameter of the notebook that switches the section off: it is closed and nothing is said of it.
    """
    key = key_of(number)
    made = _closed_before(key, after, wanted=wanted and (truth is None or bool(truth)))
    if made is None and needs is None and of is None:
        made = _without_data(key, run, given or {}, lacking, on_data=after != () or run is not None)
    if made is None:
        gates = _with_table(of) if of is not None else _first(key)
        asked: dict[str, Any] = {
            "also": also or {},
            "min_groups": min_groups,
            "min_answers": min_answers,
            "latest": latest,
            "lacking": lacking,
        }
        made = _on_data(key, gates, run, given or {}, needs=needs or {}, **asked)
    BOOK.add(made)
    leave_out_closed()
    if shell_now() is not None:
        made.show()
    return made


def _closed_before(key: str, after: int | str | Sequence[int | str], *, wanted: bool) -> Section | None:
    """A closed section where nobody wants it, or where what it rests on is closed."""
    if not wanted:
        return Section(number=key, is_open=False)
    earlier = [key_of(one) for one in ([after] if isinstance(after, int | str) else after)]
    missing = [one for one in earlier if one not in BOOK.sections]
    if missing:
        raise CXError(
            f"Section {key} rests on section {missing[0]}, which was not called.",
            f"Run the cell of section {missing[0]} first.",
        )
    found = BOOK.closed_before(key, earlier)
    if found is None:
        return None
    cause = found.cause or found
    if not cause.reason:
        return Section(number=key, is_open=False, cause=cause)
    reason = f"Rests on section {cause.number}, which is closed: {cause.reason}"
    return Section(number=key, is_open=False, reason=reason, hint=cause.hint, cause=cause)


def _first(key: str) -> Gates:
    if FIRST.gates is None:
        raise CXError(
            f"Section {key} needs data, and no table was chosen.",
            "Choose one in a cell above: gates = cx.Gates(survey, role=…, min_cell=…).",
        )
    return FIRST.gates


def _with_table(of: Gates | Sequence[Gates]) -> Gates:
    """Of several gates the first that found a table, else the first."""
    several = list(of) if isinstance(of, Sequence) else [of]
    return next((gates for gates in several if gates.table), several[0])


def _without_data(
    key: str, run: Callable | None, given: Mapping[str, Any], lacking: CXError | None, *, on_data: bool
) -> Section:
    try:
        if lacking is not None:
            raise lacking
        return Section(number=key, result=None if run is None else run(**given), on_data=on_data)
    except CXError as error:
        return Section(number=key, is_open=False, reason=error.problem, hint=error.mend)


def _on_data(
    key: str, gates: Gates, run: Callable | None, given: Mapping[str, Any], *, also: Mapping, **asked: Any
) -> Section:
    rows = gates.rows({**asked["needs"], **also}, latest=asked["latest"])
    beside = {} if gates.table is None else {part: gates.column(wanted) for part, wanted in also.items()}
    tried = None if run is None else lambda gate: _tried(run, rows, {**gate.columns, **beside}, given)
    gate = gates.section(key, **asked, run=tried)
    if not gate:
        return Section(number=key, is_open=False, reason=gate.reason, hint=gate.mend, lacks=gate.lacks)
    columns: dict[str, str | None] = {**gate.columns, **beside}
    its_own = run is None or asked["latest"] or _first_parameter(run) not in {None, *given}
    joined = [gates.joined[name] for name in dict.fromkeys(columns.values()) if name in gates.joined]
    return Section(
        number=key, columns=columns, rows=rows, table=gates.table, result=gate.result, joined=" ".join(joined),
        waves=gates.looked_at(rows, filter(None, columns.values())) if its_own else (),
    )  # fmt: skip


def _tried(run: Callable, rows: pd.DataFrame, columns: Mapping[str, str | None], given: Mapping[str, Any]) -> Any:
    """The analysis, called with the rows unless it is given a table, and with the columns it asks for by name."""
    first = _first_parameter(run)
    others = {*inspect.signature(run).parameters} - {first}
    named = {part: name for part, name in columns.items() if name and part in others}
    return run(*([] if first is None or first in given else [rows]), **(named | dict(given)))


def _first_parameter(run: Callable) -> str | None:
    """The name of the table that an analysis is called with; None where all its parameters are named."""
    parameters = inspect.signature(run).parameters.values()
    return next((one.name for one in parameters if one.kind is not inspect.Parameter.KEYWORD_ONLY), None)
