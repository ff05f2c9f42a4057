"""The route figures: menus, options, transfers, useless seconds, agreement with the expected route."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from metrics.expected import matches
from metrics.holding import Stretch
from metrics.making import longest, none
from metrics.options import options
from metrics.route import Walked, numbered, walk
from metrics.useless import KINDS, Waste, asked, wastes
from metrics.values import Evidence, Figure
from metrics.view import UNSURE, CallView, joined
from transcripts.contact import MarkName
from transcripts.timeline import Kind, Side
from transcripts.transcript import Segment


@dataclass(frozen=True, slots=True)
class Route:
    """The walked route with what was found useless on it."""

    call: CallView
    walked: tuple[Walked, ...]
    wastes: tuple[Waste, ...]

    def steps(self, *kinds: str) -> list[Walked]:
        return [w for w in self.walked if w.step.kind in kinds]


def route(call: CallView, holds: tuple[Stretch, ...]) -> Route:
    """Walks the call, names useless steps and matches the scenario's expected ones."""
    walked = walk(call, holds)
    waste = wastes(call, walked)
    expected = call.scenario.route.expected if call.scenario else ()
    changes = {
        "useless": {w.step: w.kind for w in reversed(waste)},
        "matches": matches(call, walked, expected),
    }
    return Route(call, numbered(walked, **changes), waste)


def figures(way: Route) -> tuple[Figure, ...]:
    """Every route figure; none is measured of a call that the line never answered."""
    found = _figures(way)
    why = way.call.unanswered
    return tuple(none(figure.id, figure.unit, why) for figure in found) if why else found


def _figures(way: Route) -> tuple[Figure, ...]:
    steps = [w for w in way.walked if w.step.kind != "end"]
    where = tuple(Evidence(w.step.start_s, w.step.end_s, w.step.prompt) for w in steps)
    return (
        Figure("route.steps", float(len(steps)), "count", n=len(steps), evidence=where),
        *_menus(way),
        _greeting(way),
        _longest_prompt(way),
        _slowest_reply(way),
        _data_asked(way),
        _transfers(way),
        *_useless(way),
        *_expected(way),
    )


def _menus(way: Route) -> list[Figure]:
    """How many menus; a lower bound in `counts` where a prompt was not understood and may have been one."""
    menus = way.steps("menu")
    human = way.call.human.by_s
    where = tuple(Evidence(w.step.start_s, w.step.end_s, w.step.prompt) for w in menus)
    if any(w.heard.may_hide for w in way.steps("prompt")):
        counts = {"at_least": float(len(menus))}
        total = Figure("route.menus", None, "count", 0, counts, evidence=where, why="low_confidence")
        before = Figure("route.menus_before_human", None, "count", n=0, why="low_confidence")
        return [total, before, *_options(menus)]
    total = Figure("route.menus", float(len(menus)), "count", n=len(menus), evidence=where)
    if human is None:
        at_least = float(len(menus))
        before = none("route.menus_before_human", "count", way.call.human.why, at_least=at_least)
    else:
        early = [e for e in where if e.start_s < human]
        before = Figure("route.menus_before_human", float(len(early)), "count", n=len(menus))
    return [total, before, *_options(menus)]


def _options(menus: list[Walked]) -> list[Figure]:
    """Ways on in the first menu, the longest one, and on average.

    A menu that was not read whole leaves the longest and the mean open; `counts` then has the lower bound.
    """
    if not menus:
        return [none(f"route.options_{x}", "count", "no_menu") for x in ("first", "max", "mean")]
    counts = [float(len(w.step.options)) for w in menus]
    whole = [w.heard.known and bool(w.step.options) for w in menus]
    evidence = tuple(Evidence(*w.spoken_s, w.step.prompt) for w in menus)
    first = Figure("route.options_first", counts[0], "count", n=1, evidence=evidence[:1])
    if not whole[0]:
        first = none("route.options_first", "count", "low_confidence", at_least=counts[0])
    if not all(whole):
        longest_known = none("route.options_max", "count", "low_confidence", at_least=max(counts))
        return [first, longest_known, none("route.options_mean", "count", "low_confidence")]
    worst = counts.index(max(counts))
    return [
        first,
        Figure("route.options_max", max(counts), "count", n=len(menus), evidence=(evidence[worst],)),
        Figure("route.options_mean", fmean(counts), "count", n=len(menus), evidence=evidence),
    ]


def _greeting(way: Route) -> Figure:
    """The first prompt's words until its first option: "Bienvenido a…" before anything can be chosen."""
    first = way.walked[0] if way.walked else None
    if first is None or first.step.kind not in ("prompt", "menu"):
        return Figure("route.greeting_s", None, "s", n=0, why="no_ivr")
    start_s, end_s = first.spoken_s
    if first.step.kind == "menu":
        greeting = _before_options(way, first)
        if greeting is None:
            return none("route.greeting_s", "s", "greeting_not_apart")
        return Figure("route.greeting_s", greeting.end_s - start_s, "s", n=1, evidence=(greeting,))
    return Figure(
        "route.greeting_s", end_s - start_s, "s", n=1, evidence=(Evidence(start_s, end_s, first.step.prompt),)
    )


def _before_options(way: Route, first: Walked) -> Evidence | None:
    """The segments before the one in which the first way on begins; `None` where that is the first one."""
    found = options(first.heard.text, way.call.transcript.language)
    before: list[Segment] = []
    at = 0
    for segment in first.heard.segments:
        at += len(UNSURE if segment.low_confidence else segment.text.strip()) + 1
        if not found or found[0].start < at:
            break
        before.append(segment)
    if not before:
        return None
    said = joined(tuple(before)).text or None
    return Evidence(before[0].start_s, before[-1].end_s, said)


def _longest_prompt(way: Route) -> Figure:
    spoken = [(w.spoken_s, w.step.prompt) for w in way.steps("prompt", "menu")]
    if not spoken:
        return Figure("route.longest_prompt_s", None, "s", n=0, why="no_ivr")
    (start_s, end_s), text = max(spoken, key=lambda item: item[0][1] - item[0][0])
    return Figure(
        "route.longest_prompt_s",
        end_s - start_s,
        "s",
        n=len(spoken),
        evidence=(Evidence(start_s, end_s, text),),
    )


def _slowest_reply(way: Route) -> Figure:
    """From the answer, a key or our words to the line's next sound, before a person and outside holds."""
    call = way.call
    answered = call.contact.first(MarkName.ANSWERED)
    acts = [key.at_s for key in call.keys] + [s.end_s for s in call.timeline.of(Kind.CALLER)]
    acts += [answered.at_s] if answered else []
    limit = call.until_human_s
    held = [(w.step.start_s, w.step.end_s) for w in way.steps("hold", "transfer")]
    sounds = [s for s in call.timeline if s.side is Side.THEIRS and s.kind is not Kind.SILENCE]
    gaps = []
    for at in sorted(acts):
        during = any(s.start_s <= at < s.end_s for s in sounds) or any(a <= at < b for a, b in held)
        after = next((s.start_s for s in sounds if s.start_s >= at), None)
        later_act = any(at < other <= (after or at) for other in acts)
        if not during and after is not None and at < limit and not later_act:
            gaps.append((at, min(after, *[a for a, _ in held if a >= at], limit)))
    return longest("route.longest_silence_s", gaps, "no_request")


def _data_asked(way: Route) -> Figure:
    """Questions for the caller's data before a person; the reason of the call is not data."""
    id = "route.data_asked_before_human"
    call = way.call
    early = [w for w in way.walked if w.step.kind in ("prompt", "menu")]
    early = [w for w in early if w.step.start_s < call.until_human_s]
    found = [a for a in asked(call, tuple(early)) if a.data != "data_reason"]
    where = tuple(a.evidence for a in found)
    if any(w.heard.may_hide for w in early) or call.lexicon is None:
        return none(id, "count", "low_confidence", at_least=float(len(found)))
    return Figure(id, float(len(found)), "count", n=len(early), evidence=where)


def _transfers(way: Route) -> Figure:
    found = way.steps("transfer")
    where = tuple(Evidence(w.step.start_s, w.step.end_s) for w in found)
    if way.call.human.by_s is None:
        return Figure("route.transfers", None, "count", n=0, why=way.call.human.why)
    return Figure("route.transfers", float(len(found)), "count", n=len(found), evidence=where)


def _useless(way: Route) -> list[Figure]:
    counts = {kind: sum(w.seconds for w in way.wastes if w.kind == kind) for kind in KINDS}
    counts = {kind: seconds for kind, seconds in counts.items() if any(w.kind == kind for w in way.wastes)}
    evidence = tuple(w.evidence for w in way.wastes)
    n = len(way.wastes)
    if way.call.lexicon is None or not any(w.heard.known for w in way.walked):
        return [Figure(id, None, unit, n=0, why="nothing_understood")
                for id, unit in (("route.useless_steps", "count"), ("route.useless_s", "s"))]  # fmt: skip
    return [
        Figure("route.useless_steps", float(n), "count", n=n, evidence=evidence),
        Figure(
            "route.useless_s",
            sum((w.seconds for w in way.wastes), 0.0),
            "s",
            n=n,
            counts=counts,
            evidence=evidence,
        ),
    ]


def _expected(way: Route) -> list[Figure]:
    """The share of the scenario's expected steps that were walked in order, and menus beyond its limit."""
    spec = way.call.scenario.route if way.call.scenario else None
    if spec is None:
        return []
    result = []
    if spec.expected:
        found = [w for w in way.walked if w.step.matches]
        where = tuple(Evidence(w.step.start_s, w.step.end_s, w.step.matches) for w in found)
        share = len(found) / len(spec.expected)
        counts = {"matched": float(len(found)), "expected": float(len(spec.expected))}
        result.append(
            Figure(
                "route.expected_share", share, "ratio", n=len(spec.expected), counts=counts, evidence=where
            )
        )
    if spec.max_menus is not None:
        menus = len(way.steps("menu"))
        over = max(0, menus - spec.max_menus)
        counts = {"menus": float(menus), "max_menus": float(spec.max_menus)}
        result.append(Figure("route.menus_over", float(over), "count", n=menus, counts=counts))
    return result
