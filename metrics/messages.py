"""The messages of a hold: each distinct one once, with every time it was played and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from metrics.holding import Stretch
from metrics.playings import Played, groups
from metrics.purposes import Verdict, classify
from metrics.readability import counts, fernandez_huerta, inflesz
from metrics.values import Evidence, HoldMessage
from metrics.view import CallView, Heard
from metrics.words import count

WHOLE_SHARE = 0.8
"""A playing shorter than this share of the longest was cut off, and is not asked for its words."""


@dataclass(frozen=True, slots=True)
class Message:
    """A distinct message with its playings. `known` is false where its words are not sure."""

    id: str
    playings: tuple[Played, ...]
    text: str
    known: bool
    verdicts: tuple[Verdict, ...]

    @property
    def purposes(self) -> tuple[str, ...]:
        return tuple(verdict.purpose for verdict in self.verdicts)

    @property
    def length_s(self) -> float:
        """The longest playing: a shorter one was cut off by an answer or by the end of the call."""
        return max(p.end_s - p.start_s for p in self.playings)

    def evidence(self, purpose: str | None = None) -> tuple[Evidence, ...]:
        """Every playing, with the words of a purpose, or the whole text."""
        words = next((v.quote for v in self.verdicts if v.purpose == purpose), self.text or None)
        return tuple(Evidence(p.start_s, p.end_s, words) for p in self.playings)


def messages(call: CallView, holds: tuple[Stretch, ...]) -> tuple[Message, ...]:
    """The distinct messages of all holds, in the order of their first playing."""
    return tuple(_message(call, id, tuple(playings)) for id, playings in groups(call, holds).items())


def _message(call: CallView, id: str, playings: tuple[Played, ...]) -> Message:
    longest = max(p.end_s - p.start_s for p in playings)
    whole = [p for p in playings if p.end_s - p.start_s >= WHOLE_SHARE * longest]
    best = max(whole, key=lambda p: (p.heard.known, _confidence(p.heard), len(p.heard.text)))
    text = best.heard.text if best.heard.known else " ".join(s.text.strip() for s in best.heard.segments)
    known = best.heard.known and call.lexicon is not None
    verdicts = classify(text, call.lexicon) if known and call.lexicon is not None else ()
    return Message(id, playings, text, known, verdicts)


def _confidence(said: Heard) -> float:
    values = [s.confidence for s in said.segments if s.confidence is not None]
    return min(values, default=0.0)


def gaps_s(message: Message) -> tuple[float, ...]:
    """Seconds from each start to the next, within one hold."""
    pairs = zip(message.playings, message.playings[1:], strict=False)
    return tuple(b.start_s - a.start_s for a, b in pairs if a.stretch == b.stretch)


def wpm(message: Message) -> float | None:
    """Words per minute; `None` without sure words."""
    if not message.known or message.length_s <= 0:
        return None
    return count(message.text) / message.length_s * 60


def as_value(message: Message, spanish: bool, jump_lu: float | None) -> HoldMessage:
    """The message as the scorecard carries it. Readability is measured of sure Spanish words."""
    gaps = gaps_s(message)
    words = counts(message.text) if message.known and spanish else None
    return HoldMessage(
        id=message.id,
        text=message.text,
        times=tuple((p.start_s, p.end_s) for p in message.playings),
        length_s=message.length_s,
        purposes=message.purposes,
        wpm=wpm(message),
        mean_gap_s=fmean(gaps) if gaps else None,
        low_confidence=not message.known,
        readability_huerta=fernandez_huerta(words) if words else None,
        readability_inflesz=inflesz(words) if words else None,
        loudness_jump_lu=jump_lu,
    )
