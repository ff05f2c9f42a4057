"""`auditor complaints own|contact|promise|kept|resolve|reopen|confirm|verify`: acts on one complaint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.i18n import _

if TYPE_CHECKING:
    from metrics.complaints.values import Complaint


def join(group: click.Group) -> None:
    """Adds the verbs to the group."""
    for verb in (own, contact, promise, kept, check_promise, resolve, reopen, confirm, verify):
        group.add_command(verb)


def _changed(made: Complaint, as_json: bool) -> None:
    from auditor.core.ledger_contract import complaint_json

    if as_json:
        print_json(complaint_json(made))
    else:
        narrate(_("Kept. To take it back: auditor complaints undo {id}").format(id=made.id))


def _act(help: str) -> Callable[[Callable[..., None]], click.Command]:
    """A verb with what all of them have: the id, when, a note, `--json`."""

    def made(function: Callable[..., None]) -> click.Command:
        function = click.pass_context(function)
        function = json_option(function)
        function = click.option("--note", default="", help=_("Why."))(function)
        function = click.option("--at", help=_("When, as 2026-03-02T10:15 (default: now)."))(function)
        function = click.argument("id")(function)
        return click.command(function.__name__, help=help)(function)

    return made


@_act(_("Give a complaint an owner; earlier owners stay on record."))
@click.argument("owner", required=False)
@click.option("--department", help=_("Of which department."))
@click.option("--nobody", is_flag=True, help=_("Nobody owns it any more."))
def own(ctx: click.Context, /, id: str, owner: str | None, nobody: bool, as_json: bool, **asked: Any) -> None:
    """Hands it over."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    if bool(owner) == nobody:
        raise click.UsageError(_("Name an owner, or say --nobody."))
    app = app_of(ctx)
    act = partial(acts.hand_over, owner=owner, at=moment(app, asked["at"]), department=asked["department"])
    _changed(app.complaints.act(id, What.OWNER, act, note=asked["note"]), as_json)


@_act(_("Note a further contact about a complaint."))
@click.option("--channel", help=_("phone, email, web …"))
@click.option("--agent", help=_("Who attended; only a keyed hash of it is kept."))
@click.option("--operator", help=_("in_house or a contractor's name."))
@click.option("--department", help=_("Of which department."))
@click.option("--outcome", help=_("In the company's own word."))
@click.option("--claimed/--not-claimed", default=None, help=_("Whether the agent said that it is resolved."))
@click.option("--outbound", is_flag=True, help=_("The company made the contact."))
def contact(ctx: click.Context, /, id: str, as_json: bool, **asked: Any) -> None:
    """Adds it to the contacts."""
    from auditor.cli.moments import moment
    from metrics.complaints.values import CaseContact

    app = app_of(ctx)
    made = CaseContact(
        at=moment(app, asked["at"]),
        agent_claimed_resolved=asked["claimed"],
        inbound=not asked["outbound"],
        **{name: asked[name] for name in ("channel", "agent", "operator", "department", "outcome")},
    )
    _changed(app.complaints.contact(id, made, note=asked["note"]), as_json)


@_act(_("Note what was promised to the customer."))
@click.argument("what")
@click.option("--by", help=_("By when: a day, or a moment."))
@click.option("--agent", help=_("Who promised; only a keyed hash of it is kept."))
@click.option("--operator", help=_("in_house or a contractor's name."))
def promise(ctx: click.Context, /, id: str, what: str, as_json: bool, **asked: Any) -> None:
    """Adds it to the promises."""
    from auditor.cli.moments import deadline, moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    agent = asked["agent"] and app.complaints.pseudonyms.of(asked["agent"])
    act = partial(
        acts.promise,
        what=what,
        by=deadline(app, asked["by"]),
        made_at=moment(app, asked["at"]),
        agent=agent,
        operator=asked["operator"],
    )
    _changed(app.complaints.act(id, What.PROMISE, act, note=asked["note"]), as_json)


@_act(_("Note whether a promise was kept."))
@click.argument("promise_id")
@click.option("--yes/--no", "is_kept", required=True, help=_("Kept, or not."))
def kept(ctx: click.Context, /, id: str, promise_id: str, is_kept: bool, as_json: bool, **asked: Any) -> None:
    """Marks the promise."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    act = partial(acts.check_promise, promise_id=promise_id, kept=is_kept, at=moment(app, asked["at"]))
    _changed(app.complaints.act(id, What.PROMISE_CHECKED, act, note=asked["note"]), as_json)


@_act(_("The company closed it. Whether it is resolved the customer says: see confirm."))
def resolve(ctx: click.Context, /, id: str, as_json: bool, **asked: Any) -> None:
    """Sets the time of resolution."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    act = partial(acts.resolve, at=moment(app, asked["at"]))
    _changed(app.complaints.act(id, What.RESOLVED, act, note=asked["note"]), as_json)


@_act(_("It was opened again."))
def reopen(ctx: click.Context, /, id: str, as_json: bool, **asked: Any) -> None:
    """Adds a reopening."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    act = partial(acts.reopen, at=moment(app, asked["at"]))
    _changed(app.complaints.act(id, What.REOPENED, act, note=asked["note"]), as_json)


@_act(_("What the customer says: resolved, or not."))
@click.option("--yes/--no", "resolved", required=True, help=_("Resolved, or not."))
def confirm(ctx: click.Context, /, id: str, resolved: bool, as_json: bool, **asked: Any) -> None:
    """Sets the customer's word."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    act = partial(acts.confirm, resolved=resolved, at=moment(app, asked["at"]))
    _changed(app.complaints.act(id, What.CONFIRMED, act, note=asked["note"]), as_json)


@_act(_("What a check of ours found: resolved, or not. A follow-up shop sets it by itself."))
@click.option("--yes/--no", "resolved", required=True, help=_("Resolved, or not."))
def verify(ctx: click.Context, /, id: str, resolved: bool, as_json: bool, **asked: Any) -> None:
    """Sets what the check found."""
    from auditor.cli.moments import moment
    from auditor.ledger import acts
    from auditor.ledger.values import What

    app = app_of(ctx)
    act = partial(acts.verify, resolved=resolved, at=moment(app, asked["at"]))
    _changed(app.complaints.act(id, What.VERIFIED, act, note=asked["note"]), as_json)


@click.command(
    "check-promise", help=_("Plan the shop that verifies a promise, on the weekday after it is due.")
)
@click.argument("id")
@click.argument("promise_id")
@click.option("--scenario", help=_("Which scenario asks (default: the shop's own follow-up)."))
@json_option
@click.pass_context
def check_promise(ctx: click.Context, id: str, promise_id: str, scenario: str | None, as_json: bool) -> None:
    """Plans it once."""
    from auditor.codec import dump

    shop = app_of(ctx).alerts.plan_promise_shop(id, promise_id, scenario)
    if as_json:
        print_json(dump(shop))
    else:
        narrate(
            _("Planned: {id}, due {at}. `auditor work` carries it out.").format(id=shop.id, at=shop.due_at)
        )
