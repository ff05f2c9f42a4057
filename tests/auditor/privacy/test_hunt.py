"""A whole evaluation of a call full of personal data, and then the hunt: nothing of it is anywhere."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Generator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.show import show_page
from auditor.codec import dump
from auditor.core import heavy
from auditor.core.actions import Actions
from auditor.core.app import App
from auditor.core.contract import listen_json, shop_json
from auditor.core.exporting import export, shared_page
from auditor.core.hearing import HeavyWorker
from auditor.core.imports import FileAsked
from auditor.core.registering import record_notice, withdraw_notice
from auditor.core.report_sources import Calls
from auditor.core.reporting import FORMATS, summary, write
from auditor.store.store import DATA_FILE
from metrics.complaints.values import Complaint, Quote
from tests.auditor.privacy.conftest import PLANTED, SURVIVE, as_said, hidden_in, own, recording
from tests.auditor.tui.seeing import HIGH, settled
from transcripts.prompts import CallPrompts

SCENARIO = """\
id: cargo
version: 1
language: es
title: Cargo que no reconoce
channels: [phone]
purpose: complaint
complaint: {topic: facturación, importance: 4, customer_segment: A}
route: {expected: [bienvenida, agente], max_menus: 1}
steps: [{hang_up: {}}]
checks:
  - {id: nombre, ask: "¿Dice su nombre?", weight: 2, detect: agent_identifies_self}
  - {id: clave, ask: "¿Da una clave?", weight: 3, detect: case_key_given}
"""
TEXT = "Me llamo Wenceslao Quintanilla, DNI 48291736Q, móvil 601 23 45 67, wences.quinta@correo.es."


@pytest.fixture
def heard_app(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """A call that the real way of a recording evaluated; only the ear and the model are stood in for."""

    def hear(_path: Path, *_arguments: object, **_more: object) -> tuple[object, CallPrompts]:
        return as_said(), CallPrompts()

    def here(
        _worker: HeavyWorker, task: str, *arguments: object, stop: object = None
    ) -> Generator[tuple[str, float], None, Any]:
        yield task, 0.0
        return heavy.TASKS[task](lambda *_: None, *arguments)

    monkeypatch.setattr("transcripts.listen.hear_call", hear)
    monkeypatch.setattr(HeavyWorker, "run", here)
    folder = app.settings.home / "scenarios"
    folder.mkdir(exist_ok=True)
    (folder / "cargo.yaml").write_text(SCENARIO, "utf-8")
    app.channels.add(own())
    file = recording(tmp_path / "llamada.flac", as_said().timeline.duration_s)
    list(app.run.listen_file(file, FileAsked(scenario="cargo", channel="casa", ours=0)))
    return app


def the_shop(app: App) -> str:
    return app.shops.list()[0].id


def test_nothing_is_in_the_data_folder(heard_app: App) -> None:
    app, shop = heard_app, the_shop(heard_app)
    app.shops.review(shop, "nombre", "yes", "Ana", note=TEXT)
    Actions(app).add(f"Llamar: {TEXT}", "Ana", "2026-12-01", figure="hold.total_s", shop=shop)
    complaint = Complaint(id="c1", opened_at="2026-11-03T10:00:00+00:00", text=TEXT, quotes=(Quote(TEXT),))
    app.complaints.add(complaint, note=TEXT)
    app.store.close()
    whole = b"".join(
        path.read_bytes()
        for path in sorted(app.settings.home.rglob("*"))
        if path.is_file() and path.suffix != ".flac"
    )
    assert (app.settings.home / DATA_FILE).is_file()
    assert hidden_in(whole.decode("utf-8", "replace")) == []
    stored = json.dumps(app.store.table("heard").get(shop), ensure_ascii=False)
    assert [each for each in SURVIVE if each not in stored] == []


def test_nothing_is_printed(heard_app: App, capsys: pytest.CaptureFixture[str]) -> None:
    page = heard_app.shops.page(the_shop(heard_app))
    documents = json.dumps([listen_json(page), shop_json(page)], ensure_ascii=False)
    show_page(page)
    printed = capsys.readouterr()
    for text in (documents, printed.out, printed.err):
        assert hidden_in(text) == []
    assert [each for each in SURVIVE if each not in documents] == []
    assert {mute["kind"] for mute in listen_json(page)["redacted"]} == {
        *("identity", "iban", "card", "phone", "email", "address", "name", "keyed")
    }
    answers = {check["id"]: check["answer"] for check in listen_json(page)["scorecard"]["checks"]}
    assert answers == {"nombre": "yes", "clave": "yes"}


def test_scoring_again_from_what_is_stored_answers_the_same(heard_app: App) -> None:
    shop = the_shop(heard_app)
    list(heard_app.run.rescore(shop))
    (_, first), (_, second) = heard_app.shops.scorecards(shop)
    assert first == second


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_in_a_report(heard_app: App, tmp_path: Path, format: str) -> None:
    today = datetime.now(UTC).date()
    made = summary(heard_app, date(today.year, 1, 1), date(today.year, 12, 31))
    assert {row.id for row in made.checks} == {"nombre", "clave"}
    file = tmp_path / f"report.{format}"
    write(heard_app, made, format, file, lang="es")
    text = words_of(file)
    assert text.strip()
    assert hidden_in(text) == []


def words_of(file: Path) -> str:
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if file.suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext (poppler) reads the PDF back: NOT hunted in")
        command = ["pdftotext", "-layout", str(file), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return file.read_text("utf-8")


def test_a_notice_keeps_agents_names_and_its_withdrawal_takes_them_out_of_reports(
    heard_app: App, tmp_path: Path
) -> None:
    record_notice(heard_app, "casa", "2026-02-01")
    shop = the_shop(heard_app)
    list(heard_app.run.rescore(shop, listen_again=True))
    named = json.dumps(dump(heard_app.shops.scorecards(shop)[-1][1]), ensure_ascii=False)
    assert hidden_in(named) == ["Remigia", "Zubizarreta"]
    made = shared_page(heard_app, heard_app.shops.page(shop))
    assert "Remigia" in json.dumps(dump(made.scorecard), ensure_ascii=False)
    withdraw_notice(heard_app, "casa")
    today = datetime.now(UTC).date()
    (call,) = Calls(heard_app, "UTC", {}).between(today, today)
    assert hidden_in(json.dumps(dump(call.scorecard), ensure_ascii=False)) == []
    made = shared_page(heard_app, heard_app.shops.page(shop))
    assert hidden_in(json.dumps([dump(made.scorecard), dump(made.heard)], ensure_ascii=False)) == []


async def test_nothing_is_on_screen(heard_app: App) -> None:
    from auditor.tui.app import AuditorUI
    from auditor.tui.screens.call import CallScreen

    ui = AuditorUI(heard_app, start=the_shop(heard_app))
    ui.frozen = True
    texts = []
    async with ui.run_test(size=(HIGH[0], 120)) as pilot:
        texts.append(await settled(pilot))
        texts.append(await settled(pilot))
        assert isinstance(pilot.app.screen, CallScreen)
        for key in ("tab", "tab", "tab", "tab", "tab"):
            await pilot.press(key)
            texts.append(await settled(pilot))
        await pilot.press("escape")
        texts.append(await settled(pilot))
    shown = "\n".join(texts)
    assert "[nombre]" in shown
    assert hidden_in(shown) == []


def test_nothing_leaves_in_an_export(heard_app: App, tmp_path: Path) -> None:
    made = export(heard_app, the_shop(heard_app), tmp_path / "out")
    texts = [Path(file).read_text("utf-8") for file in made.files if not file.endswith(".flac")]
    assert len(texts) == 2
    assert hidden_in("\n".join(texts)) == []


def test_nothing_of_an_imported_complaint_stays(app: App, tmp_path: Path) -> None:
    file = tmp_path / "reclamaciones.csv"
    row = f'r1,2026-11-03,C-17,"{TEXT}","Llamar a Wenceslao Quintanilla al 601 23 45 67"'
    file.write_text(f"id,fecha,cliente,texto,promesa\n{row}\n", "utf-8")
    source, mapping = app.complaints.source(file)
    with contextlib.redirect_stdout(io.StringIO()):
        result = app.complaints.import_file(file, source, mapping)
    assert result
    (made,) = app.complaints.ledger.complaints()
    assert made.text is not None
    assert "[DNI]" in made.text
    app.store.close()
    whole = b"".join(p.read_bytes() for p in app.settings.home.rglob("*") if p.is_file())
    assert hidden_in(whole.decode("utf-8", "replace")) == []


def test_the_hunt_finds_what_is_there() -> None:
    said = " ".join(segment.text for segment in as_said().transcript.segments)
    assert set(PLANTED) - set(hidden_in(f"{said} {TEXT}")) == {
        "48 29 17",
        "601234567",
        "21000418",
        "45395780",
    }
    assert hidden_in("cuenta 21000418, o 0418: (1332) «4539».") == ["0418", "1332", "4539", "21000418"]
    assert hidden_in("00:04:18, 2026-11-23T000418, 0.0418, x-a0418f") == []
    assert hidden_in(json.dumps("Vive en la calle Baltasar Gracián")) == ["Baltasar", "Gracián"]


def test_whatever_is_kept_as_heard_is_redacted(app: App) -> None:
    app.shops.keep_heard("x", as_said())
    kept = app.shops.heard("x")
    assert kept is not None
    assert hidden_in(json.dumps([s.text for s in kept.transcript.segments], ensure_ascii=False)) == []
    assert kept.redacted
