"""Tab completion of ids. Quiet on any fault: a shell that completes must never print a traceback."""

from __future__ import annotations

import os
from contextlib import suppress

import click


def scenario_ids(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The scenarios of the library whose id begins so."""
    with suppress(Exception):
        from auditor.cli.common import app_of

        return [id for id in sorted(app_of(ctx).library().scenarios) if id.startswith(begun)]
    return []


def channel_ids(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The registered channels whose id begins so."""
    with suppress(Exception):
        from auditor.cli.common import app_of

        return [c.id for c in app_of(ctx).channels.list() if c.id.startswith(begun)]
    return []


def shop_ids(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The newest shops whose id begins so."""
    with suppress(Exception):
        from auditor.cli.common import app_of

        return [row.id for row in app_of(ctx).shops.list(limit=200) if row.id.startswith(begun)]
    return []


def plan_ids(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The plans whose id begins so."""
    with suppress(Exception):
        from auditor.cli.common import app_of

        return [plan.id for plan in app_of(ctx).programme.plans() if plan.id.startswith(begun)]
    return []


def shell_hint() -> str:
    """The line that turns completion on in the user's shell."""
    shell = os.path.basename(os.environ.get("SHELL", "bash"))  # noqa: PTH119 - a name, not a file
    return f'eval "$(_AUDITOR_COMPLETE={shell}_source auditor)"'
