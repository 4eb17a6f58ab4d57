"""What brings two sides together: the table that is asked, waves, the level above the unit, records."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.gates.two_sides import waves_shared

SAMPLE = cx.sample_study()


def waves(names) -> pd.Series:
    return pd.Series(pd.Categorical(names, categories=list(dict.fromkeys(names)), ordered=True))


def shared(employees, customers, periods=3) -> pd.DataFrame:
    return waves_shared(waves(customers), employees=waves(employees), periods=periods)


def test_where_the_outcome_is_asked():
    assert cx.where_asked(SAMPLE, "transactional.satisfaction", otherwise="outcome") == (
        "transactional",
        "satisfaction",
    )
    assert cx.where_asked(SAMPLE, "nowhere.satisfaction", otherwise="outcome") == ("", "outcome")
    assert cx.where_asked(SAMPLE / "study.toml", "satisfaction", otherwise="outcome") == ("", "satisfaction")


def test_several_waves_of_customers_make_one_of_employees():
    found = shared(["h1", "h2"], ["m1", "m2", "m3", "m4", "m5", "m6"])
    assert found.table.to_numpy().tolist() == [["h1", "m1, m2, m3"], ["h2", "m4, m5, m6"]]
    assert found.customers.tolist() == ["h1"] * 3 + ["h2"] * 3
    found = shared(["2024", "2025"], ["2023", "2024", "2025"])
    assert found.table.to_numpy().tolist() == [[None, "2023"], ["2024", "2024"], ["2025", "2025"]]
    assert found.customers.tolist() == ["2023", "2024", "2025"]


def test_numbered_waves_of_another_number_are_not_guessed_at():
    with pytest.raises(cx.CXError) as error:
        shared(["1", "2", "3"], ["1", "2"])
    assert str(error.value) == (
        "The waves are numbered, and the sides have not the same number of them: which is which? Name the waves by "
        "their date on both sides, or say -p periods=…."
    )


def test_the_level_above_and_the_records():
    study = cx.read_study(SAMPLE, tables=["employees", "units"])
    gates = cx.Gates(study, role="engagement", min_cell=10)
    found = gates.level_above(column="region")
    assert len(found) == len(study.tables["employees"]) and found.nunique() == 12
    records = study.unit_records(column="on_time_share", unit="place")
    assert {"place", "wave", "on_time_share"} <= set(records)
    for call, message in (
        (lambda: gates.level_above(column=""),
         "No level above the unit. Name its column with -p cluster=…."),
        (lambda: study.unit_records(column="mood", unit="place"),
         "No table of units has mood. Name it with -p mediator=…."),
    ):  # fmt: skip
        with pytest.raises(cx.CXError) as error:
            call()
        assert str(error.value) == message


def test_the_mix_of_contacts_is_taken_out():
    rows = pd.DataFrame({"contact": ["a", "a", "b", None], "score": [8, 6, 3, 1]})
    found = cx.mix_removed(rows, answer="score", mix=["contact"])["score"]
    assert found.tolist() == [5.5, 3.5, 4.5, 4.5]
    assert cx.mix_removed(rows, answer="score", mix=[])["score"].tolist() == [8, 6, 3, 1]


def sides(n: int = 24, periods=(1, 2)) -> dict:
    rows = [(f"U{u}", w, (u * 7 + w * 3) % 5, (u * 7 + w * 5) % 9) for u in range(n) for w in periods]
    staff = pd.DataFrame(rows, columns=["unit", "wave", "x", "y"])
    return {"employees": staff[["unit", "wave", "x"]], "unit": "unit", "engagement": "x", "outcome": "y"}, staff


def test_without_shared_waves_a_linkage_is_a_snapshot_and_says_why():
    names, rows = sides()
    whole = cx.engagement_linkage(rows, **names, wave="wave", snapshot=True, min_cell=1)
    assert whole.snapshot is None and whole.few is None and whole.unshown is None
    assert "within" in set(whole.table["effect"])
    apart = cx.engagement_linkage(rows.assign(wave=rows["wave"] + 9), **names, wave="wave", snapshot=True, min_cell=1)
    assert apart.table["effect"].tolist() == ["between"]
    assert str(apart.snapshot).startswith("wave: no 'wave' is on both sides")
    bare = cx.engagement_linkage(rows.drop(columns="wave"), **names, wave="wave", snapshot=True)
    assert str(bare.snapshot) == "A side has no waves. Declare role wave in both tables."
    assert str(bare.unshown) == "No unit is large enough to be shown. Join units, or collect more answers."
    names, rows = sides(12, periods=(1,))
    once = cx.engagement_linkage(rows, **names, wave="wave", snapshot=True)
    assert str(once.snapshot) == (
        "A snapshot cannot separate place from change: fewer than two waves are on both sides. Ask both sides again."
    )
    assert str(once.few) == ("Units on both sides: 12; needed: 20. Join more units; so few give a picture only.")
    assert list(once.joined.table) == ["side", "reason", "n_units", "n_unit_waves", "n"]
    assert not [note for note in once.joined.notes if "are joined" in note]
