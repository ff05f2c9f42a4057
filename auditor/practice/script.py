"""A line's script: what it plays and when. Values only; `auditor.practice.reading` makes them from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prompt:
    """A recorded phrase: what is said, and by which voice of `auditor.voice`."""

    id: str
    text: str
    voice: str = "ivr"


@dataclass(frozen=True, slots=True)
class Play:
    """Play a prompt of the machine to its end."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Menu:
    """Play a prompt and go where a key leads; a key cuts the prompt short.

    After `timeout_s` of silence or a wrong key the prompt is played again, `tries` times in all, and then
    the way is `otherwise`. `invalid` is the prompt played after a wrong key. `options`: (key, block).
    """

    prompt: str
    options: tuple[tuple[str, str], ...]
    otherwise: str
    timeout_s: float = 5.0
    tries: int = 2
    invalid: str | None = None


@dataclass(frozen=True, slots=True)
class Collect:
    """Play a prompt and take keys: until `digits` of them, a "#", or `timeout_s` without a further one."""

    prompt: str
    digits: int
    timeout_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Message:
    """A hold message: played at `at_s` of the hold, then again every `every_s` if that is given."""

    prompt: str
    at_s: float
    every_s: float | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the caller waiting for `s` seconds.

    `music` names a tune of `auditor.practice.music`, `None` is silence. While a message plays the music is
    `duck_db` quieter, or stands still when that is `None`. A message that would outlast the hold is left out.
    """

    s: float
    music: str | None = None
    messages: tuple[Message, ...] = ()
    duck_db: float | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Send nothing for `s` seconds; an absent `s` is for ever."""

    s: float | None = None


@dataclass(frozen=True, slots=True)
class Tone:
    """Send a tone of `auditor.practice.tones` ("ringback", "busy", "cng", "ced") for `s` seconds."""

    tone: str
    s: float


@dataclass(frozen=True, slots=True)
class Say:
    """A person of the company speaks (a recorded phrase, but the truth calls it `agent`)."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for the caller: up to `start_s` for speech to begin, then until `silence_s` without any.

    `max_s` bounds the whole.
    """

    start_s: float = 6.0
    silence_s: float = 1.2
    max_s: float = 40.0


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go on with another block."""

    block: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""


Step = Play | Menu | Collect | Hold | Silence | Tone | Say | Listen | GoTo | HangUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A whole line file.

    It rings `ring_s` seconds and answers with `begin`; or refuses with the SIP code `refuse` (486 after
    ringing, 404 at once); or, with `answers` false, rings until the caller gives up.
    """

    id: str
    title: str
    language: str = "es"
    ring_s: float = 1.0
    answers: bool = True
    refuse: int | None = None
    begin: str | None = None
    prompts: dict[str, Prompt] = field(default_factory=dict)
    blocks: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    @property
    def tunes(self) -> frozenset[str]:
        """The names of the tunes that its holds play."""
        steps = (step for block in self.blocks.values() for step in block)
        return frozenset(step.music for step in steps if isinstance(step, Hold) and step.music)
