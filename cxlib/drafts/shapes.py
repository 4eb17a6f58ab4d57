"""Files whose rows are no respondents: a column for each wave (NPS_2024), a row for each answer, counts of answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..study.contract.models import TableContract
from ..study.contract.role_meaning import named_roles, words_of
from ..study.files.readers import RawTable
from ..study.files.reshaped import reshaped
from .asking import ASKED
from .counts_seen import counts_of, written
from .lines import quoted
from .several_answers import with_several

_ROUNDS = "wave|w|round|ola|oleada|ronda|onada|tongada|val|valul|runda|vague|welle|ondata|meting"
_WAVE = rf"(?:(?:19|20)\d\d(?:[ _-]?(?:[QTSHqtsh][1-4]|0[1-9]|1[0-2]))?|(?:{_ROUNDS}) ?\d\d?)"
_BEHIND = re.compile(rf"(?P<asked>.*[^\W_].*?)(?P<form>[ _.:|(-]+{_WAVE}\)?|(?<=[^\W\d_])(?:19|20)\d\d)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<form>{_WAVE}[ _.:|-]+)(?P<asked>.*[^\W\d_].*)", re.IGNORECASE)
_ASKS = "question|item|statement|pregunta|intrebare|intrebarea|frage|domanda|vraag"
_KEY, _TEXT = (
    "id|code|key|no|nr|number|num|codigo|codi|cod|name",
    "text|wording|label|title|texto|enunciado|enunciat|text",
)
_QUESTION = re.compile(rf"(?:(?:{_KEY}) )?(?:{_ASKS})(?: (?:{_KEY}))?")
_WORDING = re.compile(rf"(?:{_ASKS}) (?:{_TEXT})|(?:{_TEXT}) (?:de la |de |del )?(?:{_ASKS})")
_ANSWER = re.compile(
    r"(?:answer|response|value|score|respuesta|valor|resposta|raspuns|valoare|antwort|wert|risposta|valore|reponse|"
    r"valeur|antwoord)(?: (?:value|text|numeric|num|score|code|label|texto|numero))?"
)
_ASKED_TWICE = (
    "a row for each answer, and some people answer a question twice: take these rows out, or add the column that tells "
    "the times, and draft it again"
)
_MOST_WAVES, _MOST_QUESTIONS = 12, 200
_FEWEST_ROWS, _FEWEST_PEOPLE = 30, 20


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a file is made: the key of study.toml that says so, its value as TOML and as a contract has it, the doubt.

    Without a key the file cannot be read so, and the doubt says why. `several` are the questions with several answers
    of one person, where each answer has a row.
    """

    key: str
    written: str
    value: dict[str, Any]
    told: str
    several: tuple[str, ...] = ()


def shape_of(raw: RawTable) -> Shape | None:
    """The shape of a file that has no row for each respondent, by its heads and cells; None where nothing shows it."""
    return _of_waves(raw) or _of_answers(raw) or _of_counts(raw)


def shaped(raw: RawTable, shape: Shape) -> RawTable:
    """A file with a row for each respondent, or respondent and wave, and all its columns."""
    columns = {"*": {"source": "*", "role": "description"}}
    columns |= {f"several_{place}": {"source": head, "role": "choices"} for place, head in enumerate(shape.several)}
    told = {"file": [raw.file], "kind": "relationship", "columns": columns, shape.key: shape.value}
    return reshaped(raw, TableContract.model_validate(told))


def _of_waves(raw: RawTable) -> Shape | None:
    """Columns of the same questions that end, or begin, with the name of a wave; one of them at least is a score."""
    if len(raw.rows) < _FEWEST_ROWS:
        return None
    for named in (_BEHIND, _BEFORE):
        found: dict[str, set[str]] = {}
        for head in filter(None, raw.headers):
            if told := named.fullmatch(head):
                found.setdefault(told["form"], set()).add(told["asked"])
        again = {asked for own in found.values() for asked in own if sum(asked in its for its in found.values()) > 1}
        waves = {form: own for form, own in found.items() if own & again}
        scores = [asked for asked in again if all(_is_score(raw, named, form, asked) for form in waves)]
        if 1 < len(waves) <= _MOST_WAVES and scores:
            forms = {form.strip(" _.:|()-"): f"*{form}" if named is _BEHIND else f"{form}*" for form in waves}
            pairs = ", ".join(f"{quoted(name)} = {quoted(form)}" for name, form in forms.items())
            doubt = "columns of several waves: a row of the file is read as one row for each of them"
            return Shape(key="waves", written=f"{{ {pairs} }}", value=forms, told=doubt)
    return None


def _is_score(raw: RawTable, named: re.Pattern[str], form: str, asked: str) -> bool:
    """Whether a question was answered in a wave with numbers of a scale; an NPS of each branch was not."""
    head = f"{asked}{form}" if named is _BEHIND else f"{form}{asked}"
    cells = raw.cells.get(head)
    if cells is None or not set(named_roles(asked)) & {*ASKED}:
        return False
    numbers = pd.to_numeric(cells.words[cells.words != ""], errors="coerce").dropna()
    on_scale = numbers[(numbers >= 0) & (numbers <= 10) & (numbers % 1 == 0)]
    words = int((cells.words != "").sum())
    return len(on_scale) > 2 and words - len(on_scale) <= 4 and words < len(raw.rows)


def may_have_shape(raw: RawTable) -> bool:
    """Whether the first rows of a file let one look at all of them: their heads are those of such a shape."""
    _, asked, _, answer = _parts_of_answers(raw)
    return bool(asked and answer) or _of_waves(raw) is not None


def _parts_of_answers(raw: RawTable) -> tuple[dict[str, str], list[str], list[str], list[str]]:
    """Heads and their words; those of questions, of their wordings and of answers."""
    said = {head: " ".join(words_of(head)) for head in dict.fromkeys(filter(None, raw.headers)) if head in raw.cells}
    asked = [head for head, words in said.items() if _QUESTION.fullmatch(words)]
    answer = [head for head, words in said.items() if _ANSWER.fullmatch(words)]
    wording = [head for head, words in said.items() if _WORDING.fullmatch(words)]
    return said, *((asked, wording) if asked else (wording, [])), answer


def _of_answers(raw: RawTable) -> Shape | None:
    """A column of questions and one of answers, where each respondent has a row for each question."""
    said, asked, wording, answer = _parts_of_answers(raw)
    if not asked or not answer:
        return None
    frame = pd.DataFrame({head: raw.cells[head].rows() for head in said})
    question = frame[asked[0]]
    people = [head for head in said if set(named_roles(head)[:2]) & {"id", "customer", "employee"}]
    times = [head for head in said if named_roles(head)[:1] == ["wave"]]
    found: list[tuple[list[str], int, tuple[str, ...] | None]] = []
    for person in (head for head in people if head not in (*asked, *answer, *wording)):
        for of in ([person], *([person, time] for time in times)):
            who = frame.groupby(of).ngroup()
            n, again = who.nunique(), who.value_counts().median() > 1
            few = 1 < question.nunique() <= min(_MOST_QUESTIONS, n)
            if n >= _FEWEST_PEOPLE and again and few:
                given = pd.DataFrame({"who": who, "asked": question, "answer": frame[answer[0]]})
                found.append((of, n, with_several(given[given["answer"] != ""])))
    if not found:
        return None
    # one answer to each question is surer than several, and of a person in a wave than of one asked in several
    of, _, several = min(found, key=lambda its: (its[2] is None, bool(its[2]), -its[1] if its[2] else 0))
    if several is None:
        return Shape(key="", written="", value={}, told=_ASKED_TWICE)
    text = wording[0] if wording and frame.groupby(asked[0])[wording[0]].nunique().max() == 1 else ""
    value: dict[str, Any] = {"of": of, "question": asked[0], "answer": answer, **({"text": text} if text else {})}
    told = "a row for each answer: those of one respondent are put together"
    if several:
        told = f"{told}, and several answers of one to a question in one cell"
    pairs = ", ".join(f"{key} = {_listed(its)}" for key, its in value.items())
    return Shape(key="answers", written=f"{{ {pairs} }}", value=value, told=told, several=several)


def _of_counts(raw: RawTable) -> Shape | None:
    """Columns that count how often each answer was given."""
    counts = counts_of(raw)
    told = "columns that count answers: each answer becomes a row"
    return Shape(key="counts", written=written(counts), value=dict(counts), told=told) if counts else None


def _listed(value: list[str] | str) -> str:
    if isinstance(value, str) or len(value) == 1:
        return quoted(value if isinstance(value, str) else value[0])
    return f"[{', '.join(map(quoted, value))}]"
