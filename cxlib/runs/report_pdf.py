"""The report as a PDF, printed by a headless Chromium where the machine has one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import CXError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120
# no request leaves the machine, and nothing is drawn around the page but what its own style says
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --no-pdf-header-footer"
)


def write_pdf(page: Path) -> Path:
    """Print a page beside itself, ``report.pdf`` for ``report.html``.

    Raises
    ------
    CXError
        No Chromium is found, or it did not print.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise CXError(
            "No Chromium or Chrome was found.", f"Install one, or open {page.name} in a browser and print it."
        )
    file = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *QUIET.split(), f"--user-data-dir={profile}", f"--print-to-pdf={file.resolve()}"]
        try:
            done = subprocess.run(
                [*command, page.resolve().as_uri()], capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            done = None
    if done is None or done.returncode or not file.is_file():
        raise CXError(
            f"{page.name}: {Path(browser).name} did not print it.", "Open it in a browser and print it there."
        )
    return file
