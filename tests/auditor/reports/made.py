"""Calls and complaints made by hand, small enough to work every figure of the summary out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.reports.figures import Cited
from auditor.reports.inputs import ActionInput, Call, Inputs, Period, PromptChange
from metrics.complaints.contradictions import Answered
from metrics.complaints.values import (
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Quote,
    Segment,
)
from metrics.complaints.watch import WatchRules
from metrics.values import Answer, CheckResult, Evidence, Figure, HoldMessage, RouteStep, Scorecard
from transcripts.contact import Contact, Mark, MarkName, Outcome

HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    '#panic("x") $x$ @ref',
    "| **x** | [a](javascript:b) |",
    "@SUM(1)",
)
LONG = "Puede consultar el estado de su avería en la página web o en cualquiera de nuestras tiendas, a diario"
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def call(
    id: str = "a",
    day: date = date(2026, 11, 3),
    *,
    wait_s: float | None = 60.0,
    duration_s: float = 200.0,
    outcome: Outcome = Outcome.COMPLETED,
    messages: Iterable[tuple[str, tuple[str, ...], int]] = (),
    useless: str | None = None,
    prompt: str = "Pulse 1",
    ask: str = "¿Saluda?",
    answer: Answer = Answer.YES,
    channel: str = "casa",
    scored: bool = True,
    recording: Path | None = None,
) -> Call:
    """One call; `messages` are (text, purposes, times played), ten seconds each."""
    why = None if wait_s is not None else "no_agent"
    counts = {} if wait_s is not None else {"waited_at_least_s": duration_s}
    lost = {useless: 8.0} if useless else {}
    waste = (Evidence(10.0, 18.0, prompt),) if useless else ()
    held = tuple(
        HoldMessage(
            f"m{i}", text, tuple((20.0 + 30 * i + n, 30.0 + 30 * i + n) for n in range(times)), 10, for_
        )
        for i, (text, for_, times) in enumerate(messages)
    )
    card = Scorecard(
        figures=(
            Figure("call.duration_s", duration_s, "s", n=1),
            Figure("call.human_at_s", wait_s, "s", n=1, why=why),
            Figure("wait.dial_to_human_s", wait_s, "s", n=1, counts=counts, why=why),
            Figure("hold.total_s", 40.0, "s", n=1, evidence=(Evidence(20, 60),)),
            Figure("route.useless_s", sum(lost.values()), "s", n=len(lost), counts=lost, evidence=waste),
        ),
        checks=(CheckResult("saluda", ask, answer, evidence=(Evidence(61.0, 63.0, "hola"),)),),
        messages=held,
        route=(RouteStep(0, "prompt", 10.0, 18.0, prompt, useless=useless), RouteStep(1, "end", 18.0, 18.0)),
        versions={"metrics": "1"},
    )
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC).isoformat(timespec="milliseconds")
    contact = Contact(outcome, (Mark(MarkName.INVITE, 0.0),), None, None, at)
    return Call(
        id=id,
        at=at,
        day=day,
        title="Prueba",
        channel=channel,
        contact=contact,
        scorecard=card if scored else None,
        recording=recording,
    )


def complaint(id: str, day: date, *, confirmed: bool | None = None, **fields: object) -> Complaint:
    """A complaint that the agent called resolved, with one contact only."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC).isoformat(timespec="milliseconds")
    given: dict[str, object] = {
        "customer": f"c-{id}",
        "segment": Segment.A,
        "topic": "facturación",
        "importance": 4,
        "operator": "in_house",
        "contacts": (CaseContact(at=at, inbound=True, agent_claimed_resolved=True),),
        "owners": (Ownership(at, "o1"),),
        "promises": (),
        "confirmed": None if confirmed is None else Confirmation(confirmed, at),
    }
    return Complaint(id=id, opened_at=at, **{**given, **fields})  # type: ignore[arg-type]


def inputs(
    calls: Iterable[Call] = (),
    before: Iterable[Call] = (),
    complaints: tuple[Complaint, ...] | None = None,
    actions: tuple[ActionInput, ...] | None = None,
) -> Inputs:
    """November against October, looked at on 31 December."""
    calls, before = tuple(calls), tuple(before)
    own = OwnChannel(id="casa", kind="phone", address="sip:a@127.0.0.1", owner="Ana", declared_by="Ana",
                     declared_at="2026-01-01")  # fmt: skip
    return Inputs(
        period=NOVEMBER,
        before=OCTOBER,
        calls=calls,
        calls_before=before,
        history=before + calls,
        as_of=datetime(2026, 12, 31, tzinfo=UTC),
        zone="Europe/Madrid",
        complaints=complaints,
        channels={"casa": own},
        actions=actions,
    )


def hostile() -> Inputs:
    """A period in which everybody says what would be code somewhere."""
    day = date(2026, 11, 5)
    calls = [
        call(
            f"h{i}",
            day,
            messages=[(f"{text} mensaje {i} {'x' * 9 * i}", ("advertising",), 2)],
            useless="one_way_menu",
            prompt=text,
            ask=text,
            answer=Answer.NO,
        )
        for i, text in enumerate(HOSTILE)
    ]
    rows = tuple(
        complaint(f"k{i}", day, confirmed=False, topic=text, text=text, operator=text)
        for i, text in enumerate(HOSTILE)
    )
    actions = tuple(ActionInput(what=text, who=text, due="2026-12-01") for text in HOSTILE)
    return inputs(calls, [call("z", date(2026, 10, 5))], rows, actions)


def rich() -> Inputs:
    """A period with something in every part of the report, hostile words included."""
    first = hostile()
    at = "2026-11-03T10:00:00.000+00:00"
    lines = [
        replace(
            call(
                f"{line}{i}",
                NOVEMBER.start + timedelta(days=i % 28),
                wait_s=30.0 + 7 * i,
                messages=[(LONG, ("useful_information",), 2)],
                channel=line,
            ),
            scenario="baja",
        )
        for line in ("casa", "norte")
        for i in range(40)
    ]
    told = ("Son quince euros.", "Son cuarenta euros y tarda cinco días.", "No, son noventa euros.")
    answers = tuple(
        Answered(id=f"casa{i}", scenario="baja", question="¿Cuánto cuesta la baja?", text=text, at=at,
                 operator="in_house", channel="casa", shop_id=f"casa{i}", start_s=12.0, end_s=15.0)
        for i, text in enumerate(told)
    )  # fmt: skip
    quote = Quote("Llevo tres semanas sin línea", True, shop_id="casa0", start_s=1.0, end_s=5.0)
    promised = (Promise(id="1", what="llamar", by="2026-11-05", kept=False, operator="in_house"),)
    planted = tuple(
        complaint(f"p{i}", NOVEMBER.start + timedelta(days=i % 28), confirmed=i % 3 > 0, scenario="baja",
                  operator=("in_house", "Contrata Norte")[i % 2], quotes=(quote,), promises=promised,
                  owners=() if i % 4 else (Ownership(at, "o1", "técnico"),))
        for i in range(30)
    )  # fmt: skip
    contractor = replace(first.channels["casa"], id="norte", operator="Contrata Norte")
    calls = (*first.calls, *lines)
    return replace(
        first,
        calls=calls,
        history=(*first.calls_before, *calls),
        complaints=(*(first.complaints or ()), *planted),
        channels={**first.channels, "norte": contractor},
        answers=answers,
        watch=WatchRules(),
        prompt_changes=tuple(
            PromptChange("casa", "hold_message", "words", at, heard, replace(heard, quote=LONG), 4, sure=True)
            for heard in (Cited("casa0", 5.0, 9.0, HOSTILE[0], at, "casa"),)
        ),
    )
