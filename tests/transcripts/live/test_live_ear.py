"""The live ear: tells what began and ended, in time to steer by, whatever the size of the blocks."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tests.transcripts.acoustic.synth import (
    RATE,
    Floats,
    cadence,
    hold_music,
    joined,
    key,
    silence,
    speech,
    tone,
)
from transcripts.acoustic.plans import plan_of
from transcripts.live import LiveEar, LiveEvent, LiveName

STARTS_AND_ENDS = (LiveName.SPEECH_START, LiveName.SPEECH_END, LiveName.MUSIC_START, LiveName.MUSIC_END)


def _hear(ear: LiveEar, signal: Floats, block: int = 160) -> list[tuple[float, LiveEvent]]:
    """(when it was told, event)."""
    samples = (np.clip(signal, -1, 1) * 32767).astype(np.int16)
    told: list[tuple[float, LiveEvent]] = []
    for start in range(0, len(samples), block):
        told += [(ear.now_s, event) for event in ear.feed(samples[start : start + block])]
    return told


def _of(told: list[tuple[float, LiveEvent]], *names: LiveName) -> list[LiveEvent]:
    return [event for _, event in told if event.name in names]


def test_speech_begins_and_ends_in_time() -> None:
    voice = speech("Buenos días, le atiende Ana")
    told = _hear(LiveEar(), joined(silence(1.0), voice, silence(2.0)))
    events = [(at, e) for at, e in told if e.name in STARTS_AND_ENDS]
    first, last = events[0], events[-1]
    assert first[1].name is LiveName.SPEECH_START
    assert first[1].at_s == pytest.approx(1.0, abs=0.25)
    assert first[0] - 1.0 < 0.6
    end_s = 1.0 + len(voice) / RATE
    assert last[1].name is LiveName.SPEECH_END
    assert last[1].at_s == pytest.approx(end_s, abs=0.3)
    assert last[0] - end_s < 0.8
    assert _of(told, LiveName.MUSIC_START) == []


def test_quiet_grows_only_while_no_one_speaks() -> None:
    ear = LiveEar()
    voice = speech("Buenos días, le atiende Ana")
    _hear(ear, joined(silence(1.0)))
    assert ear.quiet_s == pytest.approx(1.0, abs=0.05)
    _hear(ear, joined(voice[: len(voice) // 2]))
    assert ear.speaking
    assert ear.quiet_s == 0.0
    _hear(ear, joined(voice[len(voice) // 2 :], silence(1.5)))
    assert not ear.speaking
    assert 1.2 < ear.quiet_s < 1.8
    assert ear.now_s == pytest.approx(2.5 + len(voice) / RATE, abs=0.01)


def test_silence_is_told_every_second() -> None:
    told = _hear(LiveEar(), joined(tone((300, 900), 0.5), silence(4.3)))
    lengths = [event.length_s for event in _of(told, LiveName.SILENCE)]
    assert lengths == pytest.approx([1, 2, 3, 4], abs=0.05)


@pytest.mark.parametrize(("kind", "told_by_s"), [("ringback", 6.0), ("busy", 2.2), ("congestion", 3.5)])
def test_tones_are_told(kind: str, told_by_s: float) -> None:
    plan = plan_of("ES")
    assert plan is not None
    one = next(c for c in plan.cadences if c.kind == kind)
    ear = LiveEar(8000, "ES")
    told = _hear(ear, joined(silence(1.0), cadence(one, 9), silence(7.0)))
    names = [(at, e.detail, e.at_s) for at, e in told if e.name is LiveName.TONE]
    assert names[-1][1] == kind
    assert names[0][0] < 1.0 + told_by_s
    assert names[0][2] == pytest.approx(1.0, abs=0.05)
    (ended,) = [e for e in _of(told, LiveName.TONE_END) if e.detail == kind]
    assert ended.plan == "ES"
    assert ended.at_s == pytest.approx(1.0 + len(cadence(one, 9)) / RATE, abs=0.1)
    assert _of(told, *STARTS_AND_ENDS) == []
    assert ear.tone is None


def test_sit_and_fax_are_told() -> None:
    sit = np.concatenate([tone((hz,), 0.33) for hz in (950, 1400, 1800)])
    told = _hear(LiveEar(), joined(silence(1), sit, silence(3), tone((2100,), 3.0), silence(2)))
    assert [e.detail for e in _of(told, LiveName.TONE)] == ["sit", "fax"]


def test_keys_are_told_once() -> None:
    parts: list[Floats] = [silence(1)]
    for digit in "11503#":
        parts += [key(digit, 0.12), silence(0.3)]
    told = _hear(LiveEar(), joined(*parts, silence(0.5)))
    assert [e.detail for e in _of(told, LiveName.DTMF)] == list("11503#")
    assert all(at - e.at_s < 0.6 for at, e in told if e.name is LiveName.DTMF)


def test_music_and_the_message_in_it() -> None:
    music, voice = hold_music(), speech("Todos nuestros agentes están ocupados")
    signal = joined(silence(2), music[: 15 * RATE], voice, music[15 * RATE : 27 * RATE], silence(4))
    told = _hear(LiveEar(), signal)
    starts = [e.at_s for e in _of(told, LiveName.MUSIC_START)]
    assert starts[0] == pytest.approx(2.0, abs=1.0)
    talk_s = 17.0, 17.0 + len(voice) / RATE
    spoken = [e.at_s for e in _of(told, LiveName.SPEECH_START)]
    assert spoken
    assert all(talk_s[0] - 0.5 < at < talk_s[1] + 0.5 for at in spoken)
    assert _of(told, LiveName.MUSIC_END)[-1].at_s == pytest.approx(talk_s[1] + 12, abs=1.5)


def test_the_size_of_the_blocks_does_not_matter() -> None:
    ring = plan_of("ES").cadences[0]  # type: ignore[union-attr]
    signal = joined(silence(1), cadence(ring, 2), silence(1), speech("Dígame"), key("4"), silence(2))
    one, other, whole = (
        sorted((e for _, e in _hear(LiveEar(), signal, size)), key=lambda e: (e.at_s, e.name))
        for size in (160, 977, len(signal))
    )
    assert len(one) > 5
    assert one == other == whole


def test_wideband_hears_the_same() -> None:
    ring = plan_of("ES").cadences[0]  # type: ignore[union-attr]
    signal = joined(silence(1), cadence(ring, 2), silence(1), key("4"), silence(2), noise_dbfs=None)
    wide = np.interp(np.arange(2 * len(signal)) / 2, np.arange(len(signal)), signal).astype(np.float32)
    narrow = _hear(LiveEar(8000), signal)
    heard = _hear(LiveEar(16000), wide, 320)
    assert [(e.name, e.detail) for _, e in heard] == [(e.name, e.detail) for _, e in narrow]
    assert [e.at_s for _, e in heard] == pytest.approx([e.at_s for _, e in narrow], abs=0.05)


def test_level() -> None:
    ear = LiveEar()
    _hear(ear, joined(tone((300, 900), 1.0, -23.0)))
    assert ear.level_dbfs == pytest.approx(-23.0, abs=1.0)
    with pytest.raises(ValueError, match="44100"):
        LiveEar(44100)


def test_it_is_cheap() -> None:
    """Well under a fifth of one core, beside RTP; what it costs is reported by the docs, not here."""
    ear, signal = LiveEar(), joined(hold_music(length_s=20))
    began = time.process_time()
    _hear(ear, signal)
    assert time.process_time() - began < 0.2 * 20
