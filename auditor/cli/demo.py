"""`auditor demo`: the whole way of a call on the practice lines, with nothing to set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli.common import json_option, narrate, print_json, settings_of, stop_on_ctrl_c
from auditor.errors import ExitCode
from auditor.i18n import _, number

if TYPE_CHECKING:
    from auditor.core.demo import DemoCall


@click.command(
    "demo", help=_("Three practice calls over real SIP on this machine: placed, heard, scored, shown.")
)
@click.option("--no-ui", is_flag=True, help=_("Print the results instead of opening the terminal."))
@json_option
@click.pass_context
def command(ctx: click.Context, no_ui: bool, as_json: bool) -> int:
    """Exit code 1 when a call or its measurement failed."""
    from auditor.cli.narration import narrated_by_shop
    from auditor.cli.weights import fetch_with_bar
    from auditor.core.demo import open_demo, results, run_demo

    app = open_demo(settings_of(ctx))
    ctx.call_on_close(app.close)
    fetch_with_bar(app)
    narrate(_("Three practice lines are called at once; this takes about two minutes. Ctrl-C stops it."))
    with stop_on_ctrl_c() as stop:
        events = narrated_by_shop(run_demo(app, stop))
    shops = list(dict.fromkeys(event.shop for event in events if event.shop))
    calls = results(app, shops)
    if as_json:
        print_json([_json(call) for call in calls])
    elif no_ui:
        for call in calls:
            _print(call)
    else:
        from auditor.tui.app import run_ui

        return run_ui(app)
    fine = len(calls) == 3 and all(call.rows and all(row.ok for row in call.rows) for call in calls)
    return ExitCode.DONE if fine else ExitCode.FAILED


def _json(call: DemoCall) -> dict[str, object]:
    from auditor.codec import dump
    from auditor.core.contract import shop_json

    return {"line": call.line, "shop": shop_json(call.page), "compared": dump(call.rows)}


def _print(call: DemoCall) -> None:
    from rich.table import Table

    from auditor.cli.show import console, show_page

    show_page(call.page)
    table = Table(
        title=_("Measured against the line's own truth"), box=None, pad_edge=False, title_justify="left"
    )
    for heading in (_("What"), _("Measured"), _("True"), _("Error"), ""):
        table.add_column(heading, overflow="fold")
    for row in call.rows:
        cells = (_cell(row.measured), _cell(row.true), _cell(row.error))
        table.add_row(row.id, *cells, "✓" if row.ok else "✗")
    console().print(table)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return number(value, 2)
    return "–" if value is None else str(value)
