"""A real core on a data folder of its own, with a few complaints: what the ledger's screens are tested on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, Select

from auditor.channel import OwnChannel
from auditor.core.app import App, open_app
from auditor.settings import load_settings
from metrics.complaints.values import (
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Segment,
    Source,
)
from tests.auditor.tui.seeing import settled

NOW = datetime.now(UTC)


def days_ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="milliseconds")


def complaints() -> list[Complaint]:
    """Open, late, resolved, without an owner, not recorded: one of each."""
    late = days_ago(60)
    return [
        Complaint(id="late-1", opened_at=late, topic="facturación", importance=4, segment=Segment.B,
                  channel="phone", operator="in_house", owners=(Ownership(late, "eva", "calidad"),),
                  contacts=(CaseContact(at=late, channel="phone", agent_claimed_resolved=True, inbound=True),)),
        Complaint(id="alone-1", opened_at=days_ago(2), topic="baja", importance=5, segment=Segment.A,
                  channel="email", operator="Contrata Norte", owners=(), customer="c-" + "a" * 24,
                  promises=(Promise(id="p1", what="devolver 14,90 €", by=days_ago(-3)[:10]),)),
        Complaint(id="quiet-1", opened_at=days_ago(1), topic="avería", importance=2, segment=Segment.C),
        Complaint(id="done-1", opened_at=days_ago(40), topic="baja", importance=3, segment=Segment.A,
                  channel="phone", resolved_at=days_ago(35), confirmed=Confirmation(True, days_ago(30)),
                  owners=(Ownership(days_ago(39), "luis"),), source=Source(file="crm.csv", row=7)),
    ]  # fmt: skip


def own_channel() -> OwnChannel:
    return OwnChannel(
        id="casa",
        kind="phone",
        address="sip:1@127.0.0.1",
        owner="Calidad",
        declared_by="ana",
        declared_at=days_ago(9),
    )


def open_core(home: Path) -> App:
    """The core; the caller closes it."""
    return open_app(load_settings({"home": str(home)}, {}))


async def fill_in(pilot: Pilot[Any], values: Mapping[str, str]) -> str:
    """Fills the fields of the form that is open, keeps it, and reads the screen."""
    for name, value in values.items():
        widget = pilot.app.screen.query_one(f"#field-{name}")
        assert isinstance(widget, Input | Select)
        widget.value = value
    await pilot.press("ctrl+s")
    return await settled(pilot)


async def pressed(pilot: Pilot[Any], *keys: str) -> str:
    """Presses each key, waits until all is through, and reads the screen."""
    text = ""
    for key in keys:
        await pilot.press(key)
        text = await settled(pilot)
    return text
