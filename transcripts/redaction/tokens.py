"""Words, numerals and marks of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transcripts.speech.inventions import plain

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """Characters [start, end) of the text; `plain` is lower case without accents."""

    text: str
    plain: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def tokens_of(text: str) -> list[Token]:
    """The tokens in order. White space is in none of them."""
    return [Token(m.group(), _plain(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


_plain = lru_cache(maxsize=1 << 14)(plain)
