"""Exercises of notebook 02, whom we hear."""

from __future__ import annotations

from .exercise import Exercise, Mistake
from .rewording import Mended, Rewording
from .wording import Part

POINTS, SHARES = 0.1, 0.001
SOLUTION = "notebooks/solutions/02_listening_design"

SCALE = "Right in kind, but as a share: an NPS is written in points, from −100 to 100."
SILENT = (
    "Sampling error is not non-response: it tells what chance does among those who answer, and nothing of the rest."
)

TWO_IN_ONE = Part(
    patterns=(r"\b(and|or|nor|as well as)\b", r"[/&]", r"\?.*\?"),
    hint="Two questions in one: what would somebody answer for whom one half is true and the other not?",
)
LEADING = Part(
    patterns=(
        r"\b(wonderful|great|excellent|amazing|fantastic|outstanding|award-winning|superb|lovely|best|good)\b",
        r"\b(don't|do not|didn't|wouldn't|isn't|wasn't|weren't) you\b", r"\b(of course|surely|obviously)\b",
        r"\bhow much did you (enjoy|like|love)\b", r"\bdo you agree\b",
    ),
    hint="Leading words: praise, or an expected answer. Ask so that nobody can tell which answer you hope for.",
)  # fmt: skip
STRONG = r"\b(very|extremely|completely|fully|totally|absolutely|highly)\b"

EXERCISES = (
    Exercise(
        name="02-1",
        task="How many answers give a margin of ±5 points with 40 % promoters and 30 % detractors (95 %)?",
        asked="one number of answers",
        right=(1065.0,),  # 1,061 by the formula; by hand with rounded numbers up to 1,070
        tolerance=5,
        insight="A thousand answers for ±5 points: a score counts from −1 to +1 and needs nearly three times the "
        "answers of a share.",
        mistakes=(
            Mistake(
                values=(385.0,),
                hint="That is a share at 50 %. An NPS is a difference of two shares: its variance is P + D − (P − D)².",
                tolerance=1,
            ),
            Mistake(values=(266.0,), hint="That is ±10. Half the margin needs four times the answers.", tolerance=2),
            Mistake(values=(1076.0,), hint="Nearly: V is P + D − (P − D)². The square has been left out.", tolerance=2),
            Mistake(values=(369.0,), hint="That is the share of promoters alone. Detractors vary, too.", tolerance=1),
            Mistake(
                values=(4333.0,),
                hint="That is a change of 5 points seen with 80 % power. A margin of one score was asked.",
                tolerance=20,
            ),
            Mistake(
                values=(2121.0,), hint="That is a margin for the difference of two waves. One was asked.", tolerance=10
            ),
            Mistake(values=(748.0,), hint="That is the 90 % interval. Take 1.96 for 95 %.", tolerance=2),
        ),
        hints=(
            "n = 1.96² · V / margin², with the margin as a share: 0.05.",
            "V = 0.4 + 0.3 − (0.4 − 0.3)²; or nps_sample_size with promoters, detractors and margin.",
        ),
        also=(
            Mistake(
                values=(1537.0,),
                hint="Accepted: that is the worst case, half promoters and half detractors, a safe plan. "
                "With 40 % and 30 % fewer answers do: 1,061.",
                tolerance=3,
            ),
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="02-2",
        task="Four cells hold 3,000, 2,000, 4,000 and 1,000 customers, 900, 300, 500 and 100 answers, with NPS 30, 0, "
        "−20 and −40: what is the weighted NPS?",
        asked="one number, in points",
        right=(-3.0,),
        tolerance=POINTS,
        insight="The cell that answers most is the one that is pleased: as they came, the answers said +7.",
        mistakes=(
            Mistake(values=(65 / 9,), hint="You used respondents' shares. What shares has each cell among customers?"),
            Mistake(
                values=(-7.5,), hint="That is the plain mean of the cells. Cells differ in size: count the customers."
            ),
            Mistake(
                values=(6450 / 387.5,),
                hint="The weights are upside down: who is missing must count more, not less.",
            ),
            Mistake(
                values=(-82.8 / 5.04,),
                hint="Those are the right weights, counted once per cell. A weight belongs to each answer of its cell.",
            ),
            Mistake(
                values=(2.5 / 0.675,),
                hint="Those are response rates as weights. Where few answer, they must count more.",
            ),
            Mistake(values=(-0.03,), hint=SCALE, tolerance=SHARES),
            Mistake(values=(3.0,), hint="The size is right. Look at the sign: which cells are below zero?"),
            Mistake(values=(-30.0,), hint="That is the sum of the four scores. Each counts with its share."),
        ),
        hints=(
            "What would the score be if every customer had answered as their cell did?",
            "Each cell's customers times its score; the sum of the four products; divided by all customers.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="02-3",
        task="300 answers have weight 0.5, 100 have 2 and 50 have 3: how many answers of equal weight are they worth?",
        asked="one number of answers",
        right=(250_000 / 925,),
        tolerance=0.5,
        insight="Four answers in ten are the price of mending the bias. An interval that counts all 450 is too narrow.",
        mistakes=(
            Mistake(values=(450.0,), hint="That is n. Unequal weights make the answers worth less than that."),
            Mistake(
                values=(500.0,), hint="That is the sum of the weights. Double all weights: are they worth more answers?"
            ),
            Mistake(
                values=(1.665,), hint="That is the design effect. How many answers are left of 450?", tolerance=0.01
            ),
            Mistake(values=(925.0,), hint="That is the sum of squared weights, one half of Kish's formula."),
            Mistake(
                values=(348.74,), hint="That is n over the root of the design effect; the root belongs to the margin."
            ),
            Mistake(
                values=(30.25 / 13.25,),
                hint="Every weight was counted once. There are 300 of the first: count answers, not weights.",
                tolerance=0.01,
            ),
            Mistake(
                values=(450 * 1.665,), hint="You multiplied by the design effect. Weights cost answers, they add none."
            ),
            Mistake(values=(500 / 925,), hint="Nearly: the sum of the weights has to be squared.", tolerance=0.002),
        ),
        hints=(
            "Kish: the squared sum of the weights over the sum of the squared weights; over all 450 answers.",
            "The sum is 300 · 0.5 + 100 · 2 + 50 · 3. Now the same with the squares.",
        ),
        solution=SOLUTION,
    ),
    Rewording(
        name="02-4",
        task="Mend three questions: “Were our wonderful staff quick and friendly?”, “How often did you have to call "
        "us?” and “How satisfied are you with the repair? 1: dissatisfied, 10: extremely satisfied”.",
        asked="a list of three texts in English",
        insight="One thing at a time, nothing that leads, a time that is named, ends that are equally strong. Now read "
        "them to somebody who was there.",
        texts=(
            Mended(
                before="Were our wonderful staff quick and friendly?",
                parts=(
                    Part(
                        patterns=(r"\b(quick|fast|prompt|speed|wait|soon|friendl|kind|polite|attentive|courte)",),
                        hint="The subject is lost: ask of the staff's speed, or of their manner.",
                    ),
                ),
                faults=(
                    TWO_IN_ONE,
                    Part(
                        patterns=(r"^(?=.*(quick|fast|prompt|speed|wait))(?=.*(friendl|kind|polite|courte))",),
                        hint="Speed and manner are still in one question. Choose the one that can be acted on.",
                    ),
                    LEADING,
                ),
            ),
            Mended(
                before="How often did you have to call us?",
                parts=(
                    Part(patterns=(r"\b(call|phon|ring|rang|telephon|contact)",), hint="The subject is lost: calls."),
                    Part(
                        patterns=(
                            r"\b(days?|weeks?|months?|years?|hours?|today|yesterday|since)\b",
                            r"\b(january|february|march|april|june|july|august|september|october|november|december)\b",
                            r"\b(until|till|before) (it|your|the)\b",
                            r"\bfor this (repair|matter|problem|order)\b",
                        ),
                        hint="Period: over what time is it counted? One thinks of a week, another of ten years.",
                    ),
                ),
                faults=(TWO_IN_ONE, LEADING),
            ),
            Mended(
                before="How satisfied are you with the repair? 1: dissatisfied, 10: extremely satisfied",
                parts=(
                    Part(
                        patterns=(
                            r"(dis|un)satisfied\b.*(?<!dis)(?<!un)satisfied\b",
                            r"\d\W{0,3}(\w+ ){0,2}satisfied\b.*(dis|un)satisfied\b",
                        ),
                        hint="Say in words what both ends of the scale mean, dissatisfied and satisfied.",
                    ),
                ),
                faults=(
                    Part(
                        patterns=(rf"^(?!.*{STRONG}.*{STRONG}).*{STRONG}",),
                        hint="Unbalanced: one end of the scale is stronger, and answers lean away from it.",
                    ),
                    LEADING,
                ),
            ),
        ),
    ),
    Exercise(
        name="02-5",
        task="Of 12,000 invited 25 % answered, with NPS +11 (interval 7.8 to 14.2): between which limits lies the NPS "
        "of all invited, whatever the silent think?",
        asked="two numbers, in points, the lower limit first",
        right=(-72.25, 77.75),
        tolerance=0.5,
        insight="150 points wide, beside a margin of 3: the interval spoke of chance, which was the smaller worry.",
        mistakes=(
            Mistake(values=(7.8, 14.2), hint=SILENT, tolerance=1.0),
            Mistake(
                values=(-100.0, 100.0), hint="A quarter did answer. What they said holds, whatever the others think."
            ),
            Mistake(values=(-75.0, 75.0), hint="Those are the silent alone. The quarter that answered has 11, not 0."),
            Mistake(values=(-64.0, 86.0), hint="The 11 counts for a quarter of all only."),
            Mistake(values=(-89.0, 111.0), hint="No score lies above 100, and only three quarters are unknown."),
            Mistake(values=(-16.75, 33.25), hint="You took 25 % for the silent. They are the others.", tolerance=0.3),
            Mistake(values=(77.75, -72.25), hint="The limits have changed places: write the lower one first."),
            Mistake(values=(-0.7225, 0.7775), hint=SCALE, tolerance=0.005),
        ),
        hints=(
            "Let all the silent be detractors: what is the score of all? Then let all of them be promoters.",
            "A quarter has 11, three quarters have −100, or else 100.",
        ),
        solution=SOLUTION,
    ),
)
