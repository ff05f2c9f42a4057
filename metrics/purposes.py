"""What a hold message is for, by the phrases in it: each verdict quotes the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.lexicon import Hit, Lexicon
from metrics.phrases import PURPOSES
from metrics.words import number_before, sentences, tokens

_SOURCES = {purpose: (purpose,) for purpose in PURPOSES} | {
    "position_or_wait": ("position_or_wait", "position_told", "wait_told")
}
INFORMING = frozenset({"position_or_wait", "alternative_channel", "useful_information"})
"""Purposes that tell the caller something of use; the others leave a stretch unannounced."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One purpose of a text, and the words that show it. `start`, `end` are characters of the text."""

    purpose: str
    start: int
    end: int
    quote: str


def classify(text: str, lexicon: Lexicon) -> tuple[Verdict, ...]:
    """Every purpose of a text, in the order of `PURPOSES`, each with its first quote.

    A "not_…" phrase cancels its purpose within its sentence ("gracias a la fibra" is no thanks).
    """
    first: dict[str, Verdict] = {}
    for start, end in sentences(text) or ((0, len(text)),):
        for verdict in _sentence(text, start, end, lexicon):
            first.setdefault(verdict.purpose, verdict)
    return tuple(first[purpose] for purpose in PURPOSES if purpose in first)


def _sentence(text: str, start: int, end: int, lexicon: Lexicon) -> list[Verdict]:
    found: list[Verdict] = []
    hits = lexicon.find(text[start:end])
    for purpose, labels in _SOURCES.items():
        against = [hit for hit in hits if hit.label == f"not_{purpose}"]
        for hit in hits:
            if hit.label in labels and not against:
                found.append(_verdict(purpose, hit, start))
                break
    return found


def _verdict(purpose: str, hit: Hit, offset: int) -> Verdict:
    return Verdict(purpose, hit.start + offset, hit.end + offset, hit.quote)


def purposes(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Only the keys."""
    return tuple(verdict.purpose for verdict in classify(text, lexicon))


_UNITS = {"es": {"segundo": 1, "segundos": 1, "minuto": 60, "minutos": 60, "hora": 3600, "horas": 3600}}
_UNITS["en"] = {"second": 1, "seconds": 1, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600}


_AHEAD = {"delante", "adelante", "antes", "previas", "previos", "ahead", "front", "before"}
_FIRST = {"siguiente", "proximo", "proxima", "primero", "primera", "next"}
_HALF = {"medio", "media", "half"}


def promised_wait_s(text: str, lexicon: Lexicon) -> tuple[float, Hit] | None:
    """The wait that a text promises, in seconds, with the words; of a range ("de 3 a 5 minutos") the longer.

    `None` when no wait is told, or its length is not in the words heard.
    """
    units = _UNITS.get(lexicon.language, {})
    for hit in lexicon.find(text, "wait_told"):
        words = [token.norm for token in tokens(text) if token.start >= hit.start]
        for i, word in enumerate(words):
            amount = number_before(words, i, lexicon.language) if word in units else None
            if amount is not None:
                half = 0.5 if _HALF & set(words[i + 1 : i + 3]) else 0.0
                return (amount + half) * units[word], hit
    return None


def told_position(text: str, lexicon: Lexicon) -> tuple[int, Hit] | None:
    """The place in the queue that a text tells, with the words: "two callers ahead" is place three.

    `None` when it tells none in figures.
    """
    for hit in lexicon.find(text, "position_told"):
        norms = [token.norm for token in tokens(hit.quote)]
        for i in range(len(norms)):
            amount = number_before(norms, i + 1, lexicon.language)
            if amount is not None and norms[i] not in _FIRST:
                near = [token.norm for token in tokens(text[hit.start :])][: len(norms) + 3]
                return amount + bool(_AHEAD & set(near)), hit
        if _FIRST & set(norms):
            return 1, hit
    return None
