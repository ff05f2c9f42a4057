"""The watch rules are applied to what changed and to what came due: with the same result as to everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.core import watch_round as rounds
from auditor.core.app import App, open_app
from auditor.ledger import acts
from auditor.ledger.alertbook import GONE, State
from auditor.ledger.values import What
from auditor.settings import load_settings
from metrics.complaints.values import Complaint, Segment
from tests.metrics.complaints.ledger import complaints

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
RULES = "steps:\n  - {name: jefa, after_days: 2, who: marta}\n"


def opened(home: Path) -> App:
    return open_app(load_settings({"home": home}, {}))


@pytest.fixture
def app(tmp_path: Path, complaint: Complaint) -> Iterator[App]:
    made = opened(tmp_path)
    for n in range(30):
        made.complaints.ledger.add(replace(complaint, id=f"r-{n}", owners=(), topic=None), "ana")
    yield made
    made.close()


def looked_at(app: App, now: datetime) -> list[int]:
    """How many complaints a round had to look at, as it told on its way."""
    told: list[int] = []
    app.alerts.refresh(now, lambda _done, of: told.append(of))
    return told


def test_only_what_changed_is_looked_at(app: App) -> None:
    assert looked_at(app, NOW) == [30]
    assert looked_at(app, NOW) == []
    app.complaints.act("r-3", What.OWNER, lambda c: acts.hand_over(c, "eva", NOW.isoformat()))
    assert looked_at(app, NOW + timedelta(minutes=1)) == [1]
    assert {raised.alert.complaint for raised in app.alerts.book.list()} == {f"r-{n}" for n in range(30)} - {
        "r-3"
    }
    app.complaints.undo("r-3")
    assert looked_at(app, NOW + timedelta(minutes=2)) == [1]
    assert len(app.alerts.book.list()) == 30


def test_what_comes_due_is_looked_at_though_nobody_changed_it(app: App) -> None:
    promise = partial(acts.promise, what="abono", by=(NOW + timedelta(hours=30)).isoformat(), id="p")
    app.complaints.act("r-3", What.PROMISE, promise)
    app.complaints.act(
        "r-3", What.RESOLVED, partial(acts.resolve, at=(NOW - timedelta(minutes=1)).isoformat())
    )
    assert looked_at(app, NOW) == [30]
    assert looked_at(app, NOW + timedelta(hours=5)) == [29]  # since their openings another day is full
    assert looked_at(app, NOW + timedelta(hours=5.9)) == []
    assert looked_at(app, NOW + timedelta(hours=6.1)) == [1]
    assert "promise_near" in {raised.alert.kind for raised in app.alerts.book.list()}


def test_other_rules_and_a_clock_set_back_look_at_everything(app: App) -> None:
    looked_at(app, NOW)
    (app.settings.home / "watch.yaml").write_text(RULES, "utf-8")
    assert looked_at(app, NOW) == [30]
    assert looked_at(app, NOW) == []
    assert looked_at(app, NOW - timedelta(days=1)) == [30]


def test_what_left_the_ledger_has_no_alert(app: App) -> None:
    app.alerts.refresh(NOW)
    app.complaints.undo("r-3")
    app.alerts.refresh(NOW + timedelta(hours=1))
    (raised,) = [r for r in app.alerts.book.list(closed=True) if r.alert.complaint == "r-3"]
    assert (raised.state, raised.history[-1].note) == (State.CLOSED, GONE)


def test_a_round_that_breaks_off_is_gone_through_again(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "BATCH", 10)

    def stop(done: int, _of: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        app.alerts.refresh(NOW, stop)
    assert len(app.alerts.book.list()) == 20
    assert looked_at(app, NOW) == [30, 30, 30]
    assert len(app.alerts.book.list()) == 30


ACTS = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from(["replace", "delete", "wait"]), st.integers(1, 500), complaints()
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(complaints(), min_size=6, max_size=6), ACTS)
@settings(max_examples=20, deadline=None)
def test_round_after_round_is_as_one_over_everything(
    first: list[Complaint], then: list[tuple[int, str, int, Complaint]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        step, whole = opened(Path(folder) / "a"), opened(Path(folder) / "b")
        now = NOW
        for n, each in enumerate(first):
            put(step, n, each)
        step.alerts.refresh(now)
        for n, what, hours, each in then:
            now += timedelta(hours=hours / 3)
            if what == "delete":
                step.complaints.ledger.table.delete(f"c{n}")
            elif what == "replace":
                put(step, n, each)
            found = step.alerts.refresh(now)
            for doc in step.complaints.ledger.table.all():
                whole.complaints.ledger.table.put(doc.id, doc)
            for gone in (
                whole.complaints.ledger.table.digests().keys() - step.complaints.ledger.table.digests().keys()
            ):
                whole.complaints.ledger.table.delete(gone)
            whole.store.table("watch_marks").delete("head")
            wanted = whole.alerts.refresh(now)
            assert [raised.alert for raised in found] == [raised.alert for raised in wanted]
        step.close()
        whole.close()


def put(app: App, n: int, each: Complaint) -> None:
    """Stored as it is, whatever it says: the ledger's own checks are not what is tested."""
    from auditor.codec import dump

    valuable = replace(each, id=f"c{n}", segment=Segment.A if n % 2 else each.segment)
    promises = tuple(replace(p, id=f"p{i}") for i, p in enumerate(each.promises or ()))
    app.complaints.ledger.table.put(f"c{n}", dump(replace(valuable, promises=promises)))


def test_a_closing_that_a_person_took_back_does_not_outlive_its_cause(app: App) -> None:
    app.alerts.refresh(NOW)
    raised = next(one for one in app.alerts.book.list() if one.alert.complaint == "r-3")
    app.alerts.close(raised.key, "ana")
    app.complaints.act("r-3", What.OWNER, lambda c: acts.hand_over(c, "eva", NOW.isoformat()))
    app.alerts.refresh(NOW + timedelta(minutes=1))
    app.alerts.undo(raised.key, "ana")
    app.alerts.refresh(NOW + timedelta(minutes=2))
    assert "r-3" not in {one.alert.complaint for one in app.alerts.book.list()}
