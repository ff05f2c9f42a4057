"""What the other calls of a line say about who speaks in this one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.transcripts.roles.calls import Script, kinds
from tests.transcripts.roles.test_conversing import DOUBTFUL, _passed_on
from tests.transcripts.roles.test_onset import AGENT, MACHINE, Call
from tests.transcripts.roles.test_voices import MENU
from transcripts.acoustic import Stretch, speech_turns, timeline_of
from transcripts.roles import Line, attribute, first_human
from transcripts.roles.again import mark_heard_again, merged
from transcripts.roles.cutting import cut_at_known
from transcripts.roles.pieces import Piece, Surroundings, after_known
from transcripts.speech.confirmed import Sentence
from transcripts.transcript import Word


def known(script: Script, *texts: str) -> Script:
    """The same call on a line where these were heard before."""
    places = [Stretch(start_s, end_s) for start_s, end_s, text in script.theirs if text in texts]
    script.line = Line((), tuple(places), 2, 0.2)
    return script


@pytest.mark.parametrize(("language", "asks", "answers"), DOUBTFUL)
def test_who_says_the_very_same_in_two_calls_is_a_machine(language: str, asks: str, answers: str) -> None:
    call = known(_passed_on(language, asks, answers), asks, answers)
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(call.music[-1].end_s + 0.5)


@pytest.mark.parametrize(("language", "asks", "answers"), [*DOUBTFUL[:2], *DOUBTFUL[3:]])
def test_who_says_what_two_calls_never_heard_is_a_person(language: str, asks: str, answers: str) -> None:
    call = known(_passed_on(language, asks, answers))
    assert first_human(call.heard(language)[1]).at_s == pytest.approx(6.5)


def test_a_machines_words_stay_in_doubt_though_new() -> None:
    """There are machines that never say the same twice."""
    call = known(_passed_on(*DOUBTFUL[2]))
    assert first_human(call.heard()[1]).why == "speaker_not_known"


@pytest.mark.parametrize("line", [Line((), (), 1, None), Line(), None])
def test_one_call_before_is_too_few(line: Line | None) -> None:
    call = _passed_on(*DOUBTFUL[0])
    call.line = line
    assert first_human(call.heard()[1]).why == "speaker_not_known"


def test_only_what_sounds_again_for_the_most_part_is_a_recording() -> None:
    call = Script().ring().they("Hoy hay avisos de tormenta.", 4.0, 0.5).they("Abrimos a las nueve.", 4.0)
    call.line = Line((), (Stretch(6.5, 10.4), Stretch(11.0, 12.0)), 2, 0.2)
    assert kinds(call)[0] == "ivr"
    call.line = Line((), (Stretch(11.0, 12.0),), 2, 0.2)
    assert "ivr" not in kinds(call)


def test_a_known_message_that_is_cut_short_ends_where_the_new_words_begin() -> None:
    """The person reads for the machine, too: by voice alone the line is open."""
    call = Call().says(AGENT, MENU, 6.0).held().says(AGENT, "Hoy atendemos hasta las nueve.", 3.0, 0.2)
    at_s = call.script.at_s
    call.says(AGENT, "Le atiende Marta.").talked()
    known(call.script, MENU, "Hoy atendemos hasta las nueve.")
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


def test_a_line_without_news_makes_new_words_a_persons() -> None:
    """A greeting in words that machines say as well, in a voice between the machine's and the person's."""
    call = Call().says(MACHINE, MENU, 6.0).held()
    at_s = call.script.at_s
    call.says(AGENT, "Gracias por llamar.").says(AGENT, "Le atiende Marta.").talked()
    known(call.script, MENU)
    assert first_human(call.timeline()).at_s == pytest.approx(at_s)


GREETING = "Luz Clara, le atiende Marta."


OFFER = "¿En qué puedo ayudarle?"


def _greeted(
    *again: str, greeting: tuple[str, ...] = (GREETING, OFFER), prompts: bool = False
) -> float | None:
    """The first person of a call in which these were heard before."""
    call = Script().they(MENU, 6.0).key().hold(10)
    for text in greeting:
        call.they(text, 3.0, 0.2)
    known(call.we().they("Entiendo.").we().they("¿Su contrato?").we(), MENU, *again)
    if prompts and call.line is not None:
        call.line = Line(call.line.again, (), 2, 0.2)
    return first_human(call.heard()[1]).at_s


def test_an_agent_who_recorded_the_greeting_is_there_when_it_plays() -> None:
    assert _greeted() == pytest.approx(18.2)
    assert _greeted(GREETING) == _greeted(GREETING, OFFER) == pytest.approx(18.2)


def test_a_machine_with_a_name_says_more_than_that_again() -> None:
    assert _greeted(GREETING, OFFER, "Entiendo.", "¿Su contrato?") is None
    assert _greeted(GREETING, OFFER, prompts=True) != pytest.approx(
        18.2
    )  # the other call had it for a machine's
    bot = "Soy Leo, el robot de Luz Clara."
    assert _greeted(bot, greeting=(bot,)) != pytest.approx(18.2)


def test_a_recorded_greeting_without_a_name_is_left_open() -> None:
    greeting = ("Buenas tardes.", OFFER)
    assert _greeted(greeting=greeting) == pytest.approx(18.2)
    assert _greeted(*greeting, greeting=greeting) is None


def test_the_same_seconds_heard_in_two_calls_count_once() -> None:
    assert merged([Stretch(3.0, 5.0), Stretch(1.0, 2.0), Stretch(4.0, 6.0), Stretch(1.2, 1.5)]) == [
        Stretch(1.0, 2.0),
        Stretch(3.0, 6.0),
    ]
    call = Script().ring().they("Hoy hay avisos de tormenta.", 4.0, 0.5).they("Abrimos a las nueve.", 4.0)
    call.line = Line((Stretch(6.5, 7.8),), (Stretch(6.5, 7.8),), 2, 0.2)
    assert "ivr" not in kinds(call)[:1]


def test_a_sentence_is_cut_where_what_was_heard_before_ends() -> None:
    """The engine heard "thank you for" and the greeting of who cut it short as one sentence."""
    words = ("Muchas", "gracias", "por,", "gimnasio", "Pulso,", "hola.")
    times = tuple(Word(w, 20 + i / 2, 20.5 + i / 2, 0.9) for i, w in enumerate(words))
    sentence = Sentence(0, 20.0, 23.0, " ".join(words), 0.9, words=times)
    (parts,) = cut_at_known([[sentence]], [Stretch(12.0, 21.4)])
    assert [(one.start_s, one.end_s, one.text) for one in parts] == [
        (20.0, 21.4, "Muchas gracias por,"),
        (21.4, 23.0, "gimnasio Pulso, hola."),
    ]
    assert [one.words for one in parts] == [times[:3], times[3:]]
    for untouched in ([Stretch(12.0, 20.2)], [Stretch(22.8, 30.0)], [Stretch(10.0, 40.0)], []):
        assert cut_at_known([[sentence]], untouched) == [[sentence]]
    assert cut_at_known([[replace(sentence, words=())]], [Stretch(12.0, 21.4)]) == [
        [replace(sentence, words=())]
    ]


def test_sound_without_words_after_a_recording_is_not_part_of_it() -> None:
    """The engine wrote "thank you" and nothing of the person who spoke on: 1.2 s of sound have no words."""
    words = (Word("Muchas", 20.1, 20.5, 0.9), Word("gracias.", 20.5, 20.9, 0.9))
    sentence = Sentence(0, 20.0, 21.0, "Muchas gracias.", 0.9, words=words)
    piece = Piece(0, 20.0, 22.5, sentence.text, recorded=True, sentences=[sentence])
    one, rest = after_known([piece], [Stretch(12.0, 21.3)])
    assert (one.end_s, one.text, one.sentences) == (21.3, "Muchas gracias.", [sentence])
    assert (rest.start_s, rest.end_s, rest.text, rest.recorded, rest.sentences) == (21.3, 22.5, "", False, [])
    unread = replace(piece, text="", sentences=[])
    assert [one.end_s for one in after_known([unread], [Stretch(12.0, 21.3)])] == [21.3, 22.5]
    for other in ([], [Stretch(12.0, 22.2)], [Stretch(12.0, 20.3)], [Stretch(21.0, 21.3)]):
        assert after_known([piece], other) == [piece]


@pytest.mark.parametrize("music", [False, True], ids=["a person", "music goes on"])
def test_what_follows_a_known_message_in_its_turn_is_no_part_of_it(music: bool) -> None:
    """The message is heard a second time, and broken off: its whole turn looked like the message."""
    pieces = [
        Piece(0, 20.0, 24.0, "Todos están ocupados.", held=True, recorded=True),
        Piece(0, 24.0, 26.0, "Mesa de partes, buenos días.", held=True, recorded=True),
    ]
    sounds = (Stretch(26.2, 40.0),) if music else ()
    around = Surroundings((), True, (), (), None, sounds, line=Line((Stretch(20.0, 23.9),), (), 2, 0.2))
    mark_heard_again(pieces, around)
    assert [(one.held, one.recorded) for one in pieces] == [(True, True), (music, music)]


def test_a_person_who_cuts_a_known_message_short_begins_within_its_sentence() -> None:
    call = Script().they(MENU, 6.0).key().hold(10)
    from_s, text = call.at_s, "Muchas gracias por, gimnasio Pulso, le atiende Ana."
    call.they(text, 4.0, 0.4).we().they("Entiendo.").we()
    acoustics = call.acoustics()
    turns = speech_turns(acoustics)
    words = tuple(Word(w, from_s + i / 2, from_s + i / 2 + 0.5, 0.9) for i, w in enumerate(text.split()))
    sentences = [
        replace(one, words=words) if one.text == text else one
        for index, turn in enumerate(turns)
        for one in call._sentences(index, turn, 0.9)
    ]
    line = Line((), (Stretch(from_s, from_s + 1.5),), 2, 0.2)
    said = attribute(acoustics, turns, sentences, marks=call.marks, line=line)
    assert first_human(timeline_of(acoustics, said.turns)).at_s == pytest.approx(from_s + 1.5)
