"""The playbook: what to say and do for an emotion at a touchpoint. It has gaps, as playbooks have."""

from __future__ import annotations

import pandas as pd

ACKNOWLEDGE = {  # emotion: first sentence, hours within which to say it
    "disappointment": ("You expected more of this, and you were right to.", 48),
    "anger": ("I understand that you are angry. I should be, too.", 24),
    "hate": ("You have had enough of us. I should like to hear why, once, in full.", 12),
    "get_even": ("You want this to have consequences. Here is who decides about them.", 12),
    "joy": ("It is good to hear that. May I tell the colleague?", 72),
    "admiration": ("Thank you. I shall tell those who did it, by name.", 72),
    "trust": ("Thank you for relying on us. We shall see to it that you can.", 72),
}
CAUSE_AND_REMEDY = {
    "T01": ("The page did not show what you needed.", "We send you price and delivery day today."),
    "T02": (
        "We did not take the time to ask what you need.",
        "A colleague of your choice calls you at an hour of your choice.",
    ),
    "T03": (
        "The order was not said back to you.",
        "We send the order in writing, and you may change it until the day before.",
    ),
    "T04": ("The order stopped half-way.", "We finish it with you on the telephone, at the price you saw."),
    "T06": ("The courier did not keep the agreed hours.", "A new day of your choice, two hours wide, without charge."),
    "T07": ("The appliance did not run when we left.", "The installer comes back within two days."),
    "T09": ("The invoice differs from the order.", "A right invoice today, and nothing to pay until it is there."),
    "T10": ("The mail was of no use to you.", "No further mail, from this minute on."),
    "T11": ("The app left you alone with it.", "One person settles it and tells you when it is done."),
    "T12": ("You had to tell your story twice.", "I write it down now, and nobody will ask again."),
    "T13": (
        "The fault came back, or was not found.",
        "A second visit within two days, by another technician, without charge.",
    ),
    "T14": ("Your claim went through many hands.", "From today one person answers for it. This is the number."),
}
EVERYWHERE = tuple(CAUSE_AND_REMEDY)
PAIRS = {  # at the wait and the pick-up nobody has thought of anything; at the invoice only of the worst
    "disappointment": [*(name for name in EVERYWHERE if name not in ("T04", "T09")), "T08"],
    "anger": [name for name in EVERYWHERE if name not in ("T06", "T09")],
    "hate": ["T02", "T03", "T06", "T07", "T09", "T11", "T12", "T13", "T14"],
    "joy": ["T02", "T07"],
    "admiration": ["T02", "T07"],
    "trust": ["T02", "T07"],
}
UNOWNED = ("It belongs to nobody here, and that is our fault.", "I find out today how it stands and call you.")
PRAISE = ("joy", "admiration", "trust")


def playbook_table() -> pd.DataFrame:
    """One row per pair with a prepared answer: `touchpoint emotion acknowledge cause remedy max_hours`."""
    rows = []
    for emotion, touchpoints in PAIRS.items():
        words, hours = ACKNOWLEDGE[emotion]
        for touchpoint in touchpoints:
            cause, remedy = CAUSE_AND_REMEDY.get(touchpoint, UNOWNED)
            praise = emotion in PRAISE
            cause, remedy = (
                ("Somebody did good work.", "Praise goes to the person and to the team.") if praise else (cause, remedy)
            )
            rows.append((touchpoint, emotion, words, cause, remedy, hours))
    names = ["touchpoint", "emotion", "acknowledge", "cause", "remedy", "max_hours"]
    return pd.DataFrame(rows, columns=names).sort_values(["touchpoint", "emotion"], ignore_index=True)
