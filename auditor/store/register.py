"""The register of own channels: the only lines that Auditor ever calls.

What may be dialled is the guard's to say (`auditor.channels.guard.check_channel`), asked before `add`.
"""

from __future__ import annotations

import builtins
import math
import re
from datetime import time
from zoneinfo import ZoneInfo

from auditor.channel import OwnChannel
from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.store.store import Store

KINDS = ("phone", "recordings")
_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")


class Register:
    """The own channels of one data folder, by id."""

    def __init__(self, store: Store) -> None:
        self._documents = store.table("channels")

    def add(self, channel: OwnChannel) -> OwnChannel:
        """Registers a new channel. Raises `CommandError` for a taken id or a field that cannot be."""
        validate(channel)
        if not self._documents.insert_new(channel.id, dump(channel)):
            raise CommandError(
                N_("There is a channel “{id}” already. Choose another id, or remove that one first."),
                id=channel.id,
            )
        return channel

    def list(self) -> builtins.list[OwnChannel]:
        """Every channel, oldest first."""
        return [load(OwnChannel, document) for document in self._documents.all()]

    def get(self, id: str) -> OwnChannel | None:
        """The channel, or `None`."""
        document = self._documents.get(id)
        return load(OwnChannel, document) if document else None

    def show(self, id: str) -> OwnChannel:
        """The channel. Raises `CommandError` when it is not registered, with the ids that are near."""
        found = self.get(id)
        if found is None:
            raise self._unknown(id)
        return found

    def replace(self, channel: OwnChannel) -> OwnChannel:
        """Changes a registered channel. Raises `CommandError` when there is none of that id."""
        validate(channel)
        if self._documents.update_if(channel.id, lambda _old: dump(channel)) is None:
            raise self._unknown(channel.id)
        return channel

    def remove(self, id: str) -> OwnChannel:
        """Takes the channel off the register and returns it; what was done on it stays."""
        found = self.show(id)
        if not self._documents.delete(id):
            raise self._unknown(id)
        return found

    def _unknown(self, id: str) -> CommandError:
        from difflib import get_close_matches

        ids = [channel.id for channel in self.list()]
        near = get_close_matches(id, ids, n=1)
        if near:
            return CommandError(N_("There is no channel “{id}”. Did you mean “{near}”?"), id=id, near=near[0])
        if ids:
            return CommandError(
                N_("There is no channel “{id}”; there are: {ids}."), id=id, ids=", ".join(ids)
            )
        return CommandError(
            N_("There is no channel “{id}”: none is registered yet. See “auditor channels add --help”."),
            id=id,
        )


def validate(channel: OwnChannel) -> None:
    """Raises `CommandError` for the first field that cannot be."""
    if not _ID.fullmatch(channel.id):
        raise CommandError(
            N_("“{id}” cannot be a channel's id: use small letters, digits, dots and hyphens, 64 at most."),
            id=channel.id,
        )
    if channel.kind not in KINDS:
        raise CommandError(
            N_("“{kind}” is no kind of channel; the kinds are: {kinds}."),
            kind=channel.kind,
            kinds=", ".join(KINDS),
        )
    if channel.language not in ("es", "en"):
        raise CommandError(
            N_("“{language}” is not a language that Auditor listens to; use es or en."),
            language=channel.language,
        )
    try:
        ZoneInfo(channel.time_zone)
    except (ValueError, OSError, KeyError) as error:  # a name with slashes too many, or an unknown one
        raise CommandError(
            N_("“{zone}” is no time zone; write it as Europe/Madrid."), zone=channel.time_zone
        ) from error
    _validate_caps(channel)


def _validate_caps(channel: OwnChannel) -> None:
    caps = channel.caps
    if caps.calls_per_day < 1 or not (
        math.isfinite(caps.agent_minutes_per_day) and caps.agent_minutes_per_day > 0
    ):
        raise CommandError(
            N_("The caps of a channel must be above zero: at least one call and some minutes a day.")
        )
    if caps.quiet_hours is None:
        return
    try:
        begin, end = (time.fromisoformat(text) for text in caps.quiet_hours)
        if begin == end or begin.tzinfo or end.tzinfo:
            raise ValueError
    except ValueError as error:
        raise CommandError(
            N_("Quiet hours are two different local times, such as 22:00 and 08:00, not {given}."),
            given=" – ".join(map(str, caps.quiet_hours)),
        ) from error
