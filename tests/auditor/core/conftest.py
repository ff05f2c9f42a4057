"""A core on a data folder of its own, and practice lines for it to call."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.channel import Caps, OwnChannel
from auditor.core.app import App, open_app
from auditor.practice.line import PracticeLines, start_lines
from auditor.settings import load_settings

SCENARIO = """\
id: rapida
version: 1
language: es
title: Llamada rápida
channels: [phone]
purpose: enquiry
limits: {max_wait_s: 30, max_call_s: 60}
route: {expected: [bienvenida, cola, agente], max_menus: 1}
steps:
  - wait_for: {speech_end_s: 0.7, timeout_s: 10}
  - press: "1"
  - hold: {until: human, timeout_s: 20}
  - say: "No, nada más. Muchas gracias."
  - listen: {until: silence, s: 1.0, max_s: 10}
  - hang_up: {}
checks:
  - {id: nombre, ask: "¿Dice su nombre?", weight: 2, detect: agent_identifies_self}
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    home = tmp_path / "home"
    (home / "scenarios").mkdir(parents=True)
    (home / "scenarios" / "rapida.yaml").write_text(SCENARIO, "utf-8")
    opened = open_app(load_settings({"home": home}, dict(os.environ)))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeLines]:
    with start_lines(("rapido", "ocupado", "mudo"), folder=tmp_path_factory.mktemp("truth")) as started:
        yield started


def own(lines: PracticeLines, name: str, calls: int = 10) -> OwnChannel:
    """The practice line as a registered own channel."""
    return OwnChannel(
        id=name,
        kind="phone",
        address=lines.address(name),
        owner="Ana",
        declared_by="test",
        declared_at="2026-01-01T00:00:00+00:00",
        caps=Caps(calls_per_day=calls, agent_minutes_per_day=60),
    )
