"""A call under construction whose truth is kept: who speaks when, and each time a person comes on."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from bench.listening.calls import Random, tone_of
from bench.listening.human_voices import OTHERS, PEOPLE, SETS, Person, recorded, spoken, texts
from bench.listening.material import RATE, Floats, Prompt, music
from bench.listening.truth import Call
from transcripts.timeline import Kind

Who = Literal["machine", "agent", "caller"]


@dataclass(frozen=True)
class Said:
    """Who spoke from when to when; `speech` leaves out pauses of 0.3 s and more."""

    who: Who
    speech: tuple[tuple[float, float], ...]
    text: str


@dataclass
class Scene:
    """One call with both sides apart. `humans_s`: each time a person comes on, the second they begin.

    `rng` draws what belongs to the line (its prompts, voices and music), `today` what belongs to this one
    call (people and their words, waits, keyed numbers); without the latter both come from the former. Of
    several calls to one line each has voices and words of its own: a synthetic voice says a sentence twice
    so alike that it is the same recording.
    """

    name: str
    half: str
    language: str
    rng: Random
    draw: int
    today: Random | None = None
    call: int = 0
    theirs: Call = field(default_factory=lambda: Call("theirs"))
    ours: Call = field(default_factory=lambda: Call("ours"))
    said: list[Said] = field(default_factory=list)
    humans_s: list[float] = field(default_factory=list)
    _away: bool = True
    _used: dict[str, int] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _moods: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = list(PEOPLE[self.half, self.language])
        order = [people[int(i)] for i in self.rng.permutation(len(people))]
        self.host = order[0]  # whose voice a personal mailbox has
        self.second = OTHERS[self.half, self.language]
        self.reader = order.pop()  # reads the menus where no recorded voice does
        self.own = self.rng if self.today is None else self.today
        if self.today is not None:
            order = [order[int(i)] for i in self.own.permutation(len(order))]
        self.agent, self.caller = order[0], order[1]
        pieces = music(SETS[self.half])
        self.piece = pieces[int(self.rng.integers(len(pieces)))][1]

    def text(self, part: str, draws: Random) -> str:
        """The next text of a part; a call never says one twice before it has said all."""
        found = texts()[self.half][self.language][part]
        at = self._used.setdefault(part, int(draws.integers(len(found))))
        if self.today is not None and draws is self.own and part not in self._begun:
            self._begun.add(part)
            at = zlib.crc32(f"{self.name.split('-call')[0]} {part}".encode()) + self.call * max(
                1, len(found) // 4
            )
        self._used[part] = at + 1
        return found[at % len(found)]

    def pause(self, low: float, high: float | None = None) -> None:
        self.theirs.pause(low if high is None else float(self.own.uniform(low, high)))

    def _say(self, who: Who, prompt: Prompt, text: str) -> None:
        call = self.ours if who == "caller" else self.theirs
        start = call.cursor = self.theirs.cursor
        call.say(prompt)
        self.theirs.cursor = start + prompt.length_s
        self.said.append(
            Said(who, tuple((start + a / RATE, start + b / RATE) for a, b in prompt.speech), text)
        )

    def machine(self, part: str, reader: Person | None = None, *, share: float = 1.0, **words: str) -> None:
        """A recording: a real one in every other draw, where there is one for the part.

        Only the first `share` of it is played; `words` fill the places of a text.
        """
        self._away = True
        real = recorded(self.half, self.language, part)
        if real and self.draw % 2 == 0 and reader is None:
            prompt = real[int(self.rng.integers(len(real)))]
            text = prompt.id
        else:
            text = self.text(part, self.rng).format(**words)
            prompt = spoken(reader or self.reader, text)
        self._say("machine", _beginning(prompt, share), text)

    def person(self, part: str, who: Person | None = None) -> None:
        if self._away:
            self.humans_s.append(self.theirs.cursor)
            self._away = False
        text = self.text(part, self.own)
        self._say("agent", spoken(self._as_today(who or self.agent), text), text)

    def we(self, part: str = "caller") -> None:
        text = self.text(part, self.own)
        self._say("caller", spoken(self._as_today(self.caller), text), text)

    def _as_today(self, person: Person) -> Person:
        """Of several calls to a line: nobody has quite the same voice in two of them."""
        if self.today is None:
            return person
        formants, pitch, rate = self._moods.setdefault(person.name, tuple(self.own.uniform(-1, 1, 3)))
        return replace(
            person,
            formants=round(person.formants * (1 + 0.02 * formants), 4),
            pitch=round(person.pitch + 4 * pitch),
            rate=round(person.rate + 4 * rate),
        )

    def key(self, digit: str | None = None) -> None:
        self.ours.cursor = self.theirs.cursor
        self.ours.key(str(self.rng.integers(0, 10)) if digit is None else digit, 0.12)
        self.theirs.cursor = self.ours.cursor

    def ring(self, bursts: int) -> None:
        self._away = True
        self.theirs.ring(tone_of("ES", Kind.RINGBACK), bursts)

    def busy(self, bursts: int) -> None:
        self._away = True
        self.theirs.ring(tone_of("ES", Kind.BUSY), bursts)

    def hold(self, low: float = 7.0, high: float = 12.0) -> None:
        self._away = True
        length = round(float(self.own.uniform(low, high)) * RATE)
        start = int(self.own.integers(len(self.piece)))
        self.theirs.music(np.take(self.piece, np.arange(start, start + length), mode="wrap"))

    def sounds(self) -> tuple[Floats, Floats]:
        """Their channel and ours, equally long, each with the line's noise under it."""
        end_s = self.theirs.cursor + 1.0
        both = []
        for call in (self.theirs, self.ours):
            call.cursor = end_s
            sound = call.rendered(self.own)
            both.append(np.pad(sound, (0, max(0, round(end_s * RATE) - len(sound))))[: round(end_s * RATE)])
        return both[0], both[1]


def _beginning(prompt: Prompt, share: float) -> Prompt:
    """A prompt that breaks off: its sound and its truth end together."""
    if share >= 1:
        return prompt
    end = round(share * len(prompt.signal))
    speech = tuple((a, min(b, end)) for a, b in prompt.speech if a < end)
    return Prompt(prompt.id, prompt.signal[:end], speech)
