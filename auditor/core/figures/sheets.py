"""The figures of one data folder: reads the ledger once, then makes any view of it for any selection."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from auditor.core.figures.reading import Selection, Tell, read, select, silent
from auditor.core.figures.values import Read, Sheet, View, Wanted
from auditor.ledger.ledger import TABLE

if TYPE_CHECKING:
    from auditor.core.app import App


class Figures:
    """What both front ends ask. Everything here takes a while: for a command or a worker thread."""

    def __init__(self, app: App) -> None:
        self._app = app

    def stamp(self) -> tuple[int, int]:
        """Changes when the ledger does: cheap enough to ask whenever a screen is shown again."""
        store = self._app.store
        return store.table(TABLE).count(), store.table("complaint_changes").count()

    def read(self, as_of: datetime | None = None, tell: Tell = silent) -> Read:
        """The ledger as it stood at an aware instant (`None`: now)."""
        return read(self._app, as_of, tell)

    def select(self, ledger: Read, wanted: Wanted) -> Selection:
        """What passes the filters; the same selection serves every view."""
        return select(ledger, wanted)

    def sheet(self, view: View, selection: Selection, tell: Tell = silent) -> Sheet:
        """One view of a selection. Raises `DataError` for a country, region or window that cannot be."""
        if view == "contradictions":
            from auditor.core.figures.contradicting import contradicting

            return contradicting(self._app, selection.wanted, tell)
        if view == "time":
            from auditor.core.figures.times import times

            return times(self._app, selection)
        return _plain(view, selection)


def _plain(view: View, selection: Selection) -> Sheet:
    if view == "weeks":
        from auditor.core.figures.weeks import weeks

        return weeks(selection)
    if view == "causes":
        from auditor.core.figures.causes import causes

        return causes(selection)
    if view == "operators":
        from auditor.core.figures.operators import operators

        return operators(selection)
    if view == "owners":
        from auditor.core.figures.owners import owners

        return owners(selection)
    if view == "said":
        from auditor.core.figures.said import said

        return said(selection)
    from auditor.core.figures.resolution import resolution

    return resolution(selection)
