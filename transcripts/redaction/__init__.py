"""Personal data taken out of texts, and the stretches of sound to mute with it. Loads nothing heavy."""

from transcripts.redaction.redact import names_in, redact, redacted
from transcripts.redaction.transcript import RedactedTranscript, redact_transcript
from transcripts.redaction.values import Mute, Personal, PersonalSpan, Redacted

__all__ = [
    "Mute",
    "Personal",
    "PersonalSpan",
    "Redacted",
    "RedactedTranscript",
    "names_in",
    "redact",
    "redact_transcript",
    "redacted",
]
