"""The guided import: file, columns, words, preview, import with progress, cancel, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from auditor.core.app import App
from auditor.tui.app import AuditorUI
from auditor.tui.screens.form import FormDialog
from auditor.tui.screens.importing import COLUMNS, FILE, PREVIEW, RESULT, ImportScreen
from auditor.tui.widgets.item_list import ItemList
from tests.auditor.tui.ledgers import fill_in, open_core, pressed
from tests.auditor.tui.seeing import HIGH, LOW, settled, told

CSV = """\
nº reclamación;fecha apertura;cliente;segmento;motivo;prioridad;canal;responsable;fecha cierre;notas
R-1;02/03/2026 10:00;7701;Oro;baja;alta;teléfono;eva;05/03/2026 10:00;x
R-2;13/03/2026 10:00;7702;B;facturación;baja;correo;;;y
R-3;99/03/2026 10:00;7703;C;facturación;alta;correo;luis;;z
R-4;14/03/2026 11:30;7704;A;avería;P1;web;luis;;z
"""


@pytest.fixture
def core(tmp_path: Path) -> Iterator[App]:
    app = open_core(tmp_path / "home")
    yield app
    app.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "crm.csv"
    path.write_text(CSV, "cp1252")
    return path


async def chosen(pilot: Pilot[Any], path: Path) -> str:
    """Opens the import and the file."""
    await pressed(pilot, "6", "i")
    pilot.app.screen.query_one("#import-path", Input).value = str(path)
    await pressed(pilot, "enter")
    return await settled(pilot)


def screen(ui: AuditorUI) -> ImportScreen:
    assert isinstance(ui.screen, ImportScreen)
    return ui.screen


async def entered(pilot: Pilot[Any], key: str) -> None:
    """Enter on that entry."""
    shown = pilot.app.screen.query_one("#import-list", ItemList)
    shown.select(key)
    shown.focus()
    await pressed(pilot, "enter")


async def test_a_file_is_found_while_its_path_is_typed(core: App, file: Path) -> None:
    (file.parent / "foto.png").write_bytes(b"x")
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "6", "i")
        screen(ui).query_one("#import-path", Input).value = f"{file.parent}/"
        text = await settled(pilot)
        assert "home/" in text
        assert "crm.csv" in text
        assert "foto.png" not in text
        await pilot.press("end", *"cr")
        await settled(pilot)
        await pressed(pilot, "right")  # takes the suggestion
        assert screen(ui).query_one("#import-path", Input).value == str(file)
        await pressed(pilot, "enter")
        assert screen(ui).step == COLUMNS


async def test_from_the_file_to_the_ledger_and_back(core: App, file: Path) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        text = await chosen(pilot, file)
        for words in ("cp1252", "separador ;", "día de apertura  %d/%m/%Y %H:%M", "7701 · 7702", "sin usar"):
            assert words in text, words
        assert "«Oro» × 1" in text
        await entered(pilot, "words-segment")
        await fill_in(pilot, {"0": "most_valuable"})
        await entered(pilot, "words-importance")
        await fill_in(pilot, {"0": "5"})
        text = await settled(pilot)
        assert "Palabras desconocidas" not in text
        text = await pressed(pilot, "ctrl+n")
        assert screen(ui).step == PREVIEW
        assert "De las primeras 4 filas, 3 son correctas" in text
        assert "línea 4, fecha apertura: «99/03/2026 10:00» no es una fecha" in text
        assert "R-1" in text
        assert "segmento A+" in text
        assert core.complaints.ledger.count() == 0  # nothing is stored before the import
        text = await pressed(pilot, "ctrl+s")
        assert screen(ui).step == RESULT
        assert "nuevas         3" in text
        assert "con faltas     1" in text
        assert "línea 4" in text
        found = core.complaints.ledger.find("R-1")
        assert found is not None
        assert found.segment == "most_valuable"
        assert found.importance == 4
        await pressed(pilot, "u", "y")
        assert core.complaints.ledger.count() == 0
        assert "3" in told(pilot)


async def test_the_same_file_again_adds_nothing(core: App, file: Path) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        for _again in range(2):
            await chosen(pilot, file)
            text = await pressed(pilot, "ctrl+n", "ctrl+s")
            await pressed(pilot, "escape")
        assert "ya se importó" in text
        assert core.complaints.ledger.count() == 1


async def test_a_column_is_another_field_and_a_mapping_is_kept(core: App, file: Path) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await chosen(pilot, file)
        await entered(pilot, "column-notas")
        await fill_in(pilot, {"field": "text"})
        await entered(pilot, "column-fecha cierre")
        await fill_in(pilot, {"field": "-"})
        await entered(pilot, "setting-rows")
        assert isinstance(ui.screen, FormDialog)
        text = await fill_in(pilot, {"contacts": "yes", "zone": "Marte"})
        assert "Marte" in text
        await fill_in(pilot, {"zone": "Atlantic/Canary"})
        draft = screen(ui).draft
        assert draft is not None
        assert draft.mapping.columns["text"] == "notas"
        assert "resolved_at" not in draft.mapping.columns
        assert (draft.mapping.all_contacts, draft.mapping.time_zone) == (True, "Atlantic/Canary")
        await pressed(pilot, "w")
        assert "../x" in await fill_in(pilot, {"name": "../x"})
        await fill_in(pilot, {"name": "crm"})
        assert (core.settings.home / "mappings" / "crm.yaml").exists()
        await pressed(pilot, "escape")
        assert screen(ui).step == FILE
        await chosen_again(pilot, file)
        await entered(pilot, "setting-saved")
        await fill_in(pilot, {"name": "crm"})
        draft = screen(ui).draft
        assert draft is not None
        assert draft.name == "crm"
        assert draft.mapping.columns["text"] == "notas"


async def chosen_again(pilot: Pilot[Any], path: Path) -> None:
    pilot.app.screen.query_one("#import-path", Input).value = str(path)
    await pressed(pilot, "enter")


async def test_another_encoding_and_delimiter(core: App, file: Path) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await chosen(pilot, file)
        await entered(pilot, "setting-reading")
        await fill_in(pilot, {"delimiter": "ab"})
        assert "ab" in told(pilot)
        assert screen(ui).step == COLUMNS  # what was known stays
        await entered(pilot, "setting-reading")
        text = await fill_in(pilot, {"encoding": "utf-8", "delimiter": ","})
        assert "separador ," in text


async def test_a_cancelled_import_leaves_nothing(
    core: App, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.ledger.imports.importing.BATCH", 1)
    file.write_text(CSV.replace("Oro", "A").replace("99/03", "09/03").replace("P1", "baja"), "utf-8")
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await chosen(pilot, file)
        await pressed(pilot, "ctrl+n")
        shown, counts = screen(ui), []
        told_before = shown.post_message

        def told_then_stopped(message: Any) -> bool:
            if isinstance(message, ImportScreen.Told) and "guardadas" in message.words:
                counts.append(core.complaints.ledger.count())
                shown.halt.set()  # as Esc does
            return told_before(message)

        monkeypatch.setattr(shown, "post_message", told_then_stopped)
        await pressed(pilot, "ctrl+s")
        assert counts == [1]  # one was in already
        assert core.complaints.ledger.count() == 0
        assert "no ha quedado nada de ella" in told(pilot)
        assert screen(ui).step == PREVIEW
        shown.running = "…"
        await pressed(pilot, "escape")
        assert shown.halt.is_set()
        shown.running = ""


async def test_a_file_that_cannot_be_read_is_said(core: App, tmp_path: Path) -> None:
    path = tmp_path / "viejo.csv"
    path.write_bytes(b"%PDF-1.7 ...")
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await chosen(pilot, path)
        assert screen(ui).step == FILE
        assert "PDF" in told(pilot)
        await pressed(pilot, "escape")
        assert not isinstance(ui.screen, ImportScreen)


async def test_what_was_exported_has_nothing_to_map(core: App, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(
        '{"schema": "auditor/complaint/1", "id": "r1", "opened_at": "2026-03-02T09:00:00.000+00:00"}\n',
        "utf-8",
    )
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        assert "no hay nada que asignar" in await chosen(pilot, path)
        await pressed(pilot, "ctrl+n", "ctrl+s")
        assert core.complaints.ledger.find("r1") is not None
