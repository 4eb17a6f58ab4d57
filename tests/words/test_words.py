"""Coders against codes by hand, distinctive words, and what may be quoted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import mark_person
from cxlib.errors import CXError

SAID = {
    "es": ("Muy amable la chica", "No fue rápido y es caro, una vergüenza"),
    "ca": ("Molt amable la noia", "No va ser ràpid i és car, una vergonya"),
    "ro": ("Foarte amabilă domnișoara", "Nu a fost rapid, ce rușine"),
    "en": ("A very kind lady", "It was not fast, a shame and disgrace"),
}


@pytest.mark.parametrize("language", SAID)
def test_theme_emotion_and_valence_by_lists(language):
    found = cx.code_comments(pd.DataFrame({"said": SAID[language]}), text="said", language=language)
    assert found["theme"].tolist() == ["kind", "speed"]
    assert found["valence"].tolist() == [1, -1]
    assert found["emotion"].tolist()[0] == "none"


def test_marks_and_capitals_change_no_code():
    said = [
        "Am așteptat două ore, îngrijorată",
        "Am aşteptat două ore, îngrijorată",
        "AM ASTEPTAT DOUA ORE, INGRIJORATA",
    ]
    found = cx.code_comments(pd.DataFrame({"said": said}), text="said", language="ro")
    assert found.drop_duplicates().values.tolist() == [["ro", "speed", "worry", -1]]


def test_a_negation_turns_a_word_round():
    said = pd.DataFrame({"said": ["fue rápido", "no fue rápido", "no estoy contenta", "contenta"]})
    found = cx.code_comments(said, text="said", language="es")
    assert found["valence"].tolist() == [1, -1, -1, 1]
    assert found["emotion"].tolist() == ["none", "none", "none", "joy"]


def test_nothing_written_has_no_code():
    said = pd.DataFrame({"said": ["", None, "…", "hola"], "tongue": ["es", "es", "es", "fr"]})
    assert cx.code_comments(said, text="said", language="tongue").iloc[:, 1:].isna().all(axis=None)


def test_agreement_by_hand_in_groups_and_of_three():
    codes = pd.DataFrame({"a": [1, 1, 2, 2, None], "b": [1, 1, 2, 1, 2], "c": [1, 2, 2, 1, 2], "l": list("xxyyy")})
    found = cx.coder_agreement(codes, coders=["a", "b"], by="l").table
    assert found["l"].tolist() == ["all", "x", "y"]
    assert found["n"].tolist() == [4, 2, 2]
    assert found["estimate"].tolist()[0] == pytest.approx(0.5)  # 3 of 4 alike, half of them by chance
    three = cx.coder_agreement(codes, coders=["a", "b", "c"]).table
    assert three["measure"].tolist() == ["Cohen's kappa"] * 3 + ["Krippendorff's alpha", "Fleiss's kappa"]
    assert three["n"].tolist() == [4, 4, 5, 5, 4]


def test_a_near_miss_counts_less_where_codes_have_an_order():
    codes = pd.DataFrame({"a": [-1, 0, 1, -1, 0, 1] * 5, "b": [-1, 0, 1, 0, 1, 0] * 5})
    plain, ordered = (
        cx.coder_agreement(codes, coders=["a", "b"], ordered=one).table["estimate"][0] for one in (False, True)
    )
    assert plain == pytest.approx(0.25)
    assert ordered > plain


def test_agreement_that_is_too_good_is_called_circular():
    codes = pd.DataFrame({"hand": ["a", "b", "c"] * 20})
    said = cx.coder_agreement(codes.assign(machine=codes["hand"]), coders=["hand", "machine"])
    assert said.notes == (
        "Agreement above 0.95 is circular as a rule: the comments, or one code, were made from the other.",
    )
    other = codes.assign(machine=codes["hand"].where(np.arange(60) % 5 > 0, "a"))
    assert cx.coder_agreement(other, coders=["hand", "machine"]).notes == ()


@pytest.fixture(scope="module")
def coded():
    study = cx.read_study(cx.sample_study(), tables=["comments"])
    comments = study.tables["comments"]
    codes = cx.code_comments(comments, text="comment", language="language")
    return comments.join(codes.drop(columns="language"))


def test_the_lists_are_not_circular_and_their_shares_are_refused(coded):
    row = cx.coder_agreement(coded, coders=["hand_theme", "theme"]).table.iloc[0]
    assert row["n"] == 600 and 0.25 < row["estimate"] < 0.6  # better than chance, and not good enough
    with pytest.raises(CXError) as refused:
        cx.coded_shares(coded, coder="theme", hand="hand_theme")
    assert refused.value.problem == (
        "theme: kappa with hand_theme is 0.36 (0.32 to 0.40) on 600 comments; its lower limit must be 0.6. Shares of "
        "such codes would be wrong."
    )


def test_a_second_coder_from_anybody_is_held_to_the_same(coded):
    rng = np.random.default_rng(1)
    model = coded["hand_theme"].where(rng.random(len(coded)) > 0.2, "speed")
    found = cx.coded_shares(coded.assign(model=model), coder="model", hand="hand_theme").table
    assert found["n_with"].sum() == found["n"][0] == model.notna().sum()
    assert found["estimate"].sum() == pytest.approx(1)


def test_few_codes_by_hand_judge_nobody(coded):
    few = coded[coded["hand_theme"].notna()].head(99)
    with pytest.raises(CXError, match="hand_theme: 99 comments are coded by hand; 100 are needed"):
        cx.coded_shares(few, coder="theme", hand="hand_theme")


def test_distinctive_words_of_a_known_difference():
    rng = np.random.default_rng(2)
    n = 400
    happy = rng.random(n) < 0.5
    said = [
        " ".join(["todo", *(["rápido"] if rng.random() < (0.4 if good else 0.1) else []), "en", "la", "tienda"])
        for good in happy
    ]
    data = pd.DataFrame({"said": said, "score": np.where(happy, 10, 2)})
    found = cx.distinctive_words(data, text="said", score="score", low=6, high=9, language="es").table
    assert found["word"].iloc[0] == "rápido" and found["p_adjusted"].iloc[0] < 0.001
    assert (found.loc[found["word"] != "rápido", "p_adjusted"] > 0.05).all()
    turned = cx.distinctive_words(
        data.assign(score=12 - data["score"]), text="said", score="score", low=6, high=9, language="es"
    ).table
    assert turned.set_index("word")["estimate"]["rápido"] == pytest.approx(-found["estimate"].iloc[0])


def test_whole_scores_with_gaps_are_as_good_as_others():
    """Whole numbers that know a gap are no plain array; the comparison with a limit ended in a TypeError."""
    texts = pd.DataFrame({"t": ["good price", "bad staff"] * 60, "s": [9.0, np.nan, 2.0] * 40})
    how = {"text": "t", "score": "s", "low": 6, "high": 9, "language": "en"}
    plain, whole = (cx.distinctive_words(rows, **how).table for rows in (texts, texts.astype({"s": "Int64"})))
    pd.testing.assert_frame_equal(whole, plain)


def test_nothing_is_found_where_nothing_is():
    """Words dealt by lot: of 40 draws, Holm names one in two at most."""
    wrong = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        words = np.array([f"palabra{chr(97 + k)}" for k in range(20)])
        said = [" ".join(words[rng.random(20) < 0.2]) for _ in range(300)]
        data = pd.DataFrame({"said": said, "score": rng.choice([2, 10], 300)})
        found = cx.distinctive_words(data, text="said", score="score", low=6, high=9, language="es").table
        wrong += (found["p_adjusted"] < 0.05).any()
    assert wrong <= 5


def test_spellings_are_one_word_and_languages_are_apart():
    said = ["și bine", "şi bine", "si bine", "si good"] * 10
    data = pd.DataFrame({"said": said, "l": ["ro", "ro", "ro", "en"] * 10, "score": [10, 2] * 20})
    data = pd.concat([data, data.assign(score=12 - data["score"])])
    found = cx.distinctive_words(data, text="said", score="score", low=6, high=9, language="l").table
    assert found.set_index(["language", "word"])["n"].to_dict() == {
        ("ro", "bine"): 60, ("ro", "și"): 60, ("en", "good"): 20, ("en", "si"): 20,
    } or found.groupby("language")["n"].apply(list).to_dict() == {"en": [20, 20], "ro": [60, 60]}  # fmt: skip


def test_quotations_want_consent_ten_comments_and_nobody_named():
    said = pd.DataFrame(
        {
            "said": ["Muy bien <b>todo</b>", "Llámenme al 612345678", "=1+1 caro", "Soy Ana Ruiz, bien"] * 5
            + ["x"] * 9,
            "theme": ["kind"] * 20 + ["price"] * 9,
            "may": [1, 1, 1, 1] * 5 + [1] * 9,
        }
    )
    found = cx.quotations(said, text="said", group="theme", consent="may", each=3).table
    assert found.values.tolist() == [["kind", 20, "Muy bien todo"], ["kind", 20, "=1+1 caro"]]
    with pytest.raises(CXError, match="may: no theme has comments of ten people of which one may be quoted"):
        cx.quotations(said.assign(may=0), text="said", group="theme", consent="may")


def test_nothing_written_becomes_markup_on_a_page():
    said = pd.DataFrame({"said": ["a <script>x</script> & 3 < 5 <img src=y>"] * 10, "theme": "t", "may": 1})
    page = cx.quotations(said, text="said", group="theme", consent="may")._repr_html_()
    assert "<script" not in page and "<img" not in page and "3 &lt; 5" in page


def test_people_who_wrote_several_comments_are_counted_in_a_note(tmp_path):
    """It ended in a KeyError where a study knows whose a comment is."""
    good, bad = ["quick and friendly"] * 30, ["late and broken"] * 30
    rows = pd.DataFrame({"who": [f"k{one % 40}" for one in range(60)], "score": [10] * 30 + [2] * 30})
    rows.assign(text=good + bad).to_csv(tmp_path / "said.csv", index=False)
    columns = (
        'who = { role = "customer" }\nscore = { role = "outcome", scale = [0, 10] }\ntext = { role = "verbatim" }\n'
    )
    table = '[tables.said]\nfile = "said.csv"\nkind = "comments"\n[tables.said.columns]\n' + columns
    (tmp_path / "study.toml").write_text('[study]\nname = "Shop"\nlanguage = "en"\n' + table, encoding="utf-8")
    said = cx.read_study(tmp_path).tables["said"]
    found = cx.distinctive_words(said, text="text", score="score", low=4, high=9)
    assert "40 people wrote 60 comments" in found.notes[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("My order was 48597276 and it came late.", False),
        ("Case 12/34567 is still open, so they say.", False),
        ("I paid 12.500 euros and waited 3 weeks.", True),
        ("Since 2024 all was well, at any hour.", True),
        ("I was helped by Maria Popescu, who was kind.", False),
        ("Me atendió muy bien la señorita del mostrador, Marta.", False),
        ("All was well. The man in the van was kind. Thank you!", True),
    ],
)
def test_a_line_with_a_number_as_files_have_it_or_a_name_within_is_not_quoted(line, told):
    """Who can look the order up knows who wrote it; a name in the middle of a sentence is not seen by redacting."""
    rows = pd.DataFrame({"said": [line, *["All was well with them this time."] * 11], "theme": "x", "may": 1})
    found = cx.quotations(rows, text="said", group="theme", consent="may", each=3).table
    assert (line in set(found["quotation"])) is told


def _written(themes: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Theme → so many comments by so many people; a table that says whose they are, as `Gates` hand it out."""
    rows = [(name, f"{name} {row % people}") for name, (n, people) in themes.items() for row in range(n)]
    said = pd.DataFrame(rows, columns=["theme", "customer"])
    said = said.assign(said=[f"all was well, {place} times" for place in range(len(said))], may=1, language="en")
    mark_person(said, "customer")
    return said


def test_a_theme_is_of_so_many_people_and_not_of_so_many_comments():
    said = _written({"secret": (30, 1), "kind": (70, 40), "speed": (30, 12)})
    quoted = cx.quotations(said, text="said", group="theme", consent="may").table
    assert set(quoted["group"]) == {"kind", "speed"}
    shares = cx.coded_shares(said, coder="theme").table
    assert shares[["code", "n_with"]].values.tolist() == [["kind", 70], ["all else", 60]]  # the next rarest with it
    told = _written({"secret": (30, 10), "kind": (60, 40), "speed": (30, 12)})  # ten people wrote: nothing is hidden
    assert set(cx.quotations(told, text="said", group="theme", consent="may").table["group"]) == set(told["theme"])
    assert set(cx.coded_shares(told, coder="theme").table["code"]) == set(told["theme"])


def test_one_who_wrote_all_of_several_themes_is_still_one():
    said = _written({f"secret {k}": (12, 1) for k in range(10)} | {"kind": (60, 40), "speed": (30, 12)})
    said["customer"] = said["customer"].mask(said["theme"].str.startswith("secret"), "she")
    assert set(cx.coded_shares(said, coder="theme").table["code"]) == {"kind", "all else"}
    apart = said.assign(customer=said["theme"] + said.index.astype("str"))
    assert len(cx.coded_shares(apart, coder="theme").table) == 12


def test_a_language_of_few_people_has_no_agreement_of_its_own():
    said = _written({"kind": (60, 40), "speed": (60, 40), "secret": (30, 1)})
    said = said.assign(other=said["theme"], language=said["theme"].map({"kind": "en", "speed": "es", "secret": "ro"}))
    found = cx.coder_agreement(said, coders=["theme", "other"], by="language", min_cell=10)
    assert found.table["language"].tolist() == ["all", "es"]
    assert found.notes[-1] == "2 groups not shown: of fewer than 10 people, or next to one."
    assert cx.coder_agreement(said, coders=["theme", "other"], by="language").table["language"].tolist() == [
        "all", "en", "es", "ro",
    ]  # fmt: skip
    said.attrs.clear()  # whose they are is not known: each is a person's
    assert len(cx.coder_agreement(said, coders=["theme", "other"], by="language", min_cell=10).table) == 4


def test_a_word_that_one_person_repeats_is_not_told():
    """Before, thirty comments of one customer told her word, and her language."""
    rows = [("en", 10, "quick and kind today", k) for k in range(30)] + [
        ("en", 1, "late and broken again", 30 + k) for k in range(30)
    ]
    rows += [("en", 1, "the parrot was late", 99)] * 15 + [
        ("ro", one, "vecinul meu", 98) for one in (1, 10) for _ in range(20)
    ]
    said = pd.DataFrame(rows, columns=["language", "score", "said", "customer"])
    asked = {"text": "said", "score": "score", "low": 4, "high": 9, "language": "language"}
    assert {"parrot", "vecinul"} <= set(cx.distinctive_words(said, **asked).table["word"])
    mark_person(said, "customer")
    told = set(cx.distinctive_words(said, **asked).table["word"])
    assert {"quick", "late"} <= told and not {"parrot", "vecinul"} & told
