"""Transcription of confirmed speech: each stretch once and nothing else, with what its words are worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike

from transcripts.errors import ListenCancelled
from transcripts.heard import Progress
from transcripts.speech.clips import Clip, read_clips
from transcripts.speech.engine import Engine
from transcripts.speech.inventions import believable
from transcripts.speech.windows import Window
from transcripts.transcript import Reuse, Word

LOW_CONFIDENCE = 0.5
"""Under this a segment is marked as not to be scored as known. Ours: docs/speech.md has the measurement."""

SHORTEST_S = 0.3
"""Shorter stretches hold no word; given one, engines invent it."""

_AGAIN_FROM_S = 0.6
"""A clip at least this long that got no word among others is asked for alone."""

_HOLE_S = 1.3
"""A clip in which the engine left this much without a word is asked for alone, too: joined with others it
may lose a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one clip says: a sentence of the engine's, with times of the recording. `key` is the clip's.

    `confidence` is the geometric mean of its words' probabilities, which, unlike the engine's own figure
    for a whole window, belongs to this sentence alone. `same_as` is the id of the repeated message whose
    transcription this is a copy of, `reuse` where that was made if it was in an earlier call.
    """

    key: int
    start_s: float
    end_s: float
    text: str
    confidence: float
    words: tuple[Word, ...] = ()
    same_as: str | None = None
    reuse: Reuse | None = None

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
    for window in _windows(path, wanted, engine.best_window_s):
        if cancel and cancel():
            raise ListenCancelled("Listening was stopped")
        sentences += _heard(window, engine, language)
        done_s += sum(clip.length_s for clip, _, _ in window.placed)
        if progress:
            progress("speech", min(1.0, done_s / total_s))
    return sorted(sentences, key=lambda sentence: (sentence.start_s, sentence.end_s, sentence.key))


def _windows(path: str | PathLike[str], clips: Sequence[Clip], limit_s: float) -> Iterator[Window]:
    """Full windows first, then the rest; one is being filled for each channel."""
    filling: dict[int, Window] = {}
    for clip, samples, at_s in read_clips(path, clips):
        window = filling.setdefault(clip.channel, Window(limit_s))
        if not window.fits(samples):
            yield window
            window = filling[clip.channel] = Window(limit_s)
        window.add(clip, samples, at_s)
    yield from filling.values()


def _heard(window: Window, engine: Engine, language: str) -> Iterator[Sentence]:
    """The window at once; a clip in which that leaves a hole is asked for alone."""
    found = _read(window, engine, language)
    for (clip, _, at_s), samples, kept in zip(window.placed, window.pieces, found, strict=True):
        if len(window.placed) == 1 or clip.length_s < _AGAIN_FROM_S or not _has_hole(clip, kept):
            yield from kept
            continue
        lone = Window(window.limit_s)
        lone.add(clip, samples, at_s)
        again = _read(lone, engine, language)[0]
        yield from again if _letters(again) > _letters(kept) else kept


def _read(window: Window, engine: Engine, language: str) -> list[list[Sentence]]:
    """The sentences of each clip. Only a lone clip is worth further tries: joined, each can have its own."""
    alone = len(window.placed) == 1
    passage = engine.transcribe(window.samples(), language, fallback=alone)
    by_clip = window.words_by_clip(passage.words)
    return [_sentences(clip, words) for (clip, _, _), words in zip(window.placed, by_clip, strict=True)]


def _sentences(clip: Clip, words: list[Word]) -> list[Sentence]:
    """What is worth keeping; voice activity knows better than the engine where a clip begins and ends."""
    parts = _split(words)
    found: list[Sentence] = []
    for number, part in enumerate(parts):
        start_s = clip.start_s if number == 0 else part[0].start_s
        end_s = clip.end_s if number == len(parts) - 1 else part[-1].end_s
        text = "".join(word.text for word in part).strip()
        confidence = _confidence(part)
        if believable(text, confidence, end_s - start_s):
            bare = tuple(replace(word, text=word.text.strip()) for word in part)
            found.append(Sentence(clip.key, start_s, end_s, text, round(confidence, 3), bare))
    return found


def _split(words: list[Word]) -> list[list[Word]]:
    """Words of a clip by sentence, as the engine's full stops have it."""
    parts: list[list[Word]] = [[]]
    for word in words:
        parts[-1].append(word)
        if word.text.rstrip().endswith((".", "?", "!", "…")):
            parts.append([])
    return [part for part in parts if part]


def _has_hole(clip: Clip, sentences: list[Sentence]) -> bool:
    """Whether a stretch of this speech got no word."""
    at_s = clip.start_s
    for sentence in sentences:
        for word in sentence.words:
            if word.start_s - at_s > _HOLE_S:
                return True
            at_s = max(at_s, word.end_s)
    return not sentences or clip.end_s - at_s > _HOLE_S


def _letters(sentences: list[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)


def _confidence(words: list[Word]) -> float:
    known = [max(word.probability, 1e-6) for word in words if word.probability is not None]
    return math.exp(sum(map(math.log, known)) / len(known)) if known else 0.0
