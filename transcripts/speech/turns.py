"""The sentences of a call's turns: what was heard before is copied, the rest is transcribed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from os import PathLike

from transcripts.acoustic import Turn
from transcripts.heard import Progress, Repeat
from transcripts.speech.clips import Clip
from transcripts.speech.confirmed import Sentence, transcribe_clips
from transcripts.speech.copies import Copy, copies_of, copy_candidates
from transcripts.speech.engine import Engine

_FIRST_WORD_S = 0.4


def transcribe_turns(
    path: str | PathLike[str],
    turns: Sequence[Turn],
    clips: Sequence[Clip],
    repeats: Sequence[Repeat],
    *,
    parted: Container[int] = (),
    engine: Engine,
    language: str,
    progress: Progress,
    cancel: Callable[[], bool] | None = None,
) -> list[Sentence]:
    """The sentences of the clips, in order of start. A clip is where a turn sounds, its key the turn's index.

    A message heard again is copied from its first hearing when it says the same throughout; else it is
    transcribed for itself. Turns in `parted` have clips of parts, or none: they are neither copied nor
    copies. Raises as `transcribe_clips` does.
    """
    candidates = copy_candidates(turns, repeats, without=parted)
    first = [clip for clip in clips if clip.key not in candidates]
    share = sum(c.length_s for c in first) / max(sum(c.length_s for c in clips), 1e-9)
    heard = transcribe_clips(
        path, first, engine, language, progress=lambda n, done: progress(n, done * share), cancel=cancel
    )
    copies = copies_of(path, turns, {clip.key: clip for clip in clips}, candidates, _spoken(heard))
    rest = [clip for clip in clips if clip.key in candidates and clip.key not in copies]
    heard += transcribe_clips(
        path,
        rest,
        engine,
        language,
        progress=lambda name, done: progress(name, share + done * (1 - share)),
        cancel=cancel,
    )
    progress("speech", 1.0)
    again = [shifted(s, copy) for copy in copies.values() for s in heard if s.key == copy.of]
    return in_order([*heard, *again])


def in_order(sentences: Iterable[Sentence]) -> list[Sentence]:
    """By start, then end, then turn."""
    return sorted(sentences, key=lambda s: (s.start_s, s.end_s, s.key))


def _spoken(sentences: Sequence[Sentence]) -> dict[int, tuple[float, float]]:
    """Turn index → start of its first word and end of its last, where the engine timed its words."""
    spoken: dict[int, tuple[float, float]] = {}
    for sentence in sentences:
        if sentence.words:
            first = sentence.words[0]
            # an alignment stretches a first word over what sounds before it
            start_s, end_s = max(first.start_s, first.end_s - _FIRST_WORD_S), sentence.words[-1].end_s
            before = spoken.get(sentence.key, (start_s, end_s))
            spoken[sentence.key] = (min(before[0], start_s), max(before[1], end_s))
    return spoken


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
