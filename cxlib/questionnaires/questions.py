"""The questions of a questionnaire in one language: what questions.toml asks, in the words of cxlib/locale."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import CXError, nearest
from ..locale import texts

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer: its code in the export, its words, its label in the survey tool, its name in the clean data."""

    code: str
    words: str
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as it is asked, which is one column of the answers (a tick question: one per option)."""

    id: str
    section: str
    text: str
    type: str
    answers: str
    options: tuple[Option, ...]
    scale: tuple[int, int] | None
    missing: tuple[int, ...]
    most: int | None
    required: bool
    reversed: bool
    role: str
    facet: str
    column: str
    touchpoint: str
    instruction: str
    note: str


@cache
def asked() -> Mapping[str, Any]:
    """What is asked, whatever the language."""
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))


def form_of(name: str) -> Mapping[str, Any]:
    """The kind, the sections and the records of a questionnaire."""
    forms = asked()["questionnaires"]
    if name not in forms:
        raise CXError(f'No questionnaire "{name}".', nearest(name, forms))
    return forms[name]


def listed(language: str) -> str:
    """The questionnaires by name, with their title and how many questions they have, one per line."""
    titles = texts(language)["titles"]
    sizes = {name: len(questions_of(name, language)) for name in asked()["questionnaires"]}
    return "\n".join(f"{name:<15}{titles[name]} ({size})" for name, size in sizes.items())


def questions_of(name: str, language: str) -> list[Question]:
    """All questions of a questionnaire, in their order."""
    form, said = form_of(name), texts(language)
    return [
        question
        for section in form["sections"]
        for id_, asks in asked()["questions"][section].items()
        for question in _asked_once(id_, asks, section, said)
    ]


def _asked_once(id_: str, asks: Mapping[str, Any], section: str, said: Mapping[str, Any]) -> Iterator[Question]:
    """The question, or the question for each of what it is asked about."""
    each = asks.get("each")
    names = {"": ""} if not each else _names_of_each(each, said)
    for key, name in names.items():
        text = said["questions"][id_].format(**({each: name} if each else {}))
        touchpoint = key if each == "contact" else ""
        part = f"{id_}_{key}" if each else id_
        way = asked()["answers"][asks["answers"]]
        yield Question(
            id=part,
            section=said["sections"][section],
            text=text,
            type=way["type"],
            answers=asks["answers"],
            options=tuple(_options(way, said["answers"].get(way.get("words", asks["answers"]), {}))),
            scale=tuple(way["scale"]) if "scale" in way else None,
            missing=tuple(way.get("missing", ())),
            most=way.get("most"),
            required=asks.get("required", False),
            reversed=asks.get("reversed", False),
            role=asks["role"],
            facet=asks.get("facet", ""),
            column=f"{asks['column']}{key}",
            touchpoint=touchpoint,
            instruction=said["instructions"].get(asks.get("instruction", asks["answers"]), ""),
            note=said["notes"][asks["note"]] if "note" in asks else "",
        )


def _names_of_each(each: str, said: Mapping[str, Any]) -> dict[str, str]:
    names = said["answers"]["touchpoint"] if each == "contact" else said["each"][each]
    return {key: names[key] for key in asked()["each"][each]}


def _options(way: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Option]:
    """Every answer with its code. Where some points of a scale have no words, labels show the number too."""
    codes = way.get("codes", ())
    for code, value in zip(codes, way.get("values", codes), strict=True):
        yield Option(code=code.replace(" ", "_"), words=words[code], label=words[code], value=value)
    if "scale" not in way:
        return
    low, high = way["scale"]
    points = range(low, high + 1)
    numbered = any(str(point) not in words for point in points)
    # a code without words is for a blank, and is not shown
    none = [code for code in way.get("missing", ()) if str(code) in words]
    for point in (*points, *none):
        said = words.get(str(point), "")
        label = " – ".join(filter(None, (signed(point), said))) if numbered else said
        yield Option(code=str(point), words=said, label=label, value=str(point))


def signed(point: int) -> str:
    """A point of a scale with a true minus sign."""
    return str(point).replace("-", MINUS)


def as_row(question: Question) -> dict[str, Any]:
    """The question as a row of the table and of the sheet; what does not apply is empty."""
    low, high = question.scale or (None, None)
    words = {option.code: option.words for option in question.options}
    return {
        "id": question.id,
        "section": question.section,
        "question": question.text,
        "type": question.type,
        "low": low,
        "high": high,
        "anchors": " … ".join(f"{signed(end)}{NO_BREAK}{words[str(end)]}" for end in question.scale or ()),
        "options": " | ".join(" = ".join(filter(None, (option.code, option.words))) for option in question.options),
        "missing": ", ".join(map(str, question.missing)),
        "required": question.required,
        "reversed": question.reversed,
        "role": question.role,
        "facet": question.facet,
        "column": question.column,
        "instruction": question.instruction,
        "note": question.note,
    }
