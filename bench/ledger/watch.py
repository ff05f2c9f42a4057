"""`python -m bench.ledger.watch HOME`: what the watch rules cost: on all, on nothing new, on one change.

HOME is a data folder to spare, such as `auditor sample --out HOME --complaints 100000` makes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from auditor.core.app import App, open_app
from auditor.ledger import acts
from auditor.ledger.ledger import now_text
from auditor.ledger.values import What
from auditor.settings import load_settings


def measure(app: App, name: str) -> None:
    """One round: complaints looked at, alerts that are open, seconds."""
    looked_at = 0

    def told(_done: int, of: int) -> None:
        nonlocal looked_at
        looked_at = of

    start, cpu = time.perf_counter(), time.process_time()
    found = app.alerts.refresh(told=told)
    took, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name}: {looked_at} looked at, {len(found)} open alerts, {took:.2f} s ({used:.2f} s CPU)")


def main() -> None:
    app = open_app(load_settings({"home": Path(sys.argv[1])}, {}))
    print(f"{app.complaints.ledger.count()} complaints")
    app.store.table("watch_marks").delete("head")
    measure(app, "everything")
    measure(app, "nothing new")
    newest = app.complaints.ledger.list(limit=1)[0].id
    app.complaints.act(newest, What.CONFIRMED, lambda each: acts.confirm(each, True, now_text()))
    measure(app, "one changed")
    app.complaints.undo(newest)
    app.close()


if __name__ == "__main__":
    main()
