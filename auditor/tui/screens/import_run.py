"""How an import is opened, looked at and carried out in threads; what they post comes back as messages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from auditor.core.complaints import person
from auditor.core.import_draft import Draft, open_draft
from auditor.i18n import _, explain
from auditor.ledger.imports.importing import ImportResult
from auditor.ledger.imports.values import ImportCancelled
from auditor.tui.base import Page
from auditor.tui.formats import count

if TYPE_CHECKING:
    from auditor.ledger.imports.importing import Preview


class ImportRun(Page):
    """One thing at a time: `running` is what goes on, "" for nothing; `halt` asks it to end."""

    draft: Draft | None
    seen: Preview | None
    result: ImportResult | None
    step: int
    said: str
    running = ""
    halt: threading.Event

    @dataclass
    class Told(Message):
        """How far it is."""

        words: str

    @dataclass
    class Ended(Message):
        """It came to its end with a draft, a preview, a result, or an error."""

        value: Draft | Preview | ImportResult | None
        error: BaseException | None = None

    def go(self, step: int) -> None:
        """Shows a step."""
        raise NotImplementedError

    def open(self, path: Path, name: str = "", **asked: str | None) -> None:
        """Opens a file in a thread."""
        self._begin(_("Opening…"))
        self._open(path, name, asked)

    def look(self) -> None:
        """Reads the first rows as an import would."""
        self._begin(_("Reading…"))
        self._look()

    def action_start(self) -> None:
        """Carries the import out."""
        self.result = None
        self.go(3)
        self._begin(_("Importing…"))
        self._import()

    def stop(self) -> None:
        """Asks what goes on to end."""
        self.halt.set()
        self._say(_("Stopping: what was stored is taken back…"))

    def _begin(self, words: str) -> None:
        self.running = words
        self.halt = threading.Event()
        self._say(words)

    def _say(self, words: str) -> None:
        self.said = words
        self.fill()

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _open(self, path: Path, name: str, asked: dict[str, str | None]) -> None:
        self._end(lambda: open_draft(self.whole, path, name, **asked))

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _look(self) -> None:
        draft = self.draft
        assert draft is not None  # noqa: S101 - the step before opened it
        self._end(lambda: self.whole.complaints.preview(draft.path, draft.source, draft.mapping))

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _import(self) -> None:
        draft, halt = self.draft, self.halt
        assert draft is not None  # noqa: S101 - the step before opened it

        def told(words: str) -> None:
            if halt.is_set():
                raise ImportCancelled
            self.post_message(self.Told(words))

        self._end(
            lambda: self.whole.complaints.import_file(
                draft.path,
                draft.source,
                draft.mapping,
                person(),
                progress=lambda rows: told(_("{n} rows read").format(n=count(rows))),
                stored=lambda n, of: told(_("{n} of {of} stored").format(n=count(n), of=count(of))),
            )
        )

    def _end(self, work_: Callable[[], Draft | Preview | ImportResult]) -> None:
        try:
            self.post_message(self.Ended(work_()))
        except Exception as error:
            self.post_message(self.Ended(None, error))

    def on_import_run_told(self, message: Told) -> None:
        if self.running and not self.halt.is_set():
            self._say(message.words)

    def on_import_run_ended(self, message: Ended) -> None:
        was, self.running, self.said = self.step, "", ""
        match message.value:
            case Draft() as draft:
                self.draft, step = draft, 1
            case ImportResult() as result:
                self.result, step = result, 3
            case None:
                step = 2 if was == 3 else was
                words = explain(message.error) if message.error else ""
                self.notify(words, severity="warning", timeout=15)
            case seen:
                self.seen, step = seen, 2
        self.go(step)
