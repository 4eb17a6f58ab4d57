"""Who answers "no sabe" to the last question has not broken off: a declared code is an answer given."""

import numpy as np
import pytest
from commonest import ITEMS, commonest_rows, commonest_study

import cxlib as cx

HEADS = [f"{question} (1 a 5)" for question, *_ in ITEMS.values()]


@pytest.fixture
def folder(tmp_path):
    """Of 600, 30 say "no sabe" to the last item and 12 stop after the first four; all are asked to recommend first."""
    rows = commonest_rows()
    rows[HEADS] = rows[HEADS].replace(9, 3).astype(object)
    rows.loc[:29, HEADS[-1]] = 9
    rows.loc[588:, HEADS[4:]] = ""
    rows["¿Nos recomendaría? (0 a 10)"] = rows["¿Nos recomendaría? (0 a 10)"].astype(object)
    rows.loc[588:, "¿Nos recomendaría? (0 a 10)"] = ""
    rows.loc[588:, "Región"] = "Madrid"
    return commonest_study(tmp_path / "s", rows=rows)


def gone(study: cx.Study) -> list:
    gates = cx.Gates(study, role="recommend", kind="relationship", min_cell=10)
    return cx.drop_out(gates.form(), min_items=3).table.set_index("item").loc[list(ITEMS), "n_gone"].tolist()


def test_only_blanks_to_the_end_are_drop_out(folder):
    assert gone(cx.read_study(folder)) == [0, 0, 0, 0, 12, 12, 12, 12]


def test_a_part_counts_its_own_rows(folder):
    study = cx.read_study(folder, only="region: Madrid")
    assert gone(study) == [0, 0, 0, 0, 12, 12, 12, 12]
    other = cx.read_study(folder, only="region: Murcia")
    assert not np.any(gone(other))


def test_where_the_file_is_gone_a_code_is_not_taken_for_a_blank(folder):
    study = cx.read_study(folder)
    (folder / "encuesta.csv").unlink()
    gates = cx.Gates(study, role="recommend", kind="relationship", min_cell=10)
    assert list(gates.form()) == ["recomienda"]  # columns without declared codes are all that can be told
