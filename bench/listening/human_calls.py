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


def scenes_of(half: str, take: int = 0) -> Iterator[Scene]:
    """Every drama in both languages, the same every time; another `take` draws anew."""
    for number, drama in enumerate(DRAMAS + EXTRA_DRAMAS.get(half, ())):
        for index, language in enumerate(LANGUAGES):
            rng = np.random.default_rng([7, number, index, _SEEDS[half], take])
            scene = Scene(f"{drama.__name__}-{language}-{take}", half, language, rng, number + index + take)
            drama(scene)
            yield scene
