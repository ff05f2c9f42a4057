"""Rule packs over all calls: how often each rule was broken, by which source, and where one hears it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.reports.inputs import Inputs
from auditor.reports.measuring import cited, of_rate
from auditor.reports.values import Cited, PackRows, RuleRow
from metrics.packs import Finding, Pack, Verdict, judge, load_pack, names, packs_for
from metrics.stats.intervals import rate


def wanted(inputs: Inputs, countries: Iterable[str]) -> tuple[Pack, ...]:
    """The packs to choose from that are for these countries and the company's sector."""
    packs = map(load_pack, names()) if inputs.packs is None else inputs.packs
    return packs_for(packs, countries, inputs.sector)


def pack_rows(inputs: Inputs) -> tuple[PackRows, ...]:
    """Every rule of every pack that is for a channel that was called."""
    country = {call.id: country_of(inputs, call.channel) for call in inputs.calls}
    found: list[PackRows] = []
    for pack in wanted(inputs, country.values()):
        groups: dict[str, list[tuple[Finding, tuple[Cited, ...]]]] = {rule.id: [] for rule in pack.rules}
        for call in inputs.calls:
            if call.scorecard is None or pack.country not in (None, country[call.id]):
                continue
            for finding in judge(pack, call.scorecard, call.contact, call.script):
                where = tuple(cited(call, e) for e in finding.evidence[:1])
                groups[finding.rule.id].append((finding, where))
        rows = tuple(_row(pack, items) for items in groups.values() if items)
        if rows:
            found.append(PackRows(pack.id, pack.version, dict(pack.title), pack.status, pack.country, rows))
    return tuple(found)


def country_of(inputs: Inputs, channel: str | None) -> str:
    """The country of a channel, the company's where it is not known."""
    known = inputs.channels.get(channel or "")
    return (known.country if known else inputs.country).upper()


def _row(pack: Pack, items: list[tuple[Finding, tuple[Cited, ...]]]) -> RuleRow:
    rule = items[0][0].rule
    passed = sum(f.verdict is Verdict.PASS for f, _c in items)
    broken = [where for f, where in items if f.verdict is Verdict.FAIL]
    open_ = Counter(f.why or "not_measured" for f, _c in items if f.verdict is Verdict.NOT_ASSESSABLE)
    judged = passed + len(broken)
    return RuleRow(
        pack=pack.id,
        pack_version=pack.version,
        id=rule.id,
        title=dict(rule.title),
        weight=rule.weight.value,
        source=rule.source,
        url=rule.url,
        note=dict(rule.note) if rule.note else None,
        since=rule.since.isoformat() if rule.since else None,
        passed=passed,
        failed=len(broken),
        bound=sum(f.in_force is True for f, _c in items if f.verdict is not Verdict.NOT_ASSESSABLE),
        not_assessable=dict(open_),
        share_failed=of_rate(f"rule.{rule.id}", rate(len(broken), judged), why=_why(open_)),
        cited=tuple(c for where in broken for c in where)[:3],
    )


def _why(open_: Counter[str]) -> str:
    return open_.most_common(1)[0][0] if open_ else "no_cases"
