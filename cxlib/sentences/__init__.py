"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

from .words import FEW, called

__all__ = ["FEW", "called"]
