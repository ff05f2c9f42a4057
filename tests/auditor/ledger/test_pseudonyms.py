"""Customer keys: the same for the same customer, telling nothing, and never made anew by a lost secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import StoreError
from auditor.ledger.pseudonyms import KEY_FILE, Pseudonyms
from auditor.store import Store, open_store


def test_one_customer_one_key(store: Store) -> None:
    key = Pseudonyms(store).of("  María  LÓPEZ ")
    assert key == Pseudonyms(store).of("maría lópez")
    assert key != Pseudonyms(store).of("maría lopes")
    assert "mar" not in key
    assert Pseudonyms(store).of(key) == key


def test_the_secret_is_this_users_alone(store: Store) -> None:
    Pseudonyms(store).of("1")
    assert (store.home / KEY_FILE).stat().st_mode & 0o777 == 0o600
    (store.home / KEY_FILE).chmod(0o644)
    Pseudonyms(store).of("1")
    assert (store.home / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_another_folder_gives_another_key(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other") as other:
        assert Pseudonyms(store).of("1") != Pseudonyms(other).of("1")


def test_a_lost_or_changed_secret_is_told_not_replaced(store: Store) -> None:
    Pseudonyms(store).of("1")
    (store.home / KEY_FILE).write_bytes(b"x" * 32)
    with pytest.raises(StoreError, match="did not make"):
        Pseudonyms(store).of("1")
    (store.home / KEY_FILE).unlink()
    with pytest.raises(StoreError, match="missing"):
        Pseudonyms(store).of("1")
    assert not (store.home / KEY_FILE).exists()
