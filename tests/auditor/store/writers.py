"""Child processes that write and print what was acknowledged; the tests kill them or starve them.

python -m tests.auditor.store.writers HOME SEED [--uid N] [--limit BYTES]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path
from typing import Any

from auditor.errors import StoreError
from auditor.store import Store, open_store


def acknowledge(*words: object) -> None:
    """One line in one write: the parent sees the whole of it or nothing."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def body(key: str, version: int, rng: random.Random) -> dict[str, Any]:
    """A document whose content can be told from its key and version."""
    return {
        "key": key,
        "version": version,
        "text": "x" * rng.randint(10, 3000),
        "check": hash_of(key, version),
    }


def hash_of(key: str, version: int) -> str:
    import hashlib

    return hashlib.sha256(f"{key}/{version}".encode()).hexdigest()


def write_forever(store: Store, seed: int) -> None:
    """Inserts, updates and deletes until somebody ends it; each is acknowledged after it returned."""
    rng, docs, tiny = random.Random(seed), store.table("docs", index=("version",)), store.tinydb.table("tiny")
    versions: dict[str, int] = {}
    for n in range(1_000_000):
        what = rng.random()
        if what < 0.5 or not versions:
            key = f"{seed}-{n}"
            docs.insert_new(key, body(key, 1, rng))
            versions[key] = 1
            acknowledge("put", key, 1)
        elif what < 0.75:
            key = rng.choice(list(versions))
            version = versions[key] + 1
            docs.update_if(key, lambda _doc, k=key, v=version: body(k, v, rng))  # type: ignore[misc]
            versions[key] = version
            acknowledge("put", key, version)
        elif what < 0.85:
            key = rng.choice(list(versions))
            acknowledge("will-delete", key)
            docs.delete(key)
            del versions[key]
            acknowledge("deleted", key)
        else:
            acknowledge("tiny", tiny.insert({"seed": seed, "n": n}), n)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--limit", type=int, help="the largest file that this process may write, in bytes")
    asked = parser.parse_args()
    if asked.limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (asked.limit, asked.limit))
    if asked.uid:
        os.setgid(asked.uid)
        os.setuid(asked.uid)
    try:
        with open_store(asked.home) as store:
            acknowledge("open")
            write_forever(store, asked.seed)
    except StoreError as error:
        print(type(error).__name__, error, file=sys.stderr)
        return int(error.exit_code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
