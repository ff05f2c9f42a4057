"""Runs of numbers, spoken or written, as one string of digits: "seis cero uno, 23, cuarenta y cinco"."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.redaction.tokens import Token

_UNITS = "cero uno dos tres cuatro cinco seis siete ocho nueve".split()
_TEENS = "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve".split()
_TWENTIES = "veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete".split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos".split()

SPANISH: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 + value for value, word in enumerate(_TEENS)},
    **{word: 20 + value for value, word in enumerate([*_TWENTIES, "veintiocho", "veintinueve"])},
    **{word: 30 + 10 * value for value, word in enumerate(_TENS)},
    **{word: 100 * (value + 1) for value, word in enumerate([*_HUNDREDS, "ochocientos", "novecientos"])},
    **{"un": 1, "una": 1, "ciento": 100, "mil": 1000},
}
_EN_UNITS = "zero one two three four five six seven eight nine".split()
_EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ENGLISH: dict[str, int] = {
    **{word: value for value, word in enumerate(_EN_UNITS)},
    **{word: 10 + value for value, word in enumerate(_EN_TEENS)},
    **{word: 20 + 10 * value for value, word in enumerate(_EN_TENS)},
    **{"oh": 0, "hundred": 100, "thousand": 1000},
}
WORDS = {"es": SPANISH, "en": ENGLISH}

_BETWEEN = frozenset({",", ".", "-", "/", "(", ")", "–", ";", "…", "guion", "espacio", "raya", "dash"})
_TIMES = {"doble": 2, "triple": 3, "double": 2}


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a run: its digits, and its tokens [first, last]."""

    digits: str
    first: int
    last: int


def runs_of(tokens: Sequence[Token], language: str) -> list[list[Item]]:
    """Numbers that follow one another with nothing but marks between, in order."""
    words = WORDS.get(language, SPANISH)
    runs: list[list[Item]] = []
    at = 0
    while at < len(tokens):
        item = _item(tokens, at, words)
        if item is None:
            at += 1
            continue
        if runs and _joined(tokens, runs[-1][-1].last, item.first):
            runs[-1].append(item)
        else:
            runs.append([item])
        at = item.last + 1
    return runs


def _joined(tokens: Sequence[Token], last: int, first: int) -> bool:
    between = tokens[last + 1 : first]
    return len(between) <= 2 and all(token.plain in _BETWEEN for token in between)


def _item(tokens: Sequence[Token], at: int, words: dict[str, int]) -> Item | None:
    token = tokens[at]
    if token.text.isdecimal():
        return Item(token.text, at, at)
    times = _TIMES.get(token.plain)
    if times and at + 1 < len(tokens):
        value = words.get(tokens[at + 1].plain, 10)
        return Item(str(value) * times, at, at + 1) if value < 10 else None
    if token.plain not in words:
        return None
    value, last = _spoken(tokens, at, words)
    return Item(str(value), at, last)


def _spoken(tokens: Sequence[Token], at: int, words: dict[str, int]) -> tuple[int, int]:
    """Value of the number word at `at` with those that belong to it, and the last of their tokens."""
    total, last = words[tokens[at].plain], at
    while last + 1 < len(tokens):
        step = 1
        if tokens[last + 1].plain in ("y", "and") and last + 2 < len(tokens) and total % 100:
            step = 2
        value = words.get(tokens[last + step].plain)
        if value is None or not _belongs(total, value, words is ENGLISH):
            break
        total = total * value if value >= 100 and total < value else total + value
        last += step
    return total, last


def _belongs(total: int, value: int, english: bool) -> bool:
    """Whether `value` goes on the number `total`: "sesenta (y) cinco", "seiscientos doce", "dos mil"."""
    if value == 1000:
        return 1 < total < 1000
    if value == 0:
        return False
    if value == 100 and total < 10:
        return english and total > 0
    zeros = len(str(total)) - len(str(total).rstrip("0"))
    return total % 100 != 10 and total > 0 and value < 10**zeros
