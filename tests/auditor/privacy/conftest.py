"""A call full of personal data, as text with word times and as a two-channel recording of tones."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from auditor.channel import OwnChannel
from auditor.core.app import App, open_app
from auditor.settings import load_settings
from transcripts.heard import Heard
from transcripts.timeline import Kind, Side, Span, Timeline, in_order
from transcripts.transcript import Segment, Speaker, Transcript, Word

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
RATE_HZ = 8000
SAID = (
    (Speaker.IVR, "Bienvenido a Luz Clara. Esta llamada puede ser grabada. Marque su DNI."),
    (Speaker.AGENT, "Buenos días, le atiende Remigia Zubizarreta. ¿En qué puedo ayudarle?"),
    (Speaker.CALLER, "Soy Wenceslao Quintanilla y tengo un cargo de 14,90 euros del día 3 de marzo."),
    (Speaker.AGENT, "Gracias, Wenceslao. ¿Me dice su DNI?"),
    (Speaker.CALLER, "Sí, es el cuatro ocho dos nueve uno siete tres seis, letra cu."),
    (Speaker.AGENT, "48291736Q. ¿Y un teléfono?"),
    (Speaker.CALLER, "Seis cero uno, veintitrés, cuarenta y cinco,"),
    (Speaker.CALLER, "sesenta y siete. Y el correo es wences punto quinta arroba correo punto es."),
    (Speaker.AGENT, "Lo mando a wences.quinta@correo.es. ¿En qué cuenta se lo abono?"),
    (Speaker.CALLER, "En la ES91 2100 0418 4502 0005 1332, y vivo en la calle Baltasar Gracián 17."),
    (Speaker.CALLER, "La tarjeta era la 4539 5780 4827 1941."),
    (Speaker.AGENT, "Su número de incidencia es el cuatro cinco siete ocho dos. ¿Algo más, Wenceslao?"),
)
PLANTED = (
    *("Remigia", "Zubizarreta", "Wenceslao", "Quintanilla", "Baltasar", "Gracián", "48291736", "48 29 17"),
    *("cuatro ocho dos", "uno siete tres", "tres seis", "veintitrés", "cuarenta y cinco", "sesenta y siete"),
    *("601 23", "23 45", "45 67", "601234567"),
    *("wences", "quinta@", "correo.es", "arroba", "ES91", "2100", "0418", "1332", "4539", "5780", "1941"),
    *("21000418", "45395780"),
)
"""Nothing of this may be anywhere; what follows must still be there."""
SURVIVE = ("14,90 euros", "3 de marzo", "cuatro cinco siete ocho dos")


def hidden_in(text: str) -> list[str]:
    """What of the planted data is in a text, written as it is or as JSON writes letters beyond ASCII.

    Four signs count where they stand alone: within a time or an id (00:04:18) they come about by chance.
    """
    folded = text.casefold()
    return [each for each in PLANTED if any(re.search(form, folded) for form in forms(each.casefold()))]


def forms(planted: str) -> set[str]:
    """The patterns that find one planted text."""
    if planted.isalnum() and len(planted) == 4:
        return {rf"(?<![\w.-]){planted}(?![\w-])"}
    return {re.escape(planted), re.escape(json.dumps(planted)[1:-1])}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path / "home"}, dict(os.environ)))
    yield opened
    opened.close()


def own(id: str = "casa") -> OwnChannel:
    return OwnChannel(
        id=id,
        kind="phone",
        address="sip:casa@127.0.0.1",
        owner="Ana",
        declared_by="test",
        declared_at="2026-01-01T00:00:00+00:00",
    )


def as_said() -> Heard:
    """The call before redaction: half a second a word, one after the other, a DNI keyed in at the start."""
    segments, spans, at_s = [], [], 12.0
    spans += [Span(Kind.DTMF, 1.0 + i, 1.2 + i, Side.OURS, digit) for i, digit in enumerate("48291736")]
    for speaker, text in SAID:
        pieces = text.split()
        words = tuple(Word(p, at_s + i / 2, at_s + (i + 1) / 2, 0.9) for i, p in enumerate(pieces))
        segments.append(Segment(speaker, at_s, words[-1].end_s, text, 0.9, words=words))
        kind = {Speaker.IVR: Kind.IVR, Speaker.AGENT: Kind.AGENT, Speaker.CALLER: Kind.CALLER}[speaker]
        side = Side.OURS if speaker is Speaker.CALLER else Side.THEIRS
        spans.append(Span(kind, at_s, words[-1].end_s, side))
        at_s = words[-1].end_s + 0.5
    return Heard(Timeline(in_order(spans), at_s + 1), Transcript(tuple(segments), "es"))


def recording(path: Path, seconds: float) -> Path:
    """Ours (300 Hz) on channel 0, theirs (500 Hz) on channel 1, all the time."""
    import soundfile

    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    sound = np.stack([0.3 * np.sin(2 * np.pi * 300 * at), 0.3 * np.sin(2 * np.pi * 500 * at)], axis=1)
    soundfile.write(path, sound, RATE_HZ, format="FLAC", subtype="PCM_16")
    return path
