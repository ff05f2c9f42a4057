"""Gathers what a summary rests on from the data folder, and writes it in the format that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from auditor.core.actions import Actions, BeforeAfter, Measured
from auditor.core.app import App
from auditor.core.labels import OUTCOMES
from auditor.core.report_answers import answers_of
from auditor.core.report_prompts import prompt_changes_of
from auditor.core.report_sources import Calls, Excerpts
from auditor.core.rules import shelf
from auditor.errors import CommandError
from auditor.i18n import N_, language, use_language
from auditor.ledger.actions import Action, ActionState
from auditor.ledger.ledger import TABLE, Ledger
from auditor.ledger.watching import watch_rules
from auditor.reports.complaining import CHART_WEEKS
from auditor.reports.inputs import ActionInput, ActionResult, Inputs, Period, Side
from auditor.reports.values import Summary
from metrics.complaints.values import Complaint
from transcripts.redaction import redacted

ZONE = "Europe/Madrid"
"""Where the company is, when no channel is registered that says so."""
FORMATS = ("html", "pdf", "xlsx", "md", "json")


def last_month(today: date) -> Period:
    """The last full month."""
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


def period(start: date | None, end: date | None, today: date) -> Period:
    """The period asked for; without any date the last full month, with one date up to today."""
    if start is None and end is None:
        return last_month(today)
    end = end or today
    start = start or end.replace(day=1)
    if start > end:
        raise CommandError(
            N_("The period begins on {start} and ends before, on {end}."), start=start, end=end
        )
    return Period(start, end)


def before(period: Period) -> Period:
    """The period before: the month before a whole month, else as many days."""
    whole = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    end = period.start - timedelta(days=1)
    if not whole:
        return Period(end - timedelta(days=period.days - 1), end)
    year, month = divmod(period.start.year * 12 + period.start.month - 1 - months, 12)
    return Period(date(year, month + 1, 1), end)


def summary(
    app: App,
    start: date | None = None,
    end: date | None = None,
    *,
    window_days: int = 30,
    as_of: datetime | None = None,
) -> Summary:
    """The summary of a period (local days, both included) of this data folder."""
    from auditor.reports.summary import summarise

    return summarise(gather(app, start, end, window_days=window_days, as_of=as_of))


def gather(
    app: App,
    start: date | None = None,
    end: date | None = None,
    *,
    window_days: int = 30,
    as_of: datetime | None = None,
) -> Inputs:
    """Everything the summary rests on. `as_of` (aware) is now unless another instant is asked for."""
    as_of = as_of or datetime.now(UTC)
    channels = {channel.id: channel for channel in app.channels.list()}
    zones = [channel.time_zone for channel in channels.values()]
    zone = max(sorted(set(zones)), key=zones.count) if zones else ZONE
    wanted = period(start, end, as_of.astimezone(ZoneInfo(zone)).date())
    earlier = before(wanted)
    since = min(earlier.start, wanted.end - timedelta(weeks=CHART_WEEKS))
    zone_of = {id: channel.time_zone for id, channel in channels.items()}
    reader = Calls(app, zone, zone_of)
    calls = tuple(reader.between(since, wanted.end))
    inside = tuple(c for c in calls if wanted.start <= c.day <= wanted.end)
    return Inputs(
        period=wanted,
        before=earlier,
        calls=inside,
        calls_before=tuple(c for c in calls if earlier.start <= c.day <= earlier.end),
        history=calls,
        as_of=as_of,
        zone=zone,
        country=app.settings.country,
        complaints=_complaints(app),
        channels=channels,
        window_days=window_days,
        actions=_actions(app, earlier),
        unread=reader.unread,
        answers=tuple(answers_of(app, channels, inside)),
        watch=watch_rules(app.settings.home),
        sector=app.settings.sector,
        packs=tuple(shelf(app.settings.home).packs.values()),
        prompt_changes=tuple(prompt_changes_of(app, channels)),
    )


def _actions(app: App, earlier: Period) -> tuple[ActionInput, ...] | None:
    """Every open action, and those ended since the period before began, with what came of them."""
    book = Actions(app)
    kept = [
        action
        for action in book.book.list(everything=True)
        if action.state is ActionState.OPEN or _ended(action) >= earlier.start.isoformat()
    ]
    return tuple(_action(action, book.result(action.id)) for action in kept) or None


def _ended(action: Action) -> str:
    return action.done_at or (action.history[-1].at if action.history else action.made_at)


def _action(action: Action, found: BeforeAfter | None) -> ActionInput:
    result = None
    if found is not None:
        result = ActionResult(
            figure=found.figure,
            unit="ratio" if found.unit == "yes_no" else found.unit or "",
            before=_side(found.before),
            after=_side(found.after),
            difference=found.difference,
            interval=None if found.low is None or found.high is None else (found.low, found.high),
        )
    return ActionInput(
        what=redacted(action.what),
        who=action.who,
        due=action.by,
        done_at=action.done_at,
        state=action.state.value,
        finding=action.finding,
        result=result,
    )


def _side(side: Measured) -> Side:
    interval = None if side.low is None or side.high is None else (side.low, side.high)
    return Side(side.value, interval, side.n)


def _complaints(app: App) -> tuple[Complaint, ...] | None:
    """The whole ledger with what customers said redacted; `None` where there is none."""
    if TABLE not in app.store.tables():
        return None
    found = Ledger(app.store).complaints()
    return tuple(_redacted(complaint) for complaint in found) or None


def _redacted(complaint: Complaint) -> Complaint:
    quotes = tuple(replace(quote, text=_plain(quote.text)) for quote in complaint.quotes)
    promises = complaint.promises
    if promises:
        promises = tuple(replace(promise, what=_plain(promise.what)) for promise in promises)
    text = _plain(complaint.text) if complaint.text else None
    return replace(complaint, quotes=quotes, promises=promises, text=text)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """The words redacted again on their way out: what an older version stored is not trusted."""
    return redacted(text)


def write(app: App, made: Summary, format: str, path: Path, *, lang: str | None = None) -> None:
    """Writes the summary to a file, whole or not at all. Raises `CommandError` where it cannot be written."""
    from auditor.reports.rendering import render

    with _language(lang or language()):
        data = render(made, format, Excerpts(app), outcomes=OUTCOMES)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(
            N_("{path} cannot be written: {reason}"), path=path, reason=error.strerror or str(error)
        ) from error


@contextmanager
def _language(wanted: str) -> Iterator[None]:
    kept = language()
    use_language(wanted)
    try:
        yield
    finally:
        use_language(kept)
