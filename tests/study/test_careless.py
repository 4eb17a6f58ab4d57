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
