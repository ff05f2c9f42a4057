"""`auditor plan`: what is to be done how often."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import channel_ids, plan_ids, scenario_ids
from auditor.errors import ExitCode
from auditor.i18n import _, ngettext

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.group("plan", help=_("The programme: what is to be done how often."))
def command() -> None:
    """Groups the verbs."""


@command.command("add", help=_("Plan shops: scenarios and channels take turns inside days and hours."))
@click.argument("id")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    required=True,
    shell_complete=scenario_ids,
    help=_("May be given several times: they take turns."),
)
@click.option(
    "--channel",
    "channels",
    multiple=True,
    required=True,
    shell_complete=channel_ids,
    help=_("May be given several times: they take turns."),
)
@click.option(
    "--times", type=click.IntRange(1, 500), default=1, show_default=True, help=_("How many shops a period.")
)
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    default="week",
    show_default=True,
    help=_("The period."),
)
@click.option(
    "--days",
    default="mon,tue,wed,thu,fri",
    show_default=True,
    help=_("Days of the week, with commas (mon … sun)."),
)
@click.option(
    "--hours",
    "hours",
    multiple=True,
    default=("09:00-18:00",),
    show_default=True,
    help=_("Local hours; may be given several times."),
)
@click.option("--time-zone", help=_("IANA time zone (default: the first channel's)."))
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help=_("First day (default: today)."))
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help=_("Last day (default: no end)."))
@click.option("--quota", type=click.IntRange(1), help=_("End after so many shops."))
@click.option("--seed", type=int, default=0, show_default=True, help=_("The same seed gives the same times."))
@click.option("--note", default="", help=_("A note for people."))
@json_option
@click.pass_context
def add(ctx: click.Context, /, as_json: bool, **asked: Any) -> int:
    """Stores it and shows the first shops."""
    from auditor.cli.faults import tell_faults
    from scenarios.errors import ScenarioFaults

    app = app_of(ctx)
    try:
        done = app.programme.add(plan := _plan(app.channels.show(asked["channels"][0]).time_zone, asked))
    except ScenarioFaults as error:
        tell_faults(error)
        return ExitCode.WRONG
    if as_json:
        print_json({"plan": plan.id, "shops": [shop.id for shop in done.new]})
        return ExitCode.DONE
    count = len(done.new)
    narrate(
        ngettext(
            "Planned: {n} shop in the coming days.", "Planned: {n} shops in the coming days.", count
        ).format(n=count)
    )
    narrate(_("`auditor work` carries them out."))
    return ExitCode.DONE


@command.command("list", help=_("The plans."))
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """One line a plan."""
    from auditor.codec import dump

    plans = app_of(ctx).programme.plans()
    if as_json:
        print_json([dump(plan) for plan in plans])
        return
    if not plans:
        narrate(_("No plans yet. Add one: auditor plan add ID --scenario ID --channel ID"))
    for plan in plans:
        hours = ", ".join(f"{window.start}–{window.end}" for window in plan.windows)
        click.echo(
            f"{plan.id}\t{plan.times}/{plan.every}\t{hours}\t{','.join(plan.scenarios)}\t{','.join(plan.channels)}"
        )


@command.command("preview", help=_("The dated shops to come; with a plan's id, only that plan's."))
@click.argument("id", required=False, shell_complete=plan_ids)
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True, help=_("How many days."))
@json_option
@click.pass_context
def preview(ctx: click.Context, id: str | None, days: int, as_json: bool) -> None:
    """Stores nothing."""
    programme = app_of(ctx).programme
    plans = [plan for plan in programme.plans() if id in (None, plan.id)]
    shops = [(shop, plan) for plan in plans for shop in programme.preview(plan, days)]
    shops.sort(key=lambda pair: pair[0].due_at)
    if as_json:
        print_json([_shop_json(shop) for shop, _plan_of in shops])
        return
    if not shops:
        narrate(_("Nothing is planned in these days."))
    for shop, plan in shops:
        local = shop.due_at.astimezone(plan.zone)
        click.echo(f"{local:%Y-%m-%d %H:%M}\t{shop.scenario_id}\t{shop.channel_id}\t{plan.id}")


@command.command("remove", help=_("Take a plan away; what was still to come is cancelled."))
@click.argument("id", shell_complete=plan_ids)
@json_option
@click.pass_context
def remove(ctx: click.Context, id: str, as_json: bool) -> None:
    """Says how many shops were cancelled."""
    count = app_of(ctx).programme.remove(id)
    if as_json:
        print_json({"removed": id, "cancelled": count})
    else:
        narrate(
            ngettext("Removed; {n} shop was cancelled.", "Removed; {n} shops were cancelled.", count).format(
                n=count
            )
        )


def _plan(time_zone: str, asked: dict[str, Any]) -> Any:
    from scenarios.plan import Period, Plan
    from scenarios.windows import parse_window

    return Plan(
        id=asked["id"],
        scenarios=tuple(asked["scenarios"]),
        channels=tuple(asked["channels"]),
        start=_day(asked["start"]) or date.today(),  # noqa: DTZ011 - the person's own day
        end=_day(asked["end"]),
        times=asked["times"],
        every=Period(asked["every"]),
        weekdays=tuple(_weekday(word) for word in asked["days"].split(",")),
        windows=tuple(parse_window(text) for text in asked["hours"]),
        time_zone=asked["time_zone"] or time_zone,
        quota=asked["quota"],
        seed=asked["seed"],
        note=asked["note"],
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _weekday(word: str) -> int:
    names = {
        **{name: i for i, name in enumerate(WEEKDAYS, 1)},
        "lun": 1,
        "mar": 2,
        "mié": 3,
        "mie": 3,
        "jue": 4,
    }
    names |= {"vie": 5, "sáb": 6, "sab": 6, "dom": 7}
    day = names.get(word.strip().lower()[:3])
    if day is None:
        raise click.BadParameter(
            _("“{word}” is no day of the week; use mon … sun").format(word=word), param_hint="--days"
        )
    return day


def _shop_json(shop: Any) -> dict[str, Any]:
    return {
        "plan": shop.plan_id,
        "key": shop.key,
        "due_at": shop.due_at.isoformat(),
        "window_end": shop.window_end.isoformat(),
        "local_time": f"{shop.day.isoformat()}T{shop.local_time}",
        "scenario": shop.scenario_id,
        "channel": shop.channel_id,
    }
