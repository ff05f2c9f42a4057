"""Opening the store loads nothing heavy: the terminal's first screen and every command wait for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("numpy", "soundfile", "tinydb", "phonenumbers", "keyring", "torch", "av", "cattrs")

SCRIPT = """
import sys
from pathlib import Path
from auditor.settings import load_settings
from auditor.store import open_store

settings = load_settings({}, {}, Path(sys.argv[1]))
with open_store(settings.home) as store:
    store.table("t", index=("n",)).put("a", {"n": 1})
    assert store.table("t").where(n=1)
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


def test_settings_and_store_load_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), *HEAVY], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
