"""Where a recording sounds is found to the frame, also where votes name another lag first."""

from __future__ import annotations

import numpy as np
import pytest

from tests.transcripts.prompts.made import on_the_line, prints, said
from transcripts.prompts.lookup import SOUND, WORDS, Place, laid_out, places_in
from transcripts.prompts.lookup import _verified as verified

TEXT = "En este momento todos nuestros agentes están ocupados."


def places(votes_off: int) -> list[Place]:
    words, loud = prints(on_the_line(said(TEXT)))
    call = np.concatenate([np.zeros(300, np.uint32), words])
    sounds = np.concatenate([np.zeros(300, np.bool_), loud])
    return verified(laid_out([(words, loud)]), 0, 300 + votes_off, call, sounds, fine=WORDS)


@pytest.mark.parametrize("votes_off", [-3, -2, -1, 0, 1, 2, 3])
def test_the_lag_moves_to_where_the_sound_is_most_alike(votes_off: int) -> None:
    (found,) = places(votes_off)
    assert found.lag == 300
    assert found.error_rate == 0.0
    assert found.same.all()


def test_where_nothing_is_alike_nothing_is_found() -> None:
    assert places(2000) == []


def test_words_ask_for_more_than_sounds() -> None:
    """Another hearing with a few bits wrong is the same sound, while its words are heard anew."""
    words, loud = prints(on_the_line(said(TEXT)))
    middle = int(np.flatnonzero(loud)[len(np.flatnonzero(loud)) // 2])
    rng, damaged = np.random.default_rng(0), words.copy()
    for frame in range(middle - 20, middle + 20):
        for bit in rng.choice(32, 12, replace=False):  # 0.375 of them
            damaged[frame] ^= np.uint32(1 << int(bit))
    laid = laid_out([(words, loud)])
    (as_sound,) = places_in(laid, damaged, loud, fine=SOUND)
    (as_words,) = places_in(laid, damaged, loud, fine=WORDS)
    assert as_sound.same.all()
    assert not as_words.same.all()
