"""`auditor replay`: hear a recording."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, narrate, print_json, stop_on_ctrl_c
from auditor.cli.completion import shop_ids
from auditor.i18n import _


@click.command("replay", help=_("Play a shop's recording; says so when there is no sound device."))
@click.argument("id", shell_complete=shop_ids)
@click.option("--from", "from_s", type=float, default=0.0, help=_("Second to begin at."))
@click.option("--to", "to_s", type=float, help=_("Second to end at."))
@json_option
@click.pass_context
def command(ctx: click.Context, id: str, from_s: float, to_s: float | None, as_json: bool) -> None:
    """Exit code 3 where nothing can be played; the file's path is told all the same."""
    from auditor.core.replay import play

    app = app_of(ctx)
    page = app.shops.page(id)
    if as_json:
        print_json({"id": page.shop.id, "path": str(page.recording_path) if page.recording_path else None})
        return
    narrate(str(page.recording_path or "–"))
    with stop_on_ctrl_c() as stop:
        play(page, from_s, to_s, stop)
    narrate(_("Played."))
