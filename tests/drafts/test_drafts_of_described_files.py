"""Files that say more of themselves than their columns: Triple-S, and sets and weight of SPSS."""

from __future__ import annotations

import shutil
import struct
import subprocess

import pandas as pd
import pyreadstat
import pytest
from test_drafts_of_tools import written

from cxlib.study.files.statistics_sets import AnswerSet, Marks, marks_of

SETS = b"$ch=D1 1 15 Which channels? a b c\n$why=C 4 Why? m1 m2\n"
ROWS = pd.DataFrame(
    {
        "id": range(1, 7),
        "nps": [9, 10, 5, 7, 8, 3],
        "a": [1, 1, 0, 0, 0, 1],
        "b": [0, 1, 0, 0, 1, 1],
        "c": [0, 0, 9, 0, 1, 1],
        "m1": [1, 2, 3, None, 1, 2],
        "m2": [2, None, 1, None, None, 3],
        "wgt": [1.5, 0.5, 1, 1, 1, 2],
    }
).astype(float)


@pytest.fixture
def sav(tmp_path):
    """An SPSS file with sets of several answers and a weight, which the library that writes it does not know."""
    path = tmp_path / "s.sav"
    pyreadstat.write_sav(
        ROWS,
        path,
        column_labels=["", "", "Web", "Shop", "By phone", "First", "Second", ""],
        variable_value_labels={name: {1: "Price", 2: "Speed", 3: "Staff"} for name in ("m1", "m2")},
        missing_ranges={"c": [9]},
    )
    content = bytearray(path.read_bytes())
    struct.pack_into("<i", content, 76, 8)  # the eighth column
    end = content.index(struct.pack("<ii", 999, 0))
    content[end:end] = struct.pack("<iiii", 7, 7, 1, len(SETS)) + SETS
    path.write_bytes(content)
    return path


def expected(study, name: str) -> None:
    table = study.tables[name]
    assert study.choices(name) == {
        "ch": {"ch_web": "Web", "ch_shop": "Shop", "ch_by_phone": "By phone"},
        "why": {"why_price": "Price", "why_speed": "Speed", "why_staff": "Staff"},
    }
    told = {column: table[column].astype(object).where(table[column].notna(), None).tolist() for column in table}
    assert told["ch_web"] == [True, True, False, False, False, True]
    assert told["ch_by_phone"] == [False, False, None, False, True, True]  # 9 is declared missing by the file
    assert told["why_speed"] == [True, True, False, None, False, True]
    assert told["weight"] == ROWS["wgt"].tolist()


def test_sets_and_weight_of_spss(sav, drafted, line_of):
    assert marks_of(sav) == Marks(
        (AnswerSet("ch", "Which channels?", ("a", "b", "c"), "1"), AnswerSet("why", "Why?", ("m1", "m2"), "")), "wgt"
    )
    draft, study = drafted(s_sav=sav.read_bytes())
    ch = 'ch = { source = ["a", "b", "c"], role = "choices", ticked = [1], question = "Which channels?" }'
    assert line_of(draft, "ch") == ch
    assert line_of(draft, "why") == 'why = { source = ["m1", "m2"], role = "choices", mentions = true }'
    assert line_of(draft, "weight") == 'weight = { source = "wgt", role = "weight" }'
    expected(study, "s")


def test_a_file_cut_short_has_no_sets(sav):
    sav.write_bytes(sav.read_bytes()[:400])
    assert marks_of(sav) == Marks()


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed")
def test_sets_and_weight_as_pspp_writes_them(tmp_path, drafted):
    lines = ROWS.astype(object).where(ROWS.notna(), ".").astype(str).agg(" ".join, axis=1)
    code = f"""DATA LIST LIST /{" ".join(ROWS)}.
BEGIN DATA
{chr(10).join(lines)}
END DATA.
VARIABLE LABELS a "Web" b "Shop" c "By phone" m1 "First" m2 "Second".
VALUE LABELS m1 m2 1 "Price" 2 "Speed" 3 "Staff".
MISSING VALUES c (9).
MRSETS /MDGROUP NAME=$ch LABEL='Which channels?' VARIABLES=a b c VALUE=1
 /MCGROUP NAME=$why LABEL='Why?' VARIABLES=m1 m2.
WEIGHT BY wgt.
SAVE OUTFILE='{tmp_path}/p.sav'.
"""
    (tmp_path / "p.sps").write_text(code)
    subprocess.run(["pspp", str(tmp_path / "p.sps")], check=True, capture_output=True, cwd=tmp_path)
    _, study = drafted(p_sav=(tmp_path / "p.sav").read_bytes())
    expected(study, "p")


def test_triple_s_and_its_levels(drafted, line_of, tmp_path):
    guest = """<variable ident="1" type="quantity" use="serial"><name>id</name><label>Serial</label>
<position start="1"/><values><range from="1" to="999"/></values></variable>
<variable ident="2" type="single"><name>rec</name><label>How likely are you to recommend us?</label>
<position start="2"/><values><range from="0" to="10"/><value code="98">Does not apply</value></values></variable>
<variable ident="3" type="single"><name>staff</name><label>Staff</label><position start="3"/><values>
<value code="1" score="-2">Bad</value><value code="2" score="2">Good</value><value code="9">Hm</value></values>
</variable><variable ident="4" type="multiple"><name>seen</name><label>Where?</label><position start="4"/><values>
<value code="1">Web</value><value code="2">Press</value></values></variable>
<variable ident="5" type="quantity" use="weight"><name>w</name><label>Weight</label><position start="5"/>
<values><range from="0.0" to="9.9"/></values></variable>"""
    visit = """<variable ident="1" type="quantity"><name>id</name><label>Guest</label><position start="1"/><values>
<range from="1" to="999"/></values></variable><variable ident="2" type="single"><name>where</name>
<label>Where</label><position start="2"/><values><value code="1">Pool</value><value code="2">Spa</value></values>
</variable>"""
    for name, variables in (("guest", guest), ("visit", visit)):
        head = f'<sss version="2.0"><survey><title>S</title><record ident="A" format="csv" href="{name}.csv">'
        (tmp_path / f"{name}.sss").write_text(f"{head}{variables}</record></survey></sss>")
    (tmp_path / "guest.csv").write_text('1,9,2,"10",1.5\n2,0,1,"00",0.5\n3,98,9,,1.0\n')
    (tmp_path / "visit.csv").write_text("1,1\n1,2\n2,2\n")
    levels = '<level ident="g" href="guest.sss"/><level ident="v" href="visit.sss">'
    levels += '<parent level="g" linkvar="id"/></level>'
    draft, study = drafted(all_sss=f'<sss version="2.0"><hierarchy>{levels}</hierarchy></sss>')
    assert [its.named("customer") for its in study.contract.tables.values()] == [["customer"], ["customer"]]
    assert 'role = "recommend", scale = [0, 10], missing = [98]' in line_of(draft, "recommend")
    assert 'scale = [-2, 2], missing = [9], labels = { "1" = -2, "2" = 2 }' in line_of(draft, "staff")
    guest = study.tables["guest"]
    assert guest["seen_web"].tolist()[:2] == [True, False] and guest["seen_web"].isna().tolist() == [False, False, True]
    assert guest["weight"].tolist() == [1.5, 0.5, 1.0]
    assert guest["staff"].tolist()[:2] == [2, -2]
    assert study.tables["visit"]["where"].tolist() == ["Pool", "Spa", "Spa"]


def test_ticks_of_limesurvey_s_vv_file(drafted, line_of):
    """A question that was not shown is no answer; signs come back as they were typed."""
    heads = ["id", "nps", "why", "seen_SQ001", "seen_SQ002"]
    rows = [
        [1, 9, "Good{cr}{newline}staff", "Y", "{question_not_shown}"],
        [2, 3, "{question_not_shown}", "{question_not_shown}", "{question_not_shown}"],
        [3, 4, "said {quote}no{quote}", "Y", "Y"],
        [4, 10, "a text of some words", "", "Y"],
    ]
    draft, study = drafted(vv_txt=written([heads], [list(column) for column in zip(*rows, strict=True)], "\t"))
    assert 'role = "choices"' in line_of(draft, "seen")
    table = study.tables["vv"]
    assert table["seen_sq001"].astype(object).where(table["seen_sq001"].notna(), None).tolist() == [
        True,
        None,
        True,
        False,
    ]
    assert 'said "no"' in table["comment"].tolist()
