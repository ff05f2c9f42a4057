"""`auditor fcr`: first-call resolution three ways, never mixed, and time to resolution."""

from __future__ import annotations

from typing import Any

import click

from auditor.cli.common import app_of, json_option, print_json
from auditor.i18n import _


@click.command("fcr", help=_("First-call resolution three ways, and time to resolution."))
@click.option(
    "--window",
    "windows",
    type=click.IntRange(1, 365),
    multiple=True,
    help=_("Days without a repeat contact; may be given several times (default: 7, 14 and 30)."),
)
@click.option(
    "--by", type=click.Choice(["topic", "channel", "operator", "segment"]), help=_("In groups too.")
)
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help=_("Opened on this day or later."))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help=_("Opened on this day or earlier."))
@click.option("--as-of", help=_("As things stood at this moment (default: now)."))
@click.option("--pack", help=_("The rule pack of the deadlines (default: the country's and the sector's)."))
@click.option(
    "--sector", type=click.Choice(["finance"]), help=_("The company's sector (default: the settings').")
)
@click.option("--region", help=_("The region whose holidays count too, such as MD."))
@json_option
@click.pass_context
def command(ctx: click.Context, /, windows: tuple[int, ...], as_json: bool, **given: Any) -> None:
    """Asks the core and prints."""
    from auditor.cli.moments import as_of as moment_asked
    from auditor.core.resolution import Asked, resolution_page
    from metrics.complaints.fcr import WINDOWS

    app = app_of(ctx)
    first, last, as_of = given["first"], given["last"], given["as_of"]
    page = resolution_page(
        app,
        Asked(
            windows=tuple(sorted(set(windows))) or WINDOWS,
            by=given["by"],
            first=first and first.date(),
            last=last and last.date(),
            as_of=moment_asked(app, as_of),
            pack=given["pack"],
            region=given["region"],
            sector=given["sector"],
        ),
    )
    if as_json:
        from auditor.core.ledger_contract import resolution_json

        print_json(resolution_json(page))
        return
    from auditor.cli.show_fcr import show_resolution

    show_resolution(page)
