"""Who speaks, call by call, each written by hand: what an auditor would say on reading it."""

from __future__ import annotations

import pytest

from tests.transcripts.roles.calls import Script, kinds
from transcripts.contact import MarkName
from transcripts.heard import Repeat
from transcripts.roles import first_human, human_moments
from transcripts.timeline import Kind

MENU = "Para facturas, pulse uno.| Para averías, pulse dos."
BUSY = "Todos nuestros agentes están ocupados."
HELLO = "Luz Clara, buenos días, le atiende Marta.| ¿En qué puedo ayudarle?"


def moments(script: Script, language: str = "es") -> tuple[float | None, ...]:
    return human_moments(script.heard(language)[1])


def test_menu_hold_agent() -> None:
    call = Script().they("Bienvenido a Luz Clara.").they(MENU).key().hold(10).they(BUSY).hold(10)
    answered_s = call.at_s
    call.they(HELLO).we().they("Entiendo.").we().they("Ya está devuelto.")
    assert kinds(call) == ["ivr", "ivr", "ivr", "hold", "agent", "agent", "agent", "agent"]
    assert moments(call) == pytest.approx((answered_s,))


def test_an_agent_without_any_cue_is_known_by_taking_turns() -> None:
    call = Script().they(MENU).key().hold(15)
    answered_s = call.at_s
    call.they("Clientes.").we().they("A ver, un segundo.").we().they("Pues sí.")
    assert kinds(call)[2:] == ["agent", "agent", "agent"]
    assert moments(call) == pytest.approx((answered_s,))


def test_speech_after_hold_that_nobody_answers_is_not_known() -> None:
    call = Script().they(MENU).key().hold(15).they("Seguimos trabajando en su solicitud.")
    assert kinds(call)[-1] == "unknown"
    assert moments(call) == ()


def test_doubt_right_before_the_person_makes_the_moment_unknown() -> None:
    call = Script(one_channel=True).they(MENU).key().hold(15)
    call.they("Atención telefónica de clientes particulares.", gap_s=3.0).they("Le atiende Marta.")
    assert moments(call) == (None,)


def test_a_greeting_before_the_name_is_the_persons() -> None:
    call = Script().they(MENU).key().hold(15)
    answered_s = call.at_s
    call.they("Sí, buenos días.", gap_s=0.8).they("Le atiende Marta Ruiz.").we().they("Dígame.")
    assert kinds(call)[2:] == ["agent", "agent", "agent"]
    assert moments(call) == pytest.approx((answered_s,))


def test_a_friendly_machine_is_a_machine() -> None:
    call = Script().they("Hola, ¿en qué podemos ayudarle?| Para facturas, pulse uno.").key().hold(15)
    assert set(kinds(call)) == {"ivr"}
    assert moments(call) == ()


def test_a_bot_that_says_so_is_a_machine_though_it_takes_turns() -> None:
    call = Script().they("Soy el asistente virtual de Luz Clara.| ¿En qué puedo ayudarle?").we()
    call.they("No le he entendido.").we().they("Le paso con un agente.").hold(12)
    answered_s = call.at_s
    call.they(HELLO).we().they("Entiendo.")
    assert kinds(call) == ["ivr", "ivr", "ivr", "ivr", "agent", "agent", "agent"]
    assert moments(call) == pytest.approx((answered_s,))


def test_the_same_recording_twice_is_no_person() -> None:
    call = Script()
    call.repeats.append(Repeat("m1", ((0.0, 3.0), (30.0, 33.0))))
    call.they("Estamos contigo.").wait(25.8).they("Estamos contigo.")
    assert call.theirs[1][0] == pytest.approx(30.0)
    assert kinds(call) == ["ivr", "ivr"]


def test_the_same_long_sentence_twice_is_a_recording_too() -> None:
    text = "Estamos haciendo todo lo posible para llegar a su llamada."
    assert kinds(Script().they(text).wait(9).they(text)) == ["ivr", "ivr"]


def test_waiting_words_without_music_are_hold_messages_once_on_hold() -> None:
    call = Script().they(MENU).key().mark(MarkName.HOLD_START).wait(8).they(BUSY).wait(8)
    call.they("No cuelgue, por favor.")
    assert kinds(call)[2:] == ["hold", "hold"]


def test_position_announcements_differ_by_a_number_and_are_all_hold_messages() -> None:
    call = Script().they(MENU).key().hold(10).they("Su posición en la cola es tres.").hold(10)
    call.they("Su posición en la cola es dos.").hold(10)
    _, timeline = call.heard()
    assert [span.kind for span in timeline.of(Kind.HOLD_MESSAGE)] == [Kind.HOLD_MESSAGE] * 2


def test_a_transfer_gives_two_moments() -> None:
    call = Script().they(MENU).key().hold(10)
    first_s = call.at_s
    call.they("Atención al cliente, dígame.").we().they("Le paso con mis compañeros.| No cuelgue.")
    call.ring().hold(12).they(BUSY).hold(8)
    second_s = call.at_s
    call.they("Sí, dígame su nombre completo.").we().they("Ese cobro es correcto.")
    assert kinds(call)[2:] == ["agent", "agent", "agent", "hold", "agent", "agent"]
    assert moments(call) == pytest.approx((first_s, second_s))


def test_whoever_passes_on_after_one_reply_may_be_a_machine() -> None:
    call = Script().ring().they("Soy Vera, ¿en qué puedo ayudarle?").we("Un parte.")
    call.they("Ahora le pongo con un gestor.").hold(10)
    at_s = call.at_s
    call.they(HELLO).we().they("Entiendo.").we()
    answer = first_human(call.heard()[1])
    assert (answer.at_s, answer.why) == (None, "speaker_not_known")
    assert answer.by_s == pytest.approx(at_s)
    talk = (
        Script().ring().they(HELLO).we().they("Entiendo.").we().they("Ahora le pongo con un gestor.").hold(9)
    )
    assert first_human(talk.heard()[1]).at_s == pytest.approx(6.5)


@pytest.mark.parametrize("text", ["Gracias por la espera.", "Disculpe la espera.", "Gracias por esperar."])
def test_who_thanks_for_the_wait_and_is_answered_is_a_person(text: str) -> None:
    call = Script().they(MENU).key().hold(10)
    at_s = call.at_s
    call.they(f"Buenas tardes.| {text}| ¿Me indica su póliza?", 6.0).we("La tres.").they("Ya la veo.").we()
    assert first_human(call.heard()[1]).at_s == pytest.approx(at_s)


def test_an_ending_that_nobody_answers_is_the_machines() -> None:
    call = Script().they(MENU).key().hold(10).they("Hay mucha gente hoy.| Vuelvan mañana.", 5.0)
    assert kinds(call)[-1] == "ivr"
    assert first_human(call.heard()[1]).why == "no_agent"
    short = Script().they(MENU).key().hold(10).they("Hay mucha gente.", 2.0)
    asks = Script().they(MENU).key().hold(10).they("¿Quién llama?| Le escuchamos.", 5.0)
    assert first_human(short.heard()[1]).why == first_human(asks.heard()[1]).why == "speaker_not_known"


def test_who_never_speaks_again_while_we_talk_at_length_is_a_mailbox() -> None:
    call = Script().ring().they("Este número está apagado.| Hable ahora.", 4.0).we("Era por…", 6.0)
    assert first_human(call.heard()[1]).why == "no_agent"
    short = Script().ring().they("Este número está apagado.| Hable ahora.", 4.0).we("¿Eh?", 2.0)
    assert first_human(short.heard()[1]).why == "speaker_not_known"


def test_a_name_nearer_to_the_person_than_to_the_message_is_the_persons() -> None:
    call = Script().they(MENU).they(BUSY, 3.0, 1.3)
    at_s = call.at_s
    call.they("Correos.", 1.0, 0.8).they("¿En qué podemos ayudarle?").we().they("Le pido perdón.").we()
    assert first_human(call.heard()[1]).at_s == pytest.approx(at_s)


def test_thanks_for_the_wait_amid_music_are_a_message() -> None:
    call = Script().they(MENU).key().hold(10).they("Gracias por la espera.").hold(10)
    assert kinds(call)[2:] == ["hold"]
    assert moments(call) == ()


def test_a_person_who_comes_back_between_music_is_no_message() -> None:
    call = Script().hold(10).they(HELLO).we().they("Un momento, por favor.").hold(8)
    call.they("Entiendo, sigo mirándolo.").we("Vale.").hold(8).they("Ya está.").we()
    assert kinds(call) == ["agent"] * 5


def test_a_survey_after_the_person_is_a_machine_again() -> None:
    call = Script().hold(10).they(HELLO).we().they("Entiendo.").we()
    call.they("Para valorar, pulse uno.| Si no está contento, pulse dos.").key()
    assert kinds(call)[-2:] == ["ivr", "ivr"]


def test_a_line_that_gives_up() -> None:
    call = Script().they("Ha llamado a Luz Clara.").hold(20).they("No podemos atender su llamada.")
    assert kinds(call) == ["ivr", "ivr"]
    assert moments(call) == ()


def test_low_confidence_words_are_no_evidence() -> None:
    said, timeline = Script().hold(10).they(HELLO).heard(confidence=0.3)
    assert all(segment.low_confidence for segment in said.segments)
    assert not timeline.of(Kind.AGENT)


def test_our_side_is_ours() -> None:
    said, timeline = Script().hold(10).they(HELLO).we("Hola, tengo un cargo.").they("Entiendo.").heard()
    assert [span.side.value for span in timeline.of(Kind.CALLER)] == ["ours"]
    assert [s.text for s in said.segments if s.speaker.value == "caller"] == ["Hola, tengo un cargo."]


def test_on_one_channel_only_the_greeting_is_surely_theirs() -> None:
    call = Script(one_channel=True).they(MENU).key().hold(15)
    answered_s = call.at_s
    call.they(HELLO).we("Tengo un cargo que no conozco.").they("Se lo devolvemos.")
    assert kinds(call)[2:] == ["agent", "agent", "unknown", "unknown"]
    assert moments(call) == pytest.approx((answered_s,))


def test_on_one_channel_a_caller_who_says_their_name_is_no_agent() -> None:
    call = Script(one_channel=True).they(MENU).key().hold(15).they("Deme su nombre, le atiende Marta.")
    call.we("Me llamo Ana López.", gap_s=0.3).we("Mi contrato es el siete.")
    assert kinds(call)[2:] == ["agent", "unknown", "unknown"]


def test_on_one_channel_marks_tell_what_we_said() -> None:
    call = Script(one_channel=True).hold(15).they(HELLO).mark(MarkName.SAY_START)
    call.we("Tengo un cargo.", gap_s=0).mark(MarkName.SAY_END).wait(1).they("Se lo devolvemos.")
    said, _ = call.heard()
    assert [s.speaker.value for s in said.segments] == ["agent", "agent", "caller", "agent"]


def test_on_one_channel_a_talk_between_music_is_not_a_message() -> None:
    call = Script(one_channel=True).hold(15).they(HELLO).we().they("Le paso.").hold(10)
    assert "hold" not in kinds(call)


def test_english() -> None:
    call = Script().they("Welcome to Clear Light.| For billing, press one.").key().hold(10)
    call.they("Your call is important to us.").hold(10)
    answered_s = call.at_s
    call.they("Good morning, my name is Anna.| How can I help you?").we().they("Let me check.")
    assert kinds(call, "en") == ["ivr", "ivr", "hold", "agent", "agent", "agent"]
    assert moments(call, "en") == pytest.approx((answered_s,))


def test_speech_without_words_keeps_its_place() -> None:
    call = Script().they("").they(MENU).key()
    _, timeline = call.heard()
    assert timeline.of(Kind.IVR, Kind.SPEECH)[0].start_s == 0
