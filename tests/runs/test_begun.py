"""A finding begins with a capital letter in the report and on its slide, unless a code begins it."""

import pytest

from cxlib.runs.report_parts import _begun


@pytest.mark.parametrize(("told", "shown"), [
    ("wait minutes by −20 %: +0.08", "Wait minutes by −20 %: +0.08"),
    ("àrees: 3 difereixen.", "Àrees: 3 difereixen."),
    ("eng_best1: 4.2", "eng_best1: 4.2"), ("iPhone is first.", "iPhone is first."), ("q7 is first.", "q7 is first."),
    ("«speed» is first.", "«speed» is first."), ("- a: 1\n- b: 2", "- a: 1\n- b: 2"), ("", ""),
])  # fmt: skip
def test_the_first_letter(told, shown):
    assert _begun({"headline": told, "text": told + " More."})["headline"] == shown
    assert _begun({"headline": told, "text": told + "\n\nMore."})["text"].startswith(shown)
