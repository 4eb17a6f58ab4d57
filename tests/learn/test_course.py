"""The small tables of the course: complete, short, and true of the texts they speak of."""

from __future__ import annotations

import re

import pytest

import cxlib as cx

STATEMENTS = cx.course_table("statements")


def test_the_statements_are_numbered_by_source_and_short():
    assert STATEMENTS.columns.tolist() == ["number", "source", "topic", "statement"]
    assert STATEMENTS["number"].tolist() == list(range(1, 107))
    assert STATEMENTS["source"].is_monotonic_increasing
    assert STATEMENTS["source"].value_counts().to_dict() == {"S0": 29, "S1": 19, "S2": 27, "S3": 13, "S4": 18}
    assert STATEMENTS["statement"].str.split().str.len().max() <= 15
    assert STATEMENTS["statement"].is_unique and not STATEMENTS["statement"].str.contains("%").any()


def test_every_topic_and_source_is_known():
    topics = cx.course_table("topics")
    assert topics["topic"].tolist() == [f"{number:02d}" for number in range(11)]
    assert set(STATEMENTS["topic"]) <= set(topics["topic"])
    assert set(STATEMENTS["source"]) == set(cx.course_table("sources")["source"])


def test_topics_name_the_notebooks_that_are_there(root):
    named = cx.course_table("topics").set_index("topic")["notebook"]
    assert named["03"] == "03_net_promoter_score.ipynb"
    there = {file.name for file in (root / "notebooks").glob("[0-9]*.ipynb")}
    assert {name for name in named if name} == there


def test_the_statements_are_those_of_the_source_list(shared):
    text = shared("domain/concepts.md").read_text(encoding="utf-8")
    listed = {int(number): source for number, source in re.findall(r"^\| (\d+) \| (S\d) \|", text, re.MULTILINE)}
    assert dict(zip(STATEMENTS["number"], STATEMENTS["source"], strict=True)) == listed


def test_each_statement_is_where_the_syllabus_meets_it_first(shared):
    text = shared("design/syllabus.md").read_text(encoding="utf-8").partition("## 3. Where each statement")[2]
    cells = re.findall(r"\| (\d+) [^|→]*→ ([^|]*)", text.partition("## 4.")[0])
    cells += re.findall(r"(?<=\| )(\d+) [^|→]*→ ([^|]*)", text.partition("## 4.")[0])
    first = {int(number): re.search(r"\b(\d\d)(?=[.\- ])", places).group(1) for number, places in cells}
    assert len(first) == 106
    assert dict(zip(STATEMENTS["number"], STATEMENTS["topic"], strict=True)) == first


def test_none_of_the_texts_mentions_what_the_workbook_adds(shared):
    texts = " ".join(file.read_text(encoding="utf-8").casefold() for file in shared("domain/seeds").glob("*.txt"))
    assert len(texts) > 10_000
    for stem in ("muestr", "mostreig", "eșantion", "eşantion", "error", "eroare", "anonim", "anònim", "anónim",
                 "consentim", "consimț", "causal", "cauzal"):  # fmt: skip
        assert stem not in texts.replace("muestra su", ""), stem


def test_the_invented_customer_is_whole():
    one = cx.course_table("one_customer")
    assert one["contact"].tolist() == list(range(1, len(one) + 1)) and one["day"].is_monotonic_increasing
    assert one["valence"].isin(range(-2, 3)).all() and one["words"].notna().all()
    assert one["impression"].dropna().between(0, 10).all() and one["impression"].notna().sum() == 1
    assert one["phase"].drop_duplicates().tolist() == ["before", "during", "after"]


def test_an_unknown_table_is_told_with_the_nearest():
    with pytest.raises(cx.CXError) as error:
        cx.course_table("statement")
    assert str(error.value) == 'course_table: there is no table "statement". Did you mean statements?'


def test_each_call_gives_a_table_of_its_own():
    changed = cx.course_table("topics")
    changed.loc[:, "topic"] = "x"
    assert cx.course_table("topics")["topic"].iloc[0] == "00"
