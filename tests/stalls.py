"""How long this machine put us aside meanwhile: what bounds on real time have to allow for, and no more."""

from __future__ import annotations

import threading
import time
from types import TracebackType

_TURN_S = 0.005
_PACKET_S = 0.02
"""Being late by less than a packet is every machine's way, and within every bound already."""


class Stalls:
    """A thread that wants to wake every 5 ms, and notes when it could not. A context manager."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._late: list[tuple[float, float]] = []
        self._thread = threading.Thread(target=self._watch, name="stalls", daemon=True)

    def __enter__(self) -> Stalls:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._thread.join()

    def slack_s(self, from_s: float = 0.0, to_s: float = float("inf")) -> float:
        """Twice the worst lateness between two monotonic moments: sender and receiver may both be put aside.

        0 on a machine that has nothing else to do.
        """
        return 2 * max((late for at, late in self._late if from_s <= at + late and at <= to_s), default=0.0)

    def packets(self) -> int:
        """How many packets of 20 ms fell into all those times, sent or read too late to count."""
        return round(2 * sum(late for _at, late in self._late) / _PACKET_S)

    def _watch(self) -> None:
        while not self._ending.is_set():
            begun = time.monotonic()
            time.sleep(_TURN_S)
            late = time.monotonic() - begun - _TURN_S
            if late > _PACKET_S:
                self._late.append((begun, late))
