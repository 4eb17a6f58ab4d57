"""What came first within a time is told with its unit; a step of the NPS in points, with one decimal."""

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.locale import speaking


@pytest.mark.parametrize(("column", "told"), [
    ("days", "within 100 days, of"), ("months_to_end", "within 100 months, of"), ("wait", "within 100 (wait), of"),
])  # fmt: skip
def test_what_came_first(column, told):
    data = pd.DataFrame({column: np.arange(1.0, 121), "end": (["leaves"] * 2 + ["complains"] + [None]) * 30})
    result = cx.competing_risks(data, time=column, cause="end", at=[50, 100])
    assert told in cx.reading(result).text
    if column == "days":
        with speaking("ca"):
            assert "en 100 dies, de 120 persones" in cx.reading(result).text
