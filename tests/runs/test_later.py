"""Modules that are read when something of theirs is first asked for."""

import subprocess
import sys
import textwrap
from contextlib import contextmanager

import pytest

from cxlib.runs.later import load_later


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """A package with a module in it, and a module that fails."""
    (tmp_path / "late_package").mkdir()
    (tmp_path / "late_package" / "__init__.py").write_text("from . import inner\nVALUE = 1\n")
    (tmp_path / "late_package" / "inner.py").write_text("VALUE = 2\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in [name for name in sys.modules if name.startswith("late_package")]:
        del sys.modules[name]


def test_a_module_is_read_once_something_of_it_is_asked_for(packages):
    entered = []

    @contextmanager
    def around():
        entered.append("late_package.inner" in sys.modules)
        yield

    load_later("late_package", within=around)
    import late_package

    assert late_package.__file__.endswith("__init__.py")  # what looks through all modules reads none
    assert not hasattr(late_package, "__wrapped__")
    assert entered == []
    assert (late_package.VALUE, late_package.inner.VALUE, entered) == (1, 2, [False])
    with pytest.raises(AttributeError):
        _ = late_package.OTHER
    assert entered == [False]
    from late_package.inner import VALUE

    assert VALUE == 2


def test_a_module_in_a_package_stands_there_for_every_form_of_import(packages):
    load_later("late_package", "late_package.inner")
    import late_package.inner as inner

    assert "VALUE" not in vars(inner)
    assert inner.VALUE == 2
    assert "VALUE" not in vars(sys.modules["late_package"])
    from late_package import VALUE

    assert VALUE == 1


def test_what_is_there_or_nowhere_is_left_alone():
    before = sys.modules["textwrap"]
    load_later("textwrap", "no_such_package_anywhere")
    assert sys.modules["textwrap"] is before
    assert "no_such_package_anywhere" not in sys.modules


KERNEL = """
import sys
from cxlib.runs.preload_packages import load
load(lectures=sys.argv[1] == "lectures")
heavy = ["statsmodels.regression.linear_model", "ipywidgets", "polars", "debugpy"]
print(*[name in sys.modules for name in heavy])
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
print(heavy[0] in sys.modules)
fit = smf.ols("y ~ x", pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [1.0, 2.0, 4.0]})).fit()
print(fit.params.round(3).tolist(), sm.add_constant([1.0, 2.0]).tolist(), *[name in sys.modules for name in heavy[2:]])
import polars as pl
print(sm.OLS(pl.Series("y", [1.0, 2.0, 4.0]), pl.DataFrame({"x": [1.0, 2.0, 3.0]})).exog_names)
"""


@pytest.mark.parametrize("kind", ["lectures", "report"])
def test_kernels_of_reports_read_statsmodels_when_they_fit_something(kind):
    command = [sys.executable, "-c", textwrap.dedent(KERNEL), kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    early = str(kind == "lectures")
    fitted = "[0.833, 1.5] [[1.0, 1.0], [1.0, 2.0]] False False"
    assert done.stdout.splitlines() == [f"{early} {early} False False", early, fitted, "['x']"]
