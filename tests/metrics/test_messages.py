"""Messages on hold: counted once each, cut ones, unsure ones, and what their figures then say."""

from __future__ import annotations

from dataclasses import replace

from metrics.loudness import Level
from metrics.score import score
from metrics.values import Answer, Figure, Scorecard
from tests.metrics.calls import Said, call, scenario
from transcripts.timeline import Kind
from transcripts.transcript import Segment, Speaker

MENU: Said = (Kind.IVR, 0.0, 8.0, "Para facturas, pulse uno. Para averías, pulse dos.")
ADVERT = "Descubra nuestra nueva tarifa."
POSITION = "Usted es el número tres en la cola."
AGENT: Said = (Kind.AGENT, 100.0, 102.0, "Hola.")


def _hold(*messages: tuple[float, float, str, str | None], unsure: tuple[float, ...] = ()) -> Scorecard:
    """Music from 10 to 100 s with these (start, end, words, id) in it."""
    sounds: list[Said] = [MENU]
    at = 10.0
    for start, end, words, id in messages:
        sounds += [(Kind.HOLD_MUSIC, at, start, ""), (Kind.HOLD_MESSAGE, start, end, words, id)]
        at = end
    sounds += [(Kind.HOLD_MUSIC, at, 100.0, ""), AGENT]
    checks = scenario(("publicidad", "advertising_on_hold"), ("espera", "wait_told"))
    return score(*call(sounds, 103.0, unsure=unsure), checks)


def _figure(card: Scorecard, id: str) -> Figure:
    figure = card.figure(id)
    assert figure is not None
    return figure


def test_one_id_is_one_message() -> None:
    card = _hold((20, 25, ADVERT, "a"), (40, 45, POSITION, "p"), (60, 65, ADVERT, "a"), (80, 85, ADVERT, "a"))
    assert [(m.id, m.times, m.mean_gap_s) for m in card.messages] == [
        ("a", ((20, 25), (60, 65), (80, 85)), 30.0),
        ("p", ((40, 45),), None),
    ]
    assert _figure(card, "hold.repeats").value == 2.0
    assert _figure(card, "hold.message_gap_s").value == 20.0
    assert _figure(card, "hold.advertising_share").value == 15 / 90
    assert _figure(card, "hold.longest_unannounced_s").value == 55.0


def test_without_ids_one_text_is_one_message_even_misheard() -> None:
    card = _hold(
        (20, 25, "Descubra nuestra nueva tarifa.", None), (60, 65, "Descubre nuestra nueva tarifa", None)
    )
    assert len(card.messages) == 1
    assert card.messages[0].purposes == ("advertising",)


def test_a_cut_playing_lends_neither_its_length_nor_its_words() -> None:
    card = _hold(
        (20, 30, "Descubra nuestra nueva tarifa de luz y gas.", "a"), (98, 100, "Descubra nuestra", "a")
    )
    message = card.messages[0]
    assert message.length_s == 10
    assert message.text == "Descubra nuestra nueva tarifa de luz y gas."
    assert message.wpm == 8 / 10 * 60


def test_two_messages_without_a_pause_are_parted_where_one_is_played_alone() -> None:
    sorry, both = "Disculpe las molestias.", [(40.0, 44.0, ADVERT), (44.5, 48.0, "Disculpe las molestias.")]
    contact, timeline, transcript = call(
        [
            MENU,
            (Kind.HOLD_MUSIC, 10, 20, ""),
            (Kind.HOLD_MESSAGE, 20, 23.5, sorry, "s"),
            (Kind.HOLD_MUSIC, 24, 40, ""),
            (Kind.HOLD_MESSAGE, 40, 48, "", None),
            (Kind.HOLD_MUSIC, 48, 70, ""),
            (Kind.HOLD_MESSAGE, 70, 78, "", None),
            AGENT,
        ],
        103.0,
    )
    pieces = [Segment(Speaker.HOLD, a + dt, b + dt, words, 0.9) for dt in (0, 30) for a, b, words in both]
    whole = replace(
        transcript, segments=tuple(sorted((*transcript.segments, *pieces), key=lambda s: s.start_s))
    )
    card = score(contact, timeline, whole)
    assert [(m.text, m.times) for m in card.messages] == [
        (sorry, ((20, 23.5), (44.5, 48.0), (74.5, 78.0))),
        (ADVERT, ((40.0, 44.0), (70.0, 74.0))),
    ]


def test_other_numbers_make_another_message() -> None:
    first, second = "Usted es el número dos en la cola.", "Usted es el número tres en la cola."
    card = _hold((20, 25, second, None), (60, 65, first, None))
    assert [m.text for m in card.messages] == [second, first]


def test_the_surest_playing_lends_the_words() -> None:
    card = _hold((20, 25, "Desfubra nueva tafira", "a"), (60, 65, ADVERT, "a"), unsure=(20,))
    assert card.messages[0].text == ADVERT
    assert not card.messages[0].low_confidence


def test_unsure_words_are_never_scored() -> None:
    card = _hold((20, 25, ADVERT, "a"), unsure=(20,))
    message = card.messages[0]
    assert message.low_confidence
    assert message.purposes == ()
    assert message.wpm is None
    for id in ("hold.advertising_s", "hold.advertising_share", "hold.courtesy", "hold.position_or_wait_told"):
        assert (_figure(card, id).value, _figure(card, id).why) == (None, "low_confidence")
    unannounced = _figure(card, "hold.longest_unannounced_s")
    assert (unannounced.value, unannounced.counts) == (None, {"at_least": 75.0, "at_most": 90.0})
    assert {c.id: c.answer for c in card.checks} == {
        "publicidad": Answer.NOT_HEARD,
        "espera": Answer.NOT_HEARD,
    }
    assert card.score is not None
    assert (card.score.value, card.score.why) == (None, "no_check_decided")


def test_partly_unsure_words_say_what_was_left_out() -> None:
    card = _hold((20, 25, ADVERT, "a"), (60, 65, "mmm", "b"), unsure=(60,))
    share = _figure(card, "hold.advertising_share")
    assert share.value == 5 / 90
    assert share.counts == {"advertising_s": 5.0, "hold_s": 90.0, "not_understood_s": 5.0}


def test_a_message_without_any_words_is_not_understood() -> None:
    card = _hold((20, 25, "", "a"))
    assert card.messages[0].low_confidence
    assert _figure(card, "hold.messages").value == 1.0
    assert _figure(card, "hold.wpm").why == "low_confidence"


def test_the_loudness_jump_is_message_minus_music() -> None:
    sounds: list[Said] = [
        MENU,
        (Kind.HOLD_MUSIC, 10, 20, ""),
        (Kind.HOLD_MESSAGE, 20, 30, ADVERT, "a"),
        (Kind.HOLD_MUSIC, 30, 100, ""),
        AGENT,
    ]
    levels = (Level(0, 20, -30.0), Level(20, 30, -18.0), Level(30, 100, -30.0))
    card = score(*call(sounds, 103.0), levels=levels)
    jump = _figure(card, "hold.loudness_jump_lu")
    assert jump.value is not None
    assert round(jump.value, 9) == 12.0
    assert card.messages[0].loudness_jump_lu == jump.value
    assert jump.evidence[0].start_s == 20
