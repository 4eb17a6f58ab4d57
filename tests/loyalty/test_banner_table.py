"""Banner tables: letters as R's tests give them, small groups hidden, and as many letters by chance as is said."""

import json

import numpy as np
import pandas as pd
import polars as pl
import pytest

from cxlib import CXError, banner, reading

EXACT = 1e-8  # numbers of the same formulas in another language


@pytest.fixture(scope="module")
def known(shared):
    return json.loads(shared("reference/report.json").read_text(encoding="utf-8"))


def triangle(matrix: list, groups: str) -> dict:
    """R's lower triangle by its pair: second group → first group → p."""
    return {
        (groups[column], groups[row + 1]): value
        for row, line in enumerate(matrix)
        for column, value in enumerate(line)
        if value is not None
    }


@pytest.mark.parametrize("adjust", ["none", "holm"])
def test_shares_are_compared_as_in_r(known, adjust):
    its = known["column_proportions"]
    rows = [
        pd.DataFrame({"y": [1] * x + [0] * (n - x), "g": name})
        for name, x, n in zip("ABCD", its["data"]["x"], its["data"]["n"], strict=True)
    ]
    found = banner(pd.concat(rows), rows="y", columns="g", show="share", top=1, adjust=adjust)
    wanted = triangle(its["value"][f"p_{adjust}"], "ABCD")
    got = {(pair.group, pair.other): pair.p_adjusted for pair in found.pairs.itertuples()}
    assert got.keys() == wanted.keys()
    assert max(abs(got[pair] - wanted[pair]) for pair in wanted) < EXACT
    sure = {pair for pair, p in wanted.items() if p < 0.05}
    letters = found.table[found.table["column"] == "g"].set_index("group")["letters"]
    share = dict(zip("ABCD", its["value"]["share"], strict=True))
    for one, other in sure:
        high, low = (one, other) if share[one] > share[other] else (other, one)
        assert low in letters[high]
    assert sum(map(len, letters)) == len(sure)


@pytest.mark.parametrize("adjust", ["none", "holm"])
def test_means_are_compared_as_in_r(known, adjust):
    its = known["column_means"]
    found = banner(pd.DataFrame(its["data"]), rows="y", columns="g", adjust=adjust, min_cell=1)
    wanted = triangle(its["value"][f"p_{adjust}"], "ABCD")
    got = {(pair.group, pair.other): pair.p_adjusted for pair in found.pairs.itertuples()}
    assert max(abs(got[pair] - wanted[pair]) for pair in wanted) < EXACT
    of_groups = found.table[found.table["column"] == "g"]
    assert np.allclose(of_groups["estimate"], its["value"]["mean"], atol=EXACT, rtol=0)


@pytest.mark.parametrize("show", ["mean", "share"])
def test_weighted_columns_are_those_of_svyglm(known, show):
    its = known["weighted_columns"]
    found = banner(pd.DataFrame(its["data"]), rows="y", columns="g", weights="w", show=show, top=1)
    of_groups = found.table[found.table["column"] == "g"]
    assert np.allclose(of_groups["estimate"], its["value"]["means"], atol=EXACT, rtol=0)
    assert np.allclose(of_groups["std_error"], its["value"]["se"], atol=EXACT, rtol=0)
    wanted = {tuple(pair["pair"]): pair["p"] for pair in its["value"]["pairs"]}
    for pair, p_holm in zip(found.pairs.itertuples(), its["value"]["p_holm"], strict=True):
        assert abs(pair.p_value - wanted[pair.group, pair.other]) < EXACT
        assert abs(pair.p_adjusted - p_holm) < EXACT
    share = of_groups["estimate"].to_numpy()
    worth = share * (1 - share) / of_groups["std_error"].to_numpy() ** 2
    assert np.allclose(of_groups["n_effective"], worth, rtol=EXACT)  # the design's, not Kish's


def test_top_two_has_wilsons_interval(known):
    its = known["top_two_wilson"]
    for k, n, wanted in zip(its["data"]["k"], its["data"]["n"], its["value"], strict=True):
        row = banner(pd.DataFrame({"y": [1] * k + [0] * (n - k)}), rows="y", show="share", top=1).table.iloc[0]
        assert np.allclose([row["conf_low"], row["conf_high"]], wanted["wilson"], atol=EXACT, rtol=0)


def drawn(seed: int, n: int = 240) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"q": rng.integers(1, 6, n), "r": rng.integers(1, 6, n), "g": rng.choice(list("abcd"), n)})


@pytest.mark.full
@pytest.mark.parametrize("show", ["mean", "share"])
def test_without_any_difference_chance_prints_as_many_letters_as_the_line_says(show):
    """A thousand tables of one question each, by four groups that do not differ."""
    rng = np.random.default_rng(7)
    items = [f"q{number}" for number in range(1000)]
    data = pd.DataFrame(rng.integers(1, 6, (240, 1000)), columns=items).assign(g=rng.choice(list("abcd"), 240))
    one_by_one = banner(data, rows=items, columns="g", show=show, top=4, adjust="none")
    letters = one_by_one.table["letters"].str.len().sum()
    assert len(one_by_one.pairs) == 6000
    assert one_by_one.notes[-1].endswith("chance alone would print about 300.0 letters.")
    error = (1000 * 6 * 0.05 * 0.95) ** 0.5 * 1.5  # the pairs of a question go together
    assert abs(letters - 300) < 3 * error
    corrected = banner(data, rows=items, columns="g", show=show, top=4, adjust="holm")
    with_letters = corrected.table.loc[corrected.table["letters"] != "", "row"].nunique()
    assert corrected.notes[-1].endswith("at most 5 % of the rows, here about 50.0 of 1,000.")
    assert 20 < with_letters < 50 + 3 * (1000 * 0.05 * 0.95) ** 0.5  # never to speak would keep below it, too


def test_small_groups_and_whoever_gives_them_away_are_neither_shown_nor_compared():
    data = pd.DataFrame({"q": [1, 5] * 50, "g": ["a"] * 60 + ["b"] * 25 + ["c"] * 11 + ["d"] * 4})
    found = banner(data, rows="q", columns="g", min_cell=10)
    assert list(found.table["group"]) == ["", "a", "b"]  # d is too small, and c with it: the total less the rest is d
    assert set(found.pairs["group"]) | set(found.pairs["other"]) == {"a", "b"}
    assert any(note.startswith("2 cells not shown") for note in found.notes)
    assert "d" not in found.shown.to_string().replace("and", "")


def test_large_groups_are_all_shown():
    found = banner(drawn(1), rows="q", columns="g", min_cell=10)
    assert list(found.table["group"]) == ["", "a", "b", "c", "d"]
    assert not any("not shown" in note for note in found.notes)


@pytest.mark.parametrize("weights", [None, "w"])
def test_every_engine_gives_the_same(weights):
    data = drawn(3).astype({"q": float}).assign(w=np.linspace(0.5, 2, 240))
    data.loc[::7, "q"] = np.nan
    data.loc[::11, "g"] = None
    asked = {"rows": ["q", "r"], "columns": "g", "top": {"q": 4, "r": 5}, "weights": weights}
    wanted = banner(data, **asked).table
    for other in (pl.from_pandas(data), pl.from_pandas(data).lazy(), pl.from_pandas(data).to_arrow()):
        pd.testing.assert_frame_equal(banner(other, **asked).table, wanted, rtol=1e-10)


def test_large_numbers_keep_their_variance():
    near = drawn(5)
    far = near.assign(q=near["q"] + 1e9)
    asked = {"rows": "q", "columns": "g"}
    assert np.allclose(
        banner(near, **asked).table["std_error"], banner(far, **asked).table["std_error"], rtol=1e-6, atol=0
    )


def test_many_items_do_not_fall_on_one_anothers_sums():
    data = pd.DataFrame({f"i{k}": [k % 5, k % 5 + 1] * 20 for k in range(30)})
    for frame in (data, pl.from_pandas(data)):
        found = banner(frame, rows=list(data), weights=None).table
        assert np.allclose(found["estimate"], data.mean())
    weighted = data.assign(w=1.5)
    found = banner(pl.from_pandas(weighted), rows=list(data), weights="w").table
    assert np.allclose(found["estimate"], data.mean())


def test_one_answer_has_no_error_and_alike_answers_are_not_compared():
    data = pd.DataFrame({"q": [3] * 40, "g": ["a", "b"] * 20})
    found = banner(data, rows="q", columns="g")
    assert found.pairs["p_value"].isna().all()
    assert (found.table["letters"] == "").all()
    assert not any("chance" in note for note in found.notes)
    alone = banner(pd.DataFrame({"q": [3]}), rows="q", min_cell=1).table.iloc[0]
    assert np.isnan(alone["conf_low"])


def test_what_is_displayed_has_questions_down_and_groups_across():
    data = pd.DataFrame({"q": [5, 4] * 20 + [2, 3] * 20, "g": ["x"] * 40 + ["y"] * 40})
    shown = banner(data, rows="q", columns="g", labels={"q": "¿Qué tal?"}).shown
    assert shown.columns.tolist() == [
        "question",
        "all (n\u00a0=\u00a080)",
        "A x (n\u00a0=\u00a040)",
        "B y (n\u00a0=\u00a040)",
    ]
    assert shown.iloc[0].tolist() == ["¿Qué tal?", "3.50", "4.50 B", "2.50"]
    down = banner(data, rows="q", top=4).shown
    assert down.columns.tolist() == ["question", "n", "mean", "95 % interval", "top two"]


def test_the_reading_names_the_groups():
    data = pd.DataFrame({"q": [5, 4] * 20 + [2, 3] * 20, "r": [1, 2] * 40, "g": ["x"] * 40 + ["y"] * 40})
    told = reading(banner(data, rows=["q", "r"], columns="g"))
    assert told.headline == "By g 1 of 2 questions differs: “q”: x 4.50 against y 2.50."
    assert told.answers == "who"
    assert told.evidence == "supported"
    none = reading(banner(data, rows="r", columns="g"))
    assert none.evidence == "open"
    assert "standard deviations is seen" in none.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"rows": "q", "show": "share"}, "top: a share needs to know from which answer on."),
        ({"rows": []}, "rows: no question is named."),
        ({"rows": "q", "columns": "many"}, "columns: more than 52 groups."),
        ({"rows": "q", "show": "median"}, "show: 'median' is not known."),
    ],
)
def test_what_cannot_be_shown_is_told(asked, said):
    data = pd.DataFrame({"q": [1, 2] * 300, "many": [f"g{k}" for k in range(60)] * 10})
    with pytest.raises(CXError) as told:
        banner(data, **asked)
    assert told.value.problem == said


def test_a_group_is_never_called_like_a_question_and_several_columns_are_named():
    data = pd.DataFrame({"web": [5, 4] * 20 + [2, 3] * 20, "club": ["web"] * 40 + ["no"] * 40, "h": ["x", "y"] * 40})
    labels = {"web": "Lo fácil que es usar la web", "club": "Cliente del club"}
    one = banner(data, rows="web", columns="club", labels=labels)
    assert reading(one).headline == ("By Cliente del club: “Lo fácil que es usar la web”: web 4.50 against no 2.50.")
    assert one.shown.columns[3].startswith("B web")
    two = banner(data, rows="web", columns=["club", "h"], labels=labels)
    assert two.shown.columns[3].startswith("B Cliente del club: web")
    assert "Cliente del club web 4.50 against no 2.50" in reading(two).headline


def test_answers_in_words_are_shares_of_their_own_compared_as_in_r(known):
    its = known["column_proportions"]
    rows = [
        pd.DataFrame({"y": ["sí"] * x + ["no"] * (n - x), "g": name})
        for name, x, n in zip("ABCD", its["data"]["x"], its["data"]["n"], strict=True)
    ]
    found = banner(pd.concat(rows), rows="y", columns="g", show="share", labels={"y": "¿Repetiría?"})
    pairs = found.pairs[found.pairs["row"] == "y: sí"]
    wanted = triangle(its["value"]["p_holm"], "ABCD")
    assert all(abs(pair.p_adjusted - wanted[pair.group, pair.other]) < EXACT for pair in pairs.itertuples())
    shares = found.table.set_index(["row", "group"])["estimate"]
    assert np.allclose(shares["y: sí"][list("ABCD")], its["value"]["share"], atol=EXACT, rtol=0)
    assert np.allclose(shares["y: sí"] + shares["y: no"], 1)
    assert found.shown["question"].tolist() == ["¿Repetiría?: no", "¿Repetiría?: sí"]
    weighted = known["weighted_columns"]
    data = pd.DataFrame(weighted["data"])
    data["y"] = data["y"].map({1: "yes", 0: "no"})
    heavy = banner(data, rows="y", columns="g", weights="w", show="share")
    p_holm = heavy.pairs.loc[heavy.pairs["row"] == "y: yes", "p_adjusted"]
    assert np.allclose(p_holm, weighted["value"]["p_holm"], atol=EXACT, rtol=0)


def test_rare_answers_are_told_together_in_every_engine_and_texts_are_refused():
    words = ["web"] * 50 + ["shop"] * 40 + ["fax"] * 6 + ["telex"] * 3 + [None] * 5
    data = pd.DataFrame({"how": words, "n": [1, 2] * 52, "g": ["a", "b"] * 52})
    asked = {"rows": ["n", "how"], "columns": "g", "show": "share", "top": 2}
    wanted = banner(data, **asked)
    assert list(dict.fromkeys(wanted.table["row"])) == ["n", "how: web", "how: other answers"]  # 9 alone would be few
    whole = wanted.table[wanted.table["column"] == ""].set_index("row")
    assert whole.loc["how: web", ["n", "estimate"]].tolist() == [99, 50 / 99]
    for other in (pl.from_pandas(data), pl.from_pandas(data).lazy(), pl.from_pandas(data).to_arrow()):
        pd.testing.assert_frame_equal(banner(other, **asked).table, wanted.table, rtol=1e-10)
    ordered = data.assign(how=pd.Categorical(data["how"], ["web", "shop", "fax", "telex"]))
    rows = banner(ordered, rows="how", show="share", min_cell=4).table["row"]
    assert rows.tolist() == ["how: web", "how: shop", "how: other answers"]
    with pytest.raises(CXError, match='"how" holds words, which have no mean'):
        banner(data, rows="how")
    texts = pd.DataFrame({"t": [f"text {k}" for k in range(40)]})
    with pytest.raises(CXError, match='"t" holds 40 different texts'):
        banner(texts, rows="t", show="share", min_cell=1)


def test_that_nobody_differs_is_an_answer_to_who_differs():
    none = reading(banner(pd.DataFrame({"r": [1, 2] * 40, "g": ["x"] * 40 + ["y"] * 40}), rows="r", columns="g"))
    assert none.answers == "who"
    assert none.headline == "By g no difference in r can be distinguished from chance."
