"""Comments beside the answers that they belong to."""

from __future__ import annotations

import pytest

import cxlib as cx

ANSWERS = '[tables.calls]\nfile = "a.csv"\nkind = "transactional"\n[tables.calls.columns]\nanswer = { role = "id" }\n'
ANSWERS += 'score = { role = "recommend" }\nlanguage = { role = "language" }\n'
COMMENTS = '[tables.voices]\nfile = "c.csv"\nkind = "comments"\n[tables.voices.columns]\n'
COMMENTS += 'number = { role = "id" }\nabout = { role = "reference" }\nlanguage = { role = "language" }\n'
COMMENTS += 'text = { role = "verbatim" }\ntheme = { role = "theme" }\n'
CALLS = "answer,score,language\na,9,en\nb,3,es\nc,7,ca\nd,,ro\n"
VOICES = (
    "number,about,language,text,theme\n1,b,es,late,time\n2,b,es,and rude,person\n3,d,ro,thanks,\n4,z,en,lost,time\n"
)


@pytest.fixture
def study(tmp_path):
    def read(answers=ANSWERS, comments=COMMENTS, calls=CALLS, voices=VOICES, **options):
        (tmp_path / "study.toml").write_text(f'[study]\nname = "S"\n{answers}{comments}', encoding="utf-8")
        (tmp_path / "a.csv").write_text(calls, encoding="utf-8")
        (tmp_path / "c.csv").write_text(voices, encoding="utf-8")
        return cx.read_study(tmp_path, **options)

    return read


def test_each_answer_stands_once_with_its_first_comment(study):
    heard = study().join_comments()
    assert list(heard.tables) == list(heard.contract.tables) == ["calls"]
    calls = heard.tables["calls"]
    assert calls.columns.tolist() == ["answer", "score", "language", "text", "theme", "wrote"]
    assert calls["answer"].tolist() == ["a", "b", "c", "d"]
    assert calls["text"].fillna("").tolist() == ["", "late", "", "thanks"]
    assert calls["language"].tolist() == ["en", "es", "ca", "ro"]
    assert calls["wrote"].tolist() == ["silent", "wrote", "silent", "wrote"]
    assert heard.columns("verbatim", table="calls") == ["text"]
    assert heard.columns("segment", table="calls") == ["wrote"]
    assert heard.notes[-2:] == (
        "voices: 1 of 4 comments belong to no answer of calls; left out.",
        "voices: 1 of 4 comments are not the first of their answer; left out.",
    )


def test_comments_may_stand_among_the_answers(study):
    calls = "answer,score,language,text\na,9,en,\nb,3,es,late\n"
    heard = study(f'{ANSWERS}text = {{ role = "verbatim" }}\n', "", calls).join_comments()
    assert heard.tables["calls"]["wrote"].tolist() == ["silent", "wrote"]


@pytest.mark.parametrize(
    ("comments", "calls"),
    [("", CALLS), (COMMENTS, CALLS.replace("b,3", "q,3").replace("d,,", "r,,"))],
    ids=["no comments", "comments on other answers"],
)
def test_without_comments_on_answers_the_study_stays_as_it_was(study, comments, calls):
    read = study(comments=comments, calls=calls)
    assert read.join_comments() is read


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'language = { role = "language" }\ntext',
            'score = { role = "outcome", source = "language" }\ntext',
            "voices.score: calls has a column score with another role. Give one of the two another name in study.toml.",
        ),
        (
            'theme = { role = "theme" }',
            'wrote = { role = "theme", source = "theme" }',
            "calls: a column is called wrote. Give it another name in study.toml.",
        ),
    ],
)
def test_names_that_clash_are_told(study, old, new, message):
    assert old in COMMENTS
    with pytest.raises(cx.CXError) as error:
        study(
            comments=COMMENTS.replace(old, new),
            voices=VOICES.replace("es", "5").replace("ro,", "5,").replace("en,", "5,"),
        ).join_comments()
    assert str(error.value) == message


def test_other_engines_are_refused(study):
    with pytest.raises(cx.CXError) as error:
        study(engine="polars").join_comments()
    assert str(error.value) == 'calls: not a pandas table. Read the study with engine="pandas".'
