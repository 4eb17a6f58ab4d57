"""Careless answers are found, counted and left where they are."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

from cxlib import CXError, careless_answers, read_study, table_certificate

ITEMS = [f"q{number}" for number in range(12)]


@pytest.fixture
def answers() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    table = pd.DataFrame(rng.integers(1, 6, (200, 12)).astype(float), columns=ITEMS)
    table.loc[3, ITEMS] = 4.0  # one answer to all
    table.loc[7, ITEMS[4:]] = np.nan  # too few answers to show a sign
    table.loc[7, ITEMS[:4]] = 2.0
    table.loc[150] = table.loc[20]
    table["seconds"] = 60.0
    table.loc[9, "seconds"] = 20.0  # 12 items in 20 seconds
    return table


def test_each_sign_is_found_where_it_was_planted(answers):
    found = careless_answers(answers, items=ITEMS, seconds="seconds")
    flags = found.flags
    assert list(flags.index[flags["same answer"]]) == [3]
    assert list(flags.index[flags["quick"]]) == [9]
    assert list(flags.index[flags["copy"]]) == [150]
    counted = found.table.set_index("sign")
    assert counted.loc["same answer", ["n", "flagged"]].tolist() == [199, 1]
    assert counted.loc["any", ["n", "flagged"]].tolist() == [200, int(flags["any"].sum())]
    assert len(flags) == len(answers)


def test_ordinary_answers_have_no_sign():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.integers(1, 6, (500, 12)), columns=ITEMS)
    assert careless_answers(table, items=ITEMS).table.set_index("sign").at["any", "flagged"] == 0


def test_an_odd_spread_is_one_that_most_do_not_have():
    rng = np.random.default_rng(6)
    table = pd.DataFrame(rng.choice([3, 4, 5], (300, 12)), columns=ITEMS)
    table.loc[0] = [1, 5] * 6
    found = careless_answers(table, items=ITEMS)
    assert found.flags["spread"].tolist() == [True, *[False] * 299]


def test_every_engine_gives_the_same(answers):
    wanted = careless_answers(answers, items=ITEMS, seconds="seconds")
    for other in (pl.from_pandas(answers), pl.from_pandas(answers).lazy()):
        found = careless_answers(other, items=ITEMS, seconds="seconds")
        pd.testing.assert_frame_equal(found.table, wanted.table)
        pd.testing.assert_frame_equal(found.flags, wanted.flags)


def test_few_items_show_nothing(answers):
    with pytest.raises(CXError, match="items: 4 named"):
        careless_answers(answers, items=ITEMS[:4])


def study_of(folder, table: pd.DataFrame, kind: str = "relationship", role: str = "rating", reverse: str = ""):
    folder.mkdir()
    table.to_csv(folder / "a.csv", index=False)
    columns = "".join(
        f'{name} = {{ role = "{role}", scale = [1, 5]{", reverse = true" if name == reverse else ""} }}\n'
        for name in table
    )
    text = f'[study]\nname = "S"\n[tables.a]\nfile = "a.csv"\nkind = "{kind}"\n[tables.a.columns]\n{columns}'
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return read_study(folder)


def line(study) -> list:
    table = table_certificate(study, table="a").table.set_index("check")
    return table.loc["careless", ["state", "count", "total"]].tolist()


def test_the_certificate_flags_and_drops_nobody(tmp_path, answers):
    table = answers[ITEMS].fillna(3).astype(int)
    study = study_of(tmp_path / "s", table)
    assert line(study) == ["to look at", 1, 200]
    assert len(study.tables["a"]) == 200


def test_an_item_with_the_opposite_wording_is_taken_as_it_was_answered(tmp_path, answers):
    table = answers[ITEMS].fillna(3).astype(int)
    assert line(study_of(tmp_path / "s", table, reverse="q2")) == ["to look at", 1, 200]


def test_of_employees_it_tells_nothing(tmp_path, answers):
    table = answers[ITEMS].fillna(3).astype(int)
    assert line(study_of(tmp_path / "s", table, kind="employees", role="engagement"))[0] == "not to be seen"


def test_a_code_for_no_answer_is_an_answer_given(answers):
    coded = answers[ITEMS].copy()
    coded.loc[0, ITEMS] = 9.0  # all of one code
    coded.loc[1, ITEMS[:8]] = 9.0  # four ratings left: too few to show a spread
    coded.loc[2, ITEMS[:6]] = 4.0
    coded.loc[2, ITEMS[6:]] = 9.0  # one rating, and a code: not one answer to all
    coded["seconds"] = 30.0  # 2.5 seconds for each of twelve
    found = careless_answers(coded, items=ITEMS, seconds="seconds", codes=[9])
    assert list(found.flags.index[found.flags["same answer"]]) == [0, 3]
    assert not found.flags["quick"].any()
    counted = found.table.set_index("sign")
    assert counted.at["spread", "n"] == 197
    blank = careless_answers(coded.replace(9.0, np.nan), items=ITEMS, seconds="seconds")
    assert list(blank.flags.index[blank.flags["same answer"]]) == [2, 3]  # what is blank, nobody has answered
    coded["seconds"] = 20.0
    assert careless_answers(coded, items=ITEMS, seconds="seconds", codes=[9]).flags["quick"][:3].all()
    assert not careless_answers(coded.replace(9.0, np.nan), items=ITEMS, seconds="seconds").flags["quick"][1]


def test_the_certificate_takes_declared_codes_as_given(tmp_path, answers):
    folder = tmp_path / "coded"
    folder.mkdir()
    table = answers[ITEMS].fillna(3).astype(int).astype(str)
    table.loc[3] = "4"
    table.loc[3, ITEMS[6:]] = "NS"  # half ratings, half "no sabe": not one answer to all
    table.loc[5:9, "q0"] = "NS"
    table.loc[30:32, "q0"] = ""
    table.to_csv(folder / "a.csv", index=False)
    columns = "".join(f'{name} = {{ role = "rating", scale = [1, 5], missing = ["NS"] }}\n' for name in ITEMS)
    text = f'[study]\nname = "S"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n{columns}'
    (folder / "study.toml").write_text(text, encoding="utf-8")
    lines = table_certificate(read_study(folder), table="a").table.set_index("check")
    assert lines.at["careless", "found"].startswith("of 12 items: 0 with one answer to all, ")
    assert lines.at["gaps", "found"] == "most in q0: 4.0 % without an answer; 2.5 % of all rows hold a declared code"
    assert lines.at["copies", "total"] == 200  # codes among them
