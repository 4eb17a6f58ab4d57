"""Answers that are made groups with -p by: of those of few customers nothing is told."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx

STUDY = """
[study]
name = "F"
[tables.answers]
file = "answers.csv"
kind = "transactional"
[tables.answers.columns]
customer = { role = "customer" }
recommend = { role = "recommend", scale = [0, 10] }
reason = { role = "reason" }
ticked = { role = "choices", separator = ";", blank = "none" }
"""


@pytest.mark.parametrize(("customers", "told"), [(1, False), (15, True)])
def test_a_reason_of_few_customers_stands_with_another(tmp_path, customers, told):
    rows = [(f"K{i}", i % 11, reason, "price") for reason, n in (("price", 60), ("speed", 40)) for i in range(n)]
    rows += [(f"X{i % customers}", 0, "noise", "drone") for i in range(15)]
    names = ["customer", "recommend", "reason", "ticked"]
    pd.DataFrame(rows, columns=names).to_csv(tmp_path / "answers.csv", index=False)
    (tmp_path / "study.toml").write_text(STUDY)
    study = cx.read_study(tmp_path)
    gates = cx.Gates(study, role="recommend", kind="transactional", min_cell=10, parameters=["by"])
    by_reason = gates.rows({"score": "recommend", "by": "reason"})["reason"]
    assert sorted(by_reason.unique()) == (["noise", "price", "speed"] if told else ["noise + speed", "price"])
    by_option = gates.rows({"score": "recommend", "by": "ticked_drone"})["ticked_drone"]
    assert by_option.nunique() == (2 if told else 0)
