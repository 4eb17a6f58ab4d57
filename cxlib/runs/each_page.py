"""The page of `--each`: the scores of all parts, partly pooled, as a funnel and never as a league table."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from ..estimators.pooling import partial_pooling
from ..locale import keeping, say, say_number, spoken
from ..readings import READING
from ..results import Result
from ..text import decimals, listed
from .finishing import finish_tables
from .folders import STYLE, TEMPLATES, workplace, writing
from .record import run_record, write_record
from .report_words import page_words

if TYPE_CHECKING:
    from ..study import Study
    from .workbook import WorkbookRun

FEWEST = 3  # parts that can be pooled
LEVEL = 0.95
KINDS = {"points": "nps_pooled", "share": "top_box_share"}  # unit of a score → the kind of table; else a mean
COLUMNS = ["part", "n", "estimate", "pooled", "conf_low", "conf_high"]


def write_each(
    study: Study, column: str, runs: Mapping[str, WorkbookRun], given: Mapping[str, Any], *, file: str, out: Path,
    started: datetime,
) -> WorkbookRun:  # fmt: skip
    """Write the page that compares the parts, and its record, into a folder beside theirs.

    All numbers are those that the pages of the parts tell: the first score of each.
    """
    first = next(iter(runs.values()))
    told = {part: _score(run.folder) for part, run in runs.items()}
    known = {part: score for part, score in told.items() if score}
    record = run_record(study, study_file=file, out=out, given=given, runs=[], started=started)
    own = json.loads((first.folder / "run.json").read_text(encoding="utf-8"))
    record |= {"each": column, "parts": {part: run.folder.name for part, run in runs.items()}}
    record |= {"notebooks": own["notebooks"], "command": f"{record['command']} --each {column}"}
    with workplace(out, study=f"{study.name} {say('all of')} {column}", started=started) as place, writing(out):
        write_record(record, place.partial)
        page = _page(study, column, record["parts"], known)
        (place.partial / "index.html").write_text(page, encoding="utf-8")
        folder = place.finish()
    return replace(first, folder=folder, study=study.name, notebooks=(), doubts=(), changed="")


def _score(run: Path) -> dict[str, Any] | None:
    """The first score that the notebooks of a run tell, with its interval."""
    for file in sorted(run.glob("*.ipynb")):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                reading = output.get("data", {}).get(READING, {})
                number = next(iter(reading.get("numbers", [])), None) if reading.get("answers") == "score" else None
                if number and number["n"] and None not in (number["conf_low"], number["conf_high"]):
                    return number
    return None


def pooled_parts(scores: Mapping[str, Mapping[str, Any]]) -> Result:
    """The scores of parts, each moved towards the others as far as its own error asks, in the order given.

    Own scores are taken as normal around true ones, with one deviation of an answer for all parts: the middle of those
    that their intervals tell.
    """
    n, estimate, low, high = (
        np.array([one[name] for one in scores.values()], float) for name in ("n", "estimate", "conf_low", "conf_high")
    )
    half = (high - low) / 2 / NormalDist().inv_cdf((1 + LEVEL) / 2)
    deviation = float(np.sqrt(np.average(half**2 * n, weights=n)))
    variance = deviation**2 / n
    pooled = partial_pooling(estimate, variance, LEVEL, float(max(np.ptp(estimate), 2 * np.sqrt(variance.max()))))
    table = pd.DataFrame(
        {"part": list(scores), "n": n.astype(int), "estimate": estimate, "pooled": pooled.mean,
         "conf_low": pooled.low, "conf_high": pooled.high}
    )  # fmt: skip
    weights = 1 / (variance + pooled.spread**2)
    centre = float(np.average(estimate, weights=weights))
    settings = {"centre": centre, "deviation": deviation, "spread": pooled.spread, "confidence_level": LEVEL}
    return Result(table=table[COLUMNS], settings=settings)


def _page(study: Study, column: str, folders: Mapping[str, str], scores: Mapping[str, Mapping[str, Any]]) -> str:
    units = {one["unit"] for one in scores.values()}
    picture = alt = table = ""
    said = []
    if len(scores) >= FEWEST and len(units) == 1:
        from ..figures.funnel_of_parts import funnel_of_parts
        from ..figures.style import drawn

        found = replace(pooled_parts(scores), kind=KINDS.get(units.pop(), "mean_rating"))
        spread, deviation = (
            decimals(found.settings[one], 1 if found.kind in KINDS.values() else 2) for one in ("spread", "deviation")
        )
        label = next(iter(scores.values()))["label"]
        ax = funnel_of_parts(found, unit=label)
        alt, picture = str(ax.figure.get_label()), base64.b64encode(drawn(ax)).decode()
        with keeping("part", scores):
            table = found.shown.to_html(index=False, border=0, justify="right", escape=True)
        said = [
            say(
                "Parts with few answers lie far out by chance. Partial pooling moves each score towards that of all, "
                "the further the fewer its answers; the interval is that of the pooled score. The parts stand in the "
                "order of their names, for places in an order would be luck: true scores differ by about {spread} "
                "(standard deviation), an answer by {deviation}.",
                spread=spread, deviation=deviation,
            )
        ]  # fmt: skip
    silent = [part for part in folders if part not in scores]
    if silent:
        said.append(
            say_number(
                "{number} part has no score of its own: {parts}.",
                "{number} parts have no score of their own: {parts}.",
                len(silent), number=len(silent), parts=listed(silent),
            )
        )  # fmt: skip
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    html = environment.get_template("each.html.j2").render(
        study=study.name, column=column, said=page_words(), told=said,
        title=say("The parts by {column}", column=column),
        reports=say("A report each"), folders=folders, picture=picture, alt=alt, table=table, language=spoken(),
        style=STYLE.read_text(encoding="utf-8"),
    )  # fmt: skip
    soup = BeautifulSoup(html, "html.parser")
    finish_tables(soup)
    return str(soup)
