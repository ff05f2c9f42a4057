"""Finds the phrases of a phrase list in heard text, exactly and as a recogniser mishears them.

spaCy is imported here, inside functions, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from metrics.patterns import FUZZY_FROM_LETTERS, compile_phrase
from metrics.phrases import Phrases, load
from metrics.words import Token, tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of `label` found at characters [start, end) of the text; `quote` is the words as heard."""

    label: str
    start: int
    end: int
    quote: str


@lru_cache(maxsize=65_536)
def sounds_like(heard: str, wanted: str) -> bool:
    """Whether a heard word may be the wanted one: one edit for 5–7 letters, two from 8, first letter kept.

    Both are in normal form. "coherencia" for "conferencia" passes; "espera" for "esperanza" does not.
    """
    if len(wanted) < FUZZY_FROM_LETTERS or heard[:1] != wanted[:1]:
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if len(wanted) < 8 else 2
    return OSA.distance(heard, wanted, score_cutoff=allowed) <= allowed


class Lexicon:
    """The compiled phrases of one language and country. Finding is pure; results are kept per text."""

    def __init__(self, phrases: Phrases) -> None:
        import spacy
        from spacy.matcher import Matcher

        self.phrases = phrases
        self.language = phrases.language
        self._vocab = spacy.blank(phrases.language).vocab
        self._known = _vocabulary(phrases)
        self._matcher = Matcher(self._vocab, fuzzy_compare=self._same)
        for label, entries in phrases.labels.items():
            patterns = [p for entry in entries for p in compile_phrase(entry, self.language)]
            self._matcher.add(label, patterns)
        self._find: Callable[[str], tuple[Hit, ...]] = lru_cache(maxsize=4096)(self._find_all)

    def find(self, text: str, *labels: str) -> tuple[Hit, ...]:
        """The hits of these labels (all when none is named), in order, the longest of each label first."""
        return tuple(hit for hit in self._find(text) if not labels or hit.label in labels)

    def has(self, text: str, *labels: str) -> bool:
        """Whether any of the labels is heard in the text."""
        return bool(self.find(text, *labels))

    def _find_all(self, text: str) -> tuple[Hit, ...]:
        words = tokens(text)
        if not words:
            return ()
        doc = self._doc(words)
        spans = [(self._vocab.strings[label], start, end) for label, start, end in self._matcher(doc)]
        spans.sort(key=lambda span: (span[0], span[1] - span[2], span[1]))
        kept: list[tuple[str, int, int]] = []
        for label, start, end in spans:
            if not any(label == k and start < e and end > s for k, s, e in kept):
                kept.append((label, start, end))
        hits = [_hit(label, words[start], words[end - 1], text) for label, start, end in kept]
        return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.label)))

    def _same(self, heard: str, wanted: str, _edits: int) -> bool:
        """A heard word that the list knows is itself: "contrato" is never a misheard "contrata"."""
        if wanted.startswith("="):
            return heard == wanted[1:]
        return heard == wanted or (heard not in self._known and sounds_like(heard, wanted))

    def _doc(self, words: tuple[Token, ...]) -> Any:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[word.text for word in words])
        for token, word in zip(doc, words, strict=True):
            token.norm_ = "#number" if word.norm.isdecimal() else word.norm
        return doc


def _vocabulary(phrases: Phrases) -> frozenset[str]:
    entries = (entry for of_label in phrases.labels.values() for entry in of_label)
    return frozenset(token.norm for entry in entries for token in tokens(entry))


def _hit(label: str, first: Token, last: Token, text: str) -> Hit:
    return Hit(label, first.start, last.end, text[first.start : last.end])


@lru_cache(maxsize=16)
def lexicon(language: str, country: str | None = None) -> Lexicon | None:
    """The lexicon for a language in a country, `None` where no phrase list exists for the language."""
    phrases = load(language, country)
    return None if phrases is None else Lexicon(phrases)
