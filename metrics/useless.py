"""Steps that add nothing: a repeated question, data asked for again, one way on, a double confirmation.

"Nothing is more useless than doing efficiently what is not needed" (Butterfield 2004; RT-01).
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.route import Walked
from metrics.values import Evidence
from metrics.view import CallView, Heard, quote
from metrics.words import normal, sentences
from transcripts.transcript import Segment, Speaker

SAME_PROMPT = 90.0
"""Two prompts are the same question when their words agree by this much (rapidfuzz ratio, 0–100)."""

REPEATED_QUESTION = "repeated_question"
DATA_ASKED_AGAIN = "data_asked_again"
ONE_WAY_MENU = "one_way_menu"
DOUBLE_CONFIRMATION = "double_confirmation"
KINDS = (REPEATED_QUESTION, DATA_ASKED_AGAIN, ONE_WAY_MENU, DOUBLE_CONFIRMATION)

_DATA = (
    "data_document", "data_customer_number", "data_phone", "data_name", "data_address", "data_contract",
    "data_birth_date", "data_postal_code", "data_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waste:
    """One thing that served nobody: the step, what it was, when, and the words."""

    step: int
    kind: str
    evidence: Evidence

    @property
    def seconds(self) -> float:
        return self.evidence.end_s - self.evidence.start_s


@dataclass(frozen=True, slots=True)
class Asked:
    """One question for the caller's data."""

    data: str
    step: int
    evidence: Evidence


def wastes(call: CallView, walked: tuple[Walked, ...]) -> tuple[Waste, ...]:
    """Everything useless on the route, in order. Unsure words are never counted."""
    found: list[Waste] = []
    for i, item in enumerate(walked):
        kind = _whole_step(call, walked, i)
        if kind is not None:
            where = Evidence(item.step.start_s, item.step.end_s, item.step.prompt)
            found.append(Waste(item.step.index, kind, where))
    whole = {waste.step for waste in found}
    found.extend(w for w in _asked_again(call, walked) if w.step not in whole)
    return tuple(sorted(found, key=lambda waste: waste.evidence.start_s))


def _whole_step(call: CallView, walked: tuple[Walked, ...], i: int) -> str | None:
    item = walked[i]
    if item.step.kind not in ("prompt", "menu") or not item.heard.known:
        return None
    if item.step.kind == "menu" and len(item.step.options) == 1:
        return ONE_WAY_MENU
    asks = item.step.kind == "menu" or call.find(item.heard.text, "asks", "data_entry")
    if asks and any(_same(item.heard.text, other.heard) for other in walked[:i] if other.step.prompt):
        return REPEATED_QUESTION
    return DOUBLE_CONFIRMATION if _confirms_twice(call, walked, i) else None


def _same(text: str, other: Heard) -> bool:
    from rapidfuzz.fuzz import ratio

    return other.known and ratio(normal(text), normal(other.text)) >= SAME_PROMPT


def _confirms_twice(call: CallView, walked: tuple[Walked, ...], i: int) -> bool:
    """A step that asks to confirm, straight after another that did."""
    if i == 0 or not walked[i - 1].heard.known:
        return False
    return all(call.find(w.heard.text, "confirm_question") for w in (walked[i - 1], walked[i]))


def asked(call: CallView, walked: tuple[Walked, ...]) -> tuple[Asked, ...]:
    """Every question for data that was understood, in order."""
    found: list[Asked] = []
    for item in walked:
        for segment in item.heard.segments:
            if segment.low_confidence or segment.speaker is Speaker.CALLER:
                continue
            found.extend(_questions(call, item, segment))
    return tuple(found)


def _questions(call: CallView, item: Walked, segment: Segment) -> list[Asked]:
    found = []
    for start, end in sentences(segment.text):
        sentence = segment.text[start:end]
        if not call.find(sentence, "asks", "data_entry"):
            continue
        for hit in call.find(sentence, *_DATA):
            where = quote(segment, start, end)
            found.append(
                Asked(hit.label, item.step.index, Evidence(where.start_s, where.end_s, sentence.strip()))
            )
    return found


def _asked_again(call: CallView, walked: tuple[Walked, ...]) -> list[Waste]:
    """The same data asked for at an earlier step, and asked for again after keys, a hold or a transfer."""
    seen: dict[str, int] = {}
    found: list[Waste] = []
    for question in asked(call, walked):
        first = seen.setdefault(question.data, question.step)
        counted = any(w.evidence.quote == question.evidence.quote for w in found)
        if first < question.step and not counted:
            found.append(Waste(question.step, DATA_ASKED_AGAIN, _cost(call, walked, question)))
    return found


def _cost(call: CallView, walked: tuple[Walked, ...], question: Asked) -> Evidence:
    """A menu voice that asks costs its whole step; a person costs the question and the caller's answer."""
    step = next(w.step for w in walked if w.step.index == question.step)
    if step.kind in ("prompt", "menu"):
        return Evidence(step.start_s, step.end_s, question.evidence.quote)
    end_s = _reply_end(call, question.evidence.end_s)
    return Evidence(question.evidence.start_s, end_s, question.evidence.quote)


def _reply_end(call: CallView, asked_s: float) -> float:
    """Where the caller's answer to a question ends: it costs time as the question does."""
    for segment in call.transcript.segments:
        if segment.start_s >= asked_s - 0.5 and segment.end_s > asked_s:
            return segment.end_s if segment.speaker is Speaker.CALLER else asked_s
    return asked_s
