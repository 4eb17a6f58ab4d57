"""Emotions of each touchpoint: good, neither and bad, on balance, how it felt and how strongly."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..aggregate import as_if_independent, require_columns, require_level
from ..errors import CXError
from ..estimators.coders import agreement_weights, cohen_kappa
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..study.contract.roles import VALENCE
from ..text import in_rows, quoted
from .emotions import touchpoint_emotions
from .register import listed

COLUMNS = ["n", "good", "neither", "bad", "estimate", "std_error", "conf_low", "conf_high"]
MOST_UNKNOWN = 0.2  # of the emotions named; of more, those that are known are no picture of all
NONE = "none"  # the answer that names no emotion: neither good nor bad


def emotion_profile(
    responses: pd.DataFrame,
    *,
    touchpoint: str,
    emotion: str,
    person: str | None = None,
    felt: str | None = None,
    strength: str | None = None,
    valence: Mapping[str, int] | None = None,
    confidence_level: float = 0.95,
) -> Result:
    """Shares of good, neutral and bad emotions at each touchpoint, and the net emotional value with its interval.

    Parameters
    ----------
    responses : pandas.DataFrame
        One row per emotion named: a person who ticked three has three.
    touchpoint, emotion : str
        Columns of words.
    person : str, optional
        Column of who named it. Each person counts once: three emotions share one voice, and so the interval is that of
        people, whose emotions go together. Without it each row is a person.
    felt, strength : str, optional
        Columns of numbers: how it felt, and how strongly.
    valence : mapping, optional
        1, 0 or −1 for each word; without it that of the workbook's own ten words. ``none`` counts as 0.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint n good neither bad estimate std_error conf_low conf_high felt felt_low felt_high strength
        strength_low strength_high``: people, mean shares of their emotions, and good less bad, −1…1, with Student's
        interval; the lowest first. `felt` and `strength` are means of people, too, with their limits. None where a
        touchpoint has one person, or all felt alike.

    Raises
    ------
    CXError
        An unknown column, no word with a valence, or more than a fifth of the emotions without one.
    """
    require_level(confidence_level)
    require_columns(responses, touchpoint=touchpoint, emotion=emotion, person=person, felt=felt, strength=strength)
    kinds = {NONE: 0} | dict(VALENCE if valence is None else valence)
    sign = responses[emotion].map(kinds).astype(float)
    known = responses[touchpoint].notna() & sign.notna()
    if person is not None:
        known &= responses[person].notna()
    if not known.any():
        raise CXError(
            f"{emotion}: no word has a known valence.", 'Give valence={"joy": 1, "anger": -1}, a number for each word.'
        )
    strange = responses.loc[responses[touchpoint].notna() & sign.isna(), emotion].dropna().astype("str")
    if len(strange) > MOST_UNKNOWN * (len(strange) + known.sum()):
        words = listed([quoted(word) for word in strange.value_counts().index])
        raise CXError(
            f"{emotion}: no known valence of {words} ({in_rows(len(strange))}).",
            f"Name them in labels as the workbook does: {', '.join(kinds)}.",
        )
    notes = (
        [
            say(
                "{rows} without {touchpoint} or a known emotion left out.",
                rows=in_rows((~known).sum()),
                touchpoint=touchpoint,
            )
        ]
        if not known.all()
        else []
    )
    if person is None:
        notes += as_if_independent(responses, needed=[touchpoint, emotion], apart=[touchpoint])
    rows, sign = responses[known], sign[known].to_numpy()
    names, group = np.unique(rows[touchpoint].astype("str"), return_inverse=True)
    who = np.arange(len(rows)) if person is None else pd.factorize(rows[person])[0]
    # Shares and net value of each group; the emotions of one person share that person's one voice
    ticks = pd.DataFrame({"good": sign > 0, "neither": sign == 0, "bad": sign < 0, "net": sign}, dtype=float)
    people = ticks.groupby([group, who]).mean().groupby(level=0)
    n, mean = people.size(), people.mean()
    error = (people["net"].std() / np.sqrt(n)).where(lambda spread: spread > 0)
    reach = critical_value(confidence_level, np.maximum(n - 1, 1).to_numpy()) * error
    limits = {"conf_low": (mean["net"] - reach).clip(-1, 1), "conf_high": (mean["net"] + reach).clip(-1, 1)}
    table = mean[["good", "neither", "bad"]].assign(n=n, estimate=mean["net"], std_error=error, **limits)[COLUMNS]
    table.insert(0, "touchpoint", names)
    for name, column in (("felt", felt), ("strength", strength)):
        if column is not None:
            answers = pd.Series(pd.to_numeric(rows[column]).to_numpy(float))
            voices = answers.groupby([group, who]).mean().groupby(level=0)
            about = voices.agg(["count", "mean", "std"]).reindex(range(len(names)))
            own = (about["std"] / np.sqrt(about["count"])).where(lambda spread: spread > 0)
            reach = critical_value(confidence_level, np.maximum(about["count"] - 1, 1).to_numpy()) * own
            table[name] = about["mean"]
            table[f"{name}_low"], table[f"{name}_high"] = about["mean"] - reach, about["mean"] + reach
    settings = {"emotion": emotion, "person": person, "confidence_level": confidence_level}
    table = table.sort_values("estimate", kind="stable", ignore_index=True)
    return Result(kind="emotion_profile", table=table, settings=settings, notes=tuple(notes))


def foreseen_emotions(
    responses: pd.DataFrame,
    *,
    register: pd.DataFrame,
    touchpoint: str,
    emotion: str,
    foreseen: str = "foreseen",
    confidence_level: float = 0.95,
) -> Result:
    """Did those who designed a touchpoint foresee what is felt there?

    Parameters
    ----------
    responses : pandas.DataFrame
        One row per answer.
    register : pandas.DataFrame
        One row per touchpoint, with the column `touchpoint` by the same name as in `responses`.
    touchpoint, emotion : str
        Columns of words.
    foreseen : str
        Column of the register: the emotion that was foreseen.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint foreseen felt n estimate conf_low conf_high``: the emotion foreseen, the one named most often
        (``none`` is no emotion), and the share of all answers that felt what was foreseen (Wilson). The settings hold
        `kappa`, with ``n estimate conf_low conf_high``: agreement of foreseen and commonest over the touchpoints.

    Raises
    ------
    CXError
        An unknown column, or no touchpoint that is in both tables.
    """
    felt = touchpoint_emotions(responses, touchpoint=touchpoint, emotion=emotion, confidence_level=confidence_level)
    require_columns(register, touchpoint=touchpoint, foreseen=foreseen)
    planned = register.dropna(subset=[touchpoint, foreseen]).drop_duplicates(touchpoint)
    planned = planned[[touchpoint, foreseen]].astype("str").set_axis(["touchpoint", "foreseen"], axis=1)
    most = felt.table.astype({"touchpoint": "str"})[["touchpoint", "emotion", "n"]]
    both = planned.merge(most.rename(columns={"emotion": "felt"}), on="touchpoint")
    if both.empty:
        raise CXError(f"{touchpoint}: no touchpoint of the register has answers.", "Write both with the same names.")
    told = responses.dropna(subset=[touchpoint, emotion])
    met = told[emotion].astype("str") == told[touchpoint].astype("str").map(both.set_index("touchpoint")["foreseen"])
    both["estimate"] = both["touchpoint"].map(met.groupby(told[touchpoint].astype("str")).mean()).astype(float)
    z = critical_value(confidence_level)
    low, high = wilson_interval(both["estimate"], both["n"], z)
    words = sorted({*both["foreseen"], *both["felt"]})
    table = pd.crosstab(both["foreseen"], both["felt"]).reindex(index=words, columns=words, fill_value=0).to_numpy()
    kappa, error = cohen_kappa(table, agreement_weights(len(words), "nominal"))
    agreed = {"n": len(both), "estimate": kappa, "conf_low": kappa - z * error, "conf_high": min(kappa + z * error, 1)}
    notes = [*felt.notes, say("Kappa over few touchpoints: its interval is rough.")] if len(both) < 30 else felt.notes
    settings = {"kappa": agreed, "confidence_level": confidence_level}
    table = both.assign(conf_low=low, conf_high=high)
    return Result(kind="foreseen_emotions", table=table, settings=settings, notes=tuple(notes))
