"""Rule packs from the front ends' side: own ones beside the shipped, faults told at once, verdicts of a call."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.core.app import App
from auditor.core.rule_words import about, measured
from auditor.core.rules import check_files, findings, shelf
from auditor.core.views import ShopPage
from auditor.errors import CommandError
from auditor.i18n import use_language
from metrics.packs import Verdict
from tests.auditor.cli.run import auditor
from tests.auditor.tui.fakes import FakeShops, rows
from tests.scenarios.files import GOOD

OWN = """\
id: casa
version: 1
status: practice
title: {es: "Compromisos de la casa", en: "House commitments"}
rules:
  - id: CA-01
    title: {es: "Una persona en un minuto", en: "A person within a minute"}
    shows: call
    weight: good_practice
    source: carta de servicios 2026
    figure: wait.dial_to_human_s
    at_most: 60
    unit: s
"""


@pytest.fixture
def page() -> ShopPage:
    page = FakeShops(rows(1)).page(rows(1)[0].id)
    return replace(page, shop=replace(page.shop, scenario_text=GOOD))


def _own(home: Path, text: str = OWN, name: str = "casa.yaml") -> Path:
    path = home / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_an_own_pack_judges_beside_the_shipped_ones(app: App, page: ShopPage) -> None:
    _own(app.settings.home)
    found = {f.rule.id: f for f in findings(app, page)}
    assert found["CA-01"].verdict is Verdict.FAIL
    assert found["CA-01"].measured == 119.0
    assert found["CA-01"].evidence[0].quote == "le atiende Marta"
    assert found["ES-11"].verdict is Verdict.FAIL
    assert found["ES-05"].verdict is Verdict.PASS
    assert found["ES-01"].verdict is Verdict.NOT_ASSESSABLE
    assert not any(id.startswith(("BR", "UK", "ES-F")) for id in found)
    assert {f.pack for f in findings(app, page, "casa")} == {"casa"}
    assert findings(app, replace(page, scorecard=None)) == ()
    with pytest.raises(CommandError, match="casa"):
        findings(app, page, "nothing")


def test_verdicts_in_words(app: App, page: ShopPage) -> None:
    use_language("es")
    _own(app.settings.home)
    [wait] = findings(app, page, "casa")
    assert measured(wait) == "medido: 119 s"
    menus = next(f for f in findings(app, page) if f.rule.id == "IV-01")
    assert about(menus.rule)[1] == "≤ 5"
    assert measured(replace(menus, measured=None)) == ""


def test_a_faulty_own_pack_is_told_and_the_others_are_used(app: App) -> None:
    _own(app.settings.home)
    bad = _own(
        app.settings.home,
        OWN.replace("version: 1", "version: none").replace("at_most: 60", "at_most: x"),
        "b.yaml",
    )
    known = shelf(app.settings.home)
    assert "casa" in known.packs
    [faults] = known.faults
    assert faults.file == str(bad)
    assert len(faults.faults) == 2
    assert [fault.line for fault in faults.faults] == sorted(fault.line for fault in faults.faults)


def test_an_own_pack_of_a_shipped_id_takes_its_place(app: App) -> None:
    _own(app.settings.home, OWN.replace("id: casa", "id: good-practice"), "gp.yaml")
    assert [rule.id for rule in shelf(app.settings.home).pack("good-practice").rules] == ["CA-01"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"[1, 2", b"", b"x" * 1_000_001], ids=["bytes", "yaml", "empty", "big"]
)
def test_what_is_no_pack_is_a_fault_with_its_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(content)
    [(checked, faults)] = check_files([tmp_path])
    assert checked == path
    assert faults is not None
    assert faults.faults[0].line >= 1


def test_the_commands(app: App) -> None:
    home, path = app.settings.home, _own(app.settings.home)
    listed = json.loads(auditor("--home", home, "rules", "list", "--json").stdout)
    assert next(row for row in listed if row["id"] == "casa")["file"] == str(path)
    shown = auditor("--home", home, "--lang", "es", "rules", "show", "casa").stdout
    assert "≤ 60 s" in shown
    assert "carta de servicios 2026" in shown
    path.write_text(OWN.replace("figure: wait", "figure: Wait"), "utf-8")
    checked = auditor("--home", home, "rules", "check", path)
    assert checked.returncode == 1
    assert f"{path}:11" in checked.stderr
    assert auditor("--home", home, "rules", "show", "nothing").returncode == 2
