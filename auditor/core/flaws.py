"""What a person must know of a recording before trusting its figures: in words."""

from __future__ import annotations

from auditor.i18n import N_, _, number
from transcripts.heard import Heard
from transcripts.timeline import Kind

WORDS = {
    "truncated": N_(
        "the file ends before its header says, {length} s are missing; it was heard up to {at} s"
    ),
    "damaged": N_("damaged at {at} s ({length} s): kept as silence"),
    "gap": N_("its clock jumps at {at} s ({length} s): filled with silence"),
    "late": N_("its clock jumps too far at {at} s to be true: later times may be early"),
}


def flaws_in_words(heard: Heard | None) -> list[str]:
    """One sentence a flaw; also when there is nothing but silence. Empty for a sound recording."""
    if heard is None:
        return []
    found = [
        _(WORDS[flaw.name]).format(at=number(flaw.at_s), length=number(flaw.length_s)) for flaw in heard.flaws
    ]
    if all(span.kind is Kind.SILENCE for span in heard.timeline):
        found.append(
            _("nothing but silence, {length} s of it").format(length=number(heard.timeline.duration_s))
        )
    return found
