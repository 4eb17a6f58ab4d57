"""The one door of readings: what it refuses, the bundle it carries, the findings it keeps."""

import json

import pandas as pd
import pytest

import cxlib as cx
from cxlib.locale import catalogue, say, say_number, speaking
from cxlib.readings import READING, Number, Reading
from cxlib.readings.prose import is_clear


@pytest.fixture(scope="module")
def score() -> cx.Result:
    answers = pd.DataFrame({"given": [9] * 99 + [8] * 169 + [3] * 132})
    return cx.net_promoter_score(answers, rating="given")


def test_a_reading_is_markdown_with_a_bundle_of_its_numbers(score):
    shown = cx.reading(score, returned=420)._repr_mimebundle_()
    assert shown["text/markdown"].startswith("NPS −8.3 (−15.")
    told = json.loads(json.dumps(shown[READING], allow_nan=False))
    assert told["topic"] == "net_promoter_score" and told["headline"] in told["text"]
    first = told["numbers"][0]
    assert (first["n"], first["estimate"], first["unit"]) == (400, -8.25, "points")
    assert first["conf_low"] < first["estimate"] < first["conf_high"]


def test_the_planted_truth_is_told_only_where_there_is_one(score):
    plain = cx.reading(score, returned=400, truth=None)
    assert cx.reading(score, returned=400, truth={}).text == plain.text
    beside = cx.reading(score, returned=400, truth={"structural": -9.0, "population": -7.45})
    assert beside.text == f"{plain.text}\n\nPlanted truth: the NPS is −7.5. Estimated: −8.3."
    assert beside.headline == plain.headline and beside.numbers[-1].estimate == -7.45


def test_a_table_made_by_hand_has_no_reading():
    with pytest.raises(cx.CXError, match="There is no reading of a table made by hand"):
        cx.reading(cx.Result(table=pd.DataFrame({"n": [1]})))


def test_a_word_that_the_reader_does_not_know_is_refused_with_its_near_one(score):
    with pytest.raises(cx.CXError) as refused:
        cx.reading(score, retuned=400)
    assert str(refused.value) == 'The reading of net_promoter_score has no argument "retuned". Did you mean returned?'


def test_numbers_in_the_bundle_have_ten_digits_and_nothing_that_is_no_json():
    number = Number(label="x", estimate=1 / 3, conf_low=float("-inf"), conf_high=float("nan"), n=7.0)
    told = Reading(topic="t", headline="h", text="h", numbers=[number]).bundle[READING]["numbers"][0]
    assert told == {
        "label": "x", "estimate": 0.3333333333, "n": 7, "conf_low": None, "conf_high": None, "unit": "",
    }  # fmt: skip


def test_findings_are_the_headlines_of_readings_and_what_stands_aside_is_none(score, monkeypatch):
    monkeypatch.setattr("cxlib.readings.closing_block._told", {})
    cx.reading(score, returned=400, aside=True)
    assert repr(cx.findings()) == "Nothing: no section could be shown."
    said = cx.reading(score, returned=400)
    cx.reading(score, returned=400)
    assert cx.findings().headlines == (said.headline,)


def test_messages_are_said_in_the_language_spoken(tmp_path, monkeypatch):
    file = tmp_path / "ca.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: ca\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "{names} and {last}"\nmsgstr "{names} i {last}"\n\n'
        'msgid "{n} answer"\nmsgid_plural "{n} answers"\nmsgstr[0] "{n} resposta"\nmsgstr[1] "{n} respostes"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "catalogue.py"))
    catalogue._catalogue.cache_clear()
    with speaking("ca"):
        assert say("{names} and {last}", names="a", last="b") == "a i b"
        assert [say_number("{n} answer", "{n} answers", n, n=n) for n in (1, 2)] == ["1 resposta", "2 respostes"]
        assert say("not yet translated") == "not yet translated"
    assert say("{names} and {last}", names="a", last="b") == "a and b"
    catalogue._catalogue.cache_clear()


def test_the_master_of_the_words_is_what_stands_in_the_code():
    from tools.collect_words import MASTER, collected

    assert MASTER.read_bytes() == collected(), "Run tools/collect_words.py."


def test_where_there_is_no_interval_nothing_is_supported():
    assert [is_clear({"conf_low": low, "conf_high": high}) for low, high in ((1, 2), (-2, -1), (-1, 1))] == [1, 1, 0]
    missing = float("nan")
    assert not is_clear({"conf_low": missing, "conf_high": missing})
    row = {"n": 40, "n_reference": 40, "estimate": -0.5, "conf_low": missing, "conf_high": missing}
    lots = cx.Result(
        table=pd.DataFrame([row]), settings={"by": [], "lot": "offer", "outcome": "score"}, kind="lot_effect"
    )
    said = cx.reading(lots, aside=True)
    assert (said.evidence, said.text) == (
        "open",
        "offer → score: effect −0.50 (no interval), cannot be distinguished from none.",
    )
