"""How hard a Spanish text is to read aloud and take in: syllables by rule, Fernández-Huerta and INFLESZ.

Hyphenation dictionaries undercount syllables (they never part "día" or "idea"), so the rule is our own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from metrics.words import sentences, tokens

_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_MUTE_H = re.compile(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_STRONG = "aeoáéóíú"


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas rest on. Numbers in digits are left out: nobody knows how they were said."""

    syllables: int
    words: int
    sentences: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.syllables + other.syllables, self.words + other.words, self.sentences + other.sentences
        )


def syllables(word: str) -> int:
    """Syllables of a Spanish word by its spelling (RAE, Ortografía 2010, on diphthongs and hiatus).

    Open vowels and accented closed ones are each a syllable; closed ones join their neighbours; a mute h
    between vowels does not part them. A word without a vowel counts one.
    """
    text = unicodedata.normalize("NFC", word.lower())
    text = _MUTE_H.sub("", _SILENT_U.sub("", text))
    text = re.sub(r"y(?![aeiouáéíóú])", "i", text)
    total = 0
    for group in _VOWELS.findall(text):
        total += max(1, sum(vowel in _STRONG for vowel in group))
    return max(1, total)


def counts(text: str) -> Counts:
    """Syllables, words and sentences of a text."""
    words = [t.text for t in tokens(text) if not any(c.isdigit() for c in t.text)]
    stops = sum(1 for start, end in sentences(text) if tokens(text[start:end]))
    return Counts(sum(map(syllables, words)), len(words), stops)


def fernandez_huerta(c: Counts) -> float | None:
    """206.84 − 0.60·(syllables per 100 words) − 1.02·(words per sentence); `None` without words (RD-01).

    60–70 is normal, below 50 hard (legible.es).
    """
    if not c.words or not c.sentences:
        return None
    return 206.84 - 0.60 * (100 * c.syllables / c.words) - 1.02 * (c.words / c.sentences)


def inflesz(c: Counts) -> float | None:
    """206.835 − 62.3·syllables/words − words/sentences; `None` without words (RD-02, legible.es)."""
    if not c.words or not c.sentences:
        return None
    return 206.835 - 62.3 * c.syllables / c.words - c.words / c.sentences
