"""Detectors of what the line itself says: menus, hold messages, notices, surveys."""

from __future__ import annotations

from metrics.detect.finding import (
    Result,
    Scored,
    absent,
    agent_missing,
    hits,
    no,
    not_applicable,
    not_assessable,
    not_heard,
    said,
    yes,
)
from metrics.lexicon import Hit
from metrics.values import Evidence
from metrics.view import hides
from transcripts.timeline import Kind
from transcripts.transcript import Segment, Speaker


def _theirs(scored: Scored) -> tuple[Segment, ...]:
    return scored.call.transcript.by(Speaker.IVR, Speaker.HOLD, Speaker.AGENT, *scored.call.nobody)


def _all_understood(scored: Scored) -> str | None:
    """Why the line's words do not allow a "no": `None` when nothing can have been said unheard."""
    call = scored.call
    if call.lexicon is None:
        return "no_phrases"
    if any(hides(s) for s in _theirs(scored)):
        return "low_confidence"
    if call.theirs(Kind.SPEECH) and not call.nobody:
        return "speaker_not_known"
    if scored.hold.unknown or any(not w.heard.text for w in scored.route.steps("prompt", "menu")):
        return "not_all_heard"
    return None


def recording_announced(scored: Scored) -> Result:
    """The caller is told that the call is recorded, by the line or a person."""
    found = hits(scored.call, _theirs(scored), "recording_announced")
    if found:
        return said(found)
    if not _theirs(scored):
        return not_heard("nothing_understood")
    why = _all_understood(scored)
    if why is None and hits(scored.call, _theirs(scored), "recording_words"):
        why = "related_words_heard"
    return not_heard(why) if why else no("not_said")


def recording_offered(scored: Scored) -> Result:
    """The caller is offered a recording of the complaint call, or asked for consent to it."""
    found = hits(scored.call, _theirs(scored), "recording_offered")
    if found:
        return said(found)
    return agent_missing(scored.call) or absent(scored.call, "recording_words")


def human_option_in_menu(scored: Scored) -> Result:
    """The first menu offers a person; "no" only where its options were read from sure words."""
    menus = scored.route.steps("menu")
    if not menus:
        return not_applicable("no_menu")
    first = menus[0]
    for key, words in first.step.options:
        if scored.call.find(words, "person_words"):
            return yes(Evidence(*first.spoken_s, f"{words} → {key}"))
    if scored.call.find(first.heard.text, "person_option"):
        hit = scored.call.find(first.heard.text, "person_option")[0]
        return yes(Evidence(*first.spoken_s, hit.quote))
    if not first.heard.known or len(first.step.options) < 2:
        return not_heard("low_confidence" if first.heard.unsure else "options_not_read")
    if scored.call.find(first.heard.text, "person_words"):
        return not_heard("related_words_heard")
    return no("not_offered", Evidence(*first.spoken_s, first.step.prompt))


def _while_waiting(scored: Scored, *labels: str) -> Result:
    """Yes where the words fell before a human; "no" where there was a hold, all of it understood."""
    call = scored.call
    limit = call.until_human_s
    line = call.transcript.by(Speaker.IVR, Speaker.HOLD, *call.nobody)
    before = tuple(s for s in line if s.start_s < limit)
    found = hits(call, before, *labels)
    if found:
        return said(found)
    if not scored.hold.holds:
        return not_applicable("no_hold")
    why = _all_understood(scored)
    return not_heard(why) if why else no("not_told", *_holds(scored))


def _holds(scored: Scored) -> tuple[Evidence, ...]:
    return tuple(Evidence(h.start_s, h.end_s) for h in scored.hold.holds)


def wait_told(scored: Scored) -> Result:
    return _while_waiting(scored, "wait_told")


def position_told(scored: Scored) -> Result:
    return _while_waiting(scored, "position_told")


def alternative_channel_offered(scored: Scored) -> Result:
    """Another channel is offered while waiting, in a menu or by a person."""
    messages = [m for m in scored.hold.messages if "alternative_channel" in m.purposes]
    if messages:
        return yes(*(e for m in messages for e in m.evidence("alternative_channel")))
    found = hits(scored.call, _theirs(scored), "alternative_channel")
    if found:
        return said(found)
    why = _all_understood(scored)
    if not _theirs(scored):
        return not_heard("nothing_understood")
    return not_heard(why) if why else no("not_said")


def advertising_on_hold(scored: Scored) -> Result:
    """Advertising was played while holding. "No" where every message was understood."""
    if not scored.hold.holds:
        return not_applicable("no_hold")
    found = [m for m in scored.hold.messages if "advertising" in m.purposes]
    if found:
        return yes(*(e for m in found for e in m.evidence("advertising")))
    if scored.call.lexicon is None:
        return not_assessable("no_phrases")
    return not_heard("low_confidence") if scored.hold.unknown else no("not_heard_on_hold", *_holds(scored))


def survey_before_resolution(scored: Scored) -> Result:
    """A survey is put to the caller before anybody claims that the matter is resolved."""
    call = scored.call
    survey = hits(call, _theirs(scored), "survey")
    if not survey:
        why = _all_understood(scored) if _theirs(scored) else "nothing_understood"
        return not_heard(why) if why else no("no_survey")
    resolved = hits(call, call.transcript.by(Speaker.AGENT), "resolution")
    first = _when(survey[0])
    if any(_when(pair) < first for pair in resolved):
        return no("resolved_before", said(survey).evidence[0])
    if any(s.low_confidence for s in call.transcript.by(Speaker.AGENT) if s.start_s < first):
        return not_heard("low_confidence")
    return said(survey)


def _when(pair: tuple[Segment, Hit]) -> float:
    return pair[0].start_s
