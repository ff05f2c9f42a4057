"""The parent's side of a call: starts the worker process, yields its events, and outlives its death."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO

from auditor import codec
from auditor.channels.phone.finish import restore
from auditor.channels.phone.hearing.client import pipes
from auditor.channels.phone.job import CallJob, sip_uri
from auditor.channels.phone.trace import redacted
from auditor.errors import CommandError
from auditor.events import Event, EventName
from auditor.i18n import N_, _, language
from transcripts.contact import Contact, Outcome

_POLL_S = 0.1
_END_S = 15.0
"""How long a worker that was told to stop may take to hang up and write the recording."""
_REASON_CHARS = 400


def place_call(
    job: CallJob, *, stop: threading.Event | None = None, password: str | None = None
) -> Iterator[Event]:
    """Places one call; yields its events as they come, the last one ENDED with the contact.

    `stop` hangs up (outcome CANCELLED), and so does closing the iterator. The password is taken from the
    account's environment variable unless it is given. Raises `CommandError` before anything is dialled when
    the address is none, or the variable is not set.
    """
    sip_uri(job)
    return _events(job, stop or threading.Event(), password if password is not None else _password(job))


class PhoneChannel:
    """The phone behind the seam of every channel (`auditor.channels.base.Channel`)."""

    def run(self, job: CallJob, stop: threading.Event) -> Iterator[Event]:
        """As `place_call`."""
        return place_call(job, stop=stop)


def _password(job: CallJob) -> str:
    name = job.account.password_env if job.account else None
    if not name:
        return ""
    if name not in os.environ:
        raise CommandError(
            N_("The environment variable {name} with the SIP account's password is not set."), name=name
        )
    return os.environ[name]


def _events(job: CallJob, stop: threading.Event, password: str) -> Iterator[Event]:
    job.folder.mkdir(parents=True, exist_ok=True)
    process = _start(job, password)
    lines: queue.Queue[str | None] = queue.Queue()
    errors: list[str] = []
    readers = [
        threading.Thread(target=_read_lines, args=(pipes(process)[1], lines), daemon=True),
        threading.Thread(target=_keep_tail, args=(process.stderr, errors), daemon=True),
    ]
    for reader in readers:
        reader.start()
    ended = False
    try:
        for event in _told(process, lines, stop):
            ended = event.name is EventName.ENDED
            yield event
        if not ended:
            process.wait()
            readers[1].join(timeout=1)
            yield _after_death(job, process.returncode, errors, stopped=stop.is_set())
    finally:
        _end(process)


def _start(job: CallJob, password: str) -> subprocess.Popen[str]:
    hidden = job.account.password_env if job.account else None
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor.channels.phone.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is the parent's to answer: it hangs up
        env={name: value for name, value in os.environ.items() if name != hidden},
    )
    order = pipes(process)[0]
    with contextlib.suppress(OSError):  # a worker that died at once is told of below
        data = {"job": codec.dump(job), "password": password, "language": language()}
        order.write(json.dumps(data) + "\n")
        order.flush()
    return process


def _told(
    process: subprocess.Popen[str], lines: queue.Queue[str | None], stop: threading.Event
) -> Iterator[Event]:
    """The worker's events until its output ends."""
    asked = False
    while True:
        if stop.is_set() and not asked:
            asked = True
            _ask_to_stop(process)
        try:
            line = lines.get(timeout=_POLL_S)
        except queue.Empty:
            continue
        if line is None:
            return
        yield codec.load(Event, json.loads(line))


def _ask_to_stop(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(OSError):
        pipes(process)[0].close()


def _read_lines(pipe: IO[str], lines: queue.Queue[str | None]) -> None:
    with contextlib.suppress(ValueError, OSError):
        for line in pipe:
            lines.put(line)
    lines.put(None)


def _keep_tail(pipe: IO[str] | None, errors: list[str]) -> None:
    with contextlib.suppress(ValueError, OSError):
        for line in pipe or ():
            errors.append(redacted(line.rstrip()))
            del errors[:-20]


def _after_death(job: CallJob, code: int, errors: list[str], *, stopped: bool) -> Event:
    """ENDED of a worker that died: what was on its tape is kept."""
    reason: str | None = None
    try:
        left = restore(job.folder, job.shop)
        recording, marks, started_at = left.recording, left.marks, left.started_at
    except OSError as error:
        recording, marks, started_at, reason = None, (), None, str(error)
    outcome = Outcome.INTERRUPTED if code < 0 else Outcome.FAILED
    if reason is None:
        last = errors[-1] if errors else ""
        reason = (
            _("The call's process was ended by signal {signal}.").format(signal=-code)
            if code < 0
            else last[:_REASON_CHARS]
        )
    if stopped and code == 0:
        outcome = Outcome.CANCELLED
    contact = Contact(outcome, marks, recording, None, started_at, reason or None)
    at_s = max((mark.at_s for mark in marks), default=0.0)
    return Event(EventName.ENDED, at_s=at_s, contact=contact, shop=job.shop)


def _end(process: subprocess.Popen[str]) -> None:
    """No worker outlives its iterator: it is asked, then killed."""
    if process.poll() is None:
        _ask_to_stop(process)
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
