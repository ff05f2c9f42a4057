"""Carries out a line's script on one established call."""

from __future__ import annotations

import asyncio

from auditor.practice import script
from auditor.practice.inlet import Inlet
from auditor.practice.outlet import Outlet
from auditor.practice.record import Record
from auditor.practice.sounds import Mix, Part, Sounds
from auditor.practice.tones import tone

_TONE_KINDS = {"ringback": "ringback", "busy": "busy", "cng": "sit", "ced": "sit"}


class Performance:
    """One run through a script. `run` returns when the line has nothing more to say."""

    def __init__(
        self, line: script.Line, sounds: Sounds, outlet: Outlet, inlet: Inlet, record: Record
    ) -> None:
        self._line = line
        self._sounds = sounds
        self._outlet = outlet
        self._inlet = inlet
        self._record = record
        self._keys: asyncio.Queue[str] = asyncio.Queue()

    def press(self, digit: str) -> None:
        """A key arrived."""
        self._keys.put_nowait(digit)

    async def run(self) -> None:
        """Goes from block to block until a step hangs up or a block has no way on."""
        block = self._line.begin
        while block is not None:
            self._record.route.append(block)
            block = await self._block(self._line.blocks[block])

    async def _block(self, steps: tuple[script.Step, ...]) -> str | None:
        for step in steps:
            match step:
                case script.GoTo(block):
                    return block
                case script.HangUp():
                    return None
                case script.Menu():
                    return await self._menu(step)
                case _:
                    await self._simple(step)
        return None

    async def _simple(self, step: script.Step) -> None:
        match step:
            case script.Play(prompt):
                await self._play(self._sounds.prompt(prompt, "ivr"))
            case script.Say(prompt):
                await self._play(self._sounds.prompt(prompt, "agent"))
            case script.Collect():
                await self._collect(step)
            case script.Hold():
                await self._play(self._sounds.hold(step), hold=True)
                self._forget_keys()
            case script.Tone(name, s):
                await self._tone(name, s)
            case script.Silence(s):
                await self._silence(s)
            case script.Listen(start_s, silence_s, max_s):
                await self._inlet.listen(start_s, silence_s, max_s)

    async def _play(self, mix: Mix, *, hold: bool = False, cuttable: bool = False) -> None:
        piece = self._outlet.put(mix.samples, cuttable=cuttable)
        self._record.playing(piece, mix, hold=hold)
        await self._outlet.gone(piece)

    async def _tone(self, name: str, s: float) -> None:
        samples, bursts = tone(name, s)
        kind = _TONE_KINDS[name]
        mix = Mix(samples, tuple(Part(kind, first, end, name) for first, end in bursts))
        await self._play(mix, hold=name == "ringback")  # it rings elsewhere: the caller waits

    async def _silence(self, s: float | None) -> None:
        import numpy as np

        if s is None:
            await asyncio.Event().wait()
            return
        samples = np.zeros(round(s * 8000), np.int16)
        await self._play(Mix(samples, (Part("silence", 0, len(samples)),)))

    async def _menu(self, step: script.Menu) -> str:
        ways = dict(step.options)
        for _ in range(step.tries):
            key = await self._ask(step.prompt, step.timeout_s)
            if key in ways:
                return ways[key]
            if key is not None and step.invalid:
                await self._play(self._sounds.prompt(step.invalid, "ivr"))
        return step.otherwise

    async def _collect(self, step: script.Collect) -> None:
        key = await self._ask(step.prompt, step.timeout_s)
        got = 0
        while key is not None and key != "#":
            got += 1
            if got >= step.digits:
                return
            key = await self._key(step.timeout_s)

    async def _ask(self, prompt: str, timeout_s: float) -> str | None:
        """Plays a prompt and takes one key; a key cuts the prompt short. `None` when none came in time."""
        playing = asyncio.create_task(self._play(self._sounds.prompt(prompt, "ivr"), cuttable=True))
        pressing = asyncio.create_task(self._keys.get())
        try:
            await asyncio.wait((playing, pressing), return_when=asyncio.FIRST_COMPLETED)
            if pressing.done():
                self._outlet.cut()
                await playing
                return pressing.result()
        finally:
            pressing.cancel()
            playing.cancel()
        return await self._key(timeout_s)

    async def _key(self, timeout_s: float) -> str | None:
        try:
            return await asyncio.wait_for(self._keys.get(), timeout_s)
        except TimeoutError:
            return None

    def _forget_keys(self) -> None:
        while not self._keys.empty():
            self._keys.get_nowait()
