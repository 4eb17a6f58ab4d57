"""A team's sheet: worked by hand, told with two strengths and one question, and nothing of too few."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx


def people(team: str, wave: int, good: dict[str, int], n: int = 20) -> pd.DataFrame:
    answers = {item: [5] * many + [2] * (n - many) for item, many in good.items()}
    return pd.DataFrame({"team": team, "wave": wave} | answers)


@pytest.fixture
def rows():
    return pd.concat(
        [
            people("A", 1, {"pride": 8, "pace": 16, "voice": 10}),
            people("A", 2, {"pride": 18, "pace": 6, "voice": 12}),
            people("B", 2, {"pride": 10, "pace": 15, "voice": 10}, n=40),
        ],
        ignore_index=True,
    )


def sheet(rows, **given):
    asked = {"items": ["pride", "pace", "voice"], "unit": "team", "team": "A", "ends": (1, 5), "wave": "wave"}
    return cx.talk_sheet(rows, **(asked | given))


def test_by_hand(rows):
    found = sheet(rows).table.set_index(["item", "effect"])["estimate"]
    assert found["pride", "favourable"] == pytest.approx(18 / 20)
    assert found["pride", "in the wave before"] == pytest.approx(8 / 20)
    assert found["pride", "of all others"] == pytest.approx(10 / 40)
    assert found["pride", "less all others"] == pytest.approx(18 / 20 - 10 / 40)
    assert found["pride", "less the wave before"] == pytest.approx(0.5)


def test_the_interval_is_newcombes(rows):
    """Newcombe (1998), method 10, for 18/20 and 10/40: by hand from the two Wilson intervals."""
    row = sheet(rows).table.set_index(["item", "effect"]).loc[("pride", "less all others")]
    low1, high1, low2, high2 = 0.698967, 0.972134, 0.141872, 0.401940
    assert row["conf_low"] == pytest.approx(0.65 - ((0.9 - low1) ** 2 + (high2 - 0.25) ** 2) ** 0.5, abs=1e-4)
    assert row["conf_high"] == pytest.approx(0.65 + ((high1 - 0.9) ** 2 + (0.25 - low2) ** 2) ** 0.5, abs=1e-4)


def test_it_says_two_strengths_and_one_question(rows):
    told = cx.reading(sheet(rows), labels={"pride": "I am proud"})
    assert told.headline == "A: strong in “I am proud” and “voice”. To talk about: “pace”."
    assert "Since the wave before, 1 of 3 items have surely risen and 1 fallen." in told.text
    assert "“I am proud”: favourable 90 % of 20 answers; +65 points from all others (40 to 78)." in told.text
    assert told.answers == "detail"


def test_a_team_told_with_another_says_so_and_one_behind_all_is_not_called_strong(rows):
    joined = rows.assign(team=rows["team"].replace("A", "A + C"))
    told = cx.reading(sheet(joined, team="A + C"), asked="C")
    assert "C is too small to be told by itself: this is the sheet of A + C." in told.text
    behind = pd.concat([people("A", 2, dict.fromkeys(["pride", "pace", "voice"], 2)),
                        people("B", 2, dict.fromkeys(["pride", "pace", "voice"], 15))])  # fmt: skip
    assert cx.reading(sheet(behind)).headline.startswith("A: nearest to all others in “pride” and “pace”.")


def test_of_too_few_nothing_is_told(rows):
    found = sheet(rows, min_cell=21)
    own = found.table[found.table["effect"] != "of all others"]
    assert own["estimate"].isna().all()
    told = cx.reading(found)
    assert told.evidence == "too few" and told.headline == "A: too few answers for a sheet to talk about."


def test_the_whole_where_the_rows_are_a_part(rows):
    part = rows[rows["team"] == "A"]
    assert sheet(part, others=rows).table.equals(sheet(rows).table)
    assert sheet(part).table.query("effect == 'of all others'")["estimate"].isna().all()


def test_a_team_that_is_not_there(rows):
    with pytest.raises(cx.CXError) as caught:
        sheet(rows, team="Z")
    assert str(caught.value) == "team: no row has team 'Z'. Write a name as the table has it."
