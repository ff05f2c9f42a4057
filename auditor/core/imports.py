"""Takes in recordings that exist already: each becomes a shop, listed and scored like a call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import AuditorError
from auditor.jobs.shop import Shop, imported_shop
from transcripts.contact import Contact, Outcome, Recording

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from scenarios.library import Entry

BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileAsked:
    """What a person asked of a recording: ids of a scenario and a channel, our channel, language, country.

    `fresh`: no words are taken from the channel's catalogue of prompts.
    """

    scenario: str | None = None
    channel: str | None = None
    ours: int | None = None
    language: str | None = None
    country: str | None = None
    fresh: bool = False


def imported(path: Path, asked: FileAsked, entry: Entry | None, channel: OwnChannel | None) -> Shop:
    """The shop of a file, in state `recorded`. The same file asked the same way has the same id.

    Raises `AuditorError` with the file's name when it cannot be read.
    """
    contact = _contact(path, asked)
    assert contact.recording is not None  # noqa: S101 - made just now
    asked_as = "\n".join(
        (contact.recording.sha256, asked.scenario or "", asked.channel or "", str(asked.ours))
    )
    shop = imported_shop(contact, datetime.now(UTC), entry, channel.id if channel else None)
    digest = hashlib.sha256(asked_as.encode()).hexdigest()[:12]
    return replace(shop, id=f"import-{digest}", title=shop.title or path.name)


def _contact(path: Path, asked: FileAsked) -> Contact:
    from transcripts.audio import open_audio
    from transcripts.errors import TranscriptsError

    try:
        audio = open_audio(path)
        digest = _sha256(path)
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except TranscriptsError as error:
        raise AuditorError(error.template, **error.params) from error
    except OSError as error:
        raise AuditorError("{path}: {reason}", path=path, reason=error.strerror or str(error)) from error
    recording = Recording(
        path=str(path.resolve()),
        sha256=digest,
        duration_s=audio.duration_s or 0.0,
        sample_rate_hz=audio.rate_hz,
        channels=audio.channels,
        ours_channel=asked.ours if audio.channels == 2 else None,
    )
    return Contact(Outcome.IMPORTED, recording=recording, started_at=written.isoformat(timespec="seconds"))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
