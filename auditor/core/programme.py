"""The programme: plans, the agenda of dated shops, and what a person decides about one of them."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from auditor.core.keeping import Keeper
from auditor.core.scenarios import library_of
from auditor.core.views import AgendaRow
from auditor.jobs.planning import Planned, materialise
from auditor.jobs.plans import Plans
from auditor.jobs.shop import Shop, ShopState
from auditor.jobs.times import to_text
from auditor.jobs.upkeep import Upkeep, keep_up
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.register import Register
from scenarios.plan import Plan
from scenarios.programme import PlannedShop, dated_shops


class Programme:
    """Plans and their dated shops, on one data folder."""

    def __init__(self, store: Store, keeper: Keeper, channels: Register, settings: Settings) -> None:
        self._plans = Plans(store)
        self._queue = keeper.queue
        self._channels = channels
        self._settings = settings

    def plans(self) -> list[Plan]:
        """The plans, in order of id."""
        return self._plans.all()

    def add(self, plan: Plan) -> Planned:
        """Stores a new plan and its shops of the next days. Raises `CommandError` for what it cannot use."""
        library = library_of(self._settings.home)
        for id in plan.scenarios:
            library.entry(id)
        for id in plan.channels:
            self._channels.show(id)
        self._plans.add(plan)
        return materialise(self._queue, plan, library)

    def remove(self, id: str) -> int:
        """Takes a plan away and cancels what was still to come; returns how many shops those were."""
        return self._plans.remove(id, by=_person())

    def add_shop(self, shop: Shop) -> bool:
        """Stores one shop that no plan made; False, and nothing changes, when there is one of that id."""
        return self._queue.add(shop)

    def preview(self, plan: Plan, days: int, today: date | None = None) -> tuple[PlannedShop, ...]:
        """What the plan would do in the coming days, today included; nothing is stored."""
        first = today or datetime.now(plan.zone).date()
        return dated_shops(plan, first, first + timedelta(days=days - 1))

    def keep_up(self) -> Upkeep:
        """Stores the shops of the coming days, follow-ups too; marks what was missed. Safe at any time."""
        zones = {channel.id: ZoneInfo(channel.time_zone) for channel in self._channels.list()}
        library = library_of(self._settings.home)
        return keep_up(self._queue, self._plans, library, lambda channel: zones.get(channel or ""))

    def agenda(self, from_date: date, to_date: date) -> list[AgendaRow]:
        """The dated shops due from `from_date` to `to_date` inclusive (local days), the earliest first."""
        low = datetime.combine(from_date, datetime.min.time(), UTC) - timedelta(days=1)
        high = datetime.combine(to_date, datetime.min.time(), UTC) + timedelta(days=2)
        shops = self._queue.where(due_at__gte=to_text(low), due_at__lt=to_text(high))
        zones = {channel.id: ZoneInfo(channel.time_zone) for channel in self._channels.list()}
        rows = [self._row(shop, zones) for shop in shops if not shop.id.startswith("import-")]
        within = [row for row in rows if from_date.isoformat() <= row.local_time[:10] <= to_date.isoformat()]
        return sorted(within, key=lambda row: row.local_time)

    def run_now(self, id: str) -> None:
        """Makes a planned, skipped or missed shop due at this moment, for ten minutes."""
        now = datetime.now(UTC)
        self._queue.decide(
            id,
            ShopState.PLANNED,
            by=_person(),
            due_at=to_text(now),
            window_end=to_text(now + timedelta(minutes=10)),
        )

    def skip(self, id: str) -> None:
        """Leaves one planned shop out. `unskip` takes that back."""
        self._queue.decide(id, ShopState.SKIPPED, by=_person())

    def unskip(self, id: str) -> None:
        """Plans a skipped shop again at its own time."""
        self._queue.decide(id, ShopState.PLANNED, by=_person())

    def cancel(self, id: str) -> None:
        """Withdraws one planned shop for good."""
        self._queue.decide(id, ShopState.CANCELLED, by=_person())

    def _row(self, shop: Shop, zones: dict[str, ZoneInfo]) -> AgendaRow:
        zone = zones.get(shop.channel_id or "", ZoneInfo("UTC"))
        local = datetime.fromisoformat(shop.due_at).astimezone(zone)
        return AgendaRow(
            id=shop.id,
            plan_id=shop.plan_id,
            local_time=local.isoformat(timespec="minutes"),
            scenario_id=shop.scenario_id,
            channel_id=shop.channel_id,
            state=shop.state.value,
        )


def _person() -> str:
    return getpass.getuser()
