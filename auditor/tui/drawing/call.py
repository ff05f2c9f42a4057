"""The line above a call's page, and what stands in place of a transcript that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.formats import moment, percent
from auditor.tui.theme import Ink
from auditor.tui.words import outcome, state

if TYPE_CHECKING:
    from auditor.core.views import ShopPage


def head(page: ShopPage, ink: Ink) -> Text:
    """Which call it is, how it ended, what it is worth, and what went wrong."""
    shop = page.shop
    contact = shop.contact
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(page.title, Style(bold=True)).append(f"  →  {shop.channel_id or '–'}   ", ink.tone("dim"))
    word = outcome(contact.outcome.value) if contact else state(shop.state.value)
    line.append(f"{word}   ", Style(bold=True, color=ink.tone(word.tone)))
    if page.scorecard is not None and page.scorecard.score is not None:
        line.append(_("Score") + " ", ink.tone("dim"))
        line.append(percent(page.scorecard.score.value) + "   ", Style(bold=True, color=ink.tone("accent")))
    line.append(moment((contact.started_at if contact else None) or shop.due_at), ink.tone("dim"))
    reason = shop.error or (contact.reason if contact else None)
    if reason:
        line.append(f"   {_(reason)}", ink.tone("warning"))
    return line


def no_words(page: ShopPage) -> str:
    """Why there is no transcript, and what can be done about it."""
    if page.heard is not None:
        return _("No speech was made out in this call.")
    if page.recording_path is None:
        return _("There is no recording of this call.")
    return _("This call has not been listened to yet: press w.")
