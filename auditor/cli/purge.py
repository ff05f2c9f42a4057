"""`auditor purge`: what is past its retention."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.errors import CommandError
from auditor.i18n import N_, _


@click.command("purge", help=_("Show which recordings are past their retention; with --yes remove them."))
@click.option("--days", type=click.IntRange(1), help=_("Retention in days (default: the settings')."))
@click.option("--yes", is_flag=True, help=_("Really remove them; the documents stay."))
@json_option
@click.pass_context
def command(ctx: click.Context, days: int | None, yes: bool, as_json: bool) -> None:
    """Removes nothing without --yes."""
    from datetime import timedelta

    from auditor.codec import dump
    from auditor.store.backup import purge

    app = app_of(ctx)
    kept = days or app.settings.retention_days
    if kept is None:
        raise CommandError(N_("No retention is set: give --days, or retention_days in the settings."))
    done = purge(app.store, timedelta(days=kept), dry_run=not yes)
    if as_json:
        print_json(dump(done))
        return
    for gone in done.removed:
        click.echo(gone.path)
    narrate(
        _("Removed: {n}").format(n=len(done.removed))
        if yes
        else _("Would be removed with --yes: {n}").format(n=len(done.removed))
    )
