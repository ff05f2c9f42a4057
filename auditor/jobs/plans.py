"""The plans as they are stored: one document a plan, by its id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.jobs.queue import ShopQueue, TableStore
from auditor.jobs.shop import Shop, moved
from auditor.jobs.states import ShopState
from auditor.jobs.times import to_text
from scenarios.plan import Plan

TABLE = "plans"


class PlanTable(Protocol):
    """What the plans need of the store's table."""

    def get(self, id: str) -> dict[str, Any] | None: ...
    def put(self, id: str, document: dict[str, Any]) -> None: ...
    def insert_new(self, id: str, document: dict[str, Any]) -> bool: ...
    def delete(self, id: str) -> bool: ...
    def all(self) -> list[Any]: ...


class Plans:
    """The plans of one data folder."""

    def __init__(self, store: TableStore, clock: Callable[[], datetime] | None = None) -> None:
        self._table: PlanTable = store.table(TABLE)
        self._queue = ShopQueue(store, clock) if clock else ShopQueue(store)

    def add(self, plan: Plan) -> None:
        """Stores a new plan. Raises `CommandError` when there is one of that id."""
        if not self._table.insert_new(plan.id, dump(plan)):
            raise CommandError(N_("There is a plan “{id}” already."), id=plan.id)

    def all(self) -> list[Plan]:
        """The plans, in order of id."""
        return sorted((load(Plan, document) for document in self._table.all()), key=lambda plan: plan.id)

    def get(self, id: str) -> Plan:
        """The plan of that id. Raises `CommandError`."""
        document = self._table.get(id)
        if document is None:
            raise CommandError(N_("There is no plan “{id}”."), id=id)
        return load(Plan, document)

    def change(self, plan: Plan) -> None:
        """Stores the plan in place of the one of its id; its shops that nobody touched yet are planned anew.

        What was skipped, cancelled or begun keeps its place: the new programme does not repeat it.
        """
        self.get(plan.id)
        with self._queue.transaction():
            self._table.put(plan.id, dump(plan))
            for shop in self._untouched(plan.id):
                self._queue.remove(shop.id)

    def remove(self, id: str, by: str) -> int:
        """Takes the plan away and cancels what was still to come; returns how many shops those were."""
        self.get(id)
        now = self._queue.clock()
        with self._queue.transaction():
            self._table.delete(id)
            shops = self._queue.where(plan_id=id, state=ShopState.PLANNED.value)
            for shop in shops:
                self._queue.change(shop.id, partial(_cancelled, by=by, now=now))
        return len(shops)

    def _untouched(self, plan_id: str) -> list[Shop]:
        """Shops still to come that no one decided anything about."""
        now = to_text(self._queue.clock())
        found = self._queue.unleased(plan_id=plan_id, state=ShopState.PLANNED.value, due_at__gt=now)
        return [shop for shop in found if not shop.history and shop.parent_id is None]


def _cancelled(shop: Shop, by: str, now: datetime) -> Shop:
    return replace(moved(shop, ShopState.CANCELLED, by, now), lease=None)
