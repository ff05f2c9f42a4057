"""Textual's own English words that a user of ours can see, marked so that the catalogue has them.

`auditor.tui.base.translated` looks descriptions of bindings up as they come, whoever wrote them.
"""

from __future__ import annotations

from auditor.i18n import N_

TEXTUAL = (
    N_("palette"),
    N_("Open command palette"),
    N_("Focus Next"),
    N_("Focus Previous"),
    N_("Copy selected text"),
    N_("Select"),
    N_("Cursor up"),
    N_("Cursor down"),
    N_("Cursor right"),
    N_("Cursor left"),
    N_("Page up"),
    N_("Page down"),
    N_("Page Up"),
    N_("Page Down"),
    N_("Page Left"),
    N_("Page Right"),
    N_("Scroll Up"),
    N_("Scroll Down"),
    N_("Scroll Left"),
    N_("Scroll Right"),
    N_("Scroll Home"),
    N_("Scroll End"),
    N_("Scroll up"),
    N_("Scroll down"),
    N_("Scroll left"),
    N_("Scroll right"),
    N_("Top"),
    N_("Bottom"),
    N_("Home"),
    N_("End"),
    N_("First"),
    N_("Last"),
    N_("Press button"),
    N_("Show menu"),
    N_("Dismiss menu"),
    N_("Quit"),
)
