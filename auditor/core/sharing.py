"""What of a shop may leave the data folder: words redacted, sound muted, names only after a staff notice."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from transcripts.redaction import Personal, redact

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from transcripts.heard import Heard
    from transcripts.redaction.muting import Stretch

SPOKEN = ("quote", "text", "prompt", "words")
"""Fields of a scorecard's document that hold what was said."""

_NAMES = frozenset({Personal.NAME})


def named(channel: OwnChannel | None) -> bool:
    """Whether agents' names may be kept and shared: only where a notice to the staff is recorded."""
    return channel is not None and channel.staff_notice is not None


def shared_heard(heard: Heard, channel: OwnChannel | None, country: str = "ES") -> Heard:
    """What was heard as it may be shared today: a notice that was withdrawn takes the names with it."""
    from transcripts.redaction.hearing import redact_heard

    return redact_heard(heard, channel.country if channel else country, agents_named=named(channel))


def shared_stretches(heard: Heard, channel: OwnChannel | None, country: str = "ES") -> tuple[Stretch, ...]:
    """The stretches of the recording that are muted wherever it is shared."""
    from transcripts.redaction.muting import to_mute

    return to_mute(shared_heard(heard, channel, country))


def shared_document(data: Any, channel: OwnChannel | None, language: str = "es", country: str = "ES") -> Any:
    """A scorecard's document as it may be shared. Its words were redacted when they were heard."""
    language, country = (channel.language, channel.country) if channel else (language, country)
    keep = named(channel)

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: _text(each, language, country, keep)
                if key in SPOKEN and isinstance(each, str)
                else walk(each)
                for key, each in value.items()
            }
        return [walk(each) for each in value] if isinstance(value, list) else value

    return walk(data)


@lru_cache(maxsize=1 << 14)
def _text(text: str, language: str, country: str, keep_names: bool) -> str:
    return redact(text, language, country, keep=_NAMES if keep_names else frozenset()).text
