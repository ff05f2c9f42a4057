"""Speech that is not surely a machine's: kept as a print, known again, forgotten in time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.transcripts.prompts.made import RATE, call, heard, joined, on_the_line, prints, said
from transcripts.acoustic import Acoustics, ChannelSound, Stretch, Turn
from transcripts.prompts import CallPrompts, PromptBook, Unsure
from transcripts.prompts.learn import learnt
from transcripts.prompts.unsure import (
    MOST_PERSON_S,
    MOST_S,
    earlier,
    heard_again,
    opens,
    unsure_of,
    witnessed,
)
from transcripts.prompts.values import FORGOTTEN_AFTER
from transcripts.timeline import Kind, Side

BOT = ("Buenas, soy la ayudante de Luz Clara.", "Cuénteme qué necesita y lo busco.")
WELCOME = "Bienvenido a Luz Clara, su compañía de siempre."


def acoustics(samples: NDArray[np.float32]) -> Acoustics:
    words, loud = prints(samples)
    level = np.where(loud, -20.0, -80.0).astype(np.float32)
    return Acoustics((ChannelSound(prints=words, frame_dbfs=level),), len(samples) / RATE)


def turn(start_s: float, end_s: float, kind: Kind = Kind.SPEECH, side: Side = Side.THEIRS) -> Turn:
    return Turn(start_s, end_s, side, kind)


def of(
    samples: NDArray[np.float32], kind: Kind = Kind.SPEECH, side: Side = Side.THEIRS
) -> tuple[Unsure, ...]:
    return unsure_of(acoustics(samples), [turn(0.0, len(samples) / RATE, kind, side)])


def test_the_same_recording_is_known_again_and_another_reading_is_not() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    again = on_the_line(np.concatenate([np.zeros(RATE, np.float32), joined(*BOT)]), seed=3, gain_db=-4)
    ((place,), _) = heard_again(acoustics(again), [turn(0.0, len(again) / RATE)], [kept])
    assert place.start_s == pytest.approx(1.0, abs=0.3)
    assert place.end_s == pytest.approx(len(again) / RATE, abs=0.4)
    other = on_the_line(np.concatenate([said(part, "caller") for part in BOT]), seed=3)
    assert heard_again(acoustics(other), [turn(0.0, len(other) / RATE)], [kept]).places == ()


def test_what_we_say_ourselves_is_not_looked_at() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    ours = turn(0.0, 20.0, Kind.CALLER, Side.OURS)
    assert heard_again(acoustics(on_the_line(joined(*BOT), seed=3)), [ours], [kept]).places == ()
    assert of(on_the_line(joined(*BOT)), Kind.CALLER, Side.OURS) == ()


def test_machines_are_prompts_and_of_people_only_the_beginning_is_kept() -> None:
    samples = on_the_line(joined(*BOT * 8))
    assert of(samples, Kind.IVR) == ()
    (kept,) = of(samples, Kind.AGENT)
    assert len(samples) / RATE > MOST_PERSON_S + 5
    assert len(kept.prints) * 3 / 4 / 400 == pytest.approx(MOST_PERSON_S, abs=1.0)
    half = len(samples) / RATE / 2
    turns = [turn(0.0, half, Kind.AGENT), turn(half, 2 * half, Kind.AGENT)]
    parts = unsure_of(acoustics(samples), turns)
    assert sum(len(one.prints) for one in parts) * 3 / 4 / 400 == pytest.approx(MOST_PERSON_S, abs=1.5)


def test_without_fingerprints_nothing_is_kept_and_nothing_known() -> None:
    deaf = Acoustics((ChannelSound(),), 5.0)
    assert unsure_of(deaf, [turn(0.0, 5.0)]) == ()
    assert heard_again(deaf, [turn(0.0, 5.0)], of(on_the_line(joined(*BOT)))).places == ()


def visit(*unsure: Unsure, whole: bool = True, opened: bool = True) -> CallPrompts:
    return replace(call(), unsure=unsure, whole=whole, opened=opened)


def test_a_book_keeps_it_for_twenty_contacts_by_the_order_of_learning() -> None:
    """The others may be older calls that were taken in later."""
    (kept,) = of(on_the_line(joined(*BOT)))
    book = learnt(PromptBook("luz"), visit(kept), "c0", "2026-03-01")
    for number in range(1, FORGOTTEN_AFTER + 1):
        assert [one.contact for one in book.unsure] == ["c0"]
        book = learnt(book, visit(), f"c{number}", f"2025-03-{number:02d}")
        assert learnt(book, visit(), f"c{number}", f"2025-03-{number:02d}") == book
    assert book.unsure == ()


def test_the_same_call_again_replaces_what_it_said_before() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    once = learnt(PromptBook("luz"), visit(kept), "c1", "2026-03-01")
    assert [one.contact for one in once.unsure] == ["c1"]
    assert learnt(once, visit(kept), "c1", "2026-03-01") == once


def test_surprise_is_the_share_of_news_after_the_first_call() -> None:
    """Rule of succession: (new + 1) / (heard + 2)."""
    first = replace(call(heard(on_the_line(said(WELCOME)), WELCOME)), whole=True)
    book = learnt(PromptBook("luz"), first, "c1", "2026-03-01")
    assert earlier(book, "").surprise is None
    book = learnt(book, first, "c2", "2026-03-02")
    assert earlier(book, "").surprise == pytest.approx(1 / 3)
    more = heard(on_the_line(joined(*BOT)), " ".join(BOT), at_s=12.0, place="/1")
    book = learnt(book, replace(first, heard=(*first.heard, more)), "c3", "2026-03-03")
    assert earlier(book, "").surprise == pytest.approx(2 / 5)
    assert [one.new for one in book.visits] == [1, 0, 1]


def test_a_call_learnt_before_news_was_counted_has_its_news_when_it_is_heard_again() -> None:
    first = replace(call(heard(on_the_line(said(WELCOME)), WELCOME)), whole=True)
    book = learnt(PromptBook("luz"), replace(first, whole=False), "c1", "2026-03-01")
    book = replace(book, visits=tuple(replace(one, new=0) for one in book.visits))
    assert [one.new for one in learnt(book, first, "c1", "2026-03-01").visits] == [1]


def test_only_calls_that_began_with_what_is_kept_can_say_that_it_is_new() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    calls = (visit(whole=False), visit(), visit(kept, opened=False), visit(kept))
    book = PromptBook("luz")
    for number, one in enumerate(calls):
        book = learnt(book, one, f"c{number}", f"2026-03-0{number + 1}")
    assert earlier(book, "").opened == ("c3",)
    assert earlier(book, "c3").opened == ()
    assert opens([turn(3.0, 5.0, Kind.IVR), turn(1.0, 2.0)])
    assert not opens([turn(3.0, 5.0), turn(1.0, 2.0, Kind.IVR), turn(0.0, 1.0, Kind.CALLER, Side.OURS)])
    assert not opens([])


def test_a_call_is_no_witness_to_itself_by_its_prompts_either() -> None:
    first = call(heard(on_the_line(said(WELCOME)), WELCOME))
    once = learnt(PromptBook("luz"), first, "c1", "2026-03-01")
    assert witnessed(once.prompts, "c1") == ()
    assert witnessed(once.prompts, "c2") == once.prompts
    twice = learnt(once, first, "c2", "2026-03-02")
    assert witnessed(twice.prompts, "c1") == twice.prompts


PARTS = [joined(BOT[0]), joined(BOT[1])]


def talk(pause_s: float, *, seed: int, lead_s: float = 0.0) -> NDArray[np.float32]:
    """Both sentences with a pause between, after another pause."""
    lead, pause = (np.zeros(round(s * RATE), np.float32) for s in (lead_s, pause_s))
    return on_the_line(np.concatenate([lead, PARTS[0], pause, PARTS[1]]), seed=seed)


def both(samples: NDArray[np.float32], pause_s: float, lead_s: float = 0.0) -> list[Turn]:
    first_s = lead_s + len(PARTS[0]) / RATE
    return [turn(lead_s, first_s), turn(first_s + pause_s, len(samples) / RATE)]


@pytest.mark.parametrize("pause_s", [1.2, 4.0])
def test_the_same_call_taken_in_twice_is_no_witness(pause_s: float) -> None:
    """We spoke between, and yet all comes again at one distance. A machine's two sentences do, too, by themselves."""
    one = talk(pause_s, seed=0)
    kept = tuple(replace(u, contact="c1") for u in unsure_of(acoustics(one), both(one, pause_s)))
    copies = tuple(replace(u, contact="c2") for u in kept)
    again = talk(pause_s, seed=5, lead_s=2.0)
    heard_, turns = acoustics(again), both(again, pause_s, 2.0)
    ours = ChannelSound(speech=(Stretch(2.2 + len(PARTS[0]) / RATE, 2.9 + len(PARTS[0]) / RATE),))
    spoken = replace(heard_, channels=(*heard_.channels, ours), ours_channel=1)
    silent = replace(heard_, channels=(*heard_.channels, ChannelSound()), ours_channel=1)
    assert heard_again(spoken, turns, (*kept, *copies)) == ((), frozenset({"c1", "c2"}))
    assert heard_again(silent, turns, kept).same == frozenset()
    assert len(heard_again(silent, turns, kept).places) == 2
    assert (heard_again(heard_, turns, kept).same != frozenset()) is (pause_s > 2.5)
    apart = talk(pause_s + 1.0, seed=5)
    moved = replace(acoustics(apart), channels=(*acoustics(apart).channels, ours), ours_channel=1)
    assert heard_again(moved, both(apart, pause_s + 1.0), kept).same == frozenset()


def test_an_echo_of_our_own_voice_is_neither_kept_nor_known() -> None:
    samples = on_the_line(joined(*BOT))
    length_s = len(samples) / RATE
    ours = ChannelSound(speech=(Stretch(0.0, length_s),))
    echo = replace(acoustics(samples), channels=(*acoustics(samples).channels, ours), ours_channel=1)
    assert unsure_of(echo, [turn(0.0, length_s)]) == ()
    assert heard_again(echo, [turn(0.0, length_s)], of(on_the_line(joined(*BOT), seed=4))).places == ()


def test_of_a_long_talk_of_nobody_a_minute_is_kept() -> None:
    samples = on_the_line(joined(*BOT * 14))
    assert len(samples) / RATE > MOST_S + 5
    assert sum(len(one.prints) for one in of(samples)) * 3 / 4 / 400 == pytest.approx(MOST_S, abs=1.0)
