"""Hand-made calls: timelines and transcripts short enough to work every figure out by hand."""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.scenario import Check, Purpose, RouteSpec, Scenario
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.timeline import Kind, Side, Span, Timeline, in_order
from transcripts.transcript import Segment, Speaker, Transcript

SPEAKER = {
    Kind.IVR: Speaker.IVR,
    Kind.HOLD_MESSAGE: Speaker.HOLD,
    Kind.AGENT: Speaker.AGENT,
    Kind.CALLER: Speaker.CALLER,
    Kind.SPEECH: Speaker.UNKNOWN,
}

Said = tuple[Kind, float, float, str] | tuple[Kind, float, float, str, str | None]


def call(
    sounds: Iterable[Said],
    duration_s: float,
    *,
    marks: Iterable[tuple[MarkName, float, str | None]] = (),
    outcome: Outcome = Outcome.COMPLETED,
    language: str = "es",
    unsure: Iterable[float] = (),
) -> tuple[Contact, Timeline, Transcript]:
    """(kind, start, end, words or a key's digit, message id). Starts in `unsure` are low-confidence."""
    spans: list[Span] = []
    segments: list[Segment] = []
    doubtful = set(unsure)
    for kind, start, end, words, *rest in sounds:
        side = Side.OURS if kind in (Kind.CALLER, Kind.DTMF) else Side.THEIRS
        detail = words if kind is Kind.DTMF else (rest[0] if rest else None)
        spans.append(Span(kind, start, end, side, detail))
        if kind in SPEAKER and words:
            low = start in doubtful
            segments.append(Segment(SPEAKER[kind], start, end, words, 0.3 if low else 0.9, low))
    contact = Contact(outcome, tuple(Mark(*m) for m in sorted(marks, key=lambda m: m[1])))
    ordered = Timeline(in_order(spans), duration_s)
    return contact, ordered, Transcript(tuple(sorted(segments, key=lambda s: s.start_s)), language)


def scenario(
    *checks: tuple[str, str | None], expected: tuple[str, ...] = (), max_menus: int | None = None
) -> Scenario:
    """A scenario with these (id, detector) checks, weight 1 each."""
    return Scenario(
        id="prueba",
        version=3,
        language="es",
        title="Prueba",
        channels=("phone",),
        purpose=Purpose.COMPLAINT,
        route=RouteSpec(expected, max_menus),
        checks=tuple(Check(id, id, detect=detect) for id, detect in checks),
    )


GOOD: list[Said] = [
    (Kind.RINGBACK, 1.0, 4.0, ""),
    (Kind.IVR, 5.0, 9.0, "Bienvenido a Luz Clara. Esta llamada puede ser grabada."),
    (
        Kind.IVR,
        12.0,
        20.0,
        "Para facturación, pulse uno. Para averías, pulse dos. Para hablar con un agente, pulse cero.",
    ),
    (Kind.DTMF, 21.0, 21.2, "1"),
    (Kind.IVR, 22.0, 24.0, "Le pasamos con un agente."),
    (Kind.HOLD_MUSIC, 25.0, 35.0, ""),
    (
        Kind.HOLD_MESSAGE,
        35.0,
        45.0,
        "Usted es el número dos en la cola. El tiempo de espera estimado es de un minuto.",
        "m1",
    ),
    (Kind.HOLD_MUSIC, 45.0, 65.0, ""),
    (Kind.HOLD_MESSAGE, 65.0, 71.0, "Tenga a mano su número de contrato. Gracias por esperar.", "m2"),
    (Kind.HOLD_MUSIC, 71.0, 83.0, ""),
    (Kind.AGENT, 85.0, 90.0, "Buenos días, le atiende Marta Ruiz. ¿En qué puedo ayudarle?"),
    (Kind.CALLER, 91.0, 95.0, "Tengo un cargo que no reconozco."),
    (Kind.AGENT, 96.0, 104.0, "Lo siento mucho. Su número de incidencia es el cuatro cinco siete ocho dos."),
    (Kind.AGENT, 105.0, 109.0, "¿Puedo ayudarle en algo más? Gracias por llamar, que tenga un buen día."),
]
GOOD_MARKS = (
    (MarkName.INVITE, 0.0, None),
    (MarkName.TRYING, 0.1, None),
    (MarkName.PROVISIONAL, 0.8, "180"),
    (MarkName.ANSWERED, 4.5, "200"),
    (MarkName.KEY, 21.0, "1"),
    (MarkName.BYE_OURS, 110.0, None),
)
