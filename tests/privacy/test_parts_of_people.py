"""A part of people is shown only where it is large, and lays no other part open."""

from __future__ import annotations

import pytest

import cxlib as cx

STUDY = """\
[study]
name = "Staff"

[tables.staff]
file = "staff.csv"
kind = "employees"

[tables.staff.columns]
town = { role = "segment" }
wave = { role = "wave" }
mood = { role = "engagement", scale = [1, 5] }
"""


def gates(folder, sizes, *, only, min_cell=10):
    """The gates of a study with so many people by town and wave."""
    rows = [f"{town},{wave},{1 + number % 5}" for (town, wave), n in sizes.items() for number in range(n)]
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "staff.csv").write_text("\n".join(["town,wave,mood", *rows]) + "\n", encoding="utf-8")
    return cx.Gates(cx.read_study(folder, only=only), role="engagement", min_cell=min_cell)


def section(folder, sizes, **asked):
    return gates(folder, sizes, **asked).section("1. Mood", needs={"mood": "engagement"})


def test_a_large_part_opens(tmp_path):
    assert section(tmp_path, {("N", 1): 12, ("S", 1): 30}, only="town: N")


@pytest.mark.parametrize(
    ("sizes", "group"),
    [
        ({("N", 1): 9, ("S", 1): 30, ("W", 1): 40}, "N + S"),  # too small
        ({("N", 1): 12, ("S", 1): 8}, "N + S"),  # the whole less this part is the other
        ({("N", 1): 12, ("S", 1): 8, ("W", 1): 30}, "N + S"),  # the one that is joined with the small one
        ({("N", 1): 12, ("S", 1): 30, ("N", 2): 3, ("S", 2): 30}, "N + S"),  # too small in one wave
    ],
)
def test_a_part_that_would_lay_somebody_open_is_told_with_another(tmp_path, sizes, group):
    with pytest.raises(cx.CXError) as error:
        section(tmp_path, sizes, only="town: N")
    assert str(error.value) == f'only: town "N" has too few people to be told by itself. Write "town: {group}".'
    assert section(tmp_path, sizes, only=f"town: {group}")


def test_the_whole_is_not_asked(tmp_path):
    assert section(tmp_path, {("N", 1): 9, ("S", 1): 30}, only="")


@pytest.mark.parametrize(
    ("sizes", "opens"),
    [
        ({"N": 9, "S": 30, "W": 30}, False),  # too small
        ({"N": 12, "S": 8, "W": 30}, False),  # the smallest of the others hides the only small one
        ({"N": 12, "S": 8, "W": 10, "X": 5}, True),
        ({"N": 12, "S": 30}, True),
    ],
)
def test_a_part_of_customers_is_hidden_as_a_group_of_a_table_is(tmp_path, sizes, opens):
    gates(tmp_path, {(town, 1): n for town, n in sizes.items()}, only="")
    customers = STUDY.replace('"employees"', '"relationship"').replace("engagement", "rating")
    (tmp_path / "study.toml").write_text(customers, encoding="utf-8")
    mine = cx.Gates(cx.read_study(tmp_path, only="town: N"), role="rating", min_cell=10)
    assert bool(mine.section("1. Mood", needs={"mood": "rating"})) is opens


def test_the_card_of_a_part_says_that_its_blocks_are_those_of_the_whole(tmp_path):
    sizes = {("N", 1): 20, ("S", 1): 14, ("W", 1): 1}
    told = "Told of at least 10 people each. town: 1 of 3 are told by themselves, the others in 1 group of several."
    assert f"Of the whole study: {told}" in str(gates(tmp_path, sizes, only="town: N"))
    whole = str(gates(tmp_path, sizes, only=""))
    assert told in whole and "Of the whole study" not in whole


def of_answers(folder, answers, *, kind="employees", only="town: C"):
    """A study with so many answers of `mood` and of a second item by town and wave; the others left it blank."""
    rows = [
        f"{town},{wave},{1 + k % 5 if k < mood else ''},{1 + k % 4 if k < pace else ''}"
        for (town, wave), (mood, pace) in answers.items()
        for k in range(max(mood, pace, 20))
    ]
    second = 'pace = { role = "engagement", scale = [1, 5] }\n' if kind == "employees" else ""
    contract = (STUDY + second).replace('"employees"', f'"{kind}"')
    contract = contract if kind == "employees" else contract.replace("engagement", "rating")
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    (folder / "staff.csv").write_text("\n".join(["town,wave,mood,pace", *rows]) + "\n", encoding="utf-8")
    return cx.Gates(
        cx.read_study(folder, only=only), role="engagement" if kind == "employees" else "rating", min_cell=10
    )


@pytest.mark.parametrize("town", ["A", "B + C"])
def test_a_part_of_whom_few_answered_an_item_is_joined_with_another(tmp_path, town):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), ("C", 1): (20, 4)}
    mine = of_answers(tmp_path, asked, only=f"town: {town}")
    assert mine.section("1. Mood", needs={"mood": "engagement"})


@pytest.mark.parametrize(("town", "opens"), [("A", True), ("B", False), ("C", False)])
@pytest.mark.parametrize("few", [{("C", 1): (4, 20)}, {("C", 0): (30, 30), ("C", 1): (4, 20)}])
def test_customers_count_who_answered_and_in_the_last_wave_too(tmp_path, town, opens, few):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), **few}
    mine = of_answers(tmp_path, asked, kind="relationship", only=f"town: {town}")
    assert bool(mine.section("1. Mood", needs={"mood": "rating"})) is opens


def test_a_wave_may_be_the_part(tmp_path):
    sizes = {("N", 1): 20, ("S", 1): 30, ("N", 2): 20}
    assert section(tmp_path, sizes, only="wave: 1")


@pytest.mark.parametrize(("kind", "town"), [("relationship", "A"), ("employees", "A"), ("employees", "B + (none)")])
def test_those_without_a_group_are_a_small_group_too(tmp_path, kind, town):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), ("", 1): (4, 4)}
    mine = of_answers(tmp_path, asked, kind=kind, only=f"town: {town}")
    assert mine.section("1. Mood", needs={"mood": mine.role})
    if kind == "relationship":
        small = of_answers(tmp_path, asked, kind=kind, only="town: B")
        assert not small.section("1. Mood", needs={"mood": small.role})


def test_employees_are_parted_by_groups_alone(tmp_path):
    sizes = {("N", 1): 20, ("S", 1): 30}
    with pytest.raises(cx.CXError) as error:
        section(tmp_path, sizes, only="mood: 5")
    assert str(error.value).startswith(
        '"mood": employees make parts by groups, never by what they answered or are called.'
    )


@pytest.mark.parametrize("by", ["mood", "pace", "who"])
def test_employees_are_never_grouped_by_what_they_answered(tmp_path, by):
    """Those of a block who gave one answer are no block: taken from the next larger page, one person would be left."""
    more = 'pace = { role = "rating", scale = [1, 5] }\nwho = { role = "id" }\n'
    rows = [f"{town},1,{1 + k % 5},{1 + k % 4},p{town}{k}" for town in "NS" for k in range(40)]
    (tmp_path / "staff.csv").write_text("\n".join(["town,wave,mood,pace,who", *rows]) + "\n", encoding="utf-8")
    found = {}
    for kind in ("employees", "relationship"):
        (tmp_path / "study.toml").write_text((STUDY + more).replace('"employees"', f'"{kind}"'), encoding="utf-8")
        mine = cx.Gates(cx.read_study(tmp_path), role="engagement", min_cell=1, parameters=["by"])
        needs = {"mood": "engagement", "by": by}
        found[kind] = mine.section("6. Groups", needs=needs, min_groups=("by", 2))
        assert mine.section("6. Groups", needs=needs | {"by": "segment"}, min_groups=("by", 2))
    assert found["employees"].reason == (
        f"{by}: employees are told of by groups, never one by one or by what they answered."
    )
    assert by == "who" or found["relationship"]


def test_customers_are_never_grouped_by_the_employee_who_served_them(tmp_path):
    """A figure by agent is one on a single employee, however many customers gave it."""
    contract = STUDY.replace('"employees"', '"relationship"').replace("engagement", "rating")
    (tmp_path / "study.toml").write_text(contract + 'agent = { role = "employee" }\n', encoding="utf-8")
    rows = [f"{town},1,{1 + k % 5},agent {k % 2}" for town in "NS" for k in range(40)]
    (tmp_path / "staff.csv").write_text("\n".join(["town,wave,mood,agent", *rows]) + "\n", encoding="utf-8")
    mine = cx.Gates(cx.read_study(tmp_path), role="rating", min_cell=10, parameters=["by"])
    by_agent, by_town = (
        mine.section("6. Groups", needs={"mood": "rating", "by": by}, min_groups=("by", 2)) for by in ("agent", "town")
    )
    assert by_agent.reason == "agent: employees are told of by groups, never one by one or by what they answered."
    assert by_town


@pytest.mark.parametrize("kind", ["employees", "internal"])
def test_what_departments_think_is_told_in_blocks_as_well(tmp_path, kind):
    """Those who judge other departments are employees, whatever the table is called; what they ticked stays theirs."""
    columns = STUDY.replace('"employees"', f'"{kind}"').replace('role = "segment"', 'role = "department"')
    (tmp_path / "study.toml").write_text(columns + 'ticked = { role = "description" }\n', encoding="utf-8")
    rows = [
        f"{town},1,{1 + k % 5},T{k % 3};T{k % 4}" for town, n in {"N": 14, "S": 13, "W": 1}.items() for k in range(n)
    ]
    (tmp_path / "staff.csv").write_text("\n".join(["town,wave,mood,ticked", *rows]) + "\n", encoding="utf-8")
    survey = cx.read_study(tmp_path)
    told = survey.tables["staff"]
    assert told["town"].value_counts().to_dict() == {"N": 14, "S + W": 14}
    assert told["ticked"].tolist() == [row.split(",")[3] for row in rows]
    assert cx.Gates(survey, role="engagement", min_cell=1).min_cell == 10
