"""`auditor rescore`: a shop again, with today's rules."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, print_json, stop_on_ctrl_c
from auditor.cli.completion import shop_ids
from auditor.i18n import _


@click.command("rescore", help=_("Score a shop again with today's rules; earlier scorecards are kept."))
@click.argument("id", shell_complete=shop_ids)
@click.option("--listen", is_flag=True, help=_("Listen to the recording again first."))
@click.option(
    "--fresh", is_flag=True, help=_("Listen again without the words known from the channel's other calls.")
)
@json_option
@click.pass_context
def command(ctx: click.Context, id: str, listen: bool, fresh: bool, as_json: bool) -> None:
    """Prints the new scorecard."""
    from auditor.cli.narration import narrated
    from auditor.cli.show import show_page
    from auditor.core.contract import shop_json

    app = app_of(ctx)
    with stop_on_ctrl_c() as stop:
        narrated(app.run.rescore(id, listen_again=listen, fresh=fresh, stop=stop))
    page = app.shops.page(id)
    if as_json:
        print_json(shop_json(page))
    else:
        show_page(page)
