"""Scales from any table: reliable, of one dimension, told apart; and what is said where they are not."""

import json

import numpy as np
import pandas as pd
import polars as pl
import pytest
from table_engines import MAKERS

import cxlib as cx

ITEMS = ["a", "b", "c", "d"]


def people(n=60, **columns):
    """Four items of one factor, answers 1 to 5."""
    rng = np.random.default_rng(1)
    factor = rng.normal(size=n)
    answers = np.clip(np.round(3 + factor[:, None] + 0.7 * rng.normal(size=(n, 4))), 1, 5)
    rows = pd.DataFrame(answers, columns=ITEMS)
    return rows.assign(**{name: make(rows) for name, make in columns.items()})


def opposite(rows):
    return 6 - rows["a"]


def few(n):
    return f"Only {n} people answer all items: read the interval, not the coefficient."


def not_normal(coefficients):
    return (
        "By the spread of the answers the usual interval, which takes them to be normal, would be too short: that of "
        f"{coefficients} is distribution-free."
    )


@pytest.fixture(scope="module")
def lead(shared):
    return pd.read_csv(shared("data/employees/lq2002.csv"))[[f"LEAD{place:02d}" for place in range(1, 12)]]


def test_a_high_alpha_beside_one_factor_that_fails(lead):
    """Of psych 2.2.9 and lavaan 0.6: alpha .902, omega .904, CFI .786."""
    found = cx.scale_reliability(lead, items=list(lead))
    np.testing.assert_allclose(found.table["estimate"], [0.902236565759766, 0.903633911879348], atol=1e-6)
    normal = found.intervals.set_index("method")
    np.testing.assert_allclose(
        normal.loc["feldt", ["conf_low", "conf_high"]].astype(float), [0.895826801355738, 0.908409396457629], rtol=1e-10
    )
    np.testing.assert_allclose(
        normal.loc["ml", ["std_error", "conf_low", "conf_high"]].astype(float),
        [0.00316442847294049, 0.897431746040732, 0.909836077717965],
        atol=1e-6,
    )
    assert found.notes == (
        not_normal("alpha and omega"),
        "One factor does not describe these items well (CFI 0.79, RMSEA 0.17): however high alpha is, they may measure "
        "several things.",
    )
    assert cx.reading(found).text == (
        "The scale: alpha 0.90 (0.89 to 0.91), omega 0.90 (0.90 to 0.91), of 11 items and 2,042 people. One factor "
        "does not describe them (CFI 0.79)."
    )


@pytest.mark.parametrize("maker", MAKERS)
def test_every_engine_gives_the_same(maker):
    rows = people()
    rows.loc[3, "b"] = np.nan
    plain, other = (cx.scale_reliability(table, items=ITEMS) for table in (rows, MAKERS[maker](rows)))
    pd.testing.assert_frame_equal(other.table, plain.table, rtol=1e-9)
    pd.testing.assert_frame_equal(other.items, plain.items, rtol=1e-6)
    pd.testing.assert_frame_equal(other.intervals, plain.intervals, rtol=1e-6)
    assert other.notes == plain.notes
    assert plain.notes[0] == "1 of 60 rows left out: they answer only part of the items."


@pytest.mark.parametrize("maker", MAKERS)
def test_every_engine_gives_the_same_scores(maker):
    rows = people(5).assign(unit=list("vwxyz"))
    rows.loc[0, "a"] = rows.loc[1, ["a", "b", "c"]] = np.nan
    found = cx.scale_scores(MAKERS[maker](rows), scales={"all": ITEMS, "two": ["a", "b"]})
    found = found.collect() if maker == "polars lazy" else found
    found = found.df() if maker.startswith("duckdb") else found if maker == "pandas" else found.to_pandas()
    expected = rows[ITEMS].mean(axis=1)
    expected[1] = np.nan  # one of four
    np.testing.assert_allclose(found["all"].astype(float), expected)
    assert found["two"].isna().tolist() == [False, True, False, False, False]
    assert list(found) == [*ITEMS, "unit", "all", "two"]


def test_nan_is_no_answer_where_an_engine_holds_it_apart_from_null():
    rows = pl.DataFrame({"a": [np.nan, 2.0, np.nan], "b": [3, 4, None]})
    assert cx.scale_scores(rows, scales={"all": ["a", "b"]})["all"].to_list() == [3.0, 3.0, None]


def test_more_answers_can_be_asked_for():
    rows = people(3)
    rows.loc[0, "a"] = np.nan
    found = cx.scale_scores(rows, scales={"all": ITEMS}, share_answered=1)
    assert found["all"].isna().tolist() == [True, False, False]
    assert "all" not in rows


@pytest.mark.parametrize(
    ("rows", "items", "notes"),
    [
        (
            people(d=lambda rows: 6 - rows["d"]),
            ITEMS,
            ["d: goes against the other items. Is it worded the other way round?"],
        ),
        (people(), ["a", "b"], ["No omega: it needs three items; with two, one factor is not determined."]),
        (
            people(d=lambda rows: 3 * rows["d"]),
            ITEMS,
            [
                "d: the answers reach more than twice as far as those of other items. If the scales differ, the sum "
                "follows the widest: bring the items to one scale first."
            ],
        ),
        (
            people(b=lambda rows: rows["a"]),
            ["a", "b"],
            [
                "No omega, and alpha misleads: of a, b each follows exactly from the rest. Is one a copy or a sum of "
                "others?"
            ],
        ),
        (
            people(d=lambda rows: rows["a"] + rows["b"]),
            ITEMS,
            [
                "No omega, and alpha misleads: of a, b, d each follows exactly from the rest. Is one a copy or a sum "
                "of others?"
            ],
        ),
        (people(4), ITEMS, [few(4), "No omega: 4 complete rows are too few for 4 items."]),
        (
            pd.DataFrame([[i, j, k] for i in (1, 2) for j in (1, 2) for k in (1, 2)], columns=["a", "b", "c"]),
            ["a", "b", "c"],
            [few(8), "No omega: the items have too little in common to determine one factor."],
        ),
        (
            pd.DataFrame(
                [[2 * i + 2 * j + k, 3 * i, 3 * j] for i in (0, 1) for j in (0, 1) for k in (0, 1)], columns=[*"abc"]
            ),
            ["a", "b", "c"],
            [few(8), "No omega: one factor leaves a no variance of its own (Heywood case), which cannot be."],
        ),
    ],
    ids=["reversed", "two", "wide", "copy", "sum", "few", "unrelated", "heywood"],
)
def test_what_a_coefficient_hides_is_said(rows, items, notes):
    found = cx.scale_reliability(rows, items=items)
    assert [note for note in found.notes if "distribution-free" not in note] == notes
    omega = found.table.set_index("coefficient").loc["omega", ["estimate", "std_error", "conf_low", "conf_high"]]
    missing = notes[-1].startswith("No omega")
    assert omega.isna().all() == missing
    assert found.items["loading"].isna().all() == missing
    assert found.one_factor.isna().all(axis=None) == missing


@pytest.mark.parametrize(
    ("rows", "items", "message"),
    [
        (people(d=lambda rows: 3), ITEMS, "items: everybody answers 'd' alike. Leave such items out."),
        (
            people(b=opposite),
            ["a", "b"],
            "items: their sum is the same for everybody. Turn round those worded the other way.",
        ),
        (people(), ["a"], "items: 1 named, at least 2 are needed. Name the items of one scale."),
        (people(), ["a", "a"], "items: 'a' is named twice. Name each column once."),
        (people(), ["a", "e"], "items: no column 'e' in the table. Known: a, b, c, d."),
        (
            people(a=lambda rows: np.nan),
            ITEMS,
            "items: 'a' has no answer in 60 rows. Check the column and its missing codes.",
        ),
        (
            people(a=lambda rows: rows["a"].where(rows.index > 57)),
            ITEMS,
            "items: 2 of 60 rows answer all 4 items; 3 are needed. Leave out the items that few were asked.",
        ),
        (
            people(a=lambda rows: rows["a"].where(rows.index > 2, np.inf)),
            ITEMS,
            "items: 'a' is infinite in 3 rows. Correct these rows.",
        ),
    ],
)
def test_what_is_no_scale_is_said(rows, items, message):
    with pytest.raises(cx.CXError) as raised:
        cx.scale_reliability(rows, items=items)
    assert str(raised.value) == message


def test_a_level_is_a_share():
    message = "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."
    calls = (
        lambda **level: cx.scale_reliability(people(), items=ITEMS, **level),
        lambda **level: cx.scale_dimensions(people(), items=ITEMS, rng=1, **level),
    )
    for call in calls:
        with pytest.raises(cx.CXError) as raised:
            call(confidence_level=95)
        assert str(raised.value) == message


def two_factors(n=300):
    """Items a and b of one thing, c and d of another, which goes with it by .3."""
    rng = np.random.default_rng(4)
    factors = rng.multivariate_normal([0, 0], [[1, 0.3], [0.3, 1]], n)
    return pd.DataFrame(factors[:, [0, 0, 1, 1]] + 0.6 * rng.normal(size=(n, 4)), columns=ITEMS)


def test_planted_factors_are_counted_and_told_apart():
    rows = two_factors()
    found = cx.scale_dimensions(rows, items=ITEMS, rng=1)
    assert found.n_factors == 2
    np.testing.assert_allclose(found.table["estimate"], np.linalg.eigvalsh(rows.corr())[::-1])
    assert found.table.equals(cx.scale_dimensions(rows, items=ITEMS, rng=1).table)
    assert cx.reading(found).text == (
        "2 factors lie above random answers: the 4 items measure 2 things, however high alpha is."
    )
    apart = cx.scale_separation(rows, scales={"one": ["a", "b"], "other": ["c", "d"]})
    r = rows.corr().to_numpy()
    row = apart.table.iloc[0]
    np.testing.assert_allclose(row["estimate"], r[:2, 2:].mean() / np.sqrt(r[0, 1] * r[2, 3]))
    np.testing.assert_allclose(row["r"], np.corrcoef(rows["a"] + rows["b"], rows["c"] + rows["d"])[0, 1])
    assert cx.reading(apart).text == f"one and other are two things (HTMT {row['estimate']:.2f})."


def test_one_factor_and_none():
    assert cx.reading(cx.scale_dimensions(people(200), items=ITEMS, rng=1)).text == (
        "One factor lies above random answers: the 4 items may be one scale."
    )
    unrelated = pd.DataFrame(np.random.default_rng(1).normal(size=(200, 4)), columns=ITEMS)
    assert cx.reading(cx.scale_dimensions(unrelated, items=ITEMS, rng=1)).text == (
        "No factor of the 4 items lies above random answers: they have nothing in common."
    )


def test_several_pairs_are_read_together():
    table = pd.DataFrame(
        {"scale": ["x", "x", "y"], "other": ["y", "z", "z"], "n": 9, "estimate": [0.95, 0.4, 0.5], "r": 0.3}
    )
    read = [table, table[1:], table.assign(estimate=[0.2, 0.4, np.nan])]
    assert [cx.reading(cx.Result(table=rows, kind="scale_separation")).text for rows in read] == [
        "x and y cannot be distinguished (HTMT 0.95). The other 2 pairs can be distinguished (HTMT 0.40 to 0.50).",
        "All 2 pairs of scales can be distinguished (HTMT 0.40 to 0.50).",
        "The other 2 pairs can be distinguished (HTMT 0.20 to 0.40). y and z: no ratio can be given.",
    ]


def test_a_scale_and_its_opposite_are_one_thing_turned_round():
    rows = people(300)
    turned = rows.assign(**{f"not {name}": 6 - rows[name] for name in ("c", "d")})
    found = cx.scale_separation(turned, scales={"fresh": ["a", "b"], "tired": ["not c", "not d"]})
    ratio = found.table["estimate"].iloc[0]
    assert ratio < -0.85
    assert cx.reading(found).text == (
        f"fresh and tired are one thing and its opposite (HTMT {ratio:.2f}).".replace("-", "−")
    )


CODE = "hold a number that lies apart from the scale. Is it a code for no answer? Declare it as missing."


@pytest.mark.parametrize("code", [9, 99, -1])
def test_a_code_that_was_kept_is_said(code):
    rows = people()
    rows.loc[:2, ITEMS] = code
    rows.loc[3, "b"] = code
    for analysis in (cx.scale_reliability, lambda data, items: cx.scale_dimensions(data, items=items, rng=1)):
        assert f"a, b, c, d: 4 rows {CODE}" in analysis(rows, items=ITEMS).notes
    one = rows.assign(**{name: people()[name] for name in "acd"})
    assert f"b: 4 rows {CODE}" in cx.scale_reliability(one, items=ITEMS).notes


@pytest.mark.parametrize("answers", [[0, 1, 2, 3, 8, 9], [1, 4, 9], [1, 2, 3, 6], [-2, -1, 0, 1, 2], [0.5, 1, 1.5, 9]])
def test_a_scale_without_a_code_is_let_alone(answers):
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(rng.choice(answers, (80, 3)), columns=list("abc"))
    told = " ".join(cx.scale_reliability(rows, items=list("abc")).notes)
    assert ("code for no answer" in told) == (answers == [0, 1, 2, 3, 8, 9])  # asked, not decided


@pytest.mark.parametrize(
    ("n_plain", "n_turned", "note"),
    [
        (3, 3, "q0, q1, q2 go against q3, q4, q5. Is one of the two sides worded the other way round?"),
        (2, 2, "q0, q1 go against q2, q3. Is one of the two sides worded the other way round?"),
        (3, 2, "q3, q4: go against the other items. Are they worded the other way round?"),
        (2, 3, "q0, q1: go against the other items. Are they worded the other way round?"),
        (5, 1, "q5: goes against the other items. Is it worded the other way round?"),
        (5, 0, None),
    ],
)
def test_items_that_go_the_other_way_are_named_by_side(n_plain, n_turned, note):
    rng = np.random.default_rng(4)
    sides = np.repeat([1, -1], [n_plain, n_turned])
    answers = np.round(3 + 0.8 * rng.normal(size=(300, 1)) * sides + 0.6 * rng.normal(size=(300, len(sides))))
    rows = pd.DataFrame(np.clip(answers, 1, 5), columns=[f"q{place}" for place in range(len(sides))])
    notes = cx.scale_reliability(rows, items=list(rows)).notes
    assert [told for told in notes if "worded" in told] == [note] * bool(note)


def test_scales_that_hold_a_reversed_item_have_no_ratio():
    found = cx.scale_separation(people(b=lambda rows: 6 - rows["b"]), scales={"one": ["a", "b"], "other": ["c", "d"]})
    assert np.isnan(found.table["estimate"].iloc[0])
    assert found.notes == (
        "a goes against b. Is one of the two sides worded the other way round?",
        "one and other: the items of a scale do not go together, so there is no ratio.",
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: cx.scale_separation(people(), scales={"one": ["a", "b"]}),
            'scales: at least two are needed. Write {"engagement": […], "climate": […]}.',
        ),
        (
            lambda: cx.scale_separation(people(), scales={"one": ["a", "b"], "other": ["c"]}),
            "scales: 'other' has fewer than two items. A ratio needs two items of each scale.",
        ),
        (
            lambda: cx.scale_separation(people(), scales={"one": ["a", "b"], "other": ["b", "c"]}),
            "items: 'b' is named twice. Name each column once.",
        ),
        (
            lambda: cx.scale_dimensions(people(), items=ITEMS),
            "rng: random answers are drawn, and no seed is given. Write rng=2027, or any number.",
        ),
        (
            lambda: cx.scale_dimensions(people(), items=ITEMS, n_draws=0, rng=1),
            "n_draws: 0 is no number of draws. Write 1000, or any number from 1.",
        ),
        (
            lambda: cx.scale_dimensions(people(4), items=ITEMS, rng=1),
            "items: 4 of 4 rows answer all 4 items; 5 are needed. Leave out the items that few were asked.",
        ),
        (
            lambda: cx.scale_scores(people(), scales={"A": ["a", "b"]}),
            "scales: the table has a column 'A' already. Give the scale another name.",
        ),
        (
            lambda: cx.scale_scores(people(), scales={"all": "a"}),
            'scales: \'all\' names no list of items. Write {"all": ["…", "…"]}.',
        ),
        (
            lambda: cx.scale_scores(people(), scales={"all": ["a", "a"]}),
            "scales: 'all' names an item twice. Name each column once.",
        ),
        (
            lambda: cx.scale_scores(people(), scales={"all": ["a", "e"]}),
            "scales: no column 'e' in the table. Known: a, b, c, d.",
        ),
        (
            lambda: cx.scale_scores(people(), scales={"all": ITEMS}, share_answered=50),
            "share_answered: 50 is no share of the items. Write 0.5 for half of them.",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(call, message):
    with pytest.raises(cx.CXError) as raised:
        call()
    assert str(raised.value) == message


def test_an_item_that_hangs_loosely_is_named():
    rows = people(200)
    rng = np.random.default_rng(3)
    loose = cx.scale_reliability(rows.assign(e=rng.integers(1, 6, 200)), items=[*ITEMS, "e"])
    r = loose.items["item_rest"].iloc[-1]
    assert f" e {'goes against the others' if r < 0 else 'hangs loosely'} (r " in cx.reading(loose).text
    turned = cx.scale_reliability(people(d=lambda rows: 6 - rows["d"]), items=ITEMS)
    assert " d goes against the others (r −0." in cx.reading(turned).text
    assert ", no omega, of 2 items" in cx.reading(cx.scale_reliability(rows, items=["a", "b"])).text


def at_the_ceiling(reference):
    """Sixty people, of whose answers 57 in 100 are the highest."""
    return pd.DataFrame(reference["alpha_adf"]["data"]["X"], columns=list("abcde"))


def test_at_the_ceiling_the_interval_is_distribution_free(shared):
    rows = at_the_ceiling(json.loads(shared("reference/intervals.json").read_text()))
    found = cx.scale_reliability(rows, items=list(rows))
    assert found.notes == (not_normal("alpha and omega"),)
    assert found.intervals.query("chosen")["method"].tolist() == ["distribution-free"] * 2
    usual, wide = ((own["conf_high"] - own["conf_low"]).to_numpy() for _, own in found.intervals.groupby("chosen"))
    assert (wide > 1.5 * usual).all()
    np.testing.assert_allclose(found.table.iloc[:, -3:], found.intervals.query("chosen").iloc[:, 2:5])


def crowded(n, shift):
    """Five items from 1 to 5; a shift of .6 puts 85 of 100 answers at 5, one of −.3 58."""
    rng = np.random.default_rng(1)
    x = 0.7 * rng.standard_normal((n, 1)) + 0.8 * rng.standard_normal((n, 5))
    return pd.DataFrame(np.clip(np.floor(5 + shift + x + 0.5), 1, 5), columns=list("abcde"))


@pytest.mark.parametrize("turned", [False, True])
def test_few_who_answer_otherwise_leave_no_interval(turned):
    rows = crowded(60, 0.6)
    found = cx.scale_reliability(6 - rows if turned else rows, items=list(rows))  # at the floor as at the ceiling
    assert found.notes[0] == (
        "No interval: on average more than three quarters of the answers to an item are alike, and fewer than 20 "
        "people answer otherwise; it would be too short."
    )
    assert found.table["estimate"].notna().all()
    limits = pd.concat([found.table, found.intervals])[["conf_low", "conf_high"]]
    assert limits.isna().all(axis=None)
    assert "people; too few differ from most for an interval." in cx.reading(found).text


@pytest.mark.parametrize(("n", "shift"), [(200, 0.6), (30, -0.3)])
def test_many_others_or_answers_less_alike_keep_their_interval(n, shift):
    """Of 200 people about thirty answer otherwise; of 30 as few as of sixty at the ceiling, but two in five."""
    rows = crowded(n, shift)
    found = cx.scale_reliability(rows, items=list(rows))
    assert found.table["conf_low"].notna().all()
    assert not any("No interval" in note for note in found.notes)


def test_normal_answers_keep_the_usual_interval():
    rng = np.random.default_rng(0)
    rows = pd.DataFrame(rng.normal(size=(5000, 1)) + rng.normal(size=(5000, 4)), columns=ITEMS)
    found = cx.scale_reliability(rows, items=ITEMS)
    assert found.intervals.query("chosen")["method"].tolist() == ["feldt", "ml"]
    assert found.notes == ()
    free = found.intervals.query("method == 'distribution-free'")[["conf_low", "conf_high"]]
    np.testing.assert_allclose(free, found.table[["conf_low", "conf_high"]], atol=1e-3)  # many people: they agree
