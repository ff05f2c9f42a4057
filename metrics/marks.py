"""How scoring reads the marks of redaction: a name is a name, a number is figures, whatever they were."""

from __future__ import annotations

import re

HIDDEN_KEY = "•"
"""A keyed digit that redaction took out of the timeline."""

_NAMES = frozenset(("nombre", "name"))
_NOTHING = frozenset(("correo", "email", "dirección", "address"))
_MARK = re.compile(
    r"\[(nombre|name|DNI|ID|IBAN|iban|tarjeta|card|teléfono|phone|correo|email|dirección|address)\]"
)
"""Marks that detectors must understand. "[nombre?]", a name without a capital, reads as the word it is."""


def legible(text: str) -> str:
    """The text with each mark as a word that detectors understand, every other letter where it was.

    A name becomes one with a capital, a number a run of figures, an e-mail or address a word that means
    nothing: so a redacted transcript scores as it would have before.
    """
    return _MARK.sub(_word, text) if "[" in text else text


def whole_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a word, with the brackets where it is a mark: a quote shows it whole."""
    marked = start > 0 and text[start - 1] == "[" and text[end : end + 1] == "]"
    return (start - 1, end + 1) if marked else (start, end)


def _word(match: re.Match[str]) -> str:
    word = match.group(1)
    if word in _NAMES:
        return f" {word.title()} "
    return ("q" if word in _NOTHING else "0") * len(match.group())
