"""The words that only the screens need: the headings of a scorecard's sections. The rest is the core's."""

from __future__ import annotations

from auditor.i18n import N_, _

SECTIONS = {
    "call": N_("Call"),
    "wait": N_("Waits"),
    "hold": N_("Hold"),
    "route": N_("Route"),
    "agent": N_("Person"),
    "line": N_("Network"),
}


def section(key: str) -> str:
    """The heading of a section; one without a name reads as its key rather than being hidden."""
    return _(SECTIONS[key]) if key in SECTIONS else key.replace("_", " ").capitalize()
