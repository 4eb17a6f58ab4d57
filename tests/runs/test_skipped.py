"""Where a section is closed, its page says why under its heading, and nothing about numbers that are not there."""

from nbformat import v4
from runs.bundles import closed, code, left_out, opened, words

from cxlib.runs.skipped import SECTION, headings, nothing_shown, told_only


def left(*cells) -> list[str]:
    return [cell.source for cell in told_only(cells)]


def test_a_closed_section_keeps_its_heading_line_and_the_box():
    cells = [
        words("# Title\n\nWhat it is about."), code("quiet"), words("## 1. Who?\n\nOne would see."), words("More."),
        code("section 1", closed(1)), code("figure", left_out(1)), words("**Reading.** The line …"),
        words("### By hand\n\nCount."), code("hand", left_out(1)), words("## Exercises\n\nTry."), code("try"),
    ]  # fmt: skip
    assert left(*cells) == [
        "# Title\n\nWhat it is about.", "quiet", "## 1. Who?", "section 1", "## Exercises\n\nTry.", "try",
    ]  # fmt: skip


def test_it_ends_at_the_next_section_whose_own_words_stay():
    cells = [
        words("## 1. Who?"), code("section 1", closed(1)), words("Gone."), words("Last.\n\n## 2. What?\n\nWords."),
        code("section 2", opened(2, score="nps")), words("**Reading.**"), code("closing", opened("closing")),
    ]  # fmt: skip
    kept = ["## 1. Who?", "section 1", "## 2. What?\n\nWords.", "section 2", "**Reading.**", "closing"]
    assert left(*cells) == kept


def test_a_closed_part_leaves_the_section_around_it_whole():
    cells = [
        words("## 5. Scales\n\nWords."), code("section 5", opened(5, items="q1")), words("Reading."),
        words("### 5.1 How reliable?\n\nGone."), code("section 5.1", closed("5.1")), words("#### Detail\n\nGone."),
        words("### 5.2 Next\n\nWords."), code("section 5.2", opened("5.2", items="q1")), words("Stays."),
    ]  # fmt: skip
    assert left(*cells) == [
        "## 5. Scales\n\nWords.", "section 5", "Reading.", "### 5.1 How reliable?", "section 5.1",
        "### 5.2 Next\n\nWords.", "section 5.2", "Stays.",
    ]  # fmt: skip


def test_the_parts_of_a_closed_section_are_closed_with_it_and_say_nothing():
    cells = [
        words("## 5. Scales\n\nWords."), code("section 5", closed(5)), words("### 5.1 How reliable?\n\nGone."),
        code("section 5.1", closed("5.1")), code("more", left_out("5.1")), words("### 5.2 Next\n\nGone."),
        code("section 5.2", closed("5.2")), words("Gone."), words("## 51. Other"),
        code("section 51", closed(51, reason="Others.")),
    ]  # fmt: skip
    assert left(*cells) == ["## 5. Scales", "section 5", "## 51. Other", "section 51"]


def test_a_part_without_a_heading_of_its_own_takes_none_away():
    cells = [words("## 5. Scales"), code("section 5", opened(5)), words("Words."), code("part", closed("5.1")),
             code("more", left_out("5.1")), words("Gone."), words("## 6. Next")]  # fmt: skip
    assert left(*cells) == ["## 5. Scales", "section 5", "Words.", "part", "## 6. Next"]


def test_the_number_of_a_heading_is_read_whole():
    cells = [words("## 1. Who?"), words("Stays."), words("## 12. Worth\n\nGone."), code("section 12", closed(12))]
    assert left(*cells) == ["## 1. Who?", "Stays.", "## 12. Worth", "section 12"]


def test_what_is_closed_without_a_reason_leaves_nothing():
    cells = [words("## 4. Before\n\nWords."), code("section 4", opened(4)), words("### 4.1 The truth\n\nGone."),
             code("truth", closed("4.1", reason="")), words("Gone."), words("## 5. After")]  # fmt: skip
    assert left(*cells) == ["## 4. Before\n\nWords.", "section 4", "## 5. After"]


def test_a_reason_is_told_once_and_a_section_whose_parts_all_have_it_is_silent():
    cells = [words("## 1. Who?"), code("section 1", closed(1)), words("## 2. When?"), code("section 2", closed(2)),
             words("## 3. How?"), code("section 3", closed(3, reason="No log.")),
             words("## 4. Hand-overs\n\nWords."), code("section 4", opened(4)), words("More words."),
             words("### 4.1 First"), code("section 4.1", closed("4.1")),
             words("## 5. Map"), code("section 5", opened(5)), code("figure", "Shown."),
             words("### 5.1 Part"), code("section 5.1", closed("5.1"))]  # fmt: skip
    assert left(*cells) == [
        "## 1. Who?", "section 1", "## 3. How?", "section 3", "## 5. Map", "section 5", "figure",
    ]  # fmt: skip


def test_a_section_that_rests_on_a_closed_one_is_left_to_the_last_table():
    resting = closed(2, reason="Rests on section 1, which is closed: Few.")
    resting[SECTION]["rests_on"] = "1"
    cells = [words("## 1. Who?"), code("section 1", closed(1)), words("## 2. When?"), code("section 2", resting)]
    assert left(*cells) == ["## 1. Who?", "section 1"]


def test_a_comment_in_code_is_no_heading():
    assert headings("## A\n\n```python\n# no heading\n```\n\n~~~\n## nor this\n~~~\n### B #") == [
        (0, 2, "A"),
        (9, 3, "B"),
    ]


def test_a_notebook_with_nothing_to_show_is_known():
    def is_bare(*cells) -> bool:
        return nothing_shown(v4.new_notebook(cells=list(cells)))

    assert is_bare(words("# T"), code("1", closed(1)), code("lesson", opened(2, score="nps"), tags=["lesson"]))
    assert is_bare(code("1", closed(1)), code("2", opened(2)), code("closing", opened("closing", score="nps")))
    assert not is_bare(code("1", closed(1)), code("2", opened(2, score="nps")))
    assert not is_bare(code("2", opened(2)))
    assert not is_bare(words("# T"), code("print", "text"))
