"""The stored catalogue: nothing is lost under two writers, and what is damaged is told."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from auditor.core.catalogue import Catalogue, Kept
from auditor.errors import AuditorError
from auditor.store import open_store
from tests.auditor.prompts.taught import book
from transcripts.prompts import PromptBook, Visit


def test_what_was_stored_is_read(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert Catalogue(store).get("luz") == Kept(PromptBook("luz"))
        kept = Kept(book(), {"p3": ("advertising",)})
        Catalogue(store).extend("luz", lambda _kept: kept)
    with open_store(tmp_path) as store:
        assert Catalogue(store).get("luz") == kept
        assert Catalogue(store).book("otra") == PromptBook("otra")
        assert Catalogue(store).forget("luz")
        assert not Catalogue(store).forget("luz")
        assert Catalogue(store).book("luz").prompts == ()


def _visiting(kept: Kept, contact: str) -> Kept:
    return Kept(replace(kept.book, visits=(*kept.book.visits, Visit(contact, None, "", False))))


def _visit_often(home: Path, name: str) -> None:
    with open_store(home) as store:
        for number in range(15):
            Catalogue(store).extend("luz", partial(_visiting, contact=f"{name}{number}"))


def test_two_processes_lose_no_lesson(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_visit_often, args=(tmp_path, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_store(tmp_path) as store:
        visits = Catalogue(store).book("luz").visits
    assert {visit.contact for visit in visits} == {f"{name}{n}" for name in "ab" for n in range(15)}
    assert len(visits) == 30


def test_a_lesson_is_worked_out_again_where_another_was_first(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, open_store(tmp_path) as other:
        seen: list[int] = []

        def lesson(kept: Kept) -> Kept:
            seen.append(len(kept.book.visits))
            if len(seen) == 1:
                Catalogue(other).extend("luz", lambda theirs: _visiting(theirs, "theirs"))
            return _visiting(kept, "ours")

        before, after = Catalogue(store).extend("luz", lesson)
        assert seen == [0, 1]
        assert [visit.contact for visit in before.book.visits] == ["theirs"]
        assert [visit.contact for visit in after.book.visits] == ["theirs", "ours"]


@pytest.mark.parametrize(
    "document",
    [{}, {"revision": 0}, {"revision": 1, "purposes": {}, "book": {"channel": 1, "prompts": [{"id": "p1"}]}}],
)
def test_a_damaged_catalogue_is_told_with_the_way_out(tmp_path: Path, document: dict[str, object]) -> None:
    with open_store(tmp_path) as store:
        store.table("prompts").put("luz", document)
        with pytest.raises(AuditorError, match="--forget"):
            Catalogue(store).get("luz")
        assert Catalogue(store).forget("luz")
