"""`auditor restore`: a backup back."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.common import json_option, narrate, print_json, settings_of
from auditor.i18n import _


@click.command("restore", help=_("Bring a backup back into an empty data folder."))
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help=_("Set what is there aside first."))
@json_option
@click.pass_context
def command(ctx: click.Context, archive: Path, replace: bool, as_json: bool) -> None:
    """Checks the archive before anything is written."""
    from auditor.codec import dump
    from auditor.store.backup import restore

    home = settings_of(ctx).home
    done = restore(archive, home, replace=replace)
    if as_json:
        print_json(dump(done))
    else:
        narrate(_("Restored into {home}.").format(home=home))
