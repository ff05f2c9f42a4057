"""Commands that need no call: registers, scenarios, plans; exit codes; stdout is data, stderr narration."""

from __future__ import annotations

import json
from pathlib import Path

from tests.auditor.cli.run import auditor

FAULTY = """\
id: Mal Nombre
version: uno
language: es
title: Cinco faltas
channels: [phone]
purpose: queja
steps:
  - press: "12x"
  - hold: {until: human, timeout_s: -4}
"""


def add(*more: str, id: str = "casa", address: str = "sip:modelo@127.0.0.1:5070") -> None:
    done = auditor("channels", "add", id, address, "--owner", "Ana", "--own", *more)
    assert done.returncode == 0, done.stderr


def test_channels_round_trip() -> None:
    add()
    listed = json.loads(auditor("channels", "list", "--json").stdout)
    assert [channel["id"] for channel in listed] == ["casa"]
    assert listed[0]["owner"] == "Ana"
    assert listed[0]["declared_at"]
    assert auditor("channels", "remove", "casa").returncode == 0
    assert json.loads(auditor("channels", "list", "--json").stdout) == []


def test_without_the_statement_a_line_is_refused() -> None:
    done = auditor("channels", "add", "ajena", "sip:otra@example.com", "--owner", "Ana")
    assert done.returncode == 4
    assert "own-channel" in done.stderr
    assert "--own" in done.stderr


def test_an_emergency_number_is_refused_when_it_is_registered() -> None:
    done = auditor("channels", "add", "mal", "+34 112", "--owner", "Ana", "--own")
    assert done.returncode == 4
    assert json.loads(auditor("channels", "list", "--json").stdout) == []


def test_five_faults_with_line_and_path(tmp_path: Path) -> None:
    file = tmp_path / "mal.yaml"
    file.write_text(FAULTY, "utf-8")
    done = auditor("scenarios", "check", file, "--json")
    assert done.returncode == 1
    faults = json.loads(done.stdout)[0]["faults"]
    places = {(fault["line"], fault["path"]) for fault in faults}
    assert {(1, "id"), (2, "version"), (6, "purpose"), (8, "steps[0].press")} <= places
    assert any(line == 9 and path.startswith("steps[1].hold") for line, path in places)
    assert all(fault["message"] for fault in faults)
    for line, _path in places:
        assert f"{file}:{line}" in done.stderr


def test_the_shipped_scenarios_are_listed_and_shown() -> None:
    listed = json.loads(auditor("scenarios", "list", "--json").stdout)
    ids = {row["id"] for row in listed}
    assert {"factura-cobro-indebido", "practica-modelo"} <= ids
    assert "id: practica-modelo" in auditor("scenarios", "show", "practica-modelo").stdout


def test_an_unknown_scenario_is_named() -> None:
    add()
    done = auditor("call", "practica-modelos", "--channel", "casa")
    assert done.returncode == 1
    assert "practica-modelo" in done.stderr


def test_a_plan_is_stored_previewed_and_removed() -> None:
    add()
    words = (
        "--scenario",
        "practica-modelo",
        "--channel",
        "casa",
        "--times",
        "2",
        "--every",
        "day",
        "--seed",
        "7",
    )
    planned = auditor("plan", "add", "diario", *words, "--days", "lun,mar,mié,jue,vie,sáb,dom", "--json")
    assert planned.returncode == 0, planned.stderr
    shops = json.loads(auditor("plan", "preview", "--days", "3", "--json").stdout)
    assert 4 <= len(shops) <= 6
    assert {shop["scenario"] for shop in shops} == {"practica-modelo"}
    again = json.loads(auditor("plan", "preview", "diario", "--days", "3", "--json").stdout)
    assert again == shops
    assert json.loads(auditor("plan", "remove", "diario", "--json").stdout)["removed"] == "diario"
    assert json.loads(auditor("plan", "list", "--json").stdout) == []


def test_empty_states_say_what_to_do() -> None:
    done = auditor("shops", "list", env={"AUDITOR_LANG": "es"})
    assert done.stdout == ""
    assert "auditor demo" in done.stderr
    assert "auditor plan add" in auditor("plan", "list").stderr


def test_a_faulty_setting_names_the_file_and_the_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "auditor.toml").write_text('modle = "base"\n', "utf-8")
    done = auditor("shops", "list")
    assert done.returncode == 2
    assert "auditor.toml" in done.stderr
    assert "model" in done.stderr


def test_purge_without_a_retention_is_refused_in_words() -> None:
    done = auditor("purge")
    assert done.returncode == 2
    assert "--days" in done.stderr
