"""`auditor alerts`: what has to be done about complaints, each once, and who took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli.alert_rules import rules
from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.errors import ExitCode
from auditor.i18n import _, ngettext, number

if TYPE_CHECKING:
    from auditor.core.alerts import Sent
    from auditor.ledger.alertbook import Raised

KINDS = (
    *("no_owner", "owner_not_recorded", "recovery_near", "recovery_passed", "silence", "promise_near"),
    *("promise_passed", "promise_broken", "escalation", "deadline_near", "deadline_late"),
)
SEGMENTS = ("most_valuable", "A", "B", "C")
MANY = 5000


@click.group(
    "alerts",
    invoke_without_command=True,
    help=_("What has to be done about complaints: list, take on, escalate, e-mail."),
)
@click.option("--kind", type=click.Choice(KINDS), help=_("Only alerts of this kind."))
@click.option("--rule", help=_("Only those from this rule or escalation step."))
@click.option("--severity", type=click.Choice(["pressing", "warning"]), help=_("Only those so pressing."))
@click.option("--segment", type=click.Choice(SEGMENTS), help=_("Only this segment."))
@click.option("--text", help=_("Only with these words in what the list shows."))
@click.option("--send", is_flag=True, help=_("E-mail the alerts that were not sent yet."))
@json_option
@click.pass_context
def command(ctx: click.Context, /, send: bool, as_json: bool, **asked: str | None) -> int:
    """Applies the rules and lists what is open. Exit code 1 when the mail server failed."""
    if ctx.invoked_subcommand is not None:
        return ExitCode.DONE
    from auditor.core.alert_filter import AlertFilter
    from auditor.core.ledger_contract import alert_json

    alerts = app_of(ctx).alerts
    wanted = AlertFilter(**{name: value for name, value in asked.items() if value})
    found = wanted.chosen(alerts.refresh(told=_going))
    sent = alerts.send() if send else None
    if as_json:
        by_key = {raised.key: raised for raised in alerts.book.list()}
        print_json([alert_json(by_key.get(raised.key, raised)) for raised in found])
    else:
        from auditor.core.alert_page import ownerless_first

        _show(ownerless_first(found))
    if sent is not None:
        _tell(sent)
    return ExitCode.FAILED if sent is not None and sent.error else ExitCode.DONE


command.add_command(rules)


@command.command("ack", help=_("Say that you take care of it."))
@click.argument("key")
@click.option("--who", help=_("Who takes care (default: you)."))
@click.option("--note", default="", help=_("Why."))
@json_option
@click.pass_context
def ack(ctx: click.Context, key: str, who: str | None, note: str, as_json: bool) -> None:
    """Acknowledges it."""
    _kept(app_of(ctx).alerts.acknowledge(key, who, note), as_json)


@command.command("escalate", help=_("Hand it to somebody else."))
@click.argument("key")
@click.option("--to", "to", required=True, help=_("To whom."))
@click.option("--who", help=_("Who hands it on (default: you)."))
@json_option
@click.pass_context
def escalate(ctx: click.Context, key: str, to: str, who: str | None, as_json: bool) -> None:
    """Escalates it."""
    _kept(app_of(ctx).alerts.escalate(key, to, who), as_json)


@command.command("close", help=_("Close it: it is not raised again for the same occasion."))
@click.argument("key")
@click.option("--who", help=_("Who closes it (default: you)."))
@click.option("--note", default="", help=_("Why."))
@json_option
@click.pass_context
def close(ctx: click.Context, key: str, who: str | None, note: str, as_json: bool) -> None:
    """Closes it."""
    _kept(app_of(ctx).alerts.close(key, who, note), as_json)


@command.command("undo", help=_("Take the last step of a person on it back; both stay on record."))
@click.argument("key")
@json_option
@click.pass_context
def undo(ctx: click.Context, key: str, as_json: bool) -> None:
    """Puts it back as it was."""
    _kept(app_of(ctx).alerts.undo(key), as_json)


@command.command("show", help=_("One alert with its steps, and the step that comes next."))
@click.argument("key")
@json_option
@click.pass_context
def show(ctx: click.Context, key: str, as_json: bool) -> None:
    """What it is, who did what, what comes next."""
    from auditor.core.alert_page import alert_page
    from auditor.core.ledger_contract import alert_json, step_json
    from auditor.core.watch_words import next_words
    from auditor.ledger.alertbook import LABELS, step_note

    app = app_of(ctx)
    page = alert_page(app, app.alerts.book.get(key))
    if as_json:
        print_json({**alert_json(page.raised), "day": page.day, "next_step": step_json(page.step)})
        return
    _show([page.raised])
    for step in page.raised.history:
        click.echo(f"{step.at[:16]}  {step.by}  {_(LABELS[step.to])}  {step_note(step)}".rstrip())
    click.echo(next_words(page, page.step[1][:16] if page.step else ""))


def _kept(raised: Raised, as_json: bool) -> None:
    from auditor.core.ledger_contract import alert_json
    from auditor.ledger.alertbook import LABELS

    if as_json:
        print_json(alert_json(raised))
    else:
        narrate(_("{key}: {state}").format(key=raised.key, state=_(LABELS[raised.state])))


def _show(found: list[Raised]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from auditor.cli.show import console
    from auditor.core.alerts import alert_text
    from auditor.ledger.alertbook import LABELS
    from metrics.complaints.labels import label

    if not found:
        narrate(_("No alerts."))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (_("Alert"), _("Complaint"), _("Segment"), _("What"), _("Since"), _("For"), _("State")):
        table.add_column(heading, overflow="fold")
    for raised in found:
        alert = raised.alert
        segment = _(label("segment", alert.segment)) if alert.segment else ""
        cells = (alert.complaint, segment, alert_text(raised), alert.since[:10], alert.who or "")
        table.add_row(raised.key, *map(escape, cells), _(LABELS[raised.state]))
    console().print(table)


def _going(done: int, of: int) -> None:
    """How far the rules are; a small ledger is done before anybody reads it."""
    if of > MANY:
        words = _("rules applied to {n} of {of} complaints…")
        narrate(words.format(n=number(done, 0), of=number(of, 0)))


def _tell(sent: Sent) -> None:
    count = len(sent.keys)
    words = ngettext("{n} alert sent to {to}.", "{n} alerts sent to {to}.", count)
    narrate(words.format(n=count, to=", ".join(sent.to)))
    if sent.repeated:
        again = ngettext(
            "{n} of them may come twice: an earlier attempt broke off unanswered. It says so.",
            "{n} of them may come twice: an earlier attempt broke off unanswered. They say so.",
            len(sent.repeated),
        )
        narrate(again.format(n=len(sent.repeated)))
    if sent.error:
        narrate(_("Error: {text}").format(text=sent.error))
