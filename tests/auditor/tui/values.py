"""One invented call in the project's own values: what the screens are tested and looked at with."""

from __future__ import annotations

from metrics.values import Answer, CheckResult, Evidence, Figure, HoldMessage, RouteStep, Scorecard
from scenarios.scenario import (
    Check,
    Complaint,
    HangUp,
    Hold,
    Limits,
    Listen,
    PersonaSpec,
    Press,
    Purpose,
    RouteSpec,
    Say,
    Scenario,
    WaitFor,
)
from transcripts.contact import Contact, Mark, MarkName, Outcome, Recording, RtpQuality
from transcripts.heard import Heard
from transcripts.timeline import Kind, Side, Span, Timeline, in_order
from transcripts.transcript import Segment, Speaker, Transcript, Word

ADVERT = "Contrate ahora nuestra fibra de un giga con tres meses gratis."
SORRY = "Disculpe la espera. Todos nuestros agentes están ocupados."
WELCOME = "Bienvenido a Telefonía Ejemplo. Para averías, pulse uno. Para facturación, pulse dos."
GREETING = "Buenos días, le atiende Marta, ¿en qué puedo ayudarle?"
CLAIM = "Hola, llamo porque tengo un cargo que no reconozco en la factura."

SCENARIO = Scenario(
    id="factura-cobro-indebido",
    version=2,
    language="es",
    title="Cobro indebido en la factura",
    channels=("phone",),
    purpose=Purpose.COMPLAINT,
    briefing="Ha visto un cargo de 14,90 € que no reconoce y pide que se lo expliquen.",
    complaint=Complaint("facturación", 5, "A"),
    persona=PersonaSpec("es_ES", ("name", "address", "account_number")),
    limits=Limits(600, 1200),
    route=RouteSpec(("bienvenida", "facturación", "agente"), 2),
    steps=(
        WaitFor(20, speech_end_s=1.2),
        Press("2"),
        WaitFor(25, text=("facturación", "facturas")),
        Press("1"),
        Hold(600),
        Say(CLAIM),
        Listen(2.5, 60),
        Say("¿Me puede dar un número de incidencia?"),
        HangUp(),
    ),
    checks=(
        Check("saluda", "¿Se identifica el agente por su nombre?", 2, detect="agent_identifies_self"),
        Check("clave", "¿Da una clave de incidencia?", 3, critical=True, detect="case_key_given"),
    ),
)


def _spans() -> tuple[Span, ...]:
    theirs, ours, both = Side.THEIRS, Side.OURS, Side.BOTH
    spans = [
        Span(Kind.RINGBACK, 1.2, 7.0, theirs, "ES"),
        Span(Kind.IVR, 8.0, 16.5, theirs),
        Span(Kind.DTMF, 17.4, 17.6, ours, "2"),
        Span(Kind.IVR, 19.0, 26.0, theirs),
        Span(Kind.DTMF, 27.0, 27.2, ours, "1"),
        Span(Kind.SILENCE, 27.2, 30.0, both),
        Span(Kind.HOLD_MUSIC, 30.0, 45.0, theirs),
        Span(Kind.HOLD_MESSAGE, 45.0, 50.2, theirs, "advert"),
        Span(Kind.HOLD_MUSIC, 50.2, 65.0, theirs),
        Span(Kind.HOLD_MESSAGE, 65.0, 69.4, theirs, "sorry"),
        Span(Kind.HOLD_MUSIC, 69.4, 85.0, theirs),
        Span(Kind.HOLD_MESSAGE, 85.0, 90.2, theirs, "advert"),
        Span(Kind.SILENCE, 90.2, 102.2, both),
        Span(Kind.HOLD_MUSIC, 102.2, 118.0, theirs),
        Span(Kind.AGENT, 119.0, 123.5, theirs),
        Span(Kind.CALLER, 124.2, 128.9, ours),
        Span(Kind.AGENT, 130.0, 141.0, theirs),
        Span(Kind.CALLER, 142.0, 144.5, ours),
        Span(Kind.AGENT, 145.2, 152.0, theirs),
        Span(Kind.SPEECH, 152.0, 154.0, theirs),
        Span(Kind.SILENCE, 154.0, 156.0, both),
        Span(Kind.CALLER, 156.0, 158.0, ours),
    ]
    return in_order(spans)


TIMELINE = Timeline(_spans(), 160.0)


def _words(text: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    parts = text.split()
    each = (end_s - start_s) / len(parts)
    return tuple(Word(w, start_s + i * each, start_s + (i + 1) * each, 0.9) for i, w in enumerate(parts))


def _segment(who: Speaker, start_s: float, end_s: float, text: str, **more: object) -> Segment:
    return Segment(who, start_s, end_s, text, 0.9, words=_words(text, start_s, end_s), **more)  # type: ignore[arg-type]


TRANSCRIPT = Transcript(
    (
        _segment(Speaker.IVR, 8.0, 16.5, WELCOME),
        _segment(
            Speaker.IVR, 19.0, 26.0, "Facturación. Para consultar una factura, pulse uno. Para pagar, dos."
        ),
        _segment(Speaker.HOLD, 45.0, 50.2, ADVERT),
        _segment(Speaker.HOLD, 65.0, 69.4, SORRY),
        _segment(Speaker.HOLD, 85.0, 90.2, ADVERT, same_as="advert"),
        _segment(Speaker.AGENT, 119.0, 123.5, GREETING),
        _segment(Speaker.CALLER, 124.2, 128.9, CLAIM),
        _segment(
            Speaker.AGENT,
            130.0,
            141.0,
            "Déjeme mirar. Sí, veo ese cargo de catorce euros con noventa; se activó en marzo.",
        ),
        _segment(Speaker.CALLER, 142.0, 144.5, "¿Me puede dar un número de incidencia?"),
        _segment(
            Speaker.AGENT, 145.2, 152.0, "No hace falta, le devolvemos el importe en la próxima factura."
        ),
        Segment(Speaker.UNKNOWN, 152.0, 154.0, "vale pues eso", 0.31, low_confidence=True),
        _segment(Speaker.CALLER, 156.0, 158.0, "Gracias, adiós."),
    ),
    "es",
)

HEARD = Heard(TIMELINE, TRANSCRIPT, versions={"timeline": "1", "speech": "faster-whisper 1.2.1 base int8"})

MARKS = (
    Mark(MarkName.INVITE, 0.0),
    Mark(MarkName.TRYING, 0.05, "100"),
    Mark(MarkName.PROVISIONAL, 1.2, "180"),
    Mark(MarkName.ANSWERED, 7.1, "200"),
    Mark(MarkName.STEP, 7.2, "0 wait_for"),
    Mark(MarkName.KEY, 17.4, "2"),
    Mark(MarkName.KEY, 27.0, "1"),
    Mark(MarkName.HOLD_START, 30.0),
    Mark(MarkName.HUMAN, 119.8),
    Mark(MarkName.SAY_START, 124.2, CLAIM),
    Mark(MarkName.SAY_END, 128.9),
    Mark(MarkName.BYE_OURS, 160.0),
)
CONTACT = Contact(
    Outcome.COMPLETED,
    MARKS,
    Recording("recordings/2026/11/one.flac", "ab" * 32, 160.0, 8000, 2, 0),
    RtpQuality(8000, 4, 2.4, 4.2, "PCMA"),
    "2026-11-20T09:30:00+00:00",
)

SCORECARD = Scorecard(
    figures=(
        Figure("wait.dial_to_human_s", 119.0, "s", 1, evidence=(Evidence(119.0, 123.5, "le atiende Marta"),)),
        Figure("wait.request_to_human_s", None, "s", why="no_request"),
        Figure("hold.total_s", 88.0, "s", 1, evidence=(Evidence(30.0, 118.0),)),
        Figure("hold.advertising_share", 2 / 3, "ratio", 3, {"advertising": 2, "apology": 1}, (0.21, 0.94),
               (Evidence(45.0, 50.2, "Contrate ahora"), Evidence(85.0, 90.2, "Contrate ahora"))),
        Figure("hold.longest_silence_s", 12.0, "s", 1, evidence=(Evidence(90.2, 102.2),)),
        Figure("route.menus", 2, "count", 2, evidence=(Evidence(8.0, 16.5), Evidence(19.0, 26.0))),
    ),
    checks=(
        CheckResult("saluda", "¿Se identifica el agente por su nombre?", Answer.YES, 2, confidence=0.92,
                    evidence=(Evidence(119.0, 123.5, "le atiende Marta"),)),
        CheckResult("clave", "¿Da una clave de incidencia?", Answer.NO, 3, critical=True, confidence=0.81,
                    evidence=(Evidence(145.2, 152.0, "No hace falta"),)),
        CheckResult("despedida", "¿Se despide con cortesía?", Answer.NOT_HEARD, 1),
    ),
    messages=(
        HoldMessage("advert", ADVERT, ((45.0, 50.2), (85.0, 90.2)), 5.2, ("advertising",), 138.0, 34.8),
        HoldMessage("sorry", SORRY, ((65.0, 69.4),), 4.4, ("apology",), None),
    ),
    route=(
        RouteStep(0, "menu", 8.0, 17.4, WELCOME, (("1", "averías"), ("2", "facturación")), "2", "bienvenida"),
        RouteStep(1, "menu", 19.0, 27.0, "Facturación.", (("1", "consultar"), ("2", "pagar")), "1",
                  "facturación", "double_confirmation"),
        RouteStep(2, "hold", 30.0, 118.0),
        RouteStep(3, "agent", 119.0, 158.0, matches="agente"),
        RouteStep(4, "end", 158.0, 160.0),
    ),
    score=Figure("score", 0.4, "score", 2, evidence=(Evidence(119.0, 123.5),)),
    critical_failed=True,
    versions={"form": "1", "rules": "good-practice 1"},
    detected=(
        CheckResult("agent_identifies_self", "", Answer.YES,
                    evidence=(Evidence(119.0, 123.5, "le atiende Marta"),)),
        CheckResult("case_key_given", "", Answer.NO, evidence=(Evidence(145.2, 152.0, "No hace falta"),)),
    ),
)  # fmt: skip
