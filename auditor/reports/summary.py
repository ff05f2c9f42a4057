"""Makes the summary of one period out of calls and complaints. Pure: reads no file and no clock."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from auditor.reports import checking, complaining, holding, routing, waiting
from auditor.reports.inputs import Call, Inputs, PromptChange
from auditor.reports.measuring import against
from auditor.reports.operators import beside_rows, contradiction_rows
from auditor.reports.ruling import pack_rows
from auditor.reports.sampling import samples
from auditor.reports.values import SCHEMA, Measure, Method, Question, Summary
from metrics.complaints.times import local_day
from transcripts.contact import MarkName


def summarise(inputs: Inputs) -> Summary:
    """The summary. Imports the statistics (numpy, pandas): for a command or a worker, not for start-up."""
    calls, before = inputs.calls, inputs.calls_before
    traffic = waiting.traffic_of(inputs)
    catalogue = holding.catalogue(calls, before)
    routes = routing.routes(calls)
    ledger = complaining.Ledger(inputs) if inputs.complaints else None
    complaints = complaining.complaints(inputs, ledger) if ledger else None
    start = inputs.period.end - timedelta(weeks=complaining.CHART_WEEKS)
    chart = checking.week_chart(inputs.history, start, inputs.period.end)
    return Summary(
        schema=SCHEMA,
        period=inputs.period,
        before=inputs.before,
        questions=(
            Question(
                "hold",
                against(holding.useful_share(calls), holding.useful_share(before)),
                (_advertising(calls), against(_hold_time(calls), _hold_time(before))),
                holding.headline(catalogue),
                complaining.weekly(holding.useful_playings(inputs.history), inputs.period.end),
            ),
            Question(
                "route",
                against(waiting.within(calls, traffic=traffic), waiting.within(before, traffic=traffic)),
                (
                    against(waiting.median(calls), waiting.median(before)),
                    against(routing.menus(calls), routing.menus(before)),
                    against(routing.time_lost(calls), routing.time_lost(before)),
                ),
                routing.headline(calls, routes),
                chart if chart.points else None,
            ),
            complaining.question(inputs, ledger, complaints),
        ),
        catalogue=catalogue,
        prompt_changes=_prompt_changes(inputs),
        holds=holding.holds(calls),
        routes=routes,
        waits=waiting.waits(calls, traffic),
        sections=checking.sections(calls),
        checks=checking.checks(calls),
        league=checking.channel_league(calls),
        chart=chart,
        packs=pack_rows(inputs),
        samples=samples(inputs),
        beside=beside_rows(inputs, ledger.of(inputs.period) if ledger else ()),
        contradictions=contradiction_rows(inputs.answers),
        complaints=complaints,
        actions=inputs.actions,
        method=_method(inputs),
    )


def _advertising(calls: tuple[Call, ...]) -> Measure:
    return holding.advertising([c for c in calls if waiting.figure_of(c, "hold.total_s")])


def _hold_time(calls: tuple[Call, ...]) -> Measure:
    return routing.mean_of(calls, "hold.total_s", "report.hold_s", "s")


def _method(inputs: Inputs) -> Method:
    calls = inputs.calls
    scored = [call for call in calls if call.scorecard is not None]
    versions: dict[str, Counter[str]] = {}
    for call in scored:
        for stage, version in call.scorecard.versions.items() if call.scorecard else ():
            versions.setdefault(stage, Counter())[version] += 1
    ours = sum(call.contact.outcome in waiting.OURS for call in calls)
    left_out = {"not_scored": len(calls) - len(scored), "ended_by_us": ours, "unread": inputs.unread}
    by_channel = Counter(call.channel or "" for call in calls)
    return Method(
        made_at=inputs.as_of.isoformat(timespec="seconds"),
        zone=inputs.zone,
        calls=len(calls),
        scored=len(scored),
        left_out={key: n for key, n in left_out.items() if n},
        outcomes=dict(Counter(call.contact.outcome.value for call in calls)),
        scenarios=dict(Counter(call.scenario or "" for call in calls)),
        channels=tuple((name, n, _owner(inputs, name)) for name, n in sorted(by_channel.items())),
        agent_minutes=_agent_minutes(calls),
        versions={stage: dict(counts) for stage, counts in versions.items()},
        staff_notices={name: _notice(inputs, name) for name in sorted(by_channel) if name in inputs.channels},
        invented=sum(call.invented for call in calls)
        + sum(bool(c.invented) for c in inputs.complaints or ()),
        traffic=waiting.traffic_of(inputs),
    )


def _owner(inputs: Inputs, channel: str) -> str:
    known = inputs.channels.get(channel)
    return known.owner if known else ""


def _prompt_changes(inputs: Inputs) -> tuple[PromptChange, ...]:
    """Those first heard in the period, the newest first."""
    period = inputs.period
    dated = [(change.at, change) for change in inputs.prompt_changes if change.at is not None]
    inside = [(at, c) for at, c in dated if period.start <= local_day(at, inputs.zone) <= period.end]
    return tuple(change for _at, change in sorted(inside, key=lambda pair: pair[0], reverse=True))


def _notice(inputs: Inputs, channel: str) -> str | None:
    notice = inputs.channels[channel].staff_notice
    return notice.given_on if notice else None


def _agent_minutes(calls: tuple[Call, ...]) -> float | None:
    """Minutes of live agents' time that our calls took: from the person's answer to the end of the call."""
    times: list[float] = []
    for call in calls:
        human, end = waiting.figure_of(call, "call.human_at_s"), waiting.figure_of(call, "call.duration_s")
        placed = call.contact.first(MarkName.INVITE) is not None
        if placed and human and end and human.value is not None and end.value is not None:
            times.append(max(0.0, end.value - human.value))
    return sum(times) / 60 if times else None
