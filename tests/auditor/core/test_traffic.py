"""How many customers call a line: recorded, forgotten, refused when it is no number of calls."""

from __future__ import annotations

import json

import pytest

from auditor.core.app import App
from auditor.core.registering import record_traffic
from auditor.errors import CommandError
from tests.auditor.cli.run import auditor
from tests.auditor.tui.fakes import CHANNEL


def test_traffic_is_kept_on_the_register(app: App) -> None:
    app.channels.add(CHANNEL)
    assert record_traffic(app, CHANNEL.id, 1200).traffic == 1200
    assert app.channels.show(CHANNEL.id).traffic == 1200
    assert record_traffic(app, CHANNEL.id, None).traffic is None
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(CommandError):
            record_traffic(app, CHANNEL.id, wrong)
    assert app.channels.show(CHANNEL.id).traffic is None


def test_the_command(app: App) -> None:
    app.channels.add(CHANNEL)
    home = app.settings.home
    done = auditor("--home", home, "channels", "traffic", CHANNEL.id, "900", "--json")
    assert json.loads(done.stdout)["traffic"] == 900
    assert auditor("--home", home, "channels", "traffic", CHANNEL.id).returncode == 2
    assert auditor("--home", home, "channels", "traffic", CHANNEL.id, "--forget").returncode == 0
