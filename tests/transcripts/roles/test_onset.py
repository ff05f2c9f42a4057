"""With which sentence a person begins, where words alone would draw the line elsewhere."""

from __future__ import annotations

import pytest

from tests.transcripts.roles.calls import Script
from tests.transcripts.roles.test_voices import MENU, heard
from transcripts.roles import first_human
from transcripts.roles.pieces import Piece
from transcripts.roles.voices import begins
from transcripts.timeline import Kind, Side, Span, Timeline

MACHINE, AGENT, CALLER = 0, 1, 2


class Call:
    """A two-channel call in which each of their lines has its person."""

    def __init__(self) -> None:
        self.script, self.people = Script(), {0.0: MACHINE}

    def says(self, person: int, text: str, s: float = 3.0, gap_s: float = 0.4) -> Call:
        self.people[self.script.at_s] = person
        self.script.they(text, s, gap_s)
        return self

    def we(self) -> Call:
        self.script.we()
        return self

    def held(self) -> Call:
        self.script.key().hold(10)
        return self

    def talked(self) -> Call:
        self.we().says(AGENT, "Entiendo.", 2.0).we().says(AGENT, "La factura vence el veinte.", 3.0)
        return self.we().says(AGENT, "Se la mando a casa.", 3.0)

    def timeline(self) -> Timeline:
        return heard(self.script, self.people)[1]


def test_a_person_may_thank_for_calling() -> None:
    call = Call().says(MACHINE, MENU, 6.0).held()
    at_s = call.script.at_s
    call.says(AGENT, "Gracias por llamar a Luz Clara.").says(AGENT, "Le atiende Marta.").talked()
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_a_machine_may_announce_who_answers() -> None:
    call = Call().says(MACHINE, MENU, 6.0).held().says(MACHINE, "Le atiende Marta, número doce.")
    at_s = call.script.at_s
    call.says(AGENT, "Muy buenos días.").says(AGENT, "Dígame.").talked()
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_a_person_may_cut_a_message_short() -> None:
    call = Call().says(MACHINE, MENU, 6.0).held()
    call.says(MACHINE, "Todos nuestros agentes están ocupados.")
    at_s = call.script.at_s
    call.says(AGENT, "Óptica del Carmen.").talked()
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_a_voice_like_the_machines_leaves_open_what_words_do_not_say() -> None:
    """The person reads for the machine, too."""
    call = Call().says(AGENT, MENU, 6.0).held()
    earliest_s = call.script.at_s
    call.says(AGENT, "Gracias por llamar.").says(AGENT, "Le atiende Marta.").talked()
    answer = first_human(call.timeline())
    if answer.at_s is None:
        assert answer.why == "speaker_not_known"
        assert answer.not_before_s is not None
        assert answer.not_before_s <= earliest_s
    else:
        assert answer.at_s == pytest.approx(earliest_s)


def test_short_music_that_goes_over_into_words_may_have_been_words() -> None:
    call = Call().says(MACHINE, MENU, 6.0)
    call.script.key()
    sounded_s = call.script.at_s
    call.script.hold(4.5)
    call.script.at_s = sounded_s + 4.5
    call.says(AGENT, "¿Me da su nombre completo?").talked()
    answer = first_human(call.timeline())
    assert (answer.at_s, answer.why) == (None, "speaker_not_known")


def test_short_music_after_a_message_is_the_rest_of_a_hold() -> None:
    spans = (
        Span(Kind.HOLD_MUSIC, 0.0, 20.0, Side.THEIRS),
        Span(Kind.HOLD_MESSAGE, 20.0, 25.0, Side.THEIRS),
        Span(Kind.HOLD_MUSIC, 25.0, 29.0, Side.THEIRS),
        Span(Kind.AGENT, 29.0, 33.0, Side.THEIRS),
    )
    assert first_human(Timeline(spans, 40.0)).at_s == 29.0


def test_a_greeting_too_short_to_have_a_voice_is_told_by_its_words() -> None:
    call = Call().says(MACHINE, MENU, 6.0).held()
    at_s = call.script.at_s
    call.says(MACHINE, "¿Dígame?", 0.8).talked()
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


@pytest.mark.parametrize(
    ("gap_s", "chance", "kind"),
    [(0.3, 0.8, Kind.AGENT), (0.3, 0.4, Kind.SPEECH), (1.5, 0.8, Kind.SPEECH)],
)
def test_short_words_before_the_same_persons_are_theirs(gap_s: float, chance: float, kind: Kind) -> None:
    pieces = [
        Piece(0, 1.0, 1.5, "Bueno,"),
        Piece(0, 1.5 + gap_s, 4.0, "sí, buen día."),
        Piece(1, 5.0, 7.0, "Llamaba por un cobro."),
    ]
    kinds = [Kind.SPEECH, Kind.AGENT, Kind.CALLER]
    begins(pieces, [0, 1, 2], [chance, 0.99, 0.01], kinds)
    assert kinds == [kind, Kind.AGENT, Kind.CALLER]


def test_words_before_a_callers_stay_open() -> None:
    pieces = [Piece(0, 1.0, 1.5, "Sí."), Piece(0, 1.8, 4.0, "Llamaba por un cobro.")]
    kinds = [Kind.SPEECH, Kind.CALLER]
    begins(pieces, [0, 1], [0.8, 0.01], kinds)
    assert kinds == [Kind.SPEECH, Kind.CALLER]
