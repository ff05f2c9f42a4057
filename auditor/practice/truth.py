"""The truth of one practice call: what the line really played and received, and when. Values and their file.

Seconds count from the arrival of the INVITE. They are places in the stream that was really sent, so they stay
true when the machine was late; see `auditor.practice.outlet`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_

SCHEMA = "auditor.practice.truth/1"


@dataclass(frozen=True, slots=True)
class TruthEvent:
    """One sound: `kind` is a timeline kind (a fax machine's tones are "sit", as they are there).

    `id` names the prompt (or tune, or tone), `text` what is said, `side` is "theirs" for the line and
    "ours" for the caller, whose speech the line measures by its level. `cut` is true where a key or the end
    of the call stopped it early.
    """

    kind: str
    start_s: float
    end_s: float
    side: str = "theirs"
    id: str | None = None
    text: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class TruthKey:
    """A key that arrived: when its first RTP event (RFC 4733) was received."""

    digit: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One call as the line knows it.

    `invited_at` is Unix time; `answered_s` when the 200 left, `None` when it never did; `ended_by` is
    "caller" (BYE or CANCEL), "line", or "lost" (the caller's sound stopped coming). `refused` is the SIP
    code of a refusal. `agent_answered_s` is the first sample that a person speaks. `hold` is each stretch of
    waiting: from the first sample of its music, ringing or silence until somebody or something speaks to
    the caller again, or the call ends; `messages` are the hold messages
    among `events`. `route` names the blocks of the line file that the caller went through.
    `exact` says that times are those of the packets as the kernel saw them leave. Without it they are what
    the SIP stack took from the line, and on a busy machine the stack may send that up to half a second later.
    `gaps` are 20 ms frames of silence that the stack put in because the line was late, `lost` frames that the
    stack dropped: 0 on a healthy machine.
    """

    line: str
    call_id: str
    invited_at: float
    ended_s: float
    ended_by: str
    schema: str = SCHEMA
    answered_s: float | None = None
    refused: int | None = None
    agent_answered_s: float | None = None
    events: tuple[TruthEvent, ...] = ()
    keys: tuple[TruthKey, ...] = ()
    hold: tuple[Stretch, ...] = ()
    messages: tuple[TruthEvent, ...] = ()
    route: tuple[str, ...] = ()
    exact: bool = False
    gaps: int = 0
    lost: int = 0

    def of(self, *kinds: str) -> tuple[TruthEvent, ...]:
        """The events of these kinds, in order."""
        return tuple(event for event in self.events if event.kind in kinds)


def write_truth(truth: Truth, path: Path) -> None:
    """Writes the file whole or not at all."""
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(dump(truth), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_truth(path: Path) -> Truth:
    """The truth in a file. Raises `CommandError` when it is not one of ours."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(data["schema"])
        return load(Truth, data)
    except Exception as error:
        raise CommandError(
            N_("{path} is not the truth of a practice call ({schema})."), path=str(path), schema=SCHEMA
        ) from error
