"""`auditor call`: one shop now."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, print_json, stop_on_ctrl_c
from auditor.cli.completion import channel_ids, scenario_ids
from auditor.errors import ExitCode
from auditor.i18n import _


@click.command("call", help=_("Place one mystery call now, listen to it and score it."))
@click.argument("scenario", shell_complete=scenario_ids)
@click.option("--channel", required=True, shell_complete=channel_ids, help=_("Which own channel to call."))
@json_option
@click.pass_context
def command(ctx: click.Context, scenario: str, channel: str, as_json: bool) -> int:
    """Exit code 1 when the line was not reached; what was recorded is kept all the same."""
    from auditor.cli.narration import narrated
    from auditor.cli.show import show_page
    from auditor.core.contract import shop_json
    from auditor.core.run import FULFILLED

    app = app_of(ctx)
    with stop_on_ctrl_c() as stop:
        events = narrated(app.run.call(scenario, channel, stop=stop))
    page = app.shops.page(next(event.shop for event in events if event.shop))
    if as_json:
        print_json(shop_json(page))
    else:
        show_page(page)
    reached = page.shop.contact is not None and page.shop.contact.outcome in FULFILLED
    return ExitCode.DONE if reached and page.scorecard is not None else ExitCode.FAILED
