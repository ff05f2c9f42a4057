"""The circuit that the caller walked: step by step, with prompt, options, key and seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.holding import Stretch
from metrics.options import Option, options
from metrics.values import RouteStep
from metrics.view import CallView, Heard, Key
from transcripts.timeline import Kind, Span
from transcripts.transcript import Speaker

DATA_DIGITS = 3
"""This many keys after one prompt are data that was asked for (a customer number), not choices."""
SAME_PROMPT_PAUSE_S = 2.0
"""Menu voice that pauses less than this, without a key between, is one prompt."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A step as the scorecard has it, with the words it rests on."""

    step: RouteStep
    heard: Heard
    spoken_s: tuple[float, float]


@dataclass(slots=True)
class _Draft:
    kind: str
    start_s: float
    sound_end_s: float


def walk(call: CallView, holds: tuple[Stretch, ...]) -> tuple[Walked, ...]:
    """The steps in order. A step lasts until the next begins, so that together they fill the call."""
    drafts = _drafts(call, holds)
    result: list[Walked] = []
    for i, draft in enumerate(drafts):
        end_s = drafts[i + 1].start_s if i + 1 < len(drafts) else max(call.end_s, draft.sound_end_s)
        result.append(_finish(call, draft, i, end_s))
    if result and call.human.by_s is None:
        last = result[-1].step
        end = RouteStep(len(result), "end", last.end_s, last.end_s)
        result.append(Walked(end, Heard("", False), (last.end_s, last.end_s)))
    return tuple(result)


def _drafts(call: CallView, holds: tuple[Stretch, ...]) -> list[_Draft]:
    drafts: list[_Draft] = [_Draft("hold", h.start_s, h.end_s) for h in holds]
    inside = [(h.start_s, h.end_s) for h in holds]
    previous: Span | None = None
    for span in call.theirs(Kind.IVR, Kind.AGENT, Kind.SPEECH):
        if span.start_s >= call.end_s or any(a <= span.start_s < b for a, b in inside):
            continue
        if previous is not None and _continues(call, previous, span, holds):
            drafts[-1].sound_end_s = span.end_s
        else:
            drafts.append(_Draft(_kind(call, span), span.start_s, span.end_s))
        previous = span
    drafts.sort(key=lambda draft: draft.start_s)
    return _transfers(call, drafts)


def _kind(call: CallView, span: Span) -> str:
    if span.kind is Kind.AGENT or span.start_s == call.human.at_s:
        return "agent"
    return "prompt"


def _continues(call: CallView, last: Span, span: Span, holds: tuple[Stretch, ...]) -> bool:
    """Whether a span belongs to the step before: same voice, nothing but a short pause between."""
    if any(last.start_s <= h.start_s < span.start_s for h in holds):
        return False
    if _kind(call, last) == "agent" and span.kind in (Kind.AGENT, Kind.SPEECH):
        return True
    if last.kind is not span.kind or span.start_s - last.end_s > SAME_PROMPT_PAUSE_S:
        return False
    if any(last.start_s <= key.at_s < span.start_s for key in call.keys):
        return False
    spoken = [s for s in call.timeline.of(Kind.CALLER) if last.end_s - 0.5 <= s.start_s < span.start_s]
    return not spoken


def _transfers(call: CallView, drafts: list[_Draft]) -> list[_Draft]:
    """A hold after a person is a transfer where it was announced, it rings, or a new agent speaks."""
    for i, draft in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if draft.kind == "hold" and before is not None and before.kind == "agent":
            after = drafts[i + 1] if i + 1 < len(drafts) else None
            if _is_transfer(call, before, draft, after):
                draft.kind = "transfer"
    return drafts


def _is_transfer(call: CallView, before: _Draft, hold: _Draft, after: _Draft | None) -> bool:
    said = call.text(before.start_s, hold.start_s, Speaker.AGENT).text
    if call.find(said[-300:], "transfer"):
        return True
    if any(s.overlap_s(hold.start_s, hold.sound_end_s) for s in call.theirs(Kind.RINGBACK)):
        return True
    if after is None or after.kind != "agent":
        return False
    opening = call.text(after.start_s, min(after.start_s + 15.0, after.sound_end_s), Speaker.AGENT).text
    return bool(call.find(opening, "agent_identifies_self"))


def _finish(call: CallView, draft: _Draft, index: int, end_s: float) -> Walked:
    keys = [key for key in call.keys if draft.start_s <= key.at_s < end_s]
    if draft.kind not in ("prompt", "agent"):
        key = "".join(k.digit for k in keys) or None
        step = RouteStep(index, draft.kind, draft.start_s, end_s, key=key)
        return Walked(step, Heard("", False), (draft.start_s, draft.sound_end_s))
    wanted = (Speaker.AGENT if draft.kind == "agent" else Speaker.IVR, *call.nobody)
    said = call.text(draft.start_s, draft.sound_end_s, *wanted)
    text = said.text or None
    found = options(said.text, call.transcript.language) if draft.kind == "prompt" else ()
    kind = _menu_or_prompt(call, said, found, keys) if draft.kind == "prompt" else draft.kind
    step = RouteStep(
        index=index,
        kind=kind,
        start_s=draft.start_s,
        end_s=end_s,
        prompt=text,
        options=tuple((o.key, o.words) for o in found),
        key=_answer(call, draft, end_s, keys, found),
    )
    return Walked(step, said, (draft.start_s, draft.sound_end_s))


def _menu_or_prompt(call: CallView, said: Heard, found: tuple[Option, ...], keys: list[Key]) -> str:
    """A menu offers ways on, or was answered with a key; data to be keyed in is a prompt."""
    if found:
        return "menu"
    asks_data = bool(call.find(said.text, "data_entry")) or len(keys) >= DATA_DIGITS
    return "menu" if keys and not asks_data else "prompt"


def _answer(
    call: CallView, draft: _Draft, end_s: float, keys: list[Key], found: tuple[Option, ...]
) -> str | None:
    """The keys pressed; at a menu that listens, the words said."""
    if keys:
        return "".join(key.digit for key in keys)
    if draft.kind == "prompt" and any(len(o.key) != 1 for o in found):
        return call.text(draft.start_s, end_s, Speaker.CALLER).text or None
    return None


def numbered(walked: tuple[Walked, ...], **changes: dict[int, str]) -> tuple[Walked, ...]:
    """The same steps with fields changed by index, e.g. `useless={2: "one_way_menu"}`."""
    result = []
    for item in walked:
        fields = {name: by[item.step.index] for name, by in changes.items() if item.step.index in by}
        result.append(replace(item, step=replace(item.step, **fields)) if fields else item)  # type: ignore[arg-type]
    return tuple(result)
