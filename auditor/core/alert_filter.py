"""Which alerts are wanted: by what they are about, how pressing they are, whose customer's, and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.core.alert_mail import alert_text
from auditor.i18n import N_
from auditor.ledger.alertbook import Raised
from metrics.complaints.watch import AlertKind


class Severity(StrEnum):
    """How pressing an alert is, by its kind: a date has passed or nobody owns it, or it is about to."""

    PRESSING = "pressing"
    WARNING = "warning"


SEVERITY_LABELS = {
    Severity.PRESSING: N_("pressing: too late already, or nobody's"),
    Severity.WARNING: N_("warning: about to be, or not known"),
}
PRESSING = frozenset(
    {
        AlertKind.NO_OWNER,
        AlertKind.RECOVERY_PASSED,
        AlertKind.PROMISE_BROKEN,
        AlertKind.ESCALATION,
        AlertKind.DEADLINE_LATE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFilter:
    """What is wanted; an empty field lets everything pass. `text` looks in all that the list shows.

    `kind` is one of `AlertKind`, `rule` the id of a rule or the name of an escalation step, `state` one of
    `State`, `segment` one of `Segment`.
    """

    text: str = ""
    kind: str = ""
    rule: str = ""
    severity: str = ""
    segment: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return any((self.text, self.kind, self.rule, self.severity, self.segment, self.state))

    def chosen(self, alerts: Iterable[Raised]) -> list[Raised]:
        """Those that pass, in their order."""
        words = self.text.casefold().split()
        return [
            raised for raised in alerts if self._fields(raised) and all(w in _words(raised) for w in words)
        ]

    def _fields(self, raised: Raised) -> bool:
        alert = raised.alert
        return (
            self.kind in ("", alert.kind)
            and self.rule in ("", rule_of(raised))
            and self.severity in ("", severity(raised))
            and self.segment in ("", alert.segment)
            and self.state in ("", raised.state)
        )


def severity(raised: Raised) -> Severity:
    """How pressing it is."""
    return Severity.PRESSING if raised.alert.kind in PRESSING else Severity.WARNING


def rule_of(raised: Raised) -> str:
    """The rule of a pack, or the step of the watch rules, that it comes from; "" for the other kinds."""
    params = raised.alert.params
    return str(params.get("rule") or params.get("step") or "")


def rules_among(alerts: Iterable[Raised]) -> list[str]:
    """The rules and steps that these come from."""
    return sorted({rule for raised in alerts if (rule := rule_of(raised))})


def _words(raised: Raised) -> str:
    alert = raised.alert
    parts = (alert_text(raised), alert.complaint, alert.who or "", raised.key, rule_of(raised))
    return " ".join(parts).casefold()
