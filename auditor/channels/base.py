"""The seam of every channel, one method, and the replay channel that stands in for a real one in tests."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from auditor.events import Event, EventName
from transcripts.contact import Contact, Mark, MarkName, Outcome

JobT_contra = TypeVar("JobT_contra", contravariant=True)

_EVENTS = {
    MarkName.INVITE: EventName.DIALLED,
    MarkName.PROVISIONAL: EventName.RINGING,
    MarkName.ANSWERED: EventName.ANSWERED,
    MarkName.STEP: EventName.STEP,
    MarkName.KEY: EventName.KEY,
    MarkName.SAY_START: EventName.SAYING,
    MarkName.HOLD_START: EventName.ON_HOLD,
    MarkName.HUMAN: EventName.HUMAN,
}


class Channel(Protocol[JobT_contra]):
    """A way of reaching the company."""

    def run(self, job: JobT_contra, stop: threading.Event) -> Iterator[Event]:
        """Makes one contact; yields events as they come, the last one ENDED with the contact.

        `stop` ends it early (outcome CANCELLED). Errors that come before anything happened are raised.
        """
        ...


class Named(Protocol):
    """What the replay channel needs of a job: a `CallJob` has it."""

    @property
    def shop(self) -> str: ...
    @property
    def folder(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class ReplayChannel:
    """Replays a contact that exists: its marks as events, its recording copied into the job's folder.

    `pace` is how much faster than the clock it runs; 0 waits for nothing.
    """

    contact: Contact
    pace: float = 0.0

    def run(self, job: Named, stop: threading.Event) -> Iterator[Event]:
        """The events of the contact, in order."""
        yield Event(EventName.DIALLING, shop=job.shop)
        at_s, done = 0.0, 0
        for mark in self.contact.marks:
            if self._stopped(stop, mark.at_s - at_s):
                break
            at_s = max(at_s, mark.at_s)
            done += 1
            if mark.name in _EVENTS:
                yield Event(_EVENTS[mark.name], at_s=mark.at_s, detail=mark.detail, shop=job.shop)
        contact = self._kept(job, cut_at=None if done == len(self.contact.marks) else done)
        yield Event(EventName.ENDED, at_s=at_s, contact=contact, shop=job.shop)

    def _stopped(self, stop: threading.Event, wait_s: float) -> bool:
        return stop.wait(wait_s / self.pace) if self.pace > 0 and wait_s > 0 else stop.is_set()

    def _kept(self, job: Named, cut_at: int | None) -> Contact:
        contact = self.contact
        if contact.recording is not None:
            source = Path(contact.recording.path)
            target = job.folder / f"{job.shop}{source.suffix}"
            job.folder.mkdir(parents=True, exist_ok=True)
            if source.resolve() != target.resolve():
                shutil.copyfile(source, target)
            contact = replace(contact, recording=replace(contact.recording, path=str(target)))
        if cut_at is None:
            return contact
        marks = (*contact.marks[:cut_at], Mark(MarkName.BYE_OURS, _last(contact.marks[:cut_at])))
        return replace(contact, outcome=Outcome.CANCELLED, marks=marks)


def _last(marks: tuple[Mark, ...]) -> float:
    return marks[-1].at_s if marks else 0.0
