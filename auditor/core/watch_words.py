"""The watch rules in words: what is watched for, after how many days, and whom each step goes to."""

from __future__ import annotations

import math

from auditor.core.alert_page import AlertPage, RulesInForce
from auditor.i18n import _, ngettext
from metrics.complaints.labels import label
from metrics.complaints.values import Segment
from metrics.complaints.watch import EscalationStep


def rule_lines(found: RulesInForce) -> list[str]:
    """One line a rule, the steps last."""
    rules = found.rules
    lines = [
        _("Valuable customers: {segments}.").format(segments=_segments(rules.valuable)),
        _("Theirs without an owner: at once."),
        _("To win them back: {days} days; told {near} days before.").format(
            days=f"{rules.recovery_days:g}", near=f"{rules.recovery_near_days:g}"
        ),
        _("Silence: {days} days without a contact.").format(days=f"{rules.silence_days:g}"),
        ngettext(
            "Promises: told {n} day before their date.",
            "Promises: told {n} days before their date.",
            math.ceil(rules.promise_near_days),
        ).format(n=f"{rules.promise_near_days:g}"),
    ]
    if rules.unrecorded_owner:
        lines.append(_("Also where it is not recorded whether anybody owns it."))
    return [*lines, *(step_line(step) for step in rules.steps)] if rules.steps else [*lines, _("No steps.")]


def step_line(step: EscalationStep) -> str:
    """An escalation step: when, whom to, for whom."""
    days = ngettext("after {n} day", "after {n} days", int(step.after_days)).format(n=f"{step.after_days:g}")
    words = _("Step {step}: {days} to {who} ({segments})").format(
        step=step.name, days=days, who=step.who, segments=_segments(step.segments) or _("all")
    )
    if step.min_importance:
        words += " " + _("from importance {n}").format(n=step.min_importance)
    return words


def rule_source(found: RulesInForce) -> str:
    """Where the rules come from, and how they are changed."""
    if found.from_file:
        return _("They come from {path}: edit it, it counts at once.").format(path=found.path)
    return _("These are the defaults. To change them, write {path}.").format(path=found.path)


def next_words(page: AlertPage, when: str) -> str:
    """The step that comes next, `when` being its moment as the front end writes it."""
    if page.step is None:
        return _("No further step by the rules.")
    step = page.step[0]
    return _("Next step on {day}: {step} → {who}").format(day=when, step=step.name, who=step.who)


def _segments(segments: tuple[Segment, ...]) -> str:
    return ", ".join(_(label("segment", each.value)) for each in segments)
