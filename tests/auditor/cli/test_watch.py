"""Alerts, their rules and actions as a user runs them; what is printed as JSON is what the schemas say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from jsonschema import Draft202012Validator

from auditor.cli.app import run
from auditor.core.sample import make_sample
from tests.auditor.ledger.schemas import ALL, file_of, schema

NOW = datetime.now(UTC)


@lru_cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def valid(name: str, data: object) -> None:
    validator(name).validate(data)


class Cli:
    """Runs commands on one data folder in this process."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = home, capsys
        self.said = ""

    def __call__(self, *words: object, code: int = 0) -> str:
        got = run(["--home", str(self.home), "--lang", "en", *map(str, words)])
        out, self.said = self._capsys.readouterr()
        assert got == code, self.said
        return out

    def data(self, *words: object) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path / "home", capsys)


def days_ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="seconds")


def add(cli: Cli, id: str, days: float, segment: str = "A", *more: object) -> None:
    cli("complaints", "add", "--id", id, "--topic", "otra cosa", "--segment", segment, "--importance", 5,
        "--opened", days_ago(days), *more)  # fmt: skip


def kinds(cli: Cli) -> dict[str, dict[str, Any]]:
    return {alert["kind"]: alert for alert in cli.data("alerts")}


def test_the_rules_are_shown_and_set_by_command(cli: Cli) -> None:
    found = cli.data("alerts", "rules")
    assert (found["from_file"], found["rules"]["recovery_days"]) == (False, 30)
    shown = cli("alerts", "rules", "set", "--silence-days", 5, "--step", "head:5:marta:most_valuable,A:4",
                "--step", "director:20:luis:all")  # fmt: skip
    assert "marta" in shown
    rules = cli.data("alerts", "rules")["rules"]
    assert rules["silence_days"] == 5
    assert [(s["name"], s["after_days"], s["who"], s["min_importance"]) for s in rules["steps"]] == [
        ("head", 5, "marta", 4), ("director", 20, "luis", None)
    ]  # fmt: skip
    cli("alerts", "rules", "set", "--step", "head:6:ana", "--drop-step", "director")
    rules = cli.data("alerts", "rules")["rules"]
    assert [(s["name"], s["after_days"], s["who"]) for s in rules["steps"]] == [("head", 6, "ana")]
    assert rules["silence_days"] == 5  # what is not named stays
    cli("alerts", "rules", "set", "--defaults")
    assert cli.data("alerts", "rules")["rules"]["steps"] == []
    assert "director" not in (cli.home / "watch.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--silence-days", -1), "silence_days"),
        (("--silence-days", "nan"), "silence_days"),
        (("--valuable", "Z"), "segments"),
        (("--step", "head"), "name:days:who"),
        (("--step", "head:x:ana"), "name:days:who"),
        (("--step", ":5:ana"), "steps"),
        (("--step", "head:5:ana:A:9"), "min_importance"),
        (("--drop-step", "nobody"), "nobody"),
    ],
)
def test_faulty_rules_are_told_and_nothing_is_written(cli: Cli, words: tuple[object, ...], said: str) -> None:
    cli("alerts", "rules", "set", "--step", "head:5:ana")
    before = (cli.home / "watch.yaml").read_bytes()
    cli("alerts", "rules", "set", *words, code=2)
    assert said in cli.said
    assert (cli.home / "watch.yaml").read_bytes() == before


def test_rules_written_by_hand_count_and_the_older_file_is_kept(cli: Cli) -> None:
    cli.home.mkdir(parents=True)
    (cli.home / "watch.yaml").write_text("# mine\nsilence_days: 3\n", "utf-8")
    cli("alerts", "rules", "set", "--promise-near-days", 2)
    data = yaml.safe_load((cli.home / "watch.yaml").read_text("utf-8"))
    assert (data["silence_days"], data["promise_near_days"]) == (3, 2)
    assert "# mine" in (cli.home / "watch.yaml.bak").read_text("utf-8")


def test_escalation_goes_by_rule_to_whom_it_says_and_when(cli: Cli) -> None:
    cli("alerts", "rules", "set", "--step", "head:5:marta:A:4", "--step", "director:20:luis:A")
    add(cli, "r1", 6, "A", "--owner", "eva")
    [step] = [alert for alert in cli.data("alerts") if alert["kind"] == "escalation"]
    assert step["who"] == "marta"
    opened = datetime.fromisoformat(cli.data("complaints", "show", "r1")["opened_at"])
    assert datetime.fromisoformat(step["since"]) == opened + timedelta(days=5)
    shown = cli.data("alerts", "show", step["key"])
    assert shown["day"] in (6, 7)
    assert (shown["next_step"]["who"], shown["next_step"]["at"][:10]) == (
        "luis",
        (opened + timedelta(days=20)).date().isoformat(),
    )


def test_a_valuable_complaint_without_an_owner_is_told_until_it_has_one(cli: Cli) -> None:
    add(cli, "r1", 1)
    add(cli, "r2", 1, "C")
    told = [alert for alert in cli.data("alerts") if alert["kind"] == "no_owner"]
    assert [alert["complaint"] for alert in told] == ["r1"]
    cli("complaints", "own", "r1", "eva")
    assert "no_owner" not in kinds(cli)
    cli("complaints", "undo", "r1")
    assert kinds(cli)["no_owner"]["key"] == told[0]["key"]  # the same occasion


def test_the_day_counter_goes_to_thirty(cli: Cli) -> None:
    for days, kind in ((20, None), (25, "recovery_near"), (31, "recovery_passed")):
        add(cli, f"r{days}", days, "A", "--owner", "eva")
        found = {a["kind"]: a for a in cli.data("alerts") if a["complaint"] == f"r{days}"}
        near = set(found) & {"recovery_near", "recovery_passed"}
        assert near == ({kind} if kind else set())
        if kind:
            assert str(days) in found[kind]["text"]


def test_silence_is_told_and_ends_with_a_contact(cli: Cli) -> None:
    add(cli, "r1", 9, "A", "--owner", "eva")
    assert kinds(cli)["silence"]["complaint"] == "r1"
    cli("complaints", "contact", "r1", "--channel", "phone", "--at", days_ago(0.1))
    assert "silence" not in kinds(cli)


def test_promises_are_told_near_passed_and_broken(cli: Cli) -> None:
    today = datetime.now(ZoneInfo("Europe/Madrid")).date()
    for id, by in (("near", 0), ("passed", -3)):
        add(cli, id, 5, "B", "--owner", "eva")
        day = (today + timedelta(days=by)).isoformat()
        cli("complaints", "promise", id, "abono", "--by", day, "--at", days_ago(4))
    told = {alert["kind"]: alert["complaint"] for alert in cli.data("alerts")}
    assert (told["promise_near"], told["promise_passed"]) == ("near", "passed")
    promise = cli.data("complaints", "show", "passed")["promises"][0]["id"]
    cli("complaints", "kept", "passed", promise, "--no")
    assert kinds(cli)["promise_broken"]["complaint"] == "passed"


def test_who_takes_an_alert_is_kept_with_when(cli: Cli) -> None:
    add(cli, "r1", 9, "A", "--owner", "eva")
    key = kinds(cli)["silence"]["key"]
    cli("alerts", "ack", key, "--who", "ana", "--note", "llamo hoy")
    cli("alerts", "escalate", key, "--to", "marta", "--who", "ana")
    done = cli.data("alerts", "close", key, "--who", "marta")
    assert [(step["to"], step["by"]) for step in done["history"]] == [
        ("raised", "auditor"), ("acknowledged", "ana"), ("escalated", "ana"), ("closed", "marta")
    ]  # fmt: skip
    assert all(datetime.fromisoformat(step["at"]) for step in done["history"])
    assert "silence" not in kinds(cli)  # a person closed it: not raised again for the same occasion
    cli("alerts", "ack", key, code=2)
    assert "closed" in cli.said


def test_a_promise_plans_the_shop_that_asks_and_only_of_our_own(cli: Cli) -> None:
    add(cli, "r1", 3, "A", "--owner", "eva")
    cli("complaints", "promise", "r1", "abono", "--by", "2030-03-01")
    promise = cli.data("complaints", "show", "r1")["promises"][0]["id"]
    cli("complaints", "check-promise", "r1", promise, code=2)
    assert "real customer" in cli.said


def test_actions_from_noting_to_done(cli: Cli) -> None:
    made = cli.data("actions", "add", "Quitar el menú", "--who", "ana", "--by", "2020-01-31")
    valid("action", made)
    assert "late" in cli("actions", "list")
    cli("actions", "add", "Otra", "--who", "ana", "--by", "31/01/2020", code=2)
    cli("actions", "retest", made["id"], code=2)
    assert "scenario and channel" in cli.said
    cli("actions", "done", made["id"])
    assert cli.data("actions", "list") == []
    [kept] = cli.data("actions", "list", "--all")
    assert kept["state"] == "done"
    cli("actions", "done", made["id"], code=2)
    cli("actions", "reopen", made["id"])
    assert len(cli.data("actions", "list")) == 1


@pytest.mark.parametrize("name", ALL)
def test_the_schemas_are_those_of_the_values(name: str) -> None:
    """`python -m tests.auditor.ledger.schemas` writes them anew."""
    kept = json.loads(file_of(name).read_text("utf-8"))
    Draft202012Validator.check_schema(kept)
    assert kept == schema(name)


def test_what_the_commands_print_is_what_the_schemas_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli = Cli(tmp_path / "sample", capsys)
    yesterday = NOW.date() - timedelta(days=1)
    make_sample(cli.home, count=200, weeks=3, last_day=yesterday)
    cli("alerts", "rules", "set", "--step", "head:2:marta")
    for complaint in cli.data("complaints", "list", "--limit", 50):
        valid("complaint", complaint)
    valid("complaint", cli.data("complaints", "show", complaint["id"]))
    valid("fcr", cli.data("fcr", "--by", "operator", "--window", 7, "--window", 30))
    alerts, actions = cli.data("alerts"), cli.data("actions", "list", "--all")
    assert alerts
    assert any(action["result"] for action in actions)
    for alert in alerts[:100]:
        valid("alert", alert)
    valid("alert", cli.data("alerts", "show", alerts[0]["key"]))
    for action in actions:
        valid("action", action)
    valid("watch-rules", cli.data("alerts", "rules"))
