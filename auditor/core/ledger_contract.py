"""What the ledger's commands print with `--json`: versioned shapes, unknown is null."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from auditor.codec import dump
from auditor.core.contract import score_json
from auditor.ledger.imports.jsonlines import SCHEMA
from auditor.ledger.values import Change
from metrics.complaints.values import Complaint

if TYPE_CHECKING:
    from auditor.core.actions import BeforeAfter
    from auditor.core.alert_page import RulesInForce
    from auditor.core.case_page import CasePage
    from auditor.core.resolution import ResolutionPage
    from auditor.ledger.actions import Action
    from auditor.ledger.alertbook import Raised
    from auditor.ledger.imports.importing import ImportResult, Preview
    from auditor.ledger.imports.records import ImportStanding
    from auditor.ledger.imports.values import RowFault
    from metrics.complaints.fcr import Fcr
    from metrics.complaints.watch import EscalationStep


def complaint_json(complaint: Complaint) -> dict[str, Any]:
    """A complaint, whole: `auditor complaints import` reads it back."""
    return {"schema": SCHEMA, **dump(complaint), "owner": complaint.owner}


def case_json(page: CasePage) -> dict[str, Any]:
    """A complaint with its history, day, state, deadlines and the next escalation step."""
    return {
        **complaint_json(page.complaint),
        "history": [change_json(change) for change in page.history],
        "state": page.row.state.value,
        "day": page.row.day,
        "deadlines": [
            {
                "rule": each.rule.id,
                "due_at": each.due_at,
                "state": each.state.value,
                "working_days_left": each.working_days_left,
                "in_force": each.in_force,
            }
            for each in page.deadlines
        ],
        "next_step": step_json(page.step),
    }


def step_json(step: tuple[EscalationStep, str] | None) -> dict[str, Any] | None:
    """{name, who, at} of the escalation step that comes next; null for none."""
    return None if step is None else {"name": step[0].name, "who": step[0].who, "at": step[1]}


def change_json(change: Change) -> dict[str, Any]:
    """One change, without the document as it stood before."""
    data: dict[str, Any] = dump(change)
    data.pop("before")
    return data


def fault_json(fault: RowFault) -> dict[str, Any]:
    """{line, column, message}."""
    return {"line": fault.line, "column": fault.column, "message": str(fault)}


def preview_json(seen: Preview) -> dict[str, Any]:
    """What an import would do."""
    return {
        "schema": "auditor/import-preview/1",
        "kind": seen.source.kind,
        "facts": seen.source.facts,
        "headers": list(seen.source.headers),
        "mapping": asdict(seen.mapping),
        "unused": list(seen.unused),
        "notes": list(seen.notes),
        "rows": seen.rows,
        "complaints": [complaint_json(each) for each in seen.complaints[:20]],
        "faults": [fault_json(fault) for fault in seen.faults],
    }


def import_json(result: ImportResult) -> dict[str, Any]:
    """What an import did."""
    return {
        "schema": "auditor/import/1",
        **dump(result.record),
        "imported_earlier": result.earlier,
        "completed": result.completed,
        "faults": [fault_json(fault) for fault in result.faults],
    }


def standing_json(standing: ImportStanding) -> dict[str, Any]:
    """An import on record; `state` is "broken_off" where its process died, `stored` what it has stored."""
    data: dict[str, Any] = dump(standing.record)
    state = "broken_off" if standing.broken_off else data["state"]
    return {"schema": "auditor/import/1", **data, "state": state, "stored": standing.stored}


def resolution_json(page: ResolutionPage) -> dict[str, Any]:
    """First-call resolution and time to resolution; a group's name is null for all cases."""
    asked = page.asked
    return {
        "schema": "auditor/fcr/1",
        "as_of": page.as_of.isoformat(timespec="seconds"),
        "from": asked.first.isoformat() if asked.first else None,
        "to": asked.last.isoformat() if asked.last else None,
        "time_zone": page.zone,
        "windows": list(asked.windows),
        "by": asked.by,
        "n": len(page.cases),
        "groups": [
            {"group": name, "n": sets[0].n if sets else 0, "windows": [_window_json(each) for each in sets]}
            for name, sets in page.groups
        ],
        "curve": [
            {
                "window_days": point.window_days,
                "closed": score_json(point.closed),
                "all_cases": score_json(point.all_cases),
                "censored": point.censored,
            }
            for point in page.curve
        ],
        "time_to_resolution": [
            {"group": name, "figures": [score_json(figure) for figure in times.figures]}
            for name, times in page.times
        ],
        "deadlines": [
            {
                "rule": each.rule.id,
                "kept": score_json(each.kept),
                "late": list(each.late),
                "near": list(each.near),
            }
            for each in page.deadlines
        ],
    }


def _window_json(figures: Fcr) -> dict[str, Any]:
    return {
        "window_days": figures.window_days,
        "figures": [score_json(figure) for figure in figures.figures],
        "overlap": [
            {
                "claimed": each.claimed,
                "no_repeat": each.no_repeat,
                "confirmed": each.confirmed,
                "n": each.n,
                "cases": list(each.cases),
            }
            for each in figures.overlap
            if each.n
        ],
    }


def alert_json(raised: Raised) -> dict[str, Any]:
    """An alert with its state, its history and whether it was sent."""
    from auditor.core.alerts import alert_text

    return {
        "schema": "auditor/alert/1",
        "key": raised.key,
        **dump(raised.alert),
        "text": alert_text(raised),
        "state": raised.state.value,
        "raised_at": raised.raised_at,
        "history": dump(raised.history),
        "sent_at": raised.sent_at,
        "sent_to": list(raised.sent_to),
        "error": raised.error,
        "in_doubt": raised.in_doubt,
    }


def rules_json(found: RulesInForce) -> dict[str, Any]:
    """The watch rules, and the file that they come from, or would: `from_file` is false for the defaults."""
    return {
        "schema": "auditor/watch-rules/1",
        "rules": dump(found.rules),
        "path": str(found.path),
        "from_file": found.from_file,
    }


def action_json(action: Action, result: BeforeAfter | None) -> dict[str, Any]:
    """An action, and what came of it where a figure is compared."""
    data = {"schema": "auditor/action/1", **dump(action), "result": None}
    if result is not None:
        data["result"] = {
            "figure": result.figure,
            "unit": result.unit,
            "before": asdict(result.before),
            "after": asdict(result.after),
            "difference": result.difference,
            "interval": None if result.low is None else [result.low, result.high],
            "distinguishable": result.distinguishable,
        }
    return data
