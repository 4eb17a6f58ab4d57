"""Figures of the register draw the numbers of their tables; its sentences come in three forms."""

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
        table=table, settings={"cut": 0.2, "outcome": "score"}, slight=slight, gap=sum(gap) / 2, gap_low=gap[0],
        gap_high=gap[1],
    )  # fmt: skip


def test_a_dot_where_a_source_knows_the_touchpoint_and_a_ring_where_it_does_not():
    coverage = cx.map_coverage(REGISTER, log=pd.DataFrame({"touchpoint": ["A", "C", "X"]}))
    ax = cx.plot_heat(coverage, labels={"A": "A advice"})
    # columns: register, log; rows from the top: A, B, C, X
    assert [text.get_text() for text in ax.texts] == ["●", "●", "●", "○", "●", "●", "○", "●"]
    assert [(tick.get_text(), tick.get_fontweight()) for tick in ax.get_yticklabels()] == [
        ("A advice", "normal"), ("B", "normal"), ("C", "normal"), ("X", "bold"),
    ]  # fmt: skip
    assert ax.figure.get_label() == "Dots for 4 touchpoints in 2 sources. Unknown to the register: X; to the log: B."


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
    # the sentence counts slight defects among all, also those that seem to earn: so does the title
    assert ax.get_title(loc="left") == "2 of 3 defects; grey: 1 of 2 slight ones"
    assert ax.patches[0].get_facecolor() != ax.patches[1].get_facecolor()
    assert [text.get_text() for text in ax.texts] == ["n = 100", "87 %", "n = 50", "100 %", "so far"]
    assert ax.figure.get_label() == (
        "Bars of 2 defects, the costliest first: failed · B 0.200; late · A 0.030. The slight ones come to 13 % of all."
    )


def test_the_register_in_a_sentence():
    told = {"phase": "phase", "owner": "owner_department"}
    assert cx.register_sentence(REGISTER, **told, selling=["Shops"]) == (
        "3 touchpoints in 2 phases, 1 owned outside Shops, 1 by nobody."
    )
    assert cx.register_sentence(REGISTER[:1], **told) == "1 touchpoint in 1 phase, none owned by nobody."
    assert cx.register_sentence(REGISTER[:1], **told, selling=["Shops", "Digital"]).endswith(
        ", none owned outside Shops and Digital, none by nobody."
    )
    assert cx.register_sentence(REGISTER) == "3 touchpoints."


def test_coverage_in_a_sentence():
    log, said = pd.DataFrame({"touchpoint": ["A", "X"]}), pd.DataFrame({"touchpoint": ["A", "X", "Y"]})
    assert cx.coverage_sentence(cx.map_coverage(REGISTER, log=log, comments=said)) == (
        "The register lacks 2: X (log and comments), Y (comments). In brackets where each is known."
    )
    assert cx.coverage_sentence(cx.map_coverage(REGISTER, responses=log[:1])) == (
        "The register has every touchpoint of the survey. What none of them has cannot be seen."
    )
    assert cx.coverage_sentence(cx.map_coverage(REGISTER)) == (
        "There is nothing to compare the register with: too little to say whether it is complete."
    )


def test_variables_in_a_sentence():
    assert cx.variables_sentence(MIXED) == (
        "Of 3 variables 1 surely misses its target, 1 surely meets it; 1 cannot be judged at this n. "
        "Of those that miss, 1 is critical."
    )
    few = variables(("A", "in time", 9, 7, 0.8, 1))
    assert cx.variables_sentence(few) == "Of 1 variable none can be judged at this n."


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (costs(), "come to 2.0 times as much: surely more than the worst one."),
        (costs(gap=(-0.3, -0.1), slight=-0.02), "come to −0.1 times as much: surely less than the worst one."),
        (costs(gap=(-0.1, 0.3)), "come to 2.0 times as much, which cannot be told from as much."),
    ],
)
def test_defects_in_a_sentence(result, said):
    start = "The worst single one is failed at B. The 2 that each cost less than 20 % of it "
    assert cx.defects_sentence(result) == start + said


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
    assert "The one that costs less than 20 % of it comes to " in cx.defects_sentence(single)


def test_few_defects_in_a_sentence():
    assert cx.defects_sentence(costs(n=12)) == "The worst defect has 12 answers: too few to say what defects cost."


def test_the_map_in_a_sentence():
    register = REGISTER.assign(target=8)
    answers = pd.DataFrame({"touchpoint": ["A"] * 40 + ["B"] * 4, "score": [5, 6, 6, 5] * 10 + [5, 9, 8, 7]})
    call = {"touchpoint": "touchpoint", "rating": "score", "register": register}
    found = cx.journey_map(register, scores=cx.touchpoint_scores(answers, **call))
    assert cx.map_sentence(found) == (
        "2 of 3 touchpoints are measured (1 with evidence B, 1 with evidence C). "
        "Surely below their design: 1 of 2, A. Owned by nobody: B."
    )
    thin = cx.journey_map(register, scores=cx.touchpoint_scores(answers[answers.index < 12], **call))
    assert "of 1, A. On evidence C, so a question and no finding: A. Owned" in cx.map_sentence(thin)
    empty = cx.Result(table=found.table.assign(estimate=None), settings=found.settings)
    assert cx.map_sentence(empty) == ("No touchpoint has answers: this map shows what is believed, not what is lived.")
