"""Understanding while the call runs: stretches of speech to text, on a thread of their own, newest first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from auditor.channels.phone.hearing.sound import FRAME_S, RATE_HZ
from auditor.channels.phone.hearing.values import Now, Words

LONGEST_S = 12.0
"""The most that one look-up hears: of a longer stretch its last seconds."""

_FIRST_LOOK_S = 1.5
_LOOK_AGAIN_S = 1.5
_BEFORE_S = 0.25
_KEPT_S = 30.0


class WordSpotter:
    """Collects frames, cuts out stretches of speech, and has them recognised without blocking the ear."""

    def __init__(self, recognise: Callable[[Any], str], tell: Callable[[Words], None]) -> None:
        self._recognise, self._tell = recognise, tell
        self._frames: list[Any] = []
        self._end_s = 0.0
        self._told_s = 0.0
        self._final_of: float | None = None
        self._work: queue.Queue[tuple[Any, float, float, bool] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def frame(self, frame: Any) -> None:
        """Takes one frame of the ear (256 float samples at 8 kHz)."""
        self._frames.append(frame)
        del self._frames[: -round(_KEPT_S / FRAME_S)]

    def now(self, now: Now) -> None:
        """Looks whether something is there to be understood."""
        self._end_s = now.at_s
        start_s = now.speech_start_s
        if start_s is None:
            return
        if now.speaking:
            since = max(start_s, self._told_s)
            waited = now.at_s - since
            if now.at_s - start_s >= _FIRST_LOOK_S and waited >= _LOOK_AGAIN_S and self._work.empty():
                self._told_s = now.at_s
                self._ask(start_s, now.at_s, final=False)
        elif now.speech_end_s is not None and self._final_of != start_s:
            self._final_of = start_s
            self._ask(start_s, now.speech_end_s, final=True)

    def close(self) -> None:
        """Lets the work in hand end."""
        self._work.put(None)
        self._thread.join(timeout=5)

    def _ask(self, start_s: float, end_s: float, *, final: bool) -> None:
        import numpy as np

        first_s = self._end_s - len(self._frames) * FRAME_S
        begin_s = max(start_s - _BEFORE_S, end_s - LONGEST_S, first_s)
        line = np.concatenate(self._frames)
        cut = line[round((begin_s - first_s) * RATE_HZ) : round((end_s + _BEFORE_S - first_s) * RATE_HZ)]
        if len(cut) >= RATE_HZ // 4:
            self._work.put((cut, start_s, end_s, final))

    def _run(self) -> None:
        while True:
            work = self._work.get()
            if work is None:
                return
            cut, start_s, end_s, final = work
            text = self._recognise(cut)
            self._tell(Words(text, start_s, end_s, final))
