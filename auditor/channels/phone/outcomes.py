"""From a final SIP answer, a tone or a silence to how the contact ended."""

from __future__ import annotations

from auditor.channels.phone.hearing.values import Now
from transcripts.contact import Outcome

BUSY_S = 2.0
"""How long a busy or congestion tone must have gone on to be believed: each cadence has repeated by then."""

_BUSY = {486, 600}
_NO_ANSWER = {408, 480, 487}


def of_refusal(code: int | None) -> Outcome:
    """What a final answer that was not a 2xx means; `None`: the network or the name gave no answer."""
    if code is None:
        return Outcome.UNREACHABLE
    if code in _BUSY:
        return Outcome.BUSY
    return Outcome.NO_ANSWER if code in _NO_ANSWER else Outcome.REFUSED


def refusal_code(text: str) -> int | None:
    """The final answer's code that the stack gives with a closed call ("488 Not Acceptable Here")."""
    code = text[:3]
    return int(code) if code.isascii() and code.isdigit() and "300" <= code <= "699" else None


def of_sound(now: Now, *, spoke: bool) -> Outcome | None:
    """What a tone on the line means. A busy tone after someone spoke is how some networks hang up."""
    if now.tone == "fax":
        return Outcome.FAX
    if now.tone not in ("busy", "congestion") or now.tone_start_s is None:
        return None
    if now.at_s - now.tone_start_s < BUSY_S:
        return None
    if spoke:
        return Outcome.HUNG_UP_BY_THEM
    return Outcome.BUSY if now.tone == "busy" else Outcome.REFUSED
