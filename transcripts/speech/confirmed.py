"""Transcription of confirmed speech: each stretch once and nothing else, with what its words are worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike

from transcripts.errors import ListenCancelled
from transcripts.heard import Progress
from transcripts.speech.clips import Clip, read_clips
from transcripts.speech.copies import Copy
from transcripts.speech.engine import Engine, Phrase
from transcripts.speech.inventions import is_invention
from transcripts.speech.windows import Window
from transcripts.transcript import Word

LOW_CONFIDENCE = 0.5
"""Under this a segment is marked as not to be scored as known. Ours: docs/speech.md has the measurement."""

SHORTEST_S = 0.3
"""Shorter stretches hold no word; given one, engines invent it."""

_NOTHING_BELOW = 0.25
"""Under this confidence a stretch of speech reads as nothing: what engines say of noise lies here."""

_AGAIN_FROM_S = 0.8
"""A clip at least this long that got no word among others is asked for alone."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one clip says: a sentence of the engine's, with times of the recording. `key` is the clip's.

    `confidence` is the geometric mean of its words' probabilities, which, unlike the engine's own figure
    for a whole window, belongs to this sentence alone. `same_as` is the id of the repeated message whose
    transcription this is a copy of.
    """

    key: int
    start_s: float
    end_s: float
    text: str
    confidence: float
    words: tuple[Word, ...] = ()
    same_as: str | None = None

    @property
    def low_confidence(self) -> bool:
        return self.confidence < LOW_CONFIDENCE


def transcribe_clips(
    path: str | PathLike[str],
    clips: Sequence[Clip],
    engine: Engine,
    language: str,
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> list[Sentence]:
    """The sentences of these clips of a recording, in order of start.

    Clips of one channel are joined into windows. Nothing outside the clips reaches the engine. Raises
    `AudioError`, and `ListenCancelled` between two windows when `cancel` says so.
    """
    wanted = [clip for clip in clips if clip.length_s >= SHORTEST_S]
    total_s = sum(clip.length_s for clip in wanted)
    done_s = 0.0
    sentences: list[Sentence] = []
    for window in _windows(path, wanted):
        if cancel and cancel():
            raise ListenCancelled("Listening was stopped")
        sentences += _heard(window, engine, language)
        done_s += sum(clip.length_s for clip, _, _ in window.placed)
        if progress:
            progress("speech", min(1.0, done_s / total_s))
    return sorted(sentences, key=lambda sentence: (sentence.start_s, sentence.end_s, sentence.key))


def shifted(sentence: Sentence, copy: Copy) -> Sentence:
    """The same sentence where its message is heard again; it keeps the times of the words."""
    words = tuple(
        replace(word, start_s=word.start_s + copy.shift_s, end_s=word.end_s + copy.shift_s)
        for word in sentence.words
    )
    return replace(
        sentence,
        key=copy.index,
        start_s=sentence.start_s + copy.shift_s,
        end_s=sentence.end_s + copy.shift_s,
        words=words,
        same_as=copy.message,
    )


def _windows(path: str | PathLike[str], clips: Sequence[Clip]) -> Iterator[Window]:
    """Full windows first, then the rest; one is being filled for each channel."""
    filling: dict[int, Window] = {}
    for clip, samples, at_s in read_clips(path, clips):
        window = filling.setdefault(clip.channel, Window())
        if not window.fits(samples):
            yield window
            window = filling[clip.channel] = Window()
        window.add(clip, samples, at_s)
    yield from filling.values()


def _heard(window: Window, engine: Engine, language: str) -> Iterator[Sentence]:
    found = window.words_by_clip(engine.transcribe(window.samples(), language, words=True))
    for index, ((clip, _, _), sentences) in enumerate(zip(window.placed, found, strict=True)):
        if not sentences and clip.length_s >= _AGAIN_FROM_S:
            yield from _alone(clip, engine.phrase(window.samples_of(index), language))
        for number, words in enumerate(sentences):
            first, last = number == 0, number == len(sentences) - 1
            # voice activity knows better than the engine where a clip's first sound is
            start_s = clip.start_s if first else words[0].start_s
            end_s = clip.end_s if last else words[-1].end_s
            yield from _kept(clip.key, start_s, end_s, words)


def _kept(key: int, start_s: float, end_s: float, words: list[Word]) -> Iterator[Sentence]:
    text = "".join(word.text for word in words).strip()
    confidence = _confidence(words)
    if text and confidence >= _NOTHING_BELOW and not is_invention(text):
        bare = tuple(replace(word, text=word.text.strip()) for word in words)
        yield Sentence(key, start_s, max(end_s, start_s), text, round(confidence, 3), bare)


def _alone(clip: Clip, phrase: Phrase) -> Iterator[Sentence]:
    if phrase.text and phrase.confidence >= _NOTHING_BELOW and not is_invention(phrase.text):
        yield Sentence(clip.key, clip.start_s, clip.end_s, phrase.text, round(phrase.confidence, 3))


def _confidence(words: list[Word]) -> float:
    known = [max(word.probability, 1e-6) for word in words if word.probability is not None]
    return math.exp(sum(map(math.log, known)) / len(known)) if known else 0.0
