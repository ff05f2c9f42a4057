"""The clocks of a call: dialling, ringing, the waits until a person. Definitions in docs/figures.md."""

from __future__ import annotations

from metrics.holding import Stretch
from metrics.values import Evidence, Figure
from metrics.view import CallView
from transcripts.contact import MarkName
from transcripts.timeline import Kind


def figures(call: CallView, holds: tuple[Stretch, ...]) -> tuple[Figure, ...]:
    """Every clock; what was not seen is `None` with its reason."""
    human = call.human
    n = 0 if human.at_s is None else 1
    where = _moment(human.at_s)
    return (
        Figure("call.duration_s", call.end_s, "s", n=1),
        _between(
            call, "call.post_dial_delay_s", (MarkName.INVITE,), (MarkName.PROVISIONAL, MarkName.ANSWERED)
        ),
        _ring(call),
        _between(call, "call.setup_s", (MarkName.INVITE,), (MarkName.ANSWERED,)),
        Figure("call.human_at_s", human.at_s, "s", n=n, evidence=where, why=human.why),
        _dial_to_human(call),
        _from(call, "wait.ivr_to_human_s", _ivr_end(call, holds), "no_ivr"),
        _from(call, "wait.request_to_human_s", _request(call), "no_request"),
        _dropped(call, holds),
        _talk(call),
    )


def _moment(at_s: float | None) -> tuple[Evidence, ...]:
    return () if at_s is None else (Evidence(at_s, at_s),)


def _between(call: CallView, id: str, start: tuple[MarkName, ...], end: tuple[MarkName, ...]) -> Figure:
    """Seconds between the first marks of two kinds."""
    first = next((m for m in call.contact.marks if m.name in start), None)
    last = next((m for m in call.contact.marks if m.name in end), None)
    if first is None:
        return Figure(id, None, "s", n=0, why="not_placed")
    if last is None:
        return Figure(id, None, "s", n=0, why="not_answered")
    return Figure(id, last.at_s - first.at_s, "s", n=1, evidence=(Evidence(first.at_s, last.at_s),))


def _ring(call: CallView) -> Figure:
    """18x to 200 where the marks say so; of a recording, the ringback that it begins with."""
    id = "call.ring_s"
    ringing = call.contact.first(MarkName.PROVISIONAL)
    answered = call.contact.first(MarkName.ANSWERED)
    if ringing and answered:
        evidence = (Evidence(ringing.at_s, answered.at_s),)
        return Figure(id, answered.at_s - ringing.at_s, "s", n=1, evidence=evidence)
    if call.contact.first(MarkName.INVITE):
        return Figure(id, None, "s", n=0, why="not_answered" if answered is None else "no_ringing")
    first = next((s for s in call.timeline if s.kind not in (Kind.SILENCE,)), None)
    if first is None or first.kind is not Kind.RINGBACK:
        return Figure(id, None, "s", n=0, why="no_ringing")
    end_s = first.end_s
    for span in call.timeline:
        if span.kind is Kind.RINGBACK:
            end_s = span.end_s
        elif span.kind is not Kind.SILENCE:
            break
    return Figure(id, end_s - first.start_s, "s", n=1, evidence=(Evidence(first.start_s, end_s),))


def _dial_to_human(call: CallView) -> Figure:
    invite = call.contact.first(MarkName.INVITE)
    if invite is None:
        return Figure("wait.dial_to_human_s", None, "s", n=0, why="not_placed")
    return _from(call, "wait.dial_to_human_s", invite.at_s, "not_placed")


def _from(call: CallView, id: str, start_s: float | None, missing: str) -> Figure:
    """A clock until the human; without one, `counts` tells how long was waited at least."""
    if start_s is None:
        return Figure(id, None, "s", n=0, why=missing)
    if call.human.at_s is None:
        waited_s = call.waited_at_least_s(start_s)
        counts, evidence = {"waited_at_least_s": waited_s}, (Evidence(start_s, start_s + waited_s),)
        if call.human.by_s is not None:
            counts["at_most"] = max(0.0, call.human.by_s - start_s)
        return Figure(id, None, "s", n=0, counts=counts, evidence=evidence, why=call.human.why)
    return Figure(id, call.human.at_s - start_s, "s", n=1, evidence=(Evidence(start_s, call.human.at_s),))


def _ivr_end(call: CallView, holds: tuple[Stretch, ...]) -> float | None:
    """Where the last menu voice before the human ends; announcements inside a hold are not menus.

    Where nobody answered it is the last one before the last hold: what comes after that is a leave-taking.
    """
    limit = call.until_human_s
    if call.human.by_s is None and holds:
        limit = holds[-1].start_s
    prompts = [
        span
        for span in call.theirs(Kind.IVR)
        if span.start_s < limit and not any(h.start_s <= span.start_s < h.end_s for h in holds)
    ]
    return min(prompts[-1].end_s, limit) if prompts else None


def _request(call: CallView) -> float | None:
    """The last key before the human (without one, of the call): what the caller asked for."""
    before = [key.at_s for key in call.keys if key.at_s < call.until_human_s]
    return before[-1] if before else None


def _dropped(call: CallView, holds: tuple[Stretch, ...]) -> Figure:
    """1 where the company hung up while the caller was on hold and no person had answered."""
    id = "call.dropped_on_hold"
    if call.unanswered:
        return Figure(id, None, "count", n=0, why=call.unanswered)
    bye = call.contact.first(MarkName.BYE_THEIRS)
    held = [h for h in holds if h.queue and not h.answered]
    if bye is None or not held or call.human.by_s is not None or _acted_after(call, held[-1]):
        return Figure(id, 0.0, "count", n=1)
    if call.human.why == "speaker_not_known":
        return Figure(id, None, "count", n=0, why="speaker_not_known")
    return Figure(id, 1.0, "count", n=1, evidence=(Evidence(held[-1].start_s, bye.at_s),))


def _acted_after(call: CallView, hold: Stretch) -> bool:
    """Whether the caller pressed a key or spoke after a hold: then something else ended the call."""
    acts = [key.at_s for key in call.keys] + [s.start_s for s in call.timeline.of(Kind.CALLER)]
    return any(at >= hold.end_s for at in acts)


def _talk(call: CallView) -> Figure:
    """Seconds in which a person of the company speaks."""
    spans = call.theirs(Kind.AGENT)
    if not spans:
        return Figure("call.agent_talk_s", None, "s", n=0, why=call.human.why)
    evidence = tuple(Evidence(s.start_s, s.end_s) for s in spans)
    return Figure("call.agent_talk_s", sum(s.length_s for s in spans), "s", n=len(spans), evidence=evidence)
