"""Runs: notebooks executed on a study, with strict parameters, a record and readable pages.

Its names are loaded when first used: who only starts a kernel, such as Jupyter, needs none of them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
