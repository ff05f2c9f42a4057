"""What the words of a sentence say about who speaks it. Patterns over lower-case text without accents.

Whisper misspells ("presion y dos", "marquisero"): patterns take the stem of a word, and a cue is one piece of
evidence among others, never a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transcripts.roles.address import address
from transcripts.roles.cue import CONVERSING, PERSON, RECORDED, Cue
from transcripts.roles.misheard import misheard
from transcripts.roles.words_en import ENGLISH
from transcripts.roles.words_es import SPANISH
from transcripts.speech.inventions import plain

__all__ = ["CONVERSING", "PERSON", "RECORDED", "Cue", "Cues", "cues_of"]

_BY_LANGUAGE = {"es": SPANISH, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Cues:
    """What a text shows: its cues, how many keys it offers, and whom it speaks of (see `address`)."""

    found: frozenset[Cue]
    menu_count: int = 0
    address: float = 0.0

    def any(self, cues: frozenset[Cue]) -> bool:
        """Whether one of these was found."""
        return bool(self.found & cues)

    def __contains__(self, cue: Cue) -> bool:
        return cue in self.found


@lru_cache(maxsize=4)
def _compiled(language: str) -> dict[Cue, re.Pattern[str]]:
    patterns = _BY_LANGUAGE.get(language, SPANISH)
    return {cue: re.compile("|".join(f"(?:{one})" for one in many)) for cue, many in patterns.items()}


def cues_of(text: str, language: str) -> Cues:
    """The cues of a text in "es" or "en"; another language is read with the Spanish patterns."""
    normal = plain(text)
    compiled = _compiled(language)
    found = frozenset(cue for cue, pattern in compiled.items() if pattern.search(normal))
    found |= {Cue(name) for name in misheard(normal, language)}
    menu_count = len(compiled[Cue.MENU].findall(normal)) if Cue.MENU in found else 0
    return Cues(found, menu_count, address(normal, language))
