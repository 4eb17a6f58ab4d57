"""What is read of engagement in notebooks 06 and 07: each form of each reading, and what the bundle holds."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.readings import READING

LIMITS = ["estimate", "conf_low", "conf_high"]
TRUTH = {
    "perks_climate": {"structural": 0.27},
    "perks_engagement": {"structural": 0.0},
    "customers_on_climate": {"structural": 0.0},
    "engagement_autonomy": {"structural": 0.38},
    "linkage_lagged": {"structural": 0.666, "finds": 0.48},
    "linkage_reverse": {"structural": 0.12},
}


def rows(values, names, first, **more) -> pd.DataFrame:
    return pd.DataFrame(values, columns=LIMITS).assign(**{first: names}, **more)


def moves(values, n=120) -> cx.Result:
    table = rows(values, ["climate", "engagement"] * 2, "scale", n=n)
    return cx.Result(table=table, kind="climate_and_engagement")


def test_perks_and_customers():
    found = moves([(0.5, 0.2, 0.8), (0.1, -0.2, 0.4), (-0.1, -0.3, 0.1), (0.6, 0.4, 0.8)])
    said = cx.reading(found, truth=TRUTH)
    assert said.headline == (
        "With perks, climate is higher: 0.50 (0.20 to 0.80) standard deviations. With perks, engagement differs by "
        "nothing that can be distinguished from 0: 0.10 (−0.20 to 0.40)."
    )
    assert said.text == (
        f"{said.headline} Where climate is higher and engagement the same, customers' answers differ by nothing that "
        "can be distinguished from 0: −0.10 (−0.30 to 0.10). Where engagement is higher and climate the same, "
        "customers' answers are higher: 0.60 (0.40 to 0.80). Teams: 120.\n\nPlanted truth, in points: perks, drawn by "
        "lot, add 0.27 to climate and 0.00 to engagement; climate adds 0.00 to customers' answers."
    )
    assert [number.estimate for number in said.numbers] == [0.5, 0.1, -0.1, 0.6]
    assert "Planted" not in cx.reading(found, truth={}).text
    turned = cx.reading(moves([(-0.5, -0.8, -0.2)] * 4)).text
    assert "With perks, climate is lower" in turned and "customers' answers are lower" in turned
    assert cx.reading(moves([(0.5, 0.2, 0.8)] * 4, n=19)).text == (
        "19 teams: too few to say what goes with perks and with customers."
    )


@pytest.mark.parametrize(
    ("values", "gap", "said"),
    [
        (
            [(0.4, 0.3, 0.5), (0.3, 0.2, 0.4), (0.0, -0.1, 0.1)],
            (0.1, 0.4),
            "Within teams, autonomy and purpose surely go with engagement. R² 0.41. First: autonomy and purpose. pay, "
            "the third, is surely behind (0.10 to 0.40).",
        ),
        (
            [(0.4, 0.3, 0.5), (0.3, 0.2, 0.4), (-0.2, -0.3, -0.1)],
            (-0.1, 0.4),
            "Within teams, autonomy and purpose surely go with engagement; pay surely against it. R² 0.41. First: "
            "autonomy and purpose. Whether they are ahead of the third, pay, is open (−0.10 to 0.40).",
        ),
        (
            [(0.4, 0.3, 0.5), (0.0, -0.1, 0.1), (0.0, -0.1, 0.1)],
            (-0.1, 0.1),
            "Within teams, autonomy surely goes with engagement. R² 0.41.",
        ),
        (
            [(0.0, -0.1, 0.1), (0.0, -0.1, 0.1), (-0.2, -0.3, -0.1)],
            (0.1, 0.3),
            "Within teams, pay surely goes against engagement. R² 0.41.",
        ),
        ([(0.0, -0.1, 0.1)] * 3, (-0.1, 0.1), "Within teams, nothing surely goes with engagement. R² 0.41."),
    ],
)
def test_facets_within_teams(values, gap, said):
    table = rows(values, ["autonomy", "purpose", "pay"], "facet", n=200)
    settings = {"r_squared": 0.412, "ahead_of_next": [(0.0, 0.2), gap]}
    found = cx.Result(table=table, kind="facets_within_teams", settings=settings)
    assert cx.reading(found).text == said
    assert cx.reading(found, truth=TRUTH).text.endswith(
        "\n\nPlanted truth: autonomy 0.38. Those are weights in what people feel; answers hold noise: "
        "compare the order."
    )


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ((0.3, 0.1, 0.5), "Low response and low engagement go together: r 0.30 (0.10 to 0.50), 120 teams."),
        ((-0.3, -0.5, -0.1), "Low response goes with high engagement: r −0.30 (−0.50 to −0.10), 120 teams."),
        ((0.1, -0.1, 0.3), "A link to response cannot be distinguished from none: r 0.10 (−0.10 to 0.30), 120 teams."),
    ],
)
def test_who_kept_silent(limits, said):
    table = pd.DataFrame([limits], columns=LIMITS).assign(n_units=120)
    assert cx.reading(cx.Result(table=table, kind="response_and_engagement")).text == said


def test_scales_are_compared_for_the_same_people():
    answers = pd.DataFrame({"a": [5, 4, 5, 4], "b": [3, 2, 3, 1], "c": [4, 4, 5, 5]})
    found = cx.scale_means(answers, scales={"a": ["b"], "pride": ["a", "c"]})
    assert found.table["scale"].tolist() == ["pride", "a"] and found.table["estimate"].tolist() == [4.5, 2.25]
    gap = pd.Series([1.5, 2.0, 2.0, 3.5])
    assert found.gap["estimate"].item() == gap.mean()
    width = 3.182446305284263 * gap.std() / 2  # qt(0.975, 3)
    assert found.gap["conf_high"].item() == pytest.approx(gap.mean() + width)
    assert cx.reading(found).text == (
        "Highest is pride (4.50), lowest a (2.25); of the same people, pride lies higher by 2.25 (0.87 to 3.63)."
    )
    assert cx.reading(cx.scale_means(answers, scales={"x": ["a", "c"]})).text == (
        "The only scale is x, with a mean of 4.50."
    )
    alike = answers.assign(b=[5, 4, 5, 5])
    assert "the two cannot be distinguished" in cx.reading(cx.scale_means(alike, scales={"a": ["a"], "b": ["b"]})).text


@pytest.mark.parametrize(
    ("scales", "message"),
    [
        ({}, 'scales: none is named. Write {"pace": ["…", "…"]}.'),
        ({"x": ["b"]}, "scales: nobody has a score on 'x'. Leave it out, or look at its items."),
    ],
)
def test_scales_without_a_mean_are_refused(scales, message):
    with pytest.raises(cx.CXError) as error:
        cx.scale_means(pd.DataFrame({"a": [1.0, 2.0], "b": [float("nan")] * 2}), scales=scales)
    assert str(error.value) == message


def test_numbers_of_all_people_have_no_more_digits_than_are_printed():
    """With all digits of a mean, and those of a few people less, the few would be laid open."""
    answers = pd.DataFrame({"a": [5, 4, 5], "b": [3, 2, 3], "c": [4, 4, 5]})
    for found in (
        cx.scale_means(answers, scales={"one": ["a", "c"], "other": ["b"]}),
        cx.scale_reliability(answers, items=["a", "b", "c"]),
    ):
        for number in cx.reading(found).bundle[READING]["numbers"]:
            for name in LIMITS:
                assert number[name] is None or len(str(number[name]).partition(".")[2]) <= 2


def clustered(*limits) -> cx.Result:
    table = rows([(1.0, 0.5, 1.5), (1.0, *limits)], ["plain", "by region, 9 clusters"], "counted", n=120)
    return cx.Result(table=table, kind="plain_and_clustered")


def test_intervals_with_and_without_clusters():
    nan = float("nan")
    assert (
        cx.reading(clustered(0.0, 2.0)).text
        == "The interval that knows the clusters is 2.00 times as wide as the plain one."
    )
    assert cx.reading(clustered(0.75, 1.25)).text.endswith(
        "It is narrower here. A few clusters can look more alike than they are: report the wider one, too."
    )
    assert cx.reading(clustered(nan, nan)).text == "Too few clusters: no interval holds, so none is given."


def lags() -> cx.Result:
    table = rows([(0.6, 0.37, 0.8), (-0.01, -0.04, 0.03)], ["engagement first", "outcome first"], "direction")
    return cx.Result(table=table.assign(n_units=120), kind="linkage_lags", settings={"outcome": "their_score"})


def test_what_a_rise_is_worth_and_what_was_planted():
    assert cx.reading(lags(), about="gain", rise=0.5).text == (
        "A rise of 0.50 in engagement: +0.19 to +0.40 points of their\\_score, if the slope is an effect."
    )
    assert cx.reading(lags(), truth=TRUTH).text.endswith(
        "\n\nPlanted truth: engagement → the next wave's customers 0.67; customers → engagement 0.12. And a quiet "
        "location lifts both sides for good: most of the slope between units is that."
    )
    assert "Planted" not in cx.reading(lags(), truth={}).text


def test_a_scale_beside_another():
    table = rows([(0.1, -0.1, 0.3)], ["between"], "effect", n_units=120)
    settings = {"engagement": "climate", "controls": ["engagement"]}
    found = cx.Result(table=table, kind="engagement_linkage", settings=settings)
    assert cx.reading(found).text == (
        "Given engagement, what climate adds between 120 units cannot be distinguished from 0: 0.10 (−0.10 to 0.30)."
    )
    found = cx.Result(table=table.assign(conf_low=0.05), kind="engagement_linkage", settings=settings)
    assert cx.reading(found).text == "Given engagement, climate adds something between 120 units: 0.10 (0.05 to 0.30)."
    lower = cx.Result(table=-table[["estimate", "conf_high", "conf_low"]].set_axis(LIMITS, axis=1) - 0.15,
                      kind="engagement_linkage", settings=settings)  # fmt: skip
    lower.table["effect"], lower.table["n_units"] = "between", 120
    said = cx.reading(lower, truth=TRUTH)
    assert said.text == (
        "Given engagement, customers' answers are lower where climate is higher, between 120 units: −0.25 (−0.45 to "
        "−0.05).\n\nPlanted truth: given engagement, climate adds 0.00."
    )
    assert "Planted" not in cx.reading(found, truth={}).text
    with pytest.raises(cx.CXError) as error:
        cx.reading(found, about="joined")
    assert str(error.value) == (
        'about: "joined" is nothing that is told of a link. Write about="join", or leave it out.'
    )


def test_the_level_of_a_slope():
    table = rows([(0.4, 0.1, 0.7)], ["contextual"], "effect", n=900)
    assert cx.reading(cx.Result(table=table, kind="within_between")).text == (
        "The slope between units less the one within them is 0.40 (0.10 to 0.70): the level changes the number."
    )
    assert cx.reading(cx.Result(table=table.assign(conf_low=-0.1), kind="within_between")).text == (
        "The slope between units less the one within them is 0.40 (−0.10 to 0.70): that the level changes the number "
        "is not seen here."
    )
