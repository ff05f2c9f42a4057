"""What the core shows of its documents: the rows and pages that both front ends draw. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditor.jobs.shop import Shop
from metrics.values import Scorecard
from transcripts.heard import Heard


@dataclass(frozen=True, slots=True)
class ShopRow:
    """One line of the list of calls. `wait_s` is dial → human; `None` was not measured."""

    id: str
    at: str
    scenario_id: str | None
    title: str
    channel_id: str | None
    state: str
    outcome: str | None
    wait_s: float | None
    score: float | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's judgement on one check, beside the machine's, never over it.

    `undone_at` is set when it was taken back; the judgement itself stays on record. Times are ISO 8601, UTC.
    """

    id: str
    shop: str
    check: str
    answer: str
    who: str
    at: str
    note: str = ""
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class ShopPage:
    """Everything known of one shop. `heard` and `scorecard` are `None` until that was done."""

    shop: Shop
    title: str
    heard: Heard | None
    scorecard: Scorecard | None
    scored_at: str | None
    reviews: tuple[Review, ...]
    recording_path: Path | None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One dated shop of the programme. `local_time` is ISO 8601 with the channel's offset."""

    id: str
    plan_id: str | None
    local_time: str
    scenario_id: str | None
    channel_id: str | None
    state: str
