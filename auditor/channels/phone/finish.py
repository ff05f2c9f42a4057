"""From the tape to the recording: two channels on the wall clock, zero at the INVITE, lossless FLAC.

Works on a finished tape and on one that a kill left behind; streams, so that an hour costs little memory.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from auditor.channels.phone.clocking import Piece, starts
from auditor.channels.phone.tape import Kind, Record, part_path, records
from transcripts.contact import Mark, MarkName, Recording

if TYPE_CHECKING:
    import numpy as np

_BLOCK_S = 10
_RATES = (8000, 16000)


@dataclass(frozen=True, slots=True)
class Left:
    """What a tape held: the recording (`None` when there was no media), marks, start (ISO 8601, UTC)."""

    recording: Recording | None
    marks: tuple[Mark, ...]
    started_at: str | None


@dataclass(frozen=True, slots=True)
class _Placed:
    start_s: float
    record: Record


def recording_path(folder: Path, shop: str) -> Path:
    """Where the finished recording of a shop is."""
    return folder / f"{shop}.flac"


def finish(folder: Path, shop: str) -> Left:
    """Writes `<shop>.flac` from the tape, then removes it. Raises OSError (a full disk: the tape stays).

    A worker whose parent was killed may finish its tape while another process recovers the same call: the
    second one waits and finds it done.
    """
    from filelock import FileLock

    with FileLock(folder / f".{shop}.lock"):
        if not part_path(folder, shop).exists():
            return _done(folder, shop)
        return _finish(folder, shop)


def _done(folder: Path, shop: str) -> Left:
    done = recording_path(folder, shop)
    return Left(_describe(done) if done.exists() else None, (), None)


def _finish(folder: Path, shop: str) -> Left:
    tape = part_path(folder, shop)
    all_records = list(records(tape))
    notes = [(record.at_s, record.note) for record in all_records if record.note]
    invite_s = next((note["zero_s"] for _, note in notes if "invite" in note), None)
    audio = [record for record in all_records if record.kind is not Kind.NOTE and record.length]
    marks = _marks(notes)
    started_at = next((str(note["invite"]) for _, note in notes if "invite" in note), None)
    answered = any(mark.name is MarkName.ANSWERED for mark in marks)
    if invite_s is None or not (audio or answered):
        tape.unlink()
        return Left(None, marks, started_at)
    ends = [note["ended_s"] for _, note in notes if "ended_s" in note]
    end_s = (ends[0] if ends else max(record.at_s for record in all_records)) - invite_s
    buffered = [float(note["buffer_s"]) for _, note in notes if "buffer_s" in note]
    placed = _place(audio, invite_s, buffered[-1] if buffered else 0.0)
    target = recording_path(folder, shop)
    result = _write(tape, target, placed, end_s)
    tape.unlink()
    return Left(result, marks, started_at)


def salvage(folder: Path, shop: str) -> Recording | None:
    """The recording of a call whose process died, finished from what was on disk; `None`: nothing was."""
    return restore(folder, shop).recording


def restore(folder: Path, shop: str) -> Left:
    """As `salvage`, with the marks of the call."""
    if folder.is_dir():
        return finish(folder, shop)
    return Left(None, (), None)


def _marks(notes: list[tuple[float, dict[str, Any]]]) -> tuple[Mark, ...]:
    found = [
        Mark(MarkName(note["mark"]), float(note["since_s"]), note.get("detail"))
        for _, note in notes
        if note.get("mark") in set(MarkName)
    ]
    return tuple(sorted(found, key=lambda mark: mark.at_s))


def _place(audio: list[Record], invite_s: float, buffer_s: float) -> dict[Kind, list[_Placed]]:
    """Both sides' records with their start in seconds since the INVITE.

    Theirs is taken back by the jitter buffer's constant delay: it stands where the network brought it.
    """
    theirs = [record for record in audio if record.kind is Kind.THEIRS]
    pieces = [Piece(record.at_s - invite_s - buffer_s, _length_s(record)) for record in theirs]
    placed = [_Placed(start, record) for start, record in zip(starts(pieces), theirs, strict=True)]
    ours: list[_Placed] = []
    end_s = 0.0
    for record in audio:
        if record.kind is Kind.OURS:
            start_s = max(end_s, record.at_s - invite_s)
            ours.append(_Placed(start_s, record))
            end_s = start_s + _length_s(record)
    return {Kind.OURS: ours, Kind.THEIRS: placed}


def _length_s(record: Record) -> float:
    return record.length / 2 / record.rate_hz


def _rate(placed: dict[Kind, list[_Placed]]) -> int:
    rates = [item.record.rate_hz for side in placed.values() for item in side]
    return min(_RATES[-1], max(rates, default=_RATES[0]))


def _write(tape: Path, target: Path, placed: dict[Kind, list[_Placed]], end_s: float) -> Recording:
    import soundfile

    rate_hz = _rate(placed)
    total = max(1, round(end_s * rate_hz))
    temporary = target.with_suffix(".flac.tmp")
    try:
        with (
            tape.open("rb") as source,
            soundfile.SoundFile(
                temporary, "w", samplerate=rate_hz, channels=2, format="FLAC", subtype="PCM_16"
            ) as sink,
        ):
            for block in _blocks(source, placed, rate_hz, total):
                sink.write(block)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return _describe(target)


def _blocks(
    source: BinaryIO, placed: dict[Kind, list[_Placed]], rate_hz: int, total: int
) -> Iterator[np.ndarray[Any, Any]]:
    """Blocks of int16, shape (frames, 2), channel 0 ours, until `total` frames."""
    import numpy as np

    size = _BLOCK_S * rate_hz
    waiting = [list(reversed(placed[Kind.OURS])), list(reversed(placed[Kind.THEIRS]))]
    carried: list[tuple[int, Any] | None] = [None, None]
    for begin in range(0, total, size):
        block = np.zeros((min(size, total - begin), 2), dtype=np.int16)
        for channel in (0, 1):
            while True:
                piece = carried[channel]
                if piece is None:
                    if not waiting[channel]:
                        break
                    item = waiting[channel].pop()
                    piece = (round(item.start_s * rate_hz), _samples(source, item.record, rate_hz))
                start, samples = piece
                if start >= begin + len(block):
                    carried[channel] = piece
                    break
                carried[channel] = _lay(block[:, channel], samples, start - begin, begin)
                if carried[channel] is not None:
                    break
        yield block


def _lay(column: Any, samples: Any, at: int, begin: int) -> tuple[int, Any] | None:
    """Writes samples at index `at` of the column; returns what belongs to the next block, if anything."""
    skip = max(0, -at)
    at = max(0, at)
    room = max(0, len(column) - at)
    part = samples[skip : skip + room]
    column[at : at + len(part)] = part
    rest = samples[skip + room :]
    return (begin + len(column), rest) if len(rest) else None


def _samples(source: BinaryIO, record: Record, rate_hz: int) -> Any:
    import numpy as np

    source.seek(record.offset)
    samples = np.frombuffer(source.read(record.length // 2 * 2), dtype="<i2")
    if record.rate_hz == rate_hz:
        return samples
    from scipy.signal import resample_poly

    up, down = rate_hz, record.rate_hz
    out = resample_poly(samples.astype(np.float32), up, down)
    return np.clip(np.round(out), -32768, 32767).astype(np.int16)


def _describe(path: Path) -> Recording:
    import soundfile

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    info = soundfile.info(str(path))
    return Recording(
        path=str(path),
        sha256=digest,
        duration_s=info.frames / info.samplerate,
        sample_rate_hz=info.samplerate,
        channels=info.channels,
        ours_channel=0 if info.channels == 2 else None,
    )
