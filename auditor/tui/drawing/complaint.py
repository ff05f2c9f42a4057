"""A complaint's page: what is known of the case, its deadlines, its promises and the calls behind it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rich.style import Style
from rich.text import Text

from auditor.core.case_page import CasePage
from auditor.i18n import _, ngettext
from auditor.tui.drawing import ledger
from auditor.tui.drawing.case_terms import deadline_items, promise_items
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading
from auditor.tui.formats import moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, wrapped
from auditor.tui.words import outcome
from metrics.complaints.labels import label
from metrics.complaints.values import Confirmation


def head(page: CasePage, ink: Ink, width: int) -> Text:
    """Which complaint, how it stands, and the day counter."""
    complaint, row = page.complaint, page.row
    word = ledger.state(row.state)
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{complaint.id}  ", Style(bold=True))
    line.append(f"{word.glyph} {word.text}", Style(bold=True, color=ink.tone(word.tone)))
    if row.reopened:
        line.append(" (" + _("reopened") + ")", ink.tone("warning"))
    line.append("   ").append_text(day_counter(page, ink, 30 if width >= 100 else 15))
    if complaint.invented:
        line.append("   " + _("invented"), Style(italic=True, color=ink.tone("warning")))
    return line


def day_counter(page: CasePage, ink: Ink, columns: int) -> Text:
    """ "day 12 of 30 ▓▓▓▓░░░░": only a valuable customer's has an end to be won back by."""
    day, of = page.row.day, page.rules.recovery_days
    if page.row.resolved_at is not None:
        words = ngettext("resolved after {n} day", "resolved after {n} days", day).format(n=day)
        return Text(words, ink.tone("dim"))
    if page.complaint.segment not in page.rules.valuable:
        return Text(_("day {n}").format(n=day))
    tone = "error" if day >= of else "warning" if day >= of - page.rules.recovery_near_days else "primary"
    done = min(columns, round(columns * day / of)) if of else columns
    text = Text(
        _("day {n} of {of}").format(n=day, of=f"{of:g}") + " ", Style(bold=True, color=ink.tone(tone))
    )
    return text.append("▓" * done, ink.tone(tone)).append("░" * (columns - done), ink.tone("dim"))


def case_items(page: CasePage, ink: Ink) -> list[Item]:
    """The left half: the case, its resolution, deadlines, promises, calls."""
    return [
        *_case(page, ink),
        *_resolution(page, ink),
        *deadline_items(page, ink),
        *promise_items(page, ink),
        *_shops(page, ink),
    ]


def _case(page: CasePage, ink: Ink) -> list[Item]:
    complaint = page.complaint
    segment = _(label("segment", complaint.segment)) if complaint.segment else _("not recorded")
    known = [
        (_("customer"), complaint.customer),
        (_("segment"), segment),
        (_("topic"), complaint.topic),
        (_("importance"), str(complaint.importance) if complaint.importance else None),
        (_("channel"), ledger.channel(complaint.channel) if complaint.channel else None),
        (_("operator"), ledger.operator(complaint.operator) if complaint.operator else None),
        (_("case key"), complaint.case_key),
        (_("opened"), moment(complaint.opened_at)),
    ]
    items = [heading("case", _("Case"), ink)]
    items += [fact(name, text or _("not recorded"), ink) for name, text in known]
    items.append(_owner(page, ink))
    if complaint.text:
        text = complaint.text
        items.append(Item("text", lambda width: wrapped(Text(f"«{text}»", Style(italic=True)), width)))
    return [*items, fact(_("comes from"), _origin(page), ink)]


def _owner(page: CasePage, ink: Ink) -> Item:
    def draw(width: int) -> list[Text]:
        body = ledger.owner(page.row, ink)
        passed = max(0, len(page.complaint.owners or ()) - 1)
        if passed:
            words = ngettext("{n} earlier owner", "{n} earlier owners", passed).format(n=passed)
            body.append(f"  ({words})", ink.tone("dim"))
        body.no_wrap = False
        return hanging(Text(_("owner").ljust(14) + " ", ink.tone("dim")), body, width)

    return Item("owner", draw)


def _origin(page: CasePage) -> str:
    source = page.complaint.source
    if source.shop_id:
        return _("a call of ours ({id})").format(id=source.shop_id)
    if source.file:
        return _("{file}, line {line}").format(file=source.file, line=source.row or "–")
    return _("an invented company") if page.complaint.invented else _("noted by hand")


def _resolution(page: CasePage, ink: Ink) -> list[Item]:
    complaint = page.complaint
    first = min(complaint.contacts, key=lambda each: each.at) if complaint.contacts else None
    claimed = {True: _("said to be resolved"), False: _("said not to be resolved"), None: _("not recorded")}
    items = [
        heading("resolution", _("Resolved?"), ink),
        fact(_("first contact"), claimed[first.agent_claimed_resolved if first else None], ink),
        fact(_("company"), moment(complaint.resolved_at) if complaint.resolved_at else _("not closed"), ink),
        fact(_("customer"), _answer(complaint.confirmed), ink),
        fact(_("checked"), _answer(complaint.verified), ink),
    ]
    items[3:4] = [Item("confirmed", items[3].draw)]  # "customer" names a fact of the case too
    if complaint.reopened:
        items.append(fact(_("reopened"), ", ".join(moment(at) for at in complaint.reopened), ink))
    return items


def _answer(answer: Confirmation | None) -> str:
    if answer is None:
        return _("nobody asked")
    words = _("yes, resolved") if answer.resolved else _("no, not resolved")
    return f"{words} ({moment(answer.at)})" if answer.at else words


def _shops(page: CasePage, ink: Ink) -> Iterable[Item]:
    if page.shops:
        yield heading("shops", _("Calls of ours"), ink)
    for id, row in page.shops:
        words = Text(id, Style(bold=True))
        if row is None:
            words.append("  " + _("no longer there"), ink.tone("dim"))
        else:
            words.append(f"  {moment(row.at)} · {row.title}", ink.tone("dim"))
            words.append(f"  {outcome(row.outcome)}" if row.outcome else "")
        yield Item(f"shop-{id}", partial(hanging, Text("▸ ", ink.tone("accent")), words), id)
