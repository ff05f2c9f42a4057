"""Every format is read at its true length, with its sounds where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.transcripts.audio.encode import beep_starts, beeps, encode, write_raw_gsm, write_wav
from transcripts.audio import FaultName, blocks, open_audio

LENGTH_S = 4.0
FORMATS = [
    # name, codec, rate, extra, tolerance of times in s
    ("s16.wav", "pcm_s16le", 8000, {}, 0.005),
    ("f32.wav", "pcm_f32le", 16000, {}, 0.005),
    ("u8.wav", "pcm_u8", 8000, {}, 0.005),
    ("alaw.wav", "pcm_alaw", 8000, {}, 0.005),
    ("mulaw.wav", "pcm_mulaw", 8000, {}, 0.005),
    ("adpcm.wav", "adpcm_ms", 8000, {}, 0.005),
    ("ima.wav", "adpcm_ima_wav", 8000, {}, 0.005),
    ("g722.wav", "g722", 16000, {}, 0.005),
    ("g726.wav", "g726", 8000, {"bit_rate": 32000}, 0.005),
    ("a.mp3", "libmp3lame", 16000, {}, 0.005),
    ("a.ogg", "libopus", 48000, {}, 0.005),
    ("a.webm", "libopus", 48000, {}, 0.005),
    ("a.m4a", "aac", 16000, {}, 0.005),
    ("a.flac", "flac", 8000, {}, 0.005),
    ("a.wma", "wmav2", 16000, {"bit_rate": 32000, "container": "asf"}, 0.04),
    ("a.aiff", "pcm_s16be", 8000, {}, 0.005),
    ("a.au", "pcm_mulaw", 8000, {}, 0.005),
    ("a.mka", "pcm_s16le", 8000, {}, 0.005),
    ("a.al", "pcm_alaw", 8000, {"container": "alaw"}, 0.005),
    ("a.ul", "pcm_mulaw", 8000, {"container": "mulaw"}, 0.005),
    ("a.sln", "pcm_s16le", 8000, {"container": "s16le"}, 0.005),
    ("a.sln16", "pcm_s16le", 16000, {"container": "s16le"}, 0.005),
    ("a.g722", "g722", 16000, {}, 0.005),
    ("a.3gp", "libopencore_amrnb", 8000, {"bit_rate": 12200, "options": {"dtx": "1"}}, 0.015),
    ("a.amr", "libopencore_amrnb", 8000, {"bit_rate": 12200, "options": {"dtx": "1"}}, 0.015),
]


def _check(path: Path, tolerance_s: float, channels: int = 1) -> None:
    stream = blocks(path, 8000, 1.0)
    parts = list(stream)
    signal = np.concatenate(parts, axis=1)
    assert {part.shape[1] for part in parts[:-1]} == {8000}
    assert signal.dtype == np.float32
    assert signal.shape[0] == channels == stream.channels
    assert stream.decoded_s == pytest.approx(signal.shape[1] / 8000)
    assert stream.decoded_s == pytest.approx(LENGTH_S, abs=0.1)
    starts = beep_starts(signal[0], 8000)
    assert [round(s) for s in starts] == [0, 1, 2, 3]
    assert max(abs(s - round(s)) for s in starts) <= tolerance_s
    assert stream.faults == ()
    opened = open_audio(path)
    assert opened.channels == channels
    assert not opened.truncated
    assert opened.duration_s is None or opened.duration_s == pytest.approx(LENGTH_S, abs=0.1)


@pytest.mark.parametrize("case", FORMATS, ids=lambda case: case[0])
def test_reads_a_format_at_its_true_times(tmp_path: Path, case: tuple[Any, ...]) -> None:
    name, codec, rate_hz, extra, tolerance_s = case
    path = encode(tmp_path / name, beeps(LENGTH_S), codec, rate_hz, **extra)
    _check(path, tolerance_s)


def test_reads_gsm_in_wav_and_raw(tmp_path: Path) -> None:
    _check(write_wav(tmp_path / "gsm.wav", beeps(LENGTH_S), subtype="GSM610"), 0.005)
    _check(write_raw_gsm(tmp_path / "a.gsm", beeps(LENGTH_S)), 0.005)


@pytest.mark.parametrize(
    ("name", "codec"), [("s.flac", "flac"), ("s.mp3", "libmp3lame"), ("s.opus", "libopus")]
)
def test_keeps_two_channels_apart(tmp_path: Path, name: str, codec: str) -> None:
    left = beeps(LENGTH_S)
    rate_hz = 48000 if codec == "libopus" else 16000
    path = encode(tmp_path / name, np.stack([left, np.zeros_like(left)]), codec, rate_hz)
    _check(path, 0.005, channels=2)
    right = np.concatenate(list(blocks(path)), axis=1)[1]
    assert np.abs(right).max() < 0.02


def test_comfort_noise_keeps_its_time(tmp_path: Path) -> None:
    """ffmpeg's own AMR decoder would return 3.5 of these 10 seconds."""
    signal = beeps(10.0)
    signal[8000 * 1 : 8000 * 9] = 0
    path = encode(tmp_path / "a.amr", signal, "libopencore_amrnb", bit_rate=12200, options={"dtx": "1"})
    stream = blocks(path)
    heard = np.concatenate(list(stream), axis=1)[0]
    assert stream.decoded_s == pytest.approx(10.0, abs=0.05)
    assert beep_starts(heard, 8000)[-1] == pytest.approx(9.0, abs=0.02)


def test_resamples_to_either_rate(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", beeps(2.0, 44100), 44100)
    for rate_hz in (8000, 16000):
        signal = np.concatenate(list(blocks(path, rate_hz, 0.3)), axis=1)[0]
        assert len(signal) == pytest.approx(2 * rate_hz, abs=3)
        assert beep_starts(signal, rate_hz) == pytest.approx([0.0, 1.0], abs=0.005)


def test_clips_what_is_louder_than_full_scale(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", 8 * beeps(1.0), subtype="FLOAT")
    assert np.abs(np.concatenate(list(blocks(path)), axis=1)).max() == 1.0


def test_a_lost_packet_is_filled_from_the_clock(tmp_path: Path) -> None:
    """Packets taken out of a Matroska file: the clock runs on, and so must the recording."""
    import av

    source = encode(tmp_path / "a.mka", beeps(LENGTH_S), "pcm_s16le")
    target = tmp_path / "holes.mka"
    with av.open(str(source)) as given, av.open(str(target), "w") as holed:
        stream = holed.add_stream_from_template(given.streams.audio[0])
        for packet in given.demux(given.streams.audio[0]):
            if packet.dts is not None and not 1.4 <= float(packet.pts * packet.time_base) < 1.8:
                packet.stream = stream
                holed.mux(packet)
    result = blocks(target)
    signal = np.concatenate(list(result), axis=1)[0]
    assert beep_starts(signal, 8000) == pytest.approx([0, 1, 2, 3], abs=0.005)
    (gap,) = result.faults
    assert gap.name is FaultName.GAP
    assert gap.length_s == pytest.approx(0.4, abs=0.05)
    assert gap.at_s == pytest.approx(1.4, abs=0.05)
