"""Passwords of SIP accounts and of the mail server: from the environment or the keyring, never a file."""

from __future__ import annotations

import os
from collections.abc import Mapping

from auditor.errors import MissingError
from auditor.i18n import N_
from auditor.settings.values import SipAccount

SERVICE = "auditor"


def account_password(account: SipAccount, environ: Mapping[str, str] | None = None) -> str | None:
    """The account's password; `None` for an account without one (a PBX that trusts the address).

    Raises `MissingError` when `password_env` names a variable that is not set and the keyring has none.
    """
    environ = os.environ if environ is None else environ
    if account.password_env and environ.get(account.password_env):
        return environ[account.password_env]
    stored = from_keyring(account.name)
    if stored is None and account.password_env:
        raise MissingError(
            N_(
                "The password of the account {name} is missing: the environment variable "
                "{variable} is not set. "
                "Set it, or store the password in the system keyring: keyring set auditor {name}."
            ),
            name=account.name,
            variable=account.password_env,
        )
    return stored


def from_keyring(name: str) -> str | None:
    """The keyring's password under that name, `None` without a keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(SERVICE, name)
    except (KeyringError, OSError, RuntimeError):
        return None
    return found
