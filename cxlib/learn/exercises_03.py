"""Exercises of notebook 03, Net Promoter Score."""

from __future__ import annotations

from .exercise import Exercise, Mistake, Statement, Verdicts

POINTS, SHARES = 0.1, 0.001
SOLUTION = "notebooks/solutions/03_net_promoter_score"

CLASSES = "Look at the classes: promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6."
SCALE = "Right in kind, but as a share: an NPS is written in points, from −100 to 100."
UNEQUAL = "Branches differ in n: a branch of 400 answers must weigh more than one of 25."

EXERCISES = (
    Exercise(
        name="03-1",
        task="Twelve customers answered 10, 10, 9, 9, 9, 8, 7, 7, 6, 6, 4 and 1: what is their Net Promoter Score?",
        asked="one number, in points",
        right=(25 / 3,),
        tolerance=POINTS,
        insight="The mean is above 7, and still there are nearly as many detractors as promoters.",
        mistakes=(
            Mistake(values=(50 / 3,), hint=f"Is an 8 a promoter? {CLASSES}"),
            Mistake(values=(100 / 3,), hint=f"Too many promoters, or too few detractors. {CLASSES}"),
            Mistake(values=(25.0,), hint=f"Is a 6 a passive? {CLASSES}"),
            Mistake(
                values=(100 / 9,),
                hint="Passives were left out of the denominator. They count in it: divide by every valid answer.",
            ),
            Mistake(
                values=(86 / 12,),
                hint="That is the mean of the answers. An NPS is no mean of answers but a difference of two shares.",
            ),
            Mistake(values=(1 / 12,), hint=SCALE, tolerance=SHARES),
            Mistake(
                values=(-25 / 3,),
                hint="The sign is reversed: promoters come first, and detractors are subtracted from them.",
            ),
            Mistake(
                values=(1.0,), hint="That is a difference of two counts. Divide by the number of answers.", tolerance=0
            ),
            Mistake(values=(8.0,), hint="Nearly: give one decimal.", tolerance=0),
            Mistake(values=(125 / 3,), hint="That is the share of promoters. Now subtract the detractors."),
        ),
        hints=(
            f"Count the three classes first. {CLASSES}",
            "Subtract the number of detractors from the number of promoters, divide by all twelve, then write points.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="03-2",
        task="Four branches have n = 400, 40, 25 and 35 answers and NPS 10, 60, 52 and 40: what is the firm's NPS?",
        asked="one number, in points",
        right=(18.2,),
        tolerance=POINTS,
        insight="Weighted by n, branches give the firm's score; a plain mean lets 25 answers count as much as 400.",
        mistakes=(
            Mistake(values=(18.0,), hint="Nearly: give one decimal.", tolerance=0),
            Mistake(values=(40.5,), hint=f"That is the plain mean of the four scores. {UNEQUAL}"),
            Mistake(values=(46.0,), hint=f"That is the median of the four scores. {UNEQUAL}"),
            Mistake(values=(162.0,), hint="That is the sum of the four scores, and no NPS lies above 100."),
            Mistake(values=(0.182,), hint=SCALE, tolerance=SHARES),
            Mistake(
                values=(91.0,),
                hint="Promoters minus detractors, as a count. Divide by all the answers.",
                tolerance=0.5,
            ),
        ),
        hints=(
            UNEQUAL,
            "Each branch's n times its score; the sum of the four products; divided by the sum of the four n.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="03-3",
        task="All 10 of 10 customers are promoters: which 95 % interval does the pocket rule (adjusted Wald) give?",
        asked="two numbers, in points, the lower limit first",
        right=(47.5, 100.0),
        tolerance=POINTS,
        insight="Ten answers out of ten cannot rule out a true score near 50; only the interval says so.",
        mistakes=(
            Mistake(
                values=(100.0, 100.0),
                hint="That is Wald's interval: its width is zero when all answer alike, as if ten were certain.",
            ),
            Mistake(values=(None, 106.3), hint="No NPS lies above 100: clip the limit at 100."),
            Mistake(
                values=(44.5, 100.0),
                hint="Those are the score limits (Tango): right for that method. The pocket rule was asked: "
                "¾ more promoters, ¾ more detractors, 3 more answers, then Wald.",
            ),
            Mistake(values=(100.0, 47.5), hint="The limits have changed places: write the lower one first."),
            Mistake(values=(0.475, 1.0), hint=SCALE, tolerance=SHARES),
            Mistake(values=(0.475, 1.063), hint=f"{SCALE} And no score lies above its end.", tolerance=SHARES),
            Mistake(
                values=(72.2, 100.0),
                hint="That is for the share of promoters. The NPS is a difference of two shares.",
            ),
        ),
        hints=(
            "Before anything else, the pocket rule adds ¾ of a promoter, ¾ of a detractor and 3 answers in all.",
            "With P and D from the grown counts: P − D, give or take 1.96 times √((P + D − (P − D)²) / 13).",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="03-4",
        task="How many answers per wave to see a change of 5 points with 80 % power (40 % promoters, 30 % detractors)?",
        asked="one number of answers per wave",
        right=(4333.0,),
        tolerance=20,
        insight="Four times the answers halve the difference you can see; with fewer, a monthly +5 is mostly noise.",
        mistakes=(
            Mistake(
                values=(1061.0,),
                hint="That is a margin of ±5 for one wave, not power: a difference has the noise of two waves.",
                tolerance=5,
            ),
            Mistake(values=(8666.0,), hint="That is both waves together. How many in each?", tolerance=40),
            Mistake(
                values=(2167.0,),
                hint="That holds when one of the two scores is known without error. Both waves are samples.",
            ),
            Mistake(
                values=(2121.0,),
                hint="That is a margin of ±5 for the difference: at a true 5 it would be seen only half the time.",
            ),
            Mistake(values=(3413.0,), hint="That is a one-sided test. A score may also fall: test on both sides."),
            Mistake(values=(4396.0,), hint="Nearly: the variance is P + D − (P − D)²; the square has been left out."),
            Mistake(
                values=(1537.0,), hint="That is a margin of ±5 in the worst case. A difference was asked, with power."
            ),
            Mistake(
                values=(1084.0,),
                hint="That is for 10 points. Half the difference needs four times the answers.",
                tolerance=2,
            ),
            Mistake(values=(6280.0,), hint="That is the worst case, P = D = ½. Use the 40 % and 30 % that are given."),
            Mistake(
                values=(43_325_817,),
                hint="0.05 was meant as a share; the difference is given in points.",
                tolerance=2e5,
            ),
        ),
        hints=(
            "Two things make it larger than a margin: two waves, each with its own noise, and the wish for 80 % power.",
            "Start from the margin's formula. A difference doubles the variance; for 80 % power 1.96 grows by 0.84.",
        ),
        solution=SOLUTION,
    ),
    Verdicts(
        name="03-5",
        task="Six claims from slides stand in notebooks/exercises/03_net_promoter_score.ipynb: "
        "do the numbers beside each carry it?",
        asked='a list of six words, each "yes", "no" or "cannot tell"',
        insight="A claim about customers needs its n, its interval, and a comparison of like with like.",
        verdicts=("yes", "no", "cannot tell"),
        statements=(
            Statement(
                called="+4 since last month",
                verdict="cannot tell",
                reason="look at the interval of the difference. Which true changes does it hold, and of which sign?",
            ),
            Statement(
                called="30 % recommend us",
                verdict="no",
                reason="the score is a difference of two shares. Is it a share of anybody? And which shares make 30?",
            ),
            Statement(
                called="North before South",
                verdict="no",
                reason="count the customers behind each score, and put together what the customers of a region said.",
            ),
            Statement(
                called="called back or not",
                verdict="yes",
                reason="read the claim word by word: it says that two groups differ, not why. Then look where 0 lies.",
            ),
            Statement(
                called="Romania before Spain",
                verdict="cannot tell",
                reason="the scores do differ. But do people in two countries use a scale from 0 to 10 alike, "
                "and is service all that could differ?",
            ),
            Statement(
                called="100 with certainty",
                verdict="no",
                reason="a width of zero from ten answers comes from the formula. What does a better interval say?",
            ),
        ),
    ),
)
