"""Calls in which it is known when a person answers: every drama of a set, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.listening import human_dramas, human_dramas_held
from bench.listening.human_dramas import Drama
from bench.listening.human_scene import Said, Scene

__all__ = ["DRAMAS", "EXTRA_DRAMAS", "LANGUAGES", "Said", "Scene", "scenes_of"]

LANGUAGES = ("es", "en")
DRAMAS = human_dramas.DRAMAS
EXTRA_DRAMAS: dict[str, tuple[Drama, ...]] = {
    "held": human_dramas_held.DRAMAS,
    "last": human_dramas_held.DRAMAS,
    "unseen": human_dramas_held.DRAMAS,
}
"""Dramas that a set has besides those of all, so that the calls of the earlier sets stay as they were."""

_SEEDS = {"tuning": 0, "test": 1, "tuning-2": 2, "fresh": 3, "held": 4, "last": 5, "unseen": 6}


def scenes_of(half: str, take: int = 0, call: int | None = None) -> Iterator[Scene]:
    """Every drama in both languages, the same every time; another `take` draws anew.

    With `call`, that call (from 0 on) to the lines of this take: each of them plays what it played before,
    people, their words and the waits are others.
    """
    for number, drama in enumerate(DRAMAS + EXTRA_DRAMAS.get(half, ())):
        for index, language in enumerate(LANGUAGES):
            seed = [7, number, index, _SEEDS[half], take]
            name = f"{drama.__name__}-{language}-{take}"
            today = None
            if call is not None:
                today, name = np.random.default_rng([*seed, call + 1]), f"{name}-call{call}"
            draws = np.random.default_rng(seed)
            scene = Scene(name, half, language, draws, number + index + take, today, call or 0)
            drama(scene)
            yield scene
