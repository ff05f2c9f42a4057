"""Detectors: "yes" with the words, "no" only where absence can be concluded, each other answer by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.detect import detectors
from metrics.score import score
from metrics.values import Answer, CheckResult
from tests.metrics.calls import Said, call, scenario
from transcripts.contact import MarkName, Outcome
from transcripts.timeline import Kind
from transcripts.transcript import Segment, Speaker

HELLO: Said = (Kind.AGENT, 0, 4, "Buenos días, le atiende Ana Ruiz.")


def _ask(detector: str, *sounds: Said, unsure: tuple[float, ...] = (), **more: object) -> CheckResult:
    end = max((s[2] for s in sounds), default=0.0) + 1
    card = score(*call(sounds, end, unsure=unsure, **more), scenario(("x", detector)))  # type: ignore[arg-type]
    assert card.checks[0] == next(c for c in (card.checks) if c.id == "x")
    return card.checks[0]


def _agent(*sentences: str) -> list[Said]:
    return [(Kind.AGENT, 10.0 * i, 10.0 * i + 8, words) for i, words in enumerate(sentences)]


@pytest.mark.parametrize(
    ("detector", "yes", "no"),
    [
        ("agent_identifies_self", "Hola, soy Marta.", "Hola, dígame."),
        ("agent_identifies_self", "Le habla Pedro Gil.", "Le habla el servicio de atención."),
        ("case_key_given", "Su número de reclamación es el 4 5 8 2.", "Gracias por avisarnos."),
        ("case_key_given", "Apunte la referencia: A B 7 9.", "No le damos ninguna clave."),
        ("apology", "Lo lamento mucho.", "No es cosa nuestra."),
        ("courtesy_greeting", "Buenas tardes.", "Dígame."),
        ("offers_further_help", "¿Alguna otra consulta?", "Pues ya está."),
        ("promise_given", "Le llamaremos esta tarde.", "No puedo hacer nada."),
        ("promise_given", "Recibirá respuesta en cinco días.", "Buenos días, no puedo hacer nada."),
        ("resolution_claimed", "Ya hemos anulado el cargo.", "No puedo hacer nada."),
        ("supervisor_offered", "Si quiere, le paso con mi supervisor.", "No puedo hacer nada."),
        ("receipt_offered", "Le envío un correo con la confirmación.", "No puedo hacer nada."),
        ("recording_offered", "¿Desea que grabemos la llamada?", "No puedo hacer nada."),
        ("offer_made", "Tenemos una oferta muy buena.", "No puedo hacer nada."),
    ],
)
def test_what_a_person_says(detector: str, yes: str, no: str) -> None:
    found = _ask(detector, *_agent(yes))
    assert found.answer is Answer.YES
    assert found.evidence[0].quote
    assert found.evidence[0].quote in yes or "…" in found.evidence[0].quote
    assert found.confidence == 0.9
    assert _ask(detector, *_agent(no)).answer is Answer.NO


@pytest.mark.parametrize(
    "words",
    [
        *("Buenos días, le atiende marca.", "Hola, me llamo ana.", "Le habla, buenas."),
        *("Hola, sol Marta.", "Hola, sol [nombre].", "Buenas, voy Ana."),
    ],
)
def test_a_name_announced_and_misheard_is_not_heard(words: str) -> None:
    found = _ask("agent_identifies_self", *_agent(words))
    assert (found.answer, found.why) == (Answer.NOT_HEARD, "related_words_heard")
    later = _ask("agent_identifies_self", *_agent("Dígame.", "Un momento.", "Ya.", "Eso le atiende bien."))
    assert later.answer is Answer.NO


@pytest.mark.parametrize("detector", ["apology", "case_key_given", "agent_identifies_self"])
def test_unsure_words_prove_nothing(detector: str) -> None:
    words = "Lo siento, soy Ana. Su número de incidencia es el 1 2 3 4."
    found = _ask(detector, (Kind.AGENT, 0, 8, words), unsure=(0,))
    assert (found.answer, found.why) == (Answer.NOT_HEARD, "low_confidence")


def test_absence_needs_all_of_the_speech() -> None:
    own_pauses: list[Said] = [(Kind.AGENT, 0, 10, "")]
    contact, timeline, transcript = call(own_pauses, 11)
    words = tuple(Segment(Speaker.AGENT, a, a + 2, "Dígame.", 0.9) for a in (0, 3, 6))
    heard = score(contact, timeline, replace(transcript, segments=words), scenario(("x", "apology")))
    assert heard.checks[0].why == "not_all_heard"
    words = (*words, Segment(Speaker.AGENT, 9, 10, "Ya.", 0.9))
    heard = score(contact, timeline, replace(transcript, segments=words), scenario(("x", "apology")))
    assert heard.checks[0].answer is Answer.NO
    half_heard: list[Said] = [(Kind.AGENT, 0, 4, "Dígame."), (Kind.AGENT, 10, 30, "")]
    assert _ask("apology", *half_heard).why == "not_all_heard"
    someone: list[Said] = [*_agent("Dígame."), (Kind.SPEECH, 20, 22, "Ya.")]
    assert _ask("apology", *someone).why == "speaker_not_known"
    assert _ask("apology", *_agent("Dígame."), outcome=Outcome.CANCELLED).why == "call_cut_short"
    assert _ask("promise_given", *_agent("Mañana no abrimos.")).why == "related_words_heard"
    assert _ask("case_key_given", *_agent("Apunte: 4 5 7 8 2.")).why == "related_words_heard"


def test_a_case_key_over_two_segments() -> None:
    found = _ask("case_key_given", *_agent("Su número de incidencia es", "el cuatro, el siete, el dos."))
    assert found.answer is Answer.YES
    assert (found.evidence[0].start_s, found.evidence[0].end_s) == (0.0, 18.0)


def test_asking_for_a_case_key_is_not_giving_one() -> None:
    assert (
        _ask("case_key_given", *_agent("¿Tiene número de incidencia?", "¿Y su teléfono?")).answer
        is Answer.NOT_HEARD
    )


@pytest.mark.parametrize("detector", sorted(set(detectors()) - {"survey_before_resolution"}))
def test_without_a_person_nothing_is_held_against_one(detector: str) -> None:
    found = _ask(detector, (Kind.IVR, 0, 4, "Bienvenido."))
    assert found.answer is not Answer.YES
    if detector.startswith(("agent", "courtesy", "case", "apology", "promise", "supervisor", "receipt")):
        assert (found.answer, found.why) == (Answer.NOT_APPLICABLE, "no_agent")


def test_a_person_who_may_have_answered_is_not_assessed() -> None:
    found = _ask("apology", (Kind.SPEECH, 0, 4, "Lo siento."))
    assert (found.answer, found.why) == (Answer.NOT_ASSESSABLE, "speaker_not_known")


def test_a_farewell_is_not_asked_where_we_hung_up() -> None:
    sounds = _agent("Hola.", "Ya está.", "El cargo es correcto.")
    assert _ask("courtesy_farewell", *sounds).answer is Answer.NO
    ours = _ask("courtesy_farewell", *sounds, marks=((MarkName.BYE_OURS, 28.5, None),))
    assert (ours.answer, ours.why) == (Answer.NOT_APPLICABLE, "we_hung_up")
    said = _ask("courtesy_farewell", *sounds, (Kind.AGENT, 30, 32, "Que tenga un buen día."))
    assert said.answer is Answer.YES


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Para facturas, pulse uno. Para hablar con un agente, pulse cero.", Answer.YES),
        ("Para facturas, pulse uno. Para averías, pulse dos. O espere y le atenderá un agente.", Answer.YES),
        ("Para facturas, pulse uno. Para averías, pulse dos.", Answer.NO),
        ("Para facturas, pulse uno.", Answer.NOT_HEARD),
        ("Bienvenido.", Answer.NOT_APPLICABLE),
    ],
)
def test_a_person_in_the_first_menu(prompt: str, answer: Answer) -> None:
    assert _ask("human_option_in_menu", (Kind.IVR, 0, 8, prompt)).answer is answer


def test_a_survey_before_the_resolution() -> None:
    survey = "Valore nuestra atención del 1 al 10."
    assert _ask("survey_before_resolution", *_agent("Hola.", survey)).answer is Answer.YES
    after = _ask("survey_before_resolution", *_agent("Ya hemos anulado el cargo.", survey))
    assert (after.answer, after.why) == (Answer.NO, "resolved_before")
    assert _ask("survey_before_resolution", *_agent("Hola.")).why == "no_survey"


def test_the_recording_announced() -> None:
    assert _ask("recording_announced", (Kind.IVR, 0, 4, "Esta llamada será grabada.")).answer is Answer.YES
    assert _ask("recording_announced", (Kind.IVR, 0, 4, "Bienvenido.")).answer is Answer.NO
    assert _ask("recording_announced").answer is Answer.NOT_HEARD


def test_a_fault_that_is_absent_is_the_good_answer() -> None:
    sounds: list[Said] = [(Kind.HOLD_MUSIC, 0, 20, ""), HELLO_LATER]
    check = _ask("advertising_on_hold", *sounds)
    assert (check.answer, check.good) == (Answer.NO, Answer.NO)
    card = score(*call(sounds, 30), scenario(("x", "advertising_on_hold")))
    assert card.score is not None
    assert card.score.value == 1.0
    assert not card.critical_failed


HELLO_LATER: Said = (Kind.AGENT, 20, 24, "Buenos días, le atiende Ana Ruiz.")


@pytest.mark.parametrize(
    ("detector", "words", "failed"),
    [
        ("offer_made", "Tenemos una oferta muy buena.", True),
        ("offer_made", "No puedo hacer nada.", False),
        ("apology", "Lo siento.", False),
        ("apology", "No puedo hacer nada.", True),
    ],
)
def test_a_critical_check_fails_on_the_other_answer(detector: str, words: str, failed: bool) -> None:
    questions = scenario(("x", detector))
    critical = replace(questions, checks=(replace(questions.checks[0], critical=True),))
    assert score(*call(_agent(words), 9), critical).critical_failed is failed
    unsure = score(*call(_agent(words), 9, unsure=(0.0,)), critical)
    assert not unsure.critical_failed


def test_a_check_without_detector_waits_for_a_person() -> None:
    card = score(*call([HELLO], 5), scenario(("a", None), ("b", "no_such_thing")))
    assert [(c.answer, c.why) for c in card.checks] == [
        (Answer.NOT_ASSESSABLE, "needs_a_person"),
        (Answer.NOT_ASSESSABLE, "unknown_detector"),
    ]


def test_english() -> None:
    sounds = _agent(
        "Good morning, my name is Anna.", "Your reference number is 4 5 7 8.", "Anything else? Goodbye."
    )
    for detector in ("agent_identifies_self", "case_key_given", "courtesy_greeting", "offers_further_help"):
        assert _ask(detector, *sounds, language="en").answer is Answer.YES
