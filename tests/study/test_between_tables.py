"""Tables against each other: targets on another scale, names and keys written otherwise, dates out of order."""

from __future__ import annotations

import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study
from cxlib.study.large import chunks, read_in_chunks

COLUMNS = {
    "answers": (
        "transactional",
        'answer = { role = "id" }\ncontact = { role = "reference" }\nclient = { role = "customer" }\n'
        'spot = { role = "touchpoint" }\nwhen = { role = "time" }\nscore = { role = "outcome", scale = [0, 10] }\n',
    ),
    "log": (
        "interactions",
        'contact = { role = "id" }\nclient = { role = "customer" }\nspot = { role = "touchpoint" }\n'
        'at = { role = "time" }\n',
    ),
    "map": ("touchpoints", 'spot = { role = "touchpoint" }\naim = { role = "target" }\n'),
    "plan": ("actions", 'action = { role = "action" }\nspot = { role = "touchpoint" }\n'),
    "people": ("customers", 'client = { role = "customer" }\n'),
    "cases": (
        "cases",
        'case = { role = "id" }\nopened = { role = "opened" }\nclosed = { role = "closed" }\nhours = { role = "lag" '
        "}\n",
    ),
}
ANSWERS = "answer,contact,client,spot,when,score\na1,k1,C1,Call,2026-01-05,7\na2,k2,C2,Shop,2026-01-06,8\n"
LOG = "contact,client,spot,at\nk1,C1,Call,2026-01-05 10:00\nk2,C2,Shop,2026-01-04 11:00\n"
MAP = "spot,aim\nCall,7.5\nShop,8\n"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Notes of a study of these files, and its faults; the same from pieces."""

    def notes(*, change: tuple[str, str] = ("", ""), **files: str) -> tuple[list[str], list[str]]:
        text = '[study]\nname = "S"\n'
        for name, data in files.items():
            kind, columns = COLUMNS[name]
            text += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "{kind}"\n[tables.{name}.columns]\n{columns}'
            (tmp_path / f"{name}.csv").write_text(data, encoding="utf-8")
        (tmp_path / "study.toml").write_text(text.replace(*change), encoding="utf-8")
        whole = told()
        with monkeypatch.context() as patch:
            patch.setattr(read_in_chunks, "LARGE_BYTES", 10)
            patch.setattr(chunks, "PIECE_ROWS", 2)
            assert told(engine="polars") == whole
        return whole

    def told(**given: str) -> tuple[list[str], list[str]]:
        try:
            return list(read_study(tmp_path, **given).notes), []
        except StudyError as error:
            return [], [str(fault) for fault in error.faults]

    return notes


def test_what_fits_is_not_told(read):
    plan = "action,spot\nA1,Call\nA2,\n"
    assert read(answers=ANSWERS, log=LOG, map=MAP, plan=plan, people="client\nC1\nC2\n") == ([], [])


@pytest.mark.parametrize(
    ("aims", "declared", "ends"),
    [("75,80", "", "75…80"), ("75,75", "", "75"), ("7,8", ", scale = [1, 10]", "1…10"), ("8,11", "", "8…11")],
)
def test_targets_on_another_scale_are_no_targets(read, aims, declared, ends):
    one, two = aims.split(",")
    change = ('role = "target"', f'role = "target"{declared}')
    _, faults = read(answers=ANSWERS, map=f"spot,aim\nCall,{one}\nShop,{two}\n", change=change)
    assert faults == [
        f"map.aim: {ends}, while answers.score has 0…10. Write it, and its scale, as the answers have them; what is no "
        "score has the role measure."
    ]


def test_targets_on_the_scale_of_one_of_the_scores_are_taken(read):
    assert read(answers=ANSWERS, map=MAP, change=('"target"', '"target", scale = [0, 10]')) == ([], [])
    percent = ANSWERS.replace("05,7", "05,70").replace("06,8", "06,80")
    assert read(answers=percent, map="spot,aim\nCall,75\nShop,80\n", change=("[0, 10]", "[0, 100]")) == ([], [])
    assert read(answers=ANSWERS, map="spot,aim\nCall,75\nShop,80\n", change=(", scale = [0, 10]", ""))[1] == []


def test_touchpoints_that_the_map_calls_otherwise(read):
    answers = ANSWERS.replace("Call", "CALL")
    plan = "action,spot\nA1,sh-op\nA2,Web\nA3,Call\n"
    notes, _ = read(answers=answers, map=MAP, plan=plan)
    differ = (
        "Only capitals, signs or leading noughts differ, yet they are taken for others. Give them one name, as with"
    )
    assert notes == [
        f"answers.spot: not as in map.spot, here in brackets: “CALL” (“Call”). {differ} labels.",
        f"plan.spot: not as in map.spot, here in brackets: “sh-op” (“Shop”). {differ} labels.",
        "plan.spot: “Web”: not in map.spot; what needs both leaves them out.",
    ]


def test_departments_that_hand_over_under_another_name(read, monkeypatch):
    roles = {"contact": "id", "who": "department", "before": "handed_over_from"}
    columns = "".join(f'{name} = {{ role = "{role}" }}\n' for name, role in roles.items())
    monkeypatch.setitem(COLUMNS, "moves", ("interactions", columns))
    monkeypatch.setitem(COLUMNS, "owners", ("touchpoints", 'spot = { role = "touchpoint" }\nby = { role = "owner" }\n'))
    moves = "contact,who,before\n1,Sales,\n2,Service,SALES\n3,Billing,Service\n"
    notes, _ = read(moves=moves, owners="spot,by\nCall,Sales\nShop,Bill-ing\n")
    differ = "Only capitals, signs or leading noughts differ, yet they are taken for others. Give them one name, as"
    assert notes == [
        f"moves.before: not as in moves.who, here in brackets: “SALES” (“Sales”). {differ} with labels.",
        f"owners.by: not as in moves.who, here in brackets: “Bill-ing” (“Billing”). {differ} with labels.",
    ]
    assert read(moves=moves.replace("SALES", "Sales"), owners="spot,by\nCall,Sales\nShop,Legal\n") == ([], [])


def test_customers_that_another_table_writes_otherwise(read):
    log = LOG.replace("C1", "c-01").replace("C2", "c-02")
    notes, _ = read(answers=ANSWERS, log=log)
    assert notes == [
        "log.client: 2 of 2 are written otherwise in answers.client: they differ in capitals, signs or leading "
        "noughts, "
        "and are taken for others. Write both alike in the files."
    ]
    _, faults = read(answers=ANSWERS.replace("C", "c0"), people="client\nC1\nC2\n")
    assert faults == [
        "answers.client: not in people.client in 2 rows (first at row 2). Write both alike: most of them differ in "
        "capitals, signs or leading noughts only."
    ]
    _, faults = read(answers=ANSWERS.replace("C", "X"), people="client\nC1\nC2\n")
    assert faults[0].endswith("Add them to people, or correct how they are written.")


def test_one_customer_under_two_keys(read):
    rows = [f"a{n},,{key},Call,2026-01-05,7" for n, key in enumerate(["0012", "12", "C1", "c1", "7", "8"])]
    notes, _ = read(answers="\n".join([ANSWERS.splitlines()[0], *rows, "z,,9,Shop,2026-01-06,2"]) + "\n")
    assert notes[-1] == (
        "answers.client: 4 of 7 differ from another one in capitals, signs or leading noughts only, and are taken for "
        "others. If they are the same, write them alike in the files."
    )
    rows = [f"a{n},,{n},Call,2026-01-05,7" for n in range(1, 30)]
    notes, _ = read(answers="\n".join([ANSWERS.splitlines()[0], *rows, "z,,10-1,Shop,2026-01-06,2"]) + "\n")
    assert not any("differ" in note for note in notes)


def test_answers_before_their_contact(read):
    notes, _ = read(answers=ANSWERS, log=LOG.replace("2026-01-04 11", "2026-01-07 11"))
    assert notes == ["answers.when: 1 row is dated before the contact that it refers to (log.at)."]
    assert read(answers=ANSWERS, log=LOG.replace("01-05 10:00", "01-05 23:59")) == ([], [])  # days have no clock


def test_cases_that_end_before_they_begin(read):
    cases = "case,opened,closed,hours\n1,2026-01-05 10:00,2026-01-04 10:00,3\n2,2026-01-05 10:00,,-4\n"
    _, faults = read(cases=cases)
    assert faults == [
        "cases.closed: before opened in 1 row (first at row 2). Correct the dates, or exchange the two columns.",
        "cases.hours: below 0 in 1 row (first at row 3). Correct the rows: first comes the contact, then the answer.",
    ]
    same_day = "case,opened,closed,hours\n1,2026-01-05 10:00,2026-01-05,0\n2,2026-01-05 10:00,2026-01-06,\n"
    assert read(cases=same_day)[1] == []


def test_a_case_opened_again_is_no_repeated_id(read):
    cases = "case,opened,closed,hours\n1,2026-01-05,2026-01-06,3\n1,2026-01-08,2026-01-09,4\n"
    _, faults = read(cases=cases)
    assert faults == [
        "cases.case: ids that an earlier row has in 1 row (first at row 3). If a case was opened again, with a row "
        "each time, "
        'write role = "reference". Leave repeated rows out of the file, or choose the column that is different in '
        "every row."
    ]
    assert read(cases=cases, change=('case = { role = "id" }', 'case = { role = "reference" }'))[1] == []


def test_words_for_emotions_of_which_nothing_is_known(read, monkeypatch):
    monkeypatch.setitem(COLUMNS, "felt", ("comments", 'comment = { role = "id" }\nfelt = { role = "emotion" }\n'))
    assert read(felt="comment,felt\n1,joy\n2,none\n3,get_even\n") == ([], [])
    notes, _ = read(felt="comment,felt\n1,joy\n2,angry\n3,none\n")
    assert notes == [
        "felt.felt: whether these are good or bad is not known, so that they are left out: “angry”. Name them in "
        "labels as "
        "the workbook does: joy, calm, admiration, trust, surprise, disappointment, worry, anger, hate, get_even, none."
    ]


def test_an_employee_of_two_teams(read, monkeypatch):
    columns = 'who = { role = "id" }\nteam = { role = "unit" }\nmood = { role = "engagement", scale = [0, 6] }\n'
    monkeypatch.setitem(COLUMNS, "staff", ("employees", columns))
    staff = "who,team,mood\n1,A,5\n1,B,2\n2,A,3\n"
    assert read(staff=staff)[1] == [
        "staff.who: ids that an earlier row has in 1 row (first at row 3). If people answer for two teams, with a "
        "row for "
        'each, write role = "employee". Leave repeated rows out of the file, or choose the column that is different in '
        "every row."
    ]
    assert read(staff=staff, change=('"id"', '"employee"'))[1] == []


def test_teams_and_branches_that_both_count_from_one(read, monkeypatch, tmp_path):
    """Two registers of units: a column means the one whose key it is called, and no team is a branch."""
    unit = 'unit = { role = "unit" }\nregion = { role = "segment" }\n'
    asked = 'id = { role = "id" }\nunit = { role = "unit" }\nscore = { role = "outcome", scale = [0, 10] }\n'
    for name, kind, columns in (
        ("teams", "units", unit.replace("unit =", "team =")), ("branches", "units", unit.replace("unit =", "branch =")),
        ("staff", "employees", asked.replace("unit =", "team =").replace("outcome", "engagement")),
        ("clients", "relationship", asked.replace("unit =", "branch =")),
    ):  # fmt: skip
        monkeypatch.setitem(COLUMNS, name, (kind, columns))
    teams = "team,region\n1,North\n2,North\n3,South\n"
    branches = "branch,region\n1,East\n2,East\n7,West\n8,West\n"
    staff = "id,team,score\na,1,3\nb,2,5\nc,3,9\n"
    clients = "id,branch,score\nx,1,3\ny,7,5\nz,8,9\n"
    _, faults = read(teams=teams, branches=branches, staff=staff, clients=clients)
    assert faults == [
        "staff.team: units of teams, some of which are called as those of branches in clients.branch. Only what "
        "employees "
        "and customers share has the role unit; give the other one the role segment."
    ]
    own = clients.replace("x,1", "x,2").replace("2,3", "T2,3")
    assert read(teams=teams, branches=branches.replace("\n2,", "\nT2,"), staff=staff, clients=own)[1] == []
    labels = read_study(tmp_path).labels("region", table="clients")
    assert labels is not None and labels.tolist() == ["East", "West", "West"]
    assert read(staff=staff, clients=clients)[1] == []  # without registers nothing says that they are others
    _, faults = read(teams=teams, branches=branches, clients=clients.replace("y,7", "y,3"))
    assert faults[0].startswith("clients.branch: not in branches.branch in 1 row")  # 3 is a team


def test_two_tables_of_one_kind_are_told(read, monkeypatch):
    monkeypatch.setitem(COLUMNS, "more", COLUMNS["answers"])
    notes, _ = read(answers=ANSWERS, more=ANSWERS.replace("a1", "b1").replace("a2", "b2").replace(",7", ",1"))
    assert notes[0].startswith(
        "answers, more: tables of one kind, transactional. Sections that need one take the largest"
    )
    twins = read(answers=ANSWERS, more=ANSWERS)[0]
    assert not any("one kind" in note for note in twins)
