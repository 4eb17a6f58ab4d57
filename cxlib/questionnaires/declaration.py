"""The study.toml that reads the answers to a questionnaire back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..locale import texts
from .questions import Question, form_of, questions_of


def declaration_of(name: str, language: str) -> list[str]:
    """The lines of a study.toml for the answers: it reads codes and words alike."""
    form, said = form_of(name), texts(language)["sheet"]
    title = texts(language)["titles"][name]
    questions = questions_of(name, language)
    lines = [
        f"# {said['stub_file']}",
        "[study]",
        f"name = {_quoted(title)}",
        f"language = {_quoted(language)}",
        "",
        f"[tables.{name}]",
        'file = "answers.csv"',
        f"kind = {_quoted(form['kind'])}",
        "",
        f"[tables.{name}.columns]",
        f"# {said['stub_respondent']}",
        'respondent = { source = "respondent", role = "id", required = true }',
        f"# {said['stub_records']}",
        *(
            f"# {column} = {{ source = {_quoted(column)}, role = {_quoted(role)} }}"
            for column, role in form["records"].items()
        ),
    ]
    for question in questions:
        if question.type == "tick":
            lines.append(f"# {said['stub_tick']}")
        lines += _ticks(question) if question.type == "tick" else [_column(question)]
    return lines


def _column(question: Question) -> str:
    parts = [f"source = {_quoted(question.id)}", f"role = {_quoted(question.role)}"]
    if question.scale:
        parts.append(f"scale = {list(question.scale)}")
    if question.missing:
        parts.append(f"missing = {list(question.missing)}")
    if labels := dict(_labels(question)):
        parts.append("labels = { " + ", ".join(f"{_quoted(word)} = {value}" for word, value in labels.items()) + " }")
    # an effort that is high is bad by its role; turning it round would hide that
    if question.reversed and question.role != "effort":
        parts.append("reverse = true")
    parts += _named(question)
    parts.append(f"question = {_quoted(question.text)}")
    return f"{question.column} = {{ {', '.join(parts)} }}"


def _ticks(question: Question) -> Iterator[str]:
    """One column per answer, headed as ODK and KoboToolbox do, which holds the answer where it was ticked."""
    for option in question.options:
        parts = [
            f"source = {_quoted(f'{question.id}/{option.code}')}",
            f"role = {_quoted(question.role)}",
            f'labels = {{ "1" = {_quoted(option.value)} }}',
            "missing = [0]",
            f"question = {_quoted(f'{question.text} {option.words}')}",
        ]
        yield f"{question.column}_{option.code} = {{ {', '.join(parts)} }}"


def _named(question: Question) -> Iterator[str]:
    for key, value in {"facet": question.facet, "touchpoint": question.touchpoint}.items():
        if value:
            yield f"{key} = {_quoted(value)}"


def _labels(question: Question) -> Iterator[tuple[str, str]]:
    """What the export may hold besides plain numbers, and what it stands for."""
    for option in question.options:
        if question.type in ("pick", "yes/no"):
            yield from ((word, _quoted(option.value)) for word in (option.code, option.words))
        elif option.label != option.code:  # −3 with a true minus sign, too
            yield option.label, option.code


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
