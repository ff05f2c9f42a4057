"""Every tone of every plan is found where it sounds, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.acoustic import synth
from tests.transcripts.acoustic.heard import theirs
from tests.transcripts.acoustic.synth import Floats, cadence, joined, silence, tone
from transcripts.acoustic import Tone
from transcripts.acoustic.bursts import bursts_of
from transcripts.acoustic.framing import Framer
from transcripts.acoustic.plans import Cadence, countries, plan_of, tone_data
from transcripts.acoustic.signals import fax_of, sit_of
from transcripts.acoustic.spectrum import WINDOW, peaks_of
from transcripts.acoustic.tones import tones_of
from transcripts.timeline import Kind

EVERY = [(country, c) for country in countries() for c in plan_of(country).cadences]  # type: ignore[union-attr]


def _bursts(signal: Floats) -> list:
    framer = Framer(WINDOW)
    frames = np.concatenate((framer.push(signal), framer.finish()))
    middle = frames[:, 120:200]
    level = 10 * np.log10(np.mean(middle**2, axis=1) + 1e-10)
    return bursts_of(peaks_of(frames), level.astype(np.float32))


def _tones(signal: Floats, country: str | None) -> list[Tone]:
    return tones_of(_bursts(signal), country)


@pytest.mark.parametrize(("country", "plan"), EVERY, ids=lambda v: getattr(v, "kind", v))
@pytest.mark.parametrize("dbfs", [-12.0, -33.0])
def test_each_tone_of_each_plan(country: str, plan: Cadence, dbfs: float) -> None:
    bursts = 8 if plan.kind is not Kind.RINGBACK else 4
    sound = cadence(plan, bursts, dbfs)
    (found,) = _tones(joined(silence(1.0), sound, silence(2.0)), country)
    assert found.kind is plan.kind
    assert found.plan.startswith(country)
    assert found.bursts == bursts
    assert found.start_s == pytest.approx(1.0, abs=0.03)
    assert found.end_s == pytest.approx(1.0 + len(sound) / synth.RATE, abs=0.03)


def test_where_two_tones_sound_alike_it_is_said() -> None:
    busy = plan_of("MX").cadences[1]  # type: ignore[union-attr]
    (found,) = _tones(joined(silence(1), cadence(busy, 6), silence(1)), "MX")
    assert found.plan == "MX: busy or congestion"


@pytest.mark.parametrize("country", [*tone_data()["unknown"], None, "XX"])
def test_without_a_plan_the_classifier_says_so(country: str | None) -> None:
    busy = Cadence(Kind.BUSY, (425.0,), (0.25, 0.25))
    ringing = Cadence(Kind.RINGBACK, (440.0,), (1.0, 4.0))
    signal = joined(silence(1), cadence(ringing, 3), silence(7), cadence(busy, 8), silence(1))
    ring, engaged = _tones(signal, country)
    assert (ring.kind, ring.plan) == (Kind.RINGBACK, "plan unknown")
    assert engaged.kind is Kind.BUSY
    assert engaged.plan == "plan unknown: busy or congestion"


def test_one_ring_is_enough_and_may_be_cut_by_the_answer() -> None:
    (whole,) = _tones(joined(silence(1), tone((425,), 1.5), silence(2)), "ES")
    assert (whole.kind, whole.bursts) == (Kind.RINGBACK, 1)
    (cut,) = _tones(joined(silence(1), tone((425,), 1.5), silence(3), tone((425,), 0.9), silence(2)), "ES")
    assert (cut.kind, cut.bursts, round(cut.end_s, 1)) == (Kind.RINGBACK, 2, 6.4)
    assert _tones(joined(silence(1), tone((425,), 0.9), silence(2)), "ES") == []  # may be any beep


@pytest.mark.parametrize(
    "signal",
    [
        tone((425,), 20.0),  # dial tone
        tone((440,), 1.5),  # the note A
        cadence(Cadence(Kind.BUSY, (425.0,), (0.2, 0.2)), 2),  # too short to be sure
        cadence(Cadence(Kind.BUSY, (500.0,), (0.2, 0.2)), 8),
        cadence(Cadence(Kind.BUSY, (425.0,), (0.2, 0.37)), 8),
        np.random.default_rng(3).standard_normal(80000).astype(np.float32) * 0.05,
    ],
)
def test_what_is_no_tone_of_the_plan(signal: Floats) -> None:
    assert _tones(joined(silence(1), signal, silence(1)), "ES") == []


def test_ringing_then_busy_are_two() -> None:
    ring, busy, _ = plan_of("ES").cadences  # type: ignore[union-attr]
    signal = joined(cadence(ring, 3), silence(1.0), cadence(busy, 10), silence(1))
    assert [t.kind for t in _tones(signal, "ES")] == [Kind.RINGBACK, Kind.BUSY]


@pytest.mark.parametrize("seed", range(4))
def test_lost_packets_do_not_break_a_tone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plan = plan_of("ES")
    assert plan is not None
    for one in plan.cadences:
        signal = joined(silence(1), cadence(one, 9), silence(1))
        for start in range(0, len(signal), 160):
            if rng.random() < 0.04:
                signal[start : start + 160] = 0
        (found,) = _tones(signal, "ES")
        assert found.kind is one.kind


def test_special_information_and_fax() -> None:
    sit = np.concatenate([tone((hz,), 0.33) for hz in (950, 1400, 1800)])
    bursts = _bursts(joined(silence(1), sit, silence(0.5), sit, silence(1)))
    assert [round(t.start_s, 1) for t in sit_of(bursts)] == [1.0, 2.5]
    assert all(t.kind is Kind.SIT for t in sit_of(bursts))
    calling = np.concatenate([tone((1100,), 0.5), silence(3)] * 2)
    bursts = _bursts(joined(calling, tone((2100,), 2.8), silence(1)))
    assert [t.plan for t in fax_of(bursts)] == ["fax calling", "fax calling", "fax answering"]
    assert sit_of(bursts) == []
    assert fax_of(_bursts(joined(tone((1000,), 1.0), tone((2100,), 0.4)))) == []


def test_tones_are_neither_music_nor_speech(tmp_path: Path) -> None:
    ring, busy, _ = plan_of("ES").cadences  # type: ignore[union-attr]
    signal = joined(silence(1), cadence(ring, 3), silence(1), cadence(busy, 10), silence(1))
    sound = theirs(tmp_path, signal)
    assert [t.kind for t in sound.tones] == [Kind.RINGBACK, Kind.BUSY]
    assert sound.music == ()
    assert sound.speech == ()
    assert sound.keys == ()


RINGING = [(country, c) for country, c in EVERY if c.kind is Kind.RINGBACK and c.pattern[0] >= 0.8]
"""Of a shorter burst too little is left."""


@pytest.mark.parametrize(("country", "plan"), RINGING, ids=lambda v: getattr(v, "kind", v))
@pytest.mark.parametrize("torn", [0, 1, 3])
def test_ringing_that_lost_packets_is_one_tone(country: str, plan: Cadence, torn: int) -> None:
    """Seven packets of 20 ms in a row are missing from one burst of four."""
    sound = cadence(plan, 4).copy()
    at = round((sum(plan.pattern * torn) + 0.6 * plan.pattern[0]) * synth.RATE)
    sound[at : at + round(0.14 * synth.RATE)] = 0
    (found,) = _tones(joined(silence(1.0), sound, silence(2.0)), country)
    assert (found.kind, found.bursts) == (Kind.RINGBACK, 4)
    assert found.end_s == pytest.approx(1.0 + len(sound) / synth.RATE, abs=0.03)
