"""Pages of the list of calls: as they are in the store, or only those that pass a filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.core.views import ShopRow
    from auditor.tui.api import Shops

PAGE = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; an empty field lets everything pass. `text` looks in every word shown.

    `ids` are the calls behind a figure, and `title` says which.
    """

    text: str = ""
    outcome: str = ""
    scenario: str = ""
    channel: str = ""
    ids: frozenset[str] | None = None
    title: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.outcome or self.scenario or self.channel or self.ids is not None)

    def passes(self, row: ShopRow) -> bool:
        """Whether the row is wanted. An outcome may also be the state of a shop that has none yet."""
        wanted = self.text.casefold().split()
        words = f"{row.id} {row.title} {row.scenario_id} {row.channel_id} {row.error or ''}".casefold()
        return (
            (self.ids is None or row.id in self.ids)
            and self.outcome in ("", row.outcome)
            and self.scenario in ("", row.scenario_id)
            and self.channel in ("", row.channel_id)
            and all(word in words for word in wanted)
        )


@dataclass
class ShopPages:
    """Reads the rows of a filter a page at a time, newest first, and remembers how far it has read.

    `go_on` is asked before each read: a search that nobody waits for any more ends.
    """

    shops: Shops
    filter: Filter = field(default_factory=Filter)
    found: list[ShopRow] = field(default_factory=list)
    read: int = 0
    whole: bool = False

    def page(self, number: int, go_on: Callable[[], bool] = lambda: True) -> list[ShopRow]:
        """The rows of the page, counting from 0; empty after the last."""
        while len(self.found) < (number + 1) * PAGE and not self.whole and go_on():
            rows = self.shops.list(PAGE, self.read)
            self.read += len(rows)
            self.whole = len(rows) < PAGE
            self.found += [row for row in rows if self.filter.passes(row)]
        return self.found[number * PAGE : (number + 1) * PAGE]

    def total(self) -> int | None:
        """How many rows there are in all; `None` while a filtered list has not been read to its end."""
        if self.whole:
            return len(self.found)
        return None if self.filter else self.shops.count()
