"""Files in the shapes of survey tools: each is drafted, passes the check, and is read as what was asked."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

N = 80


def people(seed: int = 5):
    """Answers of people who are pleased to a degree: scores on 1 to 5 and 0 to 10."""
    rng = np.random.default_rng(seed)
    pleased = rng.normal(size=N)

    def on(low: int, high: int, *, turned: bool = False) -> list[int]:
        value = (-pleased if turned else pleased) + rng.normal(scale=0.8, size=N)
        spread = (high - low) / 4.5
        return [int(x) for x in np.clip(np.round((low + high) / 2 + spread * value), low, high)]

    return rng, on


def written(heads: list[list[str]], columns: list[list], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows(heads)
    writer.writerows(zip(*columns, strict=True))
    return file.getvalue()


def test_limesurvey(drafted):
    rng, on = people()
    heads = [
        "id. Response ID",
        "submitdate. Date submitted",
        "startlanguage. Start language",
        "G1Q1[SQ1]. How satisfied are you with … [Speed]",
        "G1Q1[SQ2]. How satisfied are you with … [Politeness]",
        "G1Q1[SQ3]. How satisfied are you with … [Price]",
        "NPS. How likely are you to recommend us to a friend?",
        "WHY. Why did you give this score?",
    ]
    words = [f"reason number {k} in a few words" for k in range(N)]
    columns = [
        [*range(1, N + 1)],
        [f"2026-0{1 + k % 9}-1{k % 7} 10:00:00" for k in range(N)],
        rng.choice(["en", "es"], N),
        *(on(1, 5) for _ in range(3)),
        on(0, 10),
        words,
    ]
    draft, study = drafted(results_csv=written([heads], columns))
    table, contract = study.tables["results"], study.contract.tables["results"]
    roles = [its.role for its in contract.columns.values()]
    assert roles == ["id", "time", "language", "rating", "rating", "rating", "recommend", "verbatim"]
    assert sum('role = "rating"' in line for line in draft.text.splitlines()) == 1  # a grid is one line
    assert [contract.columns[name].scale for name in contract.named("rating")] == [[1, 5]] * 3
    assert table["recommend"].tolist() == columns[6]


def test_google_forms(drafted, line_of):
    _, on = people()
    grid = [f"How satisfied are you with each of these? [{aspect}]" for aspect in ("Speed", "Kindness", "Price")]
    words = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
    heads = ["Timestamp", *grid, "How likely are you to recommend us? (0-10)", "What could we improve?"]
    times = [f"{1 + k % 12}/{13 + k % 15}/2026 10:0{k % 10}:00" for k in range(N)]
    columns = [
        times,
        *([words[x - 1] for x in on(1, 5)] for _ in range(3)),
        on(0, 10),
        [f"please answer faster, case {k}" for k in range(N)],
    ]
    draft, study = drafted(form_csv=written([heads], columns))
    contract = study.contract.tables["form"]
    assert contract.named("rating") == [f"how_satisfied_are_{name}" for name in ("Speed", "Kindness", "Price")]
    assert contract.columns["how_satisfied_are_Speed"].question == grid[0]
    rated = study.tables["form"]["how_satisfied_are_Price"]
    assert rated.tolist() == [words.index(word) + 1 for word in columns[3]]
    assert "# check" not in line_of(draft, "how_satisfied_are_*")  # words tell ends and direction
    assert [contract.named(role) for role in ("time", "recommend", "verbatim")] == [
        ["date"],
        ["recommend"],
        ["comment"],
    ]


def test_microsoft_forms(drafted):
    _, on = people()
    heads = ["ID", "Start time", "Completion time", "Email", "Name", "¿Qué probabilidad hay de que nos recomiende?",
             "En general, ¿está satisfecho con el servicio?", "¿Por qué?"]  # fmt: skip
    words = ["Muy insatisfecho", "Insatisfecho", "Ni satisfecho ni insatisfecho", "Satisfecho", "Muy satisfecho"]
    columns = [
        [*range(1, N + 1)],
        ["2026-03-01 10:00:00"] * N,
        ["2026-03-01 10:05:00"] * N,
        [f"p{k}@example.org" for k in range(N)],
        [f"Person {k}" for k in range(N)],
        on(0, 10),
        [words[x - 1] for x in on(1, 5)],
        [f"me atendieron con prisa el día {k}" for k in range(N)],
    ]
    draft, study = drafted(respuestas_csv=written([heads], columns))
    contract = study.contract.tables["respuestas"]
    kept = {its.source for its in contract.columns.values()}
    assert kept == {*heads} - {"Email", "Name"}
    assert "left out, since they identify people: Email, Name" in draft.text
    assert contract.columns["overall"].role == "outcome" and contract.columns["overall"].scale == [1, 5]
    assert study.contract.study.language == "es"
    assert (contract.named("start") and contract.named("end")) or contract.named("time")


def test_kobo(drafted, line_of):
    rng, on = people()
    heads = ["start", "end", "region", "likely_recommend", "grp/speed", "grp/kindness", "grp/price",
             "channels", "channels/phone", "channels/web", "channels/shop", "channels/mail",
             "_id", "_uuid", "_submission_time"]  # fmt: skip
    ticks = rng.integers(0, 2, (4, N))
    columns = [
        [f"2026-05-0{1 + k % 9}T10:00:00.000+02:00" for k in range(N)],
        [f"2026-05-0{1 + k % 9}T10:09:00.000+02:00" for k in range(N)],
        rng.choice(["north", "south"], N),
        on(0, 10),
        *(on(1, 5) for _ in range(3)),
        [" ".join(np.array(["phone", "web", "shop", "mail"])[ticks[:, k] == 1]) for k in range(N)],
        *ticks.tolist(),
        [*range(5000, 5000 + N)],
        [f"{k:08x}-aaaa" for k in range(N)],
        ["2026-05-01T12:00:00"] * N,
    ]
    draft, study = drafted(kobo_csv=written([heads], columns, ";"))
    contract = study.contract.tables["kobo"]
    assert [contract.columns[name].source for name in contract.named("id")] == ["_id"]
    assert contract.named("recommend") and len(contract.named("rating")) == 3
    assert line_of(draft, "channels") == 'channels = { source = "channels/*", role = "choices" }'
    assert list(study.choices("kobo")["channels"].values()) == ["phone", "web", "shop", "mail"]
    assert study.tables["kobo"]["channels_web"].tolist() == [tick == 1 for tick in ticks[1]]
    assert (
        'of several questions, or said again; of one question: role = "choices" and a list of them: channels'
        in draft.text
    )
    assert 'role = "rating", scale = [1, 5]' in line_of(draft, "grp_*")


def test_redcap(drafted, line_of):
    rng, on = people()
    heads = ["record_id", "redcap_survey_identifier", "survey_timestamp", "overall_satisfaction", "sat_speed",
             "sat_kind", "sat_price",
             "why___1", "why___2", "why___3", "why___4", "comments", "survey_complete"]  # fmt: skip
    columns = [
        [*range(1, N + 1)],
        [""] * N,
        [f"2026-02-{10 + k % 18} 09:00:00" for k in range(N)],
        *(on(1, 7) for _ in range(4)),
        *rng.integers(0, 2, (4, N)).tolist(),
        [f"text of a person, number {k}" if k % 2 else "" for k in range(N)],
        [2] * N,
    ]
    draft, study = drafted(redcap_csv=written([heads], columns))
    contract = study.contract.tables["redcap"]
    assert contract.columns["overall"].scale == [1, 7]
    assert "is the highest answer the best?" in line_of(draft, "overall")  # no word says so
    assert 'role = "rating", scale = [1, 7]' in line_of(draft, "sat_*")
    assert len(contract.named("rating")) == 3 and contract.named("verbatim") == ["comment"]
    assert line_of(draft, "why") == 'why = { source = "why___*", role = "choices" }'
    assert study.tables["redcap"]["why_3"].tolist() == [tick == 1 for tick in columns[9]]


def test_surveymonkey(drafted, line_of):
    rng, on = people()
    first = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
             "How likely is it that you would recommend us?", "Please rate:", "", "", "Which did you use?", "", "",
             "Anything else?"]  # fmt: skip
    second = ["", "", "", "", "", "", "Speed", "Kindness", "Price", "Phone", "Web", "Shop", "Open-Ended Response"]
    columns = [
        [*range(11_800_000_000, 11_800_000_000 + N)],
        [400] * N,
        [f"0{1 + k % 9}/{13 + k % 15}/2026 10:00:00 AM" for k in range(N)],
        [f"0{1 + k % 9}/{13 + k % 15}/2026 10:04:00 AM" for k in range(N)],
        ["192.0.2.1"] * N,
        on(0, 10),
        *(on(1, 5) for _ in range(3)),
        *([word if tick else "" for tick in rng.integers(0, 2, N)] for word in ("Phone", "Web", "Shop")),
        [f"thank you for all, number {k}" if k % 3 else "" for k in range(N)],
    ]
    draft, study = drafted(monkey_csv=written([first, second], columns))
    contract = study.contract.tables["monkey"]
    assert [contract.columns[name].source for name in contract.named("rating")] == [
        f"Please rate: | {aspect}" for aspect in ("Speed", "Kindness", "Price")
    ]
    assert len(contract.named("recommend")) == 1 and contract.named("verbatim") == ["comment"]
    assert "IP Address" not in {its.source for its in contract.columns.values()}
    assert len(study.tables["monkey"]) == N
    used = line_of(draft, "which_did_you_use")
    assert "only ticks are in the file: a row without any is read as not answered" in used
    assert list(study.choices("monkey")["which_did_you_use"].values()) == ["Phone", "Web", "Shop"]
    nothing = [not any(column[k] for column in columns[9:12]) for k in range(N)]
    assert study.tables["monkey"]["which_did_you_use_web"].isna().tolist() == nothing


def one_cell(options: list[str], sign: str, rng: np.random.Generator, share: float = 0.4) -> list[str]:
    chosen = rng.random((N, len(options))) < share
    return [sign.join(np.array(options)[row]) for row in chosen]


@pytest.mark.parametrize(
    ("options", "sign", "line"),
    [
        (["1", "3", "7"], ",", 'seen = { source = "seen", role = "choices", separator = "," }'),
        (["web", "shop", "by_phone"], " ", 'seen = { source = "seen", role = "choices", separator = " " }'),
        (["Email", "Phone", "In person"], "; ", 'seen = { source = "seen", role = "choices", separator = ";" }'),
    ],
)
def test_several_answers_in_one_cell(drafted, line_of, options, sign, line):
    rng, on = people()
    cells = one_cell(options, sign, rng)
    draft, study = drafted(form_csv=written([["id", "nps", "seen"]], [[*range(N)], on(0, 10), cells]))
    assert line_of(draft, "seen") == line
    assert list(study.choices("form")["seen"].values()) == sorted(options)
    for name, option in study.choices("form")["seen"].items():
        told = [None if not cell else option in cell.split(sign) for cell in cells]
        column = study.tables["form"][name]
        assert column.astype(object).where(column.notna(), None).tolist() == told


def test_google_forms_options_with_a_comma(drafted, line_of):
    rng, on = people()
    options = ["Shop, near home", "Web", "By phone, with somebody"]
    draft, study = drafted(
        form_csv=written([["id", "nps", "seen"]], [[*range(N)], on(0, 10), one_cell(options, ", ", rng)])
    )
    assert sorted(study.choices("form")["seen"].values()) == sorted(options)
    assert "options with a comma within them are guessed from the answers" in line_of(draft, "seen")


def test_an_exit_survey_with_letters(drafted, line_of):
    """Items in letters that no pattern joins are one line, so that one role is decided once; ticks up to "none of the
    above" are one question, and those behind it are not."""
    rng, _ = people()
    letters = ["SD", "D", "N", "A", "SA"]
    items = ["Staff morale", "Workplace issue", "Coach", "My say", "Peer support"]
    ticks = ["Conflicts", "Job dissatisfaction", "Work location", "Study/Travel", "None of the above"]
    apart = ["Disability", "Left handed"]
    pleased = rng.normal(size=N)
    rated = [
        [letters[int(x)] for x in np.clip(np.round(2 + pleased + rng.normal(scale=0.6, size=N)), 0, 4)] for _ in items
    ]
    told = [["TRUE" if x else "FALSE" for x in rng.random(N) < 0.3] for _ in (*ticks, *apart)]
    heads = ["ID", "Position", *ticks, *apart, *items]
    columns = [[*range(N)], rng.choice(["Cleaner", "Teacher"], N), *told, *rated]
    draft, study = drafted(exit_csv=written([heads], columns))
    assert draft.text.count("# check") - 1 == 2  # role of the items, name of the question
    assert 'scale = [1, 5], labels = { "SD" = 1, "D" = 2, "N" = 3, "A" = 4, "SA" = 5 }' in line_of(
        draft, "engagement_*"
    )
    contract = study.contract.tables["exit"]
    assert [contract.columns[name].source for name in contract.named("engagement")] == items
    assert list(study.choices("exit")["ticked"].values()) == ticks
    assert not {"Disability", "Left handed"} & {
        its.source for its in contract.columns.values() if its.role == "choices"
    }


def test_what_only_looks_like_several_answers(drafted):
    """Comments and names with commas, decimals with a comma, yes-or-no columns that belong to no question."""
    rng, on = people()
    words = np.array(["slow", "late", "kind", "dear", "clear", "never", "always", "staff", "queue", "price"])
    comments = [", ".join(rng.choice(words, 3)) + f" in case {k}, which we told you" for k in range(N)]
    decimals = [f"{rng.integers(1, 9)},{rng.integers(1, 9)}" for _ in range(N)]
    loose = [["yes" if x else "no" for x in rng.integers(0, 2, N)] for _ in range(3)]
    towns = rng.choice(["Girona, Spain", "Reus, Spain", "Cluj, Romania"], N)
    parts = rng.choice(["Sales, marketing", "IT", "Legal, tax", "HR"], N)
    heads = ["id", "nps", "comment", "minutes", "town", "part", "newsletter", "member", "parking"]
    columns = [[*range(N)], on(0, 10), comments, decimals, towns, parts, *loose]
    draft, _ = drafted(s_csv=written([heads], columns, ";"))
    assert "choices" not in draft.text


def test_zendesk(drafted):
    given = (["good", "bad", "offered", "goodwithcomment", "unoffered"] * N)[:N]
    heads = ["Ticket ID", "Created at", "Satisfaction rating", "Group"]
    columns = [
        [*range(9001, 9001 + N)],
        [f"2026-03-{1 + k % 28:02} 10:00:00" for k in range(N)],
        given,
        [("Support", "Billing")[k % 2] for k in range(N)],
    ]
    draft, study = drafted(tickets_csv=written([heads], columns))
    table, contract = study.tables["tickets"], study.contract.tables["tickets"]
    assert contract.named("outcome") == ["overall"] and contract.columns["overall"].scale == [0, 1]
    right = {"good": 1, "bad": 0, "goodwithcomment": 1}
    np.testing.assert_array_equal(table["overall"], [right.get(word, np.nan) for word in given])
    assert "good and bad are taken for a scale" in draft.text


def test_typeform_with_heads_that_were_cut(drafted):
    _, on = people()
    heads = ["#", "On a scale from 0 to 10, how likely are you to recomm...", "Anything else you would like to sha..."]
    columns = [[f"k{k}" for k in range(N)], on(0, 10), [f"a few words of person {k}" for k in range(N)]]
    _, study = drafted(form_csv=written([heads], columns))
    contract = study.contract.tables["form"]
    assert [its.role for its in contract.columns.values()] == ["id", "recommend", "verbatim"]
    assert study.tables["form"]["recommend"].tolist() == columns[1]
