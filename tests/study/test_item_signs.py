"""Items that fall as the others rise, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.study.checks.item_signs import with_the_others


def related(*signs: float, r: float = 0.6) -> np.ndarray:
    """Correlations of items of which each measures one thing, some of them the other way round."""
    ways = np.array(signs)
    return np.where(np.eye(len(ways), dtype=bool), 1.0, r * np.outer(ways, ways))


def test_the_correlation_with_the_mean_of_the_others():
    # three others with r = 0.6 among them: their sum has the variance 3 + 6 · 0.6 = 6.6
    expected = 3 * 0.6 / 6.6**0.5
    found = with_the_others(related(1, 1, -1, 1), 400)
    assert found == pytest.approx([expected, expected, -expected, expected])


def test_what_falls_is_the_same_however_the_items_are_turned():
    found = with_the_others(related(-1, -1, 1, -1), 400)
    assert (found < 0).tolist() == [False, False, True, False]


@pytest.mark.parametrize(
    ("matrix", "rows"),
    [
        (related(1, 1, -1, -1), 400),  # half against half
        (related(1, -1), 400),  # two items
        (related(1, 1, -1, 1, r=0.02), 400),  # chance
        (related(1, 1, -1, 1, r=0.2), 20),  # few people
        (np.full((4, 4), np.nan), 0),
    ],
)
def test_what_is_not_sure_is_not_told(matrix, rows):
    assert np.isnan(with_the_others(matrix, rows)).all()


def test_an_item_that_nobody_answered_with_another_is_not_told():
    matrix = related(1, 1, -1, 1)
    matrix[3, :3] = matrix[:3, 3] = np.nan
    found = with_the_others(matrix, 400)
    assert np.isnan(found[3])
    assert found[2] < 0
