"""Documents by text id: atomic, uncached, sharing nothing, and strict about what JSON can keep."""

from __future__ import annotations

import json
import math
from collections import UserDict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from tinydb import Query

from auditor.errors import StoreError
from auditor.store import Store, open_store
from auditor.store.errors import DiskFullError, NotJsonError
from auditor.store.strictjson import MAX_DEPTH, decode, encode
from transcripts.contact import Outcome


def test_get_put_delete(store: Store) -> None:
    shops = store.table("shops")
    assert shops.get("a") is None
    assert not shops.delete("a")
    shops.put("a", {"n": 1})
    shops.put("a", {"n": 2})
    assert shops.get("a") == {"n": 2}
    assert shops.count() == 1
    assert shops.delete("a")
    assert shops.get("a") is None


def test_a_document_knows_its_id(store: Store) -> None:
    shops = store.table("shops")
    shops.put("a", {"n": 1})
    found = shops.get("a")
    assert found is not None
    assert (found.id, dict(found)) == ("a", {"n": 1})
    assert [doc.id for doc in shops.all()] == ["a"]


def test_insert_new_only_once(store: Store) -> None:
    shops = store.table("shops")
    assert shops.insert_new("a", {"n": 1})
    assert not shops.insert_new("a", {"n": 2})
    assert shops.get("a") == {"n": 1}


def test_update_if(store: Store) -> None:
    shops = store.table("shops")
    shops.put("a", {"state": "planned"})

    def take(doc: dict[str, Any]) -> dict[str, Any] | None:
        return {**doc, "state": "dialling"} if doc["state"] == "planned" else None

    assert shops.update_if("a", take) == {"state": "dialling"}
    assert shops.update_if("a", take) is None
    assert shops.update_if("nobody", take) is None
    assert shops.get("a") == {"state": "dialling"}


def test_a_change_that_raises_changes_nothing(store: Store) -> None:
    shops = store.table("shops")
    shops.put("a", {"n": 1})

    def broken(doc: dict[str, Any]) -> dict[str, Any]:
        doc["n"] = 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        shops.update_if("a", broken)
    with pytest.raises(NotJsonError, match=r"shops/a\.n is nan"):
        shops.update_if("a", lambda doc: {**doc, "n": math.nan})
    assert shops.get("a") == {"n": 1}


def test_all_in_order_by_pages(store: Store) -> None:
    table = store.table("t")
    for n in range(5):
        table.put(f"k{n}", {"n": n})
    table.put("k0", {"n": 0, "again": True})  # stays where it was
    assert [d["n"] for d in table.all()] == [0, 1, 2, 3, 4]
    assert [d["n"] for d in table.all(newest_first=True, limit=2)] == [4, 3]
    assert [d["n"] for d in table.all(newest_first=True, limit=2, offset=2)] == [2, 1]
    assert [d["n"] for d in table.all(offset=3)] == [3, 4]
    assert table.all(limit=0) == []


@pytest.fixture
def people(store: Store) -> Any:
    table = store.table("people", index=("age", "home__city"))
    table.put("a", {"name": "Ana", "age": 30, "home": {"city": "Ávila"}, "ok": True})
    table.put("b", {"name": "Bea", "age": 25, "home": {"city": "Soria"}, "ok": False, "note": None})
    table.put("c", {"name": "Carl", "age": 41.5, "home": {}, "note": "x"})
    return table


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"age": 30}, "a"),
        ({"age": 30.0}, "a"),
        ({"name": "Bea"}, "b"),
        ({"name": "bea"}, ""),
        ({"home__city": "Ávila"}, "a"),
        ({"home__city": None}, "c"),
        ({"note": None}, "ab"),
        ({"ok": True}, "a"),
        ({"ok": False}, "b"),
        ({"age": [25, 30]}, "ab"),
        ({"age": []}, ""),
        ({"age__gte": 30}, "ac"),
        ({"age__gt": 30, "age__lt": 50}, "c"),
        ({"age__lte": 30, "name": "Ana"}, "a"),
        ({"name": "' OR 1=1 --"}, ""),
        ({"nothing": 1}, ""),
    ],
)
def test_where(people: Any, wanted: dict[str, Any], ids: str) -> None:
    assert "".join(doc.id for doc in people.where(**wanted)) == ids
    assert people.count(**wanted) == len(ids)


def test_where_in_order(people: Any) -> None:
    assert [d.id for d in people.where(order_by="age")] == ["b", "a", "c"]
    assert [d.id for d in people.where(order_by="age", newest_first=True, limit=1)] == ["c"]


def test_where_uses_the_index(people: Any) -> None:
    raw = people._connection
    with raw.reading() as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT key FROM docs_1 WHERE json_extract(body, '$.\"age\"') = 30"
        ).fetchall()
    assert "docs_1_age" in plan[0][3]


@pytest.mark.parametrize("field", ["a b", "a;", "a'", 'a"', "", "a____b", "1a", "a__"])
def test_fields_that_are_no_names(store: Store, field: str) -> None:
    with pytest.raises(StoreError, match="not the name of a field"):
        store.table("t").where(**{field: 1})
    with pytest.raises(StoreError, match="not the name of a field"):
        store.table("t", index=(field,))


@pytest.mark.parametrize("value", [datetime(2026, 1, 1, tzinfo=UTC), 2**63, b"x", {"a": 1}, "\ud800", [[1]]])
def test_values_that_cannot_be_looked_up(people: Any, value: Any) -> None:
    with pytest.raises(StoreError, match="cannot be looked up by"):
        people.where(name=value)


def test_enums_are_looked_up_by_their_value(store: Store) -> None:
    table = store.table("shops", index=("state",))
    table.put("a", {"state": Outcome.BUSY})
    assert table.where(state=Outcome.BUSY) == [{"state": "busy"}] == table.where(state="busy")


@pytest.mark.parametrize("id", ["", "x" * 201, "a\0", "\udcff", None, 5])
def test_asking_for_an_id_that_cannot_be_finds_nothing(store: Store, id: Any) -> None:
    table = store.table("t")
    table.put("a", {})
    assert table.get(id) is None
    assert table.update_if(id, lambda doc: doc) is None
    assert table.delete(id) is False


def test_nothing_is_written_from_inside_a_query(store: Store) -> None:
    """It would seem stored and be rolled back with the reading."""
    store.table("t").put("a", {"n": 1})

    def writes(_doc: Any) -> bool:
        store.table("t").put("b", {})
        return True

    with pytest.raises(RuntimeError, match="inside a query"):
        store.tinydb.table("t").search(writes)
    assert store.table("t").count() == 1


def test_a_transaction_that_sqlite_broke_off_stores_nothing_more(store: Store) -> None:
    """A full disk rolls the whole transaction back; what follows must not be stored by itself."""
    table = store.table("t")

    def broken_off() -> None:
        with store.transaction():
            table.put("a", {})
            store._connection._raw.rollback()  # type: ignore[union-attr]
            table.put("b", {})

    with pytest.raises(DiskFullError):
        broken_off()
    assert table.all() == []
    table.put("c", {})
    assert table.count() == 1


@pytest.mark.parametrize("id", ["", "x" * 201, "a\nb", "a\0", 5, None])
def test_ids_that_cannot_be(store: Store, id: Any) -> None:
    with pytest.raises(StoreError):
        store.table("t").put(id, {})


def test_returned_documents_share_nothing(store: Store) -> None:
    """TinyDB's own cache hands out the same nested objects again and again."""
    table = store.table("t")
    given_ = {"list": [1]}
    table.put("a", given_)
    given_["list"].append(2)
    first = table.get("a")
    assert first is not None
    first["list"].append(3)
    assert table.get("a") == {"list": [1]}
    tiny = store.tinydb.table("t")
    query = Query().list.any([1])
    tiny.search(query)[0]["list"].append(4)
    tiny.all()[0]["list"].append(5)
    assert tiny.search(query) == [{"list": [1]}]


def test_the_same_rows_through_tinydb(store: Store) -> None:
    table = store.table("shops")
    table.put("a", {"n": 1})
    tiny = store.tinydb.table("shops")
    assert tiny.search(Query().n == 1) == [{"n": 1}]
    tiny.update({"n": 2}, Query().n == 1)
    assert table.get("a") == {"n": 2}
    tiny.insert({"n": 3})  # has no text id: TinyDB's alone
    assert (table.count(), len(tiny)) == (1, 2)
    tiny.remove(Query().n == 2)
    assert table.get("a") is None


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    a, b = store.table("a"), store.table("b")

    def both(fail: bool) -> None:
        with store.transaction():
            a.put("x", {"n": 1})
            assert a.get("x") == {"n": 1}
            b.put("x", {"n": 1})
            if fail:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both(fail=True)
    assert (a.count(), b.count()) == (0, 0)
    both(fail=False)
    assert (a.count(), b.count()) == (1, 1)


def test_a_part_of_a_transaction_may_fail_alone(store: Store) -> None:
    table = store.table("t")
    with store.transaction():
        table.put("a", {})
        with pytest.raises(NotJsonError):
            table.put("b", {"n": math.inf})

        def broken(doc: dict[str, Any]) -> dict[str, Any]:
            table.put("c", {})
            raise ValueError

        with pytest.raises(ValueError):  # noqa: PT011
            table.update_if("a", broken)
    assert [doc.id for doc in table.all()] == ["a"]


def test_stamp_changes_with_every_write_of_anyone(store: Store) -> None:
    seen = [store.stamp()]
    store.table("t").put("a", {})
    seen.append(store.stamp())
    with open_store(store.home) as other:
        other.table("t").put("b", {})
    seen.append(store.stamp())
    assert len(set(seen)) == 3
    assert store.stamp() == seen[-1]


def test_tables_are_known_by_their_exact_names(store: Store) -> None:
    store.table("T").put("a", {"n": 1})
    store.table("t").put("a", {"n": 2})
    assert store.tables() == ["T", "t"]
    assert store.table("T").get("a") == {"n": 1}
    assert store.table("none").all() == []
    with pytest.raises(StoreError):
        store.table("").put("a", {})


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"a": [1, {"b": math.nan}]}, r"doc\.a\[1\]\.b is nan"),
        ({"a": -math.inf}, r"doc\.a is -inf"),
        ({"a": {1: "x", "1": "y"}}, r"doc\.a has the key 1 \(int\)"),
        ({None: 1}, r"doc has the key None"),
        ({"a": {True: 1}}, r"doc\.a has the key True"),
        ({"at": datetime(2026, 1, 1, tzinfo=UTC)}, r"doc\.at is a datetime"),
        ({"a": {1, 2}}, r"doc\.a is a set"),
        ({"a": b"x"}, r"doc\.a is a bytes"),
        ({"a": [object()]}, r"doc\.a\[0\] is a object"),
    ],
)
def test_what_json_cannot_keep_is_refused_with_its_path(document: Any, words: str) -> None:
    with pytest.raises(NotJsonError, match=words):
        encode(document, "doc")


def test_too_deep_and_circular_documents_are_refused(store: Store) -> None:
    deep: Any = 1
    for _level in range(MAX_DEPTH + 10):
        deep = [deep]
    with pytest.raises(NotJsonError, match="levels deep"):
        store.table("t", index=("x",)).put("a", {"a": deep})
    round_: dict[str, Any] = {}
    round_["me"] = round_
    with pytest.raises(NotJsonError, match="levels deep"):
        store.table("t").put("a", round_)
    fine: Any = 1
    for _level in range(MAX_DEPTH - 10):
        fine = {"a": fine}
    store.table("t", index=("x",)).put("a", fine)
    assert store.table("t").get("a") == fine


def test_big_integers_surrogates_tuples_and_other_mappings_survive(store: Store) -> None:
    table = store.table("t", index=("n",))
    document = {
        "n": 2**63,
        "m": -(10**40),
        "f": 0.1 + 0.2,
        "s": "\ud800 ñ \0 \u2028",
        "z": -0.0,
        "t": (1, (2,)),
    }
    table.put("a", UserDict(document))
    found = table.get("a")
    assert found == {**document, "t": [1, [2]]}
    assert found is not None
    assert math.copysign(1, found["z"]) == -1


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@bounded(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=6), json_values, max_size=4))
def test_every_json_document_comes_back_as_it_was(document: dict[str, Any]) -> None:
    assert decode(encode(document)) == document


anything = st.recursive(
    json_values | st.floats() | st.binary(max_size=3) | st.datetimes() | st.tuples(st.integers()),
    lambda inner: st.dictionaries(st.integers() | st.text(max_size=2) | st.booleans(), inner, max_size=3),
    max_leaves=6,
)


@bounded(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=3), anything, max_size=3))
def test_anything_is_kept_exactly_or_refused(document: dict[str, Any]) -> None:
    try:
        text = encode(document)
    except NotJsonError as error:
        assert str(error).startswith("document")  # noqa: PT017
        return
    assert json.loads(text) == json.loads(json.dumps(document, allow_nan=False))
