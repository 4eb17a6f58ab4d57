"""Exercises of notebook 01, touchpoint mapping."""

from __future__ import annotations

from .exercise import Exercise, Mistake
from .picking import Picks, Rows
from .wording import Part

SHARES = 0.001
SOLUTION = "notebooks/solutions/01_touchpoint_mapping"

SAME_ID = "it stands in the register under another spelling or in another language: compare ids, not labels."
# What the log of 01-3 calls its contacts → their id.
LABELS = {
    "web shop": "C1", "order call": "C2", "comandă telefonică": "C2", "delivery": "C3", "livrare": "C3",
    "entrega": "C3", "invoice": "C4", "factura": "C4", "fault call": "C5", "avería": "C5", "cancellation": "C6",
    "dunning letter": "C7", "roaming alert": "C8",
}  # fmt: skip
CONTACTS = ("delivery", "installation", "claim", "advice in the shop", "pick-up", "invoice", "fault call")
PRINTER = (
    "web", "social media", "office visit", "machine operator", "courier", "postal invoice", "quality incident",
)  # fmt: skip

EXERCISES = (
    Exercise(
        name="01-1",
        task="A customer's contacts lie with three departments by .50, .30 and .20: how fragmented are they?",
        asked="one number, 1 − Σp²",
        right=(0.62,),
        tolerance=SHARES,
        insight="Two of this customer's contacts drawn at random belong to different departments in 62 of 100 cases.",
        mistakes=(
            Mistake(
                values=(0.38,),
                hint="This is concentration, the chance that two contacts belong to one department. Take it from 1.",
            ),
            Mistake(
                values=(1.0297,), hint="This is entropy. Here squares are summed, no logarithms taken.", tolerance=0.005
            ),
            Mistake(
                values=(1.4855,),
                hint="This is entropy in bits. Squares are summed, no logarithms taken.",
                tolerance=0.005,
            ),
            Mistake(values=(3.0,), hint="This is a count of departments: it does not see that one has half of all."),
            Mistake(
                values=(2.6316,),
                hint="This is how many departments of equal size it would be, 1 / Σp². Asked is 1 − Σp².",
                tolerance=0.005,
            ),
            Mistake(values=(0.5,), hint="This is what the largest department sees, or leaves. All three count."),
            Mistake(values=(0.0,), hint="Square each share before you add: the shares themselves add up to 1."),
            Mistake(values=(62.0,), hint="Right in kind; write it between 0 and 1.", tolerance=0.1),
        ),
        hints=(
            "Square each of the three shares, add the squares, and take the sum from 1.",
            "The squares are .25, .09 and .04.",
        ),
        solution=SOLUTION,
    ),
    Exercise(
        name="01-2",
        task="Each of five contacts goes well in 92 of 100 cases, independently: what share of journeys is unbroken?",
        asked="one share, with three decimals",
        right=(0.92**5,),
        tolerance=SHARES,
        insight="Five good contacts leave a third of the journeys broken, and no department's report shows it.",
        mistakes=(
            Mistake(
                values=(0.92,),
                hint="That is the average contact. A journey is unbroken only if all five of its contacts are.",
            ),
            Mistake(
                values=(0.60,),
                hint="Failures were added. Some journeys break twice, and are counted twice then: multiply successes.",
            ),
            Mistake(values=(0.40,), hint="Failures were added up; and asked is the share without any."),
            Mistake(values=(1 - 0.92**5,), hint="That is the share that breaks somewhere. How many do not?"),
            Mistake(
                values=(0.92**4,), hint="That is four contacts. The first one can break as well.", tolerance=0.0005
            ),
            Mistake(values=(0.92**6,), hint="That is six contacts.", tolerance=0.0005),
            Mistake(values=(0.08**5,), hint="That is the chance that all five fail.", tolerance=0.00001),
            Mistake(values=(65.9,), hint="Right in kind; write it as a share between 0 and 1.", tolerance=0.1),
        ),
        hints=(
            "For a journey to be unbroken, the first contact must go well, and the second, and the third …",
            "Independent chances are multiplied: .92 as often as there are contacts.",
        ),
        solution=SOLUTION,
    ),
    Picks(
        name="01-3",
        task="A register and a log of a telephone company stand in notebooks/exercises/01_touchpoint_mapping.ipynb: "
        "which contacts of the log are not in the register?",
        asked='a list of ids, such as ["C1", "C2"]',
        insight="Nobody planned them as contacts; the customers still have them.",
        known={number.casefold(): number for number in LABELS.values()} | LABELS,
        right=frozenset({"C7", "C8"}),
        reasons=dict.fromkeys(("C1", "C2", "C3", "C4", "C5"), SAME_ID)
        | {"C6": "this is the other way round: it stands in the register, and this log does not have it."},
        missing="Go through the ids of the log one by one, also those that are there once only.",
    ),
    Picks(
        name="01-4",
        task="Losses of impression with their intervals stand in notebooks/exercises/01_touchpoint_mapping.ipynb: "
        "which contacts are moments of truth, if a loss matters from .5 points on?",
        asked='a list of contacts, such as ["pick-up", "fault call"]',
        insight="The whole interval has to lie beyond what matters; an estimate beyond it is a guess.",
        known={name: name for name in CONTACTS},
        right=frozenset({"delivery", "claim", "invoice"}),
        reasons={
            "installation": "the estimate lies above .5, the interval does not. Compare its lower limit with .5.",
            "fault call": "the estimate lies well above .5. Does the lower limit, too?",
            "pick-up": "the largest guess but one, from twelve bad contacts. What does its interval hold?",
            "advice in the shop": "it is surely above 0. Is it surely above .5?",
        },
        missing="Of which other rows does the whole interval lie above .5?",
    ),
    Rows(
        name="01-5",
        task="A printer that works for firms knows seven contacts: web, social media, office visit, machine operator, "
        "courier, postal invoice, quality incident. Add two that are missing.",
        asked="a list of two dictionaries with contact, phase, owner, need and variable, all filled in",
        insight="Now somebody answers for each of them, and knows what to count.",
        fields=("contact", "phase", "owner", "need", "variable"),
        n_rows=2,
        there=PRINTER,
        some=(
            (
                "owner",
                Part(
                    patterns=(r"^(?!.*\b(sales?|sell(ing|ers?)?|commercial|account managers?|marketing)\b)",),
                    hint="Owner: both are owned by those who sell. Who else meets a printer's customers, or their "
                    "files, proofs, pallets and bills?",
                ),
            ),
            (
                "phase",
                Part(
                    patterns=(
                        r"\bafter\b",
                        r"\bafter-?sales?\b",
                        r"\bpost-?(sale|purchase|delivery)\b",
                        r"\b(in )?use\b",
                        r"\bservic(e|ing)\b",
                        r"\bhelp\b",
                        r"\bsupport\b",
                        r"\bcomplain\w*",
                        r"\bclaims?\b",
                        r"\bpay(ment|ing)?\b",
                        r"\bre-?order\w*",
                        r"\brenewal\b",
                        r"\brecycl\w+",
                        r"\bdisposal\b",
                    ),
                    hint="Phase: both lie before or during the sale. What happens after the parcel has arrived?",
                ),
            ),
        ),
        none=(
            (
                "owner",
                Part(
                    patterns=(
                        r"^(nobody|no one|none|n/?a|unknown|tbd|to be (decided|defined)|everybody|everyone|all|the "
                        r"(customer|client))$",
                    ),
                    hint="what everybody or nobody owns is not looked after. Name a department.",
                ),
            ),
            (
                "variable",
                Part(
                    patterns=(r"^(satisfaction|quality|service|good service|happiness|nps|experience)$",),
                    hint="that is how it went, not what decides it. What could be counted or timed there?",
                ),
            ),
        ),
    ),
)
