"""Hostile bytes: never anything but `AudioError`, never without end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.transcripts.audio.encode import beeps, encode, write_wav
from transcripts.audio import blocks, open_audio
from transcripts.errors import AudioError

FORMATS = {
    "a.wav": ("pcm_s16le", 8000, {}),
    "ms.wav": ("adpcm_ms", 8000, {}),
    "a.mp3": ("libmp3lame", 16000, {}),
    "a.ogg": ("libopus", 48000, {}),
    "a.webm": ("libopus", 48000, {}),
    "a.m4a": ("aac", 16000, {}),
    "a.flac": ("flac", 8000, {}),
    "a.amr": ("libopencore_amrnb", 8000, {"bit_rate": 12200}),
    "a.wma": ("wmav2", 16000, {"bit_rate": 32000, "container": "asf"}),
    "a.g722": ("g722", 16000, {}),
}
QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _read(path: Path) -> None:
    """Reads at most ten minutes of what the bytes claim to be."""
    try:
        open_audio(path)
        stream = blocks(path, 8000, 10.0)
        for block in stream:
            assert 1 <= len(block) <= 2
            assert abs(block).max(initial=0.0) <= 1.0
            if stream.decoded_s > 600:
                stream.close()
                break
    except AudioError as error:
        if str(path) not in str(error):
            raise


class Originals(dict[str, bytes]):
    """Prints as its name: a failure shall not print the files."""

    def __repr__(self) -> str:
        return "Originals"


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Originals:
    folder = tmp_path_factory.mktemp("originals")
    signal = beeps(0.6)
    made = {
        name: encode(folder / name, signal, codec, rate_hz, **extra).read_bytes()  # type: ignore[arg-type]
        for name, (codec, rate_hz, extra) in FORMATS.items()
    }
    made["gsm.wav"] = write_wav(folder / "gsm.wav", signal, subtype="GSM610").read_bytes()
    return Originals(made)


@pytest.mark.parametrize("name", [*FORMATS, "gsm.wav"])
@QUICK
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    where_and_cut=st.tuples(st.booleans(), st.floats(0, 1)),
)
def test_changed_bytes(
    tmp_path: Path,
    originals: Originals,
    name: str,
    changes: list[tuple[float, int]],
    where_and_cut: tuple[bool, float],
) -> None:
    head, cut = where_and_cut
    data = bytearray(originals[name])
    reach = min(len(data), 200) if head else len(data)
    for where, value in changes:
        data[min(int(where * reach), len(data) - 1)] = value
    path = tmp_path / name
    path.write_bytes(bytes(data[: len(data) if cut > 0.7 else int(cut * len(data))]))
    _read(path)


@QUICK
@given(
    data=st.binary(max_size=3000), suffix=st.sampled_from([".wav", ".mp3", ".sln", ".gsm", ".amr", ".x", ""])
)
@example(data=b"RIFF\xff\xff\xff\xffWAVEfmt ", suffix=".wav")
@example(data=b"#!AMR\n" + bytes(range(256)), suffix=".amr")
@example(data=b"OggS", suffix=".ogg")
@example(data=b"fLaC" + bytes(60), suffix=".flac")
@example(data=b"\x00\x00\x00\x20ftypM4A ", suffix=".m4a")
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    _read(path)
