"""Sentences cut where the next words may be somebody else's: at the voice's pauses on one channel, and where
a recording that is known from other calls begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from transcripts.acoustic.values import Stretch
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Kind
from transcripts.transcript import Word

_EDGE_S = 0.3
"""Nearer to a sentence's end than this, nothing is said beyond."""


def cut_at_pauses(sentences: Sequence[Sentence], speech: Sequence[Stretch]) -> list[list[Sentence]]:
    """The parts of each sentence, one for each stretch of speech that its words lie in.

    Without word times a sentence stays whole.
    """
    return [list(_parts(sentence, speech)) for sentence in sentences]


def cut_at_known(parts: Sequence[Sequence[Sentence]], known: Sequence[Stretch]) -> list[list[Sentence]]:
    """The parts again, cut where one of these begins or ends within their words."""
    edges_s = sorted(at_s for one in known for at_s in (one.start_s, one.end_s))
    return [[piece for part in cut for piece in _cut_at(part, edges_s)] for cut in parts]


def _cut_at(sentence: Sentence, edges_s: Sequence[float]) -> Iterator[Sentence]:
    for at_s in edges_s:
        if not sentence.start_s + _EDGE_S < at_s < sentence.end_s - _EDGE_S:
            continue
        before = tuple(word for word in sentence.words if word.start_s + word.end_s < 2 * at_s)
        after = sentence.words[len(before) :]
        if before and after:
            yield _of_words(sentence, before, sentence.start_s, at_s)
            sentence = _of_words(sentence, after, at_s, sentence.end_s)
    yield sentence


def _of_words(sentence: Sentence, words: tuple[Word, ...], start_s: float, end_s: float) -> Sentence:
    text = " ".join(word.text.strip() for word in words)
    return replace(sentence, start_s=start_s, end_s=end_s, text=text, words=words)


def rejoined(
    sentences: Sequence[Sentence], parts: Sequence[Sequence[Sentence]], kinds: Mapping[int, Kind]
) -> list[tuple[Sentence, Kind]]:
    """Whole sentences where one voice says them all, else their parts. `kinds` by the id of a part's object;
    parts without one are left out."""
    result: list[tuple[Sentence, Kind]] = []
    for sentence, cut in zip(sentences, parts, strict=True):
        told = [(part, kinds[id(part)]) for part in cut if id(part) in kinds]
        if len(told) == len(cut) and len({kind for _, kind in told}) == 1:
            result.append((sentence, told[0][1]))
        else:
            result += told
    return result


def _parts(sentence: Sentence, speech: Sequence[Stretch]) -> Iterator[Sentence]:
    inside = [i for i, one in enumerate(speech) if one.overlap_s(sentence.start_s, sentence.end_s) > 0]
    if len(inside) < 2 or not sentence.words:
        yield sentence
        return
    groups = [(i, list(words)) for i, words in groupby(sentence.words, lambda w: _nearest(w, speech, inside))]
    for number, (i, words) in enumerate(groups):
        first, last = number == 0, number == len(groups) - 1
        start_s = sentence.start_s if first else max(speech[i].start_s, sentence.start_s)
        end_s = sentence.end_s if last else min(speech[i].end_s, sentence.end_s)
        yield _of_words(sentence, tuple(words), start_s, max(start_s, end_s))


def _nearest(word: Word, speech: Sequence[Stretch], inside: Sequence[int]) -> int:
    """The stretch in which a word's middle lies, or the nearest; never an earlier one than the middle's."""
    middle_s = (word.start_s + word.end_s) / 2
    return min(inside, key=lambda i: max(speech[i].start_s - middle_s, middle_s - speech[i].end_s, 0.0))
