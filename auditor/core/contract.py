"""What `--json` prints: the versioned contract of `docs/schemas`. Every front end uses these shapes.

Instants are seconds to the millisecond; figures have every digit they were computed with, rounding is for
display. Unknown is null, never 0.
"""

from __future__ import annotations

from typing import Any

from auditor.channel import OwnChannel
from auditor.core.views import AgendaRow, Review, ShopPage, ShopRow
from metrics.values import CheckResult, Evidence, Figure, HoldMessage, RouteStep, Scorecard
from transcripts.contact import Contact, Recording
from transcripts.heard import Heard
from transcripts.timeline import Timeline
from transcripts.transcript import Transcript

VERSION = 1


def _s(value: float | None) -> float | None:
    """An instant or a length in a recording: no clock here is finer than a millisecond."""
    return None if value is None else round(value, 3)


def recording_json(recording: Recording | None) -> dict[str, Any] | None:
    """A recording: where it is, what proves that it is the same file, and its shape."""
    if recording is None:
        return None
    return {
        "path": recording.path,
        "sha256": recording.sha256,
        "duration_s": _s(recording.duration_s),
        "sample_rate_hz": recording.sample_rate_hz,
        "channels": recording.channels,
        "ours_channel": recording.ours_channel,
    }


def timeline_json(timeline: Timeline) -> list[dict[str, Any]]:
    """A list of {kind, start_s, end_s, side, detail}."""
    return [
        {
            "kind": span.kind.value,
            "start_s": _s(span.start_s),
            "end_s": _s(span.end_s),
            "side": span.side.value,
            "detail": span.detail,
        }
        for span in timeline
    ]


def transcript_json(transcript: Transcript) -> list[dict[str, Any]]:
    """A list of {speaker, start_s, end_s, text, confidence}, whether that confidence is low,
    and where the words come from when they were transcribed in an earlier call.
    """
    return [
        {
            "speaker": segment.speaker.value,
            "start_s": _s(segment.start_s),
            "end_s": _s(segment.end_s),
            "text": segment.text,
            "confidence": segment.confidence,
            "low_confidence": segment.low_confidence,
            "same_as": segment.same_as,
            "reuse": None
            if segment.reuse is None
            else {
                "prompt": segment.reuse.prompt,
                "contact": segment.reuse.contact,
                "engine": segment.reuse.engine,
            },
        }
        for segment in transcript.segments
    ]


def redacted_json(heard: Heard | None) -> list[dict[str, Any]] | None:
    """A list of {start_s, end_s, kind, side}: what is muted wherever the sound is shared; `None` unheard.

    `side` is that of the speaker ("ours", "theirs"), null where it is not known.
    """
    if heard is None:
        return None
    side = {True: "ours", False: "theirs", None: None}
    return [
        {"start_s": _s(m.start_s), "end_s": _s(m.end_s), "kind": m.kind.value, "side": side[m.ours]}
        for m in heard.redacted
    ]


def evidence_json(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """A list of {start_s, end_s, quote}."""
    return [{"start_s": _s(e.start_s), "end_s": _s(e.end_s), "quote": e.quote} for e in evidence]


def score_json(figure: Figure) -> dict[str, Any]:
    """{id, value, unit, n, evidence}, with counts, interval and why it was not measured."""
    return {
        "id": figure.id,
        "value": figure.value,
        "unit": figure.unit,
        "n": figure.n,
        "counts": dict(figure.counts),
        "interval": list(figure.interval) if figure.interval else None,
        "why": figure.why,
        "evidence": evidence_json(figure.evidence),
    }


def _check_json(check: CheckResult, reviews: tuple[Review, ...]) -> dict[str, Any]:
    return {
        "id": check.id,
        "ask": check.ask,
        "answer": check.answer.value,
        "good": check.good.value,
        "weight": check.weight,
        "critical": check.critical,
        "confidence": check.confidence,
        "why": check.why,
        "evidence": evidence_json(check.evidence),
        "reviews": [
            {"answer": r.answer, "who": r.who, "at": r.at, "note": r.note, "undone_at": r.undone_at}
            for r in reviews
            if r.check == check.id
        ],
    }


def _message_json(message: HoldMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "text": message.text,
        "times": [[_s(start), _s(end)] for start, end in message.times],
        "length_s": _s(message.length_s),
        "purposes": list(message.purposes),
        "wpm": message.wpm,
        "readability_huerta": message.readability_huerta,
        "readability_inflesz": message.readability_inflesz,
        "loudness_jump_lu": message.loudness_jump_lu,
        "mean_gap_s": message.mean_gap_s,
        "low_confidence": message.low_confidence,
    }


def _step_json(step: RouteStep) -> dict[str, Any]:
    return {
        "index": step.index,
        "kind": step.kind,
        "start_s": _s(step.start_s),
        "end_s": _s(step.end_s),
        "prompt": step.prompt,
        "options": [{"key": key, "words": words} for key, words in step.options],
        "key": step.key,
        "matches": step.matches,
        "useless": step.useless,
    }


def scorecard_json(scorecard: Scorecard | None, reviews: tuple[Review, ...] = ()) -> dict[str, Any] | None:
    """{score, critical_failed, scores, checks, detected, messages, route, versions}."""
    if scorecard is None:
        return None
    return {
        "score": score_json(scorecard.score) if scorecard.score else None,
        "critical_failed": scorecard.critical_failed,
        "scores": [score_json(figure) for figure in scorecard.figures],
        "checks": [_check_json(check, reviews) for check in scorecard.checks],
        "detected": [_check_json(check, ()) for check in scorecard.detected],
        "messages": [_message_json(message) for message in scorecard.messages],
        "route": [_step_json(step) for step in scorecard.route],
        "versions": dict(scorecard.versions),
    }


def contact_json(contact: Contact | None) -> dict[str, Any]:
    """{outcome, reason, started_at, marks, quality, recording}; all null before there was a contact."""
    if contact is None:
        empty = dict.fromkeys(("outcome", "reason", "started_at", "quality", "recording"))
        return {**empty, "marks": []}
    quality = contact.quality
    return {
        "outcome": contact.outcome.value,
        "reason": contact.reason,
        "started_at": contact.started_at,
        "marks": [{"name": m.name.value, "at_s": _s(m.at_s), "detail": m.detail} for m in contact.marks],
        "quality": None
        if quality is None
        else {
            "packets": quality.packets,
            "lost": quality.lost,
            "jitter_ms": quality.jitter_ms,
            "e_model_mos": quality.e_model_mos,
            "codec": quality.codec,
        },
        "recording": recording_json(contact.recording),
    }


def shop_json(page: ShopPage) -> dict[str, Any]:
    """One shop, whole: what was asked, what happened, what was heard, what it is worth."""
    shop = page.shop
    return {
        "schema": f"auditor/shop/{VERSION}",
        "id": shop.id,
        "state": shop.state.value,
        "scenario": shop.scenario_id,
        "scenario_version": shop.scenario_version,
        "channel": shop.channel_id,
        "plan": shop.plan_id,
        "due_at": shop.due_at,
        "error": shop.error,
        **contact_json(shop.contact),
        "timeline": timeline_json(page.heard.timeline) if page.heard else None,
        "transcript": transcript_json(page.heard.transcript) if page.heard else None,
        "redacted": redacted_json(page.heard),
        "scorecard": scorecard_json(page.scorecard, page.reviews),
    }


def listen_json(page: ShopPage) -> dict[str, Any]:
    """One audited recording: {recording, timeline, transcript, scorecard}, and what made them."""
    return {
        "schema": f"auditor/listen/{VERSION}",
        "id": page.shop.id,
        "scenario": page.shop.scenario_id,
        "channel": page.shop.channel_id,
        "recording": recording_json(page.shop.contact.recording if page.shop.contact else None),
        "timeline": timeline_json(page.heard.timeline) if page.heard else None,
        "transcript": transcript_json(page.heard.transcript) if page.heard else None,
        "redacted": redacted_json(page.heard),
        "scorecard": scorecard_json(page.scorecard, page.reviews),
        "versions": dict(page.heard.versions) if page.heard else {},
        "flaws": _flaws(page),
    }


def _flaws(page: ShopPage) -> list[dict[str, Any]]:
    flaws = page.heard.flaws if page.heard else ()
    return [{"name": f.name, "at_s": _s(f.at_s), "length_s": _s(f.length_s)} for f in flaws]


def row_json(row: ShopRow) -> dict[str, Any]:
    """One line of `shops list`."""
    return {
        "id": row.id,
        "at": row.at,
        "scenario": row.scenario_id,
        "channel": row.channel_id,
        "state": row.state,
        "outcome": row.outcome,
        "wait_s": row.wait_s,
        "score": row.score,
        "error": row.error,
    }


def agenda_json(row: AgendaRow) -> dict[str, Any]:
    """One dated shop of the programme."""
    return {
        "id": row.id,
        "plan": row.plan_id,
        "local_time": row.local_time,
        "scenario": row.scenario_id,
        "channel": row.channel_id,
        "state": row.state,
    }


def channel_json(channel: OwnChannel) -> dict[str, Any]:
    """One own channel, as registered."""
    from auditor.codec import dump

    data: dict[str, Any] = dump(channel)
    return data
