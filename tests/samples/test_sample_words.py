"""What the sample company's customers write: read as text, without knowing how it was put together."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import generator.wording as wording
import numpy as np
import pandas as pd
import pytest
from generator.wording import THEMES, THEMES_AT, write_comments

FOLDER = Path(wording.__file__).parent
LANGUAGES = ("es", "ca", "ro", "en")
TOUCHPOINTS = [f"T{number:02d}" for number in range(1, 15)]
EMOTIONS = {
    -1: ["anger", "worry", "disappointment", "hate", "get_even", "surprise", "calm", "none"],
    0: ["surprise", "calm", "worry", "disappointment", "none", "none"],
    1: ["joy", "trust", "admiration", "surprise", "calm", "none"],
}
# Words by which somebody else might look for a theme; made without the sentences at hand.
STEMS = {
    "speed": "tiemp rápid rapid lent esper tard demor temps ràpid trig repede încet aștept întârz durat quick fast "
    "slow wait delay",
    "competence": "profesional compet experienc experièn conoc saber sabe coneix professional pricep exper știu știa "
    "know skill",
    "ease": "fácil facil difícil sencill complica simple fàcil senzill ușor greu simplu easy hard difficult effort",
    "promise": "prome cumpl palabra compl paraula quedamos quedat cuvânt acord promis kept agreed word",
    "tidy": "limpi suci orden polvo net brut brossa pols curat murdar mizerie praf clean dirty tidy dust mess",
    "price": "preci car barat euro € cobr pag dinero preu diner preț scump ieftin bani plăt price cheap expensive cost "
    "charge money",
    "on_time": "puntual hora tarde tard llegar arrib punctual oră târziu întârz ajuns late time punctual hour",
    "first_time": "primer arregl solucion repar rezolv prima fix solved first sorted again",
    "explained": "explic inform dudas dubte lămur întreb expl told answer question",
    "clear": "clar entiend entend entén înțeleg limpede clear understand",
    "correct": "error correct equivoca dato dades dada greș corect wrong mistake right",
    "kind": "amable educa trat simpát tracte amabil simpàtic politic purt kind polite friendly rude treat manner",
}
NEGATED = ("no puedo decir que", "no puc dir que", "nu pot spune că", "i can't say")
EMAIL, ORDER = re.compile(r"\S+@example\.org"), re.compile(r"(?<!\d)\d{8}(?!\d)")
PHONE = re.compile(r"(?:\(?\+\d\d\)? ?)?\d[\d .-]{7,}\d")
ARTICLED = "frigiderul|cuptorul|uscătorul|plita|boilerul|centrala|congelatorul"
HASH = """
import hashlib, pickle, sys, numpy as np
from generator.wording import write_comments
texts = write_comments(np.random.default_rng(3), pickle.load(sys.stdin.buffer))
print(hashlib.sha256("\\n".join(texts).encode()).hexdigest())
"""


def rows_of(n: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    valence = rng.choice([-1, 0, 1], n, p=[0.5, 0.2, 0.3])
    touchpoint = rng.choice(TOUCHPOINTS, n)
    language = rng.choice(LANGUAGES, n, p=[0.50, 0.28, 0.14, 0.08])
    return pd.DataFrame(
        {
            "language": language,
            "touchpoint": touchpoint,
            "theme": [rng.choice(THEMES_AT[place]) for place in touchpoint],
            "valence": valence,
            "emotion": [rng.choice(EMOTIONS[side]) for side in valence],
            "plain": (language == "ro") & (rng.random(n) < 0.45),
            "pii": rng.choice(["", "email", "phone", "order"], n, p=[0.94, 0.015, 0.015, 0.03]),
        }
    )


@pytest.fixture(scope="module")
def written() -> pd.DataFrame:
    rows = rows_of(4500)
    return rows.assign(text=write_comments(np.random.default_rng(1), rows))


def without_personal(text: str) -> str:
    return PHONE.sub("", ORDER.sub("", EMAIL.sub("", text)))


def test_every_touchpoint_has_its_likely_themes_and_each_theme_is_said_somewhere():
    assert list(THEMES_AT) == TOUCHPOINTS == sorted(wording.PLACES)
    assert {theme for themes in THEMES_AT.values() for theme in themes} == set(THEMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_theme_can_be_written_about_any_contact(language):
    names = ["touchpoint", "theme", "valence", "emotion"]
    told = sorted({emotion for side in EMOTIONS.values() for emotion in side})
    rows = pd.MultiIndex.from_product([TOUCHPOINTS, THEMES, (-1, 0, 1), told], names=names).to_frame(index=False)
    texts = write_comments(np.random.default_rng(2), rows.assign(language=language, plain=False, pii=""))
    assert len(texts) == len(rows) == 14 * 12 * 3 * 11
    assert all(3 <= len(text.split()) <= 60 for text in texts)


def test_the_four_languages_have_the_same_chapters():
    def chapters(language):
        words = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        return {(name, key, *sorted(value)) for name, part in words.items() if isinstance(part, dict)
                for key, value in part.items() if isinstance(value, dict)}  # fmt: skip

    first, *others = map(chapters, LANGUAGES)
    for other in others:
        assert {chapter[:2] for chapter in other} == {chapter[:2] for chapter in first}


def test_nobody_would_think_them_made_by_a_machine(written):
    texts = written["text"]
    assert not texts.str.contains(r"[{}#|]|  |\bNone\b|\bnan\b| [.,;:!?]|,\.|:\.|\.\.").any()
    assert (texts == texts.str.strip()).all() and texts.str.len().min() > 6
    # sentences begin with a capital or a figure
    begins = texts[texts != texts.str.lower()].map(without_personal).str.extractall(r"(?:^|[.!?] )[«„\"¿¡(+]*(\w)")[0]
    assert not begins.str.islower().any()


def test_hardly_two_comments_are_alike(written):
    assert written["text"].nunique() / len(written) > 0.85
    assert written["text"].value_counts().iloc[0] <= 12


def test_short_and_long_ones(written):
    words = written["text"].str.split().str.len()
    assert words.min() == 3 and words.max() > 30
    assert 0.05 < (words <= 5).mean() < 0.25 and (words >= 18).mean() > 0.1


def test_people_write_as_they_please(written):
    texts = written["text"]
    assert texts.eq(texts.str.lower()).mean() == pytest.approx(wording.LOWER, abs=0.02)
    assert (~texts.str.contains(r"[.!?…]$")).mean() == pytest.approx(wording.LOWER + wording.NO_STOP, abs=0.03)
    assert texts.str.endswith("!").mean() > 0.02 and texts.str.contains(r"\?").mean() > 0.003
    spanish = texts[written["language"] == "es"]
    assert 0 < spanish.str.contains(r"\btecnico\b|\bdia\b|\btambien\b|\bq\b|\bmas\b").mean() < 0.1


def test_many_carry_their_theme_without_a_word_for_it(written):
    def named(row):
        stems = "|".join(re.escape(stem) for stem in STEMS[row.theme].split())
        return re.search(rf"\b(?:{stems})|€", row.text.lower()) is not None

    usual = written[~written["plain"]]
    share = 1 - np.mean([named(row) for row in usual.itertuples()])
    assert 0.30 < share < 0.85


def test_some_praise_by_denying_blame(written):
    said = written["text"].str.lower().str.contains("|".join(NEGATED)) & ~written["plain"]
    assert 0.01 < said[written["valence"] == 1].mean() < 0.15
    assert set(written.loc[said, "valence"]) == {1}
    assert set(written.loc[said, "language"]) == set(LANGUAGES)


def test_addresses_and_numbers_stand_where_they_were_asked_for(written):
    texts, asked = written["text"], written["pii"]
    assert (texts.str.contains(EMAIL) == (asked == "email")).all()
    assert (texts.str.contains(ORDER) == (asked == "order")).all()
    phones = texts.str.replace(EMAIL, "", regex=True).str.replace(ORDER, "", regex=True)
    digits = phones.str.findall(PHONE).map(lambda found: [re.sub(r"\D", "", number) for number in found])
    assert (digits.map(len) == (asked == "phone")).all()
    # more figures than an order number has, and of a range that is given to nobody
    assert digits.explode().dropna().str.fullmatch(r"(34|40)?0?555\d{6}|(447|07)700900\d{3}").all()
    assert asked.ne("").mean() == pytest.approx(0.06, abs=0.012)


def test_romanian_with_and_without_its_letters(written):
    romanian = written[written["language"] == "ro"]
    letters = romanian["text"].str.contains("[ăâîșțĂÂÎȘȚ]")
    assert not letters[romanian["plain"]].any()
    assert letters[~romanian["plain"]].mean() > 0.85
    assert not written["text"].str.contains("[şţŞŢ]").any()  # with a comma below, not a cedilla


def test_articles_contract_as_grammar_has_it(written):
    texts = written.groupby("language")["text"].agg(" ".join).str.lower()
    for language in ("es", "ca"):
        assert not re.search(r"\b(?:de|a) els? \b", texts[language])
    assert not re.search(r"\bper els? \b|\b(?:el|de|la) (?:assecadora|escalfador|aire|instal·lador)", texts["ca"])
    assert re.search(r"\bdel (?:forn|rentaplats|congelador)\b", texts["ca"]) and "de l'" in texts["ca"]
    assert re.search(r"\bdel (?:horno|frigorífico|lavavajillas)\b", texts["es"])
    # a Romanian noun with its article follows no preposition but "cu"
    assert not re.search(rf"\b(?:pentru|fără|de|în|din|la|pe|despre) (?:{ARTICLED})\b", texts["ro"])
    assert not re.search(r"\bdin cauza (?:frigiderul|cuptorul|uscătorul|boilerul)\b", texts["ro"])


def test_a_strong_feeling_is_told_by_those_who_felt_it(written):
    for emotion in ("anger", "joy", "worry", "hate", "get_even", "trust"):
        for language in LANGUAGES:
            words = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
            lines = [line for block in words["close"][emotion].values() for line in block.strip().splitlines()]
            pattern = "|".join(re.escape(line.rstrip(".!")) for line in lines)
            here = written[(written["language"] == language) & ~written["plain"]]
            told = here[here["text"].str.contains(pattern)]
            assert set(told["emotion"]) <= {emotion}


def test_one_row_leaves_the_others_as_they_were():
    rows = rows_of(60)
    changed = rows.copy()
    changed.loc[7, ["language", "theme", "pii"]] = ["en", "kind", "order"]
    before, after = (write_comments(np.random.default_rng(9), table) for table in (rows, changed))
    assert [place for place in range(60) if before[place] != after[place]] == [7]


def test_the_same_seed_writes_the_same_under_any_hash_seed():
    rows = rows_of(300)
    here = hashlib.sha256("\n".join(write_comments(np.random.default_rng(3), rows)).encode()).hexdigest()
    told = subprocess.run(
        [sys.executable, "-c", HASH],
        input=pickle.dumps(rows),
        env=os.environ | {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(FOLDER.parents[1])},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.decode().strip() == here


def test_the_playbook_says_something_else_to_each_and_keeps_its_gaps():
    book = tomllib.loads((FOLDER / "playbook.toml").read_text(encoding="utf-8"))
    answers = {(place, emotion): answer for place, emotions in book.items() for emotion, answer in emotions.items()}
    assert len(answers) == 36
    for gap in [("T09", "anger"), ("T09", "worry"), ("T06", "anger"), ("T04", "worry"), ("T08", "anger"),
                ("T13", "get_even"), ("T14", "get_even")]:  # fmt: skip
        assert gap not in answers
    assert "T05" not in book
    assert {place for place, emotion in answers if emotion in ("joy", "trust", "admiration")} == {"T02", "T07"}
    for column in ("acknowledge", "cause", "remedy"):
        assert len({answer[column] for answer in answers.values()}) == 36
    assert all(answer["max_hours"] in (12, 24, 48, 72) for answer in answers.values())
