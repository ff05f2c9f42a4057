"""The register of own channels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.channel import Caps, OwnChannel
from auditor.errors import CommandError
from auditor.store import Store, open_store
from auditor.store.register import Register

LINE = OwnChannel(
    id="atencion",
    kind="phone",
    address="+34900123456",
    owner="Ana",
    declared_by="Ana",
    declared_at="2026-01-10T09:00:00+00:00",
    caps=Caps(calls_per_day=3, agent_minutes_per_day=12.5, quiet_hours=("22:00", "08:00")),
)


def test_add_list_show_remove(store: Store) -> None:
    register = Register(store)
    assert register.list() == []
    assert register.add(LINE) == LINE
    register.add(replace(LINE, id="ventas"))
    assert [channel.id for channel in register.list()] == ["atencion", "ventas"]
    assert register.show("atencion") == LINE == register.get("atencion")
    assert register.remove("atencion") == LINE
    assert register.get("atencion") is None
    with open_store(store.home) as again:
        assert [channel.id for channel in Register(again).list()] == ["ventas"]


def test_quiet_hours_survive(store: Store) -> None:
    Register(store).add(LINE)
    assert Register(store).show("atencion").caps.quiet_hours == ("22:00", "08:00")


def test_an_id_is_taken_once(store: Store) -> None:
    Register(store).add(LINE)
    with pytest.raises(CommandError, match="already"):
        Register(store).add(replace(LINE, owner="Eva"))
    assert Register(store).show("atencion").owner == "Ana"


def test_replace(store: Store) -> None:
    Register(store).add(LINE)
    Register(store).replace(replace(LINE, owner="Eva"))
    assert Register(store).show("atencion").owner == "Eva"
    with pytest.raises(CommandError):
        Register(store).replace(replace(LINE, id="other"))


def test_unknown_ids_tell_what_there_is(store: Store) -> None:
    register = Register(store)
    with pytest.raises(CommandError, match="none is registered"):
        register.show("atencion")
    register.add(LINE)
    with pytest.raises(CommandError, match="Did you mean “atencion”"):
        register.remove("atencio")
    with pytest.raises(CommandError, match="there are: atencion"):
        register.show("zzz")


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": "Á"},
        {"id": "../x"},
        {"id": "a b"},
        {"id": "x" * 65},
        {"kind": "fax"},
        {"language": "fr"},
        {"time_zone": "Madrid"},
        {"time_zone": "../etc/passwd"},
        {"time_zone": ""},
        {"caps": Caps(calls_per_day=0)},
        {"caps": Caps(agent_minutes_per_day=0)},
        {"caps": Caps(agent_minutes_per_day=float("nan"))},
        {"caps": Caps(quiet_hours=("22", "x"))},
        {"caps": Caps(quiet_hours=("22:00", "22:00"))},
    ],
)
def test_fields_that_cannot_be(store: Store, change: dict[str, object]) -> None:
    with pytest.raises(CommandError):
        Register(store).add(replace(LINE, **change))  # type: ignore[arg-type]
    assert Register(store).list() == []
