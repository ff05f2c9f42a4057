"""Runs the command line as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def auditor(*words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`auditor WORDS…` with the test's data folder; stdout and stderr apart."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, words)],
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
