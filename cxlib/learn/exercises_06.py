"""Exercises of notebook 06, employees' engagement."""

from __future__ import annotations

from .choosing import Words
from .exercise import Exercise, Mistake
from .wording import Part, Wording

SOLUTION = "notebooks/solutions/06_employee_engagement"

NOT_USED = "9 means “does not apply”. It is no answer, neither a nine nor a nought."
REPORTS = ("all", "without the trainee", "shop floor", "workshop", "night shift")
INDICES = {"rwg": "rwg", "rwg(j)": "rwg", "icc(1)": "icc(1)", "icc1": "icc(1)", "icc": "icc(1)", "alpha": "alpha"}
NOT_SHOWN = "That one is hidden already: fewer than ten. Look among the reports that are shown."

EXERCISES = (
    Exercise(
        name="06-1",
        task="The facet belonging has three items, 1 to 5; 9 means “does not apply”. Three people answer 4 9 5, then "
        "3 3 2, then 5 4 and nothing: what are their scores, if half of the items suffice?",
        asked="three numbers, with two decimals",
        right=(4.5, 8 / 3, 4.5),
        tolerance=0.006,
        insight="The mean of what was answered. What was not answered counts neither above nor below the line.",
        mistakes=(
            Mistake(values=(6.0, 8 / 3, 4.5), hint=NOT_USED),
            Mistake(values=(6.0, 8 / 3, 3.0), hint=f"{NOT_USED} And an empty cell is no 0."),
            Mistake(
                values=(3.0, 8 / 3, 3.0), hint="You divided by three items where two were answered: missing is no 0."
            ),
            Mistake(values=(4.5, 8 / 3, 3.0), hint="The third: an empty cell is no 0. Divide by the items answered."),
            Mistake(
                values=(3.0, 8 / 3, 4.5), hint="The first: “does not apply” is no 0. Divide by the items answered."
            ),
            Mistake(values=(9.0, 8.0, 9.0), hint="Those are sums. With a missing item, sums cannot be compared."),
        ),
        hints=(
            "Put away what is no answer. Then the mean of the rest, person by person.",
            "The first person answered two items: 4 and 5.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="06-2",
        task="An analysis of variance of 120 teams gives a mean square between teams of 1.50, and 0.30 within. The "
        "mean size of a team is 15: what is ICC(1)?",
        asked="one number, with three decimals",
        right=(1.2 / 5.7,),
        tolerance=0.001,
        insight="A fifth of all differences lies between teams. The mean square between holds the noise within, too: "
        "it must be taken off first.",
        mistakes=(
            Mistake(
                values=(0.8,), hint="That is ICC(2), how reliable a team's mean is. Asked is the share between teams."
            ),
            Mistake(
                values=(1.2 / 5.46,),
                hint="Near: that is with k0 = 14.2 in place of the mean size, a good choice for unequal teams. Here "
                "the mean size was asked.",
            ),
            Mistake(values=(0.2,), hint="In the denominator stands the size less 1: MSB + (k − 1)·MSW."),
            Mistake(
                values=(178.5 / 682.5,),
                hint="That is eta², the plain share of the sums of squares. Even random teams have some of it.",
            ),
            Mistake(
                values=(1.5 / 1.8,),
                hint="A mean square between teams holds what is within, too, and the size. Take it off first.",
            ),
            Mistake(values=(5.0,), hint="That is F. It says whether teams differ at all, not by how much."),
        ),
        hints=(
            "ICC(1) = (MSB − MSW) / (MSB + (k − 1)·MSW).",
            "MSB − MSW is 1.20; k − 1 is 14.",
        ),
        solution=SOLUTION,
    ),
    Words(
        name="06-3",
        task="A branch reports mean and number of five groups: all (14 people), without the trainee (13), shop floor "
        "(12), workshop (2, hidden), night shift (6, hidden). Shop floor and workshop make up all. Which two reports "
        "that are shown lay the answers of a single person open, when one is taken from the other?",
        asked="a list of two of the names, the larger report first: " + ", ".join(f'"{name}"' for name in REPORTS),
        insight="14 times one mean less 13 times the other is what the trainee answered. Each report keeps the rule of "
        "ten; the two together break it. So the rule must look at differences, too.",
        known={name: name for name in REPORTS},
        right=("all", "without the trainee"),
        hints={
            "night shift": NOT_SHOWN,
            "workshop": NOT_SHOWN,
            "shop floor": "Well seen that shop floor may be taken from all: it leaves two people. Asked is the pair "
            "that leaves one.",
        },
        other="Two names, the larger report first: which holds all people of the other, and one more?",
    ),
    Words(
        name="06-4",
        task="Personal pace has alpha .67, a mean rwg(j) of .92, an ICC(1) of 0.00 (−0.01 to 0.02); the same people in "
        "random teams reach an rwg(j) of .92. May its mean be reported by team, and which number decides?",
        asked='a list of two: "yes" or "no", then "rwg(j)", "ICC(1)" or "alpha"',
        insight="People agree, and everywhere on the same. Teams do not differ, so a table of teams shows noise.",
        known={"yes": "yes", "no": "no", **INDICES},
        right=("no", "icc(1)"),
        hints={
            "yes": "Look at the random teams: people whom nothing joins agree as much.",
            "rwg": "No is right, and rwg(j) cannot be the reason: it is high. What says whether teams differ?",
            "alpha": "No is right, and alpha is not the reason: it speaks of items, not of teams.",
        },
        other='Two things: "yes" or "no" first, then the number that decides.',
    ),
    Wording(
        name="06-5",
        task="One column (S3) says: content employees are the key to content customers. Another (S4) says: a good "
        "climate helps, but it is not engagement. What does each predict for section 4, and what do the data say?",
        asked="two to five sentences in English, on perks and climate, on engagement, and on customers",
        insight="The two columns part where climate is high and engagement is not. There, customers notice nothing "
        "that can be told. And “cannot be told” is what an interval says, not that there is nothing.",
        parts=(
            Part(
                patterns=(
                    r"\b(perks|parties|outings|rooms)\b.*\b(climate|mood|content\w*|happ\w+|satisf\w+)\b",
                    r"\b(climate|mood)\b.*\b(perks|parties|outings|rooms)\b",
                ),
                hint="Perks: what do they go with, in the upper half of the figure?",
            ),
            Part(
                patterns=(
                    r"\bengage\w+\b.*\b(not|no|nothing|unmoved|untouched|without|neither|cannot|n't)\b",
                    r"\b(not|no|nothing|neither|cannot|without|n't)\b.*\bengage\w+",
                ),
                hint="Engagement: is it the same as climate, and do perks move it?",
            ),
            Part(
                patterns=(
                    r"\bcustomers?\b.*\b(follow\w*|go(es)? with|notice\w*|know\w*|feel\w*|associat\w+|relat\w+|"
                    r"respond\w*|track\w*|correlat\w+|link\w*|higher|more|nothing)\b",
                    r"\b(follow\w*|go(es)? with|associat\w+|relat\w+|correlat\w+|link\w*)\b.*\bcustomers?\b",
                ),
                hint="Customers: which of the two goes with their answers, the other being the same?",
            ),
            Part(
                patterns=(r"\bs3\b.*\bs4\b", r"\bs4\b.*\bs3\b", r"\b(first|one)\b.*\b(second|other|another)\b"),
                hint="Both columns: name S3 and S4, and say what each predicts.",
            ),
        ),
        banned=(
            Part(
                patterns=(r"\bprov(e|es|ed|en)\b", r"\bproof that\b"),
                hint="an association between teams proves nothing. Say what goes with what, and how surely.",
            ),
            Part(
                patterns=(
                    r"\bengagement (causes|creates|makes|drives)\b",
                    r"\bno effect at all\b",
                    r"\bexactly zero\b",
                ),
                hint="customers were not given engaged teams by lot, and an interval about 0 is no 0.",
            ),
        ),
    ),
)
