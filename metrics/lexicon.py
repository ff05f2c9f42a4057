"""Finds the phrases of a phrase list in heard text, exactly and as a recogniser mishears them.

spaCy is imported here, inside functions, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from metrics.misheard import Ear
from metrics.patterns import compile_phrase
from metrics.phrases import Phrases, load
from metrics.words import NUMBERS, Token, normal, tokens

MAX_READINGS = 4
"""A misheard word that may have been several is read as each of so many."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of `label` found at characters [start, end) of the text; `quote` is the words as heard."""

    label: str
    start: int
    end: int
    quote: str


class Lexicon:
    """The compiled phrases of one language and country. Finding is pure; results are kept per text."""

    def __init__(self, phrases: Phrases) -> None:
        import spacy
        from spacy.matcher import Matcher

        self.phrases = phrases
        self.language = phrases.language
        blank = spacy.blank(phrases.language)
        self._vocab = blank.vocab
        common = {normal(word) for word in blank.Defaults.stop_words} | set(NUMBERS[phrases.language])
        self._ear = Ear(_vocabulary(phrases), frozenset(common), phrases.language)
        self._matcher = Matcher(self._vocab)
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
        strings = self._vocab.strings
        found = {(strings[m], a, b) for doc in self._docs(words) for m, a, b in self._matcher(doc)}
        kept: list[tuple[str, int, int]] = []
        for label, start, end in sorted(found, key=lambda span: (span[0], span[1] - span[2], span[1])):
            if not any(label == k and start < e and end > s for k, s, e in kept):
                kept.append((label, start, end))
        hits = [_hit(label, words[start], words[end - 1], text) for label, start, end in kept]
        return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.label)))

    def _docs(self, words: tuple[Token, ...]) -> Iterator[Any]:
        """The words as spaCy reads them, once for each thing that they may have been misheard for."""
        from spacy.tokens import Doc

        readings = [_readings(word.norm, self._ear) for word in words]
        for variant in range(min(MAX_READINGS, max(map(len, readings)))):
            doc = Doc(self._vocab, words=[word.text for word in words])
            for token, options in zip(doc, readings, strict=True):
                token.norm_ = options[min(variant, len(options) - 1)]
            yield doc


def _readings(word: str, ear: Ear) -> tuple[str, ...]:
    if word.isdecimal():
        return ("#number",)
    return tuple(sorted(ear.meant(word))) or (word,)


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
