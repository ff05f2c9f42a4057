"""The summary as JSON: its schema is docs/schemas/report-1.schema.json."""

from __future__ import annotations

import json
from typing import Any

from auditor.codec import dump
from auditor.reports.values import Summary


def as_data(summary: Summary) -> dict[str, Any]:
    """Plain data, the same in every language; floats keep their precision, unknown is null."""
    data: dict[str, Any] = dump(summary)
    return data


def as_json(summary: Summary) -> bytes:
    """The same as UTF-8 text."""
    return json.dumps(as_data(summary), ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"
