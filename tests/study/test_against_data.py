"""What the answers say against the contract: codes apart without a scale, another scale, two scales in one column."""

from __future__ import annotations

import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study
from cxlib.study.checks.declared_scales import codes_apart
from cxlib.study.large import chunks, read_in_chunks

BARE = 'x = { role = "rating" }'
NPS = 'x = { role = "recommend" }'


def lines(values, head="x;y") -> str:
    return head + "\n" + "".join(f"{value};1\n" for value in values)


def told(folder, engine="pandas") -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_study(folder, engine=engine)
    return list(map(str, caught.value.faults))


@pytest.fixture(params=["pandas", "polars", "pieces"])
def engine(request, monkeypatch):
    """Read in memory, by another engine, and in pieces as if the file were large."""
    if request.param == "pieces":
        monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
        monkeypatch.setattr(chunks, "PIECE_ROWS", 37)
    return "pandas" if request.param == "pandas" else "polars"


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ([1, 2, 3, 4, 5], [9]),
        ([1, 2, 3, 4, 5], [8, 9]),
        ([1, 2, 3, 4, 5], [7]),
        ([1, 2, 3, 4, 5, 6, 7], [9]),
        ([2, 4, 5], [99]),
        (range(11), [77, 88, 99]),
        ([3, 4, 5, 6, 7], [-99]),
        ([0, 1, 2, 3, 4], [-1]),
        ([1.5, 3.25, 4.5], [-9]),
        (range(0, 101, 5), [999]),
        ([0, 1], [9]),
        ([-2, -1, 0, 1, 2], []),
        ([-1, 0, 1], []),
        (range(1, 11), []),
        (range(0, 101, 3), []),
        ([1, 2, 3, 4, 5], []),
        ([1.0, 2.5, 4.75, 12.5, 99.25], []),
        ([0, 1, 2, 3, 12], []),
        ([5, 7, 8, 9, 10], []),
    ],
)
def test_codes_that_stand_apart(answers, codes):
    wanted = [] if codes == [9] and list(answers) == [0, 1] else codes  # two values are no run
    assert codes_apart(dict.fromkeys([*map(float, answers), *map(float, codes)], 9)) == wanted


def test_a_code_apart_is_a_fault_that_names_it(study, engine):
    folder = study(BARE, lines([*range(1, 6)] * 9 + [9] * 3 + [99]))
    assert told(folder, engine) == [
        "answers.x: 9, 99 stand apart from the other answers, 1 to 5, and no scale is declared. "
        'If they mean "no answer", write scale = [1, 5], or the scale that was asked, and missing = [9, 99]; '
        'if "not used", not_used = [9, 99]; if they are answers, write the scale that has them.'
    ]
    columns = 'x = { role = "tenure" }'
    assert told(study(columns, lines([3, 40, 7, 0, -99, 12])), engine) == [
        'answers.x: -99 stands below all others, which are 0 or more. If it means "no answer", write missing = [-99].'
    ]


@pytest.mark.parametrize(
    "columns",
    [
        'x = { role = "rating", scale = [1, 5], missing = [9] }',
        'x = { role = "rating", missing = [9] }',
        'x = { role = "rating", scale = [1, 9] }',
        'x = { role = "cost" }',
    ],
)
def test_a_scale_or_a_declared_code_leaves_no_doubt(study, engine, columns):
    assert len(read_study(study(columns, lines([*range(1, 6)] * 9 + [9])), engine=engine).set_aside) == 0


def test_a_recommendation_on_one_to_five_is_a_fault(study, engine):
    mend = 'If it was asked so, write role = "outcome", scale = [1, 5]; if from 0 to 10, write scale = [0, 10].'
    assert told(study(NPS, lines([1, 2, 3, 4, 5, 5] * 10)), engine) == [
        f"answers.x: all 60 answers lie within 1…5, and the question has 0…10. {mend}"
    ]
    columns = 'x = { role = "recommend", scale = [0, 10] }'
    assert read_study(study(columns, lines([1, 2, 3, 4, 5, 5] * 10)), engine=engine).notes == (
        "answers.x: all 60 answers lie within 1…5 of the scale 0…10; if it was asked on another scale, correct scale.",
    )


@pytest.mark.parametrize(
    "answers", [[1, 3, 5, 5], [0, 1, 2, 3, 4, 9] * 20, [0, 3, 5, 7, 8, 10] * 20, [2, 2, 2] * 30, [8, 9, 10] * 40]
)
def test_answers_that_happen_to_be_low_change_nothing(study, engine, answers):
    assert read_study(study(NPS, lines(answers)), engine=engine).notes in (
        (),
        ("answers.x: the same value in every row.",),
    )


def test_nobody_at_nought_is_said(study, engine):
    told_so = (
        "answers.x: nobody answered 0, and 10 of 100 answered 1; "
        'if it was asked from 1 to 10, write role = "outcome", scale = [1, 10].'
    )
    assert read_study(study(NPS, lines([*range(1, 11)] * 10)), engine=engine).notes == (told_so,)
    columns = 'x = { role = "recommend", missing = [11] }'
    assert read_study(study(columns, lines([*range(1, 12)] * 10)), engine=engine).notes == (
        "answers.x: nobody answered 0, and 11 is declared to be no answer; "
        "if the codes 1 to 11 stand for the answers 0 to 10, write labels that say so.",
    )
    assert read_study(study(columns, lines([*range(12)] * 10)), engine=engine).notes == ()


SCORE = 'x = { role = "outcome", scale = [1, 10] }\n'


@pytest.mark.parametrize("role", ["wave", "segment", "mode"])
def test_two_scales_in_one_column_are_said(study, engine, role):
    rows = [(value, "A") for value in [1, 2, 3, 4, 5] * 20] + [(value, "B") for value in range(1, 11)] * 3
    folder = study(f'{SCORE}g = {{ role = "{role}" }}', "x;g\n" + "".join(f"{x};{g}\n" for x, g in rows))
    assert (
        'answers.x: by g, the 100 answers of "A" end at 5, the others at 10: two scales in one column? '
        "If so, give each a column of its own."
    ) in read_study(folder, engine=engine).notes


@pytest.mark.parametrize(
    "rows",
    [
        [(value, "A") for value in [1, 3, 5, 9]] * 30 + [(value, "B") for value in range(1, 11)] * 6,
        [(value, "A") for value in [2, 4, 5]] + [(value, "B") for value in range(1, 11)] * 6,  # few answers
        [(value, "low") for value in [1, 2, 3, 4, 5, 6] * 20] + [(value, "high") for value in [7, 8, 9, 10]] * 20,
        [(value, "A") for value in [1, 2, 3, 4, 5] * 6] + [(value, "B") for value in [1, 2, 3, 4, 5] * 9 + [9]],
    ],
)
def test_groups_that_answer_unlike_are_no_two_scales(study, engine, rows):
    folder = study(f'{SCORE}g = {{ role = "segment" }}', "x;g\n" + "".join(f"{x};{g}\n" for x, g in rows))
    assert not [note for note in read_study(folder, engine=engine).notes if "two scales" in note]


def test_groups_of_employees_stay_unnamed(study):
    rows = [(value, "Ann") for value in [1, 2, 3, 4, 5] * 20] + [(value, "Bob") for value in range(1, 11)] * 3
    columns = 'x = { role = "engagement", scale = [1, 10] }\ng = { role = "segment" }'
    notes = read_study(
        study(columns, "x;g\n" + "".join(f"{x};{g}\n" for x, g in rows), table='kind = "employees"')
    ).notes
    assert any("two scales" in note for note in notes) and "Ann" not in " ".join(notes)


@pytest.mark.parametrize(
    ("columns", "answers", "note"),
    [
        (
            'x = { role = "rating", scale = [0, 5] }',
            [0] * 20 + [1, 2] + [3, 4, 5] * 8,
            'x: 20 of 46 answered 0, and 2 answered 1 or 2; if 0 means "not used", write not_used = [0] and '
            "scale = [1, 5].",
        ),
        (
            'x = { role = "outcome", scale = [0, 10] }',
            [0] * 20 + [1, 2] + [7, 9, 10] * 8,
            'x: 20 of 46 answered 0, and 2 answered 1 or 2; if 0 means "not used", write missing = [0] and '
            "scale = [1, 10].",
        ),
        ('x = { role = "rating", scale = [0, 5] }', [0] * 20 + [1, 2] * 8 + [3, 4, 5] * 8, None),  # a low end
        (NPS, [0] * 20 + [1, 2] + [7, 9, 10] * 8, None),  # who is angry says 0
        ('x = { role = "rating", scale = [1, 5], not_used = [0] }', [0] * 20 + [1, 2] + [3, 4, 5] * 8, None),
    ],
)
def test_a_heap_at_nought_may_mean_not_used(study, engine, columns, answers, note):
    notes = read_study(study(columns, lines(answers)), engine=engine).notes
    assert [one for one in notes if "answered 0" in one] == ([f"answers.{note}"] if note else [])


def test_classes_of_a_recommendation_are_answers(study):
    words = ["Promotor", "Neutro", "Detractor", "Promotor", "NS/NC"] * 6
    (fault,) = told(study(NPS, lines(words)))
    assert fault.endswith(
        'write labels = { "Promotor" = 10, "Neutro" = 8, "Detractor" = 3 } and missing = ["NS/NC"]. The score and its '
        "interval are then right; the mean and the distribution are not those of the answers."
    )
    labels = 'labels = { "Promotor" = 10, "Neutro" = 8, "Detractor" = 3 }, missing = ["NS/NC"]'
    read = read_study(study(f'x = {{ role = "recommend", {labels} }}', lines(words))).tables["answers"]
    assert read["x"].value_counts().to_dict() == {10: 12, 8: 6, 3: 6}


def test_a_recommendation_from_0_to_100_is_divided_and_not_declared_missing(study):
    (fault,) = told(study(NPS, lines([0, 10, 20, 50, 70, 90, 100] * 6)))
    assert 'If it was asked from 0 to 100, write labels = { "0" = 0, "10" = 1, ' in fault and "missing" not in fault
    (fault,) = told(study(NPS, lines([0, 10, 9, 8, 7, 50] * 6)))
    assert "100" not in fault


def test_a_table_below_the_answers_is_none_of_them(study):
    (fault,) = told(study(BARE, lines([*range(1, 6), *range(1, 6), "Mitjana", 3.2, 4.1])))
    assert fault.endswith(
        "A mean or a total stands among the answers, perhaps of a table below: delete its rows from the file."
    )
