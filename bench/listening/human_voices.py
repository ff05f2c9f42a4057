"""Speakers of the calls with people in them: recorded prompts as menu voices, synthetic people, by half.

Spanish people of both halves come from one synthesiser; their vocal tracts (formants), pitch and pace are
scaled apart, so that no speaker is in both halves. English people come from two different ones, since
`held` from both.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from scipy.signal import resample_poly

from bench.listening.material import RATE, Floats, Prompt, _active, levelled, prompts

CACHE = Path(__file__).parents[1] / "out" / "voices"


@dataclass(frozen=True)
class Person:
    """A synthetic speaker: `formants` scales the vocal tract, `pitch` and `rate` are percent."""

    name: str
    engine: str
    formants: float
    pitch: int = 100
    rate: int = 100


PEOPLE: dict[tuple[str, str], tuple[Person, ...]] = {
    ("tuning", "es"): (
        Person("t-es-a", "es-ES", 1.0, 100, 104),
        Person("t-es-b", "es-ES", 0.84, 88, 96),
        Person("t-es-c", "es-ES", 1.16, 112, 108),
        Person("t-es-d", "es-ES", 0.91, 112, 114),
    ),
    ("tuning", "en"): (
        Person("t-en-a", "en-GB", 1.0, 100, 100),
        Person("t-en-b", "en-GB", 0.85, 90, 96),
        Person("t-en-c", "en-GB", 1.13, 108, 108),
    ),
    ("test", "es"): (
        Person("e-es-a", "es-ES", 0.95, 92, 102),
        Person("e-es-b", "es-ES", 0.80, 98, 108),
        Person("e-es-c", "es-ES", 1.10, 96, 98),
        Person("e-es-d", "es-ES", 0.87, 80, 112),
    ),
    ("test", "en"): (
        Person("e-en-a", "en-US", 0.97, 100, 104),
        Person("e-en-b", "en-US", 0.82, 92, 98),
        Person("e-en-c", "en-US", 1.10, 106, 110),
    ),
    ("tuning-2", "es"): (
        Person("u-es-a", "es-ES", 0.97, 96, 100),
        Person("u-es-b", "es-ES", 0.82, 94, 104),
        Person("u-es-c", "es-ES", 1.12, 106, 112),
        Person("u-es-d", "es-ES", 0.90, 100, 98),
    ),
    ("tuning-2", "en"): (
        Person("u-en-a", "en-GB", 0.98, 104, 104),
        Person("u-en-b", "en-GB", 0.82, 94, 102),
        Person("u-en-c", "en-GB", 1.10, 102, 98),
    ),
    ("fresh", "es"): (
        Person("f-es-a", "es-ES", 1.02, 94, 99),
        Person("f-es-b", "es-ES", 0.78, 92, 102),
        Person("f-es-c", "es-ES", 1.19, 104, 104),
        Person("f-es-d", "es-ES", 0.88, 104, 110),
    ),
    ("fresh", "en"): (
        Person("f-en-a", "en-US", 1.02, 96, 101),
        Person("f-en-b", "en-US", 0.79, 98, 106),
        Person("f-en-c", "en-US", 1.14, 102, 98),
    ),
    ("held", "es"): (
        Person("h-es-a", "es-ES", 0.94, 108, 107),
        Person("h-es-b", "es-ES", 0.76, 100, 99),
        Person("h-es-c", "es-ES", 1.14, 100, 101),
        Person("h-es-d", "es-ES", 0.86, 102, 105),
    ),
    ("held", "en"): (
        Person("h-en-a", "en-GB", 0.95, 92, 103),
        Person("h-en-b", "en-GB", 0.87, 106, 97),
        Person("h-en-c", "en-US", 1.17, 98, 107),
        Person("h-en-d", "en-US", 1.06, 88, 102),
    ),
    ("last", "es"): (
        Person("l-es-a", "es-ES", 0.985, 110, 97),
        Person("l-es-b", "es-ES", 0.74, 116, 94),
        Person("l-es-c", "es-ES", 1.21, 95, 111),
        Person("l-es-d", "es-ES", 0.925, 86, 113),
    ),
    ("last", "en"): (
        Person("l-en-a", "en-GB", 1.05, 97, 101),
        Person("l-en-b", "en-GB", 0.80, 110, 107),
        Person("l-en-c", "en-US", 0.945, 90, 99),
        Person("l-en-d", "en-US", 0.855, 104, 105),
    ),
    ("unseen", "es"): (
        Person("n-es-a", "es-ES", 0.965, 102, 101),
        Person("n-es-b", "es-ES", 0.77, 108, 100),
        Person("n-es-c", "es-ES", 1.18, 98, 103),
        Person("n-es-d", "es-ES", 0.855, 95, 109),
        Person("n-es-e", "es-ES", 1.04, 85, 96),
    ),
    ("unseen", "en"): (
        Person("n-en-a", "en-GB", 1.08, 95, 105),
        Person("n-en-b", "en-GB", 0.83, 101, 99),
        Person("n-en-c", "en-US", 1.0, 109, 100),
        Person("n-en-d", "en-US", 0.87, 97, 109),
        Person("n-en-e", "en-GB", 1.18, 105, 106),
    ),
}

OTHERS = {
    ("tuning", "es"): Person("t-es-e", "es-ES", 1.06, 82, 100),
    ("tuning", "en"): Person("t-en-d", "en-GB", 0.92, 116, 106),
    ("test", "es"): Person("e-es-e", "es-ES", 1.03, 114, 106),
    ("test", "en"): Person("e-en-d", "en-US", 0.89, 114, 104),
    ("tuning-2", "es"): Person("u-es-e", "es-ES", 1.05, 88, 106),
    ("tuning-2", "en"): Person("u-en-d", "en-GB", 0.90, 112, 102),
    ("fresh", "es"): Person("f-es-e", "es-ES", 0.96, 118, 103),
    ("fresh", "en"): Person("f-en-d", "en-US", 0.92, 118, 108),
    ("held", "es"): Person("h-es-e", "es-ES", 1.08, 84, 109),
    ("held", "en"): Person("h-en-e", "en-GB", 0.78, 102, 104),
    ("last", "es"): Person("l-es-e", "es-ES", 1.07, 90, 95),
    ("last", "en"): Person("l-en-e", "en-US", 1.20, 94, 103),
    ("unseen", "es"): Person("n-es-f", "es-ES", 1.13, 111, 105),
    ("unseen", "en"): Person("n-en-f", "en-US", 1.125, 87, 97),
}
"""Who comes on after a transfer, and speaks in adverts: nobody else in the call."""

SETS = {
    "tuning": "tuning",
    "tuning-2": "tuning",
    "test": "test",
    "fresh": "test",
    "held": "test",
    "last": "test",
    "unseen": "test",
}
"""Each set of texts and people, and the half whose music and recorded prompts it uses. `tuning-2`, `held`,
`last` and, since it was scored, `unseen` may be looked at; `fresh` is scored and not looked at. A figure that
says something of calls to come needs a set by somebody who has not read the rules, scored once."""

MENU_VOICES = {("tuning", "es"): "colombia", ("test", "es"): "allison-es", ("test", "en"): "allison-en"}
"""The recorded voice of a half and language; where there is none, a synthetic one reads the menus."""

RECORDED = {
    "menu": ("conf-usermenu", "vm-opts", "vm-review", "vm-advopts", "vm-forwardoptions", "conf-adminmenu"),
    "queue": ("queue-periodic-announce", "queue-thankyou", "pbx-transfer", "tt-allbusy"),
    "closing": ("ss-noservice", "vm-nobodyavail", "vm-goodbye"),
    "voicemail": ("vm-intro", "vm-leavemsg"),
}
"""Recorded prompts that serve for a part of a call."""


@cache
def texts() -> dict[str, dict[str, dict[str, list[str]]]]:
    """The sentences by set, language and part."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for name in ("", "_fresh", "_held", "_last", "_unseen"):
        path = Path(__file__).with_name(f"human_texts{name}.yaml")
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def recorded(half: str, language: str, part: str) -> list[Prompt]:
    """The recorded prompts for a part, none where this set has no voice of that language."""
    voice = MENU_VOICES.get((SETS[half], language))
    wanted = RECORDED.get(part, ())
    return [p for p in prompts(voice) if p.id.split("/")[-1] in wanted] if voice else []


def spoken(person: Person, text: str) -> Prompt:
    """A text as this person says it, at 8 kHz; kept on disk."""
    key = hashlib.sha256(f"{person} {text}".encode()).hexdigest()[:20]
    path = CACHE / f"{key}.npy"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(path, _synthesised(person, text))
    signal = levelled(np.load(path), -21.0)
    parts = _active(signal)
    first, last = parts[0][0], parts[-1][1]
    return Prompt(f"{person.name}/{key}", signal[first:last], tuple((a - first, b - first) for a, b in parts))


def _synthesised(person: Person, text: str) -> Floats:
    from ttspico import TtsEngine

    engine = TtsEngine(person.engine)
    engine.rate = round(person.rate / person.formants)
    engine.pitch = round(person.pitch)
    pcm = np.frombuffer(engine.speak(text), np.int16).astype(np.float32) / 32768
    down = round(2 * RATE * person.formants / 100)
    return resample_poly(pcm, RATE // 100, down).astype(np.float32)
