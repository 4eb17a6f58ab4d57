"""A first study.toml from a client's files: what can be seen in them is written, what is doubtful is marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Draft", "draft_of", "draft_study"]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The text of a study.toml, the folder it belongs into, and what a person has to decide, the gravest first.

    Doubts and decisions are said in `language`, which the files speak, or which was asked for.
    """

    text: str
    folder: Path
    decisions: tuple[str, ...]
    language: str


def draft_study(*paths: str | Path) -> str:
    """The text of a first study.toml for a client's files; each doubtful line is marked ``# check``.

    Roles come from the words of heads and questions in four languages, among those that the values allow; ends of
    scales and codes come from all answers. What the file cannot tell is left out, and named in a comment. Files, or
    sheets of a workbook, that share three quarters of their columns are one table: their names are waves or groups.

    Parameters
    ----------
    paths : str or Path
        The files, all in one folder: text, Excel, Parquet, SPSS, Stata or SAS. Several at once share
        their keys.

    Returns
    -------
    str
        To be saved as study.toml beside the files. Columns asked alike are one line under a pattern, such as ``"q*"``.

    Raises
    ------
    CXError
        Where a file cannot be read, or the files lie in several folders.

    Examples
    --------
    >>> import cxlib as cx
    >>> from cxlib.study import sample_study
    >>> text = cx.draft_study(sample_study() / "customers.csv")
    >>> print(text.splitlines()[1])
    [study]
    """
    return draft_of([Path(path) for path in paths]).text


def draft_of(paths: list[Path], language: str = "") -> Draft:
    """See `draft_study`; with the decisions that its marks ask for, in the language of the files if none is named."""
    from .drafting import draft

    return draft(paths, language)
