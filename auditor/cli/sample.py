"""`auditor sample`: a year of an invented company, to look at and to try out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.common import json_option, narrate, print_json, settings_of
from auditor.cli.show import percent
from auditor.i18n import N_, _, number

if TYPE_CHECKING:
    from auditor.core.sample import Progress, Sample

MAKING = {"shops": N_("calls made up: {done} of about {of}"), "complaints": N_("complaints: {done} of {of}")}
STEP = 5000


@click.command("sample", help=_("A year of an invented company, to look at and to try out."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("Into this folder (default: sample/ in the data folder)."),
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help=_("The same seed and last day give the same company."),
)
@click.option(
    "--complaints",
    "--count",
    "count",
    type=click.IntRange(1, 100_000),
    default=10_000,
    show_default=True,
    help=_("How many complaints."),
)
@click.option(
    "--last-day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The last day of the year that is invented (default: yesterday)."),
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, out: Path | None, seed: int, count: int, last_day: datetime | None, as_json: bool
) -> None:
    """Makes it and says how to look at it."""
    from auditor.core.sample import make_sample

    home = out or settings_of(ctx).home / "sample"
    day = last_day.date() if last_day else date.today() - timedelta(days=1)  # noqa: DTZ011 - the user's own
    made = make_sample(home, count=count, seed=seed, last_day=day, progress=_progress())
    if as_json:
        print_json({"home": str(made.home), "truth_file": str(made.truth_file), **made.document})
        return
    _told(made)


def _progress() -> Progress:
    """Says how far it is, now and then: on stderr."""
    said = {"shops": 0, "complaints": 0}
    every = {"shops": 100, "complaints": STEP}

    def progress(what: str, done: int, of: int) -> None:
        if done - said[what] >= every[what]:
            said[what] = done
            narrate(_(MAKING[what]).format(done=number(done, 0), of=number(of, 0)))

    return progress


def _told(made: Sample) -> None:
    """What was planted, and how to look at it: on stdout, for it is what the command is for."""
    about, expected = made.document, made.expected
    say = click.echo
    say(_("{company} is invented: nobody of it is real. It lies in {path}.").format(
        company=about["company"], path=made.home
    ))  # fmt: skip
    say(_("{complaints} complaints and {shops} calls, {first} to {last}. What is true of them:").format(
        complaints=number(made.count, 0), shops=number(made.shops, 0),
        first=about["first_day"], last=about["last_day"],
    ))  # fmt: skip
    for name, text in PLANTED:
        say("  " + _(text).format(value=percent(expected[name])))
    say("  " + _("in mid-year ({day}) two lines changed: see the actions").format(day=about["change_day"]))
    say("  " + _("in the week of {day} it went wrong: see the charts").format(day=about["fault_week"]))
    say(_("All of it: {path}").format(path=made.truth_file))
    say(_("Look at it: auditor --home {path}").format(path=made.home))
    say(_("Or: auditor --home {path} report -o report.html").format(path=made.home))


PLANTED = (
    ("fcr.confirmed:operator=in_house", N_("resolved by the first contact, in-house: {value}")),
    ("fcr.confirmed:operator=Contrata Norte", N_("the same, Contrata Norte: {value}")),
    ("fcr.confirmed:operator=Contrata Sur", N_("the same, Contrata Sur: {value}")),
    ("fcr.claimed", N_("called resolved by the agent: {value}")),
    ("fcr.false_resolution", N_("called resolved, and were not: {value}")),
    ("fcr.no_repeat_30d", N_("no further contact within 30 days: {value}")),
    ("report.person_within:channel=atencion-casa", N_("a person within three minutes, in-house: {value}")),
    ("report.person_within:channel=atencion-norte", N_("the same, Contrata Norte: {value}")),
)
"""The truth in a few lines; the file has all of it."""
