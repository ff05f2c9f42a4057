"""The words for a scorecard's keys that only screens need: sections and kinds of step. The rest is the core's."""

from __future__ import annotations

from auditor.i18n import N_, _
from auditor.tui.words import humanised

SECTIONS = {
    "wait": N_("Waits"),
    "hold": N_("Hold"),
    "route": N_("Route"),
    "agent": N_("Agent"),
    "call": N_("Call"),
    "line": N_("Line"),
    "checks": N_("Questions"),
}

STEP_KINDS: dict[str, str] = {
    "prompt": N_("recorded message"),
    "menu": N_("menu"),
    "hold": N_("hold"),
    "agent": N_("agent"),
    "transfer": N_("transfer"),
    "end": N_("end"),
}


def section(key: str) -> str:
    """The heading of a section; one without a name is made readable rather than hidden."""
    return _(SECTIONS[key]) if key in SECTIONS else humanised(key).capitalize()


def step_kind(key: str) -> str:
    """What a step of the route is."""
    return _(STEP_KINDS[key]) if key in STEP_KINDS else humanised(key)
