"""`python -m bench.ledger [ROWS]`: how long an import of invented complaints takes, first and again.

CSV and XLSX with the same content (100,000 rows unless told), each into a data folder of its own.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from auditor.ledger.imports.importing import import_file
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.ledger import Ledger
from auditor.store import open_store

HEADERS = ("Nº reclamación", "Fecha apertura", "Nº cliente", "Segmento", "Motivo", "Prioridad", "Canal",
           "Plataforma", "Responsable", "Fecha cierre", "FCR", "Descripción")  # fmt: skip


def rows(count: int) -> list[list[str]]:
    rng = random.Random(1)
    made = []
    for number in range(count):
        opened = datetime(2025, 1, 1) + timedelta(minutes=rng.randrange(525_600))  # noqa: DTZ001
        closed = opened + timedelta(hours=rng.expovariate(1 / 90))
        made.append([
            f"R{number:06d}", f"{opened:%d/%m/%Y %H:%M}", str(rng.randrange(10**7)), rng.choice("ABC"),
            rng.choice(("facturación", "avería", "baja", "cobertura")), rng.choice(("alta", "media", "baja")),
            rng.choice(("teléfono", "correo", "web")), rng.choice(("interno", "Contrata Norte")),
            rng.choice(("", "g-1", "g-2")), f"{closed:%d/%m/%Y %H:%M}", rng.choice(("sí", "no", "")),
            "Me han cobrado dos veces y nadie me lo explica; llamé el martes.",
        ])  # fmt: skip
    return made


def measure(path: Path) -> None:
    with tempfile.TemporaryDirectory() as home, open_store(Path(home)) as store:
        ledger = Ledger(store)
        for which in ("first", "again, renamed"):
            start, cpu = time.perf_counter(), time.process_time()
            source = open_source(path)
            result = import_file(ledger, path, source, guess(source), "bench")
            took, used = time.perf_counter() - start, time.process_time() - cpu
            record = result.record
            print(
                f"{path.name}, {which}: {record.rows} rows, {record.added} new, "
                f"{record.unchanged} unchanged, {record.faulty} faulty, {took:.1f} s ({used:.1f} s CPU)"
            )
            if path.suffix == ".xlsx":
                break
            with path.open("ab") as file:  # another file for the digest: every row is looked at again
                file.write(b"\n")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = rows(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quejas.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([HEADERS, *made])
        measure(path)
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("quejas")
        for row in [HEADERS, *made]:
            sheet.append(row)
        book.save(path := Path(folder) / "quejas.xlsx")
        measure(path)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
