"""`cx export`: the clean tables of a study as files, and what is said of them in its language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..locale import say, speaking
from ..study import read_study
from ..study.files.exporting import exported, write
from .workbook import spoken_by


def written_study(study: Path, out: Path) -> Iterator[tuple[str, bool]]:
    """Write the files; each as it is named, then the notes, which are marked."""
    with speaking(spoken_by(study)):
        found = exported(read_study(study))
        files = write(found, out)
        notes = [say("Note: {note}", note=note) for note in found.notes]
    yield from ((str(file), False) for file in files)
    yield from ((note, True) for note in notes)
