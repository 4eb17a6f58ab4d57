"""Triple-S read by the rules of 2.0 and written by them: labels, missing codes, several answers, weight, levels.

Checked against what the rules say of each file, worked by hand; the order and the attributes of elements are those of
the DTD of 2.0, written out below.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import cxlib as cx
from cxlib.cli import app
from cxlib.study import read_study, sample_study
from cxlib.study.files.exporting import exported, write
from cxlib.study.files.triple_s import _bits, _spread, described, levels_of

VARIABLES = """
<variable ident="1" type="quantity" use="serial"><name>id</name><label>Serial</label><position start="1" finish="3"/>
  <values><range from="1" to="999"/></values></variable>
<variable ident="2" type="single"><name>rec</name><label>Would you<br/>recommend us?<text xml:lang="ca">I a mi?</text>
  </label><position start="4" finish="5"/><values><range from="0" to="10"/><value code="98">Cannot say</value></values>
</variable>
<variable ident="3" type="multiple"><name>seen</name><label>Where seen?</label><position start="6" finish="9"/>
  <values><value code="1">Web</value><value code="2">Friends</value><value code="4">Press</value></values></variable>
<variable ident="4" type="multiple"><name>used</name><label>What used?</label><position start="10" finish="13"/>
  <spread subfields="2" width="2"/>
  <values><value code="1">Pool</value><value code="2">Spa</value><value code="12">Bar</value></values></variable>
<variable ident="5" type="quantity" use="weight"><name>w</name><label>Weight</label><position start="14" finish="18"/>
  <values><range from="0.000" to="9.999"/></values></variable>
<variable ident="6" type="logical"><name>member</name><label>Member</label><position start="19"/></variable>
<variable ident="7" type="date"><name>stay</name><label>First night</label><position start="20" finish="27"/></variable>
<variable ident="8" type="single"><name>staff</name><label>Staff</label><position start="28"/><values>
  <value code="1" score="-2">Bad</value><value code="2" score="2">Good</value><value code="3">Hm</value></values>
</variable>
<variable ident="9" type="character"><name>why</name><label>Why?</label><position start="29" finish="38"/>
  <size>10</size></variable>"""
FIXED = [
    "001" + " 9" + "1001" + " 1 2" + "1.250" + "1" + "20261101" + "2" + "qualité",
    "002" + " 0" + "0100" + "0112" + "0.750" + "0" + "20261102" + "1",
    "003" + "98" + "0000" + "0000" + "1.000" + " " + "        " + "3",  # none of the options, twice
    "004" + "  " + "    " + "    " + "1.000" + "1",  # short: what is not there is blank
]
COLUMNS = """id = { role = "id" }
rec = { role = "recommend" }
seen = { role = "choices" }
used = { role = "choices" }
w = { role = "weight" }
member = { role = "consent" }
stay = { role = "time" }
staff = { role = "outcome", labels = { "1" = -2, "2" = 2 } }
why = { role = "verbatim" }"""


def sss(variables: str, *, record: str = 'href="data.asc"', version: str = "2.0") -> str:
    head = f'<?xml version="1.0"?><sss version="{version}"><survey><name>S</name><title>S</title>'
    return f'{head}<record ident="A" {record}>{variables}</record></survey></sss>'


@pytest.fixture
def hotel(study, tmp_path):
    """A study of one Triple-S table in the fixed format."""
    (tmp_path / "data.asc").write_bytes(("\r\n".join(FIXED) + "\r\n").encode("latin-1"))
    return study(COLUMNS, sss(VARIABLES), file="hotel.sss")


def rows(column: pd.Series) -> list:
    return column.astype(object).where(column.notna(), None).tolist()


def test_the_fixed_format_by_its_rules(hotel, answers):
    table = answers(hotel)
    assert rows(table["id"]) == ["1", "2", "3", "4"]
    assert rows(table["rec"]) == [9, 0, None, None]  # 98 says that there is no answer
    assert rows(table["seen_web"]) == [True, False, False, None]  # none of them is not missing
    assert rows(table["seen_friends"]) == [False, True, False, None]
    assert rows(table["seen_press"]) == [True, False, False, None]
    assert rows(table["used_bar"]) == [False, True, False, None]
    assert rows(table["used_pool"]) == [True, True, False, None]
    assert rows(table["w"]) == [1.25, 0.75, 1.0, 1.0]
    assert rows(table["member"]) == [True, False, None, True]
    assert rows(table["staff"]) == [2, -2, None, None]  # a code without a score is outside the mean's base
    assert rows(table["why"]) == ["qualité", None, None, None]  # Latin-1, whatever the XML declares


def test_the_csv_format_reads_the_same(hotel, answers, study, tmp_path):
    fixed = answers(hotel)
    lines = [
        "id,rec,seen,used,w,member,stay,staff,why",
        '001, 9,"1001"," 1 2",1.250,1,20261101,2,"qualité"',
        '002,0,"0100","0112",0.750,0,20261102,1,',
        '003,98,"0000","0000",1.000,,,3,""',
        "004,,,,1.000,1",
    ]
    (tmp_path / "data.csv").write_bytes(("\n".join(lines) + "\n").encode("latin-1"))
    places = re.sub(r'<position start="\d+"(?: finish="\d+")?/>', "<position/>", VARIABLES)
    for place in range(1, 10):
        places = places.replace("<position/>", f'<position start="{place}"/>', 1)
    record = 'format="csv" skip="1" href="data.csv"'
    table = answers(study(COLUMNS, sss(places, record=record), file="hotel.sss"))
    pd.testing.assert_frame_equal(table, fixed)


def test_bits_and_spreads_as_the_standard_has_them(tmp_path):
    (tmp_path / "h.sss").write_text(sss(VARIABLES))
    told = described(tmp_path / "h.sss")
    seen, used = told.variables[2], told.variables[3]
    for text, found in {"1001": "1;4", "0000": ";", "    ": "", "0010": ";", "1 1 ": "1", "": ""}.items():
        assert _bits(seen, text, told) == found  # place 3 has no code
    for text, found in {" 1 2": "1;2", "0112": "1;12", "12 0": "12", "0 0 ": ";", "    ": "", " 0 2": "2"}.items():
        assert _spread(used, text) == found
    with pytest.raises(cx.CXError, match='"seen" has "x" where 0 or 1 belongs'):
        _bits(seen, "x001", told)


def test_other_versions_are_told(study, answers, tmp_path):
    (tmp_path / "data.asc").write_bytes("\n".join(FIXED).encode("latin-1"))
    folder = study('id = { role = "id" }', sss(VARIABLES, version="3.0"), file="h.sss")
    assert read_study(folder).notes == ('answers: "h.sss": Triple-S 3.0 was read by the rules of 2.0.',)


def test_levels_of_a_hierarchy(tmp_path):
    levels = '<level ident="g" href="guest.sss"/><level ident="v" href="visit.sss"><parent level="g"/></level>'
    (tmp_path / "all.sss").write_text(f'<sss version="2.0"><hierarchy>{levels}</hierarchy></sss>')
    for name in ("guest.sss", "visit.sss"):
        (tmp_path / name).write_text(sss(VARIABLES))
    assert [path.name for path in levels_of(tmp_path / "all.sss")] == ["guest.sss", "visit.sss"]
    with pytest.raises(cx.CXError, match=r'Name the file of one: "guest.sss", "visit.sss".'):
        described(tmp_path / "all.sss")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<sss", '"h.sss" is no XML.'),
        ("<a/>", '"h.sss" is no Triple-S description.'),
        ('<!DOCTYPE sss [<!ENTITY a "b">]><sss/>', '"h.sss" defines entities of its own'),
        (sss(""), '"h.sss" describes no variable.'),
        (sss('<variable ident="1" type="quantity"><name>q</name></variable>'), 'the variable "q" has no position'),
        (sss(VARIABLES, record='href="../../etc/passwd"'), "lies outside the study's folder"),
        (sss(VARIABLES, record='href="gone.asc"'), 'No file "gone.asc"'),
    ],
)
def test_what_cannot_be_read_is_one_clear_fault(study, faults, text, told):
    found = faults(study('id = { role = "id" }', text, file="h.sss"))
    assert len(found) == 1 and told in found[0]


# element → the order of its children, as a pattern of their names; and its attributes
DTD = {
    "sss": (r"(date )?(time )?(origin )?(user )?(survey |hierarchy )", {"version", "languages", "modes"}),
    "survey": (r"(name )?(version )?title record ", set()),
    "record": (r"(variable )+", {"ident", "href", "format", "skip"}),
    "variable": (
        r"name label position (filter )?((spread )?(values )?|size )", {"ident", "type", "use", "format"}
    ),
    "values": (r"(value )+|range (value )*", set()),
    "value": (r"((br |text )*)", {"code", "score"}),
    "range": ("", {"from", "to"}),
    "position": ("", {"start", "finish"}),
    "size": ("", set()),
    "name": ("", set()),
    "title": ("", set()),
    "label": (r"(br |text )*", set()),
    "origin": ("", set()),
}  # fmt: skip


def valid(root: ElementTree.Element) -> list[str]:
    """What breaks the DTD of 2.0."""
    found = []
    for one in root.iter():
        order, attributes = DTD[one.tag]
        children = "".join(f"{child.tag} " for child in one)
        found += [f"{one.tag}: {children}"] * (not re.fullmatch(order, children))
        found += [f"{one.tag}: {name}" for name in set(one.attrib) - attributes]
    kinds = {one.get("type") for one in root.iter("variable")}
    found += sorted(kinds - {"single", "multiple", "quantity", "character", "logical", "date", "time"})
    uses = [one.get("use") for one in root.iter("variable") if one.get("use")]
    found += [f"{use} twice" for use in set(uses) if uses.count(use) > 1]
    names = [one.findtext("name") for one in root.iter("variable")]
    return found + [name for name in names if names.count(name) > 1 or not re.fullmatch(r"[A-Za-z][\w.]*", name)]


def same(one: pd.Series, other: pd.Series) -> None:
    """The same values, missing where missing; numbers as they were to the last digit."""
    assert rows(one.astype(object)) == rows(other.astype(object))


def test_what_is_written_is_read_back_and_gives_the_same_results(study, tmp_path):
    rng = np.random.default_rng(4)
    n = 60
    words = ["", "x;y", "y", ";", "x"]
    data = pd.DataFrame(
        {
            "id": [f"P{k:02d}" for k in range(n)],
            "nps": rng.choice([0, 5, 9, 10, 98], n),
            "speed": rng.choice([1, 2, 5, 6, 99], n),
            "mood": rng.choice([-2, 0, 2], n),
            "w": rng.uniform(0.5, 2, n),
            "town": rng.choice(["Bacău", "Girona, C.", 'a "b"'], n),
            "wave": np.repeat(["wave 9", "wave 10"], n // 2),
            "day": rng.choice(["2026-01-05", "2026-02-28", ""], n),
            "at": rng.choice(["2026-01-05 10:00:00", "2026-02-28 23:59:59"], n),
            "said": rng.choice(["qualité, très", "fine", ""], n),
            "c": rng.choice(words, n),
            "t/a": rng.choice(["1", "0", ""], n),
            "t/b": rng.choice(["1", "0", ""], n),
        }
    )
    columns = """id = { role = "id" }
nps = { role = "recommend", missing = [98], question = "How likely? <really>" }
speed = { role = "rating", scale = [1, 5], missing = [99], not_used = [6] }
mood = { role = "valence", scale = [-2, 2] }
w = { role = "weight" }
town = { role = "segment" }
wave = { role = "wave" }
day = { role = "time" }
at = { role = "start" }
said = { role = "verbatim" }
c = { role = "choices", separator = ";" }
t = { source = "t/*", role = "choices" }"""
    first = read_study(study(columns, data.to_csv(index=False)))
    found = exported(first)
    home = tmp_path / "again"
    written = write(found, home)
    assert [path.name for path in written] == ["answers.sss", "answers.csv", "study.toml"]
    assert valid(ElementTree.fromstring(found.files["answers.sss"])) == []
    again = read_study(home)
    one, two = first.tables["answers"], again.tables["answers"]
    assert list(one) == list(two)
    for name in one:
        same(one[name], two[name])
    assert list(one["wave"].cat.categories) == list(two["wave"].cat.categories)
    assert again.choices("answers") == first.choices("answers")
    assert again.contract.tables["answers"].columns["nps"].question == "How likely? <really>"
    calls = [
        lambda t: cx.net_promoter_score(t, rating="nps", by="wave", weights="w"),
        lambda t: cx.choice_shares(t, choices="c", by="town"),
        lambda t: cx.choice_shares(t, choices="t"),
    ]
    for call in calls:
        left, right = (call(table).table for table in (one, two))
        texts = dict.fromkeys({"town"} & set(left), str)  # codes with labels now
        pd.testing.assert_frame_equal(left.astype(texts), right.astype(texts))
    with pytest.raises(cx.CXError, match="there is such a file already"):
        write(found, home)


def test_a_statement_that_was_turned_round_is_written_with_a_label_that_says_so(study):
    """Who reads 5 beside "They hide things" would take it for agreement, and it is the contrary."""
    columns = """id = { role = "id" }
hide = { role = "rating", scale = [1, 5], reverse = true, question = "They hide things" }
tell = { role = "rating", scale = [1, 5], question = "They tell me all" }"""
    found = exported(read_study(study(columns, "id,hide,tell\n1,1,5\n2,2,4\n3,5,1\n")))
    labels = [one.text for one in ElementTree.fromstring(found.files["answers.sss"]).iter("label")]
    assert labels == ["id", "They hide things (turned round)", "They tell me all"]
    assert found.files["answers.csv"].split()[1] == b'"1",5,5'


def test_letters_that_the_format_has_not_are_counted(study, tmp_path):
    data = "id,said\n1,Bună ziua și mulțumesc\n2,fine\n3,two\n"
    found = exported(read_study(study('id = { role = "id" }\nsaid = { role = "verbatim" }', data)))
    assert found.notes == ["answers.said: 1 text has signs that the format does not, and was written with others."]
    assert b"Buna ziua si multumesc" in found.files["answers.csv"]


def test_rows_of_employees_are_not_written(study):
    data = "id,e\n" + "".join(f"{k},{1 + k % 5}\n" for k in range(40))
    columns = 'id = { role = "id" }\ne = { role = "engagement", scale = [1, 5] }'
    folder = study(columns, data, table='kind = "employees"')
    ended = CliRunner().invoke(app, ["export", str(folder), "--out", str(folder / "out")])
    assert ended.exit_code == 1 and "No table of the study can be exported." in ended.output
    assert not (folder / "out").exists()


@pytest.mark.parametrize("role_of_person", ["reference", "employee"])
@pytest.mark.parametrize(("whose", "written"), [("employees", False), ("customers", True)])
def test_who_of_the_employees_answered_is_not_written(whose, written, role_of_person, tmp_path):
    """A sample of another kind than theirs, whose references are the ids of employees, said so row by row."""
    people = pd.DataFrame({"person": [f"P{k}" for k in range(40)], "score": [1 + k % 5 for k in range(40)]})
    people.to_csv(tmp_path / "people.csv", index=False)
    people[["person"]].assign(answered=[k % 2 for k in range(40)]).to_csv(tmp_path / "asked.csv", index=False)
    kind, role = ("employees", "engagement") if whose == "employees" else ("relationship", "rating")
    (tmp_path / "study.toml").write_text(
        f'[study]\nname = "S"\n[tables.people]\nfile = "people.csv"\nkind = "{kind}"\n[tables.people.columns]\n'
        f'person = {{ role = "id" }}\nscore = {{ role = "{role}", scale = [1, 5] }}\n'
        '[tables.asked]\nfile = "asked.csv"\nkind = "sample"\n[tables.asked.columns]\n'
        f'person = {{ role = "{role_of_person}" }}\nanswered = {{ role = "responded" }}\n',
        encoding="utf-8",
    )
    ended = CliRunner().invoke(app, ["export", str(tmp_path), "--out", str(tmp_path / "out")])
    assert (tmp_path / "out" / "asked.csv").exists() is written
    assert written or ended.exit_code == 1


@pytest.mark.full
def test_the_sample_company_comes_back(tmp_path):
    first = read_study(sample_study())
    write(exported(first), tmp_path)
    again = read_study(tmp_path)
    for path in tmp_path.glob("*.sss"):
        assert valid(ElementTree.fromstring(path.read_bytes())) == []
    assert set(again.tables) == set(first.tables) - {"employees", "internal"}
    for name, table in again.tables.items():
        for column in table:
            if column != "comment":  # of which some letters are not in Latin-1
                same(first.tables[name][column], table[column])


def test_the_examples_of_the_rules(tmp_path, shared):
    for file in shared("review/triple-s-example").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    found = {}
    for file in ("hotel.sss", "hotel_csv.sss"):
        (tmp_path / "study.toml").write_text(
            f'[study]\nname = "H"\n[tables.h]\nfile = "{file}"\nkind = "relationship"\n[tables.h.columns]\n'
            + COLUMNS
            + '\nnights = { role = "measure" }\nroom = { role = "segment" }\n',
            encoding="utf-8",
        )
        found[file] = read_study(tmp_path).tables["h"]
    pd.testing.assert_frame_equal(found["hotel.sss"], found["hotel_csv.sss"])
    table = found["hotel.sss"]
    assert rows(table["nights"]) == [3, None, 0, None]  # 998 is "Cannot say"
    assert rows(table["room"]) == ["Sea", "Hill", None, None]
    assert rows(table["used_spa"]) == [True, False, False, None]
