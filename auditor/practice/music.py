"""The hold music: two tunes of our own, composed by rule from a seed, so that nobody's rights are touched.

A tune is a loop; the same name gives the same samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.practice import instruments as play

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = play.RATE_HZ
LEVEL_DBFS = -23.0
"""A little under speech, as hold music is usually set."""

Chord = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tune:
    """A tune: chords are MIDI notes with the root first, one a bar of four beats; `lead` plays `scale`."""

    seed: int
    bpm: float
    chords: tuple[Chord, ...]
    scale: tuple[int, ...]
    lead: str


_MAJOR = (0, 2, 4, 7, 9)

TUNES: dict[str, Tune] = {
    "paseo": Tune(
        seed=7,
        bpm=96,
        chords=(
            (48, 64, 67, 71), (45, 60, 64, 67), (50, 65, 69, 72), (43, 59, 65, 69),
            (48, 64, 67, 71), (52, 62, 67, 71), (53, 64, 69, 72), (43, 62, 65, 71),
        ),
        scale=tuple(60 + n + octave for octave in (0, 12) for n in _MAJOR),
        lead="flute",
    ),
    "oficina": Tune(
        seed=23,
        bpm=112,
        chords=(
            (45, 60, 64, 69), (41, 60, 65, 69), (48, 60, 64, 67), (43, 59, 62, 67),
            (45, 60, 64, 69), (41, 57, 60, 65), (50, 62, 65, 69), (52, 59, 64, 68),
        ),
        scale=tuple(57 + n + octave for octave in (0, 12) for n in (0, 3, 5, 7, 10)),
        lead="piano",
    ),
}  # fmt: skip

_RHYTHMS = (
    (1.0, 1.0, 1.0, 1.0),
    (1.5, 0.5, 1.0, 1.0),
    (0.5, 0.5, 1.0, 2.0),
    (1.0, 0.5, 0.5, 1.5, 0.5),
    (2.0, 1.0, 1.0),
)


class _Score:
    """A loop to which notes are added; what rings past its end comes round to its start."""

    def __init__(self, beats: int, bpm: float) -> None:
        import numpy as np

        self.beat_s = 60 / bpm
        self.wave = np.zeros(round(beats * self.beat_s * RATE_HZ))

    def add(self, beat: float, sound: play.Wave, gain: float) -> None:
        import numpy as np

        first = round(beat * self.beat_s * RATE_HZ)
        places = np.arange(first, first + len(sound)) % len(self.wave)
        np.add.at(self.wave, places, gain * sound)


@lru_cache(maxsize=4)
def tune(name: str) -> NDArray[np.int16]:
    """The loop of a tune, 8 kHz int16 mono; read-only."""
    import numpy as np

    spec = TUNES[name]
    random = np.random.Generator(np.random.PCG64(spec.seed))
    score = _Score(4 * len(spec.chords), spec.bpm)
    noise = random.standard_normal(RATE_HZ * 3)
    for bar, chord in enumerate(spec.chords):
        _accompany(score, 4 * bar, chord, noise)
        _lead(score, bar, spec, random, noise)
    wave = score.wave
    wave *= 32768 * 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(wave**2))
    loop = np.clip(wave, -30000, 30000).astype(np.int16)
    loop.setflags(write=False)
    return loop


def _accompany(score: _Score, at: float, chord: Chord, noise: play.Wave) -> None:
    score.add(at, play.strings(tuple(float(note) for note in chord[1:]), 4 * score.beat_s), 0.55)
    for beat, note in ((0.0, chord[0]), (1.5, chord[0]), (2.0, chord[0] + 7), (3.0, chord[0] + 12)):
        score.add(at + beat, play.bass(note, 0.9 * score.beat_s), 0.33)
    for step in range(8):
        note = chord[1:][step % 3] + (12 if step in (3, 7) else 0)
        score.add(at + step / 2, play.piano(note, 1.2), 0.28)
        score.add(at + step / 2, play.hat(noise[37 * step :]), 0.05 if step % 2 else 0.03)
    for beat in (0, 2):
        score.add(at + beat, play.kick(), 0.5)
        score.add(at + beat + 1, play.snare(noise[911:]), 0.12)


def _lead(score: _Score, bar: int, spec: Tune, random: np.random.Generator, noise: play.Wave) -> None:
    chord = spec.chords[bar]
    beat = 0.0
    place = int(random.integers(2, len(spec.scale) - 2))
    for length in _RHYTHMS[int(random.integers(len(_RHYTHMS)))]:
        if beat == 0.0:  # a bar begins on a note of its chord
            note = chord[1 + int(random.integers(len(chord) - 1))] + 12
        else:
            place = min(len(spec.scale) - 1, max(0, place + int(random.integers(-2, 3))))
            note = spec.scale[place] + 12
        s = length * score.beat_s
        sound = play.flute(note, 0.95 * s, noise) if spec.lead == "flute" else play.piano(note, s + 0.5)
        score.add(4 * bar + beat, sound, 0.42 if spec.lead == "flute" else 0.6)
        beat += length
