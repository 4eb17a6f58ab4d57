"""Customer-experience research: the helper library of the workbook.

The public names stand in ``__init__.pyi`` and are loaded when first used (SPEC 1), so that
``import cxlib`` is instant.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__version__ = "0.1.0"
