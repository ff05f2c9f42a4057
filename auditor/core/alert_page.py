"""One alert with what is to be known around it, and the watch rules with where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.ledger.watching import FILE, watch_rules
from metrics.complaints.durations import is_open
from metrics.complaints.values import Segment
from metrics.complaints.watch import AlertKind, EscalationStep, WatchRules, day_count, next_step

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.ledger.alertbook import Raised
    from metrics.complaints.values import Complaint


@dataclass(frozen=True, slots=True)
class AlertPage:
    """An alert, its complaint (`None` when it is gone), the day counted from its opening, the next step.

    `step` is the escalation step that comes next and its instant; `None` when none is left.
    """

    raised: Raised
    complaint: Complaint | None
    day: int | None
    step: tuple[EscalationStep, str] | None


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The watch rules, and the file that sets them; `from_file` is false while the defaults hold."""

    rules: WatchRules
    path: Path
    from_file: bool


def alert_page(app: App, raised: Raised, as_of: datetime | None = None) -> AlertPage:
    """What is to be known of an alert. Raises `SettingsError` for faulty rules."""
    now = as_of or datetime.now(UTC)
    complaint = app.complaints.ledger.find(raised.alert.complaint)
    if complaint is None:
        return AlertPage(raised, None, None, None)
    step = None
    if is_open(complaint, now):
        step = next_step(complaint, watch_rules(app.settings.home), as_of=now)
    return AlertPage(raised, complaint, int(day_count(complaint, now)), step)


def in_order(found: Iterable[Raised]) -> list[Raised]:
    """As the rules find them: the most valuable segment first, then the oldest."""
    rank: dict[Segment | None, int] = {segment: n for n, segment in enumerate((*Segment, None))}
    return sorted(found, key=lambda each: (rank[each.alert.segment], each.alert.since, each.alert.id))


def ownerless_first(found: Iterable[Raised]) -> list[Raised]:
    """What nobody owns before everything else, which stays in its order: without an owner nothing is done."""
    return sorted(found, key=lambda each: each.alert.kind is not AlertKind.NO_OWNER)


def rules_in_force(app: App) -> RulesInForce:
    """The rules and where they come from. Raises `SettingsError` for a faulty file."""
    path = app.settings.home / FILE
    return RulesInForce(watch_rules(app.settings.home), path, path.exists())
