"""Each reading of drivers in its forms: told, not to be distinguished, and too few answers to say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from importances import LABELS, importance

import cxlib as cx
from cxlib.drivers.collinearity import Entanglement

FEW = "44 answers for 3 drivers: too few to say"
NAMES = LABELS | {"c": "staff"}


def slopes(order=(0.4, -0.1, 0.3), n=400):
    table = pd.DataFrame({"driver": ["a", "b", "c"], "n": n, "estimate": order, "slope": [0.71, -0.2, 0.1]})
    table = table.assign(slope_low=[0.6, -0.3, -0.05], slope_high=[0.8, -0.1, 0.25])
    return cx.Result(table=table, settings={"outcome": "overall"}, kind="driver_slopes")


def text(*results, **context):
    return cx.reading(*results, aside=True, **context).text


def test_methods_that_agree_and_signs_that_do_not():
    said = cx.reading(importance(), importance(method="relative_weights"), slopes(), labels=LABELS)
    assert said.headline == "3 drivers explain 40 % of the variation in overall (R² 0.40, n = 400)."
    assert said.text == (
        f"{said.headline} All 3 methods put speed first. "
        "Correlation and slope have opposite signs for tidy premises: neither may be read as an effect."
    )
    assert (said.evidence, said.groups, said.topic) == ("described", ["speed"], "driver_importance")
    first, second = said.numbers[:2]
    assert (first.label, first.n, first.estimate, first.unit) == ("R²", 400, 0.4, "share")
    assert (second.label, second.estimate, second.unit) == ("speed", 0.3, "part of R²")
    assert (round(second.conf_low, 2), round(second.conf_high, 2)) == (0.26, 0.35)


def test_methods_that_do_not_agree_and_too_few_answers():
    assert " Both methods put speed first." in text(importance(), slopes(), labels=LABELS)
    said = cx.reading(importance(), slopes((0.1, 0.2, 0.3)), labels=NAMES, aside=True)
    told = "The methods do not agree on the first: speed by LMG and staff by slope. None can be named first."
    assert told in said.text
    assert (said.evidence, said.groups) == ("open", ["speed", "staff"])
    thin = cx.reading(importance(n=44), aside=True)
    assert (thin.text, thin.evidence) == (f"{FEW} what matters.", "too few")


def test_the_steepest_slope_is_first_whichever_way_it_runs():
    """A waiting time that goes with low answers leads by slope as it leads by share."""
    assert " Both methods put speed first." in text(importance(), slopes((-0.7, 0.1, 0.3)), labels=LABELS)
    found = importance()
    turned = replace(found, table=found.table.assign(r=[-0.5, 0.4, 0.3], beta=[-0.4, -0.1, 0.3]))
    assert text(turned, driver="a", truth=-0.4) == (
        "Of 3 drivers, a takes place 1 by correlation (−0.50), place 1 by part of R² (0.30) and place 1 by slope "
        "(−0.40). Its planted effect is −0.40."
    )


def test_one_driver_alone_and_the_answers_named():
    told = "1 driver explains 40 % of the variation in overall (R² 0.40, n = 400)."
    assert text(importance(("a",))) == told
    said = cx.reading(importance(("a",)), where="2016", aside=True)
    assert (said.text, said.topic) == (f"2016: {told}", "driver_importance 2016")


def test_the_order_of_the_drivers():
    said = cx.reading(importance(), about="order", labels=NAMES, aside=True)
    assert said.text == (
        "No driver can be named first: speed takes the place in 90 % of 1,000 resamples, staff in 10 %. Places 2 and 3 "
        "are open."
    )
    assert (said.groups, said.evidence) == (["speed", "staff"], "open")
    assert text(importance(n=44), about="order") == f"{FEW} in which order they matter."
    none = "Without resamples nothing can be said of how sure the order is."
    assert text(importance(resamples=False), about="order") == none
    with pytest.raises(cx.CXError, match=r'about: "rank" is nothing that can be told. Known: importance, order.'):
        cx.reading(importance(), about="rank")


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([1, 1, 1, 1, 1], "Speed is first in 100 % of 1,000 resamples. The other 4 places are settled, too."),
        ([0.97, 0.6, 0.7, 0.8, 0.99], "Speed is first in 97 % of 1,000 resamples. Places 2 to 4 are open."),
        ([0.999, 0.6, 1, 0.8, 0.7], "Speed is first in >99 % of 1,000 resamples. Places 2, 4 and 5 are open."),
        ([0.95, 1, 1, 0.9, 1], "Speed is first in 95 % of 1,000 resamples. Place 4 is open."),
        ([1], "Speed is first in 100 % of 1,000 resamples. There is no other driver."),
        ([1, 1], "Speed is first in 100 % of 1,000 resamples. The other place is settled, too."),
    ],
)
def test_open_places_are_named(shares, told):
    ranks = pd.DataFrame({"driver": ["a", *"bcde"][: len(shares)], "rank": range(1, len(shares) + 1), "share": shares})
    said = cx.reading(replace(importance(), ranks=ranks), about="order", labels=LABELS, aside=True)
    assert (said.text, said.evidence) == (told, "supported")


def test_the_decoy_is_told_in_words_that_a_manager_understands():
    found = importance()
    said = cx.reading(found, driver="a", truth=0, labels=LABELS, aside=True)
    assert said.headline == "Speed ranks high by every association and has no effect at all."
    assert said.text == (
        f"{said.headline} Of 3 drivers, speed takes place 1 by correlation (0.50), place 1 by part of R² (0.30) and "
        "place 1 by slope (0.40). A good mood lifts this rating and satisfaction alike: money spent on it would buy "
        "nothing."
    )
    low = text(found, driver="b", truth={"b": 0.0})
    assert low.startswith("B has no effect at all. Of 3 drivers, b takes place 2 by correlation (0.40), place 3 by")
    assert text(found, driver="c", truth=0.2).endswith("place 2 by slope (0.30). Its planted effect is 0.20.")
    assert "planted" not in text(found, driver="c", truth={})
    assert text(importance(n=44), driver="b", truth=0) == f"{FEW} where b ranks."


def test_each_group_has_its_first_driver_or_none():
    groups = {"shop": importance(), "mail": importance(), "web": importance(n=44)}
    table = pd.concat([found.table.assign(place=name) for name, found in groups.items()], ignore_index=True)
    table.loc[table["place"] == "mail", "rank_high"] = 3
    result = cx.Result(table=table, kind="importance_by_group", settings={"by": ["place"]})
    said = cx.reading(result, labels=LABELS | {"shop": "advice"}, aside=True)
    assert said.text == (
        "In 1 of 3 groups one driver is surely first: speed in advice. First place is open in mail. Too few answers to "
        "say in 1 group (fewer than 15 for each driver): web."
    )
    assert (said.groups, said.evidence) == (["advice"], "supported")
    result = replace(importance(), table=table[table["place"] == "mail"], settings={"by": ["place"]})
    assert text(replace(result, kind="driver_importance")) == "No group has a driver that is surely first."
    none = "Without resamples nothing can be said of which driver is first in a group."
    assert text(replace(result, table=table.assign(rank_high=pd.NA))) == none


def test_what_is_said_beside_what_is_derived():
    stated = pd.DataFrame({"driver": ["c", "a", "b"], "n": 80, "estimate": [0.6, 0.3, 0.1]})
    stated = stated.assign(conf_low=stated["estimate"] - 0.1, conf_high=stated["estimate"] + 0.1)

    def said(table, found=None, **more):
        return text(found or importance(), stated=cx.Result(table=table), labels={"a": "speed", "c": "staff"}, **more)

    rest = "their ratings follow speed most (75 % of what is explained). What they name most has 30 %."
    assert said(stated) == f"People name staff (60 %) first; {rest}"
    unsure = stated.assign(conf_high=stated["estimate"] + 0.25)
    assert said(unsure) == f"People name staff (60 %) most often, which cannot be distinguished from speed; {rest}"
    swapped = stated.assign(driver=["a", "c", "b"])
    assert said(swapped) == "People name speed (60 %) first, and their ratings follow it most, too."
    assert said(swapped.assign(conf_high=unsure["conf_high"])) == (
        "People name speed (60 %) most often, which cannot be distinguished from staff, and their ratings follow it "
        "most, too."
    )
    assert said(stated, truth={"c": 0.45}) == (
        f"People name staff (60 %) first; {rest} Planted truth: the effect of staff, which people name first, is 0.45."
    )
    assert said(stated.assign(n=20)) == "20 people named what matters: too few to say."
    assert said(stated, importance(n=44)) == f"{FEW} what the ratings follow."


def test_a_common_tendency_and_lost_answers():
    result = Entanglement(
        table=pd.DataFrame({"driver": ["a", "b"], "other": ["b", "a"], "n": 100, "r": -0.6}),
        alone=cx.Result(table=pd.DataFrame({"driver": ["a", "b"], "n": 100, "estimate": [0.5, 0.4]})),
        inflation=pd.DataFrame({"driver": ["a", "b"], "vif": 1.6}), first_component=0.8, condition_number=2.0,
        kind="driver_entanglement",
    )  # fmt: skip
    said = cx.reading(result, labels=LABELS, aside=True)
    assert said.text == (
        "One common tendency carries 80 % of what 2 ratings hold; unrelated ones would give 65 %. Closest are speed "
        "and tidy premises (r −0.60)."
    )
    assert (said.groups, said.evidence) == (["speed", "tidy premises"], "supported")
    assert text(replace(result, first_component=0.64), where="2016") == (
        "2016: No common tendency can be distinguished from chance: one direction carries 64 % of 2 ratings."
    )
    few = replace(result, table=result.table.assign(n=29))
    assert text(few) == (
        "29 answers for 2 drivers: too few to say how they hang together. At least 30 answers are needed."
    )
    lost = replace(importance(), lost=pd.DataFrame({"driver": ["a", "b"], "missing": [30, 90], "lost_alone": [10, 70]}))
    assert text(lost, answers=500, labels=LABELS) == (
        "100 of 500 answers (20 %) lack a rating and are left out; tidy premises alone is missing in 90."
    )
    assert text(lost, answers=401).startswith("1 of 401 answers (<1 %) lacks a rating and is left out; b alone is")
    assert text(lost, answers=400) == "All 400 answers have every rating."
