"""Fetches the Whisper base weights that tests marked `weights` need, once per machine.

`python -m tests.weights` prints where they are.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from transcripts.errors import TranscriptsError


def folder() -> Path:
    """The folder that the tests search: `AUDITOR_MODELS`, else the user's cache."""
    named = os.environ.get("AUDITOR_MODELS")
    return Path(named) if named else Path.home() / ".cache" / "auditor" / "models"


def main() -> int:
    from transcripts.speech.weights import fetch_base

    try:
        print(fetch_base(folder()))
    except TranscriptsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
