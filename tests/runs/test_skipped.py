"""Where a section was skipped, its page says why, and nothing about numbers that are not there."""

from nbformat import v4

from cxlib.gates import Gate
from cxlib.runs.skipped import nothing_shown, told_only

SHUT = Gate(title="1. Who?", reason="No table has a column of role unit.", mend="declare one.")
OTHER = Gate(title="1. How many?", reason="Answers: 3; needed: 30.", mend="collect more.")
OPEN = Gate(title="1. Who?", columns={"score": "recommend"})


def words(text: str):
    return v4.new_markdown_cell(text)


def code(source: str, *shown: Gate | str, tags=()):
    outputs = [
        v4.new_output("stream", name="stdout", text=one)
        if isinstance(one, str)
        else v4.new_output("execute_result", data={"text/html": one._repr_html_(), "text/plain": repr(one)})
        for one in shown
    ]
    return v4.new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def left(*cells) -> list[str]:
    return [cell.source for cell in told_only(cells)]


def test_words_about_what_is_not_there_go_until_the_next_heading():
    cells = [
        words("# Title"), code("silent"), words("## 1. Who?"), code("gate", SHUT), code("figure"),
        words("By hand:"), code("more"), words("**Reading.** The dashed line …"), words("## 2. Next"), code("quiet"),
        words("**Reading.** Stays."),
    ]  # fmt: skip
    assert left(*cells) == ["# Title", "silent", "## 1. Who?", "gate", "## 2. Next", "quiet", "**Reading.** Stays."]


def test_words_that_lead_up_to_a_result_stay_with_it():
    cells = [
        words("## 1."), code("gate", SHUT), words("**Reading.** Goes."), code("silent"), words("A curve:"),
        code("curve", "67 answers"), words("**Reading.** Stays."),
    ]  # fmt: skip
    assert left(*cells) == ["## 1.", "gate", "A curve:", "curve", "**Reading.** Stays."]


def test_a_part_that_opens_below_a_skipped_one_is_whole():
    cells = [words("## 1."), code("gate", SHUT), words("Second part:"), code("open", OPEN), code("set"), words("Read")]
    assert left(*cells) == ["## 1.", "gate", "Second part:", "open", "set", "Read"]


def test_one_reason_is_told_once_in_a_section_and_another_beside_it():
    cells = [words("## 1."), code("a", SHUT), words("Next:"), code("b", SHUT), words("Last:"), code("c", OTHER)]
    assert left(*cells) == ["## 1.", "a", "Last:", "c"]
    assert left(words("## 1."), code("a", SHUT), words("## 2."), code("b", SHUT)) == ["## 1.", "a", "## 2.", "b"]


def test_a_notebook_with_nothing_to_show_is_known():
    def bare(*cells) -> bool:
        return nothing_shown(v4.new_notebook(cells=list(cells)))

    assert bare(words("# T"), code("a", SHUT), code("lesson", OPEN, tags=["lesson"]))
    assert not bare(code("a", SHUT), code("b", OPEN))
    assert not bare(words("# T"), code("a", "text"))
