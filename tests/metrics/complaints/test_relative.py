"""Days told from the day of the call, and what contradicts what then."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.complaints.contradictions import Answered, contradictions
from metrics.complaints.facts import FactKind, facts

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mañana le llamamos.", "es", [(303, 1)]),
        ("Mañana por la mañana.", "es", [(303, 1)]),
        ("Esta mañana lo vimos, por la mañana atendemos.", "es", []),
        ("Pasado mañana estará.", "es", [(304, 2)]),
        ("Hoy mismo.", "es", [(302, 0)]),
        ("En dos días lo tiene.", "es", [(304, 2)]),
        ("Dentro de una semana.", "es", [(309, 7)]),
        ("En cinco días hábiles.", "es", []),
        ("El miércoles pasa el técnico.", "es", [(304, 2)]),
        ("El lunes.", "es", [(309, 7)]),
        ("De lunes a viernes.", "es", []),
        ("El 5 de marzo.", "es", [(305, 3)]),
        ("Hasta el 31 de diciembre.", "es", [(1231, None)]),
        ("We will call you tomorrow.", "en", [(303, 1)]),
        ("Within two weeks.", "en", [(316, 14)]),
        ("By Friday.", "en", [(306, 4)]),
        ("The day after tomorrow.", "en", [(304, 2)]),
    ],
)
def test_days_are_counted_from_the_call(
    text: str, language: str, expected: list[tuple[int, int | None]]
) -> None:
    dates = [fact for fact in facts(text, language, MONDAY) if fact.kind is FactKind.DATE]
    assert [(int(fact.low), fact.ahead) for fact in dates] == expected


def test_without_a_day_nothing_relative_is_a_date() -> None:
    assert [f for f in facts("Mañana, o el lunes.") if f.kind is FactKind.DATE] == []


def told(*answers: tuple[str, str]) -> list[FactKind]:
    made = [
        Answered(
            id=f"a{i}",
            scenario="s",
            question="¿Cuándo?",
            text=text,
            at=f"{day}T10:00:00.000+00:00",
            shop_id=f"s{i}",
        )
        for i, (day, text) in enumerate(answers)
    ]
    return [found.kind for found in contradictions(made)]


def test_the_same_delay_on_other_days_is_no_contradiction() -> None:
    assert told(("2026-03-02", "Mañana."), ("2026-03-09", "Mañana.")) == []
    assert told(("2026-03-02", "El 5 de marzo."), ("2026-03-09", "El 12 de marzo.")) == []
    assert told(("2026-03-02", "En dos días."), ("2026-03-03", "Pasado mañana.")) == []


def test_the_same_day_in_other_words_is_no_contradiction() -> None:
    assert told(("2026-03-02", "El 4 de marzo."), ("2026-03-03", "Mañana.")) == []
    assert told(("2026-03-02", "El miércoles."), ("2026-03-02", "El 4 de marzo.")) == []


def test_other_days_contradict_each_other_and_are_told_once() -> None:
    assert told(("2026-03-02", "Mañana."), ("2026-03-02", "En cinco días.")) == [FactKind.DATE]
    assert told(("2026-03-02", "El 5 de marzo."), ("2026-03-03", "Mañana.")) == [FactKind.DATE]
    both = told(("2026-03-02", "En cinco días."), ("2026-03-02", "En diez días."))
    assert both == [FactKind.DURATION]
