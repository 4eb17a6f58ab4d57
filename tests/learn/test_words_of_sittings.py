"""The words of the field stand with their meaning in the sitting where a notebook first uses them."""

from __future__ import annotations

import re

import pytest

import cxlib as cx
from cxlib.locale import speaking

LECTURES = sorted((cx.learn.course.ROOT / "notebooks").glob("[0-9]*.py"))
GLOSSARY = cx.course_table("glossary")
EVERYDAY = {
    "need", "item", "passive", "perception", "expectation", "channel", "emotion", "trust", "transparency", "complaint",
}  # fmt: skip
ALSO = {  # what the notebooks call it, where it is not the glossary's own form
    "wave": "wave", "journey": "journey", "engagement": "engagement", "climate": "climate", "driver": "driver",
    "linkage": "linkage", "silo": "silo", "must_be": "must-be", "attractive": "attractive", "verbatim": "comments",
    "one_dimensional": "one-dimensional", "penalty_reward": "penalty", "brand_image": "image",
    "ipa": "importance beside",
    "anonymity_threshold": "threshold", "backstage": "line of visibility", "disconfirmation": "disconfirmation",
    "closed_loop": "closed loop", "confidence_interval": "interval", "prioritisation": "quadrant",
}  # fmt: skip


def forms(term: str, english: str) -> list[str]:
    short = [one.lower() for one in re.findall(r"\(([A-Z]{3,})\)", english)]
    return [re.sub(r"\s*\(.*\)", "", english).lower(), *short, *([ALSO[term]] if term in ALSO else [])]


def first_used(text: str) -> list[list[str]]:
    """For each sitting the terms that its prose is the first to use; what stands before the first belongs to it."""
    cuts = [match.start() for match in re.finditer(r"# %% \[markdown\][^\n]*\n# \*\*Sitting [A-Z],", text)]
    seen, found = set(EVERYDAY), []
    for start, end in zip([0, *cuts[1:]], [*cuts[1:], len(text)], strict=True):
        cells = [cell for cell in text[start:end].split("# %%") if cell.startswith(" [markdown]")]
        prose = re.sub(r"<details>.*?</details>", "", " ".join(re.sub(r"\n# ?", " ", cell) for cell in cells)).lower()
        new = [
            term
            for term, english in zip(GLOSSARY["term"], GLOSSARY["en"], strict=True)
            if term not in seen and any(re.search(rf"\b{re.escape(form)}", prose) for form in forms(term, english))
        ]
        seen |= set(new)
        found.append(new)
    return found


@pytest.mark.parametrize("file", LECTURES, ids=lambda file: file.stem)
def test_each_word_is_told_in_the_sitting_of_its_first_use(file):
    text = file.read_text(encoding="utf-8")
    told = [re.findall(r'"(\w+)"', call) for call in re.findall(r"^cx\.glossary\(([^)]*)\)", text, re.MULTILINE)]
    assert told == [words for words in first_used(text) if words]


def test_the_meaning_is_told_in_the_language_spoken():
    assert cx.glossary(["promoter", "mot"]).table["word"].tolist() == ["promoter", "moment of truth"]
    with speaking("es"):
        told = cx.glossary(["promoter", "need"]).table
    assert told["word"].tolist() == ["promotor", "necesidad"]
    assert told["meaning"].tolist()[0] == "Quien responde 9 o 10"
    assert told["meaning"].tolist()[1] == "Lo que la persona necesita resolver o sentir en un punto de contacto"


def test_an_unknown_word_is_told_with_the_nearest():
    with pytest.raises(cx.CXError, match=r'glossary: there is no term "promotor"\. Did you mean promoter\?'):
        cx.glossary(["promotor"])
