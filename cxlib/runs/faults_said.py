"""Faults of a study in the language of who mends it.

They are raised in English, the language of study.toml's own words, and programs know them by these; here each is found
among the forms that faults have, and said in the language spoken. One that has no form here stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from ..locale import MASTER, say, spoken, to_say, word
from ..text import either

# the longer of two forms that fit stands first
PROBLEMS = (
    to_say('no column "{column}" in the file'),
    to_say('no column like "{column}" in the file'),
    to_say("decimal points and decimal commas in one table"),
    to_say("another number of cells than in the header"),
    to_say("ids that an earlier row of the wave has"),
    to_say("ids that an earlier row has"),
    to_say("dates after {date}"),
    to_say("not among the labels"),
    to_say("not among the options"),
    to_say("outside {range}"),
    to_say("words where numbers are expected"),
    to_say("not a whole number"),
    to_say("not a number of people"),
    to_say("negative weight"),
    to_say("no weight"),
    to_say("no answer where one is required"),
    to_say("every row has the weight 0"),
    to_say("not in {places}"),
    to_say("neither yes nor no"),
    to_say("hours and minutes, or minutes and seconds"),
    to_say("lengths of time among plain numbers"),
    to_say("numbers that a spreadsheet has cut short"),
    to_say("whole numbers that a spreadsheet has cut to 15 digits"),
    to_say("errors of the spreadsheet"),
    to_say("dates that cannot be read"),
    to_say("day and month cannot be told apart in a column of two orders"),
    to_say("day and month cannot be told apart"),
    to_say("day and year cannot be told apart"),
    to_say("the day stands first, and in other rows the month"),
    to_say("the month stands first, and in other rows the day"),
    to_say("the day stands first, and format says the month"),
    to_say("the month stands first, and format says the day"),
    to_say("all {n} answers lie within {range}, and the question has 0…10"),
    to_say("{code} stands apart from the other answers, {low} to {high}, and no scale is declared"),
    to_say("{codes} stand apart from the other answers, {low} to {high}, and no scale is declared"),
    to_say('unknown key "{key}"'),
    to_say("{key} is not given"),
    to_say("{key} is not what is expected here"),
    to_say("{key} has no meaning for the role {role}"),
)
MENDS = (
    to_say("Did you mean {names}?"),
    to_say("Known: {names}."),
    to_say("The file has {number} columns, none with a name like it."),
    to_say("Look for a separator or a quotation mark inside a text, or save the file anew."),
    to_say(
        "If what stands below the answers is a total or a source, leave it out of the file; else look for a separator "
        "or a quotation mark inside a text."
    ),
    to_say("Leave repeated rows out of the file, or choose the column that is different in every row."),
    to_say("Correct the dates, or as_of in the study."),
    to_say(
        'If it means "no answer", write {scale}, or the scale that was asked, and {missing}; if "not used", {unused}; '
        "if it is an answer, write the scale that has it."
    ),
    to_say(
        'If they mean "no answer", write {scale}, or the scale that was asked, and {missing}; if "not used", {unused}; '
        "if they are answers, write the scale that has them."
    ),
    to_say(
        'If it means "no answer", write {scale}, or the scale that was asked, and {missing}; if it is an answer, write '
        "the scale that has it."
    ),
    to_say(
        'If they mean "no answer", write {scale}, or the scale that was asked, and {missing}; if they are answers, '
        "write the scale that has them."
    ),
    to_say('If {code} means "no answer", write {missing}; else add it to labels.'),
    to_say('If {codes} mean "no answer", write {missing}; else add them to labels.'),
    to_say('If {code} means "no answer", write {missing}; if "not used", write {unused}.'),
    to_say('If {codes} mean "no answer", write {missing}; if "not used", write {unused}.'),
    to_say('If {code} means "no answer", write {missing}; else write {labels}.'),
    to_say('If {codes} mean "no answer", write {missing}; else write {labels}.'),
    to_say('If {code} means "no answer", write {missing}.'),
    to_say('If {codes} mean "no answer", write {missing}.'),
    to_say('If it was asked so, write role = "outcome", {scale}; if from 0 to 10, write scale = [0, 10].'),
    to_say("Add them to labels, or to missing."),
    to_say('Declare words for "no answer" in missing, and words that stand for numbers in labels.'),
    to_say('Correct the scale, or declare the codes for "no answer" in missing.'),
    to_say("Fill the cells, or leave out required = true."),
    to_say("Give every row a weight; 0 leaves it without influence."),
    to_say("Give every row a weight of 0 or more."),
    to_say("Choose the column with the weights, or leave it out."),
    to_say('The Net Promoter Score needs whole numbers; for averages write role = "outcome".'),
    to_say("Write whole numbers from 1 on, and leave out rows that are about nobody."),
    to_say("Add them to {tables}, or correct how they are written."),
    to_say("Leave it out, or choose another role."),
    to_say("Take the keys from the source again, with the column set to text before a spreadsheet opens the file."),
    to_say("Export lengths of time as hours:minutes:seconds, such as 30:00:00, or all as numbers of one unit."),
    to_say("Mend the formulas, or declare the errors in missing."),
    to_say('Write the number of each answer in labels, and words for "no answer" in missing.'),
    to_say("Write the number of each answer: {labels}."),
    to_say("Write {settings}; the mean is then the share of the answers that are 1."),
    to_say(
        "These are the classes of the answers: write {labels}. The score and its interval are then right; the mean and "
        "the distribution are not those of the answers."
    ),
    to_say("Write them as numbers of one unit in the file; they are answers."),
    to_say("Write {scale}; the words are then read as the numbers in them."),
    to_say("Write {scale}; the words are then read as numbers."),
    to_say("Write {scale}; the words are then read as {reading}."),
    to_say('Write how dates look, such as {format}, or declare words for "no date" in missing.'),
    to_say(
        "Write the dates anew as 2025-02-14; or put the rows of each order into a file and a table of its own, with a "
        "format of its own."
    ),
    to_say("Say which words are yes and which are no: {labels}."),
    to_say("Write {first} if the day stands first, {other} if the month does."),
    to_say("Write {either} for the table."),
    to_say("To leave them out and have them counted: {key} under [study] ({rows})."),
)
AFTER = r'(?P<after_shown> \(.*\))?(?P<after_file>, from ".*" on,)?'  # values, and the file that the number is of


def problem_said(problem: str) -> str:
    """What is wrong."""
    found = next(filter(None, (_said(problem, form, AFTER) for form in PROBLEMS)), "")
    return problem if spoken() == MASTER or not found else found


def mend_said(mend: str) -> str:
    """What to do about it: each sentence by itself where no form fits them all."""
    if spoken() == MASTER:
        return mend
    found = [_mend(mend)] if _mend(mend) else [_mend(part) for part in re.split(r"(?<=[.?]) (?=[A-Z])", mend)]
    return " ".join(found) if all(found) else mend


def _mend(text: str) -> str:
    return next(filter(None, (_said(text, form, "") for form in MENDS)), "")


def _said(text: str, form: str, after: str) -> str:
    found = _pattern(form, after).fullmatch(text)
    if not found:
        return ""
    values = {name: _listed(value or "") for name, value in found.groupdict().items()}
    file = re.search(r'"(.*)"', values.pop("after_file", ""))
    said = str(word(form)).format(**values) + values.pop("after_shown", "")
    return f"{said} ({say('from {file} on', file=file[1])})" if file else said


@cache
def _pattern(form: str, after: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile(
        "".join(rf"(?P<{part}>(?:(?!\. [A-Z]).)+?)" if k % 2 else re.escape(part) for k, part in enumerate(parts))
        + after
    )


def _listed(value: str) -> str:
    """Values that are listed, as the language lists them."""
    value = re.sub(r" and ([\d,]+) more\b", lambda found: " " + say("and {number} more", number=found[1]), value)
    return either(value.split(" or ")) if " or " in value else value
