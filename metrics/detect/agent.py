"""Detectors of what a person of the company says."""

from __future__ import annotations

from itertools import pairwise

from metrics.detect.finding import (
    Result,
    Scored,
    absent,
    agent_missing,
    agent_segments,
    hits,
    no,
    not_applicable,
    not_heard,
    said,
    yes,
)
from metrics.lexicon import Hit
from metrics.useless import DATA_ASKED_AGAIN
from metrics.values import Evidence
from metrics.view import quote
from metrics.words import NUMBERS, normal, tokens
from transcripts.contact import MarkName
from transcripts.transcript import Segment

OPENING_S = 20.0
"""A person's greeting and name are looked for in the first seconds of their speech."""
KEY_WITHIN_WORDS = 14
"""A case key's figures follow its name within so many words."""
KEY_FIGURES = 3
"""So many figures or letters said one by one make a key."""


def _simple(scored: Scored, label: str, *weak: str) -> Result:
    missing = agent_missing(scored.call)
    if missing is not None:
        return missing
    found = hits(scored.call, agent_segments(scored.call), label)
    return said(found) if found else absent(scored.call, *weak)


def agent_identifies_self(scored: Scored) -> Result:
    """A person gives a name in the opening.

    A recogniser mishears names more than other words ("le atiende Marta" → "le atiende marca"): the words
    that announce one without a name after them are "not heard", never "no".
    """
    return _in_opening(scored, "agent_identifies_self", weak="name_words", unless="not_name_words")


def courtesy_greeting(scored: Scored) -> Result:
    """A person greets in the opening."""
    return _in_opening(scored, "greeting")


def _in_opening(scored: Scored, label: str, weak: str | None = None, unless: str = "") -> Result:
    """`weak` words keep a "no" from being concluded, but not where they are part of an `unless` phrase."""
    missing = agent_missing(scored.call)
    if missing is not None:
        return missing
    opening = _opening(scored)
    found = hits(scored.call, opening, label)
    if found:
        return said(found)
    plain = [(id(s), hit.start, hit.end) for s, hit in hits(scored.call, opening, unless)] if unless else []
    for segment, hit in hits(scored.call, opening, weak) if weak else ():
        if not any(key == id(segment) and hit.start < end and hit.end > at for key, at, end in plain):
            return not_heard("related_words_heard")
    return absent(scored.call)


def _opening(scored: Scored) -> tuple[Segment, ...]:
    start_s = scored.call.human.by_s or 0.0
    return tuple(s for s in agent_segments(scored.call) if s.start_s < start_s + OPENING_S)


def courtesy_farewell(scored: Scored) -> Result:
    """A person takes leave in their last words; not asked where we hung up first."""
    missing = agent_missing(scored.call)
    if missing is not None:
        return missing
    last = agent_segments(scored.call)[-3:]
    start_s = (scored.call.human.by_s or 0.0) + OPENING_S
    found = hits(scored.call, tuple(s for s in last if s.end_s > start_s), "farewell")
    if found:
        return said(found)
    if scored.call.contact.first(MarkName.BYE_OURS):
        return not_applicable("we_hung_up")
    return absent(scored.call, "farewell")


def offers_further_help(scored: Scored) -> Result:
    """A person asks whether there is anything else; not asked where we hung up first."""
    result = _simple(scored, "offers_further_help", "help_words")
    if result.answer.value == "no" and scored.call.contact.first(MarkName.BYE_OURS):
        return not_applicable("we_hung_up")
    return result


def apology(scored: Scored) -> Result:
    return _simple(scored, "agent_apology")


def promise_given(scored: Scored) -> Result:
    return _simple(scored, "promise", "promise_words")


def resolution_claimed(scored: Scored) -> Result:
    return _simple(scored, "resolution", "resolution_words")


def supervisor_offered(scored: Scored) -> Result:
    return _simple(scored, "supervisor", "supervisor_words")


def offer_made(scored: Scored) -> Result:
    """A person advertises or offers a product."""
    return _simple(scored, "advertising")


def receipt_offered(scored: Scored) -> Result:
    return _simple(scored, "receipt", "receipt_words")


def case_key_given(scored: Scored) -> Result:
    """A person names a case number and says its figures: the name alone may be a question for one."""
    call = scored.call
    missing = agent_missing(call)
    if missing is not None:
        return missing
    segments = agent_segments(call)
    for i, segment in enumerate(segments):
        for hit in () if segment.low_confidence else call.find(segment.text, "case_key"):
            found = _key_after(segments[i : i + 3], hit, call.transcript.language)
            if found is not None:
                return found
    refused = hits(call, segments, "case_key_refused")
    if refused:
        return no("refused", *said(refused).evidence)
    if any(
        _figures_said(s, call.transcript.language) >= KEY_FIGURES for s in segments if not s.low_confidence
    ):
        return not_heard("related_words_heard")
    return absent(call, "case_words")


def _figures_said(segment: Segment, language: str) -> int:
    """The longest run of figures in a segment: a key may have been said without its name."""
    longest = run = 0
    for token in tokens(segment.text):
        size = _figures(token.text, language)
        run = run + size if size else 0
        longest = max(longest, run)
    return longest


def _key_after(segments: tuple[Segment, ...], hit: Hit, language: str) -> Result | None:
    """The evidence from the key's name to its last figure, over three segments at most."""
    words_left = KEY_WITHIN_WORDS
    figures = 0
    for i, segment in enumerate(segments):
        if segment.low_confidence:
            return None
        for token in tokens(segment.text):
            if i == 0 and token.start < hit.end:
                continue
            size = _figures(token.text, language)
            figures += size
            if figures >= KEY_FIGURES:
                first = quote(segments[0], hit.start, len(segments[0].text) if i else token.end)
                last = quote(segment, token.start if i else hit.start, token.end)
                words = segments[0].text[hit.start :] if i else segments[0].text[hit.start : token.end]
                if i:
                    words += " … " + segment.text[: token.end]
                return yes(Evidence(first.start_s, last.end_s, words), confidence=segment.confidence)
            words_left -= 0 if size else 1
            if words_left < 0:
                return None
    return None


def _figures(word: str, language: str) -> int:
    """How many figures of a key a word carries: digits, number words, letters said alone."""
    digits = sum(c.isdigit() for c in word)
    if digits:
        return digits
    if normal(word) in NUMBERS.get(language, {}) and normal(word) not in ("un", "una", "a"):
        return 1
    return 1 if len(word) == 1 and word.isupper() else 0


def transfer_announced(scored: Scored) -> Result:
    """Every transfer was announced by the person before it; not applicable without a transfer."""
    missing = agent_missing(scored.call)
    if missing is not None:
        return missing
    steps = scored.route.walked
    transfers = [(a, b) for a, b in pairwise(steps) if b.step.kind == "transfer"]
    if not transfers:
        return not_applicable("no_transfer")
    evidence = []
    for before, transfer in transfers:
        found = hits(scored.call, before.heard.segments, "transfer")
        if not found:
            if before.heard.unsure or not before.heard.text:
                return not_heard("low_confidence")
            return no("not_said", Evidence(transfer.step.start_s, transfer.step.end_s))
        segment, hit = found[-1]
        evidence.append(quote(segment, hit.start, hit.end))
    return yes(*evidence)


def asks_for_data_again(scored: Scored) -> Result:
    """Data that was given already is asked for again."""
    again = [w.evidence for w in scored.route.wastes if w.kind == DATA_ASKED_AGAIN]
    if again:
        return yes(*again)
    missing = agent_missing(scored.call)
    if missing is not None:
        return missing
    return absent(scored.call)
