"""Sound written as FLAC so that it is either whole and on disk, or not there at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.i18n import N_
from auditor.store.errors import RecordingError, disk_full, from_os

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32] | NDArray[np.float64]

READ_ONLY = 0o400
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """What is on disk now: checksum and shape of the sound."""

    sha256: str
    frames: int
    sample_rate_hz: int
    channels: int


def write_flac(target: Path, sound: Samples | Iterable[Samples], sample_rate_hz: int) -> Written:
    """Writes 16-bit FLAC to `target` by way of a temporary file beside it; never over an existing file.

    `sound` is one array or blocks of it, shaped (frames,) or (frames, channels): int16 kept bit for bit, or
    floats from -1 to 1. Raises `RecordingError` when `target` exists or there is no sound, `DiskFullError`.
    """
    part = temporary(target)
    try:
        frames, channels, pcm = _encode(part, sound, sample_rate_hz)
        _read_back(part, frames, pcm)
        return Written(publish(part, target), frames, sample_rate_hz, channels)
    except OSError as error:
        raise from_os(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink()


def temporary(target: Path) -> Path:
    """A name beside `target` that nobody else uses; its folder is made."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise from_os(error, target) from error
    return target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.part")


def is_being_written(part: Path) -> bool:
    """Whether the process that made this temporary file still runs (on this machine)."""
    owner = part.name.split(".")[-2].partition("-")[0]
    if not owner.isdecimal():
        return False
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def publish(part: Path, target: Path) -> str:
    """Syncs `part`, makes it read-only and gives it its name, unless that is taken; its SHA-256."""
    digest = sha256(part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.chmod(READ_ONLY)
    try:
        try:
            target.hardlink_to(part)  # unlike a rename, this never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with target.open("xb"):
                pass
            part.replace(target)
    except FileExistsError as error:
        raise RecordingError(
            N_("The recording {path} exists already; recordings are never written over."), path=target
        ) from error
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        _sync_folder(folder)
    return digest


def sha256(file: Path) -> str:
    """The file's checksum, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _encode(part: Path, sound: Any, sample_rate_hz: int) -> tuple[int, int, str]:
    """Writes the blocks; frames, channels and the checksum of the samples as they should read back."""
    import soundfile

    digest, frames, channels = hashlib.sha256(), 0, 0
    opened: Any = None
    try:
        for block in _blocks(sound):
            if opened is None:
                channels = block.shape[1]
                opened = soundfile.SoundFile(
                    part, "w", samplerate=sample_rate_hz, channels=channels, format="FLAC", subtype="PCM_16"
                )
            if block.shape[1] != channels:
                raise RecordingError(
                    N_("The sound changes from {before} to {after} channels midway."),
                    before=channels,
                    after=block.shape[1],
                )
            opened.write(block)
            digest.update(block.tobytes())
            frames += len(block)
    except soundfile.LibsndfileError as error:
        raise _not_written(part, error) from error
    finally:
        if opened is not None:
            with suppress(soundfile.LibsndfileError):
                opened.close()
    if opened is None:
        raise RecordingError(N_("There is no sound to keep as {name}."), name=part.name.split(".")[1])
    return frames, channels, digest.hexdigest()


def _blocks(sound: Any) -> Iterator[Any]:
    """The sound as int16 blocks of shape (frames, channels), none of them empty."""
    import numpy as np

    for given in [sound] if isinstance(sound, np.ndarray) else sound:
        block = given[:, None] if given.ndim == 1 else given
        if not len(block):
            continue
        if block.dtype != np.int16:
            if block.dtype.kind != "f":
                raise RecordingError(N_("Samples must be int16 or floats, not {type}."), type=block.dtype)
            if not np.isfinite(block).all():
                raise RecordingError(N_("The sound holds samples that are not numbers."))
            # 32768 and not 32767: what was decoded from 16 bits goes back to the same bits.
            block = np.clip(np.rint(block * 32768.0), -32768, 32767).astype(np.int16)
        yield np.ascontiguousarray(block)


def _read_back(part: Path, frames: int, pcm: str) -> None:
    """Refuses a file that does not decode to what was given: a full disk can leave one without an error."""
    import soundfile

    digest, count = hashlib.sha256(), 0
    try:
        with soundfile.SoundFile(part) as opened:
            for block in opened.blocks(blocksize=1 << 16, dtype="int16", always_2d=True):
                digest.update(block.tobytes())
                count += len(block)
    except soundfile.LibsndfileError as error:
        raise _not_written(part, error) from error
    if count != frames or digest.hexdigest() != pcm:
        raise _not_written(part, None)


def _not_written(part: Path, error: Exception | None) -> Exception:
    from auditor.store.errors import out_of_room

    if out_of_room(part):
        return disk_full(part.parent)
    return RecordingError(
        N_("The recording could not be written to {folder} ({why}). Check the disk and try again."),
        folder=part.parent,
        why=error or "?",
    )


def _sync_folder(folder: Path) -> None:
    """Makes new names in a folder survive power loss, where the system can."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with suppress(OSError):
            os.fsync(opened)
    finally:
        os.close(opened)
