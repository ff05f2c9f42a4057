"""The report's sections on complaints, rules, actions, method and ethics."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.i18n import N_, _, language, number
from auditor.reports.calls_part import channel_name, chart_blocks, league_blocks
from auditor.reports.document import Block, Cell, Chart, Column, Section, Table, Text
from auditor.reports.inputs import ActionResult
from auditor.reports.values import Change, Complaints, Measure, PackRows, RuleRow, Summary
from auditor.reports.words import (
    changed,
    count_cell,
    day,
    figure_name,
    interval_cell,
    measure_cell,
    moment,
    percent,
    seconds,
    whole,
    word,
)
from metrics.stats.pareto import vital_few

ETHICS = (
    N_("Staff are told beforehand that mystery calls happen, without dates."),
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


def complaints(summary: Summary) -> Section:
    """First-call resolution three ways, curve, deadlines, operators, causes."""
    found = summary.complaints
    if found is None:
        return Section("complaints", _("Complaints"), (Text(_("There are no complaints in the ledger.")),))
    blocks: list[Block] = [_fcr(found), _overlap(found), _segments(found)]
    if found.survival:
        blocks.append(
            Chart("survival", _("Share still open, by days since the opening"), _survival_alt(found))
        )
    blocks.append(_measures("resolution", _("Time to resolution, owners, promises"), _others(found)))
    if found.deadlines:
        blocks.append(_deadlines(found))
    if found.chart:
        caption = figure_name("fcr.no_repeat_7d")
        blocks += chart_blocks(found.chart, "weeks:complaints", caption)
    if found.league:
        caption = figure_name(f"fcr.no_repeat_{found.window_days}d")
        blocks += league_blocks(found.league, "operators", caption)
    blocks += [Chart("pareto", _("Causes by importance (Pareto)"), _pareto_alt(found)), _pareto(found)]
    return Section("complaints", _("Complaints"), tuple(blocks))


def _others(found: Complaints) -> tuple[Measure, ...]:
    return (*found.resolution, *found.ownership, found.promises)


def _measures(id: str, caption: str, measures: tuple[Measure, ...]) -> Table:
    columns = (
        Column(_("Figure")),
        Column(_("Value"), "number"),
        Column(_("95 % interval")),
        Column("n", "number"),
        Column(_("What stands behind it")),
        Column(_("Against the period before")),
    )
    rows = tuple(
        (
            Cell(figure_name(m.id), figure_name(m.id)),
            measure_cell(m),
            interval_cell(m),
            count_cell(m.n),
            Cell(_counts(m)),
            Cell(changed(m.change, m.unit)),
        )
        for m in measures
    )
    return Table(id, caption, columns, rows)


def _counts(m: Measure) -> str:
    parts = [word("why", m.why)] if m.value is None and m.why else []
    hidden = ("low", "high", "window_days", "cases", "hits")
    for key, n in m.counts.items():
        if key in hidden or not n:
            continue
        text = percent(n) if key in ("at_least", "at_most") and m.unit == "ratio" else number(n, 0)
        parts.append(f"{word('count', key)}: {text}")
    return "; ".join(parts)


def _fcr(found: Complaints) -> Table:
    caption = _("First-call resolution, three ways that are never mixed; window {days} days").format(
        days=number(found.window_days, 0)
    )
    return _measures("fcr", caption, found.fcr)


def _overlap(found: Complaints) -> Table:
    columns = (
        Column(_("The agent says resolved")),
        Column(_("No repeat contact")),
        Column(_("Confirmed")),
        Column(_("Cases"), "number"),
    )
    answers = {True: _("yes"), False: _("no"), None: _("not known")}
    rows = tuple(
        (
            Cell(answers[o.claimed], answers[o.claimed]),
            Cell(answers[o.no_repeat], answers[o.no_repeat]),
            Cell(answers[o.confirmed], answers[o.confirmed]),
            count_cell(o.n),
        )
        for o in sorted(found.overlap, key=lambda o: -o.n)
    )
    return Table("overlap", _("How the three answers go together"), columns, rows)


def _segments(found: Complaints) -> Table:
    columns = (
        Column(_("Segment")),
        Column(_("Figure")),
        Column(_("Value"), "ratio"),
        Column(_("95 % interval")),
        Column("n", "number"),
    )
    rows = tuple(
        (
            Cell(word("segment", segment) or _("not known"), segment),
            Cell(figure_name(m.id), figure_name(m.id)),
            measure_cell(m),
            interval_cell(m),
            count_cell(m.n),
        )
        for segment, measures in found.by_segment
        for m in measures
    )
    return Table("segments", _("First-call resolution by segment"), columns, rows)


def _survival_alt(found: Complaints) -> str:
    parts = [f"{figure_name(m.id)}: {whole(m)}" for m in found.resolution]
    return _("Kaplan–Meier curve, open complaints censored.") + " " + "; ".join(parts) + "."


def _deadlines(found: Complaints) -> Table:
    columns = (
        Column(_("Rule")),
        Column(_("Resolved within the deadline"), "ratio"),
        Column(_("95 % interval")),
        Column("n", "number"),
        Column(_("Late"), "number"),
        Column(_("About to be late"), "number"),
        Column(_("Opened when the rule did not bind"), "number"),
        Column(_("Source")),
    )
    rows = tuple(
        (
            Cell(f"{d.rule} {local(d.title)}", d.rule),
            measure_cell(d.kept),
            interval_cell(d.kept),
            count_cell(d.kept.n),
            count_cell(d.late),
            count_cell(d.near),
            count_cell(d.kept.counts.get("not_in_force")),
            Cell(d.source, d.source),
        )
        for d in found.deadlines
    )
    return Table("deadlines", _("Deadlines in working days"), columns, rows)


def _pareto_alt(found: Complaints) -> str:
    few = vital_few(found.pareto)
    names = ", ".join(bar.key or _("without a topic") for bar in few)
    share = percent(few[-1].cumulative) if few else percent(0)
    return _("{causes} make {share} of the importance of all complaints.").format(causes=names, share=share)


def _pareto(found: Complaints) -> Table:
    columns = (
        Column(_("Cause")),
        Column(_("Summed importance"), "number"),
        Column(_("Share"), "ratio"),
        Column(_("Running share"), "ratio"),
        Column(_("Cases"), "number"),
        Column(_("Without importance"), "number"),
    )
    rows = tuple(
        (
            Cell(b.key or _("without a topic"), b.key),
            count_cell(b.weight),
            Cell(percent(b.share), b.share),
            Cell(percent(b.cumulative), b.cumulative),
            count_cell(b.count),
            count_cell(b.unweighted),
        )
        for b in found.pareto
    )
    return Table("causes", _("Causes by importance, with the plain count beside it"), columns, rows)


def rules(summary: Summary) -> Section:
    """Each pack: what was judged, then what could not be and why."""
    blocks: list[Block] = []
    for pack in summary.packs:
        blocks += _pack(pack)
    return Section("rules", _("Rules"), tuple(blocks) or (Text(_("No scored calls in this period.")),))


def local(text: dict[str, str] | None) -> str:
    """A text of a pack in the language in use, else in English, else in any."""
    if not text:
        return ""
    return text.get(language()) or text.get("en") or next(iter(text.values()))


def _pack(pack: PackRows) -> tuple[Block, ...]:
    status = word("status", pack.status)
    heading = Text(f"{local(pack.title)} ({pack.id} {pack.version}, {status})", "h3")
    judged = [row for row in pack.rows if row.passed + row.failed]
    columns = (
        Column(_("Rule")),
        Column(_("Kept"), "number"),
        Column(_("Broken"), "number"),
        Column(_("Share broken"), "ratio"),
        Column(_("95 % interval")),
        Column(_("Weight")),
        Column(_("Source")),
    )
    caption = _("Judged from calls ({pack})").format(pack=pack.id)
    table = Table(f"rules-{pack.id}", caption, columns, tuple(_rule(row) for row in judged))
    rest = [row for row in pack.rows if not row.passed + row.failed]
    open_columns = (Column(_("Rule")), Column(_("Why it is not assessable")), Column(_("Source")))
    open_rows = tuple(
        (
            Cell(f"{r.id} {local(r.title)}", r.id),
            Cell("; ".join(f"{word('why', key)} ({number(n, 0)})" for key, n in r.not_assessable.items())),
            Cell(r.source, r.source),
        )
        for r in rest
    )
    open_table = Table(
        f"open-{pack.id}",
        _("Not assessable from these calls ({pack})").format(pack=pack.id),
        open_columns,
        open_rows,
    )
    return (heading, *((table,) if judged else ()), *((open_table,) if rest else ()))


def _rule(row: RuleRow) -> tuple[Cell, ...]:
    judged = row.passed + row.failed
    name = f"{row.id} {local(row.title)}"
    if row.since and row.bound < judged:
        name += " " + _("(binds from {day}: {n} of {of} calls were before)").format(
            day=day(row.since), n=number(judged - row.bound, 0), of=number(judged, 0)
        )
    if row.note:
        name += f" {local(row.note)}"
    return (
        Cell(name, row.id, next(iter(row.cited), None), "bad" if row.failed else "good"),
        count_cell(row.passed),
        count_cell(row.failed),
        measure_cell(row.share_failed),
        interval_cell(row.share_failed),
        Cell(word("weight", row.weight), row.weight),
        Cell(row.source, row.source),
    )


STATES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}


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
        (_("Looked at on"), moment(m.made_at, m.zone)),
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
        _(
            "Differences carry an interval made of both periods' intervals (MOVER); where it holds zero, the "
            "two are called not distinguishable."
        ),
        _("Unknown is “not measured”, never zero. A case whose window is open is censored, never resolved."),
    )
    ethics: tuple[Block, ...] = tuple(Text("• " + _(line)) for line in ETHICS)
    blocks: tuple[Block, ...] = (table, *(Text(note) for note in notes), Text(_("Ethics"), "h3"), *ethics)
    return Section("method", _("Method and ethics"), blocks)


def _list(counts: dict[str, int]) -> str:
    return "; ".join(f"{name} ({number(n, 0)})" for name, n in counts.items())


def _channel(n: int, owner: str) -> str:
    text = _("{n} calls").format(n=number(n, 0))
    return text + (", " + _("answerable: {owner}").format(owner=owner) if owner else "")


def _minutes(minutes: float | None) -> str:
    return _("not measured") if minutes is None else seconds(60 * minutes)
