"""Exercises of notebook 09, monitoring and the closed loop."""

from __future__ import annotations

from .exercise import Exercise, Mistake

POINTS, SHARES = 0.1, 0.001
SOLUTION = "notebooks/solutions/09_monitoring_and_closed_loop"

EXERCISES = (
    Exercise(
        name="09-1",
        task="In the baseline 44 % are promoters and 24 % detractors, the same in each month; this month has 150 "
        "answers: which limits has its NPS on a control chart?",
        asked="two numbers, in points, the lower limit first",
        right=(0.4, 39.6),
        tolerance=POINTS,
        insight="A month of 150 answers may lie anywhere within forty points although nothing happened.",
        mistakes=(
            Mistake(
                values=(7.2, 32.8),
                hint="That is 1.96 errors on each side, an interval: a chart that looks every month takes three.",
            ),
            Mistake(values=(39.6, 0.4), hint="The limits have changed places: write the lower one first."),
            Mistake(
                values=(-0.2, 40.2),
                hint="Nearly: the variance is P + D − (P − D)²; the square has been left out.",
            ),
            Mistake(values=(0.004, 0.396), hint="Right in kind, but as shares: write points.", tolerance=SHARES),
            Mistake(
                values=(13.5, 26.5),
                hint="That is one error on each side. Limits lie three errors from the centre.",
            ),
            Mistake(
                values=(7.84, 32.16),
                hint="That is the error of the share of promoters alone. The NPS is a difference of two shares.",
            ),
        ),
        hints=(
            "The centre is P − D. The error of a month is the root of (P + D − (P − D)²) / n.",
            "Three errors below the centre, three above, times 100.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="09-2",
        task="You watch 14 touchpoints every month, each with a chart that cries by chance in one month of 370: how "
        "many months pass from one false alarm of any of them to the next, on average?",
        asked="one number of months",
        right=(26.9,),
        tolerance=0.5,
        insight="One chart cries once in thirty years, fourteen every second one: more charts need an owner for false "
        "alarms, too.",
        mistakes=(
            Mistake(values=(370.0,), hint="That is one chart. Any of fourteen may cry.", tolerance=1.0),
            Mistake(
                values=(5180.0,),
                hint="More charts cry sooner, not later: divide where you have multiplied.",
                tolerance=20.0,
            ),
            Mistake(
                values=(0.0378,),
                hint="That is the chance of a false alarm in one month. How many months pass until one?",
                tolerance=0.001,
            ),
            Mistake(values=(18.0,), hint="By then half of all firms had one: a median, no mean."),
        ),
        hints=(
            "What is the chance that none of the fourteen cries in one month?",
            "One divided by the chance of at least one false alarm in a month.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="09-3",
        task="Eight cases: answered after 5, 10, 20, 30 and 60 hours; open for 15, 40 and 90 hours so far. What share "
        "is still waiting after 30 hours, by Kaplan and Meier?",
        asked="one share, between 0 and 1",
        right=(0.45,),
        tolerance=SHARES,
        insight="So half are answered within 30 hours; of the closed cases half were within 20, without the slowest.",
        mistakes=(
            Mistake(values=(0.2,), hint="That is of the closed cases only: the slowest are missing."),
            Mistake(
                values=(0.5,),
                hint="That takes the case open for 15 hours to be waiting. Nobody knows: it leaves those at risk.",
            ),
            Mistake(
                values=(0.375,),
                hint="That takes the case open for 15 hours as answered. Nobody knows: it leaves those at risk.",
            ),
            Mistake(values=(0.55,), hint="That is the share answered. What share is still waiting?"),
            Mistake(
                values=(3 / 7,), hint="That leaves one case out altogether: for 15 hours it was at risk, and counts."
            ),
            Mistake(values=(45.0,), hint="Right in kind, but in per cent: write a share.", tolerance=0.1),
        ),
        hints=(
            "Go from answer to answer: of those who are still at risk just before, what share is not answered then?",
            "The shares multiplied: 7/8, 6/7, 4/5, … Open cases leave those at risk without an answer.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="09-4",
        task="Those offered a reply rose by 2.6 points on average, 80 % of them got one and rose by 2.9; those held "
        "out by lot rose by 1.9: by how many points does a reply, given, change the next score?",
        asked="one number, in points",
        right=(0.875,),
        tolerance=0.03,
        insight="Two thirds of what before and after shows would have come without anybody's doing.",
        mistakes=(
            Mistake(values=(2.9,), hint="That is before and after: what would have come by itself is in it."),
            Mistake(
                values=(1.0,),
                hint="The lot did not decide who of the others was answered. Compare all that were offered a reply.",
            ),
            Mistake(values=(0.7,), hint="That is the offer. One in five of them got no reply; what is it per reply?"),
            Mistake(values=(0.56,), hint="Divide by the share that got a reply: its effect is diluted, not enlarged."),
            Mistake(
                values=(1.5,),
                hint="That is those answered less those passed over, whom no lot drew: the angriest came first.",
            ),
        ),
        hints=(
            "What the lot decided was the offer, not the reply.",
            "The difference of those offered and those held out, divided by the share that got a reply.",
        ),
        solution=SOLUTION,
    ),
)
