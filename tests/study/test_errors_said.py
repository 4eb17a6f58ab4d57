"""What stops a command is said in its language, whole or not at all; help and the doctor, too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cxlib
from cxlib.cli import app
from cxlib.cli.spoken_help import asked_in, run_app
from cxlib.errors import CXError
from cxlib.locale import speaking
from cxlib.runs.doctor import told_by
from cxlib.study.faults_said import error_said, problem_said

ROOT = Path(cxlib.__file__).parent
FOREIGN = ["es", "ca", "ro"]
# what people who write notebooks or call functions meet, not those who run a command
OF_AUTHORS = re.compile(
    r'No label|tagged "parameters"|Unknown (engine|role)|The study has no table|pandas tables|tables: '
)


def messages() -> list[tuple[str, str]]:
    """What is wrong and how to mend it, as the code of commands writes it, with words in the places."""
    found = []
    files = [*(ROOT / "runs").rglob("*.py"), *(ROOT / "drafts").glob("*.py"), *(ROOT / "questionnaires").glob("*.py")]
    files += [
        *(ROOT / "study").glob("*.py"),
        *(ROOT / "study" / "people").glob("*.py"),
        *(ROOT / "blocks").glob("*.py"),
    ]
    files += [ROOT / "study" / "files" / "exporting.py", ROOT / "locale" / "__init__.py"]
    for file in files:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "CXError":
                problem, mend = map(written, call.args)
                if problem and not OF_AUTHORS.search(problem):
                    found.append((problem, mend or "Known: this."))
    return found


def written(node: ast.expr) -> str:
    """A text of the code; nothing where it is made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "7" for one in node.values]
        return "".join(map(str, parts)).replace("is not 7.", "is not a number.").replace("7 7.", "7 is negative.")
    return ""


@pytest.mark.parametrize("language", FOREIGN)
def test_every_error_of_a_command_is_said_in_its_language(language):
    found = messages()
    assert len(found) > 50
    assert not [problem for problem, mend in found if error_said(CXError(problem, mend), language).startswith(problem)]
    assert not [mend for problem, mend in found if error_said(CXError(problem, mend), language).endswith(mend)]


def test_an_error_without_a_form_stays_whole():
    odd = CXError("out: no such folder.", "Ask Ana.")
    assert error_said(odd, "es") == "out: no such folder. Ask Ana."
    assert error_said(CXError("Nobody knows.", "Keep one of the two."), "ro") == "Nobody knows. Keep one of the two."
    known = CXError("out: no such folder.", "Make it first, or choose another place.")
    assert error_said(known, "es") == "out: no existe esa carpeta. Hay que crearla antes, o elegir otro lugar."
    assert error_said(known, "en") == error_said(known) == str(known)


def test_an_error_speaks_the_language_asked_for_and_else_that_of_its_study(tmp_path):
    wanted = CliRunner().invoke(app, ["run", str(tmp_path / "nowhere"), "--language", "ca"])
    assert (
        wanted.exit_code == 2 and "nowhere: no és ni una carpeta o fitxer d’un estudi ni un quadern." in wanted.output
    )
    (tmp_path / "datos.csv").write_text("nota\n9\n", encoding="utf-8")
    text = '[study]\nname = "x"\nlanguage = "ro"\n[tables.a]\nfile = "datos.csv"\nkind = "relationship"\n'
    (tmp_path / "study.toml").write_text(text + "[tables.a.columns]\nnota = { role = 'recommend' }\n", encoding="utf-8")
    own = CliRunner().invoke(app, ["run", str(tmp_path), "99"])
    assert "99: niciun caiet nu se numește așa." in own.output
    english = CliRunner().invoke(app, ["run", str(tmp_path), "99", "--language", "en"])
    assert "99: no notebook of this name." in english.output


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("not a whole number (7.4)", "no es un número entero (7,4)"),
        ("not a whole number (7.4, 8.25 and 3 more)", "no es un número entero (7,4; 8,25 y 3 más)"),
        ("outside 0.5…10 (11, 12)", "fuera de 0,5…10 (11, 12)"),
        ("faulty rows are 12.5 % of the table, and at most 5 % may be set aside", "el 12,5 % de las filas"),
        # names and what a client wrote keep their points
        ('no column "v2.1" in the file', "«v2.1»"),
        ('not among the labels ("7.4", "no")', 'no está entre las etiquetas ("7.4", "no")'),
        ("the scale [0.5, 10], and b has [1, 5] for the same source", "la escala [0.5, 10]"),
    ],
)
def test_numbers_of_faults_have_the_marks_of_the_language_and_names_their_own(problem, told):
    with speaking("es"):
        assert problem_said(problem).startswith(told) or told in problem_said(problem)
    with speaking("en"):
        assert problem_said(problem) == problem


def test_a_form_takes_the_small_words_that_fit():
    with speaking("ro"):
        assert problem_said("difference of 3 columns") == "difference din 3 coloane"
        assert problem_said("difference of 25 columns") == "difference din 25 de coloane"


@pytest.mark.parametrize(
    ("language", "last"), [("es", "Todo está bien."), ("ca", "Tot està bé."), ("en", "All is well.")]
)
def test_the_doctor_speaks(tmp_path, language, last):
    with speaking(language):
        lines, ill = told_by(tmp_path)
    assert ill or lines[-1] == last
    assert any("21 " in line and "Pont Nou" in line for line in lines)
    assert ("kernel: starts" in " ".join(lines)) == (language == "en")


def test_help_is_said_in_the_language_of_the_environment_or_the_option(monkeypatch, capsys):
    monkeypatch.setenv("CX_LANGUAGE", "es")
    assert asked_in(["run", "-h"]) == "es" and asked_in(["run", "--language=ca"]) == "ca"
    assert asked_in(["run", "--language", "pt"]) == "en"
    monkeypatch.setattr("sys.argv", ["cx", "attack", "-h"])
    with pytest.raises(SystemExit):
        run_app(["attack", "-h"])
    told = capsys.readouterr().out
    assert told.startswith("Uso: ") and "Intenta reconocer a alguien" in told
    assert not re.search(r"\b(the|of|and|left out)\b", told)
