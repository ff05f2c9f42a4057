"""How machines and people begin and end: welcomes, mailboxes, closing words, and the first second of a talk."""

from __future__ import annotations

import pytest

from tests.transcripts.roles.calls import Script, kinds
from transcripts.roles import first_human, human_moments
from transcripts.timeline import Kind, Side, Span, Timeline

MENU = "Para facturas, pulse uno.| Para averías, pulse dos."
MENU_EN = "For billing, press one.| For repairs, press two."


@pytest.mark.parametrize(
    ("language", "menu", "greeting"),
    [
        ("es", MENU, "Gracias por llamar a Luz Clara.| Mi nombre es Paola.| ¿En qué puedo ayudarle?"),
        ("es", MENU, "Bienvenido a Luz Clara, le atiende Paola."),
        ("en", MENU_EN, "Thank you for calling Clear Light.| My name is Denise."),
        ("en", MENU_EN, "Hello, you're through to Peter and billing.| Who am I speaking to?"),
    ],
)
def test_people_thank_for_calling_too(language: str, menu: str, greeting: str) -> None:
    call = Script().they(menu).key().hold(10)
    at_s = call.at_s
    call.they(greeting, 5.0).we().they("No, mañana.").we()
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(at_s)


@pytest.mark.parametrize(
    ("language", "welcome"),
    [
        ("es", f"Gracias por llamar a Luz Clara.| Soy Paola.| {MENU}"),
        ("es", "Bienvenido a Luz Clara.| Esta llamada puede ser grabada.| ¿En qué puedo ayudarle?"),
        ("en", f"Thank you for calling Clear Light.| How can I help?| {MENU_EN}"),
    ],
)
def test_a_welcome_before_a_menu_or_a_notice_is_the_machines(language: str, welcome: str) -> None:
    assert kinds(Script().ring().they(welcome, 12.0).key().hold(9), language)[0] == "ivr"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Soy Martina, ahora no puedo ponerme.| Deja tu recado y hablamos."),
        ("es", "No puedo atenderte.| Graba tu mensaje después del pitido."),
        ("es", "Pulse cinco para dejar mensajes."),
        ("en", "It's Martina, I can't come to the phone now.| Leave a note and we'll talk."),
        ("en", "You have called Doctor Vidal.| When you hear the tone, say your name."),
    ],
)
def test_a_mailbox_is_no_person_and_what_is_left_on_it_is_the_callers(language: str, text: str) -> None:
    call = Script(one_channel=True).ring().they(text, 5.0, 2.0)
    call.they("Era por la receta." if language == "es" else "It was about the recipe.", 3.0)
    said, timeline = call.heard(language)
    assert first_human(timeline).why == "no_agent"
    assert said.segments[-1].speaker.value == "caller"


def test_what_a_mailbox_says_on_is_its_own() -> None:
    call = Script(one_channel=True).ring().they("El buzón de voz está activo.", 2.0, 0.5).they("Hable ahora.")
    assert kinds(call) == ["ivr", "ivr"]


def test_a_menu_that_offers_a_mailbox_does_not_make_callers_of_people() -> None:
    call = Script(one_channel=True).they("Pulse uno para grabar un mensaje.| Pulse dos para escucharlo.", 6.0)
    call.they("Todos nuestros agentes están ocupados.")
    at_s = call.at_s
    call.they("Le atiende Marta.")
    assert first_human(call.heard()[1]).at_s == pytest.approx(at_s)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Nadie puede ponerse en este momento."),
        ("es", "El servicio funciona de ocho a tres."),
        ("es", "Hoy es festivo."),
        ("es", "Le devolveremos la llamada."),
        ("en", "Our advisers are not available."),
        ("en", "This service is open from eight to three."),
        ("en", "Nobody can take your call."),
    ],
)
def test_closing_words_are_a_machines_and_so_is_what_follows_them_at_once(language: str, text: str) -> None:
    call = Script(one_channel=True).they(MENU if language == "es" else MENU_EN).key().hold(9)
    call.they(text, 3.0, 0.5).they("Hasta pronto." if language == "es" else "So long.", 1.5)
    assert kinds(call, language)[-2:] == ["ivr", "ivr"]


def test_speech_that_runs_into_a_machines_is_the_machines() -> None:
    call = Script(one_channel=True).they("Tau llamando al banco.", 2.0, 0.5).they(MENU)
    assert kinds(call)[0] == "ivr"
    alone = Script(one_channel=True).they("¿Hola?", 0.5, 0.5).they(MENU)
    assert kinds(alone)[0] != "agent"


def _line(*spans: tuple[Kind, float, float]) -> Timeline:
    sides = {Kind.CALLER: Side.OURS}
    return Timeline(tuple(Span(k, a, b, sides.get(k, Side.THEIRS)) for k, a, b in spans), spans[-1][2])


def test_short_music_amid_a_talk_sends_nobody_away() -> None:
    def talk(music_s: float) -> Timeline:
        return _line(
            (Kind.AGENT, 0.0, 5.0),
            (Kind.HOLD_MUSIC, 5.0, 5.0 + music_s),
            (Kind.AGENT, 5.0 + music_s, 30.0),
        )

    assert human_moments(talk(3.0)) == (0.0,)
    assert human_moments(talk(6.0)) == (0.0, 11.0)


def test_the_rim_of_a_tone_is_no_word() -> None:
    rim = _line((Kind.IVR, 0.0, 5.0), (Kind.SPEECH, 5.5, 5.54), (Kind.AGENT, 7.0, 9.0))
    word = _line((Kind.IVR, 0.0, 5.0), (Kind.SPEECH, 5.5, 5.8), (Kind.AGENT, 7.0, 9.0))
    assert first_human(rim).at_s == 7.0
    assert first_human(word).why == "speaker_not_known"


@pytest.mark.parametrize(("length_s", "known"), [(2.4, True), (3.0, False)])
def test_who_speaks_for_long_in_one_go_has_heard_somebody(length_s: float, known: bool) -> None:
    timeline = _line(
        (Kind.HOLD_MUSIC, 0.0, 9.0), (Kind.CALLER, 10.0, 10.0 + length_s), (Kind.AGENT, 13.5, 16.0)
    )
    assert (first_human(timeline).at_s == 13.5) is known


@pytest.mark.parametrize(("length_s", "known"), [(3.0, True), (8.0, False)])
def test_a_long_talk_of_nobody_known_before_a_hold_may_have_been_the_person(
    length_s: float, known: bool
) -> None:
    timeline = _line(
        (Kind.IVR, 0.0, 5.0),
        (Kind.SPEECH, 6.0, 6.0 + length_s),
        (Kind.HOLD_MUSIC, 15.0, 25.0),
        (Kind.AGENT, 26.0, 30.0),
    )
    answer = first_human(timeline)
    assert (answer.at_s == 26.0) is known
    assert known or (answer.not_before_s, answer.by_s) == (6.0, 26.0)


@pytest.mark.parametrize(
    ("language", "asks", "answers"),
    [
        (
            "es",
            "Buenos días.| ¿Cuál es el motivo de su llamada?",
            "Permanezca en línea.| Le paso con un agente.",
        ),
        ("en", "Hello.| How can I help you?", "Please hold the line.| I'll connect you with an agent."),
    ],
)
def test_who_says_waiting_words_in_reply_to_us_may_be_a_machine(
    language: str, asks: str, answers: str
) -> None:
    call = Script().ring().they(asks, 5.0).we("Sí.", 3.0).they(answers, 4.0).hold(9)
    at_s = call.at_s
    call.they("Le atiende Ana." if language == "es" else "Anna speaking.").we().they("Vale.").we()
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(at_s)
