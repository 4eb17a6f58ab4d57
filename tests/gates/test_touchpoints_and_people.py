"""What gates know of touchpoints that columns ask about, and of people whom only the log knows."""

from __future__ import annotations

import cxlib as cx
from cxlib.aggregate import people_of, person_of


def test_columns_by_touchpoint_and_people_behind_answers():
    study = cx.read_study(cx.sample_study(), tables=["internal", "transactional", "interactions"])
    staff = cx.Gates(study, role="department", kind="internal", min_cell=10)
    assert staff.by_touchpoint("rank")["T14"] == "rank_T14" and len(staff.by_touchpoint("rank")) == 8
    assert staff.by_touchpoint("no_role") == {}
    assert staff.by_facet("rating")["awareness"] == "i1_aware"
    met = cx.Gates(study, role="outcome", kind="transactional", min_cell=10)
    name, person = people_of(met.answers)
    assert person_of(met.answers) is None and name == "person" and len(person) == len(met.answers)
    log = study.tables["contacts"].set_index("contact")["customer"]
    assert met.answers["contact"].map(log).groupby(person).nunique().max() == 1  # one customer each
    assert len(set(person)) < len(person) / 2


def test_the_log_need_not_be_read_for_it():
    first, second = [
        people_of(
            cx.Gates(
                cx.read_study(cx.sample_study(), tables=tables), role="outcome", table="transactional", min_cell=10
            ).answers
        )[1]
        for tables in (["transactional"], ["transactional", "interactions"])
    ]
    assert len(set(zip(first, second, strict=True))) == len(set(first)) == len(set(second))


def test_where_nothing_refers_to_people_each_row_is_a_person():
    study = cx.read_study(cx.sample_study(), tables=["kano"])
    met = cx.Gates(study, role="functional_answer", kind="kano", min_cell=10)
    assert people_of(met.answers) is None and met.repeats == ""


def test_columns_called_otherwise_still_lead_to_people():
    study = cx.read_study(cx.sample_study(), tables=["transactional"])
    met = cx.Gates(study, role="outcome", kind="transactional", min_cell=10)
    _, person = people_of(met.answers)
    renamed = met.renamed(visit="contact", contact="touchpoint")  # another column takes the name of the key
    assert (people_of(renamed)[1] == person).all()
    assert (people_of(renamed[renamed["contact"] == "T01"])[1] == person[met.answers["touchpoint"] == "T01"]).all()
    assert people_of(renamed.drop(columns=["visit", "answer"])) is None  # without keys each row is a person


def test_who_was_helped_is_set_beside_who_was_not(tmp_path):
    """After segments and units, and before channels: it says more of a score than the way it came."""
    lines = [f"K{n},{n % 11},{n % 2},{'web' if n % 3 else 'phone'},{'north' if n % 4 else 'south'}" for n in range(120)]
    (tmp_path / "a.csv").write_text("\n".join(["id,r,helped,way,area", *lines]), encoding="utf-8")
    roles = {"id": "id", "r": "recommend", "helped": "resolved", "way": "channel", "area": "segment"}
    told = "".join(f'{name} = {{ source = "{name}", role = "{role}" }}\n' for name, role in roles.items())
    head = '[study]\nname = "A"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n'
    (tmp_path / "study.toml").write_text(head + told, encoding="utf-8")
    gates = cx.Gates(cx.read_study(tmp_path), role="recommend", kind="relationship", min_cell=10)
    assert gates.groupings() == ["area", "helped"]
    (tmp_path / "study.toml").write_text((head + told).replace('"resolved"', '"consent"'), encoding="utf-8")
    gates = cx.Gates(cx.read_study(tmp_path), role="recommend", kind="relationship", min_cell=10)
    assert gates.groupings() == ["area", "way"]  # control
