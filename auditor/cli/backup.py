"""`auditor backup`: the data folder as one archive."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.i18n import _


@click.command("backup", help=_("Save documents and recordings as one archive, checked after writing."))
@click.argument("target", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def command(ctx: click.Context, target: Path, as_json: bool) -> None:
    """Says where it is and how much is in it."""
    from auditor.codec import dump
    from auditor.store.backup import backup

    made = backup(app_of(ctx).settings.home, target)
    if as_json:
        print_json(dump(made))
    else:
        narrate(_("Backup written and checked: {path}").format(path=target))
