"""Fixtures of the terminal's tests: a fixed language and time zone, and an application over a fake core."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from auditor.i18n import language, use_language
from auditor.tui.app import AuditorUI
from tests.auditor.tui.fakes import FakeCore
from tests.catalogues import compile_all


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_all()


@pytest.fixture(autouse=True)
def _in_spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = language()
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    use_language("es")
    yield
    use_language(before)
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def core() -> Iterator[FakeCore]:
    fake = FakeCore()
    yield fake
    fake.run.gate.set()  # no thread of a test outlives it


@pytest.fixture
def make_ui(core: FakeCore) -> Callable[..., AuditorUI]:
    """An application on the fake core, with its clock and its day standing still."""

    def make(**more: object) -> AuditorUI:
        ui = AuditorUI(core, **more)  # type: ignore[arg-type]
        ui.frozen = True
        ui.today = lambda: date(2026, 11, 22)  # type: ignore[method-assign]
        return ui

    return make
