"""The slides of a run: charts that can be edited, a message each, sizes chosen by measure."""

from .made import write_slides

__all__ = ["write_slides"]
