"""Scales that cannot be told apart are called one, on invented pairs and on the planted truth."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError

SCALES = {name: [f"{name}1", f"{name}2"] for name in "abcd"}


def pairs(*close: str) -> cx.Result:
    rows = [(x, y, 0.9 if x + y in close else 0.5) for x in "abcd" for y in "abcd" if x < y]
    return cx.Result(table=pd.DataFrame(rows, columns=["scale", "other", "estimate"]))


def test_pairs_and_chains():
    assert list(cx.joined_scales(SCALES, separation=pairs())) == ["a", "b", "c", "d"]
    assert list(cx.joined_scales(SCALES, separation=pairs("bd"))) == ["a", "b and d", "c"]
    chain = cx.joined_scales(SCALES, separation=pairs("ab", "bd"))
    assert chain == {"a, b and d": ["a1", "a2", "b1", "b2", "d1", "d2"], "c": ["c1", "c2"]}
    assert len(cx.joined_scales(SCALES, separation=pairs("ab", "cd", "bc"))) == 1


def test_names_that_were_not_compared_stay():
    assert list(cx.joined_scales({"z": ["z1"], "a": ["a1"]}, separation=pairs("ab"))) == ["z", "a"]


def test_without_pairs_it_is_refused():
    with pytest.raises(CXError, match="separation: no pairs of scales"):
        cx.joined_scales(SCALES, separation=cx.Result(table=pd.DataFrame({"n": [1]})))


def test_the_two_facets_that_were_planted_as_one_are_called_one():
    """Transparency and told intentions share .95 of their truth; the other three facets are their own."""
    study = cx.read_study(cx.sample_study(), tables=["relationship"])
    gates = cx.Gates(study, role="trust", kind="relationship", min_cell=10, parameters=["trust"])
    trust = gates.scale("trust", "trust")
    answers = study.tables["relationship"]
    separation = cx.scale_separation(answers, scales=trust.parts)
    whole = cx.joined_scales(trust.facets, separation=separation)
    assert list(whole) == ["long relation", "transparency and intentions told", "limits", "common goals"]
    again = cx.scale_separation(answers, scales=whole).table
    assert again["estimate"].max() < 0.85  # of the four every pair is told apart
    loadings = cx.scale_reliability(answers, items=whole["transparency and intentions told"]).items["loading"]
    assert len(loadings) == 6 and loadings.min() > 0.55
