"""Complaints in the core: what both front ends do with the ledger, and what our own shops plant in it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.core.shops import Shops
from auditor.errors import CommandError
from auditor.jobs.shop import Shop
from auditor.ledger import acts, planting
from auditor.ledger.imports.mapping import Mapping, guess, load_mapping, save
from auditor.ledger.imports.opening import open_source
from auditor.ledger.ledger import Ledger, now_text
from auditor.ledger.pseudonyms import Pseudonyms
from auditor.ledger.values import Change, What
from auditor.store import Store
from auditor.store.register import Register
from metrics.complaints.values import CaseContact, Complaint
from metrics.values import Answer
from scenarios.reading import read_scenario_text

if TYPE_CHECKING:
    from auditor.ledger.imports.importing import ImportResult, Preview
    from auditor.ledger.imports.records import ImportStanding
    from auditor.ledger.imports.values import Source


class Complaints:
    """The ledger of one data folder, for people and for what runs by itself."""

    def __init__(self, store: Store, shops: Shops, channels: Register) -> None:
        self.ledger = Ledger(store)
        self.pseudonyms = Pseudonyms(store)
        self._home = store.home
        self._shops = shops
        self._channels = channels

    def add(self, complaint: Complaint, by: str | None = None, note: str = "") -> Complaint:
        """A complaint noted by hand; its customer is put under a key, an empty id is made."""
        id = complaint.id or f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{now_text()[-9:-6]}"
        customer = complaint.customer and self.pseudonyms.of(complaint.customer)
        return self.ledger.add(replace(complaint, id=id, customer=customer), by or person(), note)

    def act(
        self,
        id: str,
        what: What,
        act: Callable[[Complaint], Complaint],
        by: str | None = None,
        note: str = "",
    ) -> Complaint:
        """One change of `auditor.ledger.acts`, kept with who and when."""
        return self.ledger.change(id, by or person(), what, act, note)

    def contact(self, id: str, contact: CaseContact, by: str | None = None, note: str = "") -> Complaint:
        """Notes a further contact; the agent is put under a key."""
        agent = contact.agent and self.pseudonyms.of(contact.agent)
        act = partial(acts.note_contact, contact=replace(contact, agent=agent))
        return self.act(id, What.CONTACT, act, by, note)

    def history(self, id: str) -> tuple[Change, ...]:
        """Every change of one complaint, oldest first."""
        return self.ledger.history(self.ledger.get(id).id)

    def undo(self, id: str, by: str | None = None) -> Change:
        """Takes the last change back."""
        return self.ledger.undo(self.ledger.get(id).id, by or person())

    def source(
        self,
        path: Path,
        mapping: str | None = None,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        time_zone: str = "Europe/Madrid",
    ) -> tuple[Source, Mapping]:
        """A file, opened, with the mapping of that name, or the one that its headers suggest."""
        saved = load_mapping(self._home, mapping) if mapping else None
        if saved is not None:
            encoding, delimiter = encoding or saved.encoding, delimiter or saved.delimiter
            sheet = sheet or saved.sheet
        source = open_source(path, encoding=encoding, delimiter=delimiter, sheet=sheet)
        return source, saved or guess(source, time_zone)

    def preview(self, path: Path, source: Source, mapping: Mapping) -> Preview:
        """What an import would do; nothing is stored."""
        from auditor.ledger.imports.importing import preview

        return preview(self.ledger, path, source, mapping)

    def import_file(
        self,
        path: Path,
        source: Source,
        mapping: Mapping,
        by: str | None = None,
        *,
        progress: Callable[[int], None] = lambda _rows: None,
        stored: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> ImportResult:
        """Imports the file; see `auditor.ledger.imports.importing`."""
        from auditor.ledger.imports.importing import import_file

        who = by or person()
        return import_file(self.ledger, path, source, mapping, who, progress=progress, stored=stored)

    def imports(self) -> tuple[ImportStanding, ...]:
        """Every import that was not taken back, the newest first, and which were broken off."""
        from auditor.ledger.imports.records import imports

        return imports(self.ledger)

    def broken_imports(self) -> tuple[ImportStanding, ...]:
        """The imports whose process died before their end."""
        from auditor.ledger.imports.records import broken_off

        return broken_off(self.ledger)

    def save_mapping(self, name: str, mapping: Mapping) -> Path:
        """Keeps a mapping under a name in the data folder."""
        return save(self._home, name, mapping)

    def plant(self, shop_id: str) -> Complaint | None:
        """Writes what a scored shop planted, or verified, into the ledger; again changes nothing.

        Returns the complaint concerned, `None` for a shop that concerns none.
        """
        heard = self._heard(self._shops.get(shop_id))
        if heard is None:
            return None
        customer = self.pseudonyms.of(_customer(heard.shop))
        made = planting.planted(heard, customer)
        if made is None:
            return self._verified(heard)
        if self.ledger.find(made.id) is None:
            return self.ledger.add(made, "auditor", heard.shop.id)
        replant = partial(planting.replanted, made=made)
        return self.ledger.change(made.id, "auditor", What.EDITED, replant, heard.shop.id)

    def _verified(self, heard: planting.Heard) -> Complaint | None:
        root, promise_id = self._root(heard.shop)
        if root is None or self.ledger.find(planting.complaint_id(root)) is None:
            return None
        act = partial(planting.followed_up, heard=heard, promise_id=promise_id)
        return self.ledger.change(planting.complaint_id(root), "auditor", What.VERIFIED, act, heard.shop.id)

    def _root(self, shop: Shop) -> tuple[str | None, str | None]:
        """The shop that a chain of follow-ups began with, and the promise that this one is after."""
        promise_id, root, seen = promise_of(shop), shop.parent_id, {shop.id}
        while root is not None and root not in seen:
            seen.add(root)
            try:
                parent = self._shops.get(root)
            except CommandError:
                return None, None
            if parent.parent_id is None:
                return root, promise_id
            root = parent.parent_id
        return None, None

    def _heard(self, shop: Shop) -> planting.Heard | None:
        cards = self._shops.scorecards(shop.id)
        if not cards or not shop.scenario_text:
            return None
        answers = {r.check: Answer(r.answer) for r in self._shops.reviews(shop.id) if r.undone_at is None}
        return planting.Heard(
            shop=shop,
            scenario=read_scenario_text(shop.scenario_text, shop.scenario_id or ""),
            card=cards[-1][1],
            channel=self._channels.get(shop.channel_id or ""),
            overruled=answers,
        )


def promise_key(complaint_id: str, promise_id: str) -> str:
    """The key of the shop that verifies a promise: there is one a promise."""
    return f"promise/{complaint_id}/{promise_id}"


def promise_of(shop: Shop) -> str | None:
    """The promise that a shop was planned to verify, `None` for any other shop."""
    return shop.key.rpartition("/")[2] if shop.key and shop.key.startswith("promise/") else None


def person() -> str:
    """Who works here."""
    return getpass.getuser()


def _customer(shop: Shop) -> str:
    """Whoever the persona said to be: the customer's number, else the name, else the shop itself."""
    return shop.persona.get("account_number") or shop.persona.get("name") or f"shop {shop.id}"
