"""Alerts as entries, and what there is to tell of one: since when, whose, its steps, the rules behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.style import Style
from rich.text import Text

from auditor.core.alert_filter import SEVERITY_LABELS, AlertFilter, Severity
from auditor.core.alert_mail import alert_text
from auditor.core.alert_page import AlertPage, RulesInForce
from auditor.core.watch_words import next_words, rule_lines, rule_source
from auditor.i18n import _
from auditor.ledger.alertbook import LABELS, Raised, State, Step, step_note
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.drawing.ledger import segment
from auditor.tui.formats import count, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, spread, wrapped
from metrics.complaints.labels import label
from metrics.complaints.values import Segment
from metrics.complaints.watch import AlertKind

PAGE = 200
K = AlertKind
_KINDS = {
    K.NO_OWNER: ("‼", "error"),
    K.OWNER_NOT_RECORDED: ("?", "warning"),
    K.RECOVERY_NEAR: ("!", "warning"),
    K.RECOVERY_PASSED: ("✗", "error"),
    K.SILENCE: ("…", "warning"),
    K.PROMISE_NEAR: ("!", "warning"),
    K.PROMISE_PASSED: ("?", "warning"),
    K.PROMISE_BROKEN: ("✗", "error"),
    K.ESCALATION: ("↑", "accent"),
    K.DEADLINE_NEAR: ("!", "warning"),
    K.DEADLINE_LATE: ("✗", "error"),
}
_STATES = {
    State.RAISED: ("○", "primary"),
    State.ACKNOWLEDGED: ("◐", "success"),
    State.ESCALATED: ("↑", "accent"),
    State.CLOSED: ("–", "secondary"),
}


def alert_items(alerts: Sequence[Raised], ink: Ink) -> list[Item]:
    """One entry an alert, in the order of the watch rules: the most valuable first."""
    return [Item(raised.key, partial(_alert, raised, ink), raised) for raised in alerts]


def list_title(page: Sequence[Raised], number: int, total: int, wanted: AlertFilter) -> str:
    """Which alerts are on screen of how many, and by what they are filtered."""
    title = _("Alerts")
    if page:
        first = number * PAGE + 1
        shown = _("{first}–{last} of {total}")
        last = count(first + len(page) - 1)
        title += " " + shown.format(first=count(first), last=last, total=count(total))
    return f"{title} ⌕ {filter_words(wanted)}" if wanted else title


def filter_words(wanted: AlertFilter) -> str:
    """What a filter asks for."""
    chosen = [
        f"«{wanted.text}»" if wanted.text else "",
        _(label("alert_kind", wanted.kind)) if wanted.kind else "",
        wanted.rule,
        _(SEVERITY_LABELS[Severity(wanted.severity)]).partition(":")[0] if wanted.severity else "",
        _("segment {segment}").format(segment=segment(Segment(wanted.segment))) if wanted.segment else "",
        _(LABELS[State(wanted.state)]) if wanted.state else "",
    ]
    return " · ".join(word for word in chosen if word)


def _alert(raised: Raised, ink: Ink, width: int) -> list[Text]:
    alert = raised.alert
    glyph, tone = _KINDS[alert.kind]
    sign, state_tone = _STATES[raised.state]
    left = Text(f"{glyph} ", Style(bold=True, color=ink.tone(tone)))
    left.append(alert_text(raised), Style(bold=raised.state is State.RAISED))
    lines = spread(left, Text(f"{sign} {_(LABELS[raised.state])}", ink.tone(state_tone)), width)
    about = [alert.complaint, segment(alert.segment), _("since {moment}").format(moment=moment(alert.since))]
    if alert.importance:
        about.insert(2, _("importance {n}").format(n=alert.importance))
    if alert.who:
        about.append(f"→ {alert.who}")
    below = wrapped(Text(" · ".join(about), ink.tone("dim")), width - 2)
    return [*lines, *(Text.assemble("  ", line, end="") for line in below)]


def detail_items(page: AlertPage, rules: RulesInForce, ink: Ink) -> list[Item]:
    """The case in short, what was done, what comes next, and the rules."""
    raised, alert = page.raised, page.raised.alert
    items = [heading("what", alert_text(raised), ink), fact(_("complaint"), alert.complaint, ink)]
    items.append(note("next", next_words(page, moment(page.step[1]) if page.step else ""), ink))
    if page.complaint is not None:
        items.append(fact(_("topic"), page.complaint.topic or _("not recorded"), ink))
        items.append(fact(_("day"), str(page.day), ink))
    items += [
        fact(_("segment"), _(label("segment", alert.segment)) if alert.segment else _("not recorded"), ink),
        fact(_("since"), moment(alert.since), ink),
        *([fact(_("due"), moment(alert.due_at), ink)] if alert.due_at else []),
        fact(_("for"), alert.who or _("nobody named"), ink),
        heading("steps", _("Steps"), ink),
    ]
    items += [Item(f"step-{n}", partial(_step, step, ink)) for n, step in enumerate(raised.history)]
    items.append(note("mail", _mail(raised), ink))
    items.append(heading("rules", _("What is watched for"), ink))
    items += [note(f"rule-{n}", line, ink) for n, line in enumerate(rule_lines(rules))]
    return [*items, note("source", rule_source(rules), ink)]


def _step(step: Step, ink: Ink, width: int) -> list[Text]:
    sign, tone = _STATES[step.to]
    body = Text(_(LABELS[step.to]), Style(bold=True))
    body.append(f"  {moment(step.at)}, {step.by}", ink.tone("dim"))
    if step.note:
        words = f"→ {step.note}" if step.to is State.ESCALATED else step_note(step)
        body.append(f"\n{words}", Style(italic=True))
    return hanging(Text(f"{sign} ", ink.tone(tone)), body, width)


def _mail(raised: Raised) -> str:
    if raised.error:
        return _("Not e-mailed: {why}").format(why=raised.error)
    if raised.sent_at:
        return _("E-mailed on {moment} to {to}.").format(
            moment=moment(raised.sent_at), to=", ".join(raised.sent_to)
        )
    return _("Not e-mailed yet: `auditor alerts --send` does it.")
