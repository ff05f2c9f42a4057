"""Several calls in one map: shares by hand, and invariants for any set of calls."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.routemap import Node, routemap
from metrics.score import score
from metrics.values import RouteStep, Scorecard
from tests.metrics.calls import GOOD, GOOD_MARKS, call


def _card(*steps: tuple[str, float, str | None, str | None]) -> Scorecard:
    """(kind, seconds, prompt, key) after each other."""
    at, route = 0.0, []
    for i, (kind, length, prompt, key) in enumerate(steps):
        route.append(RouteStep(i, kind, at, at + length, prompt, key=key))
        at += length
    return Scorecard((), route=tuple(route))


MENU = "Para facturación, pulse uno. Para averías, pulse dos."
HEARD_BADLY = "Para facturasión pulse uno, para averias pulse dos"
A = _card(("menu", 10, MENU, "1"), ("hold", 60, None, None), ("agent", 30, "Hola, Ana.", None))
B = _card(("menu", 14, HEARD_BADLY, "1"), ("hold", 100, None, None), ("end", 0, None, None))
C = _card(("menu", 12, MENU, "2"), ("prompt", 5, "Fuera de horario.", None), ("end", 0, None, None))


def test_shares_and_times_by_hand() -> None:
    found = routemap([A, B, C, Scorecard(())])
    assert (found.calls, found.without_route) == (3, 1)
    (menu,) = found.roots
    assert (menu.kind, menu.calls, menu.share, menu.mean_s, menu.median_s) == ("menu", 3, 1.0, 12.0, 12.0)
    assert [(b.key, b.calls, round(b.share, 3), b.to.kind) for b in menu.branches] == [
        ("1", 2, 0.667, "hold"),
        ("2", 1, 0.333, "prompt"),
    ]
    hold = menu.branches[0].to
    assert (hold.mean_s, [b.to.kind for b in hold.branches]) == (80.0, ["agent", "end"])
    assert hold.branches[0].to.prompt is None  # what a person said is no part of a map
    assert [(p.steps, p.calls, p.mean_s) for p in found.paths] == [
        (("menu 1", "hold", "agent"), 1, 100.0),
        (("menu 1", "hold", "end"), 1, 114.0),
        (("menu 2", "prompt", "end"), 1, 17.0),
    ]


def test_data_keyed_in_is_one_way() -> None:
    cards = [_card(("prompt", 5, "Su DNI.", digits), ("end", 0, None, None)) for digits in ("12345", "98765")]
    (root,) = routemap(cards).roots
    assert [(b.key, b.calls) for b in root.branches] == [("data", 2)]


def test_data_that_ends_with_a_hash_is_one_way_and_named_nowhere() -> None:
    cards = [
        _card(("prompt", 5.0, "Introduzca su número", f"93477873{n}5#"), ("hold", 5.0, None, None))
        for n in (1, 2)
    ]
    found = routemap(cards)
    assert [(b.key, b.calls) for b in found.roots[0].branches] == [("data", 2)]
    assert "93477873" not in repr(found.paths)


def test_no_calls_is_an_empty_map() -> None:
    found = routemap([])
    assert (found.roots, found.paths, found.calls) == ((), (), 0)


def test_a_scored_call_fits_in() -> None:
    card = score(*call(GOOD, 112.0, marks=GOOD_MARKS))
    found = routemap([card, card])
    assert found.paths[0].share == 1.0
    assert found.paths[0].mean_s == 105.0


def _check(node: Node) -> None:
    assert sum(b.calls for b in node.branches) <= node.calls
    assert 0 < node.share <= 1
    for branch in node.branches:
        assert branch.share == pytest.approx(branch.calls / node.calls)
        assert branch.to.calls == branch.calls
        _check(branch.to)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([A, B, C, Scorecard(())]), max_size=8), st.randoms())
def test_any_order_gives_the_same_map(cards: list[Scorecard], random: st.DataObject) -> None:
    found = routemap(cards)
    shuffled = list(cards)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert routemap(shuffled) == found
    assert sum(path.share for path in found.paths) == pytest.approx(1.0 if found.calls else 0.0)
    assert sum(root.calls for root in found.roots) == found.calls
    for root in found.roots:
        _check(root)
