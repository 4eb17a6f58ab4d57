"""A questionnaire as an Excel workbook: to read, to import as an XLSForm, and with the study.toml for its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from ..locale import LANGUAGES, texts
from .declaration import declaration_of
from .questions import Question, as_row, questions_of
from .sheets import write_lines, write_pairs, write_rows

# Widths in characters of Calibri 11; texts wrap within them.
WIDTHS = {
    "id": 8, "section": 20, "question": 52, "type": 8, "low": 6, "high": 6, "anchors": 30, "options": 46,
    "missing": 9, "required": 9, "reversed": 9, "role": 16, "facet": 18, "column": 16, "instruction": 26, "note": 64,
}  # fmt: skip
FORM_WIDTHS = {
    "type": 26, "name": 16, "label": 70, "hint": 34, "required": 9, "constraint": 28, "note": 64, "list_name": 16,
    "form_title": 40, "form_id": 28, "version": 10,
}  # fmt: skip


def workbook_of(name: str, language: str) -> bytes:
    """The whole workbook as it stands in the file."""
    from openpyxl import Workbook

    questions = questions_of(name, language)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "CX workbook"
    book.properties.title = texts(language)["titles"][name]
    book.properties.language = language
    write_rows(book.create_sheet("questions"), [as_row(question) for question in questions], WIDTHS)
    write_lines(book.create_sheet("study.toml"), declaration_of(name, language))
    write_pairs(book.create_sheet("licence"), _about(name, language))
    write_rows(book.create_sheet("survey"), list(_survey(questions)), FORM_WIDTHS)
    lists = {question.answers: question.options for question in questions}
    choices = [
        {"list_name": answers, "name": option.code, "label": option.label}
        for answers, options in lists.items()
        for option in options
    ]
    write_rows(book.create_sheet("choices"), choices, FORM_WIDTHS)
    said = texts(language)
    settings = {"form_title": said["titles"][name], "form_id": f"cx_{name}_{language}", "version": said["version"]}
    write_rows(book.create_sheet("settings"), [settings], FORM_WIDTHS)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _about(name: str, language: str) -> Iterator[tuple[str, str]]:
    """Version, licence and use, with the meaning of each column."""
    said = texts(language)
    sheet = said["sheet"]
    yield sheet["title"], f"{said['titles'][name]} ({name})"
    yield sheet["language"], f"{LANGUAGES[language]} ({language})"
    yield sheet["version"], said["version"]
    yield sheet["checked"], said["checked"]
    yield from ((sheet[key], sheet[f"{key}_text"]) for key in ("licence", "mark", "languages", "sheets", "other_tools"))
    yield sheet["columns"], ""
    yield from said["columns"].items()


def _survey(questions: Sequence[Question]) -> Iterator[dict[str, str]]:
    """The sheet `survey` of an XLSForm: one row per question, and a note where a section begins."""
    section = ""
    for question in questions:
        if question.section != section:
            section = question.section
            yield _survey_row(type="note", name=f"{question.id}_section", label=f"**{section}**")
        yield _survey_row(
            type=_form_type(question),
            name=question.id,
            label=question.text,
            hint=question.instruction,
            required="yes" if question.required else "",
            constraint=_constraint(question),
            note=question.note,
        )


def _survey_row(
    *, type: str, name: str, label: str, hint: str = "", required: str = "", constraint: str = "", note: str = ""
) -> dict[str, str]:
    """Survey tools pass over `note`, a column of ours for whoever sets the form up."""
    row = {"type": type, "name": name, "label": label, "hint": hint, "required": required, "constraint": constraint}
    return row | {"note": note}


def _constraint(question: Question) -> str:
    """How many may be ticked, and that none of them goes with none of the others."""
    rules = [f"count-selected(.) <= {question.most}"] if question.most else []
    if question.type == "tick" and any(option.code == "none" for option in question.options):
        rules.append("not(selected(., 'none') and count-selected(.) > 1)")
    return " and ".join(rules)


def _form_type(question: Question) -> str:
    if question.type == "open":
        return "text"
    return f"{'select_multiple' if question.type == 'tick' else 'select_one'} {question.answers}"
