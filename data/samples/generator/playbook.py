"""The playbook: what to say and do for an emotion at a touchpoint. It has gaps, as playbooks have."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

WORDS = Path(__file__).parent / "wording" / "playbook.toml"
COLUMNS = ["touchpoint", "emotion", "acknowledge", "cause", "remedy", "max_hours", "may_spend"]


def playbook_table() -> pd.DataFrame:
    """One row per pair with a prepared answer: `touchpoint emotion acknowledge cause remedy max_hours may_spend`.

    The last: euros that the staff may give without asking.
    """
    prepared = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    rows = [
        {"touchpoint": touchpoint, "emotion": emotion, **answer}
        for touchpoint, emotions in prepared.items()
        for emotion, answer in emotions.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["touchpoint", "emotion"], ignore_index=True)
