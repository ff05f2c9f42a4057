"""`auditor channels map`: what callers have to walk on one line, drawn as a tree."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from auditor.cli.common import app_of, json_option, narrate, print_json
from auditor.cli.completion import channel_ids
from auditor.i18n import _, ngettext, number

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from metrics.routemap import Node, RouteMap

DAY = click.DateTime(["%Y-%m-%d"])
PROMPT_LETTERS = 90


@click.command("map", help=_("Every call of a line merged into one map: the share and time of each path."))
@click.argument("id", shell_complete=channel_ids)
@click.option("--from", "first", type=DAY, help=_("First day, year-month-day (default: the first call)."))
@click.option("--to", "last", type=DAY, help=_("Last day, included (default: the last call)."))
@json_option
@click.pass_context
def map_(ctx: click.Context, id: str, first: datetime | None, last: datetime | None, as_json: bool) -> None:
    """A tree and the whole paths below it, or the same as data."""
    from auditor.core.maps import map_data, route_map

    found = route_map(app_of(ctx), id, first and first.date(), last and last.date())
    if as_json:
        print_json(map_data(found))
    elif not found.calls:
        narrate(_("No call of this line has a route that was heard."))
    else:
        _draw(found)
    if found.without_route and not as_json:
        n = found.without_route
        narrate(
            ngettext(
                "{n} call had no route that was heard.", "{n} calls had no route that was heard.", n
            ).format(n=n)
        )


def _draw(found: RouteMap) -> None:
    from rich.tree import Tree

    from auditor.cli.show import console

    out = console()
    title = ngettext("{n} call", "{n} calls", found.calls).format(n=found.calls)
    tree = Tree(title, guide_style="dim")
    for root in found.roots:
        _grow(tree, root, None, found.calls)
    out.print(tree)
    out.print("\n" + _("Whole paths:"))
    for path in found.paths:
        steps = " › ".join(_step(step) for step in path.steps)
        out.print(f"  {_of(path.calls, found.calls)} · {number(path.mean_s)} s · {steps}", markup=False)


def _grow(tree: Tree, node: Node, key: str | None, total: int) -> None:
    branch = tree.add(_line(node, key, total))
    for way in node.branches:
        _grow(branch, way.to, way.key, total)


def _line(node: Node, key: str | None, total: int) -> Text:
    from rich.text import Text

    from auditor.core.labels import step_label, useless_label

    line = Text()
    if key:
        line.append(f"→ {_key(key)}  ", "bold cyan")
    line.append(step_label(node.kind), "bold")
    line.append(f"  {_of(node.calls, total)} · {number(node.median_s)} s", "dim")
    if node.prompt:
        short = node.prompt if len(node.prompt) <= PROMPT_LETTERS else node.prompt[: PROMPT_LETTERS - 1] + "…"
        line.append(f"\n«{short}»", "italic")
    for useless, calls in node.useless.items():
        line.append(f"\n✗ {useless_label(useless)} ({_of(calls, node.calls)})", "yellow")
    return line


def _of(calls: int, of: int) -> str:
    """ "12 of 15 (80 %, 55–93 %)"."""
    from auditor.core.maps import share

    rate = share(calls, of)
    value, low, high = (number(100 * (x or 0.0), 0) for x in (rate.value, rate.low, rate.high))
    return _("{calls} of {of} ({value} %, {low}–{high} %)").format(
        calls=calls, of=of, value=value, low=low, high=high
    )


def _step(step: str) -> str:
    from auditor.core.labels import step_label

    kind, _space, key = step.partition(" ")
    return step_label(kind) + (f" {_key(key)}" if key else "")


def _key(key: str) -> str:
    """The key as it was pressed; whatever data was keyed in is one way."""
    from metrics.routemap import DATA

    return _("data keyed in") if key == DATA else key
