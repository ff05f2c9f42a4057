"""Sentences cut where the voice pauses: on one channel the next words may be somebody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from transcripts.acoustic.values import Stretch
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Kind
from transcripts.transcript import Word


def cut_at_pauses(sentences: Sequence[Sentence], speech: Sequence[Stretch]) -> list[list[Sentence]]:
    """The parts of each sentence, one for each stretch of speech that its words lie in.

    Without word times a sentence stays whole.
    """
    return [list(_parts(sentence, speech)) for sentence in sentences]


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
        text = " ".join(word.text for word in words)
        yield replace(sentence, start_s=start_s, end_s=max(start_s, end_s), text=text, words=tuple(words))


def _nearest(word: Word, speech: Sequence[Stretch], inside: Sequence[int]) -> int:
    """The stretch in which a word's middle lies, or the nearest; never an earlier one than the middle's."""
    middle_s = (word.start_s + word.end_s) / 2
    return min(inside, key=lambda i: max(speech[i].start_s - middle_s, middle_s - speech[i].end_s, 0.0))
