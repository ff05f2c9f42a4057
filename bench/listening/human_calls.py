"""Calls in which it is known when a person answers: each drama is one way for it to happen, or not to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from bench.listening import tones
from bench.listening.calls import Random, tone_of
from bench.listening.human_voices import OTHERS, PEOPLE, SETS, Person, recorded, spoken, texts
from bench.listening.material import RATE, Floats, Prompt, music
from bench.listening.truth import Call
from transcripts.timeline import Kind

Who = Literal["machine", "agent", "caller"]
LANGUAGES = ("es", "en")
_SEEDS = {"tuning": 0, "test": 1, "tuning-2": 2, "fresh": 3}


@dataclass(frozen=True)
class Said:
    """Who spoke from when to when; `speech` leaves out pauses of 0.3 s and more."""

    who: Who
    speech: tuple[tuple[float, float], ...]
    text: str


@dataclass
class Scene:
    """One call with both sides apart. `humans_s`: each time a person comes on, the second they begin."""

    name: str
    half: str
    language: str
    rng: Random
    draw: int
    theirs: Call = field(default_factory=lambda: Call("theirs"))
    ours: Call = field(default_factory=lambda: Call("ours"))
    said: list[Said] = field(default_factory=list)
    humans_s: list[float] = field(default_factory=list)
    _away: bool = True
    _used: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = list(PEOPLE[self.half, self.language])
        order = [people[int(i)] for i in self.rng.permutation(len(people))]
        self.agent, self.caller = order[0], order[1]
        self.second = OTHERS[self.half, self.language]
        self.reader = order[-1]  # reads the menus where no recorded voice does
        pieces = music(SETS[self.half])
        self.piece = pieces[int(self.rng.integers(len(pieces)))][1]

    def text(self, part: str) -> str:
        """The next text of a part; a call never says one twice before it has said all."""
        found = texts()[self.half][self.language][part]
        at = self._used.setdefault(part, int(self.rng.integers(len(found))))
        self._used[part] = at + 1
        return found[at % len(found)]

    def pause(self, low: float, high: float | None = None) -> None:
        self.theirs.pause(low if high is None else float(self.rng.uniform(low, high)))

    def _say(self, who: Who, prompt: Prompt, text: str) -> None:
        call = self.ours if who == "caller" else self.theirs
        start = call.cursor = self.theirs.cursor
        call.say(prompt)
        self.theirs.cursor = start + prompt.length_s
        self.said.append(
            Said(who, tuple((start + a / RATE, start + b / RATE) for a, b in prompt.speech), text)
        )

    def machine(self, part: str, reader: Person | None = None) -> None:
        """A recording: a real one in every other draw, where there is one for the part."""
        self._away = True
        real = recorded(self.half, self.language, part)
        if real and self.draw % 2 == 0 and reader is None:
            prompt = real[int(self.rng.integers(len(real)))]
            self._say("machine", prompt, prompt.id)
        else:
            text = self.text(part)
            self._say("machine", spoken(reader or self.reader, text), text)

    def person(self, part: str, who: Person | None = None) -> None:
        if self._away:
            self.humans_s.append(self.theirs.cursor)
            self._away = False
        text = self.text(part)
        self._say("agent", spoken(who or self.agent, text), text)

    def we(self, part: str = "caller") -> None:
        text = self.text(part)
        self._say("caller", spoken(self.caller, text), text)

    def key(self) -> None:
        self.ours.cursor = self.theirs.cursor
        self.ours.key(str(self.rng.integers(0, 10)), 0.12)
        self.theirs.cursor = self.ours.cursor

    def ring(self, bursts: int) -> None:
        self._away = True
        self.theirs.ring(tone_of("ES", Kind.RINGBACK), bursts)

    def hold(self, low: float = 7.0, high: float = 12.0) -> None:
        self._away = True
        length = round(float(self.rng.uniform(low, high)) * RATE)
        start = int(self.rng.integers(len(self.piece)))
        self.theirs.music(np.take(self.piece, np.arange(start, start + length), mode="wrap"))

    def sounds(self) -> tuple[Floats, Floats]:
        """Their channel and ours, equally long, each with the line's noise under it."""
        end_s = self.theirs.cursor + 1.0
        both = []
        for call in (self.theirs, self.ours):
            call.cursor = end_s
            sound = call.rendered(self.rng)
            both.append(np.pad(sound, (0, max(0, round(end_s * RATE) - len(sound))))[: round(end_s * RATE)])
        return both[0], both[1]


def _menus(scene: Scene) -> None:
    scene.ring(1)
    scene.pause(0.6, 1.0)
    scene.machine("welcome")
    scene.pause(0.4, 0.8)
    scene.machine("menu")
    scene.pause(0.5, 1.2)
    scene.key()
    scene.pause(0.6, 1.2)


def _talk(scene: Scene, turns: int = 5, who: Person | None = None) -> None:
    for turn in range(turns):
        scene.pause(0.3, 1.2)
        if turn % 2 == 0:
            scene.we()
        else:
            scene.person("agent", who)


def after_hold(scene: Scene) -> None:
    """Menu, music, a message, music, and a greeting."""
    _menus(scene)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.pause(0.2, 1.0)
    scene.person("greeting")
    _talk(scene)


def after_menu(scene: Scene) -> None:
    """A person answers right after the key."""
    _menus(scene)
    scene.pause(0.3, 1.5)
    scene.person("greeting")
    _talk(scene)


def after_ringback(scene: Scene) -> None:
    """No machine at all: it rings, and a person answers."""
    scene.ring(2)
    scene.pause(0.4, 1.5)
    scene.person("greeting")
    _talk(scene)


def after_message(scene: Scene) -> None:
    """A queue message without any music, a ringing tone, a person."""
    _menus(scene)
    scene.machine("queue")
    scene.pause(1.0, 3.0)
    if scene.draw % 2:
        scene.ring(1)
        scene.pause(0.3, 1.0)
    scene.person("greeting")
    _talk(scene)


def short_greeting(scene: Scene) -> None:
    """The person says hardly anything; the caller begins."""
    _menus(scene)
    scene.hold()
    scene.pause(0.2, 1.0)
    scene.person("short")
    _talk(scene, 6)


def caller_first(scene: Scene) -> None:
    """The music stops; the caller asks whether somebody is there, and only then a person speaks."""
    _menus(scene)
    scene.hold()
    scene.pause(1.5, 2.5)
    scene.we("alone")
    scene.pause(0.5, 1.0)
    scene.person("greeting")
    _talk(scene)


def machine_only(scene: Scene) -> None:
    """A machine informs and ends the call."""
    _menus(scene)
    scene.machine("info")
    scene.pause(0.6, 1.2)
    scene.machine("closing")


def gives_up(scene: Scene) -> None:
    """A wait with an advert that speaks like a person, and nobody ever answers."""
    _menus(scene)
    scene.hold()
    scene.machine("advert", scene.second)
    scene.hold()
    scene.machine("queue")
    scene.hold()
    scene.machine("closing")


def voicemail(scene: Scene) -> None:
    """A mailbox with a personal greeting; the caller leaves a message."""
    scene.ring(2)
    scene.pause(0.5, 1.0)
    scene.machine("voicemail", scene.agent if scene.draw % 2 else None)
    scene.pause(0.4)
    scene.theirs.signal(tones.tone((1000.0,), 0.4), "beep")
    scene.pause(0.5, 1.0)
    scene.we("left")


def advert_then_person(scene: Scene) -> None:
    """An advert in the first person between music, then a person."""
    _menus(scene)
    scene.hold()
    scene.machine("advert", scene.second)
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    _talk(scene, 4)


def bot(scene: Scene) -> None:
    """A machine that converses, then a person."""
    scene.ring(1)
    scene.pause(0.8)
    scene.machine("bot_asks")
    scene.pause(0.6, 1.2)
    scene.we("asked")
    scene.pause(0.8, 1.5)
    scene.machine("bot_answers")
    scene.hold()
    scene.pause(0.3, 1.0)
    scene.person("greeting")
    _talk(scene, 4)


def transferred(scene: Scene) -> None:
    """A person, music, another person."""
    _menus(scene)
    scene.hold()
    scene.pause(0.4)
    scene.person("greeting")
    _talk(scene, 3)
    scene.pause(0.5)
    scene.person("transfer")
    scene.pause(0.5)
    scene.hold()
    scene.pause(0.4, 1.0)
    scene.person("greeting", scene.second)
    _talk(scene, 4, scene.second)


def two_holds(scene: Scene) -> None:
    """A wait, a person, a second wait, the same person."""
    _menus(scene)
    scene.hold()
    scene.pause(0.4)
    scene.person("greeting")
    _talk(scene, 2)
    scene.pause(0.4)
    scene.person("wait")
    scene.pause(0.4)
    scene.hold()
    scene.pause(0.4, 1.0)
    scene.person("back")
    _talk(scene, 3)


DRAMAS: tuple[Callable[[Scene], None], ...] = (
    after_hold,
    after_menu,
    after_ringback,
    after_message,
    short_greeting,
    caller_first,
    machine_only,
    gives_up,
    voicemail,
    advert_then_person,
    bot,
    transferred,
    two_holds,
)


def scenes_of(half: str, take: int = 0) -> Iterator[Scene]:
    """Every drama in both languages, the same every time; another `take` draws anew."""
    for number, drama in enumerate(DRAMAS):
        for index, language in enumerate(LANGUAGES):
            rng = np.random.default_rng([7, number, index, _SEEDS[half], take])
            scene = Scene(f"{drama.__name__}-{language}-{take}", half, language, rng, number + index + take)
            drama(scene)
            yield scene
