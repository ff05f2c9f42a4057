"""`auditor sample`: the invented company in a data folder of its own, its truth in a file beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.invention import Truth, invented
from auditor.ledger.ledger import Ledger, document
from auditor.store import open_store
from auditor.store.store import DATA_FILE

TRUTH_FILE = "truth.json"
COUNT = 3000
LAST_DAY = date(2026, 6, 30)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Sample:
    """What was made: the data folder, the file with the true rates, and how many complaints."""

    home: Path
    truth_file: Path
    truth: Truth
    count: int
    seed: int
    last_day: date


def make_sample(home: Path, *, count: int = COUNT, seed: int = 1, last_day: date = LAST_DAY) -> Sample:
    """Fills a new data folder. Raises `CommandError` for one that holds data already."""
    if (home / DATA_FILE).exists():
        raise CommandError(N_("{path} holds data already: choose another folder with --out."), path=home)
    truth = Truth()
    with open_store(home) as store:
        ledger = Ledger(store)
        made = invented(truth, count=count, seed=seed, last_day=last_day)
        while batch := list(islice(made, BATCH)):
            with store.transaction():
                for complaint in batch:
                    ledger.table.insert_new(complaint.id, document(complaint))
    about = {"seed": seed, "count": count, "last_day": last_day.isoformat(), **truth.document()}
    path = home / TRUTH_FILE
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return Sample(home, path, truth, count, seed, last_day)
