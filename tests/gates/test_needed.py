"""What would open a section is told in words, with the role or the kind to write."""

from __future__ import annotations

import pytest

from cxlib.gates.needed import _KINDS, _ROLES, column_needed, table_needed
from cxlib.locale import LANGUAGES, speaking
from cxlib.study.contract.roles import KINDS, ROLES


def test_words_stand_beside_the_role_and_the_kind():
    assert column_needed("outcome") == "a column on an overall score (role outcome)"
    assert column_needed("return with 0 and 1") == "a column on whether people came back (role return with 0 and 1)"
    assert table_needed("sample") == "a table of who was invited and who answered (kind sample)"
    assert column_needed("rank") == "a column of role rank" and table_needed("prospects") == "a table of kind prospects"


def test_a_role_in_several_words_is_said():
    with speaking("ca"):
        assert column_needed("outcome with answers on 3 to 11 steps").endswith(
            "(paper outcome amb respostes de 3 a 11 nivells)"
        )
        assert column_needed("wave").endswith("(paper wave)")


def test_all_that_is_told_exists():
    assert set(_ROLES) <= set(ROLES) and set(_KINDS) <= set(KINDS)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_each_language_has_words_of_its_own(language):
    english = [column_needed(role) for role in _ROLES] + [table_needed(kind) for kind in _KINDS]
    with speaking(language):
        told = [column_needed(role) for role in _ROLES] + [table_needed(kind) for kind in _KINDS]
    assert not set(english) & set(told) and len(set(told)) == len(told)
