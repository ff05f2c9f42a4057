"""One complaint with all that is known around it: its deadlines, promises, shops, history, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditor.codec import dump
from auditor.core.ledger_rows import LedgerRow, nearest_deadlines, row_of
from auditor.core.resolution import company_zone, deadline_statuses
from auditor.errors import CommandError
from auditor.ledger.values import Change
from auditor.ledger.watching import watch_rules
from metrics.complaints.deadlines import DeadlineStatus
from metrics.complaints.promises import PromiseStatus, promises
from metrics.complaints.values import Complaint
from metrics.complaints.watch import EscalationStep, WatchRules, next_step

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.core.views import ShopRow


@dataclass(frozen=True, slots=True)
class CasePage:
    """A complaint, whole. `shops` are those of ours that concern it, in order; `None` for one that is gone.

    `step` is the next escalation step with the instant at which it is due; `None` when there is none (left).
    """

    complaint: Complaint
    row: LedgerRow
    history: tuple[Change, ...]
    deadlines: tuple[DeadlineStatus, ...]
    promises: tuple[PromiseStatus, ...]
    shops: tuple[tuple[str, ShopRow | None], ...]
    rules: WatchRules
    step: tuple[EscalationStep, str] | None
    as_of: datetime
    zone: str


def case_page(app: App, id: str, as_of: datetime | None = None) -> CasePage:
    """Reads it. Raises `CommandError` for an unknown id."""
    complaint = app.complaints.ledger.get(id)
    now, zone = as_of or datetime.now(UTC), company_zone(app)
    statuses = deadline_statuses(app, [complaint], now)
    nearest = nearest_deadlines(statuses).get(complaint.id)
    rules = watch_rules(app.settings.home)
    row = row_of(complaint.id, dump(complaint), now, nearest)
    return CasePage(
        complaint=complaint,
        row=row,
        history=app.complaints.history(complaint.id),
        deadlines=tuple(statuses),
        promises=promises([complaint], as_of=now, zone=zone),
        shops=tuple((shop, _shop_row(app, shop)) for shop in shops_of(complaint)),
        rules=rules,
        step=None if row.resolved_at else next_step(complaint, rules, as_of=now),
        as_of=now,
        zone=zone,
    )


def shops_of(complaint: Complaint) -> tuple[str, ...]:
    """The ids of our shops that concern it: that planted it, that followed it up, that verified a promise."""
    ids = [
        complaint.source.shop_id,
        *(contact.shop_id for contact in complaint.contacts or ()),
        *(promise.shop_id for promise in complaint.promises or ()),
        complaint.verified.shop_id if complaint.verified else None,
    ]
    return tuple(dict.fromkeys(id for id in ids if id))


def _shop_row(app: App, id: str) -> ShopRow | None:
    try:
        return app.shops.row(id)
    except CommandError:
        return None
