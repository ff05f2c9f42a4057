"""What is known of a call beside its scores: moments, network, recording, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import _, number
from auditor.tui.drawing.figures import heading
from auditor.tui.formats import clock, count, duration, moment, percent
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import mark as mark_word
from auditor.tui.words import persona_field, state
from transcripts.contact import Mark, RtpQuality

if TYPE_CHECKING:
    from auditor.core.views import ShopPage


def fact_items(page: ShopPage, ink: Ink) -> list[Item]:
    """The sections of the data card; what is not known is said to be so."""
    shop, contact = page.shop, page.shop.contact
    items = [heading("shop", _("Call"), ink)]
    items += [
        fact(_("id"), shop.id, ink),
        fact(_("state"), str(state(shop.state.value)), ink),
        fact(
            _("scenario"), f"{shop.scenario_id} (v{shop.scenario_version})" if shop.scenario_id else "–", ink
        ),
        fact(_("channel"), shop.channel_id or "–", ink),
    ]
    if page.scored_at:
        items.append(fact(_("scored"), moment(page.scored_at), ink))
    if shop.persona:
        items.append(heading("persona", _("Invented person"), ink))
        items += [fact(persona_field(key), value, ink) for key, value in shop.persona.items()]
    if contact is not None:
        items.append(heading("recording", _("Recording"), ink))
        items += _recording(page, ink)
        items.append(heading("line", _("Network"), ink))
        items += _quality(contact.quality, ink)
        items.append(heading("marks", _("Moments"), ink))
        items += [_mark(i, m, ink) for i, m in enumerate(contact.marks)]
    versions = {
        **(page.heard.versions if page.heard else {}),
        **(page.scorecard.versions if page.scorecard else {}),
    }
    if versions:
        items.append(heading("versions", _("Made by"), ink))
        items += [fact(key, text, ink) for key, text in versions.items()]
    return items


def fact(name: str, text: str, ink: Ink) -> Item:
    """A name and what is known."""
    return Item(
        f"fact-{name}",
        lambda width: hanging(Text(f"{name:<14} ", ink.tone("dim")), Text(text), width),
    )


def _recording(page: ShopPage, ink: Ink) -> list[Item]:
    recording = page.shop.contact.recording if page.shop.contact else None
    if recording is None:
        return [fact(_("file"), _("there is none"), ink)]
    where = (
        str(page.recording_path)
        if page.recording_path
        else _("{path} (no longer there)").format(path=recording.path)
    )
    return [
        fact(_("file"), where, ink),
        fact(_("length"), duration(recording.duration_s), ink),
        fact(_("format"), f"{count(recording.sample_rate_hz)} Hz × {recording.channels}", ink),
        fact("sha256", recording.sha256[:16] + "…", ink),
    ]


def _quality(quality: RtpQuality | None, ink: Ink) -> list[Item]:
    q = quality or RtpQuality()
    lost = _("not measured")
    if q.lost is not None:
        share = f" ({percent(q.lost / q.packets, 2)})" if q.packets else ""
        lost = f"{count(q.lost)}{share}"
    jitter = _("not measured") if q.jitter_ms is None else f"{number(q.jitter_ms)} ms"
    return [
        fact(_("codec"), q.codec or _("not known"), ink),
        fact(_("packets"), _("not measured") if q.packets is None else count(q.packets), ink),
        fact(_("lost"), lost, ink),
        fact(_("jitter"), jitter, ink),
        fact(_("E-model MOS"), _("{value} (estimate)").format(value=number(q.e_model_mos, 2)), ink)
        if q.e_model_mos is not None
        else fact(_("E-model MOS"), _("not measured"), ink),
    ]


def _mark(index: int, mark: Mark, ink: Ink) -> Item:
    def draw(width: int) -> list[Text]:
        head = Text(f"{clock(mark.at_s, tenths=True):>8}  ", Style(color=ink.tone("accent")))
        body = Text(mark_word(mark.name))
        if mark.detail:
            body.append(f"  {mark.detail}", ink.tone("dim"))
        return hanging(head, body, width)

    return Item(f"mark-{index}", draw, mark)
