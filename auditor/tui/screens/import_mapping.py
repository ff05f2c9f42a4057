"""What can be said of a file's columns: which field each is, how dates are written, what words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from auditor.core.import_draft import CHOICES, FIELD_LABELS, fields, saved_mappings
from auditor.i18n import _, explain
from auditor.ledger.imports.cells import FORMATS, ISO
from auditor.ledger.imports.undoing import undo_import
from auditor.tui.drawing.importing import Column, Setting, Words
from auditor.tui.screens.confirm import Confirm
from auditor.tui.screens.form import Act, Field, FormDialog
from auditor.tui.screens.import_run import ImportRun
from auditor.tui.widgets.item_list import ItemList
from metrics.complaints.labels import label


class MappingActs(ImportRun):
    """Enter on an entry asks about it; every answer shows at once."""

    def pick(self, path: Path) -> None:
        """A path was chosen."""
        raise NotImplementedError

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        match message.item.payload:
            case Path() as path:
                self.pick(path)
            case Column(header):
                self._ask_column(header)
            case Words(field):
                self._ask_words(field)
            case Setting("reading"):
                self._ask_reading()
            case Setting("saved"):
                self._ask_saved()
            case Setting():
                self._ask_rows()

    def _ask_column(self, header: str) -> None:
        draft = self.draft
        if draft is None:
            return
        now = draft.field_of(header)
        options = [(_(FIELD_LABELS[name]), name) for name in fields()]
        formats = [(name, name) for name in (ISO, *FORMATS)]
        date_format = draft.mapping.date_formats.get(now or "", "")
        if date_format and date_format not in (ISO, *FORMATS):
            formats.append((date_format, date_format))
        asked = [
            Field("field", _("It is the"), now or "", [(_("not used"), "-"), *options]),
            Field("format", _("Dates are written"), date_format, formats),
        ]
        samples = " · ".join(dict.fromkeys(draft.texts(header)[:6]))

        def keep(values: Mapping[str, str]) -> None:
            field = values["field"].replace("-", "")
            self.draft = draft.column(header, field, values["format"])

        self._form(header, asked, keep, samples)

    def _ask_words(self, field: str) -> None:
        draft = self.draft
        if draft is None:
            return
        words = draft.unknown_words(field)[:7]
        options = [
            (_(label("segment", each)) if field == "segment" else each, each) for each in CHOICES[field]
        ]
        asked = [Field(str(n), word[:18], options=options) for n, (word, _n) in enumerate(words)]

        def keep(values: Mapping[str, str]) -> None:
            given = {word: values[str(n)] for n, (word, _n) in enumerate(words)}
            self.draft = draft.translate(field, given)

        about = _("What each of the file's words means; one left empty makes its rows faulty.")
        self._form(_(FIELD_LABELS[field]), asked, keep, about)

    def _ask_reading(self) -> None:
        draft = self.draft
        if draft is None:
            return
        facts = draft.source.facts
        names = {"encoding": _("Encoding"), "delimiter": _("Delimiter"), "sheet": _("Sheet")}
        asked = [Field(name, text, facts[name]) for name, text in names.items() if name in facts]
        if asked:

            def keep(values: Mapping[str, str]) -> None:
                given = {name: value or None for name, value in values.items()}
                self.open(draft.path, draft.name, **given)

            self._form(_("How the file is read"), asked, keep)

    def _ask_saved(self) -> None:
        draft, names = self.draft, saved_mappings(self.whole)
        if draft is None:
            return
        options = [(_("guessed from the headers"), "-"), *((name, name) for name in names)]

        def keep(values: Mapping[str, str]) -> None:
            self.open(draft.path, "" if values["name"] == "-" else values["name"])

        asked = [Field("name", _("Mapping"), draft.name or "-", options, required=True)]
        self._form(_("Which mapping"), asked, keep, _("w keeps the present one under a name."))

    def _ask_rows(self) -> None:
        draft = self.draft
        if draft is None:
            return
        mapping = draft.mapping
        contacts = [(_("every contact has a row"), "yes"), (_("not every contact has a row"), "no")]
        customers = [(_("put under a key"), "hash"), (_("keys already"), "keys")]
        asked = [
            Field("contacts", _("Contacts"), "yes" if mapping.contacts_complete else "no", contacts),
            Field("customers", _("Customers"), "keys" if mapping.pseudonymous else "hash", customers),
            Field("zone", _("Time zone"), mapping.time_zone, required=True),
            Field("prefix", _("Before each id"), mapping.id_prefix),
        ]

        def keep(values: Mapping[str, str]) -> None:
            made = replace(
                mapping,
                all_contacts=values["contacts"] == "yes",
                pseudonymous=values["customers"] == "keys",
                time_zone=values["zone"],
                id_prefix=values["prefix"],
            )
            self.draft = replace(draft, mapping=made)

        self._form(_("For every row"), asked, keep)

    def action_save(self) -> None:
        draft = self.draft
        if draft is None:
            return

        def keep(values: Mapping[str, str]) -> None:
            path = self.whole.complaints.save_mapping(values["name"], draft.mapping)
            self.draft = replace(draft, name=values["name"])
            self.notify(_("Mapping kept: {path}").format(path=path))

        self._form(_("Keep the mapping"), [Field("name", _("Name"), draft.name, required=True)], keep)

    def action_undo(self) -> None:
        result = self.result
        if result is not None:
            ask = _("Take this import back? What nobody changed since goes out of the ledger.")
            self.app.push_screen(Confirm(ask, _("Take back")), self._undo)

    def _undo(self, sure: bool | None) -> None:
        if not sure or self.result is None:
            return
        try:
            undone, kept = undo_import(self.whole.complaints.ledger, self.result.record.id, self.ui.who)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        words = _("Taken back: {undone}. Kept, since changed by hand: {kept}.")
        self.notify(words.format(undone=undone, kept=kept))
        self.dismiss()

    def _form(self, title: str, asked: list[Field], keep: Act, about: str = "") -> None:
        self.app.push_screen(FormDialog(title, asked, keep, about=about), lambda _done: self.fill())
