"""A whole recording, through a real file: what sounds when, on one channel and on two."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.acoustic.heard import heard
from tests.transcripts.acoustic.synth import (
    Floats,
    cadence,
    hold_music,
    joined,
    key,
    silence,
    speech,
)
from tests.transcripts.audio.encode import beeps, encode, write_wav
from transcripts.acoustic import acoustic_timeline, hear_acoustics
from transcripts.acoustic.plans import plan_of
from transcripts.audio import FaultName
from transcripts.errors import AudioError
from transcripts.heard import ListenOptions
from transcripts.timeline import Kind, Side, Span, Timeline

MENU = "Bienvenido a nuestra compañía. Para facturas, pulse uno. Para averías, pulse dos."
MESSAGE = "Todos nuestros agentes están ocupados. Por favor, manténgase a la espera."


def _call() -> tuple[list[tuple[Kind, Floats]], Floats]:
    ring, busy, _ = plan_of("ES").cadences  # type: ignore[union-attr]
    music, message = hold_music(), speech(MESSAGE)
    parts = [
        (Kind.RINGBACK, cadence(ring, 2)),
        (Kind.SILENCE, silence(1.0)),
        (Kind.SPEECH, speech(MENU, 90)),
        (Kind.SILENCE, silence(1.0)),
        (Kind.DTMF, key("1", 0.12)),
        (Kind.SILENCE, silence(1.0)),
        (Kind.HOLD_MUSIC, music[:160_000]),
        (Kind.HOLD_MESSAGE, message),
        (Kind.HOLD_MUSIC, music[160_000:280_000]),
        (Kind.HOLD_MESSAGE, message),
        (Kind.HOLD_MUSIC, music[280_000:400_000]),
        (Kind.SILENCE, silence(12.0)),
        (Kind.SPEECH, speech("Le atiende Ana, dígame", 120)),
        (Kind.SILENCE, silence(0.8)),
        (Kind.BUSY, cadence(busy, 8)),
        (Kind.SILENCE, silence(1.0)),
    ]
    return parts, joined(*(signal for _, signal in parts))


def _sentences_joined(timeline: Timeline) -> list[Span]:
    """Without pauses under 0.75 s, speech before and after them joined."""
    spans: list[Span] = []
    for span in timeline:
        if span.kind is Kind.SILENCE and span.length_s < 0.75:
            continue
        if spans and spans[-1].kind is span.kind is Kind.SPEECH:
            spans[-1] = Span(span.kind, spans[-1].start_s, span.end_s, span.side)
        else:
            spans.append(span)
    return spans


@pytest.mark.parametrize("subtype", ["ALAW", "GSM610"])
def test_a_whole_call(tmp_path: Path, subtype: str) -> None:
    parts, signal = _call()
    acoustics = heard(tmp_path, signal, subtype=subtype)
    timeline = acoustic_timeline(acoustics)
    at, wanted = 0.0, []
    for kind, part in parts:
        wanted.append((kind, at, at + len(part) / 8000))
        at += len(part) / 8000
    got = _sentences_joined(timeline)
    assert [s.kind for s in got] == [kind for kind, _, _ in wanted]
    for span, (kind, start_s, end_s) in zip(got, wanted, strict=True):
        assert span.start_s == pytest.approx(start_s, abs=0.45), kind
        assert span.end_s == pytest.approx(end_s, abs=0.45), kind
    assert [s.detail for s in timeline.of(Kind.HOLD_MESSAGE)] == ["m1", "m1"]
    assert [s.detail for s in timeline.of(Kind.DTMF)] == ["1"]
    assert acoustics.faults == ()
    assert len(acoustics.theirs.level_dbfs) == int(acoustics.duration_s) + 1


def test_our_side_is_told_apart_by_channel(tmp_path: Path) -> None:
    ours, their = silence(12.0), silence(12.0)
    question, answer = speech("Buenos días.", 110), speech("Dígame, le escucho.", 80)
    ours[16_000:][: len(question)] = question
    their[48_000:][: len(answer)] = answer
    pressed = key("7", 0.15)
    ours[84_000:][: len(pressed)] = pressed
    path = write_wav(tmp_path / "two.wav", np.stack([ours, their]))
    timeline = acoustic_timeline(hear_acoustics(path, ListenOptions(ours_channel=0)))
    kinds = [(s.kind, s.side) for s in timeline if s.kind is not Kind.SILENCE]
    assert kinds == [(Kind.CALLER, Side.OURS), (Kind.SPEECH, Side.THEIRS), (Kind.DTMF, Side.OURS)]


def test_silence_is_only_silence(tmp_path: Path) -> None:
    acoustics = heard(tmp_path, joined(silence(180)))
    (span,) = acoustic_timeline(acoustics).spans
    assert (span.kind, span.start_s, span.end_s) == (Kind.SILENCE, 0.0, 180.0)
    assert max(acoustics.theirs.level_dbfs) < -60


@pytest.mark.parametrize("samples", [1, 79, 81, 400, 2000])
def test_the_shortest_recordings(tmp_path: Path, samples: int) -> None:
    acoustics = heard(tmp_path, np.full(samples, 0.01, np.float32), subtype="PCM_16")
    assert acoustics.duration_s == pytest.approx(samples / 8000)
    assert acoustic_timeline(acoustics).duration_s == acoustics.duration_s


def test_what_the_decoder_met_is_passed_on(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.flac", beeps(8.0), "flac")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    acoustics = hear_acoustics(path, ListenOptions())
    assert [f.name for f in acoustics.faults] == [FaultName.TRUNCATED]
    with pytest.raises(AudioError):
        hear_acoustics(tmp_path / "none.wav", ListenOptions())


def test_progress_rises_to_one(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", joined(silence(35)))
    told: list[tuple[str, float]] = []
    hear_acoustics(path, ListenOptions(), lambda stage, share: told.append((stage, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert {stage for stage, _ in told} == {"timeline"}


def test_memory_grows_by_features_only(tmp_path: Path) -> None:
    """Twenty minutes are 38 MB as floats; what is kept of them may be a tenth of that."""
    hear_acoustics(write_wav(tmp_path / "a.wav", silence(2)), ListenOptions())  # libraries and models are in
    peaks = []
    for minutes in (2, 22):
        path = write_wav(tmp_path / "long.wav", np.zeros(minutes * 60 * 8000, np.float32), subtype="ALAW")
        tracemalloc.start()
        try:
            hear_acoustics(path, ListenOptions())
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 1200 * 100 * 55  # 55 bytes for each of 100 frames a second


@pytest.mark.parametrize("ours", [0, 1])
def test_our_own_side_is_searched_for_no_repeats_and_kept_for_no_channel(tmp_path: Path, ours: int) -> None:
    """What we say twice is no recording of theirs, and no detector's answer to it is worth keeping."""
    said, other = silence(16.0), silence(16.0)
    phrase = speech("Quería dar de baja mi contrato de luz.", 110)
    for at in (16_000, 72_000):
        said[at:][: len(phrase)] = phrase
    path = write_wav(tmp_path / "two.wav", np.stack([said, other] if ours == 0 else [other, said]))
    heard = hear_acoustics(path, ListenOptions(ours_channel=ours))
    assert heard.ours is not None
    assert (heard.ours.repeats, heard.ours.answers) == ((), None)
    assert heard.theirs.answers is not None
    unknown = hear_acoustics(path, ListenOptions())
    assert unknown.channels[ours].repeats
