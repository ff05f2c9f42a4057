"""Imports: what good files become, what is said of faulty ones, and that doing it again adds nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import CommandError
from auditor.ledger.imports.importing import ImportResult, import_file, preview
from auditor.ledger.imports.mapping import Mapping, from_data, guess, load_mapping, save
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.undoing import undo_import
from auditor.ledger.imports.values import FileUnreadable
from auditor.ledger.ledger import Ledger
from auditor.ledger.values import What

CSV = """\
Nº reclamación;Fecha apertura;Nº cliente;Teléfono;Segmento;Motivo;Prioridad;Canal;Plataforma;Responsable;Fecha cierre;FCR;Descripción
R-1;02/03/2026 10:15;100;600111222;A;Facturación;alta;Teléfono;interno;ana;05/03/2026 09:00;sí;Llámenme al 612 345 678
R-2;13/03/2026 11:00;101;600111222;VIP;Avería;4,0;correo;Contrata Norte;;;no;=1+1
R-3;31/02/2026 11:00;102;;Z;Baja;9;web;interno;leo;;quizá;x
R-4;14/03/2026 11:00;103;;B;Baja
R-5;15/03/2026 11:00;104;;C;Baja;baja;web;interno;leo;01/03/2026 10:00;;+34 no
"""


def written(path: Path, text: str = CSV, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def run(ledger: Ledger, path: Path, mapping: Mapping | None = None) -> ImportResult:
    source = open_source(path)
    return import_file(ledger, path, source, mapping or guess(source), "ana")


def test_good_rows_go_in_and_every_faulty_one_is_told(ledger: Ledger, tmp_path: Path) -> None:
    result = run(ledger, written(tmp_path / "q.csv"))
    assert (result.record.rows, result.record.added, result.record.faulty) == (5, 2, 3)
    places = {(fault.line, fault.column) for fault in result.faults}
    assert places == {
        (4, "Fecha apertura"), (4, "Segmento"), (4, "Prioridad"), (4, "FCR"), (5, None), (6, None)
    }  # fmt: skip
    assert all(str(fault) for fault in result.faults)
    one, two = ledger.get("R-1"), ledger.get("R-2")
    assert one.opened_at == "2026-03-02T09:15:00.000+00:00"  # Madrid's winter time
    assert (one.segment, one.importance, one.channel, one.operator) == ("A", 4, "phone", "in_house")
    assert one.owner == "ana"
    assert two.owners == ()  # the column is there and empty: nobody
    assert (two.segment, two.importance, two.channel) == ("most_valuable", 4, "email")
    assert two.text == "=1+1"
    assert "612" not in (one.text or "")


def test_the_customer_is_a_key_and_never_a_telephone(ledger: Ledger, tmp_path: Path) -> None:
    source = open_source(written(tmp_path / "q.csv"))
    mapping = guess(source)
    assert mapping.columns["customer"] == "Nº cliente"
    assert "Teléfono" not in mapping.columns.values()
    import_file(ledger, tmp_path / "q.csv", source, mapping, "ana")
    assert (ledger.get("R-1").customer or "").startswith("c-")
    assert b"600111222" not in (ledger.store.home / "auditor.db").read_bytes()


def test_a_claim_alone_does_not_prove_that_nobody_called_again(ledger: Ledger, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from metrics.complaints.cases import cases

    path = written(tmp_path / "q.csv")
    run(ledger, path)
    case = cases(ledger.complaints(), as_of=datetime(2026, 9, 1, tzinfo=UTC))[0]
    assert (case.claimed, case.no_repeat(7)) == (True, None)
    every = replace(guess(open_source(path)), all_contacts=True)
    run(ledger, path, every)
    case = cases(ledger.complaints(), as_of=datetime(2026, 9, 1, tzinfo=UTC))[0]
    assert (case.claimed, case.no_repeat(7)) == (True, None)  # what was once not complete stays so


def test_a_second_import_adds_nothing_whatever_was_done_meanwhile(ledger: Ledger, tmp_path: Path) -> None:
    from functools import partial

    from auditor.ledger import acts

    path = written(tmp_path / "q.csv")
    run(ledger, path)
    ledger.change(
        "R-1", "eva", What.OWNER, partial(acts.hand_over, owner="eva", at="2026-03-04T00:00:00+00:00")
    )
    before = ledger.complaints()
    assert run(ledger, path).earlier
    renamed = run(ledger, written(tmp_path / "other.csv", CSV + "\n"))
    assert (renamed.record.added, renamed.record.changed, renamed.record.unchanged) == (0, 0, 2)
    assert ledger.complaints() == before
    assert ledger.get("R-1").owner == "eva"


def test_without_ids_the_content_is_the_id(ledger: Ledger, tmp_path: Path) -> None:
    text = "fecha;cliente;motivo\n2026-03-02;7;baja\n2026-03-03;7;baja\n2026-03-02;7;baja\n"
    assert run(ledger, written(tmp_path / "a.csv", text)).record.added == 2
    again = run(ledger, written(tmp_path / "b.csv", text.replace("motivo\n", "motivo\n2026-03-09;8;baja\n")))
    assert (again.record.added, again.record.unchanged) == (1, 2)


def test_a_newer_file_changes_what_it_says_and_can_be_taken_back(ledger: Ledger, tmp_path: Path) -> None:
    head = "id;fecha apertura;cliente;motivo;fecha cierre\n"
    run(ledger, written(tmp_path / "a.csv", head + "1;2026-03-02 10:00;7;baja;\n"))
    newer = run(
        ledger,
        written(tmp_path / "b.csv", head + "1;2026-03-02 10:00;7;;2026-03-05 10:00\n2;2026-03-06;8;x;\n"),
    )
    assert (newer.record.added, newer.record.changed) == (1, 1)
    assert ledger.get("1").topic == "baja"  # what it does not say stays
    assert ledger.get("1").resolved_at == "2026-03-05T09:00:00.000+00:00"
    assert undo_import(ledger, newer.record.id, "ana") == (2, 0)
    assert ledger.get("1").resolved_at is None
    assert ledger.find("2") is None
    with pytest.raises(CommandError):
        undo_import(ledger, newer.record.id, "ana")


def test_a_row_for_each_contact_makes_one_complaint(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "ticket,opened,contact date,contact channel,agent,fcr\n"
        "1,2026-03-02 10:00,2026-03-02 10:00,phone,a1,yes\n"
        "1,2026-03-02 10:00,2026-03-05 10:00,email,a2,\n"
    )
    assert run(ledger, written(tmp_path / "a.csv", text)).record.added == 1
    made = ledger.get("1")
    assert [(c.channel, c.agent_claimed_resolved) for c in made.contacts or ()] == [
        ("phone", True),
        ("email", None),
    ]
    assert made.contacts_complete
    assert "a1" not in str(made.contacts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters_are_detected(tmp_path: Path, encoding: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    rows = [
        ["Nº cliente", "Fecha creación", "Descripción"],
        ["1", "02/03/2026", "Señora enfadada: «nadie» llamó después del día 3, ¿cuándo?"],
        ["2", "13/03/2026", "Avería en la instalación; línea caída, técnico sin avisar\ny sin mañana"],
    ]
    if encoding == "cp850":
        rows[1][2] = rows[1][2].replace("’", "'")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    source = open_source(written(tmp_path / "q.csv", out.getvalue(), encoding))
    assert source.headers[1:] == ("Fecha creación", "Descripción")
    assert source.facts["delimiter"] == delimiter
    assert [row.cells[2] for row in source.rows()] == [rows[1][2], rows[2][2]]
    assert [row.line for row in source.rows()] == [2, 3]


def test_day_and_month_are_told_apart_or_said_to_be_a_guess(tmp_path: Path) -> None:
    def formats(*dates: str) -> Mapping:
        body = "".join(f"{day};{day};x\n" for day in dates)
        return guess(open_source(written(tmp_path / "d.csv", "fecha apertura;fecha cierre;motivo\n" + body)))

    assert formats("03/04/2026").ambiguous == ("opened_at", "resolved_at")
    assert formats("03/04/2026", "13/04/2026").date_formats["opened_at"] == "%d/%m/%Y"
    assert formats("03/04/2026", "04/13/2026").date_formats["opened_at"] == "%m/%d/%Y"
    assert formats("03/04/2026", "13/04/2026").ambiguous == ()
    mixed = written(tmp_path / "m.csv", "fecha apertura;fecha cierre;motivo\n03/04/2026;04/13/2026;x\n")
    assert guess(open_source(mixed)).date_formats == {"opened_at": "%m/%d/%Y", "resolved_at": "%m/%d/%Y"}


def test_a_saved_mapping_comes_back_and_a_faulty_one_is_told(tmp_path: Path) -> None:
    mapping = replace(guess(open_source(written(tmp_path / "q.csv"))), values={"segment": {"Oro": "A"}})
    save(tmp_path, "crm", mapping)
    assert load_mapping(tmp_path, "crm") == mapping
    with pytest.raises(CommandError, match="crm"):
        load_mapping(tmp_path, "otro")
    for faulty in ({"columns": {"colour": "x"}}, {"columns": 3}, {"color": 1}, [], None, {"time_zone": "Mars"}, {"time_zone": None}, {"id_prefix": None},
                   {"date_formats": {"opened_at": "dd/mm"}}, {"encoding": 3}):  # fmt: skip
        with pytest.raises(CommandError):
            from_data(faulty, "here")


def test_a_preview_stores_nothing_and_names_what_is_a_guess(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path / "q.csv")
    source = open_source(path)
    seen = preview(ledger, path, source, guess(source))
    assert (len(seen.complaints), len({f.line for f in seen.faults}), seen.unused) == (2, 3, ("Teléfono",))
    assert any("5 as the most important" in note for note in seen.notes)
    assert ledger.count() == 0


def test_whole_complaints_come_back_as_they_went(ledger: Ledger, tmp_path: Path) -> None:
    from auditor.codec import dump
    from auditor.store import open_store

    run(ledger, written(tmp_path / "q.csv"))
    lines = [json.dumps({"schema": "auditor/complaint/1", **dump(c)}) for c in ledger.complaints()]
    path = written(
        tmp_path / "all.jsonl", "\n".join(lines) + '\n{"schema": "auditor/complaint/1", "id": 3}\nx\n'
    )
    with open_store(tmp_path / "other") as store:
        other = Ledger(store)
        result = run(other, path)
        assert (result.record.added, result.record.faulty) == (2, 2)
        kept = [replace(c, source=ledger.get(c.id).source) for c in other.complaints()]
        assert tuple(kept) == ledger.complaints()


def test_a_column_that_is_not_there_is_named(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path / "q.csv", "a;b\n1;2\n")
    with pytest.raises(FileUnreadable, match="opened_at"):
        run(ledger, path)
    with pytest.raises(FileUnreadable, match="fecha"):
        run(ledger, path, Mapping(columns={"opened_at": "fecha"}))
