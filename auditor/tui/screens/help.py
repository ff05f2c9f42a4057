"""The keys of the screen below, as they are bound now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from auditor.tui.drawing.figures import heading, note
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.wrap import hanging

if TYPE_CHECKING:
    from textual.binding import ActiveBinding


class HelpScreen(Dialog[None]):
    """Lists every key that works now, the screen's own first; the legend of glyphs is in the call's page."""

    CSS_PATH = ["dialog.tcss", "help.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,question_mark", "dismiss(None)", N_("Close"), id="help.close"),
    ]

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self.bindings_below = list(bindings)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Keys")
            box.border_subtitle = _("esc closes")
            yield ItemList(id="keys")

    def fill(self) -> None:
        here: dict[str, list[str]] = {}
        everywhere: dict[str, list[str]] = {}
        for active in self.bindings_below:
            words = active.binding.description
            if not words or active.binding.system:
                continue
            ours_here = active.binding.id is not None and active.node is not self.app
            table = here if ours_here else everywhere
            table.setdefault(words, []).append(self.app.get_key_display(active.binding))
        ink = self.ink
        items = [heading("here", _("On this screen"), ink), *(self._key(w, k) for w, k in here.items())]
        items += [
            heading("everywhere", _("Everywhere"), ink),
            *(self._key(w, k) for w, k in everywhere.items()),
        ]
        items.append(
            note("palette", _("Every command is also in the palette (ctrl+p): type part of its name."), ink)
        )
        self.query_one("#keys", ItemList).set_items(items)

    def _key(self, words: str, keys: list[str]) -> Item:
        head = Text(
            f"{', '.join(dict.fromkeys(keys)):>16}  ", Style(bold=True, color=self.ink.tone("accent"))
        )
        return Item(f"key-{words}", lambda width: hanging(head, Text(words), width))
