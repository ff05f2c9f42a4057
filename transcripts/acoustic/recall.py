"""What is known of a channel before its detectors look: where a sound known from earlier calls plays again.

Only the types: who knows (`transcripts.prompts.sounds`) is handed in as a function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features


class Recalled(NamedTuple):
    """100 values a second: which frames are surely known, and what the detectors answered there before.

    `answers` is (n, 4): speech, singing, music and voice, 0-255 for 0-1; it means nothing where not `sure`,
    of voice where not `voice_sure` (`None`: the same frames).
    """

    sure: NDArray[np.bool_]
    answers: NDArray[np.uint8]
    voice_sure: NDArray[np.bool_] | None = None


Recall = Callable[["NDArray[np.uint32]", "NDArray[np.float32]"], Recalled | None]
"""From sub-fingerprints and levels (dBFS) of a whole channel to what is known of it; `None`: nothing."""


def answers_of(features: Features) -> NDArray[np.uint8]:
    """The detectors' answers as they are kept, (n, 4)."""
    import numpy as np

    columns = (features.speech, features.singing, features.music, features.voice)
    answers = np.empty((len(features.speech), 4), np.uint8)
    for index, column in enumerate(columns):
        answers[:, index] = np.rint(np.clip(column, 0.0, 1.0) * 255)
    return answers
