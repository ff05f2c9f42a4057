"""What `auditor figures --json` prints: a sheet, or the ids behind one of its figures. Versioned shapes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from auditor.codec import dump
from auditor.core.contract import score_json
from auditor.core.figures.details import quotes_of
from auditor.core.figures.values import Entry, Read, Sheet
from auditor.core.figures.weeks import Week
from metrics.complaints.beside import Beside
from metrics.complaints.contradictions import Contradiction
from metrics.complaints.knowledge import Said
from metrics.stats.values import ParetoBar, Standing
from transcripts.redaction import redacted


def sheet_json(sheet: Sheet, ledger: Read) -> dict[str, Any]:
    """The sheet; `key` of an entry is what `--cases` takes."""
    wanted = sheet.wanted
    return {
        "schema": "auditor/figures/1",
        "view": sheet.view,
        "as_of": ledger.as_of.isoformat(timespec="seconds"),
        "from": wanted.first.isoformat() if wanted.first else None,
        "to": wanted.last.isoformat() if wanted.last else None,
        "time_zone": ledger.zone,
        "filters": wanted.filters,
        "window_days": wanted.window_days,
        "measure": wanted.measure,
        "n": sheet.n,
        "sections": [
            {
                "kind": section.title[0],
                "name": section.title[1],
                "notes": list(section.notes),
                "entries": [_entry(entry) for entry in section.entries],
            }
            for section in sheet.sections
        ],
    }


def cases_json(entry: Entry, part: str | None, ids: tuple[str, ...]) -> dict[str, Any]:
    """The ids that a figure counts, or those of one part of it."""
    return {
        "schema": "auditor/cases/1",
        "key": entry.key,
        "figure": score_json(entry.figure),
        "part": part,
        "of": entry.of,
        "n": len(ids),
        "ids": list(ids),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "name": entry.name[1] if entry.name else None,
        "figure": score_json(entry.figure),
        "beside": [score_json(figure) for figure in entry.beside],
        "parts": [name for name, _ids in entry.parts],
        "detail": _detail(entry.detail),
    }


def _detail(detail: object) -> dict[str, Any] | None:
    """What only this kind of entry has; ids stay behind `--cases`."""
    match detail:
        case Week():
            return {name: asdict(point) for name, point in (("p", detail.p), ("laney_p", detail.laney))}
        case ParetoBar() | Standing():
            return asdict(detail)
        case Beside():
            found = detail.comparison
            return {
                "base": detail.base,
                "scenarios": list(detail.scenarios),
                "difference": found.difference,
                "interval": None if found.low is None else [found.low, found.high],
                "words": found.words,
                "left_out": detail.left_out,
            }
        case Said():
            return {"weight": detail.weight, "silent": detail.silent, "quotes": list(quotes_of(detail))}
        case Contradiction():
            return _contradiction(detail)
        case _:
            return None


def _contradiction(found: Contradiction) -> dict[str, Any]:
    data: dict[str, Any] = dump(found)
    data["question"] = redacted(found.question)
    for version in data["versions"]:
        for answer in version["answers"]:
            answer["text"], answer["question"] = redacted(answer["text"]), redacted(answer["question"])
    return data
