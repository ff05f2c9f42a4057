"""What Whisper is known to write where nobody speaks: the credits of the subtitles that it learnt from."""

from __future__ import annotations

import re
import unicodedata

_INVENTED = re.compile(
    r"\bamara\b.*\borg\b|subtitulos? (realizados|creados|hechos|por)|subtitulad[oa] por|"
    r"\b(suscribete|suscribanse)\b|gracias por ver (el|este|nuestro|mi) video|"
    r"thanks for watching|subtitles by|please subscribe|^(\W|musica|music|aplausos|applause|risas)*$"
)


def is_invention(text: str) -> bool:
    """Whether the text is a known invention, or no words at all ("...", "[Música]")."""
    return bool(_INVENTED.search(plain(text)))


def plain(text: str) -> str:
    """Lower case without accents: the form in which phrases are compared. Same length as `text.lower()`
    for Spanish and English."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
