"""What employees' and customers' tables cannot say is said in a sentence, without a value of anybody's row."""

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

NAMES = {"unit": "unit", "outcome": "score", "engagement": "engaged"}


def sides(units="abcd", waves=3):
    u, w = np.indices((len(units), waves))
    rng = np.random.default_rng(1)
    keys = {"unit": np.array(list(units))[u].ravel(), "wave": w.ravel() + 1}
    return [
        pd.concat([pd.DataFrame(keys | {name: rng.normal(size=u.size)}) for _ in range(2)], ignore_index=True)
        for name in ("score", "engaged")
    ]


def message(function, customers, employees, **arguments):
    with pytest.raises(cx.CXError) as raised:
        function(customers, employees=employees, **NAMES | arguments)
    return str(raised.value)


def changed(side, **columns):
    """Both sides, one with other columns."""
    tables = sides()
    tables[side] = tables[side].assign(**{name: make(tables[side]) for name, make in columns.items()})
    return tables


@pytest.mark.parametrize(
    ("tables", "arguments", "said"),
    [
        (
            changed(1, unit=lambda rows: rows["unit"].map({"a": 1, "b": 2, "c": 3, "d": 4})),
            {},
            "unit: no 'unit' is on both sides (4 of the customers and 4 of the employees). It holds text in customers "
            "and numbers in employees: write it in one way on both sides.",
        ),
        (
            changed(1, unit=lambda rows: " " + rows["unit"].str.upper()),
            {},
            "unit: no 'unit' is on both sides (4 of the customers and 4 of the employees). 4 would be the same without "
            "capitals and blanks: write them in one way.",
        ),
        (
            [
                side.assign(unit=side["unit"].map(dict(zip("abcd", codes, strict=True))))
                for side, codes in zip(sides(), (["B001", "B002", "B003", "B004"], list("1234")), strict=True)
            ],
            {},
            "unit: no 'unit' is on both sides (4 of the customers and 4 of the employees). 4 would be the same without "
            "letters and leading zeros: write them in one way.",
        ),
        (
            [sides("abcd")[0], sides("wxyz")[1]],
            {},
            "unit: no 'unit' is on both sides (4 of the customers and 4 of the employees). Is it the same list of "
            "names on both sides?",
        ),
        (
            changed(1, wave=lambda rows: rows["wave"] + 10),
            {"wave": "wave"},
            "wave: no 'wave' is on both sides (3 of the customers and 3 of the employees). Is it the same list of "
            "names on both sides?",
        ),
        (
            [sides("abcd")[0], sides("dxyz")[1]],
            {},
            "unit: only one 'unit' is on both sides. Units are compared with one another: join several.",
        ),
        (
            [sides("abcd")[0], sides("cdyz")[1]],
            {},
            "unit: only 2 units are on both sides. A slope between units needs at least three.",
        ),
        (
            changed(1, engaged=lambda rows: 3.7),
            {},
            "engaged: every unit has the same mean. Where units do not differ, nothing can go with it.",
        ),
        (
            changed(0, score=lambda rows: np.nan),
            {},
            "customers: no row has a value in score, unit. Look at these columns.",
        ),
        (
            changed(0, region=lambda rows: rows["wave"].astype(str)),
            {"cluster": "region"},
            "cluster: 4 units have several 'region'. Give each 'unit' one cluster.",
        ),
        (
            changed(0, region=lambda rows: rows["unit"].where(rows["unit"] != "a")),
            {"cluster": "region"},
            "cluster: 1 unit has no 'region'. Fill it in, or leave it out.",
        ),
        (
            sides(),
            {"cluster": "regoin"},
            "cluster: no column 'regoin' on either side. Known: unit, wave, score, engaged.",
        ),
        (
            sides(),
            {"controls": "wave"},
            "controls: 'wave' is a column of both sides. Rename it on the side that is not meant.",
        ),
        (sides(), {"controls": "score"}, "columns: 'score' is named twice. Give each column one part to play."),
    ],
)
def test_sides_that_do_not_meet(tables, arguments, said):
    assert message(cx.engagement_linkage, *tables, **arguments) == said


def test_one_wave_is_a_snapshot():
    one = [side[side["wave"] == 1] for side in sides()]
    found = cx.engagement_linkage(one[0], employees=one[1], wave="wave", min_cell=1, **NAMES)
    assert found.table["effect"].tolist() == ["between"]
    assert "One wave: a snapshot cannot separate place from change." in found.notes
    assert message(cx.linkage_lags, *one, wave="wave", rng=1) == (
        "wave: 'wave' holds one wave. A snapshot cannot tell what comes first; join several waves."
    )


def test_engagement_that_never_changes_has_no_slope_within():
    tables = changed(1, engaged=lambda rows: rows["unit"].map(dict(zip("abcd", [1.0, 2, 4, 3], strict=True))))
    found = cx.engagement_linkage(tables[0], employees=tables[1], wave="wave", min_cell=1, **NAMES)
    assert found.table["effect"].tolist() == ["between", "pooled"]
    assert "No slope within units. engaged never changes within a unit." in found.notes
    assert message(cx.linkage_lags, *tables, wave="wave", rng=1) == (
        "engaged before: it never changes within a unit. What never changes cannot come first."
    )


def test_what_never_changes_is_out_of_the_slope_within_only():
    """An outcome leaves no slope within; a control leaves the slope as it is without it."""
    tables = changed(0, score=lambda rows: rows["unit"].map(dict(zip("abcd", [1.0, 2, 4, 3], strict=True))))
    found = cx.engagement_linkage(tables[0], employees=tables[1], wave="wave", min_cell=1, **NAMES)
    assert found.table["effect"].tolist() == ["between", "pooled"]
    assert "No slope within units. score never changes within a unit." in found.notes

    tables = changed(1, size=lambda rows: rows["unit"].map(dict(zip("abcd", [10.0, 30, 20, 40], strict=True))))
    names = {"employees": tables[1], "wave": "wave", "min_cell": 1} | NAMES
    plain, held = (cx.engagement_linkage(tables[0], controls=controls, **names) for controls in ((), "size"))
    assert held.table.iloc[2].equals(plain.table.iloc[2])
    assert "size never changes within a unit, so it is out with the unit's mean in within." in held.notes


def test_what_is_known_between_units_stands_without_a_slope_within():
    """Engagement that moves in all units alike is the wave's; in two waves of few units no row is left over."""
    tables = changed(1, engaged=lambda rows: rows["unit"].map(dict(zip("abcd", [1.0, 2, 4, 3], strict=True))))
    tables[1]["engaged"] += tables[1]["wave"] / 10
    found = cx.engagement_linkage(tables[0], employees=tables[1], wave="wave", min_cell=1, **NAMES)
    assert found.table["effect"].tolist() == ["between", "pooled"]
    assert "No slope within units. columns: 'engaged' and 'wave' follow exactly from one another." in found.notes

    customers, employees = sides("abcd", waves=2)
    customers = customers[(customers["wave"] == 1) | customers["unit"].isin(["a", "b"])]
    found = cx.engagement_linkage(customers, employees=employees, wave="wave", min_cell=1, **NAMES)
    assert found.table["effect"].tolist() == ["between", "pooled"]
    assert (
        "No slope within units. wave: 4 rows of 2 units in 2 waves are too few for a slope within units." in found.notes
    )


EXACT = (
    "columns: 'engaged' and 'score' follow exactly from one another. Is one of them made from another? Take another "
    "column."
)


def test_a_perfect_line_is_no_finding():
    tables = changed(0, score=lambda rows: 2 + 3 * rows["unit"].map(dict(zip("abcd", [1.0, 2, 4, 3], strict=True))))
    tables[1]["engaged"] = tables[1]["unit"].map(dict(zip("abcd", [1.0, 2, 4, 3], strict=True)))
    for function in (cx.engagement_linkage, cx.linkage_correlation):
        assert message(function, *tables) == EXACT


def test_columns_that_follow_from_one_another_are_named():
    tables = sides("abcdefgh")
    tables[1]["twice"] = 2 * tables[1]["engaged"]
    said = "columns: 'engaged' and 'twice' follow exactly from one another."
    assert message(cx.engagement_linkage, *tables, controls="twice").startswith(said)
    by_unit = tables[1].groupby("unit", as_index=False)["engaged"].mean().rename(columns={"engaged": "share"})
    said = message(cx.linkage_mediation, *tables, mediator="share", records=by_unit, rng=1)
    assert said.startswith("columns: 'engaged' and 'share' follow exactly from one another.")


def test_few_units_drawn_again_give_no_interval():
    tables = sides("abcdefgh", waves=5)
    found = cx.linkage_lags(tables[0], employees=tables[1], wave="wave", rng=1, **NAMES)
    assert found.table[["conf_low", "conf_high"]].isna().all(axis=None)
    assert found.table["std_error"].notna().all()
    note = "8 units, drawn again, say nothing of others: below 10 no interval is given."
    assert note in found.notes
    named = {"employees": tables[1], "records": records().query("wave == 1"), "mediator": "share"}
    way = cx.linkage_mediation(tables[0], rng=1, **named, **NAMES)
    assert way.table[["conf_low", "conf_high"]].isna().all(axis=None)
    assert note in way.notes


def test_a_mediator_of_the_unit_is_no_answer_of_customers():
    tables = changed(0, share=lambda rows: rows["unit"].map(dict(zip("abcd", [0.1, 0.2, 0.4, 0.3], strict=True))))
    assert message(cx.linkage_mediation, *tables, mediator="share", rng=1) == (
        "mediator: 'share' never differs between the customers of a unit. It measures the unit: give it with records, "
        "one row a unit."
    )


def test_answers_without_the_mediator_are_counted():
    tables = sides("abcdefgh")
    tables[0]["share"] = np.random.default_rng(3).random(48)
    tables[0].loc[tables[0]["unit"].isin(["a"]) | (tables[0].index == 47), "share"] = np.nan
    found = cx.linkage_mediation(tables[0], employees=tables[1], mediator="share", rng=1, **NAMES)
    assert found.notes[-3:-1] == (
        "7 of 48 answers of customers have no share; units without any: 1.",
        "share and score come from the same customers: what makes a person mark both high is in b within, and a part "
        "of it in b.",
    )


@pytest.mark.parametrize(
    ("function", "arguments", "said"),
    [
        (cx.engagement_linkage, {"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1."),
        (cx.linkage_correlation, {"n_permutations": -1}, "n_permutations: -1 is not a number of deals."),
        (cx.linkage_lags, {"wave": "wave", "rng": 1, "lag": 1.5}, "lag: 1.5 is not a step between 3 waves."),
        (cx.linkage_lags, {"wave": "wave", "rng": 1, "n_resamples": 1}, "n_resamples: 1 gives no limits."),
        (
            cx.linkage_mediation,
            {"mediator": "engaged", "rng": 1, "n_resamples": 0},
            "n_resamples: 0 gives no limits.",
        ),
    ],
)
def test_impossible_arguments_are_refused(function, arguments, said):
    assert message(function, *sides(), **arguments).startswith(said)


def test_no_rows_over_is_no_fit():
    """Two units in three waves: two rows are left by the means of the units, and two waves take them."""
    said = message(cx.linkage_lags, *sides("abc", waves=3), wave="wave", rng=1)
    assert said == (
        "wave: 6 rows of 3 units in 2 waves are too few for a slope within units. Follow more units, or the same ones "
        "longer."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "rng: units are drawn at random, and no seed is given. Write rng=2027, or any number."),
        ({"rng": 1, "lag": 3}, "lag: 3 is not a step between 3 waves. Write a whole number from 1 to 2."),
        (
            {"rng": 1, "lag": 2},
            "unit: fewer than two units have both sides in several pairs of waves. Change within units needs several "
            "units with three waves or more.",
        ),
    ],
)
def test_lags_need_a_seed_and_waves(arguments, said):
    assert message(cx.linkage_lags, *sides(), wave="wave", **arguments) == said


def records(**columns):
    u, w = np.indices((8, 3))
    keys = {"unit": np.array(list("abcdefgh"))[u].ravel(), "wave": w.ravel() + 1}
    return pd.DataFrame(keys | {"share": np.random.default_rng(2).random(24)} | columns)


TWICE = pd.concat([records(), records().head(2)], ignore_index=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            {"records": TWICE, "wave": "wave"},
            "records: 2 values of unit and wave stand in several rows. Keep one row each.",
        ),
        (
            {"records": records()},
            "records: 8 values of unit stand in several rows. Keep one row each, or name the column of the wave.",
        ),
        (
            {"records": records(unit=np.repeat(list("stuvwxyz"), 3)), "wave": "wave"},
            "records: none of its 24 values of unit and wave is among those of the answers. Write the units in one way "
            "in all tables.",
        ),
        (
            {"records": records().query("wave == 1").assign(share=0.9)},
            "share: every unit has the same mean. Where units do not differ, nothing can go with it.",
        ),
        (
            {"records": records().query("wave == 1 and unit in ('a', 'b', 'c')")},
            "unit: 3 units are too few for these paths. Join at least 5 units.",
        ),
        ({}, "mediator: no column 'share' in the table. Did you mean score?"),
        ({"mediator": "score"}, "mediator: 'score' has another part to play. Give each column one part."),
        ({"lag": 1}, "lag: 1 waves before needs to know the waves. Name their column with wave."),
        (
            {"wave": "wave"},
            "wave: within units, only a mediator measured on the unit can be followed. Give it with records, or leave "
            "wave out.",
        ),
        ({"interval": "bac"}, "interval: 'bac' is not known. Did you mean bca?"),
        ({"rng": None}, "rng: units are drawn at random, and no seed is given. Write rng=2027, or any number."),
    ],
)
def test_mediators_that_say_nothing(arguments, said):
    assert message(cx.linkage_mediation, *sides("abcdefgh"), **{"mediator": "share", "rng": 1} | arguments) == said


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: cx.linkage_power(),
            "linkage_power: r or n_units is needed, and not both. Write r=0.2, or n_units=120.",
        ),
        (
            lambda: cx.linkage_power(r=[0.2, 0]),
            "r: a correlation to look for lies between −1 and 1 and is not 0. Write r=0.2, for example.",
        ),
        (
            lambda: cx.linkage_power(r=[]),
            "r: a correlation to look for lies between −1 and 1 and is not 0. Write r=0.2, for example.",
        ),
        (
            lambda: cx.linkage_power(r=0.2, confidence_level=95),
            "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %.",
        ),
        (lambda: cx.linkage_power(n_units=3), "n_units: not a whole number from 4. Write n_units=30, for example."),
        (
            lambda: cx.linkage_power(r=0.2, power=80),
            "power: 80 is not a share between 0 and 1. Write 0.8 for 80 %, for example.",
        ),
        (
            lambda: cx.linkage_power(
                r=0.2, n_units=30, n_employees=9, n_customers=9, icc_engagement=0.2, icc_outcome=0.2
            ),
            "rng: samples are drawn at random, and no seed is given. Write rng=2027, or any number.",
        ),
        (
            lambda: cx.linkage_power(r=0.2, n_employees=9, n_customers=9, icc_engagement=0.2, icc_outcome=0.2),
            "n_units: a design needs it, too. Give both sides, r and n_units, or none of a side.",
        ),
        (
            lambda: cx.linkage_correlation(*sides()[:1], employees=sides()[1], n_permutations=9, **NAMES),
            "rng: the outcome is dealt at random, and no seed is given. Write rng=2027, or any number.",
        ),
        (
            lambda: cx.linkage_correlation(sides("abc")[0], employees=sides("abc")[1], **NAMES),
            "unit: 3 units are too few for an interval. Fisher's interval needs four.",
        ),
    ],
)
def test_impossible_plans_and_comparisons_are_refused(call, said):
    with pytest.raises(cx.CXError) as raised:
        call()
    assert str(raised.value) == said


def test_no_message_names_a_unit_of_the_employees():
    tables = changed(
        1, unit=lambda rows: rows["unit"].map(dict(zip("abcd", ["anna", "bea", "carl", "dan"], strict=True)))
    )
    said = message(cx.engagement_linkage, *tables)
    assert not any(name in said for name in ("anna", "bea", "carl", "dan"))
