"""What a line does to a call: each condition writes a recording in a format that real recorders use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.listening.material import RATE, Floats

CONDITIONS: dict[str, Callable[[Floats, Path, np.random.Generator], Path]] = {}


def _condition(
    write: Callable[[Floats, Path, np.random.Generator], Path],
) -> Callable[[Floats, Path, np.random.Generator], Path]:
    CONDITIONS[write.__name__] = write
    return write


@_condition
def clean(signal: Floats, stem: Path, rng: np.random.Generator) -> Path:
    """G.711 A-law."""
    return _wav(signal, stem, "ALAW")


@_condition
def gsm(signal: Floats, stem: Path, rng: np.random.Generator) -> Path:
    """GSM full rate (06.10), as WAV."""
    return _wav(signal, stem, "GSM610")


@_condition
def amr(signal: Floats, stem: Path, rng: np.random.Generator) -> Path:
    """AMR narrowband, 7.95 kbit/s, with comfort noise."""
    import av

    path = stem.with_suffix(".amr")
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libopencore_amrnb", rate=RATE, layout="mono", options={"dtx": "1"})
        stream.bit_rate = 7950
        samples = (np.clip(signal, -1, 1) * 32767).astype(np.int16)
        for start in range(0, len(samples) - 159, 160):
            frame = av.AudioFrame.from_ndarray(
                samples[None, start : start + 160], format="s16", layout="mono"
            )
            frame.sample_rate = RATE
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


@_condition
def loss(signal: Floats, stem: Path, rng: np.random.Generator) -> Path:
    """3 % of packets of 20 ms lost in bursts, and silence in their place."""
    kept = signal.copy()
    lost = False
    for start in range(0, len(kept), RATE // 50):
        lost = rng.random() < (0.4 if lost else 0.0186)
        if lost:
            kept[start : start + RATE // 50] = 0
    return _wav(kept, stem, "ALAW")


@_condition
def level(signal: Floats, stem: Path, rng: np.random.Generator) -> Path:
    """The gain changes every 5 to 15 s, by up to 10 dB either way."""
    gain_db, at = np.zeros(len(signal)), 0
    while at < len(signal):
        step = int(rng.uniform(5, 15) * RATE)
        gain_db[at : at + step] = rng.uniform(-14, 6)
        at += step
    smooth = np.convolve(np.pad(gain_db, 400, mode="edge"), np.ones(801) / 801, mode="valid")[: len(signal)]
    return _wav(np.clip(signal * 10 ** (smooth / 20), -1, 1), stem, "ALAW")


def _wav(signal: Floats, stem: Path, subtype: str) -> Path:
    import soundfile

    path = stem.with_suffix(".wav")
    soundfile.write(str(path), signal, RATE, subtype=subtype, format="WAV")
    return path
