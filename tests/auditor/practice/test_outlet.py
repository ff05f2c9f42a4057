"""Where each sound went, against a stack that takes frames when told to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import numpy as np
import pytest

from auditor.practice.outlet import FAR_LEAD_S, FRAME, LEAD_S, Outlet


@dataclass
class Stats:
    tx_silence_frames: int
    tx_buffered: int


class Stack:
    """Keeps what it sent; a frame for which it has nothing is silence."""

    def __init__(self) -> None:
        self.waiting = b""
        self.sent: list[bytes] = []
        self.silent = 0
        self._bound_epoch = 1

    def stats(self) -> Stats:
        return Stats(self.silent, len(self.waiting))

    def write(self, pcm: bytes) -> int:
        self.waiting += pcm
        return len(pcm)

    def send(self, frames: int = 1) -> None:
        for _ in range(frames):
            frame, self.waiting = self.waiting[: 2 * FRAME], self.waiting[2 * FRAME :]
            self.silent += not frame
            self.sent.append(frame or bytes(2 * FRAME))

    def restart(self) -> None:
        self.waiting, self.silent = b"", 0
        self._bound_epoch += 1

    @property
    def stream(self) -> np.ndarray:
        return np.frombuffer(b"".join(self.sent), np.int16)


def sound(length: int) -> np.ndarray:
    return np.arange(1, length + 1).astype(np.int16)


def tell(outlet: Outlet, stack: Stack, known: list[int]) -> None:
    """The kernel's stamps of what the stack has sent: frame n left at n times 20 ms."""
    for packet in range(len(known), len(stack.sent)):
        outlet.left(packet, packet * 0.02)
        known.append(packet)


def heard_at(stack: Stack, value: int) -> float:
    return float(np.flatnonzero(stack.stream == value)[0]) / 8000


def play(turns: str, length: int) -> tuple[Outlet, Stack, float | None, float | None]:
    """Puts one sound at "!"; "s" is a frame sent, "p" a pump. Returns when its first and last sample left."""
    stack = Stack()
    outlet = Outlet(stack)
    known: list[int] = []
    piece = None
    for turn in turns:
        if turn == "!":
            piece = outlet.put(sound(length))
        elif turn == "s":
            stack.send()
            tell(outlet, stack, known)
        else:
            outlet.pump()
    assert piece is not None
    assert piece.first is not None
    assert piece.end is not None
    return outlet, stack, outlet.moment(piece.first), outlet.moment(piece.end - 1)


@pytest.mark.parametrize(
    "turns",
    [
        "!p" + "sp" * 80,  # at once
        "sss!p" + "sp" * 80,  # silence first, because nobody wrote
        "p" + "sp" * 20 + "!" + "sp" * 120,  # behind silence that we wrote
        "p!p" + "s" * 70 + "p" + "sp" * 80,  # the machine slept through it
        "!p" + "ssp" * 90,
    ],
)
def test_the_first_and_the_last_sample_left_when_the_outlet_says(turns: str) -> None:
    _, stack, first, last = play(turns, 4321)
    assert first == pytest.approx(heard_at(stack, 1))
    assert last == pytest.approx(heard_at(stack, 4321))


def test_gaps_are_counted_and_what_follows_them_is_still_in_its_place() -> None:
    turns = "!p" + "s" * 60 + "p" + "sp" * 100
    outlet, stack, first, last = play(turns, 12345)
    assert outlet.gaps == 60 - round(FAR_LEAD_S * 50)
    assert first == pytest.approx(heard_at(stack, 1))
    assert last == pytest.approx(heard_at(stack, 12345))
    assert np.array_equal(stack.stream[stack.stream > 0], sound(12345))


def test_silence_before_the_first_sound_is_no_gap() -> None:
    outlet, *_ = play("sssss!p" + "sp" * 60, 1600)
    assert outlet.gaps == 0


def test_what_may_be_cut_is_cut_within_the_short_lead() -> None:
    stack = Stack()
    outlet = Outlet(stack)
    piece = outlet.put(sound(16000), cuttable=True)
    for _ in range(10):
        outlet.pump()
        stack.send()
    outlet.cut()
    assert piece.end == piece.taken == 10 * FRAME + round(LEAD_S * 8000) - FRAME
    for _ in range(40):
        outlet.pump()
        stack.send()
    assert stack.stream.max() == piece.taken


def test_without_stamps_the_buffer_tells_the_time() -> None:
    stack = Stack()
    outlet = Outlet(stack)
    piece = outlet.put(sound(1600))
    outlet.pump()
    begun = time.monotonic()
    for _ in range(5):
        stack.send()
        outlet.pump()
        time.sleep(0.02)
    assert piece.first is not None
    assert outlet.moment(piece.first) == pytest.approx(begun, abs=0.03)


def test_media_that_starts_anew_keeps_what_was_before() -> None:
    stack = Stack()
    outlet = Outlet(stack)
    known: list[int] = []
    first = outlet.put(sound(1600))
    for _ in range(20):
        outlet.pump()
        stack.send()
        tell(outlet, stack, known)
    before = outlet.moment(first.first or 0)
    stack.restart()
    second = outlet.put(sound(800) + 2000)
    for _ in range(60):
        outlet.pump()
        stack.send()
        tell(outlet, stack, known)
    assert outlet.moment(first.first or 0) == before == pytest.approx(heard_at(stack, 1))
    assert second.first is not None
    assert outlet.moment(second.first) == pytest.approx(heard_at(stack, 2001), abs=0.041)


async def test_waiting_for_a_sound_ends_when_it_has_left() -> None:
    stack = Stack()
    outlet = Outlet(stack)
    piece = outlet.put(sound(1600))
    gone = asyncio.create_task(outlet.gone(piece))
    turns = 0
    while not gone.done() and turns < 40:
        stack.send()
        outlet.pump()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        turns += 1
    assert turns == 11  # ten frames of it, after one that found nothing written yet
