"""Fixtures of the exercises."""

from __future__ import annotations

import pytest

from cxlib import learn


@pytest.fixture(autouse=True)
def first_try():
    """The first answer, whatever other tests have tried."""
    learn._wrong_tries.clear()
