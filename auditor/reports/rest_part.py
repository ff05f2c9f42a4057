"""The report's last sections: actions, method and ethics."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.i18n import N_, _, number
from auditor.reports.calls_part import channel_name
from auditor.reports.document import Block, Cell, Column, Section, Table, Text
from auditor.reports.inputs import ActionResult
from auditor.reports.values import Change, Complaints, Measure, Summary
from auditor.reports.words import (
    changed,
    day,
    figure_name,
    moment,
    seconds,
    whole,
)

ETHICS = (
    N_("Staff are to be told beforehand that mystery calls happen, without dates: see the notices above."),
    N_("Voice and ratings are personal data; worker consent is no basis (AEPD report 0168/2012)."),
    N_("No discipline, and no score of one person from one call: figures here are of channels."),
    N_("Only own, registered channels are called, within caps on calls and on agents' minutes."),
    N_("Test calls are to be left out of the company's live figures."),
    N_("What was said is redacted; excerpts are short, and recordings have a retention."),
)
LEFT_OUT = {
    "not_scored": N_("not scored (yet)"),
    "ended_by_us": N_("ended by us or by our equipment: left out of waits"),
    "unread": N_("documents that could not be read"),
}


STATES = {"open": N_("to be done"), "done": N_("done"), "dropped": N_("dropped")}


def actions(summary: Summary) -> Section:
    """Open actions by their day, then earlier ones with what came of them."""
    if not summary.actions:
        return Section("actions", _("Actions"), (Text(_("No actions are recorded.")),))
    columns = (
        Column(_("What")),
        Column(_("Who")),
        Column(_("By when")),
        Column(_("State")),
        Column(_("What came of it")),
    )
    rows = tuple(
        (
            Cell(a.what, a.what),
            Cell(a.who or _("nobody yet"), a.who),
            Cell(day(a.due[:10]) if a.due else _("no date"), a.due),
            Cell(_(STATES[a.state]) + (f", {day(a.done_at[:10])}" if a.done_at else ""), a.state),
            Cell(_result(a.result)),
        )
        for a in sorted(summary.actions, key=lambda a: (a.state != "open", a.due or "9999", a.what))
    )
    return Section("actions", _("Actions"), (Table("actions", _("Actions out of findings"), columns, rows),))


def _result(result: ActionResult | None) -> str:
    """Before and after on the same scenario; a difference that chance explains is called that."""
    if result is None or result.after.value is None:
        return _("not measured again yet")
    before, after = result.before, result.after
    words = "not_distinguishable"
    if result.interval is not None and not result.interval[0] <= 0 <= result.interval[1]:
        words = "first_higher" if (result.difference or 0) > 0 else "first_lower"
    now = Measure(result.figure, after.value, result.unit, after.n, interval=after.interval)
    change = Change(before.value, before.n, before.interval, result.difference, result.interval, words)
    return f"{figure_name(result.figure)}: {whole(now)}. {changed(change, result.unit)}"


def method(summary: Summary, outcomes: Mapping[str, str]) -> Section:
    """How it was made, so that it can be made again; and what the calls may not be used for."""
    m = summary.method
    rows = [
        (_("Calls carried out"), number(m.calls, 0)),
        (_("Scored"), number(m.scored, 0)),
        *((_(LEFT_OUT[key]).capitalize(), number(n, 0)) for key, n in m.left_out.items()),
        (_("How the calls ended"), _list({_(outcomes.get(k, k)): n for k, n in m.outcomes.items()})),
        (_("Scenarios"), _list({k or _("no scenario"): n for k, n in m.scenarios.items()})),
        *((channel_name(name), _channel(n, owner)) for name, n, owner in m.channels),
        (_("Agents' time taken by our calls"), _minutes(m.agent_minutes)),
        *(
            (_("Customers' calls a month: {channel}").format(channel=channel_name(name)), number(n, 0))
            for name, n in (m.traffic or {}).items()
        ),
        *((_notice_of(name), _notice(given)) for name, given in m.staff_notices.items()),
        (_("Looked at on"), moment(m.made_at, m.zone)),
        *([(_("Window of “no repeat contact”"), _window(summary.complaints))] if summary.complaints else []),
        *([(_("Invented by a sample"), number(m.invented, 0))] if m.invented else []),
        *((_("Version: {stage}").format(stage=stage), _list(counts)) for stage, counts in m.versions.items()),
    ]
    table = Table(
        "method",
        _("What was counted, what was left out, what made it"),
        (Column(_("What")), Column(_("Value"))),
        tuple((Cell(name, name), Cell(value, value)) for name, value in rows),
    )
    notes = (
        _("Rates carry 95 % Wilson intervals; answers and messages of one call are clustered."),
        _("Waits over several lines are weighed by how many customers call each of them a month.")
        if m.traffic
        else _(
            "Every call counts alike, whatever line it went to; calls of one day are taken to resemble each "
            "other. To weigh lines by their customers: auditor channels traffic ID CALLS."
        ),
        _(
            "Differences carry an interval made of both periods' intervals (MOVER); where it holds zero, the "
            "two are called not distinguishable."
        ),
        _("Unknown is “not measured”, never zero. A case whose window is open is censored, never resolved."),
    )
    ethics: tuple[Block, ...] = tuple(Text("• " + _(line)) for line in ETHICS)
    said = (*(Text(note) for note in notes), Text(_("Ethics"), "h3"), *ethics)
    blocks: tuple[Block, ...] = (table, _denominators(), *said)
    return Section("method", _("Method and ethics"), blocks)


DENOMINATORS = (
    (
        N_("Messages of direct benefit to the caller, of all played on hold"),
        N_("playings that serve the caller ÷ playings that were understood"),
    ),
    (
        N_("Calls in which a person answered within 3 minutes"),
        N_("calls reached in under 180 s ÷ calls that could show it: ended by the line, or waited so long"),
    ),
    (N_("Resolved on first contact, as the agent says"), N_("said so ÷ cases where it is recorded")),
    (
        N_("No repeat contact within {days} days"),
        N_(
            "no further contact of the customer ÷ cases whose window has closed, with their contacts recorded"
        ),
    ),
    (
        N_("Resolved on first contact, as the customer or a follow-up shop confirms"),
        N_("confirmed, by the first contact ÷ cases of which someone was asked"),
    ),
    (N_("False resolutions: claimed, and found not to be"), N_("found not to be ÷ claimed, and asked after")),
    (N_("Resolved within the deadline"), N_("on time ÷ complaints whose deadline has passed")),
    (N_("Promises kept, of those checked"), N_("kept ÷ checked")),
    (N_("Share broken"), N_("calls that broke the rule ÷ calls that could show it kept or broken")),
)


def _denominators() -> Table:
    rows = tuple((_(figure).format(days="…"), _(share)) for figure, share in DENOMINATORS)
    return Table(
        "denominators",
        _("What is divided by what"),
        (Column(_("Figure")), Column(_("Numerator ÷ denominator"))),
        tuple((Cell(figure, figure), Cell(share, share)) for figure, share in rows),
    )


def _window(found: Complaints) -> str:
    return _("{n} days").format(n=number(found.window_days, 0))


def _notice_of(channel: str) -> str:
    return _("Notice to staff: {channel}").format(channel=channel)


def _notice(given_on: str | None) -> str:
    """Without a notice no name of anyone's staff is exported (Spain: LO 3/2018, art. 89.1)."""
    if given_on is None:
        return _("not recorded: names of staff are left out")
    return _("given on {day}").format(day=day(given_on))


def _list(counts: dict[str, int]) -> str:
    return "; ".join(f"{name} ({number(n, 0)})" for name, n in counts.items())


def _channel(n: int, owner: str) -> str:
    text = _("{n} calls").format(n=number(n, 0))
    return text + (", " + _("answerable: {owner}").format(owner=owner) if owner else "")


def _minutes(minutes: float | None) -> str:
    return _("not measured") if minutes is None else seconds(60 * minutes)
