"""Conversations on one channel told apart by voice: named where words say whose they are, else left open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.transcripts.roles.calls import Script
from tests.transcripts.speakers.made import voice
from transcripts.acoustic import Stretch, speech_turns, timeline_of
from transcripts.roles import Attributed, attribute, first_human, human_moments
from transcripts.roles.pieces import Piece
from transcripts.roles.voices import Voices
from transcripts.speakers.features import Voice
from transcripts.speakers.two import Spoken, part
from transcripts.timeline import Kind, Side, Timeline

MENU = "Para facturas, pulse uno.| Para averías, pulse dos."
HELLO = "Luz Clara, buenos días, le atiende Marta."
TROUBLE = "Llamaba porque me han cobrado dos veces."
ASKS = "¿Me dice su número de contrato?"
MACHINE, AGENT, CALLER = 0, 1, 2


def heard(script: Script, people: dict[float, int]) -> tuple[Attributed, Timeline]:
    """`people`: from this second on this person speaks."""

    def hear(stretches: Sequence[Stretch]) -> list[Voice]:
        return [
            voice(
                people[max(at for at in people if at <= s.start_s + 0.1)], s.length_s, round(s.start_s * 10)
            )
            for s in stretches
        ]

    acoustics = script.acoustics()
    turns = speech_turns(acoustics)
    sentences = [s for n, turn in enumerate(turns) for s in script._sentences(n, turn, 0.9)]
    said = attribute(acoustics, turns, sentences, marks=script.marks, line=script.line, hear=hear)
    return said, timeline_of(acoustics, said.turns)


class Call:
    """A one-channel call in which each line has its person."""

    def __init__(self) -> None:
        self.script, self.people = Script(one_channel=True), {0.0: MACHINE}

    def says(self, person: int, text: str, s: float = 3.0, gap_s: float = 1.2) -> Call:
        self.people[self.script.at_s] = person
        self.script.they(text, s, gap_s)
        return self

    def speakers(self) -> list[str]:
        return [segment.speaker.value for segment in heard(self.script, self.people)[0].segments]

    def timeline(self) -> Timeline:
        return heard(self.script, self.people)[1]


def _held() -> Call:
    call = Call().says(MACHINE, MENU)
    call.script.key().hold(12)
    return call


def test_a_conversation_is_told_apart() -> None:
    call = _held()
    at_s = call.script.at_s
    call.says(AGENT, HELLO).says(CALLER, TROUBLE).says(AGENT, ASKS).says(CALLER, "El cuatro cinco siete.")
    call.says(AGENT, "Pues aquí está.").says(CALLER, "Muy bien.")
    assert call.speakers()[2:] == ["agent", "caller"] * 3
    timeline = call.timeline()
    assert [s.side for s in timeline.of(Kind.CALLER)] == [Side.OURS] * 3
    assert first_human(timeline).at_s == pytest.approx(at_s)


def test_the_caller_who_speaks_first_is_not_the_person() -> None:
    call = _held().says(CALLER, "¿Hay alguien ahí?", 2.0)
    at_s = call.script.at_s
    call.says(AGENT, HELLO).says(CALLER, TROUBLE).says(AGENT, ASKS).says(CALLER, "El cuatro.")
    assert call.speakers()[2:] == ["caller", "agent", "caller", "agent", "caller"]
    assert human_moments(call.timeline()) == pytest.approx((at_s,))


def test_an_agent_who_says_hardly_anything_is_known_by_the_voice() -> None:
    call = _held()
    at_s = call.script.at_s
    call.says(AGENT, "Clientes.", 1.5).says(CALLER, TROUBLE).says(AGENT, ASKS).says(CALLER, "El cuatro.")
    assert call.speakers()[2:] == ["agent", "caller", "agent", "caller"]
    assert human_moments(call.timeline()) == pytest.approx((at_s,))


def test_whoever_of_us_speaks_at_length_has_heard_a_person_whom_we_have_not() -> None:
    call = _held().says(CALLER, TROUBLE, 5.0).says(AGENT, HELLO).says(CALLER, "No me ha llegado.")
    call.says(AGENT, ASKS)
    answer = first_human(call.timeline())
    assert (answer.at_s, answer.why) == (None, "speaker_not_known")
    assert (answer.not_before_s, answer.by_s) == pytest.approx((16.7, 23.4))


WORDLESS = ("Pues sí.", "Ya.", "Bueno.", "Eso es.")


def _wordless(call: Call, opening_s: float = 3.0) -> Call:
    for number, text in enumerate(WORDLESS):
        call.says((AGENT, CALLER)[number % 2], text, opening_s if number == 0 else 3.0)
    return call


def test_without_words_that_tell_nobody_is_named() -> None:
    call = _wordless(Call())
    assert set(call.speakers()) == {"unknown"}
    assert first_human(call.timeline()).why == "speaker_not_known"


def test_after_a_wait_whoever_speaks_first_answers_it() -> None:
    call = _held()
    at_s = call.script.at_s
    assert _wordless(call).speakers()[2:] == ["agent", "caller", "agent", "caller"]
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_a_word_alone_after_a_wait_may_be_our_own() -> None:
    assert set(_wordless(_held(), 0.6).speakers()[2:]) == {"unknown"}


def test_whoever_asks_whether_somebody_is_there_does_not_answer_the_wait() -> None:
    call = _held().says(CALLER, "¿Hola?", 1.2)
    assert set(_wordless(call).speakers()[2:]) != {"caller"}
    assert call.speakers()[2] != "agent"


def test_what_does_not_come_back_is_not_named_for_speaking_first() -> None:
    call = _held().says(AGENT, "Pues sí.").says(CALLER, "Ya.").says(CALLER, "Eso es.")
    assert "agent" not in call.speakers()


def test_two_voices_in_turns_between_holds_are_no_message() -> None:
    call = _held().says(AGENT, "Pues sí.").says(CALLER, "Ya.").says(AGENT, "Bueno.").says(CALLER, "Eso es.")
    call.script.hold(12)
    assert set(call.speakers()[2:]) == {"unknown"}
    assert not call.timeline().of(Kind.HOLD_MESSAGE)
    advert = _held().says(AGENT, "Pues sí.").says(AGENT, "Ya.").says(AGENT, "Bueno.").says(AGENT, "Eso es.")
    advert.script.hold(12)
    assert advert.timeline().of(Kind.HOLD_MESSAGE)


def test_a_prompt_before_a_greeting_is_the_machines_by_its_voice() -> None:
    call = Call().says(MACHINE, MENU, 6.0)
    call.script.key()
    call.says(MACHINE, "Haremos todo lo posible.", 3.0, 2.5)
    at_s = call.script.at_s
    call.says(AGENT, HELLO).says(CALLER, TROUBLE).says(AGENT, ASKS).says(CALLER, "El cuatro.")
    assert call.speakers()[2] == "ivr"
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_words_that_contradict_the_voices_name_nobody() -> None:
    call = _held().says(AGENT, ASKS).says(CALLER, "Le abro una reclamación.")
    call.says(AGENT, TROUBLE).says(CALLER, "No me ha llegado nada.")
    assert set(call.speakers()[2:]) == {"unknown"}


def test_one_voice_is_no_conversation() -> None:
    call = _held().says(AGENT, TROUBLE).says(AGENT, "Y eso es todo.").says(AGENT, "Adiós.")
    assert set(call.speakers()[2:]) == {"unknown"}


def test_a_closing_in_the_voice_of_the_menu_is_the_machines() -> None:
    call = Call().says(MACHINE, MENU, 6.0)
    call.script.key().hold(12)
    call.says(MACHINE, "Su factura vence el veinte.").says(MACHINE, "Hasta el día cinco.")
    assert set(call.speakers()) == {"ivr"}
    assert first_human(call.timeline()) == first_human(Timeline((), 0.0))
    other = Call().says(MACHINE, MENU, 6.0)
    other.script.key().hold(12)
    other.says(AGENT, "Su factura vence el veinte.").says(AGENT, "Hasta el día cinco.")
    assert set(other.speakers()[2:]) == {"unknown"}


def test_an_advert_that_says_its_name_between_music_is_a_message() -> None:
    call = _held().says(3, "Hola, soy Lucía y ahorro treinta euros.", 4.0)
    call.script.hold(10)
    assert call.speakers()[-1] == "hold"
    assert first_human(call.timeline()).why == "no_agent"


def test_what_is_said_after_the_tone_of_a_mailbox_is_the_callers() -> None:
    call = Call().says(MACHINE, "Hola, soy Raúl Ortega.| Deja tu mensaje después de la señal.", gap_s=1.5)
    call.says(CALLER, "Hola, soy Ana Gil, llámenme.")
    assert call.speakers() == ["ivr", "ivr", "caller"]
    assert first_human(call.timeline()).why == "no_agent"


def test_thanks_for_waiting_may_be_a_persons() -> None:
    call = _held().says(AGENT, HELLO).says(CALLER, TROUBLE).says(AGENT, ASKS).says(CALLER, "El cuatro.")
    call.script.hold(12)
    at_s = call.script.at_s
    call.says(AGENT, "Gracias por la espera.", 2.0).says(AGENT, "Le devolvemos el importe.", gap_s=1.0)
    call.says(CALLER, "No me ha llegado.").says(AGENT, "Se lo enviamos a casa.").says(CALLER, "Muy bien.")
    assert human_moments(call.timeline())[-1] == pytest.approx(at_s)


def test_on_two_channels_no_voice_is_needed_where_no_prompt_came_before() -> None:
    def refused(_: Sequence[Stretch]) -> list[Voice]:
        raise AssertionError("the file was read again for nothing")

    call = Script().they(HELLO).we().they("Entiendo.").we()
    acoustics = call.acoustics()
    turns = speech_turns(acoustics)
    sentences = [s for n, turn in enumerate(turns) for s in call._sentences(n, turn, 0.9)]
    said = attribute(acoustics, turns, sentences, marks=call.marks, hear=refused)
    assert [s.speaker.value for s in said.segments] == ["agent", "caller", "agent", "caller"]


def test_a_sentence_alone_is_told_from_nobody_and_not_heard_for_it() -> None:
    def hear(stretches: Sequence[Stretch]) -> list[Voice]:
        raise AssertionError(stretches)

    assert Voices(hear).part([Piece(0, 1.0, 2.0, "")]) == part([Spoken(1.0, 2.0, voice(AGENT, 1.0, 0))])
