"""Speech that is not surely a machine's: kept as a print, known again, forgotten in time."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.transcripts.prompts.made import RATE, call, heard, joined, on_the_line, prints, said
from transcripts.acoustic import Acoustics, ChannelSound, Turn
from transcripts.prompts import CallPrompts, PromptBook, Unsure
from transcripts.prompts.learn import learnt
from transcripts.prompts.unsure import FORGOTTEN_AFTER, MOST_PERSON_S, earlier, heard_again, unsure_of
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
    (place,) = heard_again(acoustics(again), [turn(0.0, len(again) / RATE)], [kept])
    assert place.start_s == pytest.approx(1.0, abs=0.3)
    assert place.end_s == pytest.approx(len(again) / RATE, abs=0.4)
    other = on_the_line(np.concatenate([said(part, "caller") for part in BOT]), seed=3)
    assert heard_again(acoustics(other), [turn(0.0, len(other) / RATE)], [kept]) == []


def test_what_we_say_ourselves_is_not_looked_at() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    ours = turn(0.0, 20.0, Kind.CALLER, Side.OURS)
    assert heard_again(acoustics(on_the_line(joined(*BOT), seed=3)), [ours], [kept]) == []
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
    assert heard_again(deaf, [turn(0.0, 5.0)], of(on_the_line(joined(*BOT)))) == []


def visit(*unsure: Unsure, whole: bool = True) -> CallPrompts:
    from dataclasses import replace

    return replace(call(), unsure=unsure, whole=whole)


def test_a_book_keeps_it_for_twenty_contacts() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    book = PromptBook("luz")
    for number in range(FORGOTTEN_AFTER + 1):
        assert len(book.unsure) == (0 if number == 0 else 1)
        book = learnt(
            book, visit(*([kept] if number == 0 else [])), f"c{number}", f"2026-03-{number + 1:02d}"
        )
    assert book.unsure == ()


def test_the_same_call_again_replaces_what_it_said_before() -> None:
    (kept,) = of(on_the_line(joined(*BOT)))
    once = learnt(PromptBook("luz"), visit(kept), "c1", "2026-03-01")
    assert [one.contact for one in once.unsure] == ["c1"]
    assert learnt(once, visit(kept), "c1", "2026-03-01") == once


def test_surprise_is_the_share_of_news_after_the_first_call() -> None:
    """Rule of succession: (new + 1) / (heard + 2)."""
    from dataclasses import replace

    first = replace(call(heard(on_the_line(said(WELCOME)), WELCOME)), whole=True)
    book = learnt(PromptBook("luz"), first, "c1", "2026-03-01")
    assert (earlier(book, "").calls, earlier(book, "").surprise) == (1, None)
    book = learnt(book, first, "c2", "2026-03-02")
    assert earlier(book, "").surprise == pytest.approx(1 / 3)
    more = heard(on_the_line(joined(*BOT)), " ".join(BOT), at_s=12.0, place="/1")
    book = learnt(book, replace(first, heard=(*first.heard, more)), "c3", "2026-03-03")
    assert earlier(book, "").surprise == pytest.approx(2 / 5)
    assert [one.new for one in book.visits] == [1, 0, 1]


def test_calls_from_before_it_was_kept_say_nothing_of_what_is_new() -> None:
    book = PromptBook("luz")
    for number in range(3):
        book = learnt(book, visit(whole=False), f"c{number}", f"2026-03-0{number + 1}")
    assert (earlier(book, "").calls, earlier(book, "").surprise) == (0, None)


def test_a_call_that_is_heard_again_is_not_its_own_witness() -> None:
    """Nor is a recording that was taken in twice: everything comes again at one and the same distance."""
    gap = np.zeros(2 * RATE, np.float32)
    parts = [joined(BOT[0]), gap, joined(BOT[1])]
    whole = np.concatenate(parts)
    halves = [turn(0.0, len(parts[0]) / RATE), turn((len(whole) - len(parts[2])) / RATE, len(whole) / RATE)]
    kept = unsure_of(acoustics(on_the_line(whole)), halves)
    book = learnt(PromptBook("luz"), visit(*kept), "c1", "2026-03-01")
    assert (earlier(book, "c1").unsure, earlier(book, "c1").calls) == ((), 0)
    assert len(kept) == len(earlier(book, "c2").unsure) == 2
    later = np.concatenate([gap, whole])
    assert (
        heard_again(acoustics(on_the_line(later, seed=5)), [turn(0.0, len(later) / RATE)], book.unsure) == []
    )
    apart = np.concatenate([parts[0], gap, gap, parts[2]])
    again = heard_again(acoustics(on_the_line(apart, seed=5)), [turn(0.0, len(apart) / RATE)], book.unsure)
    assert len(again) == 2
