"""The phone channel: a call over SIP in a process of its own.

`place_call` places one, `salvage` finishes the recording of a call whose process died.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.channels.phone.finish import salvage
    from auditor.channels.phone.job import CallJob, MediaEncryption, Network, Patience, SipAccount, Transport
    from auditor.channels.phone.place import PhoneChannel, place_call

_HOMES = {
    "place_call": "place",
    "PhoneChannel": "place",
    "salvage": "finish",
    "CallJob": "job",
    "MediaEncryption": "job",
    "Network": "job",
    "Patience": "job",
    "SipAccount": "job",
    "Transport": "job",
}

__all__ = [
    "CallJob",
    "MediaEncryption",
    "Network",
    "Patience",
    "PhoneChannel",
    "SipAccount",
    "Transport",
    "place_call",
    "salvage",
]


def __getattr__(name: str) -> Any:
    """Loads a part when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
