"""The dialog that narrows the indicators: period, the five groupings, rule pack, the moment looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from auditor.core.figures.tables import BYS
from auditor.core.figures.values import Choices, Wanted
from auditor.core.figures.words import named
from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from metrics.complaints.times import end_of_day

UNKNOWN = "\0"
"""The value of a choice for what is not recorded: a select cannot hold an empty one."""
DATES = {"first": N_("Opened from"), "last": N_("Opened until"), "as_of": N_("As it stood on")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog returns: the selection, and the moment looked at (`None`: now)."""

    wanted: Wanted
    as_of: datetime | None


class FiguresFilter(Dialog[Asked | None]):
    """Returns what is asked for, or `None` when it was left as it was."""

    CSS_PATH = ["dialog.tcss", "figures_filter.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#filter-first"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="figures-filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="figures-filter.apply"),
    ]

    def __init__(self, now: Asked, choices: Choices, zone: str) -> None:
        super().__init__()
        self.now, self.choices, self.zone = now, choices, zone

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Filter")
            box.border_subtitle = _("tab moves on · esc closes")
            for name, title in DATES.items():
                yield from self._row(title, self._date(name))
            for by, title in BYS.items():
                yield from self._row(title, self._select(by))
            yield from self._row(N_("Rule pack"), self._pack())
            yield from self._row(
                N_("Region"),
                Input(self.now.wanted.region or "", id="filter-region", placeholder="MD", compact=True),
            )
            with Horizontal(classes="buttons"):
                yield Button(_("Apply"), id="apply", variant="primary")
                yield Button(_("Show all"), id="all")

    def _row(self, title: str, field: Input | Select[str]) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label(_(title))
            yield field

    def _date(self, name: str) -> Input:
        value: date | None = getattr(self.now.wanted, name, None)
        if name == "as_of" and self.now.as_of is not None:
            value = self.now.as_of.astimezone(ZoneInfo(self.zone)).date()
        text = value.isoformat() if value else ""
        return Input(text, id=f"filter-{name}", placeholder=_("year-month-day"), compact=True)

    def _select(self, by: str) -> Select[str]:
        now = getattr(self.now.wanted, by)
        values = list(self.choices.values.get(by, ()))
        if now is not None and now not in values:
            values.append(now)
        options = [(named(by, value), value or UNKNOWN) for value in values]
        chosen = Select.NULL if now is None else now or UNKNOWN
        return Select(options, prompt=_("any"), value=chosen, id=f"filter-{by}", compact=True)

    def _pack(self) -> Select[str]:
        from metrics.packs.reading import names

        now = self.now.wanted.pack
        options = [(name, name) for name in names()]
        prompt = _("that of the country")
        return Select(options, prompt=prompt, value=now or Select.NULL, id="filter-pack", compact=True)

    def _chosen(self, name: str) -> str | None:
        value = self.query_one(f"#filter-{name}", Select).value
        if not isinstance(value, str):
            return None
        return "" if value == UNKNOWN else value

    def _day(self, name: str) -> date | None:
        text = self.query_one(f"#filter-{name}", Input).value.strip()
        return date.fromisoformat(text) if text else None

    def action_apply(self) -> None:
        days: dict[str, date | None] = {}
        for name in DATES:
            try:
                days[name] = self._day(name)
            except ValueError:
                self.query_one(f"#filter-{name}", Input).focus()
                self.notify(_("A day is written as 2026-03-31."), severity="error")
                return
        if days["first"] and days["last"] and days["first"] > days["last"]:
            self.notify(_("The period ends before it begins."), severity="error")
            return
        as_of = end_of_day(days["as_of"], self.zone) if days["as_of"] else None
        region = self.query_one("#filter-region", Input).value.strip() or None
        chosen = {by: self._chosen(by) for by in (*BYS, "pack")}
        wanted = replace(self.now.wanted, first=days["first"], last=days["last"], region=region, **chosen)  # type: ignore[arg-type]
        self.dismiss(Asked(wanted, as_of))

    def on_input_submitted(self) -> None:
        self.action_apply()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            now = self.now.wanted
            kept = Wanted(window_days=now.window_days, by=now.by, measure=now.measure)
            self.dismiss(Asked(kept, None))
        else:
            self.action_apply()
