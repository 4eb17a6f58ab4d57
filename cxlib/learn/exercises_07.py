"""Exercises of notebook 07, from engagement to customers."""

from __future__ import annotations

from .choosing import Words
from .exercise import Exercise, Mistake
from .wording import Part, Wording

SOLUTION = "notebooks/solutions/07_engagement_to_customers"

EXERCISES = (
    Exercise(
        name="07-1",
        task="The sample company's employees and customers, as read_study gives them, are joined by branch: what is n "
        "for the test of the slope between branches?",
        asked="one whole number",
        right=(92.0,),
        tolerance=0.0,
        insight="Branches were drawn, and branches are compared; more people in each only make its mean better.",
        mistakes=(
            Mistake(
                values=(10872.0,),
                hint="People are not the units: all employees of a branch meet one and the same mean of its customers.",
                tolerance=200.0,
            ),
            Mistake(
                values=(12660.0,),
                hint="Customers are not the units either: all those of a branch meet one and the same mean of its "
                "employees.",
                tolerance=200.0,
            ),
            Mistake(
                values=(23532.0,),
                hint="Those are the people of both sides together. No person is on both; what do the two sides share?",
                tolerance=400.0,
            ),
            Mistake(
                values=(120.0,),
                hint="So many branches the firm has. The smallest come joined with others of their region, so that "
                "nobody can be known. Count what the two tables share.",
            ),
            Mistake(
                values=(526.0,),
                hint="Those are the branches in half-years that are shown. Hidden in output is not lost, and six waves "
                "of a branch are no six branches.",
            ),
            Mistake(
                values=(552.0,),
                hint="Those are branches in half-years. Six waves of one branch are no six branches: its street stays "
                "the same.",
            ),
            Mistake(
                values=(12.0,),
                hint="Those are the regions. They make the interval honest; what is compared is one level below.",
            ),
        ),
        hints=(
            "What do the two sides have in common? Count that.",
            "Look at the column n of the row between in the result of engagement_linkage.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="07-2",
        task="Three branches, three waves each; engagement 2 3 4, 3 4 5, 4 5 6 and customers 6 5 4, 7.5 6.5 5.5, 9 8 "
        "7: what are the slopes between and within branches?",
        asked="two numbers: the slope between, then the slope within",
        right=(1.5, -1.0),
        tolerance=0.005,
        insight="Where engagement is higher, customers are happier; when it rises, they are not. Both hold at once.",
        mistakes=(
            Mistake(
                values=(0.25, -1.0),
                hint="The first is the slope through all nine points: pooled, a mixture of the two that are asked.",
            ),
            Mistake(
                values=(1.5, 0.25),
                hint="The second is the slope through all nine points: pooled, a mixture of the two that are asked.",
            ),
            Mistake(
                values=(0.25, 0.25),
                hint="That is the slope through all nine points, twice. Two different questions want two lines.",
            ),
            Mistake(values=(-1.0, 1.5), hint="The two have changed places: between goes by the means of branches."),
            Mistake(
                values=(2.5, -1.0),
                hint="The first is the contextual effect, between less within. Asked is the slope of the means itself.",
            ),
            Mistake(
                values=(1.5, 1.0),
                hint="Look at the sign within: in each branch, what do customers do when engagement goes up by one?",
            ),
        ),
        hints=(
            "Between: take the mean of each branch first, and put a line through three points.",
            "Within: take the branch's mean from each of its values, and put a line through all nine differences.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="07-3",
        task="Units' means correlate by .45; their reliabilities, ICC(2), are .80 and .70: what is the correlation "
        "corrected for unreliable means?",
        asked="one number, with three decimals",
        right=(0.601338,),
        tolerance=0.001,
        insight="A what-if for relations between units. Show .45 first, and never correct a slope within units so.",
        mistakes=(
            Mistake(
                values=(0.803571,),
                hint="That divides by the product. A correlation is divided by the root of the product.",
            ),
            Mistake(values=(0.503115,), hint="That corrects one side only, the one of .80. Both means are noisy."),
            Mistake(values=(0.537853,), hint="That corrects one side only, the one of .70. Both means are noisy."),
            Mistake(
                values=(0.336749,),
                hint="That multiplies, and the result is smaller. Noise has hidden a part: without it, the link is "
                "closer.",
            ),
            Mistake(values=(0.5625,), hint="That corrects one side only, and without the root."),
            Mistake(values=(0.642857,), hint="That corrects one side only, and without the root."),
            Mistake(
                values=(0.6,),
                tolerance=0.0003,
                hint="That divides by the mean of the two, or is rounded. Give three decimals, and use the root of the "
                "product.",
            ),
        ),
        hints=(
            "The corrected value is larger than .45: divide.",
            "Divide by the root of the product of the two reliabilities.",
        ),
        solution=SOLUTION,
    ),
    Words(
        name="07-4",
        task="Section 6, the sample company: which sentence do the lagged slopes allow? (a) Raising engagement by a "
        "point raises satisfaction by half a point. (b) Where a branch's engagement was above its usual level, its "
        "customers were more satisfied a half-year later; that customers come first was not seen, and may still be so. "
        "(c) Satisfied customers have no influence on engagement. (d) Engaged branches have more satisfied customers.",
        asked='one letter: "a", "b", "c" or "d"',
        insight="It says within, it says later, it says what was not seen, and it promises nothing.",
        known={letter: letter for letter in "abcd"},
        right=("b",),
        hints={
            "a": "Nobody raised anything. Something unseen may have moved both, and the number itself is too small.",
            "c": "“Not seen” is not “not there”: in six waves so small a path could hardly be seen. And one was "
            "planted.",
            "d": "True, and it is section 2: it compares branches with one another. Section 6 looks within them.",
        },
        other="One letter.",
    ),
    Wording(
        name="07-5",
        task="Design a rollout by branches that would settle whether raising engagement reaches the customer. Say in "
        "which order branches begin, how the outcome is measured and when, and how many branches it takes.",
        asked="two to five sentences in English",
        insight="Chance sets the order, customers give the outcome, each branch is seen before and after, and the "
        "number of branches was set against what can be seen.",
        parts=(
            Part(
                patterns=(
                    r"\blots?\b(?! of)", r"\brandom\w*", r"\blottery\b", r"\bcoin\b", r"\bdice\b", r"\bby chance\b",
                ),
                hint="The order: who decides which branches begin? If those begin that want to, they differ before "
                "anything is done.",
            ),
            Part(
                patterns=(
                    r"\b(customers?|clients?|buyers?)\b[^.]*\b(satisf\w+|rat(e|es|ing|ings)|answers?|surveys?|"
                    r"scores?|outcomes?|asked)\b",
                    r"\b(satisf\w+|rat(e|es|ing|ings)|answers?|surveys?|scores?|outcomes?|ask(ed)?)\b[^.]*"
                    r"\b(customers?|clients?|buyers?)\b",
                ),
                hint="The outcome: it has to come from customers. Employees who answer for customers carry one "
                "mood into both.",
            ),
            Part(
                patterns=(
                    r"\b(two|three|four|five|six|seven|eight|several|[2-9]|1\d) (\w+ )?(waves|half-years|rounds|times|"
                    r"quarters|half years)\b",
                    r"\bbefore and after\b", r"\b(before|baseline)\b.*\b(after|later|afterwards|follow-up)\b",
                    r"\beach (wave|half-year|quarter|month)\b", r"\bevery (wave|half-year|quarter|month)\b",
                ),
                hint="The waves: ask at least twice, before and after. One wave cannot separate place from change.",
            ),
            Part(
                patterns=(
                    r"\b\d{2,3}\b[^.]{0,30}\b(branch(es)?|units?|shops?|teams?|stores?)\b",
                    r"\b(branch(es)?|units?|shops?|teams?|stores?)\b[^.]{0,20}\b\d{2,3}\b",
                    r"\ball (of )?the (branches|units|shops|stores)\b[^.]*\b\d{2,3}\b",
                ),
                hint="The number: how many branches, against section 10? Without it, “we saw nothing” means nothing.",
            ),
        ),
        banned=(
            Part(
                patterns=(r"\bvolunteer\w*", r"\bbest branches\b", r"\bthat want to\b", r"\bwho want to\b"),
                hint="those who choose themselves differ before anything is done. Let chance choose.",
            ),
        ),
        detours=(
            Part(
                patterns=(r"\bcontrol(s|ling|led)? for\b", r"\badjust\w* for\b", r"\bregressions?\b"),
                hint="a model takes out what was measured. The cause that worries us was not.",
            ),
            Part(
                patterns=(r"\bmore (people|employees|customers|answers)\b",),
                hint="more people make no more branches.",
            ),
        ),
    ),
)  # fmt: skip
