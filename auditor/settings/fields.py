"""One reader a setting: from what a flag, a variable or the file holds to the value, or a `Bad`."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from auditor.i18n import N_

Reader = Callable[[Any, Path], Any]
"""Gets the raw value and the folder that relative paths start from."""


class Bad(Exception):
    """A value that cannot be used: what was expected, as a template with its parameters."""

    def __init__(self, expected: str, **params: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.params = params


_YES = {"1", "true", "yes", "on", "sí", "si"}
_NO = {"0", "false", "no", "off"}


def text(value: Any, _base: Path) -> str:
    """Text that is not empty."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Bad(N_("a text"))
    return value.strip()


def flag(value: Any, _base: Path) -> bool:
    """True or false; yes, no, on, off, 1, 0 in the environment."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _YES | _NO:
        return value.strip().lower() in _YES
    raise Bad(N_("true or false"))


def whole(least: int, most: int) -> Reader:
    """A whole number between two bounds, both included."""

    def read(value: Any, _base: Path) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Bad(N_("a whole number from {least} to {most}"), least=least, most=most)
        return value

    return read


def choice(*options: str) -> Reader:
    """One of the given words."""

    def read(value: Any, _base: Path) -> str:
        if isinstance(value, str) and value.strip() in options:
            return value.strip()
        raise Bad(N_("one of {options}"), options=", ".join(options))

    return read


def language(value: Any, base: Path) -> str | None:
    """es, en, or auto."""
    if isinstance(value, str) and (found := re.fullmatch(r"\s*(es|en)(?:[_.-].*)?", value)):
        value = found.group(1)  # "es_ES.UTF-8" is Spanish too
    chosen: str = choice("es", "en", "auto")(value, base)
    return None if chosen == "auto" else chosen


def country(value: Any, _base: Path) -> str:
    """Two letters, ISO 3166."""
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2}", value.strip()):
        return value.strip().upper()
    raise Bad(N_("a country of two letters, such as ES"))


def path(value: Any, base: Path) -> Path:
    """A path; relative ones start from the file that names them."""
    if isinstance(value, Path):
        value = str(value)
    return base / Path(text(value, base)).expanduser()


def existing_file(value: Any, base: Path) -> Path:
    """The path of a file that is there."""
    found = path(value, base)
    if not found.is_file():
        raise Bad(N_("a file that exists"))
    return found


def paths(value: Any, base: Path) -> tuple[Path, ...]:
    """A list of paths; in the environment separated as in PATH."""
    if isinstance(value, str):
        value = [part for part in value.split(os.pathsep) if part]
    if not isinstance(value, list | tuple):
        raise Bad(N_("a list of folders"))
    return tuple(path(part, base) for part in value)


def model(value: Any, base: Path) -> str:
    """A model's name, or a path: anything with a slash or a dot in front."""
    name = text(str(value) if isinstance(value, Path) else value, base)
    looks_like_path = name.startswith(("~", ".")) or os.sep in name
    # "owner/name" is a model on a hub unless such a folder exists here.
    if looks_like_path and (name.startswith(("~", ".", "/")) or (base / name).exists()):
        return str(base / Path(name).expanduser())
    return name


def ports(value: Any, base: Path) -> tuple[int, int]:
    """Two ports, the first not above the second: [20060, 20999] or "20060-20999"."""
    if isinstance(value, str):
        value = value.split("-")
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = (whole(1, 65535)(part, base) for part in value)
        if low <= high:
            return low, high
    raise Bad(N_("two ports in order, such as [20060, 20999]"))


def bind(value: Any, base: Path) -> str:
    """An address of this machine, with a port or without."""
    given = text(value, base)
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?::([0-9]{1,5}))?", given)
    try:
        ipaddress.ip_address(found.group(1) or found.group(2) if found else given)
        if found and found.group(3) and int(found.group(3)) > 65535:
            raise ValueError
    except ValueError:
        raise Bad(N_("an IP address, with a port or without, such as 192.0.2.10:5060")) from None
    return given


_HOST = re.compile(r"(?:sips?:)?[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")
_HOST6 = re.compile(r"(?:sips?:)?\[[0-9a-fA-F:.]+\](?::[0-9]{1,5})?")


def host(value: Any, base: Path) -> str:
    """A host name or address with a port or without; nothing that could slip into a SIP header."""
    given = text(value, base)
    if not (_HOST.fullmatch(given) or _HOST6.fullmatch(given)):
        raise Bad(N_("a host, with a port or without, such as pbx.example.com:5061"))
    return given


def sip_user(value: Any, base: Path) -> str:
    """The user part of a SIP address; a password after a colon is refused."""
    given = text(value, base)
    if not re.fullmatch(r"[A-Za-z0-9._!~*'()&=+$,%/-]+", given):
        raise Bad(N_("a SIP user: letters, digits and . _ + - only, without a password"))
    return given


def variable(value: Any, base: Path) -> str:
    """The name of an environment variable."""
    given = text(value, base)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", given):
        raise Bad(N_("the name of an environment variable, not the password itself"))
    return given


def mailbox(value: Any, base: Path) -> str:
    """An e-mail address, bare."""
    given = text(value, base)
    if not re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", given):
        raise Bad(N_("an e-mail address, such as calidad@example.com"))
    return given


def mailboxes(value: Any, base: Path) -> tuple[str, ...]:
    """A list of e-mail addresses; in the environment separated by commas."""
    if isinstance(value, str):
        value = [part for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple):
        raise Bad(N_("a list of e-mail addresses"))
    return tuple(mailbox(part, base) for part in value)


SETTINGS: dict[str, Reader] = {
    "language": language,
    "engine": choice("faster-whisper", "openai-whisper"),
    "model": model,
    "model_folders": paths,
    "allow_download": flag,
    "threads": whole(1, 256),
    "country": country,
    "sector": choice("finance"),
    "voice": text,
    "retention_days": whole(1, 36500),
    "sip_bind": bind,
    "tls_ca_file": existing_file,
    "jitter_buffer": flag,
    "rtp_ports": ports,
    "practice_ports": ports,
    "smtp_host": host,
    "smtp_port": whole(1, 65535),
    "smtp_tls": choice("starttls", "tls", "none"),
    "smtp_user": text,
    "smtp_password_env": variable,
    "smtp_from": mailbox,
    "smtp_to": mailboxes,
}

ACCOUNT: dict[str, Reader] = {
    "user": sip_user,
    "domain": host,
    "auth_user": sip_user,
    "registrar": host,
    "outbound_proxy": host,
    "transport": choice("udp", "tcp", "tls"),
    "password_env": variable,
    "srtp": flag,
    "register": flag,
}

SECRET = re.compile(r"passw|secret|token|contrase|clave|^pass$|^pwd$|api_?key", re.IGNORECASE)
"""Keys that hold a secret. `password_env` is known before this is asked."""
