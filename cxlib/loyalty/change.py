"""What changed between waves and why: the mix of the segments, or the scores within them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, require_level
from ..errors import CXError
from ..estimators.decomposition import Wave, kitagawa, wave_moments
from ..estimators.products import product_limits, told_from_nothing
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..study.dates.wave_order import wave_order
from .answers import OF_CHANGES, Answers, promoter_points, read_answers, require_recommendation


def nps_change(
    data: Table,
    *,
    rating: str,
    wave: str,
    segment: str,
    weights: str | None = None,
    confidence_level: float = 0.95,
) -> Result:
    """The change of the Net Promoter Score between successive waves, split into mix and rate by segment.

    Parameters
    ----------
    data : table
        One row per respondent, of any engine.
    rating : str
        Column of the recommendation question: whole numbers 0…10, missing where not answered.
    wave : str
        Column of the waves, in their order (numbers, dates, or an ordered category).
    segment : str
        Column of the segments.
    weights : str, optional
        Column of weights ≥ 0.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``from_wave to_wave <segment> status component n_from n_to estimate std_error conf_low conf_high``, in
        points. `component` is ``mix`` = (w₂ − w₁)(s₁ + s₂)/2, ``rate`` = (s₂ − s₁)(w₁ + w₂)/2 or ``change``, their
        sum; `status` is ``both``, ``entered`` or ``left`` (a segment of one wave only: its contribution is mix), or
        ``total`` in the three last rows of each pair of waves, whose segment is empty. Parts add up exactly.

    Notes
    -----
    Intervals by the delta method of second order from the linearised covariance of shares and scores; the waves count
    as independent samples, of other people; a note says where a study's people answered several times. The mix of a
    segment has the limits of a product of two normal estimates [2]_, which are not symmetrical. Where neither a
    segment's change of share nor its score is distinguished from 0 (Simes's test of the two [3]_), the mix has none:
    that of a product of two such numbers would be too wide. A note says for how many.

    References
    ----------
    .. [1] Kitagawa, E. M. (1955). Journal of the American Statistical Association 50, 1168–1194.
    .. [2] MacKinnon, D. P., Lockwood, C. M., & Williams, J. (2004). Multivariate Behavioral Research 39, 99–128.
    .. [3] Simes, R. J. (1986). Biometrika 73, 751–754.
    """
    require_level(confidence_level)
    if wave == segment:
        raise CXError(f"segment: {segment!r} is also the wave.", "Name another column.")
    answers = read_answers(data, rating=rating, by=[wave, segment], weights=weights, cluster=False, taken=OF_CHANGES)
    require_recommendation(answers, rating)
    waves = answers.groups[wave].drop_duplicates().tolist()
    if len(waves) < 2:
        raise CXError(f"wave: {wave} has one value only, {waves[0]!r}.", "A change needs two waves.")
    if all(isinstance(value, str) for value in waves) and not _stated(answers, wave):
        waves, _ = wave_order(waves)
    names = answers.groups[segment].drop_duplicates()
    words = names.map(type).nunique() > 1  # words and numbers in one column have an order as texts only
    names = names.sort_values(ignore_index=True, key=(lambda column: column.astype(str)) if words else None)
    moments = [_wave(answers, wave, value, segment, names) for value in waves]
    parts = [
        pair_table(first, second, names, segment, confidence_level).assign(from_wave=waves[k], to_wave=waves[k + 1])
        for k, (first, second) in enumerate(pairwise(moments))
    ]
    table = pd.concat(parts, ignore_index=True)
    # What the order of the waves rests on, and where the delta method has nothing to go by
    notes = []
    if any(isinstance(value, str) for value in waves) and not _stated(answers, wave):
        notes.append(say("Waves in the order of their names: {names}.", names=", ".join(map(str, waves))))
    points, n_groups = promoter_points(answers.answer), len(answers.groups)
    alike = answers.independent_variance(points) == 0
    if alike.any():
        notes.append(
            say(
                "All answers alike in {alike} of {n_groups} segments of a wave: intervals are too short there.",
                alike=int(alike.sum()),
                n_groups=n_groups,
            )
        )
    notes = [*notes, *_near_notes(moments, confidence_level)]
    notes += as_if_independent(data, needed=[rating, wave, segment], weights=weights)
    table = table[["from_wave", "to_wave", *(name for name in table if name not in ("from_wave", "to_wave"))]]
    settings = {
        "rating": rating, "wave": wave, "segment": segment, "weights": weights, "confidence_level": confidence_level,
    }  # fmt: skip
    return Result(kind="nps_change", table=table, settings=settings, notes=(*answers.notes, *notes))


def _stated(answers: Answers, wave: str) -> bool:
    """Whether the table says in which order its waves came."""
    return isinstance(answers.groups[wave].dtype, pd.CategoricalDtype)


def _near_notes(moments: list[tuple[Wave, np.ndarray]], confidence_level: float) -> list[str]:
    """In how many segments both factors of the mix are near 0."""
    pairs = [(first, second) for (first, _), (second, _) in pairwise(moments)]
    near = sum(int(_both_near(*pair, confidence_level).sum()) for pair in pairs)
    if not near:
        return []
    return [
        say(
            "Neither share nor score is distinguished from 0 in {near} of {every} mixes of a "
            "segment: they have no interval.",
            near=near,
            every=sum(int(((first.share > 0) & (second.share > 0)).sum()) for first, second in pairs),
        )
    ]


def _both_near(first: Wave, second: Wave, confidence_level: float) -> np.ndarray:
    """Segments of both waves whose change of share and score, together, cannot be told from 0: (k,)."""
    k, both = len(first.share), (first.share > 0) & (second.share > 0)
    error = np.sqrt(np.diagonal(first.covariance + second.covariance))
    moved, scored = second.share - first.share, np.nan_to_num(first.score + second.score)
    parts = (moved, error[:k], np.inf), (scored, error[k:], np.inf)
    return both & ~told_from_nothing(*parts, confidence_level, shared=True)


def _wave(answers: Answers, wave: str, value: object, segment: str, names: pd.Series) -> tuple[Wave, np.ndarray]:
    """Moments of one wave over all segments, and its number of answers in each."""
    own = (answers.groups[wave] == value).to_numpy(bool)[answers.group]
    code = pd.Index(names).get_indexer(answers.groups[segment])[answers.group][own]
    points = promoter_points(answers.answer)[own]
    n = np.bincount(code, answers.n[own], len(names)).astype(int)
    return wave_moments(points, answers.w[own], answers.w2[own], code, len(names)), n


def pair_table(
    first: tuple[Wave, np.ndarray],
    second: tuple[Wave, np.ndarray],
    names: pd.Series,
    segment: str,
    confidence_level: float,
) -> pd.DataFrame:
    """The components of every segment of one pair of waves, then their totals."""
    z = critical_value(confidence_level)
    mix, rate, covariance = kitagawa(first[0], second[0])
    k, n_from, n_to = len(names), first[1], second[1]
    status = np.select([(n_from > 0) & (n_to > 0), n_to > 0, n_from > 0], ["both", "entered", "left"], "")
    one, every = np.eye(k), np.ones((1, k))
    rows = []
    for label, pick in (("segment", one), ("total", every)):
        none = np.zeros_like(pick)
        for component, loading in (
            ("mix", np.hstack([pick, none])),
            ("rate", np.hstack([none, pick])),
            ("change", np.hstack([pick, pick])),
        ):
            estimate = 100 * loading @ np.concatenate([mix, rate])
            variance = np.einsum("ij,jk,ik->i", loading, covariance, loading)
            std_error = 100 * np.sqrt(np.maximum(variance, 0.0))
            rows.append(
                pd.DataFrame(
                    {
                        segment: names.astype(object) if label == "segment" else pd.Series([None], dtype=object),
                        "status": status if label == "segment" else "total",
                        "component": component,
                        "n_from": pick.astype(int) @ n_from,
                        "n_to": pick.astype(int) @ n_to,
                        "estimate": estimate,
                        "std_error": std_error,
                        "conf_low": estimate - z * std_error,
                        "conf_high": estimate + z * std_error,
                    }
                )
            )
    table = pd.concat(rows, ignore_index=True)
    for place, limits in _mix_limits(first[0], second[0], confidence_level):
        table.loc[place, ["conf_low", "conf_high"]] = 100 * limits  # mix of the segments comes first
    table.loc[np.flatnonzero(_both_near(first[0], second[0], confidence_level)), ["conf_low", "conf_high"]] = np.nan
    return table[table["status"] != ""]


def _mix_limits(first: Wave, second: Wave, confidence_level: float) -> Iterator[tuple[int, np.ndarray]]:
    """Limits of the mix of each segment of both waves: of a product, which is far from normal near 0."""
    k = len(first.share)
    error = np.sqrt(np.diagonal(first.covariance + second.covariance))
    for place in np.flatnonzero((first.share > 0) & (second.share > 0) & (error[:k] > 0) & (error[k:] > 0)):
        moved = second.share[place] - first.share[place]
        score = (first.score[place] + second.score[place]) / 2
        parts = (moved, error[place], np.inf), (score, error[k + place] / 2, np.inf)
        yield int(place), np.array(product_limits(*parts, confidence_level))
