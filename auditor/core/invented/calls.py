"""One invented call: what the line does is drawn from its habits, and the script's caller talks to it."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from statistics import NormalDist

from auditor.core.invented.composing import Composer
from auditor.core.invented.lines import BUSY, QUEUE_SIGMA, Habits
from auditor.core.invented.sayings import DATA, GREETING, HOLD, KEYS, MENU, ONE_WAY, REPLIES, WELCOME
from scenarios.placeholders import fill
from scenarios.scenario import Say, Scenario
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.heard import Heard

LIMIT_S = 180.0
"""Three minutes to a person (norms ES-01), the limit that the reports count by."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a call is to be like. `queue_s` is the wait in the queue, `busy` a line that does not answer.

    `resolved` is whether the matter is resolved, `claims` whether the agent says so.
    """

    scenario: Scenario
    persona: dict[str, str]
    habits: Habits
    queue_median_s: float
    queue_s: float
    busy: bool
    resolved: bool
    claims: bool
    agent: str
    company: str
    key: str


@dataclass(frozen=True, slots=True)
class Invented:
    """A call with what is true of it. `heard` is `None` where nothing was to be heard.

    `within` is the chance that a call to this line reaches a person within three minutes, whatever was drawn;
    `queue_s` is the wait that was drawn; `gave_key` whether a case key was given, `None` where none was asked
    for, and `key_chance` how probable that was.
    """

    contact: Contact
    heard: Heard | None
    within: float
    queue_s: float | None
    gave_key: bool | None = None
    key_chance: float = 0.0


def drawn_queue(rng: random.Random, median_s: float) -> float:
    """Seconds in the queue: lognormal."""
    return rng.lognormvariate(math.log(median_s), QUEUE_SIGMA)


def invent_call(rng: random.Random, wanted: Drawn, started_at: str) -> Invented:
    """The whole call. The same draws give the same call."""
    call = Composer(wanted.scenario.language)
    if wanted.busy:
        marks = (Mark(MarkName.INVITE, 0.0), Mark(MarkName.FAILED, 0.4, "486 Busy Here"))
        return Invented(Contact(Outcome.BUSY, marks, started_at=started_at), None, within(wanted, 0.0), None)
    call.ring(rng.uniform(0.6, 1.8), rng.choice((1, 1, 2)))
    _menus(call, wanted)
    chance = within(wanted, call.at)
    limit_s = wanted.scenario.limits.max_wait_s
    words = HOLD[wanted.scenario.language]
    call.hold(min(wanted.queue_s, limit_s), {name: words[name] for name in wanted.habits.hold})
    if wanted.queue_s >= limit_s:
        call.mark(MarkName.LIMIT, "max_wait_s")
        contact, heard = call.ended(Outcome.WAIT_LIMIT, started_at)
        return Invented(contact, heard, chance, None)
    call.mark(MarkName.HUMAN)
    gave_key = _talk(rng, call, wanted)
    contact, heard = call.ended(Outcome.COMPLETED, started_at)
    return Invented(contact, heard, chance, wanted.queue_s, gave_key, wanted.habits.gives_key)


def within(wanted: Drawn, before_queue_s: float) -> float:
    """The chance of a person within three minutes of dialling, with so many seconds gone before the queue."""
    left = max(1e-9, LIMIT_S - before_queue_s)
    reached = NormalDist().cdf((math.log(left) - math.log(wanted.queue_median_s)) / QUEUE_SIGMA)
    return reached * (1 - BUSY)


def _menus(call: Composer, wanted: Drawn) -> None:
    language, habits = wanted.scenario.language, wanted.habits
    call.menu(WELCOME[language].format(company=wanted.company), pause_s=2.5)
    if habits.one_way:
        call.menu(ONE_WAY)
        call.press("1")
    call.menu(MENU[language])
    call.press(KEYS.get(wanted.scenario.id, "3"))
    if habits.asks_data and "account_number" in wanted.persona:
        call.menu(DATA)
        call.press(wanted.persona["account_number"] + "#")


def _talk(rng: random.Random, call: Composer, wanted: Drawn) -> bool | None:
    """The agent greets, then answers what the script's caller says. Returns whether a key was given."""
    habits, gave_key = wanted.habits, None
    named, unnamed = GREETING[wanted.scenario.language]
    greeting = named if rng.random() < habits.names_self else unnamed
    call.agent(greeting.format(agent=wanted.agent))
    replies = iter(REPLIES[wanted.scenario.id])
    for step, said in enumerate(wanted.scenario.steps):
        if not isinstance(said, Say):
            continue
        call.caller(fill(said.text, wanted.persona), step)
        readings = next(replies)
        name = _reading(rng, readings, wanted)
        if "key" in readings:
            gave_key = name == "key"
        days = rng.choice(habits.answer_days)
        call.agent(readings[name].format(key=wanted.key, days=days))
    return gave_key


def _reading(rng: random.Random, readings: dict[str, str], wanted: Drawn) -> str:
    """Which of an agent's answers is given: the first that comes up, in the order of the readings."""
    habits = wanted.habits
    shares = {
        "sorry": habits.apologises,
        "claims": float(wanted.claims),
        "key": habits.gives_key,
        "promises": habits.promises,
        "receipt": habits.receipt,
        "refuses": habits.refuses_refund,
    }
    order = sorted(readings, key=lambda name: name == "open")  # what is left over comes last
    for name in order[:-1]:
        if rng.random() < shares.get(name, 1.0):
            return name
    return order[-1]
