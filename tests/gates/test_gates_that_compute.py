"""Gates that look at one kind of table, and those that compute what their section shows."""

from __future__ import annotations

import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.gates.gate import SECTION

CONTRACT = """[study]
name = "Small"
[tables.few]
file = "few.csv"
kind = "interactions"
[tables.few.columns]
day = { role = "time" }
[tables.many]
file = "many.csv"
kind = "interactions"
[tables.many.columns]
day = { role = "time" }
who = { role = "customer" }
[tables.dull]
file = "dull.csv"
kind = "comments"
[tables.dull.columns]
text = { role = "verbatim" }
"""


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.toml").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "few.csv").write_text("day\n2026-01-01\n", encoding="utf-8")
    (tmp_path / "many.csv").write_text("day,who\n2026-01-01,a\n2026-01-02,b\n", encoding="utf-8")
    (tmp_path / "dull.csv").write_text("text\nwell\n", encoding="utf-8")
    return cx.read_study(tmp_path)


def section(study, **chosen):
    return cx.Gates(study, min_cell=10, **chosen).section("1. How?", needs={"who": "customer"})


def test_of_a_kind_the_longest_table_with_the_role_is_taken(study):
    assert cx.Gates(study, role="time", kind="interactions", min_cell=10).table == "many"
    assert section(study, role="time", kind="interactions")["who"] == "who"


def test_without_a_table_of_the_kind_or_with_the_role_the_section_says_what_is_lacking(study):
    assert repr(section(study, role="stage", kind="touchpoints")) == (
        "Skipped: “1. How?”. The study has no table of kind touchpoints (the register of touchpoints as designed). "
        'To open it: declare one in study.toml, with kind = "touchpoints".'
    )
    assert repr(section(study, role="touchpoint", kind="comments")) == (
        "Skipped: “1. How?”. No table of kind comments has a column of role touchpoint. "
        'To open it: declare one in study.toml: touchpoint = { source = "…", role = "touchpoint" }.'
    )


def test_a_gate_keeps_what_it_computed_or_why_it_could_not(study):
    gates = cx.Gates(study, role="time", kind="interactions", min_cell=10)

    def refused(gate):
        raise CXError(f"{gate['who']}: too few.", "Ask more people.")

    counted = gates.section(
        "1. How many?", needs={"who": "customer"}, run=lambda gate: gates.answers[gate["who"]].nunique()
    )
    assert counted and counted.result == 2
    closed = gates.section("2. How much?", needs={"who": "customer"}, run=refused)
    assert not closed and repr(closed) == "Skipped: “2. How much?”. who: too few. To open it: Ask more people."
    assert [bool(gate) for gate in gates.gates] == [True, False]


def test_nothing_is_computed_behind_a_closed_gate(study):
    gates = cx.Gates(study, role="time", kind="interactions", min_cell=10)
    assert not gates.section("1. How?", needs={"where": "touchpoint"}, run=lambda gate: pytest.fail("computed"))


def test_a_gate_tells_pages_in_a_bundle_what_it_is(study):
    gates = cx.Gates(study, role="time", kind="interactions", min_cell=10)
    opened = gates.section("10. How many?", needs={"who": "customer"})
    closed = gates.section("Reasons", needs={"who": "weight"})
    assert opened.bundle == {SECTION: {"number": "10", "state": "open", "columns": {"who": "who"}}}
    told = closed.bundle[SECTION]
    assert (told["number"], told["state"], told["columns"]) == ("Reasons", "closed", {})
    assert (told["reason"], told["hint"]) == (closed.reason, closed.mend) and closed.reason
