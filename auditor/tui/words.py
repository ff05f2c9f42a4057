"""The words of the screen for keys of the inner rooms, with a glyph each: nothing is told by colour alone.

Names that the command line prints too come from `auditor.core.labels`; here they get their glyph and tone.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.core import labels
from auditor.i18n import N_, _
from metrics.values import Answer
from scenarios.scenario import HangUp, Hold, Listen, Press, Purpose, Say, Step, WaitFor
from transcripts.contact import MarkName, Outcome
from transcripts.timeline import Kind
from transcripts.transcript import Speaker


class Word(NamedTuple):
    """A key's glyph, its text and how it feels: "success", "warning", "error" or "secondary"."""

    glyph: str
    text: str
    tone: str = "secondary"

    def __str__(self) -> str:
        return f"{self.glyph} {self.text}"


_OUTCOMES: dict[str, tuple[str, str]] = {
    Outcome.COMPLETED: ("✓", "success"),
    Outcome.HUNG_UP_BY_THEM: ("✗", "error"),
    Outcome.BUSY: ("✗", "error"),
    Outcome.REFUSED: ("✗", "error"),
    Outcome.NO_ANSWER: ("✗", "error"),
    Outcome.UNREACHABLE: ("✗", "error"),
    Outcome.FAX: ("!", "warning"),
    Outcome.SILENT: ("!", "warning"),
    Outcome.WAIT_LIMIT: ("!", "warning"),
    Outcome.CALL_LIMIT: ("!", "warning"),
    Outcome.STEP_TIMEOUT: ("!", "warning"),
    Outcome.CANCELLED: ("–", "secondary"),
    Outcome.INTERRUPTED: ("!", "warning"),
    Outcome.FAILED: ("✗", "error"),
    Outcome.IMPORTED: ("↓", "secondary"),
}

_STATES: dict[str, tuple[str, str]] = {
    "planned": ("○", "primary"),
    "dialling": ("●", "success"),
    "recorded": ("◔", "accent"),
    "heard": ("◑", "accent"),
    "scored": ("✓", "success"),
    "failed": ("✗", "error"),
    "skipped": ("–", "secondary"),
    "cancelled": ("–", "secondary"),
    "missed": ("!", "warning"),
}

_ANSWERS: dict[str, tuple[str, str]] = {
    Answer.YES: ("✓", "success"),
    Answer.NO: ("✗", "error"),
    Answer.NOT_HEARD: ("?", "warning"),
    Answer.NOT_APPLICABLE: ("–", "secondary"),
    Answer.NOT_ASSESSABLE: ("–", "secondary"),
}

_SHORT_KINDS: dict[Kind, str] = {
    Kind.RINGBACK: N_("ringing"),
    Kind.IVR: N_("menu"),
    Kind.HOLD_MUSIC: N_("music"),
    Kind.HOLD_MESSAGE: N_("message"),
    Kind.CALLER: N_("us"),
    Kind.SPEECH: N_("voice?"),
}

SPEAKER_KINDS: dict[Speaker, Kind] = {
    Speaker.IVR: Kind.IVR,
    Speaker.HOLD: Kind.HOLD_MESSAGE,
    Speaker.AGENT: Kind.AGENT,
    Speaker.CALLER: Kind.CALLER,
    Speaker.UNKNOWN: Kind.SPEECH,
}

MARKS: dict[MarkName, tuple[str, str]] = {
    MarkName.INVITE: ("◇", N_("dialled")),
    MarkName.TRYING: ("", N_("the exchange took the call")),
    MarkName.PROVISIONAL: ("", N_("ringing")),
    MarkName.ANSWERED: ("◆", N_("answered")),
    MarkName.FAILED: ("×", N_("call failed")),
    MarkName.KEY: ("#", N_("key sent")),
    MarkName.SAY_START: ("", N_("we speak")),
    MarkName.SAY_END: ("", N_("we stop speaking")),
    MarkName.STEP: ("", N_("step")),
    MarkName.HOLD_START: ("▽", N_("hold begins")),
    MarkName.HUMAN: ("★", N_("a person")),
    MarkName.BYE_OURS: ("■", N_("we hung up")),
    MarkName.BYE_THEIRS: ("□", N_("they hung up")),
    MarkName.LIMIT: ("!", N_("limit reached")),
}

PURPOSES: dict[Purpose, str] = {
    Purpose.COMPLAINT: N_("complaint"),
    Purpose.ENQUIRY: N_("enquiry"),
    Purpose.PURCHASE: N_("purchase"),
    Purpose.CANCELLATION: N_("cancellation"),
    Purpose.CONTINUITY: N_("continuity of service"),
    Purpose.FOLLOW_UP: N_("follow-up"),
}


PERSONA_FIELDS: dict[str, str] = {
    "name": N_("name"),
    "first_name": N_("first name"),
    "surname": N_("surname"),
    "address": N_("postal address"),
    "city": N_("city"),
    "postcode": N_("postcode"),
    "account_number": N_("account number"),
    "phone": N_("telephone"),
    "email": N_("e-mail"),
    "dni": N_("identity number"),
    "dni_digits": N_("digits of the identity number"),
    "iban": N_("IBAN"),
    "birth_date": N_("date of birth"),
}


def persona_field(key: str) -> str:
    """What a field of a persona is; one of the scenario's own reads as it is."""
    return _(PERSONA_FIELDS[key]) if key in PERSONA_FIELDS else key.replace("_", " ")


def outcome(key: str | None) -> Word:
    """How a call ended; an outcome that this version does not know reads as it is."""
    glyph, tone = _OUTCOMES.get(key or "", ("?", "secondary"))
    return Word(glyph, labels.outcome_label(key or ""), tone)


def outcomes() -> list[str]:
    """Every outcome that a call can have."""
    return list(_OUTCOMES)


def state(key: str) -> Word:
    """How far a shop is."""
    glyph, tone = _STATES.get(key, ("?", "secondary"))
    return Word(glyph, labels.state_label(key), tone)


def answer(key: str, good: str = Answer.YES) -> Word:
    """The answer to a check; `good` is the one that is as it should be ("no" to "was there advertising?")."""
    mark = key if key not in (Answer.YES, Answer.NO) else Answer.YES if key == good else Answer.NO
    glyph, tone = _ANSWERS.get(mark, ("?", "secondary"))
    return Word(glyph, labels.answer_label(key), tone)


def kind(key: Kind) -> str:
    return labels.kind_label(key)


def short_kind(key: Kind) -> str:
    """A kind in so few letters that it fits into its own stretch of a lane."""
    return _(_SHORT_KINDS[key]) if key in _SHORT_KINDS else kind(key)


def speaker(key: Speaker) -> str:
    return labels.speaker_label(key)


def mark(name: MarkName) -> str:
    return _(MARKS[name][1])


def step(value: Step) -> str:  # noqa: PLR0911 - one way out a kind of step
    """One line that says what a step of a scenario does."""
    match value:
        case WaitFor(text=text) if text:
            return _("wait to hear {words}").format(words=", ".join(f"«{word}»" for word in text))
        case WaitFor(speech_end_s=pause) if pause is not None:
            return _("wait until they stop speaking")
        case WaitFor(seconds=seconds):
            return _("wait {seconds} s").format(seconds=f"{seconds or value.timeout_s:g}")
        case Press(keys=keys):
            return _("press {keys}").format(keys=keys)
        case Say(text=text):
            return _("say «{text}»").format(text=text)
        case Hold():
            return _("hold until a person answers")
        case Listen():
            return _("listen until they stop")
        case HangUp():
            return _("hang up")
