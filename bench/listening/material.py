"""Voices and music from Debian packages, in a tuning half and a test half that share nothing.

Packages are fetched with `apt-get download` into `bench/out/material` and unpacked there (no root needed,
nothing installed). Nothing of it is ever committed: the prompts are CC-BY-SA, the music CC and GPL.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_closing, binary_opening

from transcripts.audio import blocks
from transcripts.errors import AudioError

Floats = NDArray[np.float32]
RATE = 8000
FOLDER = Path(__file__).parents[1] / "out" / "material"
HALVES = ("tuning", "test")

SOUNDS = "usr/share/asterisk/sounds"
MOH = "usr/share/asterisk/moh"
GAMES = "usr/share/games"
PACKAGES = (
    "asterisk-core-sounds-es-wav",
    "asterisk-core-sounds-en-wav",
    "asterisk-core-sounds-fr-wav",
    "asterisk-core-sounds-ru-wav",
    "asterisk-core-sounds-it-wav",
    "asterisk-prompt-it-menardi-wav",
    "asterisk-prompt-es-co",
    "asterisk-prompt-fr-armelle",
    "asterisk-moh-opsound-wav",
    "singularity-music",
    "asc-music",
    "csmash-demosong",
)


@dataclass(frozen=True)
class Voice:
    """One speaker: the folder of prompts in a package, and the half that may use it."""

    name: str
    language: str
    half: str
    folder: str


VOICES = (
    Voice("colombia", "es", "tuning", f"{SOUNDS}/es"),
    Voice("menardi", "it", "tuning", f"{SOUNDS}/it_IT_f_Menardi"),
    Voice("armelle", "fr", "tuning", f"{SOUNDS}/fr"),
    Voice("carlo", "it", "tuning", f"{SOUNDS}/it_IT_m_Carlo"),
    Voice("allison-es", "es", "test", f"{SOUNDS}/es_MX_f_Allison"),
    Voice("allison-en", "en", "test", f"{SOUNDS}/en_US_f_Allison"),
    Voice("june", "fr", "test", f"{SOUNDS}/fr_CA_f_June"),
    Voice("ivrvoice", "ru", "test", f"{SOUNDS}/ru_RU_f_IvrvoiceRU"),
)

MUSIC = {
    "tuning": (
        f"{MOH}/macroform-cold_day.wav",
        f"{MOH}/manolo_camp-morning_coffee.wav",
        f"{GAMES}/singularity/music/A New Journey.ogg",
        f"{GAMES}/singularity/music/Inevitable.ogg",
        f"{GAMES}/singularity/music/Awakening.ogg",
        f"{GAMES}/asc/music/frontiers.mp3",
        f"{GAMES}/singularity/music/win/Apex Aleph.ogg",
        f"{GAMES}/singularity/music/Nebula.ogg",
        f"{GAMES}/singularity/music/Media Threat.ogg",
        f"{GAMES}/singularity/music/Aberrations.ogg",
        f"{GAMES}/singularity/music/By-Product.ogg",
        f"{GAMES}/singularity/music/Enemy Unknown.ogg",
        f"{GAMES}/singularity/music/Advanced Simulacra.ogg",
        f"{GAMES}/singularity/music/Orbital Elevator.ogg",
        f"{GAMES}/singularity/music/Through Space.ogg",
        f"{GAMES}/asc/music/machine_wars.mp3",
    ),
    "test": (
        f"{MOH}/macroform-robot_dity.wav",
        f"{MOH}/macroform-the_simplicity.wav",
        f"{MOH}/reno_project-system.wav",
        f"{GAMES}/singularity/music/Coherence.ogg",
        f"{GAMES}/singularity/music/Deprecation.ogg",
        f"{GAMES}/asc/music/time_to_strike.mp3",
        f"{GAMES}/csmash/danslatristesse2-48.ogg",
    ),
}


def fetch() -> None:
    """Downloads and unpacks what is not there yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        mark = FOLDER / f".{package}"
        if mark.exists():
            continue
        subprocess.run(["apt-get", "download", "-q", package], cwd=FOLDER, check=True, capture_output=True)
        for archive in FOLDER.glob(f"{package}_*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(archive), str(FOLDER)], check=True)
            archive.unlink()
        mark.touch()


def load(path: Path, most_s: float = 130.0) -> Floats:
    """Mono at 8 kHz."""
    stream = blocks(path, RATE, 10.0)
    parts: list[Floats] = []
    for block in stream:
        parts.append(block.mean(axis=0))
        if stream.decoded_s >= most_s:
            stream.close()
            break
    return np.concatenate(parts)


def levelled(signal: Floats, dbfs: float) -> Floats:
    """Scaled so that its louder half has this RMS level."""
    power = np.square(signal[: len(signal) // 80 * 80]).reshape(-1, 80).mean(axis=1)
    loud = power[power >= np.median(power)]
    return (signal * 10 ** (dbfs / 20) / np.sqrt(loud.mean() + 1e-12)).astype(np.float32)


@dataclass(frozen=True)
class Prompt:
    """One recorded prompt, trimmed to its speech; `speech` are its (start, end) in samples."""

    id: str
    signal: Floats
    speech: tuple[tuple[int, int], ...]

    @property
    def length_s(self) -> float:
        return len(self.signal) / RATE


NO_SPEECH = ("monkeys", "weasels", "tone", "beep", "glorious", "confbridge-join", "confbridge-leave")
"""Files with chimes, fanfares, tones or apes in them."""
PAUSE_S = 0.30
"""The convention of the truth: a pause shorter than this belongs to the speech around it."""


@cache
def prompts(voice: str) -> tuple[Prompt, ...]:
    """All prompts of a voice from 1.8 s to 30 s, in order of name."""
    chosen = next(v for v in VOICES if v.name == voice)
    files = sorted(p for p in (FOLDER / chosen.folder).iterdir() if p.suffix in (".wav", ".gsm"))
    return tuple(p for p in (_prompt(voice, file) for file in files) if p is not None)


def _prompt(voice: str, file: Path) -> Prompt | None:
    if any(name in file.stem for name in NO_SPEECH):
        return None
    try:
        signal = levelled(load(file), -21.0)
    except AudioError:
        return None  # some files have a header and no sample
    active = _active(signal)
    if not active:
        return None
    first, last = active[0][0], active[-1][1]
    if not 1.8 * RATE <= last - first <= 30 * RATE:
        return None
    speech = tuple((a - first, b - first) for a, b in active)
    return Prompt(f"{voice}/{file.stem}", signal[first:last], speech)


def _active(signal: Floats) -> list[tuple[int, int]]:
    """Where a clean prompt speaks: within 28 dB of its loud parts and clear of its own hiss.

    Pauses of 0.3 s and more are left out.
    """
    frames = signal[: len(signal) // 80 * 80].reshape(-1, 80)
    level = 10 * np.log10(np.square(frames).mean(axis=1) + 1e-9)
    loud, hiss = np.percentile(level, 95), np.percentile(level, 1)
    mask = level > max(loud - 28, min(hiss + 9, loud - 22))
    mask = binary_opening(binary_closing(mask, np.ones(10)), np.ones(10))  # clicks are no speech
    on = np.flatnonzero(mask)
    if len(on) == 0:
        return []
    breaks = np.flatnonzero(np.diff(on) >= PAUSE_S * 100)
    starts, ends = [on[0], *on[breaks + 1]], [*on[breaks], on[-1]]
    return [(int(a) * 80, (int(b) + 1) * 80) for a, b in zip(starts, ends, strict=True) if b - a >= 5]


@cache
def music(half: str) -> tuple[tuple[str, Floats], ...]:
    """(name, two minutes) of each piece of this half."""
    return tuple((Path(name).stem, levelled(load(FOLDER / name), -23.0)) for name in MUSIC[half])
