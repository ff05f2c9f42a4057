"""The labelled sentences, in two halves by the hash of their words: one to tune on, one never looked at."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from metrics.lexicon import lexicon
from metrics.phrases import PURPOSES
from metrics.purposes import purposes

FILE = Path(__file__).with_name("sentences.tsv")
CODES = dict(zip("PAUSCVL", PURPOSES, strict=True))
HALVES = ("tuning", "test")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the purposes that a person gave it."""

    language: str
    country: str
    purposes: frozenset[str]
    text: str

    @property
    def half(self) -> str:
        return HALVES[sha256(self.text.encode()).digest()[0] & 1]


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, falsely claimed and missed, of one purpose."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        claimed = self.right + self.false
        return self.right / claimed if claimed else None

    @property
    def recall(self) -> float | None:
        true = self.right + self.missed
        return self.right / true if true else None


def sentences() -> tuple[Sentence, ...]:
    """All labelled sentences, in the order of the file."""
    result = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, country, codes, text = line.split("\t")
            labels = frozenset(CODES[code] for code in codes if code != "-")
            result.append(Sentence(language, country, labels, text))
    return tuple(result)


def found(sentence: Sentence) -> frozenset[str]:
    """The purposes that the machine gives it."""
    words = lexicon(sentence.language, sentence.country)
    assert words is not None
    return frozenset(purposes(sentence.text, words))


def tallies(chosen: tuple[Sentence, ...]) -> dict[str, Tally]:
    """One tally a purpose."""
    result = dict.fromkeys(PURPOSES, Tally())
    for sentence in chosen:
        claimed = found(sentence)
        for purpose in PURPOSES:
            true, said = purpose in sentence.purposes, purpose in claimed
            t = result[purpose]
            result[purpose] = Tally(
                t.right + (true and said), t.false + (said and not true), t.missed + (true and not said)
            )
    return result


def together(by_purpose: dict[str, Tally]) -> Tally:
    """All purposes in one tally (micro average)."""
    each = by_purpose.values()
    return Tally(sum(t.right for t in each), sum(t.false for t in each), sum(t.missed for t in each))
