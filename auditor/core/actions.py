"""Actions in the core: from a finding to what is done, the shops that measure it again, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import fmean, variance
from typing import TYPE_CHECKING

from auditor.core.complaints import person
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.jobs.shop import Shop, shop_for_now
from auditor.jobs.times import to_text
from auditor.ledger.actions import Action, ActionBook, ActionState
from auditor.ledger.ledger import now_text
from metrics.values import Answer, Scorecard

if TYPE_CHECKING:
    from auditor.core.app import App

RETEST_WINDOW = timedelta(hours=6)
CHECK = "check."
"""A figure's id that begins so is a check of the questionnaire: yes and no, by its id or its detector."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One side: the mean (or share) with its 95 % interval, `None` where it is not measured or cannot be."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    shops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What came of an action, on the same scenario and channel. `difference` is after minus before.

    `low` and `high` are the 95 % interval of the difference (Welch for means, Newcombe for shares), `None`
    with fewer than two shops on a side. `distinguishable` is whether it leaves zero out.
    """

    action: Action
    figure: str
    unit: str | None
    before: Measured
    after: Measured
    difference: float | None
    low: float | None
    high: float | None

    @property
    def distinguishable(self) -> bool | None:
        """`None` where no interval can be given."""
        return None if self.low is None or self.high is None else self.low > 0 or self.high < 0


class Actions:
    """The actions of one data folder."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.book = ActionBook(app.store)

    def add(
        self,
        what: str,
        who: str,
        by: str,
        *,
        finding: str | None = None,
        figure: str | None = None,
        shop: str | None = None,
        scenario: str | None = None,
        channel: str | None = None,
    ) -> Action:
        """Notes an action. A shop gives scenario and channel where they are not named."""
        if shop is not None:
            found = self._app.shops.get(shop)
            shop, scenario, channel = found.id, scenario or found.scenario_id, channel or found.channel_id
        return self.book.add(
            Action(
                id="",
                what=what,
                who=who,
                by=by,
                made_at=now_text(),
                made_by=person(),
                finding=finding,
                figure=figure,
                shop=shop,
                scenario=scenario,
                channel=channel,
            )
        )

    def done(self, id: str, note: str = "") -> Action:
        """Somebody says that it is done."""
        return self.book.end(id, ActionState.DONE, person(), note)

    def drop(self, id: str, note: str = "") -> Action:
        """It will not be done."""
        return self.book.end(id, ActionState.DROPPED, person(), note)

    def retest(self, id: str, at: datetime | None = None) -> Shop:
        """Plans a shop of the same scenario on the same channel, due at `at` (now) and for six hours."""
        action, now = self.book.get(id), datetime.now(UTC)
        if action.scenario is None or action.channel is None:
            raise CommandError(
                N_("The action “{id}” names no scenario and channel to measure it again with."), id=action.id
            )
        entry = self._app.library().entry(action.scenario)
        self._app.channels.show(action.channel)
        due = max(at or now, now)
        shop = shop_for_now(entry, action.channel, now)
        shop = replace(shop, due_at=to_text(due), window_end=to_text(due + RETEST_WINDOW))
        with self._app.store.transaction():
            self._app.programme.add_shop(shop)
            self.book.retested(action.id, shop.id, person())
        return shop

    def result(self, id: str) -> BeforeAfter | None:
        """Before (shops until it was made) and after (shops since it was done); `None` without a figure."""
        action = self.book.get(id)
        if action.figure is None or action.scenario is None:
            return None
        values = list(self._values(action))
        before = [(shop, value) for shop, at, value, _unit in values if at <= action.made_at]
        since = action.done_at
        after = [(shop, value) for shop, at, value, _unit in values if since is not None and at > since]
        unit = next((unit for *_rest, unit in values), None)
        return compared(action, unit, before, after)

    def _values(self, action: Action) -> Iterable[tuple[str, str, float, str]]:
        """(shop, when, value, unit) of every shop of the scenario on the channel where it was measured."""
        for doc in self._app.store.table("shops").where(state="scored", channel_id=action.channel):
            if doc.get("scenario_id") != action.scenario:
                continue
            cards = self._app.shops.scorecards(doc.id)
            found = value_of(cards[-1][1], action.figure or "") if cards else None
            at = (doc.get("contact") or {}).get("started_at") or doc["due_at"]
            if found is not None:
                yield doc.id, str(at), *found


def value_of(card: Scorecard, figure: str) -> tuple[float, str] | None:
    """A figure's or a check's value with its unit; `None` where it was not measured."""
    if figure.startswith(CHECK):
        name = figure.removeprefix(CHECK)
        check = next((c for c in (*card.checks, *card.detected) if c.id == name), None)
        if check is None or check.answer not in (Answer.YES, Answer.NO):
            return None
        return float(check.answer is Answer.YES), "yes_no"
    found = card.score if figure == "score" else card.figure(figure)
    return None if found is None or found.value is None else (found.value, found.unit)


def compared(
    action: Action, unit: str | None, before: list[tuple[str, float]], after: list[tuple[str, float]]
) -> BeforeAfter:
    """The two sides and their difference."""
    shares = unit == "yes_no"
    one, two = (_share if shares else _mean)(before), (_share if shares else _mean)(after)
    difference = None if one.value is None or two.value is None else two.value - one.value
    low, high = _newcombe(before, after) if shares else _welch(before, after)
    return BeforeAfter(action, action.figure or "", unit, one, two, difference, low, high)


def _share(rows: list[tuple[str, float]]) -> Measured:
    from metrics.stats.intervals import rate

    made = rate(sum(value for _shop, value in rows), len(rows))
    return Measured(made.value, made.low, made.high, len(rows), tuple(shop for shop, _value in rows))


def _mean(rows: list[tuple[str, float]]) -> Measured:
    """The mean with Student's interval."""
    from scipy.stats import t

    values, shops = [value for _shop, value in rows], tuple(shop for shop, _value in rows)
    if len(values) < 2:
        return Measured(values[0] if values else None, None, None, len(values), shops)
    mean, error = fmean(values), (variance(values) / len(values)) ** 0.5
    reach = float(t.ppf(0.975, len(values) - 1)) * error
    return Measured(mean, mean - reach, mean + reach, len(values), shops)


def _newcombe(
    before: list[tuple[str, float]], after: list[tuple[str, float]]
) -> tuple[float | None, float | None]:
    from metrics.stats.comparing import compare

    if min(len(before), len(after)) < 2:
        return None, None
    was, is_now = ((int(sum(value for _shop, value in rows)), len(rows)) for rows in (before, after))
    made = compare(is_now, was)
    return made.low, made.high


def _welch(
    before: list[tuple[str, float]], after: list[tuple[str, float]]
) -> tuple[float | None, float | None]:
    """Welch 1947: means of two samples whose variances may differ."""
    from scipy.stats import t

    one, two = [v for _s, v in before], [v for _s, v in after]
    if min(len(one), len(two)) < 2:
        return None, None
    parts = [variance(each) / len(each) for each in (one, two)]
    difference, spread = fmean(two) - fmean(one), sum(parts)
    if spread == 0:
        return difference, difference
    degrees = spread**2 / sum(part**2 / (len(each) - 1) for part, each in zip(parts, (one, two), strict=True))
    reach = float(t.ppf(0.975, degrees)) * spread**0.5
    return difference - reach, difference + reach
