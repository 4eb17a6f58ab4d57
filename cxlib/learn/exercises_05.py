"""Exercises of notebook 05, emotions and trust."""

from __future__ import annotations

from .choosing import Words
from .exercise import Exercise, Mistake

SOLUTION = "notebooks/solutions/05_emotions_and_trust"
FACETS = ("long relation", "transparency", "intentions told", "limits", "common goals")

EXERCISES = (
    Exercise(
        name="05-1",
        task="Eight people say what they felt, some of them several things: what is the net emotional value?",
        asked="one number between −1 and 1",
        right=(0.25,),
        tolerance=0.001,
        insight="Each person counts once. Whoever ticks three boxes is one angry person, not three.",
        mistakes=(
            Mistake(values=(0.5,), hint="That is the share of good emotions only. Take the bad ones off."),
            Mistake(
                values=(0.0909,),
                hint="You have counted ticks, so that two people weigh more than the others. First one number for each "
                "person, then the mean over the people.",
            ),
            Mistake(values=(0.3333,), hint="You have left out those who felt nothing. They were asked: they count."),
            Mistake(values=(25.0,), hint="Right in per cent; asked is a number between −1 and 1."),
            Mistake(values=(2.0,), hint="That is the sum over the people. Divide it by how many they are."),
        ),
        hints=(
            "Write 1, 0 or −1 for each emotion, and take the mean for each person first.",
            "Then the mean of the eight numbers.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="05-2",
        task="Which share of the pairs of touchpoint and bad emotion that were met five times or more has a prepared "
        "answer?",
        asked="a share between 0 and 1",
        right=(0.6,),
        tolerance=0.001,
        insight="What nobody feels needs no answer, however well it is written.",
        mistakes=(
            Mistake(
                values=(5 / 7,),
                hint="You have counted answers to emotions that nobody felt. Only what occurs needs an answer.",
            ),
            Mistake(values=(0.5,), hint="You have counted the pair that was met three times. Look at the limit."),
            Mistake(values=(0.4,), hint="That is the share without an answer."),
        ),
        hints=(
            "First keep the pairs that were met five times or more.",
            "How many are they, and how many are answered?",
        ),
        solution=SOLUTION,
        also=(
            Mistake(
                values=(61 / 98,),
                hint="Right, and counted by people: of those who felt a bad emotion, so many meet a prepared answer. "
                "By pairs it is 0.6. Say which of the two you mean.",
            ),
        ),
    ),
    Words(
        name="05-3",
        task="Of the five facets of trust in the sample company: which two should be reported as one?",
        asked="a list of two names",
        insight="Their items go together across the two as closely as within each: HTMT .95. Alpha could not tell.",
        known={name: name for name in FACETS} | {"intentions": "intentions told"},
        right=("transparency", "intentions told"),
        hints={
            name: "Did you go by alpha? A high alpha says that the items of a facet agree, not that two facets differ. "
            "Look at HTMT."
            for name in ("long relation", "limits", "common goals")
        },
        any_order=True,
        other="Two names of facets. Which pair has the highest HTMT?",
    ),
    Exercise(
        name="05-4",
        task="From four mean impressions: by how much more does personal treatment raise the impression where the "
        "product fails than where it works?",
        asked="one number, in points",
        right=(1.1,),
        tolerance=0.01,
        insight="A difference of differences: that is all an interaction is. Where the product works, kindness adds "
        ".4; where it fails, 1.5.",
        mistakes=(
            Mistake(
                values=(0.9,),
                hint="That is the difference of the two main effects. They say how much each matters on average, not "
                "whether the one depends on the other.",
            ),
            Mistake(values=(1.5,), hint="That is the gain where the product fails. Take off the gain where it works."),
            Mistake(values=(-1.1,), hint="Right in size; asked is the gain where it fails less that where it works."),
            Mistake(values=(0.95,), hint="That is the mean of the two gains: the main effect of treatment."),
            Mistake(values=(0.55,), hint="That is half of it, as some codings of a model give it."),
        ),
        hints=("Two gains first: personal less not, for each product.", "Then the one less the other."),
        solution=SOLUTION,
    ),
)
