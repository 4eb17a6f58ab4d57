"""Is the map complete: the register beside the log, the comments, departments and answers."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError

REGISTER = pd.DataFrame(
    {
        "touchpoint": ["call", "visit", "bill", "mail"],
        "stage": ["before", "before", "after", "after"],
        "owner_department": ["Sales", None, "  ", "Sales"],
        "managed": [1, 1, 0, 1],
    }
)
LOG = pd.DataFrame({"touchpoint": ["call", "call", "visit", "bill", "Call ", "letter", None]})


def ids(*values):
    return pd.DataFrame({"touchpoint": list(values)})


def test_every_source_by_hand():
    departments = pd.DataFrame(
        {"department": ["Sales", "Sales", "Legal"], "touchpoint": ["call; bill", "call", "call;letter;"]}
    )
    found = cx.map_coverage(
        REGISTER, log=LOG, comments=ids("bill", "bill"), departments=departments, responses=ids("call", "visit")
    )
    rows = found.table.set_index("touchpoint")
    assert list(rows.index) == ["call", "visit", "bill", "mail", "Call ", "letter"]
    assert rows["in_register"].tolist() == [True] * 4 + [False] * 2
    assert rows["in_log"].tolist() == [True, True, True, False, True, True]
    assert rows["in_comments"].tolist() == [False, False, True, False, False, False]
    assert rows["named_by_departments"].tolist() == [2, 0, 1, 0, 0, 1]
    assert rows["measured"].tolist() == [True, True, False, False, False, False]
    assert rows["owner"].isna().tolist() == [False, True, True, False, True, True]
    assert rows["gap"].tolist() == [
        "",
        "nobody owns it",
        "nobody owns it, not measured, not managed",
        "not measured, not in the log",
        "not in the register, not measured",
        "not in the register, not measured",
    ]
    assert found.notes == (
        "Not in the register: Call , letter.",
        "Nobody owns it: visit, bill.",
        "Not measured: bill, mail, Call , letter.",
        "Not managed: bill.",
        "Not in the log: mail.",
        "'Call ' differs from 'call' of the register only in capitals or spaces; check whether they are one.",
    )


def test_what_was_not_given_is_missing_and_not_false():
    found = cx.map_coverage(REGISTER[["touchpoint"]]).table
    assert found[["in_log", "in_comments", "named_by_departments", "measured"]].isna().all(axis=None)
    assert set(found["gap"]) == {""}
    assert cx.map_coverage(REGISTER[["touchpoint"]]).notes == (
        "The register has no column owner_department: who owns a contact cannot be told.",
        "The register has no column managed: whether a contact is managed cannot be told.",
    )


def test_without_departments_people_are_counted():
    found = cx.map_coverage(REGISTER, departments=ids("call;visit", "call")).table
    assert found["named_by_departments"].tolist() == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            {"touchpoints": pd.concat([REGISTER, REGISTER.head(1)])},
            "register: call stands in more than one row. Keep one row per touchpoint.",
        ),
        (
            {"touchpoints": ids("call", None, None)},
            "register: no touchpoint in 2 rows. Name it, or leave the row out.",
        ),
        (
            {"touchpoints": REGISTER, "log": ids("T01", "T02")},
            "log: none of its touchpoints (T01, T02) stands in the register (call, visit, bill, mail). "
            "Use the same ids in both tables.",
        ),
        (
            {"touchpoints": REGISTER, "comments": pd.DataFrame({"touchpoin": ["call"]})},
            "comments: no column 'touchpoint' in the table. Did you mean touchpoin?",
        ),
    ],
)
def test_messages(tables, message):
    with pytest.raises(CXError) as error:
        cx.map_coverage(tables.pop("touchpoints"), **tables)
    assert str(error.value) == message
