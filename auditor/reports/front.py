"""The first page: three questions, each with one figure, its trend and the one finding that matters."""

from __future__ import annotations

from auditor.i18n import N_, _, ngettext, number
from auditor.reports.document import Beside, Block, Card, Cards, Chart, Section, Text
from auditor.reports.values import Headline, Question, Summary
from auditor.reports.words import (
    amount,
    changed,
    figure_name,
    percent,
    precision,
    seconds,
    source_of,
    whole,
    word,
)

QUESTIONS = {
    "hold": N_("What is the caller made to hear while waiting?"),
    "route": N_("Which way must a caller walk to reach a person?"),
    "complaint": N_("Was the complaint resolved by the first call?"),
}
FINDINGS = {
    "hold_advertising": N_("The advertising heard most: {plays} in {calls}, {seconds} of callers' time."),
    "hold_no_benefit": N_(
        "The message without benefit heard most: {purposes}; {plays} in {calls}, {seconds} of callers' time."
    ),
    "hold_all_useful": N_("Every message that was understood served the caller ({messages} messages)."),
    "route_useless": N_(
        "The useless step that cost most: {useless}, in {calls} of {of} calls, {seconds} in sum."
    ),
    "route_slowest": N_("No useless step was found. The longest: {kind}, median {seconds}, in {calls}."),
    "complaint_false": N_(
        "Called resolved, and not resolved: {n} of {of} cases. "
        "The weightiest: {topic}, importance {importance}."
    ),
    "complaint_unresolved": N_(
        "Not resolved when asked: {n} of {of} cases. The weightiest: {topic}, importance {importance}."
    ),
    "complaint_cause": N_("The weightiest cause by importance: {topic}, {n} of {of} cases."),
}


def first_page(summary: Summary) -> Section:
    """The three questions."""
    cards = tuple(_card(question, summary.method.zone) for question in summary.questions)
    blocks: tuple[Block, ...] = (Cards(cards), Text(_sample(summary), "note"))
    if summary.method.invented:
        blocks = (Text(_("Invented data: a sample, of no real company."), "warning"), *blocks)
    return Section("questions", _("Three questions"), blocks)


def _sample(summary: Summary) -> str:
    n = summary.method.scored
    text = ngettext("This page rests on {n} scored call.", "This page rests on {n} scored calls.", n).format(
        n=number(n, 0)
    )
    if summary.complaints is None:
        return text + " " + _("There are no complaints in the ledger.")
    cases = summary.complaints.cases
    return (
        text
        + " "
        + ngettext("The ledger has {n} case.", "The ledger has {n} cases.", cases).format(n=number(cases, 0))
    )


def _card(question: Question, zone: str) -> Card:
    figure = question.figure
    finding = question.finding
    return Card(
        id=question.key,
        question=_(QUESTIONS[question.key]),
        label=figure_name(figure.id),
        value=amount(figure.value, figure.unit),
        interval=precision(figure),
        change=changed(figure.change, figure.unit),
        change_key=figure.change.words if figure.change else "not_measured",
        finding=_finding(finding) if finding else _nothing(question.key),
        cited=finding.cited if finding else None,
        source=source_of(finding.cited, zone) if finding else "",
        beside=tuple(Beside(figure_name(m.id), whole(m), changed(m.change, m.unit)) for m in question.beside),
        trend=_trend(question),
    )


def _trend(question: Question) -> Chart | None:
    """The weeks up to the period's end as a small drawing; a single week is no trend."""
    chart = question.trend
    measured = [point for point in chart.points if point.value is not None] if chart else []
    if chart is None or len(measured) < 2:
        return None
    caption = _("Week by week, mean {mean}").format(mean=percent(chart.centre))
    said = "; ".join(f"{p.label} {percent(p.value)} (n = {number(p.n, 0)})" for p in measured)
    return Chart(f"trend:{question.key}", caption, f"{caption}. {said}.")


def _nothing(key: str) -> str:
    return (
        _("There are no complaints in the ledger.") if key == "complaint" else _("Nothing was heard of it.")
    )


def _finding(finding: Headline) -> str:
    fields = {key: _text(key, value) for key, value in finding.text.items()}
    fields |= {key: _number(key, value, finding.key) for key, value in finding.numbers.items()}
    fields.setdefault("importance", _("not known"))
    return _(FINDINGS[finding.key]).format(**fields)


def _number(key: str, value: float, finding: str) -> str:
    """A number of a sentence, with its noun where the sentence leaves that to it."""
    if key == "seconds":
        return seconds(value)
    n = round(value)
    if key == "plays":
        return ngettext("once", "{n} times", n).format(n=number(n, 0))
    if key == "calls" and finding != "route_useless":
        return ngettext("{n} call", "{n} calls", n).format(n=number(n, 0))
    return number(value, 0)


def _text(key: str, value: str) -> str:
    if key == "purposes":
        return ", ".join(word("purpose", purpose) for purpose in value.split(",") if purpose)
    if key == "kind":
        return word("step", value)
    if key == "useless":
        return word("useless", value)
    return value or _("without a topic")
