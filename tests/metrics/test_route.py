"""The circuit: steps, keys, transfers, useless steps and the expected route, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from metrics.score import score
from metrics.values import Figure, Scorecard
from tests.metrics.calls import Said, call, scenario
from transcripts.contact import MarkName, Recording
from transcripts.timeline import Kind, Side, Span, Timeline, in_order

MENU = "Para facturación, pulse uno. Para averías, pulse dos."


def _figure(card: Scorecard, id: str) -> Figure:
    figure = card.figure(id)
    assert figure is not None
    return figure


def _key(digit: str, at_s: float) -> Said:
    return (Kind.DTMF, at_s, at_s + 0.2, digit)


def test_a_key_parts_two_prompts_and_a_short_pause_does_not() -> None:
    sounds: list[Said] = [
        (Kind.IVR, 0, 3, "Bienvenido a Luz Clara."),
        (Kind.IVR, 4, 8, MENU),
        _key("1", 9),
        (Kind.IVR, 9.5, 14, "Para cobros, pulse uno. Para altas, pulse dos."),
        (Kind.IVR, 17, 19, "Un momento."),
    ]
    card = score(*call(sounds, 20))
    assert [(s.kind, s.start_s, s.end_s, s.key) for s in card.route] == [
        ("menu", 0, 9.5, "1"),
        ("menu", 9.5, 17, None),
        ("prompt", 17, 20, None),
        ("end", 20, 20, None),
    ]
    assert _figure(card, "route.greeting_s").value == 3


def test_marks_of_keys_go_before_keys_heard() -> None:
    sounds: list[Said] = [(Kind.IVR, 0, 8, MENU), _key("9", 9), (Kind.IVR, 10, 12, "Un momento.")]
    card = score(
        *call(
            sounds,
            13,
            marks=((MarkName.INVITE, 0, None), (MarkName.ANSWERED, 0, "200"), (MarkName.KEY, 9, "2")),
        )
    )
    assert card.route[0].key == "2"


def test_keys_heard_in_music_are_not_ours_on_a_placed_call() -> None:
    sounds: list[Said] = [(Kind.HOLD_MUSIC, 1, 20, ""), _key("5", 10)]
    placed = score(*call(sounds, 21, marks=((MarkName.INVITE, 0, None), (MarkName.ANSWERED, 0.5, "200"))))
    assert _figure(placed, "wait.request_to_human_s").why == "no_request"
    assert placed.route[0].key is None
    assert score(*call(sounds, 21)).route[0].key == "5"


def test_keys_of_a_recording_with_a_side_of_ours_are_those_on_it() -> None:
    theirs = Span(Kind.DTMF, 5.0, 5.2, Side.THEIRS, "9")
    contact, timeline, transcript = call([(Kind.IVR, 0, 8, MENU), _key("2", 9)], 12)
    both = Timeline(in_order((*timeline.spans, theirs)), 12)
    recording = Recording("a.flac", "0", 12, 8000, 2, ours_channel=0)
    assert score(contact, both, transcript).route[0].key == "92"
    assert score(replace(contact, recording=recording), both, transcript).route[0].key == "2"


def test_a_menu_not_read_whole_leaves_the_longest_open() -> None:
    sounds: list[Said] = [
        (Kind.IVR, 0, 8, MENU),
        _key("1", 9),
        (Kind.IVR, 10, 13, "Para cobros, pulse uno. Para altas, pulse dos. Para bajas, pulse tres."),
        (Kind.IVR, 13.2, 13.9, "mmm"),
        _key("1", 15),
    ]
    card = score(*call(sounds, 17, unsure=(13.2,)))
    assert _figure(card, "route.options_first").value == 2
    longest = _figure(card, "route.options_max")
    assert (longest.value, longest.why, longest.counts) == (None, "low_confidence", {"at_least": 3.0})
    assert card.route[1].prompt == "Para cobros, pulse uno. Para altas, pulse dos. Para bajas, pulse tres. …"
    assert _figure(card, "route.data_asked_before_human").value == 0


def test_a_key_in_an_unread_prompt_makes_it_a_menu_but_data_does_not() -> None:
    card = score(*call([(Kind.IVR, 0, 4, "mmm"), _key("1", 5), (Kind.IVR, 6, 8, "Gracias.")], 9, unsure=(0,)))
    assert card.route[0].kind == "menu"
    assert _figure(card, "route.options_first").why == "low_confidence"
    digits = [_key(d, 5 + i) for i, d in enumerate("1234")]
    card = score(*call([(Kind.IVR, 0, 4, "Su DNI."), *digits, (Kind.IVR, 10, 12, "Gracias.")], 13))
    assert (card.route[0].kind, card.route[0].key) == ("prompt", "1234")


def test_an_unread_prompt_leaves_the_number_of_menus_open() -> None:
    card = score(*call([(Kind.IVR, 0, 8, MENU), _key("1", 9), (Kind.IVR, 10, 14, "mmm")], 15, unsure=(10,)))
    menus = _figure(card, "route.menus")
    assert (menus.value, menus.why, menus.counts) == (None, "low_confidence", {"at_least": 1.0})


def test_a_spoken_choice_is_the_key() -> None:
    sounds: list[Said] = [
        (Kind.IVR, 0, 8, "Para facturación, diga facturas. Para averías, diga averías."),
        (Kind.CALLER, 9, 10, "Averías."),
        (Kind.IVR, 11, 13, "Un momento."),
    ]
    card = score(*call(sounds, 14))
    assert card.route[0].key == "Averías."
    assert card.route[0].options == (("facturas", "facturación"), ("averías", "averías"))


def test_a_new_agent_after_a_hold_is_a_transfer() -> None:
    sounds: list[Said] = [
        (Kind.AGENT, 0, 5, "Hola, le atiende Ana."),
        (Kind.HOLD_MUSIC, 6, 20, ""),
        (Kind.AGENT, 21, 25, "Hola, le atiende Luis."),
    ]
    card = score(*call(sounds, 26), scenario(("anunciada", "transfer_announced")))
    assert [s.kind for s in card.route] == ["agent", "transfer", "agent"]
    assert _figure(card, "route.transfers").value == 1
    assert (card.checks[0].answer.value, card.checks[0].why) == ("no", "not_said")


def test_useless_steps_are_named_with_their_seconds() -> None:
    sounds: list[Said] = [
        (Kind.IVR, 0, 4, "Para continuar, pulse uno."),
        _key("1", 5),
        (Kind.IVR, 6, 10, "¿Ha dicho facturas? Si es correcto, pulse uno. Si no, pulse dos."),
        _key("1", 11),
        (Kind.IVR, 12, 18, "Ha elegido facturas. Si es correcto, pulse uno; si no, pulse dos, por favor."),
        _key("1", 19),
        (Kind.IVR, 20, 24, "Diga su número de cliente."),
        (Kind.CALLER, 25, 28, "Uno dos tres."),
        (Kind.IVR, 29, 33, "Diga su número de cliente."),
        (Kind.CALLER, 34, 37, "Uno dos tres."),
        (Kind.AGENT, 40, 43, "Hola. ¿Me dice su número de cliente?"),
        (Kind.CALLER, 44, 48, "Ya lo he dicho: uno dos tres."),
        (Kind.AGENT, 49, 50, "Gracias."),
    ]
    card = score(*call(sounds, 51))
    useless = [(s.index, s.kind, s.useless) for s in card.route if s.useless]
    assert useless == [
        (0, "menu", "one_way_menu"),
        (2, "menu", "double_confirmation"),
        (4, "prompt", "repeated_question"),
        (5, "agent", "data_asked_again"),
    ]
    figure = _figure(card, "route.useless_s")
    # 0–6 one way; 12–20 confirmed again; 29–40 the question again; 40–48 question and answer.
    assert figure.counts == {
        "repeated_question": 11.0,
        "data_asked_again": 8.0,
        "one_way_menu": 6.0,
        "double_confirmation": 8.0,
    }
    assert figure.value == 33.0
    assert _figure(card, "route.useless_steps").value == 4


def test_data_asked_twice_within_one_step_is_no_waste() -> None:
    sounds: list[Said] = [
        (Kind.AGENT, 0, 3, "¿Me dice su número de cliente?"),
        (Kind.AGENT, 4, 7, "Perdone, ¿me puede repetir su número de cliente?"),
    ]
    assert _figure(score(*call(sounds, 8)), "route.useless_steps").value == 0


def test_the_expected_route_is_matched_in_order() -> None:
    sounds: list[Said] = [
        (Kind.IVR, 0, 3, "Bienvenido a Luz Clara."),
        (Kind.IVR, 6, 12, MENU),
        _key("2", 13),
        (Kind.HOLD_MUSIC, 15, 40, ""),
        (Kind.AGENT, 40, 42, "Hola."),
    ]
    spec = scenario(expected=("bienvenida", "facturación", "cola", "agente"), max_menus=0)
    card = score(*call(sounds, 43), spec)
    assert [s.matches for s in card.route] == ["bienvenida", None, "cola", "agente"]
    assert _figure(card, "route.expected_share").value == 0.75
    assert _figure(card, "route.menus_over").value == 1


def test_a_language_without_phrases_says_so() -> None:
    card = score(
        *call([(Kind.IVR, 0, 5, "Para isso, digite um."), (Kind.AGENT, 10, 12, "Olá.")], 13, language="pt")
    )
    assert _figure(card, "route.useless_s").why == "nothing_understood"
    assert {c.why for c in card.detected} == {"no_phrases"}
    assert _figure(card, "hold.readability_huerta").why == "spanish_only"
