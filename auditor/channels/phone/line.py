"""One SIP call on one runtime: the only module that touches baresip. Runs on the worker's asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from auditor.channels.phone.job import CallJob, MediaEncryption, SipAccount, Transport, sip_uri
from auditor.channels.phone.trace import Signalling
from transcripts.contact import Mark, MarkName

if TYPE_CHECKING:
    import baresip

BUFFER_MS = 60
"""The jitter buffer's fixed playout delay; taken back when the recording is placed on the wall clock."""

_TRACE_LATE_S = 1.0
"""How long the trace, which comes by a thread of its own, is waited for after the stack's own event."""

_CODECS = {8: "PCMA", 0: "PCMU", 9: "G722"}


class _TraceHandler(logging.Handler):
    """Takes each SIP message with the moment at which it came, on the stack's log thread."""

    def __init__(self, take: Callable[[str, float], None]) -> None:
        super().__init__(logging.DEBUG)
        self._take = take

    def emit(self, record: logging.LogRecord) -> None:
        self._take(record.getMessage(), time.monotonic())


class Line:
    """Dials, and tells what becomes of it. `answered` and `closed` are set by the stack's events.

    `on_mark` is called on the loop with each mark that the signalling makes; that of the answer before
    `answered` is set, so that nothing that follows from the answer comes before it.
    """

    def __init__(self, job: CallJob, password: str, on_mark: Callable[[Mark], None]) -> None:
        self._job, self._password, self._on_mark = job, password, on_mark
        self._loop = asyncio.get_running_loop()
        self.signalling = Signalling()
        self.answered = asyncio.Event()
        self.closed = asyncio.Event()
        self.close_text = ""
        self.closed_at_s: float | None = None
        self.stats: dict[str, Any] = {}
        self.reported = False
        """Whether the far end ever reported by RTCP."""
        self._early: list[baresip.StackEvent] = []
        self._runtime: Any = None
        self._call: Any = None

    async def start(self) -> None:
        """Brings the stack up. Raises baresip's errors (no such local address…)."""
        from baresip import Config, Runtime

        handler = _TraceHandler(self._take_trace)
        sip_log = logging.getLogger("baresip.native.sip")
        sip_log.setLevel(logging.DEBUG)
        sip_log.propagate = False
        sip_log.addHandler(handler)
        self._runtime = Runtime()
        await self._runtime.start(
            Config(
                net_interface=self._job.network.local_address,
                sip_trace=True,
                native_log_level="warning",
                max_concurrent_calls=1,  # whoever rings us meanwhile is told 486
                extra_config_text=_stack_text(self._job),
            )
        )
        self._runtime.subscribe(self._take_event)  # before dialling: a fast 486 would be missed otherwise

    async def dial(self) -> None:
        """Sends the INVITE; returns when it has left (its moment is `signalling.invite_at_s`)."""
        from baresip import UserAgent

        agent = await UserAgent.create(
            self._runtime, _account_line(self._job, self._password), transfer_policy="reject"
        )
        before = time.monotonic()
        self._call = await agent.dial(_target(self._job))
        for event in self._early:
            self._take_event(event)
        for _ in range(100):  # the trace comes by another thread, a moment later
            if self.signalling.invite_at_s is not None or self.closed.is_set():
                break
            await asyncio.sleep(0.005)
        if self.signalling.invite_at_s is None:
            self.signalling.invite_at_s = before

    @property
    def audio(self) -> baresip.CallAudio | None:
        """The call's PCM streams; usable from one reading and one writing thread."""
        return None if self._call is None else self._call.audio

    @property
    def codec(self) -> str | None:
        """The codec's name as the SDP answer settled it, `None` before."""
        return self._codec

    _codec: str | None = None

    async def send_key(self, key: str) -> None:
        """One key by RFC 4733, about 100 ms long. Raises baresip's errors when the call is gone."""
        await self._call.send_dtmf(key)

    async def hang_up(self) -> None:
        """BYE or CANCEL; waits until the call is closed, two seconds at most."""
        if self._call is not None and not self.closed.is_set():
            with contextlib.suppress(Exception):
                await self._call.hangup()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.closed.wait(), 2.0)

    async def seen_out(self) -> None:
        """Waits until the trace, too, has shown the end of a closed call: a BYE or a refusal."""
        for _ in range(50):
            if self.signalling.over:
                break
            await asyncio.sleep(_TRACE_LATE_S / 50)
        await asyncio.sleep(0)  # its marks are told by the loop

    async def close(self) -> None:
        """Takes the stack down; waits a moment before, so that the last messages leave."""
        if self._runtime is not None:
            await asyncio.sleep(0.15)
            with contextlib.suppress(Exception):
                await self._runtime.close()

    def _take_event(self, event: baresip.StackEvent) -> None:
        from baresip import Event

        if self._call is None:
            self._early.append(event)
            return
        if event.call != self._call.handle:
            return
        if event.stats:
            self.stats = event.stats
            self.reported = self.reported or event.event is Event.CALL_RTCP
        if event.event is Event.CALL_ESTABLISHED:
            self.signalling.established_at_s = time.monotonic()
            self._loop.call_later(_TRACE_LATE_S, self.answered.set)
        elif event.event is Event.CALL_CLOSED and not self.closed.is_set():
            self.close_text = event.text or ""
            self.closed_at_s = time.monotonic()
            self.closed.set()

    def _take_trace(self, text: str, at_s: float) -> None:
        """LOG THREAD. Reads the message here, tells of its marks on the loop."""
        marks = self.signalling.take(text, at_s)
        if self._codec is None:
            self._codec = _codec_of(text)
        for mark in marks:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._tell, mark)

    def _tell(self, mark: Mark) -> None:
        self._on_mark(mark)
        if mark.name is MarkName.ANSWERED:
            self.answered.set()


def _codec_of(message: str) -> str | None:
    """The first audio format of an SDP answer that we received, by its static payload number."""
    if not message.startswith("RX") or "\nSIP/2.0 " not in message.replace("\r", ""):
        return None
    for text in message.splitlines():
        if text.startswith("m=audio "):
            numbers = text.split()[3:4]
            return _CODECS.get(int(numbers[0])) if numbers and numbers[0].isdigit() else None
    return None


def _stack_text(job: CallJob) -> str:
    network = job.network
    # Never follow a redirection: it would dial a line that nobody registered.
    lines = ["sip_autoredirect no", "call_local_timeout 3600"]
    if network.jitter_buffer:
        lines += ["audio_jitter_buffer_type fixed", f"audio_jitter_buffer_ms {BUFFER_MS}-{BUFFER_MS * 4}"]
    else:
        lines += ["audio_jitter_buffer_type off"]
    if network.transport is Transport.TLS and network.verify_tls:
        lines += ["sip_verify_server yes"]
        if network.ca_file is not None:
            lines += [f"sip_cafile {network.ca_file}"]
        else:
            lines += ["sip_capath /etc/ssl/certs"]
    return "\n".join(lines) + "\n"


def _account_line(job: CallJob, password: str) -> Any:
    from baresip import Account

    account = job.account or SipAccount(user="auditor", domain=_own_domain(job))
    extra = {
        MediaEncryption.NONE: (),
        MediaEncryption.OFFERED: ("mediaenc=srtp",),
        MediaEncryption.REQUIRED: ("mediaenc=srtp-mand",),
    }[job.network.encryption]
    return Account(
        user=account.user,
        domain=account.domain,
        password=password,
        registrar=account.proxy,
        reg_interval=0,
        transport=job.network.transport.value,
        audio_codecs=job.network.codecs,
        dtmf_mode="rtpevent",
        auth_user=account.auth_user,
        extra_params=extra,
    )


def _own_domain(job: CallJob) -> str:
    return job.network.local_address or "localhost.localdomain"


def _target(job: CallJob) -> str:
    uri = sip_uri(job)
    if job.network.transport is not Transport.UDP and ";transport=" not in uri:
        uri += f";transport={job.network.transport.value}"
    return uri
