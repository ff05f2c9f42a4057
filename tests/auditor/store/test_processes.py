"""Several processes and threads on one data folder: nothing is lost, nothing is numbered twice."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query

from auditor.store import Store, open_store
from auditor.store.errors import LockedError

EACH = 40

WRITER = """
import sys
from pathlib import Path
from auditor.store import open_store

home, name, each = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_store(home) as store:
    docs, tiny = store.table("shops", index=("by",)), store.tinydb.table("tiny")
    store.table("count").insert_new("all", {"n": 0})
    for n in range(each):
        docs.put(f"{name}-{n}", {"by": name, "n": n})
        store.table("count").update_if("all", lambda doc: {"n": doc["n"] + 1})
        print(tiny.insert({"by": name}), int(store.table("race").insert_new(f"slot-{n}", {"by": name})))
"""


def start(home: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), name, str(EACH)], stdout=subprocess.PIPE, text=True
    )


def test_four_processes_open_a_new_folder_at_once_and_write(tmp_path: Path) -> None:
    writers = [start(tmp_path / "home", f"w{n}") for n in range(4)]
    lines = [line.split() for writer in writers for line in writer.communicate(timeout=120)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    with open_store(tmp_path / "home") as store:
        assert store.table("shops").count() == 4 * EACH
        assert store.table("shops").count(by="w1") == EACH
        assert store.table("count").get("all") == {"n": 4 * EACH}
        assert len(store.tinydb.table("tiny")) == 4 * EACH
        assert store.check() == []
    numbers = [int(number) for number, _won in lines]
    assert sorted(numbers) == list(range(1, 4 * EACH + 1))  # no number twice, none left out
    assert sum(int(won) for _number, won in lines) == EACH  # each slot was won once


def test_threads_share_one_store(store: Store) -> None:
    table, tiny = store.table("t"), store.tinydb.table("tiny")
    table.put("n", {"n": 0})

    def work(worker: int) -> list[int]:
        for n in range(EACH):
            table.update_if("n", lambda doc: {"n": doc["n"] + 1})
            table.put(f"{worker}-{n}", {"worker": worker})
        return tiny.insert_multiple([{"w": worker}] * EACH)

    with ThreadPoolExecutor(6) as pool:
        numbers = [number for found in pool.map(work, range(6)) for number in found]
    assert table.get("n") == {"n": 6 * EACH}
    assert table.count() == 6 * EACH + 1
    assert len(set(numbers)) == 6 * EACH


def test_what_another_process_writes_is_seen_at_once(store: Store) -> None:
    """TinyDB's query cache and its cached next number would both be wrong here."""
    tiny = store.tinydb.table("t")
    query = Query().n >= 1
    assert tiny.insert({"n": 1}) == 1
    assert len(tiny.search(query)) == 1
    with open_store(store.home) as other:
        assert other.tinydb.table("t").insert({"n": 2}) == 2
        other.tinydb.table("t").update({"n": 5}, Query().n == 1)
    assert [doc["n"] for doc in tiny.search(query)] == [5, 2]
    assert tiny.insert({"n": 3}) == 3


def test_a_table_dropped_by_another_process_is_gone_here_too(store: Store) -> None:
    table = store.table("t", index=("n",))
    table.put("a", {"n": 1})
    with open_store(store.home) as other:
        other.tinydb.drop_table("t")
        other.table("u").put("x", {})
    assert table.get("a") is None
    table.put("b", {"n": 2})
    assert table.where(n=2) == [{"n": 2}]


def _in_fork(store: Store, results: Any) -> None:
    store.table("t").update_if("n", lambda doc: {"n": doc["n"] + 1})
    results.put(store.table("t").get("n"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_gets_a_connection_of_its_own(store: Store) -> None:
    table = store.table("t")
    table.put("n", {"n": 0})
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    with store.transaction():  # a fork in mid-transaction must not inherit it
        table.put("pending", {})
        child = context.Process(target=lambda: os._exit(0))
        child.start()
        child.join(30)
    children = [context.Process(target=_in_fork, args=(store, results)) for _n in range(3)]
    for child in children:
        child.start()
    for _n in range(20):
        table.update_if("n", lambda doc: {"n": doc["n"] + 1})
    assert sorted(results.get(timeout=30)["n"] for _n in range(3))[0] >= 1
    for child in children:
        child.join(30)
        assert child.exitcode == 0
    assert table.get("n") == {"n": 23}
    assert table.get("pending") == {}
    assert store.check() == []


def test_locked_for_too_long_says_so(store: Store) -> None:
    store.table("t").put("a", {})
    with open_store(store.home, busy_s=0.3) as other, store.transaction():
        assert other.table("t").get("a") == {}  # readers never wait
        with pytest.raises(LockedError, match="locked by another process"):
            other.table("t").put("b", {})
    with open_store(store.home, busy_s=0.3) as other:
        other.table("t").put("b", {})


def test_a_thread_that_waits_too_long_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path, busy_s=0.3) as store:
        inside, done = threading.Event(), threading.Event()

        def hold() -> None:
            with store.transaction():
                inside.set()
                done.wait(30)

        holder = threading.Thread(target=hold)
        holder.start()
        inside.wait(30)
        with pytest.raises(LockedError, match="busy for too long"):
            store.table("t").get("a")
        done.set()
        holder.join()
        assert store.table("t").get("a") is None
