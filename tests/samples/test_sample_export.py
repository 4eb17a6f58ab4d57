"""The client's file of the sample company: exactly the planted faults, and after their mends the same answers."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest
from generator import client_export, make_sample
from generator.export import BLOCK

from cxlib import net_promoter_score
from cxlib.errors import CXError, StudyError
from cxlib.study import read_study

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "samples" / "pont_nou_export"
FILE = "encuesta_2025.csv"
FAULTS = [
    'relationship.tenure: no column "Antiguedad" in the file. Did you mean Antigüedad?',
    'relationship: decimal points and decimal commas in one table. Write decimal = "," or decimal = "." for the table.',
    "relationship: another number of cells than in the header in 1 row (first at row 2996). If what stands below the "
    "answers is a total or a source, leave it out of the file; else look for a separator or a quotation mark inside a "
    "text.",
    "relationship.response: ids that an earlier row of the wave has in 48 rows (first at row 1745). "
    "Leave repeated rows out of the file, or choose the column that is different in every row.",
    "relationship.date: dates after 2025-12-31 in 3 rows (first at row 830). Correct the dates, or as_of in the study.",
    'relationship.segment: not among the labels ("Comunidad") in 13 rows (first at row 243). '
    'If "Comunidad" means "no answer", write missing = ["Comunidad"]; else add it to labels.',
    "relationship.recommend: outside 0…10 (11) in 92 rows (first at row 29). "
    'If 11 means "no answer", write missing = [11].',
    'relationship.impression: words where numbers are expected ("s/d") in 6 rows (first at row 216). '
    'If "s/d" means "no answer", write missing = ["s/d"].',
    'relationship.r8_understood: words where numbers are expected ("Ni de acuerdo ni en desacuerdo", "En desacuerdo", '
    '"Muy de acuerdo" and 3 more) in 2,930 rows (first at row 3). If "No procede" means "no answer", '
    'write missing = ["No procede"]; else write labels = { "Muy en desacuerdo" = 1, "En desacuerdo" = 2, '
    '"Ni de acuerdo ni en desacuerdo" = 3, "De acuerdo" = 4, "Muy de acuerdo" = 5, "No procede" = … }.',
]
MENDS = {  # in study.toml
    'source = "Antiguedad"': 'source = "Antigüedad"',
    'kind = "relationship"': 'kind = "relationship"\ndecimal = ","',
    '"Propietario" = "landlord"': '"Propietario" = "landlord", "Comunidad" = "community"',
    'role = "recommend", scale = [0, 10]': 'role = "recommend", scale = [0, 10], missing = [11]',
    'role = "outcome", scale = [0, 10]': 'role = "outcome", scale = [0, 10], missing = ["s/d"]',
    'source = "P4_5", role = "emotional"': 'source = "P4_5", role = "emotional", missing = ["No procede"]',
}
REVERSED = {'source = "P6_3", role = "trust"': 'source = "P6_3", role = "trust", reverse = true'}
AGREED = "r4_fit, r5_agreed, r6_easy, r7_person, r8_understood, r9_moment, return_int"
TRUST = "tr_transp1, tr_transp2, tr_transp3, tr_intent1, tr_intent2, tr_intent3"
NOTES = (
    'relationship: "encuesta_2025.csv" was read as cp1252; if letters look wrong, write encoding = "…" for the table.',
    'relationship: "encuesta_2025.csv": the first 2 rows were read as headers; if they are not, write header_rows = 1.',
    f'relationship.{AGREED}, {TRUST}: answers in words were read as numbers: {{ "Muy en desacuerdo" = 1, '
    '"En desacuerdo" = 2, "Ni de acuerdo ni en desacuerdo" = 3, "De acuerdo" = 4, "Muy de acuerdo" = 5 }; '
    "if that is wrong, write labels.",
    "relationship.wave: the same value in every row.",
)
NOTE_ON_REVERSED = (
    "relationship.tr_transp3: falls as impression rises (r = −0.16); if a high value is bad here, write reverse = true."
)


def failures(folder: Path) -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_study(folder)
    return [str(fault) for fault in caught.value.faults]


def without_count(message: str) -> str:
    return re.sub(r" in [\d,]+ rows? \(first at row \d+\)", "", message)


def described(*mends: dict[str, str]) -> str:
    """study.toml with mends, each of which finds its one place."""
    text = (FOLDER / "study.toml").read_text(encoding="utf-8")
    for found, instead in (pair for mend in mends for pair in mend.items()):
        assert text.count(found) == 1, found
        text = text.replace(found, instead)
    return text


def mended_file() -> bytes:
    """The file without the rows that the messages name, and with the year that was meant."""
    rows = (FOLDER / FILE).read_bytes().split(b"\r\n")
    of_total, of_block = (int(re.search(r"first at row (\d+)", FAULTS[place])[1]) - 1 for place in (2, 3))
    del rows[of_total], rows[of_block : of_block + BLOCK]
    return b"\r\n".join(rows).replace(b"/2052;", b"/2025;")


def first_rows(data: bytes) -> bytes:
    """The first rows, and those with a point between thousands: every fault of the description is in them."""
    rows = data.split(b"\r\n")
    return b"\r\n".join(rows[:300] + [row for row in rows[300:] if b";1." in row])


def write(folder: Path, description: str, data: bytes) -> Path:
    (folder / "study.toml").write_text(description, encoding="utf-8")
    (folder / FILE).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def mended(tmp_path_factory):
    """The study with every mend, also the one that a note asks for."""
    return read_study(write(tmp_path_factory.mktemp("mended"), described(MENDS, REVERSED), mended_file()))


@pytest.fixture(scope="module")
def original():
    """Wave 2 as the sample company's file has it, its codes turned into answers here."""
    table = pd.read_csv(ROOT / "data/samples/pont_nou/relationship.csv", keep_default_na=False, na_values="")
    table = table[table["wave"] == 2].set_index("response").astype({"wave": "str"})
    with_code = ["r5_agreed", "r6_easy", "r8_understood"]
    table[with_code] = table[with_code].replace(9, float("nan"))
    return table.assign(recommend=table["recommend"].replace(11, float("nan")), tr_transp3=6 - table["tr_transp3"])


@pytest.fixture(scope="module")
def cells():
    return pd.read_csv(FOLDER / FILE, sep=";", encoding="cp1252", header=None, dtype=str, keep_default_na=False,
                       names=range(31))  # fmt: skip


# The faults


def test_the_check_finds_exactly_the_planted_faults():
    assert failures(FOLDER) == FAULTS


def test_without_its_mend_each_fault_of_the_description_stays(tmp_path):
    data = first_rows(mended_file())
    for left_out, place in zip(MENDS, (0, 1, 5, 6, 7, 8), strict=True):
        mends = {found: instead for found, instead in MENDS.items() if found != left_out}
        found = failures(write(tmp_path, described(mends), data))
        assert [without_count(message) for message in found] == [without_count(FAULTS[place])]


def test_with_the_description_mended_the_faults_of_the_file_stay(tmp_path):
    found = failures(write(tmp_path, described(MENDS), (FOLDER / FILE).read_bytes()))
    assert found == FAULTS[2:5]


def test_after_the_mends_a_note_asks_for_the_reversed_item(tmp_path, mended):
    read = read_study(write(tmp_path, described(MENDS), mended_file()))
    assert read.notes == (*NOTES, NOTE_ON_REVERSED)
    assert mended.notes == NOTES


# The answers


def test_the_mended_table_is_the_original(mended, original):
    table = mended.tables["relationship"].set_index("response")
    assert len(table) == len(original) == 2944
    shared = [name for name in table if name in original]
    assert len(shared) == 27
    ours, theirs = table.sort_index()[shared], original.sort_index()[shared]
    for name in shared:
        if isinstance(ours[name].dtype, pd.CategoricalDtype):
            ours[name], theirs[name] = ours[name].astype("str"), theirs[name].astype("str")
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, rtol=0, atol=1e-12)


def test_score_and_means_are_those_of_the_original(mended, original):
    table = mended.tables["relationship"]
    for weights in (None, "weight"):
        ours, theirs = (net_promoter_score(of, rating="recommend", weights=weights).table for of in (table, original))
        pd.testing.assert_frame_equal(ours, theirs, rtol=0, atol=1e-9)
    for name in ("impression", "r8_understood", "tr_transp3"):
        assert table[name].mean() == pytest.approx(original[name].mean(), abs=1e-9)


def test_ages_are_those_of_the_frame_and_some_seconds_had_a_point(mended):
    table = mended.tables["relationship"]
    assert table["seconds"].max() >= 1000  # or no point would stand between thousands
    customers = pd.read_csv(ROOT / "data/samples/pont_nou/customers.csv").set_index("customer")["age_band"]
    ages = customers.loc[table["customer"]].str.replace("-", "–").to_numpy()
    assert (table["age_band"].astype("str") == ages).all()


def test_a_segment_declared_missing_loses_people(tmp_path, mended):
    wrong = {'"Propietario" = "landlord" }': '"Propietario" = "landlord" }, missing = ["Comunidad"]'}
    mends = {found: instead for found, instead in MENDS.items() if "Propietario" not in found} | wrong
    read = read_study(write(tmp_path, described(mends), mended_file()))
    assert read.tables["relationship"]["segment"].isna().sum() == 13
    assert mended.tables["relationship"]["segment"].isna().sum() == 0


# The file


def test_dates_are_days_of_the_survey(mended):
    dates = mended.tables["relationship"]["date"]
    assert (str(dates.min().date()), str(dates.max().date())) == ("2025-12-11", "2025-12-31")
    assert dates.nunique() == 21


def test_the_file_is_as_the_card_says(cells):
    content = (FOLDER / FILE).read_bytes()
    assert len(content) < 1_200_000
    assert content.count(b"\n") == content.count(b"\r\n") == 2 + 2944 + BLOCK + 2
    assert cells.iloc[-2].eq("").all() and cells.iloc[-1, 0] == "Total de respuestas: 2.992"
    answers = cells[2:-2]
    assert answers.duplicated().sum() == BLOCK
    assert answers[12].str.fullmatch(r"\d,\d{6}").all()
    assert 30 < answers[5].str.endswith("\u00a0").sum() < 90
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_comments_hold_addresses_numbers_and_letters_that_were_lost(mended):
    table = mended.tables["relationship"]
    told = table["comment"].dropna()
    assert len(told) > 700
    assert told.str.contains("@example.org", regex=False).sum() >= 10
    assert told.str.contains(r"555[ -]?\d").sum() >= 10
    comments = pd.read_csv(ROOT / "data/samples/pont_nou/comments.csv")["comment"]
    sent = comments.str.translate(str.maketrans("ăĂșțȘȚ", "aA????"))
    assert told.isin(sent).all()
    lost = told.str.contains(r"\w\?\w")
    assert lost.sum() > 10 and set(table["language"][lost.index[lost]]) <= {"ro"}
    assert told.str.contains("[ñ·]").any()


def test_the_file_is_written_again_byte_for_byte(tmp_path):
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from write_samples import write_export
    finally:
        sys.path.pop(0)
    write_export(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_bytes() == (FOLDER / FILE).read_bytes()


def test_another_seed_gives_another_file_and_a_small_firm_has_one():
    tables, _ = make_sample(n=500, rng=5)
    first, again, other = (client_export(tables, rng=seed) for seed in (5, 5, 6))
    assert first == again != other
    with pytest.raises(CXError) as caught:
        client_export(tables)
    assert str(caught.value) == (
        "client_export: needs rng, since it draws random numbers. "
        "Give a whole number from 0, a numpy Generator or a SeedSequence, such as rng=2027."
    )
