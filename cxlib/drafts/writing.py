"""The text of a draft: study.toml with its doubtful lines marked, and the decisions that a person must take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..locale import say, say_number, to_say, word
from ..study.contract.roles import SCALED
from ..study.faults_said import doubt_said
from ..study.words.numbers import plain
from ..study.words.question_heads import without_code
from .lines import QUESTION, Line, quoted
from .named import KEY_ROLES
from .tables import DraftTable

MARK = "# check"
_MOST_DECISIONS = 3
_WIDEST = 110  # characters of a comment
_LEFT_OUT = {
    "codes": to_say(
        'codes that the file does not explain; a group: role = "segment", a question: role = "rating" and scale'
    ),
    "ticks": to_say('ticks of several questions, or said again; of one question: role = "choices" and a list of them'),
    "words": to_say('answers in words of no known scale; role = "rating", and labels with a number for each word'),
    "ranked": to_say("answers put in order of preference, which no role reads"),
    "classes": to_say("promoters, passives and detractors, which are made of the recommendation"),
    "again": to_say("say again what another column says: turned round, on another scale, in classes or by a code"),
    "records": to_say("several values in each cell, as programs write them; give each a column of its own in the file"),
    "others": to_say("the same question about somebody else"),
    "text": to_say('texts that are neither comments nor a few groups; role = "description" keeps one'),
    "months": to_say('years and months without a day; role = "wave" where the rounds of a survey are meant'),
    "another date": to_say('further dates; role = "start", "end", "opened" or "closed" where one is meant'),
    "anew": to_say("numbered anew in each file, and no key"),
    "personal": to_say("left out, since they identify people"),
    "machine": to_say("left out, since the survey tool wrote them for itself"),
    "constant": to_say("the same value in every row"),
    "empty": to_say("empty in every row"),
}


def toml_of(tables: list[DraftTable], *, name: str, language: str) -> str:
    """The whole file."""
    marked = sum(bool(line.checks) for table in tables for line in table.lines if line.role)
    marked += sum(bool(table.checks) + len(table.file.checks) for table in tables)
    marked += any(table.to_set_aside() for table in tables)
    told = say_number(
        "Drafted from the files: {number} line is marked {mark}. Look at it, then run cx check.",
        "Drafted from the files: {number} lines are marked {mark}. Look at these, then run cx check.",
        marked,
        number=marked,
        mark=MARK,
    )
    sure = say("Drafted from the files. No line was in doubt; read it all the same, then run cx check.")
    lines = [
        f"# {told if marked else sure}",
        "[study]",
        f"name = {quoted(name)}",
        *([f"language = {quoted(language)}"] if language != "en" else []),
    ]
    aside = [rows for table in tables if (rows := table.to_set_aside())]
    if aside:
        lines.append(f'faults = "set_aside"  {MARK}: {"; ".join(aside)}')
    for table in tables:
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: DraftTable) -> Iterator[str]:
    yield f"[tables.{table.name}]"
    files = ", ".join(map(quoted, table.file.files))
    yield f"file = [{files}]" if files else f"file = {quoted(table.file.path.name)}"
    yield f"kind = {quoted(table.kind)}" + _mark(check.text for check in table.checks)
    for key, value in table.file.settings.items():
        yield f"{key} = {value if value[:1] in '{[' else quoted(value)}" + _mark(
            filter(None, [table.file.checks.get(key, "")])
        )
    yield ""
    yield f"[tables.{table.name}.columns]"
    for line in table.lines:
        if line.role:
            yield _line(line)
    for head in table.file.twice:
        told = say('the file has "{head}" several times; give the columns different names to use them', head=_cut(head))
        yield f"{MARK}: {told}"
    for names, heads in _asked_in(table).items():
        yield from _wrapped(f"# {say('in {names} only', names=names)}: ", heads)
    for reason, told in _LEFT_OUT.items():
        heads = [_cut(line.column.head, 40) for line in table.lines if not line.role and line.left_out == reason]
        if heads:
            yield from _wrapped(f"# {word(told)}: ", heads)


def _asked_in(table: DraftTable) -> dict[str, list[str]]:
    """The heads that some parts of a table have only, by these parts."""
    found: dict[str, list[str]] = {}
    for head, names in table.file.asked_in.items():
        found.setdefault(", ".join(names), []).append(_cut(head, 40))
    return found


def _line(line: Line) -> str:
    source = quoted(line.source or line.column.head)
    if line.heads and not line.source:
        source = f"[{', '.join(map(quoted, line.heads))}]"
    parts = [] if line.source == line.name else [f"source = {source}"]
    parts.append(f"role = {quoted(line.role)}")
    scale = line.scale
    if scale.ends:
        parts.append(f"scale = [{', '.join(map(plain, scale.ends))}]")
    missing = scale.missing if scale.missing or scale.ends else _nobody(line)
    parts += [
        f"{key} = [{', '.join(map(_code, codes))}]"
        for key, codes in (("missing", missing), ("not_used", scale.not_used))
        if codes
    ]
    if scale.labels:
        parts.append("labels = { " + ", ".join(f"{quoted(k)} = {plain(v)}" for k, v in scale.labels.items()) + " }")
    if scale.reverse:
        parts.append("reverse = true")
    if line.mean_of:
        parts = [f"role = {quoted(line.role)}", f"mean = [{quoted(line.mean_of)}]"]
    parts += [f"{key} = {quoted(value)}" for key, value in line.settings.items()]
    parts += line.also
    if line.options:
        parts.append(f"options = [{', '.join(map(quoted, line.options))}]")
    if (line.heads or not line.source) and (question := _question(line)):
        parts.append(f"question = {quoted(question)}")
    name = (
        line.name
        if line.name.isascii() and line.name.replace("_", "").replace("-", "").isalnum()
        else quoted(line.name)
    )
    return f"{name} = {{ {', '.join(parts)} }}" + _mark(check.text for check in line.checks)


def _nobody(line: Line) -> list[str]:
    """Words for no answer of a column without a scale, which the file does not declare itself.

    Among names two or three letters may be one: NC is a state.
    """
    if line.role in KEY_ROLES:
        return []
    words = [word for word in line.column.nobody if word not in line.column.declared]
    if line.column.kind == "number":
        return words + line.column.strange
    if line.column.kind == "date":
        return [*words, *(word for word in line.column.undated if word not in words)]
    return [word for word in words if len(word) > 3 or not word.isalpha()]


def _question(line: Line) -> str:
    column = line.column
    if line.heads:
        asked = re.search(r"\]\.?\s+(.+?)\s*\[", line.heads[0])  # Q2[1]. Which? [Web]
        return line.stem if " " in line.stem else asked[1] if asked and line.stem else ""
    wording = " ".join((column.wording or (column.head if column.head.count(" ") > 2 else "")).split())
    wording = without_code(wording)
    told = wording.casefold() != column.head.casefold() or line.role in (*SCALED, "verbatim", "choices")
    return wording if told and line.role not in ("id", "time", "start", "end") else ""


def _mark(texts: Iterable[str]) -> str:
    told = "; ".join(map(doubt_said, dict.fromkeys(texts)))
    return f"  {MARK}: {told}" if told else ""


def _wrapped(begun: str, heads: list[str]) -> Iterator[str]:
    line = begun
    for place, head in enumerate(heads):
        own = head + ("," if place < len(heads) - 1 else "")
        if len(line) + len(own) > _WIDEST and line.strip("# "):
            yield line.rstrip()
            line = "#   "
        line += f"{own} "
    yield line.rstrip()


def _cut(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _code(code: str) -> str:
    """A code as study.toml has it: a number where it is one."""
    try:
        return plain(float(code)) if code.strip() == plain(float(code)) else quoted(code)
    except ValueError:
        return quoted(code)


def decisions_of(tables: list[DraftTable]) -> list[str]:
    """What a person has to decide, three at most, the most harmful if wrong first."""
    found: dict[str, tuple[float, list[str]]] = {}
    for table in tables:
        for check in table.checks:
            found.setdefault(check.text, (check.harm, []))[1].append(table.name)
        for key, text in table.file.checks.items():
            found.setdefault(text, (6, []))[1].append(f"{table.name}, {key}")
        for line in table.lines:
            if line.left_out == "words":
                told = "answers in words of no known scale are left out; write their order as labels"
                found.setdefault(told, (QUESTION, []))[1].append(f"{table.name}, {_cut(line.column.head)}")
            for check in line.checks if line.role else ():
                if not check.text.startswith("as "):
                    # of two doubts of a kind, the one about the headline comes first, then that about more columns
                    own = 0.9 if line.role in ("recommend", "outcome") else min(len(line.columns), 50) / 100
                    found.setdefault(check.text, (check.harm + own, []))[1].append(f"{table.name}.{line.name}")
    ordered = sorted(found.items(), key=lambda item: -item[1][0])
    decisions = []
    for text, (_, places) in ordered[:_MOST_DECISIONS]:
        more = f" {say('and {number} more', number=len(places) - 3)}" if len(places) > 3 else ""
        decisions.append(f"{', '.join(places[:3])}{more}: {doubt_said(text)}.".replace("?.", "?"))
    return decisions
