"""`auditor shops export|exports`: a shop out of the data folder, muted and redacted, and the record of it."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import shop_ids
from auditor.i18n import _


def join(group: click.Group) -> None:
    """Adds the verbs to the group."""
    group.add_command(export)
    group.add_command(exports)


@click.command("export", help=_("Write a shop to a new folder or file: sound muted, words redacted."))
@click.argument("id", shell_complete=shop_ids)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=_("A folder, .flac, .opus, .json or .txt."),
)
@click.option("--original", is_flag=True, help=_("The sound as it was recorded; needs --reason."))
@click.option("--reason", help=_("Why the original leaves the data folder; kept on record."))
@click.option("--who", help=_("Who exports it (default: you)."))
@json_option
@click.pass_context
def export(
    ctx: click.Context, /, id: str, out: Path, *, original: bool, as_json: bool, **asked: str | None
) -> None:
    """Says what was written."""
    from auditor.codec import dump
    from auditor.core.exporting import export as write

    reason = asked["reason"]
    if original is (reason is None):
        raise click.UsageError(_("--original and --reason go together."))
    made = write(app_of(ctx), id, out, reason=reason, by=asked["who"])
    if as_json:
        print_json(dump(made))
        return
    for file in made.files:
        narrate(_("Written: {path}").format(path=file))
    if made.original:
        narrate(_("This is the original: it holds what people said. The export is on record."))


@click.command("exports", help=_("What was exported, by whom, and why where it was an original."))
@click.argument("id", required=False, shell_complete=shop_ids)
@json_option
@click.pass_context
def exports(ctx: click.Context, id: str | None, as_json: bool) -> None:
    """One line an export."""
    from auditor.codec import dump
    from auditor.core.exporting import exports as on_record

    app = app_of(ctx)
    found = on_record(app, app.shops.get(id).id if id else None)
    if as_json:
        print_json([dump(each) for each in found])
        return
    if not found:
        narrate(_("Nothing was exported yet."))
    for each in found:
        what = _("original: {reason}").format(reason=each.reason) if each.original else _("muted")
        click.echo(f"{each.at[:16]}\t{each.shop}\t{each.by}\t{what}\t{', '.join(each.files)}")
