"""Columns are called by the client's question, or by the head of the file where that is words."""

import pytest

from cxlib.gates.asked import wording_in
from cxlib.study.contract.models import ColumnContract


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        ({"source": "Cliente del club", "role": "segment"}, {"cliente_del_club": "Cliente del club"}),
        ({"source": "Q7_2", "role": "segment"}, {"cliente_del_club": "cliente del club"}),
        ({"source": "BAREA", "role": "segment"}, {"cliente_del_club": "cliente del club"}),
        ({"source": "Q7_2", "role": "segment", "question": "¿Es del club?"}, {"cliente_del_club": "¿Es del club?"}),
        ({"source": "Cliente del club", "role": "customer"}, {}),  # no groups: nobody reads its name
    ],
)
def test_what_a_column_is_called(column, wanted):
    assert wording_in({"cliente_del_club": ColumnContract(**column)}) == wanted
