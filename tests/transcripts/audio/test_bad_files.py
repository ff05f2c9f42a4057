"""Bad recordings: a clear `AudioError`, or heard up to the break with the fault named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.audio.encode import beeps, encode, wav_header, write_wav
from transcripts.audio import FaultName, blocks, faults, open_audio
from transcripts.errors import AudioError


def _fails(path: Path) -> AudioError:
    """The error of opening it, which must be the error of reading it too."""
    with pytest.raises(AudioError) as opening:
        open_audio(path)
    with pytest.raises(AudioError) as reading:
        list(blocks(path))
    assert opening.value.template == reading.value.template
    assert str(path) in str(opening.value)
    assert opening.value.params["path"] == path
    return opening.value


def test_missing_empty_folder(tmp_path: Path) -> None:
    assert _fails(tmp_path / "none.wav").template == faults.MISSING
    (tmp_path / "empty.wav").touch()
    assert _fails(tmp_path / "empty.wav").template == faults.EMPTY
    (tmp_path / "folder.wav").mkdir()
    assert _fails(tmp_path / "folder.wav").template == faults.FOLDER


@pytest.mark.parametrize("name", ["a.wav", "a.sln", "a.al", "a.mp3", "a.gsm"])
@pytest.mark.parametrize(
    "text",
    [
        "Buenos días, le atiende Ana. ¿En qué puedo ayudarle?\n" * 200,
        "<!doctype html><title>404</title>",
        "no hay audio",
    ],
)
def test_text_in_disguise(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    error = _fails(tmp_path / name)
    assert error.template == faults.TEXT
    assert text.split(maxsplit=1)[0] in str(error)


def test_a_playlist_opens_no_other_file(tmp_path: Path) -> None:
    write_wav(tmp_path / "real.wav", beeps(1.0))
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\nreal.wav\n#EXT-X-ENDLIST\n", encoding="ascii")
    assert _fails(tmp_path / "list.m3u8").template == faults.TEXT


def test_not_audio(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(np.random.default_rng(1).bytes(5000))
    assert _fails(tmp_path / "a.bin").template == faults.NOT_AUDIO


def test_channels(tmp_path: Path) -> None:
    import av

    none = tmp_path / "none.wav"
    none.write_bytes(wav_header(1600, channels=0) + bytes(1600))
    assert _fails(none).template in (faults.NO_CHANNELS, faults.NOT_AUDIO)
    many = tmp_path / "many.wav"
    many.write_bytes(wav_header(16000, channels=6) + bytes(16000))
    error = _fails(many)
    assert error.template == faults.MANY_CHANNELS
    assert error.params["channels"] == 6
    film = tmp_path / "film.mp4"
    with av.open(str(film), "w") as output:
        stream = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        output.mux(stream.encode(picture))
        output.mux(stream.encode(None))
    error = _fails(film)
    assert error.template == faults.NO_AUDIO_STREAM
    assert "video" in str(error)


def test_absurd_rate(tmp_path: Path) -> None:
    path = tmp_path / "slow.wav"
    path.write_bytes(wav_header(16000, rate_hz=7) + bytes(16000))
    assert _fails(path).template == faults.BAD_RATE


def test_not_a_number(tmp_path: Path) -> None:
    signal = beeps(2.0)
    signal[12000] = np.nan
    path = write_wav(tmp_path / "nan.wav", signal, subtype="FLOAT")
    with pytest.raises(AudioError) as caught:
        list(blocks(path))
    assert caught.value.template == faults.NOT_A_NUMBER
    assert caught.value.params["at_s"] == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize(
    ("name", "codec", "known"),
    [
        ("a.wav", "pcm_s16le", True),
        ("g.wav", "g726", True),
        ("a.flac", "flac", True),
        ("a.mp3", "libmp3lame", True),
        ("a.ogg", "libopus", False),
        ("a.webm", "libopus", True),
        ("a.amr", "libopencore_amrnb", False),
    ],
)
def test_a_cut_file_is_heard_up_to_the_break_and_says_so(
    tmp_path: Path, name: str, codec: str, known: bool
) -> None:
    rate_hz = {"libopus": 48000, "libmp3lame": 16000}.get(codec, 8000)
    bit_rate = {"g726": 32000, "libopencore_amrnb": 12200}.get(codec)
    path = encode(tmp_path / name, beeps(10.0), codec, rate_hz, bit_rate=bit_rate)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * 0.61) + 1])
    stream = blocks(path)
    list(stream)
    assert 3.0 < stream.decoded_s < 7.5
    (fault,) = [f for f in stream.faults if f.name is FaultName.TRUNCATED]
    assert fault.at_s == pytest.approx(stream.decoded_s, abs=0.6)
    if known and fault.length_s is not None:
        assert stream.decoded_s + fault.length_s == pytest.approx(10.0, abs=0.3)
    if name.endswith(".wav"):
        assert open_audio(path).truncated


def test_an_mp4_without_its_index_says_how_to_mend_it(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.m4a", beeps(4.0), "aac", 16000)
    path.write_bytes(path.read_bytes()[:-2000])
    assert _fails(path).template == faults.NO_INDEX


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_recorder_that_never_wrote_the_length_is_not_truncated(tmp_path: Path, size: int) -> None:
    path = tmp_path / "streamed.wav"
    sound = (beeps(2.0) * 32000).astype("<i2").tobytes()
    path.write_bytes(wav_header(size) + sound)
    stream = blocks(path)
    list(stream)
    assert stream.decoded_s == pytest.approx(2.0, abs=0.01)
    assert stream.faults == ()


def test_an_idle_line_in_a_law_is_not_text(tmp_path: Path) -> None:
    """A-law's other zero is the letter U."""
    path = tmp_path / "idle.al"
    path.write_bytes(b"U" * 16000)
    stream = blocks(path)
    list(stream)
    assert stream.decoded_s == 2.0
