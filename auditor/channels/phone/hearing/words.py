"""Understanding while the call runs: speech to text on a thread of its own, so that the ear never waits."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from auditor.channels.phone.hearing.sound import BLOCK_S, RATE_HZ
from auditor.channels.phone.hearing.values import Now, Words

LONGEST_S = 25.0
"""The most that one look-up hears (the model's window is 30 s): of a longer turn its last seconds."""

TURN_GAP_S = 1.2
"""Stretches of speech with no more between them are one turn: they are also understood together."""

_LOOK_EVERY_S = 1.5
_BEFORE_S, _AFTER_S = 0.5, 0.25
_KEPT_S = 40.0


class WordSpotter:
    """Collects blocks, cuts out speech, and tells its words: of each stretch, and of each turn so far.

    While `eager`, stretches that still go on are looked at too: dearer, for a step that waits for words.
    """

    def __init__(self, recognise: Callable[[Any], str], tell: Callable[[Words], None]) -> None:
        self._recognise, self._tell = recognise, tell
        self._blocks: list[Any] = []
        self._end_s = 0.0
        self._looked_s = 0.0
        self._done: list[tuple[float, float]] = []
        self.eager = False
        self._work: queue.Queue[tuple[Any, Words] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def block(self, block: Any) -> None:
        """Takes one block of the ear (int16, 8 kHz)."""
        self._blocks.append(block)
        del self._blocks[: -round(_KEPT_S / BLOCK_S)]

    def now(self, now: Now) -> None:
        """Looks whether something is there to be understood."""
        self._end_s = now.at_s
        start_s = now.speech_start_s
        if start_s is None:
            return
        if now.speaking:
            due = now.at_s - max(start_s, self._looked_s) >= _LOOK_EVERY_S
            if self.eager and due and self._work.empty():
                self._looked_s = now.at_s
                self._ask(start_s, now.at_s, final=False)
        elif now.speech_end_s is not None and (not self._done or self._done[-1][0] != start_s):
            self._done = [*self._done[-30:], (start_s, now.speech_end_s)]
            self._ask(start_s, now.speech_end_s, final=True)
            turn_s = self._turn_start_s()
            if turn_s < start_s:
                self._ask(turn_s, now.speech_end_s, final=True, turn=True)

    def close(self) -> None:
        """Lets the work in hand end."""
        self._work.put(None)
        self._thread.join(timeout=5)

    def _turn_start_s(self) -> float:
        first_s = self._done[-1][0]
        for start_s, end_s in reversed(self._done[:-1]):
            if first_s - end_s > TURN_GAP_S:
                break
            first_s = start_s
        return first_s

    def _ask(self, start_s: float, end_s: float, *, final: bool, turn: bool = False) -> None:
        import numpy as np

        kept_s = self._end_s - len(self._blocks) * BLOCK_S
        before = [end for _, end in self._done if end < start_s]
        begin_s = max(start_s - _BEFORE_S, before[-1] if before else kept_s, end_s - LONGEST_S, kept_s)
        line = np.concatenate(self._blocks)
        cut = line[round((begin_s - kept_s) * RATE_HZ) : round((end_s + _AFTER_S - kept_s) * RATE_HZ)]
        if len(cut) >= RATE_HZ // 4:
            self._work.put((cut, Words("", start_s, end_s, final, turn)))

    def _run(self) -> None:
        from dataclasses import replace

        while (work := self._work.get()) is not None:
            cut, words = work
            self._tell(replace(words, text=self._recognise(cut)))
