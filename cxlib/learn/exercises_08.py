"""Exercises of notebook 08, priorities and agreement."""

from __future__ import annotations

from .choosing import Words
from .exercise import Exercise, Mistake
from .wording import Part, Wording

SHARES = 0.001
SOLUTION = "notebooks/solutions/08_priorities_and_alignment"

EXERCISES = (
    Words(
        name="08-1",
        task="Eight people on one feature, what they say to “it is so” and “it is not so” (1 like, 2 expect, "
        "3 neutral, 4 live with, 5 dislike): (2, 5), (3, 5), (4, 5), (1, 2), (1, 3), (1, 4), (1, 5), (3, 3). Which "
        "kind is it by Kano's table?",
        asked="one letter: M, O, A, I, R or Q",
        insight="Three must-be, three attractive, and of equally common kinds that which hurts most stands first.",
        known={letter.casefold(): letter for letter in "MOAIRQ"}
        | {"must-be": "M", "one-dimensional": "O", "attractive": "A", "indifferent": "I", "reverse": "R"},
        right=("M",),
        hints={
            "R": "Rows and columns have changed places: who dislikes it when it is so, and likes it when it is not, is "
            "reverse. Here nobody dislikes it when it is so.",
            "A": "It is as common as another one. On ties M goes before O before A before I.",
            "O": "Only one of the eight likes it when it is so and dislikes it when it is not.",
            "I": "Neutral here or there is not indifferent: look at both answers of a person.",
            "Q": "Nobody gave the same extreme answer to both.",
        },
        other="One letter of M, O, A, I, R, Q.",
    ),
    Exercise(
        name="08-2",
        task="160 people on one feature: 24 attractive, 36 one-dimensional, 60 must-be, 30 indifferent, 6 reverse, "
        "4 questionable. How large are the coefficients better and worse?",
        asked="two numbers, the second below 0",
        right=(0.40, -0.64),
        tolerance=SHARES,
        insight="Its lack would displease more people than it would please: fix it before you polish it.",
        mistakes=(
            Mistake(
                values=(0.375, -0.6),
                hint="Reverse and questionable answers stand in no coefficient, nor in what it is divided by.",
            ),
            Mistake(values=(0.40, 0.64), hint="Right in size; worse is written below 0, since it hurts."),
            Mistake(values=(-0.64, 0.40), hint="Both are right, and have changed places."),
            Mistake(values=(0.64, -0.40), hint="They have changed places: must-be answers belong to worse."),
            Mistake(values=(0.16, -0.40), hint="One-dimensional answers belong to both: the more, the better."),
        ),
        hints=(
            "Who would be pleased: those for whom it is attractive, and those for whom more is better.",
            "(A + O) and −(O + M), each divided by A + O + M + I.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="08-3",
        task="Six actions (cost, effect): A01 (10, 0.4), A03 (15, 1.6), A04 (20, 0.9), A05 (25, 1.7), A08 (35, 2.6), "
        "A11 (50, 2.9). How much does the best plan for 60 promise?",
        asked="one number, the sum of its effects",
        right=(4.6,),
        tolerance=0.04,
        insight="Neither the largest effect nor the best price decides, but what fits together; rules come near, and "
        "only all plans, or a program, are sure.",
        mistakes=(
            Mistake(
                values=(3.3,),
                hint="That begins with the largest effect, which takes most of the money. What else could be had for "
                "it?",
            ),
            Mistake(values=(2.9,), hint="That is one action alone, and money is left."),
            Mistake(
                values=(4.2,),
                hint="Effect per cost is a good rule, and not the best plan here: look at the money that is left, or "
                "at what it could be exchanged for.",
            ),
            Mistake(values=(4.3,), hint="Nearly: all the money is spent, and another three bring more."),
            Mistake(values=(5.9,), hint="That costs 75. The budget is 60."),
            Mistake(values=(10.1,), hint="Those are all six. The budget is 60."),
        ),
        hints=(
            "Six actions make 64 plans. Leave out those that cost more than 60, then take the largest sum.",
            "Try the plans that spend all of the 60.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="08-4",
        task="Three departments put four contacts in order: 1 2 3 4, 2 1 4 3, 1 3 2 4. How large is Kendall's W?",
        asked="one number, between 0 and 1",
        right=(0.6444,),
        tolerance=0.002,
        insight="Rank sums 4, 6, 9 and 11: half-way between no order and one order, with three voices only.",
        mistakes=(
            Mistake(
                values=(0.4667,),
                hint="That is the mean of Spearman's ρ over the pairs. W = ((m − 1) ρ + 1) / m links the two.",
            ),
            Mistake(values=(0.0537,), hint="Nearly: the sum of squares is multiplied by 12."),
            Mistake(values=(1.9333,), hint="W is never above 1: the number of departments counts squared."),
            Mistake(
                values=(0.8593,), hint="That divides by the squares' mean with n − 1; Kendall takes the sum of squares."
            ),
        ),
        hints=(
            "Add up the ranks of each contact. How far do the sums lie from their mean?",
            "12 S / (m² (k³ − k)), with S the sum of squares of the rank sums about their mean.",
        ),
        solution=SOLUTION,
    ),
    Wording(
        name="08-5",
        task="A strategy table says: “fault call: improve; grade C”. A bad contact there costs 0.43 points of "
        "impression (−0.07 to 0.87); it is rated 7.1, its target is 7.4; its field has a chance of 70 %. The plan "
        "gives it half of the budget. Defend or reject this cell.",
        asked="two to four sentences in English",
        insight="A verdict, what it rests on, and what would change it: so others can disagree with reasons.",
        parts=(
            Part(
                patterns=(
                    r"\b(reject|defend|accept|refuse|postpone|defer|hold|wait|keep)\w*\b", r"\bnot (yet|now|half)\b",
                    r"\b(would|do|does|should) not\b", r"\bagainst\b",
                ),
                hint="The verdict: do you defend or reject it? Say so.",
            ),
            Part(
                patterns=(
                    r"\bgrade\b", r"\b70\b", r"\b0?\.07\b", r"\b0?\.87\b", r"\bintervals?\b", r"\bchances?\b",
                    r"\b(reach|includ|hold|touch|cross)\w* (0|zero|nothing)\b",
                ),
                hint="The evidence: which number carries your verdict? The interval, or the chance of the field.",
            ),
            Part(
                patterns=(
                    r"\b(more|further|other) (answers|people|interviews|contacts|data|invitations)\b", r"\bby lot\b",
                    r"\b(trial|experiment|pilot|test|a/b)\w*\b", r"\brandom\w*\b", r"\brecords?\b", r"\bmeasur\w+\b",
                    r"\bask\b",
                ),
                hint="What would change it: which answers, or which trial, would make you think otherwise?",
            ),
        ),
        banned=(
            Part(
                patterns=(r"\bprov(es|ed|en)\b", r"\bcertain(ly)?\b", r"\bobvious(ly)?\b", r"\bclearly\b"),
                hint="an interval that reaches 0 proves nothing, either way.",
            ),
        ),
        detours=(
            Part(
                patterns=(r"\bbelow (its|the) target\b",),
                hint="being below the target says that it is weak. Whether it matters is the other question.",
            ),
        ),
    ),
)  # fmt: skip
