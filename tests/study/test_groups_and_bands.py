"""Groups in their order, and bands of which a spreadsheet has made dates."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.study import read_study
from cxlib.study.dates.bands import bands_made_dates, group_order
from cxlib.study.large import chunks, read_in_chunks

GROUP = 'group = { role = "segment" }\nrecommend = { role = "recommend" }'


def csv(*words: str) -> str:
    return "group,recommend\n" + "".join(f'"{word}",9\n' for word in words)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["0", "1", "10", "11", "2"], ["0", "1", "2", "10", "11"]),
        (["-1", "0.5", "10.5", "2"], ["-1", "0.5", "2", "10.5"]),
        (["Shop 1", "Shop 10", "Shop 2"], ["Shop 1", "Shop 2", "Shop 10"]),
        (["1-4", "11-24", "25+", "5-10"], ["1-4", "5-10", "11-24", "25+"]),
        (["Q1 2024", "Q4 2023"], ["Q4 2023", "Q1 2024"]),
    ],
)
def test_groups_follow_one_another_as_their_numbers_do(study, both_doors, words, order):
    table = both_doors(study(GROUP, csv(*words))).tables["answers"]
    assert list(table["group"].cat.categories) == order
    assert cx.net_promoter_score(table, rating="recommend", by="group").table["group"].tolist() == order


@pytest.mark.parametrize(
    "words", [["North", "South"], ["18-24", "25-34", "35+"], ["A1", "B2"], ["<5", "5-10"]], ids=str
)
def test_other_groups_stay_as_they_are(study, both_doors, words):
    table = both_doors(study(GROUP, csv(*words))).tables["answers"]
    assert table["group"].dtype == "str" and group_order(words) is None


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["1-4", "05-Oct", "Nov-24", "25+"], {"05-Oct": "5-10", "Nov-24": "11-24"}),
        (["1-4", "2024-10-05", "2024-11-01", "25+"], {"2024-10-05": "5-10", "2024-11-01": "11-24"}),
        (["menos de 5", "06-oct", "nov-20", "más de 20"], {"06-oct": "6-10", "nov-20": "11-20"}),
        (["fins a 2", "3-abr.", "5 o més"], {"3-abr.": "3-4"}),
        (["sub 2", "3 mai", "peste 5"], {"3 mai": "3-5"}),
        (["0", "1", "Mar-04", "5 or more"], {"Mar-04": "3-4"}),
        (["1–2", "03/05/2024", "6+"], {"03/05/2024": "3-5"}),
        (["05-Oct", "Nov-24"], {"05-Oct": "5-10", "Nov-24": "11-24"}),
        (["1-4", "5-10", "11-24"], {}),
        (["Oct-23", "Nov-24"], {}),
        (["05-Oct", "06-Oct"], {}),
        (["2024-10-05", "2024-10-06"], {}),
        (["North", "May"], {}),
    ],
    ids=str,
)
def test_dates_among_bands_are_bands(words, made):
    assert bands_made_dates(words) == made


def test_bands_are_told_with_the_labels_that_give_them_back(study, both_doors):
    words = ["25+", "1-4", "1-4", "Nov-24", "05-Oct", "never", "25+", "1-4", "Nov-24"]
    labels = 'labels = { "never" = "never", "1-4" = "1-4", "05-Oct" = "5-10", "Nov-24" = "11-24", "25+" = "25+" }'
    assert both_doors(study(GROUP, csv(*words))).notes[0] == (
        'answers.group: 3 of 9 look like dates that a spreadsheet has made of bands ("Nov-24", "05-Oct"). '
        f"If so, write {labels}."
    )
    mended = GROUP.replace('"segment"', f'"segment", {labels}')
    table = both_doors(study(mended, csv(*words))).tables["answers"]
    assert list(table["group"].cat.categories) == ["never", "1-4", "5-10", "11-24", "25+"]


def test_bands_beside_labels_are_never_offered_as_missing(study, faults):
    labelled = GROUP.replace('"segment"', '"segment", labels = { "1-4" = "1-4", "5-10" = "5-10" }')
    (message,) = faults(study(labelled, csv("1-4", "05-Oct")))
    assert message.endswith('If a spreadsheet has made dates of bands, add "05-Oct" = "5-10" to labels.')


def test_bands_are_no_numbers_and_no_missing_codes(study, faults):
    (message,) = faults(study('group = { role = "tenure" }', csv("1-4", "05-Oct")))
    assert message.endswith('some made dates by a spreadsheet: write role = "segment", or labels that give numbers.')


def test_bands_of_employees_are_not_shown(study, both_doors):
    note, _ = both_doors(study('group = { role = "segment" }', csv("1-4", "05-Oct"), table='kind = "employees"')).notes
    assert note == (
        "answers.group: 1 of 2 look like dates that a spreadsheet has made of bands. "
        "If so, write labels that give back the bands."
    )


BANDS = ["under 1 year", "1 to 3 years", "over 3 years"]


def parquet(folder, group: pd.Categorical) -> None:
    frame = pd.DataFrame({"group": group, "recommend": 9})
    frame.to_parquet(folder / "answers.parquet", row_group_size=4)


@pytest.mark.parametrize(
    ("ordered", "levels", "order"),
    [
        (True, BANDS, BANDS),
        (False, BANDS, BANDS),  # a factor of R
        (False, sorted(BANDS), None),
        (False, ["over 3 years", "under 1 year", "1 to 3 years"], None),  # as they turned up
    ],
)
@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_parquet_keeps_the_order_of_categories(study, tmp_path, monkeypatch, engine, ordered, levels, order):
    if engine == "polars":
        monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
        monkeypatch.setattr(chunks, "PIECE_ROWS", 4)
    words = ["over 3 years", "under 1 year", None, "1 to 3 years"] * 3
    parquet(tmp_path, pd.Categorical(words, categories=levels, ordered=ordered))
    read = read_study(study(GROUP, file="answers.parquet"), engine=engine)
    table = read.tables["answers"]
    frame = table if engine == "pandas" else table.collect().to_pandas()
    assert frame["group"].isna().sum() == 3
    if order:
        assert list(frame["group"].cat.categories) == order
        assert cx.net_promoter_score(table, rating="recommend", by="group").table["group"].tolist() == order
    else:
        assert frame["group"].dtype != "category"


def test_what_study_toml_says_wins_over_the_file(study, answers, tmp_path):
    parquet(tmp_path, pd.Categorical([*BANDS, "refused"], categories=["refused", *BANDS], ordered=True))
    table = answers(study(GROUP.replace('"segment"', '"segment", missing = ["refused"]'), file="answers.parquet"))
    assert list(table["group"].cat.categories) == BANDS and table["group"].isna().sum() == 1
    words = ", ".join(f'"{word}" = "{word}"' for word in [*BANDS[::-1], "refused"])
    table = answers(study(GROUP.replace('"segment"', f'"segment", labels = {{ {words} }}'), file="answers.parquet"))
    assert list(table["group"].cat.categories) == [*BANDS[::-1], "refused"]
