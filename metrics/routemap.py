"""Several calls of one channel merged into one map, with the share and time of each path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from metrics.marks import HIDDEN_KEY
from metrics.route import DATA_DIGITS
from metrics.values import RouteStep, Scorecard
from metrics.words import normal

SAME_PROMPT = 85.0
"""Prompts of two calls are one node when their words agree by this much (rapidfuzz ratio, 0–100)."""
DATA = "data"
_READ = ("prompt", "menu")


@dataclass(frozen=True, slots=True)
class Branch:
    """A way from one node to the next: the key (or words) that led there, and how often calls took it.

    `share` is calls on this branch ÷ calls that reached the node it leaves from.
    """

    key: str | None
    to: Node
    calls: int
    share: float


@dataclass(frozen=True, slots=True)
class Node:
    """A place on the map. `calls` are those that came here; times are over them, in seconds.

    `share` is of all calls. `useless` counts the calls in which the step served nobody.
    """

    id: str
    kind: str
    prompt: str | None
    options: tuple[tuple[str, str], ...]
    calls: int
    share: float
    mean_s: float
    median_s: float
    useless: dict[str, int] = field(default_factory=dict)
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One whole way from the first step to the last: "bienvenida 1 › menu 2 › hold › agent"."""

    steps: tuple[str, ...]
    calls: int
    share: float
    mean_s: float


@dataclass(frozen=True, slots=True)
class RouteMap:
    """The map of a channel over `calls` calls with a route; `roots` are where they began.

    `without_route` counts calls that were left out because no step was heard in them.
    """

    roots: tuple[Node, ...]
    paths: tuple[Path, ...]
    calls: int
    without_route: int


@dataclass(slots=True)
class _Growing:
    """A node while calls are still being added."""

    step: RouteStep
    times: list[float] = field(default_factory=list)
    useless: dict[str, int] = field(default_factory=dict)
    children: list[tuple[str | None, _Growing]] = field(default_factory=list)

    def child(self, key: str | None, step: RouteStep) -> _Growing:
        """The node that a step after this one belongs to; a new one where none fits."""
        for known_key, node in self.children:
            if known_key == key and _same(node.step, step):
                return node
        node = _Growing(step)
        self.children.append((key, node))
        return node


def routemap(cards: Sequence[Scorecard]) -> RouteMap:
    """Merges the routes of several scorecards of one channel. Order of the calls does not matter."""
    routes = [card.route for card in cards if card.route]
    top = _Growing(RouteStep(-1, "start", 0.0, 0.0))
    for steps in sorted(routes, key=_order):
        _walk(top, steps)
    counter = iter(range(1, 1_000_000))
    roots = tuple(_node(node, len(routes), lambda: f"n{next(counter)}") for _, node in top.children)
    return RouteMap(roots, _paths(routes), len(routes), len(cards) - len(routes))


def _order(steps: tuple[RouteStep, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((s.kind, s.key or "", s.prompt or "") for s in steps)


def _walk(top: _Growing, steps: tuple[RouteStep, ...]) -> None:
    at, key = top, None
    for step in steps:
        at = at.child(key, step)
        at.times.append(step.end_s - step.start_s)
        if step.useless:
            at.useless[step.useless] = at.useless.get(step.useless, 0) + 1
        key = _choice(step)


def _choice(step: RouteStep) -> str | None:
    """The key that was chosen; data keyed in (three digits or more) is one way, whatever the digits."""
    keys = (step.key or "").rstrip("#*").replace(HIDDEN_KEY, "0")  # menus ask for a hash at the end
    return DATA if len(keys) >= DATA_DIGITS and keys.isdecimal() else step.key


def _same(one: RouteStep, other: RouteStep) -> bool:
    """Whether two steps are the same place: holds, transfers and people by kind, prompts by their words."""
    if one.kind != other.kind or one.kind not in _READ:
        return one.kind == other.kind
    if not one.prompt or not other.prompt:
        return one.prompt == other.prompt
    from rapidfuzz.fuzz import ratio

    return ratio(normal(one.prompt), normal(other.prompt)) >= SAME_PROMPT


def _node(growing: _Growing, total: int, name: Callable[[], str]) -> Node:
    id = name()
    here = len(growing.times)
    branches = []
    for key, child in sorted(growing.children, key=lambda pair: -len(pair[1].times)):
        calls = len(child.times)
        branches.append(Branch(key, _node(child, total, name), calls, calls / here))
    return Node(
        id=id,
        kind=growing.step.kind,
        prompt=growing.step.prompt if growing.step.kind in _READ else None,
        options=growing.step.options,
        calls=here,
        share=here / total,
        mean_s=sum(growing.times) / here,
        median_s=median(growing.times),
        useless=dict(growing.useless),
        branches=tuple(branches),
    )


def _paths(routes: list[tuple[RouteStep, ...]]) -> tuple[Path, ...]:
    """Every distinct whole way by kinds and keys, the most walked first."""
    found: dict[tuple[str, ...], list[float]] = {}
    for steps in routes:
        names = tuple(step.kind + (f" {_choice(step)}" if step.key else "") for step in steps)
        found.setdefault(names, []).append(steps[-1].end_s - steps[0].start_s)
    paths = [
        Path(names, len(times), len(times) / len(routes), sum(times) / len(times))
        for names, times in found.items()
    ]
    return tuple(sorted(paths, key=lambda path: (-path.calls, path.steps)))
