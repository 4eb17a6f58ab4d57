"""The words and numbers of the journey map in the reader's language."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..locale import words

MARKS = {"en": (".", ",")}  # of decimals and of thousands
OTHERS = (",", ".")
MINUS = "\N{MINUS SIGN}"


class MapWords:
    """Labels of one language by key, the words of the data, and numbers with the language's marks."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.labels = words(language)
        self.decimal, self.thousands = MARKS.get(language, OTHERS)

    def __call__(self, key: str, **values: object) -> str:
        return self.labels[key].format(**values)

    def title(self, key: str, **values: object) -> str:
        """A label that begins a line."""
        text = self(key, **values)
        return text[:1].upper() + text[1:]

    def of_data(self, value: object) -> str:
        """A word of the data (a stage), translated where the language has a label for it."""
        return "" if pd.isna(value) else self.labels.get(str(value), str(value).replace("_", " "))

    def net(self, line: Any) -> tuple[str, str]:
        """The net emotion of a touchpoint and its limits, in points."""
        value, low, high = (
            self.number(100 * share, 0) for share in (line.emotion_net, line.emotion_net_low, line.emotion_net_high)
        )
        return f"{'+' if line.emotion_net > 0 and value != '0' else ''}{value}", f"({low}…{high})"

    def whole(self, value: float) -> str:
        """A count, with the mark of thousands from 10,000 in languages that write 4 digits together."""
        apart = self.language == "en" or value >= 10_000
        return f"{int(value):,}".replace(",", self.thousands if apart else "")

    def number(self, value: float, digits: int = 1) -> str:
        """A number with the decimal mark, and no minus before a zero."""
        text = f"{round(float(value), digits) + 0.0:.{digits}f}"
        return text.replace("-", MINUS).replace(".", self.decimal)

    def share(self, value: float, digits: int = 0) -> str:
        """A share 0…1 in per cent."""
        return f"{self.number(100 * value, digits)} %"
