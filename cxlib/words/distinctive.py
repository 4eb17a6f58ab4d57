"""Words that those who are content write more often than the others, language by language."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import as_if_independent, people_by, require_columns, require_level
from ..errors import CXError
from ..estimators.differences import adjust_p_values
from ..estimators.quantiles import critical_value
from ..estimators.word_odds import dirichlet_log_odds
from ..locale import say
from ..results import Result
from ..text import count
from .coding import comment_languages
from .tokens import folded, words_of

SHORTEST = 2  # letters of a word that is told


def distinctive_words(
    data: pd.DataFrame,
    *,
    text: str,
    score: str,
    low: float,
    high: float,
    language: str | None = None,
    prior: float = 100.0,
    min_comments: int = 10,
    confidence_level: float = 0.95,
) -> Result:
    """Words that stand more often beside high scores than beside low ones: log-odds under an informative prior [1]_.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    text, score : str
        Columns of what was written and of the answer beside it.
    low, high : float
        Scores up to `low` are one group, those from `high` on the other: 6 and 9 for detractors and promoters.
    language : str, optional
        Column of the language, or one of ``es ca ro en``; guessed from small words where it is left out. Languages are
        never mixed.
    prior : float
        Weight of the prior in words. Each word's part of it is its share of all words; the larger, the closer to 0 are
        rare words drawn.
    min_comments : int
        Words that fewer people wrote are not told, since they may name one of them, nor languages with fewer on either
        side; in fewer comments, where the table does not know whose they are.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``language word n n_high n_low estimate std_error conf_low conf_high p_value p_adjusted``: the comments with the
        word, in all and in either group, and the log-odds ratio, above 0 where it goes with high scores; strongest
        first. A word counts once a comment, however often it is repeated. `p_adjusted` by Holm over the words of a
        language: of many words some always lie far from 0 by luck.

    Raises
    ------
    CXError
        An unknown column, or no language with ten comments in either group.

    Notes
    -----
    Spellings with and without marks on their letters count as one word, shown in its commonest spelling.

    References
    ----------
    .. [1] Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis 16, 372–403.
       doi:10.1093/pan/mpn018
    """
    require_level(confidence_level)
    require_columns(data, text=text, score=score)
    spoken = comment_languages(data, text=text, language=language)
    points = pd.to_numeric(data[score]).to_numpy(float, na_value=np.nan)
    side = pd.Series(np.select([points >= high, points <= low], [1, 0], -1), index=data.index)
    asked = data[text].notna() & (side >= 0)
    notes = as_if_independent(data[asked], needed=[text, score], what="comments")
    unknown = int((asked & (spoken == "")).sum())
    if unknown:
        notes.append(
            say(
                "Comments in a language that is not known, or without word lists: {unknown}; left out.",
                unknown=count(unknown),
            )
        )
    tables = []
    for tongue in sorted(set(spoken[asked]) - {""}):
        here = (asked & (spoken == tongue)).to_numpy(bool)
        people = people_by(data[here], side[here])
        if len(people) == 2 and people.min() >= min_comments:
            tables.append(_of_language(data[here], text, side[here], tongue, prior, min_comments, confidence_level))
    if not tables:
        raise CXError(
            f"{text}: no language has {min_comments} comments beside low scores and as many beside high ones.",
            "Wait for more comments, or look at one wave and at all touchpoints together.",
        )
    settings = {"score": score, "low": low, "high": high, "prior": prior, "confidence_level": confidence_level}
    table = pd.concat(tables, ignore_index=True)
    return Result(kind="distinctive_words", table=table, settings=settings, notes=tuple(notes))


def _of_language(
    data: pd.DataFrame,
    text: str,
    side: pd.Series,
    language: str,
    prior: float,
    min_comments: int,
    confidence_level: float,
) -> pd.DataFrame:
    counts: tuple[Counter, Counter] = Counter(), Counter()
    spellings: Counter = Counter()
    written: list[set[str]] = []
    for said, group in zip(data[text], side, strict=True):
        words = words_of(str(said), language)
        written.append({folded(word) for word in words})
        counts[group].update(written[-1])
        spellings.update(words)
    shown: dict[str, str] = {}
    for word, _ in sorted(spellings.items(), key=lambda item: (-item[1], item[0])):
        shown.setdefault(folded(word), word)
    words = sorted(shown)
    low, high = (np.array([count[word] for word in words], dtype=float) for count in counts)
    odds, variance = dirichlet_log_odds(high, low, prior)
    error, z = np.sqrt(variance), critical_value(confidence_level)
    table = pd.DataFrame(
        {
            "language": language,
            "word": [shown[word] for word in words],
            "n": (low + high).astype(int),
            "n_high": high.astype(int),
            "n_low": low.astype(int),
            "estimate": odds,
            "std_error": error,
            "conf_low": odds - z * error,
            "conf_high": odds + z * error,
            "p_value": 2 * special.ndtr(-np.abs(odds / error)),
        }
    )
    rows = np.repeat(np.arange(len(data)), [len(own) for own in written])
    people = people_by(data.iloc[rows], pd.Series([word for own in written for word in own], dtype=object))
    table = table[(people.reindex(words).to_numpy() >= min_comments) & (table["word"].str.len() >= SHORTEST)]
    table = table.assign(p_adjusted=adjust_p_values(table["p_value"].to_numpy(), "holm"))
    strength = (table["estimate"] / table["std_error"]).abs()
    return table.iloc[strength.argsort(kind="stable").to_numpy()[::-1]]
