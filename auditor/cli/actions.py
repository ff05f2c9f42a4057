"""`auditor actions`: what is done about findings, and what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import channel_ids, scenario_ids, shop_ids
from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.ledger.actions import Action


@click.group("actions", help=_("What is done about findings, by whom and when, and what came of it."))
def command() -> None:
    """Groups the verbs."""


@command.command("add", help=_("Note what is to be done about a finding."))
@click.argument("what")
@click.option("--who", required=True, help=_("Who does it."))
@click.option("--by", required=True, help=_("By which day, as 2026-03-31."))
@click.option("--finding", help=_("The rule that it comes from, such as ES-11."))
@click.option("--figure", help=_("The figure to compare: its id, score, or check.ID."))
@click.option(
    "--shop", shell_complete=shop_ids, help=_("The shop that showed it; gives scenario and channel.")
)
@click.option("--scenario", shell_complete=scenario_ids, help=_("What it is measured again with."))
@click.option("--channel", shell_complete=channel_ids, help=_("Where it is measured again."))
@json_option
@click.pass_context
def add(ctx: click.Context, /, what: str, who: str, by: str, as_json: bool, **origin: Any) -> None:
    """Adds it."""
    _kept(app_of(ctx).actions.add(what, who, by, **origin), as_json)


@command.command("list", help=_("The open actions, the earliest day first, with what came of them."))
@click.option("--all", "everything", is_flag=True, help=_("Done and dropped ones too."))
@json_option
@click.pass_context
def list_(ctx: click.Context, everything: bool, as_json: bool) -> None:
    """One line an action, and before and after where there is a figure."""
    from auditor.core.action_acts import result_words
    from auditor.core.ledger_contract import action_json

    actions = app_of(ctx).actions
    rows = [(action, actions.result(action.id)) for action in actions.book.list(everything=everything)]
    if as_json:
        print_json([action_json(action, result) for action, result in rows])
        return
    if not rows:
        narrate(_("No actions."))
    for action, result in rows:
        click.echo(_line(action))
        if result is not None:
            click.echo("    " + result_words(result))


@command.command("done", help=_("It is done; a re-test shows what came of it."))
@click.argument("id")
@click.option("--note", default="", help=_("What was done."))
@json_option
@click.pass_context
def done(ctx: click.Context, id: str, note: str, as_json: bool) -> None:
    """Ends it."""
    _kept(app_of(ctx).actions.done(id, note), as_json)


@command.command("drop", help=_("It will not be done."))
@click.argument("id")
@click.option("--note", default="", help=_("Why."))
@json_option
@click.pass_context
def drop(ctx: click.Context, id: str, note: str, as_json: bool) -> None:
    """Ends it."""
    _kept(app_of(ctx).actions.drop(id, note), as_json)


@command.command("reopen", help=_("Open it again."))
@click.argument("id")
@click.option("--note", default="", help=_("Why."))
@json_option
@click.pass_context
def reopen(ctx: click.Context, id: str, note: str, as_json: bool) -> None:
    """Takes its end back."""
    from auditor.core.complaints import person

    _kept(app_of(ctx).actions.book.reopen(id, person(), note), as_json)


@command.command("retest", help=_("Plan a shop that measures it again with the same scenario."))
@click.argument("id")
@click.option("--at", help=_("When, as 2026-03-02T10:15 (default: now)."))
@json_option
@click.pass_context
def retest(ctx: click.Context, id: str, at: str | None, as_json: bool) -> None:
    """Plans it."""
    from auditor.cli.moments import moment
    from auditor.codec import dump

    app = app_of(ctx)
    shop = app.actions.retest(id, datetime.fromisoformat(moment(app, at)) if at else None)
    if as_json:
        print_json(dump(shop))
    else:
        narrate(
            _("Planned: {id}, due {at}. `auditor work` carries it out.").format(id=shop.id, at=shop.due_at)
        )


def _kept(action: Action, as_json: bool) -> None:
    from auditor.core.ledger_contract import action_json

    if as_json:
        print_json(action_json(action, None))
    else:
        narrate(_line(action))


def _line(action: Action) -> str:
    from auditor.ledger.actions import LABELS

    late = f" ({_('late')})" if action.late(datetime.now(UTC).date()) else ""
    day = date.fromisoformat(action.by).isoformat()
    return f"{action.id}  {day}{late}  {action.who}  {_(LABELS[action.state])}  {action.what}"
