"""The guided import: choose a file, say what its columns are, see what would be stored, carry it out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from auditor.i18n import N_, _
from auditor.tui.drawing import importing as drawing
from auditor.tui.drawing.figures import note
from auditor.tui.drawing.import_preview import preview_items
from auditor.tui.drawing.import_result import result_items
from auditor.tui.screens.import_mapping import MappingActs
from auditor.tui.screens.path_suggester import PathSuggester
from auditor.tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from auditor.core.import_draft import Draft
    from auditor.ledger.imports.importing import ImportResult, Preview
    from auditor.ledger.imports.records import ImportStanding

FILE, COLUMNS, PREVIEW, RESULT = range(4)


class ImportScreen(MappingActs):
    """Four steps; nothing is stored before the import itself, and Esc stops even that without a trace."""

    CSS_PATH = "importing.tcss"
    SECTION = "ledger"
    AUTO_FOCUS = "#import-path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="import.back"),
        Binding("enter", "choose", N_("Choose"), id="import.choose"),
        Binding("ctrl+n", "next", N_("Next step"), id="import.next"),
        Binding("ctrl+s", "start", N_("Import"), id="import.start"),
        Binding("w", "save", N_("Keep the mapping"), id="import.save"),
        Binding("u", "undo", N_("Undo"), id="import.undo"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.step = FILE
        self.draft: Draft | None = None
        self.seen: Preview | None = None
        self.result: ImportResult | None = None
        self.said = ""
        self.broken: Sequence[ImportStanding] = ()

    def on_mount(self) -> None:
        self.broken = self.whole.complaints.broken_imports()
        self.fill()

    def body(self) -> ComposeResult:
        yield Static(id="import-steps")
        yield Input(
            str(Path.cwd()) + "/",
            id="import-path",
            placeholder=_("path of the file"),
            suggester=PathSuggester(),
            select_on_focus=False,
            compact=True,
        )
        yield Static(id="import-said")
        yield ItemList(id="import-list", classes="pane")

    def fill(self) -> None:
        self.query_one("#import-steps", Static).update(drawing.steps(self.step, self.ink))
        self.query_one("#import-path").display = self.step == FILE
        self.query_one("#import-said", Static).update(self.said)
        self.set_class(not self.said, "-quiet")
        shown = self.query_one("#import-list", ItemList)
        shown.border_title = _(drawing.STEPS[self.step])
        ink = self.ink
        if self.step == FILE:
            files = drawing.file_items(self.query_one("#import-path", Input).value, ink)
            shown.set_items([*drawing.broken_items(self.broken, ink), *files])
        elif self.step == COLUMNS and self.draft is not None:
            shown.set_items(drawing.mapping_items(self.draft, ink))
        elif self.step == PREVIEW and self.seen is not None:
            shown.set_items(preview_items(self.seen, ink))
        elif self.result is not None:
            shown.set_items(result_items(self.result, ink))
        else:
            shown.set_items([note("working", _("Esc stops it; nothing of it is kept then."), ink)])
        if self.step != FILE:
            shown.focus()
        self.refresh_bindings()

    def go(self, step: int) -> None:
        """Shows a step."""
        self.step, self.said = step, ""
        self.fill()
        if step == FILE:
            self.query_one("#import-path").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "next":
            return self.step in (FILE, COLUMNS)
        if action == "start":
            return self.step == PREVIEW and self.seen is not None and bool(self.seen.complaints)
        if action == "save":
            return self.step in (COLUMNS, PREVIEW) and self.draft is not None and not self.draft.whole
        if action == "undo":
            return self.step == RESULT and self.result is not None and not self.result.earlier
        return True

    # the file

    def on_input_changed(self) -> None:
        if self.step == FILE:
            self.fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        path, found = Path(event.value).expanduser(), drawing.candidates(event.value)
        self.pick(found[0] if len(found) == 1 and not path.exists() else path)

    def pick(self, path: Path) -> None:
        """A folder is gone into, a file is opened."""
        if path.is_dir():
            field = self.query_one("#import-path", Input)
            field.value = f"{path}/"
            field.cursor_position = len(field.value)
            field.focus()
        else:
            self.open(path)

    def action_next(self) -> None:
        if self.step == FILE:
            self.pick(Path(self.query_one("#import-path", Input).value).expanduser())
        else:
            self.look()

    def action_back(self) -> None:
        if self.running:
            self.stop()
        elif self.step in (COLUMNS, PREVIEW):
            self.go(self.step - 1)
        else:
            self.dismiss()
