"""Clips joined into windows that an engine hears at once, and its words brought back to their own times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transcripts.speech.clips import Clip
from transcripts.speech.engine import SAMPLE_RATE_HZ
from transcripts.transcript import Word

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

GAP_S = 0.5
"""Silence between two clips of a window. Joined clips are read better than lone ones (docs/speech.md)."""

_LAST_S = 0.1
_STRAY_S = 0.6
"""A word that lies further than this from every clip was heard in the silence between them."""


@dataclass(slots=True)
class Window:
    """Clips in order; `placed` has the seconds of window and recording at which each one's samples begin."""

    limit_s: float = 29.0
    placed: list[tuple[Clip, float, float]] = field(default_factory=list)
    pieces: list[Samples] = field(default_factory=list)
    length_s: float = 0.0

    def fits(self, samples: Samples) -> bool:
        """Whether there is room for these samples; an empty window takes anything."""
        return not self.pieces or self.length_s + GAP_S + len(samples) / SAMPLE_RATE_HZ <= self.limit_s

    def add(self, clip: Clip, samples: Samples, at_s: float) -> None:
        """Puts a clip at the end; `at_s` is the second of the recording at which its samples begin."""
        self.length_s += GAP_S if self.pieces else 0.0
        self.placed.append((clip, self.length_s, at_s))
        self.pieces.append(samples)
        self.length_s += len(samples) / SAMPLE_RATE_HZ

    def samples(self) -> Samples:
        """The whole window, float32 at 16 kHz."""
        import numpy as np

        gap = np.zeros(int(GAP_S * SAMPLE_RATE_HZ), np.float32)
        return np.concatenate([part for piece in self.pieces for part in (gap, piece)][1:])

    def words_by_clip(self, words: Iterable[Word]) -> list[list[Word]]:
        """The words of each clip, with times of the recording that never leave the clip."""
        result: list[list[Word]] = [[] for _ in self.placed]
        for word in words:
            index = self._owner(word)
            if index is not None:
                result[index].append(self._placed_word(word, index))
        return result

    def _owner(self, word: Word) -> int | None:
        """The clip nearest to the word's end; `None` when none is near.

        An alignment gives the pause before a word to that word, so that only its end is where it seems.
        """
        at_s = word.end_s - min(_LAST_S, (word.end_s - word.start_s) / 2)

        def distance(index: int) -> float:
            clip, inside_s, outside_s = self.placed[index]
            start_s = inside_s + clip.start_s - outside_s
            return max(start_s - at_s, at_s - start_s - clip.length_s, 0.0)

        best = min(range(len(self.placed)), key=distance)
        return best if distance(best) <= _STRAY_S else None

    def _placed_word(self, word: Word, index: int) -> Word:
        clip, inside_s, outside_s = self.placed[index]

        def place(at_s: float) -> float:
            return min(max(round(at_s - inside_s + outside_s, 3), clip.start_s), clip.end_s)

        return Word(word.text, place(word.start_s), place(word.end_s), word.probability)
