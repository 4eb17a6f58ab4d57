"""From paths to the text of a draft."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import CXError
from ..locale import speaking
from ..study.files.triple_s import ENDING, levels_of, links_of
from ..study.words.answer_scales import plain_words
from . import Draft
from .files_seen import SeenFile
from .several import read_files
from .tables import tables_of
from .writing import decisions_of, toml_of

# words, and letters at their ends, that one of the languages has and the others have not; French and Portuguese are no
# language of a study, and are not taken for one
_TELLING = {
    "es": "que de los las con el una por su nuestro nuestra usted ustedes cómo qué sus hay muy está más satisfecho y "
    "fecha cuál ningún nada hombre mujer calle ciudad edad",
    "ca": "amb els les dels una per què molt està més seva nosaltres vostè quina com aquest servei i tracte preu gens "
    "home dona ciutat edat enquesta quins",
    "ro": "cu pentru este care sunteți noastre nostru dumneavoastră cât mai din sau dvs într ați foarte ce județul "
    "bărbat femeie oraș vârsta",
    "en": "the of and how you your with our is are would to overall service what",
    "fr": "le les des du est et vous votre nos nous avec pour très quel quelle êtes sexe âge ville",
    "pt": "o os da das dos em você não muito mais sua nosso com uma satisfação",
}
FEW = 0.03  # of all words: names of places tell no language, as El Salvador and Rio de Janeiro among 300 words
_SPELT = {
    "es": re.compile(r"[¿¡ñ]|(?:ción|dad|aje)\b"),
    "ca": re.compile(r"l·l|(?:ció|tge|itat)\b|[^aeo\W]ny"),
    "ro": re.compile(r"[țţșşă]|(?:ție|ului|ilor)\b"),
    "fr": re.compile(r"[êœ]|(?:aux|eux|ée)\b"),
    "pt": re.compile(r"[ãõ]|(?:ção|ções)\b"),
}


def draft(paths: list[Path], language: str = "") -> Draft:
    """See `cxlib.drafts.draft_of`."""
    if not paths:
        raise CXError("No file is named.", "Write cx new FILE, with one file or several.")
    for path in paths:
        if not path.is_file():
            raise CXError(f"{path}: no such file.", "Name the client's file, such as cx new survey.csv.")
    folders = {path.resolve().parent for path in paths}
    if len(folders) > 1:
        raise CXError("The files lie in several folders.", "Copy them into one folder: study.toml stands beside them.")
    described = [path for path in paths if path.suffix.lower() == ENDING]
    links = {name for path in described for name in links_of(path)}
    paths = [level for path in paths for level in (levels_of(path) if path in described else [path])]
    files = read_files([path.resolve() for path in dict.fromkeys(paths)])
    tables = tables_of(files, links)
    (folder,) = folders
    name = (folder.name if len(files) > 1 else files[0].path.stem).replace("_", " ").strip() or "Study"
    language = language or _language(files)
    with speaking(language):
        text = toml_of(tables, name=name[0].upper() + name[1:], language=language)
        decisions = tuple(decisions_of(tables))
    return Draft(text=text, folder=folder, decisions=decisions, language=language)


def _language(files: list[SeenFile]) -> str:
    """The language of heads and wordings, else of groups and answers in words; English where they do not tell."""
    columns = [column for file in files for column in file.columns]
    heads = [column.words for column in columns]
    few = [word for c in columns if c.kind in ("groups", "words", "yes_no") for word in c.answers]
    names = [word for word in few if word == word.upper()]  # EL SALVADOR is no Spanish
    return _told_by(heads) or _told_by([*heads, *(word for word in few if word not in names)]) or "en"


def _told_by(texts: list[str]) -> str:
    words = [word for text in texts for word in plain_words(text).split()]
    counts = {
        language: sum(words.count(word) for word in set(plain_words(telling).split()))
        + 2 * sum(len(_SPELT[language].findall(text.casefold())) for text in texts if language in _SPELT)
        + (language == "es") * sum(sign in text for text in texts for sign in "¿¡")  # which no other language has
        for language, telling in _TELLING.items()
    }
    best = max(counts, key=counts.__getitem__)
    sure = counts[best] >= max(3, FEW * len(words)) and counts[best] > 1.3 * sorted(counts.values())[-2]
    return {"fr": "en", "pt": "en"}.get(best, best) if sure else ""
