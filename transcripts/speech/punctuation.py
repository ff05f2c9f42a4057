"""Punctuation marks that an engine timed as words of their own go back to the word that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transcripts.transcript import Word

_OPENING = "¿¡([{\"'“«"


def merged(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words with their marks; a mark's own time, which is mostly the pause after it, is dropped."""
    result: list[Word] = []
    opening = ""
    for word in words:
        bare = word.text.strip()
        if not bare:
            continue
        if all(letter in _OPENING for letter in bare) and (word.text[:1] == " " or not result):
            opening += word.text
        elif not any(letter.isalnum() for letter in bare):
            if result:
                result[-1] = replace(result[-1], text=result[-1].text + word.text)
        else:
            text = opening + (word.text.lstrip() if opening else word.text)
            result.append(replace(word, text=text))
            opening = ""
    return tuple(result)
