"""Whether two texts are one prompt misheard, one prompt with another number in it, or another prompt."""

# ruff: noqa: SIM905 - a list of words reads best as text

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from transcripts.redaction.numbers import WORDS
from transcripts.redaction.values import MARKS
from transcripts.speech.inventions import plain

SAME_TEXT = 92.0
"""Texts that agree by this much (rapidfuzz ratio, 0–100) and in their numbers are one prompt misheard."""

_SAME_WORD = 65.0
_SPLINTER = 4  # letters
_ARTICLES = frozenset({"un", "una", "one", "oh"})

_WORD = re.compile(r"\[\w+\]|\w+")
_ORDINALS = frozenset(
    """primer primero primera segundo segunda tercer tercero tercera cuarto cuarta quinto quinta sexto sexta
    septimo septima octavo octava noveno novena decimo decima
    first second third fourth fifth sixth seventh eighth ninth tenth""".split()
)
_VARYING = frozenset(WORDS["es"]) | frozenset(WORDS["en"]) | _ORDINALS
_MARKS = frozenset(mark.lower() for marks in MARKS.values() for mark in marks.values())


class Op(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a diff, as they were written."""

    op: Op
    text: str


def words_of(text: str) -> list[str]:
    """Lower case, without accents and punctuation."""
    return _WORD.findall(plain(text))


def varies(word: str) -> bool:
    """Whether a word is of those that differ between calls in one prompt: a number, an ordinal, a name."""
    return word.isdecimal() or word in _VARYING or word in _MARKS


def pattern(text: str) -> str:
    """The text with its numbers taken out: equal for a prompt that only tells another number."""
    found = ["#" if varies(word) else word for word in words_of(text)]
    return " ".join(word for at, word in enumerate(found) if word != "#" or found[at - 1 : at] != ["#"])


def same_words(one: str, other: str) -> bool:
    """Whether two texts are one prompt misheard: their words agree letter by letter, their numbers wholly."""
    from rapidfuzz.fuzz import ratio

    first, second = ([_value(word) for word in words_of(text)] for text in (one, other))
    if not first or not second:
        return first == second
    if [w for w in first if varies(w)] != [w for w in second if varies(w)]:
        return False
    if ratio(" ".join(first), " ".join(second)) < SAME_TEXT:
        return False
    pieces = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return all(
        tag == "equal" or all(_misheard(*pair) for pair in _pairs(first[a:b], second[c:d]))
        for tag, a, b, c, d in pieces
    )


def _pairs(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Word against word, or all against all where their numbers differ."""
    if len(one) == len(other):
        return list(zip(one, other, strict=True))
    return [(" ".join(one), " ".join(other))]


def _misheard(one: str, other: str) -> bool:
    """Whether some words can be others misheard ("coherencia" for "conferencia"), or hardly any at all."""
    from rapidfuzz.fuzz import ratio

    return max(len(one), len(other)) < _SPLINTER or ratio(one, other) >= _SAME_WORD


def _value(word: str) -> str:
    """Numbers as digits: engines write them either way."""
    for language in WORDS.values():
        if word in language and word not in _ARTICLES:
            return str(language[word])
    return word


def same_but_numbers(one: str, other: str) -> bool:
    """Whether two texts are one prompt that tells different numbers."""
    from rapidfuzz.fuzz import ratio

    first, second = pattern(one), pattern(other)
    return "#" in first + second and ratio(first, second) >= SAME_TEXT


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Word by word, as written; capitals, accents and punctuation alone are no difference."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, [_bare(w) for w in before], [_bare(w) for w in after], autojunk=False)
    return tuple(_pieces(matcher, before, after))


def in_brackets(pieces: Iterable[Piece]) -> str:
    """A diff as plain text: [-words that are gone-] {+words that are new+}."""
    signs = {Op.SAME: "{}", Op.OUT: "[-{}-]", Op.IN: "{{+{}+}}"}
    return " ".join(signs[piece.op].format(piece.text) for piece in pieces)


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Op.SAME, " ".join(after[c:d]))
            continue
        if a < b:
            yield Piece(Op.OUT, " ".join(before[a:b]))
        if c < d:
            yield Piece(Op.IN, " ".join(after[c:d]))


def _bare(word: str) -> str:
    return " ".join(words_of(word)) or word
