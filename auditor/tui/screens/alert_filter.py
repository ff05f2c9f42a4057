"""The dialog that narrows the list of alerts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from auditor.core.alert_filter import SEVERITY_LABELS, AlertFilter
from auditor.i18n import N_, _
from auditor.ledger.alertbook import LABELS
from auditor.tui.screens.words_filter import WordsFilterDialog
from metrics.complaints.labels import label
from metrics.complaints.values import Segment
from metrics.complaints.watch import AlertKind


class AlertFilterDialog(WordsFilterDialog[AlertFilter]):
    """`rules` are those among the alerts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="alert-filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="alert-filter.apply"),
    ]
    NAMES = {  # noqa: RUF012
        "kind": N_("What about"),
        "rule": N_("Rule or step"),
        "severity": N_("Severity"),
        "segment": N_("Segment"),
        "state": N_("State"),
    }

    def __init__(self, now: AlertFilter, rules: Sequence[str]) -> None:
        super().__init__(now)
        self.rules = list(rules)

    def hint(self) -> str:
        return _("complaint, promise, who…")

    def options(self, name: str) -> list[tuple[str, str]]:
        match name:
            case "kind":
                return [(_(label("alert_kind", each)), each.value) for each in AlertKind]
            case "rule":
                return [(rule, rule) for rule in self.rules]
            case "severity":
                return [(_(text), each.value) for each, text in SEVERITY_LABELS.items()]
            case "segment":
                return [(_(label("segment", each)), each.value) for each in Segment]
        return [(_(text), each.value) for each, text in LABELS.items()]

    def made(self, **fields: str) -> AlertFilter:
        return AlertFilter(**fields)
