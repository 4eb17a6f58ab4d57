"""Parameters are read without running anything; a wrong one stops with its name, reason and mend."""

import nbformat
import pytest
from nbformat import v4

from cxlib.errors import CXError
from cxlib.runs.parameters import checked_parameters, notebook_parameters, split_options
from cxlib.runs.values import Parameter

CELL = '''"""What can be set."""
study: str = ""  # folder of the study
weighted: bool = True  # use the weights "#1"
n_resamples: int = 2_000
confidence_level: float = 0.95
min_cell: int = 10
language: str = "en"
seed: int = 7
wave: str | None = None
'''


def notebook_with(*sources: str) -> nbformat.NotebookNode:
    return v4.new_notebook(cells=[v4.new_code_cell(source, metadata={"tags": ["parameters"]}) for source in sources])


KNOWN = notebook_parameters(notebook_with(CELL), name="03_net_promoter_score")


def checked(name: str, value: object) -> object:
    known = {"03_net_promoter_score": KNOWN}
    return checked_parameters({name: value}, known)["03_net_promoter_score"][name]


def message(name: str, value: object) -> str:
    with pytest.raises(CXError) as caught:
        checked(name, value)
    return str(caught.value)


def test_names_types_defaults_and_comments_are_read():
    assert list(KNOWN) == [
        *("study", "weighted", "n_resamples", "confidence_level", "min_cell", "language", "seed", "wave")
    ]
    assert KNOWN["weighted"] == Parameter(name="weighted", kind="bool", default=True, help='use the weights "#1"')
    assert KNOWN["n_resamples"] == Parameter(name="n_resamples", kind="int", default=2000)
    assert KNOWN["wave"] == Parameter(name="wave", kind="str", default=None, optional=True)


def test_the_cell_is_never_run(tmp_path):
    source = f"study: str = open({str(tmp_path / 'made')!r}, 'w').name"
    with pytest.raises(CXError):
        notebook_parameters(notebook_with(source), name="03")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("weighted", "false", False),
        ("weighted", "False", False),
        ("weighted", "no", False),
        ("weighted", "0", False),
        ("weighted", "true", True),
        ("weighted", False, False),
        ("n_resamples", "500", 500),
        ("n_resamples", 500, 500),
        ("confidence_level", "0.9", 0.9),
        ("confidence_level", ".99", 0.99),
        ("seed", "0", 0),
        ("wave", "none", None),
        ("wave", "2024", "2024"),
        ("language", "ca", "ca"),
    ],
)
def test_text_becomes_what_the_annotation_says(name, given, value):
    got = checked(name, given)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("wieghted", "false", "wieghted: no such parameter in 03_net_promoter_score. Did you mean weighted?"),
        (
            "zzz",
            "1",
            "zzz: no such parameter in 03_net_promoter_score. Known: weighted, n_resamples, "
            "confidence_level, min_cell, language, seed, wave.",
        ),
        ("study", "x", "study: not a parameter to give by name. Write cx run STUDY."),
        (
            "weighted",
            "maybe",
            "weighted: 'maybe' is not true or false. Write weighted=true or weighted=false.",
        ),
        ("weighted", 1, "weighted: 1 is not true or false. Write weighted=true or weighted=false."),
        (
            "n_resamples",
            "abc",
            "n_resamples: 'abc' is not a whole number. Write for example n_resamples=2000.",
        ),
        (
            "n_resamples",
            "1e3",
            "n_resamples: '1e3' is not a whole number. Write for example n_resamples=2000.",
        ),
        ("n_resamples", True, "n_resamples: True is not a whole number. Write for example n_resamples=2000."),
        ("n_resamples", "99", "n_resamples: 99 is less than 100. Write at least 100; 2000 is usual."),
        (
            "confidence_level",
            "95",
            "confidence_level: 95 is not between 0 and 1. Write a share: 0.95, not 95.",
        ),
        ("confidence_level", "1", "confidence_level: 1 is not between 0 and 1. Write a share: 0.95, not 95."),
        ("confidence_level", "0", "confidence_level: 0 is not between 0 and 1. Write a share: 0.95, not 95."),
        (
            "confidence_level",
            "0,95",
            "confidence_level: '0,95' is not a number. Write for example confidence_level=0.95.",
        ),
        (
            "confidence_level",
            "nan",
            "confidence_level: 'nan' is not a number. Write for example confidence_level=0.95.",
        ),
        (
            "min_cell",
            "0",
            "min_cell: 0 is less than 1. Write the fewest people a shown number may stand for, such as 10.",
        ),
        (
            "language",
            "fr",
            "language: fr is not a language of the workbook. Write one of en, es, ca, ro.",
        ),
        ("seed", "-1", "seed: -1 is negative. Write a whole number from 0 upwards."),
        ("wave", 3, "wave: 3 is not text. Write for example wave=text."),
    ],
)
def test_a_wrong_parameter_is_told_with_its_mend(name, given, said):
    assert message(name, given) == said


def test_a_parameter_goes_only_to_the_notebooks_that_know_it():
    short = notebook_parameters(notebook_with('study: str = ""'), name="00_start_here")
    known = {"00_start_here": short, "03_net_promoter_score": KNOWN}
    assert checked_parameters({"seed": "3"}, known) == {
        "00_start_here": {},
        "03_net_promoter_score": {"seed": 3},
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["weighted"], '-p weighted: not of the form "name=value". Write for example -p weighted=false.'),
        (["=1"], '-p =1: not of the form "name=value". Write for example -p weighted=false.'),
        (["seed=1", "seed=2"], "-p seed: given twice. Keep one of the two."),
    ],
)
def test_what_follows_p_is_a_name_and_a_value(options, said):
    with pytest.raises(CXError) as caught:
        split_options(options)
    assert str(caught.value) == said


def test_a_value_may_hold_an_equals_sign():
    assert split_options(["wave=a=b"]) == {"wave": "a=b"}


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            [],
            '03: no cell is tagged "parameters". Tag the one cell that holds the parameters with "parameters".',
        ),
        (
            ["a: int = 1", "b: int = 1"],
            '03: 2 cells are tagged "parameters". Tag the one cell that holds the parameters with "parameters".',
        ),
        (
            ["a: int = "],
            "03: the parameters cell is not valid Python (line 1: invalid syntax). Mend that line in the notebook.",
        ),
    ],
)
def test_a_notebook_without_one_readable_parameters_cell_is_refused(sources, said):
    with pytest.raises(CXError) as caught:
        notebook_parameters(notebook_with(*sources), name="03")
    assert str(caught.value) == said


@pytest.mark.parametrize("line", ["a = 1", "a: int", "a: list = []", "a: int = 1 + 1", "a: int | str = 1", "import os"])
def test_a_line_that_is_no_annotated_plain_value_is_refused(line):
    with pytest.raises(CXError) as caught:
        notebook_parameters(notebook_with(f"seed: int = 1\n{line}"), name="03")
    assert str(caught.value) == (
        '03: line 2 of the parameters cell is not of the form "name: type = value". '
        "Annotate each parameter with str, int, float or bool, and give it a plain value."
    )


def test_a_default_must_be_possible_too():
    with pytest.raises(CXError) as caught:
        notebook_parameters(notebook_with("confidence_level: float = 95.0"), name="03")
    assert str(caught.value) == ("confidence_level: 95.0 is not between 0 and 1. Write a share: 0.95, not 95.")
