"""Clips joined into windows that an engine hears at once, and its words brought back to their own times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transcripts.speech.clips import LONGEST_S, Clip
from transcripts.speech.engine import SAMPLE_RATE_HZ, EngineSegment
from transcripts.transcript import Word

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

GAP_S = 0.7
"""Silence between two clips of a window. Joined clips are read better than lone ones (docs/speech.md)."""

_STRAY_S = 0.6
"""A word that lies further than this from every clip was heard in the silence between them."""


@dataclass(slots=True)
class Window:
    """Clips in order, each with the second of the window at which its samples begin."""

    placed: list[tuple[Clip, float, float]] = field(default_factory=list)  # clip, in window, in recording
    pieces: list[Samples] = field(default_factory=list)
    length_s: float = 0.0

    def fits(self, samples: Samples) -> bool:
        """Whether there is room for these samples; an empty window takes anything."""
        return not self.pieces or self.length_s + len(samples) / SAMPLE_RATE_HZ <= LONGEST_S + 1.0

    def add(self, clip: Clip, samples: Samples, at_s: float) -> None:
        """Puts a clip at the end; `at_s` is the second of the recording at which its samples begin."""
        import numpy as np

        gap = np.zeros(int(GAP_S * SAMPLE_RATE_HZ), np.float32)
        self.placed.append((clip, self.length_s, at_s))
        self.pieces += [samples, gap]
        self.length_s += (len(samples) + len(gap)) / SAMPLE_RATE_HZ

    def samples(self) -> Samples:
        """The whole window, float32 at 16 kHz."""
        import numpy as np

        return np.concatenate(self.pieces)

    def samples_of(self, index: int) -> Samples:
        """One clip's own samples."""
        return self.pieces[2 * index]

    def words_by_clip(self, segments: Sequence[EngineSegment]) -> list[list[list[Word]]]:
        """For each clip, the engine's sentences in it, each as words with times of the recording.

        A word belongs to the clip in which its middle lies; its times never leave that clip.
        """
        result: list[list[list[Word]]] = [[] for _ in self.placed]
        for segment in segments:
            sentence: dict[int, list[Word]] = {}
            for word in segment.words:
                index, distance_s = self._owner((word.start_s + word.end_s) / 2)
                if distance_s <= _STRAY_S:
                    sentence.setdefault(index, []).append(self._placed_word(word, index))
            for index, words in sentence.items():
                result[index].append(words)
        return result

    def _owner(self, at_s: float) -> tuple[int, float]:
        def distance(index: int) -> float:
            clip, inside_s, outside_s = self.placed[index]
            start_s = inside_s + clip.start_s - outside_s
            return max(start_s - at_s, at_s - start_s - clip.length_s, 0.0)

        best = min(range(len(self.placed)), key=distance)
        return best, distance(best)

    def _placed_word(self, word: Word, index: int) -> Word:
        clip, inside_s, outside_s = self.placed[index]

        def place(at_s: float) -> float:
            return round(min(max(at_s - inside_s + outside_s, clip.start_s), clip.end_s), 3)

        return Word(word.text, place(word.start_s), place(word.end_s), word.probability)
