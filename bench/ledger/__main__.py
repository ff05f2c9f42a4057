"""`python -m bench.ledger [ROWS] [KIND…]`: how long an import of invented complaints takes, first and again.

CSV, XLSX and JSON Lines with the same content (100,000 rows unless told), each into a data folder of its own.
"""

from __future__ import annotations

import csv
import json
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
            f"Me han cobrado {rng.randrange(10, 90)} euros dos veces y nadie lo dice; llamé el {closed:%d}.",
        ])  # fmt: skip
    return made


def measure(path: Path) -> None:
    """First, the same file again, and the same rows in a file of another digest: every row is looked at."""
    with tempfile.TemporaryDirectory() as home, open_store(Path(home)) as store:
        ledger = Ledger(store)
        for which in ("first", "again", "again, another digest"):
            if which.endswith("digest"):
                if path.suffix == ".xlsx":
                    break  # a zip file is not changed by a line at its end
                with path.open("ab") as file:
                    file.write(b"\n")
            start, cpu = time.perf_counter(), time.process_time()
            source = open_source(path)
            result = import_file(ledger, path, source, guess(source), "bench")
            took, used = time.perf_counter() - start, time.process_time() - cpu
            record = result.record
            print(
                f"{path.name}, {which}: {record.rows} rows, {record.added} new, "
                f"{record.unchanged} unchanged, {record.faulty} faulty, {took:.1f} s "
                f"({used:.1f} s CPU); in the ledger {ledger.table.count()}, peak memory "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
            )


def as_csv(path: Path, made: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADERS, *made])


def as_xlsx(path: Path, made: list[list[str]]) -> None:
    """As Excel writes it: texts shared, the sheet's size stated."""
    from xlsxwriter import Workbook

    book = Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
    sheet = book.add_worksheet("reclamaciones")
    for number, row in enumerate([HEADERS, *made]):
        sheet.write_row(number, 0, row)
    book.close()


def as_lines(path: Path, made: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in made:
            file.write(json.dumps(dict(zip(HEADERS, row, strict=True)), ensure_ascii=False) + "\n")


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "jsonl": as_lines}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kinds = sys.argv[2:] or list(WRITERS)
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            path = Path(folder) / f"reclamaciones.{kind}"
            WRITERS[kind](path, rows(count))
            measure(path)


if __name__ == "__main__":
    main()
