"""The questionnaires: good answers by section, question and channel; the league table; the weekly chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from auditor.reports.inputs import Call
from auditor.reports.measuring import channel_groups, cited, of_rate
from auditor.reports.values import CheckRow, SectionScore
from auditor.reports.waiting import reached_within
from metrics.stats.charts import laney_p_chart
from metrics.stats.clusters import clustered_rate
from metrics.stats.comparing import league
from metrics.stats.intervals import rate
from metrics.stats.values import Chart, League
from metrics.values import CheckResult

SECTIONS = {
    "hold": ("wait_told", "position_told", "alternative_channel_offered", "advertising_on_hold"),
    "route": (
        *("human_option_in_menu", "asks_for_data_again", "transfer_announced"),
        *("recording_announced", "recording_offered"),
    ),
    "person": (
        *("agent_identifies_self", "courtesy_greeting", "courtesy_farewell", "offers_further_help"),
        *("apology", "offer_made"),
    ),
    "complaint": (
        *("case_key_given", "promise_given", "resolution_claimed", "supervisor_offered"),
        *("receipt_offered", "survey_before_resolution"),
    ),
}
"""Which part of a call each detector listens to; a question without a detector is under "other"."""


def section_of(call: Call, check: CheckResult) -> str:
    """The section of a question, by the detector that its scenario names."""
    asked = next((c for c in call.script.checks if c.id == check.id), None) if call.script else None
    detector = asked.detect if asked else None
    return next((name for name, members in SECTIONS.items() if detector in members), "other")


def checks(calls: Iterable[Call]) -> tuple[CheckRow, ...]:
    """One row for each channel, section and question."""
    rows: list[CheckRow] = []
    for channel, members in channel_groups(calls).items():
        groups: dict[tuple[str, str, str], list[tuple[Call, CheckResult]]] = {}
        for call in members:
            for check in call.scorecard.checks if call.scorecard else ():
                groups.setdefault((section_of(call, check), check.id, check.ask), []).append((call, check))
        rows += [_row(channel, *key, found) for key, found in groups.items()]
    order = (*SECTIONS, "other")
    return tuple(sorted(rows, key=lambda r: (r.channel is None, r.channel or "", order.index(r.section))))


def _row(
    channel: str | None, section: str, id: str, ask: str, found: list[tuple[Call, CheckResult]]
) -> CheckRow:
    decided = [(call, check) for call, check in found if check.decided]
    bad = [(call, check) for call, check in decided if check.answer is not check.good]
    evidence = [cited(call, e) for call, check in bad for e in check.evidence[:1]]
    hits = len(decided) - len(bad)
    good = of_rate(f"check.{id}", rate(hits, len(decided)), why="no_check_decided", evidence=evidence[:3])
    answers = Counter(check.answer.value for _call, check in found)
    return CheckRow(section, channel, id, ask, good, dict(answers), any(c.critical for _call, c in found))


def sections(calls: Iterable[Call]) -> tuple[SectionScore, ...]:
    """Good answers by section and channel; answers of one call resemble each other, so they are clustered."""
    rows: list[SectionScore] = []
    for channel, members in channel_groups(calls).items():
        groups: dict[str, list[tuple[bool, str]]] = {}
        for call in members:
            for check in call.scorecard.checks if call.scorecard else ():
                if check.decided:
                    pair = (check.answer is check.good, call.id)
                    groups.setdefault(section_of(call, check), []).append(pair)
        for section in (*SECTIONS, "other"):
            if found := groups.get(section):
                good = clustered_rate([hit for hit, _id in found], [id for _hit, id in found])
                rows.append(SectionScore(section, channel, of_rate(f"section.{section}", good)))
    return tuple(rows)


def channel_league(calls: Sequence[Call]) -> League:
    """Channels by the share of calls that reached a person within three minutes."""
    counts: dict[str, list[int]] = {}
    for call in calls:
        hit = reached_within(call)
        if hit is not None:
            entry = counts.setdefault(call.channel or "–", [0, 0])
            entry[0] += hit
            entry[1] += 1
    return league({name: (hits, n) for name, (hits, n) in counts.items()})


def week_chart(calls: Sequence[Call], start: date, end: date) -> Chart:
    """Calls that reached a person within three minutes, week by week (Laney p′)."""
    found = [(call.day, hit) for call in calls if (hit := reached_within(call)) is not None]
    return laney_p_chart(weeks(found, start, end))


def weeks(found: Iterable[tuple[date, bool]], start: date, end: date) -> list[tuple[str, int, int]]:
    """(Monday, hits, n) for each ISO week from start to end, empty weeks too."""
    counts: dict[date, list[int]] = {}
    for day, hit in found:
        entry = counts.setdefault(monday(day), [0, 0])
        entry[0] += hit
        entry[1] += 1
    periods: list[tuple[str, int, int]] = []
    at = monday(start)
    while at <= end:
        hits, n = counts.get(at, (0, 0))
        if n or periods:  # weeks before the first call say nothing
            periods.append((at.isoformat(), hits, n))
        at += timedelta(days=7)
    return periods


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
