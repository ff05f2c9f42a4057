"""The dialog that narrows the list of complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from auditor.core.ledger_rows import NOBODY, RowFilter, RowState
from auditor.i18n import N_, _
from auditor.tui.drawing import ledger as drawing
from auditor.tui.screens.words_filter import WordsFilterDialog
from metrics.complaints.labels import label
from metrics.complaints.values import Segment

FIELDS = ("topic", "channel", "operator", "owner")


class LedgerFilterDialog(WordsFilterDialog[RowFilter]):
    """`known` are the values that the ledger has, by field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="ledger-filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="ledger-filter.apply"),
    ]
    NAMES = {  # noqa: RUF012
        "state": N_("State"),
        "segment": N_("Segment"),
        "topic": N_("Topic"),
        "channel": N_("Channel"),
        "operator": N_("Operator"),
        "owner": N_("Owner"),
    }

    def __init__(self, now: RowFilter, known: Mapping[str, Sequence[str]]) -> None:
        super().__init__(now)
        self.known = known

    def hint(self) -> str:
        return _("id, key, topic, text…")

    def options(self, name: str) -> list[tuple[str, str]]:
        if name == "state":
            return [(str(drawing.state(each)), each.value) for each in RowState]
        if name == "segment":
            return [(_(label("segment", each)), each.value) for each in Segment]
        words = {"channel": drawing.channel, "operator": drawing.operator}.get(name, str)
        found = [(words(value), value) for value in self.known[name]]
        return [(_("nobody"), NOBODY), *found] if name == "owner" else found

    def made(self, **fields: str) -> RowFilter:
        return RowFilter(ids=self.now.ids, **fields)
