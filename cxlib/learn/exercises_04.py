"""Exercises of notebook 04, what drives satisfaction."""

from __future__ import annotations

from itertools import combinations

from .choosing import Pairs, Words
from .exercise import Exercise, Mistake
from .wording import Part, Wording

SOLUTION = "notebooks/solutions/04_satisfaction_drivers"

# The six aspects in the order of their importance in the sample company, means of the touchpoints taken out.
ORDER = ("speed", "competence", "tidy premises", "ease", "promise kept", "price explained")
COLUMNS = ("d_speed", "d_competence", "d_tidy", "d_ease", "d_promise", "d_price")
ASPECTS = {name: name for name in ORDER} | dict(zip(COLUMNS, ORDER, strict=True))
ALL = frozenset(combinations(ORDER, 2))
SURE = ALL - {("competence", "tidy premises")}
BY_A_HAIR = frozenset({("promise kept", "price explained")})  # ahead in 95 to 96 % of resamples, as the seed has it
OVERLAP = {("speed", "competence"), ("tidy premises", "ease")}  # of their intervals, though the order is sure

EXERCISES = (
    Exercise(
        name="04-1",
        task="Three drivers correlate with the outcome by .50, 0 and .25; the first and second correlate by .30, the "
        "third with either by .25: how is R² shared out by LMG?",
        asked="three numbers in units of R², with three decimals",
        right=(0.241231, 0.016230, 0.043451),
        tolerance=0.0006,
        insight="A driver without any correlation has a share: it clears the others of what they have in common with "
        "it. Such a driver is called a suppressor.",
        mistakes=(
            Mistake(
                values=(0.25, 0.0, 0.0625),
                hint="Those are squared correlations. They overlap, so their sum is more than R².",
            ),
            Mistake(
                values=(0.2670, 0.0390, 0.0290),
                hint="Those are squared slopes. They do not sum to R²: what drivers share is in none of them.",
            ),
            Mistake(
                values=(0.2342, 0.0342, 0.0262),
                hint="That is what each adds when it enters last. LMG takes the mean over all orders of entering.",
            ),
            Mistake(
                values=(0.25, 0.0247, 0.0262),
                hint="That is one order of entering only. Three drivers have six: take the mean over all.",
            ),
            Mistake(
                values=(0.2584, 0.0, 0.0426),
                hint="That is slope times correlation (Pratt). It sums to R², and is not LMG.",
            ),
            Mistake(
                values=(0.2410, 0.0153, 0.0447),
                hint="Very near: those are Johnson's relative weights. They equal LMG with two drivers only.",
                tolerance=0.0004,
            ),
            Mistake(
                values=(0.8017, 0.0539, 0.1444),
                hint="Those are shares of what is explained. Give units of R²: they sum to R².",
                tolerance=0.001,
            ),
        ),
        hints=(
            "R² of every subset first: three alone, three pairs, all. Then what each driver adds, in every order.",
            "A driver alone counts by a third, added to one other by a sixth each, added to both by a third.",
        ),
        solution=SOLUTION,
    ),
    Pairs(
        name="04-2",
        task="Of the six aspects of the sample company (importance by LMG within touchpoints, 1,000 resamples): which "
        "pairs are surely ordered, one ahead of the other in at least 95 % of resamples?",
        asked='a list of pairs, the aspect ahead first, such as [("kindness", "clear")]',
        insight="What counts is the difference of the two in each resample: one draw of people moves both.",
        known=ASPECTS,
        right=SURE - BY_A_HAIR,
        open=BY_A_HAIR,
        mistakes=(
            (
                SURE - OVERLAP,
                "Those are the pairs whose intervals do not overlap, which is too strict: use the interval of the "
                "difference, or count in how many resamples one is ahead.",
            ),
            (
                ALL,
                "Those are all the pairs, in the order of the estimates. In how many resamples does each order hold?",
            ),
            (frozenset(), "None is too few: look at `pairs` of the result, and at its column share_ahead."),
        ),
        extra="the first is ahead of the second in fewer than 95 of 100 resamples.",
        missing="surely ordered, and not in your list. Count the resamples, not the overlap of intervals.",
        turned="the two have changed places. Which has the higher estimate?",
    ),
    Words(
        name="04-3",
        task="At the after-sale mail (touchpoint T10) with the six aspects: which driver's correlation and slope have "
        'opposite signs, and should it be dropped from the analysis? (aspect, then "keep" or "drop")',
        asked='a list of two: the aspect, and "keep" or "drop"',
        insight="Alone it goes up with satisfaction, beside the others it does not. Its share of R² says that it "
        "carries something; the sign says that this is no effect to act on.",
        known={**ASPECTS, "keep": "keep", "drop": "drop"},
        right=("price explained", "keep"),
        hints={
            **dict.fromkeys(
                ORDER[:-1],
                "Look at the columns r and beta of that touchpoint alone, or at sign_agrees: one row says False.",
            ),
            "drop": "Its share is not zero: without it, the others would take over what it carries, and R² would fall.",
        },
        other='Two things: the aspect first, then "keep" or "drop".',
    ),
    Words(
        name="04-4",
        task="At the advice in the shop (touchpoint T02), take the first 45 answers that hold satisfaction and all six "
        "aspects, and rebuild step 7: in which order do the aspects matter there?",
        asked='the aspects, the most important first, or the words "cannot order"',
        insight="45 answers put two aspects without any effect first, and the resamples say that this means nothing. "
        "“Cannot order” is a finding: it says how many answers to ask for.",
        known={**ASPECTS, "cannot order": "cannot order"},
        right=("cannot order",),
        hints={},
        other="Look at the intervals of the ranks: how many places could each aspect take? Six drivers want at least "
        "fifteen answers each.",
    ),
    Wording(
        name="04-5",
        task="Tidy premises rank high by every association. Propose a test that would show whether tidying up raises "
        "satisfaction.",
        asked="one to three sentences in English",
        insight="Either somebody changes it for some and not for others, or somebody other than the customer measures "
        "it. Then the customer's mood cannot be in both numbers.",
        parts=(
            Part(
                patterns=(
                    # what is changed, and who is left as before
                    r"(?=.*\b(tid(y|ied|ying) (up|half|some|the|these|those|them|every|one)|tidied|clean(s|ed|ing)?|"
                    r"renovat\w+|refurbish\w*|redecorat\w+|(re)?paint\w*|tidier|untid\w+|improv\w+|chang\w+|"
                    r"experiment\w*|pilot\w*|treat\w*|intervention)\b)"
                    r"(?=.*\b(half|some\b.*\bnot|others|the other|the rest|control (group|shops|branches|stores|sites)|"
                    r"untouched|by lot|randomi[sz]e\w*|randomly|coin|as (they|it) (is|are|was|were)|"
                    r"leave|a/b)\b).+",
                    # who measures it instead
                    r"\b(inspect\w+|mystery|observers?|photo\w*|cameras?|audit\w*|checklists?|logs?|logbook|sensors?|"
                    r"independent\w*|someone else|somebody else|another person|other people|third party|"
                    r"measured without asking|(not|other than) the (same )?(customer|respondent)s?|"
                    r"cleaning (rota|roster|records?|schedule))\b",
                ),
                hint="The test: as long as the same people rate the premises and their satisfaction, one mood is in "
                "both. What could be changed for some and not for others, or measured by somebody else?",
            ),
        ),
        detours=(
            Part(
                patterns=(r"\bmore (customers|answers|people|respondents|data)\b", r"\blarger (sample|survey)\b"),
                hint="more answers make the interval narrower around the same wrong number.",
            ),
            Part(
                patterns=(r"\bregressions?\b", r"\bcontrol(s|ling|led)? for\b", r"\badjust\w* for\b", r"\bmodel\b"),
                hint="another model of the same ratings cannot take the mood out: nobody measured it.",
            ),
            Part(
                patterns=(r"\bask (them|customers|people|the customers)\b", r"\bimportance\b"),
                hint="what people say matters is one more answer of the same people.",
            ),
        ),
    ),
)
