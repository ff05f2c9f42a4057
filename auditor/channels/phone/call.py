"""One call from the INVITE to the recording, on the worker's asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from auditor.channels.phone.finish import finish
from auditor.channels.phone.hearing.client import Hearing
from auditor.channels.phone.hearing.values import Now, Observation, Words
from auditor.channels.phone.job import CallJob
from auditor.channels.phone.line import BUFFER_MS, Line
from auditor.channels.phone.media import Media
from auditor.channels.phone.outcomes import of_refusal, of_sound, refusal_code
from auditor.channels.phone.quality import of_stats
from auditor.channels.phone.sayings import Lines, Saying, prepare
from auditor.channels.phone.senses import Senses
from auditor.channels.phone.steps import Ended, Script
from auditor.channels.phone.tape import Tape, part_path
from auditor.errors import MissingError
from auditor.events import Event, EventName
from auditor.i18n import N_, _
from transcripts.contact import Contact, Mark, MarkName, Outcome

_LEVEL_EVERY_S = 0.25
_SIGNALS = {
    MarkName.INVITE: EventName.DIALLED,
    MarkName.PROVISIONAL: EventName.RINGING,
    MarkName.ANSWERED: EventName.ANSWERED,
}


@dataclass(frozen=True, slots=True)
class _End:
    outcome: Outcome
    limit: str | None = None
    reason: str | None = None


class Call:
    """Places the job's call. `tell` receives the events; `stop` ends the call from outside."""

    def __init__(self, job: CallJob, password: str, tell: Callable[[Event], None]) -> None:
        self._job, self._send = job, tell
        self.stop = asyncio.Event()
        self._verdict: asyncio.Future[_End] = asyncio.get_running_loop().create_future()
        self._line = Line(job, password, self._signal)
        self._hearing = Hearing(self._observe, self._deaf)
        self._senses = Senses(words=False)
        self._spoke = False
        self._sound: object = None
        self._level_s = 0.0
        self._buffer_s = BUFFER_MS / 1000 if job.network.jitter_buffer else 0.0
        self._tape: Tape
        self._media: Media | None = None

    async def run(self) -> Contact:
        """The whole call. Raises AuditorError or RuntimeError when it could not be placed at all."""
        try:
            lines = await self._get_ready()
            return Contact(Outcome.CANCELLED) if self.stop.is_set() else await self._placed(lines)
        finally:
            await self._line.hang_up()
            if self._media is not None:
                self._media.stop()
            await self._hearing.close()
            await self._line.close()

    async def _get_ready(self) -> Lines:
        """All that takes time or can fail comes before the INVITE."""
        lines = await asyncio.to_thread(prepare, self._job)
        listen = replace(self._job.listen, language=self._job.language, country=self._job.country)
        await self._hearing.start(listen, words=self._job.wants_words)
        if self._job.needs_words and not self._hearing.words:
            raise MissingError(
                N_("The scenario waits for words, and there is no speech recognition: {why}"),
                why=self._hearing.problem or "",
            )
        self._senses.words = self._hearing.words
        await self._line.start()
        return lines

    async def _placed(self, lines: Lines) -> Contact:
        self._tape = Tape(part_path(self._job.folder, self._job.shop))
        self._media = Media(lambda: self._line.audio, self._tape, self._heard, self._no_tape)
        self.tell(EventName.DIALLING, 0.0)
        self._tape.note(time.monotonic(), buffer_s=self._buffer_s)
        await self._line.dial()
        ago = timedelta(seconds=self.since_s())
        started_at = (datetime.now(UTC) - ago).isoformat(timespec="milliseconds")
        self._tape.note(time.monotonic(), invite=started_at, zero_s=self._line.signalling.invite_at_s)
        self._media.start()
        end = await self._until_end(lines)
        if end.limit:
            self.mark(MarkName.LIMIT, self.since_s(), end.limit)
        await self._line.hang_up()
        await self._line.seen_out()
        return self._contact(end, started_at)

    async def _until_end(self, lines: Lines) -> _End:
        """Runs to an answer and through the steps, whichever of all possible ends comes first."""
        main = asyncio.create_task(self._follow_script(lines))
        closed = asyncio.create_task(self._line.closed.wait())
        stopped = asyncio.create_task(self.stop.wait())
        tasks: set[asyncio.Future[Any]] = {main, closed, stopped, self._verdict}
        limit_s = self._job.scenario.limits.max_call_s - self.since_s()
        done, _pending = await asyncio.wait(tasks, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        for task in (main, closed, stopped):
            if task not in done:
                task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(main, return_exceptions=True)
        if stopped in done:
            return _End(Outcome.CANCELLED)
        if main in done:
            failed = main.exception()
            return main.result() if failed is None else await self._broken_off(failed)
        if self._verdict in done:
            return self._verdict.result()
        if closed in done:
            return await self._closed_by_them()
        return _End(Outcome.CALL_LIMIT, "max_call_s")

    async def _broken_off(self, error: BaseException) -> _End:
        """A step failed: most often because they hung up in that very moment."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._line.closed.wait(), 0.5)
        if self._line.closed.is_set():
            return await self._closed_by_them()
        return _End(Outcome.FAILED, reason=str(error) or type(error).__name__)

    async def _follow_script(self, lines: Lines) -> _End:
        if (unanswered := await self._until_answer()) is not None:
            return unanswered
        steps, limits = self._job.scenario.steps, self._job.scenario.limits
        try:
            await Script(steps, limits, self._job.language, self, self._senses, lines).run()
        except Ended as end:
            silent = end.outcome is Outcome.STEP_TIMEOUT and self._senses.now.sounded_s is None
            return _End(Outcome.SILENT if silent else end.outcome, end.limit)
        silent = self._senses.now.sounded_s is None
        return _End(Outcome.SILENT if silent else Outcome.COMPLETED)

    async def _until_answer(self) -> _End | None:
        """`None` once answered; an end when nothing came back, or it rang too long."""
        patience, line = self._job.patience, self._line
        while not line.answered.is_set():
            waited_s = self.since_s() if line.signalling.established_at_s is None else 0.0
            if not line.signalling.replied and waited_s > patience.no_reply_s:
                return _End(Outcome.UNREACHABLE, "no_reply_s", _("No reply came."))
            if waited_s > patience.no_answer_s:
                return _End(Outcome.NO_ANSWER, "no_answer_s")
            if line.closed.is_set():
                return await self._closed_by_them()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(line.answered.wait(), 0.1)
        asyncio.get_running_loop().call_later(patience.silent_s, self._still_silent)
        return None

    async def _closed_by_them(self) -> _End:
        await self._line.seen_out()
        signalling, code = self._line.signalling, refusal_code(self._line.close_text)
        if self._line.answered.is_set() or signalling.answered or signalling.established_at_s is not None:
            return _End(Outcome.HUNG_UP_BY_THEM, reason=signalling.bye_reason)
        failure = signalling.failure()
        if failure is not None and signalling.final is not None and code in {None, signalling.final[0]}:
            self.mark(failure.name, failure.at_s, failure.detail)
            return _End(of_refusal(signalling.final[0]), reason=failure.detail)
        # The trace did not show the end: the stack's own word for it is enough.
        if code is not None:
            self.mark(MarkName.FAILED, self.since_s(), self._line.close_text)
        return _End(of_refusal(code), reason=self._line.close_text or None)

    def _contact(self, end: _End, started_at: str) -> Contact:
        if self._media is not None:
            self._media.stop()
        closed_s = self._line.closed_at_s or time.monotonic()
        line = self._line
        quality = of_stats(line.stats, line.codec, buffer_s=self._buffer_s, reported=line.reported)
        try:
            self._tape.note(time.monotonic(), ended_s=closed_s, outcome=end.outcome.value)
            self._tape.close()
            left = finish(self._job.folder, self._job.shop)
        except OSError as error:  # the tape stays: `salvage` can finish it when there is room
            return Contact(Outcome.FAILED, quality=quality, started_at=started_at, reason=str(error))
        return Contact(end.outcome, left.marks, left.recording, quality, started_at, end.reason)

    # -- what the steps ask for ------------------------------------------------------------------

    def since_s(self) -> float:
        """Seconds since the INVITE, 0 before it."""
        invite_s = self._line.signalling.invite_at_s
        return 0.0 if invite_s is None else time.monotonic() - invite_s

    def mark(self, name: MarkName, at_s: float, detail: str | None = None) -> None:
        """Puts a mark on the tape, from where it comes into the contact."""
        self._tape.note(time.monotonic(), mark=name.value, since_s=at_s, detail=detail)

    def tell(self, name: EventName, at_s: float, detail: str | None = None) -> None:
        """Tells an event to the parent."""
        self._send(Event(name, at_s=at_s, detail=detail, shop=self._job.shop))

    async def press(self, key: str) -> None:
        """Sends one key."""
        at_s = self.since_s()
        self.mark(MarkName.KEY, at_s, key)
        self.tell(EventName.KEY, at_s, key)
        await self._line.send_key(key)

    async def say(self, saying: Saying) -> None:
        """Speaks, and returns when it has been said."""
        loop = asyncio.get_running_loop()
        over = asyncio.Event()
        invite_s = self._line.signalling.invite_at_s or 0.0

        def started(at_s: float) -> None:
            self.mark(MarkName.SAY_START, at_s - invite_s, saying.text)
            loop.call_soon_threadsafe(self.tell, EventName.SAYING, at_s - invite_s, saying.text)

        def ended(at_s: float) -> None:
            self.mark(MarkName.SAY_END, at_s - invite_s)
            loop.call_soon_threadsafe(over.set)

        if self._media is None:
            return
        self._media.say(saying, started, ended)
        await over.wait()

    def be_eager(self, eager: bool) -> None:
        """Whether words are wanted while they are still being said."""
        self._hearing.be_eager(eager)

    # -- what comes from the line and the ear ----------------------------------------------------

    def _signal(self, mark: Mark) -> None:
        self.mark(mark.name, mark.at_s, mark.detail)
        if mark.name in _SIGNALS:
            self.tell(_SIGNALS[mark.name], mark.at_s, mark.detail)

    def _heard(self, at_s: float, rate_hz: int, pcm: bytes) -> None:
        """MEDIA THREAD."""
        heard_s = at_s - self._buffer_s
        self._hearing.feed(heard_s - (self._line.signalling.invite_at_s or heard_s), rate_hz, pcm)

    def _observe(self, what: Observation) -> None:
        if isinstance(what, Words):
            if what.final and what.text and not what.turn:
                self.tell(EventName.HEARD_TEXT, what.start_s, what.text)
        else:
            self._draw(what)
            self._spoke = self._spoke or (self._line.answered.is_set() and what.speech_end_s is not None)
            outcome = of_sound(what, spoke=self._spoke)
            if outcome is not None:
                self._decide(_End(outcome, reason=_("A tone on the line.")))
        self._senses.take(what)

    def _draw(self, now: Now) -> None:
        if now.kind is not self._sound:
            self._sound = now.kind
            self.tell(EventName.SOUND, now.at_s, now.kind.value)
        if now.at_s - self._level_s >= _LEVEL_EVERY_S:
            self._level_s = now.at_s
            self.tell(EventName.LEVEL, now.at_s, f"{now.level_dbfs:.1f}")

    def _still_silent(self) -> None:
        if self._senses.now.sounded_s is None:
            self._decide(_End(Outcome.SILENT, "silent_s"))

    def _no_tape(self, error: OSError) -> None:
        """MEDIA THREAD. Without a tape the call is no evidence: it ends."""
        loop = self._verdict.get_loop()
        loop.call_soon_threadsafe(self._decide, _End(Outcome.FAILED, reason=str(error)))

    def _deaf(self) -> None:
        self._decide(_End(Outcome.FAILED, reason=_("The hearing process died.")))

    def _decide(self, end: _End) -> None:
        if not self._verdict.done():
            self._verdict.set_result(end)
