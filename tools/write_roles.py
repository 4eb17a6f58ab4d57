"""Write the table of roles in README.md from the contract and from what the notebooks need.

Run it with `uv run python tools/write_roles.py` after a role or a section was changed. A test compares both.
"""

from __future__ import annotations

import re
from pathlib import Path

from cxlib.runs.needs import needs_table

README = Path(__file__).resolve().parents[1] / "README.md"


def written(text: str) -> str:
    """The text of README.md with the table as it has to be."""
    return re.sub(r"\| role \| values \|.*?\n(?=\n)", lambda _: needs_table(), text, flags=re.DOTALL)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
