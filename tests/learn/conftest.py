"""Each test of an exercise is its first try."""

from __future__ import annotations

import pytest

from cxlib import learn


@pytest.fixture(autouse=True)
def first_try():
    learn._wrong_tries.clear()
