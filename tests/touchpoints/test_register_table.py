"""Figures of the register draw the numbers of their tables; its readings come in three forms."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import cxlib as cx
from cxlib.touchpoints.defects import DefectCosts


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


REGISTER = pd.DataFrame(
    {
        "touchpoint": ["A", "B", "C"],
        "phase": ["search", "order", "order"],
        "owner_department": ["Shops", None, "Legal"],
    }
)


def variables(*rows: tuple) -> cx.Result:
    named = ["touchpoint", "variable", "n_observed", "n_met", "target", "critical"]
    return cx.touchpoint_variables(pd.DataFrame(rows, columns=named), critical="critical")


MIXED = variables(("A", "in time", 400, 260, 0.8, 1), ("A", "right", 400, 380, 0.8, 1), ("B", "kind", 9, 7, 0.8, 0))


def costs(n: int = 100, gap: tuple[float, float] = (0.1, 0.3), slight: float = 0.4) -> DefectCosts:
    table = pd.DataFrame(
        {
            "touchpoint": ["B", "A", "A"], "defect": ["failed", "late", "rude"], "n": [n, 50, 20],
            "severity": [2.0, 1.0, -0.5], "frequency": [0.1, 0.03, 0.02], "estimate": [0.2, 0.03, -0.01],
            "conf_low": [0.1, 0.01, -0.02], "conf_high": [0.3, 0.05, 0.01], "slight": [False, True, True],
        }
    )  # fmt: skip
    return DefectCosts(
        kind="defect_costs", table=table, settings={"cut": 0.2, "outcome": "score"}, slight=slight,
        gap=sum(gap) / 2, gap_low=gap[0], gap_high=gap[1],
    )  # fmt: skip


def test_a_dot_where_a_source_knows_the_touchpoint_and_a_ring_where_it_does_not():
    coverage = cx.map_coverage(REGISTER, log=pd.DataFrame({"touchpoint": ["A", "C", "X"]}))
    ax = cx.plot_heat(coverage, labels={"A": "A advice"})
    # columns: register, log; rows from the top: A, B, C, X
    assert [text.get_text() for text in ax.texts] == ["●", "●", "●", "○", "●", "●", "○", "●"]
    assert [(tick.get_text(), tick.get_fontweight()) for tick in ax.get_yticklabels()] == [
        ("A advice", "normal"), ("B", "normal"), ("C", "normal"), ("X", "bold"),
    ]  # fmt: skip
    assert ax.figure.get_label() == "Dots for 4 touchpoints in 2 sources. Unknown there: register: X; log: B."


def test_variables_stand_beside_their_targets():
    ax = cx.plot_intervals(MIXED, labels={"A": "A advice"})
    limits = [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()]
    assert limits == MIXED.table[["conf_low", "conf_high"]].to_numpy().tolist()
    assert ax.lines[0].get_xdata().tolist() == [0.8, 0.8, 0.8]
    assert [text.get_text() for text in ax.texts] == ["n = 400", "n = 400", "n = 9"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["target", "surely misses", "open", "meets"]
    assert ax.figure.get_label() == (
        "Marks with intervals for 3 variables: 1 surely misses, 1 open, 1 meets. Missing: in time 65 % against 80 %."
    )


def test_defects_that_cost_are_bars_and_slight_ones_grey():
    ax = cx.plot_bars(costs())
    assert [bar.get_width() for bar in ax.patches] == [0.2, 0.03]
    # the reading counts slight defects among all, also those that seem to earn: so does the title
    assert ax.get_title(loc="left") == "2 of 3 defects; grey: 1 of 2 slight ones"
    assert ax.patches[0].get_facecolor() != ax.patches[1].get_facecolor()
    assert [text.get_text() for text in ax.texts] == ["n = 100", "87 %", "n = 50", "100 %", "so far"]
    assert ax.figure.get_label() == (
        "Bars of 2 defects, the costliest first: failed · B 0.200; late · A 0.030. The slight ones come to 13 % of all."
    )


def test_the_register_in_words():
    register = cx.touchpoint_register(REGISTER)
    assert cx.reading(register, selling=["Shops"], labels={"B": "B order"}).text == (
        "1 of 3 touchpoints in the register is owned outside Shops; nobody owns 1. Owned by nobody: B order. They lie "
        "in 2 phases."
    )
    assert cx.reading(cx.touchpoint_register(REGISTER[:1])).text == (
        "Nobody owns 0 of 1 touchpoint in the register. They lie in 1 phase."
    )
    # a department that the register does not name is no department of it
    assert cx.reading(register, selling=["Shops", "Digital"]).headline.startswith("1 of 3")
    assert cx.reading(cx.touchpoint_register(REGISTER[["touchpoint"]])).text == "The register has 3 touchpoints."


def test_the_register_as_a_table():
    rows = pd.DataFrame(
        {
            "touchpoint": ["T1", None, "T2", "T1", "T3"],
            "stage": ["after", "after", "before", "after", None],
            "name": ["call", "call", None, "second", "visit"],
            "colour": "red",
        }
    )
    found = cx.touchpoint_register(rows, stages="before, after")
    assert found.table.fillna("").values.tolist() == [
        ["T2", "before", ""],
        ["T1", "after", "call"],
        ["T3", "", "visit"],
    ]
    assert found.labels == {"T2": "T2", "T1": "T1 call", "T3": "T3 visit"}
    assert found.notes == ("2 rows left out: without a touchpoint, or naming one a second time.",)
    assert cx.touchpoint_register(None).labels == {} and cx.touchpoint_register(None).table.empty
    with pytest.raises(cx.CXError) as error:
        cx.touchpoint_register(rows, stages="before, during")
    assert str(error.value) == "stages: the register has no stage during. Write them as the register does."


def test_coverage_in_words():
    log, said = pd.DataFrame({"touchpoint": ["A", "X"]}), pd.DataFrame({"touchpoint": ["A", "X", "Y"]})
    found = cx.map_coverage(REGISTER, log=log, comments=said)
    assert cx.reading(found, labels={"Y": "Y_1"}, truth={"touchpoints": ["X"]}).text == (
        "The register lacks 2 touchpoints: X (log and comments) and Y\\_1 (comments). In brackets where each is known. "
        "Planted truth: X are missing from the register."
    )
    assert cx.reading(found).groups == ["X", "Y"]
    assert cx.reading(cx.map_coverage(REGISTER, responses=log[:1])).text == (
        "The register has every touchpoint of the survey. What none of them has cannot be seen."
    )
    assert cx.reading(cx.map_coverage(REGISTER)).text == (
        "There is nothing to compare the register with: too little to say whether it is complete."
    )


def test_variables_in_words():
    told = cx.reading(MIXED, labels={"A": "A order"})
    assert told.text == (
        "1 of 3 variables surely misses its target; 1 cannot be judged at this n. 1 surely meets it. Farthest below "
        "it: in time at A order. Of those that miss, 1 is critical."
    )
    assert [number.estimate for number in told.numbers] == [1, 0.65]
    few = variables(("A", "in time", 9, 7, 0.8, 1))
    assert cx.reading(few).text == "None of 1 variable can be judged at this n."


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (costs(), "come to 2.0 times as much: surely more than the worst one."),
        (costs(gap=(-0.3, -0.1), slight=-0.02), "come to −0.1 times as much: surely less than the worst one."),
        (costs(gap=(-0.1, 0.3)), "come to 2.0 times as much, which cannot be distinguished from as much."),
    ],
)
def test_defects_in_words(result, said):
    start = "The worst single defect is failed at B. The 2 that each cost less than 20 % of it "
    assert cx.reading(result).text == start + said


def test_the_margin_beside_the_defects_is_on_the_picture_with_long_names():
    longer = costs()
    longer.table["touchpoint"] = "T08 pick-up of the old appliance, and of what it came in"
    ax = cx.plot_bars(longer)
    ax.figure.canvas.draw()
    for text in ax.texts:
        assert text.get_window_extent().x1 <= ax.figure.bbox.x1, text.get_text()


def test_one_slight_defect_is_told_as_one():
    single = costs()
    single.table["slight"] = [False, True, False]
    assert "The one that costs less than 20 % of it comes to " in cx.reading(single).text


def test_few_defects_in_words():
    assert cx.reading(costs(n=12)).text == "The worst defect has 12 answers: too few to say what defects cost."


def test_the_map_in_words():
    register = REGISTER.assign(target=8)
    answers = pd.DataFrame({"touchpoint": ["A"] * 40 + ["B"] * 4, "score": [5, 6, 6, 5] * 10 + [5, 9, 8, 7]})
    call = {"touchpoint": "touchpoint", "rating": "score", "register": register}
    found = cx.journey_map(register, scores=cx.touchpoint_scores(answers, **call))
    assert cx.reading(found).text == (
        "Surely below its design is 1 of 2 measured touchpoints: A. "
        "2 of 3 touchpoints are measured (1 with evidence B, 1 with evidence C). Owned by nobody: B."
    )
    thin = cx.journey_map(register, scores=cx.touchpoint_scores(answers[answers.index < 12], **call))
    assert "is 1 of 1 measured touchpoints: A. 1 of 3" in cx.reading(thin).text
    assert "On evidence C, so a question and no finding: A. Owned" in cx.reading(thin).text
    assert cx.reading(thin).evidence == "open"
    call["register"] = REGISTER
    fine = cx.journey_map(REGISTER, scores=cx.touchpoint_scores(answers, **call))
    assert cx.reading(fine).headline.startswith("2 of 3 touchpoints are measured")
    empty = cx.Result(kind="journey_map", table=found.table.assign(estimate=None), settings=found.settings)
    assert cx.reading(empty).text == ("No touchpoint has answers: this map shows what is believed, not what is lived.")
