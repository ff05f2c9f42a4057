"""The report's sections on calls: hold, route, waits."""

from __future__ import annotations

from auditor.i18n import N_, _, ngettext, number
from auditor.reports.document import Block, Cell, Chart, Column, Section, Table, Text
from auditor.reports.inputs import PromptChange
from auditor.reports.values import CatalogueMessage, RouteRow, Summary, Waits
from auditor.reports.words import (
    NBSP,
    between,
    count_cell,
    interval_cell,
    local_day,
    measure_cell,
    percent,
    seconds,
    short_day,
    word,
)

CHANGES = {
    "new": N_("new"),
    "same": N_("as before"),
    "gone": N_("no longer heard"),
    "first": N_("nothing to compare with"),
}


def channel_name(channel: str | None) -> str:
    """The channel's id, or that it is not known."""
    return channel or _("channel not known")


def hold(summary: Summary) -> Section:
    """What sounded on hold by channel, and the catalogue of messages."""
    if not summary.holds:
        return Section("hold", _("Hold"), (Text(_("No scored calls in this period.")),))
    blocks = (_holds(summary), _catalogue(summary), *_change_log(summary))
    return Section("hold", _("Hold"), blocks)


PROMPT_KINDS = {"ivr": N_("menu voice"), "hold_message": N_("hold message")}
PROMPT_WHAT = {"words": N_("other words"), "recording": N_("the same words, recorded anew")}


def _change_log(summary: Summary) -> tuple[Block, ...]:
    """What was recorded anew on the lines in the period: before and after, to be heard."""
    if not summary.prompt_changes:
        return (Text(_("No recording of a line is known to have changed in this period."), "note"),)
    columns = (
        Column(_("First heard"), "date"),
        Column(_("Channel")),
        Column(_("Recording")),
        Column(_("What changed")),
        Column(_("Before")),
        Column(_("After")),
        Column(_("Calls since"), "number"),
    )
    rows = tuple(_prompt_change(change, summary.method.zone) for change in summary.prompt_changes)
    return (Table("changes", _("Change log: recordings of the lines that changed"), columns, rows),)


def _prompt_change(change: PromptChange, zone: str) -> tuple[Cell, ...]:
    found = local_day(change.at or "", zone)
    what = _(PROMPT_WHAT.get(change.what, change.what))
    if not change.sure:
        what += "; " + _("words not recognised surely")
    kind = _(PROMPT_KINDS.get(change.kind, change.kind))
    return (
        Cell(short_day(found), found),
        Cell(change.channel, change.channel),
        Cell(kind, kind),
        Cell(what, what),
        Cell(f"«{change.old.quote}»", change.old.quote, change.old),
        Cell(f"«{change.new.quote}»", change.new.quote, change.new),
        count_cell(change.calls),
    )


def _holds(summary: Summary) -> Table:
    columns = (
        Column(_("Channel")),
        Column(_("Calls with a hold"), "number"),
        Column(_("On hold"), "seconds"),
        Column(_("Music"), "seconds"),
        Column(_("Messages"), "seconds"),
        Column(_("Advertising"), "ratio"),
        Column(_("Messages of benefit"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
    )
    rows = tuple(
        (
            Cell(channel_name(h.channel), h.channel),
            count_cell(h.calls),
            Cell(seconds(h.hold_s), h.hold_s),
            Cell(seconds(h.music_s), h.music_s),
            Cell(seconds(h.message_s), h.message_s),
            measure_cell(h.advertising),
            measure_cell(h.useful),
            interval_cell(h.useful),
            count_cell(h.useful.n),
        )
        for h in summary.holds
    )
    return Table("holds", _("What sounded on hold, summed over the calls of each channel"), columns, rows)


def _catalogue(summary: Summary) -> Table:
    columns = (
        Column(_("Message")),
        Column(_("Channel")),
        Column(_("Purpose")),
        Column(_("Times heard"), "number"),
        Column(_("Calls"), "number"),
        Column(_("Length"), "seconds"),
        Column(_("Time in sum"), "seconds"),
        Column(_("Change")),
    )
    rows = tuple(_message(m) for m in summary.catalogue)
    return Table("messages", _("Hold catalogue: every message that was heard"), columns, rows)


def _message(m: CatalogueMessage) -> tuple[Cell, ...]:
    purposes = ", ".join(word("purpose", p) for p in m.purposes)
    if m.low_confidence:
        purposes = _("words not recognised surely")
    mark = "bad" if "advertising" in m.purposes else ""
    return (
        Cell(f"«{m.text}»", m.text, m.cited),
        Cell(channel_name(m.channel), m.channel),
        Cell(purposes or _("none recognised"), purposes, mark=mark),
        count_cell(m.plays),
        count_cell(m.calls),
        Cell(seconds(m.length_s), m.length_s),
        Cell(seconds(m.seconds), m.seconds),
        Cell(_(CHANGES[m.change]), _(CHANGES[m.change])),
    )


def route(summary: Summary) -> Section:
    """One map a channel."""
    blocks: list[Block] = []
    for found in summary.routes:
        caption = ngettext("{channel}: {n} call", "{channel}: {n} calls", found.calls).format(
            channel=channel_name(found.channel), n=number(found.calls, 0)
        )
        columns = (
            Column(_("Step")),
            Column(_("Key")),
            Column(_("Calls"), "number"),
            Column(_("Share"), "ratio"),
            Column(_("95 % interval"), "interval"),
            Column(_("Median seconds"), "seconds"),
            Column(_("Serves nobody")),
        )
        rows = tuple(_step(row) for row in found.rows)
        blocks.append(Table(f"route-{found.channel or 'none'}", caption, columns, rows))
        if found.without_route:
            said = _("{n} calls left out: no step was heard in them.")
            blocks.append(Text(said.format(n=number(found.without_route, 0)), "note"))
    return Section("route", _("Route map"), tuple(blocks) or (Text(_("No scored calls in this period.")),))


def _step(row: RouteRow) -> tuple[Cell, ...]:
    prompt = f": «{row.prompt}»" if row.prompt else ""
    useless = ", ".join(
        _("{what} ({n} of {of} calls)").format(
            what=word("useless", key), n=number(n, 0), of=number(row.calls, 0)
        )
        for key, n in row.useless.items()
    )
    lead = "›" * row.depth + NBSP if row.depth else ""
    key = _("data") if row.key == "data" else row.key or ""
    return (
        Cell(f"{lead}{word('step', row.kind)}{prompt}", row.prompt or word("step", row.kind), row.cited),
        Cell(key, key),
        count_cell(row.calls),
        Cell(percent(row.share), row.share),
        Cell(between(row.interval, "ratio"), bounds=row.interval),
        Cell(seconds(row.median_s), row.median_s),
        Cell(useless, useless, mark="bad" if useless else ""),
    )


def waits(summary: Summary) -> Section:
    """Both clocks with their distribution."""
    columns = (
        Column(_("Clock")),
        Column(_("Reached a person"), "number"),
        Column(_("Ended before"), "number"),
        Column(_("Median"), "seconds"),
        Column(_("95 % interval"), "interval"),
        Column(_("Mean"), "seconds"),
        Column(_("Mean of the fastest 95 %"), "seconds"),
        Column(_("Within 3 minutes"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
    )
    rows = tuple(_clock(w) for w in summary.waits)
    note = _(
        "Medians are Kaplan–Meier estimates: calls that ended before a person answered stay in the count. "
        "The three minutes are those of Ley 10/2025, art. 8.2 and 10.3; whether ringing and menus count is "
        "not said there, so both clocks are shown."
    )
    blocks: list[Block] = [Table("waits", _("Waits on both clocks"), columns, rows), Text(note, "note")]
    blocks += [_distribution(w) for w in summary.waits if w.reached + w.not_reached]
    return Section("waits", _("Waits"), tuple(blocks))


def _clock(w: Waits) -> tuple[Cell, ...]:
    return (
        Cell(word("figure", w.clock), w.clock),
        count_cell(w.reached),
        count_cell(w.not_reached),
        measure_cell(w.median),
        interval_cell(w.median),
        Cell(seconds(w.mean_s), w.mean_s),
        Cell(seconds(w.mean_fastest_95_s), w.mean_fastest_95_s),
        measure_cell(w.within),
        interval_cell(w.within),
        count_cell(w.within.n),
    )


def bin_name(low: float, high: float | None) -> str:
    """The name of a class of waits."""
    if high is None:
        return _("{low} s and more").format(low=number(low, 0))
    return f"{number(low, 0)}–{number(high, 0)}{NBSP}s"


def _distribution(w: Waits) -> Chart:
    parts = [f"{bin_name(low, high)}: {number(n, 0)}" for low, high, n in w.bins if n]
    parts.append(_("ended before a person answered: {n}").format(n=number(w.not_reached, 0)))
    return Chart(f"waits:{w.clock}", word("figure", w.clock), "; ".join(parts) + ".")
