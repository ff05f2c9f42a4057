"""The recordings channel: files that exist already, read where they are and never changed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.events import Event, EventName
from transcripts.contact import Contact, Outcome, Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJob:
    """One file to take in. `ours_channel` says which of two channels is the shopper's, if known.

    `started_at` is ISO 8601 in UTC where the time of the call is known.
    """

    shop: str
    path: Path
    ours_channel: int | None = None
    started_at: str | None = None


class RecordingsChannel:
    """A contact out of a recording that someone else made."""

    def run(self, job: ImportJob, stop: threading.Event) -> Iterator[Event]:
        """One event, ENDED. Raises `AudioError` when the file is no recording."""
        outcome = Outcome.CANCELLED if stop.is_set() else Outcome.IMPORTED
        recording = None if stop.is_set() else describe(job.path, ours_channel=job.ours_channel)
        contact = Contact(outcome, recording=recording, started_at=job.started_at)
        yield Event(EventName.ENDED, contact=contact, shop=job.shop)


def describe(path: Path, *, ours_channel: int | None = None) -> Recording:
    """What a file holds: sha256, length, rate, channels; `path` absolute.

    The length is the header's; where the format states none, or the file is shorter than it says, the file
    is decoded once to know. Raises `AudioError`.
    """
    from transcripts.audio import open_audio

    header = open_audio(path)
    duration_s = header.duration_s
    if duration_s is None or header.truncated:
        duration_s = _decoded_s(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Recording(
        path=str(path.resolve()),
        sha256=digest,
        duration_s=duration_s,
        sample_rate_hz=header.rate_hz,
        channels=header.channels,
        ours_channel=ours_channel if header.channels == 2 else None,
    )


def _decoded_s(path: Path) -> float:
    from transcripts.audio import blocks

    heard = blocks(path)
    for _ in heard:
        pass
    return heard.decoded_s
