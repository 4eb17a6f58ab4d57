"""A section opens with its columns and rows, or says why it stays closed."""

from __future__ import annotations

import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.gates.card import span
from cxlib.gates.first import FIRST
from cxlib.sections import SECTION, is_open, note_evidence, section_now

FEW = CXError("Too few items.", "ask more.")


@pytest.fixture
def gates(folder):
    return cx.Gates(cx.read_study(folder), role="recommend", min_cell=3, parameters=["score"])


def test_an_open_section_names_its_columns_and_hands_out_its_rows(gates):
    rows = cx.section(1, needs={"score": "recommend", "by": ["segment", "unit"]})
    assert (rows["score"], rows["by"], rows.table, len(rows.rows)) == ("recommend", "unit", "relationship", 8)
    assert rows.is_open and rows.result is None
    assert repr(rows) == "Columns used: score = recommend, by = unit. Waves 2025 and 2026 together."
    assert rows.bundle[SECTION] == {
        "number": "1", "state": "open", "reason": "", "hint": "", "columns": {"score": "recommend", "by": "unit"},
        "span": "Waves 2025 and 2026 together.",
    }  # fmt: skip


def test_of_the_last_wave_where_that_is_asked(gates):
    last = cx.section(1, needs={"score": "recommend"}, latest=True)
    assert set(last.rows["wave"]) == {"2026"} and repr(last).endswith(" Wave 2026.")
    assert last.bundle[SECTION]["span"] == "Wave 2026."


def test_which_waves_it_looks_at_is_told_unless_it_tells_of_them_itself(gates):
    assert cx.section(1, needs={"score": "recommend", "when": "wave"}).waves == ()
    assert cx.section(1, needs={"score": "recommend"}, also={"when": "wave"}).waves == ()
    asked = {"needs": {"score": "recommend"}, "run": lambda data, score: len(data)}
    assert cx.section(1, **asked).waves == ("2025", "2026")
    assert cx.section(1, **asked, given={"data": [1]}).waves == ()  # of whatever table that is


def test_a_wave_counts_where_somebody_answered(gates):
    rows = gates.answers
    gates.study.tables["relationship"] = rows.assign(recommend=rows["recommend"].where(rows["wave"] == "2025"))
    assert cx.section(1, needs={"score": "recommend"}).waves == ("2025",)
    assert cx.section(2, needs={"unit": "unit"}).waves == ("2025", "2026")
    gates.study.tables["relationship"] = rows[rows["wave"] == "2025"]
    assert cx.section(3, needs={"score": "recommend"}).waves == ()  # there is one
    assert span([]) == "" and span(["1", "2", "3", "4"]) == "Waves 1 to 4 together."


def test_a_closed_section_says_why_and_how_to_open_it(gates):
    rows = cx.section(5, needs={"score": "recommend"}, min_answers=30)
    told = "Skipped: section 5. Answers: 8; needed: 30. To open it: collect more answers, or join several waves."
    assert repr(rows) == rows.bundle["text/plain"] == told
    assert rows.bundle["text/html"].startswith('<div class="gate"')
    assert rows.bundle[SECTION]["state"] == "closed" and rows.bundle[SECTION]["reason"] == "Answers: 8; needed: 30."
    assert rows.rows is None
    with pytest.raises(CXError, match=r"^Section 5 is closed. Answers: 8; needed: 30. Collect"):
        rows["score"]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"needs": {"score": "score"}}, "Table relationship has no column or role score."),
        ({"needs": {"by": "unit"}, "min_groups": ("by", 2)}, "Of 2 groups of unit, 0 can be shown"),
        ({"needs": {}, "lacking": FEW}, "Too few items."),
        ({"lacking": FEW}, "Too few items."),
    ],
)
def test_reasons(gates, asked, reason):
    assert cx.section(1, **asked).reason.startswith(reason)


def test_what_needs_no_data_is_open_and_needs_no_gates():
    assert cx.section(4).is_open and cx.section("closing").is_open
    assert repr(cx.section(4)) == cx.section(4).bundle["text/html"] == ""
    with pytest.raises(CXError, match=r"^Section 2 needs data, and no table was chosen. Choose one"):
        cx.section(2, needs={})


def test_without_a_study_every_section_that_needs_data_is_closed():
    cx.Gates(None, role="recommend", min_cell=3, absent=CXError("No file.", "fetch it."))
    assert cx.section(1, needs={}).reason == "There are no data." and cx.section(4).is_open


def test_a_section_may_be_on_another_table(gates):
    comments = cx.Gates(gates.study, role="verbatim", min_cell=1)
    FIRST.gates = gates
    assert cx.section(10, of=comments).table == "comments"
    assert cx.section(1, needs={}).table == "relationship"


def test_a_section_that_rests_on_a_closed_one_is_closed_for_its_reason(gates):
    cx.section(5, needs={}, lacking=FEW)
    cx.section(6)
    resting = cx.section(7, after=(6, 5))
    assert resting.reason == "Rests on section 5, which is closed: Too few items." and resting.hint == "ask more."
    assert cx.section(8, after=7).reason == resting.reason
    assert cx.section(9, after=(6,)).is_open
    with pytest.raises(
        CXError, match=r"^Section 9 rests on section 3, which was not called. Run the cell of section 3"
    ):
        cx.section(9, after=(3,))


def test_a_part_rests_on_its_own_section_where_that_was_called(gates):
    assert cx.section("5.1").is_open
    cx.section(5, lacking=FEW)
    assert cx.section("5.1").reason == "Rests on section 5, which is closed: Too few items."
    assert cx.section("5.2.1").cause.number == "5" and cx.section("15.1").is_open
    cx.section(5)
    assert cx.section("5.1").is_open


def test_without_a_truth_a_part_is_closed_and_nothing_is_said(gates):
    silent = cx.section("5.1", needs={"score": "nobody"}, truth={})
    assert (silent.is_open, silent.reason, repr(silent), silent.bundle["text/html"]) == (False, "", "", "")
    assert silent.bundle[SECTION]["state"] == "closed"
    assert cx.section(6, after=("5.1",)).bundle[SECTION]["reason"] == ""
    assert cx.section("5.1", truth={"nps": 1}).is_open


def test_the_analysis_is_tried_with_rows_columns_and_what_is_given(gates):
    def analysis(table, score, *, level, by=None):
        if level > 1:
            raise CXError("level: above 1.", "give a share.")
        return len(table), score, level, by

    needs = {"score": "recommend", "other": "unit"}
    assert cx.section(1, needs=needs, run=analysis, given={"level": 0.9}).result == (8, "recommend", 0.9, None)
    closed = cx.section(1, needs=needs, run=analysis, given={"level": 2})
    assert (closed.is_open, closed.reason, closed.hint, closed.result) == (
        False,
        "level: above 1.",
        "give a share.",
        None,
    )
    own = cx.section(1, needs=needs, run=analysis, given={"level": 0.9, "table": [1], "score": "x"})
    assert own.result == (1, "x", 0.9, None)
    assert cx.section(1, run=lambda *, n: n + 1, given={"n": 1}).result == 2
    with pytest.raises(TypeError):
        cx.section(1, needs=needs, run=analysis)


def test_an_analysis_that_holds_its_rows_gets_columns_alone(gates):
    def of_its_own(*, score, level=0.5):
        return score, level

    assert cx.section(1, needs={"score": "recommend"}, run=of_its_own).result == ("recommend", 0.5)
    assert cx.section(1, needs={"x": "recommend"}, run=lambda: 3).result == 3


def test_an_analysis_is_not_tried_behind_another_reason(gates):
    assert not cx.section(1, needs={"where": "touchpoint"}, run=lambda rows: pytest.fail("tried")).is_open


def test_a_part_that_is_hidden_closes_sections_on_data(gates):
    gates.hidden = CXError("The part is too small.", "read the whole.")
    closed = cx.section(1, needs={"score": "recommend"})
    assert closed.reason == "The part is too small." and closed.rows is None
    assert cx.section(4).is_open


@pytest.mark.parametrize("number", [5.1, "5.", "five", "5. Did it move?", ""])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(CXError, match="is no number of a section"):
        cx.section(number)


def test_the_closing_block_tells_states_and_steps(gates):
    cx.section("2.10", lacking=FEW)
    cx.section(10)
    cx.section("2.9")
    cx.section("2.11", truth={})
    cx.section("closing")
    states = cx.section_states()
    assert states.shown.to_dict("list") == {"sections": ["2.10"], "reason": ["Too few items."]}
    assert states.notes == ("0 of 1 sections and parts on the data are shown.",)  # 10 and 2.9 are of the lesson
    assert states.table.to_numpy().tolist() == [
        ["2.9", "shown", ""], ["2.10", "skipped", "Too few items."], ["10", "shown", ""],
    ]  # fmt: skip
    steps = cx.next_steps({"2.9": "Count.", "2.10": "Ask.", 10: ["Look.", "Tell."]})
    assert repr(steps) == "· Count.\n· Look.\n· Tell." and steps._repr_markdown_() == "- Count.\n- Look.\n- Tell."
    assert repr(cx.next_steps({"2.10": "Ask."})).startswith("Nothing yet")
    cx.section(8, needs={"score": "recommend"})
    cx.section("8.1", after=8)
    assert cx.section_states().notes == ("2 of 3 sections and parts on the data are shown.",)
    note_evidence("10", "handoffs", "too few")
    assert repr(cx.next_steps({"2.9": "Count.", 10: "Look."})) == "· Count."  # too few cases to look at
    note_evidence("10", "repeats", "described")
    assert repr(cx.next_steps({"2.9": "Count.", 10: "Look."})) == "· Count.\n· Look."
    with pytest.raises(CXError, match=r"^next_steps: section 3 was not called. Run the cell of section 3 first.$"):
        cx.next_steps({3: "Ask."})


def test_other_packages_can_ask_which_section_it_is(gates):
    assert section_now() == "" and not is_open(2)
    cx.section(2, lacking=FEW)
    assert section_now() == "2" and not is_open(2)
    cx.section("2.1.1") if is_open(2) else cx.section(3)
    assert section_now() == "3" and is_open(3)
