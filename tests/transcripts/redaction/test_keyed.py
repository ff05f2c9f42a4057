"""Long numbers keyed in are hidden and their tones muted; the keys of a menu stay."""

from __future__ import annotations

from transcripts.heard import Heard, Repeat
from transcripts.redaction import Personal
from transcripts.redaction.hearing import redact_heard
from transcripts.redaction.keyed import hidden_keys
from transcripts.redaction.muting import Stretch, mute, to_mute
from transcripts.timeline import Kind, Side, Span, Timeline
from transcripts.transcript import Segment, Speaker, Transcript


def keys(digits: str, start_s: float = 1.0) -> tuple[Span, ...]:
    return tuple(
        Span(Kind.DTMF, start_s + i, start_s + i + 0.1, Side.OURS, digit) for i, digit in enumerate(digits)
    )


def heard(*spans: Span, segments: tuple[Segment, ...] = (), repeats: tuple[Repeat, ...] = ()) -> Heard:
    return Heard(Timeline(spans, 60.0), Transcript(segments, "es"), repeats)


def test_a_number_is_hidden_and_a_choice_is_not() -> None:
    done = redact_heard(heard(*keys("2"), *keys("48291736", 20.0)))
    assert [span.detail for span in done.timeline] == ["2", *"•" * 8]
    assert {m.kind for m in done.redacted} == {Personal.KEYED}
    assert len(done.redacted) == 8
    assert all(m.ours for m in done.redacted)
    assert redact_heard(done).redacted == done.redacted


def test_keys_of_a_route() -> None:
    assert hidden_keys([(1.0, "1"), (9.0, "2")]) == [(1.0, "1"), (9.0, "2")]
    typed = [(1.0, "1"), *((10.0 + i, "7") for i in range(9))]
    assert [digit for _, digit in hidden_keys(typed)] == ["1", *"•" * 9]


def test_an_announcement_heard_twice_keeps_the_companys_telephone() -> None:
    words = "Llámenos al 912 345 678. Le atiende Beatriz Soto."
    said = (Segment(Speaker.HOLD, 1.0, 9.0, words), Segment(Speaker.HOLD, 20.0, 28.0, words))
    kept = redact_heard(heard(segments=said, repeats=(Repeat("m1", ((1.0, 9.0), (20.0, 28.0))),)))
    once = redact_heard(heard(segments=said))
    assert {s.text for s in kept.transcript.segments} == {"Llámenos al 912 345 678. Le atiende [nombre]."}
    assert {s.text for s in once.transcript.segments} == {"Llámenos al [teléfono]. Le atiende [nombre]."}


def test_the_question_of_the_other_announces_the_answer() -> None:
    said = (
        Segment(Speaker.AGENT, 1.0, 2.0, "¿Me dice su DNI?"),
        Segment(Speaker.CALLER, 2.5, 5.0, "48 29 17 36."),
        Segment(Speaker.AGENT, 6.0, 7.0, "¿Y su nombre?"),
        Segment(Speaker.CALLER, 7.5, 9.0, "Wenceslao Quintana."),
        Segment(Speaker.AGENT, 40.0, 42.0, "Gracias, Wenceslao."),
    )
    done = redact_heard(heard(segments=said)).transcript.segments
    assert [s.text for s in done] == [
        *("¿Me dice su DNI?", "[DNI].", "¿Y su nombre?", "[nombre].", "Gracias, [nombre].")
    ]


def test_speech_that_nobody_could_read_is_not_shared() -> None:
    spans = (Span(Kind.CALLER, 1.0, 9.0, Side.OURS), Span(Kind.HOLD_MESSAGE, 10.0, 20.0, Side.THEIRS))
    said = (Segment(Speaker.CALLER, 1.0, 3.0, "Hola."), Segment(Speaker.AGENT, 2.0, 9.0, "Buenas."))
    assert to_mute(heard(*spans, segments=said)) == (Stretch(3.0, 9.0, True),)


def test_between_the_pieces_of_a_number_everything_is_muted() -> None:
    said = (
        Segment(Speaker.CALLER, 1.0, 2.0, "Mi DNI es el 4829"),
        Segment(Speaker.CALLER, 5.0, 6.0, "1736, letra cu."),
    )
    first, second = to_mute(redact_heard(heard(segments=said)))
    assert first.end_s == second.start_s


def test_only_the_channel_that_spoke_is_muted() -> None:
    import numpy as np

    sound = np.full((8000, 2), 0.5, np.float32)
    done = mute(sound, 8000, (Stretch(0.25, 0.5, ours=True),), ours_channel=1)
    assert (done[:, 0] == 0.5).all()
    assert np.abs(done[2000:4000, 1]).max() < 0.011
    assert (done[4000:, 1] == 0.5).all()
    assert (sound == 0.5).all()
    for nobody_knows in (
        mute(sound, 8000, (Stretch(0, 1),), ours_channel=1),
        mute(sound, 8000, (Stretch(0, 1, True),)),
    ):
        assert np.abs(nobody_knows).max() < 0.011
