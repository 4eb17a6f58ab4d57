"""Clean tables written as Triple-S 2.0: a description in XML and the data as CSV, which our own reader reads back."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pandas as pd

from ...locale import say
from ..contract.models import ColumnContract, OptionContract, TableContract
from ..words.spoilt_keys import KEYS
from .triple_s import ENCODING

MOST_CODED = 200  # different texts that become codes with labels; more are texts
_DECIMALS = 17
_TEXTS = (*KEYS, "verbatim", "description", "reference")  # never codes
NOT_USED = "not used"


@dataclass(kw_only=True)
class Field:
    """One variable of the file: its cells as text, its XML, and what study.toml must say to read it again."""

    name: str
    kind: str
    label: str
    cells: list[str]
    inside: str = ""
    use: str = ""
    declared: Mapping[str, object]
    changed: int = 0  # cells that the file's letters cannot write


def fields_of(frame: pd.DataFrame, contract: TableContract) -> list[Field]:
    """The variables of a clean table, in the order of its contract."""
    found: list[Field] = []
    asked: dict[str, list[str]] = {}
    for name, column in contract.columns.items():
        if isinstance(column, OptionContract):
            asked.setdefault(column.asked, []).append(name)
    for name, column in contract.columns.items():
        if not isinstance(column, OptionContract):
            found.append(_field(name, column, frame))
        elif asked[column.asked][0] == name:
            found += _several(column.asked, asked[column.asked], contract, frame)
    weights = [one for one in found if one.use == "weight"]
    for one in weights[1:]:
        one.use = ""
    return found


def _field(name: str, column: ColumnContract, frame: pd.DataFrame) -> Field:
    values = frame[name]
    role = column.role
    told = {"role": role, "facet": column.facet, "touchpoint": column.touchpoint, "required": column.required}
    label = column.question or name
    if column.reverse and role not in ("recommend", "outcome"):  # or 5 would be read as agreeing
        label = say("{question} (turned round)", question=label)
    parts: dict[str, Any] = {"name": name, "label": label}
    if isinstance(values.dtype, pd.CategoricalDtype) or (
        column.values == "text" and role not in _TEXTS and _few(values)
    ):
        return _coded(values, told, parts)
    if values.dtype == "boolean":
        cells = values.map({True: "1", False: "0"}).astype(object).where(values.notna(), "").tolist()
        return Field(kind="logical", cells=cells, declared=told, **parts)
    if pd.api.types.is_datetime64_any_dtype(values):
        return _dates(values, told, parts)
    if column.values == "number":
        unused = frame[f"{name}_not_used"].to_numpy(bool) if column.not_used else None
        return _numbers(column, values, unused, told, parts)
    texts = values.astype(object).where(values.notna(), "").map(str)
    return _texts(texts, told, parts, whole=role == "id" and bool(values.notna().all()))


def _few(values: pd.Series) -> bool:
    return 0 < values.nunique() <= MOST_CODED and values.nunique() < max(len(values) / 2, 2)


def _coded(values: pd.Series, told: dict, parts: dict) -> Field:
    """Names as codes from 1 on, in their order."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        names, codes = list(map(str, values.cat.categories)), values.cat.codes.to_numpy() + 1
    else:
        names = sorted(map(str, values.dropna().unique()))
        codes = values.map({name: place for place, name in enumerate(names, start=1)}).fillna(0).to_numpy(int)
    inside = _values("", dict(enumerate(names, start=1)))
    return Field(
        kind="single", cells=[str(code) if code else "" for code in codes], inside=inside, declared=told, **parts
    )


def _dates(values: pd.Series, told: dict, parts: dict) -> Field:
    """Dates as such; with a time of day as text, which keeps it whole."""
    known = values.dropna()
    days = bool((known == known.dt.normalize()).all())
    form = "%Y%m%d" if days else "%Y-%m-%d %H:%M:%S.%f"
    cells = values.dt.strftime(form).astype(object).where(values.notna(), "").tolist()
    if days:
        return Field(kind="date", cells=cells, declared=told, **parts)
    cells = [cell.removesuffix(".000000") for cell in cells]
    return Field(kind="character", cells=cells, inside=_size(cells), declared=told, **parts)


def _numbers(column: ColumnContract, values: pd.Series, unused: np.ndarray | None, told: dict, parts: dict) -> Field:
    """Whole answers on a scale from 0 or more as codes within its range, other numbers as quantities."""
    numbers = values.to_numpy(float, na_value=np.nan)
    known = numbers[~np.isnan(numbers)]
    bounds = column.bounds
    special: dict[object, str] = {}
    if bounds:
        told = {**told, "scale": list(bounds)}
    if unused is not None:
        top = int(np.ceil(max([*known, *(bounds or [0])], default=0)))
        special = {top + 1: NOT_USED}
        told = {**told, "not_used": [top + 1]}
    whole = bool((known % 1 == 0).all())
    digits = 0 if whole else next((d for d in range(1, _DECIMALS) if _exact(known, d)), _DECIMALS)
    cells = [f"{number:.{digits}f}" if number == number else "" for number in numbers]
    if unused is not None:
        cells = [f"{top + 1:.{digits}f}" if mark else cell for mark, cell in zip(unused, cells, strict=True)]
    scale = bounds if bounds and whole and bounds[0] >= 0 and all(end % 1 == 0 for end in bounds) else None
    low, high = scale or (min(known, default=0), max(known, default=0))
    ends = f'<range from="{low:.{digits}f}" to="{high:.{digits}f}"/>'
    use = "weight" if column.role == "weight" and len(known) == len(numbers) else ""
    inside = _values(ends, {f"{code:.{digits}f}": word for code, word in special.items()})
    return Field(kind="single" if scale else "quantity", cells=cells, inside=inside, use=use, declared=told, **parts)


def _exact(numbers: np.ndarray, digits: int) -> bool:
    return all(float(f"{number:.{digits}f}") == number for number in np.unique(numbers))


def _texts(texts: pd.Series, told: dict, parts: dict, *, whole: bool) -> Field:
    """Texts in one line and in the letters that the format has; how many were changed is counted."""
    known = {text: _in_latin(text) for text in texts.unique()}
    cells = [known[text] for text in texts]
    changed = sum(cell != text for cell, text in zip(cells, texts, strict=True))
    use = "serial" if whole and len(set(cells)) == len(cells) else ""
    return Field(kind="character", cells=cells, inside=_size(cells), use=use, declared=told, changed=changed, **parts)


def _in_latin(text: str) -> str:
    text = " ".join(text.split("\n")).replace("\r", " ")
    if text.isascii():
        return text
    signs = str.maketrans("‘’“”„–—…•", '\'\'"""--.*')
    return "".join(_sign(sign) for sign in text.translate(signs))


def _sign(sign: str) -> str:
    """A letter of Latin-1, without its marks where these are not in it; else a question mark."""
    for one in (sign, unicodedata.normalize("NFKD", sign)[:1]):
        try:
            one.encode(ENCODING)
        except UnicodeEncodeError:
            continue
        return one
    return "?"


def _several(name: str, columns: Sequence[str], contract: TableContract, frame: pd.DataFrame) -> list[Field]:
    """A question with several answers: places of 0 and 1, all blank without an answer; else a tick for each option."""
    first = contract.columns[columns[0]]
    options = {
        column: its.option
        for column, its in contract.columns.items()
        if column in columns and isinstance(its, OptionContract)
    }
    ticks = frame[list(columns)]
    gaps = ticks.isna().to_numpy()
    label = first.question or name
    if (gaps.any(axis=1) == gaps.all(axis=1)).all():
        marks = ticks.fillna(False).to_numpy(dtype=int)
        cells = ["" if gap else "".join("01"[tick] for tick in row) for gap, row in zip(gaps[:, 0], marks, strict=True)]
        inside = _values("", dict(enumerate(options.values(), start=1)))
        told = {"role": "choices"}
        return [Field(name=name, kind="multiple", label=label, cells=cells, inside=inside, declared=told)]
    found = []
    for column, option in options.items():
        cells = ["" if pd.isna(tick) else "01"[bool(tick)] for tick in ticks[column]]
        told = {"role": "choices", "question": label}
        found.append(Field(name=column, kind="logical", label=option, cells=cells, declared=told))
    found[0].declared = {**found[0].declared, "columns": list(columns), "asked": name}
    for one in found[1:]:
        one.declared = {}
    return found


def _values(ends: str, labels: Mapping[object, str]) -> str:
    words = "".join(f'<value code="{code}">{escape(word)}</value>' for code, word in labels.items())
    return f"<values>{ends}{words}</values>" if ends or words else ""


def _size(cells: Sequence[str]) -> str:
    return f"<size>{max(map(len, cells), default=1) or 1}</size>"


def description_of(fields: Sequence[Field], *, name: str, title: str, data: str) -> str:
    """The XML of a table."""
    variables = "\n".join(_variable(place, one) for place, one in enumerate(fields, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sss version="2.0">\n<origin>cxlib</origin>\n<survey>\n'
        f"<name>{escape(name)}</name>\n<title>{escape(title)}</title>\n"
        f'<record ident="A" format="csv" skip="1" href={quoteattr(data)}>\n{variables}\n</record>\n</survey>\n</sss>\n'
    )


def _variable(place: int, one: Field) -> str:
    use = f' use="{one.use}"' if one.use else ""
    return (
        f'<variable ident="{place}" type="{one.kind}"{use}><name>{one.name}</name><label>{escape(one.label)}</label>'
        f'<position start="{place}"/>{one.inside}</variable>'
    )


def data_of(fields: Sequence[Field]) -> bytes:
    """The CSV: heads, then a line for each row; texts and bits in quotation marks."""
    columns = [[_quoted(cell, one.kind) for cell in one.cells] for one in fields]
    lines = [",".join(one.name for one in fields), *map(",".join, zip(*columns, strict=True))]
    return ("\r\n".join(lines) + "\r\n").encode(ENCODING)


def _quoted(cell: str, kind: str) -> str:
    if not cell or kind not in ("character", "multiple"):
        return cell
    return '"' + cell.replace('"', '""') + '"'
