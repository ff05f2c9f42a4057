"""What callers said, contractors beside own staff, facts in answers and answers that contradict each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.complaints.answers import answered
from metrics.complaints.beside import Outcome, beside, outcomes_of
from metrics.complaints.cases import cases
from metrics.complaints.contradictions import Answered, contradictions
from metrics.complaints.facts import FactKind, facts
from metrics.complaints.knowledge import said
from metrics.complaints.numerals import parse, spelled_out
from metrics.complaints.values import Quote
from metrics.words import normal
from scenarios.scenario import HangUp, Listen, Purpose, Say, Scenario
from tests.metrics.complaints.ledger import complaint, day
from transcripts.contact import Contact, Mark, MarkName, Recording
from transcripts.contact import Outcome as Ended
from transcripts.transcript import Segment, Speaker, Transcript


def test_what_callers_said() -> None:
    ledger = [
        complaint("a", topic="billing", operator="north", importance=2, text="You charged me twice."),
        complaint(
            "b",
            topic="billing",
            operator="north",
            importance=5,
            quotes=(Quote("Again!", True), Quote("We see.", False), Quote(" ")),
        ),
        complaint("c", topic="billing", operator="north"),
        complaint(
            "d", topic="delivery", operator="in_house", importance=1, text="Late.", quotes=(Quote("Late."),)
        ),
    ]
    first, second = said(ledger)
    assert (first.topic, first.operator, first.n, first.weight, first.silent) == ("billing", "north", 3, 7, 1)
    assert [(q.complaint, q.quote.text) for q in first.quotes] == [
        ("b", "Again!"),
        ("a", "You charged me twice."),
    ]
    assert [q.quote.text for q in second.quotes] == ["Late."]


def test_beside_own_staff_on_shared_scenarios_only() -> None:
    shops = [Outcome(f"o{i}", "easy", "in_house", i < 90) for i in range(100)]
    shops += [Outcome(f"n{i}", "easy", "north", i < 50) for i in range(100)]
    shops += [Outcome(f"h{i}", "hard", "north", False) for i in range(100)]
    shops += [Outcome("u", "easy", "north", None), Outcome("s", "hard", "south", True)]
    north, south = beside(shops)
    assert (north.operator, north.scenarios, north.left_out) == ("north", ("easy",), 101)
    assert north.comparison.words == "first_lower"
    assert north.comparison.difference == pytest.approx(-0.4)
    assert (len(north.cases), len(north.base_cases)) == (100, 100)
    assert (south.scenarios, south.comparison.words) == ((), "not_measured")


def test_outcomes_of_cases() -> None:
    ledger = [
        complaint("a", claimed=True, scenario="s", operator="north"),
        complaint("b", claimed=False, scenario="s", operator="in_house"),
        complaint("c", claimed=True),
    ]
    found = outcomes_of(cases(ledger, as_of=day(40)), lambda case: case.claimed)
    assert found == (Outcome("a", "s", "north", True), Outcome("b", "s", "in_house", False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,50", 1234.5), ("1,234.50", 1234.5), ("14,90", 14.9), ("14.90", 14.9), ("1.000", 1000), ("1.000.000", 1e6),
        ("12", 12), ("0,5", 0.5),
    ],
)  # fmt: skip
def test_numbers_in_digits(text, expected) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cuarenta y ocho horas", "48 horas"), ("cinco o diez dias", "5 o 10 dias"), ("dos mil quinientos euros", "2500 euros"),
        ("treinta y un mil", "31000"), ("ciento veinte", "120"), ("one hundred and five", "105"), ("twenty-four hours", "24 hours"),
        ("mil", "1000"), ("cinco, diez", "5, 10"), ("veinte y dos", "22"), ("blanco y negro", "blanco y negro"),
        ("seis cero uno", "6 0 1"), ("cien mil", "100000"), ("two thousand", "2000"),
    ],
)  # fmt: skip
def test_numbers_in_words(text, expected) -> None:
    assert spelled_out(text) == expected


ES = [
    ("Son 14,90 euros al mes", ("amount", "EUR", 14.9, 14.9)),
    ("catorce euros con noventa", ("amount", "EUR", 14.9, 14.9)),
    ("Son 14 con 90 euros", ("amount", "EUR", 14.9, 14.9)),
    ("1.234,50 €", ("amount", "EUR", 1234.5, 1234.5)),
    ("entre cinco y diez días hábiles", ("duration", "working_days", 5, 10)),
    ("en cuarenta y ocho horas", ("duration", "days", 2, 2)),
    ("un mes", ("duration", "days", 28, 31)),
    ("de 10-12 días", ("duration", "days", 10, 12)),
    ("el veintiuno por ciento", ("share", "%", 21, 21)),
    ("el doce de marzo de 2026", ("date", "day", 312, 312)),
    ("antes del 12/03", ("date", "day", 312, 312)),
    ("Sí, claro.", ("yes_no", "answer", 1, 1)),
    ("No.", ("yes_no", "answer", 0, 0)),
]


@pytest.mark.parametrize(("text", "fact"), ES)
def test_facts(text, fact) -> None:
    assert [(f.kind, f.unit, f.low, f.high) for f in facts(text)] == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "Si quiere lo miro.",
        "No se preocupe.",
        "Su clave es 123456.",
        "Estamos 24/7",
        "30/30",
        "",
        "Le paso con un compañero",
    ],
)
def test_what_is_no_fact(text) -> None:
    assert facts(text) == ()


def test_english_dates_with_two_readings_are_left_alone() -> None:
    assert facts("by 3/4", "en") == ()
    assert [f.low for f in facts("by 12/25", "en")] == [1225]
    assert [f.low for f in facts("on March 12th, 2026", "en")] == [312]


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                "cinco",
                "mil",
                "y",
                "con",
                "14",
                ",",
                ".",
                "90",
                "€",
                "euros",
                "días",
                "hábiles",
                "de",
                "marzo",
                "31/02",
                "%",
                "no",
                "sí",
                "2026",
                "/",
                "-",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_has_facts_or_none(text) -> None:
    for language in ("es", "en"):
        for fact in facts(text, language):
            assert fact.low <= fact.high
            assert fact.agrees(fact)
    assert spelled_out(spelled_out(normal(text))) == spelled_out(normal(text))


def told(id: str, text: str, **known) -> Answered:
    return Answered(
        **{
            "id": id,
            "scenario": "s",
            "question": "How long?",
            "text": text,
            "shop_id": id,
            "recording": f"{id}.flac",
            "start_s": 3.0,
            "end_s": 5.0,
        }
        | known
    )


def test_contradictions_stand_side_by_side_with_where_to_hear_them() -> None:
    found = contradictions([
        told("1", "Tarda cinco días."), told("2", "Unos 5 días, cuesta 10 euros."), told("3", "Son quince días."),
        told("4", "Entre 4 y 6 días."), told("5", "Cuesta 10 euros y 30 de alta."), told("6", "Tarda 20 días.", question="Another?"),
    ])  # fmt: skip
    assert [(c.kind, c.unit, c.answers) for c in found] == [(FactKind.DURATION, "days", 4)]
    versions = [[a.id for a in version.answers] for version in found[0].versions]
    assert versions == [["1", "2"], ["4"], ["3"]]
    assert found[0].versions[2].answers[0].recording == "3.flac"
    assert found[0].versions[2].facts[0].words == "15 dias"


def test_what_can_both_be_true_is_no_contradiction() -> None:
    assert contradictions([told("1", "48 horas"), told("2", "dos días"), told("3", "entre 1 y 3 días")]) == ()
    assert contradictions([told("1", "el 12 de marzo"), told("2", "el 12 de marzo de 2026")]) == ()
    assert contradictions([told("1", "5 días"), told("2", "5 euros"), told("3", "5 días hábiles")]) == ()
    assert contradictions([told("1", "5 días", shop_id="x"), told("2", "no, 9 días", shop_id="x")]) == ()


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("Sí, se puede.", "No, no se puede.", FactKind.YES_NO),
        ("El 12 de marzo de 2025", "El 12 de marzo de 2026", FactKind.DATE),
        ("Cuesta 10 euros", "Son 12,50 €", FactKind.AMOUNT),
        ("Un 21 %", "El diez por ciento", FactKind.SHARE),
    ],
)
def test_each_kind_can_contradict(one, two, kind) -> None:
    assert [c.kind for c in contradictions([told("1", one), told("2", two)])] == [kind]


def test_answers_out_of_a_call() -> None:
    scenario = Scenario(
        id="s", version=1, language="es", title="t", channels=("phone",), purpose=Purpose.ENQUIRY,
        steps=(Say("Hola, soy {name}."), Say("¿Cuánto tarda?"), Listen(2, 20), Say("¿Y cuánto cuesta, {name}?"), HangUp()),
    )  # fmt: skip
    says = [("0 say", 1, 2), ("1 say", 5, 6), ("3 say", 12, 13)]
    marks = [Mark(MarkName.INVITE, 0.0)]
    for detail, start_s, end_s in says:
        marks += [
            Mark(MarkName.STEP, start_s, detail),
            Mark(MarkName.SAY_START, start_s, "…"),
            Mark(MarkName.SAY_END, end_s),
        ]
    heard = Transcript((
        Segment(Speaker.AGENT, 2.5, 4, "Buenos días."),
        Segment(Speaker.CALLER, 5, 6, "¿Cuánto tarda?"),
        Segment(Speaker.AGENT, 6.5, 8, "Cinco días."),
        Segment(Speaker.AGENT, 8, 9, "Siete días.", low_confidence=True),
        Segment(Speaker.UNKNOWN, 9, 10, "Nueve días."),
        Segment(Speaker.AGENT, 10, 11, "Como mucho."),
    ), "es")  # fmt: skip
    recording = Recording("r.flac", "0", 20.0, 8000, 2)
    found = answered(
        Contact(Ended.COMPLETED, tuple(marks), recording), heard, scenario, shop_id="shop-1", operator="north"
    )
    assert [(a.question, a.text, a.start_s, a.end_s, a.recording) for a in found] == [
        ("¿Cuánto tarda?", "Cinco días. Como mucho.", 6.5, 11, "r.flac")
    ]
    assert answered(Contact(Ended.IMPORTED), heard, scenario, shop_id="x") == ()
