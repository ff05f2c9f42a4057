"""`auditor sample`: a year of an invented company, to look at and to try out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from auditor.cli.common import json_option, narrate, print_json, settings_of
from auditor.i18n import _


@click.command("sample", help=_("A year of an invented company, to look at and to try out."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("Into this folder (default: sample/ in the data folder)."),
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help=_("The same seed gives the same company.")
)
@click.option(
    "--count",
    type=click.IntRange(1, 100_000),
    default=3000,
    show_default=True,
    help=_("How many complaints."),
)
@click.option(
    "--last-day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The last day of the year that is invented (default: 2026-06-30)."),
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, out: Path | None, seed: int, count: int, last_day: datetime | None, as_json: bool
) -> None:
    """Makes it and says how to look at it."""
    from auditor.core.sample import LAST_DAY, make_sample

    home = out or settings_of(ctx).home / "sample"
    day = last_day.date() if last_day else LAST_DAY
    made = make_sample(home, count=count, seed=seed, last_day=day)
    if as_json:
        print_json({"home": str(made.home), "truth": str(made.truth_file), "count": count, "seed": seed})
        return
    narrate(
        _("{n} complaints of an invented company in {path}. What is true of them: {truth}").format(
            n=made.count, path=made.home, truth=made.truth_file
        )
    )
    narrate(_("Look at it: auditor --home {path} fcr --as-of {day}").format(path=made.home, day=day))
