"""Texts that no one said: the credits of the subtitles that Whisper learnt from, loops, guesses at noise."""

from __future__ import annotations

import re
import unicodedata

from transcripts.speech.fallback import COMPRESSION_RATIO_MAX, compression_ratio

NOTHING_BELOW = 0.25
"""Under this confidence a text reads as nothing: what engines say of music and noise lies at 0.07–0.15."""

_WORDS_A_SECOND = 9.0
"""More than anyone says (an auctioneer reaches 6): a loop that the engine squeezed into a short clip."""

_INVENTED = re.compile(
    r"\bamara\b.*\borg\b|subtitulos? (realizados|creados|hechos|por)|subtitulad[oa] por|"
    r"\b(suscribete|suscribanse)\b|gracias por ver (el|este|nuestro|mi) video|"
    r"thanks for watching|subtitles by|please subscribe|^(\W|musica|music|aplausos|applause|risas)*$"
)


def is_invention(text: str) -> bool:
    """Whether the text is a known invention, or no words at all ("...", "[Música]")."""
    return bool(_INVENTED.search(plain(text)))


def believable(text: str, confidence: float, length_s: float) -> bool:
    """Whether speech of this length can have been this text."""
    return (
        confidence >= NOTHING_BELOW
        and not is_invention(text)
        and len(text.split()) <= max(2.0, _WORDS_A_SECOND * length_s)
        and compression_ratio(text) <= COMPRESSION_RATIO_MAX
    )


def plain(text: str) -> str:
    """Lower case without accents: the form in which phrases are compared. Same length as `text.lower()`
    for Spanish and English."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
