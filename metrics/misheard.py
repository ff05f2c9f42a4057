"""Which word of a vocabulary a recogniser may have misheard. Words are in normal form."""

from __future__ import annotations

import re
from functools import lru_cache

FUZZY_FROM_LETTERS = 5
TWO_EDITS_FROM_LETTERS = 10

_SPANISH = (
    ("ll", "y"), ("qu", "k"), ("gue", "ge_"), ("gui", "gi_"), ("ch", "C"), ("h", ""), ("v", "b"), ("z", "s"),
    ("ce", "se"), ("ci", "si"), ("ge", "je"), ("gi", "ji"), ("c", "k"), ("x", "s"), ("w", "gu"), ("rr", "r"),
    ("mp", "np"), ("mb", "nb"),
)  # fmt: skip


def sound(word: str, language: str) -> str:
    """A key that is the same for spellings that sound the same ("gravada", "grabada"); Spanish only."""
    if language != "es":
        return word
    for spelling, plain in _SPANISH:
        word = word.replace(spelling, plain)
    return re.sub(r"je_|ji_", lambda m: "g" + m.group()[1], word)


class Ear:
    """Knows a vocabulary. A heard word that is in it is itself; another may be the word nearest to it.

    Nearest is by sound first, then by letters: one edit from five letters, two from ten, first sound kept.
    "coherencia" may be "conferencia"; "contrato", itself a known word, is never a misheard "contrata".
    """

    def __init__(self, vocabulary: frozenset[str], common: frozenset[str], language: str) -> None:
        """`common` words are known too, but nothing is taken for one of them."""
        self._language = language
        self._known = vocabulary | common
        self._long = sorted(word for word in vocabulary if len(word) >= FUZZY_FROM_LETTERS)
        self._sounds = [sound(word, language) for word in self._long]
        self.meant = lru_cache(maxsize=16_384)(self._meant)

    def _meant(self, heard: str) -> frozenset[str]:
        """The words of the vocabulary that may have been said; none when the heard one is known."""
        if heard in self._known or len(heard) < FUZZY_FROM_LETTERS - 1:
            return frozenset()
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        key = sound(heard, self._language)
        near = extract(key, self._sounds, scorer=OSA.distance, score_cutoff=2, limit=20)
        fit = [
            (d, self._long[i])
            for _, d, i in near
            if _allowed(key, self._sounds[i], min(len(heard), len(self._long[i])), int(d))
        ]
        least = min((d for d, _ in fit), default=0)
        return frozenset(word for d, word in fit if d == least)


def _allowed(heard: str, wanted: str, letters: int, edits: int) -> bool:
    if edits == 0:
        return True
    if letters < FUZZY_FROM_LETTERS or heard[:1] != wanted[:1]:
        return False
    return edits <= (2 if letters >= TWO_EDITS_FROM_LETTERS else 1)
