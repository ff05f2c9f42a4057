"""The catalogue's values: a channel's book, its prompts, their versions and where each was heard.

Times inside a version count from its print's first frame, of a hearing from its recording's zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from transcripts.timeline import Kind
from transcripts.transcript import EngineInfo, Word

FORGOTTEN_AFTER = 20
"""Contacts after which is dropped what one heard and none of these: it was no prompt (or is gone)."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One time that a version was heard: in which contact, when (ISO 8601, UTC, if known), which seconds."""

    contact: str
    at: str | None
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a prompt, as it was transcribed once. Words have the same zero as the line.

    `reused`: its words were taken from the catalogue in this call, not heard anew.
    """

    start_s: float
    end_s: float
    text: str
    confidence: float
    low_confidence: bool = False
    words: tuple[Word, ...] = ()
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One recording of a prompt.

    `prints` are its sub-fingerprints (base64 of little-endian uint32, 100 a second), `loud` says in which of
    those frames it sounds (base64 of packed bits). `lines` were transcribed from `source` by `engine`, with
    the model that was asked for as `model`. `contacts` counts the contacts in which it was heard. `cut` says
    that its longest hearing was broken off, by a key or by the call's end. `tries` counts transcriptions.
    """

    number: int
    prints: str
    loud: str
    lines: tuple[Line, ...]
    first: Hearing
    last: Hearing
    source: Hearing
    language: str
    engine: EngineInfo | None = None
    model: str = ""
    contacts: int = 1
    cut: bool = False
    tries: int = 1
    over_music: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())

    @property
    def low_confidence(self) -> bool:
        """Whether some of its words are not sure."""
        return any(line.low_confidence for line in self.lines)

    @property
    def duration_s(self) -> float:
        """The length of the longest hearing, in seconds."""
        return (len(self.prints) // 4 * 3 - self.prints[-2:].count("=")) // 4 / 100

    @property
    def confidence(self) -> float | None:
        """That of its least sure line; `None` without words."""
        return min((line.confidence for line in self.lines), default=None)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One recorded prompt of a channel; ids are "p1", "p2"… in order of discovery.

    `kind` is IVR or HOLD_MESSAGE. `place` is where in the route it was first heard: the keys sent before,
    and how many prompts came since the last one ("21/0"); "hold" for a hold message.
    """

    id: str
    kind: Kind
    place: str
    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        """The version that was heard last; of several, the newest."""
        return max(self.versions, key=lambda version: (version.last.at or "", version.number))

    def version(self, number: int) -> Version | None:
        """The version of that number, or `None`."""
        return next((version for version in self.versions if version.number == number), None)


@dataclass(frozen=True, slots=True)
class Visit:
    """One contact with the channel: the keys that were sent, whether it was held, what it heard ("p1@1").

    `whole`: what the company's side said is in the book, as a prompt or as unsure. `opened`: it began with
    something unsure. `new` counts the versions that no contact had heard before this one.
    """

    contact: str
    at: str | None
    keys: str
    held: bool
    heard: tuple[str, ...] = ()
    whole: bool = False
    opened: bool = False
    new: int = 0


@dataclass(frozen=True, slots=True)
class HeardSound:
    """A stretch of a call in which only machines sound: menus, messages, music, tones, pauses between them.

    `prints` as of a version; for the same frames, `levels` says how loud it was and `answers` what the voice
    detectors made of it (see `coding`); `detectors` names these.
    """

    prints: str
    levels: str
    answers: str
    detectors: str


@dataclass(frozen=True, slots=True)
class Sound(HeardSound):
    """One that the channel's book keeps, by an id ("s1", "s2"…).

    `contacts` counts the contacts in which it helped, the first included; `missed` those since the last.
    """

    id: str = ""
    contacts: int = 1
    missed: int = 0

    @property
    def duration_s(self) -> float:
        """Its length in seconds."""
        return (len(self.prints) // 4 * 3 - self.prints[-2:].count("=")) // 4 / 100


@dataclass(frozen=True, slots=True)
class Unsure:
    """Speech of the company's side that was not surely a machine's, as a fingerprint alone, without words.

    Where the very same sound comes again in another contact, it is a recording. `start_s` is where its print
    begins in the recording of `contact`; `later` counts the contacts that were learnt from since.
    """

    prints: str
    loud: str
    start_s: float
    contact: str = ""
    later: int = 0


@dataclass(frozen=True)
class PromptBook:
    """Everything recorded that is known of one channel. `visits` are the contacts that were learnt from;
    of the last ones, `unsure` has what was not surely a machine's."""

    channel: str
    prompts: tuple[Prompt, ...] = ()
    visits: tuple[Visit, ...] = ()
    next_number: int = 1
    sounds: tuple[Sound, ...] = ()
    next_sound: int = 1
    unsure: tuple[Unsure, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Prompt]:
        """The prompts by their id."""
        return {prompt.id: prompt for prompt in self.prompts}


@dataclass(frozen=True, slots=True)
class HeardPrompt:
    """A recording as one call heard it, before the catalogue knows which it is. Seconds of the recording.

    `over_music`: music sounds under it, so that its fingerprint is not its own.
    """

    kind: Kind
    start_s: float
    end_s: float
    prints: str
    loud: str
    lines: tuple[Line, ...]
    place: str
    cut: bool = False
    over_music: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class CallPrompts:
    """What one call taught: every menu voice and hold message in it, and how its words were made.

    `sounds` are what was not known before, `recalled` the ids of the known ones that it heard. `unsure` is
    what was not surely a machine's; `whole` says that there is a fingerprint of what was said, `opened`
    that it began with something unsure.
    """

    heard: tuple[HeardPrompt, ...] = ()
    keys: str = ""
    held: bool = False
    language: str = "es"
    engine: EngineInfo | None = None
    model: str = ""
    sounds: tuple[HeardSound, ...] = ()
    recalled: tuple[str, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    whole: bool = False
    opened: bool = False


def version_id(prompt: str, number: int) -> str:
    """How a version is named in a timeline and a transcript: "p12@2"."""
    return f"{prompt}@{number}"
