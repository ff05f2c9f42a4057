"""The recordings folder: `recordings/YYYY/MM/ID.flac`, written once, never altered, each with a document.

The file comes first and its document second, so a crash between the two leaves a file that `check` finds
and `adopt` takes in; never a document that promises a file which was not written.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.i18n import N_
from auditor.store import audiofile
from auditor.store.documents import Doc, Documents
from auditor.store.errors import RecordingError, from_os
from transcripts.contact import Recording

if TYPE_CHECKING:
    from auditor.store.audiofile import Samples

FOLDER = "recordings"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found. Paths are relative to the data folder.

    `orphans`: files without a document. `missing`: documents whose file is gone. `altered`: files
    that are not what was written. `leftovers`: temporary files of writers that died. `purged`: files
    whose document says that they were removed.
    """

    sound: int = 0
    orphans: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether files and documents agree in everything."""
        return not (self.orphans or self.missing or self.altered or self.leftovers or self.purged)


class Recordings:
    """The recordings of one data folder."""

    def __init__(self, home: Path, documents: Documents) -> None:
        self.home = home
        self.documents = documents

    def write(
        self,
        id: str,
        sound: Samples | Iterable[Samples],
        sample_rate_hz: int,
        *,
        ours_channel: int | None = None,
        at: datetime | None = None,
    ) -> Recording:
        """Keeps the sound (one array or blocks: int16, or floats -1 to 1) as FLAC; on disk when this returns.

        `at` (aware; now by default) decides the folder and when the retention ends. Raises `RecordingError`
        when the id is taken or there is no sound, `DiskFullError`, `NoPermissionError`.
        """
        at = at or datetime.now(UTC)
        target = self._free_path(id, at)
        written = audiofile.write_flac(target, sound, sample_rate_hz)
        return self._note(id, target, written, ours_channel, at)

    def keep_flac(
        self, id: str, source: Path, *, ours_channel: int | None = None, at: datetime | None = None
    ) -> Recording:
        """Keeps a copy of a FLAC file byte for byte."""
        at = at or datetime.now(UTC)
        target = self._free_path(id, at)
        part = audiofile.temporary(target)
        try:
            shutil.copyfile(source, part)
            shape = _shape(part, source)
            written = audiofile.Written(audiofile.publish(part, target), *shape)
        except OSError as error:
            raise from_os(error, target) from error
        finally:
            with suppress(OSError):
                part.unlink()
        return self._note(id, target, written, ours_channel, at)

    def get(self, id: str) -> Recording | None:
        """The recording's description, `None` without such a document. Its file may have been purged."""
        document = self.documents.get(id)
        return _recording(document) if document else None

    def path(self, recording: Recording | str) -> Path:
        """Where the file is. Raises `RecordingError` when it was purged or is missing."""
        relative = recording if isinstance(recording, str) else recording.path
        path = self.home / relative
        if not path.resolve().is_relative_to(self.home.resolve()) and not Path(relative).is_absolute():
            raise RecordingError(N_("{path} lies outside the data folder."), path=relative)
        if path.is_file():
            return path
        document = self.documents.get(path.stem)
        if document and document.get("purged_at"):
            raise RecordingError(
                N_("The recording {path} was removed on {date} because its retention had ended."),
                path=relative,
                date=str(document["purged_at"])[:10],
            )
        raise RecordingError(
            N_("The recording {path} is missing. Bring it back from a backup with “auditor restore”."),
            path=relative,
        )

    def verify(self, recording: Recording) -> None:
        """Raises `RecordingError` unless the file is exactly what was written."""
        path = self.path(recording)
        try:
            found = audiofile.sha256(path)
        except OSError as error:
            raise from_os(error, path) from error
        if found != recording.sha256:
            raise RecordingError(
                N_(
                    "The recording {path} is not what was recorded: its checksum differs. Do not use it as "
                    "evidence; bring it back from a backup with “auditor restore”."
                ),
                path=recording.path,
            )

    def adopt(self, id: str) -> Recording:
        """Makes the document of a file that has none (its writer died between the two)."""
        found = self._files().get(id)
        if found is None:
            raise RecordingError(
                N_("There is no recording {id} in {folder}."), id=id, folder=self.home / FOLDER
            )
        year, month = found.parent.parent.name, found.parent.name
        at = datetime.fromtimestamp(found.stat().st_mtime, UTC)
        if f"{at:%Y/%m}" != f"{year}/{month}":
            at = datetime(int(year), int(month), 1, tzinfo=UTC)
        written = audiofile.Written(audiofile.sha256(found), *_shape(found, found))
        return self._note(id, found, written, None, at)

    def check(self, *, deep: bool = False) -> Checked:
        """Holds the folder against the documents; `deep` also reads every file and compares checksums."""
        files = self._files()
        sound, missing, altered, purged = 0, [], [], []
        for document in self.documents.all():
            path: str = document["path"]
            there = files.pop(document.id, None) is not None
            if document.get("purged_at"):
                purged += [path] if there else []
            elif not there:
                missing.append(path)
            elif (self.home / path).stat().st_size != document["size_bytes"] or (
                deep and audiofile.sha256(self.home / path) != document["sha256"]
            ):
                altered.append(path)
            else:
                sound += 1
        return Checked(
            sound,
            tuple(sorted(self._relative(path) for path in files.values())),
            tuple(missing),
            tuple(altered),
            tuple(sorted(self._relative(path) for path in self._leftovers())),
            tuple(purged),
        )

    def _free_path(self, id: str, at: datetime) -> Path:
        if not _ID.fullmatch(id):
            raise RecordingError(N_("{id} cannot be the id of a recording."), id=repr(id)[:80])
        if at.tzinfo is None:
            raise ValueError("at must have a time zone")
        if self.documents.get(id) is not None or any((self.home / FOLDER).glob(f"*/*/{id}.flac")):
            raise RecordingError(
                N_("The recording {path} exists already; recordings are never written over."), path=id
            )
        return self.home / FOLDER / f"{at.astimezone(UTC):%Y/%m}" / f"{id}.flac"

    def _note(
        self, id: str, path: Path, written: audiofile.Written, ours_channel: int | None, at: datetime
    ) -> Recording:
        document = {
            "id": id,
            "path": self._relative(path),
            "sha256": written.sha256,
            "duration_s": written.frames / written.sample_rate_hz,
            "sample_rate_hz": written.sample_rate_hz,
            "channels": written.channels,
            "ours_channel": ours_channel,
            "recorded_at": at.astimezone(UTC).isoformat(),
            "size_bytes": path.stat().st_size,
        }
        if not self.documents.insert_new(id, document):
            raise RecordingError(
                N_("The recording {path} exists already; recordings are never written over."), path=id
            )
        return _recording(document)

    def _files(self) -> dict[str, Path]:
        return {path.stem: path for path in (self.home / FOLDER).glob("[0-9]*/[0-9]*/*.flac")}

    def _leftovers(self) -> list[Path]:
        parts = (self.home / FOLDER).glob("*/*/.*.part")
        return [path for path in parts if not audiofile.is_being_written(path)]

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix()


def _recording(document: Doc | dict[str, Any]) -> Recording:
    return Recording(
        path=document["path"],
        sha256=document["sha256"],
        duration_s=document["duration_s"],
        sample_rate_hz=document["sample_rate_hz"],
        channels=document["channels"],
        ours_channel=document["ours_channel"],
    )


def _shape(file: Path, named: Path) -> tuple[int, int, int]:
    """Frames, rate and channels of a FLAC file. Raises `RecordingError` when it is none."""
    import soundfile

    try:
        info = soundfile.info(file)
    except soundfile.LibsndfileError as error:
        raise RecordingError(N_("{path} is not a FLAC file that can be read."), path=named) from error
    if info.format != "FLAC" or info.frames <= 0:
        raise RecordingError(N_("{path} is not a FLAC file that can be read."), path=named)
    return info.frames, info.samplerate, info.channels
