"""Kills writers in mid-write and holds the data file against what they had acknowledged."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from auditor.store import open_store
from tests.auditor.store.writers import hash_of


@dataclass
class Acknowledged:
    """What writers were told is stored: key → version, keys deleted or being deleted, TinyDB number → n."""

    documents: dict[str, int] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    tiny: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def take(self, line: str) -> None:
        """One line of a writer."""
        what, *rest = line.split()
        self.count += what in ("put", "deleted", "tiny")
        if what == "put":
            self.documents[rest[0]] = int(rest[1])
        elif what == "will-delete":
            self.unsure.add(rest[0])
        elif what == "deleted":
            self.documents.pop(rest[0])
            self.deleted.add(rest[0])
            self.unsure.discard(rest[0])
        elif what == "tiny":
            assert int(rest[0]) not in self.tiny, "the same number was given twice"
            self.tiny[int(rest[0])] = int(rest[1])


def run_and_kill(home: Path, seed: int, told: Acknowledged) -> None:
    """Starts a writer, kills it (−9) at a seeded moment after it opened the store, and notes what it said.

    Every other one is killed soon after opening, the others after some writes, however long these take here.
    """
    draw = random.Random(seed)
    command = [sys.executable, "-m", "tests.auditor.store.writers", str(home), str(seed)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == b"open\n"
        written = [writer.stdout.readline() for _line in range(draw.randint(20, 150) if seed % 2 else 0)]
        time.sleep(draw.uniform(0.0, 0.05))
        writer.send_signal(signal.SIGKILL)
        said = b"".join(written) + writer.stdout.read()
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert writer.returncode == -signal.SIGKILL, f"the writer ended by itself: {writer.returncode}"
    for line in said.decode().splitlines(keepends=True):
        if line.endswith("\n"):
            told.take(line)


def lost(home: Path, told: Acknowledged) -> list[str]:
    """What was acknowledged and is not there, or is not what it was. Empty is what it should be."""
    faults = []
    with open_store(home) as store:
        faults += store.check()
        found = {doc.id: doc for doc in store.table("docs").all()}
        for key, version in told.documents.items():
            if key not in found:
                faults += [] if key in told.unsure else [f"{key} is lost"]
            elif found[key]["version"] < version:
                faults.append(f"{key} has version {found[key]['version']}, acknowledged was {version}")
        for key, doc in found.items():
            if doc["check"] != hash_of(doc["key"], doc["version"]) or doc["key"] != key:
                faults.append(f"{key} is torn")
        faults += [f"{key} is back" for key in told.deleted & set(found)]
        there = {doc.doc_id: doc["n"] for doc in store.tinydb.table("tiny").all()}
        faults += [f"tiny {number} is lost" for number, n in told.tiny.items() if there.get(number) != n]
    return faults
