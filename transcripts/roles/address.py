"""Whom a sentence speaks of: the company says "your", a caller "my". Weak, but in nearly every sentence."""

from __future__ import annotations

import re

_EACH, _MOST = 0.5, 1.0

_YOURS = {
    "es": re.compile(r"\b(su|sus|usted|le|les|suyo|suya)\b"),
    "en": re.compile(r"\b(your|yours|you)\b"),
}
_MINE = {
    "es": re.compile(r"\b(mi|mis|yo|conmigo|mio|mia)\b"),
    "en": re.compile(r"\b(my|mine)\b"),
}


def address(text: str, language: str) -> float:
    """From −1 (of the speaker's own) to 1 (of the one spoken to); text in lower case without accents."""
    known = language if language in _YOURS else "es"
    yours, mine = (len(patterns[known].findall(text)) for patterns in (_YOURS, _MINE))
    return max(-_MOST, min(_MOST, _EACH * (yours - mine)))
