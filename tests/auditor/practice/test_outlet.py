"""Where each sound went, against a stack that takes, delays, drops and fills in when told to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import numpy as np
import pytest

from auditor.practice.delivery import FRAME
from auditor.practice.g711 import PCMA, PCMU, encode
from auditor.practice.outlet import FAR_LEAD_S, LEAD_S, Outlet

NOISE = 8


@dataclass
class Stats:
    tx_buffered: int


class Stack:
    """Sends a frame when told; one for which it has nothing is silence. The kernel's stamps go to the outlet."""

    def __init__(self, kind: int = PCMA) -> None:
        self.taken: list[np.ndarray] = []
        self.waiting = b""
        self.sent: list[np.ndarray] = []
        self.kind = kind
        self.outlet = Outlet(self)

    def stats(self) -> Stats:
        return Stats(len(self.waiting))

    def write(self, pcm: bytes) -> int:
        self.waiting += pcm
        return len(pcm)

    def take(self) -> None:
        """The stack takes a frame from us, or makes one of silence."""
        frame, self.waiting = self.waiting[: 2 * FRAME], self.waiting[2 * FRAME :]
        self.taken.append(np.frombuffer(frame or bytes(2 * FRAME), np.int16))

    def send(self) -> None:
        """It sends the oldest frame that it took; frame n leaves at n times 20 ms."""
        self.sent.append(self.taken.pop(0))
        rtp = bytes([0x80, self.kind]) + bytes(10) + encode(self.sent[-1], self.kind)
        self.outlet.delivery.left(len(self.sent) - 1, rtp, (len(self.sent) - 1) * 0.02)

    def heard_at(self, samples: np.ndarray) -> float:
        """Where these samples are in what was sent, the noise apart."""
        stream = np.concatenate(self.sent).astype(int)
        for at in range(len(stream) - len(samples) + 1):
            likely = np.abs(stream[at : at + 8] - samples[:8]).max() <= NOISE
            if likely and np.abs(stream[at : at + len(samples)] - samples).max() <= NOISE:
                return at / 8000
        raise AssertionError("not heard")


def sound(length: int) -> np.ndarray:
    return (np.random.default_rng(length).normal(size=length) * 3000).astype(np.int16)


def play(turns: str, samples: np.ndarray, kind: int = PCMA) -> tuple[Stack, float | None, float | None]:
    """Puts one sound at "!"; "p" pumps, "s" takes and sends, "t" only takes, "d" drops the oldest taken.

    Returns when the sound's first and last sample left, by the outlet.
    """
    stack = Stack(kind)
    piece = None
    for turn in turns:
        match turn:
            case "!":
                piece = stack.outlet.put(samples)
            case "p":
                stack.outlet.pump()
            case "t":
                stack.take()
            case "d":
                stack.taken.pop(0)
            case "s":
                stack.take()
                stack.send()
    assert piece is not None
    assert piece.first is not None
    assert piece.end is not None
    return stack, stack.outlet.moment(piece.first), stack.outlet.moment(piece.end - 1)


@pytest.mark.parametrize("kind", [PCMA, PCMU])
@pytest.mark.parametrize(
    "turns",
    [
        "!p" + "sp" * 80,  # at once
        "sss!p" + "sp" * 80,  # silence first, because nobody wrote
        "p" + "sp" * 20 + "!" + "sp" * 120,  # behind silence that we wrote
        "p!p" + "s" * 70 + "p" + "sp" * 80,  # the machine slept through it
        "!p" + "ssp" * 90,
        "!p" + "sp" * 5 + "ttt" + "sp" * 80,  # the sender fell behind and stayed behind
        "p" + "sp" * 9 + "ttttddd" + "sp" * 9 + "!" + "sp" * 120,  # frames of silence were lost
    ],
)
def test_the_first_and_the_last_sample_left_when_the_outlet_says(turns: str, kind: int) -> None:
    samples = sound(4321)
    stack, first, last = play(turns, samples, kind)
    assert first == pytest.approx(stack.heard_at(samples))
    assert last == pytest.approx(stack.heard_at(samples[-500:]) + 499 / 8000)


def test_silence_that_the_stack_put_in_is_counted_and_what_follows_is_in_its_place() -> None:
    samples = sound(12345)
    turns = "!p" + "s" * 60 + "p" + "sp" * 100
    stack, first, last = play(turns, samples)
    assert stack.outlet.delivery.gaps == 60 - round(FAR_LEAD_S * 50)
    assert stack.outlet.delivery.lost == 0
    assert first == pytest.approx(stack.heard_at(samples[:4000]))
    assert last == pytest.approx(stack.heard_at(samples[-2000:]) + 1999 / 8000)


def test_frames_that_the_stack_dropped_are_counted_and_what_follows_is_in_its_place() -> None:
    samples = sound(12345)
    turns = "!p" + "sp" * 10 + "tptptptptp" + "ddd" + "sp" * 100
    stack, first, last = play(turns, samples)
    assert (stack.outlet.delivery.gaps, stack.outlet.delivery.lost) == (0, 3)
    assert first == pytest.approx(stack.heard_at(samples[:1000]))
    assert last == pytest.approx(stack.heard_at(samples[-2000:]) + 1999 / 8000)


def test_silence_before_the_first_sound_is_no_gap() -> None:
    stack, *_ = play("sssss!p" + "sp" * 60, sound(1600))
    assert stack.outlet.delivery.gaps == 0


def test_what_may_be_cut_is_cut_within_the_short_lead() -> None:
    stack = Stack()
    piece = stack.outlet.put(sound(16000), cuttable=True)
    for _ in range(10):
        stack.outlet.pump()
        stack.take()
        stack.send()
    stack.outlet.cut()
    assert piece.end == piece.taken == 10 * FRAME + round(LEAD_S * 8000) - FRAME
    for _ in range(40):
        stack.outlet.pump()
        stack.take()
        stack.send()
    assert stack.heard_at(sound(16000)[: piece.taken]) == 0
    rest = np.concatenate(stack.sent)[piece.taken :]
    assert np.abs(rest).max() <= NOISE


def test_an_idle_line_sends_the_least_noise_there_is_and_never_the_same_frame() -> None:
    stack = Stack()
    for _ in range(200):
        stack.outlet.pump()
        stack.take()
        stack.send()
    frames = {frame.tobytes() for frame in stack.sent}
    assert len(frames) == 200
    assert np.abs(np.concatenate(stack.sent)).max() == NOISE


def test_without_packets_the_buffer_tells_the_time() -> None:
    stack = Stack()
    piece = stack.outlet.put(sound(1600))
    stack.outlet.pump()
    begun = time.monotonic()
    for _ in range(5):
        stack.take()
        stack.outlet.pump()
        time.sleep(0.02)
    assert piece.first is not None
    assert not stack.outlet.delivery.seen
    assert stack.outlet.moment(piece.first) == pytest.approx(begun, abs=0.03)


async def test_waiting_for_a_sound_ends_when_it_has_left() -> None:
    stack = Stack()
    piece = stack.outlet.put(sound(1600))
    gone = asyncio.create_task(stack.outlet.gone(piece))
    turns = 0
    while not gone.done() and turns < 40:
        stack.take()
        stack.outlet.pump()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        turns += 1
    assert turns == 11  # ten frames of it, after one that found nothing written yet


async def test_the_last_sound_is_out_only_when_a_sender_that_is_behind_has_sent_it() -> None:
    stack = Stack()
    stack.outlet.put(sound(1600))
    stack.outlet.pump()
    stack.take()
    stack.send()
    out = asyncio.create_task(stack.outlet.out(60))
    for _ in range(20):  # the stack takes it all, and sends nothing
        stack.take()
        stack.outlet.pump()
        await asyncio.sleep(0)
    assert not out.done()
    for _ in range(9):
        stack.send()
    stack.outlet.pump()
    await asyncio.wait_for(out, 60)


async def test_nobody_waits_for_packets_that_are_not_seen_or_do_not_come() -> None:
    stack = Stack()
    stack.outlet.put(sound(1600))
    stack.outlet.pump()
    await stack.outlet.out(60)
    stack.take()
    stack.send()
    await stack.outlet.out(0)
