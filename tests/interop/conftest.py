"""One Asterisk for all interoperability tests of a run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from tests.interop.asterisk import Asterisk
from tests.interop.chroot import NoAsterisk


@pytest.fixture(scope="session")
def asterisk() -> Iterator[Asterisk]:
    """A running exchange; where none can be had the tests are skipped, loudly."""
    try:
        exchange = Asterisk()
        running = exchange.__enter__()
    except NoAsterisk as reason:
        warnings.warn(f"NOT TESTED AGAINST A REAL ASTERISK: {reason}", stacklevel=1)
        pytest.skip(f"no Asterisk: {reason}")
    yield running
    exchange.close()
