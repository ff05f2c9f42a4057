"""What can be wrong with a recording: the texts of `AudioError`, and the faults that a decode survives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MISSING = "{path}: there is no such file."
FOLDER = "{path} is a folder, not a recording."
UNREADABLE = "{path} cannot be opened: {reason}."
EMPTY = "{path} is empty (0 bytes). The recorder probably never wrote to it."
TEXT = "{path} is a text file, not a recording. Its first words are: “{excerpt}”."
NOT_AUDIO = "{path} is not a recording in any format that can be read ({reason})."
NO_INDEX = (
    "{path} was cut off before its index was written, so nothing of it can be read ({reason}). "
    "Copy the whole file again, or stop the recorder properly before copying."
)
NO_AUDIO_STREAM = "{path} holds no sound ({streams}). Give the file that has the audio track."
NO_CHANNELS = "{path} says that it has 0 channels, so there is nothing to hear."
MANY_CHANNELS = (
    "{path} has {channels} channels. A call has one or two: export the two sides of the call and try again."
)
BAD_RATE = "{path} says that it has {rate_hz} samples a second; from {low} to {high} can be read."
NOTHING_DECODED = "{path} looks like {format}, but not one sound could be decoded ({reason})."
NOT_A_NUMBER = (
    "{path} holds samples that are not numbers (NaN), first at {at_s:.2f} s. "
    "Write it again with the program that made it."
)


class FaultName(StrEnum):
    """What went wrong in a file that could be decoded all the same."""

    TRUNCATED = "truncated"  # the file ends before its header says; heard up to there
    DAMAGED = "damaged"  # packets that do not decode: their time is kept, as silence
    GAP = "gap"  # the file's own clock jumps ahead: filled with silence
    LATE = "late"  # the clock jumps further than can be true: not filled, later times may be early


@dataclass(frozen=True, slots=True)
class DecodeFault:
    """One fault: seconds from the first sample, and how many seconds it concerns (`None`: not known)."""

    name: FaultName
    at_s: float
    length_s: float | None = None
