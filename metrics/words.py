"""Plain word work without a language model: normalising, tokens with their place, numbers said in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from metrics.marks import legible, whole_mark

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)

_ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_ES_MORE = {
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "noventa": 90, "cien": 100,
    "un": 1, "una": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3,
    "tercera": 3, "tercer": 3, "cuarto": 4, "quinto": 5,
}  # fmt: skip
_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_EN_MORE = {
    "a": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "next": 1,
}  # fmt: skip
NUMBERS: dict[str, dict[str, int]] = {
    "es": {word: i for i, word in enumerate(_ES.split())} | _ES_MORE,
    "en": {word: i for i, word in enumerate(_EN.split())} | _EN_MORE,
}
KEY_WORDS: dict[str, dict[str, str]] = {
    "es": {w: str(i) for i, w in enumerate(_ES.split()[:10])}
    | {"almohadilla": "#", "numeral": "#", "gato": "#", "asterisco": "*", "estrella": "*", "un": "1"},
    "en": {w: str(i) for i, w in enumerate(_EN.split()[:10])}
    | {"pound": "#", "hash": "#", "star": "*", "asterisk": "*"},
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, its normal form (lower case, no accents), and its place in the text."""

    text: str
    norm: str
    start: int
    end: int


def normal(text: str) -> str:
    """Lower case without accents; ñ and ü lose theirs too, because recognisers do."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, punctuation left out; marks of redaction read as what they stand for."""
    return tuple(
        Token(m.group(), normal(m.group()), *whole_mark(text, m.start(), m.end()))
        for m in _WORD.finditer(legible(text))
    )


def count(text: str) -> int:
    """How many words."""
    return sum(1 for _ in _WORD.finditer(text))


def number(word: str, language: str) -> int | None:
    """The number that a word or digit string names, `None` for other words."""
    if word.isdecimal():
        return int(word) if len(word) <= 9 else None
    return NUMBERS.get(language, {}).get(normal(word))


def number_before(words: list[str], end: int, language: str) -> int | None:
    """The number said right before `words[end]`, compounds included ("treinta y cinco", "twenty five")."""
    if end <= 0:
        return None
    last = number(words[end - 1], language)
    if last is None or not 0 < last < 10:
        return last
    tens = end - (3 if language == "es" else 2)
    if tens >= 0 and (language != "es" or words[end - 2] == "y"):
        first = number(words[tens], language)
        if first is not None and 20 <= first < 100 and first % 10 == 0:
            return first + last
    return last


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence by its closing punctuation; a text without any is one sentence."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^.!?…]+(?:[.!?…]+|$)", text)]
    return tuple((a, b) for a, b in spans if text[a:b].strip())
