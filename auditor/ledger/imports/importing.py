"""An import from beginning to end: a preview of it, and the same carried out in batches.

Good rows go in, every faulty one is reported. The same file again adds nothing; a newer one adds what is new.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.codec import dump, load
from auditor.errors import AuditorError
from auditor.i18n import N_
from auditor.ledger.checking import tidy
from auditor.ledger.imports import records
from auditor.ledger.imports.jsonlines import SCHEMA
from auditor.ledger.imports.mapping import Mapping
from auditor.ledger.imports.merging import merged
from auditor.ledger.imports.printable import printable
from auditor.ledger.imports.rows import Made, RowReader, digest, whole_complaint
from auditor.ledger.imports.undoing import take_back
from auditor.ledger.imports.values import FileUnreadable, Row, RowFault, Source
from auditor.ledger.ledger import Ledger, document, now_text
from auditor.ledger.pseudonyms import Pseudonyms
from auditor.ledger.values import ImportRecord, ImportState, What
from metrics.complaints.values import Complaint
from metrics.errors import MetricsError

BATCH = 1000
PREVIEWED = 1000


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do with the first rows (`rows` of them): nothing is stored."""

    source: Source
    mapping: Mapping
    unused: tuple[str, ...]
    rows: int
    complaints: tuple[Complaint, ...]
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `earlier` is an import of the same file with the same mapping: nothing was done.

    `completed`: a first attempt had been broken off; its counts are in the record's.
    """

    record: ImportRecord
    faults: tuple[RowFault, ...] = ()
    earlier: bool = False
    completed: bool = False


def preview(ledger: Ledger, path: Path, source: Source, mapping: Mapping, limit: int = PREVIEWED) -> Preview:
    """Reads the first `limit` rows as an import would."""
    _check_headers(source, mapping)
    made: list[Complaint] = []
    faults: list[RowFault] = []
    rows = 0
    for _row, result in itertools.islice(_made(ledger, path, source, mapping), limit):
        rows += 1
        if isinstance(result, Complaint):
            made.append(result)
        else:
            faults.extend(result)
    used = {*mapping.columns.values()}
    unused = tuple(h for h in source.headers if h not in used and h != "schema")
    return Preview(source, mapping, unused, rows, tuple(made), tuple(faults), notes(mapping, source))


def notes(mapping: Mapping, source: Source) -> tuple[str, ...]:
    """What is a guess that changes figures: English templates for a person to look at before importing."""
    if source.facts.get("schema") == SCHEMA:
        return ()
    found = []
    if mapping.ambiguous:
        found.append(N_("Day and month could be the other way round; day first is assumed."))
    if "importance" in mapping.columns:
        found.append(
            N_("Importance is read with 5 as the most important; translate it if the file counts down.")
        )
    if "customer" not in mapping.columns and "case_key" not in mapping.columns:
        found.append(N_("Without a customer or a case key no repeat contact can be found between rows."))
    if not mapping.contacts_complete:
        found.append(
            N_("Contacts are taken as not all recorded: no repeat among them proves nothing (all_contacts).")
        )
    if "id" not in mapping.columns:
        found.append(N_("Without an id, a row that is changed later becomes a second complaint."))
    return tuple(found)


def import_file(
    ledger: Ledger,
    path: Path,
    source: Source,
    mapping: Mapping,
    by: str,
    *,
    progress: Callable[[int], None] = lambda _rows: None,
    stored: Callable[[int, int], None] = lambda _done, _of: None,
) -> ImportResult:
    """Imports the file. Raises `FileUnreadable` before anything is stored when the file as a whole is bad.

    `progress` is told the rows that were read, then `stored` the complaints that are in, of how many. When
    either raises (`ImportCancelled`, or Ctrl-C while storing), what was stored is taken back. A process
    that is killed leaves its record as running: the same file completes it, `undo_import` takes it back.
    """
    _check_headers(source, mapping)
    sha256, data = _sha256(path), asdict(mapping)
    records.earlier(ledger, sha256, data)  # says who is at it, where that is on record
    with records.alone_with(ledger.store, sha256, printable(path.name)):
        begun = records.earlier(ledger, sha256, data)
        if begun is not None and begun.state is ImportState.FINISHED:
            return ImportResult(begun, earlier=True)
        return _imported(ledger, path, source, mapping, by, begun, (sha256, data), progress, stored)


def _imported(  # noqa: PLR0917 - the parts of one import
    ledger: Ledger,
    path: Path,
    source: Source,
    mapping: Mapping,
    by: str,
    begun: ImportRecord | None,
    known_by: tuple[str, dict[str, Any]],
    progress: Callable[[int], None],
    stored: Callable[[int, int], None],
) -> ImportResult:
    joined, faults, rows = _joined(ledger, path, source, mapping, progress)
    record = ImportRecord(
        id=begun.id if begun else records.new_id(),
        at=now_text(),
        by=by,
        file=printable(path.name),
        sha256=known_by[0],
        mapping=known_by[1],
        rows=rows,
        faulty=_faulty(faults),
    )
    with records.running(ledger.store, record):
        done = _finished(ledger, joined, record, faults, stored)
    return ImportResult(done, tuple(faults), completed=begun is not None)


def _finished(
    ledger: Ledger,
    joined: dict[str, Complaint],
    record: ImportRecord,
    faults: list[RowFault],
    told: Callable[[int, int], None],
) -> ImportRecord:
    """Stores all of it and the record as finished; when anything stops it, takes back what was stored."""
    imports = records.table(ledger.store)
    try:
        counts = _stored(ledger, joined, record, faults=faults, told=told)
        done = replace(
            record,
            state=ImportState.FINISHED,
            finished_at=now_text(),
            faulty=_faulty(faults),
            added=counts["added"],
            changed=counts["changed"],
            unchanged=counts["unchanged"],
        )
        imports.put(record.id, dump(done))
    except BaseException:
        with ledger.store.transaction():
            take_back(ledger, record.id, record.by)
            imports.put(record.id, dump(replace(record, undone_at=now_text(), undone_by=record.by)))
        raise
    return done


def _faulty(faults: list[RowFault]) -> int:
    return len({fault.line for fault in faults})


def _stored(
    ledger: Ledger,
    joined: dict[str, Complaint],
    record: ImportRecord,
    *,
    faults: list[RowFault],
    told: Callable[[int, int], None],
) -> dict[str, int]:
    """Stores the complaints in batches; how many were added, changed, as they were.

    What a first attempt stored that was broken off counts as what it was then.
    """
    changed = frozenset(ledger.changed_by(record.id))
    counts = dict.fromkeys(("added", "changed", "unchanged"), 0)
    pending, done = iter(joined.values()), 0
    while batch := list(itertools.islice(pending, BATCH)):
        with ledger.store.transaction():
            for complaint in batch:
                try:
                    counts[_store(ledger, complaint, record, changed)] += 1
                except (AuditorError, MetricsError) as error:
                    faults.append(RowFault(complaint.source.row or 0, None, error.template, error.params))
        done += len(batch)
        told(done, len(joined))
    return counts


def _joined(
    ledger: Ledger, path: Path, source: Source, mapping: Mapping, progress: Callable[[int], None]
) -> tuple[dict[str, Complaint], list[RowFault], int]:
    """The file's complaints by id, rows of one complaint joined."""
    joined: dict[str, Complaint] = {}
    faults: list[RowFault] = []
    rows = 0
    for row, result in _made(ledger, path, source, mapping):
        rows += 1
        if rows % BATCH == 0:
            progress(rows)
        if not isinstance(result, Complaint):
            faults.extend(result)
            continue
        known = joined.get(result.id)
        try:
            joined[result.id] = result if known is None else tidy(merged(known, result))
        except (AuditorError, MetricsError) as error:
            faults.append(RowFault(row.line, None, error.template, error.params))
    return joined, faults, rows


def _made(ledger: Ledger, path: Path, source: Source, mapping: Mapping) -> Iterator[tuple[Row, Made]]:
    pseudonyms, file = Pseudonyms(ledger.store), printable(path.name)
    if source.facts.get("schema") == SCHEMA:
        for row in source.rows():
            yield row, whole_complaint(row, file, pseudonyms)
        return
    reader = RowReader(mapping, source.headers, pseudonyms, file)
    for row in source.rows():
        yield row, reader.read(row)


def _store(ledger: Ledger, complaint: Complaint, record: ImportRecord, changed: frozenset[str]) -> str:
    """Adds it, or joins it with what is stored; a row that is as at its last import changes nothing."""
    doc = document(complaint)
    mark = digest(doc)
    if ledger.table.insert_new(complaint.id, {**doc, "import_id": record.id, "import_digest": mark}):
        return "added"
    stored = ledger.table.get(complaint.id)
    assert stored is not None  # noqa: S101 - the same transaction found its id taken
    if stored.get("import_digest") == mark:
        mine = "added" if stored.get("import_id") == record.id else "changed"
        return mine if mine == "added" or complaint.id in changed else "unchanged"
    before = load(Complaint, stored)
    after = tidy(merged(before, replace(complaint, source=before.source)))
    ledger.table.put(complaint.id, {**stored, **document(after), "import_digest": mark})
    if after == before:
        return "unchanged"
    ledger.keep_change(complaint.id, record.by, What.IMPORTED, dict(stored), record.id)
    return "changed"


def _check_headers(source: Source, mapping: Mapping) -> None:
    if source.facts.get("schema") == SCHEMA:
        return
    missing = [header for header in mapping.columns.values() if header not in source.headers]
    if missing:
        raise FileUnreadable(
            N_("The file has no column “{missing}”; it has: {known}."),
            missing="”, “".join(missing),
            known=", ".join(source.headers),
        )
    if "opened_at" not in mapping.columns and "opened_at" not in mapping.constants:
        raise FileUnreadable(
            N_("No column is known to be the day of opening (opened_at); the file has: {known}."),
            known=", ".join(source.headers),
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
