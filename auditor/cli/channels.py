"""`auditor channels`: the register of own channels."""

from __future__ import annotations

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.maps import map_
from auditor.cli.prompts import prompts
from auditor.cli.traffic import traffic
from auditor.i18n import _


@click.group("channels", help=_("The register of own channels: nothing else is ever called."))
def command() -> None:
    """Groups the four verbs."""


@command.command("add", help=_("Register a line that is your company's own."))
@click.argument("id")
@click.argument("address")
@click.option("--owner", required=True, help=_("Who answers for this line."))
@click.option("--own", is_flag=True, help=_("I state that this line is my own company's."))
@click.option("--declared-by", help=_("Who states it (default: you)."))
@click.option("--title", default="", help=_("A name for people."))
@click.option("--country", default="ES", show_default=True, help=_("Tone plan and numbering (ISO 3166)."))
@click.option("--language", default="es", show_default=True, help=_("Language spoken on it."))
@click.option(
    "--time-zone", default="Europe/Madrid", show_default=True, help=_("IANA time zone of the line.")
)
@click.option("--account", help=_("SIP account of the settings that calls go out by."))
@click.option("--operator", help=_("Who runs it: in-house or a contractor."))
@click.option("--calls-per-day", type=int, default=10, show_default=True, help=_("Calls a day at most."))
@click.option(
    "--agent-minutes-per-day",
    type=float,
    default=30.0,
    show_default=True,
    help=_("Minutes of agents' time a day at most."),
)
@click.option("--traffic", type=click.FloatRange(min=0), help=_("How many customers call it a month."))
@click.option("--quiet-hours", help=_("Local hours in which it is never called, such as 22:00-08:00."))
@click.option("--staff-notice", metavar="DAY", help=_("When its staff were told that mystery calls happen."))
@json_option
@click.pass_context
def add(ctx: click.Context, /, id: str, address: str, own: bool, as_json: bool, **fields: object) -> None:
    """Parses, registers, prints."""
    from auditor.core.contract import channel_json
    from auditor.core.registering import register

    channel = register(app_of(ctx), id=id, address=address, own=own, **fields)  # type: ignore[arg-type]
    if as_json:
        print_json(channel_json(channel))
    else:
        narrate(_("Registered: {id} → {address}").format(id=channel.id, address=channel.address))


@command.command("list", help=_("The registered channels."))
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """One line a channel."""
    from auditor.core.contract import channel_json

    channels = app_of(ctx).channels.list()
    if as_json:
        print_json([channel_json(channel) for channel in channels])
        return
    if not channels:
        narrate(
            _("No channel is registered yet. Add one: auditor channels add ID ADDRESS --owner NAME --own")
        )
    for channel in channels:
        click.echo(f"{channel.id}\t{channel.address}\t{channel.owner}\t{channel.title}")


@command.command("show", help=_("One channel, whole."))
@click.argument("id")
@json_option
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """Its fields, one a line."""
    from auditor.core.contract import channel_json

    data = channel_json(app_of(ctx).channels.show(id))
    if as_json:
        print_json(data)
        return
    for key, value in data.items():
        click.echo(f"{key}: {value}")


@command.command("notice", help=_("Record that the staff were told of mystery calls: names need it."))
@click.argument("id")
@click.argument("day", required=False)
@click.option("--by", help=_("Who records it (default: you)."))
@click.option("--withdraw", is_flag=True, help=_("Take the record back: no agent's name is kept any more."))
@json_option
@click.pass_context
def notice(
    ctx: click.Context, /, id: str, day: str | None, *, withdraw: bool, as_json: bool, by: str | None
) -> None:
    """Records or withdraws it."""
    from auditor.core.contract import channel_json
    from auditor.core.registering import record_notice, withdraw_notice

    if (day is None) is not withdraw:
        raise click.UsageError(_("Give the day of the notice, or --withdraw."))
    app = app_of(ctx)
    channel = withdraw_notice(app, id) if day is None else record_notice(app, id, day, by)
    if as_json:
        print_json(channel_json(channel))
    elif channel.staff_notice is None:
        narrate(_("Withdrawn: no name of an agent of {id} is kept or shared any more.").format(id=channel.id))
    else:
        narrate(
            _("Recorded: the staff of {id} were told on {day}.").format(
                id=channel.id, day=channel.staff_notice.given_on
            )
        )


@command.command("remove", help=_("Take a channel off the register; what was done on it stays."))
@click.argument("id")
@json_option
@click.pass_context
def remove(ctx: click.Context, id: str, as_json: bool) -> None:
    """Says what was removed."""
    from auditor.core.contract import channel_json

    channel = app_of(ctx).channels.show(id)
    app_of(ctx).channels.remove(id)
    if as_json:
        print_json(channel_json(channel))
    else:
        narrate(_("Removed: {id}. To bring it back, add it again.").format(id=id))


command.add_command(map_)
command.add_command(traffic)
command.add_command(prompts)
