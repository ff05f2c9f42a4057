"""What the company answered to each question of the script, out of one shop's contact and transcript."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.complaints.contradictions import Answered
from scenarios.scenario import Say, Scenario
from transcripts.contact import Contact, Mark, MarkName
from transcripts.transcript import Speaker, Transcript


def answered(
    contact: Contact,
    transcript: Transcript,
    scenario: Scenario,
    *,
    shop_id: str,
    operator: str | None = None,
    channel: str | None = None,
) -> tuple[Answered, ...]:
    """One answer for each question that the shopper put: what a person said until the shopper spoke again.

    Words that the recogniser was not sure of, and speech that no one could attribute, are left out; a
    question without a sure word in answer has no entry. Only placed contacts have the marks that this needs.
    """
    found = []
    for index, question, start_s, end_s in _questions(contact, transcript, scenario):
        said = [
            segment
            for segment in transcript.by(Speaker.AGENT)
            if start_s <= segment.start_s < end_s and not segment.low_confidence and segment.text.strip()
        ]
        if not said:
            continue
        found.append(
            Answered(
                id=f"{shop_id}:{index}",
                scenario=scenario.id,
                question=question,
                text=" ".join(segment.text.strip() for segment in said),
                language=transcript.language,
                at=contact.started_at,
                operator=operator,
                channel=channel,
                shop_id=shop_id,
                recording=contact.recording.path if contact.recording else None,
                start_s=said[0].start_s,
                end_s=said[-1].end_s,
            )
        )
    return tuple(found)


def _questions(
    contact: Contact, transcript: Transcript, scenario: Scenario
) -> Iterator[tuple[int, str, float, float]]:
    """Each question: its step, the script's words (fields unfilled), from and until when it is answered."""
    step: int | None = None
    said: int | None = None
    for i, mark in enumerate(contact.marks):
        if mark.name is MarkName.STEP:
            step = _step(mark)
        elif mark.name is MarkName.SAY_START:
            said = step
        elif mark.name is MarkName.SAY_END and said is not None:
            words = _words(scenario, said)
            if "?" in words:
                yield said, words, mark.at_s, _next_say(contact.marks[i + 1 :], transcript)
            said = None


def _step(mark: Mark) -> int | None:
    index = (mark.detail or "").split(" ", 1)[0]
    return int(index) if index.isdecimal() else None


def _words(scenario: Scenario, index: int) -> str:
    step = scenario.steps[index] if index < len(scenario.steps) else None
    return step.text if isinstance(step, Say) else ""


def _next_say(marks: tuple[Mark, ...], transcript: Transcript) -> float:
    ends = (mark.at_s for mark in marks if mark.name is MarkName.SAY_START)
    return next(ends, max((segment.end_s for segment in transcript.segments), default=0.0) + 1.0)
