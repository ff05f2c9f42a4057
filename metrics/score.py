"""Scores one contact: hold, route, waits and the scenario's checks, as one scorecard. Pure."""

from __future__ import annotations

from metrics import hold as holding_figures
from metrics import routing, told, waits, wording
from metrics.detect.finding import Scored
from metrics.detect.registry import checks, everything
from metrics.hold import Hold
from metrics.holding import stretches
from metrics.loudness import Level, jumps
from metrics.messages import as_value, messages
from metrics.values import CheckResult, Figure, HoldMessage, Scorecard
from metrics.view import view
from scenarios.scenario import Scenario
from transcripts.contact import Contact
from transcripts.timeline import Timeline
from transcripts.transcript import Transcript

VERSION = "2"
"""Counts up whenever a figure's definition changes."""


def score(
    contact: Contact,
    timeline: Timeline,
    transcript: Transcript,
    scenario: Scenario | None = None,
    *,
    country: str = "ES",
    levels: tuple[Level, ...] = (),
) -> Scorecard:
    """The scorecard of one contact.

    `country` (ISO 3166) and `transcript.language` pick the phrase list. `levels` is the loudness of their
    side, where somebody measured it.
    Every figure that could not be measured is `None` with its reason. Definitions: docs/figures.md.
    """
    call = view(contact, timeline, transcript, scenario, country)
    holds = stretches(call)
    hold = Hold(call, holds, messages(call, holds))
    route = routing.route(call, holds)
    scored = Scored(call, hold, route)
    answers = checks(scored, scenario.checks if scenario else ())
    return Scorecard(
        figures=(
            *waits.figures(call, holds),
            *holding_figures.figures(hold),
            *wording.figures(hold, levels),
            *told.figures(hold),
            *routing.figures(route),
        ),
        checks=answers,
        messages=_message_values(hold, levels),
        route=tuple(item.step for item in route.walked),
        score=weighted(answers),
        critical_failed=any(c.critical and c.decided and c.answer is not c.good for c in answers),
        versions=_versions(scored),
        detected=everything(scored),
    )


def _message_values(hold: Hold, levels: tuple[Level, ...]) -> tuple[HoldMessage, ...]:
    spanish = hold.call.transcript.language == "es"
    values = []
    for message in hold.messages:
        found = [jump for _, jump in jumps(message, hold.holds, levels)]
        values.append(as_value(message, spanish, max(found, key=abs, default=None)))
    return tuple(values)


def weighted(answers: tuple[CheckResult, ...]) -> Figure:
    """Weight with the good answer over weight answered yes or no; `None` when nothing was.

    `counts` says how many checks got each answer.
    """
    counts: dict[str, float] = {}
    for check in answers:
        counts[check.answer.value] = counts.get(check.answer.value, 0.0) + 1
    decided = [c for c in answers if c.decided]
    total = sum(c.weight for c in decided)
    evidence = tuple(e for c in decided for e in c.evidence[:1])
    if total <= 0:
        why = "no_check_decided" if answers else "no_checks"
        return Figure("score", None, "ratio", n=0, counts=counts, why=why)
    value = sum(c.weight for c in decided if c.answer is c.good) / total
    return Figure("score", value, "ratio", n=len(decided), counts=counts, evidence=evidence)


def _versions(scored: Scored) -> dict[str, str]:
    call = scored.call
    versions = {"metrics": VERSION}
    if call.lexicon is not None:
        versions["phrases"] = f"{call.lexicon.phrases.name} {call.lexicon.phrases.version}"
    if call.scenario is not None:
        versions["scenario"] = f"{call.scenario.id} {call.scenario.version}"
    if call.transcript.engine is not None:
        engine = call.transcript.engine
        versions["speech"] = f"{engine.name} {engine.version} {engine.model}"
    return versions
