"""The steps of a scenario, carried out one after the other on a call that is up."""

from __future__ import annotations

import asyncio
from typing import Protocol

from auditor.channels.phone.hearing.human import HumanWatch
from auditor.channels.phone.hearing.phrases import heard
from auditor.channels.phone.hearing.values import Now, Observation, Words
from auditor.channels.phone.sayings import Lines, Saying
from auditor.channels.phone.senses import Senses
from auditor.events import EventName
from scenarios.scenario import HangUp, Hold, Limits, Listen, Press, Say, Step, WaitFor
from transcripts.contact import MarkName, Outcome

KEY_GAP_S = 0.12
_NO_SPEECH_YET = 2.0
"""`listen` gives a silent other side this many times its silence to begin, five seconds at least."""
_WORDS_LATE_S = 6.0
"""How long a phrase said just before a timeout may take to be recognised: it still counts."""


_OUR_TURN_S = 0.9
_GREETING_S = 20.0
"""Nobody is interrupted: after a person was noticed, the next step waits for the end of the greeting."""


class Ended(Exception):
    """A step ended the call. `limit` names what was reached, for the LIMIT mark."""

    def __init__(self, outcome: Outcome, limit: str | None = None) -> None:
        super().__init__(outcome, limit)
        self.outcome, self.limit = outcome, limit


class Doing(Protocol):
    """What the steps need of the call."""

    def since_s(self) -> float: ...  # seconds since the INVITE
    def mark(self, name: MarkName, at_s: float, detail: str | None = None) -> None: ...
    def tell(self, name: EventName, at_s: float, detail: str | None = None) -> None: ...
    async def press(self, key: str) -> None: ...
    async def say(self, saying: Saying) -> None: ...
    def be_eager(self, eager: bool) -> None: ...  # for words while they are said


class Script:
    """Runs the steps. Raises `Ended` when a limit stops it; returns when every step was carried out."""

    def __init__(  # noqa: PLR0917 - every part of a call meets here
        self,
        steps: tuple[Step, ...],
        limits: Limits,
        language: str,
        doing: Doing,
        senses: Senses,
        lines: Lines,
    ) -> None:
        self._steps, self._limits, self._language = steps, limits, language
        self._doing, self._senses, self._lines = doing, senses, lines
        self._held_s = 0.0

    async def run(self) -> None:
        for index, step in enumerate(self._steps):
            name = _NAMES[type(step)]
            at_s = self._doing.since_s()
            self._doing.mark(MarkName.STEP, at_s, f"{index} {name}")
            self._doing.tell(EventName.STEP, at_s, f"{index} {name}")
            if isinstance(step, HangUp):
                return
            await self._step(index, step)

    async def _step(self, index: int, step: Step) -> None:
        match step:
            case WaitFor():
                await self._wait_for(index, step)
            case Press():
                await self._press(self._lines.keys[index])
            case Say():
                await self._doing.say(self._lines.sayings[index])
            case Hold():
                await self._hold(index, step)
            case Listen():
                await self._listen(step)

    async def _wait_for(self, index: int, step: WaitFor) -> None:
        """Speech that ended (begun before or after the step), words heard, or seconds passed."""
        begun_s = self._doing.since_s()
        if step.seconds is not None and step.speech_end_s is None and not step.text:
            await asyncio.sleep(step.seconds)
            return

        def holds(what: Observation | None) -> bool | None:
            now = self._senses.now
            if step.seconds is not None and now.at_s - begun_s >= step.seconds:
                return True
            if step.speech_end_s is not None and _speech_over(now, begun_s, step.speech_end_s):
                return True
            if isinstance(what, Words) and what.end_s >= begun_s and heard(step.text, what.text):
                return True
            return None

        self._doing.be_eager(bool(step.text))
        try:
            if await self._senses.until(holds, step.timeout_s):
                return
            if step.text and self._said_meanwhile(begun_s) and await self._senses.until(holds, _WORDS_LATE_S):
                return
        finally:
            self._doing.be_eager(False)
        raise Ended(Outcome.STEP_TIMEOUT, f"step {index} wait_for")

    def _said_meanwhile(self, begun_s: float) -> bool:
        """Whether speech of this step may still be with the recogniser."""
        end_s = self._senses.now.speech_end_s
        return self._senses.words and (self._senses.now.speaking or (end_s is not None and end_s > begun_s))

    async def _press(self, keys: str) -> None:
        for position, key in enumerate(keys):
            if position:
                await asyncio.sleep(KEY_GAP_S)
            await self._doing.press(key)

    async def _hold(self, index: int, step: Hold) -> None:
        begun_s = self._doing.since_s()
        self._doing.mark(MarkName.HOLD_START, begun_s)
        self._doing.tell(EventName.ON_HOLD, begun_s)
        watch = HumanWatch(begun_s, self._language, words=self._senses.words)

        def holds(what: Observation | None) -> float | None:
            if isinstance(what, Words):
                watch.hear_words(what)
            return watch.hear(self._senses.now) if what is not None else None

        left_s = self._limits.max_wait_s - self._held_s
        human_s = await self._senses.until(holds, min(step.timeout_s, left_s))
        self._held_s += self._doing.since_s() - begun_s
        if human_s is None:
            if left_s <= step.timeout_s:
                raise Ended(Outcome.WAIT_LIMIT, "max_wait_s")
            raise Ended(Outcome.STEP_TIMEOUT, f"step {index} hold")
        self._doing.mark(MarkName.HUMAN, human_s)
        self._doing.tell(EventName.HUMAN, human_s)
        await self._senses.until(lambda _: _our_turn(self._senses.now), _GREETING_S)

    async def _listen(self, step: Listen) -> None:
        """Until they have been silent for `s` after speaking; never longer than `max_s`."""
        begun_s = self._doing.since_s()
        patience_s = max(5.0, _NO_SPEECH_YET * step.s)

        def holds(_: Observation | None) -> bool | None:
            now = self._senses.now
            if _speech_over(now, begun_s, step.s):
                return True
            nothing = not now.speaking and (now.speech_end_s is None or now.speech_end_s < begun_s)
            return True if nothing and now.at_s - begun_s >= patience_s else None

        await self._senses.until(holds, step.max_s)


def _our_turn(now: Now) -> bool | None:
    quiet_s = now.quiet_s()
    return True if quiet_s is not None and quiet_s >= _OUR_TURN_S else None


def _speech_over(now: Now, since_s: float, quiet_s: float) -> bool:
    """Whether speech that reached into the time after `since_s` has been over for `quiet_s`."""
    if now.speaking or now.speech_end_s is None or now.speech_end_s < since_s:
        return False
    return now.at_s - now.speech_end_s >= quiet_s


_NAMES: dict[type[Step], str] = {
    WaitFor: "wait_for",
    Press: "press",
    Say: "say",
    Hold: "hold",
    Listen: "listen",
    HangUp: "hang_up",
}
