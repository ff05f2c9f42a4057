"""A data folder with an invented ledger, read once, and one with a few complaints made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import Read
from auditor.settings import load_settings
from tests.auditor.figures.ledgers import AS_OF, fill


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An application over 400 invented complaints."""
    opened = open_app(load_settings({"home": tmp_path_factory.mktemp("company")}, {}))
    fill(opened, 400)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ledger(company: App) -> Read:
    return Figures(company).read(AS_OF)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[App]:
    """An application over a new data folder."""
    opened = open_app(load_settings({"home": tmp_path / "home"}, {}))
    yield opened
    opened.close()
