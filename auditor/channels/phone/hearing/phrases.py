"""Fuzzy looks at what was recognised: phrases of a scenario, words of a person, words of a recording."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

LIKE_ENOUGH = 82.0
"""Per cent of likeness at which a scenario's phrase counts as heard: base models misread a letter in ten."""

_SURE = 90.0
_SAME_MESSAGE = 85.0


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())


def heard(phrases: tuple[str, ...], text: str, at_least: float = LIKE_ENOUGH) -> str | None:
    """The first of the phrases that stands in the text, wholly and fuzzily; `None` when none does.

    A phrase is compared with as many words of the text as it has, one more and one fewer, so that a short
    phrase is not found inside longer words.
    """
    words = plain(text).split()
    for phrase in phrases:
        wanted = plain(phrase)
        if wanted and _likeness(wanted, words) >= at_least:
            return phrase
    return None


def _likeness(wanted: str, words: list[str]) -> float:
    from rapidfuzz.fuzz import ratio

    count = len(wanted.split())
    best = 0.0
    for size in {max(1, count - 1), count, count + 1}:
        for start in range(max(1, len(words) - size + 1)):
            best = max(best, ratio(wanted, " ".join(words[start : start + size])))
    return best


def sounds_like_person(text: str, language: str) -> bool:
    """Whether the words are those with which a person takes a call."""
    return heard(_lists(language)[0], text, _SURE) is not None


def sounds_like_recording(text: str, language: str) -> bool:
    """Whether the words are those of a hold message or a menu."""
    return heard(_lists(language)[1], text, _SURE) is not None


def same_message(one: str, other: str) -> bool:
    """Whether two recognitions are of one recorded message."""
    from rapidfuzz.fuzz import ratio

    return len(plain(one)) >= 12 and ratio(plain(one), plain(other)) >= _SAME_MESSAGE


@cache
def _lists(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))
    lists = data.get(language, {})
    return tuple(lists.get("person", ())), tuple(lists.get("recording", ()))
