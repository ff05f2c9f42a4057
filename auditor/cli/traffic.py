"""`auditor channels traffic`: how many customers call a line, which is its weight among others."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import channel_ids
from auditor.i18n import _, number


@click.command("traffic", help=_("Record how many customers call a line a month: lines are weighed by it."))
@click.argument("id", shell_complete=channel_ids)
@click.argument("calls", type=click.FloatRange(min=0), required=False)
@click.option(
    "--forget", is_flag=True, help=_("Not known (any more): the summary then counts every call alike.")
)
@json_option
@click.pass_context
def traffic(ctx: click.Context, id: str, calls: float | None, *, forget: bool, as_json: bool) -> None:
    """Records or forgets it."""
    from auditor.core.contract import channel_json
    from auditor.core.registering import record_traffic

    if (calls is None) is not forget:
        raise click.UsageError(_("Give the calls a month, or --forget."))
    channel = record_traffic(app_of(ctx), id, calls)
    if as_json:
        print_json(channel_json(channel))
    elif channel.traffic is None:
        narrate(_("Forgotten: how many customers call {id}.").format(id=channel.id))
    else:
        calls_text = number(channel.traffic, 0)
        narrate(_("Recorded: {calls} calls a month on {id}.").format(calls=calls_text, id=channel.id))
