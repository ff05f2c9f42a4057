"""The settings as values. `auditor.settings.reading` makes them; nothing here reads a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from: `kind` is "flag", "environment", "file" or "default".

    `detail` is the flag, the variable's name, or "path:line"; empty for a default.
    """

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SipAccount:
    """A SIP account that calls go out by. Its password is never here: see `account_password`.

    `domain` is a host, with a port or without; `registrar` and `outbound_proxy` are hosts or SIP URIs.
    `transport` is "udp", "tcp" or "tls"; `srtp` encrypts the voice (SDES). `password_env` names the
    environment variable with the password; without it the system keyring is asked.
    """

    name: str
    user: str
    domain: str
    auth_user: str | None = None
    registrar: str | None = None
    outbound_proxy: str | None = None
    transport: str = "udp"
    password_env: str | None = None
    srtp: bool = False
    register: bool = True


DEFAULT = Source("default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen.

    `home` is the data folder. `language` is "es", "en" or `None` (the system's). `engine` is
    "faster-whisper" or "openai-whisper"; `model` a name ("base") or a path; `model_folders` are searched
    before the data folder's `models/`. `country` (ISO 3166) picks tone plan and numbering where a channel
    does not; `sector` ("finance", `None`: none of those) adds the rules of its own.
    `voice` names a voice of the voice engine (`None`: the best there is). `retention_days`: how
    long recordings are kept, `None`: until someone decides. `sip_bind` is the local "address" or
    "address:port" for SIP (`None`: chosen by the route). Port ranges are inclusive.
    Alerts go out by the mail server `smtp_host` from `smtp_from` to `smtp_to`; `smtp_tls` is "starttls",
    "tls" or "none", and the password stands in the environment variable `smtp_password_env`.
    """

    home: Path
    language: str | None = None
    engine: str = "faster-whisper"
    model: str = "base"
    model_folders: tuple[Path, ...] = ()
    allow_download: bool = True
    threads: int = field(default_factory=lambda: max(1, min(8, os.cpu_count() or 2)))
    country: str = "ES"
    sector: str | None = None
    voice: str | None = None
    retention_days: int | None = None
    sip_bind: str | None = None
    tls_ca_file: Path | None = None
    jitter_buffer: bool = True
    rtp_ports: tuple[int, int] = (10000, 19999)
    practice_ports: tuple[int, int] = (20060, 20999)
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_tls: str = "starttls"
    smtp_user: str | None = None
    smtp_password_env: str = "AUDITOR_SMTP_PASSWORD"  # noqa: S105 - a name, not the secret
    smtp_from: str | None = None
    smtp_to: tuple[str, ...] = ()
    accounts: Mapping[str, SipAccount] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def where(self, setting: str) -> Source:
        """Where the value of that setting came from ("model", "accounts.office")."""
        return self.sources.get(setting, DEFAULT)
