"""A headless Chromium for the report's pages, driven by playwright: the system's, never a download."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # as root Chromium refuses to start with it
    "--disable-gpu",
    "--disable-dev-shm-usage",  # a container's is small
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
)


def executable() -> str:
    """Where Chromium lies; skips the test where there is none, or nothing to drive it."""
    pytest.importorskip("playwright", reason="pip install 'auditor[test]' brings playwright")
    pytest.importorskip("axe_playwright_python", reason="pip install 'auditor[test]' brings axe-core")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium (Debian: apt-get install chromium): the page was NOT checked in a browser")
    return found


@contextmanager
def browser() -> Iterator[Any]:
    """A browser that runs until the end of the block."""
    path = executable()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()
