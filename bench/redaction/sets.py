"""The sentences, their halves, and the counting: what is covered only in part is not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from transcripts.redaction import Personal, redact

FILE = Path(__file__).parent / "sentences.tsv"
HALVES = ("tuning", "test")
_MARKED = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`spans` are (start, end, kind) of the personal data in `text`."""

    language: str
    country: str
    text: str
    spans: tuple[tuple[int, int, Personal], ...]
    half: str


@dataclass(slots=True)
class Tally:
    """`found` were covered to the last letter or digit; `false` are finds that touch nothing personal."""

    n: int = 0
    found: int = 0
    claimed: int = 0
    false: int = 0

    @property
    def recall(self) -> float | None:
        return self.found / self.n if self.n else None

    @property
    def precision(self) -> float | None:
        return 1 - self.false / self.claimed if self.claimed else None


def sentences() -> Iterator[Sentence]:
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield read(line)


def read(line: str) -> Sentence:
    language, country, marked = line.split("\t")
    text, spans, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(2)), Personal(match.group(1))))
        text += match.group(2)
        at = match.end()
    text += marked[at:]
    half = HALVES[sha256(text.encode()).digest()[0] % 2]
    return Sentence(language, country, text, tuple(spans), half)


def mistakes(sentence: Sentence) -> tuple[list[str], list[str]]:
    """(personal data not wholly covered, finds that touch none) as texts."""
    found = redact(sentence.text, sentence.language, sentence.country).spans
    covered = {at for span in found for at in range(span.start, span.end)}
    missed = [
        sentence.text[start:end]
        for start, end, _ in sentence.spans
        if any(sentence.text[at].isalnum() and at not in covered for at in range(start, end))
    ]
    false = [
        sentence.text[span.start : span.end]
        for span in found
        if not any(start < span.end and end > span.start for start, end, _ in sentence.spans)
    ]
    return missed, false


def tallies(chosen: Iterable[Sentence]) -> dict[str, Tally]:
    """By kind, and "all". A false find counts under the kind that was claimed."""
    rows: dict[str, Tally] = {kind.value: Tally() for kind in Personal} | {"all": Tally()}
    for sentence in chosen:
        found = redact(sentence.text, sentence.language, sentence.country).spans
        missed, false = mistakes(sentence)
        for start, end, kind in sentence.spans:
            for row in (rows[kind.value], rows["all"]):
                row.n += 1
                row.found += sentence.text[start:end] not in missed
        for span in found:
            for row in (rows[span.kind.value], rows["all"]):
                row.claimed += 1
                row.false += sentence.text[span.start : span.end] in false
    return rows
