"""What the screens need of the core: `auditor.core.app.App` has these shapes, and so has a test's double."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from auditor.core.views import AgendaRow, Review, ShopPage, ShopRow
    from auditor.events import Event
    from scenarios.scenario import Scenario


class Shops(Protocol):
    """What was done."""

    def count(self) -> int: ...
    def list(self, limit: int = 200, offset: int = 0) -> list[ShopRow]: ...
    def page(self, id: str) -> ShopPage: ...
    def review(self, shop_id: str, check_id: str, answer: str, who: str, note: str = "") -> Review: ...
    def undo_review(self, review_id: str) -> None: ...


class Runs(Protocol):
    """What is being done: each yields events until the work is over, or `stop` is set."""

    def call(self, scenario_id: str, channel_id: str, stop: threading.Event) -> Iterator[Event]: ...
    def shop(self, shop_id: str, stop: threading.Event) -> Iterator[Event]: ...
    def rescore(self, shop_id: str, listen_again: bool, stop: threading.Event) -> Iterator[Event]: ...


class Plan(Protocol):
    """What the list of plans shows of a plan."""

    @property
    def id(self) -> str: ...
    @property
    def scenario_id(self) -> str: ...
    @property
    def channel_id(self) -> str: ...


class Programme(Protocol):
    """What is to be done."""

    def plans(self) -> Sequence[Plan]: ...
    def agenda(self, from_date: date, to_date: date) -> Sequence[AgendaRow]: ...
    def run_now(self, id: str) -> None: ...
    def skip(self, id: str) -> None: ...
    def unskip(self, id: str) -> None: ...
    def cancel(self, id: str) -> None: ...


class Channels(Protocol):
    """The register of own channels."""

    def list(self) -> Sequence[OwnChannel]: ...


class Library(Protocol):
    """The scenarios, by id, and the file of each."""

    @property
    def scenarios(self) -> Mapping[str, Scenario]: ...
    @property
    def paths(self) -> Mapping[str, Path]: ...


class Core(Protocol):
    """The one core that both front ends call."""

    @property
    def shops(self) -> Shops: ...
    @property
    def run(self) -> Runs: ...
    @property
    def programme(self) -> Programme: ...
    @property
    def channels(self) -> Channels: ...
    def library(self) -> Library: ...


class Player(Protocol):
    """Plays a recording and returns when it is over or `stop` is set; `auditor.core.replay.play` is one."""

    def __call__(
        self, page: ShopPage, from_s: float, to_s: float | None, stop: threading.Event | None
    ) -> None: ...
