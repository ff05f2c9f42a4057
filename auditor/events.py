"""What happens while an audit runs: the core yields these, screens draw them, the worker records them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transcripts.contact import Contact


class EventName(StrEnum):
    """The moments of a shop, in the order in which they can come."""

    DIALLING = "dialling"  # stored before the INVITE leaves
    DIALLED = "dialled"  # the INVITE left
    RINGING = "ringing"
    ANSWERED = "answered"
    STEP = "step"  # detail "index kind"
    HEARD_TEXT = "heard_text"  # live recognition; detail is the text
    SOUND = "sound"  # what sounds now changed; detail is a timeline kind
    KEY = "key"
    SAYING = "saying"
    ON_HOLD = "on_hold"
    HUMAN = "human"
    LEVEL = "level"  # a few a second; detail is their level in dBFS
    ENDED = "ended"  # the call is over; `contact` holds what happened
    RECORDED = "recorded"  # contact and recording are stored
    LISTENING = "listening"  # detail is the stage; `share` the part done
    HEARD = "heard"
    PROMPT_CHANGED = "prompt_changed"  # a recorded prompt of the channel; detail is its id and a word diff
    SCORED = "scored"
    FAILED = "failed"  # detail says why


@dataclass(frozen=True, slots=True)
class Event:
    """One moment. `at_s` counts from the INVITE (0 before it); `share` is 0–1 where work has a length."""

    name: EventName
    at_s: float = 0.0
    detail: str | None = None
    share: float | None = None
    contact: Contact | None = None
    shop: str | None = None
