"""What the commands on figures, route maps and rules print as JSON is what the published schemas say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auditor.cli.app import run
from auditor.core.figures.values import VIEWS
from auditor.core.sample import make_sample
from metrics.packs.reading import names
from tests.auditor.figures.schemas import ALL, schema
from tests.auditor.ledger.schemas import file_of

Printed = Callable[..., Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas") / "sample"
    make_sample(folder, count=300, weeks=4, last_day=datetime.now(UTC).date() - timedelta(days=1))
    return folder


@pytest.fixture
def printed(home: Path, capsys: pytest.CaptureFixture[str]) -> Printed:
    def run_it(*words: str) -> Any:
        assert run(["--home", str(home), *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run_it


def valid(name: str, data: object) -> None:
    Draft202012Validator(schema(name)).validate(data)


@pytest.mark.parametrize("name", ALL)
def test_the_files_are_those_of_the_values(name: str) -> None:
    """`python -m tests.auditor.figures.schemas` writes them anew."""
    kept = json.loads(file_of(name).read_text("utf-8"))
    Draft202012Validator.check_schema(kept)
    assert kept == schema(name)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_indicators(printed: Printed, view: str) -> None:
    sheet = printed("figures", view)
    valid("figures", sheet)
    entry = next(entry for section in sheet["sections"] for entry in section["entries"])
    found = printed("figures", view, "--cases", entry["key"])
    valid("cases", found)
    assert found["n"] == entry["figure"]["n"]


@pytest.mark.parametrize("pack", names())
def test_every_shipped_pack(printed: Printed, pack: str) -> None:
    valid("rule-pack", printed("rules", "show", pack))


def test_the_route_of_a_line_and_the_findings_of_a_call(printed: Printed) -> None:
    shop = next(shop for shop in printed("shops", "list") if shop["outcome"] == "completed")
    found = printed("shops", "findings", shop["id"])
    assert found
    for finding in found:
        valid("finding", finding)
    route = printed("channels", "map", shop["channel"])
    assert route["roots"]
    valid("route-map", route)
