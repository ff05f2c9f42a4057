"""How scoring reads the marks of redaction: a name is a name, a number is figures, whatever they were."""

from __future__ import annotations

import re

_MARKS = {
    **dict.fromkeys(("nombre", "name"), "Nombre"),
    **dict.fromkeys(("DNI", "ID", "IBAN", "tarjeta", "card", "teléfono", "phone", "iban"), "0"),
}
"""Mark → what stands for it; the others (an e-mail, an address) read as the word that they are."""
_MARK = re.compile(r"\[(nombre|name|DNI|ID|IBAN|iban|tarjeta|card|teléfono|phone)\]")


def legible(text: str) -> str:
    """The text with each mark as a word that detectors understand, every other letter where it was.

    A name becomes one with a capital, a number a run of figures: a redacted transcript scores as it would have
    before.
    """
    return _MARK.sub(_word, text) if "[" in text else text


def _word(match: re.Match[str]) -> str:
    length = len(match.group())
    stands = _MARKS[match.group(1)]
    return "0" * length if stands == "0" else f" {stands.ljust(length - 2)[: length - 2]} "
