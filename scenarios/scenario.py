"""The scenario: the script of one contact. Values only; `scenarios.reading` makes them from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Purpose(StrEnum):
    """Why the shopper makes contact."""

    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    PURCHASE = "purchase"
    CANCELLATION = "cancellation"
    CONTINUITY = "continuity"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Wait until one of the given things happens: speech ended, words were heard, seconds passed."""

    timeout_s: float
    speech_end_s: float | None = None
    text: tuple[str, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """Send keys (0–9, *, #, A–D) as RFC 4733 events."""

    keys: str


@dataclass(frozen=True, slots=True)
class Say:
    """Speak: from a recording when one is named, else with the voice engine. `{field}` is a persona's."""

    text: str
    recording: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Wait until a person answers or the timeout passes."""

    timeout_s: float
    until: str = "human"


@dataclass(frozen=True, slots=True)
class Listen:
    """Let the other side speak until `s` seconds of silence, `max_s` at most."""

    s: float
    max_s: float
    until: str = "silence"


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call from our side."""


Step = WaitFor | Press | Say | Hold | Listen | HangUp


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a complaint scenario plants: topic, importance 1–5, customer segment (A, B, C)."""

    topic: str
    importance: int
    customer_segment: str | None = None


@dataclass(frozen=True, slots=True)
class PersonaSpec:
    """Which fields of an invented customer the scenario needs, in which Faker locale.

    `fixed` holds fields that are not invented: the number of a test customer that the company really has.
    """

    locale: str
    fields: tuple[str, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which the shopper gives up waiting, or ends the call whatever happens."""

    max_wait_s: float = 600.0
    max_call_s: float = 1200.0


@dataclass(frozen=True, slots=True)
class RouteSpec:
    """The circuit that the company means callers to walk: names of steps in order, menus at most."""

    expected: tuple[str, ...] = ()
    max_menus: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the questionnaire. `detect` names a detector of `metrics`, `None` a human's answer."""

    id: str
    ask: str
    weight: float = 1.0
    critical: bool = False
    kind: str = "yes_no_na"
    detect: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A shop to plan after this one: `after` is an ISO 8601 duration ("P2D")."""

    after: str
    scenario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A whole scenario file. `id` is stable and kebab-case, `version` counts up with each change."""

    id: str
    version: int
    language: str
    title: str
    channels: tuple[str, ...]
    purpose: Purpose
    briefing: str = ""
    complaint: Complaint | None = None
    persona: PersonaSpec | None = None
    limits: Limits = field(default_factory=Limits)
    route: RouteSpec = field(default_factory=RouteSpec)
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
