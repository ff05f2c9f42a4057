"""What a catalogue learns from one call after another: sound is real, words are given."""

from __future__ import annotations

import pytest

from tests.transcripts.prompts.made import call, heard, joined, on_the_line, said
from transcripts.prompts import CallPrompts, PromptBook
from transcripts.prompts.changes import What, absence, changes, changes_in, is_variable
from transcripts.prompts.learn import learnt
from transcripts.prompts.values import FORGOTTEN_AFTER
from transcripts.prompts.wording import Op
from transcripts.timeline import Kind

WELCOME = "Bienvenido a Luz Clara. Esta llamada puede ser grabada."
MENU = "Para facturas, pulse uno. Para averías, pulse dos."
NEW_MENU = "Para facturas, pulse uno. Para contratar una tarifa nueva, pulse dos."
ADVERT = "Contrate la nueva tarifa total y ahorre un veinte por ciento."


def taught(*calls: CallPrompts) -> PromptBook:
    book = PromptBook("luz")
    for number, one in enumerate(calls, 1):
        book = learnt(book, one, f"c{number}", f"2026-03-{number:02d}T10:00:00+00:00")
    return book


def welcome(seed: int = 0) -> CallPrompts:
    return call(heard(on_the_line(said(WELCOME), seed=seed), WELCOME))


def test_what_is_heard_again_is_the_same_prompt() -> None:
    book = taught(*(welcome(seed) for seed in range(3)))
    (prompt,) = book.prompts
    (version,) = prompt.versions
    assert (prompt.id, prompt.kind, version.contacts) == ("p1", Kind.IVR, 3)
    assert (version.first.contact, version.last.contact, version.source.contact) == ("c1", "c3", "c1")
    assert changes(book) == ()
    assert absence(book, prompt).n == 0


def test_the_same_call_again_changes_no_count() -> None:
    book = taught(welcome(0), welcome(1))
    assert learnt(book, welcome(1), "c2", "2026-03-02T10:00:00+00:00") == book


def test_changed_words_are_told_with_what_changed_and_where_to_hear_it() -> None:
    old = heard(on_the_line(joined("Para facturas, pulse uno.", "Para averías, pulse dos.")), MENU)
    new_sound = joined("Para facturas, pulse uno.", "Para contratar una tarifa nueva, pulse dos.")
    new = heard(on_the_line(new_sound, seed=3), NEW_MENU, at_s=7.0)
    book = taught(call(old), call(old), call(new), call(new))
    (prompt,) = book.prompts
    assert [version.contacts for version in prompt.versions] == [2, 2]
    (change,) = changes(book)
    assert (change.what, change.old, change.new, change.sure) == (What.WORDS, 1, 2, True)
    assert [(p.op, p.text) for p in change.diff if p.op is not Op.SAME] == [
        (Op.OUT, "averías,"),
        (Op.IN, "contratar una tarifa nueva,"),
    ]
    assert (change.old_heard.contact, change.new_heard.contact) == ("c2", "c3")
    assert change.new_heard.start_s == pytest.approx(7.0)
    assert changes_in(book, "c3") == (change,)
    assert changes_in(book, "c4") == ()


def test_the_same_words_in_a_new_voice_are_a_new_recording() -> None:
    other = heard(on_the_line(said(WELCOME, "caller")), WELCOME)
    (change,) = changes(taught(welcome(), call(other)))
    assert change.what is What.RECORDING
    assert {piece.op for piece in change.diff} == {Op.SAME}


def test_a_number_inside_is_no_change_and_never_taken_for_another() -> None:
    spoken = [
        joined("Es usted el número", number, "de la cola de atención al cliente.", pause_s=0.05)
        for number in ("tres", "siete")
    ]
    book = taught(
        call(heard(on_the_line(spoken[0]), "Es usted el número tres de la cola de atención al cliente.")),
        call(heard(on_the_line(spoken[1]), "Es usted el número siete de la cola de atención al cliente.")),
    )
    (prompt,) = book.prompts
    assert [version.text.split()[4] for version in prompt.versions] == ["tres", "siete"]
    assert is_variable(prompt)
    assert changes(book) == ()


def test_a_prompt_that_a_key_cuts_is_the_same_and_is_heard_further_later() -> None:
    whole = on_the_line(said(WELCOME))
    cut = heard(whole[: len(whole) // 2], "Bienvenido a Luz Clara.", cut=True)
    for calls in ((welcome(), call(cut)), (call(cut), welcome())):
        book = taught(*calls)
        (prompt,) = book.prompts
        (version,) = prompt.versions
        assert version.text == WELCOME
        assert version.contacts == 2
        assert changes(book) == ()


def test_versions_that_take_turns_are_no_change() -> None:
    morning = call(heard(on_the_line(joined("Buenos días.", WELCOME)), f"Buenos días. {WELCOME}"))
    evening = call(heard(on_the_line(joined("Buenas tardes.", WELCOME)), f"Buenas tardes. {WELCOME}"))
    assert changes(taught(morning, evening, morning)) == ()
    assert len(changes(taught(morning, morning, evening))) == 1


def test_another_prompt_in_the_place_of_one_that_was_always_there_is_a_change() -> None:
    other = call(heard(on_the_line(said("Hola, soy el nuevo asistente virtual.")), "Hola, soy el asistente."))
    (change,) = changes(taught(welcome(0), welcome(1), other))
    assert change.what is What.WORDS
    assert change.prompt == "p1"


def test_a_recording_badly_heard_is_not_told_as_a_new_one() -> None:
    bad = heard(on_the_line(said(WELCOME), seed=9, noise=0.03), WELCOME)
    book = taught(welcome(), call(bad))
    assert changes(book) == ()
    assert len(book.prompts) == 1


def test_what_is_no_longer_heard_is_told_with_the_calls_that_came_there() -> None:
    advert = heard(on_the_line(said(ADVERT)), ADVERT, kind=Kind.HOLD_MESSAGE, place="hold")
    with_it, without = call(advert, held=True), call(held=True)
    book = taught(with_it, with_it, without, call(held=False), without)
    missing = absence(book, book.prompts[0])
    assert (missing.n, missing.of) == (2, 4)


def test_what_was_heard_once_only_is_forgotten() -> None:
    book = taught(welcome(), *(call() for _ in range(FORGOTTEN_AFTER)))
    assert book.prompts == ()
    assert taught(welcome(), welcome(1), *(call() for _ in range(FORGOTTEN_AFTER))).prompts


def test_two_prompts_in_one_turn_are_two() -> None:
    book = taught(welcome(), call(heard(on_the_line(joined(WELCOME, ADVERT)), f"{WELCOME} {ADVERT}")))
    assert len(book.prompts) == 2
    assert changes(book) == ()
