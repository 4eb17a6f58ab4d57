"""Exercises of notebook 00, Start here."""

from __future__ import annotations

from .exercise import Codes, Exercise, Mistake, Statement, Verdicts

SHARES = 0.001
SOLUTION = "notebooks/solutions/00_start_here"

VALID = "An answer is valid if somebody gave it: neither an empty cell nor a code for no answer is one."
PERCENT = "Right in kind, but in per cent: a share is written from 0 to 1 here."
TWO_BOXES = "CSAT is the share of valid answers in the two highest boxes, here 4 and 5."

EXERCISES = (
    Exercise(
        name="00-1",
        task="1,000 people were invited and 250 questionnaires came back; in the question 5 cells are empty and 10 "
        "hold the code 11 for no answer: which share of the returned questionnaires answers it validly?",
        asked="one share, between 0 and 1",
        right=(0.94,),
        tolerance=SHARES,
        insight="Share of valid answers and response rate are two numbers: name the denominator whenever you give one.",
        mistakes=(
            Mistake(
                values=(0.235,),
                hint="That is a response rate for the question: it divides by all who were invited. Here the "
                "denominator is what came back.",
            ),
            Mistake(
                values=(0.25,),
                hint="That is the survey's response rate: it counts who came back, not who answered this question.",
            ),
            Mistake(values=(0.98,), hint=f"The code 11 was counted as an answer. {VALID}"),
            Mistake(values=(0.96,), hint=f"The empty cells were counted as answers. {VALID}"),
            Mistake(values=(0.06,), hint="That is the share without a valid answer. The others were asked for."),
            Mistake(values=(94.0,), hint=PERCENT, tolerance=0.1),
            Mistake(values=(235.0,), hint="That is the number of valid answers. Divide it.", tolerance=0),
        ),
        hints=(VALID, "Take both kinds of gaps from what came back, then divide by what came back."),
        solution=SOLUTION,
    ),
    Exercise(
        name="00-2",
        task="25 questionnaires: six times 5, seven times 4, three times 3, twice 2, twice 1, five times 9 for no "
        "answer: what is the CSAT, the share of the top two boxes of the scale 1 to 5?",
        asked="one share, between 0 and 1",
        right=(0.65,),
        tolerance=SHARES,
        insight="One table, many numbers: only the definition and the denominator say which of them a CSAT is.",
        mistakes=(
            Mistake(values=(3.65,), hint=f"That is the mean of the valid answers. {TWO_BOXES}"),
            Mistake(
                values=(4.72,), hint=f"That is a mean, and the code 9 went into it as if it were a score. {TWO_BOXES}"
            ),
            Mistake(values=(0.30,), hint=f"That is the top box alone. {TWO_BOXES}"),
            Mistake(values=(0.80,), hint=f"That is the top three boxes. {TWO_BOXES}"),
            Mistake(
                values=(0.52,),
                hint="The blanks are in the denominator: people who did not answer count as not satisfied.",
            ),
            Mistake(values=(0.72,), hint="The code 9 was counted as a high answer. It lies outside the scale."),
            Mistake(values=(0.45,), hint=f"The low boxes were subtracted, as an NPS does. {TWO_BOXES}"),
            Mistake(values=(0.20,), hint=f"Those are the two lowest boxes. {TWO_BOXES}"),
            Mistake(values=(65.0,), hint=PERCENT, tolerance=0.1),
            Mistake(values=(13.0,), hint="That is a count. Divide by the valid answers.", tolerance=0),
        ),
        hints=(TWO_BOXES, "Leave the code 9 out everywhere. Count the 4s and the 5s, then divide by what is left."),
        solution=SOLUTION,
    ),
    Codes(
        name="00-3",
        task="The code list of a satisfaction item from 0 to 10 stands in notebooks/exercises/00_start_here.ipynb: "
        "which codes belong into missing = […]?",
        asked="a list of whole numbers, such as [1, 2]",
        insight="A code is missing if nobody gave an answer, whatever its number looks like. “Not used” is news of its "
        "own and goes into not_used.",
        right=frozenset({-1, 88, 98, 99}),
        reasons={
            0: "zero is an answer here: who disappears?",
            10: "the best answer of the scale: who disappears?",
            77: "these people tell you something: they have not used the service. Which other key of the contract "
            "keeps that apart from silence?",
            -1: "somebody hung up before the question was put.",
            88: "who does not know has not told you how satisfied they are.",
            98: "to decline is not to answer.",
            99: "a cell that was left blank got a code from the machine.",
        },
        stranger="is it in the list at all? And if it is an answer of the scale: who disappears?",
    ),
    Verdicts(
        name="00-4",
        task="A table and five claims stand in notebooks/exercises/00_start_here.ipynb: can the table support each?",
        asked='a list of five words, each "yes" or "no"',
        insight="A table speaks of its rows. Customers, causes and rates need something that stands beside it.",
        verdicts=("yes", "no"),
        statements=(
            Statement(
                called="71 % of the answers",
                verdict="yes",
                reason="whom does the claim speak of: those who answered, or somebody else? The rows show the former.",
            ),
            Statement(
                called="71 % of our customers",
                verdict="no",
                reason="who scans a link on a receipt? Those who did not are in the firm and absent from the table.",
            ),
            Statement(
                called="a response rate of 93 %",
                verdict="no",
                reason="look at the denominator. How many were asked?",
            ),
            Statement(
                called="at most 1,116 people",
                verdict="yes",
                reason="one person may have answered several times. Can there then be more people than answers, "
                "or fewer?",
            ),
            Statement(
                called="Shop 17 is the worst",
                verdict="no",
                reason="count its answers. What would the next six say?",
            ),
        ),
    ),
)
