"""A transcript loses its personal data, and the stretches to mute cover exactly where it was said."""

from __future__ import annotations

from transcripts.redaction import Personal, redact_transcript
from transcripts.redaction.transcript import AFTER_S, BEFORE_S
from transcripts.transcript import Segment, Speaker, Transcript, Word


def segment(text: str, start_s: float, speaker: Speaker = Speaker.CALLER, *, timed: bool = True) -> Segment:
    """Half a second a word."""
    pieces = text.split()
    words = tuple(
        Word(piece, start_s + i / 2, start_s + (i + 1) / 2, 0.9) for i, piece in enumerate(pieces) if timed
    )
    return Segment(speaker, start_s, start_s + len(pieces) / 2, text, 0.9, words=words)


def test_the_words_go_and_their_time_is_muted() -> None:
    done = redact_transcript(Transcript((segment("Me llamo Ana López y llamo", 10),), "es"))
    (left,) = done.transcript.segments
    assert left.text == "Me llamo [nombre] y llamo"
    assert [word.text for word in left.words] == ["Me", "llamo", "[nombre]", "y", "llamo"]
    (mute,) = done.mutes
    assert mute.kind is Personal.NAME
    assert mute.ours is True
    assert (mute.start_s, mute.end_s) == (11.0 - BEFORE_S, 12.0 + AFTER_S)
    assert [(w.start_s, w.end_s) for w in left.words][2] == (11.0, 12.0)


def test_a_number_runs_over_two_segments() -> None:
    spoken = (
        segment("Mi teléfono es el seis cero uno.", 10),
        segment("Sí.", 13.6, Speaker.AGENT),
        segment("Veintitrés, cuarenta y cinco, sesenta y siete.", 14),
    )
    done = redact_transcript(Transcript(spoken, "es"))
    texts = [s.text for s in done.transcript.segments]
    assert texts == ["Mi teléfono es el [teléfono]", "Sí.", "."]
    assert len(done.mutes) == 2
    assert all("seis" not in word.text for s in done.transcript.segments for word in s.words)


def test_a_segment_without_word_times_is_muted_whole() -> None:
    spoken = segment("Es 612 345 678", 5, Speaker.UNKNOWN, timed=False)
    (mute,) = redact_transcript(Transcript((spoken,), "es")).mutes
    assert (mute.start_s, mute.end_s, mute.ours) == (spoken.start_s - BEFORE_S, spoken.end_s + AFTER_S, None)


def test_what_is_not_personal_stays_as_it_is() -> None:
    spoken = Transcript((segment("Su clave es cuatro, siete, dos.", 1, Speaker.AGENT),), "es")
    done = redact_transcript(spoken)
    assert done.transcript == spoken
    assert done.mutes == ()
