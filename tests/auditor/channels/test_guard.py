"""The guard on a channel and before a call: owner, declaration, caps by the line's own day, quiet hours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from auditor.channel import Caps, OwnChannel
from auditor.channels.guard import Allowance, address_of, agent_minutes, check_call, check_channel
from auditor.errors import RefusedError
from auditor.i18n import _, explain, use_language
from auditor.jobs.shop import Shop, ShopState
from transcripts.contact import Contact, Mark, MarkName, Outcome, Recording

LINE = OwnChannel(
    id="atencion",
    kind="phone",
    address="+34 900 123 456",
    owner="Ana",
    declared_by="Ana",
    declared_at="2026-01-10T09:00:00+00:00",
    caps=Caps(calls_per_day=2, agent_minutes_per_day=5),
)
NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Past:
    """The least that the guard needs of a shop."""

    updated_at: str
    state: str = "scored"
    contact: Contact | None = None


def talked(minutes: float, started_at: str = "2026-06-10T08:00:00+00:00") -> Past:
    marks = (
        Mark(MarkName.INVITE, 0),
        Mark(MarkName.ANSWERED, 5),
        Mark(MarkName.HUMAN, 60),
        Mark(MarkName.BYE_THEIRS, 60 + minutes * 60),
    )
    return Past(started_at, contact=Contact(Outcome.COMPLETED, marks, started_at=started_at))


def rule(channel: OwnChannel | None, shops: list[Past] | None = None, now: datetime = NOW) -> str:
    with pytest.raises(RefusedError) as caught:
        check_call(channel, shops or [], now)
    return caught.value.rule


def test_a_sound_channel_gets_its_address_in_one_form() -> None:
    assert check_channel(LINE).address == "+34900123456"
    assert check_channel(replace(LINE, country="es")).country == "ES"
    assert address_of(replace(LINE, address="902 123 456")).notes == ("shared-cost",)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"owner": " "}, "owner"),
        ({"declared_by": ""}, "declaration"),
        ({"declared_at": ""}, "declaration"),
        ({"declared_at": "yes"}, "declaration"),
        ({"declared_at": "2999-01-01T00:00:00+00:00"}, "declaration"),
        ({"country": "XX"}, "country"),
        ({"address": "112"}, "emergency-number"),
        ({"address": "sip:112@127.0.0.1"}, "emergency-number"),
        ({"address": "+442079460000"}, "foreign-number"),
    ],
)
def test_refused_at_registration_and_before_every_call(change: dict[str, str], name: str) -> None:
    channel = replace(LINE, **change)  # type: ignore[arg-type]
    with pytest.raises(RefusedError) as caught:
        check_channel(channel)
    assert caught.value.rule == name
    assert rule(channel) == name


def test_recordings_need_no_number_and_are_never_called() -> None:
    channel = replace(LINE, kind="recordings", address="")
    assert check_channel(channel) == channel
    assert rule(channel) == "not-a-phone"


def test_what_is_not_registered_is_never_called() -> None:
    assert rule(None) == "own-channel"


def test_calls_of_the_day_are_capped() -> None:
    assert check_call(LINE, [], NOW) == Allowance(2, 5)
    assert check_call(LINE, [talked(1)], NOW) == Allowance(1, 4)
    assert rule(LINE, [talked(1), talked(1)]) == "calls-per-day"


@pytest.mark.parametrize("state", ["planned", "skipped", "cancelled", "missed"])
def test_what_was_never_dialled_does_not_count(state: str) -> None:
    past = [Past("2026-06-10T08:00:00+00:00", state)] * 5
    assert check_call(LINE, past, NOW).calls_left == 2


def test_a_call_still_on_or_lost_counts() -> None:
    past = [Past("2026-06-10T08:00:00+00:00", "dialling"), Past("2026-06-10T08:00:00+00:00", "failed")]
    assert rule(LINE, past) == "calls-per-day"


def test_imported_recordings_trouble_nobody() -> None:
    past = [Past("2026-06-10T08:00:00+00:00", contact=Contact(Outcome.IMPORTED))] * 3
    assert check_call(LINE, past, NOW).calls_left == 2


def test_agent_minutes_of_the_day_are_capped() -> None:
    assert rule(LINE, [talked(5)]) == "agent-minutes-per-day"
    assert check_call(LINE, [talked(4.5)], NOW).agent_minutes_left == pytest.approx(0.5)


def test_the_day_is_the_lines_own() -> None:
    """21:59 UTC in June is still 23:59 in Madrid, 22:01 UTC is the next day."""
    evening = [talked(1, "2026-06-09T21:59:00+00:00")] * 2
    assert check_call(LINE, evening, datetime(2026, 6, 9, 22, 1, tzinfo=UTC)).calls_left == 2
    night = [talked(1, "2026-06-09T22:01:00+00:00")] * 2
    assert rule(LINE, night, datetime(2026, 6, 9, 22, 30, tzinfo=UTC)) == "calls-per-day"
    mexico = replace(LINE, address="55 1234 5678", country="MX", time_zone="America/Mexico_City")
    assert rule(mexico, evening, datetime(2026, 6, 9, 22, 1, tzinfo=UTC)) == "calls-per-day"


@pytest.mark.parametrize(
    ("utc", "quiet"), [("06:59", True), ("07:01", False), ("19:59", False), ("20:00", True), ("23:30", True)]
)
def test_quiet_hours_over_midnight_in_the_lines_time(utc: str, quiet: bool) -> None:
    channel = replace(LINE, caps=Caps(quiet_hours=("22:00", "09:00")))
    now = datetime.fromisoformat(f"2026-06-10T{utc}:00+00:00")
    if quiet:
        assert rule(channel, now=now) == "quiet-hours"
    else:
        assert check_call(channel, [], now).calls_left == 10


def test_quiet_hours_within_a_day() -> None:
    channel = replace(LINE, caps=Caps(quiet_hours=("14:00", "16:00")))
    assert rule(channel, now=datetime(2026, 6, 10, 12, 0, tzinfo=UTC)) == "quiet-hours"
    assert check_call(channel, [], datetime(2026, 6, 10, 14, 0, tzinfo=UTC)).calls_left == 10


def test_agent_minutes_of_a_contact() -> None:
    invite, answered, human = Mark(MarkName.INVITE, 0), Mark(MarkName.ANSWERED, 5), Mark(MarkName.HUMAN, 60)
    recording = Recording("r.flac", "", 120.0, 8000, 2, 0)
    assert agent_minutes(Contact(Outcome.BUSY, (invite,))) == 0.0
    assert agent_minutes(Contact(Outcome.COMPLETED, (invite, answered))) is None
    assert agent_minutes(Contact(Outcome.COMPLETED, (invite, answered, human))) is None
    assert agent_minutes(Contact(Outcome.COMPLETED, (invite, answered, human), recording)) == 1.0
    ended = (invite, answered, human, Mark(MarkName.BYE_OURS, 90))
    assert agent_minutes(Contact(Outcome.COMPLETED, ended, recording)) == 0.5


def test_a_stored_shop_is_understood() -> None:
    shop = Shop(
        id="x",
        scenario_id="s",
        scenario_version=1,
        scenario_text="",
        channel_id="atencion",
        due_at="2026-06-10T08:00:00+00:00",
        created_at="2026-06-10T08:00:00+00:00",
        updated_at="2026-06-10T08:00:00.123+00:00",
        window_end="2026-06-10T09:00:00+00:00",
        state=ShopState.DIALLING,
    )
    assert check_call(LINE, [shop], NOW).calls_left == 1
    assert check_call(LINE, [replace(shop, state=ShopState.PLANNED)], NOW).calls_left == 2


def test_refusals_speak_spanish_with_the_way_out() -> None:
    use_language("es")
    try:
        with pytest.raises(RefusedError) as caught:
            check_channel(replace(LINE, address="061"))
        assert explain(caught.value) == "061 es, o podría alcanzar, un servicio de emergencias o de ayuda."
        assert _(caught.value.lift).startswith("Esta regla no se puede levantar")
    finally:
        use_language("en")
