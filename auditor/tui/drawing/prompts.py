"""A channel's prompts as entries, and one of them whole: where it is heard, its versions, what changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from auditor.core.labels import kind_label, purpose_label
from auditor.core.prompts import WHAT, PromptPage
from auditor.i18n import _, ngettext, number
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import clock, moment, percent
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, wrapped
from transcripts.prompts import Hearing, Version
from transcripts.prompts.changes import Change
from transcripts.prompts.wording import Op, Piece


def prompt_item(page: PromptPage, ink: Ink) -> Item:
    """An entry of the list: id, kind and seconds; the words below; a sign where it has changed."""

    def draw(width: int) -> list[Text]:
        head = Text(f"{page.prompt.id} ", Style(bold=True, color=ink.tone("accent")))
        if page.changes:
            head.append("≠ ", Style(bold=True, color=ink.tone("warning")))
        head.append(f"{kind_label(page.prompt.kind)} · {number(page.current.duration_s)} s", ink.tone("dim"))
        return [*wrapped(head, width), *wrapped(Text(page.current.text or _("(no words)")), width)[:2]]

    return Item(page.prompt.id, draw, page)


def prompt_items(page: PromptPage, ink: Ink) -> Sequence[Item]:
    """One prompt whole."""
    current = page.current
    purposes = ", ".join(purpose_label(purpose) for purpose in page.purposes)
    seen = (
        _("differs from call to call")
        if page.variable
        else ngettext("{n} version", "{n} versions", len(page.prompt.versions)).format(
            n=len(page.prompt.versions)
        )
    )
    items = [
        heading("prompt", f"{page.prompt.id} · {kind_label(page.prompt.kind)}", ink),
        Item("words", lambda width: wrapped(Text(current.text or _("(no words)")), width)),
        fact(_("purpose"), purposes or "–", ink),
        fact(_("calls"), str(page.contacts), ink),
        fact(_("recording"), seen, ink),
    ]
    if page.gone.n:
        absent = _("not heard in {n} of {of} calls that came to its place")
        items.append(note("gone", absent.format(n=page.gone.n, of=page.gone.of), ink))
    for change in reversed(page.changes):
        items += _change(change, ink)
    for version in reversed(page.prompt.versions):
        items += _version(version, ink)
    return items


def _change(change: Change, ink: Ink) -> list[Item]:
    key = f"change-{change.new}"
    when = moment(change.new_heard.at)
    return [
        heading(key, f"≠ {_(WHAT[change.what])} · {when}", ink),
        Item(f"{key}-diff", lambda width: wrapped(diff_words(change.diff, ink), width)),
        _hearing(f"{key}-old", _("before"), change.old_heard, ink),
        _hearing(f"{key}-new", _("now"), change.new_heard, ink),
        *(
            []
            if change.sure
            else [note(f"{key}-sure", _("some words are not sure: listen before you quote them"), ink)]
        ),
    ]


def heard_changed(changes: Sequence[Change], ink: Ink) -> list[Item]:
    """On the page of a call: the prompts that were first heard changed in it, with the word diff."""
    if not changes:
        return []
    title = _("Recorded prompts that changed")
    head = heading("changed", f"{title} · {len(changes)}", ink)
    return [head, *(_heard_changed(change, ink) for change in changes)]


def _heard_changed(change: Change, ink: Ink) -> Item:
    def draw(width: int) -> list[Text]:
        title = Text("≠ ", Style(bold=True, color=ink.tone("warning")))
        title.append(f"{change.prompt} · {_(WHAT[change.what])}", Style(bold=False))
        since = Text(_("before: {moment}").format(moment=moment(change.old_heard.at)), ink.tone("dim"))
        below = [*wrapped(diff_words(change.diff, ink), width - 2), *wrapped(since, width - 2)]
        return [*wrapped(title, width), *(Text.assemble("  ", line, end="") for line in below)]

    return Item(f"changed-{change.prompt}-{change.new}", draw, change)


def diff_words(pieces: Sequence[Piece], ink: Ink) -> Text:
    """Old to new; what is gone is struck through, what is new underlined: also without colours."""
    words = Text()
    for piece in pieces:
        if piece.op is Op.OUT:
            words.append(f"−{piece.text}−", Style(strike=True, color=ink.tone("error")))
        elif piece.op is Op.IN:
            words.append(f"+{piece.text}+", Style(underline=True, color=ink.tone("success")))
        else:
            words.append(piece.text)
        words.append(" ")
    return words


def _version(version: Version, ink: Ink) -> list[Item]:
    key = f"version-{version.number}"
    made = version.engine
    calls = ngettext("{n} call", "{n} calls", version.contacts).format(n=version.contacts)
    return [
        heading(key, _("Version {n}").format(n=version.number) + f" · {calls}", ink),
        _hearing(f"{key}-first", _("first heard"), version.first, ink),
        _hearing(f"{key}-last", _("last heard"), version.last, ink),
        fact(_("confidence"), percent(version.confidence), ink),
        fact(_("written by"), f"{made.name} {made.model}" if made else "–", ink),
        Item(f"{key}-text", lambda width: wrapped(Text(version.text, ink.tone("dim")), width)),
    ]


def _hearing(key: str, name: str, heard: Hearing, ink: Ink) -> Item:
    """Where it can be heard; choosing it opens that call."""
    head = Text(f"{name:<14} ", ink.tone("dim"))
    where = Text(f"{moment(heard.at)}  ", Style(color=ink.tone("accent")))
    where.append(f"{clock(heard.start_s)}–{clock(heard.end_s)}")
    return Item(key, lambda width: hanging(head, where, width), heard)
