"""Words that tell a machine that says so, and excuses for a wait."""

from __future__ import annotations

import pytest

from transcripts.roles.cues import Cue, cues_of


@pytest.mark.parametrize(
    ("text", "language", "cue", "told"),
    [
        ("Hola, soy el robot de atención.", "es", Cue.BOT, True),
        ("Le atiende su chatbot.", "es", Cue.BOT, True),
        ("Mi robot de cocina no funciona.", "es", Cue.BOT, False),
        ("I'm the virtual bot.", "en", Cue.BOT, True),
        ("Soy Alma, la voz digital de la Caja.", "es", Cue.BOT, True),
        ("Tiene usted una voz muy bonita.", "es", Cue.BOT, False),
        ("I'm an automated voice.", "en", Cue.BOT, True),
        ("Le atiende Unai.", "es", Cue.NAME, True),
        ("Se le atiende en castellano.", "es", Cue.NAME, False),
        ("Perdone por tenerle esperando.", "es", Cue.THANKS, True),
        ("Sorry for keeping you.", "en", Cue.THANKS, True),
    ],
)
def test_machines_that_say_so_and_excuses(text: str, language: str, cue: Cue, told: bool) -> None:
    assert (cue in cues_of(text, language).found) is told
