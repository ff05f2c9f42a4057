"""Whole recordings through everything, with the real weights, against what was really played."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from rapidfuzz import fuzz

from auditor.practice.music import tune
from auditor.practice.tones import tone
from tests.transcripts.listen.rendered import Call, render
from transcripts.errors import AudioError, ListenCancelled, ModelMissing
from transcripts.heard import Heard, ListenOptions
from transcripts.listen import listen
from transcripts.roles import human_moments
from transcripts.speech.engine import Engine, load_engine
from transcripts.speech.inventions import plain
from transcripts.timeline import Kind
from transcripts.transcript import Speaker

pytestmark = pytest.mark.weights

CALLS = {
    "modelo": (
        ["1", "1"],
        ["Hola, llamo porque tengo un cargo que no reconozco en la factura.",
         "¿Me puede dar un número de incidencia?", "Gracias, adiós."],
    ),
    "sin-salida": ([], []),
}  # fmt: skip


@cache
def loaded() -> Engine:
    try:
        return load_engine(ListenOptions())
    except ModelMissing as missing:
        pytest.skip(str(missing))


@cache
def played(name: str) -> Call:
    return render(name, *CALLS[name])


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Heard]:
    """Each call on two channels, heard once."""
    folder = tmp_path_factory.mktemp("calls")
    return {
        name: listen(
            played(name).write(folder / f"{name}.wav"),
            ListenOptions(ours_channel=1),
            marks=played(name).marks,
            engine=loaded(),
        )
        for name in CALLS
    }


def test_the_person_answers_when_the_person_answers(heard: dict[str, Heard]) -> None:
    true_s = played("modelo").of("agent")[0].start_s
    assert human_moments(heard["modelo"].timeline) == (pytest.approx(true_s, abs=0.5),)
    assert human_moments(heard["sin-salida"].timeline) == ()


@pytest.mark.parametrize("name", CALLS)
def test_every_hold_message_is_found_where_it_is(heard: dict[str, Heard], name: str) -> None:
    true = played(name).of("hold_message")
    found = heard[name].timeline.of(Kind.HOLD_MESSAGE)
    assert len(found) == len(true)
    for span, part in zip(found, true, strict=True):
        assert span.start_s == pytest.approx(part.start_s, abs=0.5)


@pytest.mark.parametrize("name", CALLS)
def test_the_transcript_says_what_was_said(heard: dict[str, Heard], name: str) -> None:
    speakers = {"ivr": Speaker.IVR, "hold_message": Speaker.HOLD, "agent": Speaker.AGENT}
    for kind, speaker in speakers.items():
        said = plain(" ".join(s.text for s in heard[name].transcript.by(speaker)))
        true = plain(" ".join(part.text or "" for part in played(name).of(kind)))
        assert fuzz.ratio(said, true) > 80, (said, true)


def test_a_message_heard_often_is_told_by_its_id(heard: dict[str, Heard]) -> None:
    times = [(s.start_s, s.end_s) for s in heard["sin-salida"].timeline.of(Kind.HOLD_MESSAGE)]
    (message,) = heard["sin-salida"].repeats
    assert len(message.times) == len(times) == 4
    assert {s.detail for s in heard["sin-salida"].timeline.of(Kind.HOLD_MESSAGE)} == {message.id}


def test_the_spans_of_one_side_never_overlap(heard: dict[str, Heard]) -> None:
    for one in heard.values():
        for side in ("theirs", "ours"):
            spans = [s for s in one.timeline if s.side.value == side and s.kind is not Kind.DTMF]
            for before, after in pairwise(spans):
                assert before.end_s <= after.start_s + 1e-6


def test_no_text_where_nobody_speaks(tmp_path: Path) -> None:
    """Music, silence, ringing, busy: the engine must have nothing to invent on."""
    silence = np.zeros(8000 * 10, np.int16)
    noise = np.random.default_rng(0).normal(0, 30, 8000 * 10).astype(np.int16)
    music = [np.resize(tune(name), 8000 * 25).astype(np.int16) for name in ("paseo", "oficina")]
    parts = [silence, tone("ringback", 9.0)[0], *music, noise, tone("busy", 6.0)[0]]
    path = tmp_path / "nobody.wav"
    soundfile.write(path, np.concatenate(parts), 8000)
    heard = listen(path, ListenOptions(), engine=loaded())
    assert heard.transcript.segments == ()


def test_one_channel_finds_the_same_person(tmp_path: Path) -> None:
    call = played("modelo")
    heard = listen(call.write(tmp_path / "mono.wav", mono=True), ListenOptions(), engine=loaded())
    first = human_moments(heard.timeline)[0]
    assert first == pytest.approx(call.of("agent")[0].start_s, abs=0.5)


def test_which_channel_is_ours_is_guessed_and_said(tmp_path: Path) -> None:
    path = render("rapido", ["1"], ["Hola."]).write(tmp_path / "two.wav")
    assert listen(path, ListenOptions(), engine=loaded()).versions["ours_channel"] == "1 (guessed)"


def test_progress_runs_forward_and_cancel_stops(tmp_path: Path) -> None:
    path = render("rapido", ["1"], ["Hola."]).write(tmp_path / "call.wav")
    seen: list[tuple[str, float]] = []
    listen(path, ListenOptions(ours_channel=1), progress=lambda *at: seen.append(at), engine=loaded())
    stages = list(dict.fromkeys(stage for stage, _ in seen))
    assert stages == ["timeline", "speech", "roles"]
    for stage in stages:
        shares = [share for name, share in seen if name == stage]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1)
    with pytest.raises(ListenCancelled):
        listen(path, ListenOptions(), cancel=lambda: True, engine=loaded())


def test_a_silent_file_needs_no_engine(tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(8000 * 5, np.int16), 8000)
    heard = listen(path, ListenOptions(model=str(tmp_path / "none")))
    assert [span.kind for span in heard.timeline] == [Kind.SILENCE]
    assert heard.transcript.engine is None


def test_a_missing_model_and_a_bad_file_say_so(tmp_path: Path) -> None:
    path = played("sin-salida").write(tmp_path / "call.wav")
    with pytest.raises(ModelMissing, match=r"no model\.bin"):
        listen(path, ListenOptions(model=str(tmp_path / "none")))
    (tmp_path / "text.wav").write_text("not audio", "utf-8")
    with pytest.raises(AudioError):
        listen(tmp_path / "text.wav", ListenOptions())
