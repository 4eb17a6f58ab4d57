"""What the silent ones may hide: bounds, and how much of a bias is repaired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from ..errors import CXError
from ..locale import say
from ..results import Result
from ..text import percent
from .response import ResponseBias

RATES = (0.1, 0.25, 0.5, 0.75)  # where nobody knows how many answered


def nonresponse_bounds(
    *,
    estimate: float | Result,
    response_rate: float | ResponseBias | None = None,
    lowest: float = -100.0,
    highest: float = 100.0,
    follow_up: float | Result | None = None,
    follow_up_rate: float | None = None,
    target: float = 0.0,
) -> Result:
    """The lowest and highest value for everybody, whatever the silent ones think.

    Parameters
    ----------
    estimate : float or Result
        Of those who answered: points of a Net Promoter Score, a mean or a share; or the result of `net_promoter_score`
        without groups, and then what is not known below may be None.
    response_rate : float or Result
        Share 0…1 of the invited who answered, or the result of `response_bias`. Where neither it nor a follow-up is
        known of a result, there is a row for each of four rates.
    lowest, highest : float
        Ends of the scale of `estimate`: −100 and 100 for a Net Promoter Score, 0 and 1 for a share.
    follow_up : float or Result, optional
        The same score of a random sample of nonrespondents who were asked again, by telephone for example; or the
        result of `double_sampling`, which knows the response rate, too.
    follow_up_rate : float, optional
        Share 0…1 of those asked again who answered; goes with `follow_up`.
    target : float
        Value for everybody of which `silent_needed` is told.

    Returns
    -------
    Result
        ``stage response_rate estimate lowest highest silent_needed``: one row for the answers, one with the follow-up.
        `response_rate` is the share of all for whom answers stand; `silent_needed` is what the others must score on
        average for everybody to be at `target` (NaN where nobody is left; outside the scale where it cannot be).

    Notes
    -----
    No assumption and no sampling error: r·estimate + (1 − r)·end of the scale. Where the follow-up is a
    random sample, its answers stand for the same share of all nonrespondents.
    """
    if isinstance(estimate, Result):
        if isinstance(response_rate, int | float) or isinstance(follow_up, int | float):
            raise _mixed()
        ends = {"lowest": lowest, "highest": highest, "target": target}
        return _of_results(float(estimate.table["estimate"].iloc[0]), response_rate, follow_up, follow_up_rate, ends)
    if isinstance(response_rate, Result) or isinstance(follow_up, Result):
        raise _mixed()
    _require_scale(estimate, lowest, highest, "estimate")
    response_rate = _require_rate(response_rate, "response_rate")
    if (follow_up is None) != (follow_up_rate is None):
        raise CXError("follow_up, follow_up_rate: one goes with the other.", "Give both, or neither.")
    stages = [("answers", response_rate, estimate)]
    if follow_up is not None:
        _require_scale(follow_up, lowest, highest, "follow_up")
        more = (1 - response_rate) * _require_rate(follow_up_rate, "follow_up_rate")
        known = response_rate + more
        stages.append(("with follow-up", known, (response_rate * estimate + more * follow_up) / known))
    rows = [
        {
            "stage": stage,
            "response_rate": known,
            "estimate": value,
            "lowest": known * value + (1 - known) * lowest,
            "highest": known * value + (1 - known) * highest,
            "silent_needed": (target - known * value) / (1 - known) if known < 1 else np.nan,
        }
        for stage, known, value in stages
    ]
    settings = {"lowest": lowest, "highest": highest, "target": target}
    return Result(kind="nonresponse_bounds", table=pd.DataFrame(rows), settings=settings)


def _mixed() -> CXError:
    return CXError(
        "estimate, response_rate, follow_up: numbers and results are mixed.", "Give numbers only, or results only."
    )


def _of_results(
    estimate: float, response: ResponseBias | None, again: Result | None, reached: float | None, ends: dict[str, float]
) -> Result:
    """The bounds by the most that is known of the silent: some asked again, how many answered, or neither."""
    if again is not None:
        row, reached = again.table.iloc[0], 1.0 if reached is None else reached
        told = {"follow_up": row["estimate_silent"], "follow_up_rate": reached}
        found = nonresponse_bounds(estimate=estimate, response_rate=row["response_rate"], **told, **ends)
        return replace(found, settings={**found.settings, "reached": reached})
    if response is not None:
        return nonresponse_bounds(estimate=estimate, response_rate=response.response_rate, **ends)
    parts = [nonresponse_bounds(estimate=estimate, response_rate=rate, **ends) for rate in RATES]
    stages = [say("if {rate} answered", rate=percent(rate)) for rate in RATES]
    tables = [one.table.assign(stage=stage) for stage, one in zip(stages, parts, strict=True)]
    settings = {**parts[0].settings, "assumed": RATES}
    return replace(parts[0], table=pd.concat(tables, ignore_index=True), settings=settings)


def _require_scale(value: float, lowest: float, highest: float, argument: str) -> None:
    if not lowest <= value <= highest:
        raise CXError(
            f"{argument}: {value} is not from {lowest} to {highest}.", "Give lowest and highest of the scale."
        )


def _require_rate(rate: float | None, argument: str) -> float:
    if rate is None or not 0 < rate <= 1:
        raise CXError(f"{argument}: {rate} is not a share above 0, up to 1.", "Write 0.25 for 25 %.")
    return rate


def bias_repaired(estimates: Mapping[str, Result], *, truth: float | None = None, min_analyses: int = 1) -> Result:
    """The same score by several remedies under one another, and the share of the first one's bias that each repairs.

    Parameters
    ----------
    estimates : mapping of str to Result
        Name of each analysis and its one-row result with ``n estimate conf_low conf_high``, the untreated one first.
    truth : float, optional
        The population's value, where it is known: of the sample company, or from a census.
    min_analyses : int
        Fewest analyses.

    Returns
    -------
    Result
        ``analysis n n_effective estimate conf_low conf_high repaired``; `repaired` is 1 where the truth is met, above 1
        beyond it, and NaN without a truth or where the first analysis is without bias.
    """
    rows = []
    for name, result in estimates.items():
        if len(result.table) != 1:
            raise CXError(f"estimates: {name} has {len(result.table)} rows.", "Give the result of one group.")
        line = result.table.iloc[0]
        n_effective = line.get("n_effective", line["n"])
        rows.append(
            {"analysis": name, "n_effective": float(n_effective), **line[["n", "estimate", "conf_low", "conf_high"]]}
        )
    if len(rows) < min_analyses:
        raise CXError("There is no remedy to compare with the score.", "declare a list of customers, or ask again.")
    if not rows:
        raise CXError("estimates: none given.", "Write {'respondents': net_promoter_score(…), …}.")
    table = pd.DataFrame(rows)[["analysis", "n", "n_effective", "estimate", "conf_low", "conf_high"]]
    bias = np.nan if truth is None else table["estimate"].iloc[0] - truth
    moved = table["estimate"].iloc[0] - table["estimate"]
    table = table.astype({"n": "int64"}).assign(repaired=moved / bias if bias else np.nan)
    return Result(kind="bias_repaired", table=table, settings={"truth": truth})
