"""A scenario in words: one line of a list, its persona, its whole page."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.i18n import _, explain, ngettext
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import clock
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.steps import step_items
from auditor.tui.widgets.wrap import hanging, wrapped
from auditor.tui.words import PURPOSES, persona_field
from scenarios.errors import ScenarioFaults, ScenariosError
from scenarios.scenario import Scenario


def scenario_line(scenario: Scenario, ink: Ink, width: int) -> list[Text]:
    """Title, and below it the purpose, the language and the id."""
    below = f"{_(PURPOSES[scenario.purpose])} · {scenario.language} · {scenario.id} v{scenario.version}"
    return [
        *wrapped(Text(scenario.title, Style(bold=True)), width),
        *wrapped(Text(below, ink.tone("dim")), width),
    ]


def persona_words(scenario: Scenario) -> str:
    """Who the shopper plays: which data are invented for the call."""
    persona = scenario.persona
    if persona is None or not persona.fields:
        return _("No personal data are given.")
    fields = ", ".join(persona_field(field) for field in persona.fields)
    return _("Invented person ({locale}): {fields}").format(locale=persona.locale, fields=fields)


def scenario_items(scenario: Scenario, ink: Ink) -> list[Item]:
    """The whole scenario: what for, who, limits, steps and questions."""
    items = [heading("briefing", scenario.title, ink)]
    if scenario.briefing:
        items.append(_plain("briefing-text", Text(scenario.briefing.strip(), Style(italic=True))))
    limits = scenario.limits
    items += [
        fact(_("purpose"), _(PURPOSES[scenario.purpose]), ink),
        fact(_("persona"), persona_words(scenario), ink),
        fact(_("waits"), _("{time} at most").format(time=clock(limits.max_wait_s)), ink),
        fact(_("lasts"), _("{time} at most").format(time=clock(limits.max_call_s)), ink),
    ]
    if scenario.complaint is not None:
        words = _("{topic}, importance {importance} of 5").format(
            topic=scenario.complaint.topic, importance=scenario.complaint.importance
        )
        items.append(fact(_("complaint"), words, ink))
    if scenario.route.expected:
        items.append(fact(_("route"), " → ".join(scenario.route.expected), ink))
    items.append(heading("steps", _("Steps"), ink))
    items += step_items(scenario, None, ink)
    count = ngettext("{n} question", "{n} questions", len(scenario.checks)).format(n=len(scenario.checks))
    items.append(heading("checks", count.capitalize(), ink))
    items += [_check(scenario, i, ink) for i in range(len(scenario.checks))]
    if not scenario.checks:
        items.append(note("no-checks", _("This scenario asks no questions."), ink))
    return items


def fault_lines(error: ScenariosError) -> list[str]:
    """What is wrong with a file: every fault on a line of its own, with its place."""
    if not isinstance(error, ScenarioFaults):
        return [explain(error)]
    found = [error.file]
    for fault in error.faults:
        words = _(fault.template).format(**fault.params)
        found.append(_("line {line}, {path}: {words}").format(line=fault.line, path=fault.path, words=words))
    return found


def _check(scenario: Scenario, index: int, ink: Ink) -> Item:
    check = scenario.checks[index]

    def draw(width: int) -> list[Text]:
        body = Text(check.ask)
        if check.critical:
            body.append("  ! " + _("critical"), Style(bold=True, color=ink.tone("error")))
        who = _("heard by the machine") if check.detect else _("answered by a person")
        body.append(f"  {who}", ink.tone("dim"))
        return hanging(Text("? ", ink.tone("primary")), body, width)

    return Item(f"check-{check.id}", draw)


def _plain(key: str, text: Text) -> Item:
    return Item(key, lambda width: wrapped(text, width), selectable=False)
