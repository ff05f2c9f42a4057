"""An import from beginning to end: a preview of it, and the same carried out in batches.

Good rows go in, every faulty one is reported. The same file again adds nothing; a newer one adds what is new.
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from auditor.codec import dump, load
from auditor.errors import AuditorError
from auditor.i18n import N_
from auditor.ledger.checking import tidy
from auditor.ledger.imports.jsonlines import SCHEMA
from auditor.ledger.imports.mapping import Mapping
from auditor.ledger.imports.merging import merged
from auditor.ledger.imports.printable import printable
from auditor.ledger.imports.rows import Made, RowReader, digest, whole_complaint
from auditor.ledger.imports.undoing import take_back
from auditor.ledger.imports.values import FileUnreadable, Row, RowFault, Source
from auditor.ledger.ledger import Ledger, document, now_text
from auditor.ledger.pseudonyms import Pseudonyms
from auditor.ledger.values import ImportRecord, What
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
    """What an import did. `earlier` is an import of the same file with the same mapping: nothing was done."""

    record: ImportRecord
    faults: tuple[RowFault, ...] = ()
    earlier: bool = False


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
    either raises (`ImportCancelled`, or Ctrl-C while storing), what was stored is taken back.
    """
    _check_headers(source, mapping)
    imports = ledger.store.table("complaint_imports", index=("sha256",))
    sha256, data = _sha256(path), asdict(mapping)
    for doc in imports.where(sha256=sha256):
        earlier = load(ImportRecord, doc)
        if dump(earlier.mapping) == dump(data) and not doc.get("undone_at"):
            return ImportResult(earlier, earlier=True)
    joined, faults, rows = _joined(ledger, path, source, mapping, progress)
    id = f"{now_text()[:19].replace(':', '').replace('-', '')}-{secrets.token_hex(3)}"
    try:
        counts = _stored(ledger, joined, id, by, faults=faults, told=stored)
    except BaseException:
        take_back(ledger, id, by)
        raise
    record = ImportRecord(
        id=id,
        at=now_text(),
        by=by,
        file=printable(path.name),
        sha256=sha256,
        mapping=data,
        rows=rows,
        faulty=len({fault.line for fault in faults}),
        **counts,
    )
    imports.put(id, dump(record))
    return ImportResult(record, tuple(faults))


def _stored(
    ledger: Ledger,
    joined: dict[str, Complaint],
    import_id: str,
    by: str,
    *,
    faults: list[RowFault],
    told: Callable[[int, int], None],
) -> dict[str, int]:
    """Stores the complaints in batches; how many were added, changed, as they were."""
    counts = dict.fromkeys(("added", "changed", "unchanged"), 0)
    pending, done = iter(joined.values()), 0
    while batch := list(itertools.islice(pending, BATCH)):
        with ledger.store.transaction():
            for complaint in batch:
                try:
                    counts[_store(ledger, complaint, import_id, by)] += 1
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


def _store(ledger: Ledger, complaint: Complaint, import_id: str, by: str) -> str:
    """Adds it, or joins it with what is stored; a row that is as at its last import changes nothing."""
    doc = document(complaint)
    mark = digest(doc)
    if ledger.table.insert_new(complaint.id, {**doc, "import_id": import_id, "import_digest": mark}):
        return "added"
    stored = ledger.table.get(complaint.id)
    assert stored is not None  # noqa: S101 - the same transaction found its id taken
    if stored.get("import_digest") == mark:
        return "unchanged"
    before = load(Complaint, stored)
    after = tidy(merged(before, replace(complaint, source=before.source)))
    ledger.table.put(complaint.id, {**stored, **document(after), "import_digest": mark})
    if after == before:
        return "unchanged"
    ledger.keep_change(complaint.id, by, What.IMPORTED, dict(stored), import_id)
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
