"""A process that imports a file and says how far it is; the test kills it.

python -m tests.auditor.ledger.importer HOME FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from auditor.ledger.imports import importing
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.ledger import Ledger
from auditor.store import open_store


def main(home: Path, path: Path) -> None:
    """Stores in batches of 50; waits after the second until somebody kills it."""
    importing.BATCH = 50

    def stored(done: int, _of: int) -> None:
        print(done, flush=True)
        if done >= 100:
            sys.stdin.read()

    with open_store(home) as store:
        source = open_source(path)
        importing.import_file(Ledger(store), path, source, guess(source), "ana", stored=stored)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
