"""Acts on a complaint out of what a person wrote into a form: texts in, a changed complaint out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from auditor.core.moments import deadline, moment
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger import acts
from auditor.ledger.values import What
from metrics.complaints.values import CaseContact, Complaint, Ownership, Segment

if TYPE_CHECKING:
    from auditor.core.app import App

YES_NO = {"yes": True, "no": False}


class FormAct(Protocol):
    """An act over a form's values; "at" (empty: now) and "note" are in every form."""

    def __call__(self, app: App, id: str, values: Mapping[str, str]) -> Complaint: ...


def hand_over(app: App, id: str, values: Mapping[str, str]) -> Complaint:
    """`owner`, `department`; `who` is "nobody" where nobody owns it any more."""
    owner = None if values.get("who") == "nobody" else values["owner"]
    if owner == "":
        raise CommandError(N_("Name who owns it, or say that nobody does."))
    act = partial(
        acts.hand_over, owner=owner, at=moment(app, values["at"]), department=values["department"] or None
    )
    return app.complaints.act(id, What.OWNER, act, note=values["note"])


def contact(app: App, id: str, values: Mapping[str, str]) -> Complaint:
    """`channel`, `direction` ("in" or "out"), `outcome`, `claimed`, `agent`, `operator`."""
    made = CaseContact(
        at=moment(app, values["at"]),
        channel=values["channel"] or None,
        agent=values["agent"] or None,
        operator=values["operator"] or None,
        outcome=values["outcome"] or None,
        agent_claimed_resolved=YES_NO.get(values["claimed"]),
        inbound=values["direction"] == "in",
    )
    return app.complaints.contact(id, made, note=values["note"])


def promise(app: App, id: str, values: Mapping[str, str]) -> Complaint:
    """`what`, `by`, `agent`, `operator`."""
    agent = app.complaints.pseudonyms.of(values["agent"]) if values["agent"] else None
    act = partial(
        acts.promise,
        what=values["what"],
        by=deadline(app, values["by"]),
        made_at=moment(app, values["at"]),
        agent=agent,
        operator=values["operator"] or None,
    )
    return app.complaints.act(id, What.PROMISE, act, note=values["note"])


def kept(app: App, id: str, values: Mapping[str, str], promise_id: str = "") -> Complaint:
    """`kept`: yes or no."""
    act = partial(
        acts.check_promise, promise_id=promise_id, kept=YES_NO[values["kept"]], at=moment(app, values["at"])
    )
    return app.complaints.act(id, What.PROMISE_CHECKED, act, note=values["note"])


def resolve(app: App, id: str, values: Mapping[str, str]) -> Complaint:
    """`whose`: "company", or "customer" or "check" with "-yes" or "-no"."""
    at = moment(app, values["at"])
    who, _sign, answer = values["whose"].partition("-")
    if who == "company":
        return app.complaints.act(id, What.RESOLVED, partial(acts.resolve, at=at), note=values["note"])
    what, act = (What.CONFIRMED, acts.confirm) if who == "customer" else (What.VERIFIED, acts.verify)
    return app.complaints.act(id, what, partial(act, resolved=YES_NO[answer], at=at), note=values["note"])


def reopen(app: App, id: str, values: Mapping[str, str]) -> Complaint:
    """Nothing else is asked."""
    act = partial(acts.reopen, at=moment(app, values["at"]))
    return app.complaints.act(id, What.REOPENED, act, note=values["note"])


def add(app: App, values: Mapping[str, str]) -> Complaint:
    """`topic`, `customer`, `segment`, `importance`, `channel`, `operator`, `owner`, `text`; "at": opened."""
    opened = moment(app, values["at"])
    channel, operator = values.get("channel") or None, values.get("operator") or None
    first = CaseContact(at=opened, channel=channel, operator=operator, inbound=True)
    made = Complaint(
        id=values.get("id", ""),
        topic=values["topic"],
        customer=values.get("customer") or None,
        channel=channel,
        operator=operator,
        case_key=values.get("case_key") or None,
        opened_at=opened,
        segment=Segment(values["segment"]) if values.get("segment") else None,
        importance=int(values["importance"]) if values.get("importance") else None,
        contacts=(first,),
        owners=(Ownership(opened, values["owner"]),) if values.get("owner") else (),
        text=values.get("text") or None,
    )
    return app.complaints.add(made)
