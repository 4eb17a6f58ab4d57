"""Exercises of notebook 10, the airport."""

from __future__ import annotations

from .exercise import Exercise, Mistake
from .wording import Part, Size, Wording

SOLUTION = "notebooks/solutions/10_case_airport"

BLANK = "11 is blank, not a score"
USED = "6 is no rating: these passengers never used it."
ZERO = "0 is no rating: it is a blank."
UNWEIGHTED = "The codes are right, and it is unweighted. Use the column WEIGHT."
ERROR_OF_CHANGE = "The error of a change joins the errors of both years: the root of the sum of their squares."

EXERCISES = (
    Exercise(
        name="10-1",
        task="What is the Net Promoter Score of 2018, without weights, from the raw file?",
        asked="one number, in points",
        right=(30.9811,),
        tolerance=0.1,
        insight="One undeclared code is worth four points here, more than twice the standard error.",
        mistakes=(
            Mistake(values=(34.8879,), hint=f"{BLANK}. As a promoter it lifts the result."),
            Mistake(values=(35.1136,), hint="Right, but weighted: say so. Without weights was asked."),
            Mistake(values=(29.2275,), hint=f"{BLANK}; nor does it belong in the denominator."),
            Mistake(values=(39.8398,), hint="That is 2017."),
            Mistake(values=(41.6254,), hint=f"That is 2017, and {BLANK}."),
            Mistake(values=(0.309811,), hint="Right in kind, but as a share: give points.", tolerance=0.001),
            Mistake(values=(47.8491,), hint="That is the share of promoters. Subtract the detractors."),
        ),
        hints=(
            "If the column is not found, look at the header's trailing spaces. Then look at every code.",
            "Leave the code for blank out, then: share of 9 and 10 minus share of 0 to 6, times 100.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="10-2",
        task="What is the weighted mean of the overall rating (1 to 5) in 2010?",
        asked="one number on the scale 1 to 5, with two decimals",
        right=(3.9015,),
        tolerance=0.004,
        insight="Codes first, weights second: the codes move this mean by a tenth, the weights by a fortieth.",
        mistakes=(
            Mistake(values=(3.8080,), hint=f"0 and 6 were kept, and nothing was weighted. {USED} {ZERO}"),
            Mistake(values=(3.7867,), hint=f"0 was kept. {ZERO} Look at the other codes as well."),
            Mistake(values=(3.7670,), hint=f"0 was kept. {ZERO}"),
            Mistake(values=(3.9446,), hint=f"6 was kept, and nothing was weighted. {USED}", tolerance=0.005),
            Mistake(values=(3.9253,), hint=UNWEIGHTED, tolerance=0.003),
            Mistake(values=(3.93,), hint=UNWEIGHTED, tolerance=0.001),  # the same, rounded as asked
            Mistake(values=(3.9206,), hint=f"6 was kept. {USED}", tolerance=0.0007),
            Mistake(
                values=(3.7337,),
                hint="You divided by the weights of all rows. Divide by the weights of those who gave a rating.",
            ),
        ),
        hints=(
            "The item is Q6N in that year. Which of its codes are ratings?",
            "Sum of weight times rating, over the sum of the weights; both over the rows with a rating from 1 to 5.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="10-3",
        task="What is the standard error of the weighted change of the NPS from 2017 to 2018 when the survey runs were "
        "drawn as a whole?",
        asked="one number, in points, with two decimals",
        right=(2.7461,),
        tolerance=0.05,
        insight="The same answers, less certain: passengers at one gate on one day share the gate and the day.",
        mistakes=(
            Mistake(
                values=(2.6200,),
                hint="That is the error of the mean of runs: it lets a run of two weigh as much as one of thirty.",
            ),
            Mistake(values=(2.1397,), hint="That counts every passenger as drawn alone. Name the run as the cluster."),
            Mistake(values=(2.4895,), hint="The runs are in, the weights are not."),
            Mistake(values=(1.9647,), hint="That has neither weights nor runs."),
            Mistake(values=(3.8055,), hint=f"The two errors were added up. {ERROR_OF_CHANGE}"),
            Mistake(values=(2.2526,), hint=f"That is the error of 2018 alone. {ERROR_OF_CHANGE}"),
            Mistake(values=(1.5518,), hint=f"That is the error of 2017 alone. {ERROR_OF_CHANGE}"),
            Mistake(values=(0.0274,), hint="Right in kind, but as a share: give points.", tolerance=0.0005),
        ),
        hints=(
            "Three things are asked for at once: both years, the weights, and the runs.",
            "nps_difference knows weights= and cluster=. A run of one year is no run of the next: join year and run.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="10-4",
        task="How many passengers of 2017 rated all seven core aspects, and how many rated all fourteen?",
        asked="two numbers: rows left with seven, rows left with fourteen",
        right=(1586.0, 501.0),
        tolerance=0.5,
        insight="Those who are left park, rent and ask their way: a listwise analysis chooses whom it speaks of.",
        mistakes=(
            Mistake(values=(2611.0, 2459.0), hint=f"6 was counted as a rating. {USED}"),
            Mistake(values=(1732.0, 686.0), hint=f"0 was counted as a rating. {ZERO}"),
            Mistake(values=(2831.0, 2831.0), hint=f"Every row is complete only if codes are ratings. {USED} {ZERO}"),
            Mistake(values=(1245.0, 2330.0), hint="Those are the rows lost. How many are left?"),
            Mistake(values=(1548.0, 494.0), hint="That asks for the overall rating too. Take the aspects alone."),
            Mistake(values=(2142.0, 834.0), hint="That is the rarest aspect alone. A row must hold all of them."),
            Mistake(
                values=(1032.0, 6.0),
                hint="Shares were multiplied, as if 6 were missing at random: they never used it, and who parks also "
                "rides the shuttle.",
                tolerance=1.0,
            ),
            Mistake(values=(501.0, 1586.0), hint="The two numbers have changed places: seven first."),
            Mistake(values=(1449.0, 343.0), hint="That is 2018."),
        ),
        hints=(
            "A rating is a code from 1 to 5; a row counts if every aspect of the set has one.",
            "With the clean table: rows without any gap in the chosen columns.",
        ),
        solution=SOLUTION,
    ),
    Wording(
        name="10-5",
        task="Write the sentence for the press: did passengers' recommendation fall from 2017 to 2018?",
        asked="one or two sentences in English, with size, interval, weighting and one limit",
        insight="Size, interval, weighting, limit, and no cause: nobody can quote it wrongly without cutting it.",
        sizes=(
            Size(points=8.9, low=12.7, high=5.0, weighted=False),
            Size(points=8.8, low=13.7, high=3.9, weighted=False),
            Size(points=5.3, low=9.5, high=1.1, weighted=True),
            Size(points=5.2, low=10.7, high=0.2, weighted=True, clear=False),
        ),
        parts=(
            Part(
                patterns=(r"weight",),
                hint="Weighting: say whether the answers are weighted to passengers or counted as they came.",
            ),
            Part(
                patterns=(
                    r"\bgates?\b", r"survey runs?\b", r"two (surveys|years|waves)", r"\bchance\b", r"no change",
                    r"cannot (say|tell|be told)", r"not (certain|sure|know|show|say)", r"one question",
                    r"did not answer", r"without (a )?cause", r"may (have|be)", r"only (passengers|those)",
                ),
                hint="Limit: name one thing that the survey cannot show, or whom it did not ask.",
            ),
        ),
        doubt=Part(
            patterns=(
                r"no change", r"\bchance\b", r"(cannot|can't|could not) (say|tell|be told)", r"\bmay (have|be)\b",
                r"not (certain|sure|clear|significant)", r"(un|in)(certain|clear|significant)",
                r"(reach|includ|contain|cross)(es|ing) (0|zero)\b",
            ),
            hint="Certainty: this interval reaches 0. Say that such a change cannot be distinguished from no change.",
        ),
        banned=(
            Part(
                patterns=(
                    r"\bbecause\b", r"\bdue to\b", r"\bcause[ds]\b", r"\bthanks to\b", r"\bowing to\b", r"\bled to\b",
                    r"\bas a result of\b", r"\bdriven by\b", r"\breason for\b", r"\bprove[sn]\b",
                ),
                hint="two surveys show a difference, never its cause, and prove nothing.",
            ),
            Part(
                patterns=(r"\brose\b", r"\brisen\b", r"\bgrew\b", r"\bgrown\b", r"\bincreased?\b", r"\bimproved?\b"),
                hint="look at the sign. Which of the two years has the lower score?",
            ),
        ),
    ),
)  # fmt: skip
