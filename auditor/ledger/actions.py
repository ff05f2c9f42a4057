"""Actions: a finding becomes something that somebody does by a day, and is measured again afterwards."""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.ledger import now_text
from auditor.store import Store
from transcripts.redaction import redacted


class ActionState(StrEnum):
    """How an action stands. `DONE` is the word of who did it; only a re-test shows what came of it."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


LABELS = {
    ActionState.OPEN: N_("open"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}


@dataclass(frozen=True, slots=True)
class ActionStep:
    """One change of an action: what, when (UTC), by whom, with a note."""

    what: str
    at: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to be done: what, by whom (`who`), by which local day (`by`, "2026-03-31").

    It came from a `finding` (a rule's id), a `figure` (its id) and a `shop`; each may be `None`. `scenario`
    and `channel` are what it is measured again with; `retests` the shops planned for that.
    """

    id: str
    what: str
    who: str
    by: str
    made_at: str
    made_by: str
    state: ActionState = ActionState.OPEN
    done_at: str | None = None
    finding: str | None = None
    figure: str | None = None
    shop: str | None = None
    scenario: str | None = None
    channel: str | None = None
    retests: tuple[str, ...] = ()
    history: tuple[ActionStep, ...] = ()

    def late(self, today: date) -> bool:
        """Whether it is open past its day."""
        return self.state is ActionState.OPEN and date.fromisoformat(self.by) < today


class ActionBook:
    """The actions of one data folder."""

    def __init__(self, store: Store) -> None:
        self._table = store.table("actions", index=("state",))

    def add(self, action: Action) -> Action:
        """Stores a new action; an empty id is made. Raises `CommandError` for a day that is none."""
        try:
            day = date.fromisoformat(action.by).isoformat()
        except ValueError:
            raise CommandError(N_("“{text}” is no day; write it as 2026-03-31."), text=action.by) from None
        for text in (action.what, action.who):
            if not text.strip():
                raise CommandError(N_("An action needs what is to be done and by whom."))
        id = action.id or f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"
        made = replace(action, id=id, what=redacted(action.what), by=day)
        if not self._table.insert_new(made.id, dump(made)):
            raise CommandError(N_("There is an action “{id}” already."), id=made.id)
        return made

    def get(self, id: str) -> Action:
        """One action; a unique beginning of its id is enough. Raises `CommandError`."""
        near = [doc for doc in self._table.all() if doc.id == id or (id and doc.id.startswith(id))]
        exact = [doc for doc in near if doc.id == id]
        if len(exact or near) != 1:
            raise CommandError(
                N_("No action is “{id}” (or several begin so): see `auditor actions list`."), id=id
            )
        return load(Action, (exact or near)[0])

    def list(self, *, everything: bool = False) -> builtins.list[Action]:
        """The open actions, or all of them; the earliest day first."""
        docs = self._table.all() if everything else self._table.where(state=ActionState.OPEN.value)
        return sorted((load(Action, doc) for doc in docs), key=lambda action: (action.by, action.id))

    def end(self, id: str, state: ActionState, by: str, note: str = "") -> Action:
        """Done or dropped; one that is not open is refused. `reopen` takes it back."""

        def ended(action: Action) -> Action:
            if action.state is not ActionState.OPEN:
                raise CommandError(N_("The action “{id}” is not open any more."), id=action.id)
            now = now_text()
            step = ActionStep(state.value, now, by, redacted(note))
            done_at = now if state is ActionState.DONE else None
            return replace(action, state=state, done_at=done_at, history=(*action.history, step))

        return self._change(id, ended)

    def reopen(self, id: str, by: str, note: str = "") -> Action:
        """Open again."""

        def opened(action: Action) -> Action:
            step = ActionStep(ActionState.OPEN.value, now_text(), by, redacted(note))
            return replace(action, state=ActionState.OPEN, done_at=None, history=(*action.history, step))

        return self._change(id, opened)

    def retested(self, id: str, shop_id: str, by: str) -> Action:
        """A shop was planned that measures it again."""

        def planned(action: Action) -> Action:
            if shop_id in action.retests:
                return action
            step = ActionStep("retest", now_text(), by, shop_id)
            return replace(action, retests=(*action.retests, shop_id), history=(*action.history, step))

        return self._change(id, planned)

    def _change(self, id: str, change: Callable[[Action], Action]) -> Action:
        key = self.get(id).id
        doc = self._table.update_if(key, lambda doc: dump(change(load(Action, doc))))
        assert doc is not None  # noqa: S101 - documents of actions are never deleted
        return load(Action, doc)
