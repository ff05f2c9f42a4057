"""The ledger as a table: its columns for a width, the cells of a complaint, the line above it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from auditor.core.ledger_rows import (
    NOBODY,
    PAGE,
    SORT_LABELS,
    STATE_LABELS,
    LedgerPages,
    LedgerRow,
    RowFilter,
    RowState,
)
from auditor.i18n import N_, _
from auditor.tui.formats import count, date_words, local
from auditor.tui.theme import Ink
from auditor.tui.words import Word
from metrics.complaints.labels import label

_STATES = {
    RowState.OPEN: ("○", "primary"),
    RowState.NEAR: ("!", "warning"),
    RowState.LATE: ("✗", "error"),
    RowState.RESOLVED: ("✓", "success"),
    RowState.CENSORED: ("◔", "accent"),
}


def state(key: RowState | str) -> Word:
    """How a complaint stands, in a word."""
    known = RowState(key)
    glyph, tone = _STATES[known]
    return Word(glyph, _(STATE_LABELS[known]), tone)


def segment(key: str | None) -> str:
    """The segment in two letters: "A+" is the most valuable."""
    return "A+" if key == "most_valuable" else key or "–"


def operator(key: str | None) -> str:
    """Own staff, or the contractor's name."""
    return _(label("operator", key)) if key else "–"


def channel(key: str | None) -> str:
    """A channel in the user's language; a company's own word as it is."""
    return _(CHANNELS[key]) if key in CHANNELS else key or "–"


CHANNELS: dict[str | None, str] = {
    "phone": N_("telephone"),
    "email": N_("e-mail"),
    "web": N_("web"),
    "chat": N_("chat"),
    "letter": N_("letter"),
    "store": N_("branch office"),
}


def owner(row: LedgerRow, ink: Ink) -> Text:
    """Whose it is; a valuable customer's that nobody owns stands out, without colours too."""
    if row.owner is not None:
        return _cut(row.owner)
    words = _("not recorded") if row.owned is None else _("nobody")
    if row.alarming:
        return _cut(f"‼ {words}", Style(bold=True, color=ink.tone("error"), reverse=row.owned is False))
    return _cut(words, Style(color=ink.tone("dim")))


def state_words(row: LedgerRow) -> str:
    """The state, with the working days that are left, or that it is late by."""
    word = state(row.state)
    if row.working_days_left is None or row.state is RowState.RESOLVED:
        return str(word)
    days = f"{word.glyph} {abs(row.working_days_left):>2} d"
    return days if row.state is RowState.OPEN else f"{days} {word.text}"


def cells(row: LedgerRow, ink: Ink, *, wide: bool) -> list[Text]:
    """One cell a column."""
    word = state(row.state)
    weight = Style(bold=(row.importance or 0) >= 4)
    valuable = Style(bold=True, color=ink.tone("accent")) if segment(row.segment) in ("A", "A+") else Style()
    opened = local(row.opened_at)
    found = [
        Text(str(row.importance) if row.importance else "–", weight),
        Text(segment(row.segment), valuable),
        Text(f"{row.day:>4}", ink.tone("error") if row.day >= 30 and not row.resolved_at else ""),
        _cut(state_words(row), Style(bold=True, color=ink.tone(word.tone))),
        _cut(row.topic or "–"),
        owner(row, ink),
        _cut(row.id, Style(color=ink.tone("dim"))),
    ]
    if not wide:
        return found
    return [
        *found,
        Text(date_words(opened.date()) if opened else "–"),
        _cut(channel(row.channel)),
        _cut(operator(row.operator)),
    ]


def columns(width: int) -> list[tuple[str, str, int | None]]:
    """(key, English heading, columns) of the table for a screen of that width."""
    wide = width >= 120
    id_, owner_, state_ = (22, 18, 24) if wide else (9, 14, 19)
    more = [("opened", N_("Opened"), 12), ("channel", N_("Channel"), 11), ("operator", N_("Operator"), 16)]
    fixed = 4 + 4 + 4 + state_ + owner_ + id_ + (39 if wide else 0)
    topic = max(10, width - 3 - fixed - 2 * (10 if wide else 7))
    found: list[tuple[str, str, int | None]] = [
        ("importance", N_("Imp."), 4),
        ("segment", N_("Seg."), 4),
        ("day", N_("Day"), 4),
        ("state", N_("Deadline"), state_),
        ("topic", N_("Topic"), topic),
        ("owner", N_("Owner"), owner_),
        ("id", N_("Id"), id_),
    ]
    return [*found, *more] if wide else found


def line(rows: Sequence[LedgerRow], pages: LedgerPages, number: int, title: str | None, ink: Ink) -> Text:
    """What the list is, which rows are on screen of how many, by what they are filtered and sorted."""
    words = Text(no_wrap=True, overflow="ellipsis")
    if rows:
        first, total = number * PAGE, pages.total()
        shown = _("{first}–{last} of {total}").format(
            first=count(first + 1),
            last=count(first + len(rows)),
            total=_("many") if total is None else count(total),
        )
        words.append(shown if title else _("Complaints") + " " + shown, Style(bold=True))
    if title:
        words.append(f"  {title}", Style(bold=True, color=ink.tone("accent")))
    if rows:
        words.append(f" · {_(SORT_LABELS[pages.sort])}", ink.tone("dim"))
    if pages.filter:
        words.append("   ⌕ " + filter_words(pages.filter), ink.tone("accent"))
    return words


def filter_words(wanted: RowFilter) -> str:
    """What a filter asks for."""
    chosen = [
        f"«{wanted.text}»" if wanted.text else "",
        state(wanted.state).text if wanted.state else "",
        _("segment {segment}").format(segment=segment(wanted.segment)) if wanted.segment else "",
        wanted.topic,
        channel(wanted.channel) if wanted.channel else "",
        operator(wanted.operator) if wanted.operator else "",
        _("nobody's") if wanted.owner == NOBODY else wanted.owner,
    ]
    return " · ".join(word for word in chosen if word)


def _cut(text: str, style: Style | str = "") -> Text:
    return Text(text, style, no_wrap=True, overflow="ellipsis")
