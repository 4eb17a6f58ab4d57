"""The command `cx` as `python -m cxlib.cli`."""

from . import main

if __name__ == "__main__":
    main()
