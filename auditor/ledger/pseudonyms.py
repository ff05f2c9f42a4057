"""Customers by a key that tells nobody who they are: a keyed hash, whose secret stays in the data folder.

The same customer gives the same key in every import into one data folder, and another in any other folder.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from pathlib import Path

from auditor.errors import StoreError
from auditor.i18n import N_
from auditor.store import Store
from auditor.store.errors import from_os

KEY_FILE = "ledger.key"
KEY_BYTES = 32
_OURS = re.compile(r"c-[a-z2-7]{24}")


class Pseudonyms:
    """Makes customer keys on one data folder; the secret is made when the first key is asked for."""

    def __init__(self, store: Store) -> None:
        self._path = store.home / KEY_FILE
        self._marks = store.table("ledger_marks")
        self._secret: bytes | None = None

    def of(self, customer: str) -> str:
        """The key of a customer's number or name: "c-" and 24 letters (120 bits of HMAC-SHA-256).

        Capitals, accents' spelling and spaces do not matter. A key that is one already stays itself.
        """
        text = " ".join(unicodedata.normalize("NFKC", customer).casefold().split())
        if _OURS.fullmatch(text):
            return text
        digest = hmac.new(self._key(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
        return "c-" + base64.b32encode(digest[:15]).decode("ascii").lower()

    def _key(self) -> bytes:
        if self._secret is None:
            try:
                self._secret = self._read()
            except OSError as error:
                raise from_os(error, self._path) from error
        return self._secret

    def _read(self) -> bytes:
        mark = self._marks.get("key")
        if not self._path.exists():
            if mark is not None:
                raise StoreError(
                    N_(
                        "{path} is missing: it makes the customers' keys, and a new one would make every "
                        "known customer a stranger. Bring it back from a backup."
                    ),
                    path=self._path,
                )
            _create(self._path)
        secret = self._path.read_bytes()
        if self._path.stat().st_mode & 0o077:
            self._path.chmod(0o600)
        print_ = hashlib.sha256(b"auditor ledger key\0" + secret).hexdigest()
        if len(secret) != KEY_BYTES or (mark is not None and mark["sha256"] != print_):
            raise StoreError(
                N_("{path} did not make the customer keys of this ledger. Bring it back from a backup."),
                path=self._path,
            )
        if mark is None:
            self._marks.insert_new("key", {"sha256": print_})
        return secret


def _create(path: Path) -> None:
    """Writes a new secret that only this user may read; another process that was quicker has made it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(3)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_bytes(KEY_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(part, path)  # unlike a rename it never replaces
    except FileExistsError:
        pass
    finally:
        part.unlink()
