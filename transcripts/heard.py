"""The result of listening to one recording, and what may be asked of the listener. Values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from transcripts.loudness import Loudness
from transcripts.redaction.values import Mute
from transcripts.timeline import Timeline
from transcripts.transcript import Transcript

Progress = Callable[[str, float], None]
"""Called with a stage ("decode", "timeline", "speech"…) and the share done, 0–1."""


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """How to listen. Times in seconds, rates in Hz.

    `country` picks the tone plan (ISO 3166, norms: "ES", "MX"…), `None` the generic classifier.
    `engine` is "faster-whisper" or "openai-whisper". `model` is a name ("base") or a path; `model_folders`
    are searched first. `ours_channel` is `None` for one channel or unknown sides.
    """

    language: str = "es"
    country: str | None = "ES"
    engine: str = "faster-whisper"
    model: str = "base"
    model_folders: tuple[Path, ...] = ()
    ours_channel: int | None = None
    allow_download: bool = False
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Repeat:
    """One recorded message heard several times: its catalogue id and each (start_s, end_s)."""

    id: str
    times: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What was wrong with a recording that could be heard all the same.

    `name` is "truncated", "damaged", "gap" or "late" (see `transcripts.audio.faults.FaultName`); it begins
    at `at_s` and concerns `length_s` seconds, `None` when that is not known.
    """

    name: str
    at_s: float
    length_s: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that listening found. `versions` names what made it (stage → version).

    `loudness` is that of their side, where a message and music on hold are there to be compared.
    `redacted` are the stretches whose words were taken out of the transcript as personal data, to be muted
    wherever the sound is shared; `versions["redaction"]` says that it was looked for.
    """

    timeline: Timeline
    transcript: Transcript
    repeats: tuple[Repeat, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()
    loudness: Loudness | None = None
    redacted: tuple[Mute, ...] = ()
