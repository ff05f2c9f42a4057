"""`auditor complaints import`: a file of complaints, with its mapping, a preview, and every faulty row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.errors import CommandError, ExitCode
from auditor.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from auditor.ledger.imports.importing import ImportResult, Preview
    from auditor.ledger.imports.mapping import Mapping

FAULTS_SHOWN = 100


def join(group: click.Group) -> None:
    """Adds the verbs to the group."""
    group.add_command(import_)
    group.add_command(imports)
    group.add_command(undo_import)


@click.command(
    "import", help=_("Import complaints from CSV, XLSX or JSON Lines; good rows go in, faulty ones are told.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping", help=_("A saved mapping, or a YAML or JSON file (default: guessed from the headers).")
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="FIELD=HEADER",
    help=_("Which column a field is; may be given several times."),
)
@click.option(
    "--constant",
    "constants",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("A value for every row; may be given several times."),
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="FIELD:WORD=OURS",
    help=_("What a word of the file means, such as segment:Oro=most_valuable; may be given several times."),
)
@click.option("--date-format", help=_("How the file writes dates, such as %d/%m/%Y (default: detected)."))
@click.option("--time-zone", help=_("IANA time zone of the file's times (default: the company's)."))
@click.option(
    "--all-contacts/--not-all-contacts", default=None, help=_("Whether the file has a row for every contact.")
)
@click.option("--pseudonymous", is_flag=True, help=_("Customers are keys already: keep them as they are."))
@click.option("--id-prefix", help=_("Put before every id, to keep two systems apart."))
@click.option("--encoding", help=_("Of a CSV file (default: detected)."))
@click.option("--delimiter", help=_("Of a CSV file (default: detected)."))
@click.option("--sheet", help=_("Of an XLSX file (default: the first)."))
@click.option("--save-mapping", metavar="NAME", help=_("Keep the mapping under this name."))
@click.option("--preview", "only_preview", is_flag=True, help=_("Show what would be done; store nothing."))
@json_option
@click.pass_context
def import_(ctx: click.Context, /, file: Path, only_preview: bool, as_json: bool, **asked: Any) -> int:
    """Opens, maps, previews or imports. Exit code 1 when a row was faulty."""
    app = app_of(ctx)
    from auditor.core.resolution import company_zone

    source, mapping = app.complaints.source(
        file,
        asked["mapping"],
        encoding=asked["encoding"],
        delimiter=asked["delimiter"],
        sheet=asked["sheet"],
        time_zone=company_zone(app),
    )
    mapping = _adjusted(mapping, asked)
    if asked["save_mapping"]:
        path = app.complaints.save_mapping(asked["save_mapping"], mapping)
        narrate(_("Mapping kept: {path}").format(path=path))
    seen = app.complaints.preview(file, source, mapping)
    if only_preview:
        _tell_preview(seen, as_json)
        return ExitCode.FAILED if seen.faults else ExitCode.DONE
    for note in seen.notes:
        narrate(_("Note: {text}").format(text=_(note)))
    result = app.complaints.import_file(
        file, source, mapping, progress=lambda rows: narrate(_("{rows} rows read").format(rows=rows))
    )
    _tell_result(result, as_json)
    return ExitCode.FAILED if result.faults else ExitCode.DONE


@click.command("imports", help=_("The imports on record, newest first, and which were broken off."))
@json_option
@click.pass_context
def imports(ctx: click.Context, as_json: bool) -> None:
    """One line an import, with the id that takes it back."""
    found = app_of(ctx).complaints.imports()
    if as_json:
        from auditor.core.ledger_contract import standing_json

        print_json([standing_json(each) for each in found])
    elif found:
        from auditor.cli.show_imports import show_imports

        show_imports(found)
    else:
        narrate(_("No imports yet."))


@click.command("undo-import", help=_("Take an import back: what nobody changed since goes."))
@click.argument("import_id")
@json_option
@click.pass_context
def undo_import(ctx: click.Context, import_id: str, as_json: bool) -> None:
    """Says how many went, and how many stay."""
    from auditor.core.complaints import person
    from auditor.ledger.imports.undoing import undo_import as undo

    undone, kept = undo(app_of(ctx).complaints.ledger, import_id, person())
    if as_json:
        print_json({"undone": undone, "kept": kept})
    else:
        narrate(
            _("Taken back: {undone}. Kept, since changed by hand: {kept}.").format(undone=undone, kept=kept)
        )


def _adjusted(mapping: Mapping, asked: dict[str, Any]) -> Mapping:
    from dataclasses import replace

    formats = dict(mapping.date_formats)
    if asked["date_format"]:
        from auditor.ledger.imports.fields import DATES

        columns = {*mapping.columns, *(pair.partition("=")[0] for pair in asked["sets"])}
        formats = {name: asked["date_format"] for name in DATES if name in columns}
    given = {
        "time_zone": asked["time_zone"],
        "id_prefix": asked["id_prefix"],
        "all_contacts": asked["all_contacts"],
        "pseudonymous": asked["pseudonymous"] or None,
        "ambiguous": () if asked["date_format"] else None,
    }
    return replace(
        mapping,
        columns={**mapping.columns, **_pairs(asked["sets"])},
        constants={**mapping.constants, **_pairs(asked["constants"])},
        values=_words(mapping.values, asked["values"]),
        date_formats=formats,
        **{name: value for name, value in given.items() if value is not None},
    )


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    made = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise CommandError(N_("“{text}” is not of the form FIELD=…"), text=text)
        made[name.strip()] = value
    return made


def _words(known: dict[str, dict[str, str]], texts: tuple[str, ...]) -> dict[str, dict[str, str]]:
    made = {field: dict(words) for field, words in known.items()}
    for key, ours in _pairs(texts).items():
        field, sign, word = key.partition(":")
        if not sign:
            raise CommandError(N_("“{text}” is not of the form FIELD:WORD=…"), text=key)
        made.setdefault(field, {})[word] = ours
    return made


def _tell_preview(seen: Preview, as_json: bool) -> None:
    from auditor.core.ledger_contract import preview_json

    if as_json:
        print_json(preview_json(seen))
        return
    from auditor.cli.show_complaints import show_rows

    facts = ", ".join(f"{name} {value!r}" for name, value in seen.source.facts.items())
    click.echo(f"{seen.source.kind}: {facts}")
    for name, header in seen.mapping.columns.items():
        date_format = seen.mapping.date_formats.get(name)
        click.echo(f"  {name} ← {header}" + (f"  ({date_format})" if date_format else ""))
    if seen.unused:
        click.echo(_("Not used: {columns}").format(columns=", ".join(seen.unused)))
    for note in seen.notes:
        click.echo(_("Note: {text}").format(text=_(note)))
    show_rows(seen.complaints[:5])
    _tell_faults(seen.faults)
    click.echo(
        _("Of the first {rows} rows {good} are good. Nothing was stored.").format(
            rows=seen.rows, good=seen.rows - len({fault.line for fault in seen.faults})
        )
    )


def _tell_result(result: ImportResult, as_json: bool) -> None:
    from auditor.core.ledger_contract import import_json

    record = result.record
    if as_json:
        print_json(import_json(result))
    if result.earlier:
        narrate(
            _("This file was imported already ({at}, {by}); nothing was done.").format(
                at=record.at, by=record.by
            )
        )
        return
    if result.completed:
        narrate(_("A first attempt had been broken off; it is complete now."))
    _tell_faults(result.faults)
    narrate(
        _("{rows} rows: {added} added, {changed} changed, {unchanged} as they were, {faulty} faulty.").format(
            rows=record.rows,
            added=record.added,
            changed=record.changed,
            unchanged=record.unchanged,
            faulty=record.faulty,
        )
    )
    narrate(_("To take it back: auditor complaints undo-import {id}").format(id=record.id))


def _tell_faults(faults: tuple[Any, ...]) -> None:
    for fault in faults[:FAULTS_SHOWN]:
        column = f", {fault.column}" if fault.column else ""
        narrate(_("line {line}{column}: {text}").format(line=fault.line, column=column, text=fault))
    left = len(faults) - FAULTS_SHOWN
    if left > 0:
        narrate(
            ngettext(
                "… and {n} more fault; --json prints them all.",
                "… and {n} more faults; --json prints them all.",
                left,
            ).format(n=left)
        )
