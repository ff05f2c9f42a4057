"""Whole calls to one line, one after another, with the real weights: what is known is not transcribed again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import soundfile

from tests.transcripts.listen.rendered import render
from transcripts.errors import ModelMissing
from transcripts.heard import Heard, ListenOptions
from transcripts.listen import hear_call
from transcripts.prompts import PromptBook
from transcripts.prompts.changes import changes
from transcripts.prompts.gather import worded
from transcripts.prompts.learn import learnt
from transcripts.prompts.unsure import earlier
from transcripts.roles import first_human
from transcripts.speech.engine import Engine, Passage, load_engine
from transcripts.transcript import EngineInfo, Speaker

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

pytestmark = pytest.mark.weights

KEYS, SAYINGS = ["1"], ["No, nada más. Muchas gracias."]


@cache
def loaded() -> Engine:
    try:
        return load_engine(ListenOptions())
    except ModelMissing as missing:
        pytest.skip(str(missing))


class Counting:
    """The real engine, with the seconds of sound that it was given."""

    def __init__(self) -> None:
        self.heard_s = 0.0
        self.best_window_s = loaded().best_window_s

    @property
    def info(self) -> EngineInfo:
        return loaded().info

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = True, fallback: bool = True
    ) -> Passage:
        self.heard_s += len(samples) / 16_000
        return loaded().transcribe(samples, language, words=words, fallback=fallback)


def heard(path: Path, marks: object, book: PromptBook) -> tuple[Heard, PromptBook, float]:
    engine = Counting()
    found, taught = hear_call(
        path,
        ListenOptions(ours_channel=1),
        marks,  # type: ignore[arg-type]
        engine=engine,
        prompts=book.prompts,
        before=earlier(book, f"c{len(book.visits) + 1}"),
    )
    number = len(book.visits) + 1
    at = f"2026-03-0{number}T10:00:00+00:00"
    return found, learnt(book, worded(taught, found.transcript), f"c{number}", at), engine.heard_s


def cut(path: Path, from_s: int = 0, to_s: int = 65) -> Path:
    """The recording up to the person, where the machine has said all it says; or these seconds of it."""
    samples, rate_hz = soundfile.read(path)
    soundfile.write(path, samples[from_s * rate_hz : to_s * rate_hz], rate_hz)
    return path


def test_the_second_call_takes_its_words_from_the_first(tmp_path: Path) -> None:
    call = render("modelo", ["1", "1"], [])
    first, second = (cut(call.write(tmp_path / f"{n}.wav", noise=n)) for n in (2.0, 9.0))
    one, book, one_s = heard(first, call.marks, PromptBook("modelo"))
    two, after, two_s = heard(second, call.marks, book)
    machine = (Speaker.IVR, Speaker.HOLD)
    said = [segment.text for segment in one.transcript.by(*machine)]
    reused = [segment for segment in two.transcript.segments if segment.reuse]
    assert len(reused) > len(said) / 2
    assert {segment.text for segment in reused} <= set(said)
    assert {segment.reuse.contact for segment in reused if segment.reuse} == {"c1"}
    assert all(segment.speaker in machine for segment in reused)
    assert not any(segment.reuse for segment in one.transcript.segments)
    assert two_s < one_s / 2
    assert two.versions["catalogue"]
    assert changes(after) == ()
    assert [prompt.id for prompt in after.prompts] == [prompt.id for prompt in book.prompts]
    for segment in reused:
        (before,) = (s for s in one.transcript.segments if abs(s.start_s - segment.start_s) < 0.3)
        assert (before.text, before.confidence) == (segment.text, segment.confidence)


def test_another_model_asks_for_its_own_words(tmp_path: Path) -> None:
    call = render("rapido", list(KEYS), list(SAYINGS))
    path = call.write(tmp_path / "call.wav")
    _, book, _ = heard(path, call.marks, PromptBook("rapido"))
    options = ListenOptions(ours_channel=1, model="small")
    found, _ = hear_call(path, options, call.marks, engine=loaded(), prompts=book.prompts)
    assert not any(segment.reuse for segment in found.transcript.segments)


def test_who_says_the_very_same_in_the_next_call_is_a_recording(tmp_path: Path) -> None:
    """Our practice people are: only what we say between moves their words apart."""
    asks = "Hola, llamo porque tengo un cargo que no reconozco en la factura."
    call = render("modelo", ["1", "1"], [asks])
    other = render("modelo", ["1", "1"], [f"{asks} Es del mes pasado, y son catorce euros con noventa."])
    first, again, second = (
        cut(one.write(tmp_path / f"{number}.wav", noise=noise), 50, 110)
        for number, (one, noise) in enumerate(((call, 2.0), (call, 9.0), (other, 9.0)))
    )
    found, book, _ = heard(first, (), PromptBook("modelo"))
    at_s = first_human(found.timeline).at_s
    assert at_s is not None
    taken_in_twice, _, _ = heard(again, (), book)
    assert first_human(taken_in_twice.timeline).at_s == pytest.approx(at_s, abs=0.3)
    recording, _, _ = heard(second, (), book)
    greeting = next(s for s in recording.transcript.segments if abs(s.start_s - at_s) < 0.5)
    before = next(s for s in found.transcript.segments if abs(s.start_s - at_s) < 0.5)
    assert (before.speaker, greeting.speaker) == (Speaker.AGENT, Speaker.IVR)
    assert Speaker.AGENT not in {segment.speaker for segment in recording.transcript.segments}
