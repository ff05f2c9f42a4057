"""What one call needs to be placed: address, account, scenario, limits of patience. Values only.

No password lives here: an account names the environment variable that holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from auditor.errors import CommandError
from auditor.i18n import N_
from scenarios.scenario import Hold, Press, Say, Scenario, WaitFor
from transcripts.heard import ListenOptions

_URI = re.compile(
    r"sips?:(?:[^@\s<>\"?;]+@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?(?:;[^\s<>\"?]*)?"
)
_NUMBER = re.compile(r"\+?[0-9*#]{2,20}")


class Transport(StrEnum):
    """What carries the signalling."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class MediaEncryption(StrEnum):
    """SDES-SRTP (RFC 4568): none, offered, or required of the other side."""

    NONE = "none"
    OFFERED = "offered"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class SipAccount:
    """Whom the call goes out as. `password_env` names the environment variable that holds the password.

    `proxy` is the host (and port) that calls are sent through when it is not the domain itself.
    """

    user: str
    domain: str
    auth_user: str | None = None
    password_env: str | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the call travels. A TLS certificate is always verified unless `verify_tls` is off.

    `ca_file` is a PEM file of trusted roots (`None`: the system's). `local_address` is the address or
    interface to call from (loopback lines need "127.0.0.1"). `jitter_buffer` is for real networks; without
    it the recording is bit-exact on loopback, but loss is not measured. `codecs` are baresip's names.
    """

    transport: Transport = Transport.UDP
    encryption: MediaEncryption = MediaEncryption.NONE
    ca_file: Path | None = None
    verify_tls: bool = True
    local_address: str | None = None
    jitter_buffer: bool = True
    codecs: tuple[str, ...] = ("pcma", "pcmu", "g722/16000/1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds until the call is given up, counted from the INVITE (`silent_s`: from the answer).

    `no_reply_s`: nothing at all came back. RFC 3261 gives up after 32 s (timer B); by 10 s five INVITEs have
    gone unanswered. `no_answer_s`: it rings and nobody answers. `silent_s`: answered, and nothing is heard.
    """

    no_reply_s: float = 10.0
    no_answer_s: float = 60.0
    silent_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallJob:
    """One call to place.

    `address` is a SIP URI or a telephone number (a number needs an account, whose domain it is dialled at).
    `folder` receives `<shop>.flac`. `persona` fills the `{fields}` of what is said. `sounds` is the folder
    that a step's own recordings are relative to, `voice_cache` the one that keeps made phrases. `listen`
    says where the speech model is and its language; `country` picks the tone plan.
    """

    shop: str
    address: str
    scenario: Scenario
    folder: Path
    account: SipAccount | None = None
    network: Network = field(default_factory=Network)
    patience: Patience = field(default_factory=Patience)
    persona: dict[str, str] = field(default_factory=dict)
    language: str = "es"
    country: str | None = "ES"
    voice: str = "caller"
    sounds: Path | None = None
    voice_cache: Path | None = None
    listen: ListenOptions = field(default_factory=ListenOptions)

    @property
    def wants_words(self) -> bool:
        """Whether a step needs to understand what is said (so that a speech model is loaded)."""
        return any((isinstance(s, WaitFor) and s.text) or isinstance(s, Hold) for s in self.scenario.steps)

    @property
    def needs_words(self) -> bool:
        """Whether a step cannot be carried out at all without a speech model."""
        return any(isinstance(s, WaitFor) and s.text for s in self.scenario.steps)

    @property
    def presses(self) -> tuple[tuple[int, Press], ...]:
        """The steps that send keys, each with its index."""
        return tuple((i, s) for i, s in enumerate(self.scenario.steps) if isinstance(s, Press))

    @property
    def sayings(self) -> tuple[tuple[int, Say], ...]:
        """The steps that speak, each with its index."""
        return tuple((i, s) for i, s in enumerate(self.scenario.steps) if isinstance(s, Say))


def sip_uri(job: CallJob) -> str:
    """The URI to dial. Raises `CommandError` for an address that is neither a SIP URI nor a number."""
    address = job.address.strip()
    if _URI.fullmatch(address):
        return address
    number = re.sub(r"[\s().-]", "", address)
    if not _NUMBER.fullmatch(number):
        raise CommandError(
            N_("“{address}” is neither a SIP address (sip:user@host) nor a telephone number."),
            address=address,
        )
    if job.account is None:
        raise CommandError(
            N_("To dial the number {address} a SIP account is needed; name one in the channel."),
            address=address,
        )
    return f"sip:{number}@{job.account.domain}"


def fill_in(text: str, persona: dict[str, str]) -> str:
    """The text with the persona's fields. Raises `CommandError` for a field that the persona lacks."""
    try:
        return text.format_map(persona)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise CommandError(
            N_("The persona has no value for {field} in “{text}”."), field=str(error), text=text
        ) from error


def keys_of(job: CallJob) -> dict[int, str]:
    """The keys that each `press` step sends, persona fields filled in, spaces and dashes left out.

    Raises `CommandError` for a field that the persona lacks, or for a value that has no keys ("ES91").
    """
    found: dict[int, str] = {}
    for index, press in job.presses:
        keys = re.sub(r"[\s.-]", "", fill_in(press.keys, job.persona)).upper()
        if not re.fullmatch(r"[0-9*#ABCD]+", keys):
            raise CommandError(
                N_("Step {step} cannot send “{keys}”: a telephone has the keys 0–9, * and #."),
                step=index + 1,
                keys=keys,
            )
        found[index] = keys
    return found
