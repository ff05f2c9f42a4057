"""`auditor figures` as a user runs it: the same figures as the core's, and the ids behind each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from auditor.cli.app import run
from auditor.core.app import App
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import VIEWS, Read, View, Wanted
from auditor.errors import ExitCode
from auditor.i18n import language, use_language


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> Any:
    before = language()
    monkeypatch.setenv("AUDITOR_LANG", "en")
    yield
    use_language(before)


def figures(company: App, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(
        ["--home", str(company.settings.home), "figures", "--as-of", "2026-06-30T22:00:00+00:00", *words]
    )
    return code, capsys.readouterr().out


@pytest.mark.parametrize("view", VIEWS)
def test_json_has_every_entry_of_the_sheet(
    company: App, ledger: Read, capsys: pytest.CaptureFixture[str], view: View
) -> None:
    code, out = figures(company, capsys, view, "--json", "--window", "30", "--by", "topic")
    assert code == ExitCode.DONE
    data = json.loads(out)
    core = Figures(company)
    sheet = core.sheet(view, core.select(ledger, Wanted(window_days=30, by="topic")))
    assert data["schema"] == "auditor/figures/1"
    assert (data["view"], data["n"], data["window_days"]) == (view, sheet.n, 30)
    entries = [entry for section in data["sections"] for entry in section["entries"]]
    assert [e["key"] for e in entries] == [e.key for e in sheet.entries]
    for printed, entry in zip(entries, sheet.entries, strict=True):
        assert printed["figure"]["n"] == entry.figure.n
        if entry.figure.value is None:
            assert printed["figure"]["value"] is None
            assert printed["figure"]["why"]
        else:
            assert printed["figure"]["value"] == pytest.approx(entry.figure.value, abs=0.0005)


@pytest.mark.parametrize("view", ["resolution", "weeks", "operators"])
def test_as_text_it_says_n_interval_and_why_not(
    company: App, capsys: pytest.CaptureFixture[str], view: str
) -> None:
    code, out = figures(company, capsys, view)
    assert code == ExitCode.DONE
    assert "95 % interval" in out
    assert "No repeat contact within 7 days" in out or "own staff" in out
    assert ("not measured" in out.lower()) == (view != "resolution")


def test_cases_prints_the_ids_that_a_figure_counts(
    company: App, ledger: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    core = Figures(company)
    entry = core.sheet("resolution", core.select(ledger, Wanted(topic="baja"))).entry("fcr.claimed")
    assert entry is not None
    _code, out = figures(company, capsys, "--topic", "baja", "--cases", "fcr.claimed")
    assert out.split() == list(entry.counted())
    _code, out = figures(
        company, capsys, "--topic", "baja", "--cases", "fcr.claimed", "--part", "against", "--json"
    )
    data = json.loads(out)
    assert (data["schema"], data["of"], data["part"]) == ("auditor/cases/1", "cases", "against")
    assert data["ids"] == list(entry.part("against") or ())
    assert data["n"] == len(data["ids"])


def test_a_key_that_there_is_not_names_some_that_there_are(
    company: App, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["--home", str(company.settings.home), "figures", "--cases", "fcr.nothing"])
    assert code == ExitCode.WRONG
    assert "fcr.claimed" in capsys.readouterr().err
