"""The ledger's commands as a user runs them: stdout is data, stderr narration, exit codes, undo."""

from __future__ import annotations

import json
from pathlib import Path

from tests.auditor.cli.run import auditor

CSV = """\
id;fecha apertura;cliente;segmento;motivo;prioridad;canal;fcr;fecha cierre
1;02/03/2026 10:00;7;A;baja;alta;teléfono;sí;05/03/2026 10:00
2;13/03/2026 10:00;8;B;baja;baja;correo;no;
3;99/03/2026 10:00;9;C;baja;baja;correo;no;
"""


def test_a_complaint_from_noting_to_confirming() -> None:
    made = auditor("complaints", "add", "--topic", "baja", "--customer", "777", "--segment", "A", "--importance", "5",
                   "--channel", "phone", "--opened", "2026-03-02T10:00", "--id", "r1", "--json")  # fmt: skip
    assert made.returncode == 0, made.stderr
    complaint = json.loads(made.stdout)
    assert complaint["opened_at"] == "2026-03-02T09:00:00.000+00:00"
    assert "777" not in made.stdout
    for words in (
        ("own", "r1", "eva", "--department", "calidad"),
        ("promise", "r1", "devolver 14,90 €", "--by", "2026-03-06"),
        ("contact", "r1", "--channel", "email", "--at", "2026-03-04T10:00", "--not-claimed"),
        ("resolve", "r1", "--at", "2026-03-05T10:00"),
        ("confirm", "r1", "--yes", "--note", "encuesta"),
    ):
        done = auditor("complaints", *words)
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        assert "undo r1" in done.stderr
    shown = json.loads(auditor("complaints", "show", "r1", "--json").stdout)
    assert shown["owner"] == "eva"
    assert shown["promises"][0]["by"] == "2026-03-06"
    assert [c["channel"] for c in shown["contacts"]] == ["phone", "email"]
    assert [change["what"] for change in shown["history"]] == [
        "added", "owner", "promise", "contact", "resolved", "confirmed"
    ]  # fmt: skip
    assert auditor("complaints", "undo", "r1").returncode == 0
    assert json.loads(auditor("complaints", "show", "r1", "--json").stdout)["confirmed"] is None


def test_an_import_tells_every_fault_and_fcr_counts(tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    file.write_text(CSV, "utf-8")
    seen = json.loads(auditor("complaints", "import", file, "--preview", "--json").stdout)
    assert (seen["rows"], len(seen["faults"])) == (3, 1)
    done = auditor("complaints", "import", file, "--all-contacts", "--save-mapping", "crm", "--json")
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert (result["added"], result["faulty"]) == (2, 1)
    assert (result["faults"][0]["line"], result["faults"][0]["column"]) == (4, "fecha apertura")
    assert "line 4" in done.stderr
    (kept,) = json.loads(auditor("complaints", "imports", "--json").stdout)
    assert (kept["id"], kept["state"], kept["stored"]) == (result["id"], "finished", 2)
    again = auditor("complaints", "import", file, "--mapping", "crm", "--json")
    assert json.loads(again.stdout)["imported_earlier"] is True
    page = json.loads(
        auditor("fcr", "--window", "7", "--by", "channel", "--as-of", "2026-03-18", "--json").stdout
    )
    everything, email, phone = page["groups"]
    assert (everything["group"], email["group"], phone["group"]) == (None, "email", "phone")
    figures = {each["id"]: each for each in everything["windows"][0]["figures"]}
    assert figures["fcr.claimed"]["value"] == 0.5
    assert figures["fcr.no_repeat_7d"]["n"] == 1
    assert figures["fcr.no_repeat_7d"]["counts"]["censored"] == 1  # opened five days before: not resolved
    assert figures["fcr.confirmed"]["value"] is None
    words = auditor("fcr", "--window", "7", "--as-of", "2026-03-18")
    assert "still inside the window: 1" in words.stdout
    assert "7 days" in words.stdout


def test_what_is_exported_is_imported_elsewhere(tmp_path: Path) -> None:
    auditor("complaints", "add", "--topic", "baja", "--customer", "7", "--id", "r1")
    lines = auditor("complaints", "export").stdout
    (tmp_path / "all.jsonl").write_text(lines, "utf-8")
    other = {"AUDITOR_HOME": str(tmp_path / "other")}
    done = auditor("complaints", "import", tmp_path / "all.jsonl", env=other)
    assert done.returncode == 0, done.stderr
    assert (
        auditor("complaints", "export", env=other)
        .stdout.splitlines()[0]
        .startswith('{"schema": "auditor/compl')
    )


def test_faults_are_told_with_their_way_out(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100)
    done = auditor("complaints", "import", tmp_path / "x.csv")
    assert done.returncode == 1
    assert "without a password" in done.stderr
    assert auditor("complaints", "show", "nadie").returncode == 2
    assert auditor("complaints", "own", "nadie").returncode == 2
    empty = auditor("fcr")
    assert empty.returncode == 0
    assert "complaints import" in empty.stdout


def test_filters_words_of_a_file_and_the_check(tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    file.write_text(CSV.replace(";A;", ";Oro;"), "utf-8")
    done = auditor("complaints", "import", file, "--value", "segment:Oro=most_valuable", "--json")
    assert json.loads(done.stdout)["added"] == 2
    listed = json.loads(auditor("complaints", "list", "--sort", "importance", "--json").stdout)
    assert [(each["id"], each["segment"]) for each in listed] == [("1", "most_valuable"), ("2", "B")]
    for words, wanted in (
        (("--state", "late"), ["2"]),
        (("--state", "resolved"), ["1"]),
        (("--text", "BAJA", "--channel", "email"), ["2"]),
        (("--owner", "eva"), []),
    ):
        found = json.loads(auditor("complaints", "list", *words, "--json").stdout)
        assert [each["id"] for each in found] == wanted, words
    assert auditor("complaints", "verify", "2", "--no").returncode == 0
    shown = json.loads(auditor("complaints", "show", "2", "--json").stdout)
    assert shown["verified"]["resolved"] is False
    assert shown["state"] == "late"
    assert any(each["rule"] == "ES-14" and each["working_days_left"] < 0 for each in shown["deadlines"])
    assert "ES-14" in auditor("complaints", "show", "2").stdout
    wrong = auditor("complaints", "import", file, "--value", "segment=Oro")
    assert wrong.returncode == 2
    assert "FIELD:WORD" in wrong.stderr


def test_alerts_shown_undone_and_their_rules() -> None:
    auditor("complaints", "add", "--topic", "baja", "--segment", "A", "--id", "r1")
    (alert,) = json.loads(auditor("alerts", "--json").stdout)
    for words, found in (
        (("--kind", alert["kind"]), [alert]),
        (("--segment", "B"), []),
        (("--text", "r1"), [alert]),
    ):
        assert json.loads(auditor("alerts", *words, "--json").stdout) == found
    assert auditor("alerts", "undo", alert["key"]).returncode == 2  # nobody took a step
    assert auditor("alerts", "ack", alert["key"], "--who", "eva").returncode == 0
    back = json.loads(auditor("alerts", "undo", alert["key"], "--json").stdout)
    assert [step["to"] for step in back["history"]] == ["raised", "acknowledged", "raised"]
    shown = json.loads(auditor("alerts", "show", alert["key"], "--json").stdout)
    assert (shown["day"], shown["next_step"]) == (0, None)
    rules = json.loads(auditor("alerts", "rules", "--json").stdout)
    assert rules["from_file"] is False
    assert rules["rules"]["recovery_days"] == 30
    told = auditor("alerts", "rules")
    assert "watch.yaml" in told.stdout + told.stderr


def test_deadlines_follow_the_sector_of_the_settings_and_of_the_option() -> None:
    auditor("complaints", "add", "--topic", "comisiones", "--id", "r1", "--opened", "2026-03-02T10:00")

    def rules(*words: str, **env: str) -> set[str]:
        done = auditor("fcr", *words, "--as-of", "2026-03-10", "--json", env=env)
        assert done.returncode == 0, done.stderr
        return {each["rule"] for each in json.loads(done.stdout)["deadlines"]}

    assert rules() == {"ES-14", "ES-15"}
    assert rules("--sector", "finance") == {"ES-14", "ES-15", "ES-F1"}
    assert rules(AUDITOR_SECTOR="finance") == {"ES-14", "ES-15", "ES-F1"}
    assert rules("--pack", "es-finance") == {"ES-F1"}
    assert rules("--pack", "uk") == {"UK-03"}
    assert rules(AUDITOR_COUNTRY="GB") == {"UK-03"}
    missing = auditor("fcr", "--pack", "none")
    assert missing.returncode == 2
    assert "es-sac" in missing.stderr
