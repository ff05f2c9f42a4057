"""The invented year's shops: what the weekly plans ask for, carried out on the invented lines and scored.

Scores are the real ones: `metrics.score` over the invented timeline and transcript.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from auditor.channel import OwnChannel
from auditor.core.invented.calls import Drawn, Invented, drawn_queue, invent_call
from auditor.core.invented.lines import BUSY, SIGNAL_FACTOR, Year, plans
from auditor.core.invented.people import People
from auditor.jobs.planning import shop_id
from auditor.jobs.shop import Move, Shop, ShopState, with_persona, with_scenario
from auditor.jobs.times import to_text
from auditor.ledger.invention import MARKER, Invention
from metrics.complaints.values import IN_HOUSE
from metrics.score import score
from metrics.values import Scorecard
from scenarios.durations import parse_duration
from scenarios.library import Entry, Library
from scenarios.programme import dated_shops

FOLLOWED = 0.6
"""Share of complaining shops that a follow-up shop asks about."""
_MOVES = (ShopState.DIALLING, ShopState.RECORDED, ShopState.HEARD, ShopState.SCORED)


@dataclass(frozen=True, slots=True)
class Made:
    """A shop with its call and its scorecard (`None` for a line that did not answer).

    `resolved` and `claims` are what is true of a complaining shop: whether its matter was resolved, and
    whether the agent said so.
    """

    shop: Shop
    call: Invented
    scorecard: Scorecard | None
    resolved: bool
    claims: bool

    @property
    def complains(self) -> bool:
        """Whether somebody of the company heard a complaint."""
        return self.shop.parent_id is None and self.call.gave_key is not None


class Programme:
    """Draws the year's shops one by one, in the order of their day, each from a generator of its own."""

    def __init__(
        self, year: Year, library: Library, lines: tuple[OwnChannel, ...], names: People, made: Invention
    ) -> None:
        self._year, self._library, self._names = year, library, names
        self._lines = {line.id: line for line in lines}
        self._seed, self._truth = made.seed, made.truth
        self._entries: dict[str, Entry] = {}

    def shops(self, weeks: int) -> Iterator[Made]:
        """Every shop of the plans in the last so many weeks, and after each its follow-ups."""
        first = max(self._year.first_day, self._year.last_day - timedelta(weeks=weeks) + timedelta(days=1))
        for plan in plans(self._year, self._seed):
            for planned in dated_shops(plan, first, self._year.last_day):
                shop = Shop(
                    id=shop_id(planned),
                    state=ShopState.PLANNED,
                    due_at=to_text(planned.due_at),
                    window_end=to_text(planned.window_end),
                    created_at=to_text(planned.due_at - timedelta(days=14)),
                    updated_at=to_text(planned.due_at),
                    plan_id=plan.id,
                    key=planned.key,
                    channel_id=planned.channel_id,
                    invented=MARKER,
                )
                made = self._carried_out(shop, planned.scenario_id, planned.seed)
                yield made
                yield from self._follow_up(made)

    def _follow_up(self, made: Made) -> Iterator[Made]:
        rng = self._rng(made.shop.id, "follow-up")
        if not made.complains or rng.random() >= FOLLOWED:
            return
        entry = self._entry(made.shop.scenario_id or "")
        for number, wanted in enumerate(entry.scenario.follow_up, start=1):
            began = datetime.fromisoformat(made.shop.due_at)
            due = parse_duration(wanted.after).after(began, self._zone(made.shop))
            if due.date() > self._year.last_day:
                return
            child = replace(
                made.shop,
                id=f"{made.shop.id}-f{number}",
                key=f"{made.shop.id}/f{number}",
                parent_id=made.shop.id,
                due_at=to_text(due),
                window_end=to_text(due + timedelta(hours=4)),
                created_at=made.shop.updated_at,
                contact=None,
                history=(),
            )
            yield self._carried_out(child, wanted.scenario, made.shop.persona_seed or 0, after=made)

    def _carried_out(self, shop: Shop, script: str, seed: int, after: Made | None = None) -> Made:
        entry = self._entry(script)
        shop = with_persona(with_scenario(shop, entry), entry, seed)
        if after is not None:
            shop = replace(shop, persona={**shop.persona, **after.shop.persona})
        rng = self._rng(shop.id, "call")
        resolved, claims = self._outcome(rng, shop) if after is None else (after.resolved, after.resolved)
        wanted = self._drawn(rng, shop, entry, resolved=resolved, claims=claims, after=after)
        call = invent_call(rng, wanted, shop.due_at)
        ended = _ended(shop, call)
        if call.heard is None:
            return Made(ended, call, None, resolved, claims)
        line = self._lines[shop.channel_id or ""]
        card = score(
            call.contact, call.heard.timeline, call.heard.transcript, entry.scenario, country=line.country
        )
        return Made(ended, call, card, resolved, claims)

    def _drawn(
        self, rng: random.Random, shop: Shop, entry: Entry, *, resolved: bool, claims: bool,
        after: Made | None,
    ) -> Drawn:  # fmt: skip
        day = datetime.fromisoformat(shop.due_at).astimezone(self._zone(shop)).date()
        habits = self._year.habits(shop.channel_id or "", day)
        trouble = SIGNAL_FACTOR if self._year.in_signal_week(day) else 1.0
        median_s = habits.queue_median_s * trouble
        return Drawn(
            scenario=entry.scenario,
            persona=shop.persona,
            habits=habits,
            queue_median_s=median_s,
            queue_s=drawn_queue(rng, median_s),
            busy=rng.random() < (BUSY if after is None else 0.0),
            resolved=resolved,
            claims=claims,
            agent=rng.choice(self._names.agents),
            company=self._names.company,
            key=f"{rng.randrange(10000, 99999)}",
        )

    def _outcome(self, rng: random.Random, shop: Shop) -> tuple[bool, bool]:
        """Whether the first contact resolves it, and whether the agent says so: by the same rates as the
        ledger's."""
        operator = self._lines[shop.channel_id or ""].operator or IN_HOUSE
        resolved = rng.random() < self._truth.resolved_first[operator]
        return resolved, rng.random() < (
            self._truth.claim_if_resolved if resolved else self._truth.claim_if_not
        )

    def _entry(self, script: str) -> Entry:
        if script not in self._entries:
            self._entries[script] = self._library.entry(script)
        return self._entries[script]

    def _zone(self, shop: Shop) -> ZoneInfo:
        return ZoneInfo(self._lines[shop.channel_id or ""].time_zone)

    def _rng(self, *parts: str) -> random.Random:
        return random.Random(":".join((str(self._seed), *parts)))  # noqa: S311 - an invention, not a secret


def _ended(shop: Shop, call: Invented) -> Shop:
    """The shop as its last state leaves it, with every move on the way."""
    began = datetime.fromisoformat(shop.due_at)
    length = timedelta(seconds=call.heard.timeline.duration_s if call.heard else 1.0)
    after = [began, began + length, began + length * 2, began + length * 2 + timedelta(seconds=2)]
    states = _MOVES if call.heard else (*_MOVES[:2], ShopState.SCORED)
    moves = tuple(Move(state, to_text(at), MARKER) for state, at in zip(states, after, strict=False))
    return replace(
        shop,
        state=ShopState.SCORED,
        contact=call.contact,
        history=moves,
        updated_at=moves[-1].at,
        hearings=1 if call.heard else 0,
        followed_up=True,
    )
