"""What is visibly an answer is read, or asked about; no mend throws it away as "no answer"."""

from __future__ import annotations

import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study

NPS = 'score = { role = "recommend" }'
FIVE = 'score = { role = "rating", scale = [1, 5] }'
BARE = 'score = { role = "outcome" }'

READ = {
    "ends": (FIVE, ["1 (worst)", "5 (best)", "3"], [1, 5, 3]),
    "dashes": (NPS, ["0 - Not at all likely", "10 – Extremely likely", "7"], [0, 10, 7]),
    "castellano": (FIVE, ["1 = muy mal", "5 = muy bien", "2"], [1, 5, 2]),
    "català": (FIVE, ["Gens satisfet (1)", "Molt satisfet (5)", "4"], [1, 5, 4]),
    "română": (FIVE, ["1. foarte slab", "5. foarte bun", "3"], [1, 5, 3]),
    "of five": (FIVE, ["4/5", "2 out of 5", "5 de 5"], [4, 2, 5]),
    "stars": (FIVE, ["4 stars", "1 star", "5 stars"], [4, 1, 5]),
    "with the usual words": (FIVE, ["Agree", "1 (Strongly disagree)", "Disagree"], [4, 1, 2]),
}


@pytest.fixture
def faults():
    """The messages of a study that must be refused."""

    def messages(folder) -> list[str]:
        with pytest.raises(StudyError) as caught:
            read_study(folder)
        return list(map(str, caught.value.faults))

    return messages


@pytest.mark.parametrize("case", READ)
def test_words_that_tell_their_number_are_read_with_a_note(study, case):
    columns, cells, numbers = READ[case]
    read = read_study(study(columns, "score;x\n" + "".join(f"{cell};1\n" for cell in cells)))
    assert read.tables["answers"]["score"].tolist() == numbers
    assert any("answers in words were read as numbers" in note for note in read.notes)


ASKED = {
    "one number with two words": (FIVE, ["5 (best)", "5 (worst)"], "Write the number of each answer: labels = {"),
    "ends turned round": (FIVE, ["1 (best)", "5 (worst)"], "Write reverse = true"),
    "without a scale": (BARE, ["1 (worst)", "5 (best)", "3"], "Write scale = [1, 5]; the words are then read as the"),
    "minutes": (
        BARE,
        ["20 min", "1 h", "45 min"],
        "Export lengths of time as hours:minutes:seconds, such as 30:00:00, or all as numbers",
    ),
    "outside the scale": (FIVE, ["7 (best)", "2"], 'Write the number of each answer: labels = { "7 (best)" = … }.'),
    "agreement without a scale": (BARE, ["Agree", "Disagree"], "Write scale = [1, 4] or scale = [1, 5]"),
    "unusual": (FIVE, ["Awful", "Lovely"], 'labels = { "Awful" = …, "Lovely" = … }.'),
    "six and seven": (FIVE, [1, 2, 3, 4, 5, 6, 7], "If they are answers, write scale = [1, 7]. If 6 or 7 mean"),
    "one to eleven": (
        NPS,
        [11, 10, 9, 7, 1],
        'If the codes 1 to 11 stand for the answers 0 to 10, write labels = { "1"',
    ),
    "nought to four": (FIVE, [0, 1, 2, 3, 4], "If the codes 0 to 4 stand for the answers 1 to 5, write labels = { "),
}


@pytest.mark.parametrize("case", ASKED)
def test_what_is_visibly_an_answer_is_asked_about(study, faults, case):
    columns, cells, mend = ASKED[case]
    (fault, *_) = faults(study(columns, "score;x\n" + "".join(f"{cell};1\n" for cell in cells)))
    assert mend in fault
    assert all(word not in fault.partition("missing = ")[2] for word in ("best", "min", "Agree", "Awful"))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["0", "5", "9", "10", "7", "11"], 'If 11 means "no answer", write missing = [11].'),  # 0 was answered
        (["x", "5"], 'If "x" means "no answer", write missing = ["x"].'),
        (["n/a", "5"], 'If "n/a" means "no answer", write missing = ["n/a"].'),
        (["99 - NS/NC", "5"], 'If "99 - NS/NC" means "no answer", write missing = ["99 - NS/NC"].'),
    ],
)
def test_codes_and_words_for_no_answer_are_still_offered_as_missing(study, faults, cells, message):
    (fault,) = faults(study(NPS, "score;x\n" + "".join(f"{cell};1\n" for cell in cells)))
    assert fault.endswith(f". {message}") and "If the codes" not in fault


def test_the_shifted_labels_read_the_codes(study, answers):
    labels = ", ".join(f'"{code}" = {code - 1}' for code in range(1, 12))
    columns = f'score = {{ role = "recommend", labels = {{ {labels} }} }}'
    assert answers(study(columns, "score;x\n11;1\n1;1\n"))["score"].tolist() == [10, 0]


def test_words_of_usual_scales_and_of_no_answer_are_named_for_employees_too(study, faults, answers):
    data = "score;x\nAgree;1\nStrongly Agree;1\nNeutral;1\nDisagree;1\nStrongly disagree;1\nNot Applicable;1\n"
    told = "1 strongly disagree, 2 disagree, 3 neither agree nor disagree, 4 agree, 5 strongly agree"
    columns = 'score = { role = "engagement" }'
    assert faults(study(columns, data, table='kind = "employees"')) == [
        "answers.score: words where numbers are expected in 6 rows (first at row 2). "
        f'Write scale = [1, 5] and missing = ["Not Applicable"]; the words are then read as {told}.'
    ]
    columns = 'score = { role = "engagement", scale = [1, 5] }'
    assert faults(study(columns, data, table='kind = "employees"')) == [
        "answers.score: words where numbers are expected in 6 rows (first at row 2). "
        'If "Not Applicable" means "no answer", write missing = ["Not Applicable"].'
    ]
    columns = 'score = { role = "engagement", scale = [1, 5], missing = ["Not Applicable"] }'
    head, *rows = data.splitlines(keepends=True)
    found = answers(study(columns, head + "".join(rows * 10), table='kind = "employees"'))["score"]
    assert found.tolist()[:5] == [4, 5, 3, 2, 1] and found.isna()[5]


def test_other_words_of_employees_stay_unnamed(study, faults):
    columns = 'score = { role = "engagement", scale = [1, 5] }'
    (fault,) = faults(study(columns, "score;x\nAgree;1\nAsk my boss Ann;1\n", table='kind = "employees"'))
    assert "Ann" not in fault
    (fault,) = faults(study(columns, "score;x\n1 (best, says Ann);1\n5 (worst);1\n", table='kind = "employees"'))
    assert 'the cells say 1 "good", 5 "bad"' in fault and "Ann" not in fault
