"""What a call shows of the rules, as entries: broken ones first, then kept ones, then what it cannot show."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from auditor.core.labels import why_label
from auditor.core.rule_words import about, in_words, measured
from auditor.i18n import N_, _
from auditor.tui.drawing.checks import quoted
from auditor.tui.drawing.figures import heading, note
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread, wrapped
from metrics.packs.values import Finding, Verdict, Weight

GROUPS = (
    (Verdict.FAIL, N_("Rules broken"), "✗", "error"),
    (Verdict.PASS, N_("Rules kept"), "✓", "success"),
    (Verdict.NOT_ASSESSABLE, N_("Not assessable from this call"), "·", "dim"),
)


def finding_items(findings: Sequence[Finding], ink: Ink) -> list[Item]:
    """One entry a rule, laws before good practice within each group."""
    items: list[Item] = []
    for verdict, name, mark, tone in GROUPS:
        found = [f for f in findings if f.verdict is verdict]
        if found:
            items.append(heading(verdict.value, f"{_(name)} · {len(found)}", ink))
        laws_first = sorted(found, key=lambda f: f.rule.weight is not Weight.LAW)
        items += [_item(finding, mark, ink.tone(tone), ink) for finding in laws_first]
    return items or [note("no-rules", _("No rule pack is for this line."), ink)]


def _item(finding: Finding, mark: str, colour: str, ink: Ink) -> Item:
    rule = finding.rule

    def draw(width: int) -> list[Text]:
        title = Text(f"{mark} ", Style(bold=True, color=colour)).append(
            in_words(rule.title), Style(bold=False)
        )
        lines = spread(title, Text(rule.id, Style(bold=True, color=colour)), width)
        parts = [*filter(None, (measured(finding),)), *about(rule)]
        if finding.why:
            parts.insert(0, why_label(finding.why))
        if finding.in_force is False:
            parts.insert(0, _("not in force on the day of this call"))
        below = [*wrapped(Text(" · ".join(parts), ink.tone("dim")), width - 2)]
        for evidence in finding.evidence[:2]:
            below += wrapped(quoted(evidence, ink), width - 2)
        return lines + [Text.assemble("  ", line, end="") for line in below]

    return Item(f"rule-{finding.pack}-{rule.id}", draw, finding)
