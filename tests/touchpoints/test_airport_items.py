"""The airport's items as touchpoints: a real survey, asked from memory, through the same functions."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx

ITEMS = ["art", "food", "shops", "signs", "walkways", "screens", "wifi", "parking", "airtrain"]


@pytest.mark.full
def test_items_of_a_real_survey_make_a_map(airport_data):
    table = cx.read_study(cx.airport_study()).join_waves(waves=["2017"]).tables["relationship"]
    long = table[ITEMS].melt(var_name="touchpoint", value_name="rating").astype({"rating": float})
    register = pd.DataFrame({"touchpoint": ITEMS[::-1], "stage": "at the airport"})
    scores = cx.touchpoint_scores(
        long, touchpoint="touchpoint", rating="rating", register=register, scale=(1, 5), source="memory", top=4
    )
    assert scores.table["touchpoint"].tolist() == ITEMS[::-1]
    assert set(scores.table["evidence"]) == {"C"}  # from memory, however many answered
    for item, own in scores.table.set_index("touchpoint").iterrows():
        plain = cx.mean_rating(table, rating=item).table.iloc[0]
        share = cx.top_box_share(table, rating=item, top=4).table.iloc[0]
        for name in ("n", "estimate", "conf_low", "conf_high"):
            assert own[name] == pytest.approx(plain[name], rel=1e-9)
        assert own["share_low"] == pytest.approx(share["conf_low"], rel=1e-9)
    ax = cx.plot_journey_map(cx.journey_map(register, scores=scores))
    assert f"n = {scores.table['n'].iloc[0]:,}" in [text.get_text() for text in ax.texts]
