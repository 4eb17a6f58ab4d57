"""Which numbers that a reader saw are still shown."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from compare_runs_outputs import output_texts, section_key

# not within words (R02858), versions (3.14.0) or dates (2025-12-31)
NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[−-]?)(?P<whole>\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?P<rest>\.\d+)?(?![\w]|[.-]\d)"
)
STATES = ("same section", "elsewhere in the notebook", "without its sign", "only in a result", "nowhere")


class Printed(NamedTuple):
    """A number as it was printed."""

    value: float
    digits: int  # after the point

    def __str__(self) -> str:
        return f"{self.value:,.{self.digits}f}".replace("-", "−")


def numbers(text: str) -> list[Printed]:
    """The numbers of a text; a hyphen right after a letter or digit is no minus."""
    found = []
    for match in NUMBER.finditer(text):
        whole = re.sub(r"[,\u202f\u00a0]", "", match["whole"])
        value = float(whole + (match["rest"] or ""))
        minus = match["sign"] and not re.match(r"[\w–]", text[match.start() - 1 : match.start()] or " ")
        found.append(Printed(-value if minus else value, len(match["rest"] or ".") - 1))
    return found


class Shown:
    """Printed numbers in which counterparts are looked for."""

    def __init__(self, printed: list[Printed]) -> None:
        self._exact = {(round(one.value, one.digits)) for one in printed}
        self._rounded: dict[int, set[float]] = {}
        for one in printed:
            self._rounded.setdefault(one.digits, set()).add(one.value)

    def has(self, sought: Printed) -> bool:
        """Whether the number is here, with other digits or as percent, as far as both are printed."""
        if sought.value in self._exact:
            return True
        return any(self._near(sought.value * by, sought.digits + more) for by, more in ((1, 0), (100, -2), (0.01, 2)))

    def _near(self, value: float, digits: int) -> bool:
        for other_digits, values in self._rounded.items():
            shared = min(digits, other_digits)
            half = 0.5 * 10.0**-shared if digits != other_digits else 0.0
            # one digit says too little to stand for a number with more
            if half and abs(value) * 10.0**shared < 9.5:
                continue
            steps = (round(value, other_digits),) if digits == other_digits else ()
            if any(step in values for step in steps):
                return True
            if half and any(abs(value - other) <= half * 1.0001 for other in values):
                return True
        return False


def compare_numbers(before: dict, after: dict, *, everything: bool) -> bool:
    """Print, by section, the numbers that `before` showed and `after` does not."""
    new = {}
    for section, texts in output_texts(after["notebook"]).items():
        new.setdefault(section_key(section), []).extend(n for text in texts for n in numbers(text))
    anywhere = Shown([one for section in new.values() for one in section])
    in_section = {key: Shown(values) for key, values in new.items()}
    made = _values(after)
    total: Counter[str] = Counter()
    lines = []
    for section, texts in output_texts(before["notebook"]).items():
        here = in_section.get(section_key(section), Shown([]))
        states = {state: [] for state in STATES}
        for one in dict.fromkeys(n for text in texts for n in numbers(text)):
            states[_state(one, here, anywhere, made)].append(str(one))
        total.update({state: len(values) for state, values in states.items() if values})
        if not everything:  # small numbers are everywhere
            states[STATES[1]] = [one for one in states[STATES[1]] if sum(map(str.isdigit, one.lstrip("−0."))) >= 3]
        lines += [f"    {section} · {state}: {', '.join(states[state])}" for state in STATES[1:] if states[state]]
    print("numbers shown:", ", ".join(f"{total[state]} {state}" for state in STATES if total[state]))
    print("\n".join(lines)) if lines else None
    return not total["nowhere"]


def _state(one: Printed, here: Shown, anywhere: Shown, made: list[float]) -> str:
    if here.has(one):
        return "same section"
    if anywhere.has(one):
        return "elsewhere in the notebook"
    if here.has(one._replace(value=-one.value)):
        return "without its sign"
    half = 0.5 * 10.0**-one.digits * 1.0001
    near = any(abs(value * by - one.value) <= half for value in made for by in (1, 100, 0.01))
    return "only in a result" if near else "nowhere"


def _values(run: dict) -> list[float]:
    columns = [values for result in run["results"] for _, values in result["columns"]]
    return list({float(v) for values in columns for v in values if type(v) in (int, float)})
