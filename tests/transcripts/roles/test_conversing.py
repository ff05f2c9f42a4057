"""Machines that converse, and people who answer first and put the call through: never one for the other."""

from __future__ import annotations

import pytest

from tests.transcripts.roles.calls import Script
from transcripts.roles import first_human

MACHINES = [
    ("es", "Hola, soy Leo, el robot de Viajes Océano.| ¿Qué puedo hacer por usted?", "Un momento."),
    ("es", "Hola, soy Clara,| tu asistente inteligente.| ¿Cómo puedo ayudarte?", "Le paso."),
    ("es", "Le habla el sistema de citas.| ¿Qué necesita?", "Muy bien."),
    ("es", "Gas Levante. Diga con una frase qué necesita.", "De acuerdo."),
    ("es", "¿En qué puedo ayudarle?", "He entendido que se trata de una lectura.| Le paso con el equipo."),
    ("es", "¿En qué puedo ayudarle?", "Quiere cambiar una reserva.| Le atenderá una persona."),
    (
        "es",
        "¿Cuál es el motivo de su llamada?",
        "Tiene una consulta sobre un recibo.| Le paso con un agente.",
    ),
    ("es", "Soy Vera, la asistente de la Mutua.", "Le transfiero con atención al cliente."),
    ("en", "I'm Leo, the robot of Ocean Travel.| What can I do for you?", "One moment."),
    ("en", "Hi, I'm Penny,| your virtual assistant.| How can I help?", "All right."),
    ("en", "Please say in one sentence what you need.", "Thank you."),
    (
        "en",
        "How can I help you?",
        "I understood that it is about a reading.| I'll pass you to the right team.",
    ),
    ("en", "How can I help you?", "You want to change a booking.| An agent will be with you."),
]

PEOPLE = [
    ("es", "Clínica Almendro, le atiende Marta.", "Le paso con mi compañera, no se retire."),
    ("es", "Clínica Almendro, le atiende Marta.", "Vale. Le paso con un especialista."),
    ("es", "Talleres Ruiz, le habla Juan.", "Pues espere, que lo miro."),
    ("en", "Almond Clinic, Martha speaking.", "I'll put you through to my colleague, bear with me."),
    ("en", "You're through to Peter in billing.", "Hang on a minute while I ask."),
]

DOUBTFUL = [
    ("es", "Clínica Almendro, buenos días.", "Le paso."),
    ("es", "Buenos días, ¿qué desea?", "Muy bien, le paso con un agente."),
    ("es", "Le atiende Leo.", "Quiere cambiar una cita.| Le paso con un especialista."),
    ("en", "Almond Clinic, good morning.", "I'll transfer you now."),
    ("en", "Good morning.| How can I help you?", "You have a question about a bill."),
]


def _passed_on(language: str, asks: str, answers: str) -> Script:
    """Somebody answers a ringing line, replies once, and after music somebody else comes on."""
    call = Script().ring().they(asks, 5.0).we("Sí.", 3.0).they(answers, 4.0).hold(9)
    greeting = "Luz Clara, le atiende Ana." if language == "es" else "Clear Light, Anna speaking."
    return call.they(greeting).we().they("Vale." if language == "es" else "I see.").we()


def _greeted_s(call: Script) -> float:
    return call.music[-1].end_s + 0.5


@pytest.mark.parametrize(("language", "asks", "answers"), MACHINES)
def test_a_machine_that_converses_is_no_person(language: str, asks: str, answers: str) -> None:
    call = _passed_on(language, asks, answers)
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(_greeted_s(call))


@pytest.mark.parametrize(("language", "asks", "answers"), PEOPLE)
def test_who_puts_a_call_through_as_people_do_is_a_person(language: str, asks: str, answers: str) -> None:
    call = _passed_on(language, asks, answers)
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(6.5)


@pytest.mark.parametrize(("language", "asks", "answers"), DOUBTFUL)
def test_what_either_may_say_is_not_known(language: str, asks: str, answers: str) -> None:
    answer = first_human(_passed_on(language, asks, answers).heard(language)[1])
    assert (answer.at_s, answer.why, answer.not_before_s) == (None, "speaker_not_known", 6.5)


def test_whoever_talks_longer_is_a_person_whatever_one_reply_says() -> None:
    call = Script().ring().they("Clínica Almendro, buenos días.").we().they("Quiere cambiar una cita.")
    call.we().they("¿Para el jueves?").we().they("Hay hueco a las nueve.").we().they("¿O a las diez?")
    call.we().they("Le paso con un especialista.").hold(9)
    assert first_human(call.heard()[1]).at_s == pytest.approx(6.5)


def test_after_music_people_say_the_same_words_and_stay_people() -> None:
    call = Script().they("Para facturas, pulse uno.").key().hold(12)
    at_s = call.at_s
    call.they("Buenos días, ¿qué desea?").we().they("Quiere cambiar una cita. Le paso con un agente.").hold(9)
    assert first_human(call.heard()[1]).at_s == pytest.approx(at_s)


def test_after_a_menu_two_signs_make_it_doubtful_and_three_a_machine() -> None:
    def talk(asks: str, answers: str) -> Script:
        call = Script().they("Para facturas, pulse uno.").key().wait(2.0).they(asks).we()
        return call.they(answers).hold(9).they("Le atiende Ana.").we().they("Vale.").we()

    doubtful = talk("¿Qué desea?", "Quiere cambiar una cita. Le paso con un agente.")
    assert first_human(doubtful.heard()[1]).why == "speaker_not_known"
    machine = talk("¿Qué desea?", "He entendido que se trata de un recibo.| Le paso con un agente.")
    assert first_human(machine.heard()[1]).at_s == pytest.approx(_greeted_s(machine))


def test_short_music_is_no_putting_through() -> None:
    call = Script().ring().they("Clínica Almendro, buenos días.").we().they("El doctor no viene hoy.")
    call.hold(2.5)
    assert first_human(call.heard()[1]).at_s == pytest.approx(6.5)
