"""The words that only the screens need: the headings of a scorecard's sections. The rest is the core's."""

from __future__ import annotations

from auditor.i18n import N_, _
from metrics import labels as metrics_labels

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


def count(key: str) -> str:
    """What is counted below a figure: a key of `metrics.labels`, or a purpose; a user's own as it is."""
    for family in ("count", "purpose"):
        if key in metrics_labels.LABELS[family]:
            return _(metrics_labels.label(family, key))
    return key.replace("_", " ")
