"""Calls written down: what sounds when and what is said, without any audio."""

from __future__ import annotations

from dataclasses import dataclass, field

from transcripts.acoustic import Acoustics, ChannelSound, Key, Stretch, Tone, Turn, speech_turns, timeline_of
from transcripts.contact import Mark, MarkName
from transcripts.heard import Repeat
from transcripts.roles import Attributed, Line, attribute
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Kind, Side, Timeline


@dataclass
class Script:
    """A call as a list of what happened; times in seconds. `one_channel`: our voice is among theirs."""

    one_channel: bool = False
    at_s: float = 0.0
    theirs: list[tuple[float, float, str]] = field(default_factory=list)
    ours: list[tuple[float, float, str]] = field(default_factory=list)
    music: list[Stretch] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    line: Line | None = None

    def they(self, text: str, s: float = 3.0, gap_s: float = 1.2) -> Script:
        self.theirs.append((self.at_s, self.at_s + s, text))
        self.at_s += s + gap_s
        return self

    def we(self, text: str = "Sí, hola.", s: float = 2.0, gap_s: float = 1.2) -> Script:
        self.ours.append((self.at_s, self.at_s + s, text))
        self.at_s += s + gap_s
        return self

    def key(self, digit: str = "1") -> Script:
        self.marks.append(Mark(MarkName.KEY, self.at_s, digit))
        self.at_s += 0.5
        return self

    def mark(self, name: MarkName) -> Script:
        self.marks.append(Mark(name, self.at_s))
        return self

    def hold(self, s: float = 20.0) -> Script:
        self.music.append(Stretch(self.at_s, self.at_s + s))
        self.at_s += s + 0.5
        return self

    def ring(self, s: float = 6.0) -> Script:
        self.tones.append(Tone(Kind.RINGBACK, self.at_s, self.at_s + s, "ES", 2, (425.0,)))
        self.at_s += s + 0.5
        return self

    def wait(self, s: float) -> Script:
        self.at_s += s
        return self

    def acoustics(self) -> Acoustics:
        spoken = sorted([*self.theirs, *self.ours]) if self.one_channel else self.theirs
        sound = ChannelSound(
            tones=tuple(self.tones),
            speech=tuple(Stretch(a, b) for a, b, _ in spoken),
            music=tuple(self.music),
            repeats=tuple(self.repeats),
        )
        if self.one_channel:
            return Acoustics((sound,), self.at_s)
        own = ChannelSound(speech=tuple(Stretch(a, b) for a, b, _ in self.ours), keys=())
        return Acoustics((sound, own), self.at_s, 1)

    def heard(self, language: str = "es", confidence: float = 0.9) -> tuple[Attributed, Timeline]:
        acoustics = self.acoustics()
        turns = speech_turns(acoustics)
        sentences = [s for n, turn in enumerate(turns) for s in self._sentences(n, turn, confidence)]
        said = attribute(acoustics, turns, sentences, marks=self.marks, language=language, line=self.line)
        return said, timeline_of(acoustics, said.turns)

    def _sentences(self, index: int, turn: Turn, confidence: float) -> list[Sentence]:
        sides = [*self.theirs, *self.ours] if self.one_channel else []
        sides = sides or (self.ours if turn.side is Side.OURS else self.theirs)
        found: list[Sentence] = []
        for start_s, end_s, text in sides:
            if start_s < turn.end_s and end_s > turn.start_s:
                parts = [part.strip() for part in text.split("|")]
                step = (end_s - start_s) / len(parts)
                found += [
                    Sentence(index, start_s + i * step, start_s + (i + 1) * step, part, confidence)
                    for i, part in enumerate(parts)
                    if part
                ]
        return found


def kinds(script: Script, language: str = "es") -> list[str]:
    """The kind of each sentence of theirs, in order, as the transcript's speakers."""
    said, _ = script.heard(language)
    return [segment.speaker.value for segment in said.segments if segment.speaker.value != "caller"]


__all__ = ["Key", "Script", "kinds"]
