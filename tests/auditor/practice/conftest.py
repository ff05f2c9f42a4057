"""The tiny lines, started once, and calls to them placed side by side: the tests wait for one clock, not for ten."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.practice.line import PracticeLines, start_lines
from auditor.practice.truth import Truth
from auditor.voice import speech
from tests.auditor.practice.phone import Heard, Phone, call
from tests.stalls import Stalls

TINY = ("rapido", "mudo", "ocupado", "rechaza", "no-contesta", "fax")
SOFTPHONE = Path(__file__).with_name("softphone.py")


@dataclass(frozen=True)
class Calls:
    """What every call of the module heard, and what the lines wrote of them, by the test's own names."""

    heard: dict[str, Heard]
    truth: dict[str, Truth]
    said: dict[str, dict[str, object]]
    slack_s: float = 0.0
    """For how long the machine stood still meanwhile: so far may the two ends differ."""


@pytest.fixture(scope="package")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeLines]:
    with start_lines(TINY, folder=tmp_path_factory.mktemp("lines")) as running:
        yield running


@pytest.fixture(scope="package")
def calls(lines: PracticeLines) -> Calls:
    """All calls at once: ten of them, to six lines, from one process and two others."""
    caller = speech("No, nada más. Muchas gracias.").samples
    phones = {
        "listener": Phone(lines.address("rapido")),
        "presser": Phone(lines.address("rapido"), keys={0.9: "1"}, speech=(10.0, caller)),
        "leaver": Phone(lines.address("rapido"), keys={0.8: "1"}, hang_up_s=3.0),
        "mute": Phone(lines.address("mudo"), hang_up_s=1.5),
        "vanished": Phone(lines.address("mudo"), vanish_s=1.0),
        "busy": Phone(lines.address("ocupado")),
        "refused": Phone(lines.address("rechaza")),
        "patient": Phone(lines.address("no-contesta"), cancel_s=2.0),
        "fax": Phone(lines.address("fax"), hang_up_s=10.0),
    }
    command = [sys.executable, str(SOFTPHONE), lines.address("rapido"), "13#", "20"]
    with Stalls() as stalls, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as stack:
        call(*phones.values())
        said = json.loads((stack.communicate(timeout=60)[0] or "").splitlines()[-1])
    truth = _truths(lines, {phone.call_id: name for name, phone in phones.items()})
    return Calls(
        {name: phone.heard for name, phone in phones.items()}, truth, {"stack": said}, stalls.slack_s()
    )


def _truths(lines: PracticeLines, names: dict[str, str]) -> dict[str, Truth]:
    """By the names of the phones, and "stack" for the call that came from none of them."""
    limit = time.monotonic() + 15
    while True:
        found = {
            names.get(truth.call_id, "stack"): truth
            for line in TINY
            for truth in lines.truths(line, at_least=0)
        }
        if len(found) == len(names) + 1 or time.monotonic() > limit:
            return found
        time.sleep(0.1)
