"""Importing the room is light: what is heavy is loaded by the functions that need it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "numpy", "torch", "rapidfuzz", "yaml", "scipy", "whisper")


@pytest.mark.parametrize(
    "modules", ["metrics", "metrics.score, metrics.packs, metrics.labels, metrics.routemap"]
)
def test_import_is_light(modules: str) -> None:
    code = f"import sys, {modules}\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
