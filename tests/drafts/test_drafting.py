"""What a draft says of scales, codes, directions, keys and dates; what it cannot know is marked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import cxlib as cx
from cxlib.cli import app
from cxlib.errors import CXError
from cxlib.study import read_study

N = 200


def survey(**more) -> pd.DataFrame:
    """Answers that go together: a recommendation and three ratings from 1 to 5."""
    rng = np.random.default_rng(3)
    pleased = rng.normal(size=N)

    def on(low, high):
        spread = (high - low) / 4.5
        return np.clip(np.round((low + high) / 2 + spread * (pleased + rng.normal(scale=0.8, size=N))), low, high)

    columns = {"recommend": on(0, 10), "q1": on(1, 5), "q2": on(1, 5), "q3": on(1, 5)}
    return pd.DataFrame({name: values.astype(int) for name, values in columns.items()} | more)


def csv(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False)


def test_what_words_and_answers_tell_is_not_marked(drafted, line_of):
    draft, study = drafted(survey_csv=csv(survey()))
    assert line_of(draft, "q*") == '"q*" = { role = "rating", scale = [1, 5] }'
    assert study.tables["survey"].columns.tolist() == ["recommend", "q1", "q2", "q3"]


def test_a_code_apart_is_declared_and_marked(drafted, line_of):
    frame = survey()
    frame.loc[::9, "q2"] = 9
    draft, study = drafted(survey_csv=csv(frame))
    line = line_of(draft, "q*")
    assert "scale = [1, 5], missing = [9]" in line and "# check: 9 stands apart" in line
    assert study.tables["survey"]["q2"].isna().sum() == len(frame.loc[::9])
    assert draft.decisions[0].startswith("survey.q*: 9 stands apart from the other answers")


def test_0_and_6_around_1_to_5_are_no_answers_where_those_who_gave_them_rate_like_anybody(drafted, line_of):
    frame = pd.concat([survey()] * 4, ignore_index=True)
    rng = np.random.default_rng(1)
    for place, name in enumerate(("q1", "q2", "q3")):
        frame[name] = frame[name].where(rng.random(len(frame)) > (0.02, 0.3, 0.5)[place], 6)
        frame[name] = frame[name].where(rng.random(len(frame)) > 0.12, 0)
    draft, _ = drafted(survey_csv=csv(frame))
    line = line_of(draft, "q*")
    assert "scale = [1, 5], missing = [0], not_used = [6]" in line and "# check" in line


def test_0_to_6_stays_a_scale_where_its_ends_are_answers(drafted, line_of):
    rng = np.random.default_rng(2)
    pleased = rng.normal(size=800)
    items = {f"q{k}": np.clip(np.round(3 + 1.3 * (pleased + rng.normal(scale=0.6, size=800))), 0, 6) for k in (1, 2, 3)}
    draft, _ = drafted(survey_csv=csv(pd.DataFrame(items).astype(int)))
    line = line_of(draft, "q*")
    assert "scale = [0, 6]" in line and "missing" not in line and "# check" in line


def test_an_item_asked_the_other_way_has_a_line_of_its_own(drafted, line_of):
    frame = survey()
    frame["q2"] = 6 - frame["q2"]
    draft, study = drafted(survey_csv=csv(frame))
    assert "reverse = true }  # check: it falls as recommend rises" in line_of(draft, "q2")
    assert study.tables["survey"]["q2"].corr(study.tables["survey"]["q1"]) > 0.3


def test_without_an_anchor_the_direction_is_asked(drafted, line_of):
    draft, _ = drafted(survey_csv=csv(survey().drop(columns="recommend")))
    assert "is the highest answer the best?" in line_of(draft, "q*")
    assert any("is the highest answer the best?" in decision for decision in draft.decisions)


def test_a_best_answer_of_1_is_turned_round(drafted, line_of):
    frame = survey()
    words = {1: "1 - very good", 2: "2", 3: "3", 4: "4", 5: "5 - very bad"}
    frame["overall"] = (6 - frame["q1"]).map(words)
    draft, study = drafted(survey_csv=csv(frame))
    assert "reverse = true" in line_of(draft, "overall") and "# check" in line_of(draft, "overall")
    assert study.tables["survey"]["overall"].tolist() == frame["q1"].tolist()


def test_a_state_called_nc_is_no_missing_answer(drafted, line_of):
    states = np.where(np.arange(N) % 2, "NC", "NA")
    _draft, study = drafted(survey_csv=csv(survey(state=states)))
    assert study.tables["survey"]["state"].isna().sum() == 0


def test_a_recommendation_on_a_shorter_scale_is_no_nps(drafted, line_of):
    frame = survey().drop(columns="recommend").rename(columns={"q1": "would you recommend us"})
    draft, study = drafted(survey_csv=csv(frame))
    assert study.contract.tables["survey"].named("recommend") == []
    assert 'role = "outcome", scale = [1, 5]' in line_of(draft, "overall") and "# check" in line_of(draft, "overall")


def test_dates_that_leave_the_day_open_are_the_readers_decision(drafted, line_of):
    draft, _ = drafted(survey_csv=csv(survey(fecha=["03/04/2026", "05/06/2026"] * (N // 2))))
    assert 'format = "%d/%m/%Y" }  # check: no date tells day from month' in line_of(draft, "date")
    assert any("day from month" in decision for decision in draft.decisions)


def test_files_share_their_keys(drafted, line_of):
    who = [f"K{k:03d}" for k in range(N)]
    customers = pd.DataFrame({"customer_id": who, "region": ["north", "south"] * (N // 2)})
    log = pd.DataFrame(
        {"customer_id": who[:50] * 3, "when": ["2026-01-02"] * 150, "channel": ["web", "shop", "app"] * 50}
    )
    staff = pd.DataFrame({"store": [f"S{k % 10}" for k in range(N)], **{f"e{k}": survey()["q1"] for k in (1, 2, 3)}})
    answers = survey(customer_id=who, store=[f"S{k % 10}" for k in range(N)])
    _draft, study = drafted(
        customers_csv=csv(customers), contacts_csv=csv(log), employees_csv=csv(staff), survey_csv=csv(answers)
    )
    kinds = {name: table.kind for name, table in study.contract.tables.items()}
    assert kinds == {
        "customers": "customers",
        "contacts": "interactions",
        "employees": "employees",
        "survey": "relationship",
    }
    assert [study.column("customer", table=name) for name in ("customers", "contacts", "survey")] == ["customer"] * 3
    assert study.column("unit", table="employees") == study.column("unit", table="survey") == "unit"


def test_people_are_not_named(drafted):
    frame = survey(name=[f"Person {k}" for k in range(N)], correo=[f"p{k}@example.org" for k in range(N)])
    draft, study = drafted(survey_csv=csv(frame))
    assert "left out, since they identify people: name, correo" in draft.text
    assert "name" not in study.tables["survey"]


def test_an_excel_sheet_with_a_title_and_words_for_answers(tmp_path, line_of):
    frame = survey()
    words = {1: "Muy malo", 2: "Malo", 3: "Regular", 4: "Bueno", 5: "Muy bueno"}
    frame["q1"] = frame["q1"].map(words)
    with pd.ExcelWriter(tmp_path / "encuesta.xlsx", engine="openpyxl") as book:
        frame.to_excel(book, index=False, startrow=2)
        book.book.active["A1"] = "Encuesta de 2026"
    text = cx.draft_study(tmp_path / "encuesta.xlsx")
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    table = read_study(tmp_path).tables["encuesta"]
    assert table["q1"].tolist() == survey()["q1"].tolist()


def test_a_large_file_is_counted_to_its_last_row(tmp_path, monkeypatch, line_of):
    frame = pd.concat([survey()] * 30, ignore_index=True)
    frame["respondent"] = range(len(frame))
    frame.loc[len(frame) - 1, "q3"] = 99  # far below the first rows
    frame.loc[len(frame) - 2, "respondent"] = len(frame) - 3
    frame.to_csv(tmp_path / "big.csv", index=False)
    whole = cx.draft_study(tmp_path / "big.csv")
    monkeypatch.setattr("cxlib.drafts.bulk.LARGE", 1)
    monkeypatch.setattr("cxlib.drafts.bulk._SAMPLE", 20_000)
    assert cx.draft_study(tmp_path / "big.csv") == whole
    assert "missing = [99]" in whole and "1 row repeats an id" in whole


def test_the_command_writes_once_and_says_what_to_decide(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    frame = survey()
    frame.loc[::9, "q2"] = 9
    frame.to_csv("survey.csv", index=False)
    done = CliRunner().invoke(app, ["new", "survey.csv"])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "study.toml"
    assert done.stdout.splitlines()[1].startswith("1. survey.q*: 9 stands apart")
    assert CliRunner().invoke(app, ["check", "."]).exit_code == 0
    again = CliRunner().invoke(app, ["new", "survey.csv"])
    assert (again.exit_code, again.stderr) == (
        1,
        "study.toml: there is such a file already. Choose another name with --out, or add --replace.\n",
    )


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "No file is named. Write cx new FILE, with one file or several."),
        (["gone.csv"], 2, "gone.csv: no such file. Name a client's file, such as cx new survey.csv."),
        (["."], 2, ".: a folder. Write its files: cx new a.csv."),
        (["sub"], 2, "sub: a folder without files of data. Copy the client's files into it."),
        (["a.pdf"], 1, '"a.pdf" is of no known kind.'),
        (["a.csv"], 1, '"a.csv" is empty.'),
    ],
)
def test_what_cannot_be_drafted_is_told(tmp_path, monkeypatch, words, code, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name in ("a.pdf", "a.csv"):
        (tmp_path / name).write_text("")
    done = CliRunner().invoke(app, ["new", *words])
    assert done.exit_code == code and done.stderr.startswith(message)
    assert not (tmp_path / "study.toml").exists()


def test_files_of_two_folders_are_refused(tmp_path):
    paths = [tmp_path / "a" / "a.csv", tmp_path / "b" / "b.csv"]
    for path in paths:
        path.parent.mkdir()
        path.write_text("x\n1\n")
    with pytest.raises(CXError) as caught:
        cx.draft_study(*paths)
    assert str(caught.value) == (
        "The files lie in several folders. Copy them into one folder: study.toml stands beside them."
    )


def test_comments_that_everybody_wrote_are_comments(drafted):
    _draft, study = drafted(survey_csv=csv(survey(q9=[f"they answered after {k} days of waiting" for k in range(N)])))
    assert study.contract.tables["survey"].named("verbatim") == ["comment"]


def test_dates_to_come_are_marked(drafted, line_of):
    draft, _ = drafted(survey_csv=csv(survey(fecha=["2052-01-31"] * 3 + ["2026-01-31"] * (N - 3))))
    assert "# check: 3 rows lie after today; write as_of under [study]" in line_of(draft, "date")


def bought(rows: int = 60) -> pd.DataFrame:
    """A client's survey: a recommendation, three items of one question, ticks."""
    rng = np.random.default_rng(5)
    pleased = rng.normal(size=rows)
    noisy = [np.clip(np.round(3 + pleased + rng.normal(scale=0.7, size=rows)), 1, 5).astype(int) for _ in ITEMS_OF_P2]
    ratings = {f"P2_{k}. {words}": given for k, (words, given) in enumerate(zip(ITEMS_OF_P2, noisy, strict=True), 1)}
    recommended = np.clip(np.round(6 + 2.5 * pleased), 0, 10).astype(int)
    key = {"Id cliente": [f"C{k}" for k in range(rows)], "Recomendación": recommended}
    return pd.DataFrame(key | ratings)


ITEMS_OF_P2 = ("Atención del vendedor", "Surtido de productos en la tienda", "Plazo de entrega")


def test_an_item_of_a_battery_is_rated_whatever_it_asks_about(drafted, line_of):
    draft, _ = drafted(p_csv=csv(bought()))
    line = line_of(draft, "P2_*")
    assert 'role = "rating"' in line
    # control: a numbered question about a product stays what it was
    alone = bought().rename(columns={"P2_2. Surtido de productos en la tienda": "producto"})
    draft, _ = drafted(p_csv=csv(alone))
    assert 'role = "segment"' in line_of(draft, "producto")


def test_a_row_of_totals_is_no_answer_in_a_draft(drafted):
    frame = bought()
    totals = frame.mean(numeric_only=True).round(2).astype(str)
    below = pd.concat([frame.astype(str), pd.DataFrame([{"Id cliente": "TOTAL", **totals}])])
    with_totals, study = drafted(p_csv=csv(below))
    assert len(study.tables["p"]) == len(frame)
    without, _ = drafted(p_csv=csv(frame))
    assert with_totals.text == without.text
    # control: a last customer whose answers are no means stays
    last = pd.DataFrame([{"Id cliente": "C99", "Recomendación": "10", **dict.fromkeys(frame.columns[2:], "3")}])
    _, study = drafted(p_csv=csv(pd.concat([frame.astype(str), last])))
    assert len(study.tables["p"]) == len(frame) + 1


def test_a_sentence_that_ends_with_its_scale_is_a_question_whatever_it_names(drafted):
    names = {
        "q1": "La comodidad de la oficina (1 a 5)",
        "q2": "La factura se entiende (1 a 5)",
        "q3": "El equipo (1-5)",
    }
    frame = survey(Oficina=np.arange(N) % 4, se=np.linspace(0.1, 0.9, N)).rename(columns=names)
    draft, _ = drafted(survey_csv=csv(frame))
    roles = {its.source: its.role for its in cx.read_study(draft.folder).contract.tables["survey"].columns.values()}
    assert [roles[name] for name in names.values()] == ["rating"] * 3
    assert roles["Oficina"] == "unit" and roles["se"] == "std_error"


def test_a_rated_item_whose_name_means_a_group_is_a_rating(drafted, line_of):
    rng = np.random.default_rng(3)
    mood = rng.normal(3.5, 1, 200)
    items = {name: np.clip(np.round(mood + rng.normal(0, 0.8, 200)), 1, 5) for name in ("Neteja", "Preu", "Horaris")}
    items["Classes"] = np.clip(np.round(mood + rng.normal(0, 0.8, 200)), 1, 5)
    items["Regió"] = rng.integers(1, 6, 200)  # control: numbered groups of the same codes
    draft, _ = drafted(survey_csv=csv(pd.DataFrame(items).astype(int)))
    rated = line_of(draft, "rating_*")
    assert '"Classes"' in rated and "# check: taken for ratings" in rated
    assert 'role = "segment"' in line_of(draft, "regio")
