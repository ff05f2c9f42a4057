"""The same random acts on our tables and on TinyDB's memory storage, and on our documents and a dict."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from auditor.store import open_store
from auditor.store.tiny import Database

numbers = st.integers(0, 4)
fields = st.fixed_dictionaries(
    {"n": numbers}, optional={"t": st.sampled_from(["a", "b"]), "l": st.lists(numbers)}
)
conditions = st.one_of(
    st.builds(lambda n: Query().n == n, numbers),
    st.builds(lambda n: Query().n > n, numbers),
    st.builds(lambda n: (Query().n < n) & Query().t.exists(), numbers),
    st.builds(lambda t: Query().t == t, st.sampled_from(["a", "b"])),
    st.builds(lambda n: Query().l.any([n]), numbers),
)
ids = st.lists(st.integers(1, 6), max_size=3, unique=True)
acts = st.one_of(
    st.tuples(st.just("insert"), fields),
    st.tuples(st.just("insert"), st.builds(Document, fields, st.integers(1, 9))),
    st.tuples(st.just("insert_multiple"), st.lists(fields, max_size=3)),
    st.tuples(st.just("update"), fields, conditions),
    st.tuples(st.just("update"), st.just(increment("n")), conditions),
    st.tuples(st.just("update"), fields, st.none(), ids),
    st.tuples(st.just("upsert"), fields, conditions),
    st.tuples(st.just("upsert"), st.builds(Document, fields, st.integers(1, 9))),
    st.tuples(st.just("remove"), conditions),
    st.tuples(st.just("remove"), st.none(), ids),
    st.tuples(st.just("search"), conditions),
    st.tuples(st.just("get"), conditions),
    st.tuples(st.just("get"), st.none(), st.integers(1, 6)),
    st.tuples(st.just("get"), st.none(), st.none(), ids),
    st.tuples(st.just("contains"), conditions),
    st.tuples(st.just("count"), conditions),
    st.tuples(st.just("truncate")),
    st.tuples(st.just("all")),
)


class NeverTwice(Table):
    """TinyDB's own table, except that it gives no id twice, as ours does not.

    TinyDB forgets its count when a document comes with an id of its own, and would give the id of a document
    that was removed since to another one.
    """

    _highest = 0

    def insert(self, document: Any) -> int:
        return self._noted(super().insert(document))

    def insert_multiple(self, documents: Any) -> list[int]:
        return [self._noted(id) for id in super().insert_multiple(documents)]

    def truncate(self) -> None:
        super().truncate()
        self._highest = 0

    def _noted(self, id: int) -> int:
        self._highest = max(self._highest, id)
        return id

    def _get_next_id(self) -> int:
        id = max(super()._get_next_id(), self._highest + 1)
        self._next_id = id + 1
        return id


def do(db: TinyDB, act: tuple[Any, ...]) -> Any:
    """The result, or the kind of error."""
    try:
        found = getattr(db.table("t"), act[0])(*copy.deepcopy(act[1:]))
    except (ValueError, RuntimeError) as error:
        return type(error).__name__
    return [(d.doc_id, dict(d)) for d in found] if act[0] in ("search", "all") else found


@bounded(max_examples=80, deadline=None)
@given(st.lists(acts, max_size=12))
def test_tables_do_what_tinydb_does(
    tmp_path_factory: pytest.TempPathFactory, acts_: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("db")
    with Database(folder / "ours.db") as ours, TinyDB(storage=MemoryStorage) as theirs:
        theirs.table_class = NeverTwice
        for act in acts_:
            assert do(ours, act) == do(theirs, act), act
        # TinyDB keeps documents in the order of insertion, and so do we.
        assert do(ours, ("all",)) == do(theirs, ("all",))
        assert len(ours.table("t")) == len(theirs.table("t"))


keys = st.sampled_from(["a", "b", "c", "ñ"])
document_acts = st.one_of(
    st.tuples(st.just("put"), keys, fields),
    st.tuples(st.just("insert_new"), keys, fields),
    st.tuples(st.just("update_if"), keys, fields),
    st.tuples(st.just("delete"), keys),
    st.tuples(st.just("where"), numbers),
)


@bounded(max_examples=80, deadline=None)
@given(st.lists(document_acts, max_size=15))
def test_documents_do_what_a_dict_does(
    tmp_path_factory: pytest.TempPathFactory, acts_: list[tuple[Any, ...]]
) -> None:
    model: dict[str, dict[str, Any]] = {}
    with open_store(tmp_path_factory.mktemp("home"), durable=False) as store:
        table = store.table("t", index=("n",))
        for what, *rest in acts_:
            if what == "put":
                table.put(*rest)
                model[rest[0]] = rest[1]
            elif what == "insert_new":
                assert table.insert_new(*rest) == (rest[0] not in model)
                model.setdefault(*rest)
            elif what == "update_if":
                changed = table.update_if(rest[0], lambda doc, new=rest[1]: {**doc, **new})  # type: ignore[misc]
                if rest[0] in model:
                    model[rest[0]] = {**model[rest[0]], **rest[1]}
                assert changed == model.get(rest[0])
            elif what == "delete":
                assert table.delete(rest[0]) == (model.pop(rest[0], None) is not None)
            else:
                assert table.where(n=rest[0]) == [doc for doc in model.values() if doc["n"] == rest[0]]
        assert [(doc.id, dict(doc)) for doc in table.all()] == list(model.items())
        assert table.count() == len(model)
