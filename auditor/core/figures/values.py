"""A sheet of figures: sections of entries, each entry with the ids that it counts. Values only, no words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from metrics.complaints.cases import Case
from metrics.complaints.values import Complaint
from metrics.values import Figure

By = Literal["topic", "channel", "operator", "segment", "owner"]
Measure = Literal["no_repeat", "claimed", "confirmed"]
View = Literal["resolution", "time", "weeks", "causes", "operators", "owners", "said", "contradictions"]
Ids = Callable[[], tuple[str, ...]]

BYS: tuple[By, ...] = ("segment", "topic", "channel", "operator", "owner")
MEASURES: tuple[Measure, ...] = ("no_repeat", "claimed", "confirmed")
VIEWS: tuple[View, ...] = (
    *("resolution", "time", "weeks", "causes", "operators"),
    *("owners", "said", "contradictions"),
)
WINDOWS = (7, 14, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked. A filter that is `None` lets everything pass, "" what is not recorded.

    Days are local and inclusive. `by` is the grouping (`None`: each view's own), `measure` what weeks and
    operators are held against, `pack` a rule pack (`None`: the country's), `region` the part of the country
    whose holidays count.
    """

    first: date | None = None
    last: date | None = None
    topic: str | None = None
    channel: str | None = None
    operator: str | None = None
    segment: str | None = None
    owner: str | None = None
    window_days: int = WINDOWS[0]
    by: By | None = None
    measure: Measure = "no_repeat"
    pack: str | None = None
    region: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: value for name in BYS if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure and the ids that it counts: `len(counted()) == figure.n`, always.

    `key` is unique in a sheet and stable. `name` is (family, key) of what the entry is called; `None`: as the
    figure. `parts` are other ids worth opening ("against", "left_out", …), `beside` figures that stand with
    it, `detail` what only this kind of entry has. `of` says whose ids they are: complaints or calls.
    """

    key: str
    figure: Figure
    counted: Ids = field(compare=False, repr=False)
    name: tuple[str, str] | None = None
    parts: tuple[tuple[str, Ids], ...] = field(default=(), compare=False, repr=False)
    beside: tuple[Figure, ...] = ()
    detail: object = None
    of: Literal["cases", "calls"] = "cases"

    def part(self, name: str) -> tuple[str, ...] | None:
        """The ids of a part, `None` where the entry has no such part."""
        return next((ids() for key, ids in self.parts if key == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one title. `title` is (family, key), `days` fills a title's window; `notes` are keys."""

    title: tuple[str, str]
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One view of a selection. `picture` is what is drawn of it: curves, a chart, bars, intervals.

    `n` is how many cases are in the selection, `unit` what they are: cases, complaints or calls.
    """

    view: View
    wanted: Wanted
    sections: tuple[Section, ...]
    n: int
    picture: object = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def entry(self, key: str) -> Entry | None:
        """The entry of that key."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Choices:
    """What filters can be set to, by name of the filter; "" stands for what is not recorded."""

    values: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """The ledger as it stood at `as_of`, in `zone` (IANA); `owners` by complaint, "" for nobody."""

    complaints: tuple[Complaint, ...]
    cases: tuple[Case, ...]
    as_of: datetime
    zone: str
    owners: dict[str, str]
    choices: Choices
