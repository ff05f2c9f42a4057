"""Words as they are understood while a call is on: one sentence at a time, before the next is known."""

from __future__ import annotations

from transcripts.redaction.redact import names_in, spans_of
from transcripts.redaction.values import Personal, PersonalSpan, mark_of

_REMEMBERED = 3
_BEGUN = 3
"""So many figures after a cue are the beginning of a number that the next sentence may end."""


class LiveRedactor:
    """Redacts sentences one after the other; a cue or a number in the last three counts for the next.

    A number that has only begun is hidden too: on a screen it cannot be taken back.
    """

    def __init__(self, language: str = "es", country: str = "ES") -> None:
        self._language, self._country = language, country
        self._said: list[str] = []
        self._names: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """The sentence without personal data."""
        from transcripts.redaction.identifiers import begun
        from transcripts.redaction.naming import again

        joined = " ".join((*self._said, text))
        at = len(joined) - len(text)
        self._said = [*self._said, text][-_REMEMBERED:]
        self._names |= names_in((joined,), self._language, self._country)
        found = [
            *spans_of(joined, self._language, self._country),
            *begun(joined, self._language, _BEGUN),
            *again(joined, self._names),
        ]
        return self._without([span for span in found if span.end > at], joined, at)

    def _without(self, found: list[PersonalSpan], joined: str, at: int) -> str:
        pieces: list[str] = []
        done = at
        rank = tuple(Personal).index
        for span in sorted(found, key=lambda span: (span.start, rank(span.kind))):
            start = max(span.start, at)
            if start >= done:
                pieces += [joined[done:start], mark_of(span.kind, joined[start : span.end], self._language)]
            done = max(done, span.end)
        return "".join((*pieces, joined[done:]))
