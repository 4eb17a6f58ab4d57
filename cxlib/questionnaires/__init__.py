"""The questionnaires of the workbook: their questions as a table, and as a workbook that survey tools import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..results import Result


def questionnaire(name: str, *, language: str = "en") -> Result:
    """A questionnaire as a table, one question per row.

    The questions are the workbook's own, licensed CC BY 4.0. `cx questionnaire` writes them to a workbook that
    survey tools import, with a study.toml that reads the answers.

    Parameters
    ----------
    name : str
        ``relationship``, ``trust``, ``transactional``, ``drivers`` (the longer form after a contact), ``internal``,
        or ``employees``, which has the parts ``engagement``, ``climate``, ``experience`` and ``pace``.
    language : {"en", "es", "ca", "ro"}

    Returns
    -------
    Result
        Columns ``id section question type low high anchors options missing required reversed role facet column
        instruction note``. `id` is the name of the question in the survey tool, `column` the one in study.toml.
        `type` is scale, rank (a place in an order), pick (one answer), tick (several), yes/no or open. `options` has
        every answer with its code; `missing` the codes that are no answer. `reversed`: a high answer is bad.

    Raises
    ------
    CXError
        There is no such questionnaire or language.

    Examples
    --------
    >>> print(questionnaire("pace", language="es").table["question"][0])
    Trabajo a mi propio ritmo.
    """
    import pandas as pd

    from ..locale import texts
    from ..results import Result
    from .questions import as_row, questions_of

    table = pd.DataFrame([as_row(question) for question in questions_of(name, language)])
    table = table.astype({"low": "Int64", "high": "Int64"})
    said = texts(language)
    version = f"{said['sheet']['version']}: {language} {said['version']}."
    notes = (version, said["checked"], said["sheet"]["licence_text"])
    return Result(kind="questionnaire", table=table, settings={"name": name, "language": language}, notes=notes)
