"""From a final SIP answer, a tone or a silence to how the contact ended."""

from __future__ import annotations

from auditor.channels.phone.hearing.values import Now
from transcripts.contact import Outcome

BUSY_CYCLES = 4
"""Repetitions of a busy tone before it is believed."""

_BUSY = {486, 600}
_NO_ANSWER = {408, 480, 487}


def of_refusal(code: int | None) -> Outcome:
    """What a final answer that was not a 2xx means; `None`: the network or the name gave no answer."""
    if code is None:
        return Outcome.UNREACHABLE
    if code in _BUSY:
        return Outcome.BUSY
    return Outcome.NO_ANSWER if code in _NO_ANSWER else Outcome.REFUSED


def of_sound(now: Now, *, spoke: bool) -> Outcome | None:
    """What a tone on the line means. A busy tone after someone spoke is how some networks hang up."""
    if now.fax:
        return Outcome.FAX
    if now.busy_cycles >= BUSY_CYCLES:
        return Outcome.HUNG_UP_BY_THEM if spoke else Outcome.BUSY
    return None
