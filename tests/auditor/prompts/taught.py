"""A data folder whose channel has a catalogue with a change, a variable prompt and one that is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.core.catalogue import Catalogue, Kept
from auditor.store import open_store
from auditor.store.register import Register
from tests.transcripts.prompts.made import call, heard, joined, on_the_line, said
from tests.transcripts.prompts.test_learn import ADVERT, MENU, NEW_MENU, WELCOME
from tests.transcripts.prompts.test_learn import taught as book_of
from transcripts.prompts import CallPrompts, HeardPrompt, PromptBook
from transcripts.timeline import Kind

CHANNEL = OwnChannel(
    id="luz",
    kind="phone",
    address="sip:100@127.0.0.1:5099",
    owner="Ana",
    declared_by="test",
    declared_at="2026-01-01T00:00:00+00:00",
)


def calls() -> tuple[CallPrompts, ...]:
    new_sound = joined("Para facturas, pulse uno.", "Para contratar una tarifa nueva, pulse dos.")
    old_sound = joined("Para facturas, pulse uno.", "Para averías, pulse dos.")
    welcome = heard(on_the_line(said(WELCOME)), WELCOME)
    old = heard(on_the_line(old_sound), MENU, place="/1")
    new = heard(on_the_line(new_sound, seed=3), NEW_MENU, place="/1", at_s=7.0)
    advert = heard(on_the_line(said(ADVERT)), ADVERT, kind=Kind.HOLD_MESSAGE, place="hold", at_s=40.0)
    three, seven = (_turn(number) for number in ("tres", "siete"))
    return (
        call(welcome, old, advert, three, held=True),
        call(welcome, old, advert, seven, held=True),
        call(welcome, new, three, held=True),
        call(welcome, new, seven, held=True),
    )


def _turn(number: str) -> HeardPrompt:
    words = f"Es usted el número {number} de la cola de atención al cliente."
    sound = joined("Es usted el número", number, "de la cola de atención al cliente.")
    return heard(on_the_line(sound), words, kind=Kind.HOLD_MESSAGE, place="hold", at_s=30.0)


def book() -> PromptBook:
    return replace(book_of(*calls()), channel="luz")


def teach(home: Path) -> None:
    """Registers the channel and stores its catalogue."""
    with open_store(home) as store:
        Register(store).add(CHANNEL)
        purposes = {"p3": ("advertising",), "p4": ("position_or_wait",)}
        Catalogue(store).extend("luz", lambda _kept: Kept(book(), purposes))
