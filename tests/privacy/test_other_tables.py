"""Trials and cases: the whole less its parts, by what a lot dealt, tells of no few customers.

The first two tests are attacks that gave 2 and 3 customers exactly, while only surveys were decided beside parts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

REGIONS = ("R1", "R2", "R3", "R4")
ROLES = {
    "trials": {"offers": "dose", "sat": "outcome"},
    "cases": {"left": "held_out", "sat": "outcome", "later": "followup"},
}


def write(folder, kind: str, rows: pd.DataFrame):
    """A study of this one table, with customers of four regions."""
    folder.mkdir()
    rows.to_csv(folder / "rows.csv", index=False)
    columns = {"customer": "customer", "region": "segment", **ROLES[kind]}
    lines = [f'{name} = {{ role = "{role}"{", scale = [0, 10]" * (name in ("sat", "later", "offers"))} }}'
             for name, role in columns.items()]  # fmt: skip
    head = f'[study]\nname = "S"\n[tables.rows]\nfile = "rows.csv"\nkind = "{kind}"\n[tables.rows.columns]\n'
    (folder / "study.toml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def people(n: int, rare: float | None = None) -> pd.DataFrame:
    """Customers of four regions, with what a lot dealt them; in the last region hardly anybody is left out."""
    rng = np.random.default_rng(5)
    rows = pd.DataFrame({"customer": [f"K{k}" for k in range(n)], "region": rng.choice(REGIONS, n)})
    rows["offers"], rows["sat"], rows["later"] = (rng.integers(*ends, n) for ends in ((0, 5), (2, 11), (2, 11)))
    share = 0.3 if rare is None else np.where(rows["region"] == "R4", rare, 0.3)
    return rows.assign(left=np.where(rng.random(n) < share, "yes", "no"))


def page(folder, kind: str, by: str, only: str = "") -> dict:
    """Group → how many, and the sum of their scores, as a page tells them; and what the section says."""
    gates = cx.Gates(cx.read_study(folder, only=only, min_cell=10), role=by, kind=kind, min_cell=10)
    needs = {"by": by, "rating": "outcome"}
    gate = gates.section("9.2", needs=needs, min_groups=("by", 1))
    if not gate:
        return {}
    told = cx.mean_rating(gates.rows(needs), rating="sat", by=gate["by"])
    told = cx.suppress_small_cells(told, min_cell=10).table
    return {
        key: (int(n), round(n * mean))
        for key, n, mean in zip(told[gate["by"]], told["n"], told["estimate"], strict=True)
    }


def few_known(folder, kind: str, by: str) -> list:
    """Groups of which the whole less the regions that tell them are a few people."""
    whole = page(folder, kind, by)
    parts = [page(folder, kind, by, f"region: {region}") for region in REGIONS]
    left = {key: n - sum(part.get(key, (0, 0))[0] for part in parts) for key, (n, _) in whole.items()}
    return [key for key, n in left.items() if 0 < n < 10]


@pytest.mark.parametrize(("kind", "by", "n", "rare"), [("trials", "dose", 200, None), ("cases", "held_out", 400, 0.04)])
def test_the_whole_less_its_regions(kind, by, n, rare, tmp_path):
    folder = write(tmp_path / "study", kind, people(n, rare))
    assert page(folder, kind, by) and not few_known(folder, kind, by)


@pytest.mark.parametrize(("kind", "by", "own"), [("trials", "dose", "offers"), ("cases", "held_out", "left")])
def test_where_many_share_each_group_regions_tell_them_all(kind, by, own, tmp_path):
    rows = people(2000)
    folder = write(tmp_path / "study", kind, rows)
    expected = rows.assign(**{own: rows[own].replace({"yes": True, "no": False})})
    for region in ("", *REGIONS):
        its = expected[expected["region"] == region] if region else expected
        sums = its.groupby(own)["sat"].agg(["size", "sum"])
        told = page(folder, kind, by, f"region: {region}" if region else "")
        assert told == {key: (n, total) for key, (n, total) in zip(sums.index, sums.to_numpy().tolist(), strict=True)}
    assert not few_known(folder, kind, by)


def test_the_whole_is_told_as_it_was(tmp_path):
    rows = people(200)
    own = rows.groupby("offers")["sat"].agg(["size", "sum"])
    told = page(write(tmp_path / "study", "trials", rows), "trials", "dose")
    assert told == {key: (n, total) for key, (n, total) in zip(own.index, own.to_numpy().tolist(), strict=True)}


def test_the_study_says_what_is_told_of_the_whole_only(tmp_path):
    folder = write(tmp_path / "study", "trials", people(200))
    for region in REGIONS:
        study = cx.read_study(folder, only=f"region: {region}", min_cell=10)
        assert "rows: offers: told of the whole only, since few share them here or in another part." in study.notes
        gate = cx.Gates(study, role="dose", kind="trials", min_cell=10).section("9.2", needs={"by": "dose"})
        assert not gate and gate.reason


def test_a_channel_beside_what_a_lot_dealt(tmp_path):
    """Of former customers who were asked by two channels: in one region one of them reached a few of those left out."""
    rows = people(400)
    rows["channel"] = np.where(np.arange(400) % 2, "mail", "phone")
    few = rows.index[(rows["region"] == "R1") & (rows["channel"] == "mail") & (rows["left"] == "yes")]
    rows.loc[few[4:], "left"] = "no"
    folder = write(tmp_path / "study", "cases", rows)
    contract = folder / "study.toml"
    contract.write_text(contract.read_text(encoding="utf-8") + 'channel = { role = "channel" }\n', encoding="utf-8")
    frame = cx.read_study(folder, only="region: R1", min_cell=10).tables["rows"]
    assert frame["left"].isna().all() and frame["channel"].notna().all()


@pytest.mark.parametrize("kind", ["cases", "journeys", "interactions"])
@pytest.mark.parametrize(("customers", "told"), [(1, {"a", "b + vip"}), (14, {"a", "b", "vip"})])
def test_fourteen_rows_of_one_customer_are_no_group(kind, customers, told, tmp_path):
    """The waits, the journeys and the breaks of a group were told that was one customer."""
    rows = [(f"{name}{k % people}", name, k % 11) for name, n, people in
            (("a", 60, 60), ("b", 30, 30), ("vip", 14, customers)) for k in range(n)]  # fmt: skip
    pd.DataFrame(rows, columns=["customer", "group", "sat"]).to_csv(tmp_path / "rows.csv", index=False)
    head = f'[study]\nname = "S"\n[tables.rows]\nfile = "rows.csv"\nkind = "{kind}"\n[tables.rows.columns]\n'
    own = 'customer = { role = "customer" }\ngroup = { role = "segment" }\n'
    text = head + own + 'sat = { role = "outcome", scale = [0, 10] }\n'
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    gates = cx.Gates(cx.read_study(tmp_path, min_cell=10), role="outcome", kind=kind, min_cell=10)
    section = cx.section(8, of=gates, needs={"rating": "outcome", "type": "segment"}, min_groups=("type", 2))
    assert set(section.rows[section["type"]].astype(str)) == told
    assert len(section.rows) == len(rows) and ("stand together" in section.joined) is (customers < 10)
