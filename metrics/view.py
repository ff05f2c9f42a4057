"""One contact as scoring looks at it: what was heard, the keys, the moment of a human, the phrase list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.lexicon import Hit, Lexicon, lexicon
from metrics.values import Evidence
from scenarios.scenario import Scenario
from transcripts.contact import Contact, MarkName
from transcripts.roles import HumanAnswer, first_human
from transcripts.timeline import Kind, Side, Span, Timeline
from transcripts.transcript import Segment, Speaker, Transcript, Word

HIDING_S = 1.0
"""An unsure stretch shorter than this ("pulse uno") is too short for a question or a notice."""
UNSURE = "…"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was sent: its digit and its second."""

    digit: str
    at_s: float


@dataclass(frozen=True, slots=True)
class CallView:
    """What every part of scoring shares. Seconds count from the recording's zero.

    `human` is the moment a person answered, from `transcripts.roles.first_human` and nowhere else.
    `end_s` is the BYE, else the recording's end.
    `unanswered` is the reason why nothing was measured of a placed call that the line never answered.
    """

    contact: Contact
    timeline: Timeline
    transcript: Transcript
    scenario: Scenario | None
    lexicon: Lexicon | None
    keys: tuple[Key, ...]
    human: HumanAnswer
    end_s: float
    unanswered: str | None = None

    def theirs(self, *kinds: Kind) -> tuple[Span, ...]:
        """The company's spans of these kinds, in order."""
        return tuple(span for span in self.timeline.of(*kinds) if span.side is not Side.OURS)

    def text(self, start_s: float, end_s: float, *speakers: Speaker) -> Heard:
        """What was said between two seconds, by these speakers (any when none is named)."""
        return heard(self.transcript, start_s, end_s, *speakers)

    @property
    def nobody(self) -> tuple[Speaker, ...]:
        """The speakers who are surely of the company though nobody knows who: on one channel none, for there
        unattributed speech may be the caller's."""
        recording = self.contact.recording
        if recording is None or recording.ours_channel is not None:
            return (Speaker.UNKNOWN,)
        apart = recording.channels > 1 and any(s.side is Side.OURS for s in self.timeline.of(Kind.CALLER))
        return (Speaker.UNKNOWN,) if apart else ()

    @property
    def until_human_s(self) -> float:
        """Where the part of the call without a person ends for sure: the person, or the call's end."""
        return self.end_s if self.human.by_s is None else self.human.by_s

    def waited_at_least_s(self, start_s: float) -> float:
        """Seconds from `start_s` in which no person can have answered, where the moment is not known."""
        until_s = self.human.not_before_s
        return max(0.0, (self.end_s if until_s is None else min(until_s, self.end_s)) - start_s)

    def find(self, text: str, *labels: str) -> tuple[Hit, ...]:
        """The phrases of these labels in a text; none where the language has no list."""
        return () if self.lexicon is None else self.lexicon.find(text, *labels)


@dataclass(frozen=True, slots=True)
class Heard:
    """Words between two seconds. `text` has "…" where words were too unsure to be used; `unsure` says so."""

    text: str
    unsure: bool
    segments: tuple[Segment, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there are words, all of them sure."""
        return bool(self.text) and not self.unsure

    @property
    def may_hide(self) -> bool:
        """Whether something may have been said unheard: no words at all, or an unsure stretch long enough."""
        return not self.segments or any(hides(segment) for segment in self.segments)


def hides(segment: Segment) -> bool:
    """Whether a question or a notice fits into a segment whose words are not sure."""
    return segment.low_confidence and segment.end_s - segment.start_s >= HIDING_S


def view(
    contact: Contact, timeline: Timeline, transcript: Transcript, scenario: Scenario | None, country: str
) -> CallView:
    """Puts together what scoring needs of one contact."""
    end_s = timeline.duration_s
    for name in (MarkName.BYE_OURS, MarkName.BYE_THEIRS):
        mark = contact.first(name)
        if mark is not None and 0 < mark.at_s < end_s:
            end_s = mark.at_s
    return CallView(
        contact=contact,
        timeline=timeline,
        transcript=transcript,
        scenario=scenario,
        lexicon=lexicon(transcript.language, country),
        keys=_keys(contact, timeline),
        human=first_human(timeline, contact.marks),
        end_s=end_s,
        unanswered=_unanswered(contact),
    )


def _unanswered(contact: Contact) -> str | None:
    placed = contact.first(MarkName.INVITE) is not None
    return "not_answered" if placed and contact.first(MarkName.ANSWERED) is None else None


def _keys(contact: Contact, timeline: Timeline) -> tuple[Key, ...]:
    """The marks of a placed call; of an imported recording the keys heard in it, on our side if known."""
    if contact.first(MarkName.INVITE) is not None or contact.first(MarkName.KEY) is not None:
        marks = [m for m in contact.marks if m.name is MarkName.KEY and m.detail]
        return tuple(Key(str(mark.detail), mark.at_s) for mark in marks)
    heard = [span for span in timeline.of(Kind.DTMF) if span.detail]
    if contact.recording is not None and contact.recording.ours_channel is not None:
        heard = [span for span in heard if span.side is Side.OURS]
    return tuple(Key(str(span.detail), span.start_s) for span in heard)


def heard(transcript: Transcript, start_s: float, end_s: float, *speakers: Speaker) -> Heard:
    """The words whose middle lies in [start_s, end_s); without word times, segments that lie mostly in it."""
    found = []
    for segment in transcript.between(start_s, end_s):
        if not speakers or segment.speaker in speakers:
            text = _part(segment, start_s, end_s)
            if text:
                found.append(segment if text == segment.text.strip() else _cut(segment, text, start_s, end_s))
    return joined(tuple(found))


def joined(segments: tuple[Segment, ...]) -> Heard:
    """The words of several segments, one after the other."""
    texts = [UNSURE if s.low_confidence else s.text.strip() for s in segments]
    unsure = any(s.low_confidence for s in segments)
    return Heard(" ".join(texts) if any(t != UNSURE for t in texts) else "", unsure, segments)


def _cut(segment: Segment, text: str, start_s: float, end_s: float) -> Segment:
    """The segment with only the words that lie in [start_s, end_s)."""
    words = tuple(w for w in segment.words if start_s <= (w.start_s + w.end_s) / 2 < end_s)
    first, last = max(segment.start_s, start_s), min(segment.end_s, end_s)
    return replace(segment, start_s=first, end_s=last, text=text, words=words)


def _part(segment: Segment, start_s: float, end_s: float) -> str:
    if segment.start_s >= start_s and segment.end_s <= end_s:
        return segment.text.strip()
    if segment.words:
        words = [w.text for w in segment.words if start_s <= (w.start_s + w.end_s) / 2 < end_s]
        return "".join(words).strip() if any(w.startswith(" ") for w in words) else " ".join(words).strip()
    inside = min(segment.end_s, end_s) - max(segment.start_s, start_s)
    return segment.text.strip() if inside * 2 >= segment.end_s - segment.start_s else ""


def quote(segment: Segment, start: int, end: int) -> Evidence:
    """Evidence for characters [start, end) of a segment: the seconds of those words where they are known."""
    words = _words_at(segment, start, end)
    first = words[0].start_s if words else segment.start_s
    last = words[-1].end_s if words else segment.end_s
    return Evidence(first, last, segment.text[start:end])


def _words_at(segment: Segment, start: int, end: int) -> list[Word]:
    found: list[Word] = []
    at = 0
    for word in segment.words:
        text = word.text.strip()
        place = segment.text.find(text, at) if text else -1
        if place < 0:
            continue
        at = place + len(text)
        if place < end and at > start:
            found.append(word)
    return found
