"""Actions out of what a person wrote into a form, and what came of them in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from auditor.core.moments import deadline, moment
from auditor.i18n import _, number

if TYPE_CHECKING:
    from auditor.core.actions import BeforeAfter, Measured
    from auditor.core.app import App
    from auditor.jobs.shop import Shop
    from auditor.ledger.actions import Action


def add(app: App, values: Mapping[str, str]) -> Action:
    """`what`, `who`, `by`, and where it came from: `finding`, `figure`, `shop`, `scenario`, `channel`."""
    origin = {name: values.get(name) or None for name in ("finding", "figure", "shop", "scenario", "channel")}
    day = (deadline(app, values["by"]) or "")[:10]
    return app.actions.add(values["what"], values["who"], day, **origin)


def retest(app: App, id: str, values: Mapping[str, str]) -> Shop:
    """`at`: when, "" for now."""
    at = datetime.fromisoformat(moment(app, values["at"])) if values["at"] else None
    return app.actions.retest(id, at)


def verdict(result: BeforeAfter) -> str:
    """Whether before and after can be told apart."""
    return {
        True: _("a difference that chance does not explain"),
        False: _("not distinguishable"),
        None: _("too few shops to tell"),
    }[result.distinguishable]


def result_words(result: BeforeAfter) -> str:
    """Before and after, and whether they can be told apart, in one line."""
    return _("{figure}: before {before}, after {after}: {said}").format(
        figure=result.figure, before=_side(result.before), after=_side(result.after), said=verdict(result)
    )


def _side(measured: Measured) -> str:
    if measured.value is None:
        return f"{_('not measured')} (n = 0)"
    text = number(measured.value, 2)
    if measured.low is not None and measured.high is not None:
        text += f" ({number(measured.low, 2)}–{number(measured.high, 2)})"
    return f"{text} (n = {measured.n})"
