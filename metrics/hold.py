"""The hold as a whole: its stretches and what sounded in them, in seconds. Definitions in docs/figures.md."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.holding import Stretch, silences
from metrics.making import count, longest, none, total
from metrics.messages import Message
from metrics.playings import Played
from metrics.values import Figure
from metrics.view import CallView
from transcripts.timeline import Kind

_KINDS = {
    "hold.music_s": (Kind.HOLD_MUSIC,),
    "hold.message_s": (Kind.HOLD_MESSAGE, Kind.IVR),
    "hold.ringback_s": (Kind.RINGBACK,),
    "hold.unattributed_s": (Kind.SPEECH,),
}


@dataclass(frozen=True, slots=True)
class Hold:
    """All holds of one contact with their messages."""

    call: CallView
    holds: tuple[Stretch, ...]
    messages: tuple[Message, ...]

    @property
    def assessable(self) -> str | None:
        """Why nothing that describes a hold can be told; `None` when it can."""
        return self.call.unanswered or (None if self.holds else "no_hold")

    @property
    def total_s(self) -> float:
        return sum((hold.length_s for hold in self.holds), 0.0)

    def plays(self, *purposes: str) -> list[tuple[Played, Message]]:
        """Every playing of a message with one of these purposes (any when none is named), in order."""
        found = [
            (playing, message)
            for message in self.messages
            for playing in message.playings
            if not purposes or set(purposes) & set(message.purposes)
        ]
        return sorted(found, key=lambda pair: pair[0].start_s)

    @property
    def unknown(self) -> list[tuple[Played, Message]]:
        """Playings whose words are not sure."""
        return [(p, m) for p, m in self.plays() if not m.known]


def figures(hold: Hold) -> tuple[Figure, ...]:
    """How long and what sounded. Without a hold the lengths are 0; of an unanswered call nothing is known."""
    holds = hold.holds
    times = [(h.start_s, h.end_s) for h in holds]
    gaps = [gap for h in holds for gap in silences(hold.call.timeline, h.start_s, h.end_s)]
    result = (
        count("hold.stretches", len(holds), total("", times).evidence),
        total("hold.total_s", times),
        total("hold.queue_s", [(h.start_s, h.end_s) for h in holds if h.queue]),
        longest("hold.longest_s", times, "no_hold"),
        *(_kind(hold, id, kinds) for id, kinds in _KINDS.items()),
        total("hold.silence_s", gaps),
        _longest_silence(hold, gaps),
    )
    if hold.call.unanswered:
        return tuple(none(figure.id, figure.unit, hold.call.unanswered) for figure in result)
    return result


def _kind(hold: Hold, id: str, kinds: tuple[Kind, ...]) -> Figure:
    return total(id, [(p.start_s, p.end_s) for h in hold.holds for p in h.parts if p.kind in kinds])


def _longest_silence(hold: Hold, gaps: list[tuple[float, float]]) -> Figure:
    id = "hold.longest_silence_s"
    if hold.holds and not gaps:
        return Figure(id, 0.0, "s", n=0)
    return longest(id, gaps, "no_hold")
