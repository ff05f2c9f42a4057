"""The worker process for heavy work: its failures reach the caller as errors of ours, and it can be stopped."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from auditor.core.hearing import Cancelled, HeavyWorker, finish
from auditor.errors import AuditorError, ExitCode, MissingError
from transcripts.heard import ListenOptions


@pytest.fixture
def worker():
    made = HeavyWorker()
    yield made
    made.close()


def test_a_file_that_is_no_audio_is_named(worker: HeavyWorker, tmp_path: Path) -> None:
    bad = tmp_path / "mala.wav"
    bad.write_text("esto no es audio")
    with pytest.raises(AuditorError, match=r"mala\.wav") as raised:
        finish(worker.run("listen", bad, ListenOptions(), ()))
    assert raised.value.exit_code is ExitCode.FAILED


@pytest.mark.weights
def test_a_missing_model_is_a_missing_thing(worker: HeavyWorker, tmp_path: Path, speech_file: Path) -> None:
    options = ListenOptions(model=str(tmp_path / "no-model"))
    with pytest.raises(MissingError):
        finish(worker.run("listen", speech_file, options, ()))


def test_stopping_ends_the_process(worker: HeavyWorker, speech_file: Path) -> None:
    stop = threading.Event()
    steps = worker.run("listen", speech_file, ListenOptions(), (), stop=stop)
    next(steps)
    stop.set()
    with pytest.raises(Cancelled):
        finish(steps)
    assert worker._process is None


def test_a_worker_that_dies_is_told_and_replaced(worker: HeavyWorker, speech_file: Path) -> None:
    steps = worker.run("listen", speech_file, ListenOptions(), ())
    next(steps)
    assert worker._process is not None
    os.kill(worker._process.pid or 0, signal.SIGKILL)
    with pytest.raises(AuditorError, match="-9"):
        finish(steps)
    started = time.monotonic()
    heard = finish(worker.run("listen", speech_file, ListenOptions(), ()))
    assert heard.timeline.duration_s > 1
    assert time.monotonic() - started < 120
