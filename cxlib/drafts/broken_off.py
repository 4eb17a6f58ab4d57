"""Interviews that were not finished: they are answers all the same, and a person decides whether they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..study.words.answer_scales import listed_words, plain_words
from ..study.words.meanings import yes_no
from .lines import quoted
from .seen import Seen

_DONE = frozenset(
    listed_words("""
complete | completed | finished | submitted | completo | completa | completado | completada | finalizado |
finalizada | complet | completat | finalitzat | finalitzada | finalizat | termine | terminee |
abgeschlossen | vollstandig | beendet | completato | completata | voltooid""")
)
_BROKEN = frozenset(
    listed_words("""
partial | partially completed | incomplete | in progress | started | abandoned | dropped out | dropout | disqualified |
screened out | screenout | quota full | over quota | terminated | not completed | not finished | unfinished |
timed out | parcial | incompleto | incompleta | abandonado | abandonada | en curso | descalificado | no finalizado |
incomplet | abandonat | en proces | desqualificat | no finalitzat | in curs | descalificat | nefinalizat |
partiel | abandonne | en cours | unvollstandig | abgebrochen | teilweise | parziale | abbandonato |
in corso | onvolledig | afgebroken""")
)
_SUBMITTED = re.compile(
    r"\b(?:submit\w*|abgeschickt|abgesendet|fecha de envio|enviado|enviada|enviat|trimis\w*|envoye\w*|soumis\w*|"
    r"inviat[oa]|verzonden|ingediend)\b"
)
_FINISHED = re.compile(r"(?:is )?(?:finished|completed?|terminado|terminada|acabat|acabada|abgeschlossen|termine)\??")
_PROGRESS = re.compile(r"progress(?: %)?|percent complete|% complete|progreso|progres|fortschritt")
_MOST = 0.5  # of the rows; where more were never submitted, the column says something else


def broken_off(columns: Iterable[Seen]) -> str:
    """How many interviews a column says were not finished, and how to leave them out; empty where none says it."""
    for column in columns:
        for count, condition in _told(column):
            if 0 < count <= _MOST * column.n_rows:
                what = "1 interview was" if count == 1 else f"{count:,} interviews were"
                return f"{what} not finished and count{'s' * (count == 1)}; if not, write rows = {{ {condition} }}"
    return ""


def _told(column: Seen) -> Iterator[tuple[int, str]]:
    """How many rows a column says were broken off, and the condition that leaves them out."""
    head, plain = quoted(column.head), plain_words(column.head).strip()
    words = {word: plain_words(word).strip() for word in column.answers} if len(column.counts) <= 12 else {}
    done = [word for word, form in words.items() if form in _DONE]
    if done and all(form in _DONE | _BROKEN for form in words.values()):
        yield (
            sum(column.answers[word] for word in words if word not in done),
            f"{head} = [{', '.join(map(quoted, done))}]",
        )
    if _FINISHED.fullmatch(plain) and words and all(_yes(word) is not None for word in words):
        done = [word for word in words if _yes(word)]
        left = sum(column.answers[word] for word in words if word not in done)
        yield left * bool(done), f"{head} = [{', '.join(map(quoted, done))}]"
    if column.kind == "date" and _SUBMITTED.search(plain):
        yield column.n_rows - column.filled, f'{head} = {{ not = [""] }}'
    if _PROGRESS.fullmatch(plain) and column.kind == "number" and max(column.numbers) == 100:
        yield sum(n for number, n in column.numbers.items() if number < 100), f"{head} = {{ from = 100 }}"


def _yes(word: str) -> bool | None:
    """Whether a cell says yes, or 1; None where it is neither yes nor no."""
    found = {"1": 1, "0": 0}.get(word, yes_no(word))
    return None if found is None else bool(found)
