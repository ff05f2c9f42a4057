"""Follow-ups: a shop that was carried out plans the shops that its scenario asks for after it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from auditor.jobs.planning import Planned
from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, with_persona, with_scenario
from auditor.jobs.states import ShopState
from auditor.jobs.times import from_text, to_text
from scenarios.durations import parse_duration
from scenarios.errors import ScenariosError
from scenarios.library import Entry, Library
from scenarios.plan import Plan
from scenarios.reading import read_scenario_text
from scenarios.scenario import FollowUp
from scenarios.windows import instant
from transcripts.contact import Contact, MarkName, Outcome

MAX_CHAIN = 10
"""A scenario may follow itself up ("is it resolved by now?"), but not for ever."""

WINDOW = timedelta(hours=4)
"""How long a follow-up of a shop without a plan may wait for a worker."""

_CHAIN = re.compile(r"(?:-f\d+)+$")


def follow_up(
    queue: ShopQueue, shop: Shop, library: Library, *, plan: Plan | None = None, zone: ZoneInfo | None = None
) -> Planned:
    """Stores the follow-ups of a shop that reached somebody. Doing it again adds nothing.

    They ring the same channel as the same persona. With a plan they are moved into its days and windows;
    without one they count on the clock of `zone` (UTC when it is not given).
    """
    if not reached(shop.contact) or shop.scenario_text is None or _chain(shop.id) >= MAX_CHAIN:
        return Planned()
    new, errors = [], []
    for number, wanted in enumerate(read_scenario_text(shop.scenario_text, shop.id).follow_up, start=1):
        id = f"{shop.id}-f{number}"
        if queue.table.get(id) is not None:
            continue
        try:
            entry = library.entry(wanted.scenario)
        except ScenariosError as error:
            errors.append(error)
            continue
        due_at, window_end = _when(shop, wanted, plan, zone or ZoneInfo("UTC"))
        child = _child(shop, id, entry, queue.clock())
        child = replace(child, due_at=to_text(due_at), window_end=to_text(window_end))
        if queue.add(child):
            new.append(child)
    return Planned(new=tuple(new), errors=tuple(errors))


def reached(contact: Contact | None) -> bool:
    """Whether the scenario was told to somebody: all of it, or until they hung up on our shopper."""
    if contact is None:
        return False
    cut_short = contact.outcome is Outcome.HUNG_UP_BY_THEM and contact.first(MarkName.HUMAN) is not None
    return contact.outcome is Outcome.COMPLETED or cut_short


def _chain(id: str) -> int:
    """How many follow-ups stand between this shop and the first one."""
    found = _CHAIN.search(id)
    return found.group().count("-f") if found else 0


def _child(shop: Shop, id: str, entry: Entry, now: datetime) -> Shop:
    child = Shop(
        id=id,
        state=ShopState.PLANNED,
        due_at="",
        window_end=None,
        created_at=to_text(now),
        updated_at=to_text(now),
        plan_id=shop.plan_id,
        key=f"{shop.id}/{id.rpartition('-')[2]}",
        parent_id=shop.id,
        channel_id=shop.channel_id,
    )
    child = with_persona(with_scenario(child, entry), entry, shop.persona_seed or 0)
    return replace(child, persona={**child.persona, **shop.persona})


def _when(shop: Shop, wanted: FollowUp, plan: Plan | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When it may begin, and until when."""
    began = from_text((shop.contact.started_at if shop.contact else None) or shop.due_at)
    due_at = parse_duration(wanted.after).after(began, plan.zone if plan else zone)
    return _into_windows(due_at, plan) if plan else (due_at, due_at + WINDOW)


def _into_windows(due_at: datetime, plan: Plan) -> tuple[datetime, datetime]:
    """The first moment from `due_at` on that lies in a window of an open day, and the window's end."""
    day = due_at.astimezone(plan.zone).date()
    while True:
        if plan.open_on(day):
            for start, end in _windows(plan, day):
                if due_at < end:
                    return max(due_at, start), end
        if (day - due_at.date()).days > 366:  # every weekday a holiday, for a year
            return due_at, due_at + WINDOW
        day += timedelta(days=1)


def _windows(plan: Plan, day: date) -> list[tuple[datetime, datetime]]:
    ordered = sorted(plan.windows, key=lambda window: window.start_min)
    return [(instant(day, w.start_min, plan.zone), instant(day, w.end_min, plan.zone)) for w in ordered]
