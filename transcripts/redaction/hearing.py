"""All that was heard of a recording, without personal data: what may be stored, shown and scored."""

from __future__ import annotations

from dataclasses import replace

from transcripts.heard import Heard
from transcripts.redaction.keyed import redact_keys
from transcripts.redaction.transcript import redact_transcript
from transcripts.redaction.values import Mute, Personal
from transcripts.transcript import Segment

VERSION = "1"
"""Version of redaction; it changes whenever the same words may read differently."""

COMPANY_DATA = frozenset({Personal.PHONE, Personal.EMAIL, Personal.ADDRESS})
"""What a recorded announcement tells everybody is the company's own."""

_INSIDE = 0.7


def redact_heard(heard: Heard, country: str = "ES", *, agents_named: bool = False) -> Heard:
    """The same with marks in the transcript, long numbers keyed in hidden, and `redacted` to be muted.

    An announcement that was heard several times, wave for wave, is a recording: the telephones and addresses
    in it are the company's and stay. `agents_named` keeps the names by which agents introduce themselves: for
    channels with a recorded notice to their staff. Doing it again changes nothing.
    """
    recorded = [span for repeat in heard.repeats if len(repeat.times) > 1 for span in repeat.times]

    def kept(segment: Segment) -> frozenset[Personal]:
        length_s = segment.end_s - segment.start_s
        shared = (min(segment.end_s, end) - max(segment.start_s, start) for start, end in recorded)
        return COMPANY_DATA if any(s >= _INSIDE * length_s > 0 for s in shared) else frozenset()

    done = redact_transcript(heard.transcript, country, keep_in=kept, agents_named=agents_named)
    timeline, keyed = redact_keys(heard.timeline)
    mutes = sorted({*heard.redacted, *done.mutes, *keyed}, key=_order)
    versions = {**heard.versions, "redaction": VERSION}
    return replace(
        heard, timeline=timeline, transcript=done.transcript, redacted=tuple(mutes), versions=versions
    )


def _order(mute: Mute) -> tuple[float, float, str]:
    return mute.start_s, mute.end_s, mute.kind
