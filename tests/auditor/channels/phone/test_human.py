"""Telling a person from a recording, on lines drawn by hand, with the delays that the live ear has."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from auditor.channels.phone.hearing.human import HumanWatch
from auditor.channels.phone.hearing.phrases import (
    heard,
    same_message,
    sounds_like_person,
    sounds_like_recording,
)
from auditor.channels.phone.hearing.values import Now, Words
from auditor.channels.phone.hearing.words import TURN_GAP_S

WAIT = "Todos nuestros agentes están ocupados. No cuelgue, por favor."
OFFER = (
    "Descubra nuestra nueva tarifa plana de fibra y móvil, con tres meses gratis, en todas nuestras tiendas."
)
GREETING = "Buenos días, le atiende Marta Ruiz."


@dataclass(frozen=True)
class Speech:
    start_s: float
    end_s: float
    text: str = ""


@dataclass(frozen=True)
class Sound:
    """Music or, with `tone`, ringing."""

    start_s: float
    end_s: float
    tone: bool = False


def human_at(
    *line: Speech | Sound,
    until_s: float = 60.0,
    words: bool = True,
    noise: bool = False,
    late_s: float = 0.9,
) -> float | None:
    """When the watch claims a person on this line, and that it does so on evidence of its past only.

    `late_s` after speech has ended its words are understood.
    """
    watch = HumanWatch(0.0, "es", words=words)
    speeches = [part for part in line if isinstance(part, Speech)]
    said: set[tuple[float, bool]] = set()
    for tick in range(round(until_s * 10)):
        at_s = tick / 10
        for index, part in enumerate(speeches):
            if words and at_s >= part.end_s + late_s and (part.start_s, False) not in said:
                said.add((part.start_s, False))
                watch.hear_words(Words(part.text, part.start_s, part.end_s, final=True))
                turn = turn_of(speeches, index)
                if len(turn) > 1:
                    text = " ".join(p.text for p in turn)
                    watch.hear_words(Words(text, turn[0].start_s, part.end_s, final=True, turn=True))
        human_s = watch.hear(now(line, at_s, noise=noise))
        if human_s is not None:
            assert human_s <= at_s
            return human_s
    return None


def turn_of(speeches: list[Speech], last: int) -> list[Speech]:
    first = last
    while first > 0 and speeches[first].start_s - speeches[first - 1].end_s <= TURN_GAP_S:
        first -= 1
    return speeches[first : last + 1]


def now(line: tuple[Speech | Sound, ...], at_s: float, *, noise: bool) -> Now:
    begun = [p for p in line if isinstance(p, Speech) and p.start_s + 0.2 <= at_s]
    ended = [p for p in begun if p.end_s + 0.4 <= at_s]
    music = [p for p in line if isinstance(p, Sound) and not p.tone and p.start_s + 1.2 <= at_s]
    tones = [p for p in line if isinstance(p, Sound) and p.tone and p.start_s + 0.7 <= at_s]
    playing = any(at_s < p.end_s + 1.4 for p in music)
    sounding = [min(at_s, p.end_s) for p in line if p.start_s <= at_s]
    return Now(
        at_s=at_s,
        level_dbfs=-20.0,
        speech_start_s=begun[-1].start_s if begun else None,
        speech_end_s=ended[-1].end_s if ended else None,
        music=playing,
        music_s=at_s if playing else max((p.end_s for p in music), default=None),
        tone_s=max((min(at_s, p.end_s) for p in tones), default=None),
        sounded_s=at_s if noise else max(sounding, default=None),
    )


class TestAPerson:
    def test_who_says_so_is_known_by_the_words(self) -> None:
        at_s = human_at(Sound(0, 20), Speech(20.6, 23, GREETING), Speech(23.4, 25, "¿En qué puedo ayudarle?"))
        assert at_s == 20.6

    def test_the_time_is_where_the_turn_begins_not_where_the_name_comes(self) -> None:
        line = (Sound(0, 20), Speech(20.5, 21.2, "Hola, buenas."), Speech(21.7, 23, "Le atiende Marta."))
        assert human_at(*line) == 20.5

    @pytest.mark.parametrize("words", [True, False])
    def test_who_only_says_yes_is_known_by_a_line_that_waits(self, words: bool) -> None:
        assert human_at(Sound(0, 20), Speech(20.8, 21.6, "¿Sí?"), words=words) == 20.8

    def test_after_ringing(self) -> None:
        ringing = [Sound(t, t + 1.5, tone=True) for t in (0.0, 4.5, 9.0)]
        assert human_at(*ringing, Speech(12.0, 13.0, "¿Quién es?")) == 12.0

    def test_in_a_noisy_office(self) -> None:
        assert human_at(Sound(0, 20), Speech(21.0, 22.5, "Sí, cuénteme."), noise=True) == 21.0

    def test_who_answers_at_once_without_any_music(self) -> None:
        assert human_at(Speech(1.0, 3.0, GREETING)) == 1.0

    def test_right_after_a_message_without_music_between(self) -> None:
        line = (Sound(0, 10), Speech(10.4, 13, WAIT), Speech(13.8, 16, GREETING))
        assert human_at(*line) == 13.8

    def test_after_messages_that_were_none(self) -> None:
        line = (
            Sound(0, 10),
            Speech(10.3, 14, WAIT),
            Sound(14.3, 25),
            Speech(25.3, 29, WAIT),
            Sound(29.3, 40),
            Speech(40.8, 42, "Hola, dígame."),
        )
        assert human_at(*line) == 40.8


class TestARecording:
    @pytest.mark.parametrize("words", [True, False])
    def test_between_music_is_no_person(self, words: bool) -> None:
        line = [
            Sound(0, 10),
            Speech(10.3, 14, WAIT),
            Sound(14.4, 25),
            Speech(25.3, 33, OFFER),
            Sound(33.3, 60),
        ]
        assert human_at(*line, words=words) is None

    def test_over_music_is_no_person(self) -> None:
        assert human_at(Sound(0, 60), Speech(10, 14, WAIT), Speech(25, 30, OFFER)) is None
        assert human_at(Sound(0, 60), Speech(10, 14, "cualquier cosa"), words=False) is None

    def test_followed_by_dead_air_is_no_person_when_its_words_are_those_of_a_wait(self) -> None:
        assert human_at(Sound(0, 10), Speech(10.3, 14, WAIT), Sound(26, 60)) is None

    def test_long_talk_and_a_short_pause_is_no_person(self) -> None:
        line = (Sound(0, 10), Speech(10.3, 18.5, OFFER), Sound(21.5, 60))
        assert human_at(*line) is None

    def test_without_words_soft_music_that_is_not_heard_as_such_is_no_waiting_line(self) -> None:
        line = (Sound(0, 10), Speech(10.3, 16.5), Sound(21.0, 60))
        assert human_at(*line, words=False, noise=True) is None

    def test_words_that_come_late_leave_no_more_than_the_sound_to_go_by(self) -> None:
        line = (Sound(0, 10), Speech(10.3, 16.5, WAIT), Sound(21.0, 60))
        assert human_at(*line, noise=True, late_s=9.0) is None

    def test_a_greeting_that_loops_is_a_recording(self) -> None:
        hello = "Gracias por la espera, en breve le atenderemos."
        loop = [
            Sound(0, 8),
            Speech(8.3, 11, hello),
            Sound(11.2, 20),
            Speech(20.3, 23, hello),
            Sound(23.2, 40),
        ]
        assert human_at(*loop) is None

    def test_nothing_but_speech_that_says_nothing_is_not_claimed(self) -> None:
        assert human_at(Speech(1.0, 3.0, "Un momento por favor"), until_s=30) is None
        assert human_at(Speech(1.0, 3.0, "eh"), until_s=30) is None

    def test_what_was_said_before_the_hold_does_not_count(self) -> None:
        watch = HumanWatch(10.0, "es", words=False)
        for tick in range(100, 300):
            assert watch.hear(now((Speech(8.0, 10.5), Sound(0, 7)), tick / 10, noise=False)) is None


class TestPhrases:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Para facturas y cobros, pulse uno.", "facturas"),
            ("para facturación, marque 2", "facturación"),
            ("Si llama por su fatura, pulse uno", "factura"),  # misheard
            ("PARA HABLAR CON UNA PERSONA", "hablar con una persona"),
            ("coherencia", None),
            ("", None),
            ("¿?", None),
        ],
    )
    def test_scenario_phrases_are_found_fuzzily(self, text: str, found: str | None) -> None:
        wanted = ("facturación", "facturas", "factura", "hablar con una persona")
        got = heard(wanted, text)
        assert (got is None) == (found is None)

    def test_a_short_phrase_is_not_found_inside_a_longer_word(self) -> None:
        assert heard(("sí",), "así se sigue la sintonía") is None
        assert heard(("sí",), "sí, dígame") == "sí"

    @pytest.mark.parametrize("text", [GREETING, "Mi nombre es Juan", "¿en qué puedo ayudarle?", "Dígame."])
    def test_people(self, text: str) -> None:
        assert sounds_like_person(text, "es")
        assert not sounds_like_recording(text, "es")

    @pytest.mark.parametrize(
        "text",
        [
            WAIT,
            "En breve le atenderemos.",
            "Su llamada es la primera en línea y será atendida por el próximo representante.",
            "Es usted el número tres en la cola",
            "Si desea otra cosa, marque nueve",
        ],
    )
    def test_recordings(self, text: str) -> None:
        assert sounds_like_recording(text, "es")
        assert not sounds_like_person(text, "es")

    def test_an_unknown_language_knows_neither(self) -> None:
        assert not sounds_like_person(GREETING, "xx")
        assert not sounds_like_recording(WAIT, "xx")

    def test_one_message_read_twice(self) -> None:
        assert same_message("Todos nuestros agentes están ocupados.", "todos nuestros agentes estan ocupado")
        assert not same_message("Sí", "Sí")  # too short to tell
        assert not same_message(WAIT, OFFER)
