"""The vocabulary of a study: what kinds of table there are and what a column may be.

The lists stand here and nowhere else; the documentation is made from them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

KINDS = {
    "customers": "the frame: everybody who could have been asked, one row each",
    "relationship": "answers to the survey about the company as a whole",
    "transactional": "answers to the survey after one contact",
    "interactions": "the contact log: one row per contact",
    "journeys": "journeys of several contacts, one row each",
    "employees": "answers of employees; values are never shown in messages",
    "units": "branches, teams or lines that employees and customers share",
    "touchpoints": "the register of touchpoints as designed",
    "touchpoint_variables": "what is measured at each touchpoint, with targets",
    "cases": "closed-loop cases: opened, answered, closed",
    "sample": "who was invited and who answered",
    "actions": "actions a firm may choose from, with cost and effect",
    "internal": "departments' own view of touchpoints and of each other; values are never shown in messages",
    "kano": "pairs of answers on features, present and absent",
    "playbook": "what to say and do for each emotion at a touchpoint",
    "comments": "what customers wrote, one comment per row",
    "trials": "what a lot dealt to people, one row each",
    "prospects": "people who asked and had not bought yet, one row each",
}
SURVEYS = ("relationship", "transactional")  # what customers answered
STAFF = ("employees", "internal")  # the firm's own people: told in blocks, and no value of theirs in a message
KEY_OF = {"customers": "customer", "units": "unit"}  # kind of table → the role of its key
REGISTERS = ("units", "touchpoints", "touchpoint_variables", "actions", "playbook")  # their rows are no person's


class Role(NamedTuple):
    """What a column is for, and what its values are."""

    values: Literal["text", "number", "date", "yes_no"]
    meaning: str


ROLES = {
    "id": Role("text", "the row's own key; never twice in a table (or in a wave of it)"),
    "reference": Role("text", "the key of a row in another table: a contact, a journey, an answer"),
    "customer": Role("text", "whose row this is; the key of the table of customers"),
    "employee": Role("text", "the employee the row is about"),
    "unit": Role("text", "branch, team or line; the key of the table of units"),
    "account": Role("text", "the household or firm a customer belongs to"),
    "time": Role("date", "when it happened"),
    "wave": Role("text", "the round of the survey; put in order, numbers within the names as numbers"),
    "segment": Role("text", "a group to compare"),
    "weight": Role("number", "how much the row counts; 0 leaves it without influence"),
    "status": Role("text", "prospect, current or former customer, or the state of an action"),
    "tenure": Role("number", "how long somebody has been a customer (bands are a segment)"),
    "mode": Role("text", "how the answer was given: telephone, web, paper"),
    "lag": Role("number", "time between the contact and the answer"),
    "language": Role("text", "language of the answer"),
    "population": Role("number", "how many people the row or group stands for"),
    "n_people": Role("number", "how many people's answers the row is the mean of; it counts as so many"),
    "recommend": Role("number", "likelihood to recommend, whole numbers from 0 to 10"),
    "outcome": Role("number", "the score to be explained, such as overall satisfaction"),
    "rating": Role("number", "a rating of one aspect or touchpoint"),
    "effort": Role("number", "how hard it was; a high value is bad"),
    "expectation": Role("number", "what was expected"),
    "disconfirmation": Role("number", "better or worse than expected"),
    "return": Role("number", "intention to return, or whether the customer did"),
    "functional": Role("number", "rating of the functional side of the experience"),
    "emotional": Role("number", "rating of the emotional side of the experience"),
    "memorability": Role("number", "how well the experience is remembered"),
    "touchpoint": Role("text", "where customer and company met"),
    "channel": Role("text", "shop, telephone, web, app"),
    "department": Role("text", "who inside the company was in charge"),
    "stage": Role("text", "before, during or after the purchase"),
    "phase": Role("text", "a finer step of the journey"),
    "owner": Role("text", "who answers for it"),
    "need": Role("text", "the customer's need that a touchpoint serves"),
    "bond": Role("text", "the bond a touchpoint is to build"),
    "role_of_touchpoint": Role("text", "what a touchpoint is for"),
    "target": Role("number", "the value aimed at"),
    "critical": Role("yes_no", "whether missing the target is critical"),
    "evidence": Role("text", "grade of evidence, A to D"),
    "emotion": Role("text", "the emotion named"),
    "valence": Role("number", "how pleasant, from negative to positive"),
    "arousal": Role("number", "how stirred, from calm to excited"),
    "trust": Role("number", "an item on trust; name its facet"),
    "positioning": Role("text", "what the company is to be known for"),
    "discretion": Role("number", "what the staff may decide or give on their own; 0 or no: nothing"),
    "reason": Role("text", "the reason given"),
    "choices": Role("yes_no", "a question with several answers: ticks in columns, or codes in one cell"),
    "theme": Role("text", "what a comment is about"),
    "verbatim": Role("text", "what somebody wrote, in their own words"),
    "consent": Role("yes_no", "whether the comment may be quoted"),
    "engagement": Role("number", "an item on engagement; name its facet"),
    "climate": Role("number", "an item on climate; name its facet"),
    "experience": Role("number", "an item on employees' experience; name its facet"),
    "perks": Role("number", "perks received; name the facet"),
    "start": Role("date", "when it began"),
    "end": Role("date", "when it ended"),
    "break": Role("yes_no", "whether the contact went wrong"),
    "handed_over_from": Role("text", "the department that handed over"),
    "resolved": Role("text", "whether the matter was solved: yes, partly, no"),
    "pitch": Role("yes_no", "whether something was offered for sale"),
    "invited": Role("yes_no", "whether the person was invited"),
    "responded": Role("yes_no", "whether the person answered"),
    "opened": Role("date", "when the case was opened"),
    "closed": Role("date", "when the case was closed"),
    "answered": Role("yes_no", "whether the company got back to the customer"),
    "held_out": Role("yes_no", "whether the case was left unanswered by lot"),
    "lot": Role("yes_no", "whether a lot dealt it: an offer, a moment, another way of asking"),
    "dose": Role("number", "how much of it a lot dealt, such as the number of offers"),
    "met": Role("yes_no", "whether somebody met it before the first purchase: an advert, a shop, a recommendation"),
    "followup": Role("number", "the score given after the case was closed"),
    "action": Role("text", "the action's key"),
    "level": Role("text", "how far the action goes"),
    "cost": Role("number", "what the action costs"),
    "effect": Role("number", "what the action is expected to bring"),
    "std_error": Role("number", "standard error of the effect"),
    "functional_answer": Role("number", "answer if the feature is there"),
    "dysfunctional_answer": Role("number", "answer if the feature is missing"),
    "rank": Role("number", "place in an order, 1 first"),
    "measure": Role("number", "what records or designs say without an opinion: minutes waited, share on time"),
    "description": Role("text", "words that describe the row: its name, its standard, what to say"),
}

# Roles whose values are names that a client gave; of status, stage, level and emotion the workbook says what to write.
NAMING = (
    "segment", "unit", "wave", "mode", "touchpoint", "channel", "department", "handed_over_from", "phase", "owner",
    "need", "bond", "role_of_touchpoint", "reason", "theme",
)  # fmt: skip
# of groups, too, some are written as the workbook asks: how a problem was handled, on which side of the line one stands
ASKED_FOR = frozenset({"none", "well handled", "badly handled", "front", "back"})

# Whether an emotion is good (1), neither (0) or bad (−1): the words that a column of role emotion has, and "none".
VALENCE = {
    **dict.fromkeys(("joy", "calm", "admiration", "trust"), 1),
    **dict.fromkeys(("surprise",), 0),
    **dict.fromkeys(("disappointment", "worry", "anger", "hate", "get_even"), -1),
}

# Roles whose answers are given on a scale, so that a range can be declared and held against them.
SCALED = (
    "recommend", "outcome", "rating", "effort", "expectation", "disconfirmation", "return", "functional",
    "emotional", "memorability", "valence", "arousal", "trust", "engagement", "climate", "experience", "perks",
    "followup", "functional_answer", "dysfunctional_answer",
)  # fmt: skip
