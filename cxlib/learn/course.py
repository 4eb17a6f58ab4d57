"""What ships with the course besides the sample company: statements, topics, an invented customer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CXError, nearest
from ..locale.catalogue import spoken
from ..results import Result

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
TABLES = (
    "statements", "taught", "sources", "topics", "sectors", "one_customer", "printing_house", "published_linkage",
    "lag_coverage", "glossary",
)  # fmt: skip


def course_table(name: str) -> pd.DataFrame:
    """A small table of the course.

    Parameters
    ----------
    name : str
        ``statements``: what five columns on customer experience say, in our words (``number source topic statement``;
        the topic is the one where it is met first); ``taught``: where each of them is (``number notebook heading
        function``; the function computes something of it, or it is a ``remark``); ``sources``: those columns (``source
        language about``); ``sectors``: parameters to begin with (``sector customers_are notebook parameter value
        because``); ``printing_house``: the register of a firm whose customers are firms (``touchpoint name stage phase
        channel owner_department meets need variable``);
        ``topics``: the course (``topic title question notebook``; `notebook` is empty where the topic has none);
        ``one_customer``: the contacts of an invented person (``contact day phase touchpoint department valence words
        impression``; valence −2 to 2, impression 0 to 10, asked once); ``published_linkage``: what others found between
        employees and customers, for and against (``source year n_units level predictor outcome kind estimate finding
        says reference``; `kind` is ``raw``, ``corrected`` or ``not given``); ``lag_coverage``: how often intervals of
        lagged slopes hold the truth, as `benchmarks/corrected_lags.py` measured it; ``glossary``: the field's words in
        four languages with their meaning (``term en es ca ro definition definition_es definition_ca definition_ro``).

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    CXError
        There is no such table.

    Examples
    --------
    >>> import cxlib as cx
    >>> len(cx.course_table("statements"))
    106
    """
    import pandas as pd

    if name not in TABLES:
        raise CXError(f'course_table: there is no table "{name}".', nearest(name, TABLES))
    file = ROOT / "data" / "course" / f"{name}.csv"
    table = pd.read_csv(file, dtype={"topic": "str", "notebook": "str"}, encoding="utf-8")
    if name == "topics":
        files = {file.name[:2]: file.name for file in sorted((ROOT / "notebooks").glob("[0-9]*.py"))}
        table["notebook"] = [files.get(topic, "").replace(".py", ".ipynb") for topic in table["topic"]]
    return table


def glossary(terms: Sequence[str]) -> Result:
    """Words of the field with their meaning, in the language spoken; in English where a meaning is not translated.

    Parameters
    ----------
    terms : sequence of str
        Each by its key, the column `term` of ``course_table("glossary")``: ``"touchpoint"``, ``"mot"``.

    Returns
    -------
    Result
        ``word meaning``, in the order asked for.

    Raises
    ------
    CXError
        A key that the glossary does not hold.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.glossary(["promoter"]).table["meaning"].item()
    'Answer of 9 or 10'
    """
    import pandas as pd

    held = course_table("glossary").set_index("term")
    unknown = [term for term in terms if term not in held.index]
    if unknown:
        raise CXError(f'glossary: there is no term "{unknown[0]}".', nearest(unknown[0], list(held.index)))
    rows = held.loc[list(terms)]
    language = spoken()
    told = rows["definition"] if language == "en" else rows[f"definition_{language}"].fillna(rows["definition"])
    return Result(table=pd.DataFrame({"word": rows[language].to_list(), "meaning": told.to_list()}))
