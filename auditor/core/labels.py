"""Words for ids: what a person reads instead of "hold.longest_silence_s", in the user's language."""

from __future__ import annotations

from auditor.i18n import N_, _, number
from auditor.jobs.states import LABELS
from metrics.labels import label
from metrics.values import Figure

KINDS = {
    "ringback": N_("ringback tone"),
    "busy": N_("busy tone"),
    "congestion": N_("congestion tone"),
    "sit": N_("special information tone"),
    "dtmf": N_("key"),
    "ivr": N_("menu voice"),
    "hold_music": N_("hold music"),
    "hold_message": N_("hold message"),
    "silence": N_("silence"),
    "agent": N_("agent"),
    "caller": N_("our caller"),
    "speech": N_("speech, nobody known"),
}
OUTCOMES = {
    "completed": N_("completed"),
    "hung_up_by_them": N_("they hung up"),
    "busy": N_("busy"),
    "refused": N_("refused"),
    "no_answer": N_("no answer"),
    "unreachable": N_("unreachable"),
    "fax": N_("a fax answered"),
    "silent": N_("answered in silence"),
    "wait_limit": N_("waited as long as allowed"),
    "call_limit": N_("call as long as allowed"),
    "step_timeout": N_("a step timed out"),
    "cancelled": N_("stopped by us"),
    "interrupted": N_("interrupted"),
    "failed": N_("failed"),
    "imported": N_("recording"),
}
STATES = {state.value: text for state, text in LABELS.items()}
SPEAKERS = {
    "ivr": N_("Menu"),
    "hold": N_("Hold"),
    "agent": N_("Agent"),
    "caller": N_("Caller"),
    "unknown": N_("Unknown"),
}


def _of(table: dict[str, str], key: str) -> str:
    return _(table[key]) if key in table else key


def kind_label(kind: str) -> str:
    """A timeline kind in words."""
    return _of(KINDS, str(kind))


def outcome_label(outcome: str) -> str:
    """How a contact ended, in words."""
    return _of(OUTCOMES, str(outcome))


def state_label(state: str) -> str:
    """A shop's state in words."""
    return _of(STATES, str(state))


def speaker_label(speaker: str) -> str:
    """Who speaks, in words."""
    return _of(SPEAKERS, str(speaker))


def figure_label(id: str) -> str:
    """A figure's name in words."""
    return _(label("figure", id))


def purpose_label(purpose: str) -> str:
    """What a hold message is for, in words."""
    return _(label("purpose", purpose))


def answer_label(answer: str) -> str:
    """The answer to a check, in words."""
    return _(label("answer", str(answer)))


def why_label(why: str) -> str:
    """Why something was not measured, or serves nobody, in words."""
    return _(label("why", why))


def step_label(kind: str) -> str:
    """The kind of a step of the route, in words."""
    return _(label("step", kind))


def useless_label(useless: str) -> str:
    """Why a step of the route serves nobody, in words."""
    return _(label("useless", useless))


def figure_value(figure: Figure) -> str:
    """Value and unit as the locale writes them, with the interval where there is one."""
    if figure.value is None:
        return _("not measured")
    if figure.unit == "s":
        return f"{number(figure.value)} s"
    if figure.unit == "ratio":
        text = f"{number(100 * figure.value, 0)} %"
        if figure.interval:
            low, high = (number(100 * edge, 0) for edge in figure.interval)
            text += f" ({low}–{high} %)"
        return text
    if figure.unit == "count":
        return number(figure.value, 0)
    if figure.unit == "1/min":
        return f"{number(figure.value, 0)} /min"
    return f"{number(figure.value)} {figure.unit}" if figure.unit != "score" else number(figure.value)
