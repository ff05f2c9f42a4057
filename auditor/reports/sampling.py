"""Rules that only a sample of calls shows, held against all calls of the period in their country."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.reports.inputs import Call, Inputs
from auditor.reports.ledger_values import SampleClock, SampleReading, SampleRow
from auditor.reports.ruling import country_of, wanted
from auditor.reports.waiting import OURS, UNANSWERED, seconds_to_person
from metrics.packs import SampleFinding, Wait, is_sample_rule, judge_sample
from metrics.packs.sampling import ClockResult
from transcripts.contact import Outcome

DIAL = "wait.dial_to_human_s"


def samples(inputs: Inputs) -> tuple[SampleRow, ...]:
    """One row for each such rule of the packs of the countries called."""
    country = {call.id: country_of(inputs, call.channel) for call in inputs.calls}
    rows: list[SampleRow] = []
    for pack in wanted(inputs, country.values()):
        calls = [c for c in inputs.calls if pack.country in (None, country[c.id])]
        for rule in pack.rules:
            if is_sample_rule(rule):
                clocks = (rule.figure or "", *rule.clocks)
                waits = {clock: [wait_of(call, clock) for call in calls] for clock in clocks}
                found = judge_sample(pack.id, pack.version, rule, waits, [call.day for call in calls])
                rows.append(_row(found))
    return tuple(rows)


def wait_of(call: Call, clock: str) -> Wait:
    """The call's wait on a clock. One that we ended, or our equipment, shows at most that it was longer."""
    if call.contact.outcome in OURS:
        return Wait(None, day=call.day)
    reached, waited = seconds_to_person(call, clock)
    unanswered = clock == DIAL and call.contact.outcome in UNANSWERED
    hung_up = call.contact.outcome is Outcome.HUNG_UP_BY_THEM and waited is not None
    return Wait(reached, waited, reached is None and (unanswered or hung_up), call.day)


def _row(found: SampleFinding) -> SampleRow:
    rule = found.rule
    return SampleRow(
        pack=found.pack,
        id=rule.id,
        title=dict(rule.title),
        source=rule.source,
        url=rule.url,
        note=dict(rule.note) if rule.note else None,
        since=rule.since.isoformat() if rule.since else None,
        limit_s=found.limit_s,
        share=found.share,
        needed=found.needed,
        calls=found.calls,
        bound=found.bound,
        clocks=_clocks(found.clocks),
        verdict=found.verdict.value,
        why=found.why,
    )


def _clocks(found: Sequence[ClockResult]) -> tuple[SampleClock, ...]:
    return tuple(
        SampleClock(
            c.clock,
            c.n,
            c.not_reached,
            c.unknown,
            tuple(
                SampleReading(
                    r.reading.value, r.value, r.unit, r.n, r.low, r.high, r.verdict.value, r.why, r.at_least
                )
                for r in c.readings
            ),
            c.verdict.value,
            c.why,
        )
        for c in found
    )
