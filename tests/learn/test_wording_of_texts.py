"""Words in free text: what is denied, what stands between, whole numbers, lists of words, slips of the pen."""

from __future__ import annotations

import pytest

from cxlib.learn.wording import WORDS, Part, Spelling


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell because of the queues.", "because"),
        ("It is not because of the queues.", ""),
        ("Not only because of the queues.", "because"),
        ("No es porque hubiera colas.", ""),
        ("Es porque hubo colas.", "porque"),
        ("No és perquè hi hagués cues.", ""),
        ("Nu pentru că a fost coadă.", ""),
        ("A fost pentru că a fost coadă.", "pentru ca"),
        ("The survey does not say why. It fell because of queues.", "because"),
        ("We don't say it is because of queues.", ""),
        ("A cause is excluded; because is not said.", ""),
        ("Without any weights it fell because of queues.", "because"),
        ("Sin ponderar, cae porque hubo colas.", "porque"),
        ("Sin saber porque.", ""),
    ],
)
def test_what_is_denied_is_not_said(text, found):
    cause = Part(hint="", any=("because", "porque", "perque", "pentru ca"))
    assert cause.found([text]) == found


def test_words_have_endings_numbers_and_company():
    part = Part(hint="", any=("#… branch*",), near=(("random*",),))
    assert part.found(["We randomise 60 of our 120 branches."]) == "60 of our 120 branches"
    assert part.found(["We randomise 6 branches."]) == ""  # a number from 10 on
    assert part.found(["We take 60 branches. All else is random."]) == ""  # another sentence
    assert Part(hint="", any=("=nobody",)).found(["Nobody"]) == "nobody"
    assert Part(hint="", any=("=nobody",)).found(["nobody else"]) == ""


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("perks… reach* customers", "perks surely reach customers", True),
        ("perks… reach* customers", "perks do not reach customers", False),
        ("perks… reach* customers", "perks don't reach customers", False),
        ("beneficios… llegan", "beneficios que no llegan", False),
        ("s3… climate", "s3 says only climate", True),
        ("s3… climate", "s3: only climate", True),
        ("=nobody…", "nobody: marketing", False),
        ("s3… climate", "s3 says customers, s4 says climate", False),
        ("sample… customers", "a sample of 1,000 customers", True),
        ("# shops", "1,000 shops", True),
        ("# shops", "0.43 shops", False),
        ("70", "70 %", True),
        ("70", "70.5 or 1.70", False),
        ("0", "reaches 0, or so", True),
        ("0", "0.43", False),
        ("@zero", "cero", True),
        ("@holds… @zero", "incluye el cero", True),
        ("@holds… @zero", "includes no zero", False),
    ],
)
def test_a_gap_holds_no_denial_and_no_other_label_and_numbers_are_whole(phrase, text, found):
    assert bool(Part(hint="", any=(phrase,), sense="either").found([text])) == found


def test_a_part_does_not_count_beside_words_that_allow_it():
    part = Part(hint="", any=("quality",), unless=("number of",))
    assert part.found(["quality"]) == "quality"
    assert part.found(["the number of quality incidents"]) == ""
    assert part.found(["the number of calls. And quality."]) == "quality"  # another sentence


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("weigthed", "weighted"),  # swapped
        ("randmly drawn", "randomly drawn"),  # left out
        ("sattisfied", "satisfied"),  # doubled
        ("Satisfacción", "satisfaccion"),
        ("dissatisfied", "dissatisfied"),
        ("unweighted", "unweighted"),
        ("causal", "causal"),  # not casual: too short
        ("contented", "contented"),
        ("satisfaces", "satisfaces"),
    ],
)
def test_a_slip_of_the_pen_within_a_long_word_is_put_right(written, read):
    words = ("weighted", "random*", "satisfied", "casual", "contested")
    assert Spelling([Part(hint="", any=words)]).put_right(written) == read


def test_lists_of_words_are_plain_and_each_stands_once():
    for name, words in WORDS.items():
        assert len(words) == len(set(words)), name
        assert all((word == word.casefold() and word.isascii()) or "·" in word for word in words), name
