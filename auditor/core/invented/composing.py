"""Puts a call together second by second: marks, timeline and transcript as listening would have them."""

from __future__ import annotations

from auditor.i18n import N_
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.heard import Heard
from transcripts.timeline import Kind, Side, Span, Timeline, in_order
from transcripts.transcript import EngineInfo, Segment, Speaker, Transcript

WORDS_S = 2.4
"""Words a second of a voice on the telephone: 145 a minute."""
PAUSE_S = 0.5
RING_ON_S, RING_OFF_S = 1.5, 3.0  # the Spanish ringback: norms, tone plan
MUSIC_S = 16.0
ENGINE = EngineInfo("invented", "1", "none")
NO_RECORDING = N_("no recording: invented")


class Composer:
    """A call from its INVITE on; `at` is the second that it has come to."""

    def __init__(self, language: str) -> None:
        self.at = 0.0
        self.language = language
        self._marks = [Mark(MarkName.INVITE, 0.0), Mark(MarkName.TRYING, 0.05)]
        self._spans: list[Span] = []
        self._segments: list[Segment] = []

    def mark(self, name: MarkName, detail: str | None = None) -> None:
        self._marks.append(Mark(name, round(self.at, 3), detail))

    def ring(self, delay_s: float, bursts: int) -> None:
        """Rings after `delay_s`, so many times, and is answered."""
        self.at = delay_s
        self.mark(MarkName.PROVISIONAL, "180")
        for _burst in range(bursts):
            self._span(Kind.RINGBACK, RING_ON_S, "ES")
            self.at += RING_OFF_S
        self.mark(MarkName.ANSWERED, "200 OK")

    def menu(self, text: str, pause_s: float = PAUSE_S) -> None:
        """The menu voice says something."""
        self._speak(Kind.IVR, Speaker.IVR, text)
        self.at += pause_s

    def press(self, keys: str) -> None:
        """Keys leave us, a third of a second apart."""
        for digit in keys:
            self.mark(MarkName.KEY, digit)
            self._span(Kind.DTMF, 0.12, digit, Side.OURS)
            self.at += 0.2
        self.at += PAUSE_S

    def hold(self, length_s: float, messages: dict[str, str]) -> None:
        """Music with messages in turn, for so many seconds; one that does not fit any more is not begun."""
        self.mark(MarkName.HOLD_START)
        end_s, turn = self.at + length_s, 0
        names = list(messages)
        while self.at < end_s:
            self._span(Kind.HOLD_MUSIC, min(MUSIC_S, end_s - self.at))
            name = names[turn % len(names)]
            if self.at + spoken_s(messages[name]) > end_s:
                self._span(Kind.HOLD_MUSIC, end_s - self.at)
                break
            self._speak(Kind.HOLD_MESSAGE, Speaker.HOLD, messages[name], name)
            turn += 1
        self.at = end_s

    def agent(self, text: str) -> None:
        """A person of the company speaks."""
        self._speak(Kind.AGENT, Speaker.AGENT, text)
        self.at += PAUSE_S

    def caller(self, text: str, step: int) -> None:
        """Our shopper says the words of a step of the script."""
        self.mark(MarkName.STEP, f"{step} say")
        self.mark(MarkName.SAY_START, text)
        self._speak(Kind.CALLER, Speaker.CALLER, text)
        self.mark(MarkName.SAY_END)
        self.at += PAUSE_S

    def ended(self, outcome: Outcome, started_at: str) -> tuple[Contact, Heard]:
        """The contact and what was heard of it; no file of sound exists, and its reason says so."""
        self.mark(MarkName.BYE_OURS)
        contact = Contact(outcome, tuple(self._marks), started_at=started_at, reason=NO_RECORDING)
        timeline = Timeline(in_order([*self._spans, *self._silences()]), round(self.at, 3))
        transcript = Transcript(tuple(self._segments), self.language, ENGINE)
        return contact, Heard(timeline, transcript, versions={"invented": ENGINE.version})

    def _speak(self, kind: Kind, speaker: Speaker, text: str, id: str | None = None) -> None:
        start_s = round(self.at, 3)
        side = Side.OURS if kind is Kind.CALLER else Side.THEIRS
        self._span(kind, spoken_s(text), id, side)
        end_s = self._spans[-1].end_s
        self._segments.append(Segment(speaker, start_s, end_s, text, 0.95, same_as=id))

    def _span(self, kind: Kind, length_s: float, detail: str | None = None, side: Side = Side.THEIRS) -> None:
        start_s, self.at = self.at, self.at + length_s
        if length_s > 0:
            self._spans.append(Span(kind, round(start_s, 3), round(self.at, 3), side, detail))

    def _silences(self) -> list[Span]:
        """Where neither side sounds."""
        found, at = [], 0.0
        for span in self._spans:
            if span.start_s > at:
                found.append(Span(Kind.SILENCE, at, span.start_s, Side.BOTH))
            at = max(at, span.end_s)
        if self.at > at:
            found.append(Span(Kind.SILENCE, at, round(self.at, 3), Side.BOTH))
        return found


def spoken_s(text: str) -> float:
    """How long the words take."""
    return len(text.split()) / WORDS_S
