"""The tone plans of `transcripts/tones/plans.yaml` as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from transcripts.timeline import Kind

_FILE = Path(__file__).parent.parent / "tones" / "plans.yaml"
UNKNOWN_PLAN = "plan unknown"


@dataclass(frozen=True, slots=True)
class Cadence:
    """One tone of one plan: its frequencies, and seconds on, off, on, off… as it repeats."""

    kind: Kind
    hz: tuple[float, ...]
    pattern: tuple[float, ...]
    also: Kind | None = None


@dataclass(frozen=True, slots=True)
class TonePlan:
    """The tones of one country. `name` is what a span's detail says."""

    name: str
    cadences: tuple[Cadence, ...]


@cache
def tone_data() -> dict[str, Any]:
    """The whole data file."""
    import yaml

    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


@cache
def plan_of(country: str | None) -> TonePlan | None:
    """The plan of an ISO 3166 code, `None` where it is not known: the generic classifier then decides."""
    if country is None:
        return None
    code = country.upper()
    code = tone_data()["aliases"].get(code, code)
    tones = tone_data()["plans"].get(code)
    if tones is None:
        return None
    found = [
        Cadence(Kind(kind), tuple(tone["hz"]), tuple(pattern), Kind(tone["also"]) if "also" in tone else None)
        for kind, tone in tones.items()
        for pattern in tone["cadences"]
    ]
    return TonePlan(code, tuple(found))


def countries() -> tuple[str, ...]:
    """The countries that have a plan."""
    return tuple(tone_data()["plans"])
