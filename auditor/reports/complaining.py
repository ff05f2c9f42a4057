"""Complaints of the period: first-call resolution three ways, time to resolution, causes by importance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from auditor.reports import watching
from auditor.reports.checking import weeks
from auditor.reports.inputs import Inputs, Period
from auditor.reports.ledger_values import CurveRow
from auditor.reports.measuring import against, of_figure
from auditor.reports.operators import said_rows
from auditor.reports.values import Cited, Complaints, Headline, Measure, OverlapRow, Question
from metrics.complaints.cases import Case, cases
from metrics.complaints.curve import fcr_curve
from metrics.complaints.durations import resolution_time
from metrics.complaints.fcr import Fcr, fcr, grouped
from metrics.complaints.knowledge import words_of
from metrics.complaints.ownership import ownerships
from metrics.complaints.promises import kept_rate, promises
from metrics.complaints.times import local_day
from metrics.complaints.values import VALUABLE, Complaint, Quote
from metrics.stats.charts import laney_p_chart
from metrics.stats.comparing import league
from metrics.stats.pareto import pareto
from metrics.stats.values import Chart, League

CHART_WEEKS = 26
SHORT_WINDOW_DAYS = 7
"""The chart's window: a longer one would leave its last month empty."""


class Ledger:
    """The cases of a ledger as seen at one instant, by period."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self.all: tuple[Complaint, ...] = inputs.complaints or ()
        self.channel_of = {call.id: call.channel for call in inputs.history}
        self.by_id = {complaint.id: complaint for complaint in self.all}
        self.cases: tuple[Case, ...] = cases(self.all, as_of=inputs.as_of)

    def of(self, period: Period) -> tuple[Case, ...]:
        """The cases whose first contact lies in the period."""
        return tuple(c for c in self.cases if period.start <= self.day(c.opened_at) <= period.end)

    def opened(self, period: Period) -> tuple[Complaint, ...]:
        """The complaints opened in the period."""
        return tuple(c for c in self.all if period.start <= self.day(c.opened_at) <= period.end)

    def day(self, text: str) -> date:
        return local_day(text, self._inputs.zone)


def complaints(inputs: Inputs, ledger: Ledger) -> Complaints:
    """Everything of the ledger that the summary shows."""
    now, before = ledger.of(inputs.period), ledger.of(inputs.before)
    opened = ledger.opened(inputs.period)
    own = fcr(now, window_days=inputs.window_days)
    curve = resolution_time(opened, as_of=inputs.as_of)
    earlier = resolution_time(ledger.opened(inputs.before), as_of=inputs.as_of)
    owners = ownerships(opened, as_of=inputs.as_of)
    promised = promises(opened, as_of=inputs.as_of, zone=inputs.zone)
    due = watching.statuses(inputs, ledger.all)
    said, said_left_out = said_rows(opened)
    return Complaints(
        cases=len(now),
        window_days=inputs.window_days,
        fcr=_compared(own, fcr(before, window_days=inputs.window_days)),
        by_segment=_segments(now, inputs.window_days),
        overlap=tuple(OverlapRow(o.claimed, o.no_repeat, o.confirmed, o.n) for o in own.overlap if o.n),
        survival=curve.survival.steps,
        resolution=tuple(
            against(of_figure(a), of_figure(b)) for a, b in zip(curve.figures, earlier.figures, strict=True)
        ),
        chart=_chart(inputs, ledger),
        pareto=pareto((c.topic or "", None if c.importance is None else float(c.importance)) for c in now),
        league=_league(now, inputs.window_days),
        ownership=tuple(
            of_figure(f)
            for f in (owners.without_owner, owners.never_owned, owners.hand_overs, owners.departments)
        ),
        promises=of_figure(kept_rate(promised)),
        deadlines=watching.deadline_rows(due, opened),
        curve=_curve(now),
        spreads=watching.spreads(owners),
        promises_by=watching.promises_by(promised),
        said=said,
        said_left_out=said_left_out,
        alerts=watching.alert_rows(inputs, ledger.all, due),
    )


def _compared(now: Fcr, before: Fcr) -> tuple[Measure, ...]:
    pairs = zip(now.figures, before.figures, strict=True)
    return tuple(against(of_figure(a), of_figure(b)) for a, b in pairs)


def _segments(found: Sequence[Case], window: int) -> tuple[tuple[str | None, tuple[Measure, ...]], ...]:
    groups = grouped(found, lambda case: case.segment)
    order = sorted(groups, key=lambda s: (s is None, str(s or "")))
    return tuple(
        (
            None if segment is None else segment.value,
            tuple(of_figure(f) for f in fcr(groups[segment], window_days=window).figures[:3]),
        )
        for segment in order
    )


def _league(found: Sequence[Case], window: int) -> League | None:
    counts: dict[str, list[int]] = {}
    for case in found:
        hit = case.no_repeat(window)
        if case.operator is not None and hit is not None:
            entry = counts.setdefault(case.operator, [0, 0])
            entry[0] += hit
            entry[1] += 1
    return league({name: (hits, n) for name, (hits, n) in counts.items()}) if counts else None


def _chart(
    inputs: Inputs,
    ledger: Ledger,
    measure: Callable[[Case], bool | None] = lambda c: c.no_repeat(SHORT_WINDOW_DAYS),
) -> Chart | None:
    """A measure week by week, by the day of the first contact."""
    found = [(ledger.day(case.opened_at), hit) for case in ledger.cases if (hit := measure(case)) is not None]
    return weekly(found, inputs.period.end)


def weekly(found: Iterable[tuple[date, bool]], end: date) -> Chart | None:
    """A share over the weeks up to the period's end (Laney p′); `None` where there is nothing."""
    start = end - timedelta(weeks=CHART_WEEKS)
    periods = weeks([(day, hit) for day, hit in found if start <= day <= end], start, end)
    return laney_p_chart(periods) if periods else None


def _curve(found: Sequence[Case]) -> tuple[CurveRow, ...]:
    return tuple(
        CurveRow(point.window_days, of_figure(point.closed), of_figure(point.all_cases), point.censored)
        for point in fcr_curve(found)
    )


def question(inputs: Inputs, ledger: Ledger | None, found: Complaints | None) -> Question:
    """Was it resolved as a consequence of the first call? Confirmed, by importance; the others beside it."""
    if ledger is None or found is None:
        return Question("complaint", Measure("fcr.confirmed", None, "ratio", 0, why="no_cases"))
    by_id = {measure.id: measure for measure in found.fcr}
    main = by_id["fcr.confirmed.by_importance"]
    names = ("fcr.confirmed", f"fcr.no_repeat_{found.window_days}d", "fcr.claimed")
    beside = (*(by_id[name] for name in names), found.resolution[1])
    finding = _headline(ledger.of(inputs.period), ledger)
    return Question("complaint", main, beside, finding, _chart(inputs, ledger, lambda case: case.confirmed))


def _headline(found: Sequence[Case], ledger: Ledger) -> Headline | None:
    """The weightiest case that was called resolved and was not; else an unresolved one; else a cause."""
    false = [case for case in found if case.claimed and case.answer is False]
    unresolved = [case for case in found if case.answer is False]
    pool = false or unresolved
    if not pool:
        bars = pareto((c.topic or "", float(c.importance or 0)) for c in found)
        if not bars or not bars[0].key:
            return None
        return Headline(
            "complaint_cause", {"topic": bars[0].key}, {"n": float(bars[0].count), "of": len(found)}
        )

    def weight(case: Case) -> tuple[bool, int, bool, str, str]:
        """Of cases that weigh the same, one that can be heard."""
        heard = _can_be_heard(case, ledger)
        return case.segment in VALUABLE, case.importance or 0, heard, case.opened_at, case.id

    worst = max(pool, key=weight)
    key = "complaint_false" if false else "complaint_unresolved"
    return Headline(key, {"topic": worst.topic or ""}, _numbers(worst, pool, found), _words(worst, ledger))


def _numbers(worst: Case, pool: Sequence[Case], found: Sequence[Case]) -> dict[str, float]:
    numbers = {"n": float(len(pool)), "of": float(len(found))}
    return numbers if worst.importance is None else {**numbers, "importance": float(worst.importance)}


def _words(case: Case, ledger: Ledger) -> Cited | None:
    """What can be heard of the case, the customer's words before the agent's; else what was written."""
    rows = [ledger.by_id[id] for id in case.complaints]
    heard = [(row, quote) for row in rows for quote in row.quotes if _plays(quote)]
    if heard:
        row, quote = min(heard, key=lambda pair: pair[1].by_customer is False)
        start, end = quote.start_s or 0.0, quote.end_s or 0.0
        channel = ledger.channel_of.get(quote.shop_id or "", row.channel)
        return Cited(quote.shop_id or "", start, end, quote.text, quote.at, channel)
    said = next((quote for row in rows for quote in words_of(row)), None)
    return Cited("", 0.0, 0.0, said.text, said.at, case.channel) if said else None


def _plays(quote: Quote) -> bool:
    return quote.shop_id is not None and quote.start_s is not None and quote.end_s is not None


def _can_be_heard(case: Case, ledger: Ledger) -> bool:
    return any(_plays(quote) for id in case.complaints for quote in ledger.by_id[id].quotes)
