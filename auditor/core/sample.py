"""`auditor sample`: the invented company in a data folder of its own, its truth in a file beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.codec import dump
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.invention import MARKER, Invention
from auditor.ledger.ledger import Ledger, document
from auditor.ledger.truth import Expected, Fault, Truth, as_document
from auditor.store import Store, open_store
from auditor.store.store import DATA_FILE

TRUTH_FILE = "truth.json"
COUNT = 10_000
BATCH = 1000
WEEKS = 52
SCHEMA = "auditor/sample-truth/2"

Progress = Callable[[str, int, int], None]
"""Called with what is being made ("shops", "complaints"), how many there are, and of how many."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was made: the data folder, the file with the truth, and how much there is of what.

    `expected` has what estimates over these documents should come to.
    """

    home: Path
    truth_file: Path
    truth: Truth
    expected: Expected
    count: int
    shops: int
    seed: int
    last_day: date
    document: dict[str, Any]


def make_sample(
    home: Path,
    *,
    count: int = COUNT,
    seed: int = 1,
    last_day: date,
    weeks: int = WEEKS,
    progress: Progress = lambda _what, _done, _of: None,
) -> Sample:
    """Fills a new data folder; calls are made up for the last `weeks` of the year.

    Raises `CommandError` for a folder that holds data already.
    """
    if (home / DATA_FILE).exists():
        raise CommandError(N_("{path} holds data already: choose another folder with --out."), path=home)
    from auditor.core.invented.lines import Year
    from auditor.core.invented.people import people

    names, year, truth, expected = people(seed), Year(last_day), Truth(), Expected()
    made = Invention(truth, seed, last_day, Fault(year.signal_week), names.towns, expected)
    with open_store(home) as store:
        store.table("about").put(MARKER, {"invented": MARKER, "seed": seed, "company": names.company})
        number = 0
        if weeks:
            from auditor.core.invented.filling import fill_shops

            number = fill_shops(store, made, names, weeks, progress)
        _fill_ledger(store, made, count, progress)
    about = {
        "schema": SCHEMA,
        "invented": MARKER,
        "seed": seed,
        "company": names.company,
        "complaints": count,
        "shops": number,
        "first_day": year.first_day.isoformat(),
        "last_day": last_day.isoformat(),
        "change_day": year.change_day.isoformat(),
        "recent_change_day": year.recent_day.isoformat(),
        "fault_week": year.signal_week.isoformat(),
        "rates": as_document(truth),
        "lines": _lines(year),
        "expected": expected.document(),
    }
    path = home / TRUTH_FILE
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return Sample(home, path, truth, expected, count, number, seed, last_day, about)


def _fill_ledger(store: Store, made: Invention, count: int, progress: Progress) -> None:
    ledger, done = Ledger(store), 0
    complaints = made.complaints(count)
    while batch := list(islice(complaints, BATCH)):
        with store.transaction():
            for complaint in batch:
                ledger.table.insert_new(complaint.id, document(complaint))
        done += len(batch)
        progress("complaints", done, count)


def _lines(year: Any) -> dict[str, Any]:
    """The habits of each line before and after the change in mid-year."""
    from auditor.core.invented.lines import FIRST_HALF, SECOND_HALF

    return {name: {"before": dump(FIRST_HALF[name]), "after": dump(SECOND_HALF[name])} for name in FIRST_HALF}


def invented_company(store: Store) -> str | None:
    """The name of the invented company whose data folder this is; `None` for a real one."""
    if "about" not in store.tables():
        return None
    about = store.table("about").get(MARKER)
    return str(about["company"]) if about else None
