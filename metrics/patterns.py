"""The small language of phrase lists, and its translation into spaCy token patterns.

palabra            this word; five letters or more may be misheard by a letter or two
=palabra           exactly this word
(uno|dos tres)     one of these words or groups of words
[muy] [a|b]        the same, but may be missing
<n>                a number, in digits or in words
<Name>             a word written with a capital
...                up to four words of any kind
"""

from __future__ import annotations

import itertools
import re
from typing import Any

from metrics.words import NUMBERS, normal

GAP_WORDS = 4
MAX_VARIANTS = 64

Token = dict[str, Any]
_PIECE = re.compile(
    r"(?P<gap>\.\.\.)|(?P<single><n>|<Name>|[^\W_]+(?:['’][^\W_]+)*)"
    r"|\((?P<one>[^()\[\]]+)\)|\[(?P<maybe>[^()\[\]]+)\]"
)
_WORD = re.compile(r"<n>|<Name>|[^\W_]+(?:['’][^\W_]+)*")


class PatternFault(ValueError):
    """A phrase that is not in the language above; `place` is where it stops making sense."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def compile_phrase(phrase: str, language: str) -> list[list[Token]]:
    """The spaCy patterns of a phrase; raises `PatternFault` where it cannot be read."""
    pieces: list[list[list[Token]]] = []
    at = 0
    while at < len(phrase):
        if phrase[at].isspace():
            at += 1
            continue
        match = _PIECE.match(phrase, at)
        if match is None:
            raise PatternFault(phrase[at:])
        pieces.append(_piece(match, language))
        at = match.end()
    variants = 1
    for piece in pieces:
        variants *= len(piece)
    if variants > MAX_VARIANTS or not any(all(len(v) and "OP" not in v[0] for v in p) for p in pieces):
        raise PatternFault(phrase)
    return [list(itertools.chain(*choice)) for choice in itertools.product(*pieces)]


def _piece(match: re.Match[str], language: str) -> list[list[Token]]:
    """The variants of one piece, each a run of tokens."""
    if match["gap"]:
        return [[{"OP": "?"}] * GAP_WORDS]
    if match["single"]:
        return [[_token([match["single"]], language)]]
    alternatives = [choice.split() for choice in (match["one"] or match["maybe"]).split("|")]
    if any(not words or not all(map(_WORD.fullmatch, words)) for words in alternatives):
        raise PatternFault(match.group())
    plain = [words[0] for words in alternatives if len(words) == 1 and not words[0].startswith("<")]
    runs = [
        [_token([word], language) for word in words]
        for words in alternatives
        if len(words) > 1 or words[0] not in plain
    ]
    if match["maybe"]:
        optional = [[_token(plain, language) | {"OP": "?"}]] if plain else [[]]
        return [*optional, *runs]
    return [*([[_token(plain, language)]] if plain else []), *runs]


def _token(words: list[str], language: str) -> Token:
    """One spaCy token pattern."""
    if words == ["<n>"]:
        return {"NORM": {"IN": [*NUMBERS.get(language, {}), "#number"]}}
    if words == ["<Name>"]:
        return {"IS_TITLE": True, "IS_ALPHA": True}
    normed = [normal(word) for word in words]
    return {"NORM": normed[0]} if len(normed) == 1 else {"NORM": {"IN": normed}}
