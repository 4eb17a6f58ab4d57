"""The words and numbers of the journey map in the reader's language."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..locale import speaking, spoken, words
from ..text import count, decimals, per_cent


class MapWords:
    """Labels of one language by key, the words of the data, and its numbers; "" is the language spoken."""

    def __init__(self, language: str) -> None:
        self.language = language or spoken()
        self.labels = words(self.language)

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

    def answers(self, n: float) -> str:
        """How many answers a score stands on; where the number is missing they are not told, being of few people."""
        return self("hidden_answers") if pd.isna(n) else self("n", n=self.whole(n)) if n else self("no_answers")

    def whole(self, value: float) -> str:
        """A count, with the language's mark of thousands."""
        with speaking(self.language):
            return count(int(value))

    def number(self, value: float, digits: int = 1) -> str:
        """A number with the decimal mark, and no minus before a zero."""
        with speaking(self.language):
            return decimals(float(value), digits)

    def share(self, value: float, digits: int = 0) -> str:
        """A share 0…1 in per cent."""
        with speaking(self.language):
            return per_cent(self.number(100 * value, digits))
